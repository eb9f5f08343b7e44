"""Where the marks of the mention chart stand: frames in blocks, documents in rows, and the key below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from analysis.canvas import round_digits
from analysis.lettering import text_width, wrap
from analysis.mention_kinds import ALL_OPPOSED, ALL_REPORTED, KINDS, OWN, OWN_OPPOSED, REPORTED, REPORTED_OPPOSED

_SIDES = [round(0.21 - 0.01 * step, 2) for step in range(16)]  # inches of a square, the first where there is room
_CLEAR = 6  # of them, from the first: squares whose stripes are seen at a glance
_TALLEST = 7.0  # inches of rows that a page holds with the words around them
_ROW = 0.155  # inches of a row at least
_BLOCK, _GAP, _ABREAST = 1.0, 0.3, 3  # inches of a block at least, inches between blocks, blocks side by side
BETWEEN = 0.16  # inches from one band of blocks to the next
TEXT_LINE = 0.165  # inches, of text above a block and in the key
KEY, KEY_PITCH = 0.17, 0.235  # inches of a square in the key, and from line to line
WIDE = 4.5  # inches: room for a line with all counts of a frame
_OPPOSED = "Opposed: named as what must not or shall not be."
_MEANINGS = {
    OWN: "neither quoted nor reported",
    OWN_OPPOSED: "opposed, neither quoted nor reported",
    REPORTED: "quoted, or reported as others' words",
    REPORTED_OPPOSED: "opposed, quoted or reported as others' words",
}


class Block(NamedTuple):
    """The rows of one frame: where they begin, and what stands above them."""

    frame: str
    start: float  # inches from the left
    name: list[str]  # lines
    counts: list[str]  # lines


class Band(NamedTuple):
    """Blocks side by side, with one row per document."""

    blocks: list[Block]
    head: float  # inches above the rows
    rows: list[float]  # inches of each


class Grid(NamedTuple):
    """Where everything stands: a mention is `unit` inches long, and `per_line` of them make a line."""

    unit: float
    per_line: int
    bands: list[Band]

    @property
    def height(self) -> float:
        """Inches of all bands."""
        return sum(band.head + sum(band.rows) + BETWEEN for band in self.bands)


class Item(NamedTuple):
    """An entry of the key: a kind and its meaning, or words alone; inches from the key's upper left corner."""

    x: float
    y: float
    kind: int | None
    lines: list[str]


def lay_squares(cells: Mapping[str, np.ndarray], room: float) -> Grid:
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


def _lay_blocks(cells: Mapping[str, np.ndarray], room: float, side: float, most: float, line: float) -> Grid:
    """Blocks of squares of one size, none wider than `most`, put side by side while there is room."""
    end = _count_width(cells)
    per_line = max(1, int((most - end) / side + 1e-9))
    lines = {frame: -(-counts.sum(axis=1) // per_line) for frame, counts in cells.items()}
    bands: list[list[Block]] = []
    place = room
    for frame, counts in cells.items():
        block = _lay_head(frame, counts, most, line)
        longest = min(int(counts.sum(axis=1).max()), per_line) * side + end
        wide = max(longest, *(text_width(line, 8.5, "bold") for line in block.name), *map(small_width, block.counts))
        if place + wide > room + 1e-9:
            bands.append([])
            place = 0.0
        bands[-1].append(block._replace(start=round_digits(place)))
        place += wide + _GAP
    rows = [np.max([lines[block.frame] for block in band], axis=0) for band in bands]
    tall = [np.maximum(side * row + max(side - 0.115, 0.02), _ROW).tolist() for row in rows]
    return Grid(side, per_line, [Band(band, _head_height(band), row) for band, row in zip(bands, tall, strict=True)])


def lay_bars(cells: Mapping[str, np.ndarray], room: float) -> Grid:
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
    row = (_TALLEST - sum(heads) - BETWEEN * len(bands)) / (n_rows * len(bands))
    tall = [round_digits(min(max(row, _ROW), 0.25))] * n_rows
    largest = max(int(counts.sum(axis=1).max()) for counts in cells.values())
    unit = (column - _count_width(cells)) / largest
    return Grid(unit, largest, [Band(band, head, tall) for band, head in zip(bands, heads, strict=True)])


def lay_totals(cells: Mapping[str, np.ndarray], room: float) -> Grid:
    """One bar per frame, under each other, each with room for its counts below."""
    blocks = [_lay_head(frame, counts, room, room) for frame, counts in cells.items()]
    if room >= WIDE:  # what is opposed and what reported has room there too
        blocks = [block._replace(counts=[]) for block in blocks]
    largest = max(int(counts.sum()) for counts in cells.values()) if cells else 1
    return Grid(room / largest, largest, [Band([block], _head_height([block]), [0.42]) for block in blocks])


def _lay_head(frame: str, counts: np.ndarray, most: float, room: float) -> Block:
    """A frame's name and number, and how many are opposed and reported: in one line where it has that much room."""
    parts = sum_kinds(counts)
    line = " · ".join(parts)
    name = wrap(f"{frame} {counts.sum():,}", most, 8.5, "bold")
    return Block(frame, 0.0, name, [line] if small_width(line) <= room else parts)


def sum_kinds(counts: np.ndarray) -> list[str]:
    """How many are opposed, and how many reported."""
    return [f"{counts[:, ALL_OPPOSED].sum():,} opposed", f"{counts[:, ALL_REPORTED].sum():,} reported"]


def _head_height(blocks: Sequence[Block]) -> float:
    """Inches above the rows of a band."""
    return TEXT_LINE * max(len(block.name) + len(block.counts) for block in blocks) + 0.09


def small_width(text: str) -> float:
    """Inches of a text in the size of counts."""
    return text_width(text, 8)


def _count_width(cells: Mapping[str, np.ndarray]) -> float:
    """Inches of the largest count at a row's end."""
    largest = max((int(counts.sum(axis=1).max()) for counts in cells.values()), default=0)
    return 0.06 + small_width(f"{largest:,}")


def lay_key(cells: Mapping[str, np.ndarray], absent: Sequence[str], room: float) -> list[Item]:
    """The kinds that occur: whose words they are in rows, whether opposed in columns; below, what is to be said."""
    shown = [kind for kind in KINDS if any(counts[:, kind].any() for counts in cells.values())]
    sides = [
        [kind for kind in column if kind in shown] for column in ((OWN, REPORTED), (OWN_OPPOSED, REPORTED_OPPOSED))
    ]
    first, second = (max((small_width(_MEANINGS[kind]) for kind in side), default=0.0) for side in sides)
    indent = KEY + 0.08
    abreast = first + second + 2 * indent + 0.25 <= room
    items, y = [], 0.0
    for pair in ((OWN, OWN_OPPOSED), (REPORTED, REPORTED_OPPOSED)):
        for kind in (kind for kind in pair if kind in shown):
            right = abreast and kind in ALL_OPPOSED and bool(sides[0])
            lines = wrap(_MEANINGS[kind], room - indent, 8)
            items.append(Item(first + indent + 0.25 if right else 0.0, y, kind, lines))
            if not abreast:
                y += KEY_PITCH + TEXT_LINE * (len(lines) - 1)
        y += KEY_PITCH if abreast and {*pair} & {*shown} else 0.0
    notes = [_OPPOSED] if sides[1] else []
    for note in [*notes, *([f"Not mentioned: {', '.join(absent)}"] if absent else [])]:
        lines = wrap(note, room, 8)
        items.append(Item(0.0, y, None, lines))
        y += KEY_PITCH + TEXT_LINE * (len(lines) - 1)
    return items
