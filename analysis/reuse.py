"""Find stretches of tokens that two documents have word for word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.tokens import Tokens

SHORTEST_RUN = 5
_ODD = np.uint64(0x9E3779B97F4A7C15)  # spreads small numbers over 64 bits
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
    place_a, place_b = _pair_places(tokens, rank)
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


def _repeated_grams(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """Where five tokens start that stand elsewhere too, and a number for these five; places ascend.

    Hashes find the few candidates in one sort of integers; which of them are truly the same is then looked up.
    """
    last = max(len(tokens.ids) - SHORTEST_RUN + 1, 0)
    whole = tokens.documents[:last] == tokens.documents[SHORTEST_RUN - 1 :][:last]
    hashes = np.zeros(last, dtype=np.uint64)
    for step in range(SHORTEST_RUN):
        hashes = (hashes + tokens.ids[step : step + last].astype(np.uint64)) * _ODD
    bits = np.uint64(max(last.bit_length(), 1))
    keys = np.sort((hashes >> bits << bits | np.arange(last, dtype=np.uint64))[whole])
    same = np.diff(keys >> bits) == 0
    alike = np.concatenate([[False], same]) | np.concatenate([same, [False]])
    places = np.sort(keys[alike[: len(keys)]] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    grams = tokens.ids[places].astype(np.int64)
    for step in range(1, SHORTEST_RUN):
        grams = np.unique(grams * len(tokens.types) + tokens.ids[places + step], return_inverse=True)[1]
    return places, grams


def _pair_places(tokens: Tokens, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two places in different documents at which the same five tokens start, the smaller one first."""
    places, grams = _repeated_grams(tokens)
    documents = tokens.documents
    by_gram = np.lexsort((rank[documents[places]], grams))
    grams, order = grams[by_gram], places[by_gram]
    edges = np.flatnonzero(np.diff(grams)) + 1
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
