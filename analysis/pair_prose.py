"""Findings about pairs of articles, in words: whose rates of a frame can be told apart."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparisons import CANNOT_TELL, DEPENDENT, DIFFER, SIMILAR, SIMILAR_WITHIN
from analysis.frame_prose import find_different, shows_sharing
from analysis.units import ARTICLE, CORPUS, name_units
from analysis.wording import (
    TOGETHER,
    a_or_an,
    all_of,
    as_shown,
    count_of,
    format_interval,
    format_level,
    format_number,
    join_words,
    plural,
    say_all,
    share_text,
)

_LISTED = 5  # pairs of articles named in a sentence


def state_comparisons(
    comparisons: pd.DataFrame,
    documents: pd.DataFrame,
    confidence: float,
    tests: pd.DataFrame | None = None,
    unit: str = "article",
    part: str = "corpus",
) -> str:
    """How the pairs of articles were judged; those of groups are compared with shared passages counted once.

    `tests` of one rate for all may say of a frame with such pairs that nothing can be told; then that is said too.
    """
    if unit == CORPUS:
        return TOGETHER
    if not len(comparisons):
        return f"There is one {unit} only, so no pair to compare."
    names, level = name_units(documents, unit), format_level(1 - confidence)
    once = "" if unit == "article" else f", shared passages counted once{as_shown(part)}"
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
        untold = "" if tests is None else _say_untold(differing, tests, confidence, unit)
        return f"{head} Those that differ: {'; '.join(found)}{more}.{untold}{say_repeated(comparisons, documents)}"
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


def _say_untold(differing: pd.DataFrame, tests: pd.DataFrame, confidence: float, unit: str) -> str:
    """In which frames pairs differ though the test of all articles does not tell so, as a further sentence."""
    told = find_different(tests, confidence)
    frames = [frame for frame in differing["frame"].unique() if frame not in told]
    if not frames:
        return ""
    published = ", and by counts as published" if unit == ARTICLE and shows_sharing(tests) else ""
    return (
        f" Whether the {plural(unit)} as a whole differ in {join_words(frames)} cannot be told (see above), so take "
        f"these pairs as hints: they are adjusted for the pairs of one frame, not for the number of frames{published}."
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
        counts[DEPENDENT] = (
            f"{verdicts[DEPENDENT]:,} {gets} no test, since the two {say_linked(comparisons)}{as_shown(part)}"
        )
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


def say_highest(comparisons: pd.DataFrame, documents: pd.DataFrame, frame: str, unit: str = "article") -> str:
    """Which article has a higher rate of a frame than most others, as far as pairs can be told apart, to end a clause.

    Examples
    --------
    >>> pairs = pd.DataFrame({"frame": "a", "doc_a": ["x", "x", "y"], "doc_b": ["y", "z", "z"], "ratio": [3, 4, 2.0]})
    >>> articles = pd.DataFrame({"doc_id": [*"xyz"], "label": ["Post", "Herald", "Courier"]})
    >>> say_highest(pairs.assign(verdict="differ"), articles, "a")
    'Post more often than both others'
    >>> say_highest(pairs.assign(verdict=["cannot tell", "differ", "differ"]), articles, "a")
    'Post and Herald, each more often than 1 of 2 others'
    >>> say_highest(pairs.assign(verdict=["cannot tell", "cannot tell", "differ"]), articles, "a")
    'Herald more often than 1 of 2 others'
    >>> say_highest(pairs.assign(verdict="cannot tell"), articles, "a")
    'which of them more often cannot be told'
    """
    told = comparisons[(comparisons["frame"] == frame) & (comparisons["verdict"] == DIFFER)]
    rises = told["ratio"] > 1
    beaten = told["doc_b"].where(rises, told["doc_a"])
    wins = told["doc_a"].where(rises, told["doc_b"]).value_counts(sort=False).drop(beaten, errors="ignore")
    if not len(wins):
        return "which of them more often cannot be told"
    others = len({*comparisons["doc_a"], *comparisons["doc_b"]}) - 1
    first = wins.index[wins == wins.max()]
    names = name_units(documents, unit)
    name = join_words(names[doc_id] for doc_id in first) + (", each" if len(first) > 1 else "")
    over = f"{say_all(others)} others" if wins.max() == others > 1 else f"{wins.max():,} of {count_of(others, 'other')}"
    return f"{name} more often than {'the other' if others == 1 else over}"


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
        f"{say_linked(comparisons)} ({'; '.join(listed)}{more}): that leaves {len(groups):,}, counted by their texts."
    )


def _sources(comparisons: pd.DataFrame) -> dict[str, str]:
    """For each article that shares text, the first of its group; pairs come in order of date."""
    shared = comparisons.loc[comparisons["verdict"] == DEPENDENT, ["doc_a", "doc_b"]].drop_duplicates()
    source: dict[str, str] = {}
    for first, later in shared.itertuples(index=False):
        source[later] = source.setdefault(first, first)
    return source


def say_linked(comparisons: pd.DataFrame) -> str:
    """That articles share text, or hang together by others that do; of these pairs get no test either."""
    return share_text(Counter(_sources(comparisons).values()).values())


def state_tested(comparisons: pd.DataFrame, confidence: float, unit: str = "article", part: str = "corpus") -> str:
    """What the p-values, verdicts and intervals of a table of pairs rest on."""
    if unit == CORPUS:
        return TOGETHER
    family, level = say_family(comparisons), format_level(1 - confidence)
    rule = f"p is adjusted for {family}, and a pair differs below {level}" if family else "No pair could be tested"
    shown = as_shown(part)
    lacking = "no mention on either side"
    if _lacks_tokens(comparisons):
        lacking += f", or no token on one{_taken_out(unit)}"
    nothing = f"where there is {lacking}. Shared passages count in the earliest article only{shown}"
    if unit == "article":
        shared = f"{shown}, since then even the interval takes for independent what is not"
        nothing = f"where two articles {say_linked(comparisons)}{shared}, or where they have {lacking}"
    return (
        f"Ratio: the first rate over the second. {rule}; no p {nothing}. Intervals, at "
        f"{format_level(confidence)}, are not adjusted: one that leaves 1 out is no difference by itself."
    )


def state_resampled(pairs: pd.DataFrame, documents: pd.DataFrame, unit: str = "article") -> str:
    """Whether the bootstrap intervals and the exact ones agree on a ratio of 1."""
    names = name_units(documents, unit)
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
