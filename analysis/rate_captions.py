"""What stands around the figures of rates and of their ratios.

Every function takes the tables that its figure shows, and gives title, subtitle, caption and alt text.
"""

from __future__ import annotations

import pandas as pd

from analysis.comparisons import CANNOT_TELL, DEPENDENT, DIFFER, SIMILAR
from analysis.frame_prose import find_different, say_tests, shows_sharing
from analysis.mention_captions import LONGEST, say_order
from analysis.mention_kinds import (
    MOST_ROWS,
)
from analysis.pair_prose import say_compared, say_family, say_highest, say_linked, say_ratio, say_repeated
from analysis.prose import say
from analysis.rates import POOLED
from analysis.units import ARTICLE, CORPUS, count_units, say_rows
from analysis.wording import (
    ALL_TOGETHER,
    as_shown,
    count_of,
    format_interval,
    format_level,
    format_number,
    format_p,
    join_words,
    nothing_to_draw,
    plural,
)


def describe_rates(
    rates: pd.DataFrame,
    tests: pd.DataFrame,
    documents: pd.DataFrame,
    per: int,
    confidence: float,
    comparisons: pd.DataFrame,
    unit: str = "article",
    part: str = "corpus",
) -> tuple[str, str, str, str]:
    """Rates and the test of one rate for all articles; `comparisons` of two say which has more."""
    tested = tests.dropna(subset=["p"])
    different = find_different(tested, confidence)
    title = f"Whether the {plural(unit)} differ in these rates cannot be told"
    if different:
        title = f"The {plural(unit)} differ in how often they mention {join_words(different)}"
        highest = [say_highest(comparisons, documents, frame, unit) for frame in different]
        highest = highest if _tells_highest(comparisons, rates, unit) else []
        which = f"{title}: {highest[0]}" if len({*highest}) == 1 else ""  # two leaders do not fit into two lines
        title = which if which and len(which) <= LONGEST else title
    elif not len(tested):
        one = unit == "article" and len(documents) == 1
        title = f"How often {'the article' if one else count_units(documents, unit)} may mention each frame"
    level = format_level(confidence)
    drawn = rates[rates["doc_id"].isin(documents["doc_id"])]
    hollow = "; hollow: no mention" if (drawn["count"] == 0).any() else ""
    column, counted, basis = "p_holm", "", ""
    if shows_sharing(tested):
        grouped = unit != ARTICLE  # pairs of groups, which the title tells of, count shared passages once too
        titled = ", as for the title" if grouped else ""
        column, counted = "p_once_holm", f" (shared passages counted once{as_shown(part)}{titled})"
        basis = " as published" if different or grouped else ""
    subtitle = f"Mentions per {per:,} tokens{basis} with exact {level} intervals{hollow}"
    shown = tested.dropna(subset=[column])
    values = ", ".join(
        f"{format_p(p).lstrip('p =')} ({frame})" for frame, p in zip(shown["frame"], shown[column], strict=True)
    )
    if values:
        subtitle += f"; test of one rate for all at {format_level(1 - confidence)}{counted}, adjusted p: {values}"
    said = f"; test of one rate for all: {say_tests(tested, unit, part)}" if len(tested) else ""
    each = "all articles together" if unit == CORPUS else f"each {unit}"
    pooled_line = "" if unit == CORPUS else f", the thin line all {plural(unit)} pooled"
    caption = (
        f"Mentions per {per:,} tokens in {each} (dot) with the exact Poisson interval at {level} (whisker); a "
        f"hollow dot marks a count of zero{pooled_line}; beside each dot, mentions of "
        f"tokens. The interval says what would hold in more text of the same kind if mentions fell "
        f"independently{said}.{_say_rows(documents, unit)}"
    )
    single = documents[["doc_id", "label"]].merge(rates, on="doc_id")
    listed = "; ".join(f"{frame}: {_list_rates(own)}" for frame, own in single.groupby("frame", sort=False))
    pooled = rates[rates["doc_id"] == POOLED]
    lines = join_words(
        f"{row.frame} {format_number(row.rate)} ({format_interval(row.low, row.high)})" for row in pooled.itertuples()
    )
    alt = f"Dots with whiskers, {say_rows(unit)} under each frame. Rate and interval: {listed}. Pooled: {lines}."
    return title, subtitle, caption, alt


def _tells_highest(comparisons: pd.DataFrame, rates: pd.DataFrame, unit: str) -> bool:
    """Whether pairs tell who is highest: all are compared, and none is a copy, whose counts would count twice."""
    compared = {*comparisons["doc_a"], *comparisons["doc_b"]}
    copied = unit == ARTICLE and bool((comparisons["verdict"] == DEPENDENT).any())
    return compared == {*rates["doc_id"]} - {POOLED} and not copied


def _say_rows(documents: pd.DataFrame, unit: str) -> str:
    """Which rows there are, and in which order, as a further sentence."""
    if unit == CORPUS or len(documents) == 1:
        return ""
    if len(documents) > MOST_ROWS:
        return f" Of {len(documents):,} {plural(unit)} each frame has those with its highest and lowest rates, by rate."
    return f" {say_order(documents, unit).capitalize()}."


def _list_rates(rates: pd.DataFrame) -> str:
    """The rate of a frame in every article, or of many articles the range."""
    if len(rates) > MOST_ROWS:
        none = int((rates["count"] == 0).sum())
        low, high = (format_number(float(rates["rate"].agg(end))) for end in ("min", "max"))
        return f"from {low} to {high} in {len(rates):,} articles, {none:,} of them without a mention"
    return ", ".join(
        f"{row.label} {format_number(row.rate)} ({format_interval(row.low, row.high)})" for row in rates.itertuples()
    )


def describe_comparisons(
    shown: pd.DataFrame,
    comparisons: pd.DataFrame,
    documents: pd.DataFrame,
    per: int,
    confidence: float,
    unit: str = "article",
    part: str = "corpus",
) -> tuple[str, str, str, str]:
    """The rate in one article over that in another; `shown` are the pairs drawn."""
    if not len(comparisons):
        return nothing_to_draw(ALL_TOGETHER if unit == CORPUS else f"There is one {unit} only")
    if not comparisons[["count_a", "count_b"]].any(axis=None):
        return nothing_to_draw(f"No frame is mentioned in the {plural(unit)} that are compared")
    names, level = documents.set_index("doc_id")["label"], format_level(confidence)
    at, family = format_level(1 - confidence), say_family(comparisons)
    differing = int((comparisons["verdict"] == DIFFER).sum())
    total = count_of(len(comparisons), "comparison")
    title = f"In {differing} of {total} two {plural(unit)} differ"
    if not differing:
        title = _title_alike(comparisons, total, plural(unit))
    rule = f"“differ”: p below {at}, adjusted for {family}" if family else "no pair could be tested"
    method = " by Holm's method" if family else ""
    once = "" if unit == ARTICLE else f"shared passages counted once{as_shown(part)}"
    method += f"; {once}" if once else ""
    chosen = "; shown: the smallest p" if len(shown) < len(comparisons) else ""
    by = f", {once}" if once else ""
    subtitle = f"Ratio of mentions per {per:,} tokens{by}, exact {level} intervals, not adjusted; {rule}{chosen}"
    caption = (
        f"{say_compared(comparisons, documents)}The rate of a frame in one {unit} over that in another (dot) with its "
        f"exact conditional interval at {level} "
        f"(whisker; an arrow where it leaves the chart; no dot where a count is zero{_say_apart(shown, comparisons)}). "
        f"An interval within 1/2 and 2 would say that two rates are similar. Intervals are not adjusted; "
        f"{rule}{method}."
        f"{say_repeated(comparisons, documents)} {say('shown', shown, comparisons)}"
    )
    listed = "; ".join(
        f"{row.frame}, {names[row.doc_a]} over {names[row.doc_b]}: {say_ratio(row)}, {row.verdict}"
        for row in shown.itertuples()
    )
    return (
        title,
        subtitle,
        caption,
        f"Dots with whiskers, one row per pair of {plural(unit)} under each frame. {listed}.",
    )


def _say_apart(shown: pd.DataFrame, comparisons: pd.DataFrame) -> str:
    """Which pairs are drawn otherwise, or not at all."""
    parts = [
        (
            shown["verdict"] == DEPENDENT,
            f"; grey where the two {say_linked(comparisons)}, since the interval takes them as independent",
        ),
        (shown[["low", "high"]].isna().any(axis=1), "; no row where an article has no tokens"),
    ]
    return "".join(words for applies, words in parts if applies.any())


def _title_alike(comparisons: pd.DataFrame, total: str, units: str) -> str:
    """What is said of pairs of which none differs: nothing of those that were not tested."""
    verdicts = comparisons["verdict"]
    if (comparisons["p"].notna() & (verdicts == CANNOT_TELL)).any():
        return f"No two {units} can be told apart"
    similar = int((verdicts == SIMILAR).sum())
    if not similar:
        return f"No two {units} could be tested against each other"
    others = "" if similar == len(comparisons) else "; the others could not be tested"
    return f"In {similar} of {total} two {units} are similar{others}"
