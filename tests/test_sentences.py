"""Where the marks, verbs and clauses of a sentence stand."""

import pytest

from analysis.sentences import Sentence, bounds, looks_finite, opens_phrase
from analysis.speaker_words import read_words


def sentence(text: str, quoted: str = "") -> Sentence:
    start = text.find(quoted) if quoted else len(text)
    inside = range(start, start + len(quoted))
    return Sentence(text, 0, len(text), read_words(text, 0, len(text)), lambda place: place in inside)


def test_places_are_looked_up_by_character_and_by_word():
    read = sentence("Roe left, and Lee said so.")
    assert [read.place_at(character) for character in (0, 1, 4, 26)] == [0, 1, 1, 8]
    assert [read.next_in(read.commas, place) for place in (0, 2, 3)] == [2, 2, 8]
    assert (read.first_word, read.marks, read.finite) == (0, [2, 7], [1, 5])


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("it was late; we left", "; we left"),
        ("it was late, but we left", ", but we left"),
        ("it was late, but that we would stay", ""),
        ("it was late when asked about it", "when asked about it"),
    ],
)
def test_what_is_said_ends_with_its_clause(text, end):
    read = sentence(text)
    assert [text[read.words[place].start :] for place in read.clause_ends] == ([end] if end else [])


def test_a_comma_ends_a_relative_clause_unless_it_is_quoted():
    assert sentence("it was late, she left").relative_ends == [3]
    assert sentence("it was late, she left", "late, she").relative_ends == []


def test_a_noun_phrase_reaches_over_and_between_names():
    words = read_words("Paris and Berlin who rest and go", 0, 32)
    assert [bounds(words, place) for place in (1, 3, 5)] == [False, True, True]
    assert opens_phrase(words[0])
    assert not looks_finite(words[0])
