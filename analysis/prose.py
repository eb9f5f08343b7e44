"""State findings in words, from the tables that hold them, so that they change when the corpus changes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from analysis.comparisons import CANNOT_TELL, DEPENDENT, DIFFER, SIMILAR
from analysis.passages import SHARE, TOO_SHORT, Shared, effective_number
from analysis.rates import POOLED, share_interval
from analysis.settings import Settings
from analysis.themes import Themes
from analysis.tokens import Tokens

R = TypeVar("R")

_MONTHS = "January February March April May June July August September October November December".split()
_SMALL_P = 0.001
_HUNDRED_PERCENT = 100
_LISTED = 5  # articles, pairs of them or types named in a sentence
_NO_STOP_WORDS = " (the, of and other English stop words left out)"


class Sentence(str):
    """A computed sentence: text in Python, set as prose in a notebook."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return escape_markdown(self)

    def __repr__(self) -> str:
        return str(self)


def escape_markdown(text: str) -> str:
    r"""Write text so that Markdown, with HTML and formulas in it, sets it as it stands.

    Examples
    --------
    >>> print(escape_markdown("*a* costs $1 <b>"))
    \*a\* costs \$1 &lt;b&gt;
    """
    return re.sub(r"([\\`*_\[\]#|~$])", r"\\\1", html.escape(text, quote=False))


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
        when = f" They were written, as their words allow, between {span[0]} and {span[1]}."
    sizes = [format_number(int(size)) for size in (tokens.counts.min(), tokens.counts.max(), tokens.counts.sum())]
    spread = f", from {sizes[0]} to {sizes[1]} tokens long" if len(documents) > 1 else ""
    said = documents["translated"].value_counts()
    known = ", ".join(f"{said[value]} {value}" for value in ("yes", "no", "unknown") if value in said)
    articles = count_of(len(documents), "article")
    return f"The corpus holds {articles} and {sizes[2]} tokens{spread}.{when} Translated, by the catalogue: {known}."


def _cleaning(ledger: pd.DataFrame, tokens: pd.DataFrame, counts: pd.DataFrame) -> str:
    raw, clean = int(tokens["raw"].sum()), int(tokens["clean"].sum())
    changed = counts[counts["raw"] != counts["clean"]]
    moves = [f"{row.frame} goes from {count_of(row.raw, 'mention')} to {row.clean}" for row in changed.itertuples()]
    moves.append("the other frames keep theirs" if len(changed) < len(counts) and moves else "")
    effect = "; ".join(filter(None, moves)) or "no frame gains or loses a mention"
    return (
        f"Cleaning made {count_of(len(ledger), 'change')} by {count_of(ledger['rule'].nunique(), 'rule')} and left "
        f"{format_number(clean)} of {count_of(raw, 'token')}: {effect}."
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
        f"In {count_of(n_documents, 'article')} and {count_of(n_tokens, 'token')} the frames are mentioned: "
        f"{', '.join(parts)}; in brackets the rate and its exact {format_level(confidence)} interval."
    )


def _patterns(patterns: pd.DataFrame, overlaps: pd.DataFrame) -> str:
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


def _spread(rates: pd.DataFrame) -> str:
    single = rates[rates["doc_id"] != POOLED]
    total = single["doc_id"].nunique()
    holding = (single["count"] > 0).groupby(single["frame"], sort=False).sum()
    parts = [f"{frame} in {f'all {total}' if n == total else f'{n} of {total}'}" for frame, n in holding.items()]
    return f"Articles that mention a frame: {', '.join(parts)}."


def _differences(tests: pd.DataFrame, confidence: float) -> str:
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


def _negated(mentions: pd.DataFrame, once: pd.DataFrame, confidence: float) -> str:
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


def _shared(shared: Shared, documents: pd.DataFrame, tokens: Tokens, once: Tokens) -> str:
    if not len(shared.pairs):
        if len(documents) == 1:
            return "There is one article only, so none that it could share text with."
        return f"No two of {len(documents):,} articles are alike enough to be compared, so each counts as one."
    names = documents.set_index("doc_id")["label"]
    found = shared.pairs[shared.pairs["verdict"] == SHARE]
    untold = int((shared.pairs["verdict"] == TOO_SHORT).sum())
    total = count_of(len(shared.pairs), "pair")
    short = f" In {count_of(untold, 'pair')} an article is too short to tell." if untold else ""
    if not len(found):
        counted = "" if untold else ", so each article counts as one"
        return f"No sign of shared text in {total} of articles{counted}.{short}"
    parts = [
        f"{names[row.doc_a]} and {names[row.doc_b]} ({count_of(row.passages, 'passage')}, "
        f"{format_percent(row.share_a)} and {format_percent(row.share_b)} of their tokens; longest run of the same "
        f"words {count_of(row.longest_run, 'token')})"
        for row in found.head(_LISTED).itertuples()
    ]
    parts += [f"{len(found) - _LISTED} more"] if len(found) > _LISTED else []
    dates = documents.loc[documents["doc_id"].isin(np.concatenate(shared.groups)), "date_latest"]
    order = ""
    if dates.isna().all():
        order = " None of them is dated, so the first in the catalogue counts as the earliest."
    elif dates.isna().any():
        order = " An article without a date is taken to be later than one with a date."
    return (
        f"Of {total} of articles, {len(found)} {'shares' if len(found) == 1 else 'share'} text: {join_words(parts)}. "
        f"By the text that no earlier article has, the {len(documents):,} articles hold as much "
        f"as {format_number(effective_number(tokens, once))} articles would.{order}{short}"
    )


def _cutoff(shared: Shared) -> str:
    if np.isnan(shared.cutoff):
        why = shared.cutoff_basis or "there are no two passages to compare"
        return f"How alike two passages must be to count as a paraphrase was not settled: {why}."
    kinds = shared.passages["kind"].value_counts()
    listed = join_words(f"{n} {kind}" for kind, n in kinds.items()) if len(kinds) else "none"
    chance = ""
    if np.isfinite(shared.cutoff_exceeded):
        exceeded = format_percent(shared.cutoff_exceeded)
        chance = (
            f" Of the passages that match best there, {exceeded} are above it too, so a single shared passage proves "
            f"nothing."
        )
    return (
        f"Two matched passages count as shared when their likeness, a cosine from 0 to 1, is above "
        f"{format_number(shared.cutoff)}. Only one in a hundred pairs of passages is so alike in "
        f"{shared.cutoff_basis}.{chance} Shared passages by kind: {listed}."
    )


def _once(pooled: pd.DataFrame, per: int, confidence: float) -> str:
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


def _comparisons(comparisons: pd.DataFrame, documents: pd.DataFrame) -> str:
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


def _shown(shown: pd.DataFrame, comparisons: pd.DataFrame) -> str:
    left = len(comparisons) - len(shown)
    if not left:
        return f"Drawn and listed: {_all_of(len(comparisons), 'comparison')}."
    most = int(shown.groupby("frame").size().max())
    return (
        f"Drawn and listed: in each frame the {most} comparisons with the smallest p-values. Not shown: {left:,} of "
        f"{count_of(len(comparisons), 'comparison')}."
    )


def _all_of(n: int, thing: str) -> str:
    return f"all {count_of(n, thing)}" if n > 1 else count_of(n, thing)


def _leading(shares: pd.DataFrame, once: pd.DataFrame, documents: pd.DataFrame, confidence: float) -> str:
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


def _together(together: pd.DataFrame) -> str:
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


def _neighbours(neighbours: pd.DataFrame, mentions: pd.DataFrame) -> str:
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


def _keyness(remaining: pd.DataFrame, set_apart: pd.DataFrame, documents: pd.DataFrame) -> str:
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


def _typography(found: pd.DataFrame, documents: pd.DataFrame) -> str:
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


def _themes(themes: Themes) -> str:
    names = list(dict.fromkeys(themes.terms["theme"]))
    if not names:
        return f"No themes: {themes.refusal}."
    return (
        f"Not yet tested for stability, so a way to read and not a finding: {len(names)} themes fitted to "
        f"{len(themes.passages)} passages and {count_of(themes.n_terms, 'term')} are "
        f"{join_words(f'“{name}”' for name in names)}, in order of their mean share of a passage."
    )


FINDINGS: dict[str, Callable[..., str]] = {
    "note": _note,
    "corpus": _corpus,
    "cleaning": _cleaning,
    "frames": _frames,
    "patterns": _patterns,
    "spread": _spread,
    "differences": _differences,
    "negated": _negated,
    "shared": _shared,
    "cutoff": _cutoff,
    "once": _once,
    "comparisons": _comparisons,
    "shown": _shown,
    "leading": _leading,
    "together": _together,
    "neighbours": _neighbours,
    "keyness": _keyness,
    "typography": _typography,
    "themes": _themes,
}


def count_of(n: int, thing: str) -> str:
    """Write how many of a thing.

    Examples
    --------
    >>> count_of(1, "article"), count_of(5387, "token")
    ('1 article', '5,387 tokens')
    """
    return f"{n:,} {thing}" if n == 1 else f"{n:,} {thing}s"


def count_times(n: int) -> str:
    """Write how many times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")
