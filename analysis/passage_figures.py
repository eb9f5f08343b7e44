"""Draw which documents share text: one function per kind of chart, tables in and Axes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.canvas import GREY, INK, Heading, in_house_style, new_axes, round_digits
from analysis.lettering import MARGIN, fit_labels, label_width, text_width, wrap

KIND_COLOURS = {"same words": "#1f3b57", "edited": "#44729b", "paraphrase": "#a9c6df"}
_APART = "#efefef"
_BLOCK, _GAP = 0.2, 0.03  # inches: width of a block, and between blocks
_NUMBER = 0.36  # inches that a cosine takes, with its margins
_LINE = 0.14  # inches that a line of text needs
_TALLEST = 6.0  # inches
_TEXT, _WIDE_ENOUGH_FOR_TEXT = 0.34, 4.0  # share of the width for first words; inches from which they are set
_LINES_OF_COLUMN = 2  # of the label of a column, at most
_MOST_DOCUMENTS = 25
_CELL_WITH_NUMBER = 0.35  # inches
_INSET = 0.03  # inches from the edge of a cell to its frame, at least


@in_house_style
def draw_alignment(
    units: pd.DataFrame,
    passages: pd.DataFrame,
    pair: Sequence[str],
    documents: pd.DataFrame,
    words: Heading | None = None,
    *,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw two documents as columns of passages in reading order, with ribbons between those they share.

    Parameters
    ----------
    units : DataFrame
        The passages that were compared: `doc_id, passage, tokens`.
    passages : DataFrame
        The shared ones: `doc_a, passage_a, doc_b, passage_b, cosine, kind, text_a, text_b`.
    pair : sequence of str
        doc_ids of the left and the right document; with none the chart stays empty.
    documents : DataFrame
        `doc_id` and `label`.
    words, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; both axes are in inches.
    """
    sides = [units[units["doc_id"] == doc_id] for doc_id in pair]
    shared = passages[(passages["doc_a"] == pair[0]) & (passages["doc_b"] == pair[1])] if pair else passages.iloc[:0]
    scale = _choose_scale(sides)
    tops = [_stack(side["tokens"].to_numpy() * scale) for side in sides]
    height = max((float(top[-1]) for top in tops), default=0.3)
    room = width - 2 * MARGIN
    text = _TEXT * room if width >= _WIDE_ENOUGH_FOR_TEXT else 0.25
    inner = (text + _BLOCK, room - text - _BLOCK)
    labels = documents.set_index("doc_id")["label"]
    headings = [wrap(str(labels[doc_id]), 0.48 * room, 9, "bold") for doc_id in pair]
    above = 0.14 + 0.16 * max(map(len, headings), default=1)
    ax = ax or new_axes(width, height + above + 0.3, words, left=MARGIN, bottom=0.1)
    spans = [
        _draw_column(ax, side["passage"], top, shared, "ab"[number], inner[number], text)
        for number, (side, top) in enumerate(zip(sides, tops, strict=True))
    ]
    takes = [max(text_width(line, 9, "bold") for line in heading) for heading in headings] or [0.0, 0.0]
    places = (max(inner[0], takes[0]), min(inner[1], room - takes[1]))
    for heading, x, align in zip(headings, places, ("right", "left"), strict=False):
        ax.text(round_digits(x), -0.1, "\n".join(heading), ha=align, va="bottom", weight="bold", fontsize=9)
    lefts = _share_out([spans[0][number] for number in shared["passage_a"]])
    rights = _share_out([spans[1][number] for number in shared["passage_b"]])
    for row, left, right in zip(shared.itertuples(), lefts, rights, strict=True):
        ax.add_patch(_ribbon(inner[0], left, inner[1], right, KIND_COLOURS[row.kind]))
        if right[1] - right[0] >= 0.8 * _LINE:
            at, middle = round_digits(inner[1] - 0.06), round_digits(sum(right) / 2)
            ink = INK if row.kind == "paraphrase" else "white"
            ax.text(at, middle, f"{row.cosine:.2f}", ha="right", va="center", fontsize=8, color=ink)
    if not len(shared):
        ax.text(round_digits(room / 2), 0.1, "no shared passage", ha="center", va="center", color=GREY)
    _draw_kinds(ax, [*(kind for kind in KIND_COLOURS if kind in set(shared["kind"])), "not shared"], height + 0.18)
    ax.set_xlim(0, round_digits(room))
    ax.set_ylim(round_digits(height + 0.3), round_digits(-above))
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


@in_house_style
def draw_similarity(
    pairs: pd.DataFrame,
    documents: pd.DataFrame,
    words: Heading | None = None,
    *,
    word_for_word: Sequence[tuple[str, str]] = (),
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw for every pair of documents how much of an order they share, and the verdict.

    Parameters
    ----------
    pairs : DataFrame
        `doc_a, doc_b, ratio, p_holm, verdict`.
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows; see `choose_documents` for more than a page holds.
    word_for_word : sequence of (str, str)
        doc_a and doc_b of the pairs that share text word for word; a white line frames them.
    words, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; a cell is one unit wide and high.
    """
    n = len(documents)
    left = label_width(fit_labels(documents["label"], width))
    cell = (width - left - MARGIN) / max(n - 1, 1)
    tall = min(max(cell, 1.2 * _LINE), 0.42)
    names = fit_labels(documents["label"], width)
    wrapped = [wrap(name, cell - 0.05, 8.5) for name in names[:-1]]
    upright = cell >= 1 and max(map(len, wrapped), default=0) <= _LINES_OF_COLUMN
    columns = ["\n".join(lines) for lines in wrapped] if upright else names[:-1]
    if cell < 1.1 * _LINE:
        columns = [""] * (n - 1)  # columns stand in the order of the rows
    below = 0.4 if upright else max(map(text_width, columns), default=0.0) + 0.1
    ax = ax or new_axes(width, tall * max(n - 1, 1) + 0.05, words, left=left, bottom=below)
    place = {doc_id: number for number, doc_id in enumerate(documents["doc_id"])}
    framed = {*word_for_word}
    for row in pairs.itertuples():
        if row.doc_a in place and row.doc_b in place:
            column, line = sorted((place[row.doc_a], place[row.doc_b]))
            _draw_verdict(ax, column, line - 1, row, cell, framed=(row.doc_a, row.doc_b) in framed)
    ax.set_xlim(0, max(n - 1, 1))
    ax.set_ylim(max(n - 1, 1), 0)
    ax.set_yticks([line + 0.5 for line in range(n - 1)], names[1:])
    ax.set_xticks([column + 0.5 for column in range(n - 1)], columns, rotation=0 if upright else 90)
    if not len(pairs):
        ax.text(0.5, 0.5, "no pair to compare", ha="center", va="center", color=GREY)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return ax


def choose_documents(documents: pd.DataFrame, groups: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Choose the documents that a matrix has room for.

    Parameters
    ----------
    documents : DataFrame
        Documents with `doc_id`.
    groups : sequence of sequence of str
        doc_ids of documents that share text.

    Returns
    -------
    DataFrame
        All documents; of more than 25 those that share text, or else the first, at most 25.
    """
    if len(documents) <= _MOST_DOCUMENTS:
        return documents
    sharing = {doc_id for group in groups for doc_id in group}
    kept = documents[documents["doc_id"].isin(sharing)] if sharing else documents
    return kept.head(_MOST_DOCUMENTS)


def _choose_scale(sides: Sequence[pd.DataFrame]) -> float:
    """Inches per token: the shortest passage holds a line of text, unless the page ends before."""
    shortest = min((side["tokens"].min() for side in sides if len(side)), default=1)
    longest = max((side["tokens"].sum() for side in sides), default=1)
    return float(min((_LINE + _GAP) / shortest, _TALLEST / max(longest, 1)))


def _stack(heights: np.ndarray) -> np.ndarray:
    """Where blocks of these heights begin, with the gap after each, and the last one ends."""
    return np.array([round_digits(y) for y in np.concatenate([[0], np.cumsum(heights)])])


def _draw_column(
    ax: Axes, numbers: pd.Series, tops: np.ndarray, shared: pd.DataFrame, side: str, inner: float, text: float
) -> dict[int, tuple[float, float]]:
    """Draw the passages of one document, the shared ones with their first words; where each begins and ends."""
    found = shared.drop_duplicates(f"passage_{side}").set_index(f"passage_{side}")
    x, at, align = (
        (inner - _BLOCK, inner - _BLOCK - 0.06, "right") if side == "a" else (inner, inner + _BLOCK + 0.06, "left")
    )
    spans = {}
    for passage, y, below in zip(numbers, tops[:-1], tops[1:], strict=True):
        stop = below - min(_GAP, (below - y) / 4)
        spans[passage] = (y, stop)
        kind = found["kind"].get(passage)
        ax.add_patch(_block(x, y, stop - y, KIND_COLOURS.get(kind, _APART)))
        if kind and text > _BLOCK + 0.1 and below - y >= _LINE:
            most = 2 if stop - y >= 2 * _LINE else 1
            first = _first_words(f"{passage}  {found.loc[passage, f'text_{side}']}", text - 0.1, most)
            middle = round_digits((y + stop) / 2)
            ax.text(round_digits(at), middle, first, ha=align, va="center", fontsize=8, linespacing=1.1)
    return spans


def _block(x: float, y: float, height: float, colour: str) -> Rectangle:
    edge = GREY if colour == _APART else colour
    return Rectangle(
        (round_digits(x), round_digits(y)),
        _BLOCK,
        round_digits(height),
        facecolor=colour,
        edgecolor=edge,
        linewidth=0.5,
    )


def _ribbon(x: float, left: tuple[float, float], stop: float, right: tuple[float, float], colour: str) -> PathPatch:
    """A band from one block to another, level at its right end, where its number stands."""
    level = stop - _NUMBER
    middle = (x + level) / 2
    points = [
        (x, left[0]), (middle, left[0]), (middle, right[0]), (level, right[0]), (stop, right[0]),
        (stop, right[1]), (level, right[1]), (middle, right[1]), (middle, left[1]), (x, left[1]), (x, left[0]),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, *[Path.LINETO] * 3, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    rounded = [(round_digits(a), round_digits(b)) for a, b in points]
    # opaque and of the kind's own colour: any other shade, as where two cross, would look like another kind
    return PathPatch(Path(rounded, codes), facecolor=colour, edgecolor="white", linewidth=0.6)


def _share_out(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Equal parts of a span for the ribbons that it has in common, from the top."""
    uses, used = Counter(spans), Counter[tuple[float, float]]()
    parts = []
    for span in spans:
        part = (span[1] - span[0]) / uses[span]
        parts.append((span[0] + part * used[span], span[0] + part * (used[span] + 1)))
        used[span] += 1
    return parts


def _first_words(text: str, room: float, most: int) -> str:
    """As much of a text as fits into so many lines of 8 points."""
    lines = wrap(text, room - text_width(" …", 8), 8)
    return "\n".join(lines[:most]) + (" …" if len(lines) > most else "")


def _draw_kinds(ax: Axes, kinds: Sequence[str], y: float) -> None:
    """What the shades mean, by example."""
    x = 0.0
    for kind in kinds:
        ax.add_patch(_block(x, y - 0.06, 0.12, KIND_COLOURS.get(kind, _APART)))
        ax.text(round_digits(x + _BLOCK + 0.05), round_digits(y), kind, va="center", fontsize=8)
        x += _BLOCK + 0.2 + text_width(kind, 8)


def _draw_verdict(ax: Axes, column: int, line: int, row: Any, cell: float, *, framed: bool) -> None:  # noqa: ANN401
    """One cell of the matrix: dark when the pair shares text, framed when word for word, hatched when untold."""
    dark, known = row.verdict == "share text", row.verdict != "cannot tell"
    ax.add_patch(
        Rectangle(
            (column + 0.02, line + 0.03),
            0.96,
            0.94,
            facecolor=KIND_COLOURS["same words"] if dark else _APART if known else "white",
            edgecolor=GREY,
            hatch=None if known or dark else "////",
            linewidth=0 if known or dark else 0.5,
        )
    )
    if framed and dark:
        inset = round_digits(
            min(max(0.09, _INSET / cell), 0.3)
        )  # nearer to the edge it would run into the gap between cells
        ax.add_patch(
            Rectangle((column + inset, line + 0.12), 1 - 2 * inset, 0.76, fill=False, edgecolor="white", linewidth=1.2)
        )
    if cell >= _CELL_WITH_NUMBER and np.isfinite(row.ratio):
        ink = "white" if dark else INK
        weight = "bold" if dark else "normal"
        ax.text(
            column + 0.5, line + 0.5, f"{row.ratio:.2f}", ha="center", va="center", color=ink, weight=weight,
            bbox=None if known or dark else {"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
