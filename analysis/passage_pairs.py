"""Which pairs of documents share text: proposed by rare words, tested by the order of their passages, judged."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd

from analysis.alignment import score_orders, score_shuffled
from analysis.overlap import Overlap
from analysis.passage_units import Units
from analysis.rates import adjust_p

SHARE, NO_SIGN, TOO_SHORT = "share text", "no sign of it", "too short to tell"
BY_ORDER, BY_WORDS = "order", "words"
MINIMUM_RATIO = 1.5
REPRINTED = 0.5  # share of a document or passage that stands word for word in the other
SAME_WORDS = 0.9
_FEWEST = 3  # passages of a document: fewer have no order to speak of
_SCREEN, _SCREEN_RATIO = 19, 1.25  # draws that a pair is screened by, and the ratio it needs
_DRAWS, _DRAWS_PER_PAIR = 999, 40
_ALL_PASSAGES = 2000  # passages; with more, an index proposes the pairs of documents
_ALL_DOCUMENTS = 100  # the same, by documents
_RARE, _RARE_SHARED = 50, 3  # a rare term stands in so few passages; similar passages share so many of them
_BLOCK = 5000  # passages that the index looks up at a time
_MANY = 20  # passages; their orders outnumber any draws
_NOT_TESTED = (np.nan, np.nan, 0, np.nan, np.nan)


def propose_pairs(units: Units, overlap: Overlap, rank: np.ndarray) -> pd.DataFrame:
    """Pairs of documents to compare, the earlier one first; whether both have passages to compare."""
    if len(units.table) <= _ALL_PASSAGES and len(rank) <= _ALL_DOCUMENTS:
        found = {*combinations(range(len(rank)), 2)}
    else:
        table = overlap.documents
        whole = table[["verbatim_a", "verbatim_b"]].max(axis=1) >= REPRINTED
        reprints = table.loc[whole | (table["passage_words"] >= SAME_WORDS), ["a", "b"]].to_numpy().tolist()
        found = {(a, b) for a, b in reprints if a < b} | _similar_documents(units)
    pairs = sorted(sorted(pair, key=lambda document: rank[document]) for pair in found)
    pairs.sort(key=lambda pair: (rank[pair[0]], rank[pair[1]]))
    table = pd.DataFrame(pairs, columns=["a", "b"], dtype=np.int64)
    filled = units.table["document"].unique()
    return table.assign(units=table["a"].isin(filled) & table["b"].isin(filled))


def _similar_documents(units: Units) -> set[tuple[int, int]]:
    """Pairs of documents with at least two pairs of passages that share rare terms."""
    has = (units.weights > 0).astype(np.int32).tocsc()
    spread = np.diff(has.indptr)
    has = has[:, np.flatnonzero((spread > 1) & (spread <= _RARE))].tocsr()
    document = units.table["document"].to_numpy()
    found: Counter[tuple[int, int]] = Counter()
    for start in range(0, has.shape[0], _BLOCK):
        common = (has[start : start + _BLOCK] @ has.T).tocoo()
        strong = common.data >= _RARE_SHARED
        a, b = document[common.row[strong] + start], document[common.col[strong]]
        found.update(zip(a[a < b].tolist(), b[a < b].tolist(), strict=True))
    return {pair for pair, n in found.items() if n > 1}


def score_pairs(pairs: pd.DataFrame, units: Units, seed: int, level: float) -> pd.DataFrame:
    """Score every pair that is not decided by its words, in its own order and in random order."""
    decided = _reprinted(pairs)
    tested = int((~decided).sum())
    draws = max(_DRAWS, _DRAWS_PER_PAIR * tested, int(np.ceil(2 * tested / level)))
    rows = [
        _NOT_TESTED if skip else _test_pair(units.cosines(a, b), draws, [seed, a, b])
        for a, b, skip in zip(pairs["a"].tolist(), pairs["b"].tolist(), decided, strict=True)
    ]
    scores = pd.DataFrame(rows, columns=["score", "shuffled", "draws", "p", "smallest_p"], index=pairs.index)
    scores = scores.astype({"draws": np.int64})
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = scores["score"] / scores["shuffled"]
    return pairs.join(scores).assign(ratio=ratio, p_holm=adjust_p(scores["p"]))


def _test_pair(cosines: np.ndarray, draws: int, seed: list[int]) -> tuple[float, float, int, float, float]:
    """score, mean shuffled score, draws, p and the smallest p there could be."""
    if min(cosines.shape) < _FEWEST:
        return _NOT_TESTED
    gains = cosines - np.median(cosines)
    gains = gains if len(gains) >= gains.shape[1] else gains.T  # the longer one has more orders
    rng = np.random.default_rng(seed)
    score = score_orders(gains, np.arange(len(gains))[None])[0]
    shuffled = score_shuffled(gains, _SCREEN, rng)
    if score >= _SCREEN_RATIO * shuffled.mean() > 0:
        shuffled = score_shuffled(gains, draws, rng)
    # a draw equal to the observed order must count in spite of rounding
    p = (1 + int((shuffled >= score * (1 - 1e-12)).sum())) / (1 + len(shuffled))
    orders = factorial(min(len(gains), _MANY))
    return float(score), float(shuffled.mean()), len(shuffled), p, max(1 / (1 + draws), 1 / orders)


def judge_pairs(pairs: pd.DataFrame, level: float) -> pd.DataFrame:
    """The verdict on every pair, and what it rests on."""
    words = (pairs["passage_words"] >= SAME_WORDS) & pairs["units"]
    ordered = _reprinted(pairs) | ((pairs["p_holm"] < level) & (pairs["ratio"] >= MINIMUM_RATIO))
    untold = pairs["p"].isna() | (pairs["smallest_p"] * pairs["p"].notna().sum() >= level)
    verdict = np.select([words | ordered, untold], [SHARE, TOO_SHORT], NO_SIGN)
    return pairs.assign(verdict=verdict, by=np.select([ordered, words], [BY_ORDER, BY_WORDS], ""))


def _reprinted(pairs: pd.DataFrame) -> pd.Series:
    """Pairs of which half of one document stands word for word in the other, so that no test is needed."""
    return (pairs[["verbatim_a", "verbatim_b"]].max(axis=1) >= REPRINTED) & pairs["units"]
