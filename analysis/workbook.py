"""One object that gives a notebook everything, each part computed once and when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.bootstrap import add_draws, bootstrap_ratios, draw_blocks
from analysis.choice_effects import Choice
from analysis.choice_readings import distinct_choices, sample_documents
from analysis.cleaning import clean_documents
from analysis.coding import agreement, compare_counts, list_differences, precision_recall
from analysis.coding_sheets import CODES, codes_of_rules, read_coding
from analysis.collocation import frame_collocates, frames_together, neighbours
from analysis.comparisons import choose_pairs, compare_documents, compare_frames
from analysis.context import classify_mentions, count_kinds, count_rules, count_sources
from analysis.corpus import load_documents, order_by_date
from analysis.dictionaries import Dictionary
from analysis.differences import frame_homogeneity
from analysis.dispersion import frame_dispersion
from analysis.frames import count_patterns, find_mentions, frame_overlaps
from analysis.key_types import count_remaining, remaining_types
from analysis.keyness import keyness_of_counts
from analysis.large import LargeCorpus, Watch, count_large, is_large
from analysis.large_files import handed_down
from analysis.passages import Shared, count_once, shared_passages
from analysis.rates import POOLED, frame_rates, rates_of_counts
from analysis.robustness import multiverse, weigh_findings
from analysis.settings import Settings, find_settings, load_settings
from analysis.theme_checks import (
    compare_models,
    leave_one_out,
    list_doubts,
    theme_basis,
    theme_frames,
    typical_passages,
)
from analysis.theme_models import PassageTerms, count_terms, sample_passages
from analysis.theme_number import ThemeNumber, choose_number
from analysis.themes import Themes, fit_themes
from analysis.tokens import Tokens, document_term_matrix, tokenize, tokenize_documents
from analysis.typography import apostrophe_keywords
from analysis.units import MOST_UNITS, Extent, Units, find_units, merge_documents, merge_mentions, number_documents
from analysis.wording import plural

_OTHER_TYPES = 4  # of each of more than 40 documents, types that do not remain, as drawn
_FITTED = 2000  # passages: fitted some two thousand times
_REMAINING = ["doc_id", "counted", "minimum", "types", "remain", "remain_all", "which"]


class Workbook:
    """A corpus and its settings, read one step at a time.

    Parameters
    ----------
    settings : Settings
        The settings to work by.
    watch : function of int and int, optional
        Told how many pieces of a corpus are counted, and of how many, where it is too large for memory.

    Notes
    -----
    Of a corpus larger than `[corpus] memory_mb` the documents, and what is made of them, are a seeded sample. Counted
    in full are `units`, `rates`, `pooled`, `differences`, `comparisons`, `leads`, `keyness` and what follows from it,
    `patterns`, `forms`, `kinds`, `sources`, `rules` and `unit_judged` (see `count_large`).
    """

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

    @cached_property
    def patterns(self) -> pd.DataFrame:
        """What each pattern finds, those that do not count included (see `count_patterns`)."""
        return self.large.patterns if self.large else count_patterns(self.tokens, self.dictionary)

    @cached_property
    def forms(self) -> pd.DataFrame:
        """How often each form of a frame is found: frame, form, count."""
        counts = self.unit_judged.groupby(["frame", "form"]).size()
        return counts.rename("count").reset_index()

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
    def overlaps(self) -> pd.DataFrame:
        """Mentions of two frames that share a word (see `frame_overlaps`)."""
        return self.labelled(frame_overlaps(self.mentions))

    @cached_property
    def judged(self) -> pd.DataFrame:
        """The mentions with what is said with each, and by whom (see `classify_mentions`)."""
        return classify_mentions(self.mentions, self.tokens, self.documents)

    @cached_property
    def judged_once(self) -> pd.DataFrame:
        """The same with shared passages in the earliest document only."""
        return self.judged.loc[self.mentions_once.index]

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """Mentions of each frame that are opposed, refused, quoted and reported (see `count_kinds`)."""
        judged, once = self.judged, self.judged_once
        if self.large:
            judged = self.large.judged
            once = judged[~self.shared.repeats(judged["doc_id"], judged["passage"])]
        return count_kinds(judged, once, self.frames, self.settings.statistics.confidence)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Who is reported to say the mentions (see `count_sources`)."""
        return count_sources(self.large.judged if self.large else self.judged)

    @cached_property
    def rules(self) -> pd.DataFrame:
        """How often each rule fired that judges a mention (see `count_rules`)."""
        return self.large.rules if self.large else count_rules(self.judged)

    @cached_property
    def collocates(self) -> pd.DataFrame:
        """Words near the mentions of each frame, in its sentence (see `frame_collocates`)."""
        return frame_collocates(self.tokens, self.mentions, self.frames)

    @property
    def reading(self) -> Path:
        """The sheet that a reader filled in, whether it is there or not."""
        return self.settings.file.parent / "coding" / "reading.csv"

    @cached_property
    def _codings(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The codes of the rules, and the reader's, which are empty where nobody has read."""
        rules = codes_of_rules(self.judged)
        if self.reading.is_file():
            return rules, read_coding(self.reading, self.judged)
        return rules, rules.assign(**dict.fromkeys([*CODES, "source", "note"], ""))

    @property
    def reader(self) -> pd.DataFrame:
        """The reader's codes and notes, empty where nobody has read (see `read_coding`)."""
        return self._codings[1]

    @cached_property
    def agreed(self) -> pd.DataFrame:
        """How far the rules agree with the reader, no rows where nobody has read (see `agreement`).

        Whether a mention is meant is not among it: rules hold every one to be, so that `scored` tells.
        """
        table = agreement(*self._codings, self.settings.statistics.confidence)
        return table[(table["mentions"] > 0) & (table["code"] != "meant")].reset_index(drop=True)

    @cached_property
    def scored(self) -> pd.DataFrame:
        """How often the rules are right, and how much they find; no rows without (see `precision_recall`)."""
        table = precision_recall(*self._codings, self.settings.statistics.confidence)
        return table[table["of"] > 0].reset_index(drop=True)

    @cached_property
    def readings(self) -> pd.DataFrame:
        """Counts by the rules and by the reader, in by_rules and by_reader; no rows without (see `compare_counts`)."""
        table = compare_counts(*self._codings, self.frames)
        table = table.rename(columns={"by_one": "by_rules", "by_other": "by_reader"})
        return table[table["mentions"] > 0].reset_index(drop=True)

    @cached_property
    def disagreed(self) -> pd.DataFrame:
        """Where the rules and the reader differ, in the columns rules and reader (see `list_differences`)."""
        return list_differences(*self._codings).rename(columns={"one": "rules", "other": "reader"})

    @cached_property
    def raw_mentions(self) -> pd.DataFrame:
        """One row per mention of a frame in the documents as they stand in their files."""
        return self._mentions_in(self.raw_tokens, self.raw_documents, self.ledger.iloc[:0])

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
    def unit_judged(self) -> pd.DataFrame:
        """The judged mentions under the names of their groups; of a large corpus without their words."""
        if self.large is None:
            return self.units.rename(self.judged)
        judged = self.large.judged
        places = np.arange(len(judged)) + len(self.judged)
        seen = np.flatnonzero(judged["doc_id"].isin(self.raw_documents["doc_id"]))
        # a mention of the sample keeps its row there, by which a mark of a chart leads to its sentence
        places[seen[np.argsort(judged["doc_id"].iloc[seen], kind="stable")]] = self.judged.index
        judged = judged.set_axis(places)
        if not self.units.grouped:
            return judged.drop(columns="unit")
        return judged.rename(columns={"doc_id": "article", "unit": "doc_id"})

    @property
    def seen_units(self) -> pd.DataFrame:
        """The units of which documents are looked at: all, unless the corpus is large."""
        if self.large is None:
            return self.units.table
        if not self.units.grouped:
            return self.by_date.assign(articles=1)
        seen = {self.units.of[doc_id] for doc_id in self.documents["doc_id"]}
        return self.units.table[self.units.table["doc_id"].isin(seen)].reset_index(drop=True)

    @property
    def mention_table(self) -> pd.DataFrame:
        """What the chart of mentions holds: they, or of a large corpus how many there are of a kind."""
        if self.large is None:
            return self.labelled(self.unit_judged.drop(columns=["left", "right", "whole"]))
        by = ["doc_id", "frame", "quotation", "attribution", "opposed", "refused"]
        return self.labelled(self.unit_judged.groupby(by).size().rename("count").reset_index())

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
    def rates(self) -> pd.DataFrame:
        """One row per frame and document or group, and one per frame for all of them (see `frame_rates`)."""
        if self.large:
            return self._rates_of(self.large.counts)
        return self._rates(self.unit_mentions, self.unit_tokens)

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
    def rates_once(self) -> pd.DataFrame:
        """The rates, shared passages counted in the earliest document only."""
        if self.large:
            return self._rates_of(self._less_repeats(self.large.counts))
        return self._rates(self.unit_mentions_once, self.unit_tokens_once)

    def _rates_of(self, counts: pd.DataFrame) -> pd.DataFrame:
        statistics = self.settings.statistics
        return rates_of_counts(counts, statistics.confidence, statistics.per)

    def _less_repeats(self, counts: pd.DataFrame) -> pd.DataFrame:
        """Counts of a large corpus less what documents of the sample repeat of each other."""
        fewer_tokens = pd.Series(self.unit_tokens.sizes) - pd.Series(self.unit_tokens_once.sizes)
        found, left = (
            table.groupby(["doc_id", "frame"]).size() for table in (self.unit_mentions, self.unit_mentions_once)
        )
        fewer = found.sub(left, fill_value=0)
        cells = pd.MultiIndex.from_frame(counts[["doc_id", "frame"]])
        tokens = counts["tokens"] - counts["doc_id"].map(fewer_tokens).fillna(0).astype(int)
        count = counts["count"] - fewer.reindex(cells).fillna(0).to_numpy().astype(int)
        return counts.assign(count=count, tokens=tokens)

    def _rates(self, mentions: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
        statistics = self.settings.statistics
        return frame_rates(mentions, tokens, self.frames, statistics.confidence, statistics.per)

    @cached_property
    def pooled(self) -> pd.DataFrame:
        """All documents together: frame, counted ("as published" or "once"), count, tokens, rate, low, high."""
        table = _counted(self.rates, self.rates_once)
        columns = ["frame", "counted", "count", "tokens", "rate", "low", "high"]
        table = table.loc[table["doc_id"] == POOLED, columns]
        return table.sort_values("frame", key=self._places, kind="stable", ignore_index=True)

    def _places(self, frames: pd.Series) -> pd.Series:
        """Frames by their place in the settings."""
        return frames.map({frame: number for number, frame in enumerate(self.frames)})

    @cached_property
    def differences(self) -> pd.DataFrame:
        """One row per frame: whether its mentions fall on documents as tokens do (see `frame_homogeneity`).

        Beside it p_once and p_once_holm, the p-values when shared passages count in the earliest document only.
        """
        seed = self.settings.statistics.seed
        published = frame_homogeneity(self.rates, seed)
        once = published if self.rates_once.equals(self.rates) else frame_homogeneity(self.rates_once, seed)
        return published.assign(p_once=once["p"], p_once_holm=once["p_holm"])

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """One row per frame and two documents or groups, in their order (see `compare_documents`).

        Groups are compared with shared passages in the earliest document only: no two of them would be independent
        otherwise, and none of the text would be left to tell them apart by.
        """
        ordered = self.labelled(self.rates_once if self.units.grouped else self.rates).drop(columns="label")
        return compare_documents(ordered, self.dependent, self.settings.statistics.confidence)

    @cached_property
    def bootstrapped(self) -> pd.DataFrame:
        """The comparisons that are shown (see `choose_pairs`), with bootstrap intervals beside them.

        Passages of documents are drawn again, and whole documents of groups.
        """
        statistics, pairs, units = self.settings.statistics, choose_pairs(self.comparisons), self.units
        if self.large:
            drawn = draw_blocks(self.large.blocks, self.frames, statistics.seed)
            return add_draws(pairs, drawn, statistics.confidence)
        mentions, tokens = self.mentions, self.tokens
        if units.grouped:
            mentions = merge_mentions(self._mentions_left, self.tokens_once, units)
            tokens = number_documents(self.unit_tokens_once, self.tokens_once, units)
        return bootstrap_ratios(pairs, mentions, tokens, statistics.seed, statistics.confidence)

    @cached_property
    def _mentions_left(self) -> pd.DataFrame:
        """The mentions found in the tokens that are left when shared passages count once, placed among these."""
        return self._mentions_in(self.tokens_once, self.documents, self.ledger)

    @cached_property
    def leads(self) -> pd.DataFrame:
        """Which of the two most mentioned frames leads, per document and in all (see `compare_frames`)."""
        return compare_frames(self.rates, self.settings.statistics.confidence)

    @cached_property
    def leads_once(self) -> pd.DataFrame:
        """The same two frames with shared passages counted in the earliest document only."""
        frames = self.leads[["frame_a", "frame_b"]].head(1).to_numpy().ravel().tolist()
        return compare_frames(self.rates_once, self.settings.statistics.confidence, frames)

    @cached_property
    def together(self) -> pd.DataFrame:
        """Sentences and passages in which two frames meet, as published and once (see `frames_together`)."""
        published = frames_together(self.mentions, self.tokens)
        table = _counted(published, frames_together(self.mentions_once, self.tokens_once))
        order, rising = ["frame_a", "frame_b", "unit", "counted"], [True, True, False, True]
        return table.sort_values(order, ascending=rising, ignore_index=True)

    @cached_property
    def neighbours(self) -> pd.DataFrame:
        """Words directly before and after the mentions (see `neighbours`)."""
        return neighbours(self.mentions, self.tokens)

    @cached_property
    def beside(self) -> pd.DataFrame:
        """The same whatever the mention's form: frame, side, type, count, once (the count, shared passages once)."""
        by = ["frame", "side", "type"]
        once = neighbours(self.mentions_once, self.tokens).groupby(by)["count"].sum()
        table = self.neighbours.groupby(by)["count"].sum().reset_index()
        table["once"] = once.reindex(pd.MultiIndex.from_frame(table[by]), fill_value=0).to_numpy()
        order, rising = ["frame", "side", "count", "type"], [True, False, False, True]
        return table.sort_values(order, ascending=rising, ignore_index=True)

    @cached_property
    def spread(self) -> pd.DataFrame:
        """How evenly frames with five mentions or more are spread, as published and once (see `frame_dispersion`)."""
        table = _counted(self._spread(self.mentions, self.tokens), self._spread(self._mentions_left, self.tokens_once))
        table = table.sort_values(["parts", "counted"], ignore_index=True)
        return table.sort_values("frame", key=self._places, kind="stable", ignore_index=True)

    def _spread(self, mentions: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
        """How evenly frames are spread over articles and passages, and over groups."""
        spread = frame_dispersion(mentions, tokens, self.frames)
        if not self.units.grouped:
            return spread
        merged = merge_mentions(mentions, tokens, self.units), merge_documents(tokens, self.units)
        own = frame_dispersion(*merged, self.frames).query("parts == 'articles'").assign(parts=plural(self.unit))
        return pd.concat([own, spread], ignore_index=True)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """Every document or group against the others, at the first minimum count (see `document_keyness`).

        Of more than 40 documents without groups each has the types that remain and four others.
        """
        return self._keyness_tables["as published", self.settings.statistics.minimum_counts[0]]

    @cached_property
    def remaining(self) -> pd.DataFrame:
        """How many types are left after adjustment, per document, as published and once (see `count_remaining`)."""
        return self._by_minimum(count_remaining)[_REMAINING]

    @cached_property
    def set_apart(self) -> pd.DataFrame:
        """Those types, with the columns of `document_keyness` (see `remaining_types`)."""
        return self._by_minimum(remaining_types)

    @cached_property
    def typography(self) -> pd.DataFrame:
        """Words that only the form of their apostrophe would set apart (see `apostrophe_keywords`)."""
        if not self.units.grouped:
            return apostrophe_keywords(self.documents["text"].tolist(), self.tokens)
        texts = self.documents.set_index("doc_id")["text"].groupby(self.units.of).agg("\n".join)
        return apostrophe_keywords(texts.tolist(), tokenize(texts.tolist(), texts.index.tolist()))

    @cached_property
    def _keyness_tables(self) -> dict[tuple[str, int], pd.DataFrame]:
        """What `document_keyness` gives, as published and once, at every minimum count."""
        statistics = self.settings.statistics
        most = _OTHER_TYPES if len(self.units.names) > MOST_UNITS else None
        return {
            (counted, minimum): keyness_of_counts(*terms, minimum, statistics.confidence, statistics.per, most)
            for minimum in statistics.minimum_counts
            for counted, terms in self._terms.items()
        }

    @property
    def _terms(self) -> dict[str, tuple[sparse.csr_array, list[str], np.ndarray]]:
        """Tokens per document or group and type, as published and once."""
        published, once = (
            (document_term_matrix(tokens), tokens.doc_ids, tokens.types)
            for tokens in (self.unit_tokens, self.unit_tokens_once)
        )
        if self.large:
            repeated = (published[0] - once[0]).tocoo()
            names, types = (pd.Index(known) for known in (self.large.names, self.large.types))
            places = names.get_indexer(published[1])[repeated.row], types.get_indexer(published[2])[repeated.col]
            fewer = sparse.coo_array((repeated.data, places), shape=self.large.terms.shape).tocsr()
            published = self.large.terms, self.large.names, self.large.types
            once = self.large.terms - fewer, self.large.names, self.large.types
        return {"as published": published, "once": once}

    def _by_minimum(self, choose: Callable[[pd.DataFrame, float], pd.DataFrame]) -> pd.DataFrame:
        """What is chosen from each of those tables, under one another."""
        level = 1 - self.settings.statistics.confidence
        return pd.concat(
            [
                choose(table, level).assign(counted=counted, minimum=minimum)
                for (counted, minimum), table in self._keyness_tables.items()
            ],
            ignore_index=True,
        )

    @cached_property
    def passage_terms(self) -> PassageTerms:
        """What theme models read, shared passages once (see `count_terms`), or a sample of it."""
        chosen = self.settings.themes
        passages = count_terms(self.tokens_once, chosen.minimum_tokens, chosen.minimum_passages)
        return sample_passages(passages, _FITTED, self.settings.statistics.seed, chosen.minimum_passages)

    @cached_property
    def theme_number(self) -> ThemeNumber:
        """How many themes are shown, and whether they are stable (see `choose_number`)."""
        chosen = self.settings.themes
        return choose_number(self.passage_terms, chosen.k, self.settings.statistics.seed, chosen.shown)

    @cached_property
    def themes(self) -> Themes:
        """So many themes (see `fit_themes`)."""
        number, statistics = self.theme_number.number or min(self.settings.themes.k), self.settings.statistics
        return fit_themes(self.passage_terms, number, statistics.seed, statistics.confidence, of=self._passage_units)

    @cached_property
    def _passage_units(self) -> np.ndarray:
        """Per passage that theme models read, its document or group."""
        return np.array([self.units.of[doc_id] for doc_id in self.passage_terms.doc_ids], dtype=object)

    @cached_property
    def theme_basis(self) -> pd.DataFrame:
        """Which articles or groups, and passages, every theme rests on (see `theme_basis`)."""
        return self._named(theme_basis(self.themes, self.shared.passages, self._passage_units))

    @cached_property
    def theme_left_out(self) -> pd.DataFrame:
        """The themes without each article or group in turn (see `leave_one_out`)."""
        terms = replace(self.passage_terms, doc_ids=self._passage_units)
        return leave_one_out(self.themes, terms, self.settings.statistics.seed)

    @cached_property
    def theme_models(self) -> pd.DataFrame:
        """The themes beside those of another model (see `compare_models`)."""
        return compare_models(self.themes, self.passage_terms, self.settings.statistics.seed)

    @cached_property
    def theme_frames(self) -> pd.DataFrame:
        """Mentions of frames in the passages of every theme, shared passages once (see `theme_frames`)."""
        statistics = self.settings.statistics
        return theme_frames(self.themes, self.mentions_once, self.frames, statistics.confidence, statistics.per)

    @cached_property
    def theme_passages(self) -> pd.DataFrame:
        """The most typical passages of every theme, in full (see `typical_passages`)."""
        found = typical_passages(self.themes, self.tokens, self.documents, self.ledger, self.raw_documents)
        return self._named(found)

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table with the labels of its documents, its rows as they are."""
        return table.assign(label=table["doc_id"].map(self._labels))

    @cached_property
    def theme_doubts(self) -> pd.DataFrame:
        """What a reader must know before using themes (see `list_doubts`)."""
        return list_doubts(self.theme_basis, self.theme_left_out, len(self.themes.passages))

    @property
    def choices(self) -> list[Choice]:
        """The choices whose options differ under these settings (see `distinct_choices`)."""
        return distinct_choices(self.settings)

    @cached_property
    def universes(self) -> pd.DataFrame:
        """The usual findings under every combination of choices (see `multiverse`)."""
        shared = self.shared if self._tried == len(self.raw_documents) else None
        words = self.large.words if self.large else None
        return multiverse(self.settings, shared=shared, units=self.units, documents=self.raw_documents, words=words)

    @cached_property
    def weighed(self) -> pd.DataFrame:
        """How each finding fares under other choices (see `weigh_findings`), tried on how many of the articles."""
        return weigh_findings(self.universes).assign(tried=self._tried, articles=self.extent.articles)

    @cached_property
    def _tried(self) -> int:
        """On how many articles other choices are tried."""
        return len(sample_documents(self.raw_documents, self.settings.statistics.seed))

    def _mentions_in(self, tokens: Tokens, documents: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
        return find_mentions(tokens, self.dictionary, documents, ledger, self.raw_documents["text"].tolist())


def open_workbook(folder: Path | str | None = None) -> Workbook:
    """Open the workbook whose workbook.toml lies in a folder or above it.

    Parameters
    ----------
    folder : Path or str, optional
        Where to look; by default the current folder.

    Returns
    -------
    Workbook
        The workbook. Nothing but its settings has been read yet.

    Raises
    ------
    SettingsError
        When there is no workbook.toml, or it cannot be used.
    """
    return Workbook(load_settings(find_settings(None if folder is None else Path(folder))))


def _counted(published: pd.DataFrame, once: pd.DataFrame) -> pd.DataFrame:
    """One table over the other, with a column that says which is which."""
    return pd.concat([published.assign(counted="as published"), once.assign(counted="once")], ignore_index=True)
