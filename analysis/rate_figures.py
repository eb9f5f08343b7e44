"""Draw rates with their intervals, documents grouped by frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.canvas import (
    GREY,
    INK,
    LINE,
    Heading,
    draw_brackets,
    frame_colours,
    frame_marker,
    in_house_style,
    lay_rows,
    new_axes,
    round_digits,
)
from analysis.lettering import wrap
from analysis.mention_kinds import name_list

_MOST_DOCUMENTS = 40
_MOST_ENDS = 5  # documents at either end of more than that
_ROW, _PAGE, _AROUND = 0.2, 9.0, 2.0  # inches: of a row; of a figure at most; of the words and the axis around it


@in_house_style
def draw_rates(
    rates: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
    per: int = 1000,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw rates as dots and their intervals as whiskers, documents grouped by frame on one axis.

    Parameters
    ----------
    rates : DataFrame
        `doc_id, frame, count, tokens, rate, low, high`; the rows with doc_id "all" are the thin lines. A dot
        is named after the list of its mentions (see `name_list`).
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows. Of more than 40 each frame has those with its five highest
        and five lowest rates, or fewer of them where many frames share the page, the highest first.
    frames : sequence of str
        Frames, in the order of the groups.
    per : int
        Tokens a rate is per; named on the axis.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    parts, some = _choose_rows(rates, documents, frames)
    pitch = max(map(len, parts)) + 1.5
    laid = [lay_rows(part, groups, width) for part in parts]
    left, right = max(rows.left for rows in laid) + 0.06, 1.05  # a dot at zero keeps off the labels
    x_label = wrap(f"mentions per {per:,} tokens (thin line: all articles){some}", width - left - right, 8.5)
    bottom = 0.55 + LINE * (len(x_label) - 1)
    ax = ax or new_axes(width, _ROW * pitch * len(frames) + 0.1, words, left=left, right=right, bottom=bottom)
    table = rates.set_index(["frame", "doc_id"]).sort_index()
    ticks, labels, farthest = [], [], [1e-6]
    for number, (frame, part, rows) in enumerate(zip(frames, parts, laid, strict=True)):
        places = [number * pitch + row for row in range(1, len(part) + 1)]
        of_frame = table.loc[frame]
        pooled = of_frame.loc[~of_frame.index.isin(documents["doc_id"])].iloc[0]
        shown = of_frame.loc[part["doc_id"]]
        _draw_frame(ax, frame, shown, pooled, number * pitch, frame_colours(frames)[number], frame_marker(number))
        draw_brackets(ax, rows._replace(left=left), places)
        ticks += places
        labels += rows.labels
        farthest += [*shown["high"], pooled["high"]]
    _note(ax, -0.95, "mentions (of tokens)", color=GREY)
    ax.set_yticks(ticks, labels)
    ax.set_ylim(len(frames) * pitch - 0.9, -0.6)
    ax.set_xlim(0, round_digits(1.03 * np.nanmax(farthest)))
    ax.set_xlabel("\n".join(x_label))
    ax.tick_params(axis="y", pad=8)
    ax.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    ax.grid(axis="x")
    return ax


def _choose_rows(rates: pd.DataFrame, documents: pd.DataFrame, frames: Sequence[str]) -> tuple[list[pd.DataFrame], str]:
    """Per frame the documents that the chart has room for, and what its axis says of them."""
    if len(documents) <= _MOST_DOCUMENTS:
        return [documents] * len(frames), ""
    rows = (_PAGE - _AROUND) / _ROW / len(frames) - 1.5
    ends = int(np.clip(rows // 2, 1, _MOST_ENDS))
    parts = []
    for frame in frames:
        own = documents[["doc_id", "label"]].merge(rates[rates["frame"] == frame].dropna(subset="rate"), on="doc_id")
        # of equal rates, as of many articles without a mention, the one with the most tokens comes last
        own = own.sort_values(["rate", "high"], ascending=False, kind="stable", ignore_index=True)
        parts.append(own[(own.index < ends) | (own.index >= len(own) - ends)])
    which = f"the {ends} highest and {ends} lowest" if ends > 1 else "the highest and the lowest"
    return parts, f"; {which} of {len(documents):,} articles per frame"


def _draw_frame(
    ax: Axes, frame: str, shown: pd.DataFrame, pooled: pd.Series, top: float, colour: str, marker: str
) -> None:
    """A frame's heading, its pooled rate as a line, and a dot on a whisker per row."""
    ax.plot([round_digits(pooled["rate"])] * 2, [top + 0.5, top + len(shown) + 0.5], color=GREY, linewidth=0.7)
    ax.annotate(frame, (0, top), xytext=(4, 0), textcoords="offset points", color=colour, weight="bold", va="center")
    _note(ax, top, f"{int(pooled['count']):,} of {int(pooled['tokens']):,}", weight="bold")
    for place, (_, row) in enumerate(shown.iterrows(), start=1):
        rate, low, high = (round_digits(row[name]) for name in ("rate", "low", "high"))
        face = colour if row["count"] else "white"
        ax.plot([low, high], [top + place] * 2, color=colour, solid_capstyle="butt")
        ax.plot(
            [rate],
            [top + place],
            color=colour,
            marker=marker,
            markersize=5,
            markerfacecolor=face,
            clip_on=False,
            zorder=3,
            gid=name_list("frame", frame, str(row.name)) if row["count"] else None,
        )
        _note(ax, top + place, f"{int(row['count']):,} of {int(row['tokens']):,}")


def _note(ax: Axes, y: float, text: str, weight: str = "normal", color: str = INK) -> None:
    """A number at the right of a row."""
    ax.annotate(
        text, (1, y), xycoords=("axes fraction", "data"), xytext=(66, 0), textcoords="offset points",
        ha="right", va="center", fontsize=8, weight=weight, color=color, annotation_clip=False,
    )  # fmt: skip
