"""What stands around the figures that count frames: mentions, places, rates and their ratios.

Every function takes the tables that its figure shows, and gives title, subtitle, caption and alt text.
"""

from __future__ import annotations

import pandas as pd

from analysis.comparisons import CANNOT_TELL, DEPENDENT, DIFFER, SIMILAR
from analysis.frame_prose import find_different, say_family, say_part, say_ratio, say_repeated, say_tests, shows_sharing
from analysis.prose import say
from analysis.rates import POOLED
from analysis.wording import count_of, count_times, format_interval, format_level, format_number, format_p, join_words

_OPENING = 3  # lines of a text among which its title is


def describe_mentions(mentions: pd.DataFrame, documents: pd.DataFrame) -> tuple[str, str, str, str]:
    """Every mention, one square each."""
    total, where = len(mentions), count_of(len(documents), "article")
    if not total:
        return "No frame is mentioned", f"0 mentions in {where}", f"No mention in {where}.", "An empty chart."
    counts = mentions["frame"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    negated = mentions[mentions["negated"]]
    title = _title_mentions(counts, negated)
    hatched = "Hatched: the word itself is negated (“non-…”). Filled: any other form. " if len(negated) else ""
    caption = (
        f"Every mention of {join_words(counts.index)} in {where}, one square each, in the order of the text; "
        f"{_order(documents)}. {hatched}The chart counts words; what their sentences say, and whose words they are, "
        f"it does not show."
    )
    by_frame = join_words(f"{frame} {n}" for frame, n in counts.items())
    sums = mentions["doc_id"].value_counts()
    by_article = join_words(f"{row.label} {sums.get(row.doc_id, 0)}" for row in documents.itertuples())
    alt = (
        f"Chart of squares, one row per article and one block per frame, one square per mention. By frame: {by_frame}. "
        f"By article: {by_article}. Hatched, as negated by the word itself: {len(negated)}."
    )
    return title, f"Each square is one mention: {total} in {where}; {_order(documents)}", caption, alt


def _title_mentions(counts: pd.Series, negated: pd.DataFrame) -> str:
    """Which frame is mentioned most, and which one is negated by its own word most."""
    most = counts.index[counts == counts.iloc[0]]
    times = count_times(int(counts.iloc[0]))
    title = f"The frame “{most[0]}” is mentioned {times}"
    if len(most) > 1:
        title = f"The frames {join_words(f'“{frame}”' for frame in most)} are mentioned {times} each"
    if not len(negated):
        return title
    frame = negated["frame"].value_counts().sort_index().idxmax()
    forms = negated.loc[negated["frame"] == frame, "form"]
    form = forms.iloc[0] if len(set(forms)) == 1 else "non-…"
    if frame not in most:
        return f"{title}; “{frame}” {count_times(int(counts[frame]))}, {len(forms)} of them as “{form}”"
    return (
        f"{title}, {len(forms)} of them as “{form}”" if len(most) == 1 else f"{title}; {len(forms)} times as “{form}”"
    )


def describe_positions(
    mentions: pd.DataFrame, documents: pd.DataFrame, sizes: dict[str, int], once: pd.DataFrame, confidence: float
) -> tuple[str, str, str, str]:
    """Where in the articles the mentions fall; `once` are those with shared passages in the earliest article only."""
    where = count_of(len(documents), "article")
    if not len(mentions):
        return "No frame is mentioned", f"0 mentions in {where}", f"No mention in {where}.", "An empty chart."
    early, total = _first_half(mentions, sizes)
    parts, titled = _by_frame(early, total, confidence), _titles(documents)
    again = ""
    if len(once) < len(mentions):
        again = f"; with shared passages counted once {_say_early(*_first_half(once, sizes), confidence)}"
    title = f"Where mentions stand: {early.sum()} of {len(mentions)} in the first half of their article"
    subtitle = f"Each mark is one mention: {len(mentions)} in {where}, by its place in the text{titled}"
    caption = (
        f"Where in each article the mentions fall, from its first token (0 %) to its last (100 %){titled}. In the "
        f"first half {_say_early(early, total, confidence)}{again}; in brackets the share and its exact "
        f"{format_level(confidence)} interval. {_order(documents).capitalize()}."
    )
    alt = f"Strips, one row per article, one mark per mention from 0 to 100 % of the text. In the first half: {parts}."
    return title, subtitle, caption, alt


def _first_half(mentions: pd.DataFrame, sizes: dict[str, int]) -> tuple[pd.Series, pd.Series]:
    """Mentions of each frame in the first half of their article, and in all of it."""
    place = (mentions["position"] + 0.5) / mentions["doc_id"].map(sizes).astype(float)
    by_frame = (place < 0.5).groupby(mentions["frame"])
    return by_frame.sum().astype(int), by_frame.size()


def _say_early(early: pd.Series, total: pd.Series, confidence: float) -> str:
    """How many mentions stand in the first half, of all frames and of each."""
    said = say_part(int(early.sum()), int(total.sum()), confidence)
    return f"{said}: {_by_frame(early, total, confidence)}" if len(total) else said


def _by_frame(early: pd.Series, total: pd.Series, confidence: float) -> str:
    return join_words(say_part(int(n), int(total[frame]), confidence, f" of {frame}") for frame, n in early.items())


def _titles(documents: pd.DataFrame) -> str:
    """Whether titles are part of the texts, to end a sentence."""
    titled = [
        bool(row.title) and _letters(row.title) in _letters(" ".join(row.text.split("\n")[:_OPENING]))
        for row in documents.itertuples()
    ]
    if all(titled):
        return ", title included"
    return ", any title included" if any(titled) else ""


def _letters(text: str) -> str:
    """Letters and digits alone: cleaning may have changed the marks of a title in the text."""
    return "".join(filter(str.isalnum, text.casefold()))


def describe_rates(
    rates: pd.DataFrame, tests: pd.DataFrame, documents: pd.DataFrame, per: int, confidence: float
) -> tuple[str, str, str, str]:
    """Rates and the test of one rate for all articles."""
    tested = tests.dropna(subset=["p"])
    different = find_different(tested, confidence)
    title = "Whether the articles differ in these rates cannot be told"
    if different:
        title = f"The articles differ in how often they mention {join_words(different)}"
    elif not len(tested):
        title = f"How often {count_of(len(documents), 'article')} may mention each frame"
    level = format_level(confidence)
    subtitle = f"Mentions per {per:,} tokens with exact {level} intervals"
    column, counted = "p_holm", ""
    if shows_sharing(tested):
        column, counted = "p_once_holm", " with shared passages counted once"
    shown = tested.dropna(subset=[column])
    values = ", ".join(
        f"{format_p(p).lstrip('p =')} ({frame})" for frame, p in zip(shown["frame"], shown[column], strict=True)
    )
    if values:
        subtitle += f"; test of one rate for all{counted} at {format_level(1 - confidence)}, adjusted p: {values}"
    said = f"; test of one rate for all: {say_tests(tested)}" if len(tested) else ""
    caption = (
        f"Mentions per {per:,} tokens in each article (dot) with the exact Poisson interval at {level} (whisker); a "
        f"hollow dot marks a count of zero, the thin line all articles pooled; beside each dot, mentions of tokens. "
        f"The interval says what would hold in more text of the same kind if mentions fell independently{said}. "
        f"{_order(documents).capitalize()}."
    )
    single = documents[["doc_id", "label"]].merge(rates, on="doc_id")
    listed = "; ".join(
        f"{frame}: "
        + ", ".join(
            f"{row.label} {format_number(row.rate)} ({format_interval(row.low, row.high)})"
            for row in single[single["frame"] == frame].itertuples()
        )
        for frame in rates["frame"].unique()
    )
    pooled = rates[rates["doc_id"] == POOLED]
    lines = join_words(
        f"{row.frame} {format_number(row.rate)} ({format_interval(row.low, row.high)})" for row in pooled.itertuples()
    )
    alt = f"Dots with whiskers, one row per article under each frame. Rate and interval: {listed}. Pooled: {lines}."
    return title, subtitle, caption, alt


def describe_comparisons(
    shown: pd.DataFrame, comparisons: pd.DataFrame, documents: pd.DataFrame, per: int, confidence: float
) -> tuple[str, str, str, str]:
    """The rate in one article over that in another; `shown` are the pairs drawn."""
    if not len(comparisons):
        return "There is no pair of articles to compare", "one article only", "One article only.", "An empty chart."
    names, level = documents.set_index("doc_id")["label"], format_level(confidence)
    at, family = format_level(1 - confidence), say_family(comparisons)
    differing = int((comparisons["verdict"] == DIFFER).sum())
    total = count_of(len(comparisons), "comparison")
    title = f"In {differing} of {total} two articles differ" if differing else _title_alike(comparisons, total)
    rule = f"“differ”: p below {at}, adjusted for {family}" if family else "no pair could be tested"
    method = " by Holm's method" if family else ""
    chosen = "; shown: the smallest p" if len(shown) < len(comparisons) else ""
    subtitle = f"Ratio of mentions per {per:,} tokens, exact {level} intervals, not adjusted; {rule}{chosen}"
    caption = (
        f"The rate of a frame in one article over that in another (dot) with its exact conditional interval at {level} "
        f"(whisker; an arrow where it leaves the chart; no dot where a count is zero{_say_apart(shown)}). An interval "
        f"within 1/2 and 2 would say that two rates are similar. Intervals are not adjusted; {rule}{method}."
        f"{say_repeated(comparisons, documents)} {say('shown', shown, comparisons)}"
    )
    listed = "; ".join(
        f"{row.frame}, {names[row.doc_a]} over {names[row.doc_b]}: {say_ratio(row)}, {row.verdict}"
        for row in shown.itertuples()
    )
    return title, subtitle, caption, f"Dots with whiskers, one row per pair of articles under each frame. {listed}."


def _say_apart(shown: pd.DataFrame) -> str:
    """Which pairs are drawn otherwise, or not at all."""
    parts = [
        (
            shown["verdict"] == DEPENDENT,
            "; grey where the two share text, since the interval takes them as independent",
        ),
        (shown[["low", "high"]].isna().any(axis=1), "; no row where an article has no tokens"),
    ]
    return "".join(words for applies, words in parts if applies.any())


def _title_alike(comparisons: pd.DataFrame, total: str) -> str:
    """What is said of pairs of which none differs: nothing of those that were not tested."""
    verdicts = comparisons["verdict"]
    if (comparisons["p"].notna() & (verdicts == CANNOT_TELL)).any():
        return "No two articles can be told apart"
    similar = int((verdicts == SIMILAR).sum())
    if not similar:
        return "No two articles could be tested against each other"
    others = "" if similar == len(comparisons) else "; the others could not be tested"
    return f"In {similar} of {total} two articles are similar{others}"


def _order(documents: pd.DataFrame) -> str:
    """In which order the rows stand."""
    undated = int(documents["date_latest"].isna().sum())
    if undated == len(documents):
        return "articles in order of their id"
    return "articles in order of date" + (", undated ones last" if undated else "")
