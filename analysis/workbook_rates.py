"""The rates of a workbook, and what sets articles apart: differences, pairs, leads, spread and keyness."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.bootstrap import add_draws, bootstrap_ratios, draw_blocks
from analysis.comparisons import choose_pairs, compare_documents, compare_frames
from analysis.differences import frame_homogeneity
from analysis.dispersion import frame_dispersion
from analysis.grouping import MOST_UNITS
from analysis.key_types import count_remaining, remaining_types
from analysis.keyness import keyness_of_counts
from analysis.rates import POOLED, frame_rates, rates_of_counts
from analysis.tokens import Tokens, document_term_matrix, tokenize
from analysis.typography import apostrophe_keywords
from analysis.units import merge_documents, merge_mentions, number_documents
from analysis.wording import plural
from analysis.workbook_context import ContextWorkbook
from analysis.workbook_corpus import stack_counted

_OTHER_TYPES = 4  # of each of more than 40 documents, types that do not remain, as drawn
_REMAINING = ["doc_id", "counted", "minimum", "types", "remain", "remain_all", "which"]


class RatesWorkbook(ContextWorkbook):
    """Rates and what follows from them, each table computed once and when first asked for."""

    @cached_property
    def rates(self) -> pd.DataFrame:
        """One row per frame and document or group, and one per frame for all of them (see `frame_rates`)."""
        if self.large:
            return self._rates_of(self.large.counts)
        return self._rates(self.unit_mentions, self.unit_tokens)

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
        table = stack_counted(self.rates, self.rates_once)
        columns = ["frame", "counted", "count", "tokens", "rate", "low", "high"]
        table = table.loc[table["doc_id"] == POOLED, columns]
        return table.sort_values("frame", key=self._places, kind="stable", ignore_index=True)

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
    def leads(self) -> pd.DataFrame:
        """Which of the two most mentioned frames leads, per document and in all (see `compare_frames`)."""
        return compare_frames(self.rates, self.settings.statistics.confidence)

    @cached_property
    def leads_once(self) -> pd.DataFrame:
        """The same two frames with shared passages counted in the earliest document only."""
        frames = self.leads[["frame_a", "frame_b"]].head(1).to_numpy().ravel().tolist()
        return compare_frames(self.rates_once, self.settings.statistics.confidence, frames)

    @cached_property
    def spread(self) -> pd.DataFrame:
        """How evenly frames with five mentions or more are spread, as published and once (see `frame_dispersion`)."""
        published = self._spread(self.mentions, self.tokens)
        table = stack_counted(published, self._spread(self._mentions_left, self.tokens_once))
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

    @property
    def remaining_listed(self) -> pd.DataFrame:
        """The same by minimum and way to count; of more than 40 documents only rows in which a type remains."""
        table = self.labelled(self.remaining).sort_values(["minimum", "counted"], kind="stable")
        return table if len(self.units.names) <= MOST_UNITS else table[table["remain"] > 0]

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
