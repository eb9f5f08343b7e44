"""Where patterns match: words by look-up, bisection or regular expression, phrases by their rarest word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fnmatch import translate
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.lexicon import FUNCTION_WORDS, TO_PLAIN
from analysis.tokens import Tokens


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
    matched = np.zeros(len(types), dtype=bool)
    matched[_Types(types).match(pattern)] = True
    return matched


class Finder:
    """Finds patterns in tokens; what patterns share is prepared once.

    Parameters
    ----------
    tokens : Tokens
        Where to look.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> finder = Finder(tokenize(["Security guarantees, guarantees of “security”."], ["a"]))
    >>> finder.find(["guarante*", "security guarantee*"], exclude=[]).first.tolist()
    [0, 2]
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._types = _Types(tokens.types)
        self._places = _sort_places(tokens.ids, len(tokens.types))
        self._ends = np.cumsum(np.bincount(tokens.ids, minlength=len(tokens.types)))
        self._matched: dict[str, np.ndarray] = {}
        self._found: dict[str, np.ndarray] = {}

    def find(self, patterns: Sequence[str], exclude: Sequence[str]) -> Matches:
        """Find the stretches that patterns match: the longest first, each token in one stretch at most.

        Parameters
        ----------
        patterns : sequence of str
            Words or, with spaces, phrases; of equally long ones at one place the first in the sequence counts.
        exclude : sequence of str
            The same; what one of these matches is taken before anything else.

        Returns
        -------
        Matches
            The stretches, by their first token.
        """
        taken = np.zeros(len(self._tokens.ids) + 1, dtype=bool)
        for pattern in exclude:
            first, length = self._occurrences(pattern), len(pattern.split())
            for step in range(length):
                taken[first + step] = True
        by_length: dict[int, list[tuple[np.ndarray, int]]] = {}
        for number, pattern in enumerate(patterns):
            by_length.setdefault(len(pattern.split()), []).append((self._occurrences(pattern), number))
        kept = [(np.empty(0, dtype=np.int64),) * 3]
        for length in sorted(by_length, reverse=True):
            places, numbers = zip(*by_length[length], strict=True)
            first, order = _first_of_each(np.concatenate(places), np.repeat(numbers, list(map(len, places))))
            free = ~np.logical_or.reduce([taken[first + step] for step in range(length)])
            first, order = first[free], order[free]
            apart = _apart(first, length)
            first, order = first[apart], order[apart]
            for step in range(length):
                taken[first + step] = True
            kept.append((first, first + length - 1, order))
        first, last, order = (np.concatenate(column) for column in zip(*kept, strict=True))
        by_place = np.argsort(first)
        return Matches(first[by_place], last[by_place], order[by_place])

    def _occurrences(self, pattern: str) -> np.ndarray:
        """First tokens of all places where a pattern matches, in no order."""
        if pattern not in self._found:
            self._found[pattern] = self._look_for(pattern)
        return self._found[pattern]

    def _look_for(self, pattern: str) -> np.ndarray:
        """The same, looked for from the pattern's rarest word on."""
        matched = [self._match(word) for word in pattern.split()]
        rarest = min(range(len(matched)), key=lambda step: self._count(matched[step]))
        first = self._tokens_of(matched[rarest]) - rarest
        first = first[(first >= 0) & (first + len(matched) <= len(self._tokens.ids))]
        for step, types in enumerate(matched):
            if step:
                first = first[self._tokens.joined[first + step]]
            if step != rarest:
                first = first[np.isin(self._tokens.ids[first + step], types)]
        return first

    def _match(self, word: str) -> np.ndarray:
        if word not in self._matched:
            self._matched[word] = self._types.match(word)
        return self._matched[word]

    def _count(self, types: np.ndarray) -> int:
        """How many tokens are of given types."""
        return int((self._ends[types] - self._starts[types]).sum())

    @cached_property
    def _starts(self) -> np.ndarray:
        return np.concatenate([[0], self._ends[:-1]])

    def _tokens_of(self, types: np.ndarray) -> np.ndarray:
        """The tokens that are of given types."""
        slices = [self._places[start:end] for start, end in zip(self._starts[types], self._ends[types], strict=True)]
        return np.concatenate([np.empty(0, dtype=np.int64), *slices])


def _sort_places(ids: np.ndarray, n_types: int) -> np.ndarray:
    """What a stable argsort gives, by counting, as a sparse matrix does when it goes from rows to columns."""
    row = sparse.csr_array((np.arange(len(ids)), ids.copy(), [0, len(ids)]), shape=(1, n_types))
    return row.tocsc().data


def _first_of_each(first: np.ndarray, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sort by place and keep, of several patterns at one place, the first of the dictionary."""
    by_place = np.lexsort([order, first])
    first, order = first[by_place], order[by_place]
    new = np.concatenate([np.ones(min(len(first), 1), dtype=bool), first[1:] != first[:-1]])
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
    """Types with their hyphen parts, ready to match one-word patterns."""

    def __init__(self, types: Sequence[str] | np.ndarray) -> None:
        plain: dict[str, list[int]] = {}
        capital: dict[str, list[int]] = {}
        for number, name in enumerate(types):
            if name.isupper():
                capital.setdefault(name, []).append(number)
            else:
                for part in {name, *name.split("-")}:
                    plain.setdefault(part, []).append(number)
        self._whole = {name: number for number, name in enumerate(types)}
        self._plain, self._capital = _Words(plain), _Words(capital)

    def match(self, pattern: str) -> np.ndarray:
        """Numbers of the types that a one-word pattern matches, sorted."""
        typed = pattern.translate(TO_PLAIN)
        found = self._plain.match(typed.lower())
        if pattern.isupper() and pattern.lower() in FUNCTION_WORDS:
            found.discard(self._whole.get(pattern.lower(), -1))
        return np.array(sorted(found | self._capital.match(typed)), dtype=np.int64)


class _Words:
    """Words and the numbers of the types that have them."""

    def __init__(self, owners: dict[str, list[int]]) -> None:
        self._owners = owners
        self._words = sorted(owners)
        self._joined = "\n".join(self._words)
        self._starts = [0, *accumulate(len(word) + 1 for word in self._words)]

    def match(self, glob: str) -> set[int]:
        """Numbers of the types that a glob matches."""
        stem = glob.rstrip("*")
        if "*" in stem or "?" in glob:
            words = self._search(glob)
        elif stem == glob:
            words = [glob] if glob in self._owners else []
        else:
            place = bisect_left(self._words, stem)
            words = self._words[place : bisect_right(self._words, stem, place, key=lambda word: word[: len(stem)])]
        return {number for word in words for number in self._owners[word]}

    def _search(self, glob: str) -> list[str]:
        """Words that a glob matches; only those that hold its longest literal are tried."""
        literal = max(re.split(r"[*?]", glob), key=len)
        fits = re.compile(translate(glob.replace("[", "[[]"))).match
        found = []
        number = 0
        while (place := self._joined.find(literal, self._starts[number])) >= 0:
            number = bisect_right(self._starts, place, number) - 1
            if number == len(self._words):
                break
            if fits(self._words[number]):
                found.append(self._words[number])
            number += 1
        return found
