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
    wrap,
)


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
        `doc_id, frame, count, tokens, rate, low, high`; the rows with doc_id "all" are the thin lines.
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
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
    pitch = len(documents) + 1.5
    rows = lay_rows(documents, groups, width)
    rows = rows._replace(left=rows.left + 0.06)  # a dot at zero keeps off the labels
    left, right = rows.left, 1.05
    x_label = wrap(f"mentions per {per:,} tokens (thin line: all articles)", width - left - right, 8.5)
    bottom = 0.55 + LINE * (len(x_label) - 1)
    ax = ax or new_axes(width, 0.2 * pitch * len(frames) + 0.1, words, left=left, right=right, bottom=bottom)
    table = rates.set_index(["frame", "doc_id"])
    ticks, labels = [], []
    for number, (frame, colour) in enumerate(zip(frames, frame_colours(frames), strict=True)):
        top = number * pitch
        pooled = table.loc[(frame, "all")]
        ax.plot([round_digits(pooled["rate"])] * 2, [top + 0.5, top + len(documents) + 0.5], color=GREY, linewidth=0.7)
        ax.annotate(
            frame, (0, top), xytext=(4, 0), textcoords="offset points", color=colour, weight="bold", va="center"
        )
        _note(ax, top, f"{int(pooled['count']):,} of {int(pooled['tokens']):,}", weight="bold")
        draw_brackets(ax, rows, [top + place for place in range(1, len(documents) + 1)])
        for place, (doc, label) in enumerate(zip(documents["doc_id"], rows.labels, strict=True), start=1):
            row = table.loc[(frame, doc)]
            rate, low, high = (round_digits(row[name]) for name in ("rate", "low", "high"))
            ax.plot([low, high], [top + place] * 2, color=colour, solid_capstyle="butt")
            ax.plot(
                [rate],
                [top + place],
                color=colour,
                marker=frame_marker(number),
                markersize=5,
                markerfacecolor=colour if row["count"] else "white",
                clip_on=False,
                zorder=3,
            )
            _note(ax, top + place, f"{int(row['count']):,} of {int(row['tokens']):,}")
            ticks.append(top + place)
            labels.append(label)
    _note(ax, -0.95, "mentions (of tokens)", color=GREY)
    ax.set_yticks(ticks, labels)
    ax.set_ylim(len(frames) * pitch - 0.9, -0.6)
    ax.set_xlim(0, round_digits(1.03 * np.nanmax([*rates["high"], 1e-6])))
    ax.set_xlabel("\n".join(x_label))
    ax.tick_params(axis="y", pad=8)
    ax.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    ax.grid(axis="x")
    return ax


def _note(ax: Axes, y: float, text: str, weight: str = "normal", color: str = INK) -> None:
    """A number at the right of a row."""
    ax.annotate(
        text, (1, y), xycoords=("axes fraction", "data"), xytext=(66, 0), textcoords="offset points",
        ha="right", va="center", fontsize=8, weight=weight, color=color, annotation_clip=False,
    )  # fmt: skip
