"""Findings about frames, in words: how often, where and beside what, and whether articles differ."""

from __future__ import annotations

import pandas as pd

from analysis.rates import POOLED, share_interval
from analysis.units import CORPUS
from analysis.wording import (
    TOGETHER,
    as_shown,
    count_of,
    count_times,
    format_interval,
    format_level,
    format_number,
    format_p,
    format_percent,
    join_words,
    plural,
    say_all,
)

_LISTED = 5  # articles, pairs of them or types named in a sentence
_TIED = 3  # words that stand equally often, named in a sentence
_NO_STOP_WORDS = " (the, of and other English stop words left out)"


def state_frames(rates: pd.DataFrame, per: int, confidence: float, unit: str = "article") -> str:
    """How often each frame is mentioned, with its rate."""
    pooled = rates[rates["doc_id"] == POOLED].sort_values(["count", "frame"], ascending=[False, True])
    parts = [
        f"{row.frame} {count_times(row.count_)} ({format_number(row.rate)} per {per:,} tokens, "
        f"{format_interval(row.low, row.high)})"
        for row in pooled.rename(columns={"count": "count_"}).itertuples()
    ]
    n_documents, n_tokens = rates["doc_id"].nunique() - 1, int(pooled["tokens"].iloc[0])
    where = "all articles together" if unit == CORPUS else count_of(n_documents, unit)
    return (
        f"In {where} and {count_of(n_tokens, 'token')} the frames are mentioned: "
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
        added = [f"{n:,} to the {totals[frame]:,} of {frame}" for frame, n in wide.items()]
        said.append(f"The wide patterns, which are not counted, would add mentions: {join_words(added)}.")
    if taken := _sums(patterns, "exclude"):
        said.append(
            f"Exclusions take mentions away: {join_words(f'{n:,} from {frame}' for frame, n in taken.items())}."
        )
    if len(overlaps):
        said.append(f"In {count_of(len(overlaps), 'place')} the same words count for two frames.")
    return " ".join(said) or "Every pattern is found, and no words count for two frames."


def _sums(patterns: pd.DataFrame, part: str) -> dict[str, int]:
    """What one part of each frame's patterns finds, where it finds anything."""
    sums = patterns[patterns["part"] == part].groupby("frame", sort=False)["count"].sum()
    return {frame: int(n) for frame, n in sums.items() if n}


def state_differences(tests: pd.DataFrame, confidence: float, unit: str = "article", part: str = "corpus") -> str:
    """Whether articles differ in how often they mention a frame, by the counts with shared passages once."""
    if unit == CORPUS:
        return TOGETHER
    tested = tests.dropna(subset=["p"])
    if not len(tested):
        return f"Whether the {plural(unit)} differ cannot be asked: there is one {unit} only, or no mention."
    level = format_level(1 - confidence)
    different = find_different(tested, confidence)
    if different:
        return (
            f"The {plural(unit)} differ in how often they mention {join_words(different)}: so uneven a spread is not "
            f"to be expected from one rate for all (p-values below {level}; {say_tests(tested, unit, part)})."
        )
    return (
        f"Whether the {plural(unit)} differ in how often they mention a frame cannot be told at {level}. A p-value "
        f"says how often chance alone would make counts at least as uneven if all {plural(unit)} had one rate: "
        f"{say_tests(tested, unit, part)}."
    )


def find_different(tests: pd.DataFrame, confidence: float) -> list[str]:
    """The frames in which articles differ; where text is shared, with shared passages in the earliest article only."""
    column = "p_once_holm" if shows_sharing(tests) else "p_holm"
    return [str(frame) for frame in tests.loc[tests[column] < 1 - confidence, "frame"]]


def shows_sharing(tests: pd.DataFrame) -> bool:
    """Whether the test gives another p-value when shared passages count once."""
    tested = tests.dropna(subset=["p"])
    return not (tested["p_once"] == tested["p"]).all()


def say_tests(tested: pd.DataFrame, unit: str = "article", part: str = "corpus") -> str:
    """The adjusted p-values, those that the verdict goes by first, to end a sentence."""
    published = f"adjusted for {count_of(len(tested), 'test')}, {_list_p(tested, 'p_holm')}"
    taken = "mentions as independent of each other, those of one article too"
    if unit == "article":
        taken = "the articles as independent of each other"
    alone = f"which takes {taken}"
    if not shows_sharing(tested):
        return f"{published}; the test takes {taken}"
    again = tested.dropna(subset=["p_once_holm"])
    if not len(again):
        left = f"with shared passages counted once{as_shown(part)} one {unit} is left, so nothing to test"
        return f"{left}; as published, {alone}, {published}"
    return (
        f"with shared passages counted once{as_shown(part)}, in the earliest article only, and adjusted for "
        f"{count_of(len(again), 'test')}, {_list_p(again, 'p_once_holm')}; as published, {alone}, "
        f"{_list_p(tested, 'p_holm')}"
    )


def _list_p(tests: pd.DataFrame, column: str) -> str:
    """The p-values of frames, each value once."""
    frames: dict[str, list[str]] = {}
    for frame, p in zip(tests["frame"], tests[column], strict=True):
        frames.setdefault(format_p(p), []).append(frame)
    if len(frames) == 1 and len(tests) > 1:
        return f"{next(iter(frames))} for {say_all(len(tests))}"
    return join_words(f"{p} for {'both ' * (len(own) == 2)}{join_words(own)}" for p, own in frames.items())


def state_negated(mentions: pd.DataFrame, once: pd.DataFrame, excluded: pd.DataFrame, confidence: float) -> str:
    """How many mentions of a frame are negated by the word itself; `excluded` are those that exclusions take away."""
    taken = _say_taken(excluded[excluded["negated"]])
    if not mentions["negated"].any():
        return f"No mention that is counted is negated by the word itself (non-…).{taken}"
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
        f"refuse the thing or rule it out in other words are not counted here.{taken}"
    )


def _say_taken(negated: pd.DataFrame) -> str:
    """The negated forms that exclusions take away, as a further sentence."""
    if not len(negated):
        return ""
    parts = [f"{n:,} of {frame}" for frame, n in negated.groupby("frame").size().items()]
    form = negated["form"].value_counts(sort=False).sort_index().idxmax()
    return f" Exclusions take {count_of(len(negated), 'negated mention')} away, such as “{form}”: {join_words(parts)}."


def _share_of(marks: pd.Series, confidence: float) -> tuple[str, ...]:
    """A share and its interval, in words."""
    return tuple(format_percent(float(value)) for value in share_interval(marks.sum(), len(marks), confidence))


def say_part(n: int, total: int, confidence: float, of: str = "") -> str:
    """How many of all, with the share and its interval, where there is anything to share.

    Examples
    --------
    >>> say_part(17, 19, 0.95, " of expansion")
    '17 of 19 of expansion (89 %, 67 % to 99 %)'
    """
    if not total:
        return f"{n} of {total}{of}"
    share, low, high = (format_percent(float(value)) for value in share_interval(n, total, confidence))
    return f"{n:,} of {total:,}{of} ({share}, {low} to {high})"


def state_once(pooled: pd.DataFrame, per: int, confidence: float, part: str = "corpus") -> str:
    """What remains of the counts with shared passages in the earliest article only; of a sample, those found there."""
    tables = dict(iter(pooled.groupby("counted")))
    every, once = (tables[name].set_index("frame") for name in ("as published", "once"))
    fewer = int((every["tokens"] - once["tokens"]).iloc[0])
    shown = as_shown(part)
    if not fewer:
        end = shown and "; what is shared with articles beyond it is not seen"
        return f"No passage is shared{shown}{end or ', so the figures as published count every passage once'}."
    once = once.sort_values("count", ascending=False, kind="stable")
    parts = [
        f"{frame} {int(row['count']):,} of {every.loc[frame, 'count']:,} ({format_number(row['rate'])} per {per:,} "
        f"tokens, {format_interval(row['low'], row['high'])})"
        for frame, row in once.iterrows()
    ]
    return (
        f"Counted once{shown}, that is with a shared passage kept in the earliest article only "
        f"({count_of(fewer, 'token')} fewer), mentions remain as follows: {join_words(parts)}; in brackets the rate "
        f"and its exact {format_level(confidence)} interval."
    )


def state_neighbours(beside: pd.DataFrame, mentions: pd.DataFrame, once: pd.DataFrame) -> str:
    """Which words stand most often directly before a mention."""
    before = beside[(beside["side"] == "before") & (beside["count"] > 1)]
    most = before[before["count"] == before.groupby("frame")["count"].transform("max")]
    totals, left = (table["frame"].value_counts() for table in (mentions, once))
    parts = []
    for frame, tied in most.sort_values("type").groupby("frame"):
        names = [f"“{name}”" for name in tied["type"].head(_TIED)]
        names += [f"{len(tied) - _TIED:,} more"] if len(tied) > _TIED else []
        each = " each" if len(tied) > 1 else ""
        counted = f"{tied['count'].iloc[0]:,} of {totals[frame]:,}{each}"
        if len(once) < len(mentions):
            kept = join_words(f"{n:,}" for n in tied["once"].head(_TIED))
            counted += f"; counted once {kept} of {left.get(frame, 0):,}"
        parts.append(f"{join_words(names)} before {frame} ({counted})")
    if not parts:
        return f"No word stands directly before a frame's mentions more than once{_NO_STOP_WORDS}."
    return f"What most often stands directly before a mention{_NO_STOP_WORDS}: {join_words(parts)}."
