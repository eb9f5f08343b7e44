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

from analysis.lexicon import (
    APART_ALONE,
    BEFORE_ITEM,
    ENDS,
    HEAD_JOINS,
    LINE_ENDS,
    NUMBERS_ITEM,
    TAIL_JOINS,
    Lexicon,
    read_chunks,
)


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
    words = _join_marks(chunks, lexicon)
    per_word = np.diff(lexicon.offsets)[words.codes]
    of = np.repeat(np.arange(len(per_word), dtype=np.int32), per_word)  # per token, its word
    entry = lexicon.offsets[words.codes][of]
    later = np.flatnonzero(of[1:] == of[:-1]) + 1  # tokens that are not the first of their word
    entry[later] += _count_on(of[later])

    marks = words.marks[of]
    marks[later] = np.where(lexicon.break_before[entry[later]], _NEW_SENTENCE, 0)
    new_passage, new_sentence = (marks & _NEW_LINE) > 0, (marks & (_NEW_LINE | _NEW_SENTENCE)) > 0
    joined = np.zeros(len(of), dtype=bool)
    joined[1:] = (marks[1:] & HEAD_JOINS > 0) & (words.marks[of[:-1]] & TAIL_JOINS > 0)
    joined[later] = lexicon.joins_before[entry[later]]
    joined &= ~new_sentence

    offsets = np.searchsorted(of, words.doc_offsets)
    types, ids = _choose_types(lexicon, entry, new_passage)
    place = words.starts[of]
    return Tokens(
        doc_ids=list(doc_ids),
        types=types,
        ids=ids,
        doc_offsets=offsets,
        sentence=_number_within(new_sentence, offsets),
        passage=_number_within(new_passage, offsets),
        starts=place + lexicon.starts[entry],
        stops=place + lexicon.stops[entry],
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
    """Stretches of text up to the next, with the white space between the two."""

    distinct: pa.Array
    codes: np.ndarray  # per running chunk, its place in `distinct`
    doc_offsets: np.ndarray  # document d holds chunks doc_offsets[d] to doc_offsets[d + 1]
    doc_starts: np.ndarray  # where documents start, in characters of all texts
    before: int  # characters before the first chunk


def _split_chunks(texts: Sequence[str]) -> _Chunks:
    """Cut after ASCII white space, in bytes, and find the distinct chunks.

    A chunk keeps the white space after it, so that nothing has to be taken out of the bytes, and each distinct
    chunk knows by itself how many characters it is long and whether a line ends with it.
    """
    encoded = [text.encode("utf-8", errors="replace") for text in texts]
    content = b"\n".join([b"", *encoded, b""])
    data = np.frombuffer(content, dtype=np.uint8)
    solid = data > ord(" ")
    starts = np.flatnonzero(solid[1:] > solid[:-1]) + 1
    edges = np.append(starts, len(data))
    array = pa.LargeStringArray.from_buffers(len(starts), pa.py_buffer(edges), pa.py_buffer(content))
    encoding = array.dictionary_encode()
    doc_bytes = 1 + np.cumsum([0, *(len(text) + 1 for text in encoded)])
    doc_starts = 1 + np.cumsum([0, *(len(text) + 1 for text in texts)])
    codes = encoding.indices.to_numpy()
    return _Chunks(encoding.dictionary, codes, np.searchsorted(starts, doc_bytes), doc_starts, int(edges[0]))


_NEW_LINE, _NEW_SENTENCE = 64, 128  # bits beside HEAD_JOINS and TAIL_JOINS


class _Words(NamedTuple):
    """Running chunks that hold a token, with what lies between them."""

    codes: np.ndarray
    marks: np.ndarray  # bits: HEAD_JOINS, TAIL_JOINS, _NEW_LINE, _NEW_SENTENCE
    starts: np.ndarray  # characters from the start of its document
    doc_offsets: np.ndarray


def _join_marks(chunks: _Chunks, lexicon: Lexicon) -> _Words:
    """Leave out chunks without a token; what they say of lines, sentences and joining goes to the next word."""
    flags = lexicon.flags[chunks.codes]
    marks = _find_breaks(flags)
    ends = np.cumsum(lexicon.lengths[chunks.codes], dtype=np.int64) + chunks.before
    starts = np.concatenate([[chunks.before], ends[:-1]])[: len(ends)]
    starts -= np.repeat(chunks.doc_starts[:-1], np.diff(chunks.doc_offsets))
    starts = starts.astype(np.int32)
    marks |= flags & (HEAD_JOINS | TAIL_JOINS)
    empty = np.flatnonzero((np.diff(lexicon.offsets) == 0)[chunks.codes])
    if not len(empty):
        return _Words(chunks.codes, marks, starts, chunks.doc_offsets)
    words = np.ones(len(flags), dtype=bool)
    words[empty] = False
    following = empty - np.arange(len(empty))  # words before it are as many as the number of the next
    codes, kept, starts = chunks.codes[words], marks[words], starts[words]
    is_inside = following < len(kept)
    empty, following = empty[is_inside], following[is_inside]
    np.bitwise_or.at(kept, following, marks[empty] & (_NEW_LINE | _NEW_SENTENCE))
    kept[following[flags[empty] & APART_ALONE > 0]] &= ~np.uint8(HEAD_JOINS)
    offsets = chunks.doc_offsets - np.searchsorted(np.flatnonzero(~words), chunks.doc_offsets)
    return _Words(codes, kept, starts, offsets)


def _find_breaks(flags: np.ndarray) -> np.ndarray:
    """Per running chunk, in bits, whether it starts a line, or inside a line a sentence."""
    marks = np.full(len(flags), _NEW_LINE, dtype=np.uint8)
    marks[1:] = (flags[:-1] & LINE_ENDS) >> 1
    ends = flags & ENDS
    items = np.flatnonzero(flags & NUMBERS_ITEM)
    ends[items[(marks[items] > 0) | (flags[items - 1] & BEFORE_ITEM > 0)]] = 0
    marks[1:] |= (ends[:-1] << 4) & (flags[1:] << 3)
    return marks


def _choose_types(lexicon: Lexicon, entry: np.ndarray, new_line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sorted types and the token ids: capitals stay apart except on lines that are mostly capitals."""
    ids = lexicon.apart[entry]
    starts = np.flatnonzero(new_line)
    capitals = np.searchsorted(starts, np.flatnonzero(lexicon.all_capital[entry]), side="right") - 1
    sizes = np.diff(starts, append=len(ids))
    for line in np.flatnonzero(np.bincount(capitals, minlength=len(starts)) > sizes / 2):
        shouted = slice(starts[line], starts[line] + sizes[line])
        ids[shouted] = lexicon.lower[entry[shouted]]
    used = np.bincount(ids, minlength=len(lexicon.types)) > 0
    if not used.all():
        ids = (np.cumsum(used, dtype=np.int32) - 1)[ids]
    return lexicon.types[used], ids.astype(np.int32, copy=False)


def _changes(values: np.ndarray) -> np.ndarray:
    """Where a value differs from the one before; the first counts as different."""
    return np.concatenate([np.ones(min(len(values), 1), dtype=bool), values[1:] != values[:-1]])


def _count_on(values: np.ndarray) -> np.ndarray:
    """Number the values of each run of equal ones from 1."""
    firsts = np.flatnonzero(_changes(values))
    return np.arange(1, len(values) + 1) - np.repeat(firsts, np.diff(firsts, append=len(values)))


def _number_within(starts: np.ndarray, doc_offsets: np.ndarray) -> np.ndarray:
    """Number the units that start at the marks, from 1 in every document."""
    number = np.cumsum(starts, dtype=np.int32)
    before = np.concatenate([[0], number])[doc_offsets[:-1]]
    return number - np.repeat(before.astype(np.int32), np.diff(doc_offsets))
