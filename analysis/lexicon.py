"""What a chunk of text between spaces holds: its tokens and what its punctuation says.

Every regular expression of the tokens lives here. Each distinct chunk is read once, however often it runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

FUNCTION_WORDS = ENGLISH_STOP_WORDS
_APOSTROPHES = "'’ʼ＇"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?(?:[-‐‑][^\W_]+)*"  # dotted capitals: U.S., i.e., U.S.-led
    rf"|[^\W_]+(?:[-‐‑{_APOSTROPHES}][^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*"
)
_QUOTES = f'"“”„‟«»‹›‘‚‛`{_APOSTROPHES}'
_SENTENCE_END = re.compile(rf"[.!?…]+[{_QUOTES})\]]*")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st gen lt col capt sgt sen rep gov hon rev jr sr vs etc cf approx dept est fig inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
CONTRACTIONS = frozenset("he here how it let she that there what when where who why".split())
TO_PLAIN = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), "‐": "-", "‑": "-"})


# What a chunk is, in bits of one byte
HEAD_JOINS = 1  # only quotation marks before its first token
TAIL_JOINS = 2  # only quotation marks after its last token
APART_ALONE = 4  # no token, and more than quotation marks
ENDS = 8  # a sentence may end after it
BEGINS = 16  # a sentence may begin with it
NUMBERS_ITEM = 32  # "1." as before an item of a list
BEFORE_ITEM = 64  # punctuation that may stand before an item
LINE_ENDS = 128  # the white space after it holds a line feed

_SPACE = "".join(map(chr, range(33)))
_MARKS = r"!-/:-@\[-^`{-~“”„‟«»‹›‘’‚‛…–—"
# one token of ASCII letters, with its hyphens
_PLAIN = f"^(?P<head>[{_MARKS}]*)(?P<core>[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)(?P<tail>[{_MARKS}]*)$"


class Lexicon(NamedTuple):
    """What the distinct chunks hold; each has an entry per token, all in the order of the chunks."""

    counts: np.ndarray  # per chunk: its tokens
    firsts: np.ndarray  # per chunk: its first entry, or where that would be
    lengths: np.ndarray  # per chunk: its characters, white space after it included
    flags: np.ndarray  # per chunk: the bits above
    types: np.ndarray  # sorted
    lower: np.ndarray  # the entry's type in lower case
    apart: np.ndarray  # its type when capitals may stay apart
    all_capital: np.ndarray
    starts: np.ndarray  # characters from the start of the chunk
    stops: np.ndarray
    joins_before: np.ndarray  # inside the chunk
    break_before: np.ndarray  # a sentence starts inside the chunk


class _Entries(NamedTuple):
    """Tokens of some chunks, as columns of equal length; `capitals` is empty for what is not all capitals."""

    chunk: np.ndarray
    forms: pa.Array
    capitals: pa.Array
    starts: np.ndarray
    stops: np.ndarray
    joins_before: np.ndarray
    break_before: np.ndarray


def read_chunks(distinct: pa.Array) -> Lexicon:
    """Read every distinct chunk once: the many that are a plain word and marks as columns, the rest one by one."""
    chunks = pc.utf8_rtrim(distinct, characters=_SPACE)
    parts = pc.extract_regex(chunks, _PLAIN)
    is_plain = parts.is_valid().to_numpy(zero_copy_only=False)
    flags = np.zeros(len(distinct), dtype=np.uint8)
    plain, flags[is_plain] = _read_plain(np.flatnonzero(is_plain), *parts.drop_null().flatten())
    others, flags[~is_plain] = _read_others(np.flatnonzero(~is_plain), chunks.filter(~is_plain).to_pylist())
    flags[pc.match_substring(distinct, "\n").to_numpy(zero_copy_only=False)] |= LINE_ENDS
    counts = np.bincount(others.chunk, minlength=len(distinct))
    counts[is_plain] = 1
    order = np.argsort(np.concatenate([plain.chunk, others.chunk]), kind="stable")
    types, lower, apart = _number_types(
        pa.concat_arrays([plain.forms, others.forms]), pa.concat_arrays([plain.capitals, others.capitals])
    )
    all_capital = pc.not_equal(pa.concat_arrays([plain.capitals, others.capitals]), "").to_numpy(zero_copy_only=False)
    return Lexicon(
        _small(counts),
        np.cumsum(counts) - counts,
        _small(pc.utf8_length(distinct).to_numpy()),
        flags,
        types,
        lower[order],
        apart[order],
        all_capital[order],
        *(_small(np.concatenate(both)[order]) for both in zip(plain[3:], others[3:], strict=True)),
    )


def _small(values: np.ndarray) -> np.ndarray:
    """Numbers from 0 in as few bytes as they need, so that a table of them fits into a processor's cache."""
    return values.astype(np.min_scalar_type(values.max(initial=0)), copy=False)


def _read_plain(chunk: np.ndarray, head: pa.Array, core: pa.Array, tail: pa.Array) -> tuple[_Entries, np.ndarray]:
    """Entries and flags of chunks that are a word of ASCII letters, digits and hyphens between marks."""
    forms, length = pc.ascii_lower(core), pc.utf8_length(core).to_numpy().astype(np.int32)
    is_upper, starts = pc.ascii_is_upper(core), pc.utf8_length(head).to_numpy().astype(np.int32)
    is_capital = pc.and_(pc.and_(is_upper, pc.ascii_is_alpha(core)), pc.greater(pc.utf8_length(core), 1))
    tails = tail.dictionary_encode()
    flags = _per_distinct(tails, _flag_tail) | _per_distinct(head.dictionary_encode(), _flag_head)
    is_stop = pc.equal(tail, ".").to_numpy(zero_copy_only=False)
    letter = pc.and_(is_upper, pc.equal(pc.utf8_length(core), 1))
    abbreviated = pc.or_(pc.is_in(forms, pa.array(sorted(_ABBREVIATIONS), forms.type)), letter)
    flags[is_stop & abbreviated.to_numpy(zero_copy_only=False)] &= ~np.uint8(ENDS)
    first = pc.utf8_slice_codeunits(core, 0, 1)
    flags[~pc.ascii_is_lower(first).to_numpy(zero_copy_only=False)] |= BEGINS
    is_number = pc.ascii_is_decimal(core).to_numpy(zero_copy_only=False)
    flags[is_stop & is_number & (starts == 0) & (length <= 2)] |= NUMBERS_ITEM
    joins = (flags & HEAD_JOINS) > 0
    capitals = pc.if_else(is_capital, core, "")
    return _Entries(chunk, forms, capitals, starts, starts + length, joins, np.zeros(len(chunk), dtype=bool)), flags


def _per_distinct(encoded: pa.DictionaryArray, flag: Callable[[str], int]) -> np.ndarray:
    """Flags of strings, asked for once per distinct string."""
    flags = np.array([flag(text) for text in encoded.dictionary.to_pylist()], dtype=np.uint8)
    return flags[encoded.indices.to_numpy()]


def _flag_head(head: str) -> int:
    """What the marks before a word say."""
    return 0 if head.strip(_QUOTES) else HEAD_JOINS


def _flag_tail(tail: str) -> int:
    """What the marks after a word say, whatever the word."""
    return (
        TAIL_JOINS * (not tail.strip(_QUOTES))
        | ENDS * bool(_SENTENCE_END.search(tail))
        | BEFORE_ITEM * tail.endswith((":", ";", "."))
    )


def _read_others(numbers: np.ndarray, chunks: list[str]) -> tuple[_Entries, np.ndarray]:
    """Entries and flags of any chunks."""
    entries, flags = [], []
    for number, chunk in zip(numbers.tolist(), chunks, strict=True):
        matches = list(_TOKEN.finditer(chunk))
        place = 0
        for match in matches:
            gap = chunk[place : match.start()]
            form, capital = _normalize(match[0])
            sentence_break = place > 0 and bool(_SENTENCE_END.search(gap)) and not match[0][0].islower()
            entries.append((number, form, capital, *match.span(), not gap.strip(_QUOTES), sentence_break))
            place = match.end()
        flags.append(_flag_chunk(chunk, matches))
    columns: list[Sequence[Any]] = [*zip(*entries, strict=True)] or [()] * 7
    chunk_of, starts, stops = (np.array(columns[place], dtype=np.int32) for place in (0, 3, 4))
    forms, capitals = (pa.array(columns[place], pa.large_string()) for place in (1, 2))
    joins, breaks = (np.array(columns[place], dtype=bool) for place in (5, 6))
    return _Entries(chunk_of, forms, capitals, starts, stops, joins, breaks), np.array(flags, dtype=np.uint8)


def _number_types(forms: pa.Array, capitals: pa.Array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sorted types, and per entry the number of its type in lower case, and with capitals of function words apart."""
    stays = pc.is_in(pc.utf8_lower(capitals), pa.array(sorted(FUNCTION_WORDS), pa.large_string()))
    encoded = pa.concat_arrays([forms, capitals.filter(stays)]).dictionary_encode()
    order = pc.array_sort_indices(encoded.dictionary)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    numbers = rank[encoded.indices.to_numpy()]
    lower = numbers[: len(forms)]
    apart = lower.copy()
    apart[stays.to_numpy(zero_copy_only=False)] = numbers[len(forms) :]
    return encoded.dictionary.take(order).to_numpy(zero_copy_only=False), lower, apart


def _normalize(token: str) -> tuple[str, str]:
    """The type of a token in lower case, and its form in capitals when it is all capitals."""
    token = token.translate(TO_PLAIN)
    if "." in token and not token[0].isdigit():
        token = token.replace(".", "")
    stem, apostrophe, ending = token.rpartition("'")
    if apostrophe and ending in ("s", "S") and stem.lower() not in CONTRACTIONS:
        token = stem
    capital = token if len(token) > 1 and token.isupper() and token.isalpha() else ""
    return token.lower(), capital


def _flag_chunk(chunk: str, matches: list[re.Match[str]]) -> int:
    """What the punctuation of a chunk says, in bits."""
    head = chunk[: matches[0].start()] if matches else chunk
    tail = chunk[matches[-1].end() :] if matches else chunk
    last = matches[-1][0] if matches else ""
    first = next((character for character in chunk if character.isalnum()), "")
    numbers_item = bool(matches) and len(last) <= 2 and last.isdigit() and chunk == f"{last}."
    abbreviated = tail == "." and (last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper()))
    return (
        HEAD_JOINS * (bool(matches) and not head.strip(_QUOTES))
        | TAIL_JOINS * (bool(matches) and not tail.strip(_QUOTES))
        | APART_ALONE * (not matches and bool(chunk.strip(_QUOTES)))
        | ENDS * (bool(_SENTENCE_END.search(tail)) and not abbreviated)
        | BEGINS * (not first.islower())
        | NUMBERS_ITEM * numbers_item
        | BEFORE_ITEM * (chunk[-1] in ":;.")
    )
