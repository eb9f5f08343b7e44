"""Draw themes: their terms, their shares in documents, and how stable they are beside shuffled text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Polygon, Rectangle

from analysis.canvas import (
    GREY,
    INK,
    LINE,
    PALE,
    Heading,
    draw_brackets,
    in_house_style,
    lay_rows,
    new_axes,
    round_all,
    round_digits,
)
from analysis.lettering import MARGIN, wrap

# no colour here is a frame's; all are dark enough for white letters
THEME_COLOURS = ("#4b2e83", "#8c510a", "#01665e", "#8e1b45", "#3b5368", "#5b6b1a")

_TERM_COLUMNS, _SHARE_COLUMNS = 4, 5  # at most
_TERM_COLUMN, _SHARE_COLUMN = 1.4, 0.75  # inches, at least
_PALEST, _DARKEST = 0.9, 0.16  # lightness of a cell of no share, and of the largest; all colours reach both
_MIDDLE = 0.213  # lightness below which white letters read better than dark ones
_PANEL, _KEY = 2.3, 0.19  # inches: the curves, a line of their key
_DASHES = (0, (6, 1.5, 1, 1.5))
_TO_CLEAR = "line to clear: above it no shuffled text stands out as far"
_LOOKS = (  # colour, marker, dashes, hatch: the text as written, then shuffled ones
    (INK, "o", "-", ""),
    ("#8a8a8a", "s", "--", ""),
    ("#8a8a8a", "^", ":", "////"),
)


@in_house_style
def draw_theme_terms(
    terms: pd.DataFrame,
    words: Heading | None = None,
    *,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw the top terms of every theme as bars, one column per theme on one scale.

    Parameters
    ----------
    terms : DataFrame
        `theme`, `rank`, `term`, `weight`.
    words, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; every column starts at zero.
    """
    themes = list(dict.fromkeys(terms["theme"]))
    depth = int(terms["rank"].max()) if themes else 0
    room = width - 2 * MARGIN
    columns, pitch = min(len(themes), _TERM_COLUMNS, max(1, int(room / _TERM_COLUMN))), depth + 1.9
    bands = -(-len(themes) // max(columns, 1))
    note = wrap("bar: the term's share of the theme's weight, from zero, one scale", room, 8)
    more = LINE * (len(note) - 1)
    ax = ax or new_axes(width, 0.4 * (bands * pitch) + 0.1 + more, words, left=MARGIN, bottom=0.12)
    for number, theme in enumerate(themes):
        column, top = number % columns, number // columns * pitch
        head = theme.replace(" · ", "\n")
        ax.text(column, top - 0.2, head, weight="bold", va="bottom", color=_theme_colour(number))
        for term in terms[terms["theme"] == theme].itertuples():
            length = round_digits(0.62 * term.weight / terms["weight"].max())
            y = top + term.rank - 0.4
            ax.text(column, y - 0.35, term.term, va="center")
            ax.barh(y, length, left=column, height=0.16, color=_theme_colour(number))
            ax.text(column + length + 0.03, y, f"{term.weight * 100:.1f} %", va="center", fontsize=8, color=GREY)
    if themes:
        for number, line in enumerate(note):
            ax.text(0, bands * pitch - 1.7 + number * LINE / 0.4, line, fontsize=8, color=GREY)
        ax.set_xlim(-0.005, columns - 0.05)
        ax.set_ylim(round_digits(bands * pitch - 1.5 + more / 0.4), -1.35)
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


@in_house_style
def draw_theme_shares(
    prevalence: pd.DataFrame,
    documents: pd.DataFrame,
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of every theme in every document as a grid with numbers.

    Parameters
    ----------
    prevalence : DataFrame
        `doc_id, theme, share, low, high, passages`; shares between 0 and 1.
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    themes = list(dict.fromkeys(prevalence["theme"]))
    shown = documents[documents["doc_id"].isin(prevalence["doc_id"])]
    table = prevalence.set_index(["doc_id", "theme"])
    sizes = prevalence.groupby("doc_id")["passages"].first()
    rows = lay_rows(shown, groups, width, [f" (n = {sizes[doc]})" for doc in shown["doc_id"]])
    columns = max(1, min(len(themes), _SHARE_COLUMNS, int((width - rows.left - MARGIN) / _SHARE_COLUMN)))
    pitch, bands = len(shown) + 1.4, -(-len(themes) // columns)
    ax = ax or new_axes(width, 0.4 * bands * pitch + 0.05, words, left=rows.left, bottom=0.1)
    ticks = []
    for number, theme in enumerate(themes):
        column, top = number % columns, number // columns * pitch
        head = theme.replace(" · ", "\n")
        colour = _theme_colour(number)
        ax.text(column + 0.485, top - 0.12, head, ha="center", va="bottom", fontsize=8, linespacing=1.1, color=colour)
        for row, doc in enumerate(shown["doc_id"]):
            _draw_share(ax, column, top + row, table.loc[(doc, theme)], float(prevalence["share"].max()), colour)
        if column == 0:
            draw_brackets(ax, rows, [top + row + 0.47 for row in range(len(shown))])
        ticks += [top + row + 0.47 for row in range(len(shown))] if column == 0 else []
    if themes:
        ax.set_xlim(0, columns)
        ax.set_ylim(round_digits(bands * pitch - 1.4), -1.3)
    ax.set_yticks(ticks, rows.labels * bands)
    ax.set_xticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return ax


def _draw_share(ax: Axes, x: float, y: float, cell: pd.Series, largest: float, colour: str) -> None:
    """One cell of the grid: a shade, the share and its interval."""
    share, low, high = (float(cell[name]) for name in ("share", "low", "high"))
    face = _shade(colour, share / max(largest, 1e-9))
    ink = "white" if _lightness(face) < _MIDDLE else INK
    interval = f"{low * 100:.0f} to {high * 100:.0f}" if np.isfinite(low) else "no interval"
    ax.add_patch(Rectangle((x, y), 0.97, 0.94, facecolor=face, linewidth=0))
    percent = f"{share * 100:.0f} %"
    ax.text(x + 0.485, y + 0.3, percent, ha="center", va="center", color=ink, weight="bold")
    ax.text(x + 0.485, y + 0.69, interval, ha="center", va="center", color=ink, fontsize=8)


def _theme_colour(number: int) -> str:
    """The colour of a theme, by its place in the order of prevalence; its name is always beside it."""
    return THEME_COLOURS[number % len(THEME_COLOURS)]


def _shade(colour: str, part: float) -> str:
    """A colour on white, as light as its part of the largest share asks for: equal shares are equal without colour."""
    wanted = (_PALEST ** (1 / 2.4) + (_DARKEST ** (1 / 2.4) - _PALEST ** (1 / 2.4)) * part) ** 2.4
    steps = np.linspace(1, 0, 201)
    lightness = [_lightness(_tint(colour, step)) for step in steps]
    return _tint(colour, float(np.interp(wanted, lightness, steps)))


def _tint(colour: str, part: float) -> str:
    """So much of a colour on white."""
    red, green, blue = (1 - part * (1 - value) for value in to_rgb(colour))
    return to_hex((red, green, blue))


def _lightness(colour: str) -> float:
    """Relative luminance, 0 to 1, as contrast is measured (WCAG 2)."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in to_rgb(colour)]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


@in_house_style
def draw_stability(
    curves: pd.DataFrame,
    shown: int,
    words: Heading | None = None,
    *,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw the stability of themes at every number of them: the text as written, shuffled text, and the line between.

    Parameters
    ----------
    curves : DataFrame
        `kind`, `k`, `stability`, `low`, `high`, `draws`, `to_clear`; the first kind is the text as written, and the
        line to clear is the higher one of the others'.
    shown : int
        The number of themes that is shown elsewhere, named.
    words, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; both axes hold all that is possible from 0 to 1, and every k.
    """
    kinds = list(dict.fromkeys(curves["kind"]))
    room, above = width - 0.7 - MARGIN, _KEY * (len(kinds) + 1) + 0.12
    ax = ax or new_axes(width, _PANEL + above, words, left=0.7, bottom=0.5)
    box = ax.get_position()
    ax.set_position((box.x0, box.y0, box.width, box.height * _PANEL / (_PANEL + above)))
    for number, kind in reversed(list(enumerate(kinds))):
        own = curves[curves["kind"] == kind]
        _draw_curve(ax, own, number, written=number == 0)
        y = round_digits(1 + (above - _KEY * (number + 0.5)) / _PANEL)
        _draw_key(ax, number, y, room, f"{kind}: {_draws(number, own)}")
    to_clear = curves.groupby("k")["to_clear"].max()
    numbers = list(to_clear.index)
    if numbers:
        _draw_line(ax, to_clear, room)
        ax.set_xlim(round_digits(numbers[0] - 0.5), round_digits(numbers[-1] + 0.5))
        ax.set_xticks(numbers)
        ax.get_xticklabels()[numbers.index(shown)].set_fontweight("bold")
        ax.annotate(
            "shown", (shown, 0), xycoords="data", xytext=(0, 3), textcoords="offset points", ha="center", fontsize=8,
            color=GREY,
        )  # fmt: skip
    ax.set_ylim(0, 1)
    ax.set(xlabel="number of themes", ylabel="agreement of refits (1: the same)")
    ax.tick_params(axis="y", length=3)
    return ax


def _draw_line(ax: Axes, to_clear: pd.Series, room: float) -> None:
    """The line to clear, and itself by example, nearest to the curves."""
    look: dict[str, Any] = {"color": INK, "linestyle": _DASHES, "linewidth": 1.2, "zorder": 2}
    x, heights = to_clear.index.to_numpy(dtype=float), round_all(to_clear.to_numpy(dtype=float))
    if len(x) == 1:
        x, heights = x + np.array([-0.15, 0.15]), np.repeat(heights, 2)
    ax.plot(x, heights, **look)
    y = round_digits(1 + (0.12 + 0.5 * _KEY) / _PANEL)
    ax.plot([0, round_digits(0.3 / room)], [y, y], transform=ax.transAxes, clip_on=False, **look)
    ax.text(round_digits(0.38 / room), y, _TO_CLEAR, transform=ax.transAxes, va="center", fontsize=8)


def _draws(number: int, own: pd.DataFrame) -> str:
    """What a band ranges over."""
    draws = int(own["draws"].max())
    return f"mean and range of {draws} {'texts' if number else 'seeds'}"


def _draw_curve(ax: Axes, own: pd.DataFrame, number: int, *, written: bool) -> None:
    """Means as marks on a line; the range as strokes for the text as written, else as a band."""
    colour, marker, dashes, hatch = _LOOKS[number]
    x = own["k"].to_numpy(dtype=float)
    mean, low, high = (round_all(own[name].to_numpy(dtype=float)) for name in ("stability", "low", "high"))
    if written or len(own) == 1:
        for place, bottom, top in zip(x + 0.04 * number, low, high, strict=True):
            ax.plot([place, place], [bottom, top], color=colour, linewidth=1.2, solid_capstyle="butt")
    else:
        corners = [*zip(x, low, strict=True), *zip(x[::-1], high[::-1], strict=True)]
        face = "none" if hatch else PALE
        ax.add_patch(
            Polygon(corners, facecolor=face, edgecolor="#b5b5b5", hatch=hatch, linewidth=0.6, zorder=0.3 * number)
        )
    ax.plot(x, mean, color=colour, marker=marker, markersize=5 if written else 4, linestyle=dashes, zorder=3)


def _draw_key(ax: Axes, number: int, y: float, room: float, words: str) -> None:
    """A kind of text by example, above the curves."""
    colour, marker, dashes, hatch = _LOOKS[number]
    start, stop = 0.0, round_digits(0.3 / room)
    if number:
        half = round_digits(0.06 / _PANEL)
        corners = [(start, y - half), (stop, y - half), (stop, y + half), (start, y + half)]
        patch = Polygon(
            corners, facecolor="none" if hatch else PALE, edgecolor="#b5b5b5", hatch=hatch, linewidth=0.6,
            transform=ax.transAxes, clip_on=False,
        )  # fmt: skip
        ax.add_patch(patch)
    ax.plot(
        [start, stop / 2, stop], [y] * 3, color=colour, linestyle=dashes, marker=marker, markevery=[1], markersize=4,
        transform=ax.transAxes, clip_on=False,
    )  # fmt: skip
    ax.text(round_digits(0.38 / room), y, words, transform=ax.transAxes, va="center", fontsize=8)
