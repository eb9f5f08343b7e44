"""Ratios of two rates agree with printed figures and with SciPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.ratios import rate_ratio


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


def test_pairs_of_equal_articles_are_seldom_said_to_differ():
    """At most 5 % of corpora of five articles with one rate, over all ten pairs."""
    rng = np.random.default_rng(1)
    sizes = np.array([800, 900, 1000, 1200, 1500])
    i, j = np.triu_indices(5, 1)
    counts = rng.poisson(8 * sizes / 1000, (1000, 5))
    p = rate_ratio(counts[:, i], sizes[i], counts[:, j], sizes[j]).p
    assert (10 * p.min(axis=1) < 0.05).mean() <= 0.05  # Holm's smallest adjusted p is the smallest times their number
