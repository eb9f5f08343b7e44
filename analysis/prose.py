"""State findings in words, from the tables that hold them, so that they change when the corpus changes."""

from __future__ import annotations

from collections.abc import Callable

from analysis.article_prose import (
    state_cleaning,
    state_corpus,
    state_cutoff,
    state_extent,
    state_note,
    state_shared,
)
from analysis.choice_prose import say_sample, state_strength, state_strength_in_full, state_weighed
from analysis.context_prose import (
    state_agreement,
    state_kind,
    state_reader,
    state_readings,
    state_sources,
)
from analysis.frame_prose import (
    state_differences,
    state_frames,
    state_negated,
    state_neighbours,
    state_once,
    state_patterns,
)
from analysis.meeting_prose import state_chosen, state_leading, state_together
from analysis.pair_prose import state_comparisons, state_resampled, state_shown, state_tested
from analysis.term_prose import state_keyness, state_typography
from analysis.theme_prose import (
    state_basis,
    state_doubts,
    state_left_out,
    state_margin,
    state_method,
    state_models,
    state_theme_frames,
    state_themes,
    state_verdict,
)
from analysis.wording import TOGETHER, escape_markdown, look_up


class Sentence(str):
    """A computed sentence: text in Python, set as prose in a notebook."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return escape_markdown(self)

    def __repr__(self) -> str:
        return str(self)


def say(finding: str, *tables: object, **named: str) -> Sentence:
    """State a finding in words, from the tables that hold it.

    Parameters
    ----------
    finding : str
        Name of the finding: see the keys of `FINDINGS`.
    *tables
        What that finding is computed from; the sentence's own function names them.
    **named
        unit: what a row of the tables is, where it is not an article but a group of them, as "outlet"; part: what the
        documents are, "corpus", or "sample" where they are a sample of it; findings that know of no other articles
        then begin with that.

    Returns
    -------
    Sentence
        The finding.

    Raises
    ------
    ValueError
        When there is no such finding.
    """
    state = look_up(finding, FINDINGS)
    sampled = finding in _OF_SAMPLE and named.pop("part", "corpus") == "sample"
    said = state(*tables, **named)
    return Sentence(f"In the sample of articles: {said}" if sampled and said != TOGETHER else said)


FINDINGS: dict[str, Callable[..., str]] = {
    "note": state_note,
    "corpus": state_corpus,
    "extent": state_extent,
    "cleaning": state_cleaning,
    "frames": state_frames,
    "patterns": state_patterns,
    "differences": state_differences,
    "negated": state_negated,
    "shared": state_shared,
    "cutoff": state_cutoff,
    "once": state_once,
    "comparisons": state_comparisons,
    "tested": state_tested,
    "resampled": state_resampled,
    "shown": state_shown,
    "leading": state_leading,
    "chosen": state_chosen,
    "together": state_together,
    "neighbours": state_neighbours,
    "keyness": state_keyness,
    "typography": state_typography,
    "kind": state_kind,
    "sources": state_sources,
    "agreement": state_agreement,
    "readings": state_readings,
    "reader": state_reader,
    "weighed": state_weighed,
    "tried": say_sample,
    "strength": state_strength,
    "strength_in_full": state_strength_in_full,
    "themes": state_themes,
    "theme_verdict": state_verdict,
    "theme_method": state_method,
    "theme_margin": state_margin,
    "theme_basis": state_basis,
    "theme_doubts": state_doubts,
    "theme_left_out": state_left_out,
    "theme_models": state_models,
    "theme_frames": state_theme_frames,
}

_OF_SAMPLE = {"cleaning", "cutoff", "negated", "together", "neighbours", "typography"} | {
    finding for finding in FINDINGS if finding.startswith("theme")
}  # of a large corpus these are not counted in full
