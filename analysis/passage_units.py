"""The passages of a corpus that are compared with each other: neither titles nor lines too short to tell."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.reuse import distinct, spans
from analysis.tokens import Tokens, passage_at

SHORTEST = 8  # tokens of a passage: headings and credits are shorter
_TITLE_WITHIN = 3  # a title is among the first passages
_COUNTED = 100_000  # passages that tell how common a type is
_BLOCK = 2000  # passages whose types are counted at a time: they fit the processor's cache
_WORD = re.compile(r"\w+")


class Units(NamedTuple):
    """The passages that are compared."""

    table: pd.DataFrame  # start (first token), document (number), passage (number in it), tokens
    first: np.ndarray  # per document the row of its first passage; one more for the end
    weights: sparse.csr_array  # TF-IDF, a row of length 1 per passage; empty for documents in no pair

    def rows(self, document: int) -> slice:
        """Rows of a document's passages: they follow the order of the documents."""
        return slice(*self.first[document : document + 2].tolist())

    def cosines(self, a: int, b: int) -> np.ndarray:
        """Cosine of every passage of one document with every passage of another.

        Written out, because slices and products of sparse matrices take ten times as long at this size.
        """
        edges, types, weights = self._read(a)
        other_edges, other_types, other_weights = self._read(b)
        if not len(types):
            return np.zeros((len(edges) - 1, len(other_edges) - 1))
        known, line = np.unique(other_types, return_inverse=True)
        dense = np.zeros((len(known) + 1, len(other_edges) - 1))  # the last line is for types that are not there
        dense[line, np.repeat(np.arange(dense.shape[1]), np.diff(other_edges))] = other_weights
        line = np.searchsorted(known, types)
        line[np.append(known, -1)[line] != types] = len(known)
        return np.add.reduceat(dense[line] * weights[:, None], edges[:-1])

    def _read(self, document: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where the passages of a document begin in the types and weights that follow."""
        edges = self.weights.indptr[self.first[document] : self.first[document + 1] + 1]
        inside = slice(edges[0], edges[-1])
        return edges - edges[0], self.weights.indices[inside], self.weights.data[inside]

    def cosine_of(self, rows_a: np.ndarray, rows_b: np.ndarray) -> np.ndarray:
        """Cosine of a passage with another, for each of several pairs of rows."""
        return self.weights[rows_a].multiply(self.weights[rows_b]).sum(axis=1)


def read_passages(tokens: Tokens, documents: pd.DataFrame) -> pd.DataFrame:
    """Passages of eight tokens or more without the titles; start, document, passage, tokens."""
    starts = passage_starts(tokens)
    document = np.searchsorted(tokens.doc_offsets, starts, side="right") - 1
    size = np.diff(starts, append=len(tokens.ids))
    table = pd.DataFrame({"start": starts, "document": document, "passage": tokens.passage[starts], "tokens": size})
    table = table[~title_passages(tokens, documents)]
    long = table["tokens"] >= SHORTEST
    without = ~table["document"].isin(table.loc[long, "document"].unique())
    return table[long | without].reset_index(drop=True)


def passage_starts(tokens: Tokens) -> np.ndarray:
    """First token of every passage of the corpus."""
    starts = np.ones(len(tokens.ids), dtype=bool)
    np.not_equal(tokens.passage[1:], tokens.passage[:-1], out=starts[1:])
    starts[tokens.doc_offsets[:-1][tokens.counts > 0]] = True
    return np.flatnonzero(starts)


def title_passages(tokens: Tokens, documents: pd.DataFrame) -> np.ndarray:
    """Which passages of the corpus are their document's title (bool, one per passage)."""
    titles, starts = documents["title"].tolist(), passage_starts(tokens)
    document = np.searchsorted(tokens.doc_offsets, starts, side="right") - 1
    titled = np.array([bool(title) for title in titles], dtype=bool)
    near = np.flatnonzero((tokens.passage[starts] <= _TITLE_WITHIN) & titled[document])
    lines = passages_at(tokens, documents, starts[near])
    is_title = np.zeros(len(starts), dtype=bool)
    for number, line, own in zip(near.tolist(), lines, document[near].tolist(), strict=True):
        title = titles[own]
        is_title[number] = _first_letter(line) == _first_letter(title) and _words(line) == _words(title) != []
    return is_title


def passages_at(tokens: Tokens, documents: pd.DataFrame, starts: np.ndarray) -> list[str]:
    """Text of the passages that some tokens start; only their documents' texts are taken out of the table."""
    document, own = np.unique(np.searchsorted(tokens.doc_offsets, starts, side="right") - 1, return_inverse=True)
    texts, places = documents["text"].iloc[document].tolist(), tokens.starts[starts].tolist()
    return [passage_at(texts[number], place) for number, place in zip(own.tolist(), places, strict=True)]


def weigh_passages(tokens: Tokens, table: pd.DataFrame, pairs: pd.DataFrame) -> Units:
    """Weigh the types of the passages that some pairs of documents ask for, by TF-IDF.

    How common a type is, is counted over all passages, or over 100,000 to 200,000 of more, evenly spaced.
    """
    asked = np.flatnonzero(table["document"].isin(np.unique(pairs[["a", "b"]])).to_numpy())
    rows, types, counts = count_types(tokens, table, asked)
    counted = table.iloc[:: max(len(table) // _COUNTED, 1)]
    idf = np.log((1 + len(counted)) / (1 + _count_passages(tokens, counted))) + 1
    indptr = np.searchsorted(rows, np.arange(len(table) + 1))
    shape = (len(table), len(tokens.types))
    weights = sparse.csr_array((counts * idf[types], types, indptr), shape=shape)
    first = np.searchsorted(table["document"].to_numpy(), np.arange(len(tokens.doc_ids) + 1))
    return Units(table, first, normalize(weights, copy=False) if len(rows) else weights)


def count_types(tokens: Tokens, table: pd.DataFrame, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How often each type stands in some of the passages: row, type, count; in order of rows and types."""
    starts, sizes = (table[name].to_numpy()[rows] for name in ("start", "tokens"))
    n_types = max(len(tokens.types), 1)
    keys = np.repeat(rows, sizes) * n_types + tokens.ids[spans(starts, sizes)]
    keys, counts = np.unique(keys, return_counts=True)
    return *np.divmod(keys, n_types), counts


def _count_passages(tokens: Tokens, table: pd.DataFrame) -> np.ndarray:
    """In how many passages each type stands."""
    starts, sizes = table["start"].to_numpy(), table["tokens"].to_numpy()
    found, n_types = np.zeros(len(tokens.types), dtype=np.int64), max(len(tokens.types), 1)
    for first in range(0, len(table), _BLOCK):
        block = slice(first, first + _BLOCK)
        keys = np.repeat(np.arange(len(sizes[block])) * n_types, sizes[block])
        keys = distinct(keys + tokens.ids[spans(starts[block], sizes[block])])
        found += np.bincount(keys % n_types, minlength=len(found))
    return found


def _first_letter(text: str) -> str:
    """The first letter of a text's first word, to compare it with a title's at no cost."""
    found = _WORD.search(text)
    return found[0][0].casefold()[0] if found else ""


def _words(text: str) -> list[str]:
    """Words of a line, to compare it with a title."""
    return _WORD.findall(text.casefold())
