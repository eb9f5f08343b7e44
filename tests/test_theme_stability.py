"""Stability: the worked figure of its authors, matching by hand, and shuffles that keep what they promise."""

from dataclasses import replace

import numpy as np
import pytest
from planted import planted
from scipy import sparse

from analysis.theme_models import weigh_terms
from analysis.theme_stability import (
    average_jaccard,
    compare_rankings,
    draw_subsamples,
    match_themes,
    measure_stability,
    shuffle_terms,
    stability,
)


def test_worked_figure():
    """Greene, O'Callaghan and Cunningham (2014): heads of 1 to 5 items share 0, 0, 1, 2 and 3 of 2, 4, 5, 6 and 7."""
    one = ["album", "music", "best", "award", "win"]
    other = ["sport", "best", "win", "medal", "award"]
    assert average_jaccard(one, other) == pytest.approx(0.154286, abs=5e-7)
    assert average_jaccard(other, one) == average_jaccard(one, other)
    assert average_jaccard(one, one) == 1
    assert average_jaccard(one, ["a", "b", "c", "d", "e"]) == 0


def test_average_jaccard_is_that_of_sets():
    """Against plain sets, over random rankings."""
    rng = np.random.default_rng(1)
    a, b = ([rng.permutation(15)[:10] for _ in range(5)] for _ in range(2))
    found = compare_rankings(np.array(a), np.array(b))
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            heads = [({*one[:d]}, {*other[:d]}) for d in range(1, 11)]
            assert found[i, j] == pytest.approx(np.mean([len(x & y) / len(x | y) for x, y in heads]))


def test_matching_is_one_to_one_and_best_for_all():
    """Greedy matching would give the second theme of one side nothing: 1 + 0 is less than 0.75 + 0.5."""
    a = np.array([[1, 2], [1, 3]])
    b = np.array([[1, 2], [7, 8]])
    assert compare_rankings(a, b).round(3).tolist() == [[1.0, 0.0], [0.667, 0.0]]
    partner, agreement = match_themes(a[::-1], b)
    assert partner.tolist() == [1, 0]
    assert agreement.tolist() == [0, 1]


def test_subsamples_are_four_fifths_without_repeats():
    drawn = draw_subsamples(74, 10, seed=1)
    assert [len({*rows}) for rows in drawn] == [59] * 10
    assert len({tuple(rows) for rows in drawn}) == 10


def test_a_shuffle_keeps_lengths_and_terms():
    passages = planted(3)
    counts = shuffle_terms(passages, np.zeros(len(passages.doc_ids)), np.random.default_rng(1))
    assert counts.sum(axis=1).tolist() == passages.counts.sum(axis=1).tolist()
    assert counts.sum(axis=0).tolist() == passages.counts.sum(axis=0).tolist()
    assert (counts != passages.counts).nnz > 100


def test_a_shuffle_within_documents_keeps_the_terms_of_each():
    passages = planted(3)
    part = passages.keep(np.flatnonzero((passages.doc_ids == "a") | (passages.passage < 4)))
    counts = shuffle_terms(part, part.doc_ids, np.random.default_rng(1))
    for doc_id in "ab":
        own = part.doc_ids == doc_id
        assert counts[own].sum(axis=0).tolist() == part.counts[own].sum(axis=0).tolist()
    assert counts.sum(axis=1).tolist() == part.counts.sum(axis=1).tolist()


def test_every_order_is_as_likely():
    """One term of two in two passages of one term: half of the shuffles swap them."""
    two = replace(planted(3).keep(np.array([0, 1])), counts=sparse.csr_array(np.eye(2, dtype=np.int64)))
    rng = np.random.default_rng(1)
    swapped = sum(int(shuffle_terms(two, np.zeros(2), rng)[0, 1]) for _ in range(1000))
    assert 440 < swapped < 560


@pytest.mark.parametrize("number", [3, 5, 8])
def test_planted_themes_are_stable(number):
    assert stability(planted(number), number, seed=1) > 0.9


def test_shuffled_text_is_not_stable():
    passages = planted(5)
    counts = shuffle_terms(passages, np.zeros(len(passages.doc_ids)), np.random.default_rng(1))
    assert measure_stability(weigh_terms(counts), [5], seed=1, subsamples=5)[0] < 0.5
