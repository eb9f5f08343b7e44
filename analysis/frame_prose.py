"""Findings about frames, in words: how often, where, beside what, and whether articles differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.comparisons import CANNOT_TELL, DEPENDENT, DIFFER, SIMILAR, SIMILAR_WITHIN
from analysis.rates import POOLED, share_interval
from analysis.units import CORPUS
from analysis.wording import (
    TOGETHER,
    a_or_an,
    all_of,
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
_AS_SHOWN = {"sample": " as far as the sample shows"}  # of shared passages: those beyond it are not seen
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
    return (
        f"In {count_of(n_documents, unit)} and {count_of(n_tokens, 'token')} the frames are mentioned: "
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


def state_differences(tests: pd.DataFrame, confidence: float, unit: str = "article") -> str:
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
            f"to be expected from one rate for all (p-values below {level}; {say_tests(tested, unit)})."
        )
    return (
        f"Whether the {plural(unit)} differ in how often they mention a frame cannot be told at {level}. A p-value "
        f"says how often chance alone would make counts at least as uneven if all {plural(unit)} had one rate: "
        f"{say_tests(tested, unit)}."
    )


def find_different(tests: pd.DataFrame, confidence: float) -> list[str]:
    """The frames in which articles differ; where text is shared, with shared passages in the earliest article only."""
    column = "p_once_holm" if shows_sharing(tests) else "p_holm"
    return [str(frame) for frame in tests.loc[tests[column] < 1 - confidence, "frame"]]


def shows_sharing(tests: pd.DataFrame) -> bool:
    """Whether the test gives another p-value when shared passages count once."""
    tested = tests.dropna(subset=["p"])
    return not (tested["p_once"] == tested["p"]).all()


def say_tests(tested: pd.DataFrame, unit: str = "article") -> str:
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
        return f"with shared passages counted once one {unit} is left, so nothing to test; as published, {alone}, " + (
            published
        )
    return (
        f"with shared passages counted once, in the earliest article only, and adjusted for "
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
    shown = _AS_SHOWN.get(part, "")
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


def state_comparisons(
    comparisons: pd.DataFrame,
    documents: pd.DataFrame,
    confidence: float,
    unit: str = "article",
    part: str = "corpus",
) -> str:
    """How the pairs of articles were judged; those of groups are compared with shared passages counted once."""
    if unit == CORPUS:
        return TOGETHER
    if not len(comparisons):
        return f"There is one {unit} only, so no pair to compare."
    names, level = documents.set_index("doc_id")["label"], format_level(1 - confidence)
    once = "" if unit == "article" else f", shared passages counted once{_AS_SHOWN.get(part, '')}"
    head = (
        f"{say_compared(comparisons, documents)}Of {count_of(len(comparisons), 'comparison')} of two {plural(unit)} in "
        f"one frame{once}, {_say_verdicts(comparisons, unit, part)}."
    )
    if family := say_family(comparisons):
        head += f" “{DIFFER.capitalize()}” means a p-value below {level}, adjusted for {family}."
    differing = comparisons[comparisons["verdict"] == DIFFER]
    found = [
        f"{row.frame}, {names[row.doc_a]} against {names[row.doc_b]} ({say_ratio(row)})"
        for row in differing.head(_LISTED).itertuples()
    ]
    if found:
        more = "; and more" if len(differing) > _LISTED else ""
        return f"{head} Those that differ: {'; '.join(found)}{more}.{say_repeated(comparisons, documents)}"
    open_ = comparisons[comparisons["p"].notna() & (comparisons["verdict"] == CANNOT_TELL)]
    least = open_["detectable"].min()
    if np.isnan(least):
        return head
    power = f"with a power of 80 % (by one test at {level}, not adjusted)"
    if np.isinf(least):
        return f"{head} Texts of these sizes would not even show a ratio of 50 {power}."
    few = f", so “{CANNOT_TELL}” is what so few mentions allow" if least > SIMILAR_WITHIN else ""
    return (
        f"{head} No pair that ends in “{CANNOT_TELL}” is of a size to show a ratio below {format_number(least)} "
        f"{power}{few}."
    )


def say_compared(comparisons: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Which articles are compared, as a sentence before others; nothing where all are."""
    compared = len({*comparisons["doc_a"], *comparisons["doc_b"]})
    if compared == len(documents):
        return ""
    return f"Of {len(documents):,} articles the {compared:,} longest are compared, since short ones can tell least. "


def _say_verdicts(comparisons: pd.DataFrame, unit: str, part: str) -> str:
    """How many comparisons end how."""
    verdicts = comparisons["verdict"].value_counts()
    counts = {
        verdict: f"{verdicts[verdict]:,} {'ends' if verdicts[verdict] == 1 else 'end'} in “{verdict}”"
        for verdict in (DIFFER, SIMILAR, CANNOT_TELL)
        if verdict in verdicts
    }
    untested = comparisons[comparisons["p"].isna() & (comparisons["verdict"] == CANNOT_TELL)]
    if len(untested):
        want = f"mentions, or of tokens{_taken_out(unit)}" if _lacks_tokens(untested) else "mentions on either side"
        counts[CANNOT_TELL] += f" ({len(untested):,} of them without a test, for want of {want})"
    if DEPENDENT in verdicts:
        gets = "gets" if verdicts[DEPENDENT] == 1 else "get"
        counts[DEPENDENT] = f"{verdicts[DEPENDENT]:,} {gets} no test, since the two share text{_AS_SHOWN.get(part, '')}"
    return join_words(counts.values())


def _lacks_tokens(comparisons: pd.DataFrame) -> bool:
    """Whether a pair gets no test though there are mentions: then one side has no token."""
    untested = comparisons[comparisons["p"].isna() & (comparisons["verdict"] != DEPENDENT)]
    return bool((untested["count_a"] + untested["count_b"] > 0).any())


def _taken_out(unit: str) -> str:
    """Why a side may have no token: of groups, shared passages count once."""
    return "" if unit == "article" else " once shared passages are taken out"


def say_family(comparisons: pd.DataFrame) -> str:
    """For how many pairs of a frame p-values are adjusted; nothing where no pair is tested."""
    tested = comparisons[comparisons["p"].notna()].groupby("frame").size()
    if not len(tested):
        return ""
    if tested.min() == tested.max():
        return f"{count_of(int(tested.max()), 'pair')} a frame"
    return f"{tested.min():,} to {tested.max():,} pairs a frame"


def say_repeated(comparisons: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Which pairs that differ say the same twice, since articles on one side share text, as a further sentence."""
    differing = comparisons[comparisons["verdict"] == DIFFER]
    names, source = documents.set_index("doc_id")["label"], _sources(comparisons)
    rises = differing["ratio"] > 1
    table = pd.DataFrame(
        {
            "frame": differing["frame"],
            "more": differing["doc_a"].where(rises, differing["doc_b"]),
            "less": differing["doc_b"].where(rises, differing["doc_a"]),
        }
    )
    by_text = [table["frame"], *(table[side].replace(source) for side in ("more", "less"))]
    groups = [group for _, group in table.groupby(by_text, sort=False)]
    again = [group for group in groups if len(group) > 1]
    if not again:
        return ""
    listed = [
        f"{group['frame'].iloc[0]}, "
        + " against ".join(join_words(names[doc_id] for doc_id in group[side].unique()) for side in ("less", "more"))
        for group in again[:_LISTED]
    ]
    more = "; and more" if len(again) > _LISTED else ""
    return (
        f" {sum(map(len, again)):,} of the {len(table):,} are not separate witnesses, since articles on one side "
        f"share text ({'; '.join(listed)}{more}): that leaves {len(groups):,}, counted by their texts."
    )


def _sources(comparisons: pd.DataFrame) -> dict[str, str]:
    """For each article that shares text, the first of those that it shares text with; pairs come in order of date."""
    shared = comparisons.loc[comparisons["verdict"] == DEPENDENT, ["doc_a", "doc_b"]].drop_duplicates()
    source: dict[str, str] = {}
    for first, later in shared.itertuples(index=False):
        source[later] = source.setdefault(first, first)
    return source


def state_tested(comparisons: pd.DataFrame, confidence: float, unit: str = "article", part: str = "corpus") -> str:
    """What the p-values, verdicts and intervals of a table of pairs rest on."""
    if unit == CORPUS:
        return TOGETHER
    family, level = say_family(comparisons), format_level(1 - confidence)
    rule = f"p is adjusted for {family}, and a pair differs below {level}" if family else "No pair could be tested"
    shown = _AS_SHOWN.get(part, "")
    lacking = "no mention on either side"
    if _lacks_tokens(comparisons):
        lacking += f", or no token on one{_taken_out(unit)}"
    nothing = f"where there is {lacking}. Shared passages count in the earliest article only{shown}"
    if unit == "article":
        shared = f"{shown}, since then even the interval takes for independent what is not"
        nothing = f"where two articles share text{shared}, or where they have {lacking}"
    return (
        f"Ratio: the first rate over the second. {rule}; no p {nothing}. Intervals, at "
        f"{format_level(confidence)}, are not adjusted: one that leaves 1 out is no difference by itself."
    )


def state_resampled(pairs: pd.DataFrame, documents: pd.DataFrame, unit: str = "article") -> str:
    """Whether the bootstrap intervals and the exact ones agree on a ratio of 1."""
    names = documents.set_index("doc_id")["label"]
    both = pairs[pairs["p"].notna() & pairs["boot_low"].notna()]
    if not len(both):
        return (
            "No tested pair has mentions on both sides and enough passages to draw from, so there is no bootstrap "
            "interval to compare."
        )
    outside = [(both[low] > 1) | (both[high] < 1) for low, high in (("low", "high"), ("boot_low", "boot_high"))]
    apart = both[outside[0] != outside[1]]
    listed = count_of(len(both), "tested pair") + " with both intervals"
    if unit != "article":
        listed += f" (the bootstrap draws whole articles of {a_or_an(unit)} again)"
    if not len(apart):
        return f"In {listed} the two agree on whether the rates may be equal (a ratio of 1)."
    found = [
        f"{row.frame}, {names[row.doc_a]} against {names[row.doc_b]} (exact {format_interval(row.low, row.high)}, "
        f"bootstrap {format_interval(row.boot_low, row.boot_high)})"
        for row in apart.head(_LISTED).itertuples()
    ]
    more = "; and more" if len(apart) > _LISTED else ""
    return (
        f"In {len(apart):,} of {listed} the two disagree on whether the rates may be equal (a ratio of 1): "
        f"{'; '.join(found)}{more}. The verdict goes by the exact test; where they disagree, trust it less."
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
        f"Drawn and listed: in each frame the {most} comparisons with the smallest p-values, so that they differ more "
        f"than the rest. Not shown: {left:,} of {count_of(len(comparisons), 'comparison')}."
    )


def state_leading(
    shares: pd.DataFrame, once: pd.DataFrame, documents: pd.DataFrame, confidence: float, unit: str = "article"
) -> str:
    """Which of two frames leads, in all articles (shared passages counted once) and in single ones."""
    if not len(shares):
        return "There is one frame only, so none that could lead."
    row, again = (table[table["doc_id"] == POOLED].iloc[0] for table in (shares, once))
    if not row["count_a"]:
        return "No frame is mentioned, so none that could lead."
    single = shares[shares["doc_id"] != POOLED]
    told = single[single["verdict"] != CANNOT_TELL]
    repeated, counted = "", ""
    if (again["count_a"], again["count_b"]) != (row["count_a"], row["count_b"]):
        left = again["count_a"] + again["count_b"]
        share = _share_in_words(again) if left else "so no share"
        repeated = f"; counted once {again['count_a']} and {again['count_b']}, {share}"
        counted = ", with shared passages counted once,"
    level = format_level(1 - confidence)
    told_at = f"can be told at {level}: {again['verdict']}"
    verdict = f"cannot be told at {level}" if again["verdict"] == CANNOT_TELL else told_at
    together = (
        f"All articles together mention {row['frame_a']} {count_times(row['count_a'])} and {row['frame_b']} "
        f"{count_times(row['count_b'])}, a share of {_share_in_words(row)} for {row['frame_a']}{repeated}; intervals "
        f"at {format_level(confidence)}. Which of the two leads{counted} {verdict}."
    )
    if unit == CORPUS:
        return together
    inside = f"in none of {count_of(len(single), unit)}"
    if len(told):
        names = documents.set_index("doc_id")["label"]
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
