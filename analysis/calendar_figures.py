"""Draw when documents can have been written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.canvas import (
    GREY,
    INK,
    LINE,
    Heading,
    Rows,
    draw_brackets,
    in_house_style,
    lay_rows,
    new_axes,
    round_digits,
)
from analysis.lettering import MARGIN, wrap
from analysis.mention_kinds import MOST_ROWS

_COUNTS, _COUNTS_LEFT, _MOST_BARS = 8, 0.8, 60  # rows that bars of counts take, inches left of them, bars
_LEVEL = 0.62  # rows of the calendar per line of an event's label
_DAY_LABEL = 0.55  # inches that the label of a day needs
_BACKING = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


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
        `doc_id`, `label`, `date_earliest`, `date_latest`, in the order of the rows; undated ones get no bar. Where
        `date_basis` quotes words for any date, the axis says so. Of more than 40 the bars count them, by the latest
        day.
    events : DataFrame
        `date` and `label`.
    words, groups, width, ax
        As in `analysis.canvas`.

    Returns
    -------
    Axes
        What was drawn on; x is the number of a day since 1970, and a day reaches from half before it to half after.
    """
    many = len(documents) > MOST_ROWS
    rows = lay_rows(documents, groups, width) if not many else Rows([], [], _COUNTS_LEFT)
    room = width - rows.left - MARGIN
    by_words = "date_basis" in documents and bool((documents["date_basis"] != "").any())
    x_label = wrap("day of writing" + ", as the articles' words allow" * by_words + "; latest" * many, room, 8.5)
    events = events.sort_values("date")
    lines = sum(len(_wrap_event(event, room)) for event in events.itertuples())
    bottom, height = 0.78 + LINE * (len(x_label) - 1), len(rows.labels) if not many else _COUNTS
    ax = ax or new_axes(width, 0.3 * height + 0.19 * lines + 0.1, words, left=rows.left, bottom=bottom)
    first, last = _days(documents["date_earliest"]), _days(documents["date_latest"])
    known = np.concatenate([first, last, _days(events["date"])])
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if len(known) else (0.0, 0.0)
    pad = 0.5 + max(1.0, round(0.03 * (high - low)))
    if many:
        _draw_counts(ax, last[np.isfinite(last)], low, high, height)
    else:
        _draw_days(ax, first, last)
        draw_brackets(ax, rows, range(height))
        ax.set_yticks(range(height), rows.labels)
    levels = _draw_events(ax, events, low - pad, high + pad, height, room)
    ax.set_xlim(low - pad, high + pad)
    ax.set_ylim(height - 0.5, round_digits(-0.55 - _LEVEL * max(levels, 0.2)))
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


def _draw_days(ax: Axes, first: np.ndarray, last: np.ndarray) -> None:
    """A bar per document, or words where a day is not known."""
    for row, (start, stop) in enumerate(zip(first, last, strict=True)):
        if np.isfinite(start) and np.isfinite(stop):
            ax.barh(row, stop - start + 1, left=start - 0.5, height=0.5, color="#8c8c8c")
        else:
            ax.annotate(
                _say_open(start, stop), (0, row), xycoords=("axes fraction", "data"), xytext=(4, 0),
                textcoords="offset points", va="center", color=GREY, fontsize=8, bbox=_BACKING, zorder=3,
            )  # fmt: skip


def _draw_counts(ax: Axes, last: np.ndarray, low: float, high: float, height: int) -> None:
    """Bars that count documents, over spans of so many days that there are at most sixty."""
    step = int((high - low) // _MOST_BARS) + 1
    counts = np.bincount(((last - low) // step).astype(np.int64), minlength=1)
    most = max(int(counts.max()), 1)
    for number in np.flatnonzero(counts):
        size = round_digits((height - 0.5) * counts[number] / most)
        ax.bar(low + number * step - 0.5, -size, width=step, bottom=height - 0.5, align="edge", color="#8c8c8c")
    name = "articles a day" if step == 1 else f"articles in {step:,} days"
    ax.set_yticks([height - 0.5, 0], ["0", f"{most:,}"])  # bars hang from the foot upwards
    ax.set_ylabel("\n".join(wrap(name, 0.3 * height, 8.5)))


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
