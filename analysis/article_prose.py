"""Findings about the articles, in words: what they are, what cleaning changed, what text they share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.grouping import MOST_UNITS
from analysis.passage_pairs import CANNOT_TELL, SHARE
from analysis.passages import Shared, effective_number
from analysis.settings import Settings
from analysis.tokens import Tokens
from analysis.units import CORPUS, Extent, Units
from analysis.wording import count_of, format_date, format_number, format_percent, join_words, pairs_of, plural

_LISTED = 5  # articles, pairs of them or types named in a sentence
_GROUPS = (
    "group = “outlet” or another column, “month” or “year” under [corpus] in workbook.toml would set groups of them "
    "beside each other"
)


def state_note(settings: Settings) -> str:
    """What a reader should know of the corpus first."""
    return settings.corpus.note.strip() or "No note on the corpus: [corpus] note in workbook.toml is the place for it."


def state_extent(extent: Extent) -> str:
    """How many articles are read, in full or in a sample, and what tables and figures have a row for."""
    units, articles = extent.units, extent.articles
    if extent.sampled:
        return f"{_say_large(extent)} {_say_groups(units)}".strip()
    if articles == 1:
        return "There is one article, which is read in full."
    read = f"All {articles:,} articles are read in full"
    if not units.grouped:
        asked = f"; {MOST_UNITS} or fewer are not grouped, so group = “{units.asked}” changes nothing here"
        said = f"{read}, each for itself{asked if units.asked else ''}."
        return f"{said} Most figures have no room for a row each: {_GROUPS}." if articles > MOST_UNITS else said
    return f"{read}. {_say_groups(units)}"


def _say_groups(units: Units) -> str:
    """By what articles are grouped, and what that does to sentences and intervals."""
    if units.noun == CORPUS:
        return f"They are counted together, since so many have no row each: {_GROUPS}."
    if not units.grouped:
        return ""
    listed = join_words(units.table["label"])
    return (
        f"They are counted by {units.noun}: {listed}, in brackets the number of articles. Rows of tables and figures "
        f"are {plural(units.noun)}, even where the text around them speaks of articles. Exact intervals and tests take "
        f"mentions as independent of each other, which those of one article need not be: the bootstrap, which draws "
        f"whole articles again, stands beside the ratios."
    )


def _say_large(extent: Extent) -> str:
    """What is counted in full, and what in a sample."""
    whole, part = (format_number(size / 1e6) for size in (extent.bytes, extent.sampled_bytes))
    return (
        f"The corpus is larger than memory_mb under [corpus] in workbook.toml allows, so it is counted a piece at a "
        f"time. Counted in full, over all {extent.articles:,} articles ({whole} MB of text): rates, their differences "
        f"and pairs, which frame leads, keyness, patterns and forms, and what is said with the mentions and by whom. "
        f"All else rests on a seeded sample of {extent.sampled:,} of {extent.articles:,} articles ({part} MB): what is "
        f"shown of the articles and of cleaning, sentences and words around mentions, their places and spread, frames "
        f"that meet, shared passages, themes, and other choices. Text shared with an article outside the sample is not "
        f"seen, so that counting shared passages once takes away too little."
    )


def state_corpus(documents: pd.DataFrame, tokens: Tokens, part: str = "corpus") -> str:
    """How many articles and tokens there are, and of which days."""
    dated = documents.dropna(subset=["date_earliest", "date_latest"])
    when = ""
    if len(dated):
        span = format_date(dated["date_earliest"].min()), format_date(dated["date_latest"].max())
        those = "They were" if len(documents) > 1 else "It was"
        if len(dated) < len(documents):
            those = f"{len(dated):,} of {len(documents):,} are dated; these were"
        days = f"between {span[0]} and {span[1]}" if span[0] != span[1] else f"on {span[0]}"
        by_words = ", as their words allow," if (dated["date_basis"] != "").any() else ""
        when = f" {those} written{by_words} {days}."
    sizes = [format_number(int(size)) for size in (tokens.counts.min(), tokens.counts.max(), tokens.counts.sum())]
    spread = f", from {sizes[0]} to {sizes[1]} tokens long" if len(documents) > 1 else ""
    articles = count_of(len(documents), "article")
    return f"The {part} holds {articles} and {sizes[2]} tokens{spread}.{when} {_say_translated(documents)}"


def _say_translated(documents: pd.DataFrame) -> str:
    """How many articles are translated, where anything says so."""
    said = documents["translated"].value_counts()
    if said.get("unknown", 0) == len(documents):
        return "Whether any of it is translated is not known."
    known = ", ".join(f"{said[value]} {value}" for value in ("yes", "no", "unknown") if value in said)
    return f"Translated, by the {'table' if 'row' in documents else 'catalogue'}: {known}."


def state_cleaning(ledger: pd.DataFrame, tokens: pd.DataFrame, counts: pd.DataFrame) -> str:
    """How much cleaning changed, and which counts."""
    raw, clean = int(tokens["raw"].sum()), int(tokens["clean"].sum())
    if not len(ledger):
        return f"Cleaning found nothing to change in {count_of(raw, 'token')}."
    changed = counts[counts["raw"] != counts["clean"]]
    moves = [f"{row.frame} goes from {count_of(row.raw, 'mention')} to {row.clean}" for row in changed.itertuples()]
    moves.append("the other frames keep theirs" if len(changed) < len(counts) and moves else "")
    effect = "; ".join(filter(None, moves)) or "no frame gains or loses a mention"
    return (
        f"Cleaning made {count_of(len(ledger), 'change')} by {count_of(ledger['rule'].nunique(), 'rule')} and left "
        f"{format_number(clean)} of {count_of(raw, 'token')}: {effect}."
    )


def state_shared(shared: Shared, documents: pd.DataFrame, tokens: Tokens, once: Tokens, part: str = "corpus") -> str:
    """Which articles share text, and how much the articles hold without it; pairs beyond a sample are not seen."""
    said = _say_shared(shared, documents, tokens, once)
    return f"{said} These are the articles of the sample; pairs beyond it are not seen." if part == "sample" else said


def _say_shared(shared: Shared, documents: pd.DataFrame, tokens: Tokens, once: Tokens) -> str:
    if not len(shared.pairs):
        if len(documents) == 1:
            return "There is one article only, so none that it could share text with."
        return f"No two of {len(documents):,} articles are alike enough to be compared, so each counts as one."
    names = documents.set_index("doc_id")["label"]
    found = shared.pairs[shared.pairs["verdict"] == SHARE]
    untold = int((shared.pairs["verdict"] == CANNOT_TELL).sum())
    compared, every = len(shared.pairs), pairs_of(len(documents))
    total = f"{count_of(every, 'pair')} of articles"
    some = f"Of {total}, {compared:,} have enough in common to be compared; " if compared < every else ""
    lacking = "too few passages for a test, or too few random orders for so many pairs"
    short = f" Of {count_of(untold, 'pair')} it cannot be told: {lacking}." if untold else ""
    if not len(found):
        counted = "" if untold else ", so each article counts as one"
        none = f"{some}no sign of shared text in any of them" if some else f"No sign of shared text in {total}"
        return f"{none}{counted}.{short}"
    parts = [
        f"{names[row.doc_a]} and {names[row.doc_b]} ({count_of(row.passages, 'passage')}, "
        f"{format_percent(row.share_a)} and {format_percent(row.share_b)} of their tokens; longest run of the same "
        f"words {count_of(row.longest_run, 'token')})"
        for row in shared.by_share.head(_LISTED).itertuples()
        if row.verdict == SHARE
    ]
    parts += [f"{len(found) - _LISTED:,} more"] if len(found) > _LISTED else []
    dates = documents.loc[documents["doc_id"].isin(np.concatenate(shared.groups)), "date_latest"]
    order = ""
    if dates.isna().all():
        order = " None of them is dated, so the first in the catalogue counts as the earliest."
    elif dates.isna().any():
        order = " An article without a date is taken to be later than one with a date."
    return (
        f"{some or f'Of {total}, '}{len(found):,} {'shares' if len(found) == 1 else 'share'} text: "
        f"{join_words(parts)}. By the text that no earlier article has, the {len(documents):,} articles hold as much "
        f"as {format_number(effective_number(tokens, once))} articles would.{order}{short}"
    )


def state_cutoff(shared: Shared) -> str:
    """From where on an aligned passage counts as shared, and how far that can be trusted."""
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
    alike = shared.passages["cosine"] > shared.cutoff
    by_words = ""
    if not alike.all():
        by_words = (
            f", or when half of the later one stands word for word in the earlier article (by that alone "
            f"{(~alike).sum():,} of {len(alike):,})"
        )
    return (
        f"Two matched passages count as shared when their likeness, a cosine from 0 to 1, is above "
        f"{format_number(shared.cutoff)}{by_words}. Only one in a hundred pairs of passages is so alike in "
        f"{shared.cutoff_basis}.{chance} Shared passages by kind: {listed}."
    )
