"""Draw themes: their terms, and their shares in documents."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.canvas import (
    FRAME_COLOURS,
    GREY,
    INK,
    LINE,
    MARGIN,
    Heading,
    draw_brackets,
    in_house_style,
    lay_rows,
    new_axes,
    round_digits,
    wrap,
)

_TERM_COLUMNS, _SHARE_COLUMNS = 4, 5  # at most
_TERM_COLUMN, _SHARE_COLUMN = 1.4, 0.75  # inches, at least


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
    note = wrap("bar: weight of the term in the theme (TF-IDF), from zero, one scale", room, 8)
    more = LINE * (len(note) - 1)
    ax = ax or new_axes(width, 0.4 * (bands * pitch) + 0.1 + more, words, left=MARGIN, bottom=0.12)
    for number, theme in enumerate(themes):
        column, top = number % columns, number // columns * pitch
        ax.text(column, top - 0.2, theme.replace(" · ", "\n"), weight="bold", va="bottom")
        for term in terms[terms["theme"] == theme].itertuples():
            length = round_digits(0.62 * term.weight / terms["weight"].max())
            y = top + term.rank - 0.4
            ax.text(column, y - 0.35, term.term, va="center")
            ax.barh(y, length, left=column, height=0.16, color=FRAME_COLOURS[0])
            ax.text(column + length + 0.03, y, f"{term.weight:.2f}", va="center", fontsize=8, color=GREY)
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
        ax.text(column + 0.485, top - 0.12, head, ha="center", va="bottom", fontsize=8, linespacing=1.1)
        for row, doc in enumerate(shown["doc_id"]):
            _draw_share(ax, column, top + row, table.loc[(doc, theme)], float(prevalence["share"].max()))
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


def _draw_share(ax: Axes, x: float, y: float, cell: pd.Series, largest: float) -> None:
    """One cell of the grid: a shade, the share and its interval."""
    share, low, high = (float(cell[name]) for name in ("share", "low", "high"))
    shade = round_digits(0.05 + 0.75 * share / max(largest, 1e-9))
    ink = "white" if shade > 0.66 else INK  # where white reads better on the blue
    interval = f"{low * 100:.0f} to {high * 100:.0f}" if np.isfinite(low) else "no interval"
    ax.add_patch(Rectangle((x, y), 0.97, 0.94, facecolor=mpl.colormaps["Blues"](shade), linewidth=0))
    percent = f"{share * 100:.0f} %"
    ax.text(x + 0.485, y + 0.3, percent, ha="center", va="center", color=ink, weight="bold")
    ax.text(x + 0.485, y + 0.69, interval, ha="center", va="center", color=ink, fontsize=8)
