"""Findings that other choices may change: what each states, and what it comes to in what is left to count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from math import ceil
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.choice_effects import UNDEFINED
from analysis.choice_readings import Universe
from analysis.context import KINDS
from analysis.differences import adjust_p, homogeneity
from analysis.rates import share_interval
from analysis.settings import Settings
from analysis.units import ARTICLE, Units
from analysis.wording import plural

ABOVE, BELOW, CANNOT_TELL, DIFFER, NONE = "above half", "below half", "cannot tell", "differ", "none"
_DRAWS, _CELLS = 10_000, 500_000  # of the test in each universe: draws, counts in all; more when the level asks for it
_LEAST = 20  # draws beyond the observed counts that the level must leave room for
_PHRASES = {
    "opposed": "name it as what must not be",
    "refused": "say that it is refused",
    "quoted": "stand in quotation marks",
    "reported": "are quoted or reported as somebody's words",
}
_Marks = Callable[[pd.DataFrame], pd.Series]  # from mentions to whether each is of a kind


class Estimate(NamedTuple):
    """What a finding comes to in one universe."""

    value: float
    low: float
    high: float
    verdict: str


class Finding(NamedTuple):
    """A finding that other choices may change.

    Attributes
    ----------
    name : str
        Of the finding, as tables show it.
    frame : str
        The frame it is about; for two frames the first.
    statements : mapping of str to str
        From the verdict to the sentence that states it.
    measure : function of Universe
        What it comes to, and the verdict.
    share_of : str
        What its value is a share of; "p-value" for a test.
    undefined : collection of str
        Names of choices in whose other options it has no meaning.
    trivial : float
        A value that, under every choice, leaves nothing to weigh: no mention is of a kind, or all are of one frame.
    """

    name: str
    frame: str
    statements: Mapping[str, str]
    measure: Callable[[Universe], Estimate]
    share_of: str = "share"
    undefined: Collection[str] = ()
    trivial: float = 0.0


def usual_findings(mentions: pd.DataFrame, settings: Settings, units: Units | None = None) -> list[Finding]:
    """The findings that every corpus has: what is said with each frame, which frame leads, whether articles differ.

    Parameters
    ----------
    mentions : DataFrame
        Those under the first option of every choice: frame.
    settings : Settings
        Frames, confidence and seed.
    units : Units, optional
        What may differ, where it is not documents but groups of them.

    Returns
    -------
    list of Finding
        Per frame the shares of its mentions that are opposed, refused, quoted and reported; the lead of the
        most mentioned frame over the second; per frame whether articles differ in its rate.
    """
    confidence, seed = settings.statistics.confidence, settings.statistics.seed
    shares = [
        Finding(
            f"{frame}: {name}",
            frame,
            _share_statements(frame, _PHRASES[name]),
            partial(_measure_kind, frame, marks, confidence),
            f"mentions of {frame} that are {name}",
            undefined=("quoted_text",) if name == "quoted" else (),
        )
        for frame in settings.frames
        for name, marks in KINDS.items()
    ]
    counts = mentions["frame"].value_counts().reindex(list(settings.frames), fill_value=0)
    first, *others = counts.sort_index().sort_values(ascending=False, kind="stable").index  # as `compare_frames`
    leads = [_lead(first, others[0], confidence)] if others else []
    test = cache(partial(_test_counts, seed, ceil(_LEAST * len(settings.frames) / (1 - confidence))))
    things = plural(units.noun if units else ARTICLE)
    differences = [
        Finding(
            f"{frame}: {things} differ",
            frame,
            {
                DIFFER: f"The {things} differ in how often they mention {frame}.",
                CANNOT_TELL: f"Whether the {things} differ in how often they mention {frame} cannot be told.",
            },
            partial(_measure_difference, frame, tuple(settings.frames), test, confidence, units),
            "p-value, adjusted",
        )
        for frame in settings.frames
    ]
    return [*shares, *leads, *differences]


def _share_statements(frame: str, phrase: str) -> dict[str, str]:
    return {
        ABOVE: f"Most mentions of {frame} {phrase}.",
        BELOW: f"Fewer than half of the mentions of {frame} {phrase}.",
        CANNOT_TELL: f"Whether most mentions of {frame} {phrase} cannot be told.",
        NONE: f"No mentions of {frame} {phrase}.",
    }


def _lead(first: str, second: str, confidence: float) -> Finding:
    """The finding that one frame is mentioned more often than another."""
    return Finding(
        f"{first} over {second}: leads",
        first,
        {
            ABOVE: f"Mentions of {first} outnumber those of {second}.",
            BELOW: f"Mentions of {second} outnumber those of {first}.",
            CANNOT_TELL: f"Which of {first} and {second} is mentioned more often cannot be told.",
            NONE: f"There are no mentions of {second} to set beside those of {first}.",
        },
        lambda universe: _measure_share(
            universe.mentions[universe.mentions["frame"].isin([first, second])],
            lambda mentions: mentions["frame"] == first,
            confidence,
        ),
        f"{first} among mentions of both",
        trivial=1.0,
    )


def settle(finding: Finding, estimates: Sequence[Estimate]) -> list[Estimate]:
    """Where no combination has a mention of a kind, or of the other frame, that is the finding and not a half."""
    defined = {estimate.value for estimate in estimates if estimate.verdict != UNDEFINED}
    if NONE not in finding.statements or not defined <= {finding.trivial}:
        return list(estimates)
    return [estimate if estimate.verdict == UNDEFINED else estimate._replace(verdict=NONE) for estimate in estimates]


def _of(universe: Universe, frame: str) -> pd.DataFrame:
    return universe.mentions[universe.mentions["frame"] == frame]


def _measure_kind(frame: str, marks: _Marks, confidence: float, universe: Universe) -> Estimate:
    """The share of a frame's mentions that are of a kind."""
    return _measure_share(_of(universe, frame), marks, confidence)


def _measure_share(mentions: pd.DataFrame, marks: _Marks, confidence: float) -> Estimate:
    """A share against one half."""
    share, low, high = map(float, share_interval(int(marks(mentions).sum()), len(mentions), confidence))
    verdict = ABOVE if low > 1 / 2 else BELOW if high < 1 / 2 else CANNOT_TELL
    return Estimate(share, low, high, verdict if len(mentions) else UNDEFINED)


def _test_counts(seed: int, fewest: int, counts: tuple[int, ...], tokens: tuple[int, ...]) -> float:
    """The p-value of one rate, by fewer draws the more documents there are, but never fewer than so many."""
    draws = max(fewest, min(_DRAWS, _CELLS // len(counts)))
    return float(homogeneity(counts, tokens, seed, draws)["p"])


def _measure_difference(
    frame: str,
    frames: tuple[str, ...],
    test: Callable[[tuple[int, ...], tuple[int, ...]], float],
    confidence: float,
    units: Units | None,
    universe: Universe,
) -> Estimate:
    """The p-value of one rate for all documents or groups, adjusted for the number of frames."""
    of = units.of if units else {doc_id: doc_id for doc_id in universe.doc_ids}
    tokens = pd.Series(universe.tokens).groupby([of[doc_id] for doc_id in universe.doc_ids], sort=False).sum()
    found = universe.mentions["doc_id"].map(of)
    own = [found[universe.mentions["frame"] == name].value_counts() for name in frames]
    counts = [numbers.reindex(tokens.index, fill_value=0) for numbers in own]
    adjusted = adjust_p([test(tuple(numbers), tuple(tokens)) for numbers in counts])
    p = float(adjusted[frames.index(frame)])
    verdict = UNDEFINED if np.isnan(p) else DIFFER if p < 1 - confidence else CANNOT_TELL
    return Estimate(p, np.nan, np.nan, verdict)
