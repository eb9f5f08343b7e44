"""What a chunk of text between spaces holds: its tokens and what its punctuation says.

Every regular expression of the tokens lives here. Each distinct chunk is read once, however often it runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
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


class Lexicon(NamedTuple):
    """What the distinct chunks hold; `offsets` leads from a chunk to its entries, one per token."""

    offsets: np.ndarray
    forms: list[str]  # the lower-case type
    capitals: list[str]  # the type in capitals, when it may stay apart; else empty
    all_capital: np.ndarray
    starts: np.ndarray
    stops: np.ndarray
    joins_before: np.ndarray  # inside the chunk
    break_before: np.ndarray  # a sentence starts inside the chunk
    head_joins: np.ndarray  # per chunk: only quotation marks before its first token
    tail_joins: np.ndarray  # per chunk: only quotation marks after its last token
    apart_alone: np.ndarray  # per chunk: no token, and more than quotation marks
    ends: np.ndarray  # per chunk: a sentence may end after it
    begins: np.ndarray  # per chunk: a sentence may begin with it
    numbers_item: np.ndarray  # per chunk: "1." as before an item of a list
    before_item: np.ndarray  # per chunk: punctuation that may stand before an item


def read_chunks(distinct: list[str]) -> Lexicon:
    """Read every distinct chunk once."""
    offsets, entries, chunk_flags = [0], [], []
    for chunk in distinct:
        matches = list(_TOKEN.finditer(chunk))
        place = 0
        for match in matches:
            gap = chunk[place : match.start()]
            form, capital = _normalize(match[0])
            sentence_break = place > 0 and bool(_SENTENCE_END.search(gap)) and not match[0][0].islower()
            entries.append((form, capital, *match.span(), not gap.strip(_QUOTES), sentence_break))
            place = match.end()
        offsets.append(len(entries))
        chunk_flags.append(_flag_chunk(chunk, matches))
    columns: list[Sequence[Any]] = [*zip(*entries, strict=True)] or [()] * 6
    flags = np.array(chunk_flags, dtype=bool).reshape(-1, 7).T
    return Lexicon(
        offsets=np.array(offsets),
        forms=list(columns[0]),
        capitals=[form if form.lower() in FUNCTION_WORDS else "" for form in columns[1]],
        all_capital=np.array([bool(form) for form in columns[1]], dtype=bool),
        starts=np.array(columns[2], dtype=np.int64),
        stops=np.array(columns[3], dtype=np.int64),
        joins_before=np.array(columns[4], dtype=bool),
        break_before=np.array(columns[5], dtype=bool),
        head_joins=flags[0],
        tail_joins=flags[1],
        apart_alone=flags[2],
        ends=flags[3],
        begins=flags[4],
        numbers_item=flags[5],
        before_item=flags[6],
    )


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


def _flag_chunk(chunk: str, matches: list[re.Match[str]]) -> tuple[bool, ...]:
    """What the punctuation of a chunk says; the order is that of `Lexicon`."""
    head = chunk[: matches[0].start()] if matches else chunk
    tail = chunk[matches[-1].end() :] if matches else chunk
    last = matches[-1][0] if matches else ""
    first = next((character for character in chunk if character.isalnum()), "")
    numbers_item = bool(matches) and len(last) <= 2 and last.isdigit() and chunk == f"{last}."
    abbreviated = tail == "." and (last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper()))
    return (
        bool(matches) and not head.strip(_QUOTES),
        bool(matches) and not tail.strip(_QUOTES),
        not matches and bool(chunk.strip(_QUOTES)),
        bool(_SENTENCE_END.search(tail)) and not abbreviated,
        not first.islower(),
        numbers_item,
        chunk[-1] in ":;.",
    )
