from difflib import SequenceMatcher
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import reuse
from analysis.reuse import FOUND_RUN, SHORTEST_RUN, distinct, propose_reuse, spans, verbatim_runs
from analysis.tokens import Tokens, tokenize


def cut(*texts: str) -> Tokens:
    return tokenize(texts, [str(number) for number in range(len(texts))])


def every_pair(tokens: Tokens) -> np.ndarray:
    return np.array([*combinations(range(len(tokens.doc_ids)), 2)])


def runs_of(*texts: str):
    tokens = cut(*texts)
    return tokens, verbatim_runs(tokens, every_pair(tokens))


def proposed(*texts: str) -> list[list[int]]:
    return propose_reuse(cut(*texts), np.arange(len(texts))).tolist()


def by_comparison(words_a: list[str], words_b: list[str]) -> set[tuple[int, int, int]]:
    """Maximal runs by looking at every pair of places."""
    found = set()
    for i in range(len(words_a)):
        for j in range(len(words_b)):
            if i and j and words_a[i - 1] == words_b[j - 1]:
                continue
            length = 0
            while (
                i + length < len(words_a) and j + length < len(words_b) and words_a[i + length] == words_b[j + length]
            ):
                length += 1
            if length >= SHORTEST_RUN:
                found.add((i, j, length))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=25), st.lists(st.sampled_from("abc"), max_size=25))
def test_runs_are_all_maximal_runs_of_five(words_a, words_b):
    _, runs = runs_of(" ".join(words_a), " ".join(words_b))
    found = {(a, b - len(words_a), length) for _, a, b, length in runs.to_numpy().tolist()}
    assert found == by_comparison(words_a, words_b)


def test_runs_do_not_cross_documents():
    _, runs = runs_of("one two three", "four five six", "one two three four five six")
    assert runs.empty


def test_a_run_inside_one_document_is_not_reuse():
    _, runs = runs_of("we met on monday at noon. we met on monday at noon.", "nothing of the kind")
    assert runs.empty


def test_longest_run_of_the_articles(workbook):
    """The longest run of the five articles is the one difflib finds between Sayenko and Akopov."""
    tokens = workbook.tokens
    runs = verbatim_runs(tokens, every_pair(tokens))
    words = {
        doc: tokens.types[tokens.ids[tokens.documents == number]].tolist() for doc, number in (("000", 0), ("004", 4))
    }
    match = SequenceMatcher(None, words["000"], words["004"], autojunk=False).find_longest_match()
    assert runs["length"].max() == match.size == 13


def test_runs_are_those_of_the_pairs_asked_for():
    tokens = cut("a b c d e", "a b c d e", "x a b c d e")
    assert verbatim_runs(tokens, np.array([[2, 0], [0, 1]])).to_numpy().tolist() == [[0, 11, 0, 5], [1, 0, 5, 5]]


@pytest.mark.parametrize(("words", "runs"), [(104, 199), (105, 201)])
def test_what_is_repeated_hundreds_of_times_is_followed_from_its_first_place(words, runs):
    """100 places on either side meet each other on 199 diagonals; 101 only the first of the other side."""
    _, found = runs_of("nought " * words, "nought " * words)
    assert len(found) == runs
    for side, start in (("start_a", 0), ("start_b", words)):
        covered = spans(found[side].to_numpy(), found["length"].to_numpy())
        assert distinct(covered).tolist() == [*range(start, start + words)]


def test_runs_have_at_least_five_tokens():
    assert runs_of("a b c d x", "a b c d y")[1].empty
    assert runs_of("a b c d e x", "a b c d e y")[1]["length"].tolist() == [5]


@pytest.mark.parametrize("factor", [0, 1, 2**63])
def test_hashes_that_clash_change_nothing(workbook, monkeypatch, factor):
    pairs = every_pair(workbook.tokens)
    expected = verbatim_runs(workbook.tokens, pairs)
    monkeypatch.setattr(reuse, "_ODD", np.uint64(factor))
    assert verbatim_runs(workbook.tokens, pairs).equals(expected)


LETTERS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), min_size=FOUND_RUN, max_size=FOUND_RUN), *[LETTERS] * 4, st.integers(1, 7))
def test_documents_with_twenty_tokens_in_a_row_in_common_are_always_proposed(same, before, after, left, right, block):
    texts = [" ".join(words) for words in ([*before, *same, *after], [*left, *same, *right])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reuse, "_BLOCK", block * 5)
        patch.setattr(reuse, "_PAIRED", 1000)  # with so few letters the same five may stand at many places
        assert proposed(*texts) == [[0, 1]]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [("at noon he told reporters in geneva", []), ("at noon he told reporters in geneva again", [[0, 1]])],
)
def test_a_phrase_of_seven_tokens_is_not_proposed(said, pairs):
    own = [" ".join(f"{letter}{number}" for number in range(40)) for letter in "ab"]
    assert proposed(*(f"{words} {words} {said} {words}" for words in own)) == pairs


def test_few_places_are_chosen():
    """Of 16 places in a row one, so that of 17 random ones two are; documents of fewer than 20 tokens keep all."""
    rng = np.random.default_rng(1)
    places = reuse._choose_places(cut(" ".join(f"word{number}" for number in rng.integers(2000, size=20_000))))
    assert len(places) / 20_000 == pytest.approx(2 / 17, rel=0.05)
    assert reuse._choose_places(cut(*["one two three four five six"] * 2)).tolist() == [*range(8)]


@pytest.mark.parametrize(("copies", "pairs"), [(20, 20 * 19 // 2), (21, 20)])
def test_reprints_beyond_twenty_are_paired_with_the_first_only(copies, pairs):
    text = " ".join(f"word{number}" for number in range(30))
    found = propose_reuse(cut(*[text] * copies), np.arange(copies)[::-1])
    assert len(found) == pairs
    assert (found[:, 0] > found[:, 1]).all()  # the first by rank
    assert copies == 20 or {*found[:, 0]} == {20}


def test_no_tokens_no_pairs():
    assert proposed("", "") == proposed("") == []
    assert runs_of("", "")[1].empty
