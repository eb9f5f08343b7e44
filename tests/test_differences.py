"""Tests of rates that differ agree with printed figures, with SciPy and with every outcome."""

from unittest.mock import patch

import numpy as np
import pytest
from growth import peak_memory
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.differences import adjust_p, frame_homogeneity, homogeneity


def test_homogeneity_as_printed():
    test = homogeneity([7, 7, 8, 8, 3], [1078, 915, 823, 1467, 1173], seed=20220110)
    assert round(test["statistic"], 4) == 4.7075
    assert test["df"] == 4
    assert test["method"] == "draws"
    assert round(test["smallest_expected"], 2) == 4.98
    assert test["p"] == pytest.approx(0.318, abs=0.005)


def test_homogeneity_against_scipy():
    counts, tokens = np.array([30, 50, 20]), np.array([4000, 5000, 3000])
    other = stats.chisquare(counts, counts.sum() * tokens / tokens.sum())
    test = homogeneity(counts, tokens, seed=1)
    assert (test["statistic"], test["p"]) == pytest.approx((other.statistic, other.pvalue), abs=1e-12)
    assert test["method"] == "chi-square"


def test_draws_are_those_of_the_seed():
    first, again, other = (homogeneity([7, 7, 8, 8, 3], [1078, 915, 823, 1467, 1173], seed)["p"] for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert first == pytest.approx(other, abs=0.01)


def test_p_of_draws_counts_the_observed_table_too():
    """No draw of 60 mentions puts all into one of 50 documents: p is then 1 in 100,001, as Hope has it."""
    p = homogeneity([60] + [0] * 49, [100] * 50, seed=1)["p"]
    assert p == 1 / 100_001


@pytest.mark.parametrize(("documents", "draws"), [(100, 100_000), (400, 25_000), (3000, 10_000)])
def test_draws_are_fewer_where_documents_are_many(documents, draws):
    counts, tokens = [60] + [0] * (documents - 1), [100] * documents
    assert homogeneity(counts, tokens, seed=1)["p"] == 1 / (1 + draws)
    assert homogeneity(counts, tokens, seed=1, draws=999)["p"] == 1 / 1000


def test_draws_in_many_documents_agree_with_chi_square():
    """With 1,000 documents and about four mentions each the distribution is close to its limit."""
    rng = np.random.default_rng(1)
    tokens = rng.integers(500, 1500, 1000)
    counts = rng.multinomial(4000, tokens / tokens.sum())
    test = homogeneity(counts, tokens, seed=1)
    assert test["method"] == "draws"
    assert test["p"] == pytest.approx(stats.chisquare(counts, 4000 * tokens / tokens.sum()).pvalue, abs=0.02)


def test_draws_take_the_same_room_for_any_number_of_documents():
    rng = np.random.default_rng(1)
    few, many = ((rng.poisson(3, size), rng.integers(500, 1500, size)) for size in (100, 1000))
    rooms = [peak_memory(lambda case: homogeneity(*case, seed=1), case) for case in (few, many)]
    assert rooms[1] < 2 * rooms[0]


@pytest.mark.parametrize(
    ("counts", "tokens", "exact"), [([3, 1, 0], [1, 1, 1], 27 / 81), ([1, 0, 1], [1, 2, 3], 24 / 36)]
)
def test_draws_as_uneven_as_what_was_observed_count_in_spite_of_rounding(counts, tokens, exact):
    """By hand: 4, 0, 0 and 3, 1, 0 in any order are 3 + 24 ways of 81; all but 0, 1, 1 are 36 - 12 ways of 36."""
    assert homogeneity(counts, tokens, seed=1)["p"] == pytest.approx(exact, abs=0.005)


def test_p_of_certain_outcomes_is_one():
    """One mention in two documents of one size: every draw is as uneven as what was observed."""
    assert homogeneity([1, 0], [10, 10], seed=1)["p"] == 1


def test_holm_with_ties_by_hand():
    """Two equal p-values: the first is taken times 3, the second is not below it, the last times 1 not below either."""
    assert adjust_p([0.01, 0.04, 0.01]).tolist() == pytest.approx([0.03, 0.04, 0.03])
    assert adjust_p([0.02, 0.03, 0.02]).tolist() == pytest.approx([0.06, 0.06, 0.06])
    assert adjust_p([0.6, 0.6]).tolist() == [1, 1]
    assert np.isnan(adjust_p([float("nan")])).all()


def test_homogeneity_by_draws_against_every_outcome():
    """Three mentions in two documents of 1 and 2 tokens: the p-value by adding up all four outcomes."""
    outcomes = np.arange(4)
    chances = stats.binom.pmf(outcomes, 3, 1 / 3)
    statistics = (outcomes - 1) ** 2 / 1 + (3 - outcomes - 2) ** 2 / 2
    exact = chances[statistics >= statistics[3] - 1e-12].sum()
    assert homogeneity([3, 0], [1, 2], seed=1)["p"] == pytest.approx(exact, abs=0.004)


@pytest.mark.parametrize(("counts", "tokens"), [([3], [10]), ([0, 0], [10, 20]), ([3, 0], [10, 0])])
def test_nothing_to_compare(counts, tokens):
    test = homogeneity(counts, tokens, seed=1)
    assert np.isnan(test["p"])
    assert test["method"] == "nothing to compare"


def test_no_frame_differs_between_the_five_articles(workbook):
    assert (frame_homogeneity(workbook.rates, 1)["p"] > 0.2).all()


def test_p_values_are_adjusted_for_the_frames_tested(workbook):
    """By Holm's rule, by hand: the smallest of three times 3, the next times 2, never falling, at most 1."""
    tests = workbook.differences
    raw = sorted(tests["p"])
    wanted = np.minimum(np.maximum.accumulate([3 * raw[0], 2 * raw[1], raw[2]]), 1)
    np.testing.assert_allclose(sorted(tests["p_holm"]), wanted)


def test_a_frame_without_mention_is_not_tested(workbook):
    rates = workbook.rates.assign(count=workbook.rates["count"].where(workbook.rates["frame"] != "ultimatum", 0))
    tests = frame_homogeneity(rates, 1).set_index("frame")
    assert np.isnan(tests.loc["ultimatum", ["p", "p_holm"]].astype(float)).all()
    assert tests.loc["expansion", "p_holm"] == min(1, max(tests["p"].max(), 2 * tests["p"].min()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_adjusted_p_against_statsmodels(p):
    with patch("gc.collect"):  # which statsmodels calls each time: a quarter of a second when many objects are alive
        expected = multipletests(p, method="holm")[1]
    np.testing.assert_allclose(adjust_p(p), expected, atol=1e-12)
