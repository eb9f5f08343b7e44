"""Whether the intervals cover as often as they say, at rates and sizes like those of news articles."""

from __future__ import annotations

import sys

import numpy as np

from analysis.rates import rate_interval
from analysis.ratios import rate_ratio

RATES, SIZES = (0.5, 1, 2, 5, 10, 20), (800, 1000, 1200, 1500)
CONFIDENCE, PER = 0.95, 1000


def cover_rate(rng: np.random.Generator, rate: float, tokens: int, draws: int) -> float:
    """Share of exact intervals that hold the true rate."""
    _, low, high = rate_interval(rng.poisson(rate * tokens / PER, draws), tokens, CONFIDENCE, PER)
    return float(((low <= rate) & (rate <= high)).mean())


def cover_ratio(rng: np.random.Generator, rate: float, sizes: tuple[int, int], ratio: float, draws: int) -> float:
    """Share of exact intervals that hold the true ratio."""
    drawn = np.column_stack(
        [rng.poisson(ratio * rate * sizes[0] / PER, draws), rng.poisson(rate * sizes[1] / PER, draws)]
    )
    pairs, times = np.unique(drawn, axis=0, return_counts=True)
    found = rate_ratio(pairs[:, 0], sizes[0], pairs[:, 1], sizes[1], CONFIDENCE)
    return float(times[(found.low <= ratio) & (ratio <= found.high)].sum() / draws)


def disagree(rng: np.random.Generator, rate: float, sizes: tuple[int, int], draws: int) -> int:
    """How often p-value and interval say different things of equal rates."""
    a, b = (rng.poisson(rate * size / PER, draws) for size in sizes)
    found = rate_ratio(a, sizes[0], b, sizes[1], CONFIDENCE)
    outside = (found.low > 1) | (found.high < 1)
    return int((outside != (found.p < 1 - CONFIDENCE)).sum())


def find_false(rng: np.random.Generator, rate: float, draws: int) -> float:
    """Share of corpora of five articles with one rate in which any of the ten pairs is said to differ."""
    sizes = np.array([800, 900, 1000, 1200, 1500])
    counts = rng.poisson(rate * sizes / PER, (draws, len(sizes)))
    i, j = np.triu_indices(len(sizes), 1)
    p = rate_ratio(counts[:, i], sizes[i], counts[:, j], sizes[j], CONFIDENCE).p
    smallest = p.shape[1] * p.min(axis=1)  # adjusted by Holm's method
    return float((smallest < 1 - CONFIDENCE).mean())


def main(draws: int = 20_000) -> None:
    """Print the table."""
    rng = np.random.default_rng(1)
    error = 3 * np.sqrt(CONFIDENCE * (1 - CONFIDENCE) / draws)
    print(f"{draws:,} draws a cell; wanted: coverage of {CONFIDENCE:.0%} or more, less {error:.2%} for chance\n")
    print("rate per 1,000   rates: least   ratios 1, 2 and 5: least   p and interval disagree   false “differ”")
    for rate in RATES:
        rates = min(cover_rate(rng, rate, size, draws) for size in SIZES)
        pairs = [(a, b) for a in SIZES for b in SIZES]
        ratios = min(cover_ratio(rng, rate, pair, ratio, draws) for pair in pairs for ratio in (1, 2, 5))
        apart = sum(disagree(rng, rate, pair, draws) for pair in pairs)
        false = find_false(rng, rate, draws)
        print(f"{rate:14}   {rates:12.2%}   {ratios:23.2%}   {apart:23}   {false:14.2%}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
