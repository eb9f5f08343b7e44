"""Write what stands around a figure, from the tables it shows: title, subtitle, source, caption, alt text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from analysis.prose import (
    count_articles,
    count_times,
    format_date,
    format_interval,
    format_number,
    format_p,
    format_percent,
    join_words,
    look_up,
)
from analysis.rates import POOLED
from analysis.themes import Themes

_SIGNIFICANT = 0.05


class Words(NamedTuple):
    """What stands around a figure."""

    title: str
    subtitle: str
    source: str
    caption: str
    alt: str


def describe(figure: str, *tables: object) -> Words:
    """Write title, subtitle, caption and alt text of a figure, from the tables it shows.

    Parameters
    ----------
    figure : str
        Kind of figure: see the keys of `FIGURES`.
    *tables
        What the figure shows; the figure's own function names them.

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
    source = _source(next(table for table in tables if isinstance(table, pd.DataFrame) and "label" in table))
    return Words(title, subtitle, source, f"{caption} {source}", alt)


def _mentions_figure(mentions: pd.DataFrame, documents: pd.DataFrame) -> tuple[str, str, str, str]:
    total, where = len(mentions), count_articles(len(documents))
    counts = mentions["frame"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if not total:
        return "No frame is mentioned", f"0 mentions in {where}", f"No mention in {where}.", "An empty chart."
    title = f"{counts.index[0].capitalize()} is named {count_times(int(counts.iloc[0]))}"
    negated = mentions[mentions["negated"]]
    if len(negated):
        frame = negated["frame"].value_counts().sort_index().idxmax()
        here = negated[negated["frame"] == frame]["form"]
        title += f"; {frame} {count_times(int(counts[frame]))}" if frame != counts.index[0] else ""
        title += f", {len(here)} of them as “{here.mode()[0]}”"
    listed = join_words(f"{frame} {n}" for frame, n in counts.items())
    caption = (
        f"Every mention of {join_words(counts.index)} in {where}, one square each, in the order of the text; articles "
        f"in order of date. Hatched: the word itself is negated (“non-…”). Filled: any other form. The chart counts "
        f"words; what their sentences say, and whose words they are, it does not show."
    )
    by_article = join_words(
        f"{row.label} {int((mentions['doc_id'] == row.doc_id).sum())}" for row in documents.itertuples()
    )
    alt = (
        f"Chart of squares, one row per article and one block per frame, one square per mention. "
        f"By frame: {listed}. By article: {by_article}. Hatched, as negated by the word itself: {len(negated)}."
    )
    return title, f"Each square is one mention: {total} in {where}, in order of date", caption, alt


def _calendar_figure(documents: pd.DataFrame, events: pd.DataFrame) -> tuple[str, str, str, str]:
    before = int((documents["date_latest"] < events["date"].min()).sum()) if len(events) else 0
    after = int((documents["date_earliest"] > events["date"].max()).sum()) if len(events) else 0
    undated = int(documents["date_latest"].isna().sum())
    title = f"{before} of {count_articles(len(documents))} {_were(before)} written before the events and {after} after"
    if not len(events):
        title = f"When {count_articles(len(documents))} were written"
    subtitle = "Days on which each article can have been written, by its own words" + (
        f"; {undated} undated" if undated else ""
    )
    listed = "; ".join(f"{row.label}, {_date_range(row)}" for row in documents.itertuples())
    marks = "; ".join(f"{row.label}, {format_date(row.date)}" for row in events.itertuples())
    caption = (
        f"Earliest and latest day on which each article can have been written, by what its own text says (the words "
        f"are in the catalogue). Vertical lines: {marks or 'no events are set'}."
    )
    alt = f"Chart of one bar per article on a calendar. {listed}. Events: {marks or 'none'}."
    return title, subtitle, caption, alt


def _rates_figure(
    rates: pd.DataFrame, tests: pd.DataFrame, documents: pd.DataFrame, per: int, confidence: float
) -> tuple[str, str, str, str]:
    different = tests.loc[tests["p"] < _SIGNIFICANT, "frame"].tolist()
    title = f"The articles differ in how often they mention {join_words(different)}" if different else ""
    title = title or "Whether the articles differ in these rates cannot be told"
    values = ", ".join(f"{format_p(row.p)} ({row.frame})" for row in tests.itertuples())
    level = format_percent(confidence)
    subtitle = f"Mentions per {per:,} tokens with exact {level} intervals; test of no difference: p = {values}"
    pooled = rates[rates["doc_id"] == POOLED]
    lines = join_words(f"{row.frame} {format_number(row.rate)}" for row in pooled.itertuples())
    caption = (
        f"Mentions per {per:,} tokens in each article (dot) with the exact Poisson interval at {level} (whisker); a "
        f"hollow dot marks a count of zero, the thin line all articles pooled; beside each dot, mentions of tokens. "
        f"The interval says what would hold in more text of the same kind if mentions fell independently."
    )
    single = rates[rates["doc_id"] != POOLED].merge(documents[["doc_id", "label"]], on="doc_id")
    listed = "; ".join(
        f"{frame}: "
        + ", ".join(
            f"{row.label} {format_number(row.rate)} ({format_interval(row.low, row.high)})"
            for row in group.itertuples()
        )
        for frame, group in single.groupby("frame", sort=False)
    )
    alt = f"Dots with whiskers, one row per article under each frame. Rate and interval: {listed}. Pooled: {lines}."
    return title, subtitle, caption, alt


def _positions_figure(
    mentions: pd.DataFrame, documents: pd.DataFrame, sizes: dict[str, int]
) -> tuple[str, str, str, str]:
    place = (mentions["position"] + 0.5) / mentions["doc_id"].map(sizes).astype(float)
    frames = mentions["frame"].value_counts().sort_index()
    early = place < 0.5
    title = f"{int(early.sum())} of {len(mentions)} mentions fall in the first half of their article"
    parts = (
        join_words(f"{int(early[mentions['frame'] == frame].sum())} of {n} of {frame}" for frame, n in frames.items())
        if len(frames)
        else "none"
    )
    subtitle = (
        f"Each mark is one mention: {len(mentions)} in {count_articles(len(documents))}, by its place in the text"
    )
    caption = (
        "Where in each article the mentions fall, from its first token (0 %) to its last (100 %); articles in order of "
        "date."
    )
    alt = f"Strips, one row per article, one mark per mention from 0 to 100 % of the text. In the first half: {parts}."
    return title, subtitle, caption, alt


def _theme_terms_figure(themes: Themes, _documents: pd.DataFrame) -> tuple[str, str, str, str]:
    names = list(dict.fromkeys(themes.terms["theme"]))
    depth = int(themes.terms["rank"].max())
    title = f"{len(names)} themes, not yet tested for stability"
    subtitle = (
        f"The {depth} terms of greatest weight per theme; {len(themes.passages)} passages, {themes.n_terms} terms"
    )
    caption = (
        f"The {depth} terms of greatest weight in each of {len(names)} themes, fitted by non-negative matrix "
        f"factorization to the TF-IDF of {len(themes.passages)} passages. A theme bears its top three terms as a name. "
        f"Not yet tested for stability."
    )
    listed = "; ".join(", ".join(group["term"]) for _, group in themes.terms.groupby("theme", sort=False))
    return (
        title,
        subtitle,
        caption,
        f"Bars of term weights in {len(names)} columns, one per theme. Terms: {listed}.",
    )


def _theme_shares_figure(themes: Themes, documents: pd.DataFrame) -> tuple[str, str, str, str]:
    table = themes.prevalence.merge(documents[["doc_id", "label"]], on="doc_id")
    leading = table.loc[table.groupby("doc_id")["share"].idxmax(), "theme"].value_counts().sort_index()
    title = (
        f"“{leading.idxmax()}” is the largest theme of {leading.max()} of {count_articles(table['doc_id'].nunique())}; "
        f"stability not yet tested"
    )
    subtitle = f"Mean share of each theme over an article's passages, in per cent; {len(themes.passages)} passages"
    caption = (
        "Mean share of each theme over the passages of each article, in per cent, with a "
        "95 % bootstrap interval over passages; n is the number of passages. Not yet tested for stability."
    )
    listed = "; ".join(
        f"{label}: " + ", ".join(f"{row.theme} {format_percent(row.share)}" for row in group.itertuples())
        for label, group in table.groupby("label", sort=False)
    )
    return (
        title,
        subtitle,
        caption,
        f"Grid of shares, one row per article and one column per theme. {listed}.",
    )


FIGURES: dict[str, Callable[..., tuple[str, str, str, str]]] = {
    "mentions": _mentions_figure,
    "calendar": _calendar_figure,
    "rates": _rates_figure,
    "positions": _positions_figure,
    "theme_terms": _theme_terms_figure,
    "theme_shares": _theme_shares_figure,
}


def _source(documents: pd.DataFrame) -> str:
    labels = documents["label"].tolist()
    listed = f" ({join_words(labels)})" if len(labels) <= 10 else ""
    return f"Source: {count_articles(len(labels))}{listed}."


def _were(n: int) -> str:
    return "was" if n == 1 else "were"


def _date_range(row: object) -> str:
    earliest, latest = row.date_earliest, row.date_latest  # type: ignore[attr-defined]
    if pd.isna(earliest) or pd.isna(latest):
        return "undated"
    return format_date(latest) if earliest == latest else f"{format_date(earliest)} to {format_date(latest)}"
