"""State findings in words, from the tables that hold them, so that they change when the corpus changes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.rates import POOLED, share_interval
from analysis.settings import Settings
from analysis.themes import Themes
from analysis.tokens import Tokens

R = TypeVar("R")

_MONTHS = "January February March April May June July August September October November December".split()
_SMALL_P = 0.001
_SIGNIFICANT = 0.05
_HUNDRED_PERCENT = 100


class Sentence(str):
    """A computed sentence: text in Python, set as prose in a notebook."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return re.sub(r"([\\`*_\[\]#|~$])", r"\\\1", html.escape(self, quote=False))

    def __repr__(self) -> str:
        return str(self)


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
        return "not defined"
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".")


def format_p(value: float) -> str:
    """Write a p-value.

    Examples
    --------
    >>> format_p(0.0000012), format_p(0.25)
    ('<0.001', '0.250')
    """
    return "<0.001" if value < _SMALL_P else f"{value:.3f}"


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
    >>> format_interval(4.2, 19.15)
    '4.20 to 19.1'
    """
    return f"{format_number(float(low))} to {format_number(float(high))}"


def say(finding: str, *tables: object) -> Sentence:
    """State a finding in words, from the tables that hold it.

    Parameters
    ----------
    finding : str
        Name of the finding: see the keys of `FINDINGS`.
    *tables
        What that finding is computed from; the sentence's own function names them.

    Returns
    -------
    Sentence
        The finding.

    Raises
    ------
    ValueError
        When there is no such finding.
    """
    return Sentence(look_up(finding, FINDINGS)(*tables))


def look_up(name: str, known: dict[str, Callable[..., R]]) -> Callable[..., R]:
    """Find the function of a name, or say which names there are."""
    if name not in known:
        msg = f"{name!r} is not known; allowed: {', '.join(known)}"
        raise ValueError(msg)
    return known[name]


def _note(settings: Settings) -> str:
    return settings.corpus.note.strip() or "No note on the corpus: [corpus] note in workbook.toml is the place for it."


def _corpus(documents: pd.DataFrame, tokens: Tokens) -> str:
    dated = documents.dropna(subset=["date_earliest", "date_latest"])
    when = ""
    if len(dated):
        span = format_date(dated["date_earliest"].min()), format_date(dated["date_latest"].max())
        when = f", written by their own words between {span[0]} and {span[1]}"
    unknown = int((documents["translated"] == "unknown").sum())
    translated = int((documents["translated"] == "yes").sum())
    return (
        f"The corpus holds {count_articles(len(documents))} of {format_number(int(tokens.counts.min()))} to "
        f"{format_number(int(tokens.counts.max()))} tokens, {format_number(int(tokens.counts.sum()))} in all{when}. "
        f"{translated or 'None'} of them can be shown to be translated; of {unknown or 'none'} the text does not say."
    )


def _cleaning(ledger: pd.DataFrame, tokens: pd.DataFrame, counts: pd.DataFrame) -> str:
    raw, clean = int(tokens["raw"].sum()), int(tokens["clean"].sum())
    changed = counts[counts["raw"] != counts["clean"]]
    moves = [f"{row.frame} goes from {row.raw} mentions to {row.clean}" for row in changed.itertuples()]
    moves.append("the other frames keep theirs" if len(changed) < len(counts) and moves else "")
    effect = "; ".join(filter(None, moves)) or "no frame gains or loses a mention"
    return (
        f"Cleaning made {format_number(len(ledger))} changes by {ledger['rule'].nunique()} rules and left "
        f"{format_number(clean)} of {format_number(raw)} tokens: {effect}."
    )


def _frames(rates: pd.DataFrame, per: int, confidence: float) -> str:
    pooled = rates[rates["doc_id"] == POOLED].sort_values(["count", "frame"], ascending=[False, True])
    parts = [
        f"{row.frame} {count_times(row.count_)} ({format_number(row.rate)} per {per:,} tokens, "
        f"{format_interval(row.low, row.high)})"
        for row in pooled.rename(columns={"count": "count_"}).itertuples()
    ]
    n_documents, n_tokens = rates["doc_id"].nunique() - 1, int(pooled["tokens"].iloc[0])
    return (
        f"In {count_articles(n_documents)} and {format_number(n_tokens)} tokens the frames are mentioned: "
        f"{', '.join(parts)}; in brackets the rate and its exact {format_percent(confidence)} interval."
    )


def _spread(rates: pd.DataFrame) -> str:
    single = rates[rates["doc_id"] != POOLED]
    total = single["doc_id"].nunique()
    present_in = (single["count"] > 0).groupby(single["frame"], sort=False).sum()
    parts = [f"{frame} in {'all' if n == total else n} of {count_articles(total)}" for frame, n in present_in.items()]
    return f"Mentioned: {', '.join(parts)}."


def _differences(tests: pd.DataFrame) -> str:
    values = join_words(f"{row.frame} p = {format_p(row.p)}" for row in tests.itertuples())
    different = tests.loc[tests["p"] < _SIGNIFICANT, "frame"].tolist()
    if not different:
        return (
            f"Whether the articles differ in how often they mention a frame cannot be told: counts as uneven as "
            f"these, or more so, come about by chance alone ({values})."
        )
    return f"The articles differ in how often they mention {join_words(different)} ({values}; not corrected)."


def _negated(mentions: pd.DataFrame, confidence: float) -> str:
    if not mentions["negated"].any():
        return "No mention is negated by the word itself (non-…)."
    parts = []
    for frame, group in mentions.groupby("frame"):
        k, n = int(group["negated"].sum()), len(group)
        if k:
            share, low, high = map(float, share_interval(k, n, confidence))
            form = group.loc[group["negated"], "form"].mode()[0]
            interval = f"{format_percent(confidence)} interval {format_percent(low)} to {format_percent(high)}"
            parts.append(
                f"{k} of {n} mentions of {frame} ({format_percent(share)}, {interval}) are negated by the word "
                f"itself, as in “{form}”"
            )
    return f"{join_words(parts)}: a count of the word is not a count of what is wanted."


def _themes(themes: Themes) -> str:
    names = list(dict.fromkeys(themes.terms["theme"]))
    return (
        f"Not yet tested for stability, so a way to read and not a finding: {len(names)} themes fitted to "
        f"{len(themes.passages)} passages and {format_number(themes.n_terms)} terms are "
        f"{join_words(f'“{name}”' for name in names)}, in order of their mean share of a passage."
    )


FINDINGS: dict[str, Callable[..., str]] = {
    "note": _note,
    "corpus": _corpus,
    "cleaning": _cleaning,
    "frames": _frames,
    "spread": _spread,
    "differences": _differences,
    "negated": _negated,
    "themes": _themes,
}


def count_articles(n: int) -> str:
    """Write a number of articles."""
    return f"{n:,} article" if n == 1 else f"{n:,} articles"


def count_times(n: int) -> str:
    """Write how many times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")
