"""Draw one finding under every combination of choices: the specification curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.canvas import GREY, LINE, PALE, Heading, in_house_style, new_axes, round_all, round_digits
from analysis.choice_effects import Choice, choices_that_matter, distinct_universes
from analysis.lettering import MARGIN, fit_labels, label_width, text_width, wrap

_UPPER, _ROW, _BETWEEN = 2.1, 0.165, 0.14  # inches: the estimates, a row of options, from one panel to the other
_LINE, _INDENT = 0.19, 0.16  # inches of a line above the estimates, and of the mark before its words
_FAINT = "#b5b5b5"
_FEW = 80  # marks that leave each other room


class _Look(NamedTuple):
    """How a verdict is drawn; no colour here is a frame's."""

    words: str
    colour: str
    marker: str
    filled: bool


_LOOKS = {
    "above half": _Look("more than half", "#4b2e83", "o", filled=True),
    "below half": _Look("less than half", "#a6611a", "v", filled=True),
    "differ": _Look("the articles differ", "#4b2e83", "s", filled=True),
    "cannot tell": _Look("cannot be told", "#8a8a8a", "o", filled=False),
}


@in_house_style
def draw_universes(
    universes: pd.DataFrame,
    choices: Sequence[Choice],
    words: Heading | None = None,
    *,
    level: float = 0.05,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw a finding under every combination of choices: estimates above, the choices behind each of them below.

    Combinations that differ only in choices that alter nothing are drawn once, and these choices have no rows.
    Those in which the finding is not defined are left out.

    Parameters
    ----------
    universes : DataFrame
        One row per combination: a column per choice; value, low, high (its interval, none for a p-value) and
        verdict ("above half", "below half", "differ", "cannot tell" or "not defined").
    choices : sequence of Choice
        Their `name`, `words` and `options`, the first of which is as published.
    level : float
        Below it a p-value says that articles differ.
    words, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        Of the estimates; those of the choices follow it in the figure. x is the rank of the combination, from 0.
    """
    shown, matter = distinct_universes(universes, choices), choices_that_matter(universes, choices)
    rows = _lay_options(matter, width)
    mark, name = (level, f"{level:g}") if _are_p_values(shown) else (0.5, "one half")
    left, right = max(label_width([text for text, _ in rows]), 0.75), text_width(name, 8) + 0.08 + MARGIN
    room = width - left - right
    key = _lay_key(shown, room)
    above = _LINE * (2 + max((line for *_, line in key), default=0))
    below = _BETWEEN + _ROW * len(rows) if rows else 0.0
    note = wrap("combinations of choices, in order of the estimate", room, 8.5)
    ax = ax or new_axes(width, above + _UPPER + below, words, left=left, right=right, bottom=0.12 + LINE * len(note))
    panels = _split(ax, above, below)
    _draw_estimates(ax, shown)
    ax.axhline(mark, color=GREY, linewidth=0.7)
    ax.annotate(
        name, (1, mark), xycoords=("axes fraction", "data"), xytext=(4, 0), textcoords="offset points", va="center",
        fontsize=8, color=GREY, annotation_clip=False,
    )  # fmt: skip
    _draw_key(ax, key, room, above)
    if rows:
        _draw_options(panels[-1], shown, rows)
    for panel in panels:
        for place in np.flatnonzero(shown["published"]).tolist():
            panel.axvline(place, color=_FAINT, linewidth=0.8, zorder=0.5)  # behind the strokes
        panel.set_xlim(-0.8, round_digits(max(len(shown), 1) - 0.2))
        panel.set_xticks([])
        panel.spines["bottom"].set_visible(False)
    panels[-1].set_xlabel("\n".join(note))
    return ax


def _are_p_values(shown: pd.DataFrame) -> bool:
    """P-values have no interval."""
    return len(shown) > 0 and bool(shown["low"].isna().all())


def _lay_options(matter: Sequence[Choice], width: float) -> list[tuple[str, tuple[str, str] | None]]:
    """Rows of the lower panel: a choice, then its options; with each option its column and what stands there."""
    rows: list[tuple[str, tuple[str, str] | None]] = []
    for choice in matter:
        rows.append((fit_labels([choice.words], width)[0], None))
        labels = fit_labels(choice.options, width)
        rows += [(label, (choice.name, option)) for label, option in zip(labels, choice.options, strict=True)]
    return rows


def _lay_key(shown: pd.DataFrame, room: float) -> list[tuple[str, str, float, int]]:
    """The verdicts that occur, with their numbers: verdict, words, inches from the left, line from the top."""
    items: list[tuple[str, str, float, int]] = []
    x, line = 0.0, 0
    for verdict, look in _LOOKS.items():
        if n := int((shown["verdict"] == verdict).sum()):
            words = f"{look.words} ({n:,})"
            size = _INDENT + text_width(words, 8)
            if x and x + size > room:
                x, line = 0.0, line + 1
            items.append((verdict, words, x, line))
            x += size + 0.2
    return items


def _split(ax: Axes, above: float, below: float) -> list[Axes]:
    """Leave the estimates their part of the axes' height, and put axes for the options below them, if there are any."""
    box = ax.get_position()
    inch = box.height / (above + _UPPER + below)
    ax.set_position((box.x0, box.y0 + below * inch, box.width, _UPPER * inch))
    if not below:
        return [ax]
    figure = ax.get_figure()
    assert figure is not None, "Axes stand in a figure"
    return [ax, figure.add_axes((box.x0, box.y0, box.width, (below - _BETWEEN) * inch))]


def _draw_estimates(ax: Axes, shown: pd.DataFrame) -> None:
    """A mark at each estimate on its interval; that of the published choices is larger and named."""
    size = 4.5 if len(shown) <= _FEW else 3.0
    for verdict, look in _LOOKS.items():
        own = shown[shown["verdict"] == verdict]
        x, ends = own.index.to_numpy(dtype=float), own[["low", "high"]].to_numpy(dtype=float)
        ax.plot(*_segments(x, round_all(ends[:, 0]), round_all(ends[:, 1])), color=look.colour, linewidth=0.8)
        face = look.colour if look.filled else "white"
        for rows, points in ((own[~own["published"]], size), (own[own["published"]], size + 3)):
            ax.plot(
                rows.index, round_all(rows["value"].to_numpy(dtype=float)), linestyle="none", marker=look.marker,
                color=look.colour, markerfacecolor=face, markersize=points, zorder=3, clip_on=False,
            )  # fmt: skip
    ax.set_ylim(0, 1)
    if _are_p_values(shown):
        ax.set_ylabel("p-value")
    else:
        ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        ax.set_ylabel("\n".join(wrap(_measured(shown), _UPPER, 8.5)))
    ax.tick_params(axis="y", length=3)
    for place in np.flatnonzero(shown["published"]):
        right = place > len(shown) / 2
        ax.annotate(
            "as published", (float(place), 1), xycoords=("data", "axes fraction"), xytext=(3 if right else -3, 3),
            textcoords="offset points", ha="right" if right else "left", fontsize=8, annotation_clip=False,
        )  # fmt: skip


def _measured(shown: pd.DataFrame) -> str:
    """What the values are shares of, where the table says so."""
    return str(shown["share_of"].iloc[0]) if "share_of" in shown and len(shown) else "share"


def _draw_key(ax: Axes, key: Sequence[tuple[str, str, float, int]], room: float, above: float) -> None:
    """The verdicts by example, above the estimates."""
    for verdict, words, x, line in key:
        look = _LOOKS[verdict]
        y = 1 + (above - _LINE * (line + 0.5)) / _UPPER
        ax.plot(
            [round_digits((x + 0.05) / room)], [round_digits(y)], transform=ax.transAxes, linestyle="none",
            marker=look.marker, color=look.colour, markerfacecolor=look.colour if look.filled else "white",
            markersize=4.5, clip_on=False,
        )  # fmt: skip
        place = (round_digits((x + _INDENT) / room), round_digits(y))
        ax.text(*place, words, transform=ax.transAxes, va="center", fontsize=8)


def _draw_options(ax: Axes, shown: pd.DataFrame, rows: Sequence[tuple[str, tuple[str, str] | None]]) -> None:
    """A stroke in the row of every option that a combination is made of, in the colour of its verdict."""
    for verdict, look in _LOOKS.items():
        own = shown[shown["verdict"] == verdict]
        for row, (_, option) in enumerate(rows):
            if option:
                x = own.index[own[option[0]] == option[1]].to_numpy(dtype=float)
                thick = 1.8 if len(shown) <= _FEW else 1.2
                ax.plot(
                    *_segments(x, np.full(len(x), row - 0.33), np.full(len(x), row + 0.33)),
                    color=look.colour,
                    linewidth=thick,
                    solid_capstyle="butt",
                )
    for row, (_, option) in enumerate(rows):
        if option:
            ax.axhline(row + 0.5, color=PALE, linewidth=0.5, zorder=0.4)
    ax.set_yticks(range(len(rows)), [text for text, _ in rows], fontsize=8)
    for label, (_, option) in zip(ax.get_yticklabels(), rows, strict=True):
        label.set_fontweight("normal" if option else "bold")
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.spines["left"].set_visible(False)


def _segments(x: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Upright lines as one, with gaps between them."""
    gaps = np.full(len(x), np.nan)
    return np.column_stack([x, x, gaps]).ravel(), np.column_stack([low, high, gaps]).ravel()
