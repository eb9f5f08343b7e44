from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.alignment import align, score_orders, score_shuffled

GAINS = arrays(
    float, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(-4, 9).map(lambda tenths: tenths / 4)
)


def by_enumeration(gains: np.ndarray) -> float:
    """The greatest total over every way to align some rows with as many columns, in order."""
    rows, columns = map(range, gains.shape)
    return max(
        sum(gains[i, j] for i, j in zip(chosen, others, strict=True))
        for size in range(min(gains.shape) + 1)
        for chosen in combinations(rows, size)
        for others in combinations(columns, size)
    )


@given(GAINS)
def test_alignment_is_the_best_there_is(gains):
    rows, columns = align(gains)
    assert gains[rows, columns].sum() == pytest.approx(by_enumeration(gains))
    assert (np.diff(rows) > 0).all()
    assert (np.diff(columns) > 0).all()


@given(GAINS)
def test_orders_score_what_their_rearranged_rows_score(gains):
    orders = np.array(list(permutations(range(len(gains)))))
    expected = [by_enumeration(gains[order]) for order in orders]
    assert score_orders(gains, orders) == pytest.approx(expected)


def test_nothing_is_aligned_at_a_loss():
    rows, columns = align(np.full((2, 3), -1.0))
    assert len(rows) == len(columns) == 0


def test_shuffles_are_seeded_and_as_many_as_asked_for():
    gains = np.eye(5)
    scores = score_shuffled(gains, 600, np.random.default_rng(1))
    assert len(scores) == 600
    assert (scores == score_shuffled(gains, 600, np.random.default_rng(1))).all()
    # on a diagonal the score is the longest ascending subsequence; its mean over all 120 orders is exact
    exact = np.mean(score_orders(gains, np.array(list(permutations(range(5))))))
    assert scores.mean() == pytest.approx(exact, abs=0.12)
