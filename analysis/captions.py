"""Write what stands around a figure, from the tables it shows: title, subtitle, source, caption, alt text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.brackets import bracket_rows, letter_rows
from analysis.comparisons import DIFFER
from analysis.passages import MINIMUM_RATIO, SHARE, TOO_SHORT, Shared
from analysis.prose import (
    count_of,
    count_times,
    format_date,
    format_interval,
    format_level,
    format_number,
    format_p,
    format_percent,
    join_words,
    look_up,
    say_once,
)
from analysis.rates import POOLED
from analysis.themes import MINIMUM_FOR_INTERVAL, Themes


class Words(NamedTuple):
    """What stands around a figure."""

    title: str
    subtitle: str
    source: str
    caption: str
    alt: str


def describe(figure: str, *tables: object, shared: Shared | None = None) -> Words:
    """Write title, subtitle, caption and alt text of a figure, from the tables it shows.

    Parameters
    ----------
    figure : str
        Kind of figure: see the keys of `FIGURES`.
    *tables
        What the figure shows; the figure's own function names them.
    shared : Shared, optional
        Which documents share text, when the figure marks them by a bracket.

    Returns
    -------
    Words
        title, subtitle, source, caption (which ends with the source) and alt.

    Raises
    ------
    ValueError
        When there is no such kind.
    """
    title, subtitle, caption, alt = look_up(figure, FIGURES)(*tables)
    documents = next(table for table in tables if isinstance(table, pd.DataFrame) and "label" in table)
    source = f"{_bracket(shared, _drawn(tables, documents)) if shared else ''}{_source(documents)}"
    return Words(title, subtitle, source, f"{caption} {source}", alt)


def _mentions_figure(mentions: pd.DataFrame, documents: pd.DataFrame) -> tuple[str, str, str, str]:
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
    title = f"“{_begin(most[0])}” is mentioned {times}"
    if len(most) > 1:
        title = f"{join_words(f'“{_begin(frame)}”' for frame in most)} are mentioned {times} each"
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


def _begin(name: str) -> str:
    """A name as it begins a sentence; one that has capitals of its own keeps its spelling."""
    return name[:1].upper() + name[1:] if name.islower() else name


def _calendar_figure(documents: pd.DataFrame, events: pd.DataFrame) -> tuple[str, str, str, str]:
    total, undated = len(documents), int(documents["date_latest"].isna().sum())
    title = f"When {count_of(total, 'article')} can have been written"
    if len(events) and undated < total and total > 1:
        before = int((documents["date_latest"] < events["date"].min()).sum())
        after = int((documents["date_earliest"] > events["date"].max()).sum())
        title = (
            f"Of {count_of(total, 'article')}, {before} can only have been written before the first day of the events, "
            f"{after} only after the last"
        )
    subtitle = "Days on which each article can have been written, as the articles' words allow"
    subtitle += f"; {undated} undated" if undated else ""
    listed = "; ".join(f"{row.label}, {_date_range(row)}" for row in documents.itertuples())
    marks = "; ".join(f"{row.label}, {format_date(row.date)}" for row in events.sort_values("date").itertuples())
    caption = (
        f"Earliest and latest day on which each article can have been written, as the articles' words allow (the words "
        f"are in the catalogue). Vertical lines: {marks or 'no events are set'}."
    )
    alt = f"Chart of one bar per article on a calendar. {listed}. Events: {marks or 'none'}."
    return title, subtitle, caption, alt


def _rates_figure(
    rates: pd.DataFrame, tests: pd.DataFrame, documents: pd.DataFrame, per: int, confidence: float
) -> tuple[str, str, str, str]:
    tested = tests.dropna(subset=["p"])
    different = tested.loc[tested["p_holm"] < 1 - confidence, "frame"].tolist()
    title = "Whether the articles differ in these rates cannot be told"
    if different:
        title = f"The articles differ in how often they mention {join_words(different)}"
    elif not len(tested):
        title = f"How often {count_of(len(documents), 'article')} may mention each frame"
    level = format_level(confidence)
    subtitle = f"Mentions per {per:,} tokens with exact {level} intervals"
    if len(tested):
        column = "p_holm" if different else "p"
        values = ", ".join(f"{format_p(getattr(row, column))} ({row.frame})" for row in tested.itertuples())
        subtitle += f"; test of one rate for all{', adjusted' if different else ''}: {values}"
    caption = (
        f"Mentions per {per:,} tokens in each article (dot) with the exact Poisson interval at {level} (whisker); a "
        f"hollow dot marks a count of zero, the thin line all articles pooled; beside each dot, mentions of tokens. "
        f"The interval says what would hold in more text of the same kind if mentions fell independently; the test "
        f"takes the articles as independent of each other{say_once(tested, 'p_once')}. "
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


def _positions_figure(
    mentions: pd.DataFrame, documents: pd.DataFrame, sizes: dict[str, int]
) -> tuple[str, str, str, str]:
    where = count_of(len(documents), "article")
    if not len(mentions):
        return "No frame is mentioned", f"0 mentions in {where}", f"No mention in {where}.", "An empty chart."
    place = (mentions["position"] + 0.5) / mentions["doc_id"].map(sizes).astype(float)
    early = place < 0.5
    frames = mentions["frame"].value_counts().sort_index()
    parts = join_words(
        f"{int(early[mentions['frame'] == frame].sum())} of {n} of {frame}" for frame, n in frames.items()
    )
    title = f"Where mentions stand: {int(early.sum())} of {len(mentions)} in the first half of their article"
    subtitle = f"Each mark is one mention: {len(mentions)} in {where}, by its place in the text, title included"
    caption = (
        f"Where in each article the mentions fall, from its first token (0 %) to its last (100 %), title included. In "
        f"the first half: {parts}. {_order(documents).capitalize()}."
    )
    alt = f"Strips, one row per article, one mark per mention from 0 to 100 % of the text. In the first half: {parts}."
    return title, subtitle, caption, alt


def _comparisons_figure(
    comparisons: pd.DataFrame, documents: pd.DataFrame, per: int, confidence: float
) -> tuple[str, str, str, str]:
    if not len(comparisons):
        return "There is no pair of articles to compare", "one article only", "One article only.", "An empty chart."
    names, level = documents.set_index("doc_id")["label"], format_level(confidence)
    differing = int((comparisons["verdict"] == DIFFER).sum())
    total = count_of(len(comparisons), "comparison")
    title = f"In {differing} of {total} two articles differ" if differing else "No two articles can be told apart"
    tested = comparisons[comparisons["p"].notna()].groupby("frame", sort=False).size()
    family = f"{tested.min():,}" if tested.min() == tested.max() else f"{tested.min():,} to {tested.max():,}"
    subtitle = f"Ratio of mentions per {per:,} tokens, exact {level} intervals; p adjusted for {family} pairs a frame"
    caption = (
        f"The rate of a frame in one article over that in another (dot) with its exact conditional interval at {level} "
        f"(whisker; an arrow where it leaves the chart; no dot where a count is zero). An interval within 1/2 and 2 "
        f"would say that two rates are similar; p-values are adjusted by Holm's method for {family} pairs in a frame."
    )
    listed = "; ".join(
        f"{row.frame}, {names[row.doc_a]} over {names[row.doc_b]}: {format_number(row.ratio)} "
        f"({format_interval(row.low, row.high)}), {row.verdict}"
        for row in comparisons.itertuples()
    )
    return title, subtitle, caption, f"Dots with whiskers, one row per pair of articles under each frame. {listed}."


def _keyness_figure(
    top: pd.DataFrame, remaining: pd.DataFrame, documents: pd.DataFrame, confidence: float
) -> tuple[str, str, str, str]:
    if not len(top):
        return "No type to compare", "no type is common enough", "No type is common enough.", "An empty chart."
    names, level = documents.set_index("doc_id")["label"], format_level(confidence)
    first = remaining[(remaining["counted"] == "as published") & (remaining["minimum"] == remaining["minimum"].min())]
    remain, minimum = int(first["remain"].sum()), int(first["minimum"].iloc[0])
    kept = f"{remain or 'none'} of them {'remains' if remain == 1 else 'remain'}"
    smallest, largest = int(first["types"].min()), int(first["types"].max())
    family = f"{smallest:,}" if smallest == largest else f"{smallest:,} to {largest:,}"
    n = count_of(len(first), "article")
    title = f"{remain or 'None'} of {family} types {'sets' if remain < 2 else 'set'} one of {n} apart"
    subtitle = (
        f"Rate in the article over that in the others, exact {level} intervals; types with {minimum} tokens or more; "
        f"filled: set apart after adjustment; those not among the highest are not drawn"
    )
    caption = (
        f"The types with the highest ratio of their rate in one article to that in all others, with exact intervals "
        f"at {level}; beside them their counts in the article and in the others. They were chosen for being the "
        f"highest, so the intervals are too narrow; of {family} types per article, {kept} in all articles "
        f"together after adjustment for their number (filled marks)."
    )
    listed = "; ".join(
        f"{names[row.doc_id]}, “{row.type}”: {format_number(2**row.log_ratio)} "
        f"({format_interval(2**row.low, 2**row.high)})"
        for row in top.itertuples()
    )
    return title, subtitle, caption, f"Dots with whiskers, one row per type under each article. Ratio: {listed}."


def _theme_terms_figure(themes: Themes, _documents: pd.DataFrame) -> tuple[str, str, str, str]:
    if themes.refusal:
        return "No themes", themes.refusal, f"No themes: {themes.refusal}.", "An empty chart."
    names = list(dict.fromkeys(themes.terms["theme"]))
    depth = int(themes.terms["rank"].max())
    passages = count_of(len(themes.passages), "passage")
    title = f"{len(names)} themes, not yet tested for stability"
    subtitle = f"The {depth} terms of greatest weight per theme; {passages}, {count_of(themes.n_terms, 'term')}"
    caption = (
        f"The {depth} terms of greatest weight in each of {len(names)} themes, fitted by non-negative matrix "
        f"factorization to the TF-IDF of {passages}. A theme bears its top three terms as a name. "
        f"Not yet tested for stability."
    )
    listed = "; ".join(", ".join(group["term"]) for _, group in themes.terms.groupby("theme", sort=False))
    return title, subtitle, caption, f"Bars of term weights in {len(names)} columns, one per theme. Terms: {listed}."


def _theme_shares_figure(themes: Themes, documents: pd.DataFrame) -> tuple[str, str, str, str]:
    if themes.refusal:
        return "No themes", themes.refusal, f"No themes: {themes.refusal}.", "An empty chart."
    table = documents[["doc_id", "label"]].merge(themes.prevalence, on="doc_id")
    passages, level = count_of(len(themes.passages), "passage"), format_level(themes.confidence)
    title = f"Themes in {count_of(table['doc_id'].nunique(), 'article')}, stability not yet tested"
    subtitle = f"Mean share of each theme over an article's passages, with {level} intervals; {passages}"
    caption = (
        f"Mean share of each theme over the passages of each article, with a {level} bootstrap interval over passages "
        f"where there are at least {MINIMUM_FOR_INTERVAL}; n is the number of passages. Not yet tested for stability."
    )
    listed = "; ".join(
        f"{label}: " + ", ".join(_share(row) for row in group.itertuples())
        for label, group in table.groupby("label", sort=False)
    )
    alt = f"Grid of shares, one row per article and one column per theme. Share and interval: {listed}."
    return title, subtitle, caption, alt


def _share(row: Any) -> str:  # noqa: ANN401 - a row of a table
    """A theme's share with its interval, where it has one."""
    interval = "" if pd.isna(row.low) else f" ({format_percent(row.low)} to {format_percent(row.high)})"
    return f"{row.theme} {format_percent(row.share)}{interval}"


def _alignment_figure(shared: Shared, documents: pd.DataFrame) -> tuple[str, str, str, str]:
    names = documents.set_index("doc_id")["label"]
    if not shared.closest:
        tried = count_of(len(shared.pairs), "pair")
        return (
            "No passage is known to be shared",
            f"{tried} of articles compared",
            f"No passage is known to be shared ({tried} of articles compared).",
            "An empty chart.",
        )
    pair = shared.pairs.set_index(["doc_a", "doc_b"]).loc[shared.closest]
    a, b = (str(names[doc_id]) for doc_id in shared.closest)
    parts = f"{format_percent(pair['share_a'])} and {format_percent(pair['share_b'])} of their tokens"
    title = f"{a} and {b} share text: {parts}"
    shown = count_of(int(pair["passages"]), "shared passage")
    subtitle = f"Blocks: passages in reading order, as high as long; ribbons: {shown}, with cosine"
    passages = shared.passages[(shared.passages["doc_a"] == pair.name[0]) & (shared.passages["doc_b"] == pair.name[1])]
    above = f"above {format_number(shared.cutoff)}, or " if shared.cutoff > 0 else ""
    caption = (
        f"The passages of {a} (left) and {b} (right) in reading order, as high as they are long. Ribbons join the "
        f"passages that say the same, with their cosine of TF-IDF: {above}half word for word; "
        f"they hold {parts}. Longest run of the same words: "
        f"{count_of(int(pair['longest_run']), 'token')}."
    )
    listed = "; ".join(
        f"{row.passage_a} with {row.passage_b} ({row.cosine:.2f}, {row.kind})" for row in passages.itertuples()
    )
    return title, subtitle, caption, f"Two columns of blocks joined by ribbons. Passages of {a} and {b}: {listed}."


def _similarity_figure(shared: Shared, documents: pd.DataFrame, shown: pd.DataFrame) -> tuple[str, str, str, str]:
    names = shown.set_index("doc_id")["label"]
    pairs = shared.pairs
    found = pairs[pairs["verdict"] == SHARE]
    title = f"{_some_pairs(len(found), len(pairs))} text" if len(pairs) else "There is no pair of articles to compare"
    rule = f"at least {MINIMUM_RATIO:g} with an adjusted p-value below {shared.level:g}, or word for word"
    part = f"; shown: {len(shown)} of {len(documents):,} articles" if len(shown) < len(documents) else ""
    drawn = pairs[pairs["doc_a"].isin(names.index) & pairs["doc_b"].isin(names.index)]
    framed = any(a in names.index and b in names.index for a, b in shared.word_for_word)
    key = f"dark: shared text ({rule})" + ("; framed: word for word" if framed else "")
    key += "; hatched: too short to tell" if (drawn["verdict"] == TOO_SHORT).any() else ""
    subtitle = f"Score of the best match in reading order, over that in random order; {key}{part}"
    caption = (
        f"How much better the passages of two articles match in their own order than in random order: the score of "
        f"their best match over that in random order; {key}{part}."
    )
    within = drawn[drawn["ratio"].notna()]
    listed = "; ".join(
        f"{names[row.doc_a]} and {names[row.doc_b]} {row.ratio:.2f}, {format_p(row.p_holm)}"
        for row in within.itertuples()
    )
    return title, subtitle, caption, f"Matrix of pairs of articles. Ratio and adjusted p-value: {listed or 'none'}."


def _some_pairs(found: int, total: int) -> str:
    return f"{found or 'None'} of {count_of(total, 'pair')} of articles {'shares' if found < 2 else 'share'}"


FIGURES: dict[str, Callable[..., tuple[str, str, str, str]]] = {
    "mentions": _mentions_figure,
    "calendar": _calendar_figure,
    "rates": _rates_figure,
    "positions": _positions_figure,
    "alignment": _alignment_figure,
    "similarity": _similarity_figure,
    "comparisons": _comparisons_figure,
    "keyness": _keyness_figure,
    "theme_terms": _theme_terms_figure,
    "theme_shares": _theme_shares_figure,
}


def _drawn(tables: Sequence[object], documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that have a row: those without a passage in the themes have none."""
    themes = next((table for table in tables if isinstance(table, Themes)), None)
    return documents[documents["doc_id"].isin(themes.prevalence["doc_id"])] if themes else documents


def _bracket(shared: Shared, documents: pd.DataFrame) -> str:
    """What the brackets of a figure mean."""
    rows = bracket_rows(documents["doc_id"], shared.groups)
    if letter_rows(rows):
        return "Articles with the same letter share text. "
    groups = [group for group in shared.groups if documents["doc_id"].isin(group).sum() > 1]
    if len(groups) != 1 or len(groups[0]) != 2:
        return "Brackets join articles that share text. " if groups else ""
    names = documents.set_index("doc_id")["label"]
    pair = shared.pairs.set_index(["doc_a", "doc_b"]).loc[tuple(groups[0])]
    shares = f"{format_percent(pair['share_a'])} and {format_percent(pair['share_b'])}"
    return f"Bracket: {join_words(names[doc_id] for doc_id in groups[0])} share text ({shares} of their tokens). "


def _source(documents: pd.DataFrame) -> str:
    labels = documents["label"].tolist()
    listed = f" ({join_words(labels)})" if len(labels) <= 10 else ""
    return f"Source: {count_of(len(labels), 'article')}{listed}."


def _order(documents: pd.DataFrame) -> str:
    """In which order the rows stand."""
    undated = int(documents["date_latest"].isna().sum())
    if undated == len(documents):
        return "articles in order of their id"
    return "articles in order of date" + (", undated ones last" if undated else "")


def _date_range(row: object) -> str:
    earliest, latest = row.date_earliest, row.date_latest  # type: ignore[attr-defined]
    if pd.isna(earliest) and pd.isna(latest):
        return "undated"
    if pd.isna(earliest) or pd.isna(latest):
        return f"not before {format_date(earliest)}" if pd.isna(latest) else f"not after {format_date(latest)}"
    return format_date(latest) if earliest == latest else f"{format_date(earliest)} to {format_date(latest)}"
