"""Words that only the form of their apostrophe would set apart."""

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
