"""Findings about single words, in words: what sets an article apart, and themes."""

from __future__ import annotations

import pandas as pd

from analysis.themes import Themes
from analysis.wording import count_of, count_times, join_words

_LISTED = 5  # articles, pairs of them or types named in a sentence


def state_keyness(remaining: pd.DataFrame, set_apart: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Which types set articles apart, at each minimum count."""
    if not len(remaining):
        return "There are no two articles with types common enough to compare."
    return " ".join(
        _keyness_at(int(minimum), group, set_apart[set_apart["minimum"] == minimum], documents)
        for minimum, group in remaining.groupby("minimum")
    )


def _keyness_at(minimum: int, remaining: pd.DataFrame, set_apart: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Which types remain at one minimum count."""
    kept = set_apart[set_apart["counted"] == "as published"]
    types = f"types with at least {minimum:,} tokens"
    published = remaining.loc[remaining["counted"] == "as published", "types"].max()
    head = f"{say_set_apart(kept['type'].nunique(), int(published), types)}, after adjustment for their number"
    once = set_apart.loc[set_apart["counted"] == "once", "type"]
    number = count_of(once.nunique(), "type") if len(once) else "none"
    again = f" With shared passages counted once it is {number}." if set(once) != set(kept["type"]) else ""
    if not len(kept):
        return f"{head}.{again}"
    names = documents.set_index("doc_id")["label"]
    groups = [
        (names[doc_id], kept[kept["doc_id"] == doc_id]) for doc_id in names.index if doc_id in set(kept["doc_id"])
    ]
    listed = [f"{label} has {_more_and_less(rows)}" for label, rows in groups[:_LISTED]]
    listed += [f"and {count_of(len(groups) - _LISTED, 'article')} more"] if len(groups) > _LISTED else []
    return f"{head}: {'; '.join(listed)}.{again}"


def say_set_apart(found: int, total: int, types: str = "types") -> str:
    """How many types set an article apart.

    Examples
    --------
    >>> say_set_apart(0, 187), say_set_apart(7, 187)
    ('None of 187 types sets an article apart', '7 of 187 types set an article apart')
    """
    return f"{found or 'None'} of {total:,} {types} {'sets' if found < 2 else 'set'} an article apart"


def _more_and_less(rows: pd.DataFrame) -> str:
    """Types that are commoner in an article than in the others, then those that are rarer."""
    parts = []
    for word, own in (("more", rows[rows["log_ratio"] > 0]), ("less", rows[rows["log_ratio"] < 0])):
        names = [f"“{name}”" for name in own["type"].head(_LISTED)]
        names += [f"{len(own) - _LISTED:,} others"] if len(own) > _LISTED else []
        parts += [f"{word} {join_words(names)}"] if names else []
    return join_words(parts)


def state_typography(found: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Which word only the form of its apostrophe would set apart."""
    if not len(found):
        return "No word would set an article apart by the form of its apostrophe alone."
    names = documents.set_index("doc_id")["label"]
    row = found.sort_values(["rank", "doc_id"]).iloc[0]
    return (
        f"Counted as typed, “{row['type']}” would be number {row['rank']} of the words that set "
        f"{names[row['doc_id']]} apart: {row['count_target']} there against {row['count_reference']} "
        f"elsewhere. That is typography: as a token, whatever its apostrophe, “{row['token']}” stands "
        f"{count_times(int(row['token_target']))} there and {count_times(int(row['token_reference']))} elsewhere."
    )


def state_themes(themes: Themes) -> str:
    """Which themes were fitted, and that they are not tested yet."""
    names = list(dict.fromkeys(themes.terms["theme"]))
    if not names:
        return f"No themes: {themes.refusal}."
    return (
        f"Not yet tested for stability, so a way to read and not a finding: {len(names)} themes fitted to "
        f"{len(themes.passages)} passages and {count_of(themes.n_terms, 'term')} are "
        f"{join_words(f'“{name}”' for name in names)}, in order of their mean share of a passage."
    )
