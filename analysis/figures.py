"""Draw tables: one function per kind of chart, a table in and Axes out.

Every function takes `ax=None`: without Axes it makes a figure of its own, with the words around it.
Positions are rounded to six digits before drawing, so that a figure's fingerprint is the same on every
machine. Nothing is shown or written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.canvas import (
    FRAME_COLOURS,
    FRAME_MARKERS,
    GREY,
    INK,
    MARGIN,
    PALE,
    Heading,
    frame_colours,
    in_house_style,
    label_width,
    new_axes,
    round_all,
    round_digits,
    text_width,
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@in_house_style
def draw_mentions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    words: Heading | None = None,
    *,
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
    words : Heading, optional
        What is set around the chart when it makes its own figure.
    width : float
        Inches.
    ax : Axes, optional
        Where to draw instead.

    Returns
    -------
    Axes
        What was drawn on.
    """
    counts = pd.crosstab(mentions["frame"], mentions["doc_id"]).max(axis=1)
    widest = [int(counts.get(frame, 0)) for frame in frames]
    heads = [f"{frame} {int((mentions['frame'] == frame).sum())}" for frame in frames]
    left = label_width(documents["label"])
    room = width - left - MARGIN
    side, starts = _lay_blocks(widest, heads, room)
    pitch = 1.55
    ax = ax or new_axes(width, side * (pitch * len(documents) + 2.8), words, left=left, bottom=0.1)
    for frame, start, head, colour in zip(frames, starts, heads, frame_colours(frames), strict=True):
        ax.text(start, -0.35, head, color=colour, weight="bold", va="bottom")
        for row, doc in enumerate(documents["doc_id"]):
            here = mentions[(mentions["doc_id"] == doc) & (mentions["frame"] == frame)]
            for place, negated in enumerate(here["negated"]):
                ax.add_patch(_square(start + place, row * pitch, colour, hatched=bool(negated)))
            ax.text(
                round_digits(start + len(here) + (0.18 if len(here) else 0)),
                row * pitch + 0.45,
                str(len(here)),
                color=INK if len(here) else GREY,
                va="center",
                fontsize=8,
            )
    for row, label in enumerate(documents["label"]):
        ax.text(-0.6, row * pitch + 0.45, label, ha="right", va="center")
        if row:
            ax.axhline(row * pitch - 0.32, color=PALE, linewidth=0.6)
    _draw_key(ax, len(documents) * pitch + 0.25, side)
    ax.set_xlim(0, round_digits(room / side))
    ax.set_ylim(round_digits(len(documents) * pitch + 1.35), -1.6)
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


@in_house_style
def draw_calendar(
    documents: pd.DataFrame,
    events: pd.DataFrame,
    words: Heading | None = None,
    *,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw when each document can have been written, against dated events.

    Parameters
    ----------
    documents : DataFrame
        `label`, `date_earliest`, `date_latest`, in the order of the rows; undated ones get no bar.
    events : DataFrame
        `date` and `label`.
    words, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; x is in days.
    """
    rows, marks = len(documents), len(events)
    left = label_width(documents["label"])
    ax = ax or new_axes(width, 0.3 * rows + 0.19 * marks + 0.1, words, left=left, bottom=0.78)
    first, last = _days(documents["date_earliest"]), _days(documents["date_latest"])
    when = np.sort(_days(events["date"])) if marks else np.array([])
    known = np.concatenate([first, last + 1, when, when + 1])
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    pad = max(1.0, round(0.03 * (high - low)))
    for row, (start, stop) in enumerate(zip(first, last, strict=True)):
        if np.isfinite(start) and np.isfinite(stop):
            ax.barh(row, stop - start + 1, left=start, height=0.5, color="#8c8c8c")
        else:
            ax.text(low, row, "undated", va="center", color=GREY, fontsize=8)
    middle = (low + high) / 2
    ordered = events.sort_values("date")
    rank_left = [i for i, day in enumerate(when) if day < middle]
    for place, (day, label) in enumerate(zip(when, ordered["label"], strict=True)):
        leftmost = place in rank_left
        level = len(rank_left) - place if leftmost else place + 1
        height = round_digits(-0.55 - 0.62 * level)
        ax.plot([day + 0.5] * 2, [rows - 0.5, height], color=INK, linewidth=0.8)
        ax.annotate(
            f"{_day_month(day)}  {label}",
            (day + 0.5, height),
            xytext=(3 if leftmost else -3, -1),
            textcoords="offset points",
            ha="left" if leftmost else "right",
            va="top",
            fontsize=8,
        )
    ax.set_xlim(low - pad, high + pad)
    ax.set_ylim(rows - 0.5, round_digits(-0.55 - 0.62 * max(marks, 0.2)))
    ax.set_yticks(range(rows), documents["label"].tolist())
    ticks = _date_ticks(low, high)
    ax.set_xticks(
        ticks,
        [_day_month(day, year=i == 0 or _year(day) != _year(ticks[i - 1])) for i, day in enumerate(ticks)],
    )
    ax.set_xlabel("day of writing, by the article's own words")
    ax.spines["left"].set_visible(False)
    return ax


@in_house_style
def draw_rates(
    rates: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    words: Heading | None = None,
    *,
    per: int = 1000,
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw rates as dots and their intervals as whiskers, documents grouped by frame on one axis.

    Parameters
    ----------
    rates : DataFrame
        `doc_id, frame, count, tokens, rate, low, high`; the rows with doc_id "all" are the thin lines.
    documents : DataFrame
        `doc_id` and `label`, in the order of the rows.
    frames : sequence of str
        Frames, in the order of the groups.
    per : int
        Tokens a rate is per; named on the axis.
    words, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    rows = len(documents) + 1.5
    left, right = label_width(documents["label"]) + 0.06, 1.05
    ax = ax or new_axes(width, 0.2 * rows * len(frames) + 0.1, words, left=left, right=right, bottom=0.55)
    table = rates.set_index(["frame", "doc_id"])
    ticks, labels = [], []
    for number, (frame, colour) in enumerate(zip(frames, frame_colours(frames), strict=True)):
        top = number * rows
        pooled = table.loc[(frame, "all")]
        ax.plot([round_digits(pooled["rate"])] * 2, [top + 0.5, top + len(documents) + 0.5], color=GREY, linewidth=0.7)
        ax.text(0, top, frame, color=colour, weight="bold", va="center", ha="left")
        _note(ax, top, f"{int(pooled['count']):,} of {int(pooled['tokens']):,}", weight="bold")
        for place, (doc, label) in enumerate(zip(documents["doc_id"], documents["label"], strict=True), start=1):
            row = table.loc[(frame, doc)]
            rate, low, high = (round_digits(row[name]) for name in ("rate", "low", "high"))
            ax.plot([low, high], [top + place] * 2, color=colour, solid_capstyle="butt")
            ax.plot(
                [rate],
                [top + place],
                color=colour,
                marker=FRAME_MARKERS[number % len(FRAME_MARKERS)],
                markersize=5,
                markerfacecolor=colour if row["count"] else "white",
                clip_on=False,
                zorder=3,
            )
            _note(ax, top + place, f"{int(row['count']):,} of {int(row['tokens']):,}")
            ticks.append(top + place)
            labels.append(label)
    _note(ax, -0.95, "mentions of tokens", color=GREY)
    ax.set_yticks(ticks, labels)
    ax.set_ylim(len(frames) * rows - 0.9, -0.6)
    ax.set_xlim(0, round_digits(1.03 * np.nanmax([*rates["high"], 1e-6])))
    ax.set_xlabel(f"mentions per {per:,} tokens (thin line: all articles)")
    ax.tick_params(axis="y", pad=8)
    ax.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    ax.grid(axis="x")
    return ax


@in_house_style
def draw_positions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    sizes: Mapping[str, int],
    frames: Sequence[str],
    words: Heading | None = None,
    *,
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
    words, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; x is per cent of the document's tokens.
    """
    left = label_width(documents["label"])
    ax = ax or new_axes(width, 0.42 * len(documents) + 0.3, words, left=left, right=0.2, bottom=0.55)
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
                marker=FRAME_MARKERS[number % len(FRAME_MARKERS)],
                markersize=4.5,
                color=colour,
                markeredgecolor="white",
                markeredgewidth=0.4,
                clip_on=False,
            )
    at = 0.0
    for number, (frame, colour) in enumerate(zip(frames, frame_colours(frames), strict=True)):
        ax.plot([at + 1], [-0.72], marker=FRAME_MARKERS[number % len(FRAME_MARKERS)], markersize=5, color=colour)
        ax.text(at + 2.8, -0.72, frame, color=colour, weight="bold", va="center")
        at = round_digits(at + 6 + text_width(frame, 8.5, "bold") / (width - left - 0.2) * 100)
    ax.set_xlim(0, 100)
    ax.set_ylim(len(documents) - 0.5, -1.05)
    ax.set_yticks(range(len(documents)), documents["label"].tolist())
    ax.set_xlabel("place in the article, per cent of its tokens")
    ax.spines["left"].set_visible(False)
    return ax


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
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; every column starts at zero.
    """
    themes = list(dict.fromkeys(terms["theme"]))
    depth = int(terms["rank"].max())
    ax = ax or new_axes(width, 0.4 * depth + 0.7, words, left=MARGIN, bottom=0.12)
    longest = terms["weight"].max()
    for column, theme in enumerate(themes):
        ax.text(column, -0.2, theme.replace(" · ", "\n"), weight="bold", va="bottom")
        for term in terms[terms["theme"] == theme].itertuples():
            length = round_digits(0.62 * term.weight / longest)
            ax.text(column, term.rank - 0.75, term.term, va="center")
            ax.barh(term.rank - 0.4, length, left=column, height=0.16, color=FRAME_COLOURS[0])
            ax.text(
                column + length + 0.03,
                term.rank - 0.4,
                f"{term.weight:.2f}",
                va="center",
                fontsize=8,
                color=GREY,
            )
    ax.text(
        0,
        depth + 0.2,
        "bar: weight of the term in the theme (TF-IDF), from zero, one scale",
        fontsize=8,
        color=GREY,
    )
    ax.set_xlim(-0.005, len(themes) - 0.05)
    ax.set_ylim(depth + 0.4, -1.35)
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


@in_house_style
def draw_theme_shares(
    prevalence: pd.DataFrame,
    documents: pd.DataFrame,
    words: Heading | None = None,
    *,
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
    words, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    themes = list(dict.fromkeys(prevalence["theme"]))
    shown = documents[documents["doc_id"].isin(prevalence["doc_id"])]
    table = prevalence.set_index(["doc_id", "theme"])
    sizes = prevalence.groupby("doc_id")["passages"].first()
    labels = [f"{row.label} (n = {sizes[row.doc_id]})" for row in shown.itertuples()]
    left = label_width(labels)
    ax = ax or new_axes(width, 0.4 * len(shown) + 0.52, words, left=left, bottom=0.1)
    grid = np.array([[table.loc[(doc, theme), "share"] for theme in themes] for doc in shown["doc_id"]])
    colours = mpl.colormaps["Blues"]
    for row, doc in enumerate(shown["doc_id"]):
        for column, theme in enumerate(themes):
            share, low, high = (float(table.loc[(doc, theme), name]) for name in ("share", "low", "high"))
            shade = round_digits(0.05 + 0.75 * share / max(grid.max(), 1e-9))
            ink = "white" if shade > 0.55 else INK
            ax.add_patch(Rectangle((column, row), 0.97, 0.94, facecolor=colours(shade), linewidth=0))
            ax.text(
                column + 0.485,
                row + 0.3,
                f"{share:.0%}".replace("%", " %"),
                ha="center",
                va="center",
                color=ink,
                weight="bold",
            )
            ax.text(
                column + 0.485,
                row + 0.69,
                f"{low * 100:.0f} to {high * 100:.0f}",
                ha="center",
                va="center",
                color=ink,
                fontsize=8,
            )
    for column, theme in enumerate(themes):
        ax.text(
            column + 0.485,
            -0.12,
            theme.replace(" · ", "\n"),
            ha="center",
            va="bottom",
            fontsize=8,
            linespacing=1.1,
        )
    ax.set_xlim(0, len(themes))
    ax.set_ylim(len(shown), -1.3)
    ax.set_yticks(np.arange(len(shown)) + 0.47, labels)
    ax.set_xticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return ax


def _lay_blocks(widest: Sequence[int], heads: Sequence[str], room: float) -> tuple[float, np.ndarray]:
    """The side of a square in inches, and where each block starts in squares."""
    side = min(0.21, room / (sum(widest) + 3.5 * len(widest)))
    blocks = [max(n + 1.5, text_width(head, 8.5, "bold") / side) for n, head in zip(widest, heads, strict=True)]
    gap = min(2.5, (room / side - sum(blocks)) / max(len(blocks) - 1, 1))
    return side, round_all(np.cumsum([0.0, *(block + gap for block in blocks[:-1])]))


def _draw_key(ax: Axes, y: float, side: float) -> None:
    """The two kinds of square, by example."""
    x = 0.0
    for hatched, meaning in (
        (True, "the word itself says “non-”"),
        (False, "any other form; its sentence may still deny it"),
    ):
        ax.add_patch(_square(x, y, GREY, hatched=hatched))
        ax.text(x + 1.2, y + 0.45, meaning, va="center", fontsize=8)
        x = round_digits(x + 2.2 + text_width(meaning, 8) / side)


def _square(x: float, y: float, colour: str, *, hatched: bool) -> Rectangle:
    """One mention."""
    return Rectangle(
        (round_digits(x + 0.07), round_digits(y + 0.02)),
        0.86,
        0.86,
        facecolor="white" if hatched else colour,
        edgecolor=colour,
        hatch="//////" if hatched else None,
        linewidth=0.9,
    )


def _days(dates: pd.Series) -> np.ndarray:
    """Days since 1970 as float; missing dates are not a number."""
    days = (pd.to_datetime(dates) - pd.Timestamp(0)) / pd.Timedelta(days=1)
    return days.to_numpy(dtype=float)


def _year(day: float) -> int:
    return int(pd.Timestamp(day, unit="D").year)


def _day_month(day: float, *, year: bool = False) -> str:
    date = pd.Timestamp(day, unit="D")
    return f"{date.day} {_MONTHS[date.month - 1]}" + (f"\n{date.year}" if year else "")


def _date_ticks(low: float, high: float) -> list[float]:
    """At most seven days, a whole number of weeks apart, on Mondays."""
    step = 7 * max(1, int(np.ceil((high - low) / 7 / 7)))
    monday = np.ceil((low - 4) / 7) * 7 + 4  # day 4 of 1970 was a Monday
    return [float(day) for day in np.arange(monday, high + 1, step)]


def _note(ax: Axes, y: float, text: str, weight: str = "normal", color: str = INK) -> None:
    """A number at the right of a row."""
    ax.annotate(
        text, (1, y), xycoords=("axes fraction", "data"), xytext=(66, 0), textcoords="offset points",
        ha="right", va="center", fontsize=8, weight=weight, color=color, annotation_clip=False,
    )  # fmt: skip
