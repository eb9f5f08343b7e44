"""Cut texts into chunks between spaces, and write down the tokens of running chunks.

All work on running chunks is arithmetic on integer arrays, a block of documents at a time, so that these arrays
stay in a processor's cache and their memory is used again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from analysis.lexicon import (
    APART_ALONE,
    BEFORE_ITEM,
    ENDS,
    HEAD_JOINS,
    LINE_ENDS,
    NUMBERS_ITEM,
    TAIL_JOINS,
    Lexicon,
)

_BLOCK = 1 << 20  # characters
_NEW_LINE, _NEW_SENTENCE = 64, 128  # bits beside HEAD_JOINS and TAIL_JOINS


class Block(NamedTuple):
    """Whole documents, cut into chunks: stretches of text up to the next, the white space between the two included."""

    chunks: pa.Array
    doc_offsets: np.ndarray  # document d holds chunks doc_offsets[d] to doc_offsets[d + 1]
    doc_starts: np.ndarray  # where documents start, in characters of the block
    before: int  # characters before the first chunk


class Columns(NamedTuple):
    """What is said of each token: see the attributes of the same names of Tokens."""

    ids: np.ndarray
    sentence: np.ndarray
    passage: np.ndarray
    starts: np.ndarray
    stops: np.ndarray
    joined: np.ndarray

    @classmethod
    def empty(cls, length: int) -> Columns:
        """Columns with nothing in them yet."""
        return cls._make(np.empty(length, dtype=bool if name == "joined" else np.int32) for name in cls._fields)

    def part(self, start: int, stop: int) -> Columns:
        """The columns of some tokens, to write into."""
        return Columns._make(column[start:stop] for column in self)


def cut_blocks(texts: Sequence[str]) -> list[Block]:
    """Cut texts into blocks of about a million characters; a document is never cut."""
    edges, held = [0], 0
    for number, text in enumerate(texts, start=1):
        held += len(text)
        if held >= _BLOCK or number == len(texts):
            edges.append(number)
            held = 0
    return [_cut_block(texts[start:stop]) for start, stop in pairwise(edges)]


def encode_blocks(blocks: Sequence[Block]) -> tuple[pa.Array, list[np.ndarray]]:
    """The distinct chunks of all blocks, and per block the places of its running chunks among them."""
    encoded = pa.chunked_array([block.chunks for block in blocks], pa.large_string()).dictionary_encode().chunks
    distinct = encoded[0].dictionary if encoded else pa.array([], pa.large_string())
    codes = iter([chunk.indices.to_numpy() for chunk in encoded])  # without those of blocks that hold no chunk
    return distinct, [next(codes) if len(block.chunks) else np.empty(0, dtype=np.int32) for block in blocks]


def _cut_block(texts: Sequence[str]) -> Block:
    """Cut after ASCII white space, in bytes.

    A chunk keeps the white space after it, so that nothing has to be taken out of the bytes, and each distinct
    chunk knows by itself how many characters it is long and whether a line ends with it.
    """
    encoded = [text.encode("utf-8", errors="replace") for text in texts]
    content = b"\n".join([b"", *encoded, b""])
    data = np.frombuffer(content, dtype=np.uint8)
    solid = data > ord(" ")
    starts = np.flatnonzero(solid[1:] > solid[:-1]) + 1
    edges = np.append(starts, len(data))
    chunks = pa.LargeStringArray.from_buffers(len(starts), pa.py_buffer(edges), pa.py_buffer(content))
    doc_bytes = 1 + np.cumsum([0, *(len(text) + 1 for text in encoded)])
    doc_starts = 1 + np.cumsum([0, *(len(text) + 1 for text in texts)])
    return Block(chunks, np.searchsorted(starts, doc_bytes), doc_starts, int(edges[0]))


def read_block(block: Block, codes: np.ndarray, lexicon: Lexicon, columns: Columns) -> np.ndarray:
    """Write the tokens of a block into columns; ids are places in the lexicon's types.

    Parameters
    ----------
    block : Block
        The documents.
    codes : ndarray of int32
        Per running chunk, its place among the distinct ones.
    lexicon : Lexicon
        What these hold.
    columns : Columns
        As long as the block has tokens.

    Returns
    -------
    ndarray of int64, length documents + 1
        Where documents start and the last one stops, in tokens of the block.
    """
    codes = codes.astype(np.intp)  # here and below take(), which is a third faster than brackets
    flags, per_chunk = lexicon.flags.take(codes), lexicon.counts.take(codes)
    marks = _mark_chunks(flags, per_chunk)
    of = np.repeat(np.arange(len(codes)), per_chunk)  # per token, its chunk
    entry = lexicon.firsts.take(codes).take(of)
    later = np.flatnonzero(of[1:] == of[:-1]) + 1  # tokens that are not the first of their chunk
    entry[later] += _count_on(of[later])

    marks = marks.take(of)
    marks[later] = (marks[later] & TAIL_JOINS) | np.where(lexicon.break_before[entry[later]], _NEW_SENTENCE, 0)
    new_passage, new_sentence = (marks & _NEW_LINE) > 0, (marks & (_NEW_LINE | _NEW_SENTENCE)) > 0
    columns.joined[:1] = False
    columns.joined[1:] = (marks[1:] & HEAD_JOINS > 0) & (marks[:-1] & TAIL_JOINS > 0)
    columns.joined[later] = lexicon.joins_before[entry[later]]
    np.logical_and(columns.joined, ~new_sentence, out=columns.joined)

    offsets = np.searchsorted(of, block.doc_offsets)
    columns.ids[:] = _choose_types(lexicon, entry, new_passage)
    columns.sentence[:] = _number_within(new_sentence, offsets)
    columns.passage[:] = _number_within(new_passage, offsets)
    place = _chunk_starts(block, lexicon.lengths.take(codes)).take(of)
    np.add(place, lexicon.starts.take(entry), out=columns.starts)
    np.add(place, lexicon.stops.take(entry), out=columns.stops)
    return offsets


def _chunk_starts(block: Block, lengths: np.ndarray) -> np.ndarray:
    """Where chunks start, in characters of their documents."""
    starts = np.cumsum(lengths, dtype=np.int64)
    starts -= lengths
    starts -= np.repeat(block.doc_starts[:-1] - block.before, np.diff(block.doc_offsets))
    return starts.astype(np.int32)


def _mark_chunks(flags: np.ndarray, per_chunk: np.ndarray) -> np.ndarray:
    """Per running chunk, in bits, what stands before and after it.

    What a chunk without a token says of lines, sentences and joining goes to the next one that has a token.
    """
    marks = _find_breaks(flags)
    marks |= flags & (HEAD_JOINS | TAIL_JOINS)
    empty = np.flatnonzero(per_chunk == 0)
    is_last = np.diff(empty, append=len(flags) + 1) > 1  # of empty ones side by side
    following = (empty[is_last] + 1)[np.cumsum(is_last) - is_last]
    is_inside = following < len(flags)
    empty, following = empty[is_inside], following[is_inside]
    np.bitwise_or.at(marks, following, marks[empty] & (_NEW_LINE | _NEW_SENTENCE))
    marks[following[flags[empty] & APART_ALONE > 0]] &= ~np.uint8(HEAD_JOINS)
    return marks


def _find_breaks(flags: np.ndarray) -> np.ndarray:
    """Per running chunk, in bits, whether it starts a line, or inside a line a sentence."""
    marks = np.full(len(flags), _NEW_LINE, dtype=np.uint8)
    marks[1:] = (flags[:-1] & LINE_ENDS) >> 1
    ends = flags & ENDS
    items = np.flatnonzero(flags & NUMBERS_ITEM > 0)
    ends[items[(marks[items] > 0) | (flags[items - 1] & BEFORE_ITEM > 0)]] = 0
    marks[1:] |= (ends[:-1] << 4) & (flags[1:] << 3)
    return marks


def _choose_types(lexicon: Lexicon, entry: np.ndarray, new_line: np.ndarray) -> np.ndarray:
    """Per token its type: capitals stay apart except on lines that are mostly capitals."""
    ids = lexicon.apart.take(entry)
    starts = np.flatnonzero(new_line)
    capitals = np.searchsorted(starts, np.flatnonzero(lexicon.all_capital.take(entry)), side="right") - 1
    sizes = np.diff(starts, append=len(ids))
    for line in np.flatnonzero(np.bincount(capitals, minlength=len(starts)) > sizes / 2):
        shouted = slice(starts[line], starts[line] + sizes[line])
        ids[shouted] = lexicon.lower[entry[shouted]]
    return ids


def _count_on(values: np.ndarray) -> np.ndarray:
    """Number the values of each run of equal ones from 1."""
    firsts = np.flatnonzero(np.diff(values, prepend=-1))
    return np.arange(1, len(values) + 1) - np.repeat(firsts, np.diff(firsts, append=len(values)))


def _number_within(starts: np.ndarray, doc_offsets: np.ndarray) -> np.ndarray:
    """Number the units that start at the marks, from 1 in every document."""
    number = np.cumsum(starts, dtype=np.int32)
    before = np.concatenate([[0], number])[doc_offsets[:-1]]
    return number - np.repeat(before.astype(np.int32), np.diff(doc_offsets))
