"""Mentions are where a reader finds them."""

import numpy as np
import pytest

from analysis.frames import MENTION_COLUMNS, Dictionary, find_mentions, match_types
from analysis.settings import SettingsError
from analysis.workbook import open_workbook


def find(small, text: str, **patterns: list[str]):
    """Mentions of given patterns in one text."""
    workbook = small(text)
    return find_mentions(
        workbook.tokens,
        Dictionary(patterns),
        workbook.documents,
        workbook.ledger,
        workbook.raw_documents["text"].tolist(),
    )


def counts(workbook, mentions, frame):
    return (
        mentions[mentions["frame"] == frame]["doc_id"]
        .value_counts()
        .reindex(workbook.documents["doc_id"], fill_value=0)
        .tolist()
    )


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [("guarantees", [7, 7, 8, 8, 3]), ("expansion", [5, 3, 3, 4, 4]), ("ultimatum", [0, 1, 1, 0, 0])],
)
def test_counts_before_cleaning(workbook, frame, wanted):
    """Counted by hand in the raw files."""
    assert counts(workbook, workbook.raw_mentions, frame) == wanted


def test_non_expansion_before_cleaning(workbook):
    """Counted by hand in the raw files."""
    found = workbook.raw_mentions[workbook.raw_mentions["form"] == "non-expansion"]
    assert counts(workbook, found, "expansion") == [3, 1, 1, 2, 1]
    assert found["negated"].all()


def test_repeated_sentence_counts_once_after_cleaning(workbook):
    assert counts(workbook, workbook.mentions, "guarantees") == [6, 7, 8, 8, 3]


def test_place_in_the_raw_file(workbook):
    for row in workbook.mentions.itertuples():
        text = workbook.raw_documents.set_index("doc_id")["text"][row.doc_id]
        assert text.split("\n")[row.line - 1][row.column - 1 :].startswith(row.node)


def test_columns(workbook):
    assert tuple(workbook.mentions) == MENTION_COLUMNS


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


def test_the_longest_match_counts_once(small):
    found = find(small, "Security guarantees and guarantees.", g=["guarante*", "security guarantee*"])
    assert found[["pattern", "form"]].values.tolist() == [
        ["security guarantee*", "security guarantees"],
        ["guarante*", "guarantees"],
    ]


def test_phrase_crosses_quotation_marks_but_no_comma_and_no_sentence(small):
    text = "military, force; military. Force; “military” force; military force"
    assert find(small, text, g=["military force"])["position"].tolist() == [4, 6]


def test_two_frames_may_share_a_word(small):
    assert find(small, "guarantees", a=["guarante*"], b=["guarantees"])["frame"].tolist() == ["a", "b"]


def test_context_stays_in_its_passage(small):
    row = find(small, "First.\nNo “expansion” now.\nLast.", g=["expan*"]).iloc[0]
    assert (row["left"], row["node"], row["right"]) == ("No “", "expansion", "” now.")
    assert (row["line"], row["column"], row["passage"], row["sentence"]) == (2, 5, 2, 2)


def test_no_mention_gives_an_empty_table(small):
    found = find(small, "Nothing.", g=["expan*"])
    assert len(found) == 0
    assert tuple(found) == MENTION_COLUMNS


def test_dictionary_from_settings(workbook):
    assert Dictionary.from_settings(workbook.settings.frames).patterns == {
        "expansion": ("*expan*",),
        "guarantees": ("guarante*",),
        "ultimatum": ("ultimatum*",),
    }


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [("alliance's", "alliance"), ("the alliance’s offer", "the alliance offer"), ("*NATO'S", "*NATO")],
)
def test_a_possessive_that_no_token_has_is_refused(pattern, instead):
    with pytest.raises(SettingsError) as caught:
        Dictionary({"bloc": ["alliance*", pattern]})
    assert f"frames.bloc.patterns: found {pattern!r}" in str(caught.value)
    assert f"write {instead!r}" in str(caught.value)


@pytest.mark.parametrize(("pattern", "count"), [("it's", 2), ("*'s", 3), ("let’s", 1)])
def test_an_s_that_is_no_possessive_is_found(small, pattern, count):
    assert len(find(small, "It’s late, so let's go: it's the alliance’s.", g=[pattern])) == count


@pytest.mark.parametrize("pattern", ["can't", "can’t"])
def test_any_apostrophe_matches_any_other(small, pattern):
    assert find(small, "They can’t, we can't, you canʼt.", g=[pattern])["form"].tolist() == ["can't"] * 3


def test_a_no_break_space_in_a_pattern_is_a_space(small, tmp_path):
    workbook = small("Security guarantees were asked for.")
    text = workbook.settings.file.read_text(encoding="utf-8")
    workbook.settings.file.write_text(text.replace('"guarante*"', '"security\u00a0guarantee*"'), encoding="utf-8")
    assert open_workbook(tmp_path).mentions["form"].tolist() == ["security guarantees"]


def test_negated_is_the_prefix_with_its_hyphen(small):
    found = find(small, "Nonsense expansion, non-expansion.", g=["nonsense expan*", "*expan*"])
    assert found[["form", "negated"]].to_numpy().tolist() == [["nonsense expansion", False], ["non-expansion", True]]
