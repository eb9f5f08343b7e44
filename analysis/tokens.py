"""Turn texts into tokens: the one structure that everything later reads.

The regular expression runs once per *distinct* chunk of text between spaces, never once per running word:
Arrow's dictionary encoding gives the distinct chunks, and the rest is arithmetic on integer arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.chunks import Columns, cut_blocks, encode_blocks, read_block
from analysis.lexicon import read_chunks


@dataclass(frozen=True, eq=False)
class Tokens:
    """Running words of a corpus, as columns.

    Attributes
    ----------
    doc_ids : list of str, length D
    types : ndarray of str (object), length V, sorted
        The distinct tokens.
    ids : ndarray of int32, length N
        Per token, its place in `types`.
    doc_offsets : ndarray of int64, length D + 1
        Document d holds tokens `doc_offsets[d]` to `doc_offsets[d + 1]`.
    sentence, passage : ndarray of int32, length N
        Number of the token's sentence and passage in its document, from 1.
    starts, stops : ndarray of int32, length N
        Where the token stands in its document's text, in characters from 0.
    joined : ndarray of bool, length N
        Whether nothing but spaces and quotation marks parts the token from the one before, in one sentence:
        what a phrase may cross.
    """

    doc_ids: list[str]
    types: np.ndarray
    ids: np.ndarray
    doc_offsets: np.ndarray
    sentence: np.ndarray
    passage: np.ndarray
    starts: np.ndarray
    stops: np.ndarray
    joined: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        """Tokens per document (int64, length D)."""
        return np.diff(self.doc_offsets)

    @property
    def sizes(self) -> dict[str, int]:
        """Tokens per document, by doc_id."""
        return dict(zip(self.doc_ids, self.counts.tolist(), strict=True))

    @property
    def documents(self) -> np.ndarray:
        """Per token, the number of its document (int64, from 0, length N)."""
        return np.repeat(np.arange(len(self.doc_ids)), self.counts)


def tokenize(texts: Sequence[str], doc_ids: Sequence[str]) -> Tokens:
    """Cut texts into tokens, sentences and passages.

    A token is a word or number with its inner hyphens and apostrophes. Case is ignored, except that an
    all-capital token whose lower-case form is a function word stays apart ("US" and "us"), unless most of
    its line is in capitals. A possessive 's is cut off, and dotted capitals lose their dots ("U.S." is
    "US"). A passage is a line that holds a token.

    Parameters
    ----------
    texts : sequence of str
        Texts of the documents.
    doc_ids : sequence of str
        Their names.

    Returns
    -------
    Tokens
        The tokens of all texts.

    Examples
    --------
    >>> tokens = tokenize(["The alliance’s non-expansion? The US told us."], ["a"])
    >>> list(tokens.types[tokens.ids])
    ['the', 'alliance', 'non-expansion', 'the', 'US', 'told', 'us']
    >>> tokens.sentence.tolist()
    [1, 1, 1, 2, 2, 2, 2]
    """
    blocks = cut_blocks(texts)
    distinct, codes = encode_blocks(blocks)
    lexicon = read_chunks(distinct)
    edges = np.cumsum([0, *(int(lexicon.counts[part].sum()) for part in codes)])
    columns, doc_offsets = Columns.empty(edges[-1]), [edges[:1]]
    for block, part, (start, stop) in zip(blocks, codes, pairwise(edges), strict=True):
        doc_offsets.append(start + read_block(block, part, lexicon, columns.part(start, stop))[1:])
    types, ids = _drop_unused(lexicon.types, columns.ids)
    return Tokens(list(doc_ids), types, ids, np.concatenate(doc_offsets), *columns[1:])


def tokenize_documents(documents: pd.DataFrame) -> Tokens:
    """Tokenize the `text` of documents, in their order (see `tokenize`)."""
    return tokenize(documents["text"].tolist(), documents["doc_id"].tolist())


def passage_numbers(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """Number the passages of the whole corpus.

    Returns
    -------
    passage_of : ndarray of int64, length N
        Per token, the number of its passage in the corpus, from 0.
    firsts : ndarray of int64
        Per passage, its first token.
    """
    starts = _changes(tokens.passage) | _changes(tokens.documents)
    return np.cumsum(starts) - 1, np.flatnonzero(starts)


def in_blocks(ids: np.ndarray) -> list[np.ndarray]:
    """Ids a block at a time: numpy makes wider numbers of those it looks up, which are to stay in the cache."""
    return np.array_split(ids, len(ids) // 2**17 + 1)


def passage_at(text: str, place: int) -> str:
    """Give the passage, a line of a text, that a place in it belongs to, without the spaces around it."""
    stop = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : stop if stop >= 0 else None].strip()


def keep_tokens(tokens: Tokens, keep: np.ndarray) -> Tokens:
    """Leave out whole passages; types, and the numbers of what stays, are as before.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    keep : ndarray of bool, length N
        Which tokens stay.

    Returns
    -------
    Tokens
        Those tokens.
    """
    kept = ("ids", "sentence", "passage", "starts", "stops", "joined")
    columns = {name: getattr(tokens, name)[keep] for name in kept}
    offsets = np.concatenate([[0], np.cumsum(keep)])[tokens.doc_offsets]
    return replace(tokens, doc_offsets=offsets, **columns)


def document_term_matrix(tokens: Tokens, unit: Literal["document", "passage"] = "document") -> sparse.csr_array:
    """Count every type in every document or passage.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    unit : "document" or "passage"
        What a row is; passages run through the whole corpus.

    Returns
    -------
    csr_array of int64, units × types
        Counts; the columns are `tokens.types`.

    Examples
    --------
    >>> document_term_matrix(tokenize(["to be or not to be"], ["a"])).toarray().tolist()
    [[2, 1, 1, 2]]
    """
    if unit not in ("document", "passage"):
        msg = f"unit {unit!r}; allowed: 'document', 'passage'"
        raise ValueError(msg)
    starts = tokens.doc_offsets if unit == "document" else np.append(passage_numbers(tokens)[1], len(tokens.ids))
    shape = (len(starts) - 1, len(tokens.types))
    index = sparse.get_index_dtype(maxval=max(len(tokens.ids), *shape))
    ones = np.ones(len(tokens.ids), dtype=np.int32)
    singly = sparse.csr_array((ones, tokens.ids.astype(index, copy=False), starts.astype(index)), shape=shape)
    matrix = singly.tocsc().tocsr()  # sorts by counting; and copies, since sum_duplicates writes into index arrays
    matrix.sum_duplicates()
    return matrix.astype(np.int64)


def _drop_unused(types: np.ndarray, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Leave out types that no token has, such as the lower case of what stands in capitals only."""
    used = np.zeros(len(types), dtype=bool)
    for part in in_blocks(ids):
        used[part] = True
    if used.all():
        return types, ids
    return types[used], (np.cumsum(used, dtype=np.int32) - 1)[ids]


def _changes(values: np.ndarray) -> np.ndarray:
    """Where a value differs from the one before; the first counts as different."""
    return np.concatenate([np.ones(min(len(values), 1), dtype=bool), values[1:] != values[:-1]])
