"""Draw mentions: how many each document holds, and where in it they fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.canvas import (
    GREY,
    INK,
    LINE,
    MARGIN,
    PALE,
    Heading,
    draw_brackets,
    frame_colours,
    frame_marker,
    in_house_style,
    lay_rows,
    new_axes,
    round_all,
    round_digits,
    text_width,
    wrap,
)

_SQUARE = 0.21  # inches
_ROW = 1.55  # squares from row to row
_NARROWEST = 0.4  # squares; narrower ones become a bar


@in_house_style
def draw_mentions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw every mention as one square: rows are documents, blocks are frames.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with `doc_id`, `frame` and `negated`, in the order of the text. Negated ones are hatched.
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
    frames : sequence of str
        Frames, in the order of the blocks.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    rows = lay_rows(documents, groups, width)
    labels, left = rows.labels, rows.left
    room = width - left - MARGIN
    bands = _lay_blocks(mentions, frames, room)
    pitch = len(documents) * _ROW + 1.6
    key = _lay_key(room / _SQUARE) if mentions["negated"].any() else []
    below = 1.3 * max((row + len(lines) for _, row, _, lines in key), default=0)
    height = _SQUARE * (len(bands) * pitch + below)
    ax = ax or new_axes(width, height, words, left=left, bottom=0.1)
    colours = dict(zip(frames, frame_colours(frames), strict=True))
    for number, band in enumerate(bands):
        top = number * pitch
        for row, label in enumerate(labels):
            ax.text(-0.6, top + row * _ROW + 0.45, label, ha="right", va="center")
            if row:
                ax.axhline(top + row * _ROW - 0.32, color=PALE, linewidth=0.6)
        draw_brackets(ax, rows, [top + row * _ROW + 0.45 for row in range(len(documents))])
        for frame, (start, side) in band.items():
            own = mentions[mentions["frame"] == frame]
            ax.text(start, top - 0.35, f"{frame} {len(own)}", color=colours[frame], weight="bold", va="bottom")
            for row, doc in enumerate(documents["doc_id"]):
                negated = own.loc[own["doc_id"] == doc, "negated"].tolist()
                _draw_row(ax, start, top + row * _ROW, negated, colours[frame], side)
    _draw_key(ax, key, len(bands) * pitch - 1.35)
    ax.set_xlim(0, round_digits(room / _SQUARE))
    ax.set_ylim(round_digits(len(bands) * pitch - 1.6 + below), -1.6)
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


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
        `doc_id`, `frame` and `position` (token number in the document, from 0).
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
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
            place = round_all((here["position"].to_numpy() + 0.5) / max(sizes[doc.doc_id], 1) * 100)
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
            )
    _draw_legend(ax, legend, frames)
    draw_brackets(ax, rows, range(len(documents)))
    ax.set_xlim(0, 100)
    ax.set_ylim(len(documents) - 0.5, round_digits(-1.05 - 0.4 * levels))
    ax.set_yticks(range(len(documents)), labels)
    ax.set_xlabel("\n".join(x_label))
    ax.spines["left"].set_visible(False)
    return ax


def _lay_blocks(mentions: pd.DataFrame, frames: Sequence[str], room: float) -> list[dict[str, tuple[float, float]]]:
    """Bands of blocks: where each frame's block starts and how wide its squares are, in units of a square."""
    counts = pd.crosstab(mentions["frame"], mentions["doc_id"]).max(axis=1)
    units = room / _SQUARE
    side = min(1.0, (units - 2.5) / max(counts.max() if len(counts) else 1, 1))  # one scale for all frames
    bands: list[dict[str, tuple[float, float]]] = [{}]
    place = 0.0
    for frame in frames:
        head = text_width(f"{frame} {int((mentions['frame'] == frame).sum())}", 8.5, "bold") / _SQUARE
        block = max(int(counts.get(frame, 0)) * side + 1.0, head)
        if bands[-1] and place + block > units:
            bands.append({})
            place = 0.0
        bands[-1][frame] = (round_digits(place), round_digits(side))
        place += block + 1.4
    return bands


def _draw_row(ax: Axes, x: float, y: float, negated: Sequence[bool], colour: str, side: float) -> None:
    """The mentions of one frame in one document, and their count; a bar of two parts when squares get too narrow."""
    end = x + len(negated) * side
    if side >= _NARROWEST:
        for place, hatched in enumerate(negated):
            ax.add_patch(_square(x + place * side, y, colour, hatched=hatched, side=side))
    elif negated:
        plain = negated.count(False) * side
        ax.add_patch(_square(x, y, colour, hatched=False, side=plain))
        ax.add_patch(_square(x + plain, y, colour, hatched=True, side=end - x - plain))
    ax.text(
        round_digits(end + (0.18 if negated else 0)),
        y + 0.45,
        f"{len(negated):,}",
        color=INK if negated else GREY,
        va="center",
        fontsize=8,
    )


def _lay_key(units: float) -> list[tuple[float, int, bool, list[str]]]:
    """The two kinds of square, by example: place, row, whether hatched, lines of the meaning."""
    meanings = ((True, "the word itself says “non-”"), (False, "another form; its sentence may still deny it"))
    items: list[tuple[float, int, bool, list[str]]] = []
    x, row = 0.0, 0
    for hatched, meaning in meanings:
        size = 1.2 + text_width(meaning, 8) / _SQUARE
        if x and x + size > units:
            x, row = 0.0, row + len(items[-1][3])
        items.append((round_digits(x), row, hatched, wrap(meaning, (units - 1.2) * _SQUARE, 8)))
        x += size + 1.0
    return items


def _draw_key(ax: Axes, items: Sequence[tuple[float, int, bool, list[str]]], y: float) -> None:
    for x, row, hatched, meaning in items:
        ax.add_patch(_square(x, y + 1.3 * row, GREY, hatched=hatched))
        for number, line in enumerate(meaning, start=row):
            ax.text(x + 1.2, y + 1.3 * number + 0.45, line, va="center", fontsize=8)


def _square(x: float, y: float, colour: str, *, hatched: bool, side: float = 1.0) -> Rectangle:
    """One mention, or a bar of several."""
    inset = 0.07 * min(side, 1.0)
    return Rectangle(
        (round_digits(x + inset), round_digits(y + 0.02)),
        round_digits(side - 2 * inset),
        0.86,
        facecolor="white" if hatched else colour,
        edgecolor=colour,
        hatch="//////" if hatched else None,
        linewidth=0.9,
    )


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
