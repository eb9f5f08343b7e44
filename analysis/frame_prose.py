"""Findings about frames, in words: how often, where, beside what, and whether articles differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.comparisons import CANNOT_TELL, DEPENDENT, DIFFER, SIMILAR
from analysis.rates import POOLED, share_interval
from analysis.wording import (
    all_of,
    count_of,
    count_times,
    format_interval,
    format_level,
    format_number,
    format_p,
    format_percent,
    join_words,
)

_LISTED = 5  # articles, pairs of them or types named in a sentence
_NO_STOP_WORDS = " (the, of and other English stop words left out)"


def state_frames(rates: pd.DataFrame, per: int, confidence: float) -> str:
    """How often each frame is mentioned, with its rate."""
    pooled = rates[rates["doc_id"] == POOLED].sort_values(["count", "frame"], ascending=[False, True])
    parts = [
        f"{row.frame} {count_times(row.count_)} ({format_number(row.rate)} per {per:,} tokens, "
        f"{format_interval(row.low, row.high)})"
        for row in pooled.rename(columns={"count": "count_"}).itertuples()
    ]
    n_documents, n_tokens = rates["doc_id"].nunique() - 1, int(pooled["tokens"].iloc[0])
    return (
        f"In {count_of(n_documents, 'article')} and {count_of(n_tokens, 'token')} the frames are mentioned: "
        f"{', '.join(parts)}; in brackets the rate and its exact {format_level(confidence)} interval."
    )


def state_patterns(patterns: pd.DataFrame, overlaps: pd.DataFrame) -> str:
    """What the patterns of the settings find, take away and would add."""
    counted = patterns[patterns["part"] == "patterns"]
    absent = [f"“{row.pattern}” ({row.frame})" for row in counted[counted["count"] == 0].itertuples()]
    said = []
    if absent:
        more = [f"{len(absent) - _LISTED} more"] if len(absent) > _LISTED else []
        said.append(f"Found nowhere, so absent or mistyped: {join_words(absent[:_LISTED] + more)}.")
    if wide := _sums(patterns, "wide"):
        totals = counted.groupby("frame")["count"].sum()
        added = [f"{n} to the {totals[frame]} of {frame}" for frame, n in wide.items()]
        said.append(f"The wide patterns, which are not counted, would add mentions: {join_words(added)}.")
    if taken := _sums(patterns, "exclude"):
        said.append(f"Exclusions take mentions away: {join_words(f'{n} from {frame}' for frame, n in taken.items())}.")
    if len(overlaps):
        said.append(f"In {count_of(len(overlaps), 'place')} the same words count for two frames.")
    return " ".join(said) or "Every pattern is found, and no words count for two frames."


def _sums(patterns: pd.DataFrame, part: str) -> dict[str, int]:
    """What one part of each frame's patterns finds, where it finds anything."""
    sums = patterns[patterns["part"] == part].groupby("frame", sort=False)["count"].sum()
    return {frame: int(n) for frame, n in sums.items() if n}


def state_differences(tests: pd.DataFrame, confidence: float) -> str:
    """Whether articles differ in how often they mention a frame."""
    tested = tests.dropna(subset=["p"])
    if not len(tested):
        return "Whether the articles differ cannot be asked: there is one article only, or no mention."
    different = tested.loc[tested["p_holm"] < 1 - confidence, "frame"].tolist()
    if different:
        caution = f"The test takes the articles as independent of each other{say_once(tested, 'p_once_holm')}."
        values = join_words(f"{row.frame} {format_p(row.p_holm)}" for row in tested.itertuples())
        return (
            f"The articles differ in how often they mention {join_words(different)}: so uneven a spread is not to be "
            f"expected from one rate for all (adjusted for {count_of(len(tested), 'test')}: {values}). {caution}"
        )
    once = tested.dropna(subset=["p_once"])
    again = ""
    if len(once) and (tested["p_once"] != tested["p"]).any():
        again = f" With shared passages counted once, in the earliest article only, it is {_chances(once, 'p_once')}."
    elif not len(once):
        again = " With shared passages counted once there is one article left, so nothing to test."
    return (
        f"Whether the articles differ in how often they mention a frame cannot be told. Even if all had one rate, "
        f"chance alone would make the counts as uneven as they are, or more, in {_chances(tested, 'p')}. This takes "
        f"the articles as independent of each other.{again}"
    )


def _chances(tested: pd.DataFrame, column: str) -> str:
    """P-values as percentages, with their frames."""
    first, *rest = (f"{format_number(100 * float(getattr(row, column)))} %" for row in tested.itertuples())
    shares = [f"{first} of cases", *rest]
    return join_words(f"{share} for {frame}" for share, frame in zip(shares, tested["frame"], strict=True))


def say_once(tested: pd.DataFrame, column: str) -> str:
    """The p-values of a column with shared passages counted once, where that makes a difference, to end a sentence."""
    if (tested["p_once"] == tested["p"]).all():
        return ""
    again = tested.dropna(subset=[column])
    if not len(again):
        return "; with shared passages counted once there is one article left, so nothing to test"
    once = join_words(f"{format_p(getattr(row, column))} for {row.frame}" for row in again.itertuples())
    adjusted = ", adjusted," if column == "p_once_holm" else ""
    return f"; with shared passages counted once, in the earliest article only, it gives{adjusted} {once}"


def state_negated(mentions: pd.DataFrame, once: pd.DataFrame, confidence: float) -> str:
    """How many mentions of a frame are negated by the word itself."""
    if not mentions["negated"].any():
        return "No mention is negated by the word itself (non-…)."
    parts = []
    for frame, group in mentions.groupby("frame"):
        if group["negated"].any():
            share, low, high = _share_of(group["negated"], confidence)
            kept = once[once["frame"] == frame]
            again = ""
            if not len(kept):
                again = "; counted once none is left"
            elif len(kept) < len(group):
                share_once, low_once, high_once = _share_of(kept["negated"], confidence)
                counted = f"{int(kept['negated'].sum())} of {len(kept):,}"
                again = f"; counted once {counted}, {share_once}, {low_once} to {high_once}"
            parts.append(
                f"{int(group['negated'].sum())} of {count_of(len(group), 'mention')} of {frame} ({share}, "
                f"{format_level(confidence)} interval {low} to {high}{again})"
            )
    forms = join_words(f"“{form}”" for form in sorted(mentions.loc[mentions["negated"], "form"].unique())[:3])
    return (
        f"Negated by the word itself, as in {forms}: {join_words(parts)}. That is spelling alone: sentences that "
        f"refuse the thing or rule it out in other words are not counted here."
    )


def _share_of(marks: pd.Series, confidence: float) -> tuple[str, ...]:
    """A share and its interval, in words."""
    return tuple(format_percent(float(value)) for value in share_interval(marks.sum(), len(marks), confidence))


def state_once(pooled: pd.DataFrame, per: int, confidence: float) -> str:
    """What remains of the counts with shared passages in the earliest article only."""
    tables = dict(iter(pooled.groupby("counted")))
    every, once = (tables[name].set_index("frame") for name in ("as published", "once"))
    fewer = int((every["tokens"] - once["tokens"]).iloc[0])
    if not fewer:
        return "No passage is shared, so the figures as published count every passage once."
    once = once.sort_values("count", ascending=False, kind="stable")
    parts = [
        f"{frame} {int(row['count']):,} of {every.loc[frame, 'count']:,} ({format_number(row['rate'])} per {per:,} "
        f"tokens, {format_interval(row['low'], row['high'])})"
        for frame, row in once.iterrows()
    ]
    return (
        f"Counted once, that is with a shared passage kept in the earliest article only ({count_of(fewer, 'token')} "
        f"fewer), mentions remain as follows: {join_words(parts)}; in brackets the rate and its exact "
        f"{format_level(confidence)} interval."
    )


def state_comparisons(comparisons: pd.DataFrame, documents: pd.DataFrame) -> str:
    """How the pairs of articles were judged."""
    if not len(comparisons):
        return "There is one article only, so no pair to compare."
    names = documents.set_index("doc_id")["label"]
    verdicts = comparisons["verdict"].value_counts()
    differing = comparisons[comparisons["verdict"] == DIFFER]
    counts = [
        f"{verdicts[verdict]:,} {'ends' if verdicts[verdict] == 1 else 'end'} in “{verdict}”"
        for verdict in (DIFFER, SIMILAR, CANNOT_TELL)
        if verdict in verdicts
    ]
    if DEPENDENT in verdicts:
        counts.append(
            f"{verdicts[DEPENDENT]:,} {'gets' if verdicts[DEPENDENT] == 1 else 'get'} no test, since the two share text"
        )
    head = f"Of {count_of(len(comparisons), 'comparison')} of two articles in one frame, {join_words(counts)}."
    found = [
        f"{row.frame}, {names[row.doc_a]} against {names[row.doc_b]} ({say_ratio(row)})"
        for row in differing.head(_LISTED).itertuples()
    ]
    if found:
        return f"{head} Those that differ: {'; '.join(found)}{'; and more' if len(differing) > _LISTED else ''}."
    least = comparisons["detectable"].min()
    if np.isnan(least):
        return head
    if np.isinf(least):
        return f"{head} Texts of these sizes would not even show a ratio of 50 with a power of 80 %."
    return (
        f"{head} No pair of these sizes would show a ratio below {format_number(least)} with a power of 80 %, so "
        f"“cannot tell” is what so few mentions allow."
    )


def say_ratio(row: Any) -> str:  # noqa: ANN401 - a row of a table
    """A ratio of two rates with its interval, or the counts where one of them is 0."""
    if row.count_a > 0 and row.count_b > 0:
        return f"{format_number(float(row.ratio))} times, {format_interval(row.low, row.high)}"
    counts = " against ".join(f"{count:,}" if count else "none" for count in (row.count_a, row.count_b))
    if row.count_a == row.count_b:
        return "none on either side"
    bound = f"{format_number(float(row.low))} or more" if row.count_a else f"{format_number(float(row.high))} or less"
    return f"{counts}, a ratio of {bound}"


def state_shown(shown: pd.DataFrame, comparisons: pd.DataFrame) -> str:
    """How many pairs are drawn and listed."""
    left = len(comparisons) - len(shown)
    if not left:
        return f"Drawn and listed: {all_of(len(comparisons), 'comparison')}."
    most = int(shown.groupby("frame").size().max())
    return (
        f"Drawn and listed: in each frame the {most} comparisons with the smallest p-values. Not shown: {left:,} of "
        f"{count_of(len(comparisons), 'comparison')}."
    )


def state_leading(shares: pd.DataFrame, once: pd.DataFrame, documents: pd.DataFrame, confidence: float) -> str:
    """Which of two frames leads, in all articles and in single ones."""
    if not len(shares):
        return "There is one frame only, so none that could lead."
    row, again = (table[table["doc_id"] == POOLED].iloc[0] for table in (shares, once))
    single = shares[shares["doc_id"] != POOLED]
    told = single[single["verdict"] != CANNOT_TELL]
    repeated = ""
    if (again["count_a"], again["count_b"]) != (row["count_a"], row["count_b"]):
        repeated = f"; counted once {again['count_a']} and {again['count_b']}, {_share_in_words(again)}"
    verdict = "cannot be told" if row["verdict"] == CANNOT_TELL else f"can be told: {row['verdict']}"
    inside = f"in none of {count_of(len(single), 'article')}"
    if len(told):
        names = documents.set_index("doc_id")["label"]
        leaders = [f"{names[row.doc_id]} ({row.verdict})" for row in told.head(_LISTED).itertuples()]
        leaders += [f"{len(told) - _LISTED:,} more"] if len(told) > _LISTED else []
        inside = f"in {len(told):,} of {count_of(len(single), 'article')}: {join_words(leaders)}"
    return (
        f"All articles together mention {row['frame_a']} {count_times(row['count_a'])} and {row['frame_b']} "
        f"{count_times(row['count_b'])}, a share of {_share_in_words(row)} for {row['frame_a']}{repeated}; intervals "
        f"at {format_level(confidence)}. Which of the two leads {verdict}. Article by article it can be "
        f"told {inside}."
    )


def _share_in_words(row: pd.Series) -> str:
    share, low, high = (format_percent(float(row[name])) for name in ("share", "low", "high"))
    return f"{share} ({low} to {high}, {format_p(row['p'])})"


def state_together(together: pd.DataFrame) -> str:
    """Which frames meet in one sentence."""
    met = together[(together["unit"] == "sentence") & (together["both"] > 0)]
    met = met.sort_values(["both", "frame_a", "frame_b"], ascending=[False, True, True])
    if not len(met):
        return "No two frames meet in one sentence."
    parts = [
        f"{row.frame_a} and {row.frame_b} in {row.both} ({format_number(row.expected)} expected if they fell "
        f"independently, {format_p(row.p)})"
        for row in met.head(_LISTED).itertuples()
    ]
    return f"Frames that meet in one sentence: {join_words(parts)}."


def state_neighbours(neighbours: pd.DataFrame, mentions: pd.DataFrame) -> str:
    """Which word stands most often directly before a mention."""
    before = neighbours[neighbours["side"] == "before"]
    sums = before.groupby(["frame", "type"], sort=False)["count"].sum().reset_index()
    top = sums.sort_values(["count", "type"], ascending=[False, True]).drop_duplicates("frame")
    totals = mentions["frame"].value_counts()
    parts = [
        f"“{row.type}” before {row.frame} ({row.count_} of {totals[row.frame]})"
        for row in top.rename(columns={"count": "count_"}).itertuples()
        if row.count_ > 1
    ]
    if not parts:
        return f"No word stands directly before a frame's mentions more than once{_NO_STOP_WORDS}."
    return f"The word that most often stands directly before a mention{_NO_STOP_WORDS}: {join_words(parts)}."
