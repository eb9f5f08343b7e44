"""Patterns match what they say, as a slow plain reading would, and thousands of them take seconds."""

import re
from fnmatch import translate

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lexicon import FUNCTION_WORDS, TO_PLAIN
from analysis.matching import Finder, match_types
from analysis.tokens import Tokens, tokenize

TYPES = st.lists(
    st.one_of(st.text("ab-[İß", min_size=1, max_size=6), st.sampled_from(["US", "us", "us-led", "IT", "it", "it's"])),
    max_size=12,
    unique=True,
)
PATTERNS = st.one_of(st.text("abABß*?-[", min_size=1, max_size=5), st.sampled_from(["US", "us", "U*", "it’s", "*'s"]))
WORDS = st.sampled_from(["a", "b", "a-b", "ab", "*", "a*", "?", "*b"])
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=5, unique=True)


def plain_match(pattern: str, types: list[str]) -> list[bool]:
    """Every type and every hyphen part against the expression that fnmatch makes of a pattern."""
    typed = pattern.translate(TO_PLAIN).replace("[", "[[]")
    exact, folded = re.compile(translate(typed)), re.compile(translate(typed.lower()))
    other = pattern.lower() if pattern.isupper() and pattern.lower() in FUNCTION_WORDS else ""
    return [
        bool(exact.match(name))
        if name.isupper()
        else name != other and any(folded.match(part) for part in (name, *name.split("-")))
        for name in types
    ]


def plain_find(tokens: Tokens, patterns: list[str], exclude: list[str]) -> list[tuple[int, int, int]]:
    """Every pattern at every token; then the longest first, each token once."""
    names = tokens.types[tokens.ids].tolist()

    def places(pattern: str) -> list[tuple[int, int]]:
        words = pattern.split()
        return [
            (first, first + len(words) - 1)
            for first in range(len(names) - len(words) + 1)
            if all(plain_match(word, [names[first + step]])[0] for step, word in enumerate(words))
            and tokens.joined[first + 1 : first + len(words)].all()
        ]

    taken = {token for pattern in exclude for first, last in places(pattern) for token in range(first, last + 1)}
    found = [(first, last, order) for order, pattern in enumerate(patterns) for first, last in places(pattern)]
    kept = []
    for first, last, order in sorted(found, key=lambda match: (match[0] - match[1], match[0], match[2])):
        if taken.isdisjoint(range(first, last + 1)):
            taken |= set(range(first, last + 1))
            kept.append((first, last, order))
    return sorted(kept)


def test_hyphen_parts_are_seen():
    types = np.array(["expand", "non-expansion", "pre-expand-x", "unexpanded", "span"])
    assert match_types("expan*", types).tolist() == [True, True, True, False, False]
    assert match_types("*EXPAN*", types).tolist() == [True, True, True, True, False]


def test_capitals_keep_us_and_us_apart():
    types = np.array(["US", "us", "us-led", "nato"])
    assert match_types("US", types).tolist() == [True, False, True, False]
    assert match_types("us", types).tolist() == [False, True, True, False]
    assert match_types("NATO", types).tolist() == [False, False, False, True]


def test_brackets_are_letters_and_not_patterns():
    assert match_types("[ab]", np.array(["a", "b", "[ab]"])).tolist() == [False, False, True]


@settings(max_examples=500, deadline=None)
@given(PATTERNS, TYPES)
def test_types_against_a_slow_plain_reading(pattern, types):
    assert match_types(pattern, np.array(types, dtype=object)).tolist() == plain_match(pattern, types)


@settings(max_examples=300, deadline=None)
@given(st.text("ab,. -\n", max_size=30), PHRASES, PHRASES)
def test_stretches_against_a_slow_plain_reading(text, patterns, exclude):
    tokens = tokenize([text, text], ["0", "1"])
    found = Finder(tokens, [*patterns, *exclude]).find(patterns, exclude)
    assert [*zip(*(column.tolist() for column in found), strict=True)] == plain_find(tokens, patterns, exclude)


def test_stars_do_not_try_every_way_to_part_a_word():
    """A matcher that backtracks would not come to an end here."""
    assert not match_types("*a" * 60 + "*b", np.array(["a" * 5000], dtype=object)).any()
