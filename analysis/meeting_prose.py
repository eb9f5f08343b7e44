"""Findings about pairs of frames, in words: which of two leads, and whether they meet."""

from __future__ import annotations

import pandas as pd

from analysis.comparisons import CANNOT_TELL
from analysis.rates import POOLED
from analysis.units import CORPUS, name_units
from analysis.wording import (
    as_shown,
    count_of,
    count_times,
    format_level,
    format_number,
    format_p,
    format_percent,
    join_words,
    plural,
)

_LISTED = 5  # articles, or pairs of frames, named in a sentence


def state_leading(
    shares: pd.DataFrame,
    once: pd.DataFrame,
    documents: pd.DataFrame,
    confidence: float,
    unit: str = "article",
    part: str = "corpus",
) -> str:
    """Which of two frames leads, in all articles (shared passages counted once) and in single ones."""
    if not len(shares):
        return "There is one frame only, so none that could lead."
    row, again = (table[table["doc_id"] == POOLED].iloc[0] for table in (shares, once))
    if not row["count_a"]:
        return "No frame is mentioned, so none that could lead."
    if not row["count_b"]:
        return f"Of all frames only {row['frame_a']} is mentioned, so none that it could lead."
    single = shares[shares["doc_id"] != POOLED]
    told = single[single["verdict"] != CANNOT_TELL]
    repeated, counted = "", ""
    if (again["count_a"], again["count_b"]) != (row["count_a"], row["count_b"]):
        left = again["count_a"] + again["count_b"]
        share = _share_in_words(again) if left else "so no share"
        repeated = f"; counted once{as_shown(part)} {again['count_a']:,} and {again['count_b']:,}, {share}"
        counted = f", with shared passages counted once{as_shown(part)},"
    level = format_level(1 - confidence)
    told_at = f"can be told at {level}: {again['verdict']}"
    verdict = f"cannot be told at {level}" if again["verdict"] == CANNOT_TELL else told_at
    alone = unit == "article" and len(documents) == 1
    who = "The article mentions" if alone else "All articles together mention"
    together = (
        f"{who} {row['frame_a']} {count_times(row['count_a'])} and {row['frame_b']} "
        f"{count_times(row['count_b'])}, a share of {_share_in_words(row)} for {row['frame_a']}{repeated}; intervals "
        f"at {format_level(confidence)}. Which of the two leads{counted} {verdict}."
    )
    if unit == CORPUS or alone:
        return together
    inside = f"in none of {count_of(len(single), unit)}"
    if len(told):
        names = name_units(documents, unit)
        leaders = [f"{names[row.doc_id]} ({row.verdict})" for row in told.head(_LISTED).itertuples()]
        leaders += [f"{len(told) - _LISTED:,} more"] if len(told) > _LISTED else []
        inside = f"in {len(told):,} of {count_of(len(single), unit)}: {join_words(leaders)}"
    return (
        f"{together} {unit.capitalize()} by {unit}, as published and adjusted for "
        f"{count_of(int(single['p'].notna().sum()), 'test')}, it can be told {inside}."
    )


def state_chosen(shares: pd.DataFrame, confidence: float, unit: str = "article") -> str:
    """Which two frames are set against each other, and what it means that they were chosen by their counts."""
    if not len(shares):
        return "There is one frame only."
    first, second = shares[["frame_a", "frame_b"]].iloc[0]
    return (
        f"First: {first}, second: {second}; share of the first, interval at {format_level(confidence)}. The two were "
        f"chosen after counting, as the most mentioned: in all articles together the first is ahead by choice, so "
        f"that row makes the lead look surer than it is. A verdict names a frame where p, adjusted for the "
        f"{plural(unit)}, is below {format_level(1 - confidence)}."
    )


def _share_in_words(row: pd.Series) -> str:
    share, low, high = (format_percent(float(row[name])) for name in ("share", "low", "high"))
    return f"{share} ({low} to {high}, {format_p(row['p'])})"


def state_together(together: pd.DataFrame, confidence: float) -> str:
    """Which frames meet in one sentence or passage more often than by chance, and which avoid each other.

    Shared passages would be counted as evidence twice, so what is told rests on the counts with each of them once.
    """
    if not len(together):
        return "Fewer than two frames are mentioned, so none could meet."
    key = ["frame_a", "frame_b", "unit"]
    tables = dict(iter(together.groupby("counted")))
    if "once" not in tables:
        return "With shared passages counted once fewer than two frames are left, so nothing to test."
    once = tables["once"].merge(tables["as published"], on=key, suffixes=("", "_published"))
    level, tests = format_level(1 - confidence), count_of(len(once), "test")
    told = once[once["p_holm"] < 1 - confidence]
    if not len(told):
        common = once.sort_values(["both_published", *key], ascending=[False, True, True, False]).iloc[0]
        most = f" Most often {_say_meeting(common)}." if common["both_published"] else ""
        return (
            f"Whether any two frames meet more or less often than if they fell independently cannot be told at "
            f"{level}, with p-values adjusted for {tests}.{most}"
        )
    said = []
    for verb, part in (
        ("meet more often", told[told["both"] > told["expected"]]),
        ("avoid each other, that is meet less often", told[told["both"] <= told["expected"]]),
    ):
        if len(part):
            listed = [
                _say_meeting(row) for _, row in part.sort_values("p_holm", kind="stable").head(_LISTED).iterrows()
            ]
            more = "; and more" if len(part) > _LISTED else ""
            said.append(f"Frames that {verb} than if they fell independently: {'; '.join(listed)}{more}.")
    said.append(f"Told at {level}, by p-values adjusted for {tests}; of the other tests nothing can be told.")
    return " ".join(said)


def _say_meeting(row: pd.Series) -> str:
    """Where two frames meet, counted once and as published."""
    found = f"{row['frame_a']} and {row['frame_b']} in {count_of(int(row['both']), row['unit'])}"
    expected = f"{format_number(float(row['expected']))} expected, {format_p(row['p_holm'])}"
    numbers = ["both", "expected", "p_holm"]
    if all(row[name] == row[f"{name}_published"] for name in numbers):
        return f"{found} ({expected})"
    published = f"{format_number(float(row['expected_published']))} expected, {format_p(row['p_holm_published'])}"
    return f"{found} (counted once; {expected}; as published in {row['both_published']:,}, {published})"
