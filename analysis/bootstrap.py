"""Ratios of rates when passages are drawn again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.collocation import mention_places
from analysis.tokens import Tokens, passage_numbers

_DRAWS = 10_000
_FEWEST_PASSAGES = 5  # fewer, drawn again, vary too little: one gives an interval without width


def bootstrap_ratios(
    comparisons: pd.DataFrame, mentions: pd.DataFrame, tokens: Tokens, seed: int, confidence: float = 0.95
) -> pd.DataFrame:
    """Put beside each exact interval one that draws passages again within every document.

    Mentions that come in clusters make the exact interval too narrow; this one sees clusters, but knows nothing
    beyond the passages at hand.

    Parameters
    ----------
    comparisons : DataFrame
        What `compare_documents` returns.
    mentions : DataFrame
        Mentions with doc_id, frame and position.
    tokens : Tokens
        The tokens they were found in.
    seed : int
        Of the 10,000 draws.
    confidence : float
        Of the interval.

    Returns
    -------
    DataFrame
        The same rows with boot_low and boot_high (percentiles); not a number where a count is 0 or a document has
        fewer than five passages.

    References
    ----------
    B. Efron and R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentiles).
    """
    frames = comparisons["frame"].unique()
    drawn = _draw_rates(mentions, tokens, frames, seed, {*comparisons["doc_a"], *comparisons["doc_b"]})
    return add_draws(comparisons, drawn, confidence)


def draw_blocks(counts: pd.DataFrame, frames: Sequence[str], seed: int) -> dict[str, dict[str, np.ndarray]]:
    """Draw rates of groups from counts of blocks of their documents.

    Parameters
    ----------
    counts : DataFrame
        One row per frame and block, in an order that does not change: doc_id (the group), frame, count (mentions),
        tokens.
    frames : sequence of str
        The frames.
    seed : int
        Of the 10,000 draws.

    Returns
    -------
    dict of str to dict of str to ndarray
        Rates by group and frame; nothing for groups with fewer than five blocks.
    """
    drawn = {}
    for number, (doc_id, own) in enumerate(counts.groupby("doc_id", sort=True)):
        of_frame = dict(iter(own.groupby("frame")))
        tokens = of_frame[frames[0]]["tokens"].to_numpy()
        if len(tokens) < _FEWEST_PASSAGES:
            continue
        rng = np.random.default_rng([seed, number])
        times = rng.multinomial(len(tokens), np.full(len(tokens), 1 / len(tokens)), size=_DRAWS)
        size = np.maximum(times @ tokens, 1)
        drawn[str(doc_id)] = {frame: times @ of_frame[frame]["count"].to_numpy() / size for frame in frames}
    return drawn


def add_draws(
    comparisons: pd.DataFrame, drawn: dict[str, dict[str, np.ndarray]], confidence: float = 0.95
) -> pd.DataFrame:
    """Put beside each exact interval the percentiles of drawn rates, as `bootstrap_ratios` returns them."""
    tail = (1 - confidence) / 2
    bounds = np.full((len(comparisons), 2), np.nan)
    for row, pair in enumerate(comparisons.itertuples()):
        if 0 < pair.ratio < np.inf and {pair.doc_a, pair.doc_b} <= drawn.keys():
            a, b = (drawn[doc_id][pair.frame] for doc_id in (pair.doc_a, pair.doc_b))
            with np.errstate(divide="ignore", invalid="ignore"):
                bounds[row] = np.nanquantile(a / b, [tail, 1 - tail], method="inverted_cdf")  # may be infinite
    return comparisons.assign(boot_low=bounds[:, 0], boot_high=bounds[:, 1])


def _draw_rates(
    mentions: pd.DataFrame, tokens: Tokens, frames: np.ndarray, seed: int, wanted: set[str]
) -> dict[str, dict[str, np.ndarray]]:
    """Rates of every frame with the passages of each wanted document drawn again, where it has enough of them."""
    passage_of, first = passage_numbers(tokens)
    document = tokens.documents[first]
    size = np.bincount(passage_of, minlength=len(first))
    place = passage_of[mention_places(tokens, mentions)[0]]
    counts = {
        frame: np.bincount(place[(mentions["frame"] == frame).to_numpy()], minlength=len(first)) for frame in frames
    }
    drawn = {}
    for number, doc_id in enumerate(tokens.doc_ids):
        own = np.flatnonzero(document == number)
        if doc_id not in wanted or len(own) < _FEWEST_PASSAGES:
            continue
        rng = np.random.default_rng([seed, number])
        times = rng.multinomial(len(own), np.full(len(own), 1 / len(own)), size=_DRAWS)
        drawn[doc_id] = {frame: times @ counts[frame][own] / np.maximum(times @ size[own], 1) for frame in frames}
    return drawn
