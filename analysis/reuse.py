"""Find stretches of tokens that two documents have word for word, and which documents may have any.

A few tokens of each document, chosen by what stands around them, say where to look; what two documents have in
common is then read off all of their tokens.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.tokens import Tokens

SHORTEST_RUN = 5
FOUND_RUN = 20  # tokens; two documents that have so many in a row are always found
_WINDOW = FOUND_RUN - SHORTEST_RUN + 1  # five tokens are chosen from so many that follow each other
_STRETCH = 8  # tokens that must be the same around them
_PAIRED = 20  # places; five tokens that stand at more of them pair the first document with the others only
_COMMON = 200  # places; the same inside two documents, for either's first place
_BLOCK = 1 << 17  # tokens that are looked through at a time: they fit the processor's cache
_ODD = np.uint64(0x9E3779B97F4A7C15)  # spreads small numbers over 64 bits


def propose_reuse(tokens: Tokens, rank: np.ndarray) -> np.ndarray:
    """Pairs of documents that may have a passage word for word.

    From every 16 places that follow each other the one is chosen whose type is rarest in the corpus (winnowing),
    about one in nine in all; documents meet where the same five tokens start at two chosen places, amid eight
    tokens or more that are the same. Two documents that have 20 tokens in a row in common have 16 places in a row
    at which the same five tokens start. From these 16 both choose the same one, because the choice depends on
    nothing else. So the probability that such a stretch is found is 1; of shorter and of edited ones, most are.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    rank : array of int
        Per document its place in order of date. Five tokens that are chosen at more than 20 places pair only the
        first of these documents with each of the others, so that pairs grow with the number of reprints and not
        with its square.

    Returns
    -------
    ndarray of int, pairs × 2
        Numbers of documents, the earlier one first; each pair once.

    References
    ----------
    S. Schleimer, D. S. Wilkerson and A. Aiken (2003), Winnowing: local algorithms for document fingerprinting,
    Proc. ACM SIGMOD, 76-85.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> line = "the ministers met on Monday in Geneva again"
    >>> texts = [f"They say {line}.", "Nobody met.", f"In short, {line}, or so."]
    >>> propose_reuse(tokenize(texts, ["a", "b", "c"]), np.array([2, 1, 0])).tolist()
    [[2, 0]]
    """
    places = _choose_places(tokens)
    hashes = _hash_grams(tokens.ids, places)
    repeated = _find_repeated(hashes)
    places, hashes = places[repeated], hashes[repeated]
    document = np.searchsorted(tokens.doc_offsets, places, side="right") - 1
    order = np.lexsort((rank[document], hashes))
    order = order[(places + SHORTEST_RUN <= tokens.doc_offsets[document + 1])[order]]  # not across two documents
    places, document = places[order], document[order]
    first, second = _pair_equal(hashes[order], _PAIRED)
    first, second = (side[document[first] != document[second]] for side in (first, second))
    alike = _run_around(tokens.ids, places[first], places[second]) >= _STRETCH
    pairs = document[first[alike]] * len(rank) + document[second[alike]]
    return np.column_stack(np.divmod(distinct(pairs), max(len(rank), 1)))


def verbatim_runs(tokens: Tokens, pairs: np.ndarray) -> pd.DataFrame:
    """Find the maximal runs of five tokens or more that stand in both documents of a pair.

    Parameters
    ----------
    tokens : Tokens
        The tokens. Runs may cross sentences and passages, never documents.
    pairs : ndarray of int, pairs × 2
        Numbers of documents. Five tokens that stand at more than 200 places of two documents are followed from
        either's first place only, so that a table of noughts costs no more than it is long.

    Returns
    -------
    DataFrame
        One row per run and pair of places, in the order of the pairs and of the text: pair (row of `pairs`),
        start_a, start_b (token numbers in the corpus, from 0), length (tokens).

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> tokens = tokenize(["They met on Monday in Geneva again.", "It was on Monday in Geneva again, no?"], ["a", "b"])
    >>> verbatim_runs(tokens, np.array([[0, 1]])).values.tolist()
    [[0, 2, 9, 5]]
    """
    pair, place_a, place_b = _meet(tokens, pairs)
    order = np.lexsort((place_a, place_b - place_a, pair))
    pair, place_a, place_b = pair[order], place_a[order], place_b[order]
    new = np.ones(len(pair), dtype=bool)
    new[1:] = (np.diff(place_a) != 1) | (np.diff(place_b) != 1) | (np.diff(pair) != 0)
    first = np.flatnonzero(new)
    length = np.diff(first, append=len(pair)) + SHORTEST_RUN - 1
    runs = pd.DataFrame({"pair": pair[first], "start_a": place_a[first], "start_b": place_b[first], "length": length})
    return runs.sort_values(["pair", "start_a", "start_b"], ignore_index=True)


def spans(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Count on from several starts, each as far as its length: spans([3, 9], [2, 1]) is 3, 4, 9."""
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum(), dtype=np.int64) + np.repeat(starts - before, lengths)


def distinct(values: np.ndarray) -> np.ndarray:
    """Sorted values, each once; sorting integers is many times as fast as the hash table of `numpy.unique`."""
    values = np.sort(values)
    return values[np.diff(values, prepend=values[:1] - 1) != 0]


def count_tokens(tokens: Tokens) -> np.ndarray:
    """How often each type stands in the corpus; a block at a time, because the count makes a wider copy of it."""
    counts = np.zeros(len(tokens.types), dtype=np.int64)
    for start in range(0, len(tokens.ids), _BLOCK):
        counts += np.bincount(tokens.ids[start : start + _BLOCK], minlength=len(counts))
    return counts


def _choose_places(tokens: Tokens) -> np.ndarray:
    """Places that stand for the tokens around them; all places of very short documents.

    A type that stands in the corpus once is in no text twice, so it is never chosen and hides no other place.
    """
    ids, counts = tokens.ids, count_tokens(tokens)
    rarity, never = np.empty(len(counts), dtype=np.int32), len(counts)
    rarity[np.argsort(counts, kind="stable")] = np.arange(len(counts))
    rarity[counts < 2] = never
    chosen = [np.empty(0, dtype=np.int64)]
    for start in range(0, len(ids), _BLOCK):
        first, stop = start - _WINDOW + 1, start + _BLOCK + _WINDOW - 1
        ranks = rarity[ids[max(first, 0) : stop]]
        ranks = np.pad(ranks, (max(-first, 0), max(stop - len(ids), 0)), constant_values=never)
        rarest = _slide(_slide(ranks, np.minimum), np.maximum)
        own = ranks[_WINDOW - 1 :][: len(rarest)]
        chosen.append(np.flatnonzero((rarest == own) & (own < never)) + start)
    short = np.flatnonzero(tokens.counts < FOUND_RUN)
    if len(short):
        chosen.append(spans(tokens.doc_offsets[short], tokens.counts[short]))
    places = np.concatenate(chosen)
    places = distinct(places) if len(short) else places
    return places[: np.searchsorted(places, len(ids) - SHORTEST_RUN, side="right")]


def _slide(values: np.ndarray, best: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> np.ndarray:
    """Best of every window: of two values, then four, and so on."""
    width = 1
    while width < _WINDOW:
        step = min(width, _WINDOW - width)
        values = best(values[:-step], values[step:])
        width += step
    return values


def _hash_grams(ids: np.ndarray, places: np.ndarray) -> np.ndarray:
    """A number for the five tokens that start at each place, seldom the same for others."""
    hashes = np.zeros(len(places), dtype=np.uint64)
    for step in range(SHORTEST_RUN):
        hashes += ids[places + step].astype(np.uint64)
        hashes *= _ODD
    return hashes


def _find_repeated(hashes: np.ndarray) -> np.ndarray:
    """Positions of the hashes that others agree with in all but the last bits, in one sort of integers."""
    bits = np.uint64(max(len(hashes).bit_length(), 1))
    keys = np.sort(hashes >> bits << bits | np.arange(len(hashes), dtype=np.uint64))
    same = np.diff(keys >> bits) == 0
    alike = np.concatenate([[False], same]) | np.concatenate([same, [False]])
    return np.sort(keys[alike[: len(keys)]] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)


def _pair_equal(values: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions of two equal values of a sorted array; of more than `most` equal ones, the first with each other."""
    starts = np.flatnonzero(np.concatenate([[True] * min(len(values), 1), values[1:] != values[:-1]]))
    sizes = np.diff(starts, append=len(values))
    within = np.arange(len(values)) - np.repeat(starts, sizes)
    partners = np.where(np.repeat(sizes, sizes) <= most, within, np.minimum(within, 1))
    return spans(np.repeat(starts, sizes), partners), np.repeat(np.arange(len(values)), partners)


def _run_around(ids: np.ndarray, place_a: np.ndarray, place_b: np.ndarray) -> np.ndarray:
    """How many tokens in a row are the same around two places, as far as a stretch asks for."""
    length = np.zeros(len(place_a), dtype=np.int64)
    for direction, first in ((1, 0), (-1, 1)):
        going = np.ones(len(place_a), dtype=bool)
        for step in range(first, _STRETCH):
            ends = [np.clip(place + direction * step, 0, len(ids) - 1) for place in (place_a, place_b)]
            going &= ids[ends[0]] == ids[ends[1]]
            length += going
    return length


def _repeated_grams(tokens: Tokens, documents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where five tokens start that stand elsewhere in some documents too, and a number for the five; places ascend.

    Hashes find the few candidates; which of them are truly the same is then looked up.
    """
    places = spans(tokens.doc_offsets[documents], np.maximum(tokens.counts[documents] - SHORTEST_RUN + 1, 0))
    places = places[_find_repeated(_hash_grams(tokens.ids, places))]
    grams = tokens.ids[places].astype(np.int64)
    for step in range(1, SHORTEST_RUN):
        grams = np.unique(grams * len(tokens.types) + tokens.ids[places + step], return_inverse=True)[1]
    return places, grams


def _meet(tokens: Tokens, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two places in the documents of a pair at which the same five tokens start: pair, place_a, place_b."""
    places, grams = _repeated_grams(tokens, distinct(pairs.ravel()))
    edges = np.searchsorted(places, tokens.doc_offsets)
    sides = []
    for documents in pairs.T:
        sizes = np.diff(edges)[documents]
        found = spans(edges[documents], sizes)
        pair = np.repeat(np.arange(len(pairs)), sizes)
        key = pair * (int(grams.max(initial=0)) + 1) + grams[found]
        sides.append(pd.DataFrame({"key": key, "pair": pair, "place": places[found]}))
    a, b = sides
    a, b = a[a["key"].isin(b["key"])], b[b["key"].isin(a["key"])]
    often = pd.concat([a["key"], b["key"]]).value_counts()
    often = often.index[often > _COMMON]
    common_a, common_b = (side[side["key"].isin(often)] for side in (a, b))
    a, b = a.drop(common_a.index), b.drop(common_b.index)
    first_a, first_b = (side.drop_duplicates("key") for side in (common_a, common_b))
    joined = [
        left.merge(right[["key", "place"]], on="key", suffixes=("_a", "_b"))
        for left, right in ((a, b), (common_a, first_b), (first_a, common_b))
    ]
    met = pd.concat(joined).drop_duplicates(["pair", "place_a", "place_b"]) if len(often) else joined[0]
    return met["pair"].to_numpy(), met["place_a"].to_numpy(), met["place_b"].to_numpy()
