"""How far the themes of a model stay the same when it is fitted again to part of the passages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from analysis.theme_models import PassageTerms, fit_nmf, top_terms, weigh_terms

SHARE = 0.8  # of the passages, in every subsample
QUICK = 1e-2  # tolerance of a fit of which only the order of the top terms is asked


def average_jaccard(a: Sequence[object], b: Sequence[object]) -> float:
    """Compare two rankings by the mean Jaccard index of their heads, from the first item to all of them.

    Parameters
    ----------
    a, b : sequence
        Items, best first; both of the same length.

    Returns
    -------
    float
        0 (nothing in common) to 1 (the same items in the same order).

    References
    ----------
    D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics? Stability analysis for topic models,
    in: Machine Learning and Knowledge Discovery in Databases, LNCS 8724, 498-513, eq. 2.

    Examples
    --------
    >>> one = ["album", "music", "best", "award", "win"]
    >>> round(average_jaccard(one, ["sport", "best", "win", "medal", "award"]), 6)
    0.154286
    """
    places = {item: place for place, item in enumerate(dict.fromkeys([*a, *b]))}
    ranked = [np.array([[places[item] for item in ranking]]) for ranking in (a, b)]
    return float(compare_rankings(*ranked)[0, 0])


def compare_rankings(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Average Jaccard of every ranking of one set with every ranking of the other.

    Parameters
    ----------
    a : ndarray of int, n × depth
        Rankings of items without repeats.
    b : ndarray of int, m × depth
        Others.

    Returns
    -------
    ndarray of float, n × m
        0 to 1.
    """
    depth = a.shape[1]
    depths = np.arange(1, depth + 1)
    reached = np.maximum.outer(depths, depths).reshape(-1, 1) <= depths  # a shared item counts from its lower place
    equal = (a[:, None, :, None] == b[None, :, None, :]).reshape(len(a), len(b), -1)
    common = equal.astype(float) @ reached.astype(float)
    return (common / (2 * depths - common)).mean(axis=2)


def match_themes(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Match themes one to one, so that the sum of their agreements is as large as can be.

    Parameters
    ----------
    a, b : ndarray of int, n × depth
        Top terms of as many themes each.

    Returns
    -------
    partner : ndarray of int
        Per theme of the first set, its place in the second.
    agreement : ndarray of float
        Their average Jaccard.

    References
    ----------
    H. W. Kuhn (1955), The Hungarian method for the assignment problem, Naval Research Logistics Quarterly 2.
    """
    agreement = compare_rankings(a, b)
    rows, partner = linear_sum_assignment(-agreement.round(12))
    return partner, agreement[rows, partner]


def draw_subsamples(passages: int, subsamples: int, seed: int) -> list[np.ndarray]:
    """Rows of 80 % of the passages, drawn without replacement, in order."""
    rng = np.random.default_rng(seed)
    size = round(SHARE * passages)
    return [np.sort(rng.permutation(passages)[:size]) for _ in range(subsamples)]


def stability(passages: PassageTerms, number: int, seed: int, subsamples: int = 10) -> float:
    """Say how far the themes of all passages are found again in 80 % of them.

    Parameters
    ----------
    passages : PassageTerms
        What `count_terms` gives.
    number : int
        Themes.
    seed : int
        Of the subsamples and of the fits.
    subsamples : int
        How many are drawn.

    Returns
    -------
    float
        Mean over subsamples of the mean average Jaccard (depth 10) of matched themes, 0 to 1. Shuffled text does
        not reach 0: the figure says nothing without that of shuffled text beside it (see `choose_number`).

    References
    ----------
    D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics? Stability analysis for topic models,
    in: Machine Learning and Knowledge Discovery in Databases, LNCS 8724, 498-513.
    """
    weights = weigh_terms(passages.counts)
    return float(measure_stability(weights, [number], seed, subsamples)[0])


def measure_stability(
    weights: sparse.csr_array | np.ndarray, numbers: Sequence[int], seed: int, subsamples: int
) -> np.ndarray:
    """Stability at several numbers of themes, in the same subsamples."""
    parts = [weights[rows] for rows in draw_subsamples(weights.shape[0], subsamples, seed)]
    found = []
    for number in numbers:
        whole = top_terms(fit_nmf(weights, number, seed, QUICK).components)
        again = [top_terms(fit_nmf(part, number, seed, QUICK).components) for part in parts]
        found.append(np.mean([match_themes(whole, terms)[1].mean() for terms in again]))
    return np.array(found)


def shuffle_terms(passages: PassageTerms, within: np.ndarray, rng: np.random.Generator) -> sparse.csr_array:
    """Deal the terms of all passages out again at random; every passage holds as many as before.

    Parameters
    ----------
    passages : PassageTerms
        What `count_terms` gives.
    within : ndarray, one per passage
        Terms stay among the passages that have the same value here: the same for all, or the documents.
    rng : Generator
        Where the random order comes from.

    Returns
    -------
    csr_array of int64, passages × terms
        The counts after shuffling; totals of passages and of terms (in every group) are as before.
    """
    counts = passages.counts.tocoo()
    rows, columns = (np.repeat(places, counts.data) for places in (counts.row, counts.col))
    group = np.unique(np.asarray(within, dtype=str), return_inverse=True)[1][rows]
    by_group = np.argsort(group, kind="stable")
    mixed = np.lexsort((rng.random(len(rows)), group))
    dealt = np.empty_like(columns)
    dealt[by_group] = columns[mixed]
    matrix = sparse.coo_array((np.ones(len(rows), dtype=np.int64), (rows, dealt)), shape=counts.shape).tocsr()
    matrix.sum_duplicates()
    return matrix
