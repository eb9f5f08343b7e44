"""Rates and intervals, against printed figures and second implementations."""

from unittest.mock import patch

import numpy as np
import pytest
from growth import peak_memory
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.rates import (
    adjust_p,
    frame_homogeneity,
    frame_rates,
    homogeneity,
    rate_interval,
    rate_ratio,
    share_interval,
)


@pytest.mark.parametrize(
    ("count", "tokens", "wanted"),
    [(8, 823, (9.72, 4.20, 19.15)), (3, 1173, (2.56, 0.53, 7.47)), (0, 1173, (0, 0, 3.14))],
)
def test_rate_as_printed(count, tokens, wanted):
    assert [round(float(value), 2) for value in rate_interval(count, tokens)] == list(wanted)


def test_rate_against_statsmodels():
    counts, tokens = np.array([1, 2, 7, 33, 400]), np.array([800, 900, 1000, 5456, 70000])
    _, low, high = rate_interval(counts, tokens, confidence=0.9)
    other = np.array([confint_poisson(k, n, method="exact-c", alpha=0.1) for k, n in zip(counts, tokens, strict=True)])
    np.testing.assert_allclose(np.column_stack([low, high]), other * 1000, rtol=1e-9)


def test_rate_per_and_no_tokens():
    rate, low, high = rate_interval([5, 0], [1000, 0], per=100)
    assert rate[0] == 0.5
    assert np.isnan([rate[1], low[1], high[1]]).all()


@pytest.mark.parametrize(("count", "total", "wanted"), [(17, 19, (67, 99)), (0, 2, (0, 84)), (9, 11, (48, 98))])
def test_share_as_printed(count, total, wanted):
    _, low, high = share_interval(count, total)
    assert (round(float(low) * 100), round(float(high) * 100)) == wanted


def test_share_against_statsmodels():
    counts, totals = np.array([0, 1, 8, 17, 19]), np.array([19, 19, 19, 19, 19])
    _, low, high = share_interval(counts, totals)
    np.testing.assert_allclose((low, high), proportion_confint(counts, totals, method="beta"), rtol=1e-9)


def test_share_of_nothing_is_not_defined():
    share, low, high = share_interval(0, 0)
    assert np.isnan(share)
    assert (low, high) == (0, 1)


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (rate_interval, (-1, 10), "counts: found -1"),
        (rate_interval, (1, float("nan")), "tokens: found nan"),
        (share_interval, (3, 2), "counts: 3 of 2"),
        (share_interval, (5, [3, 10]), "counts: 5 of 3"),
        (share_interval, ([1, 4], 3), "counts: 4 of 3"),
        (rate_interval, (float("nan"), 10), "counts: found nan"),
        (rate_interval, (1, -10), "tokens: found -10"),
        (homogeneity, ([1, -2], [3, 4], 1), "counts: found -2"),
        (homogeneity, ([1, float("nan")], [3, 4], 1), "counts: found nan"),
        (homogeneity, ([1, 2], [3, -4], 1), "tokens: found -4"),
        (homogeneity, ([1, 2], [3, float("nan")], 1), "tokens: found nan"),
        (rate_ratio, (float("nan"), 10, 2, 10), "count_a: found nan"),
        (rate_ratio, (1, 10, 2, -10), "tokens_b: found -10"),
        (rate_ratio, (1, 10, -2, 10), "count_b: found -2"),
        (rate_ratio, (1, float("inf"), 2, 10), "tokens_a: found inf"),
    ],
)
def test_impossible_counts_are_named(function, arguments, message):
    with pytest.raises(ValueError, match=message):
        function(*arguments)


@pytest.mark.parametrize(
    ("sides", "digits", "wanted"),
    [
        ((8, 823, 3, 1173), 4, (3.8007, 0.9122, 22.2434, 0.0710)),
        ((11, 800, 21, 3011), 6, (1.971488, 0.858426, 4.277266, 0.112017)),
    ],
)
def test_ratio_as_printed(sides, digits, wanted):
    assert tuple(round(float(value), digits) for value in rate_ratio(*sides)) == wanted


def binomial_ratio(count_a: int, tokens_a: int, count_b: int, tokens_b: int, confidence: float) -> list[float]:
    """Ratio, limits and p from SciPy's binomial test, one pair at a time."""
    chance = tokens_a / (tokens_a + tokens_b)
    tails = [stats.binomtest(count_a, count_a + count_b, chance, side).pvalue for side in ("less", "greater")]
    limits = stats.binomtest(count_a, count_a + count_b).proportion_ci(confidence, method="exact")
    odds = [limit / (1 - limit) if limit < 1 else np.inf for limit in limits]
    ratio = count_a / tokens_a / (count_b / tokens_b) if count_b else np.inf
    return [ratio, *(odd * tokens_b / tokens_a for odd in odds), min(1, 2 * min(tails))]


def test_ratio_against_scipy():
    sides = [
        (8, 823, 3, 1173),
        (0, 900, 4, 800),
        (7, 1000, 0, 500),
        (5, 100, 5, 100),
        (1, 9, 3000, 4000),
        (60, 7, 50, 9),
    ]
    other = [binomial_ratio(*side, 0.9) for side in sides]
    np.testing.assert_allclose(np.column_stack(rate_ratio(*zip(*sides, strict=True), 0.9)), other, rtol=1e-9)


COUNTS, SIZES = st.integers(0, 300), st.integers(1, 5000)


@settings(deadline=None)
@given(COUNTS, SIZES, COUNTS, SIZES, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_ratio_p_and_interval_agree(count_a, tokens_a, count_b, tokens_b, confidence):
    ratio, low, high, p = rate_ratio(count_a, tokens_a, count_b, tokens_b, confidence)
    assert np.isnan(ratio) if count_a == count_b == 0 else low <= ratio <= high
    if abs(p - (1 - confidence)) > 1e-9:
        assert (p < 1 - confidence) == (not low <= 1 <= high)


@settings(deadline=None)
@given(COUNTS, SIZES, COUNTS, SIZES)
def test_ratio_of_swapped_sides_is_the_inverse(count_a, tokens_a, count_b, tokens_b):
    ratio, low, high, p = rate_ratio(count_a, tokens_a, count_b, tokens_b)
    with np.errstate(divide="ignore"):
        inverse = 1 / ratio, 1 / high, 1 / low, p
    np.testing.assert_allclose(rate_ratio(count_b, tokens_b, count_a, tokens_a), inverse, rtol=1e-9)


def test_ratio_without_mentions_or_tokens():
    ratio = rate_ratio([0, 0, 5, 0, 0], [10, 10, 10, 0, 10], [0, 5, 0, 1, 0], [20, 20, 20, 5, 0])
    np.testing.assert_array_equal(ratio.ratio, [np.nan, 0, np.inf, np.nan, np.nan])
    np.testing.assert_array_equal(ratio.low[[0, 1, 3, 4]], [0, 0, np.nan, np.nan])
    np.testing.assert_array_equal(ratio.high[[0, 2, 3, 4]], [np.inf, np.inf, np.nan, np.nan])
    np.testing.assert_array_equal(ratio.p[[0, 3, 4]], [1, np.nan, np.nan])


def test_ratio_of_every_row_with_every_column():
    """Arrays of any shape that fit each other."""
    counts, tokens = np.array([8, 3, 0]), np.array([823, 1173, 900])
    table = rate_ratio(counts[:, None], tokens[:, None], counts, tokens)
    assert all(values.shape == (3, 3) for values in table)
    assert [float(values[0, 1]) for values in table] == [float(value) for value in rate_ratio(8, 823, 3, 1173)]
    np.testing.assert_array_equal(table.p.diagonal(), 1)


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


def test_frame_rates_count_and_add_up(workbook):
    rates = frame_rates(workbook.mentions, workbook.tokens, workbook.frames)
    pooled = rates[rates["doc_id"] == "all"].set_index("frame")
    assert pooled["count"].to_dict() == {"expansion": 19, "guarantees": 32, "ultimatum": 2}
    single = rates[rates["doc_id"] != "all"].groupby("frame")[["count", "tokens"]].sum()
    assert (single.loc[workbook.frames] == pooled.loc[workbook.frames, ["count", "tokens"]]).all(axis=None)
    assert (rates["low"] <= rates["rate"]).all()
    assert (rates["rate"] <= rates["high"]).all()


def test_frame_without_mention_has_a_row(workbook):
    rates = frame_rates(workbook.mentions.iloc[:0], workbook.tokens, ["expansion"])
    assert rates["count"].tolist() == [0] * 6


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


def test_intervals_cover_as_often_as_they_say():
    """2,000 draws at rates and sizes like those of news articles; bench/coverage.py does it with 20,000."""
    rng = np.random.default_rng(1)
    least = 0.95 - 3 * np.sqrt(0.95 * 0.05 / 2000)
    for rate in (0.5, 5, 20):
        a, b = rng.poisson(rate * 0.8, 2000), rng.poisson(rate * 1.5, 2000)
        _, low, high = rate_interval(a, 800)
        assert ((low <= rate) & (rate <= high)).mean() >= least
        found = rate_ratio(a, 800, b, 1500)
        assert ((found.low <= 1) & (found.high >= 1)).mean() >= least
        assert (((found.low > 1) | (found.high < 1)) == (found.p < 0.05)).all()


def test_pairs_of_equal_articles_are_seldom_said_to_differ():
    """At most 5 % of corpora of five articles with one rate, over all ten pairs."""
    rng = np.random.default_rng(1)
    sizes = np.array([800, 900, 1000, 1200, 1500])
    i, j = np.triu_indices(5, 1)
    counts = rng.poisson(8 * sizes / 1000, (1000, 5))
    p = rate_ratio(counts[:, i], sizes[i], counts[:, j], sizes[j]).p
    assert (10 * p.min(axis=1) < 0.05).mean() <= 0.05  # Holm's smallest adjusted p is the smallest times their number


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_adjusted_p_against_statsmodels(p):
    with patch("gc.collect"):  # which statsmodels calls each time: a quarter of a second when many objects are alive
        expected = multipletests(p, method="holm")[1]
    np.testing.assert_allclose(adjust_p(p), expected, atol=1e-12)
