"""Draw where in each document the mentions fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.canvas import (
    LINE,
    Heading,
    draw_brackets,
    frame_colours,
    frame_marker,
    in_house_style,
    lay_rows,
    new_axes,
    round_all,
    round_digits,
)
from analysis.lettering import fit_labels, label_width, text_width, wrap
from analysis.mention_kinds import MOST_ROWS

_TENTHS = 0.85  # inches of a row of bars
_BAR = 0.7  # of that, of the highest


@in_house_style
def draw_positions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    sizes: Mapping[str, int],
    frames: Sequence[str],
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw where in each document the mentions fall.

    Parameters
    ----------
    mentions : DataFrame
        `doc_id`, `frame` and `position` (token number in the document, from 0); where `doc_id` is a group of
        documents, `article` is the document. The marks of a frame in a document
        are named after their rows there, from 1: "mentions-3-17".
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows; of more than 40 each frame has one row, with a bar for its
        mentions in every tenth of their documents.
    sizes : mapping of str to int
        Tokens per document, by doc_id.
    frames : sequence of str
        Frames, in the order of the lanes of a row.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; x is per cent of the document's tokens.
    """
    if len(documents) > MOST_ROWS:
        return _draw_tenths(mentions, sizes, frames, words, width, ax)
    rows = lay_rows(documents, groups, width)
    labels, left = rows.labels, rows.left
    x_label = wrap("place in the article, per cent of its tokens", width - left - 0.2, 8.5)
    bottom = 0.55 + LINE * (len(x_label) - 1)
    legend = _lay_legend(frames, width - left - 0.2)
    levels = max((level for _, level in legend), default=0)
    ax = ax or new_axes(width, 0.42 * len(documents) + 0.3 + 0.17 * levels, words, left=left, right=0.2, bottom=bottom)
    lane = 0.62 / max(len(frames), 1)
    for row, doc in enumerate(documents.itertuples()):
        ax.axhspan(row - 0.38, row + 0.38, color="#f3f3f3", linewidth=0)
        for number, (frame, colour) in enumerate(zip(frames, frame_colours(frames), strict=True)):
            here = mentions[(mentions["doc_id"] == doc.doc_id) & (mentions["frame"] == frame)]
            size = here["article" if "article" in here else "doc_id"].map(sizes).to_numpy(dtype=float)
            place = round_all((here["position"].to_numpy() + 0.5) / size * 100)
            height = round_digits(row + (number - (len(frames) - 1) / 2) * lane)
            ax.plot(
                place,
                np.full(len(place), height),
                linestyle="none",
                marker=frame_marker(number),
                markersize=4.5,
                color=colour,
                markeredgecolor="white",
                markeredgewidth=0.4,
                clip_on=False,
                gid="-".join(["mentions", *(str(row + 1) for row in here.index)]) if len(here) else None,
            )
    _draw_legend(ax, legend, frames)
    draw_brackets(ax, rows, range(len(documents)))
    ax.set_xlim(0, 100)
    ax.set_ylim(len(documents) - 0.5, round_digits(-1.05 - 0.4 * levels))
    ax.set_yticks(range(len(documents)), labels)
    ax.set_xlabel("\n".join(x_label))
    ax.spines["left"].set_visible(False)
    return ax


def _draw_tenths(
    mentions: pd.DataFrame,
    sizes: Mapping[str, int],
    frames: Sequence[str],
    words: Heading | None,
    width: float,
    ax: Axes | None,
) -> Axes:
    """A row per frame, with a bar for its mentions in every tenth of their documents, all bars on one scale."""
    labels = fit_labels(frames, width)
    left = label_width(labels)
    x_label = wrap("place in the article, per cent of its tokens", width - left - 0.2, 8.5)
    bottom = 0.55 + LINE * (len(x_label) - 1)
    ax = ax or new_axes(width, _TENTHS * len(frames), words, left=left, right=0.2, bottom=bottom)
    place = (mentions["position"].to_numpy() + 0.5) / np.maximum(mentions["doc_id"].map(sizes).to_numpy(), 1)
    tenth = np.minimum((place * 10).astype(np.int64), 9)
    counts = [np.bincount(tenth[(mentions["frame"] == frame).to_numpy()], minlength=10) for frame in frames]
    largest = max((own.max() for own in counts), default=1)
    for row, (own, colour) in enumerate(zip(counts, frame_colours(frames), strict=True)):
        for number, count in enumerate(own.tolist()):
            height = round_digits(_BAR * count / max(largest, 1))
            ax.bar(10 * number + 5, -height, width=9, bottom=row, color=colour)  # rows go down
            ax.text(10 * number + 5, row - height - 0.03, f"{count:,}", ha="center", va="bottom", fontsize=8)
    ax.set_xlim(0, 100)
    ax.set_ylim(max(len(frames), 1) - 0.9, -0.95)
    ax.set_yticks([round_digits(row - _BAR / 2) for row in range(len(frames))], labels)
    ax.set_xlabel("\n".join(x_label))
    ax.spines["left"].set_visible(False)
    return ax


def _lay_legend(frames: Sequence[str], room: float) -> list[tuple[float, int]]:
    """Place in per cent of the axis, and row, of every frame's name."""
    places: list[tuple[float, int]] = []
    at, level = 0.0, 0
    for frame in frames:
        size = 6 + text_width(frame, 8.5, "bold") / room * 100
        if at and at + size > 102:  # per cent: the margin after the last name is not needed
            at, level = 0.0, level + 1
        places.append((round_digits(at), level))
        at += size
    return places


def _draw_legend(ax: Axes, places: Sequence[tuple[float, int]], frames: Sequence[str]) -> None:
    """The name of every frame behind its mark, above the rows."""
    levels = max((level for _, level in places), default=0)
    for number, (frame, colour, (x, level)) in enumerate(zip(frames, frame_colours(frames), places, strict=True)):
        y = -0.72 - 0.4 * (levels - level)
        ax.plot([x + 1], [y], marker=frame_marker(number), markersize=5, color=colour)
        ax.text(x + 2.8, y, frame, color=colour, weight="bold", va="center")
