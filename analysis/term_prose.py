"""Findings about single words, in words: what sets an article apart."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.units import CORPUS, name_units
from analysis.wording import TOGETHER, a_or_an, as_shown, count_of, count_times, format_level, join_words, plural

_LISTED = 5  # articles, pairs of them or types named in a sentence


def state_keyness(
    remaining: pd.DataFrame,
    set_apart: pd.DataFrame,
    documents: pd.DataFrame,
    confidence: float,
    unit: str = "article",
    part: str = "corpus",
) -> str:
    """Which types set articles apart, at each minimum count."""
    if unit == CORPUS:
        return TOGETHER
    if not len(remaining):
        return f"There are no two {plural(unit)} with types common enough to compare."
    return " ".join(
        _keyness_at(int(minimum), group, set_apart[set_apart["minimum"] == minimum], documents, confidence, unit, part)
        for minimum, group in remaining.groupby("minimum")
    )


def _keyness_at(
    minimum: int,
    remaining: pd.DataFrame,
    set_apart: pd.DataFrame,
    documents: pd.DataFrame,
    confidence: float,
    unit: str,
    part: str,
) -> str:
    """Which types remain at one minimum count."""
    lead = find_stricter(set_apart, remaining)
    kept, other = (set_apart[(set_apart["counted"] == lead) == same] for same in (True, False))
    counted = remaining[remaining["counted"] == lead]
    types = int(counted["types"].max())
    head = say_set_apart(kept["type"].tolist(), types, f"types with at least {minimum:,} tokens", unit)
    once = say_counted_once(part)
    head, also = (f"{once}, {head[0].lower()}{head[1:]}", "As published") if lead == "once" else (head, once)
    head += f" at {say_rate(confidence)}, adjusted for the {count_of(types, 'test')} of each {unit}"
    more = f" {say_adjusted_over_all(counted, unit)}{_say_other(kept, other, also)}"
    if not len(kept):
        return f"{head}.{more}"
    names = name_units(documents, unit)
    groups = [
        (names[doc_id], kept[kept["doc_id"] == doc_id]) for doc_id in names.index if doc_id in set(kept["doc_id"])
    ]
    listed = [f"{label} has {_more_and_less(rows)}" for label, rows in groups[:_LISTED]]
    listed += [f"and {count_of(len(groups) - _LISTED, unit)} more"] if len(groups) > _LISTED else []
    return f"{head}: {'; '.join(listed)}.{more}"


def find_stricter(set_apart: pd.DataFrame, remaining: pd.DataFrame) -> str:
    """By which way to count fewer types set an article apart, at one minimum count; where it is the same, as published.

    Examples
    --------
    >>> rows = pd.DataFrame({"type": ["a", "b", "a"], "counted": ["as published", "as published", "once"]})
    >>> find_stricter(rows, rows), find_stricter(rows[1:], rows), find_stricter(rows, rows[:2])
    ('once', 'as published', 'as published')
    """
    kinds = set_apart.groupby("counted")["type"].nunique()
    fewer = kinds.get("once", 0) < kinds.get("as published", 0)
    return "once" if fewer and (remaining["counted"] == "once").any() else "as published"


def say_counted_once(part: str) -> str:
    """The stricter way to count, to start a sentence."""
    return f"With shared passages counted once{as_shown(part)}"


def say_set_apart(found: Collection[str], total: int, types: str = "types", unit: str = "article") -> str:
    """How many types set an article apart, and how often where one type does so in several.

    Examples
    --------
    >>> say_set_apart([], 187)
    'None of 187 types sets an article apart'
    >>> say_set_apart(["a", "of", "a"], 187)
    '2 of 187 types set an article apart (3 times: a type can set several apart)'
    """
    kinds = len(set(found))
    times = f" ({len(found):,} times: a type can set several apart)" if len(found) > kinds else ""
    verb = "sets" if kinds < 2 else "set"
    return f"{kinds or 'None'} of {total:,} {types} {verb} {a_or_an(unit)} apart{times}"


def say_rate(confidence: float) -> str:
    """The share of chance finds that is allowed for.

    Examples
    --------
    >>> say_rate(0.95)
    'a false discovery rate of 5 %'
    """
    return f"a false discovery rate of {format_level(1 - confidence)}"


def say_adjusted_over_all(remaining: pd.DataFrame, unit: str = "article") -> str:
    """How often a type remains when the tests of all articles are adjusted together."""
    tests, left = (int(remaining[column].sum()) for column in ("types", "remain_all"))
    return (
        f"When the {count_of(tests, 'test')} of all {plural(unit)} are adjusted together, {left or 'none'} "
        f"{'remains' if left < 2 else 'remain'}."
    )


def _say_other(kept: pd.DataFrame, other: pd.DataFrame, counted: str) -> str:
    """How many types remain by the other way to count, where they are others."""
    if set(other["type"]) == set(kept["type"]):
        return ""
    kinds = other["type"].nunique()
    times = f", {count_times(len(other))} in all" if len(other) > kinds else ""
    return f" {counted} it is {count_of(kinds, 'type') if kinds else 'none'}{times}."


def _more_and_less(rows: pd.DataFrame) -> str:
    """Types that are commoner in an article than in the others, then those that are rarer."""
    parts = []
    for word, own in (("more", rows[rows["log_ratio"] > 0]), ("less", rows[rows["log_ratio"] < 0])):
        names = [f"“{name}”" for name in own["type"].head(_LISTED)]
        names += [count_of(len(own) - _LISTED, "other")] if len(own) > _LISTED else []
        parts += [f"{word} {join_words(names)}"] if names else []
    return join_words(parts)


def state_typography(found: pd.DataFrame, documents: pd.DataFrame, unit: str = "article") -> str:
    """Which word only the form of its apostrophe would set apart."""
    if unit == CORPUS:
        return TOGETHER
    if not len(found):
        return f"No word would set {a_or_an(unit)} apart by the form of its apostrophe alone."
    names = name_units(documents, unit)
    row = found.sort_values(["rank", "doc_id"]).iloc[0]
    return (
        f"Counted as typed, “{row['type']}” would be number {row['rank']} of the words that set "
        f"{names[row['doc_id']]} apart: {row['count_target']} there against {row['count_reference']} "
        f"elsewhere. That is typography: as a token, whatever its apostrophe, “{row['token']}” stands "
        f"{count_times(int(row['token_target']))} there and {count_times(int(row['token_reference']))} elsewhere."
    )
