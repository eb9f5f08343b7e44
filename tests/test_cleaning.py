"""Every change is in the ledger, and the ledger leads both ways."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import RULES, apply_ledger, clean_documents, clean_text, raw_offsets, undo_ledger

DIRTY = st.text(
    st.sampled_from(list("aB .,\n\r\t\u00a0\u200b\u0301éж\u2028")) | st.characters(codec="utf-8"), max_size=200
)
LONG = "The talks went on for a week after that, and nobody who was there could say what had come of them."
PIECES = st.lists(
    st.sampled_from(
        ["By Ann Lee", "Photo: Reuters", "Leave a Reply", "One two three four five six seven eight nine.", "x"]
    )
    | DIRTY,
    max_size=8,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sets(st.sampled_from(sorted(RULES))))
def test_ledger_leads_from_raw_to_clean_and_back(text, rules):
    clean, ledger = clean_text(text, rules)
    assert apply_ledger(text, ledger) == clean
    assert undo_ledger(clean, ledger) == text
    assert set(ledger["rule"]) <= rules


def slow_places(raw, ledger):
    """Per character of the clean text, its place in the raw one; what was put in has the place of its change."""
    places, place = [], 0
    for row in ledger.itertuples():
        places += [*range(place, row.offset), *[row.offset] * len(row.after)]
        place = row.offset + len(row.before)
    return places + list(range(place, len(raw)))


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_places_lead_back_to_the_raw_text(text):
    clean, ledger = clean_text(text)
    assert raw_offsets(ledger, np.arange(len(clean))).tolist() == slow_places(text, ledger)


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_clean_text_stays_as_it_is(text):
    once, _ = clean_text(text, ["odd_characters", "odd_spaces"])
    assert clean_text(once, ["odd_spaces"])[0] == once


def test_line_and_offset_are_those_of_the_raw_text():
    raw = "A b.\r\n\r\nPhoto: Reuters / X\r\nC  d."
    _, ledger = clean_text(raw)
    for row in ledger.itertuples():
        assert raw[row.offset : row.offset + len(row.before)] == row.before
        assert row.line == raw[: row.offset].count("\n") + 1


@pytest.mark.parametrize(
    "line",
    [
        "By Sergey Sayenko",
        "Written by The Frontier Post",
        "By Ann Lee and Juan de la Cruz",
        "Photo: REUTERS / Denis Balibouse",
        "Image credit: Ann Lee",
        "Talks in Geneva on Monday (Getty Images)",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "About the author",
        "Read more: Why the talks failed",
        "Share this article",
        "Sign up for our newsletter",
    ],
)
def test_boilerplate_lines_go(line):
    clean, ledger = clean_text(f"The talks failed.\n{line}\n{LONG}")
    assert clean == f"The talks failed.\n\n{LONG}"
    assert ledger["before"].tolist() == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By the way, the talks failed.",
        "By January the talks had failed.",
        "Photographs of the meeting were published.",
        "Leave a reply to the question open, he said.",
        "Comments by the minister (reported by Reuters) were sharp.",
        "Share prices fell after the talks.",
        "Non-expansion of NATO",
    ],
)
def test_sentences_stay(line):
    assert clean_text(f"The talks failed.\n{line}\nThey will go on.")[0].count(line) == 1


def test_author_box_goes_to_the_end_only_when_its_lines_are_short():
    assert clean_text("It failed.\nAbout the author\nThe Post")[0].strip() == "It failed."
    assert LONG in clean_text(f"It failed.\nAbout the author\n{LONG}")[0]


def test_repeated_sentence_stays_once_and_the_last_of_equals():
    sentence = "The minister explained in detail the essence of the proposals."
    clean, ledger = clean_text(f"{sentence}\nBy and large it failed.\n{sentence}")
    assert clean == f"\nBy and large it failed.\n{sentence}"
    assert ledger["rule"].tolist() == ["repeated_sentences"]


def test_repeated_sentence_stays_where_its_passage_is_longer():
    sentence = "The minister explained in detail the essence of the proposals."
    clean, _ = clean_text(f"He came. {sentence} He left.\nMore.\n{sentence}")
    assert clean == f"He came. {sentence} He left.\nMore.\n"


def test_short_sentences_may_be_repeated():
    text = "How to convince? Nobody knew.\nHow to convince? Nobody asked."
    assert clean_text(text)[0] == text


def test_quotation_marks_stay_as_they_are():
    text = "“No,” he said, ‘never’, \"not\" and 'nor'."
    assert clean_text(text)[0] == text


def test_letters_and_accents_become_one_character():
    clean, ledger = clean_text("cafe\u0301\u200b s")
    assert clean == "café s"
    assert set(ledger["rule"]) == {"odd_characters"}


def test_a_rule_switched_off_does_nothing():
    assert clean_text("By Ann Lee\nIt  failed.", ["odd_spaces"])[0] == "By Ann Lee\nIt failed."


def test_five_articles(workbook):
    """Counted by reading: one pull quote, a byline and a standfirst's heading in 000, and so on."""
    _, ledger = clean_documents(workbook.raw_documents, RULES)
    found = ledger.groupby(["doc_id", "rule"]).size().to_dict()
    assert found == {
        ("000", "boilerplate"): 2,
        ("000", "repeated_sentences"): 1,
        ("000", "odd_spaces"): 5,
        ("002", "boilerplate"): 3,
        ("003", "boilerplate"): 3,
        ("004", "boilerplate"): 3,
    }


@pytest.mark.parametrize("piece", ["a-", '"', " ", "Photo:", "a. ", "\u0301", "By A", "(AP "])
def test_a_long_line_is_read_in_linear_steps(piece):
    """Two megabytes of one piece end at all: a rule that backtracks would not."""
    clean_text(piece * (2_000_000 // len(piece)))
