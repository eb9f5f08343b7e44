"""Draw tables: one function per kind of chart, a table in and Axes out.

Every function takes `ax=None`: without Axes it makes a figure of its own, with the words around it.
Positions are rounded to six digits before drawing, so that a figure's fingerprint is the same on every
machine. Nothing is shown or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
    draw_brackets,
    frame_colours,
    in_house_style,
    lay_rows,
    new_axes,
    round_all,
    round_digits,
    text_width,
    wrap,
)

_SQUARE = 0.21  # inches
_LEVEL = 0.62  # rows of the calendar per line of an event's label
_ROW = 1.55  # squares from row to row
_TERM_COLUMNS, _SHARE_COLUMNS = 4, 5  # at most
_TERM_COLUMN, _SHARE_COLUMN = 1.4, 0.75  # inches, at least
_LINE = 0.17  # inches, of the label of an axis
_NARROWEST = 0.4  # squares; narrower ones become a bar
_DAY_LABEL = 0.55  # inches that the label of a day needs
_BACKING = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


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
    groups : sequence of sequence of str
        doc_ids of documents that share text; a bracket joins their rows.
    width : float
        Inches.
    ax : Axes, optional
        Where to draw instead.

    Returns
    -------
    Axes
        What was drawn on.
    """
    rows = lay_rows(documents, groups, width)
    labels, left = rows.labels, rows.left
    room = width - left - MARGIN
    bands = _lay_blocks(mentions, frames, room)
    pitch = len(documents) * _ROW + 1.6
    key = _lay_key(room / _SQUARE) if mentions["negated"].any() else []
    below = 1.3 * max((row + len(lines) for _, row, _, lines in key), default=0)
    height = _SQUARE * (len(bands) * pitch + below)
    ax = ax or new_axes(width, height, words, left=left, bottom=0.1)
    colours = dict(zip(frames, frame_colours(frames), strict=True))
    for number, band in enumerate(bands):
        top = number * pitch
        for row, label in enumerate(labels):
            ax.text(-0.6, top + row * _ROW + 0.45, label, ha="right", va="center")
            if row:
                ax.axhline(top + row * _ROW - 0.32, color=PALE, linewidth=0.6)
        draw_brackets(ax, rows, [top + row * _ROW + 0.45 for row in range(len(documents))])
        for frame, (start, side) in band.items():
            own = mentions[mentions["frame"] == frame]
            ax.text(start, top - 0.35, f"{frame} {len(own)}", color=colours[frame], weight="bold", va="bottom")
            for row, doc in enumerate(documents["doc_id"]):
                negated = own.loc[own["doc_id"] == doc, "negated"].tolist()
                _draw_row(ax, start, top + row * _ROW, negated, colours[frame], side)
    _draw_key(ax, key, len(bands) * pitch - 1.35)
    ax.set_xlim(0, round_digits(room / _SQUARE))
    ax.set_ylim(round_digits(len(bands) * pitch - 1.6 + below), -1.6)
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()
    return ax


@in_house_style
def draw_calendar(
    documents: pd.DataFrame,
    events: pd.DataFrame,
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
    width: float = 6.3,
    ax: Axes | None = None,
) -> Axes:
    """Draw when each document can have been written, against dated events.

    Parameters
    ----------
    documents : DataFrame
        `doc_id`, `label`, `date_earliest`, `date_latest`, in the order of the rows; undated ones get no bar.
    events : DataFrame
        `date` and `label`.
    words, groups, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; x is the number of a day since 1970, and a day reaches from half before it to half after.
    """
    rows = lay_rows(documents, groups, width)
    room = width - rows.left - MARGIN
    x_label = wrap("day of writing, as the articles' words allow", room, 8.5)
    events = events.sort_values("date")
    lines = sum(len(_wrap_event(event, room)) for event in events.itertuples())
    bottom = 0.78 + _LINE * (len(x_label) - 1)
    ax = ax or new_axes(width, 0.3 * len(documents) + 0.19 * lines + 0.1, words, left=rows.left, bottom=bottom)
    first, last = _days(documents["date_earliest"]), _days(documents["date_latest"])
    known = np.concatenate([first, last, _days(events["date"])])
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if len(known) else (0.0, 0.0)
    pad = 0.5 + max(1.0, round(0.03 * (high - low)))
    for row, (start, stop) in enumerate(zip(first, last, strict=True)):
        if np.isfinite(start) and np.isfinite(stop):
            ax.barh(row, stop - start + 1, left=start - 0.5, height=0.5, color="#8c8c8c")
        else:
            ax.annotate(
                _say_open(start, stop), (0, row), xycoords=("axes fraction", "data"), xytext=(4, 0),
                textcoords="offset points", va="center", color=GREY, fontsize=8, bbox=_BACKING, zorder=3,
            )  # fmt: skip
    levels = _draw_events(ax, events, low - pad, high + pad, len(documents), room)
    draw_brackets(ax, rows, range(len(documents)))
    ax.set_xlim(low - pad, high + pad)
    ax.set_ylim(len(documents) - 0.5, round_digits(-0.55 - _LEVEL * max(levels, 0.2)))
    ax.set_yticks(range(len(documents)), rows.labels)
    ticks = _date_ticks(low, high, int(room / _DAY_LABEL)) if len(known) else []
    ax.set_xticks(
        ticks,
        # a second line, though empty, keeps all on one height
        [
            _day_month(day) + (f"\n{_year(day)}" if i == 0 or _year(day) != _year(ticks[i - 1]) else "\n")
            for i, day in enumerate(ticks)
        ],
    )
    ax.set_xlabel("\n".join(x_label))
    ax.spines["left"].set_visible(False)
    return ax


@in_house_style
def draw_rates(
    rates: pd.DataFrame,
    documents: pd.DataFrame,
    frames: Sequence[str],
    words: Heading | None = None,
    *,
    groups: Sequence[Sequence[str]] = (),
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
    words, groups, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on.
    """
    pitch = len(documents) + 1.5
    rows = lay_rows(documents, groups, width)
    left, right = rows.left + 0.06, 1.05
    x_label = wrap(f"mentions per {per:,} tokens (thin line: all articles)", width - left - right, 8.5)
    bottom = 0.55 + _LINE * (len(x_label) - 1)
    ax = ax or new_axes(width, 0.2 * pitch * len(frames) + 0.1, words, left=left, right=right, bottom=bottom)
    table = rates.set_index(["frame", "doc_id"])
    ticks, labels = [], []
    for number, (frame, colour) in enumerate(zip(frames, frame_colours(frames), strict=True)):
        top = number * pitch
        pooled = table.loc[(frame, "all")]
        ax.plot([round_digits(pooled["rate"])] * 2, [top + 0.5, top + len(documents) + 0.5], color=GREY, linewidth=0.7)
        ax.annotate(
            frame, (0, top), xytext=(4, 0), textcoords="offset points", color=colour, weight="bold", va="center"
        )
        _note(ax, top, f"{int(pooled['count']):,} of {int(pooled['tokens']):,}", weight="bold")
        draw_brackets(ax, rows, [top + place for place in range(1, len(documents) + 1)])
        for place, (doc, label) in enumerate(zip(documents["doc_id"], rows.labels, strict=True), start=1):
            row = table.loc[(frame, doc)]
            rate, low, high = (round_digits(row[name]) for name in ("rate", "low", "high"))
            ax.plot([low, high], [top + place] * 2, color=colour, solid_capstyle="butt")
            ax.plot(
                [rate],
                [top + place],
                color=colour,
                marker=_marker(number),
                markersize=5,
                markerfacecolor=colour if row["count"] else "white",
                clip_on=False,
                zorder=3,
            )
            _note(ax, top + place, f"{int(row['count']):,} of {int(row['tokens']):,}")
            ticks.append(top + place)
            labels.append(label)
    _note(ax, -0.95, "mentions (of tokens)", color=GREY)
    ax.set_yticks(ticks, labels)
    ax.set_ylim(len(frames) * pitch - 0.9, -0.6)
    ax.set_xlim(0, round_digits(1.03 * np.nanmax([*rates["high"], 1e-6])))
    ax.set_xlabel("\n".join(x_label))
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
    groups: Sequence[Sequence[str]] = (),
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
    words, groups, width, ax
        As in `draw_mentions`.

    Returns
    -------
    Axes
        What was drawn on; x is per cent of the document's tokens.
    """
    rows = lay_rows(documents, groups, width)
    labels, left = rows.labels, rows.left
    x_label = wrap("place in the article, per cent of its tokens", width - left - 0.2, 8.5)
    bottom = 0.55 + _LINE * (len(x_label) - 1)
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
                marker=_marker(number),
                markersize=4.5,
                color=colour,
                markeredgecolor="white",
                markeredgewidth=0.4,
                clip_on=False,
            )
    for number, (x, level) in enumerate(legend):
        ax.plot(
            [x + 1],
            [-0.72 - 0.4 * (levels - level)],
            marker=_marker(number),
            markersize=5,
            color=frame_colours(frames)[number],
        )
        ax.text(
            x + 2.8,
            -0.72 - 0.4 * (levels - level),
            frames[number],
            color=frame_colours(frames)[number],
            weight="bold",
            va="center",
        )
    draw_brackets(ax, rows, range(len(documents)))
    ax.set_xlim(0, 100)
    ax.set_ylim(len(documents) - 0.5, round_digits(-1.05 - 0.4 * levels))
    ax.set_yticks(range(len(documents)), labels)
    ax.set_xlabel("\n".join(x_label))
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
    depth = int(terms["rank"].max()) if themes else 0
    room = width - 2 * MARGIN
    columns, pitch = min(len(themes), _TERM_COLUMNS, max(1, int(room / _TERM_COLUMN))), depth + 1.9
    bands = -(-len(themes) // max(columns, 1))
    note = wrap("bar: weight of the term in the theme (TF-IDF), from zero, one scale", room, 8)
    more = _LINE * (len(note) - 1)
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
            ax.text(0, bands * pitch - 1.7 + number * _LINE / 0.4, line, fontsize=8, color=GREY)
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


def _lay_blocks(mentions: pd.DataFrame, frames: Sequence[str], room: float) -> list[dict[str, tuple[float, float]]]:
    """Bands of blocks: where each frame's block starts and how wide its squares are, in units of a square."""
    counts = pd.crosstab(mentions["frame"], mentions["doc_id"]).max(axis=1)
    units = room / _SQUARE
    side = min(1.0, (units - 2.5) / max(counts.max() if len(counts) else 1, 1))  # one scale for all frames
    bands: list[dict[str, tuple[float, float]]] = [{}]
    place = 0.0
    for frame in frames:
        head = text_width(f"{frame} {int((mentions['frame'] == frame).sum())}", 8.5, "bold") / _SQUARE
        block = max(int(counts.get(frame, 0)) * side + 1.0, head)
        if bands[-1] and place + block > units:
            bands.append({})
            place = 0.0
        bands[-1][frame] = (round_digits(place), round_digits(side))
        place += block + 1.4
    return bands


def _draw_row(ax: Axes, x: float, y: float, negated: Sequence[bool], colour: str, side: float) -> None:
    """The mentions of one frame in one document, and their count; a bar of two parts when squares get too narrow."""
    end = x + len(negated) * side
    if side >= _NARROWEST:
        for place, hatched in enumerate(negated):
            ax.add_patch(_square(x + place * side, y, colour, hatched=hatched, side=side))
    elif negated:
        plain = negated.count(False) * side
        ax.add_patch(_square(x, y, colour, hatched=False, side=plain))
        ax.add_patch(_square(x + plain, y, colour, hatched=True, side=end - x - plain))
    ax.text(
        round_digits(end + (0.18 if negated else 0)),
        y + 0.45,
        f"{len(negated):,}",
        color=INK if negated else GREY,
        va="center",
        fontsize=8,
    )


def _lay_key(units: float) -> list[tuple[float, int, bool, list[str]]]:
    """The two kinds of square, by example: place, row, whether hatched, lines of the meaning."""
    meanings = ((True, "the word itself says “non-”"), (False, "another form; its sentence may still deny it"))
    items: list[tuple[float, int, bool, list[str]]] = []
    x, row = 0.0, 0
    for hatched, meaning in meanings:
        size = 1.2 + text_width(meaning, 8) / _SQUARE
        if x and x + size > units:
            x, row = 0.0, row + len(items[-1][3])
        items.append((round_digits(x), row, hatched, wrap(meaning, (units - 1.2) * _SQUARE, 8)))
        x += size + 1.0
    return items


def _draw_key(ax: Axes, items: Sequence[tuple[float, int, bool, list[str]]], y: float) -> None:
    for x, row, hatched, meaning in items:
        ax.add_patch(_square(x, y + 1.3 * row, GREY, hatched=hatched))
        for number, line in enumerate(meaning, start=row):
            ax.text(x + 1.2, y + 1.3 * number + 0.45, line, va="center", fontsize=8)


def _square(x: float, y: float, colour: str, *, hatched: bool, side: float = 1.0) -> Rectangle:
    """One mention, or a bar of several."""
    inset = 0.07 * min(side, 1.0)
    return Rectangle(
        (round_digits(x + inset), round_digits(y + 0.02)),
        round_digits(side - 2 * inset),
        0.86,
        facecolor="white" if hatched else colour,
        edgecolor=colour,
        hatch="//////" if hatched else None,
        linewidth=0.9,
    )


def _note(ax: Axes, y: float, text: str, weight: str = "normal", color: str = INK) -> None:
    """A number at the right of a row."""
    ax.annotate(
        text, (1, y), xycoords=("axes fraction", "data"), xytext=(66, 0), textcoords="offset points",
        ha="right", va="center", fontsize=8, weight=weight, color=color, annotation_clip=False,
    )  # fmt: skip


def _marker(number: int) -> str:
    """The second cue beside colour; the ninth frame takes the first colour with another marker."""
    return FRAME_MARKERS[(number + number // len(FRAME_COLOURS)) % len(FRAME_MARKERS)]


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


def _wrap_event(event: Any, room: float) -> list[str]:  # noqa: ANN401 - a row of a table
    """The label of an event in lines that fit beside its line."""
    return wrap(f"{_day_month(_days([event.date])[0])}  {event.label}", 0.5 * room, 8)


def _draw_events(ax: Axes, events: pd.DataFrame, low: float, high: float, rows: int, room: float) -> int:
    """Vertical lines with their labels on levels of their own, on the side with more room; how many levels."""
    labels = ["\n".join(_wrap_event(event, room)) for event in events.itertuples()]
    days = _days(events["date"])
    to_right = days < (low + high) / 2
    # to the right the first event stands highest, to the left the last: no label crosses a line of its side
    level = 0
    for number in [*np.flatnonzero(to_right)[::-1], *np.flatnonzero(~to_right)]:
        level += labels[number].count("\n") + 1
        height = round_digits(-0.55 - _LEVEL * level)
        ax.plot([days[number]] * 2, [rows - 0.5, height], color=INK, linewidth=0.8)
        ax.annotate(
            labels[number],
            (days[number], height),
            xytext=(3 if to_right[number] else -3, -1),
            textcoords="offset points",
            ha="left" if to_right[number] else "right",
            va="top",
            fontsize=8,
            linespacing=1.15,
            bbox=_BACKING,
            zorder=3,
        )
    return level


def _days(dates: Iterable[pd.Timestamp]) -> np.ndarray:
    """Days since 1970 as float; missing dates are not a number."""
    days = (pd.to_datetime(pd.Series(dates)) - pd.Timestamp(0)) / pd.Timedelta(days=1)
    return np.asarray(days, dtype=float)


def _year(day: float) -> int:
    return int(pd.Timestamp(day, unit="D").year)


def _day_month(day: float) -> str:
    date = pd.Timestamp(day, unit="D")
    return f"{date.day} {_MONTHS[date.month - 1]}"


def _say_open(start: float, stop: float) -> str:
    """What is known of a date without two ends."""
    if np.isfinite(start):
        return f"not before {_day_month(start)} {_year(start)}"
    return f"not after {_day_month(stop)} {_year(stop)}" if np.isfinite(stop) else "undated"


def _date_ticks(low: float, high: float, most: int) -> list[float]:
    """Days to label: every one or every second while there is room for so many, or else Mondays, whole weeks apart."""
    most = max(2, min(most, 7))
    for step in (1, 2):
        if (high - low) // step < most:
            return [float(day) for day in np.arange(low, high + 1, step)]
    step = 7 * int(np.ceil((high - low + 1) / 7 / most))
    monday = np.ceil((low - 4) / 7) * 7 + 4  # day 4 of 1970 was a Monday
    return [float(day) for day in np.arange(monday, high + 1, step)] or [low]
