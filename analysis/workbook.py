"""One object that gives a notebook everything, each part computed once and when first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.choice_effects import Choice
from analysis.choice_readings import distinct_choices, sample_documents
from analysis.robustness import multiverse, weigh_findings
from analysis.settings import find_settings, load_settings
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
from analysis.workbook_rates import RatesWorkbook

_FITTED = 2000  # passages: fitted some two thousand times


class Workbook(RatesWorkbook):
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
