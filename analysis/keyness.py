"""Which types are commoner in one set of texts than in another, by how much, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse, special, stats

from analysis.ratios import exact_p, rate_ratio
from analysis.tokens import Tokens, document_term_matrix

PRIOR_TOKENS = 500
"""Tokens that the prior of log_odds_z is worth: alpha_0 of Monroe et al. (2008)."""
_FOR_ZERO = 0.5
_YATES = 0.5


def keyness(
    target: ArrayLike | sparse.sparray,
    reference: ArrayLike | sparse.sparray,
    types: Sequence[str] | np.ndarray,
    minimum_count: int = 5,
    confidence: float = 0.95,
    per: float = 1000,
) -> pd.DataFrame:
    """Compare the rate of every type in a target with its rate in a reference.

    Parameters
    ----------
    target, reference : array of int or sparse row, length V
        Count of every type on either side, of rare types too: their sums are the sides' tokens.
    types : sequence of str, length V
        The types.
    minimum_count : int
        Types with fewer occurrences on both sides together have no row; those with none never have one.
    confidence : float
        Of the interval.
    per : float
        Rates are per this many tokens.

    Returns
    -------
    DataFrame
        One row per type, by log_ratio from high to low, then type: type, count_target, count_reference,
        rate_target, rate_reference (per `per` tokens), and

        - log_ratio: log2 of the ratio of the rates, with 0.5 in place of a count of 0 (Hardie 2014).
        - low, high: log2 of the exact conditional interval of that ratio (see `rate_ratio`). A count of 0 stays 0
          here: low is minus infinite when the target has none, high infinite when the reference has none.
        - g2, chi2: log-likelihood ratio over all four cells (Dunning 1993) and Pearson's chi-square, neither
          corrected, with a minus when the target has less than expected; chi2_yates: the second with Yates's
          correction for continuity (Yates 1934).
        - bic: g2 without its sign, less the log of all tokens (Wilson 2013); below 0 it favours no difference.
        - log_odds_z: log-odds-ratio over its standard deviation, with a Dirichlet prior (Monroe et al. 2008): every
          type's share of all tokens, times `PRIOR_TOKENS`; not a number when there is one type only.
        - p: the exact one of `rate_ratio`, so that it is below 1 - confidence exactly when the interval leaves 0 out;
          not that of g2 or chi2, which would disagree with the interval near that level.
        - p_bh: p adjusted for the number of rows (Benjamini and Hochberg 1995).

    Raises
    ------
    ValueError
        When a count is negative or not a whole number, lengths differ or a side has no tokens.

    References
    ----------
    T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Comput. Linguist. 19, 61-74.
    F. Yates (1934), Contingency tables involving small numbers and the chi-square test, Suppl. J. R. Stat. Soc. 1.
    A. Hardie (2014), Log ratio: an informal introduction, ESRC Centre for Corpus Approaches to Social Science.
    A. Wilson (2013), Embracing Bayes factors for key item analysis in corpus linguistics, in New Approaches to the
    Study of Linguistic Variability, 3-11.
    B. L. Monroe, M. P. Colaresi and K. M. Quinn (2008), Fightin' words, Polit. Anal. 16, 372-403.
    Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, J. R. Stat. Soc. B 57, 289-300.

    Examples
    --------
    >>> table = keyness([3, 7], [7, 2], ["a", "b"])
    >>> table[["type", "log_ratio", "g2", "chi2"]].round(4).values.tolist()
    [['b', 1.6554, 4.5349, 4.3372], ['a', -1.3744, -4.5349, -4.3372]]
    """
    types = np.asarray(types, dtype=object)
    a, b = (_read_counts(*side, len(types)) for side in (("target", target), ("reference", reference)))
    rows = np.flatnonzero(a + b >= max(minimum_count, 1))
    rows = rows[np.argsort(types[rows], kind="stable")]
    n_a, n_b = a.sum(), b.sum()
    order, adjusted, _ = _rank(a[rows], n_a, b[rows], n_b)
    rows = rows[order]
    table = _measure(types[rows], a[rows], n_a, b[rows], n_b, confidence, per)
    return table.assign(p_bh=adjusted)


def document_keyness(
    tokens: Tokens, minimum_count: int = 5, confidence: float = 0.95, per: float = 1000, most: int | None = None
) -> pd.DataFrame:
    """Compare every document with all the others.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    minimum_count, confidence, per
        As in `keyness`.
    most : int, optional
        Keep of each document the types that remain at 1 - confidence and, of the others that stand in it, this many
        with the highest log_ratio, but one row at least; by default all, which are documents times types.

    Returns
    -------
    DataFrame
        doc_id, then the columns of `keyness`, for one document after the other; p_bh is adjusted within a
        document, p_bh_all over the types of all documents, kept or not; types (how many were looked at in the
        document). No rows for a document that has no tokens or all of them.
    """
    return keyness_of_counts(
        document_term_matrix(tokens), tokens.doc_ids, tokens.types, minimum_count, confidence, per, most
    )


def keyness_of_counts(
    counts: sparse.csr_array,
    doc_ids: Sequence[str],
    types: np.ndarray,
    minimum_count: int = 5,
    confidence: float = 0.95,
    per: float = 1000,
    most: int | None = None,
) -> pd.DataFrame:
    """Compare every document with all the others, by its counts.

    Parameters
    ----------
    counts : csr_array of int64, documents × types
        Tokens of each type.
    doc_ids : sequence of str
        Names of the documents.
    types : ndarray of str
        The types, in the order of the alphabet.
    minimum_count, confidence, per, most
        As in `document_keyness`.

    Returns
    -------
    DataFrame
        As `document_keyness` returns it.
    """
    total, sizes = np.asarray(counts.sum(axis=0)).ravel(), np.asarray(counts.sum(axis=1)).ravel()
    columns = np.flatnonzero(total >= max(minimum_count, 1))  # the same types in all documents
    counts, total, level = counts[:, columns], total[columns], 1 - confidence
    compared = np.flatnonzero((sizes > 0) & (sizes < sizes.sum()))
    # what is measured, one array per document, and p-values with how often each was found
    orders, owns, adjusted = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)], [np.empty(0)]
    looked_at = [(np.empty(0), np.empty(0, dtype=np.int64))]
    for number in compared:
        own, size = counts[[number]].toarray().ravel(), sizes[number]
        order, p_bh, p = _rank(own, size, total - own, sizes.sum() - size, level, most)
        orders.append(order)
        owns.append(own[order])
        adjusted.append(p_bh)
        looked_at.append(np.unique(p, return_counts=True))
    kept, a, row = np.concatenate(orders), np.concatenate(owns), np.repeat(compared, [len(o) for o in orders[1:]])
    table = _measure(types[columns[kept]], a, sizes[row], total[kept] - a, sizes.sum() - sizes[row], confidence, per)
    table.insert(0, "doc_id", np.array(doc_ids, dtype=object)[row])
    table = table.assign(p_bh=np.concatenate(adjusted), types=len(columns))
    return table.assign(p_bh_all=_adjust_over_all(table["p"], looked_at))


def _rank(
    a: np.ndarray, n_a: float, b: np.ndarray, n_b: float, level: float = 0, most: int | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places of types by their ratio, the highest first, with their adjusted p-values; and the p-values of all.

    Where `most` is given, only types that remain at the level have a place, and so many others that are there.
    """
    # both follow from the two counts: once per distinct pair is enough
    width = int(b.max(initial=0)) + 1
    pairs, place = np.unique(a.astype(np.int64) * width + b.astype(np.int64), return_inverse=True)
    once = pairs // width, n_a, pairs % width, n_b
    p = exact_p(*once)[place]
    adjusted = _adjust(p)
    order = np.argsort(-_log_ratio(*once)[place], kind="stable")
    if most is not None:
        remains = adjusted[order] < level
        others = ~remains & (a[order] > 0)  # the ratio of a type that is not there is that of the 0.5 in its place
        kept = remains | (others & (others.cumsum() <= most))
        kept[:1] |= not kept.any()  # a document without a row would be missing where tests are counted
        order = order[kept]
    return order, adjusted[order], p


def _measure(
    types: np.ndarray,
    a: np.ndarray,
    n_a: ArrayLike,
    b: np.ndarray,
    n_b: ArrayLike,
    confidence: float,
    per: float,
) -> pd.DataFrame:
    """The columns of `keyness`, but for p_bh."""
    counts = {"type": types, "count_target": a.astype(int), "count_reference": b.astype(int)}
    measures = _compare(a, np.asarray(n_a), b, np.asarray(n_b), confidence, per)
    return pd.concat([pd.DataFrame(counts).astype({"type": "str"}), measures], axis="columns")


def _adjust_over_all(p: pd.Series, looked_at: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """P-values adjusted as by `_adjust` for all that were looked at, given as values and how often each was found."""
    values, counts = (np.concatenate(parts) for parts in zip(*looked_at, strict=True))
    values, place = np.unique(values, return_inverse=True)
    ranks = np.cumsum(np.bincount(place, weights=counts))
    adjusted = np.minimum.accumulate((values * ranks[-1:] / ranks)[::-1])[::-1]
    return np.asarray(np.minimum(adjusted, 1)[np.searchsorted(values, p)])


def signed_g2(observed: ArrayLike, row: ArrayLike, column: ArrayLike, total: ArrayLike) -> np.ndarray:
    """Log-likelihood ratio of 2×2 tables over all four cells, with a minus when the first has less than expected.

    Parameters
    ----------
    observed : array of float
        The first cell.
    row, column, total : array of float
        Sums of its row, of its column and of all four cells.

    Returns
    -------
    ndarray of float
        One per table.

    Examples
    --------
    >>> signed_g2([3, 7], 10, [10, 9], 19).round(6).tolist()
    [-4.534939, 4.534939]
    """
    observed, row, column, total = map(_as_float, (observed, row, column, total))
    expected = _expected(row, column, total)
    cells = np.stack(np.broadcast_arrays(observed, row - observed, column - observed, total - row - column + observed))
    ratios = np.divide(cells, expected, out=np.ones_like(expected), where=cells > 0)
    g2 = np.maximum(2 * special.xlogy(cells, ratios).sum(axis=0), 0)
    return np.where(observed < expected[0], -g2, g2)


def _adjust(p: np.ndarray) -> np.ndarray:
    """P-values adjusted for their number by Benjamini and Hochberg's method."""
    return np.asarray(stats.false_discovery_control(p)) if len(p) else p


def _compare(
    a: np.ndarray, n_a: np.ndarray, b: np.ndarray, n_b: np.ndarray, confidence: float, per: float
) -> pd.DataFrame:
    """All that follows from two counts and the tokens of either side."""
    total = n_a + n_b
    expected = _expected(n_a, a + b, total)
    g2 = signed_g2(a, n_a, a + b, total)
    off = a - expected[0]  # by as much as every other cell, but for the sign
    per_cell = np.divide(1, expected, out=np.zeros_like(expected), where=expected > 0).sum(axis=0)
    exact = rate_ratio(a, n_a, b, n_b, confidence)
    with np.errstate(divide="ignore"):
        low, high = np.log2(exact.low), np.log2(exact.high)
    return pd.DataFrame(
        {
            "rate_target": a / n_a * per,
            "rate_reference": b / n_b * per,
            "log_ratio": _log_ratio(a, n_a, b, n_b),
            "low": low,
            "high": high,
            "g2": g2,
            "chi2": np.sign(off) * off**2 * per_cell,
            "chi2_yates": np.sign(off) * np.maximum(np.abs(off) - _YATES, 0) ** 2 * per_cell,
            "bic": np.abs(g2) - np.log(total),
            "log_odds_z": _log_odds_z(a, n_a, b, n_b),
            "p": exact.p,
        }
    )


def _log_ratio(a: np.ndarray, n_a: ArrayLike, b: np.ndarray, n_b: ArrayLike) -> np.ndarray:
    """Log2 of the ratio of the rates, with 0.5 in place of a count of 0."""
    ratio = np.where(a > 0, a, _FOR_ZERO) / n_a / (np.where(b > 0, b, _FOR_ZERO) / n_b)
    return np.asarray(np.log2(ratio))


def _log_odds_z(a: np.ndarray, n_a: np.ndarray, b: np.ndarray, n_b: np.ndarray) -> np.ndarray:
    """Log-odds-ratio with a prior, over its standard deviation."""
    prior = PRIOR_TOKENS * (a + b) / (n_a + n_b)
    with np.errstate(divide="ignore", invalid="ignore"):  # one type only: nothing else to set it against
        odds_a = (a + prior) / (n_a + PRIOR_TOKENS - a - prior)
        odds_b = (b + prior) / (n_b + PRIOR_TOKENS - b - prior)
        return (np.log(odds_a) - np.log(odds_b)) / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def _expected(row: ArrayLike, column: ArrayLike, total: ArrayLike) -> np.ndarray:
    """The four cells of 2×2 tables, in rows, from their sums."""
    row, column, total = map(_as_float, (row, column, total))
    cells = (row * column, row * (total - column), (total - row) * column, (total - row) * (total - column))
    return np.stack(np.broadcast_arrays(*cells)) / total


def _as_float(values: ArrayLike) -> np.ndarray:
    return np.asarray(values, dtype=float)


def _read_counts(name: str, values: ArrayLike | sparse.sparray, length: int) -> np.ndarray:
    """One count per type, as float."""
    dense = values.toarray() if isinstance(values, sparse.sparray | sparse.spmatrix) else values
    counts = _as_float(dense).reshape(-1)
    if len(counts) != length:
        msg = f"{name}: {len(counts)} counts of {length} types"
        raise ValueError(msg)
    wrong = ~np.isfinite(counts) | (counts < 0) | (counts != np.round(counts))
    if wrong.any():
        msg = f"{name}: found {counts[wrong][0]}; counts are whole numbers, 0 or more"
        raise ValueError(msg)
    if counts.sum() == 0:
        msg = f"{name}: no tokens; nothing to compare"
        raise ValueError(msg)
    return counts
