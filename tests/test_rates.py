"""Rates and intervals, against printed figures and second implementations."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.differences import homogeneity
from analysis.rates import frame_rates, rate_interval, share_interval
from analysis.ratios import rate_ratio


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
