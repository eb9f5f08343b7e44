"""Where patterns match: words by look-up, bisection or regular expression, phrases by their rarest word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from analysis.lexicon import FUNCTION_WORDS, TO_PLAIN
from analysis.tokens import Tokens, in_blocks

_SAMPLED = 64  # tokens of which one is enough to tell a frequent word from a rare one


class Matches(NamedTuple):
    """Stretches of tokens, in order; `order` is the number of the pattern that matched, from 0."""

    first: np.ndarray
    last: np.ndarray
    order: np.ndarray


def match_types(pattern: str, types: np.ndarray) -> np.ndarray:
    """Say which types a one-word pattern matches, as a whole or in a hyphen part.

    Case is ignored, except where tokens keep two types apart by it: "US" does not match us, nor "us" US.

    Parameters
    ----------
    pattern : str
        A word; `*` and `?` are wild.
    types : ndarray of str
        Types.

    Returns
    -------
    ndarray of bool
        One per type.

    Examples
    --------
    >>> match_types("expan*", np.array(["expand", "non-expansion", "span"])).tolist()
    [True, True, False]
    """
    order = np.argsort(types)
    matched = np.zeros(len(types), dtype=bool)
    matched[order[_Types(types[order]).match(pattern)]] = True
    return matched


class Finder:
    """Finds patterns in tokens; all of them are looked for at once.

    Parameters
    ----------
    tokens : Tokens
        Where to look.
    patterns : iterable of str
        Words or, with spaces, phrases.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> tokens = tokenize(["Security guarantees, guarantees of “security”."], ["a"])
    >>> finder = Finder(tokens, ["guarante*", "security guarantee*"])
    >>> finder.find(["guarante*", "security guarantee*"], exclude=[]).first.tolist()
    [0, 2]
    """

    def __init__(self, tokens: Tokens, patterns: Iterable[str]) -> None:
        self._occurrences = _find_all(tokens, patterns)

    def find(self, patterns: Sequence[str], exclude: Sequence[str]) -> Matches:
        """Find the stretches that patterns match: the longest first, each token in one stretch at most.

        Parameters
        ----------
        patterns : sequence of str
            Some of the patterns; of equally long ones at one place the first in the sequence counts.
        exclude : sequence of str
            The same; what one of these matches is taken before anything else.

        Returns
        -------
        Matches
            The stretches, by their first token.
        """
        none = np.empty(0, dtype=np.int64)
        steps = [self._occurrences[pattern] + step for pattern in exclude for step in range(len(pattern.split()))]
        taken = np.sort(np.concatenate([none, *steps]))
        by_length: dict[int, list[tuple[np.ndarray, int]]] = {}
        for number, pattern in enumerate(patterns):
            by_length.setdefault(len(pattern.split()), []).append((self._occurrences[pattern], number))
        kept = [(none, none, none)]
        for length in sorted(by_length, reverse=True):
            first, order = _first_of_each(by_length[length], len(patterns))
            free = np.searchsorted(taken, first) == np.searchsorted(taken, first + length)
            first, order = first[free], order[free]
            apart = _apart(first, length)
            first, order = first[apart], order[apart]
            taken = np.sort(np.concatenate([taken, *(first + step for step in range(length))]))
            kept.append((first, first + length - 1, order))
        first, last, order = (np.concatenate(column) for column in zip(*kept, strict=True))
        by_place = np.argsort(first, kind="stable")  # which merges what is sorted
        return Matches(first[by_place], last[by_place], order[by_place])


def _find_all(tokens: Tokens, patterns: Iterable[str]) -> dict[str, np.ndarray]:
    """First tokens of all places where each pattern matches, in no order.

    Only the places of each pattern's rarest word are looked at, and all of these are found in one pass.
    """
    types = _Types(tokens.types)
    words = {pattern: pattern.split() for pattern in patterns}
    matched = {word: types.match(word) for word in {word for own in words.values() for word in own}}
    counts = np.bincount(tokens.ids[::_SAMPLED], minlength=len(tokens.types))
    sizes = {word: (int(counts[numbers].sum()), len(numbers)) for word, numbers in matched.items()}
    rarest = {pattern: min(range(len(own)), key=lambda step: sizes[own[step]]) for pattern, own in words.items()}
    places = _Places(tokens, [matched[own[rarest[pattern]]] for pattern, own in words.items()])
    found = {}
    for pattern, own in words.items():
        first = places.of(matched[own[rarest[pattern]]]) - rarest[pattern]
        first = first[(first >= 0) & (first + len(own) <= len(tokens.ids))]
        for step, word in enumerate(own):
            if step:
                first = first[tokens.joined[first + step]]
            if step != rarest[pattern]:
                first = first[np.isin(tokens.ids[first + step], matched[word])]
        found[pattern] = first
    return found


class _Places:
    """The tokens of some types, by type."""

    def __init__(self, tokens: Tokens, types: Sequence[np.ndarray]) -> None:
        wanted = np.zeros(len(tokens.types), dtype=bool)
        for numbers in types:
            wanted[numbers] = True
        places = np.flatnonzero(np.concatenate([wanted.take(ids) for ids in in_blocks(tokens.ids)]))
        rank = np.cumsum(wanted)
        rank = rank.astype(np.min_scalar_type(rank[-1:].max(initial=0)))  # few bytes, that sort in linear time
        of = tokens.ids[places]
        self._sorted = places[np.argsort(rank[of], kind="stable")]
        self._edges = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(wanted)))])

    def of(self, types: np.ndarray) -> np.ndarray:
        """The tokens that are of given types."""
        edges = zip(self._edges[types], self._edges[types + 1], strict=True)
        return np.concatenate([self._sorted[:0], *(self._sorted[start:stop] for start, stop in edges)])


def _first_of_each(found: list[tuple[np.ndarray, int]], patterns: int) -> tuple[np.ndarray, np.ndarray]:
    """Places of some patterns in order, and the pattern of each: of several, the first of the dictionary."""
    keys = np.sort(np.concatenate([first * patterns + order for first, order in found]))
    first, order = np.divmod(keys, patterns)
    new = np.diff(first, prepend=-1) > 0
    return first[new], order[new]


def _apart(first: np.ndarray, length: int) -> np.ndarray:
    """Which of equally long stretches stay when each that overlaps the last that stayed goes."""
    if not (np.diff(first) < length).any():
        return np.ones(len(first), dtype=bool)
    keep, free_from = [], 0
    for place in first.tolist():
        keep.append(place >= free_from)
        free_from = place + length if keep[-1] else free_from
    return np.array(keep, dtype=bool)


class _Types:
    """Sorted types with their hyphen parts, ready to match one-word patterns."""

    def __init__(self, types: np.ndarray) -> None:
        names = types.tolist()
        capitals = [number for number, name in enumerate(names) if name.isupper()]
        self._capitals = set(capitals)
        parts = [
            (part, number)
            for number, name in enumerate(names)
            if "-" in name and number not in self._capitals
            for part in {*name.split("-")}
        ]
        self._whole = _Words(names, range(len(names)))
        self._parts = _Words(*zip(*sorted(parts, key=itemgetter(0)), strict=True)) if parts else _Words([], [])
        self._capital = _Words([names[number] for number in capitals], capitals)

    def match(self, pattern: str) -> np.ndarray:
        """Numbers of the types that a one-word pattern matches, sorted."""
        typed = pattern.translate(TO_PLAIN)
        lower = typed.lower()
        whole = set(self._whole.match(lower)) - self._capitals
        if pattern.isupper() and pattern.lower() in FUNCTION_WORDS:
            whole.difference_update(self._whole.match(pattern.lower()))
        found = whole.union(self._parts.match(lower), self._capital.match(typed))
        return np.array(sorted(found), dtype=np.int64)


class _Words:
    """Sorted words, each with the number of a type that has it."""

    def __init__(self, words: Sequence[str], numbers: Sequence[int]) -> None:
        self._words, self._numbers = words, numbers

    def match(self, glob: str) -> Sequence[int]:
        """Numbers of the types that a glob matches."""
        stem = glob.rstrip("*")
        if "*" in stem or "?" in glob:
            return [self._numbers[place] for place in self._search(glob)]
        start = bisect_left(self._words, stem)
        length = len(stem) if stem != glob else None
        return self._numbers[start : bisect_right(self._words, stem, start, key=lambda word: word[:length])]

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self._words)

    def _search(self, glob: str) -> Iterator[int]:
        """Places of the words that a glob matches; only those that hold its longest literal are tried."""
        literal = max(re.split(r"[*?]", glob), key=len)
        fits = re.compile(translate(glob.replace("[", "[[]"))).match
        place, start = 0, 0  # of a word, and of its first letter among all letters
        while (found := self._joined.find(literal, start)) >= 0:
            place += self._joined.count("\n", start, found)
            if place == len(self._words):  # there is none
                break
            if fits(self._words[place]):
                yield place
            start = self._joined.find("\n", found) + 1
            if not start:
                break
            place += 1
