"""Turn texts into tokens: the one structure that everything later reads.

The regular expression runs once per *distinct* chunk of text between spaces, never once per running word:
Arrow's dictionary encoding gives the distinct chunks, and the rest is arithmetic on integer arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

from analysis.lexicon import Lexicon, read_chunks


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
    chunks = _split_chunks(texts)
    lexicon = read_chunks(chunks.distinct)
    per_chunk = np.diff(lexicon.offsets)[chunks.codes]
    chunk_of = np.repeat(np.arange(len(chunks.codes)), per_chunk)
    first_of_chunk = np.cumsum(per_chunk) - per_chunk
    within = np.arange(len(chunk_of)) - first_of_chunk[chunk_of]
    entry = lexicon.offsets[chunks.codes][chunk_of] + within

    breaks = _find_breaks(chunks, lexicon)
    line_of_token = chunks.line[chunk_of]
    starts_document = _changes(chunks.document[chunk_of])
    starts_passage = starts_document | _changes(line_of_token)
    sentence_mark = np.cumsum(breaks)[chunk_of] + np.cumsum(lexicon.break_before[entry])
    starts_sentence = starts_passage | _changes(sentence_mark)

    apart = np.cumsum(lexicon.apart_alone[chunks.codes])[chunk_of]
    last_tail = np.concatenate([[False], lexicon.tail_joins[chunks.codes][chunk_of][:-1]])
    joins_chunks = lexicon.head_joins[chunks.codes][chunk_of] & last_tail & ~_changes(apart)
    joined = np.where(within > 0, lexicon.joins_before[entry], joins_chunks) & ~starts_sentence

    types, ids = _choose_types(lexicon, entry, line_of_token)
    document = chunks.document[chunk_of]
    doc_counts = np.bincount(document, minlength=len(texts))
    place = chunks.starts[chunk_of]
    return Tokens(
        doc_ids=list(doc_ids),
        types=types,
        ids=ids,
        doc_offsets=np.concatenate([[0], np.cumsum(doc_counts)]),
        sentence=_number_within(starts_sentence, starts_document),
        passage=_number_within(starts_passage, starts_document),
        starts=(place + lexicon.starts[entry]).astype(np.int32),
        stops=(place + lexicon.stops[entry]).astype(np.int32),
        joined=joined,
    )


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
    rows = tokens.documents if unit == "document" else passage_numbers(tokens)[0]
    n_rows = len(tokens.doc_ids) if unit == "document" else int(rows[-1]) + 1 if len(rows) else 0
    ones = np.ones(len(rows), dtype=np.int64)
    matrix = sparse.coo_array((ones, (rows, tokens.ids)), shape=(n_rows, len(tokens.types))).tocsr()
    matrix.sum_duplicates()
    return matrix


class _Chunks(NamedTuple):
    """Stretches of text between spaces."""

    distinct: list[str]
    codes: np.ndarray  # per running chunk, its place in `distinct`
    starts: np.ndarray  # characters from the start of its document
    line: np.ndarray  # number of its line in the corpus
    document: np.ndarray


def _split_chunks(texts: Sequence[str]) -> _Chunks:
    """Cut at ASCII white space, in bytes, and count the distinct chunks."""
    encoded = [text.encode("utf-8", errors="replace") for text in texts]
    data = np.frombuffer(b"\n".join([b"", *encoded, b""]), dtype=np.uint8)
    solid = data > ord(" ")
    edges = np.flatnonzero(np.diff(solid))
    starts, stops = edges[::2] + 1, edges[1::2] + 1
    offsets = np.concatenate([[0], np.cumsum(stops - starts)])
    array = pa.LargeStringArray.from_buffers(
        len(starts), pa.py_buffer(offsets.astype(np.int64)), pa.py_buffer(data[solid].tobytes())
    )
    encoding = array.dictionary_encode()
    characters = np.cumsum((data & 0xC0) != 0x80)  # continuation bytes do not count
    doc_starts = 1 + np.cumsum([0, *(len(text) + 1 for text in encoded)])
    document = np.searchsorted(doc_starts, starts, side="right") - 1
    character_starts = characters[starts] - characters[doc_starts - 1][document] - 1
    line = np.cumsum(data == ord("\n"))[starts]
    codes = encoding.indices.to_numpy()
    return _Chunks(encoding.dictionary.to_pylist(), codes, character_starts, line, document)


def _find_breaks(chunks: _Chunks, lexicon: Lexicon) -> np.ndarray:
    """Per running chunk, whether a sentence starts with it inside its line."""
    codes = chunks.codes
    ends, begins = lexicon.ends[codes], lexicon.begins[codes]
    after_punctuation = np.concatenate([[True], lexicon.before_item[codes][:-1]]) | _changes(chunks.line)
    ends &= ~(lexicon.numbers_item[codes] & after_punctuation)
    breaks = np.zeros(len(codes), dtype=bool)
    breaks[1:] = ends[:-1] & begins[1:]
    return breaks


def _choose_types(lexicon: Lexicon, entry: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sorted types and the token ids: capitals stay apart except on lines that are mostly capitals."""
    names = sorted({*lexicon.forms, *filter(None, lexicon.capitals)})
    index = {name: number for number, name in enumerate(names)}
    lower = np.array([index[form] for form in lexicon.forms], dtype=np.int32)
    apart = np.array(
        [index[capital or form] for capital, form in zip(lexicon.capitals, lexicon.forms, strict=True)],
        dtype=np.int32,
    )
    line_number = np.cumsum(_changes(line)) - 1
    capital_share = np.bincount(line_number, lexicon.all_capital[entry]) / np.maximum(np.bincount(line_number), 1)
    shouted = (capital_share > 0.5)[line_number]
    ids = np.where(shouted, lower[entry], apart[entry])
    used = np.bincount(ids, minlength=len(names)) > 0
    ids = (np.cumsum(used) - 1)[ids].astype(np.int32)
    return np.array(names, dtype=object)[used], ids


def _changes(values: np.ndarray) -> np.ndarray:
    """Where a value differs from the one before; the first counts as different."""
    return np.concatenate([np.ones(min(len(values), 1), dtype=bool), values[1:] != values[:-1]])


def _number_within(starts: np.ndarray, starts_document: np.ndarray) -> np.ndarray:
    """Number the units that start at the marks, from 1 in every document."""
    number = np.cumsum(starts)
    first = np.maximum.accumulate(np.where(starts_document, number, 0))
    return (number - first + 1).astype(np.int32)
