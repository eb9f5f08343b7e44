"""Find stretches of tokens that two documents have word for word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.tokens import Tokens

SHORTEST_RUN = 5
_COMMON = 200  # places; five tokens that stand at more of them are looked up in the first document only


def verbatim_runs(tokens: Tokens, rank: np.ndarray | None = None) -> pd.DataFrame:
    """Find the maximal runs of five tokens or more that stand in two documents.

    Parameters
    ----------
    tokens : Tokens
        The tokens. Runs may cross sentences and passages, never documents.
    rank : array of int, optional
        Per document its place in order of date; by default the order of `tokens`. Five tokens that stand at more
        than 200 places are paired with the first of these documents only, so that a text with hundreds of reprints,
        or a common phrase, costs no more than it is long.

    Returns
    -------
    DataFrame
        One row per run and pair of places, in the order of the text: start_a, start_b (token numbers in the
        corpus, from 0, start_a in the document that comes first in `tokens`), length (tokens).

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> tokens = tokenize(["They met on Monday in Geneva again.", "It was on Monday in Geneva again, no?"], ["a", "b"])
    >>> verbatim_runs(tokens).values.tolist()
    [[2, 9, 5]]
    """
    rank = np.arange(len(tokens.doc_ids)) if rank is None else rank
    place_a, place_b = _pair_places(_grams(tokens), tokens.documents, rank)
    order = np.lexsort((place_a, place_b - place_a))
    place_a, place_b = place_a[order], place_b[order]
    new = np.ones(len(place_a), dtype=bool)
    new[1:] = (np.diff(place_a) != 1) | (np.diff(place_b) != 1)
    first = np.flatnonzero(new)
    length = np.diff([*first, len(place_a)]) + SHORTEST_RUN - 1
    runs = pd.DataFrame({"start_a": place_a[first], "start_b": place_b[first], "length": length})
    return runs.sort_values(["start_a", "start_b"], ignore_index=True)


def reused_tokens(runs: pd.DataFrame, units_a: np.ndarray, units_b: np.ndarray) -> pd.DataFrame:
    """Count, for every two units, the tokens of each that stand in runs which the two share.

    Parameters
    ----------
    runs : DataFrame
        What `verbatim_runs` returns.
    units_a, units_b : ndarray of int, length N
        Per token of the corpus, the number of the unit (document or passage) it counts for on either side.

    Returns
    -------
    DataFrame
        One row per two units that share a run, indexed by both: tokens_a, tokens_b (distinct tokens).
    """
    length = runs["length"].to_numpy(dtype=np.int64)
    step = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    token_a = np.repeat(runs["start_a"].to_numpy(dtype=np.int64), length) + step
    token_b = np.repeat(runs["start_b"].to_numpy(dtype=np.int64), length) + step
    most = int(units_b.max(initial=0)) + 1
    pairs, codes = np.unique(units_a[token_a].astype(np.int64) * most + units_b[token_b], return_inverse=True)
    counts = {
        name: np.bincount(np.unique(codes * len(units_a) + token) // max(len(units_a), 1), minlength=len(pairs))
        for name, token in (("tokens_a", token_a), ("tokens_b", token_b))
    }
    return pd.DataFrame({"a": pairs // most, "b": pairs % most, **counts}).set_index(["a", "b"])


def _grams(tokens: Tokens) -> np.ndarray:
    """Per token, a number for the five tokens that start there; -1 where the document ends before."""
    grams = tokens.ids.astype(np.int64)
    for step in range(1, SHORTEST_RUN):
        longer = grams[:-1] * len(tokens.types) + tokens.ids[step:] if len(grams) > 1 else grams[:0]
        grams = np.unique(longer, return_inverse=True)[1]
    whole = tokens.documents[: len(grams)] == tokens.documents[SHORTEST_RUN - 1 :][: len(grams)]
    return np.where(whole, grams, -1)


def _pair_places(grams: np.ndarray, documents: np.ndarray, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two places in different documents at which the same five tokens start, the smaller one first."""
    order = np.lexsort((rank[documents[: len(grams)]], grams))
    order = order[grams[order] >= 0]
    edges = np.flatnonzero(np.diff(grams[order])) + 1
    found: list[Sequence[np.ndarray]] = [(np.empty(0, dtype=np.int64),) * 2]
    sizes = np.diff([0, *edges, len(order)])
    starts = np.array([0, *edges], dtype=np.int64)
    for size in np.unique(sizes[(sizes > 1) & (sizes <= _COMMON)]):
        places = order[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        found.append((places[:, left].ravel(), places[:, right].ravel()))
    for start, size in zip(starts[sizes > _COMMON], sizes[sizes > _COMMON], strict=True):
        places = order[start : start + size]
        found.append((np.full(size - 1, places[0]), places[1:]))
    place_a, place_b = (np.concatenate(side) for side in zip(*found, strict=True))
    apart = documents[place_a] != documents[place_b]
    ends = np.sort(np.column_stack([place_a[apart], place_b[apart]]), axis=1)
    return ends[:, 0], ends[:, 1]
