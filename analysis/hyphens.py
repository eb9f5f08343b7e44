"""Mend words that a line break once cut, and tell them from words that are written with a hyphen.

A hyphen is false when the joined form is a word and commoner than the rarer of its two parts would be on
its own. How common a word is comes from a frequency list of English, and for names from the corpus itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.joined import Joined, distinct_chunks, join_texts, place_edits, read_part, words_at
from analysis.ledger import EDIT, characters, find_all

_HYPHENATED = r"(?<![^\W_])[^\W_]++(?:-[^\W_]++)++"
_WORD = r"[^\W\d_]++(?:-[^\W\d_]++)*+"
_GLUED = re.compile(r"([^\W\d_]*[a-z])([A-Z][a-z]*)")
_MARGIN = 0.55  # Zipf units by which the joined form may be rarer than its rarer part
_NO_WORD = 1.0  # Zipf: less than one in a hundred million words
_COMMON = 3.0  # Zipf: once in a million words
# A line break adds one hyphen to a word, and even a once-in-a-lifetime word has few: a longer chain is an ornament, a
# web address or a table, which no list of words can judge.
_MOST_PARTS = 6
_MOST_LETTERS = 60
_MAY_BE_LETTER = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])  # by its first or last byte
_LETTER_PREFIXES = frozenset("etx")  # e-mail, t-shirt, x-ray


class Join(NamedTuple):
    """Where a hyphen is false, and why."""

    place: int
    evidence: str


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words of a corpus in lower case, hyphenated words as one word each."""
    chunks, counts = distinct_chunks(texts)
    text = chunks.lower()
    starts, found = find_all(_WORD, text)
    numbers, words = pd.factorize(np.array(found, dtype=object))
    of = np.searchsorted(np.flatnonzero(characters(text) == ord("\n")), starts)
    totals = np.bincount(numbers, weights=counts[of], minlength=len(words)).astype(np.int64)
    return Counter(dict(zip(words.tolist(), totals.tolist(), strict=True)))


def broken_words(text: str, words: Mapping[str, int]) -> np.ndarray:
    """Take out hyphens that a line break left inside a word, and part the word glued to such a word.

    Parameters
    ----------
    text : str
        A text.
    words : mapping of str to int
        Words of the whole corpus with their counts, as `count_words` gives them.

    Returns
    -------
    array of EDIT
        One per hyphen, with the evidence for it.
    """
    known, unknown = _find_broken(text, words)
    return _in_order(known, unknown)


def joined_broken_words(joined: Joined, words: Mapping[str, int]) -> np.ndarray:
    """Take the same hyphens out of joined texts, each distinct word judged once."""
    part = read_part(joined, words_at(joined, screen_broken_words(joined)))
    known, unknown = (place_edits(part, edits) for edits in _find_broken(part.text, words))
    in_broken = np.isin(joined.text_numbers(unknown["start"]), joined.text_numbers(known["start"]))
    return _in_order(known, unknown[in_broken])


def _find_broken(text: str, words: Mapping[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Edits of broken words, and those of unknown words that are to be made in a text with broken ones."""
    starts, found = find_all(_HYPHENATED, text)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in zip(starts.tolist(), found, strict=True):
        places[word].append(place)
    joins = {word: _mend(word, words) for word in places if _is_short(word)}
    known = {word: _edit(word, own) for word, own in joins.items() if own}
    unknown = {word: _edit(word, own) for word, own in joins.items() if not own} if known else {}
    return _place(known, places), _place(unknown, places)


def _in_order(known: np.ndarray, unknown: np.ndarray) -> np.ndarray:
    """Both kinds of edits in the order of the text."""
    edits = np.concatenate([known, unknown])
    return edits[np.argsort(edits["start"], kind="stable")]


def _place(edits: Mapping[str, list[tuple[int, int, str, str]]], places: Mapping[str, list[int]]) -> np.ndarray:
    """Edits of words at all of their places."""
    rows = [
        (place + start, place + stop, after, evidence)
        for word, own in edits.items()
        for start, stop, after, evidence in own
        for place in places[word]
    ]
    return np.array(rows, dtype=EDIT)


def screen_broken_words(joined: Joined) -> np.ndarray:
    """Hyphens between letters or digits."""
    inner = joined.are("-") & _MAY_BE_LETTER[joined.data[joined.marks - 1]] & _MAY_BE_LETTER[joined.after()]
    return joined.marks[inner]


def hyphenated_words(texts: Iterable[str]) -> set[str]:
    """The words with hyphens that `broken_words` would judge, each once."""
    joined = join_texts(texts)
    text = read_part(joined, words_at(joined, screen_broken_words(joined))).text
    return {word for word in re.findall(_HYPHENATED, text) if _is_short(word)}


def needed_words(hyphenated: Iterable[str], words: Mapping[str, int]) -> dict[str, int]:
    """Leave of the words of a corpus those that are evidence on some hyphenated words.

    Parameters
    ----------
    hyphenated : iterable of str
        As `hyphenated_words` gives them.
    words : mapping of str to int
        Words of the whole corpus with their counts.

    Returns
    -------
    dict of str to int
        Some of these; `broken_words` judges the hyphenated words by them as by all.

    Examples
    --------
    >>> needed_words(["Lav-rov"], {"lavrov": 7, "talks": 9})
    {'lavrov': 7}
    """
    asked = _Asked(words)
    for word in hyphenated:
        _mend(word, asked)
    return dict(asked.found)


class _Asked(Mapping[str, int]):
    """Words with their counts that keep in mind which were asked for."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        self.found: dict[str, int] = {}

    def __getitem__(self, word: str) -> int:
        self.found[word] = self._words[word]
        return self.found[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def _is_short(word: str) -> bool:
    """Whether a word with hyphens is short enough to be one word."""
    return len(word) <= _MOST_LETTERS and word.count("-") < _MOST_PARTS


def _edit(word: str, joins: list[Join]) -> list[tuple[int, int, str, str]]:
    """Edits of a word in a text with broken words."""
    edits = [(place, place + 1, "", evidence) for place, evidence in joins or _mend_unknown(word)]
    if joins and (glued := _GLUED.fullmatch(word.rpartition("-")[2])):
        start = len(word) - len(glued[2])
        edits.append((start, start, " ", f"“{glued[2]}” is a word of its own, glued to the mended one"))
    return edits


def _mend(word: str, words: Mapping[str, int]) -> list[Join]:
    """False hyphens of a word; joining two parts may show that a third belongs to them."""
    whole = word.lower()
    if words.get(whole, 0) > max(1, words.get(whole.replace("-", ""), 0)) and all(
        frequency(part) >= _COMMON for part in word.split("-")
    ):
        return []  # common words, and written so elsewhere too, more often than without the hyphen
    parts = word.split("-")
    mended, starts, joins, place = [], [], [], 0
    for number, part in enumerate(parts):
        mended.append(part)
        starts.append(place)
        place += len(part) + 1
        is_last = number == len(parts) - 1
        while len(mended) > 1 and (why := _judge(mended[-2], mended[-1], words, is_last=is_last)):
            joins.append(Join(starts.pop() - 1, why))
            mended[-2:] = [mended[-2] + mended[-1]]
    return sorted(joins)


def _judge(left: str, right: str, words: Mapping[str, int], *, is_last: bool) -> str:
    """Why two parts are one word, or nothing."""
    glued = _GLUED.fullmatch(right)
    right = glued[1] if glued else right
    joined = left + right
    if not joined.isalpha() or (left in _LETTER_PREFIXES and frequency(right) >= frequency(joined)):
        return ""
    whole, parts = frequency(joined), (_part_frequency(left, is_last=False), _part_frequency(right, is_last=is_last))
    if whole >= _NO_WORD:
        rarer = left if parts[0] <= parts[1] else right
        return f"“{joined}” (Zipf {whole:.1f}), “{rarer}” ({min(parts):.1f})" if whole > min(parts) - _MARGIN else ""
    if (count := words.get(joined.lower(), 0)) and right.islower():
        return f"“{joined}” stands in the corpus {count} times"
    return ""


def _mend_unknown(word: str) -> list[Join]:
    """The hyphen of an unknown word in a text with broken words: a part in small letters that is no word."""
    left, _, right = word.partition("-")
    if not (right.isalpha() and right.islower() and left.isalpha()):
        return []
    if min(frequency(left), frequency(right)) >= _NO_WORD:
        return []
    strange = left if frequency(left) < frequency(right) else right
    return [Join(len(left), f"“{strange}” is no word, and other words of the text are broken")]


def _part_frequency(part: str, *, is_last: bool) -> float:
    """How common a part is on its own; a single small letter is no word but in e-mail and the like."""
    if len(part) == 1 and part.islower() and (is_last or part not in {"a", *_LETTER_PREFIXES}):
        return 0.0
    return frequency(part)


@lru_cache(maxsize=100_000)
def frequency(word: str) -> float:
    """Zipf frequency of an English word: 3 is once in a million words, 6 once in a thousand; 0 is unknown."""
    from wordfreq import zipf_frequency  # its list takes a third of a second to load

    return float(zipf_frequency(word, "en"))
