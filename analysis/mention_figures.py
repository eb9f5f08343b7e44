"""Draw mentions: how many of which kind each document holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from analysis.canvas import (
    GREY,
    INK,
    PALE,
    Heading,
    draw_brackets,
    frame_colours,
    in_house_style,
    lay_rows,
    new_axes,
    round_digits,
)
from analysis.lettering import MARGIN
from analysis.mention_kinds import ALL_OPPOSED, ALL_REPORTED, BARS, KINDS, SQUARES, TOTALS, choose_marks, tell_kinds
from analysis.mention_layout import (
    BETWEEN,
    KEY,
    KEY_PITCH,
    TEXT_LINE,
    WIDE,
    Band,
    Block,
    Grid,
    Item,
    lay_bars,
    lay_key,
    lay_squares,
    lay_totals,
    small_width,
    sum_kinds,
)

_BAR = 0.13  # inches
_STEP, _PAINTED = 0.5, 0.26  # heights of a mark from stripe to stripe, and how much of that is painted
_EDGE = 1.2  # points


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

    Filled: neither quoted nor reported; outlined: quoted or reported as others' words; striped: opposed. In a row,
    squares of one kind stand together, in the order of `KINDS`, so that the striped ones make one stretch and the
    outlined ones another; within a kind they follow the text. What is too much for a page becomes bars of the same
    kinds (see `choose_marks`).

    Parameters
    ----------
    mentions : DataFrame
        Mentions with `doc_id`, `frame`, `opposed`, `quotation` and `attribution`, in the order of the text; a square
        is named after its row there, from 1 ("mention-17"), and a bar after the first of its rows.
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
    frames : sequence of str
        Frames, in the order of the blocks.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on, in inches from its upper left corner.
    """
    marks = choose_marks(mentions, documents)
    cells = _count_kinds(mentions, documents, frames, whole=marks == TOTALS)
    rows = lay_rows(documents.head(0) if marks == TOTALS else documents, groups, width)
    left = MARGIN if marks == TOTALS or not cells else rows.left
    room = width - left - MARGIN
    lay, draw = {
        SQUARES: (lay_squares, _draw_squares),
        BARS: (lay_bars, _draw_bar),
        TOTALS: (lay_totals, _draw_total),
    }[marks]
    grid = lay(cells, room)
    key = lay_key(cells, [frame for frame in frames if frame not in cells], width - 2 * MARGIN)
    height = grid.height + max((item.y + KEY_PITCH + TEXT_LINE * (len(item.lines) - 1) for item in key), default=0.0)
    ax = ax or new_axes(width, height, words, left=left, bottom=0.12)
    colours = dict(zip(frames, frame_colours(frames), strict=True))
    top, before = 0.0, len(ax.patches)
    for band in grid.bands:
        middles = _draw_labels(ax, [] if marks == TOTALS else rows.labels, band, top)
        draw_brackets(ax, rows, middles)
        for block in band.blocks:
            _draw_head(ax, block, top + band.head, colours[block.frame])
            for counts, middle in zip(cells[block.frame].tolist(), middles, strict=True):
                draw(ax, block.start, middle, counts, colours[block.frame], grid)
        top += band.head + sum(band.rows) + BETWEEN
    if marks != TOTALS:
        _name_marks(ax.patches[before:], mentions, documents, list(cells), marks)
    _draw_key(ax, key, MARGIN - left, top)
    ax.set_xlim(0, round_digits(room))
    ax.set_ylim(round_digits(height), 0)
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


def _count_kinds(
    mentions: pd.DataFrame, documents: pd.DataFrame, frames: Sequence[str], *, whole: bool
) -> dict[str, np.ndarray]:
    """Mentions of each kind (columns) in each document, or in all of them (rows), of every frame that has any."""
    place = {doc_id: 0 if whole else row for row, doc_id in enumerate(documents["doc_id"])}
    kinds = mentions.assign(kind=tell_kinds(mentions))[mentions["doc_id"].isin(list(place))]
    cells = {}
    for frame in frames:
        own = kinds[kinds["frame"] == frame]
        counts = np.zeros((1 if whole else len(documents), len(KINDS)), dtype=int)
        np.add.at(counts, (own["doc_id"].map(place).to_numpy(dtype=int), own["kind"].to_numpy(dtype=int)), 1)
        if len(own):
            cells[frame] = counts
    return cells


def _draw_labels(ax: Axes, labels: Sequence[str], band: Band, top: float) -> list[float]:
    """The names of a band's rows with thin lines between them; gives the middle of each row."""
    edges = top + band.head + np.cumsum([0.0, *band.rows])
    middles = [round_digits(middle) for middle in (edges[:-1] + edges[1:]) / 2]
    for label, middle in zip(labels, middles, strict=False):
        ax.text(-0.13, middle, label, ha="right", va="center")
    for edge in edges[1:-1]:
        ax.axhline(round_digits(edge), color=PALE, linewidth=0.6)
    return middles


def _draw_head(ax: Axes, block: Block, bottom: float, colour: str) -> None:
    """A frame's name and counts, the last line just above its rows."""
    lines = [
        *((line, 8.5, "bold", colour) for line in block.name),
        *((line, 8, "normal", INK) for line in block.counts),
    ]
    for number, (line, size, weight, ink) in enumerate(reversed(lines)):
        y = round_digits(bottom - 0.07 - TEXT_LINE * number)
        ax.text(block.start, y, line, fontsize=size, weight=weight, color=ink, va="baseline")


def _draw_squares(ax: Axes, x: float, middle: float, counts: Sequence[int], colour: str, grid: Grid) -> None:
    """The mentions of one frame in one document, and how many they are at the end."""
    kinds = [kind for kind, n in zip(KINDS, counts, strict=True) for _ in range(n)]
    side, lines = grid.unit, -(-len(kinds) // grid.per_line)
    top = middle - lines * side / 2
    for number, kind in enumerate(kinds):
        line, place = divmod(number, grid.per_line)
        inset = 0.06 * side
        _draw_mark(
            ax, x + place * side + inset, top + line * side + inset, side - 2 * inset, side - 2 * inset, kind, colour
        )
    last = (len(kinds) - 1) % grid.per_line + 1 if kinds else 0
    _draw_count(ax, x + last * side, top + (max(lines, 1) - 0.5) * side if kinds else middle, len(kinds))


def _name_marks(
    patches: Sequence[Patch], mentions: pd.DataFrame, documents: pd.DataFrame, frames: Sequence[str], marks: str
) -> None:
    """Name every mark, and its stripes, after its mention, or its first: a page can lead from one to the other."""
    places = [
        mentions["frame"].map({frame: place for place, frame in enumerate(frames)}),
        mentions["doc_id"].map({doc_id: place for place, doc_id in enumerate(documents["doc_id"])}),
        tell_kinds(mentions),
    ]
    order = pd.concat(places, axis=1, keys=range(3)).dropna().sort_values([0, 1, 2], kind="stable")
    rows, name = iter(order.index if marks == SQUARES else order.drop_duplicates().index), ""
    for patch in patches:
        stripes = isinstance(patch, PathPatch)
        name = f"{name}-stripes" if stripes else f"mention-{next(rows) + 1}"
        patch.set_gid(name)


def _draw_bar(ax: Axes, x: float, middle: float, counts: Sequence[int], colour: str, grid: Grid) -> None:
    """The same as a bar of a part for each kind."""
    end = x
    for kind, n in zip(KINDS, counts, strict=True):
        if n:
            _draw_mark(ax, end, middle - _BAR / 2, n * grid.unit, _BAR, kind, colour)
        end += n * grid.unit
    _draw_count(ax, end, middle, sum(counts))


def _draw_total(ax: Axes, x: float, middle: float, counts: Sequence[int], colour: str, grid: Grid) -> None:
    """A frame's mentions in all documents as a bar, and below it how many of each kind."""
    place, end, room = x, x, grid.unit * grid.per_line
    for kind, n in zip(KINDS, counts, strict=True):
        if n:
            _draw_mark(ax, end, middle - 0.2, n * grid.unit, 0.18, kind, colour)
        end += n * grid.unit
        _draw_mark(ax, place, middle + 0.04, 0.12, 0.12, kind, colour)
        ax.text(round_digits(place + 0.17), round_digits(middle + 0.1), f"{n:,}", va="center", fontsize=8)
        place += 0.3 + small_width(f"{n:,}")
    if room >= WIDE:
        sums = " · ".join(sum_kinds(np.array([counts])))
        ax.text(round_digits(room), round_digits(middle + 0.1), sums, ha="right", va="center", fontsize=8)


def _draw_count(ax: Axes, x: float, y: float, n: int) -> None:
    ink = INK if n else GREY
    ax.text(round_digits(x + (0.04 if n else 0)), round_digits(y), f"{n:,}", color=ink, va="center", fontsize=8)


def _draw_mark(ax: Axes, x: float, y: float, wide: float, high: float, kind: int, colour: str) -> None:
    """A mention, or several of one kind in a bar; stripes are shapes, since few programs keep a pattern."""
    outlined = kind in ALL_REPORTED
    inset = min(_EDGE / 144, wide / 2, high / 2) if outlined else 0.0  # a line is as wide inside as outside
    place = (round_digits(x + inset), round_digits(y + inset))
    size = (round_digits(wide - 2 * inset), round_digits(high - 2 * inset))
    face = "white" if outlined else colour
    edge = _EDGE if outlined else 0
    ax.add_patch(Rectangle(place, *size, facecolor=face, edgecolor=colour, linewidth=edge, clip_on=False))
    if kind in ALL_OPPOSED:
        stripes = Path.make_compound_path(*_lay_stripes(place, size, high))
        ax.add_patch(PathPatch(stripes, facecolor=colour if outlined else "white", linewidth=0, clip_on=False))


def _lay_stripes(place: tuple[float, float], size: tuple[float, float], high: float) -> list[Path]:
    """Stripes from lower left to upper right across a rectangle."""
    wide, tall = size
    stripes = []
    step = _STEP * high
    for number in range(1, int((wide + tall) / step + 0.5) + 1):
        first, last = (step * (number + side * _PAINTED / 2) for side in (-1, 1))
        if first >= wide + tall:
            break
        last = min(last, wide + tall)
        points = [
            (min(first, wide), first - min(first, wide)),
            *([(wide, 0.0)] if first < wide < last else []),
            (min(last, wide), last - min(last, wide)),
            (last - min(last, tall), min(last, tall)),
            *([(0.0, tall)] if first < tall < last else []),
            (first - min(first, tall), min(first, tall)),
        ]
        corners = [(round_digits(place[0] + x), round_digits(place[1] + y)) for x, y in points]
        stripes.append(Path([*corners, corners[0]], closed=True))
    return stripes


def _draw_key(ax: Axes, items: Sequence[Item], left: float, top: float) -> None:
    for item in items:
        x, y = left + item.x, top + item.y
        if item.kind is not None:
            _draw_mark(ax, x, y, KEY, KEY, item.kind, GREY)
            x += KEY + 0.08
        for number, line in enumerate(item.lines):
            ax.text(round_digits(x), round_digits(y + KEY / 2 + TEXT_LINE * number), line, va="center", fontsize=8)
