"""Tokens, sentences and passages, against reading and against a slow plain implementation."""

import re
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analysis.tokens import Tokens, document_term_matrix, keep_tokens, passage_numbers, tokenize

WORDS = st.sampled_from(
    [
        "Talks",
        "talks,",
        "“non-expansion”",
        "US",
        "us",
        "alliance’s",
        "NATO.",
        "It's",
        "U.S.",
        "7-10",
        "0.42%",
        "–",
        '"',
        "…",
        "1.",
        "é.Then",
    ]
)
TEXTS = st.lists(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=4).map("\n".join), min_size=1, max_size=3)


def forms(text: str) -> list[str]:
    tokens = tokenize([text], ["a"])
    return tokens.types[tokens.ids].tolist()


def sentences(text: str) -> list[str]:
    tokens = tokenize([text], ["a"])
    return [" ".join(tokens.types[tokens.ids[tokens.sentence == n]]) for n in np.unique(tokens.sentence)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nato's non-expansion", ["nato", "non-expansion"]),
        ("the alliance’s and the alliance's", ["the", "alliance", "and", "the", "alliance"]),
        ("It’s what he's said: let's", ["it's", "what", "he's", "said", "let's"]),
        ("7-10 minutes, 0.42% of 1,082", ["7-10", "minutes", "0.42", "of", "1,082"]),
        ("The US told us", ["the", "US", "told", "us"]),
        ("NATO and Nato", ["nato", "and", "nato"]),
        ("THE US AND WHO WE ARE", ["the", "us", "and", "who", "we", "are"]),
        ("the U.S.-led West, i.e. allies", ["the", "us-led", "west", "ie", "allies"]),
        ("in the U.S. they", ["in", "the", "US", "they"]),
        ("can’t, Moscow- and –", ["can't", "moscow", "and"]),
        ("Co\u2010operation co\u2011operation", ["co-operation", "co-operation"]),
        ("глав делегаций", ["глав", "делегаций"]),
        ("", []),
        ("… – “”", []),
    ],
)
def test_tokens(text, wanted):
    assert forms(text) == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It failed. He left.", 2),
        ("It failed… He left", 2),
        ("It failed... and he left.", 1),
        ("“It failed.” He left.", 2),
        ("“It failed,” he said. “We left.”", 2),
        ("“Will it fail?” he asked.", 1),
        ("Mr. Putin met Gen. Smith.", 1),
        ("J. Biden left.", 1),
        ("Three demands: 1. Non-expansion; 2. Return.", 1),
        ("It was in 1997. He left.", 2),
        ("They decided now.… – It goes on.", 2),
        ("It failed.Then he left.", 2),
        ("Zeroing in.. on the crisis", 1),
        ("A heading\nA passage.", 2),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count


ABBREVIATED = (
    "Mr Mrs Ms Dr Prof St Gen Lt Col Capt Sgt Sen Rep Gov Hon Rev Jr Sr vs etc cf approx Dept est fig Inc Ltd Co Corp "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
).split()


@pytest.mark.parametrize("word", ABBREVIATED)
def test_an_abbreviation_ends_no_sentence(word):
    assert len(sentences(f"Then {word}. Putin spoke.")) == 1
    assert len(sentences(f"Then {word}ly. Putin spoke.")) == 2


@pytest.mark.parametrize("word", "he here how it let she that there what when where who why".split())
def test_a_contraction_with_s_is_one_token(word):
    assert forms(f"{word}'s {word.capitalize()}’s") == [f"{word}'s"] * 2


def test_other_contractions_are_one_token():
    assert forms("don't, we’re I'll they've") == ["don't", "we're", "i'll", "they've"]


def test_passages_are_lines_that_hold_a_token():
    tokens = tokenize(["One two.\n\n***\nThree.", "Four."], ["a", "b"])
    assert tokens.passage.tolist() == [1, 1, 2, 1]
    assert passage_numbers(tokens)[0].tolist() == [0, 0, 1, 2]


def test_joined_ends_at_punctuation_but_not_at_quotation_marks():
    tokens = tokenize(["military, force “military” force military – force military. Force\nforce"], ["a"])
    assert tokens.joined.tolist() == [False, False, True, True, True, False, True, False, False]


def test_starts_and_stops_are_characters_of_the_document():
    text = "“Café” — naïve\nUS"
    tokens = tokenize(["é", text], ["a", "b"])
    spans = list(zip(tokens.starts, tokens.stops, strict=True))[1:]
    assert [text[start:stop] for start, stop in spans] == ["Café", "naïve", "US"]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_against_a_slow_plain_reading(texts):
    """Line by line and match by match, with the expression of the token but no chunks and no arrays."""
    pattern = re.compile(
        r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?(?:-[^\W_]+)*|[^\W_]+(?:[-'’][^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*"
    )
    wanted = []
    for text in texts:
        for line in text.split("\n"):
            words = [re.sub(r"(?i)(?<!^it)'s$", "", match.replace("’", "'")) for match in pattern.findall(line)]
            words = [word.replace(".", "") if word[0].isalpha() else word for word in words]
            shouted = sum(word.isupper() and word.isalpha() and len(word) > 1 for word in words) > len(words) / 2
            wanted += ["US" if word == "US" and not shouted else word.lower() for word in words]
    tokens = tokenize(texts, [str(number) for number in range(len(texts))])
    assert tokens.types[tokens.ids].tolist() == wanted
    assert tokens.types.tolist() == sorted(set(wanted))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_text_makes_sound_columns(texts):
    tokens = tokenize(texts, [str(number) for number in range(len(texts))])
    assert tokens.doc_offsets[-1] == len(tokens.ids) == len(tokens.joined)
    for number, text in enumerate(texts):
        here = slice(*tokens.doc_offsets[number : number + 2])
        assert all(0 <= a < b <= len(text) for a, b in zip(tokens.starts[here], tokens.stops[here], strict=True))
        steps = np.diff(np.concatenate([[0], tokens.sentence[here]]))
        assert set(steps) <= {0, 1}
        assert (np.diff(tokens.passage[here]) <= np.diff(tokens.sentence[here])).all()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.integers(1, 30))
def test_blocks_of_any_size_give_the_same_tokens(monkeypatch, texts, size):
    doc_ids = [str(number) for number in range(len(texts))]
    whole = tokenize(texts, doc_ids)
    with monkeypatch.context() as patch:
        patch.setattr("analysis.chunks._BLOCK", size)
        cut = tokenize(texts, doc_ids)
    for field in fields(Tokens):
        assert list(getattr(cut, field.name)) == list(getattr(whole, field.name)), field.name


def test_matrix_leaves_the_tokens_as_they_are():
    """SciPy's matrices share the arrays they are made of, and write into them when they add up."""
    tokens = tokenize(["Talks on talks and on.", "No talks.\nOn and on."], ["a", "b"])
    before = [np.copy(getattr(tokens, name)) for name in ("ids", "doc_offsets")]
    for unit in ("document", "passage"):
        matrix = document_term_matrix(tokens, unit)
        assert (matrix.dtype, matrix.has_sorted_indices, matrix.sum()) == (np.int64, True, 10)
        matrix.indices[:], matrix.indptr[1:] = 0, 0
    for name, column in zip(("ids", "doc_offsets"), before, strict=True):
        assert getattr(tokens, name).tolist() == column.tolist()


def test_matrix_of_documents_without_a_token():
    assert document_term_matrix(tokenize(["", "–"], ["a", "b"])).shape == (2, 0)
    assert document_term_matrix(tokenize(["", "a", ""], ["a", "b", "c"])).toarray().tolist() == [[0], [1], [0]]


def test_matrix_equals_that_of_scikit_learn():
    texts = ["Talks on talks and on.", "No talks.\nOn and on."]
    tokens = tokenize(texts, ["a", "b"])
    other = CountVectorizer(token_pattern=r"\w+").fit(texts)
    assert other.get_feature_names_out().tolist() == tokens.types.tolist()
    assert (document_term_matrix(tokens).toarray() == other.transform(texts).toarray()).all()
    lines = [line for text in texts for line in text.split("\n")]
    assert (document_term_matrix(tokens, "passage").toarray() == other.transform(lines).toarray()).all()


def test_matrix_names_a_wrong_unit():
    with pytest.raises(ValueError, match="unit 'page'; allowed"):
        document_term_matrix(tokenize(["a"], ["a"]), "page")


def test_us_and_us_in_the_five_articles(workbook):
    """By hand, before cleaning: US 15 times, us 14 times."""
    tokens = workbook.raw_tokens
    words = tokens.types[tokens.ids]
    assert ((words == "US").sum(), (words == "us").sum()) == (15, 14)


def test_typography_makes_no_types(workbook):
    assert not [name for name in workbook.tokens.types if name.endswith(("'s", "’s")) and name.startswith("alliance")]


def test_kept_tokens_are_joined_as_before():
    """A comma parts two tokens, a space joins them, whatever passage before them is left out."""
    tokens = tokenize(["Left out, here.\nTalks in Geneva, then talks."], ["a"])
    assert tokens.joined.tolist() == [False, True, False, False, True, True, False, True]
    kept = keep_tokens(tokens, tokens.passage == 2)
    assert kept.types[kept.ids].tolist() == ["talks", "in", "geneva", "then", "talks"]
    assert kept.joined.tolist() == [False, True, True, False, True]
