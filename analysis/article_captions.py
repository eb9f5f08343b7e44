"""What stands around the figures that set articles beside each other: their dates, and the text they share.

Every function takes the tables that its figure shows, and gives title, subtitle, caption and alt text.
"""

from __future__ import annotations

import pandas as pd

from analysis.mention_kinds import MOST_ROWS
from analysis.passage_pairs import CANNOT_TELL, MINIMUM_RATIO, SHARE
from analysis.passages import Shared
from analysis.units import CORPUS, count_units
from analysis.wording import count_of, format_date, format_number, format_p, format_percent, nothing_to_draw, pairs_of

_LISTED = 10  # pairs in an alt text


def describe_calendar(
    documents: pd.DataFrame, events: pd.DataFrame, unit: str = "article"
) -> tuple[str, str, str, str]:
    """When articles, or those of a group, can have been written, and the events."""
    undated_rows = documents[["date_earliest", "date_latest"]].isna().any(axis=1)
    total, undated = len(documents), int(documents["date_latest"].isna().sum())
    if undated == total:
        return nothing_to_draw("No article has a date")
    exact = unit == "article" and bool((documents["date_earliest"] == documents["date_latest"])[~undated_rows].all())
    can = ("was" if total == 1 else "were") if exact else "can have been"
    title = f"When {'the article' if total == 1 else count_of(total, unit)} {can} written"
    what = "each article"
    if unit != "article":
        title = f"When the articles of {count_units(documents, unit)} can have been written"
        what = "all articles" if unit == CORPUS else f"the articles of each {unit}"
    elif len(events) and total > 1:
        title = _title_calendar(documents, events)
    many, by_words = total > MOST_ROWS, "date_basis" in documents and bool((documents["date_basis"] != "").any())
    allow = ", as the articles' words allow" if by_words else ""
    subtitle = f"Days on which {what} {'was' if exact else can} written{allow}"
    if many:
        latest = "the latest that their words allow" if by_words else "the latest of them"
        subtitle = f"How many articles {can} written on which days, counted by {latest}"
    subtitle += f"; {undated:,} undated" if undated else ""
    marks = "; ".join(f"{row.label}, {format_date(row.date)}" for row in events.sort_values("date").itertuples())
    words = f"{allow} (the words are in the catalogue)" if by_words else ""
    caption = (
        f"{'Day' if exact else 'Earliest and latest day'} on which {what} {'was' if exact else can} written{words}. "
        f"Vertical lines: {marks or 'no events are set'}."
    )
    if many:
        caption = f"{subtitle}. Vertical lines: {marks or 'no events are set'}."
    alt = f"{_list_dates(documents, unit, many=many)}. Events: {marks or 'none'}."
    return title, subtitle, caption, alt


def _list_dates(documents: pd.DataFrame, unit: str, *, many: bool) -> str:
    """What the calendar shows: every article's days, or of many the span of them all."""
    if not many:
        listed = "; ".join(f"{row.label}, {_date_range(row)}" for row in documents.itertuples())
        each = "one bar" if unit == CORPUS else f"one bar per {unit}"
        return f"Chart of {each} on a calendar. {listed}"
    ends = documents["date_latest"].dropna()
    span = f" from {format_date(ends.min())} to {format_date(ends.max())}" if len(ends) else ""
    return f"Bars that count {len(ends):,} dated articles on a calendar{span}"


def _title_calendar(documents: pd.DataFrame, events: pd.DataFrame) -> str:
    """How many articles can only have been written before the events, and after them."""
    before = int((documents["date_latest"] < events["date"].min()).sum())
    after = int((documents["date_earliest"] > events["date"].max()).sum())
    several = bool((events["date"] != events["date"].iloc[0]).any())
    first, last = ("the first event", "the last event") if several else ("the event", "the event")
    again = "the last" if several else "it"
    if not before and not after:
        return f"No article can be dated entirely before {first} or after {again}"
    head = f"Of {count_of(len(documents), 'article')}, {before or after:,} can only have been written"
    if before and after:
        return f"{head} before {first}, {after:,} only after {again}"
    return f"{head} before {first}" if before else f"{head} after {last}"


def _date_range(row: object) -> str:
    earliest, latest = row.date_earliest, row.date_latest  # type: ignore[attr-defined]
    if pd.isna(earliest) and pd.isna(latest):
        return "undated"
    if pd.isna(earliest) or pd.isna(latest):
        return f"not before {format_date(earliest)}" if pd.isna(latest) else f"not after {format_date(latest)}"
    return format_date(latest) if earliest == latest else f"{format_date(earliest)} to {format_date(latest)}"


def describe_alignment(shared: Shared, documents: pd.DataFrame) -> tuple[str, str, str, str]:
    """The passages that two articles share."""
    names = documents.set_index("doc_id")["label"]
    if not shared.closest:
        if len(documents) == 1:
            return nothing_to_draw("There is one article only")
        return nothing_to_draw(f"No passage is known to be shared in {count_of(len(shared.pairs), 'pair')} of articles")
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


def describe_similarity(shared: Shared, documents: pd.DataFrame, shown: pd.DataFrame) -> tuple[str, str, str, str]:
    """Which pairs share text; `shown` are the articles of the matrix."""
    names = shown.set_index("doc_id")["label"]
    pairs = shared.pairs
    if not len(pairs):
        alone = len(documents) == 1
        return nothing_to_draw("There is one article only" if alone else "No two articles are alike enough to compare")
    found = pairs[pairs["verdict"] == SHARE]
    thing = "pair" if len(pairs) == pairs_of(len(documents)) else "compared pair"
    total = f"{count_of(len(pairs), thing)} of articles"
    title = (
        f"{len(found):,} of {total} share text" if len(found) > 1 else f"{len(found) or 'None'} of {total} shares text"
    )
    rule = f"at least {MINIMUM_RATIO:g} with an adjusted p-value below {shared.level:g}, or word for word"
    part = f"; shown: {len(shown)} of {len(documents):,} articles" if len(shown) < len(documents) else ""
    drawn = pairs[pairs["doc_a"].isin(names.index) & pairs["doc_b"].isin(names.index)]
    framed = any(a in names.index and b in names.index for a, b in shared.word_for_word)
    key = f"dark: shared text ({rule})" + ("; framed: word for word" if framed else "")
    key += "; hatched: cannot be told" if (drawn["verdict"] == CANNOT_TELL).any() else ""
    cells = pairs_of(len(shown))
    key += "; white: not compared, for want of words in common" if len(drawn) < cells else ""
    subtitle = f"Score of the best match in reading order, over that in random order; {key}{part}"
    caption = (
        f"How much better the passages of two articles match in their own order than in random order: the score of "
        f"their best match over that in random order; {key}{part}."
    )
    within = drawn[drawn["ratio"].notna()]
    some = ""
    if len(within) > _LISTED:
        some = f" of the {_LISTED} highest of {len(within):,} ratios"
        within = within.nlargest(_LISTED, "ratio")
    listed = "; ".join(
        f"{names[row.doc_a]} and {names[row.doc_b]} {row.ratio:.2f}, {format_p(row.p_holm)}"
        for row in within.itertuples()
    )
    compared = f", {len(drawn):,} of them compared" if len(drawn) < cells else ""
    matrix = f"Matrix of {count_of(cells, 'pair')} of articles{compared}"
    alt = f"{matrix}. Ratio and adjusted p-value{some}: {listed or 'none'}."
    return title, subtitle, caption, alt
