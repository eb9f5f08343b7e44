"""Whom a pronoun stands for."""

import re

import pytest

from analysis.antecedents import ReadDocument, is_persons, resolve_speaker
from analysis.quotations import quotation_spans


def document(text: str) -> ReadDocument:
    sentences = [match.span() for match in re.finditer(r"\S[^.]*\.”?", text)]
    return ReadDocument(text, quotation_spans(text), sentences)


def last_speaker(text: str) -> str:
    read = document(text)
    number = len(read.sentences) - 1
    return resolve_speaker(read, number, read.reports(number)[-1]).source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jane Roe came. She said it was over.", "Jane Roe"),
        ("The ministry met Jane Roe. It said it was over.", "ministry"),
        # the same pronoun again means the same person, not somebody named since
        ("Jane Roe came. She said it rained in front of Ann Lee. She said it was over.", "Jane Roe"),
        ("Jane Roe came. He said it rained.", "Jane Roe"),
        ("Jane Roe met Ann Lee. The former said it was over.", "Jane Roe"),
    ],
)
def test_a_pronoun_finds_whom_it_stands_for(text, source):
    assert last_speaker(text) == source


def test_a_pronoun_looks_for_a_name_in_four_sentences_its_own_included():
    assert last_speaker("Jane Roe came. " + "It rained. " * 2 + "She said it was over.") == "Jane Roe"
    assert last_speaker("Jane Roe came. " + "It rained. " * 3 + "She said it was over.") == "unresolved"


def test_a_lone_name_is_a_persons_where_the_document_says_so():
    read = document("Jane Roe came to Oslo. In Oslo Roe met Lee.")
    assert [is_persons(read, name) for name in ("Roe", "Oslo", "Lee")] == [True, False, None]
