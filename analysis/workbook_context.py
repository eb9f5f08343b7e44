"""What is said with the mentions of a workbook: patterns, kinds, sources, words around them, and a reader's codes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.coding import agreement, compare_counts, list_differences, precision_recall
from analysis.coding_sheets import CODES, codes_of_rules, read_coding
from analysis.collocation import frame_collocates, frames_together, neighbours
from analysis.context import classify_mentions, count_kinds, count_rules, count_sources
from analysis.frames import count_patterns, frame_overlaps
from analysis.workbook_corpus import CorpusWorkbook, stack_counted


class ContextWorkbook(CorpusWorkbook):
    """What is said with the mentions, and by whom, each table computed once and when first asked for."""

    @cached_property
    def patterns(self) -> pd.DataFrame:
        """What each pattern finds, those that do not count included (see `count_patterns`)."""
        return self.large.patterns if self.large else count_patterns(self.tokens, self.dictionary)

    @cached_property
    def forms(self) -> pd.DataFrame:
        """How often each form of a frame is found: frame, form, count."""
        counts = self.unit_judged.groupby(["frame", "form"]).size()
        return counts.rename("count").reset_index()

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
    def mention_table(self) -> pd.DataFrame:
        """What the chart of mentions holds: they, or of a large corpus how many there are of a kind."""
        if self.large is None:
            return self.labelled(self.unit_judged.drop(columns=["left", "right", "whole"]))
        by = ["doc_id", "frame", "quotation", "attribution", "opposed", "refused"]
        return self.labelled(self.unit_judged.groupby(by).size().rename("count").reset_index())

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
    def together(self) -> pd.DataFrame:
        """Sentences and passages in which two frames meet, as published and once (see `frames_together`)."""
        published = frames_together(self.mentions, self.tokens)
        table = stack_counted(published, frames_together(self.mentions_once, self.tokens_once))
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
