"""How often a frame is mentioned, with exact intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from analysis.tokens import Tokens

POOLED = "all"


def rate_interval(
    counts: ArrayLike, tokens: ArrayLike, confidence: float = 0.95, per: float = 1000
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the rate of a count and its exact Poisson interval.

    Parameters
    ----------
    counts : array of int
        Mentions.
    tokens : array of int
        Tokens they were counted in.
    confidence : float
        Of the interval.
    per : float
        The rate is mentions per this many tokens.

    Returns
    -------
    rate, low, high : ndarray of float
        Mentions per `per` tokens; not a number where there are no tokens.

    Raises
    ------
    ValueError
        When counts or tokens are negative or not numbers.

    References
    ----------
    F. Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442.

    Examples
    --------
    >>> [f"{value:.2f}" for value in rate_interval(8, 823)]
    ['9.72', '4.20', '19.15']
    """
    k, n = check_counts("counts", counts), check_counts("tokens", tokens)
    alpha = 1 - confidence
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(n > 0, per / n, np.nan)
        low = np.where(k > 0, stats.chi2.ppf(alpha / 2, 2 * k) / 2, 0.0)
    high = stats.chi2.ppf(1 - alpha / 2, 2 * k + 2) / 2
    return k * scale, low * scale, high * scale


def share_interval(
    counts: ArrayLike, totals: ArrayLike, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give a share and its exact binomial interval.

    Parameters
    ----------
    counts : array of int
        Mentions of one kind.
    totals : array of int
        Mentions of every kind.
    confidence : float
        Of the interval.

    Returns
    -------
    share, low, high : ndarray of float
        Between 0 and 1; with no mentions at all the share is not a number and the interval is 0 to 1.

    Raises
    ------
    ValueError
        When a count is negative, not a number or above its total.

    References
    ----------
    C. J. Clopper and E. S. Pearson (1934), The use of confidence or fiducial limits illustrated in the
    case of the binomial, Biometrika 26, 404-413.

    Examples
    --------
    >>> [f"{value:.2f}" for value in share_interval(17, 19)]
    ['0.89', '0.67', '0.99']
    """
    k, n = np.broadcast_arrays(check_counts("counts", counts), check_counts("totals", totals))
    if (k > n).any():
        msg = f"counts: {k[k > n].flat[0]:g} of {n[k > n].flat[0]:g}; at most all"
        raise ValueError(msg)
    alpha = 1 - confidence
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(n > 0, k / n, np.nan)
        low = np.where(k > 0, stats.beta.ppf(alpha / 2, k, n - k + 1), 0.0)
        high = np.where(k < n, stats.beta.ppf(1 - alpha / 2, k + 1, n - k), 1.0)
    return share, low, high


def frame_rates(
    mentions: pd.DataFrame, tokens: Tokens, frames: Sequence[str], confidence: float = 0.95, per: float = 1000
) -> pd.DataFrame:
    """Count every frame in every document, and in all of them together.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with `doc_id` and `frame`.
    tokens : Tokens
        The tokens they were found in.
    frames : sequence of str
        The frames, in the order wanted.
    confidence, per : float
        As in `rate_interval`.

    Returns
    -------
    DataFrame
        One row per frame and document, then one per frame with doc_id "all": doc_id, frame, count
        (mentions), tokens, rate, low, high (mentions per `per` tokens).
    """
    cells = pd.MultiIndex.from_product([frames, tokens.doc_ids], names=["frame", "doc_id"])
    counts = mentions.groupby(["frame", "doc_id"]).size().reindex(cells, fill_value=0)
    table = counts.rename("count").reset_index()
    table["tokens"] = np.tile(tokens.counts, len(frames))
    return rates_of_counts(table, confidence, per)


def rates_of_counts(table: pd.DataFrame, confidence: float = 0.95, per: float = 1000) -> pd.DataFrame:
    """Give counts their rates, and add those of all documents together.

    Parameters
    ----------
    table : DataFrame
        One row per frame and document: doc_id, frame, count (mentions), tokens.
    confidence, per : float
        As in `rate_interval`.

    Returns
    -------
    DataFrame
        As `frame_rates` returns it.
    """
    pooled = table.groupby("frame", sort=False)[["count", "tokens"]].sum().reset_index().assign(doc_id=POOLED)
    table = pd.concat([table, pooled], ignore_index=True)
    table["rate"], table["low"], table["high"] = rate_interval(table["count"], table["tokens"], confidence, per)
    return table[["doc_id", "frame", "count", "tokens", "rate", "low", "high"]]


def check_counts(name: str, values: ArrayLike) -> np.ndarray:
    """Give numbers that can be counts as float, or say which argument holds one that cannot."""
    numbers = np.asarray(values, dtype=float)
    if not np.isfinite(numbers).all() or (numbers < 0).any():
        bad = numbers[~np.isfinite(numbers) | (numbers < 0)].flat[0]
        msg = f"{name}: found {bad}; counts are 0 or more"
        raise ValueError(msg)
    return numbers
