"""Numbers, dates and lists as words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np
import pandas as pd

R = TypeVar("R")
_MONTHS = "January February March April May June July August September October November December".split()
ALL_TOGETHER = "All articles are counted together"  # where the unit is the corpus
TOGETHER = f"{ALL_TOGETHER}, so there is nothing to set beside them."
_SMALL_P = 0.001
_HUNDRED_PERCENT = 100


def escape_markdown(text: str) -> str:
    r"""Write text so that Markdown, with HTML and formulas in it, sets it as it stands, no number apart from its %.

    Examples
    --------
    >>> print(escape_markdown("*a* costs $1 <b>"))
    \*a\* costs \$1 &lt;b&gt;
    """
    return re.sub(r"([\\`*_\[\]#|~$])", r"\\\1", html.escape(text, quote=False)).replace(" %", "\u00a0%")


def format_number(value: float) -> str:
    """Write a count whole and any other number with three significant digits.

    Examples
    --------
    >>> [format_number(value) for value in (5387, 4.2, 0.0371, 1234.5, 0.0, float("nan"))]
    ['5,387', '4.20', '0.0371', '1,234', '0', 'not defined']
    """
    if isinstance(value, (int, np.integer)):
        return f"{value:,}"
    if not np.isfinite(value):
        return "not defined" if np.isnan(value) else "∞" if value > 0 else "-∞"
    if value == 0 or abs(float(f"{value:.3g}")) >= 1000:  # 999.9 has no three digits before a point
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".")


def format_p(value: float) -> str:
    """Write a p-value with its sign, to three significant digits.

    Examples
    --------
    >>> format_p(0.0000012), format_p(0.0123), format_p(0.25)
    ('p < 0.001', 'p = 0.0123', 'p = 0.250')
    """
    return "p < 0.001" if value < _SMALL_P else f"p = {format_number(float(value))}"


def format_level(confidence: float) -> str:
    """Write the confidence of an interval.

    Examples
    --------
    >>> format_level(0.95), format_level(0.995)
    ('95 %', '99.5 %')
    """
    return f"{100 * confidence:g} %"


def format_percent(share: float) -> str:
    """Write a share as a whole percentage, never rounded to 0 or 100 % unless it is that.

    Examples
    --------
    >>> format_percent(0.4211), format_percent(0.9987), format_percent(0.002)
    ('42 %', '>99 %', '<1 %')
    """
    percent = round(share * 100)
    if percent == 0 and share > 0:
        return "<1 %"
    return ">99 %" if percent == _HUNDRED_PERCENT and share < 1 else f"{percent} %"


def format_date(date: pd.Timestamp) -> str:
    """Write a date in words, whatever the locale.

    Examples
    --------
    >>> format_date(pd.Timestamp("2022-01-10"))
    '10 January 2022'
    """
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    *front, final = list(words)
    return f"{', '.join(front)} {last} {final}" if front else final


def format_interval(low: float, high: float) -> str:
    """Write an interval.

    Examples
    --------
    >>> format_interval(4.2, 19.15), format_interval(float("nan"), float("nan"))
    ('4.20 to 19.1', 'not defined')
    """
    if np.isnan(low) and np.isnan(high):
        return "not defined"
    return f"{format_number(float(low))} to {format_number(float(high))}"


def count_of(n: int, thing: str) -> str:
    """Write how many of a thing.

    Examples
    --------
    >>> count_of(1, "article"), count_of(5387, "token")
    ('1 article', '5,387 tokens')
    """
    return f"{n:,} {thing if n == 1 else plural(thing)}"


def plural(thing: str) -> str:
    """Write several of a thing, whatever a column is called.

    Examples
    --------
    >>> [plural(thing) for thing in ("article", "country", "day", "press", "branch", "corpus")]
    ['articles', 'countries', 'days', 'presses', 'branches', 'corpora']
    """
    if thing == "corpus":
        return "corpora"
    if thing.endswith("y") and thing[-2:-1] not in {*"aeiou"}:
        return f"{thing[:-1]}ies"
    return f"{thing}es" if thing.endswith(("s", "x", "z", "ch", "sh")) else f"{thing}s"


def a_or_an(thing: str) -> str:
    """Write a thing with its article.

    Examples
    --------
    >>> a_or_an("article"), a_or_an("month")
    ('an article', 'a month')
    """
    return f"{'an' if thing[:1].lower() in {*'aeiou'} else 'a'} {thing}"


def nothing_to_draw(why: str) -> tuple[str, str, str, str]:
    """Title, subtitle, caption and alt text of a figure that is not drawn: the caption says why, alt is empty."""
    return why, "", f"{why}, so no figure is drawn here.", ""


def as_shown(part: str) -> str:
    """Write how far it is known which passages are shared: of a sample, not beyond it.

    Examples
    --------
    >>> as_shown("sample"), as_shown("corpus")
    (' as far as the sample shows', '')
    """
    return " as far as the sample shows" if part == "sample" else ""


def share_text(sizes: Iterable[int]) -> str:
    """Write how articles of groups hang together, from the sizes of these: in one of three or more, perhaps by a third.

    Examples
    --------
    >>> share_text([2, 2]), share_text([2, 3])
    ('share text', 'share text, or are linked by articles that do')
    """
    return "share text, or are linked by articles that do" if max(sizes, default=0) > 2 else "share text"


def pairs_of(n: int) -> int:
    """Count the pairs that so many articles make.

    Examples
    --------
    >>> pairs_of(120), pairs_of(1)
    (7140, 0)
    """
    return n * (n - 1) // 2


def count_times(n: int) -> str:
    """Write how many times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def all_of(n: int, thing: str) -> str:
    """A number of things with "all" before it, where there are several."""
    return f"all {count_of(n, thing)}" if n > 1 else count_of(n, thing)


def say_all(n: int) -> str:
    """Write that all of so many are meant.

    Examples
    --------
    >>> say_all(2), say_all(3), say_all(12)
    ('both', 'all three', 'all 12')
    """
    return {2: "both", 3: "all three", 4: "all four", 5: "all five"}.get(n, f"all {n:,}")


def look_up(name: str, known: dict[str, Callable[..., R]]) -> Callable[..., R]:
    """Find the function of a name, or say which names there are."""
    if name not in known:
        msg = f"{name!r} is not known; allowed: {', '.join(known)}"
        raise ValueError(msg)
    return known[name]
