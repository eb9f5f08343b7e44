"""The house's paper: style, colours, and a figure with its words set around an empty chart.

Modules named `…_figures` draw on it, one function per kind of chart, tables in and Axes out. Nothing is shown or
written there, and positions are rounded to six digits, so that a figure's fingerprint is the same on every machine.
What these functions have in common:

words : Heading, optional
    What is set around the chart when it makes its own figure.
groups : sequence of sequence of str
    doc_ids of documents that share text: a bracket joins their rows, or a letter marks them where brackets would cross.
width : float
    Inches.
ax : Axes, optional
    Where to draw instead of in a figure of its own.
"""

from __future__ import annotations

import logging
import re
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from importlib.resources import files
from typing import NamedTuple, ParamSpec, Protocol, TypeVar

import numpy as np
import pandas as pd

# a fresh machine would otherwise announce its font cache on stderr, which notebooks keep
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

import matplotlib as mpl  # noqa: E402
import matplotlib.style  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.textpath import text_to_path  # noqa: E402
from matplotlib.transforms import ScaledTranslation, blended_transform_factory  # noqa: E402

from analysis.brackets import bracket_rows, find_lanes, letter_rows  # noqa: E402

P = ParamSpec("P")
R = TypeVar("R")

FONT = "DejaVu Sans"  # ships with Matplotlib: the same on every machine
FRAME_COLOURS = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#7F7F7F")
FRAME_MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
INK, GREY, PALE = "#222222", "#5f5f5f", "#e8e8e8"
MARGIN = 0.12  # inches
LINE = 0.17  # inches, of the label of an axis
_LABELS = 0.35  # of the figure's width, at most, for the labels of rows
_DIGITS = 6
_BRACKET, _TO_LABEL = 0.11, 0.17  # inches
_UNPARTED = re.compile(r"\s+(?!%)")  # where a line may end
_COUNT = re.compile(r" \([\d,]+( of [\d,]+)?\)$")  # of a group's articles, at the end of its label
_HINTING = 1.06  # letters fitted to pixels run wider than their outlines


class Heading(Protocol):
    """What is set around a chart."""

    @property
    def title(self) -> str:
        """The finding."""

    @property
    def subtitle(self) -> str:
        """What is measured, per what, and n."""

    @property
    def source(self) -> str:
        """Where the numbers come from."""


@contextmanager
def boxes_for_unknown() -> Iterator[None]:
    """Draw a box for a sign that the font lacks without a warning for each, which a notebook would keep."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from font")
        yield


def unknown_signs(texts: Iterable[str]) -> list[str]:
    """Signs for which figures show a box, since the house's font lacks them.

    Examples
    --------
    >>> unknown_signs(["café", "Переговоры", "会谈", "谈"])
    ['会', '谈']
    """
    known = get_font(findfont(FontProperties(family=FONT))).get_charmap()
    return sorted(sign for sign in set("".join(texts)) if sign.isprintable() and ord(sign) not in known)


def in_house_style(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function under the house style, whatever the user's own Matplotlib settings are."""

    @wraps(function)
    def styled(*args: P.args, **kwargs: P.kwargs) -> R:
        with mpl.rc_context(), boxes_for_unknown():
            mpl.rcdefaults()
            mpl.style.use(str(files("analysis") / "house.mplstyle"))
            return function(*args, **kwargs)

    return styled


def new_axes(
    width: float,
    body: float,
    words: Heading | None,
    *,
    left: float,
    right: float = MARGIN,
    bottom: float,
) -> Axes:
    """Axes of a given size in inches, in a figure with room for the words around them."""
    title, subtitle, source = (words.title, words.subtitle, words.source) if words else ("", "", "")
    room = width - 2 * MARGIN
    head = [
        *((line, 10.5, "bold", INK) for line in wrap(title, room, 10.5, "bold")),
        *((line, 8.5, "normal", INK) for line in wrap(subtitle, room, 8.5)),
    ]
    foot = wrap(source, room, 8)
    top = MARGIN + sum(1.5 * size / 72 for _, size, _, _ in head) + 0.1
    under = bottom + 0.16 * len(foot)
    height = top + body + under
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    y = MARGIN
    for line, size, weight, colour in head:
        figure.text(MARGIN / width, 1 - y / height, line, fontsize=size, weight=weight, color=colour, va="top")
        y += 1.5 * size / 72
    for number, line in enumerate(reversed(foot)):
        figure.text(MARGIN / width, (0.08 + 0.16 * number) / height, line, fontsize=8, color=GREY, va="bottom")
    return figure.add_axes((left / width, under / height, (width - left - right) / width, body / height))


def text_width(text: str, size: float = 8.5, weight: str = "normal") -> float:
    """Inches a text takes at most in the house's font."""
    font = FontProperties(family=FONT, weight=weight, size=size)
    width = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] / 72
    return float(width) * _HINTING


def wrap(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Lines that fit into so many inches; a word too long for that is broken, and no number parts from its %."""
    lines: list[str] = []
    for word in (part for whole in _UNPARTED.split(text.strip()) for part in _break(whole, room, size, weight)):
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _break(word: str, room: float, size: float, weight: str) -> list[str]:
    """A word in parts that fit into so many inches."""
    parts = []
    while text_width(word, size, weight) > room and len(word) > 1:
        fits = bisect_right(range(2, len(word)), room, key=lambda n: text_width(word[:n], size, weight)) + 1
        parts.append(word[:fits])
        word = word[fits:]
    return [*parts, word]


def fit_labels(
    labels: Sequence[str] | pd.Series, width: float, ends: Sequence[str] | pd.Series | None = None
) -> list[str]:
    """Cut long labels with "…", so that they leave most of a figure's width to its chart and stay distinct.

    Parameters
    ----------
    labels : sequence of str
        The labels.
    width : float
        Inches of the figure; labels get about a third of it.
    ends : sequence of str, optional
        What follows each label and is never cut.

    Returns
    -------
    list of str
        Every label, or its start, with its end behind it; a count in brackets at its end is never cut either. Labels
        of one start keep the words that set them apart, and bear a number where these are cut alike too.

    Examples
    --------
    >>> fit_labels(["Sayenko", "The daily commentary by our correspondent"], 6.3, [" (n = 7)", " (n = 12)"])
    ['Sayenko (n = 7)', 'The daily comment… (n = 12)']
    >>> fit_labels(["The commentary of Monday", "The commentary of Friday"], 3.1)
    ['Th…Monday', 'The…Friday']
    >>> fit_labels(["The daily commentary of the north (7 of 15)", "Sayenko"], 6.3)
    ['The daily comment… (7 of 15)', 'Sayenko']
    """
    whole = [_COUNT.sub("", label) for label in labels]
    counts = [label[len(name) :] for label, name in zip(labels, whole, strict=True)]
    ends = [count + end for count, end in zip(counts, [""] * len(counts) if ends is None else ends, strict=True)]
    rooms = [_LABELS * width - label_width([]) - text_width(end) for end in ends]
    short, inside = [_shorten(label, room) for label, room in zip(whole, rooms, strict=True)], {}
    for row in _confused(whole, short):
        alike = [whole[other] for other in _confused(whole, short) if short[other] == short[row]]
        inside[row] = _shorten_inside(whole[row], alike, rooms[row])
    short = [inside.get(row, label) for row, label in enumerate(short)]
    numbered = list(dict.fromkeys(whole[row] for row in _confused(whole, short)))
    for row in _confused(whole, short):
        number = f" {numbered.index(whole[row]) + 1}"
        short[row] = _shorten(whole[row], rooms[row] - text_width(number)) + number
    return [label + end for label, end in zip(short, ends, strict=True)]


def _confused(whole: Sequence[str], short: Sequence[str]) -> list[int]:
    """Rows whose label, cut, is that of another label too."""
    meant: dict[str, set[str]] = {}
    for label, cut in zip(whole, short, strict=True):
        meant.setdefault(cut, set()).add(label)
    return [row for row, cut in enumerate(short) if len(meant[cut]) > 1]


def _shorten(text: str, room: float) -> str:
    """A text, or as much of its start as fits into so many inches with an ellipsis; its first letter at least."""
    if text_width(text) <= room:
        return text
    fits = bisect_right(range(1, len(text)), room, key=lambda n: text_width(f"{text[:n]}…"))
    return f"{text[: max(fits, 1)].rstrip()}…"


def _shorten_inside(text: str, alike: Sequence[str], room: float) -> str:
    """An ellipsis and the words from where texts of one start differ, and of the start what there is room for."""
    pairs = enumerate(zip(min(alike), max(alike), strict=False))
    differ = next((place for place, (one, other) in pairs if one != other), len(min(alike)))
    end = text[text.rfind(" ", 0, differ) + 1 :]
    fits = bisect_right(range(1, len(text) - len(end)), room, key=lambda n: text_width(f"{text[:n]}…{end}"))
    return _shorten(f"{text[:fits].rstrip()}…{end}", room)


def label_width(labels: Sequence[str] | pd.Series) -> float:
    """Inches that the longest label takes, with its margins."""
    return MARGIN + 0.16 + max(map(text_width, labels), default=0.0)


class Rows(NamedTuple):
    """Rows of a chart, one per document: how they are named and joined."""

    labels: list[str]
    joined: list[list[int]]
    left: float


def lay_rows(
    documents: pd.DataFrame, groups: Sequence[Sequence[str]], width: float, ends: Sequence[str] | None = None
) -> Rows:
    """Lay out what stands left of a chart with a row per document.

    Parameters
    ----------
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
    groups : sequence of sequence of str
        doc_ids of documents that share text.
    width : float
        Inches of the figure.
    ends : sequence of str, optional
        What follows each label and is never cut.

    Returns
    -------
    Rows
        labels, cut to fit; joined, the row numbers that each bracket joins (none when the groups are so many that a
        letter behind its label says to which a document belongs); left, the inches that all of it takes.
    """
    joined = bracket_rows(documents["doc_id"], groups)
    letters = letter_rows(joined)
    ends = [""] * len(documents) if ends is None else ends
    ends = [f"{end} [{letters[row]}]" if row in letters else end for row, end in enumerate(ends)]
    labels = fit_labels(documents["label"], width, ends)
    if letters:
        joined = []
    lanes = 1 + max(find_lanes(joined)) if joined else 0
    return Rows(labels, joined, label_width(labels) + _BRACKET * lanes)


def draw_brackets(ax: Axes, rows: Rows, heights: Sequence[float]) -> None:
    """Join the rows of each group by a bracket at the left edge of the figure.

    Parameters
    ----------
    ax : Axes
        Where the rows are; it begins where `rows.left` ends.
    rows : Rows
        What `lay_rows` returns.
    heights : sequence of float
        Where each row stands, in units of the y-axis.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None, "Axes stand in a figure"
    inches = figure.dpi_scale_trans + ScaledTranslation(0, 0, ax.transAxes)  # type: ignore[arg-type]
    place = blended_transform_factory(inches, ax.transData)
    for lane, group in zip(find_lanes(rows.joined), rows.joined, strict=True):
        x = MARGIN - rows.left + lane * _BRACKET
        points = [(x, heights[group[0]]), (x, heights[group[-1]])]
        for row in group:
            arm = max(x + 0.5 * _BRACKET, -text_width(rows.labels[row]) - _TO_LABEL)
            points += [(np.nan, np.nan), (x, heights[row]), (arm, heights[row])]
        xs, ys = (np.array([round_digits(value) for value in side]) for side in zip(*points, strict=True))
        ax.add_line(Line2D(xs, ys, transform=place, color=INK, linewidth=1, clip_on=False))


def frame_colours(frames: Sequence[str]) -> list[str]:
    """One colour per frame, by its place in the settings."""
    return [FRAME_COLOURS[number % len(FRAME_COLOURS)] for number in range(len(frames))]


def frame_marker(number: int) -> str:
    """The second cue beside colour; the ninth frame takes the first colour with another marker."""
    return FRAME_MARKERS[(number + number // len(FRAME_COLOURS)) % len(FRAME_MARKERS)]


def round_digits(value: float) -> float:
    """Six significant digits: what is drawn, and what the fingerprint sees."""
    return float(f"{value:.{_DIGITS}g}")


def round_all(values: np.ndarray) -> np.ndarray:
    """`round_digits` of every value."""
    return np.array([round_digits(value) for value in values])
