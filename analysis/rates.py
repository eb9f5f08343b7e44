"""How often a frame is mentioned, with exact intervals, and whether documents differ at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special, stats

from analysis.tokens import Tokens

POOLED = "all"
_FEWEST_DRAWS = 10_000
_ALL_CELLS = 10_000_000  # documents times draws, unless that makes the draws too few
_CELLS = 1_000_000  # documents times draws at a time
_SMALL_EXPECTATION = 5


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


class RateRatio(NamedTuple):
    """Two rates compared; each a float or an array of them."""

    ratio: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray


def rate_ratio(
    count_a: ArrayLike, tokens_a: ArrayLike, count_b: ArrayLike, tokens_b: ArrayLike, confidence: float = 0.95
) -> RateRatio:
    """Give the ratio of two rates, its exact conditional interval and the p-value that goes with it.

    Given the sum of both counts, the first is binomial with the chance n_a / (n_a + n_b) when the rates are
    equal. The interval holds the Clopper-Pearson limits for that chance, turned into ratios; p is twice the
    smaller tail, at most 1, so that p is below 1 - confidence exactly when 1 lies outside the interval.

    Parameters
    ----------
    count_a, count_b : array of int
        Mentions on either side.
    tokens_a, tokens_b : array of int
        Tokens they were counted in.
    confidence : float
        Of the interval.

    Returns
    -------
    RateRatio
        ratio (the first rate over the second), low, high, p. With a count of 0 the ratio is 0 or infinite, and
        so is that end of the interval; with two, the ratio is not a number, the interval 0 to infinite and p 1.
        Where a side has no tokens, all four are not a number.

    Raises
    ------
    ValueError
        When counts or tokens are negative or not numbers.

    References
    ----------
    J. Przyborowski and H. Wilenski (1940), Homogeneity of results in testing samples from Poisson series,
    Biometrika 31, 313-323.

    Examples
    --------
    >>> [f"{value:.4f}" for value in rate_ratio(8, 823, 3, 1173)]
    ['3.8007', '0.9122', '22.2434', '0.0710']
    """
    k_a, n_a, k_b, n_b = np.broadcast_arrays(
        check_counts("count_a", count_a),
        check_counts("tokens_a", tokens_a),
        check_counts("count_b", count_b),
        check_counts("tokens_b", tokens_b),
    )
    pairs, place = np.unique(k_a + 1j * k_b, return_inverse=True)
    low, high = _odds_interval(pairs.real, pairs.imag, 1 - confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where((n_a > 0) & (n_b > 0), n_b / n_a, np.nan)
        ratio = k_a / k_b * scale
    return RateRatio(ratio, low[place] * scale, high[place] * scale, exact_p(k_a, n_a, k_b, n_b))


def exact_p(count_a: ArrayLike, tokens_a: ArrayLike, count_b: ArrayLike, tokens_b: ArrayLike) -> np.ndarray:
    """Give the p-value of `rate_ratio` alone, which costs a small part of the interval's time.

    Parameters
    ----------
    count_a, count_b, tokens_a, tokens_b : array of int
        As in `rate_ratio`.

    Returns
    -------
    ndarray of float
        Twice the smaller tail, at most 1; not a number where a side has no tokens.

    Examples
    --------
    >>> exact_p([8], 823, [3], 1173).round(4).tolist()
    [0.071]
    """
    k_a, n_a, k_b, n_b = (np.asarray(values, dtype=float) for values in (count_a, tokens_a, count_b, tokens_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        total = n_a + n_b
        at_least = np.where(k_a > 0, special.betainc(k_a, k_b + 1, n_a / total), 1.0)
        at_most = np.where(k_b > 0, special.betainc(k_b, k_a + 1, n_b / total), 1.0)
    return np.where((n_a > 0) & (n_b > 0), np.minimum(1, 2 * np.minimum(at_least, at_most)), np.nan)


def _odds_interval(successes: np.ndarray, failures: np.ndarray, alpha: float) -> tuple[np.ndarray, np.ndarray]:
    """Clopper-Pearson limits as odds."""
    with np.errstate(divide="ignore"):
        low = np.where(successes > 0, special.betaincinv(successes, failures + 1, alpha / 2), 0.0)
        high = np.where(failures > 0, special.betaincinv(successes + 1, failures, 1 - alpha / 2), 1.0)
        return low / (1 - low), high / (1 - high)


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


def homogeneity(counts: ArrayLike, tokens: ArrayLike, seed: int, draws: int = 100_000) -> dict[str, float | int | str]:
    """Test whether one frame's mentions fall on documents as their tokens do.

    Parameters
    ----------
    counts : array of int, length m
        Mentions per document.
    tokens : array of int, length m
        Tokens per document.
    seed : int
        Of the random draws.
    draws : int
        How many, at most. With more than 100 documents they are 10 million over the number of documents, so that
        time and memory stay small, but 10,000 where that is less.

    Returns
    -------
    dict
        statistic (Pearson's chi-square), df (m - 1), p, method ("chi-square", or "draws" when an expected
        count is below 5: the p-value then comes from multinomial draws), smallest_expected.
        With fewer than two documents or no mention p is not a number and method is "nothing to compare".

    Raises
    ------
    ValueError
        When counts or tokens are negative or not numbers.

    References
    ----------
    A. C. A. Hope (1968), A simplified Monte Carlo significance test procedure, J. R. Stat. Soc. B 30, 582-598.

    Examples
    --------
    >>> test = homogeneity([7, 7, 8, 8, 3], [1078, 915, 823, 1467, 1173], seed=1)
    >>> round(test["statistic"], 4), test["df"], test["method"], round(test["smallest_expected"], 2)
    (4.7075, 4, 'draws', 4.98)
    """
    k, n = check_counts("counts", counts), check_counts("tokens", tokens)
    k, n = k[n > 0], n[n > 0]
    if len(k) < 2 or k.sum() == 0:
        return {
            "statistic": 0.0,
            "df": max(len(k) - 1, 0),
            "p": float("nan"),
            "method": "nothing to compare",
            "smallest_expected": 0.0,
        }
    shares = n / n.sum()
    expected = k.sum() * shares
    statistic = float(((k - expected) ** 2 / expected).sum())
    if expected.min() >= _SMALL_EXPECTATION:
        method, p = "chi-square", float(stats.chi2.sf(statistic, len(k) - 1))
    else:
        method, p = "draws", _p_of_draws(int(k.sum()), shares, statistic, seed, draws)
    return {
        "statistic": statistic,
        "df": len(k) - 1,
        "p": p,
        "method": method,
        "smallest_expected": float(expected.min()),
    }


def _p_of_draws(total: int, shares: np.ndarray, statistic: float, seed: int, draws: int) -> float:
    """How often mentions drawn by the shares fall at least as unevenly, the observed table among them."""
    rng = np.random.default_rng(seed)
    expected = total * shares
    draws = min(draws, max(_ALL_CELLS // len(shares), _FEWEST_DRAWS))
    batch = max(_CELLS // len(shares), 1)  # all draws of a thousand documents at once would fill the memory
    reached = 1
    for start in range(0, draws, batch):
        counts = rng.multinomial(total, shares, size=min(batch, draws - start))
        drawn = ((counts - expected) ** 2 / expected).sum(axis=1)
        reached += int((drawn >= statistic * (1 - 1e-12)).sum())  # an equal one must count in spite of rounding
    return reached / (1 + draws)


def frame_homogeneity(rates: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Test for every frame whether its mentions fall on documents as their tokens do.

    Parameters
    ----------
    rates : DataFrame
        What `frame_rates` returns.
    seed : int
        Of the random draws.

    Returns
    -------
    DataFrame
        One row per frame: frame, statistic, df, p, method, smallest_expected (see `homogeneity`), and p_holm,
        the p-value adjusted for the number of frames tested.

    References
    ----------
    S. Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6, 65-70.
    """
    single = rates[rates["doc_id"] != POOLED]
    tests = pd.DataFrame(
        [
            {"frame": frame, **homogeneity(group["count"], group["tokens"], seed)}
            for frame, group in single.groupby("frame", sort=False)
        ]
    )
    return tests.assign(p_holm=adjust_p(tests["p"]))


def adjust_p(p: ArrayLike) -> np.ndarray:
    """Adjust p-values for their number, by Holm's method.

    Parameters
    ----------
    p : array of float
        P-values of one family; what is not a number was not tested, and counts for nothing.

    Returns
    -------
    ndarray of float
        The adjusted ones, at their places; not a number where p is not.

    References
    ----------
    S. Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6, 65-70.

    Examples
    --------
    >>> adjust_p([0.01, 0.04, float("nan")]).tolist()
    [0.02, 0.04, nan]
    """
    adjusted = np.array(p, dtype=float)
    tested = np.flatnonzero(np.isfinite(adjusted))
    order = tested[np.argsort(adjusted[tested], kind="stable")]
    # not by statsmodels, which collects garbage at each call: a tenth of a second, hundreds of times
    steps = adjusted[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return adjusted


def check_counts(name: str, values: ArrayLike) -> np.ndarray:
    """Give numbers that can be counts as float, or say which argument holds one that cannot."""
    numbers = np.asarray(values, dtype=float)
    if not np.isfinite(numbers).all() or (numbers < 0).any():
        bad = numbers[~np.isfinite(numbers) | (numbers < 0)].flat[0]
        msg = f"{name}: found {bad}; counts are 0 or more"
        raise ValueError(msg)
    return numbers
