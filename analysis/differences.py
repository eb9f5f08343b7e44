"""Whether rates differ: one test over all articles, and p-values adjusted for several tests."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from analysis.rates import POOLED, check_counts

_FEWEST_DRAWS = 10_000
_ALL_CELLS = 10_000_000  # documents times draws, unless that makes the draws too few
_CELLS = 1_000_000  # documents times draws at a time
_SMALL_EXPECTATION = 5


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
