"""Who says what in one sentence, whatever its length."""

import sys

import pytest

from analysis.quotations import quotation_spans
from analysis.reports import find_reports, first_speaker

HOSTILE = [
    "said ",
    "said by Jane ",
    "according to Jane Roe ",
    "he said, ",
    "in the view of ",
    "it is said that ",
    "Jane Roe's claim that ",
    "Jane, the mayor, said, ",
    "who said who ",
    "point out ",
    "when asked, and the mayor said ",
    "; but he said ",
    "asked him to ",
]
MARKS = ['" ', "- ", "“", "‘“", '\n"', "\n– ", "“We left. ", "left. – Roe said. ", "“A Long Title” "]


def calls(function: object, *arguments: object) -> int:
    """How many functions a call takes, those of Python itself included."""
    seen = [0]

    def count(_frame: object, event: str, _argument: object) -> None:
        seen[0] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return seen[0]


def read(text: str) -> None:
    find_reports(text, 0, len(text), lambda _: False)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_sentence_of_twice_the_length_takes_twice_the_work(piece):
    one, two = calls(read, piece * 150), calls(read, piece * 300)
    assert two < 2.2 * one


@pytest.mark.parametrize("piece", MARKS)
def test_a_text_of_twice_the_marks_takes_twice_the_work(piece):
    one, two = calls(quotation_spans, piece * 150), calls(quotation_spans, piece * 300)
    assert two < 2.2 * one


def test_what_one_speaker_says_ends_where_another_speaks():
    text = "Jane Roe said it was late and Ann Lee said the ban would stay."
    first, second = find_reports(text, 0, len(text), lambda _: False)
    assert (first.speaker.source, second.speaker.source) == ("Jane Roe", "Ann Lee")
    assert text[slice(*first.scopes[0])] == "it was late and "
    assert text[slice(*second.scopes[0])] == "the ban would stay."


@pytest.mark.parametrize(
    ("text", "source"),
    [("Jane Roe, who was tired, sat down:", "Jane Roe"), ("On Monday, the mayor wrote:", "mayor"), ("Roe,", "Roe")],
)
def test_the_subject_of_a_sentence_speaks_what_follows(text, source):
    assert first_speaker(text, 0, len(text)).source == source


def test_a_sentence_of_marks_has_no_speaker():
    assert first_speaker("– “”,", 0, 5) is None
