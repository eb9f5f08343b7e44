"""Find which documents share text, word for word or in paraphrase, and count shared passages once.

Similar passages alone prove nothing: articles on one topic resemble each other. A reprint or a translation
also keeps the *order* of its source. So pairs of documents are told apart by order, and passages are looked
at only within the pairs that pass. Text that is reprinted word for word needs no such test.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.alignment import align, score_orders, score_shuffled
from analysis.corpus import order_by_date
from analysis.rates import adjust_p
from analysis.reuse import reused_tokens, verbatim_runs
from analysis.tokens import Tokens, document_term_matrix, keep_tokens, passage_numbers

SHARE, NO_SIGN, TOO_SHORT = "share text", "no sign of it", "too short to tell"
MINIMUM_RATIO = 1.5
SHORTEST = 8  # tokens of a passage: headings and credits are shorter
_FEWEST = 3  # passages of a document: fewer have no order to speak of
_SCREEN, _SCREEN_RATIO = 19, 1.25  # draws that a pair is screened by, and the ratio it needs
_DRAWS, _DRAWS_PER_PAIR = 999, 40
_REPRINTED = 0.5  # share of a document or passage that stands word for word in the other
_SAME_WORDS = 0.9
_CUTOFF = 0.99  # quantile
_ALL_PAIRS = 2000  # passages; with more, an index proposes the pairs of documents
_RARE, _RARE_SHARED = 50, 3  # a rare term stands in so few passages; similar passages share so many of them
_BLOCK = 5000  # passages that the index looks up at a time
_ALL_DOCUMENTS = 100  # the same, by documents
_SAMPLE = 2000  # pairs of documents that the cut-off is taken from

_WORTH_A_LOOK = 0.2  # share of a document that stands word for word in another
_TITLE_WITHIN = 3  # a title is among the first passages
_MANY = 20  # passages; their orders outnumber any draws
_OVERLAP = ("verbatim_a", "verbatim_b", "longest_run")

_PAIRS = (
    "doc_a", "doc_b", "score", "shuffled", "ratio", "draws", "p", "p_holm", "smallest_p", "verbatim_a",
    "verbatim_b", "longest_run", "verdict", "passages", "share_a", "share_b",
)  # fmt: skip
_PASSAGES = ("doc_a", "passage_a", "doc_b", "passage_b", "cosine", "verbatim", "kind", "text_a", "text_b")


@dataclass(frozen=True, eq=False)
class Shared:
    """Which documents share text, and which passages.

    Attributes
    ----------
    pairs : DataFrame
        One row per pair of documents that was compared, doc_a the earlier one: doc_a, doc_b; score (sum of the
        cosines, each less the pair's median, along the best alignment that keeps the order of both), shuffled
        (mean score with the passages of one in random order), ratio of the two, draws, p, p_holm (adjusted for
        all pairs), smallest_p (the least p that so many draws and passages can give); verbatim_a, verbatim_b
        (share of either's tokens that stand word for word in the other, in runs of five or more), longest_run
        (tokens); verdict ("share text", "no sign of it", "too short to tell"); passages (how many are
        shared), share_a, share_b (share of either's tokens in them).
    passages : DataFrame
        One row per shared passage, in the order of the text: doc_a, passage_a, doc_b, passage_b (numbers in
        the document, from 1), cosine (of TF-IDF), verbatim (share of the shorter passage's tokens that stand
        word for word in the other), kind ("same words", "edited", "paraphrase"), text_a, text_b.
    units : DataFrame
        One row per passage that was compared: doc_id, passage, tokens.
    cutoff : float
        Cosine that an aligned passage must exceed to count as shared; not a number when no pair shares text.
    cutoff_basis : str
        Which cosines the cut-off was taken from.
    order : list of str
        doc_ids from the earliest to the latest.
    level : float
        What the adjusted p-value of a pair had to be below.
    """

    pairs: pd.DataFrame
    passages: pd.DataFrame
    units: pd.DataFrame
    cutoff: float
    cutoff_basis: str
    order: list[str]
    level: float

    @property
    def closest(self) -> tuple[str, ...]:
        """doc_ids of the pair with the most tokens in shared passages; empty when no pair has any."""
        found = self.pairs[self.pairs["passages"] > 0]
        most = (found["share_a"] + found["share_b"]).sort_values(ascending=False, kind="stable").index[:1]
        return tuple(found.loc[most, ["doc_a", "doc_b"]].to_numpy().ravel())

    @property
    def groups(self) -> list[list[str]]:
        """doc_ids of documents that share text, directly or through others; all in order of date."""
        found = self.pairs[self.pairs["verdict"] == SHARE]
        place = {doc_id: number for number, doc_id in enumerate(self.order)}
        ends = tuple(found[name].map(place).to_numpy(dtype=np.int64) for name in ("doc_a", "doc_b"))
        links = sparse.coo_array((np.ones(len(found)), ends), shape=(len(place),) * 2)
        label = sparse.csgraph.connected_components(links, directed=False)[1]
        groups: dict[int, list[str]] = {}
        for doc_id, number in zip(self.order, label.tolist(), strict=True):
            groups.setdefault(number, []).append(doc_id)
        return [group for group in groups.values() if len(group) > 1]

    def repeats(self, doc_ids: np.ndarray | pd.Series, passages: np.ndarray | pd.Series) -> np.ndarray:
        """Which of these passages an earlier document has too (bool, one per passage)."""
        repeated = pd.MultiIndex.from_frame(self.passages[["doc_b", "passage_b"]])
        return pd.MultiIndex.from_arrays([doc_ids, passages]).isin(repeated)


def shared_passages(tokens: Tokens, documents: pd.DataFrame, seed: int, level: float = 0.05) -> Shared:
    """Find pairs of documents that share text, and the passages they share.

    The unit is the passage of at least eight tokens that is not the document's title. A pair shares text when
    its passages, aligned so that the order of both is kept, score at least 1.5 times as high as with those of
    one document in random order, and the p-value of that, adjusted for all pairs, is below `level`; or when
    half of one document stands word for word in the other. Within such a pair an aligned passage is shared
    when its cosine exceeds the 99th percentile of cosines over the pairs without a sign of it (with fewer than
    two such pairs: over passages of the same document), or when half of it stands word for word in the other.
    Beyond 2,000 passages or 100 documents only those pairs of documents are compared in which two passages of
    either share three rare terms, or a fifth of one stands word for word in the other.

    Parameters
    ----------
    tokens : Tokens
        Tokens of the clean documents.
    documents : DataFrame
        The documents (doc_id, title, text, date_earliest, date_latest), in the order of `tokens`.
    seed : int
        Of the random orders.
    level : float
        What the adjusted p-value must be below.

    Returns
    -------
    Shared
        Pairs, passages, and what follows from them.

    References
    ----------
    S. B. Needleman and C. D. Wunsch (1970), A general method applicable to the search for similarities in the
    amino acid sequence of two proteins, J. Mol. Biol. 48, 443-453 (the alignment; gaps cost nothing here).
    """
    units = _read_units(tokens, documents)
    runs = verbatim_runs(tokens)
    overlap = _overlap_documents(runs, tokens)
    order = order_by_date(documents)["doc_id"].tolist()
    pairs = _test_pairs(units, _propose_pairs(units, overlap, tokens, order), seed)
    pairs = pairs.merge(overlap, how="left", on=["a", "b"]).fillna(dict.fromkeys(_OVERLAP, 0))
    pairs["verdict"] = _judge_pairs(pairs, level)
    cutoff, basis = _choose_cutoff(units, pairs, seed)
    overlap_passages = _overlap_passages(runs, tokens)
    aligned = [
        _align_pair(units, a, b, overlap_passages, cutoff)
        for a, b in pairs.loc[pairs["verdict"] == SHARE, ["a", "b"]].to_numpy()
    ]
    passages = _name_passages(pd.concat(aligned, ignore_index=True) if aligned else None, units, tokens, documents)
    pairs = _add_shares(pairs, passages, tokens)
    table = units.table.assign(doc_id=np.array(tokens.doc_ids, dtype=object)[units.table["document"]])
    return Shared(
        pairs[list(_PAIRS)],
        passages[list(_PASSAGES)],
        table[["doc_id", "passage", "tokens"]],
        cutoff,
        basis,
        order,
        level,
    )


def count_once(tokens: Tokens, shared: Shared) -> Tokens:
    """Keep a shared passage in the earliest document only.

    Parameters
    ----------
    tokens : Tokens
        The tokens that `shared_passages` was given.
    shared : Shared
        What it returned.

    Returns
    -------
    Tokens
        The tokens without the passages that an earlier document has too. Passages keep their numbers.
    """
    passage_of, first = passage_numbers(tokens)
    doc_ids = np.array(tokens.doc_ids, dtype=object)[tokens.documents[first]]
    return keep_tokens(tokens, ~shared.repeats(doc_ids, tokens.passage[first])[passage_of])


def effective_number(tokens: Tokens, once: Tokens) -> float:
    """Count documents by the share of their tokens that no earlier document has.

    Parameters
    ----------
    tokens, once : Tokens
        All tokens, and what `count_once` leaves of them.

    Returns
    -------
    float
        The sum of those shares: as many as there are documents when none shares text.
    """
    return float((once.counts[tokens.counts > 0] / tokens.counts[tokens.counts > 0]).sum())


class _Units(NamedTuple):
    """The passages that are compared."""

    table: pd.DataFrame  # number (in the corpus), document (number), passage (number in it), tokens
    weights: sparse.csr_array  # TF-IDF, a row of length 1 per passage

    def rows(self, document: int) -> np.ndarray:
        return np.flatnonzero(self.table["document"] == document)

    def cosines(self, a: int, b: int) -> np.ndarray:
        return (self.weights[self.rows(a)] @ self.weights[self.rows(b)].T).toarray()


def _read_units(tokens: Tokens, documents: pd.DataFrame) -> _Units:
    """Passages of eight tokens or more without the titles."""
    passage_of, first = passage_numbers(tokens)
    table = pd.DataFrame(
        {
            "number": np.arange(len(first)),
            "document": tokens.documents[first],
            "passage": tokens.passage[first],
            "tokens": np.bincount(passage_of, minlength=len(first)),
        }
    )
    texts, titles = documents["text"].tolist(), list(map(_words, documents["title"]))
    starts = tokens.starts[first]
    opening = table[table["passage"] <= _TITLE_WITHIN]
    title = [
        row.number
        for row in opening.itertuples()
        if _words(_line_at(texts[row.document], starts[row.number])) == titles[row.document]
    ]
    table = table[(table["tokens"] >= SHORTEST) & ~table["number"].isin(title)].reset_index(drop=True)
    counts = document_term_matrix(tokens, "passage")[table["number"].to_numpy()]
    return _Units(table, TfidfTransformer().fit_transform(counts) if len(table) else counts.astype(float))


def _overlap_documents(runs: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """How much of two documents is the same, word for word, in either direction."""
    found = reused_tokens(runs, tokens.documents, tokens.documents)
    ends = [tokens.documents[runs[name]] for name in ("start_a", "start_b")]
    found["longest_run"] = runs["length"].groupby(ends).max().to_numpy()
    found = found.reset_index()
    for side in "ab":
        found[f"verbatim_{side}"] = found[f"tokens_{side}"] / tokens.counts[found[side]]
    turned = found.rename(columns={"a": "b", "b": "a", "verbatim_a": "verbatim_b", "verbatim_b": "verbatim_a"})
    return pd.concat([found, turned], ignore_index=True)[["a", "b", *_OVERLAP]]


def _overlap_passages(runs: pd.DataFrame, tokens: Tokens) -> sparse.csr_array:
    """Share of the shorter of two passages that stands word for word in the other (passages × passages)."""
    passage_of, first = passage_numbers(tokens)
    found = reused_tokens(runs, passage_of, passage_of).reset_index()
    size = np.bincount(passage_of, minlength=len(first))
    size_a, size_b = size[found["a"]], size[found["b"]]
    share = np.where(size_a <= size_b, found["tokens_a"] / size_a, found["tokens_b"] / size_b)
    half = sparse.coo_array((share, (found["a"], found["b"])), shape=(len(first),) * 2).tocsr()
    return half + half.T


def _propose_pairs(units: _Units, overlap: pd.DataFrame, tokens: Tokens, order: list[str]) -> np.ndarray:
    """Pairs of documents to compare, the earlier one first."""
    if len(units.table) <= _ALL_PAIRS and len(order) <= _ALL_DOCUMENTS:
        found = {*combinations(range(len(order)), 2)}
    else:
        reprints = overlap[overlap[["verbatim_a", "verbatim_b"]].max(axis=1) >= _WORTH_A_LOOK]
        found = {(a, b) for a, b in reprints[["a", "b"]].to_numpy().tolist() if a < b} | _similar_documents(units)
    place = {doc_id: number for number, doc_id in enumerate(order)}
    rank = [place[doc_id] for doc_id in tokens.doc_ids]
    pairs = [sorted(pair, key=lambda document: rank[document]) for pair in found]
    return np.array(sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]])), dtype=np.int64).reshape(-1, 2)


def _similar_documents(units: _Units) -> set[tuple[int, int]]:
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


def _test_pairs(units: _Units, proposed: np.ndarray, seed: int) -> pd.DataFrame:
    """Score every pair, and the same with the passages of one document in random order."""
    draws = max(_DRAWS, _DRAWS_PER_PAIR * len(proposed))
    rows = [(a, b, *_test_pair(units.cosines(a, b), draws, [seed, a, b])) for a, b in proposed.tolist()]
    pairs = pd.DataFrame(rows, columns=["a", "b", "score", "shuffled", "draws", "p", "smallest_p"])
    pairs["ratio"] = pairs["score"] / pairs["shuffled"]
    pairs["p_holm"] = adjust_p(pairs["p"])
    return pairs.astype({"a": np.int64, "b": np.int64})


def _test_pair(cosines: np.ndarray, draws: int, seed: list[int]) -> tuple[float, float, int, float, float]:
    """score, mean shuffled score, draws, p and the smallest p there could be."""
    if min(cosines.shape) < _FEWEST:
        return np.nan, np.nan, 0, np.nan, np.nan
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


def _judge_pairs(pairs: pd.DataFrame, level: float) -> np.ndarray:
    """The verdict on every pair."""
    reprinted = pairs[["verbatim_a", "verbatim_b"]].max(axis=1) >= _REPRINTED
    ordered = (pairs["p_holm"] < level) & (pairs["ratio"] >= MINIMUM_RATIO)
    untold = pairs["p"].isna() | (pairs["smallest_p"] * pairs["p"].notna().sum() >= level)
    return np.select([reprinted | ordered, untold], [SHARE, TOO_SHORT], NO_SIGN)


def _choose_cutoff(units: _Units, pairs: pd.DataFrame, seed: int) -> tuple[float, str]:
    """The cosine that unrelated passages seldom exceed, and where it was taken from."""
    if not (pairs["verdict"] == SHARE).any():
        return np.nan, "no pair of articles shares text"
    others = pairs.loc[pairs["verdict"] != SHARE, ["a", "b"]].to_numpy()
    if len(others) > _SAMPLE:
        others = np.random.default_rng(seed).choice(others, _SAMPLE, replace=False)
    if len(others) > 1:
        cosines = [units.cosines(a, b).ravel() for a, b in others]
        basis = f"{len(others):,} pairs of articles without a sign of shared text"
    else:
        documents = np.unique(pairs[["a", "b"]])
        blocks = [units.cosines(document, document) for document in documents]
        cosines = [block[np.triu_indices(len(block), 1)] for block in blocks]
        basis = "passages of the same article"
    found = np.concatenate(cosines)
    return (float(np.quantile(found, _CUTOFF)), basis) if len(found) else (np.nan, "no two passages to compare")


def _align_pair(units: _Units, a: int, b: int, overlap: sparse.csr_array, cutoff: float) -> pd.DataFrame:
    """The shared passages of two documents, as rows of the units."""
    rows_a, rows_b = units.rows(a), units.rows(b)
    numbers = units.table["number"].to_numpy()
    verbatim = overlap[numbers[rows_a]][:, numbers[rows_b]].toarray()
    cosines = units.cosines(a, b)
    copied = np.where(verbatim >= _REPRINTED, verbatim, 0)
    i, j = align(np.maximum(cosines - np.median(cosines), copied)) if cosines.size else (np.empty(0, int),) * 2
    found = pd.DataFrame({"row_a": rows_a[i], "row_b": rows_b[j], "cosine": cosines[i, j], "verbatim": verbatim[i, j]})
    return found[(found["cosine"] > cutoff) | (found["verbatim"] >= _REPRINTED)]


def _name_passages(
    aligned: pd.DataFrame | None, units: _Units, tokens: Tokens, documents: pd.DataFrame
) -> pd.DataFrame:
    """Give the shared passages their names, kinds, sizes and texts."""
    if aligned is None:
        return pd.DataFrame(columns=[*_PASSAGES, "tokens_a", "tokens_b"])
    kinds = [aligned["verbatim"] >= _SAME_WORDS, aligned["verbatim"] >= _REPRINTED]
    named = aligned.assign(kind=np.select(kinds, ["same words", "edited"], "paraphrase"))
    doc_ids, texts = np.array(tokens.doc_ids, dtype=object), documents["text"].tolist()
    starts = tokens.starts[passage_numbers(tokens)[1]]
    for side in "ab":
        own = units.table.iloc[aligned[f"row_{side}"]].reset_index(drop=True)
        named[f"doc_{side}"] = doc_ids[own["document"]]
        named[f"passage_{side}"], named[f"tokens_{side}"] = own["passage"], own["tokens"]
        named[f"text_{side}"] = [_line_at(texts[row.document], starts[row.number]) for row in own.itertuples()]
    return named


def _add_shares(pairs: pd.DataFrame, passages: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Give the pairs their documents' names, and how much of either is shared."""
    doc_ids = np.array(tokens.doc_ids, dtype=object)
    pairs = pairs.assign(doc_a=doc_ids[pairs["a"]], doc_b=doc_ids[pairs["b"]])
    sums = passages.groupby(["doc_a", "doc_b"])[["tokens_a", "tokens_b"]].sum()
    sums["passages"] = passages.groupby(["doc_a", "doc_b"]).size()
    pairs = pairs.join(sums, on=["doc_a", "doc_b"]).fillna({"tokens_a": 0, "tokens_b": 0, "passages": 0})
    for side in "ab":
        pairs[f"share_{side}"] = pairs[f"tokens_{side}"].astype(float) / np.maximum(tokens.counts[pairs[side]], 1)
    return pairs.astype({"passages": np.int64, "longest_run": np.int64})


def _line_at(text: str, place: int) -> str:
    """The passage that a place in a text belongs to."""
    stop = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : stop if stop >= 0 else None].strip()


def _words(text: str) -> list[str]:
    """Words of a line, to compare it with a title."""
    return re.findall(r"\w+", text.casefold())
