"""Which words in marks are the name of a work, and which are said."""

import pytest

from analysis.quotation_marks import Span
from analysis.quotations import quotation_spans
from analysis.quoted_titles import is_title

TITLES = [
    "The film 'Gone with the Wind' opened.",
    "“Gone with the Wind,” shot in 1939, opened.",
    "“Who’s Afraid of Virginia Woolf?” opened.",
    "She read „The War and Its Causes“.",
    "A book called “The war never ended for us” is out.",
    "They sang the song “We will not leave this valley”.",
    "Its essay, entitled “No way out of the valley”, won.",
]
SAID = [
    "“Gone with the Wind,” said the mayor.",
    "'Gone with the Wind', she said.",
    "“Security Guarantees Now,” the mayor told us.",
    "A banner: “NO MORE WAR HERE”.",
    "The play was over. “We Will Not Go There Again.”",
    "The song “we will not leave this valley” was theirs.",
    "She said “President Roe must go now”.",
    "“Wind” was all.",
]


def kinds(text: str) -> list[str]:
    return [span.kind for span in quotation_spans(text)]


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_known_by_its_capitals_or_the_word_before_it(text):
    assert kinds(text) == ["title"]


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_is_no_title(text):
    assert kinds(text) == ["marks"]


def test_a_title_is_short():
    text = "“" + "Long War " * 20 + "Ends”"
    assert not is_title(text, Span(0, len(text), "marks"))
    assert is_title(text, Span(len(text) - 14, len(text), "marks"))
