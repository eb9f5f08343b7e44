"""Compare documents, and frames inside documents, and say what can be told and what cannot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from analysis.differences import adjust_p
from analysis.keyness import signed_g2
from analysis.rates import POOLED, check_counts, share_interval
from analysis.ratios import rate_ratio

DIFFER, SIMILAR, CANNOT_TELL, DEPENDENT = "differ", "similar", "cannot tell", "not independent"
SIMILAR_WITHIN = 2.0
_POWER = 0.8
LARGEST_RATIO = 50.0
_STEPS = 12  # halvings of the range of ratios: to a thousandth of it
_MOST_DETECTABLE, _MOST_COMPARED = 40, 200  # documents
_SPREAD = 6.0  # standard deviations of a Poisson total that are looked at


def compare_documents(
    rates: pd.DataFrame, groups: Sequence[Sequence[str]] = (), confidence: float = 0.95, most: int = _MOST_COMPARED
) -> pd.DataFrame:
    """Compare every two documents in every frame, or every two of the longest.

    Parameters
    ----------
    rates : DataFrame
        What `frame_rates` returns.
    groups : sequence of sequence of str
        doc_ids of documents that share text: they are not independent, and get no test.
    confidence : float
        Of the intervals; 1 minus it is what an adjusted p-value must be below.
    most : int
        Of more documents than that, those with the most tokens are compared: the others can tell least, each pair
        raises what all have to clear, and pairs grow with the square of the documents.

    Returns
    -------
    DataFrame
        One row per frame and pair of documents: frame, doc_a, doc_b, count_a, count_b (mentions); ratio of their
        rates with its exact interval low to high, which is not adjusted (infinite or 0 where a count is 0);
        log2_ratio (not a number there); p, p_holm (adjusted for the pairs of the frame that were tested: those that
        are independent and have a mention, since two counts of 0 can never differ); bic (below 0 speaks for no
        difference); verdict, the first that applies of "not independent", "differ" (p_holm below 1 - confidence),
        "similar" (whole interval between 1/2 and 2) and "cannot tell"; detectable (the ratio that these sizes would
        show by one test at 1 - confidence, not adjusted, see `detectable_ratio`; not a number with more than 40
        documents).

    Raises
    ------
    ValueError
        When counts or tokens are negative or not numbers.

    References
    ----------
    J. Przyborowski and H. Wilenski (1940), Homogeneity of results in testing samples from Poisson series,
    Biometrika 31, 313-323. S. Holm (1979), Scand. J. Statist. 6. A. Wilson (2013), Embracing Bayes factors for key
    item analysis in corpus linguistics (BIC).
    """
    for column in ("count", "tokens"):
        check_counts(f"rates, column {column}", rates[column])
    single = rates[rates["doc_id"] != POOLED]
    sizes = single.groupby("doc_id", sort=False)["tokens"].first()
    doc_ids = sizes.index[np.sort(np.argsort(-sizes.to_numpy(), kind="stable")[:most])].to_numpy()
    i, j = np.triu_indices(len(doc_ids), 1)
    dependent = _dependent(doc_ids, groups)[i, j]
    tables = [
        _compare_frame(frame, group.set_index("doc_id").loc[doc_ids], i, j, dependent, confidence)
        for frame, group in single.groupby("frame", sort=False)
    ]
    return pd.concat(tables, ignore_index=True)


def choose_pairs(comparisons: pd.DataFrame, most: int = 15, page: int = 36) -> pd.DataFrame:
    """Choose the comparisons that a figure has room for, as many in every frame.

    Parameters
    ----------
    comparisons : DataFrame
        What `compare_documents` returns.
    most : int
        Rows per frame.
    page : int
        Rows of all frames together, the heading of each counted as one.

    Returns
    -------
    DataFrame
        All rows; of a frame with more pairs than there is room for, those with the smallest p-values. Where there is
        no room for two rows of every frame, the frames with the smallest p-values.
    """
    frames = comparisons.groupby("frame", sort=False)["p"].min().sort_values(kind="stable").index[: page // 3]
    comparisons = comparisons[comparisons["frame"].isin(frames)]
    rank = comparisons.groupby("frame")["p"].rank(method="first", na_option="bottom")
    return comparisons[rank <= min(most, page // max(len(frames), 1) - 1)].reset_index(drop=True)


def detectable_ratio(counts: np.ndarray, tokens_a: np.ndarray, tokens_b: np.ndarray, level: float = 0.05) -> np.ndarray:
    """Give the smallest ratio of two rates that documents of these sizes would show.

    Parameters
    ----------
    counts : array of int
        Mentions in both documents together; the pooled rate is held fixed.
    tokens_a, tokens_b : array of int
        Their sizes.
    level : float
        What the p-value of that one test must be below; it is not adjusted, so with several pairs it takes more.

    Returns
    -------
    ndarray of float
        The smallest ratio above 1 that the exact test finds at this level with a power of 80 %, whichever document
        has the higher rate; infinite when that is none below 50.

    Examples
    --------
    >>> detectable_ratio(np.array([11, 2]), np.array([823, 823]), np.array([1173, 1173])).round(1).tolist()
    [26.2, inf]
    """
    cases, back = np.unique(np.column_stack([counts, tokens_a, tokens_b]), axis=0, return_inverse=True)
    either = np.vstack([cases, cases[:, [0, 2, 1]]]).astype(float)
    found = _search_ratio(level, *either.T)
    return np.maximum(*found.reshape(2, -1))[back.ravel()]


def compare_frames(rates: pd.DataFrame, confidence: float = 0.95, frames: Sequence[str] = ()) -> pd.DataFrame:
    """Ask in every document which of two frames leads.

    Parameters
    ----------
    rates : DataFrame
        What `frame_rates` returns.
    confidence : float
        Of the intervals; 1 minus it is what a p-value must be below.
    frames : sequence of str, optional
        The two. By default the most mentioned in all documents: chosen after counting, the first is ahead there by
        choice, which its p-value does not know.

    Returns
    -------
    DataFrame
        One row per document and one for all ("all"): doc_id, frame_a, count_a, frame_b, count_b (mentions); share of
        frame_a in both, with its exact interval low to high; p (exact binomial, both equally likely), p_holm
        (adjusted for the documents, not for the row of all); verdict: the frame that leads, or "cannot tell". No
        rows with fewer than two frames.
    """
    pooled = rates[rates["doc_id"] == POOLED].sort_values(["count", "frame"], ascending=[False, True])
    if len(pooled) < 2:
        return pd.DataFrame(columns=["doc_id", "frame_a", "count_a", "frame_b", "count_b", *_SHARE])
    first, second = frames or pooled["frame"].iloc[:2]
    counts = rates.set_index(["frame", "doc_id"])["count"]
    doc_ids = counts[first].index
    a, b = counts[first].to_numpy(), counts[second].loc[doc_ids].to_numpy()
    share, low, high = share_interval(a, a + b, confidence)
    p = np.minimum(1, 2 * np.minimum(stats.binom.cdf(a, a + b, 0.5), stats.binom.sf(a - 1, a + b, 0.5)))
    p = np.where(a + b > 0, p, np.nan)
    single = doc_ids != POOLED
    p_holm = np.where(single, adjust_p(np.where(single, p, np.nan)), p)
    verdict = np.where(p_holm < 1 - confidence, np.where(a > b, first, second), CANNOT_TELL)
    table = {"doc_id": doc_ids, "frame_a": first, "count_a": a, "frame_b": second, "count_b": b}
    measured = dict(zip(_SHARE, (share, low, high, p, p_holm, verdict), strict=True))
    return pd.DataFrame({**table, **measured})


_SHARE = ("share", "low", "high", "p", "p_holm", "verdict")


def _dependent(doc_ids: np.ndarray, groups: Sequence[Sequence[str]]) -> np.ndarray:
    """Which documents share text with which (bool, documents × documents)."""
    group_of = {doc_id: number for number, group in enumerate(groups, start=1) for doc_id in group}
    number = np.array([group_of.get(doc_id, 0) for doc_id in doc_ids])
    return (number[:, None] == number) & (number > 0)


def _compare_frame(
    frame: str, table: pd.DataFrame, i: np.ndarray, j: np.ndarray, dependent: np.ndarray, confidence: float
) -> pd.DataFrame:
    """All pairs of documents in one frame."""
    counts, tokens = table["count"].to_numpy(), table["tokens"].to_numpy()
    a, b, n, m = counts[i], counts[j], tokens[i], tokens[j]
    ratio, low, high, p = rate_ratio(a, n, b, m, confidence)
    p = np.where(dependent | (a + b == 0), np.nan, p)  # two counts of 0 would only weigh on the other pairs
    p_holm = adjust_p(p)
    similar = (low >= 1 / SIMILAR_WITHIN) & (high <= SIMILAR_WITHIN)
    verdict = np.select([dependent, p_holm < 1 - confidence, similar], [DEPENDENT, DIFFER, SIMILAR], CANNOT_TELL)
    few = len(table) <= _MOST_DETECTABLE
    with np.errstate(divide="ignore", invalid="ignore"):  # invalid: of two documents without a word
        log2_ratio = np.log2(np.where((a > 0) & (b > 0), ratio, np.nan))
        bic = np.abs(signed_g2(a, n, a + b, n + m)) - np.log(n + m)
    return pd.DataFrame(
        {
            "frame": frame,
            "doc_a": table.index.to_numpy()[i],
            "doc_b": table.index.to_numpy()[j],
            "count_a": a,
            "count_b": b,
            "ratio": ratio,
            "low": low,
            "high": high,
            "log2_ratio": log2_ratio,
            "p": p,
            "p_holm": p_holm,
            "bic": bic,
            "verdict": verdict,
            "detectable": detectable_ratio(a + b, n, m, 1 - confidence) if few else np.nan,
        }
    )


def _search_ratio(level: float, counts: np.ndarray, tokens_a: np.ndarray, tokens_b: np.ndarray) -> np.ndarray:
    """Halve the range of ratios until the power is met; infinite where it is not met at the largest."""
    spread = _SPREAD * np.sqrt(counts) + 1
    width = int(np.ceil(2 * spread.max(initial=0))) + 1
    totals = np.maximum(np.floor(counts - spread), 0)[:, None] + np.arange(width)
    weights = stats.poisson.pmf(totals, counts[:, None])
    even = (tokens_a / np.maximum(tokens_a + tokens_b, 1))[:, None]  # 1: of two documents without a word
    below = stats.binom.ppf(level / 2, totals, even) - 1
    above = stats.binom.isf(level / 2, totals, even)

    def power(ratio: np.ndarray) -> np.ndarray:
        share = (ratio * tokens_a / np.maximum(ratio * tokens_a + tokens_b, 1))[:, None]
        rejects = stats.binom.cdf(below, totals, share) + stats.binom.sf(above, totals, share)
        return np.asarray((weights * rejects).sum(axis=1))

    low, high = np.ones(len(counts)), np.full(len(counts), LARGEST_RATIO)
    met = power(high) >= _POWER
    for _ in range(_STEPS):
        middle = np.sqrt(low * high)
        enough = power(middle) >= _POWER
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(met, high, np.inf)
