"""Ratios of two rates with their exact interval and p."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analysis.rates import check_counts


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
