"""Draw mentions: how many of which kind each document holds, and where in it they fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

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
from analysis.mention_kinds import (
    ALL_OPPOSED,
    ALL_REPORTED,
    BARS,
    KINDS,
    OWN,
    OWN_OPPOSED,
    REPORTED,
    REPORTED_OPPOSED,
    SQUARES,
    TOTALS,
    choose_marks,
    tell_kinds,
)

_SIDES = [round(0.21 - 0.01 * step, 2) for step in range(16)]  # inches of a square, the first where there is room
_CLEAR = 6  # of them, from the first: squares whose stripes are seen at a glance
_TALLEST = 7.0  # inches of rows that a page holds with the words around them
_ROW, _BAR, _BETWEEN = 0.155, 0.13, 0.16  # inches: a row at least, a bar, from one band of blocks to the next
_BLOCK, _GAP, _ABREAST = 1.0, 0.3, 3  # inches of a block at least, inches between blocks, blocks side by side
_LINE = 0.165  # inches, of text above a block and in the key
_KEY, _KEY_PITCH = 0.17, 0.235  # inches of a square in the key, and from line to line
_STEP, _PAINTED = 0.5, 0.26  # heights of a mark from stripe to stripe, and how much of that is painted
_EDGE = 1.2  # points
_WIDE = 4.5  # inches: room for a line with all counts of a frame
_MEANINGS = {
    OWN: "no speaker named",
    OWN_OPPOSED: "no speaker, opposed: what must not or shall not be",
    REPORTED: "quoted, or reported of others",
    REPORTED_OPPOSED: "quoted or reported, opposed",
}


class _Block(NamedTuple):
    """The rows of one frame: where they begin, and what stands above them."""

    frame: str
    start: float  # inches from the left
    name: list[str]  # lines
    counts: list[str]  # lines


class _Band(NamedTuple):
    """Blocks side by side, with one row per document."""

    blocks: list[_Block]
    head: float  # inches above the rows
    rows: list[float]  # inches of each


class _Grid(NamedTuple):
    """Where everything stands: a mention is `unit` inches long, and `per_line` of them make a line."""

    unit: float
    per_line: int
    bands: list[_Band]

    @property
    def height(self) -> float:
        """Inches of all bands."""
        return sum(band.head + sum(band.rows) + _BETWEEN for band in self.bands)


class _Item(NamedTuple):
    """An entry of the key: a kind and its meaning, or words alone; inches from the key's upper left corner."""

    x: float
    y: float
    kind: int | None
    lines: list[str]


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

    Filled: no speaker named; outlined: quoted or reported of others; striped: opposed. In a row, squares
    of one kind stand together, in the order of `KINDS`, so that the striped ones make one stretch and the outlined
    ones another; within a kind they follow the text. What is too much for a page becomes bars of the same kinds
    (see `choose_marks`).

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
        SQUARES: (_lay_squares, _draw_squares),
        BARS: (_lay_bars, _draw_bar),
        TOTALS: (_lay_totals, _draw_total),
    }[marks]
    grid = lay(cells, room)
    key = _lay_key(cells, [frame for frame in frames if frame not in cells], width - 2 * MARGIN)
    height = grid.height + max((item.y + _KEY_PITCH + _LINE * (len(item.lines) - 1) for item in key), default=0.0)
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
        top += band.head + sum(band.rows) + _BETWEEN
    if marks != TOTALS:
        _name_marks(ax.patches[before:], mentions, documents, list(cells), marks)
    _draw_key(ax, key, MARGIN - left, top)
    ax.set_xlim(0, round_digits(room))
    ax.set_ylim(round_digits(height), 0)
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
        `doc_id`, `frame` and `position` (token number in the document, from 0); the marks of a frame in a document
        are named after their rows there, from 1: "mentions-3-17".
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


def _lay_squares(cells: Mapping[str, np.ndarray], room: float) -> _Grid:
    """The largest squares that a page holds: as wide as its frames need, or else in columns of one width."""
    abreast = _count_abreast(cells, room)
    column = (room + _GAP) / abreast - _GAP
    fewest = -(-len(cells) // abreast)
    longest = max((int(counts.sum(axis=1).max()) for counts in cells.values()), default=1)
    clear = _SIDES[:_CLEAR]
    whole = [
        side for side in clear if longest * side <= column - _count_width(cells)
    ]  # no row goes on in a second line
    tries = [
        *((side, room, line) for side in clear for line in (room, 0.0)),  # counts above a block in one line, or in two
        *((side, column, column) for side in [*whole, *_SIDES]),
    ]
    grids = (_lay_blocks(cells, room, *sizes) for sizes in tries)
    fits = (grid for grid in grids if len(grid.bands) <= fewest and grid.height <= _TALLEST)
    # half as wide as a page there may be no such size: then the chart grows taller
    return next(fits, None) or _lay_blocks(cells, room, _SIDES[_CLEAR], column, column)


def _count_abreast(cells: Mapping[str, np.ndarray], room: float) -> int:
    """How many blocks stand side by side."""
    return max(1, min(_ABREAST, len(cells), int((room + _GAP) / (_BLOCK + _GAP))))


def _lay_blocks(cells: Mapping[str, np.ndarray], room: float, side: float, most: float, line: float) -> _Grid:
    """Blocks of squares of one size, none wider than `most`, put side by side while there is room."""
    end = _count_width(cells)
    per_line = max(1, int((most - end) / side + 1e-9))
    lines = {frame: -(-counts.sum(axis=1) // per_line) for frame, counts in cells.items()}
    bands: list[list[_Block]] = []
    place = room
    for frame, counts in cells.items():
        block = _lay_head(frame, counts, most, line)
        longest = min(int(counts.sum(axis=1).max()), per_line) * side + end
        wide = max(longest, *(text_width(line, 8.5, "bold") for line in block.name), *map(_small_width, block.counts))
        if place + wide > room + 1e-9:
            bands.append([])
            place = 0.0
        bands[-1].append(block._replace(start=round_digits(place)))
        place += wide + _GAP
    rows = [np.max([lines[block.frame] for block in band], axis=0) for band in bands]
    tall = [np.maximum(side * row + max(side - 0.115, 0.02), _ROW).tolist() for row in rows]
    return _Grid(side, per_line, [_Band(band, _head_height(band), row) for band, row in zip(bands, tall, strict=True)])


def _lay_bars(cells: Mapping[str, np.ndarray], room: float) -> _Grid:
    """Bars in columns of one width, on one scale for all frames."""
    abreast = _count_abreast(cells, room)
    column = (room + _GAP) / abreast - _GAP
    blocks = [
        _lay_head(frame, counts, column, column)._replace(start=round_digits(number % abreast * (column + _GAP)))
        for number, (frame, counts) in enumerate(cells.items())
    ]
    bands = [blocks[start : start + abreast] for start in range(0, len(blocks), abreast)]
    heads = [_head_height(band) for band in bands]
    n_rows = len(next(iter(cells.values())))
    row = (_TALLEST - sum(heads) - _BETWEEN * len(bands)) / (n_rows * len(bands))
    tall = [round_digits(min(max(row, _ROW), 0.25))] * n_rows
    largest = max(int(counts.sum(axis=1).max()) for counts in cells.values())
    unit = (column - _count_width(cells)) / largest
    return _Grid(unit, largest, [_Band(band, head, tall) for band, head in zip(bands, heads, strict=True)])


def _lay_totals(cells: Mapping[str, np.ndarray], room: float) -> _Grid:
    """One bar per frame, under each other, each with room for its counts below."""
    blocks = [_lay_head(frame, counts, room, room) for frame, counts in cells.items()]
    if room >= _WIDE:  # what is opposed and what reported has room there too
        blocks = [block._replace(counts=[]) for block in blocks]
    largest = max(int(counts.sum()) for counts in cells.values()) if cells else 1
    return _Grid(room / largest, largest, [_Band([block], _head_height([block]), [0.42]) for block in blocks])


def _lay_head(frame: str, counts: np.ndarray, most: float, room: float) -> _Block:
    """A frame's name and number, and how many are opposed and reported: in one line where it has that much room."""
    parts = _sum_kinds(counts)
    line = " · ".join(parts)
    name = wrap(f"{frame} {counts.sum():,}", most, 8.5, "bold")
    return _Block(frame, 0.0, name, [line] if _small_width(line) <= room else parts)


def _sum_kinds(counts: np.ndarray) -> list[str]:
    """How many are opposed, and how many reported."""
    return [f"{counts[:, ALL_OPPOSED].sum():,} opposed", f"{counts[:, ALL_REPORTED].sum():,} reported"]


def _head_height(blocks: Sequence[_Block]) -> float:
    """Inches above the rows of a band."""
    return _LINE * max(len(block.name) + len(block.counts) for block in blocks) + 0.09


def _small_width(text: str) -> float:
    return text_width(text, 8)


def _count_width(cells: Mapping[str, np.ndarray]) -> float:
    """Inches of the largest count at a row's end."""
    largest = max((int(counts.sum(axis=1).max()) for counts in cells.values()), default=0)
    return 0.06 + _small_width(f"{largest:,}")


def _draw_labels(ax: Axes, labels: Sequence[str], band: _Band, top: float) -> list[float]:
    """The names of a band's rows with thin lines between them; gives the middle of each row."""
    edges = top + band.head + np.cumsum([0.0, *band.rows])
    middles = [round_digits(middle) for middle in (edges[:-1] + edges[1:]) / 2]
    for label, middle in zip(labels, middles, strict=False):
        ax.text(-0.13, middle, label, ha="right", va="center")
    for edge in edges[1:-1]:
        ax.axhline(round_digits(edge), color=PALE, linewidth=0.6)
    return middles


def _draw_head(ax: Axes, block: _Block, bottom: float, colour: str) -> None:
    """A frame's name and counts, the last line just above its rows."""
    lines = [
        *((line, 8.5, "bold", colour) for line in block.name),
        *((line, 8, "normal", INK) for line in block.counts),
    ]
    for number, (line, size, weight, ink) in enumerate(reversed(lines)):
        y = round_digits(bottom - 0.07 - _LINE * number)
        ax.text(block.start, y, line, fontsize=size, weight=weight, color=ink, va="baseline")


def _draw_squares(ax: Axes, x: float, middle: float, counts: Sequence[int], colour: str, grid: _Grid) -> None:
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


def _draw_bar(ax: Axes, x: float, middle: float, counts: Sequence[int], colour: str, grid: _Grid) -> None:
    """The same as a bar of a part for each kind."""
    end = x
    for kind, n in zip(KINDS, counts, strict=True):
        if n:
            _draw_mark(ax, end, middle - _BAR / 2, n * grid.unit, _BAR, kind, colour)
        end += n * grid.unit
    _draw_count(ax, end, middle, sum(counts))


def _draw_total(ax: Axes, x: float, middle: float, counts: Sequence[int], colour: str, grid: _Grid) -> None:
    """A frame's mentions in all documents as a bar, and below it how many of each kind."""
    place, end, room = x, x, grid.unit * grid.per_line
    for kind, n in zip(KINDS, counts, strict=True):
        if n:
            _draw_mark(ax, end, middle - 0.2, n * grid.unit, 0.18, kind, colour)
        end += n * grid.unit
        _draw_mark(ax, place, middle + 0.04, 0.12, 0.12, kind, colour)
        ax.text(round_digits(place + 0.17), round_digits(middle + 0.1), f"{n:,}", va="center", fontsize=8)
        place += 0.3 + _small_width(f"{n:,}")
    if room >= _WIDE:
        sums = " · ".join(_sum_kinds(np.array([counts])))
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


def _lay_key(cells: Mapping[str, np.ndarray], absent: Sequence[str], room: float) -> list[_Item]:
    """The kinds that occur: whose words they are in rows, whether opposed in columns; below, frames not mentioned."""
    shown = [kind for kind in KINDS if any(counts[:, kind].any() for counts in cells.values())]
    sides = [
        [kind for kind in column if kind in shown] for column in ((OWN, REPORTED), (OWN_OPPOSED, REPORTED_OPPOSED))
    ]
    first, second = (max((_small_width(_MEANINGS[kind]) for kind in side), default=0.0) for side in sides)
    indent = _KEY + 0.08
    abreast = first + second + 2 * indent + 0.25 <= room
    items, y = [], 0.0
    for pair in ((OWN, OWN_OPPOSED), (REPORTED, REPORTED_OPPOSED)):
        for kind in (kind for kind in pair if kind in shown):
            right = abreast and kind in ALL_OPPOSED and bool(sides[0])
            lines = wrap(_MEANINGS[kind], room - indent, 8)
            items.append(_Item(first + indent + 0.25 if right else 0.0, y, kind, lines))
            if not abreast:
                y += _KEY_PITCH + _LINE * (len(lines) - 1)
        y += _KEY_PITCH if abreast and {*pair} & {*shown} else 0.0
    if absent:
        items.append(_Item(0.0, y, None, wrap(f"Not mentioned: {', '.join(absent)}", room, 8)))
    return items


def _draw_key(ax: Axes, items: Sequence[_Item], left: float, top: float) -> None:
    for item in items:
        x, y = left + item.x, top + item.y
        if item.kind is not None:
            _draw_mark(ax, x, y, _KEY, _KEY, item.kind, GREY)
            x += _KEY + 0.08
        for number, line in enumerate(item.lines):
            ax.text(round_digits(x), round_digits(y + _KEY / 2 + _LINE * number), line, va="center", fontsize=8)


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
