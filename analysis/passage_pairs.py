"""Which pairs of documents share text: proposed by rare words, tested by the order of their passages, judged."""

from __future__ import annotations

from math import factorial

import numpy as np
import pandas as pd

from analysis.alignment import draw_orders, score_orders, score_shuffled
from analysis.differences import adjust_p
from analysis.overlap import Overlap, find_overlap, passage_rows
from analysis.passage_units import Units
from analysis.reuse import count_tokens, distinct, propose_reuse, spans
from analysis.tokens import Tokens

SHARE, NO_SIGN, CANNOT_TELL = "share text", "no sign of it", "cannot tell"
BY_ORDER, BY_WORDS = "order", "words"
MINIMUM_RATIO = 1.5
REPRINTED = 0.5  # share of a document or passage that stands word for word in the other
SAME_WORDS = 0.9
_FEWEST = 3  # passages of a document: fewer have no order to speak of
_SCREEN, _SCREEN_RATIO = 19, 1.25  # draws that a pair is screened by, and the ratio it needs
_DRAWS, _DRAWS_PER_PAIR = 999, 40
_ENOUGH = 20  # of the first draws: where so many equal a pair it gets no more; its p is coarser, and as valid
_MOST_DRAWS = 20_000_000  # of a corpus: some twenty seconds
_ALL_PASSAGES = 2000  # passages; with more, an index proposes the pairs of documents
_ALL_DOCUMENTS = 100  # the same, by documents
_RARE, _RARE_SHARED = 50, 3  # a rare term stands in so few passages; similar passages share so many of them
_RARE_PLACES = 500  # and at so many places
_PRINTS = 5  # a passage that more of them repeat stands for all
_BLOCK = 5000  # passages that the index looks up at a time
_MANY = 20  # passages; their orders outnumber any draws
_NOT_TESTED = (np.nan, np.nan, 0, np.nan, np.nan)


def propose_pairs(tokens: Tokens, table: pd.DataFrame, rank: np.ndarray) -> Overlap:
    """Pairs of documents to compare, the earlier one first and in order of date, and what they have word for word.

    In a small corpus these are all pairs, in a large one those of which one repeats half of the other or a passage of
    it, and those with two pairs of passages that share rare terms. Only the latter are tested (`similar`): where one
    passage is the same and no other alike, there is no order to test.
    """
    if len(table) <= _ALL_PASSAGES and len(rank) <= _ALL_DOCUMENTS:
        every = find_overlap(tokens, table, _by_date(np.column_stack(np.triu_indices(len(rank), 1)), rank))
        return every._replace(pairs=every.pairs.assign(similar=True))
    copied = find_overlap(tokens, table, propose_reuse(tokens, rank))
    similar = _by_date(_similar_documents(tokens, table, _find_reprints(copied.copies)), rank)
    read, wanted = (a * len(rank) + b for a, b in (copied.pairs[["a", "b"]].to_numpy().T, similar.T))
    also = np.isin(read, wanted)
    more = find_overlap(tokens, table, similar[~np.isin(wanted, read)])
    kept = copied.pairs.assign(similar=also)[_reprinted(copied.pairs) | _same_words(copied.pairs) | also]
    pairs = pd.concat([kept, more.pairs.assign(similar=True)], ignore_index=True)
    order = np.lexsort((rank[pairs["b"]], rank[pairs["a"]]))
    return Overlap(pairs.iloc[order].reset_index(drop=True), pd.concat([copied.copies, more.copies], ignore_index=True))


def _find_reprints(copies: pd.DataFrame) -> np.ndarray:
    """Rows of passages that repeat one printed often; it stands for them, who are all similar to each other."""
    copies = copies[(copies["verbatim"] >= SAME_WORDS) & (copies["row_a"] >= 0)]
    prints = copies.groupby("row_a")["row_b"].transform("size")
    return copies.loc[prints > _PRINTS, "row_b"].to_numpy()


def _by_date(pairs: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Pairs of documents, each once: the earlier one first, and in order of its date."""
    places = np.sort(rank[pairs], axis=1)
    codes = distinct(places[:, 0] * len(rank) + places[:, 1])
    return np.argsort(rank)[np.column_stack(np.divmod(codes, max(len(rank), 1)))]


def _similar_documents(tokens: Tokens, table: pd.DataFrame, repeated: np.ndarray) -> np.ndarray:
    """Pairs of documents with at least two pairs of passages that share rare terms, but for some passages."""
    rows, types = _rare_terms(tokens, table, repeated)
    counts = np.bincount(types, minlength=len(tokens.types))
    begins, by_type = np.cumsum(counts) - counts, np.argsort(types, kind="stable")
    earlier = np.empty(len(rows), dtype=np.int64)
    earlier[by_type] = np.arange(len(rows)) - begins[types[by_type]]  # passages before this one that have the term
    rows_by_type, document, n_documents = rows[by_type], table["document"].to_numpy(), max(len(tokens.doc_ids), 1)
    found = [np.empty(0, dtype=np.int64)]
    for edge in range(0, len(table), _BLOCK):
        own = slice(*np.searchsorted(rows, [edge, edge + _BLOCK]).tolist())
        others = rows_by_type[spans(begins[types[own]], earlier[own])]
        codes = np.sort(np.repeat(rows[own], earlier[own]) * len(table) + others)
        strong = distinct(codes[_RARE_SHARED - 1 :][codes[_RARE_SHARED - 1 :] == codes[: 1 - _RARE_SHARED]])
        b, a = (document[side] for side in np.divmod(strong, len(table)))
        found.append((a * n_documents + b)[a != b])
    codes, times = np.unique(np.concatenate(found), return_counts=True)
    return np.column_stack(np.divmod(codes[times > 1], n_documents))


def _rare_terms(tokens: Tokens, table: pd.DataFrame, repeated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rare terms of all passages but some: row and type, each once, in the order of rows."""
    counts = count_tokens(tokens)
    places = np.flatnonzero(((counts > 1) & (counts <= _RARE_PLACES))[tokens.ids])
    rows = passage_rows(table, places)
    kept = np.append(np.bincount(repeated, minlength=len(table)) == 0, False)[rows]  # row -1: no passage
    keys = distinct(rows[kept] * max(len(counts), 1) + tokens.ids[places[kept]])
    rows, types = np.divmod(keys, max(len(counts), 1))
    spread = np.bincount(types, minlength=len(counts))[types]
    return rows[(spread > 1) & (spread <= _RARE)], types[(spread > 1) & (spread <= _RARE)]


def score_pairs(pairs: pd.DataFrame, units: Units, seed: int, level: float) -> pd.DataFrame:
    """Score every pair that is not decided by its words alone, in its own order and in random order."""
    decided = _reprinted(pairs) | ~pairs["similar"]
    tested = int((~decided).sum())
    draws = max(_DRAWS, _DRAWS_PER_PAIR * tested, int(np.ceil(2 * tested / level)))
    rows, left = [], _MOST_DRAWS
    for a, b, skip in zip(pairs["a"].tolist(), pairs["b"].tolist(), decided, strict=True):
        most = draws if draws <= left else _DRAWS
        rows.append(_NOT_TESTED if skip else _test_pair(units.cosines(a, b), most, [seed, a, b]))
        left -= rows[-1][2]
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
    screen = np.vstack([np.arange(len(gains)), draw_orders(len(gains), _SCREEN, rng)])
    score, *others = score_orders(gains, screen)
    shuffled = np.array(others)
    least = score * (1 - 1e-12)  # a draw equal to the observed order must count in spite of rounding
    if score >= _SCREEN_RATIO * shuffled.mean() > 0:
        shuffled = score_shuffled(gains, _DRAWS, rng)
        if (shuffled >= least).sum() < _ENOUGH:
            shuffled = np.concatenate([shuffled, score_shuffled(gains, draws - _DRAWS, rng)])
    p = (1 + int((shuffled >= least).sum())) / (1 + len(shuffled))
    orders = factorial(min(len(gains), _MANY))
    return float(score), float(shuffled.mean()), len(shuffled), p, max(1 / (1 + draws), 1 / orders)


def judge_pairs(pairs: pd.DataFrame, level: float) -> pd.DataFrame:
    """The verdict on every pair, and what it rests on."""
    words = _same_words(pairs)
    ordered = _reprinted(pairs) | ((pairs["p_holm"] < level) & (pairs["ratio"] >= MINIMUM_RATIO))
    untold = pairs["p"].isna() | (pairs["smallest_p"] * pairs["p"].notna().sum() >= level)
    verdict = np.select([words | ordered, untold], [SHARE, CANNOT_TELL], NO_SIGN)
    return pairs.assign(verdict=verdict, by=np.select([ordered, words], [BY_ORDER, BY_WORDS], ""))


def _reprinted(pairs: pd.DataFrame) -> pd.Series:
    """Pairs of which half of one document stands word for word in the other, so that no test is needed."""
    return (pairs[["verbatim_a", "verbatim_b"]].max(axis=1) >= REPRINTED) & pairs["units"]


def _same_words(pairs: pd.DataFrame) -> pd.Series:
    """Pairs of which a passage that is no mere phrase stands nearly word for word in the other document."""
    return (pairs["passage_words"] >= SAME_WORDS) & pairs["units"]
