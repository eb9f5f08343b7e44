"""Write what stands around a figure, from the tables it shows: title, subtitle, source, caption, alt text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.article_captions import describe_alignment, describe_calendar, describe_similarity
from analysis.brackets import bracket_rows, letter_rows
from analysis.choice_captions import describe_universes
from analysis.mention_captions import describe_mentions, describe_positions
from analysis.mention_kinds import MOST_ROWS
from analysis.passages import Shared
from analysis.rate_captions import describe_comparisons, describe_rates
from analysis.term_captions import describe_keyness
from analysis.theme_captions import describe_stability, describe_theme_shares, describe_theme_terms
from analysis.themes import Themes
from analysis.units import CORPUS
from analysis.wording import count_of, format_percent, join_words, look_up, share_text

_LISTED = 5  # groups named in a sentence


class Words(NamedTuple):
    """What stands around a figure."""

    title: str
    subtitle: str
    source: str
    caption: str
    alt: str


def describe(
    figure: str, *tables: object, shared: Shared | None = None, unit: str = "article", part: str = "corpus"
) -> Words:
    """Write title, subtitle, caption and alt text of a figure, from the tables it shows.

    Parameters
    ----------
    figure : str
        Kind of figure: see the keys of `FIGURES`.
    *tables
        What the figure shows; the figure's own function names them.
    shared : Shared, optional
        Which documents share text, when the figure marks them by a bracket.
    unit : str
        What a row of the figure is, where it is not an article but a group of them, as "outlet"; groups have no
        brackets.
    part : str
        What the documents are: "corpus", or "sample" where they are a sample of it. Rates, comparisons and keyness
        are counted in full all the same, and only what is shared is known of the sample.

    Returns
    -------
    Words
        title, subtitle, source, caption (which ends with the source) and alt; where there is nothing to draw, the
        caption says why, and alt is empty.

    Raises
    ------
    ValueError
        When there is no such kind.
    """
    grouped = unit != "article"
    named = ({"unit": unit} if grouped else {}) | ({"part": part} if figure in _IN_FULL else {})
    title, subtitle, caption, alt = look_up(figure, FIGURES)(*tables, **named)
    if not alt:
        return Words(title, subtitle, "", caption, "")
    documents = next(table for table in tables if isinstance(table, pd.DataFrame) and "label" in table)
    summed = figure in _SUMMED and len(documents) > MOST_ROWS  # no row per document, so none to join
    bracket = ""
    if shared and not grouped and not summed:
        bracket = _bracket(shared, _drawn(tables, documents))
        if figure == "rates" and len(documents) > MOST_ROWS:  # other rows for each frame
            joined = share_text(map(len, shared.groups))
            bracket = f"A bracket or the same letter joins articles that {joined}. " if shared.groups else ""
    source = f"{bracket}{_source(documents, unit, 'corpus' if figure in _IN_FULL else part)}"
    return Words(title, subtitle, source, f"{caption} {source}", alt)


FIGURES: dict[str, Callable[..., tuple[str, str, str, str]]] = {
    "mentions": describe_mentions,
    "calendar": describe_calendar,
    "rates": describe_rates,
    "positions": describe_positions,
    "alignment": describe_alignment,
    "similarity": describe_similarity,
    "comparisons": describe_comparisons,
    "keyness": describe_keyness,
    "theme_terms": describe_theme_terms,
    "theme_shares": describe_theme_shares,
    "stability": describe_stability,
    "universes": describe_universes,
}


_IN_FULL = {"rates", "comparisons", "keyness"}  # figures of counts that a sample does not bound
_SUMMED = {"mentions", "calendar", "positions"}  # figures that show sums of many documents


def _drawn(tables: Sequence[object], documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that have a row: those without a passage in the themes, or without a type drawn, have none."""
    rows = next((table.shown for table in tables if isinstance(table, Themes)), documents)
    types = next((table for table in tables if isinstance(table, pd.DataFrame) and "log_ratio" in table), rows)
    return documents[documents["doc_id"].isin(types["doc_id"])]


def _bracket(shared: Shared, documents: pd.DataFrame) -> str:
    """What the brackets of a figure mean."""
    rows = bracket_rows(documents["doc_id"], shared.groups)
    groups = [group for group in shared.groups if documents["doc_id"].isin(group).sum() > 1]
    joined = share_text(map(len, groups))
    if letter_rows(rows):
        return f"Articles with the same letter {joined}. "
    if len(groups) != 1 or len(groups[0]) != 2:
        return f"Brackets join articles that {joined}. " if groups else ""
    names = documents.set_index("doc_id")["label"]
    pair = shared.pairs.set_index(["doc_a", "doc_b"]).loc[tuple(groups[0])]
    shares = f"{format_percent(pair['share_a'])} and {format_percent(pair['share_b'])}"
    return f"Bracket: {join_words(names[doc_id] for doc_id in groups[0])} share text ({shares} of their tokens). "


def _source(documents: pd.DataFrame, unit: str = "article", part: str = "corpus") -> str:
    if unit != "article":
        return f"Source: {_say_groups(documents, unit)}."
    labels = documents["label"].tolist()
    listed = f" ({join_words(labels)})" if len(labels) <= 10 else ""
    drawn = "a sample, " if part == "sample" else ""
    return f"Source: {drawn}{count_of(len(labels), 'article')}{listed}."


def _say_groups(documents: pd.DataFrame, unit: str) -> str:
    """How many articles the groups have; of a sample how many of how many, and which groups have none in it."""
    articles = int(documents["articles"].sum())
    said = count_of(articles, "article")
    if "in_all" in documents:
        said = f"a sample of {articles:,} of {count_of(int(documents['in_all'].sum()), 'article')}"
    if unit == CORPUS:
        return said
    each = "the number of articles of each"
    if "in_all" in documents:
        each = "how many articles of each are in the sample"
        absent = documents.loc[documents["articles"] == 0, "doc_id"].tolist()
        more = [f"{len(absent) - _LISTED} more"] if len(absent) > _LISTED else []
        each += f"; it holds none of {join_words([*absent[:_LISTED], *more])}" if absent else ""
    return f"{said} in {count_of(len(documents), unit)}; in brackets {each}"
