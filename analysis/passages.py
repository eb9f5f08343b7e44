"""Find which documents share text, word for word or in paraphrase, and count shared passages once.

Similar passages alone prove nothing: articles on one topic resemble each other. A reprint or a translation
also keeps the *order* of its source. So pairs of documents are told apart by order, and passages are looked
at only within the pairs that pass. Text that is reprinted word for word needs no such test.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.alignment import align
from analysis.corpus import order_by_date
from analysis.passage_pairs import (
    BY_ORDER,
    MINIMUM_RATIO,
    REPRINTED,
    SAME_WORDS,
    SHARE,
    judge_pairs,
    propose_pairs,
    score_pairs,
)
from analysis.passage_units import Units, passage_starts, passages_at, read_passages, weigh_passages
from analysis.tokens import Tokens, keep_tokens

_LONGER = 3  # times that the later of two passages may be longer than the one it paraphrases
_CUTOFF = 0.99  # quantile
_CELLS = 5000  # cosines per pair of documents that the cut-off is taken from
_SAMPLE = 2000  # pairs of documents, or documents, that the cut-off is taken from

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
        all pairs tested), smallest_p (the least p that the full number of draws could give); verbatim_a, verbatim_b
        (share of either's tokens that stand word for word in the other, in runs of five or more), longest_run
        (tokens); verdict ("share text", "no sign of it", "cannot tell"); passages (how many are
        shared), share_a, share_b (share of either's tokens in them).
    passages : DataFrame
        One row per shared passage, in the order of the text: doc_a, passage_a, doc_b, passage_b (numbers in
        the document, from 1), cosine (of TF-IDF), verbatim (share of the later passage's tokens that stand word
        for word in the earlier document), kind ("same words", "edited", "paraphrase"), text_a, text_b.
    units : DataFrame
        One row per passage that was compared: doc_id, passage, tokens.
    cutoff : float
        Cosine that an aligned passage must exceed to count as shared; not a number when no pair shares text.
    cutoff_basis : str
        Which cosines the cut-off was taken from.
    cutoff_exceeded : float
        Share of the passages that are aligned in pairs with no sign of shared text, and exceed the cut-off too.
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
    cutoff_exceeded: float
    order: list[str]
    level: float

    @property
    def closest(self) -> tuple[str, ...]:
        """doc_ids of the pair that shares the largest parts of both; empty when no pair shares a passage."""
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

    @property
    def by_share(self) -> pd.DataFrame:
        """The pairs, those that share most first: by the sum of both shares, and without any in order of date."""
        own = self.pairs.assign(told=self.pairs["verdict"] == SHARE, both=self.pairs["share_a"] + self.pairs["share_b"])
        own = own.sort_values(["told", "both"], ascending=False, kind="stable", ignore_index=True)
        return own.drop(columns=["told", "both"])

    @property
    def word_for_word(self) -> list[tuple[str, str]]:
        """doc_ids of the pairs that share text whatever their order says, for what stands in both word for word."""
        found = self.pairs[self.pairs["verdict"] == SHARE]
        reprinted = found[["verbatim_a", "verbatim_b"]].max(axis=1) >= REPRINTED
        told_by_order = (found["ratio"] >= MINIMUM_RATIO) & (found["p_holm"] < self.level)
        return list(found.loc[reprinted | ~told_by_order, ["doc_a", "doc_b"]].itertuples(index=False, name=None))

    def repeats(self, doc_ids: np.ndarray | pd.Series, passages: np.ndarray | pd.Series) -> np.ndarray:
        """Say which of some passages an earlier document has too.

        Parameters
        ----------
        doc_ids : array or Series of str
            The documents that they stand in.
        passages : array or Series of int, of the same length
            Their numbers in the documents, from 1.

        Returns
        -------
        ndarray of bool
            One per passage.
        """
        sides = ((self.passages["doc_b"], self.passages["passage_b"]), (doc_ids, passages))
        order = pd.Index(self.order, dtype=object)
        places = [(order.get_indexer(pd.Index(ids, dtype=object)), np.asarray(numbers)) for ids, numbers in sides]
        most = max((int(numbers.max(initial=0)) for _, numbers in places), default=0) + 1
        repeated, asked = (document * most + number for document, number in places)
        return np.isin(asked, repeated)


def shared_passages(tokens: Tokens, documents: pd.DataFrame, seed: int, level: float = 0.05) -> Shared:
    """Find pairs of documents that share text, and the passages they share.

    The unit is the passage of at least eight tokens that is not the document's title. A pair shares text when
    its passages, aligned so that the order of both is kept, score at least 1.5 times as high as with those of
    one document in random order, and the p-value of that, adjusted for all pairs tested, is below `level`; or,
    without a test, when half of one document stands word for word in the other. In such a pair an aligned passage
    is shared when its cosine exceeds the 99th percentile of cosines over the pairs without a sign of it (with fewer
    than two such pairs: over passages of the same document), unless the later passage is three times as long.
    A pair shares text, too, when a passage of 20 tokens or more stands in the other nearly word for word (nine
    tokens in ten). In every pair that shares text a passage of the later document is shared when half of it
    stands word for word in the earlier one, in whatever order.

    Beyond 2,000 passages or 100 documents only those pairs of documents are compared that have a passage nearly word
    for word, or two pairs of passages with three rare terms in common. A passage of 20 tokens or more that stands word
    for word in another document is always found (`propose_reuse` says why), most others of nine tokens in ten the
    same too. A term is rare when it stands in 50 passages and at 500 places at most, so a text that is paraphrased
    more often than that may pass unseen. A text printed more than 20 times pairs its first print with each other one,
    so that pairs grow with the number of documents and not with its square. Random orders are bounded too: a pair
    whose order 20 of the first 999 equal gets no more, and when the corpus has used 20 million, the pairs that come
    later in order of date have 999, which cannot tell among many pairs.

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
    order = order_by_date(documents)["doc_id"].tolist()
    rank = _rank(tokens.doc_ids, order)
    table = read_passages(tokens, documents)
    overlap = propose_pairs(tokens, table, rank)
    units = weigh_passages(tokens, table, overlap.pairs)
    pairs = judge_pairs(score_pairs(overlap.pairs, units, seed, level), level)
    cutoff, basis, exceeded = _choose_cutoff(units, pairs, seed)
    found = _find_passages(units, pairs[pairs["verdict"] == SHARE], overlap.copies, cutoff)
    passages = _name_passages(found, units, tokens, documents)
    table = table.assign(doc_id=np.array(tokens.doc_ids, dtype=object)[table["document"]])
    return Shared(
        _add_shares(pairs, passages, tokens)[list(_PAIRS)],
        passages[list(_PASSAGES)],
        table[["doc_id", "passage", "tokens"]],
        cutoff,
        basis,
        exceeded,
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
    starts = passage_starts(tokens)
    document = np.searchsorted(tokens.doc_offsets, starts, side="right") - 1
    repeated = shared.repeats(np.array(tokens.doc_ids, dtype=object)[document], tokens.passage[starts])
    return keep_tokens(tokens, np.repeat(~repeated, np.diff(starts, append=len(tokens.ids))))


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


def _rank(doc_ids: list[str], order: list[str]) -> np.ndarray:
    """Per document its place in order of date."""
    place = {doc_id: number for number, doc_id in enumerate(order)}
    return np.array([place[doc_id] for doc_id in doc_ids], dtype=np.int64)


def _choose_cutoff(units: Units, pairs: pd.DataFrame, seed: int) -> tuple[float, str, float]:
    """The cosine that unrelated passages seldom exceed, where it is from, and how many aligned ones exceed it."""
    if not (pairs["by"] == BY_ORDER).any():
        return np.nan, "no pair of articles shares text in paraphrase", np.nan
    rng = np.random.default_rng(seed)
    others = _sample(pairs.loc[pairs["verdict"] != SHARE, ["a", "b"]].to_numpy(), rng)
    blocks = [units.cosines(a, b) for a, b in others]
    if len(others) > 1:
        cosines = [block.ravel() for block in blocks]
        basis = f"{len(others):,} pairs of articles not known to share text"
    else:
        own = [units.cosines(document, document) for document in _sample(np.unique(pairs[["a", "b"]]), rng)]
        cosines = [block[np.triu_indices(len(block), 1)] for block in own]
        basis = "passages of the same article"
    drawn = [values if len(values) <= _CELLS else rng.choice(values, _CELLS, replace=False) for values in cosines]
    found = np.concatenate(drawn)
    cutoff = float(np.quantile(found, _CUTOFF)) if len(found) else np.nan
    aligned = [block[align(block - np.median(block))] for block in blocks if block.size]
    chosen = np.concatenate([np.empty(0), *aligned])
    return cutoff, basis, float((chosen > cutoff).mean()) if len(chosen) else np.nan


def _sample(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """As many pairs or documents as the cut-off is taken from."""
    return values if len(values) <= _SAMPLE else rng.choice(values, _SAMPLE, replace=False)


def _find_passages(units: Units, pairs: pd.DataFrame, copies: pd.DataFrame, cutoff: float) -> pd.DataFrame:
    """The passages of later documents that the earlier one of a pair has too: a, b, row_a, row_b, cosine, verbatim."""
    copies = pairs[["a", "b"]].merge(copies, on=["a", "b"])
    copied = copies[copies["verbatim"] >= REPRINTED]
    elsewhere = copied["row_a"] < 0  # in a title, or in a line too short to be compared
    copied = copied.assign(row_a=np.where(elsewhere, units.first[copied["a"]], copied["row_a"]))
    ordered = pairs.loc[pairs["by"] == BY_ORDER, ["a", "b"]].itertuples(index=False, name=None)
    aligned = [_align_pair(units, a, b, cutoff) for a, b in ordered]
    rows = np.concatenate([np.empty((0, 4), dtype=np.int64), *aligned])
    matched = pd.DataFrame(rows, columns=["a", "b", "row_a", "row_b"])
    matched = matched.merge(copies[["a", "b", "row_b", "verbatim"]], how="left", on=["a", "b", "row_b"])
    found = pd.concat([copied, matched.fillna({"verbatim": 0})], ignore_index=True).drop_duplicates(["a", "b", "row_b"])
    found = pairs[["a", "b"]].merge(found.sort_values("row_b"), on=["a", "b"])
    return found.assign(cosine=units.cosine_of(found["row_a"].to_numpy(), found["row_b"].to_numpy()))


def _align_pair(units: Units, a: int, b: int, cutoff: float) -> np.ndarray:
    """Aligned passages that are alike enough, as rows of a, b, row_a, row_b."""
    cosines = units.cosines(a, b)
    i, j = align(cosines - np.median(cosines)) if cosines.size else (np.empty(0, dtype=np.int64),) * 2
    row_a, row_b = i + units.rows(a).start, j + units.rows(b).start
    size = units.table["tokens"].to_numpy()
    likely = (cosines[i, j] > cutoff) & (size[row_b] <= _LONGER * size[row_a])
    ends = np.tile(np.array([a, b], dtype=np.int64), (int(likely.sum()), 1))
    return np.column_stack([ends, row_a[likely], row_b[likely]])


def _name_passages(found: pd.DataFrame, units: Units, tokens: Tokens, documents: pd.DataFrame) -> pd.DataFrame:
    """Give the shared passages their names, kinds, sizes and texts."""
    kinds = [found["verbatim"] >= SAME_WORDS, found["verbatim"] >= REPRINTED]
    named = found.assign(kind=np.select(kinds, ["same words", "edited"], "paraphrase"))
    doc_ids = np.array(tokens.doc_ids, dtype=object)
    for side in "ab":
        own = units.table.iloc[found[f"row_{side}"]].reset_index(drop=True)
        named[f"doc_{side}"] = doc_ids[own["document"]]
        named[f"passage_{side}"], named[f"tokens_{side}"] = own["passage"], own["tokens"]
        named[f"text_{side}"] = passages_at(tokens, documents, own["start"].to_numpy())
    return named


def _add_shares(pairs: pd.DataFrame, passages: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Give the pairs their documents' names, and how much of either is shared."""
    doc_ids = np.array(tokens.doc_ids, dtype=object)
    pairs = pairs.assign(doc_a=doc_ids[pairs["a"]], doc_b=doc_ids[pairs["b"]])
    sums = passages.groupby(["doc_a", "doc_b"])[["tokens_b"]].sum()
    once = passages.drop_duplicates(["doc_a", "doc_b", "passage_a"])  # two passages may repeat the same one
    sums["tokens_a"] = once.groupby(["doc_a", "doc_b"])["tokens_a"].sum()
    sums["passages"] = passages.groupby(["doc_a", "doc_b"]).size()
    pairs = pairs.join(sums, on=["doc_a", "doc_b"]).fillna({"tokens_a": 0, "tokens_b": 0, "passages": 0})
    for side in "ab":
        pairs[f"share_{side}"] = pairs[f"tokens_{side}"].astype(float) / np.maximum(tokens.counts[pairs[side]], 1)
    return pairs.astype({"passages": np.int64, "longest_run": np.int64})
