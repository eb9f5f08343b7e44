"""Draw tables: one function per kind of chart, a table in and Axes out.

Every function takes `ax=None`: without Axes it makes a figure of its own, with title, subtitle and source
line. Positions are rounded to six digits before drawing, so that a figure's fingerprint is the same on
every machine. Nothing is shown or written here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from importlib.resources import files
from typing import ParamSpec, TypeVar

import numpy as np
import pandas as pd

# a fresh machine would otherwise announce its font cache on stderr, which notebooks keep
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

import matplotlib as mpl  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties  # noqa: E402
from matplotlib.patches import Rectangle  # noqa: E402
from matplotlib.textpath import text_to_path  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402

P = ParamSpec("P")
R = TypeVar("R")

FRAME_COLOURS = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#7F7F7F")
FRAME_MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
_INK, _GREY, _PALE = "#222222", "#5f5f5f", "#e8e8e8"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MARGIN = 0.12
_DIGITS = 6
_HINTING = 1.06  # letters fitted to pixels run wider than their outlines


def in_house_style(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function under the house style, whatever the user's own Matplotlib settings are."""

    @wraps(function)
    def styled(*args: P.args, **kwargs: P.kwargs) -> R:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.style.use(str(files("analysis") / "house.mplstyle"))
            return function(*args, **kwargs)

    return styled


@in_house_style
def draw_mentions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    *,
    title: str = "",
    subtitle: str = "",
    source: str = "",
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
    title, subtitle, source : str
        Set around the chart when it makes its own figure.
    width : float
        Inches.
    ax : Axes, optional
        Where to draw instead.

    Returns
    -------
    Axes
        What was drawn on.
    """
    counts = mentions.groupby(["doc_id", "frame"]).size()
    widest = [max([counts.get((doc, frame), 0) for doc in documents["doc_id"]] + [0]) for frame in frames]
    heads = [f"{frame} {int((mentions['frame'] == frame).sum())}" for frame in frames]
    left = _label_width(documents["label"])
    room = width - left - _MARGIN
    heads_in = [_text_width(head, 8.5, "bold") for head in heads]
    side = min(0.21, *(room / (sum(widest) + 3.5 * len(frames)) for _ in frames[:1]))  # inches
    blocks = [max(n + 1.5, head / side) for n, head in zip(widest, heads_in, strict=True)]
    gap = min(2.5, (room / side - sum(blocks)) / max(len(frames) - 1, 1))
    pitch = 1.55
    ax = ax or _new_axes(
        width, side * (pitch * len(documents) + 2.8), title, subtitle, source, left=left, bottom=0.1
    )
    starts = _round_all(np.concatenate([[0], np.cumsum([block + gap for block in blocks])])[:-1])
    for frame, start, head, colour in zip(frames, starts, heads, _colours(frames), strict=True):
        ax.text(start, -0.35, head, color=colour, weight="bold", va="bottom")
        for row, doc in enumerate(documents["doc_id"]):
            here = mentions[(mentions["doc_id"] == doc) & (mentions["frame"] == frame)]
            for place, negated in enumerate(here["negated"]):
                ax.add_patch(_square(start + place, row * pitch, colour, hatched=bool(negated)))
            ax.text(
                _round(start + len(here) + (0.18 if len(here) else 0)),
                row * pitch + 0.45,
                str(len(here)),
                color=_INK if len(here) else _GREY,
                va="center",
                fontsize=8,
            )
    for row, label in enumerate(documents["label"]):
        ax.text(-0.6, row * pitch + 0.45, label, ha="right", va="center")
        if row:
            ax.axhline(row * pitch - 0.32, color=_PALE, linewidth=0.6)
    key = len(documents) * pitch + 0.25
    place = 0.0
    for hatched, meaning in (
        (True, "the word itself says “non-”"),
        (False, "any other form; its sentence may still deny it"),
    ):
        ax.add_patch(_square(place, key, _GREY, hatched=hatched))
        ax.text(place + 1.2, key + 0.45, meaning, va="center", fontsize=8)
        place = _round(place + 2.2 + _text_width(meaning, 8) / side)
    ax.set_xlim(0, _round(room / side))
    ax.set_ylim(_round(key + 1.1), -1.6)
    ax.axis("off")
    return ax


@in_house_style
def draw_calendar(
    documents: pd.DataFrame,
    events: pd.DataFrame,
    *,
    title: str = "",
    subtitle: str = "",
    source: str = "",
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
    title, subtitle, source, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; x is in days.
    """
    rows, marks = len(documents), len(events)
    left = _label_width(documents["label"])
    ax = ax or _new_axes(
        width, 0.3 * rows + 0.19 * marks + 0.1, title, subtitle, source, left=left, bottom=0.78
    )
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
            ax.text(low, row, "undated", va="center", color=_GREY, fontsize=8)
    middle = (low + high) / 2
    ordered = events.sort_values("date")
    rank_left = [i for i, day in enumerate(when) if day < middle]
    for place, (day, label) in enumerate(zip(when, ordered["label"], strict=True)):
        leftmost = place in rank_left
        level = len(rank_left) - place if leftmost else place + 1
        height = _round(-0.55 - 0.62 * level)
        ax.plot([day + 0.5] * 2, [rows - 0.5, height], color=_INK, linewidth=0.8)
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
    ax.set_ylim(rows - 0.5, _round(-0.55 - 0.62 * max(marks, 0.2)))
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
    *,
    per: int = 1000,
    title: str = "",
    subtitle: str = "",
    source: str = "",
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
    title, subtitle, source, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    rows = len(documents) + 1.5
    left, right = _label_width(documents["label"]) + 0.06, 1.05
    ax = ax or _new_axes(
        width, 0.2 * rows * len(frames) + 0.1, title, subtitle, source, left=left, right=right, bottom=0.55
    )
    table = rates.set_index(["frame", "doc_id"])
    ticks, labels = [], []
    for number, (frame, colour) in enumerate(zip(frames, _colours(frames), strict=True)):
        top = number * rows
        pooled = table.loc[(frame, "all")]
        ax.plot(
            [_round(pooled["rate"])] * 2, [top + 0.5, top + len(documents) + 0.5], color=_GREY, linewidth=0.7
        )
        ax.text(0, top, frame, color=colour, weight="bold", va="center", ha="left")
        _note(ax, top, f"{int(pooled['count']):,} of {int(pooled['tokens']):,}", weight="bold")
        for place, (doc, label) in enumerate(
            zip(documents["doc_id"], documents["label"], strict=True), start=1
        ):
            row = table.loc[(frame, doc)]
            rate, low, high = (_round(row[name]) for name in ("rate", "low", "high"))
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
    _note(ax, -0.95, "mentions of tokens", color=_GREY)
    ax.set_yticks(ticks, labels)
    ax.set_ylim(len(frames) * rows - 0.9, -0.6)
    ax.set_xlim(0, _round(1.03 * np.nanmax([*rates["high"], 1e-6])))
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
    *,
    title: str = "",
    subtitle: str = "",
    source: str = "",
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
    title, subtitle, source, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; x is per cent of the document's tokens.
    """
    left = _label_width(documents["label"])
    ax = ax or _new_axes(
        width, 0.42 * len(documents) + 0.3, title, subtitle, source, left=left, right=0.2, bottom=0.55
    )
    lane = 0.62 / max(len(frames), 1)
    for row, doc in enumerate(documents.itertuples()):
        ax.axhspan(row - 0.38, row + 0.38, color="#f3f3f3", linewidth=0)
        for number, (frame, colour) in enumerate(zip(frames, _colours(frames), strict=True)):
            here = mentions[(mentions["doc_id"] == doc.doc_id) & (mentions["frame"] == frame)]
            place = _round_all((here["position"].to_numpy() + 0.5) / max(sizes[doc.doc_id], 1) * 100)
            height = _round(row + (number - (len(frames) - 1) / 2) * lane)
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
    for number, (frame, colour) in enumerate(zip(frames, _colours(frames), strict=True)):
        ax.plot(
            [at + 1], [-0.72], marker=FRAME_MARKERS[number % len(FRAME_MARKERS)], markersize=5, color=colour
        )
        ax.text(at + 2.8, -0.72, frame, color=colour, weight="bold", va="center")
        at = _round(at + 6 + _text_width(frame, 8.5, "bold") / (width - left - 0.2) * 100)
    ax.set_xlim(0, 100)
    ax.set_ylim(len(documents) - 0.5, -1.05)
    ax.set_yticks(range(len(documents)), documents["label"].tolist())
    ax.set_xlabel("place in the article, per cent of its tokens")
    ax.spines["left"].set_visible(False)
    return ax


@in_house_style
def draw_theme_terms(
    terms: pd.DataFrame,
    *,
    title: str = "",
    subtitle: str = "",
    source: str = "",
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw the top terms of every theme as bars, one column per theme on one scale.

    Parameters
    ----------
    terms : DataFrame
        `theme`, `rank`, `term`, `weight`.
    title, subtitle, source, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; every column starts at zero.
    """
    themes = list(dict.fromkeys(terms["theme"]))
    depth = int(terms["rank"].max())
    ax = ax or _new_axes(width, 0.4 * depth + 0.7, title, subtitle, source, left=_MARGIN, bottom=0.12)
    longest = terms["weight"].max()
    for column, theme in enumerate(themes):
        ax.text(column, -0.2, theme.replace(" · ", "\n"), weight="bold", va="bottom")
        for term in terms[terms["theme"] == theme].itertuples():
            length = _round(0.62 * term.weight / longest)
            ax.text(column, term.rank - 0.75, term.term, va="center")
            ax.barh(term.rank - 0.4, length, left=column, height=0.16, color=FRAME_COLOURS[0])
            ax.text(
                column + length + 0.03,
                term.rank - 0.4,
                f"{term.weight:.2f}",
                va="center",
                fontsize=8,
                color=_GREY,
            )
    ax.text(
        0,
        depth + 0.2,
        "bar: weight of the term in the theme (TF-IDF), from zero, one scale",
        fontsize=8,
        color=_GREY,
    )
    ax.set_xlim(-0.005, len(themes) - 0.05)
    ax.set_ylim(depth + 0.4, -1.35)
    ax.axis("off")
    return ax


@in_house_style
def draw_theme_shares(
    prevalence: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    title: str = "",
    subtitle: str = "",
    source: str = "",
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
    title, subtitle, source, width, ax
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
    left = _label_width(labels)
    ax = ax or _new_axes(width, 0.4 * len(shown) + 0.52, title, subtitle, source, left=left, bottom=0.1)
    grid = np.array([[table.loc[(doc, theme), "share"] for theme in themes] for doc in shown["doc_id"]])
    colours = mpl.colormaps["Blues"]
    for row, doc in enumerate(shown["doc_id"]):
        for column, theme in enumerate(themes):
            share, low, high = (float(table.loc[(doc, theme), name]) for name in ("share", "low", "high"))
            shade = _round(0.05 + 0.75 * share / max(grid.max(), 1e-9))
            ink = "white" if shade > 0.55 else _INK
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


def _new_axes(
    width: float,
    body: float,
    title: str,
    subtitle: str,
    source: str,
    *,
    left: float,
    right: float = _MARGIN,
    bottom: float,
) -> Axes:
    """Axes of a given size in inches, in a figure with room for the words around them."""
    room = width - 2 * _MARGIN
    head = [
        *((line, 10.5, "bold", _INK) for line in _wrap(title, room, 10.5, "bold")),
        *((line, 8.5, "normal", _INK) for line in _wrap(subtitle, room, 8.5)),
    ]
    foot = _wrap(source, room, 8)
    top = _MARGIN + sum(1.5 * size / 72 for _, size, _, _ in head) + 0.1
    under = bottom + 0.16 * len(foot)
    height = top + body + under
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    y = _MARGIN
    for line, size, weight, colour in head:
        figure.text(
            _MARGIN / width, 1 - y / height, line, fontsize=size, weight=weight, color=colour, va="top"
        )
        y += 1.5 * size / 72
    for number, line in enumerate(reversed(foot)):
        figure.text(
            _MARGIN / width, (0.08 + 0.16 * number) / height, line, fontsize=8, color=_GREY, va="bottom"
        )
    return figure.add_axes((left / width, under / height, (width - left - right) / width, body / height))


def _text_width(text: str, size: float = 8.5, weight: str = "normal") -> float:
    """Inches a text takes at most in the house's font, which ships with Matplotlib: the same on every machine."""
    font = FontProperties(family="DejaVu Sans", weight=weight, size=size)
    width = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] / 72
    return float(width) * _HINTING


def _wrap(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Lines that fit into so many inches; a word too long for that has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and _text_width(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _label_width(labels: Sequence[str] | pd.Series) -> float:
    """Inches that the longest label takes, with its margins."""
    return _MARGIN + 0.16 + max(map(_text_width, labels), default=0.0)


def _colours(frames: Sequence[str]) -> list[str]:
    """One colour per frame, by its place in the settings."""
    return [FRAME_COLOURS[number % len(FRAME_COLOURS)] for number in range(len(frames))]


def _square(x: float, y: float, colour: str, *, hatched: bool) -> Rectangle:
    """One mention."""
    return Rectangle(
        (_round(x + 0.07), _round(y + 0.02)),
        0.86,
        0.86,
        facecolor="white" if hatched else colour,
        edgecolor=colour,
        hatch="//////" if hatched else None,
        linewidth=0.9,
    )


def _note(ax: Axes, y: float, text: str, weight: str = "normal", color: str = _INK) -> None:
    """A number at the right of a row."""
    ax.annotate(
        text, (1, y), xycoords=("axes fraction", "data"), xytext=(66, 0), textcoords="offset points",
        ha="right", va="center", fontsize=8, weight=weight, color=color, annotation_clip=False,
    )  # fmt: skip


def _round(value: float) -> float:
    """Six significant digits: what is drawn, and what the fingerprint sees."""
    return float(f"{value:.{_DIGITS}g}")


def _round_all(values: np.ndarray) -> np.ndarray:
    return np.array([_round(value) for value in values])


def _days(dates: pd.Series) -> np.ndarray:
    """Days since 1970 as float; missing dates are not a number."""
    days = (pd.to_datetime(dates) - pd.Timestamp(0)) / pd.Timedelta(days=1)
    return days.to_numpy(dtype=float)


def _year(day: float) -> int:
    return pd.Timestamp(day, unit="D").year


def _day_month(day: float, *, year: bool = False) -> str:
    date = pd.Timestamp(day, unit="D")
    return f"{date.day} {_MONTHS[date.month - 1]}" + (f"\n{date.year}" if year else "")


def _date_ticks(low: float, high: float) -> list[float]:
    """At most seven days, a whole number of weeks apart, on Mondays."""
    step = 7 * max(1, int(np.ceil((high - low) / 7 / 7)))
    monday = np.ceil((low - 4) / 7) * 7 + 4  # day 4 of 1970 was a Monday
    return [float(day) for day in np.arange(monday, high + 1, step)]
