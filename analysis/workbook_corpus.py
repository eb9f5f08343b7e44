"""The corpus of a workbook: its documents, tokens and mentions, what they share, and what tables have a row for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import pandas as pd

from analysis.cleaning import clean_documents
from analysis.corpus import load_documents, order_by_date
from analysis.dictionaries import Dictionary
from analysis.frames import find_mentions
from analysis.large import LargeCorpus, Watch, count_large, is_large
from analysis.large_files import handed_down
from analysis.passages import Shared, count_once, shared_passages
from analysis.rates import POOLED
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize_documents
from analysis.units import Extent, Units, count_seen, find_units, merge_documents


class CorpusWorkbook:
    """Documents, tokens and mentions of a corpus, each computed once and when first asked for."""

    def __init__(self, settings: Settings, watch: Watch | None = None) -> None:
        self.settings, self._watch = settings, watch

    @cached_property
    def large(self) -> LargeCorpus | None:
        """Counts of a corpus that is too large for memory, and its sample; of another nothing (see `count_large`)."""
        if not is_large(self.settings):
            return None
        return handed_down(self.settings) or count_large(self.settings, watch=self._watch)

    @property
    def frames(self) -> list[str]:
        """Names of the frames, in the order of the settings."""
        return list(self.settings.frames)

    @cached_property
    def dictionary(self) -> Dictionary:
        """The frames of the settings with their patterns."""
        return Dictionary.from_settings(self.settings.frames)

    @property
    def events(self) -> pd.DataFrame:
        """The events of the settings: date, label."""
        rows = [(pd.Timestamp(event.date), event.label) for event in self.settings.events]
        return pd.DataFrame(rows, columns=["date", "label"])

    @cached_property
    def raw_documents(self) -> pd.DataFrame:
        """One row per document, ordered by doc_id, `text` as it stands in the file."""
        if self.large:
            return self.large.sample
        return load_documents(self.settings.corpus_path, self.settings.corpus.columns)

    @cached_property
    def _cleaned(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        rules = [name for name, on in self.settings.cleaning if on]
        return clean_documents(self.raw_documents, rules, words=self.large.words if self.large else None)

    @property
    def documents(self) -> pd.DataFrame:
        """One row per document, ordered by doc_id, `text` clean."""
        return self._cleaned[0]

    @property
    def ledger(self) -> pd.DataFrame:
        """One row per change that cleaning made."""
        return self._cleaned[1]

    @cached_property
    def tokens(self) -> Tokens:
        """Tokens of the clean documents."""
        return tokenize_documents(self.documents)

    @cached_property
    def raw_tokens(self) -> Tokens:
        """Tokens of the documents as they stand in their files."""
        return tokenize_documents(self.raw_documents)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row per mention of a frame in the clean documents."""
        return self._mentions_in(self.tokens, self.documents, self.ledger)

    @cached_property
    def raw_mentions(self) -> pd.DataFrame:
        """One row per mention of a frame in the documents as they stand in their files."""
        return self._mentions_in(self.raw_tokens, self.raw_documents, self.ledger.iloc[:0])

    @cached_property
    def excluded(self) -> pd.DataFrame:
        """The mentions that the exclusions of the settings take away."""
        if not self.dictionary.exclude:
            return self.mentions.iloc[:0]
        whole = Dictionary(self.dictionary.patterns)
        every = find_mentions(self.tokens, whole, self.documents, self.ledger, self.raw_documents["text"].tolist())
        kept = pd.MultiIndex.from_frame(self.mentions[["doc_id", "frame", "position"]])
        taken = ~pd.MultiIndex.from_frame(every[["doc_id", "frame", "position"]]).isin(kept)
        return every[taken].reset_index(drop=True)

    @cached_property
    def units(self) -> Units:
        """What tables and figures have a row for: documents, or groups of many (see `find_units`).

        Groups are called what stands in the file: cleaning, which may shorten a byline, does not move documents.
        """
        if self.large:
            return self.large.units
        units = find_units(self.raw_documents, self.settings.corpus.group, self.settings.corpus.columns)
        return units if units.grouped else replace(units, table=self.by_date.assign(articles=1))

    @property
    def extent(self) -> Extent:
        """How much of the corpus is counted in full, and how much is looked at."""
        if self.large is None:
            return Extent(self.units, len(self.raw_documents))
        return Extent(
            self.units, self.large.articles, len(self.raw_documents), self.large.bytes, self.large.sampled_bytes
        )

    @property
    def part(self) -> str:
        """What the documents are: the corpus, or a sample of it."""
        return "sample" if self.large else "corpus"

    @property
    def unit(self) -> str:
        """What a row of tables and figures is: "article", or what they are grouped by."""
        return self.units.noun

    @cached_property
    def unit_tokens(self) -> Tokens:
        """The tokens, those of a group's documents together (see `merge_documents`)."""
        return merge_documents(self.tokens, self.units)

    @cached_property
    def unit_tokens_once(self) -> Tokens:
        """The same, shared passages in the earliest document only."""
        return merge_documents(self.tokens_once, self.units)

    @property
    def unit_mentions(self) -> pd.DataFrame:
        """The mentions under the names of their groups; `article` is the document, where there are groups."""
        return self.units.rename(self.mentions)

    @property
    def unit_mentions_once(self) -> pd.DataFrame:
        """The same, shared passages in the earliest document only."""
        return self.units.rename(self.mentions_once)

    @property
    def seen_units(self) -> pd.DataFrame:
        """The units with how many of their documents are looked at: all, unless the corpus is large."""
        if self.large is None:
            return self.units.table
        if not self.units.grouped:
            return self.by_date.assign(articles=1)
        return count_seen(self.units.table, [self.units.of[doc_id] for doc_id in self.documents["doc_id"]])

    @property
    def dependent(self) -> list[list[str]]:
        """Documents that share text; of groups none, since pairs of them are compared with shared passages once."""
        return [] if self.units.grouped else self.shared.groups

    def labelled(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table with the labels of its documents or groups, beside doc_id with its rows in their order.

        One row per pair of documents, with doc_a and doc_b, keeps its place and gets label_a and label_b.
        """
        labels = self._labels
        for side in ("_a", "_b"):
            if f"doc{side}" in table:
                table = table.copy()
                table.insert(table.columns.get_loc(f"doc{side}") + 1, f"label{side}", table[f"doc{side}"].map(labels))
        if "doc_id" not in table:
            return table
        place = {doc_id: number for number, doc_id in enumerate(labels)}
        table = table.sort_values("doc_id", key=lambda ids: ids.map(place), kind="stable", ignore_index=True)
        table.insert(1, "label", table["doc_id"].map(labels))
        return table

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The labels of documents, of groups and of all articles together, in the order of tables and figures."""
        named = [self.units.table, self.by_date]
        labels = {name: label for own in named for name, label in zip(own["doc_id"], own["label"], strict=True)}
        return {**labels, POOLED: "all articles"}

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table with the labels of its documents, its rows as they are."""
        return table.assign(label=table["doc_id"].map(self._labels))

    @cached_property
    def token_changes(self) -> pd.DataFrame:
        """Tokens per document or group before and after cleaning: doc_id, raw, clean."""
        sizes = pd.DataFrame({"raw": self.raw_tokens.sizes, "clean": self.tokens.sizes})
        return sizes.groupby(self.units.of, sort=True).sum().rename_axis("doc_id").reset_index()

    @cached_property
    def mention_changes(self) -> pd.DataFrame:
        """Mentions per frame before and after cleaning: frame, raw, clean."""
        counts = {"raw": self.raw_mentions["frame"].value_counts(), "clean": self.mentions["frame"].value_counts()}
        table = pd.DataFrame(counts).reindex(self.frames).fillna(0).astype(int)
        return table.rename_axis("frame").reset_index()

    @cached_property
    def by_date(self) -> pd.DataFrame:
        """The clean documents in order of date, as tables and figures show them."""
        return order_by_date(self.documents)

    @cached_property
    def shared(self) -> Shared:
        """Which documents share text, and which passages (see `shared_passages`)."""
        statistics = self.settings.statistics
        return shared_passages(self.tokens, self.documents, statistics.seed, 1 - statistics.confidence)

    @cached_property
    def tokens_once(self) -> Tokens:
        """The tokens, shared passages in the earliest document only."""
        return count_once(self.tokens, self.shared)

    @cached_property
    def mentions_once(self) -> pd.DataFrame:
        """The mentions, shared passages in the earliest document only."""
        return self.mentions[~self.shared.repeats(self.mentions["doc_id"], self.mentions["passage"])]

    @cached_property
    def _mentions_left(self) -> pd.DataFrame:
        """The mentions found in the tokens that are left when shared passages count once, placed among these."""
        return self._mentions_in(self.tokens_once, self.documents, self.ledger)

    def _mentions_in(self, tokens: Tokens, documents: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
        return find_mentions(tokens, self.dictionary, documents, ledger, self.raw_documents["text"].tolist())

    def _places(self, frames: pd.Series) -> pd.Series:
        """Frames by their place in the settings."""
        return frames.map({frame: number for number, frame in enumerate(self.frames)})


def stack_counted(published: pd.DataFrame, once: pd.DataFrame) -> pd.DataFrame:
    """One table over the other, with a column that says which is which."""
    return pd.concat([published.assign(counted="as published"), once.assign(counted="once")], ignore_index=True)
