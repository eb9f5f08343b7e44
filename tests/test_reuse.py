from difflib import SequenceMatcher

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import reuse
from analysis.reuse import SHORTEST_RUN, reused_tokens, verbatim_runs
from analysis.tokens import tokenize


def runs_of(*texts: str):
    tokens = tokenize(texts, [str(number) for number in range(len(texts))])
    return tokens, verbatim_runs(tokens)


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


@given(st.lists(st.sampled_from("abc"), max_size=25), st.lists(st.sampled_from("abc"), max_size=25))
def test_runs_are_all_maximal_runs_of_five(words_a, words_b):
    _, runs = runs_of(" ".join(words_a), " ".join(words_b))
    found = {(a, b - len(words_a), length) for a, b, length in runs.to_numpy().tolist()}
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
    runs = verbatim_runs(tokens)
    words = {
        doc: tokens.types[tokens.ids[tokens.documents == number]].tolist() for doc, number in (("000", 0), ("004", 4))
    }
    match = SequenceMatcher(None, words["000"], words["004"], autojunk=False).find_longest_match()
    assert runs["length"].max() == match.size == 13


def test_tokens_are_counted_once_however_many_runs_they_stand_in():
    tokens, runs = runs_of("a b c d e", "a b c d e a b c d e")
    found = reused_tokens(runs, tokens.documents, tokens.documents)
    assert found.loc[(0, 1)].tolist() == [5, 10]


@pytest.mark.parametrize(("copies", "pairs"), [(200, 200 * 199 // 2), (201, 200)])
def test_very_common_phrases_are_paired_with_the_first_document_only(copies, pairs):
    _, runs = runs_of(*["one two three four five"] * copies)
    assert len(runs) == pairs
    assert (runs["length"] == 5).all()


def test_the_first_document_is_the_first_by_rank():
    texts = ["one two three four five"] * 201
    tokens = tokenize(texts, [str(number) for number in range(201)])
    runs = verbatim_runs(tokens, np.arange(201)[::-1])
    assert {*runs["start_b"]} == {1000}


def test_runs_have_at_least_five_tokens():
    assert runs_of("a b c d x", "a b c d y")[1].empty
    assert runs_of("a b c d e x", "a b c d e y")[1]["length"].tolist() == [5]


@pytest.mark.parametrize("factor", [0, 1, 2**63])
def test_hashes_that_clash_change_nothing(workbook, monkeypatch, factor):
    expected = verbatim_runs(workbook.tokens)
    monkeypatch.setattr(reuse, "_ODD", np.uint64(factor))
    assert verbatim_runs(workbook.tokens).equals(expected)
