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

from collections.abc import Callable, Sequence
from functools import wraps
from importlib.resources import files
from typing import NamedTuple, ParamSpec, Protocol, TypeVar

import matplotlib as mpl
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from analysis.brackets import bracket_rows, find_lanes, letter_rows
from analysis.lettering import MARGIN, boxes_for_unknown, fit_labels, label_width, text_width, wrap

P = ParamSpec("P")
R = TypeVar("R")

FRAME_COLOURS = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#7F7F7F")
FRAME_MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
INK, GREY, PALE = "#222222", "#5f5f5f", "#e8e8e8"
LINE = 0.17  # inches, of the label of an axis
_DIGITS = 6
_BRACKET, _TO_LABEL = 0.11, 0.17  # inches


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
