"""Draw ratios with their intervals on one axis, rows grouped: pairs of documents, and types that set one apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.canvas import (
    GREY,
    INK,
    Heading,
    Rows,
    draw_brackets,
    frame_colours,
    frame_marker,
    in_house_style,
    lay_rows,
    new_axes,
    round_digits,
)
from analysis.lettering import MARGIN, fit_labels, label_width, text_width, wrap
from analysis.mention_kinds import name_list

_FARTHEST, _NEAREST = 6, 2  # powers of two that the axis reaches to, at most and at least
_ROW, _HEAD = 0.182, 1.3  # inches per row, and rows that a group's heading takes
_TICK = 0.36  # inches that a label of the axis needs
_ARROW = 0.1  # inches beyond the last tick, for the arrows of what lies further out
_SIDE = 0.7  # of the width that labels are cut for: two stand in a row of pairs
_INSIDE = 1.6  # of the width that labels are cut for: headings stand inside the chart
_SIMILAR = 1.0  # power of two: a ratio between 1/2 and 2


@in_house_style
def draw_comparisons(
    comparisons: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw the ratio of two documents' rates with its interval, a row per pair, grouped by frame.

    Parameters
    ----------
    comparisons : DataFrame
        `frame, doc_a, doc_b, ratio, low, high, verdict`. A pair without an interval, since a document has no tokens,
        has no row.
    documents : DataFrame
        `doc_id` and `label`.
    frames : sequence of str
        Frames, in the order of the groups.
    groups : sequence of sequence of str
        doc_ids of documents that share text: their pairs are grey and hollow, as the interval takes for independent
        what is not.
    words, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; x is the power of two of the ratio.
    """
    names = pd.Series(fit_labels(documents["label"], _SIDE * width), index=documents["doc_id"])
    group_of = {doc_id: number for number, group in enumerate(groups) for doc_id in group}
    first, second = (comparisons[side].map(group_of) for side in ("doc_a", "doc_b"))
    sizes = first.map(dict(enumerate(map(len, groups))))
    grey = sizes.where(first == second, 0)
    with np.errstate(divide="ignore"):
        rows = pd.DataFrame(
            {
                "group": comparisons["frame"],
                "label": comparisons["doc_a"].map(names) + " / " + comparisons["doc_b"].map(names),
                "middle": np.log2(comparisons["ratio"]),
                "low": np.log2(comparisons["low"]),
                "high": np.log2(comparisons["high"]),
                "note": comparisons["verdict"],
                "filled": grey == 0,
                "grey": grey,
                "list": None,
            }
        ).dropna(subset=["low", "high"])
    looks = {
        frame: (colour, frame_marker(number if len(frames) > 1 else 0))
        for number, (frame, colour) in enumerate(zip(frames, frame_colours(frames), strict=True))
        if (rows["group"] == frame).any()
    }
    return _draw_rows(rows, looks, "rate of the first over that of the second", words, width, ax)


@in_house_style
def draw_keyness(
    keyness: pd.DataFrame,
    documents: pd.DataFrame,
    words: Heading | None = None,
    *,
    level: float = 0.05,
    groups: Sequence[Sequence[str]] = (),
    unit: str = "article",
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw how much commoner types are in a document than in the others, with intervals, grouped by document.

    Parameters
    ----------
    keyness : DataFrame
        `doc_id, type, log_ratio, low, high, p_bh, count_target, count_reference`. A dot is named after the list of
        the type's tokens in the document (see `name_list`).
    documents : DataFrame
        `doc_id` and `label`, in the order of the groups.
    level : float
        Adjusted p-values below it fill the mark.
    unit : str
        What a document is called: another word where it is a group of them.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; x is the power of two of the ratio.
    """
    shown = documents[documents["doc_id"].isin(keyness["doc_id"])]
    laid = lay_rows(shown, groups, _INSIDE * width)
    rows = pd.DataFrame(
        {
            "group": keyness["doc_id"].map(dict(zip(shown["doc_id"], laid.labels, strict=True))),
            "label": keyness["type"],
            "middle": keyness["log_ratio"],
            "low": keyness["low"],
            "high": keyness["high"],
            "filled": keyness["p_bh"] < level,
            "grey": False,
            "list": [name_list("type", *key) for key in zip(keyness["type"], keyness["doc_id"], strict=True)],
            "note": [
                f"{target:,} / {reference:,}"
                for target, reference in zip(keyness["count_target"], keyness["count_reference"], strict=True)
            ],
        }
    )
    looks = dict.fromkeys(laid.labels, (INK, frame_marker(0)))
    x_label = f"rate in the {unit} over that in the others"
    return _draw_rows(rows, looks, x_label, words, width, ax, laid)


def _draw_rows(
    rows: pd.DataFrame,
    looks: Mapping[str, tuple[str, str]],
    x_label: str,
    words: Heading | None,
    width: float,
    ax: Axes | None,
    laid: Rows | None = None,
) -> Axes:
    """Rows under the heading of their group: a dot at the ratio, a whisker for its interval, a note at the right.

    `looks` gives each group in order, with the colour and the marker of its rows; `laid`, the brackets between groups.
    """
    labels = dict(zip(rows["label"], fit_labels(rows["label"], width / 0.8), strict=True))
    lanes = laid.left - label_width(laid.labels) if laid else 0.0
    left = label_width(list(labels.values())) + lanes
    right = max(map(text_width, rows["note"]), default=0.0) + 0.1 + MARGIN
    height = len(rows) + _HEAD * len(looks)
    reach = _choose_reach(rows)
    lines = wrap(f"{x_label} ({_explain_signs(rows, reach)})", width - left - right, 8.5)
    bottom = 0.4 + 0.16 * len(lines)
    ax = ax or new_axes(width, _ROW * height + 0.1, words, left=left, right=right, bottom=bottom)
    end = round_digits(reach * (1 + 2 * _ARROW / (width - left - right)))
    ax.axvspan(-_SIMILAR, _SIMILAR, color="#efefef", linewidth=0)
    ax.axvline(0, color=GREY, linewidth=0.7)
    y, ticks, shown, headed = 0.0, [], [], []
    for group, (colour, marker) in looks.items():
        headed.append(y)
        ax.text(-end, y, f" {group}", color=colour, weight="bold", va="center")
        y += 1
        for row in rows[rows["group"] == group].itertuples():
            _draw_interval(ax, y, row, reach, end, GREY if row.grey else colour, marker)
            ax.annotate(
                row.note, (1, y), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
                va="center", fontsize=8, color=INK, annotation_clip=False,
            )  # fmt: skip
            ticks.append(y)
            shown.append(labels[row.label])
            y += 1
        y += _HEAD - 1
    if laid:
        draw_brackets(ax, Rows([""] * len(looks), laid.joined, left), headed)
    ax.set_yticks(ticks, shown)
    ax.set_ylim(round_digits(height - 0.4), -0.7)
    ax.set_xlim(-round_digits(1.5 * end - 0.5 * reach), round_digits(1.5 * end - 0.5 * reach))
    _set_ratios(ax, reach, width - left - right)
    ax.set_xlabel("\n".join(lines))
    return ax


def _set_ratios(ax: Axes, reach: int, room: float) -> None:
    """Ratios at powers of two, as many as so many inches hold."""
    step = next((n for n in (1, 2, 3) if room / (2 * reach / n + 1) >= _TICK), reach)
    powers = range(-(reach // step) * step, reach + 1, step)
    ax.set_xticks(list(powers), [f"1/{2**-power}" if power < 0 else f"{2**power}" for power in powers])


def _explain_signs(rows: pd.DataFrame, reach: int) -> str:
    """What the signs mean that are drawn, for who has the picture alone."""
    signs = ["grey band: within 1/2 and 2"]
    if rows["grey"].any():
        by_others = ", or are linked by articles that do" if rows["grey"].max() > 2 else ""
        signs.append(f"grey line: the two share text{by_others}")
    if (rows[["low", "high"]].abs() > reach).any(axis=None):
        signs.append("arrow: the interval goes on")
    finite = np.isfinite(rows["middle"])
    why = [
        (finite & (rows["middle"].abs() > reach), "the ratio is beyond the arrow"),
        (~finite, "a count is 0"),
    ]
    if missing := [words for applies, words in why if applies.any()]:
        signs.append(f"no dot: {' or '.join(missing)}")
    return "; ".join(signs)


def _choose_reach(rows: pd.DataFrame) -> int:
    """Powers of two that hold every finite end, within limits."""
    ends = np.abs(rows[["low", "middle", "high"]].to_numpy(dtype=float))
    ends = ends[np.isfinite(ends)]
    return int(np.clip(np.ceil(ends.max(initial=0)), _NEAREST, _FARTHEST))


def _draw_interval(ax: Axes, y: float, row: Any, reach: float, end: float, colour: str, marker: str) -> None:  # noqa: ANN401
    """A dot, hollow where nothing is claimed, on a whisker with an arrow at `end` where it leaves the axis.

    A dot beyond the axis is not drawn; the arrow on that side is filled or hollow in its place.
    """
    face = colour if row.filled else "white"
    low, high = (
        float(value) if abs(value) <= reach else float(np.copysign(end, value)) for value in (row.low, row.high)
    )
    if low < high:
        ax.plot([round_digits(low), round_digits(high)], [y, y], color=colour, solid_capstyle="butt")
    beyond = np.isfinite(row.middle) and abs(row.middle) > reach
    for tip, arrow in ((-end, "<"), (end, ">")):
        if tip in (low, high):
            inside = face if beyond and row.middle * tip > 0 else colour
            ax.plot([tip], [y], marker=arrow, color=colour, markerfacecolor=inside, markersize=4)
    if np.isfinite(row.middle) and not beyond:
        middle = round_digits(float(row.middle))
        ax.plot(
            [middle], [y], marker=marker, color=colour, markerfacecolor=face, markersize=5, clip_on=False, zorder=3,
            gid=row.list,
        )  # fmt: skip
