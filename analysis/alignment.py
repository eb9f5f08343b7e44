"""Align two sequences of passages so that the order of both is kept."""

from __future__ import annotations

import numpy as np

_BATCH = 250  # orders at a time


def align(gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the alignment of greatest total gain; a row or column is used at most once and may be left out.

    Parameters
    ----------
    gains : ndarray of float, rows × columns
        What it gains to align a row with a column; negative gains are never taken.

    Returns
    -------
    rows, columns : ndarray of int64
        The aligned pairs, both ascending.

    Examples
    --------
    >>> rows, columns = align(np.array([[1.0, 0.0], [0.0, 0.0], [5.0, 1.0]]))
    >>> rows.tolist(), columns.tolist()
    ([2], [0])
    """
    best = np.zeros((gains.shape[0] + 1, gains.shape[1] + 1))
    for row, gain in enumerate(gains):
        best[row + 1] = _add_row(best[row], gain)
    row, column = gains.shape
    found = []
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append((row, column))
    rows, columns = np.array(found[::-1], dtype=np.int64).reshape(-1, 2).T
    return rows, columns


def score_orders(gains: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """Score the best alignment for each of several orders of the rows.

    Parameters
    ----------
    gains : ndarray of float, rows × columns
        As in `align`.
    orders : ndarray of int, orders × rows
        Row numbers.

    Returns
    -------
    ndarray of float
        Total gain of the best alignment, per order.

    Examples
    --------
    >>> score_orders(np.eye(3), np.array([[0, 1, 2], [2, 1, 0]])).tolist()
    [3.0, 1.0]
    """
    best, columns = np.zeros((gains.shape[1] + 1, len(orders))), gains.T.copy()
    for rows in orders.T:
        best = _add_row(best, columns.take(rows, axis=1))
    return best[-1]


def score_shuffled(gains: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Score the best alignment for random orders of the rows, a batch at a time.

    Parameters
    ----------
    gains : ndarray of float, rows × columns
        As in `align`.
    draws : int
        Random orders.
    rng : Generator
        What draws them.

    Returns
    -------
    ndarray of float, length draws
        Total gain of the best alignment, per order.

    Examples
    --------
    >>> scores = score_shuffled(np.eye(2), 100, np.random.default_rng(1))
    >>> sorted(set(scores.tolist()))
    [1.0, 2.0]
    """
    sizes = [min(_BATCH, draws - start) for start in range(0, draws, _BATCH)]
    scores = [score_orders(gains, draw_orders(len(gains), size, rng)) for size in sizes]
    return np.concatenate([np.empty(0), *scores])


def draw_orders(rows: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draw random orders of so many rows, one per line."""
    return rng.permuted(np.tile(np.arange(rows), (draws, 1)), axis=1)


def _add_row(best: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Best totals up to each column, from the first down, when one more row may be aligned; orders stand abreast."""
    longer = best.copy()
    np.add(best[:-1], gains, out=longer[1:])
    np.maximum(longer, best, out=longer)
    return np.maximum.accumulate(longer, axis=0)
