"""Words that only the form of their apostrophe would set apart."""

import itertools

import numpy as np
import pytest
from growth import peak_memory

from analysis.tokens import tokenize
from analysis.typography import apostrophe_keywords


def test_the_same_word_with_two_apostrophes_is_one_token():
    curly, straight = "The alliance’s plan and the alliance’s aim. ", "The alliance's plan and the alliance's aim. "
    texts = [curly * 5 + "Nothing more was said of it.", straight * 5 + "Nothing more was said of it."]
    found = apostrophe_keywords(texts, tokenize(texts, ["a", "b"])).set_index("doc_id")
    assert found.loc["a", "type"] == "alliance’s"
    assert found.loc["b", "type"] == "alliance's"
    for doc in "ab":
        row = found.loc[doc]
        assert (row["rank"], row["count_target"], row["count_reference"]) == (1, 10, 0)
        assert (row["token"], row["token_target"], row["token_reference"]) == ("alliance", 10, 10)


def test_words_without_an_apostrophe_are_not_listed():
    texts = ["war war war war war war", "peace peace peace peace"]
    assert apostrophe_keywords(texts, tokenize(texts, ["a", "b"])).empty


def test_one_document_has_nothing_to_compare_with():
    texts = ["It's the alliance's."]
    assert apostrophe_keywords(texts, tokenize(texts, ["a"])).empty


def found_in(*texts: str):
    """What is found in documents a, b, …, as doc_id and type."""
    doc_ids = [chr(ord("a") + number) for number in range(len(texts))]
    return apostrophe_keywords(texts, tokenize(texts, doc_ids)).set_index(["doc_id", "type"])


def test_a_contraction_is_a_token_with_its_apostrophe():
    found = found_in("They won’t wait. " * 5 + "It’s late.", "They won't wait. " * 3 + "It's late.")
    columns = ["count_target", "count_reference", "token", "token_target", "token_reference"]
    assert found.loc[("a", "won’t"), columns].tolist() == [5, 0, "won't", 5, 3]
    assert found.loc[("b", "won't"), columns].tolist() == [3, 0, "won't", 3, 5]


def test_a_token_that_stays_in_capitals_is_found():
    found = found_in("The US’s plan. " * 5 + "He told us so.", "The US's plan. " * 5 + "He told us so, us all.")
    columns = ["token", "token_target", "token_reference"]
    assert found.loc[("a", "us’s"), columns].tolist() == ["US", 5, 5]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_with_one_form_of_apostrophe_there_are_none(mark):
    """Quotation marks of the other form are no apostrophes of words."""
    texts = [f"The alliance{mark}s plan. " * 5, "Nothing of ‘the kind’ or of 'the kind'."]
    assert found_in(*texts).empty


def test_what_stands_once_is_not_listed():
    a, b = "One alliance’s plan and two country’s plans. Two country’s plans.", "The alliance's, the country's war."
    assert [*found_in(a, b).index] == [("a", "country’s")]


def test_what_is_rarer_than_in_the_others_is_not_listed():
    a, b = "war " * 20 + "alliance’s " * 2, "alliance’s " * 20 + "ally's"
    assert [*found_in(a, b).index] == [("b", "alliance’s")]


@pytest.mark.parametrize(("higher", "ranks"), [(9, [10]), (10, [])])
def test_ten_words_are_looked_at(higher, ranks):
    """As many words stand in the document alone, and more often."""
    a = " ".join(f"{chr(ord('a') + number) * 3} " * 5 for number in range(higher)) + "alliance’s alliance’s"
    assert found_in(a, "alliance's war " * 20).query("doc_id == 'a'")["rank"].tolist() == ranks


def test_room_grows_with_the_words_of_the_articles_and_not_with_articles_times_types():
    """With forty times the types in as many words; a cell for every type in every article would take as many times."""
    words = np.array(["".join(letters) for letters in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=3)])
    rooms = []
    for n_types in (400, 16_000):
        drawn = np.random.default_rng(1).choice(words[:n_types], (200, 799))
        texts = [" ".join([*row, "ally’s" if number % 2 else "ally's"]) for number, row in enumerate(drawn)]
        tokens = tokenize(texts, [str(number) for number in range(200)])
        rooms.append(peak_memory(apostrophe_keywords, texts, tokens))
    assert rooms[1] < 4 * rooms[0]
