"""Choose how many themes to show, and say whether themes are more than what shuffled text gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.utils.parallel import Parallel, delayed

from analysis.theme_models import PassageTerms, refuse_number, weigh_terms
from analysis.theme_stability import measure_stability, shuffle_terms

ARTICLES, WHOLE, WITHIN = "as written", "shuffled over all articles", "shuffled within each article"
_CURVES = ["kind", "k", "stability", "low", "high", "draws"]
_SEEDS = ["seed", "k", "above", "shuffled_whole", "shuffled_within", "stable"]


@dataclass(frozen=True, eq=False)
class ThemeNumber:
    """How stable themes are at every number of them, beside shuffled text, and the number that follows.

    Attributes
    ----------
    number : int
        Themes to show: the chosen number, or the one of the settings when no number is stable; 0 when the
        corpus is too small for any.
    stable : bool
        Whether more than half of the seeds find themes that are more stable than in all shuffled texts.
    curves : DataFrame
        One row per kind of text ("as written", "shuffled over all articles", "shuffled within each article")
        and k (number of themes): stability (mean, 0 to 1), low and high (range over the draws), draws (seeds,
        or shuffled texts).
    seeds : DataFrame
        One row per seed: seed; k (the number at which the text as written stands out most); above (the most
        that its stability exceeds the mean of shuffled texts); shuffled_whole, shuffled_within (the most that any
        text shuffled in that way exceeds the mean of the others); stable (above is larger than both).
    subsamples : int
        Of the passages, for every text and number of themes.
    refusal : str
        Why no number could be tried, or nothing.
    """

    number: int
    stable: bool
    curves: pd.DataFrame
    seeds: pd.DataFrame
    subsamples: int
    refusal: str = ""

    @property
    def agree(self) -> int:
        """Seeds with the same verdict as most."""
        return int((self.seeds["stable"] == self.stable).sum())


def choose_number(
    passages: PassageTerms,
    numbers: Sequence[int],
    seed: int,
    shown: int | None = None,
    *,
    shuffles: int = 19,
    seeds: int = 5,
    subsamples: int = 10,
    n_jobs: int = 1,
    progress: Callable[[int, int], object] | None = None,
) -> ThemeNumber:
    """Compare the stability of themes at several numbers of them with that of shuffled text.

    Text is shuffled in two ways: over all articles, and within each of them, since an article alone can look like
    a theme. The statistic is the largest, over the numbers, of stability less the mean stability of shuffled text at
    that number. Themes are stable when it exceeds that of every shuffled text. The verdict is repeated under
    several seeds, from which subsamples and fits start; the shuffled texts are drawn once and serve all seeds, so that
    the seeds show how much the verdict hangs on subsamples and fits, and not on which texts were drawn.

    Parameters
    ----------
    passages : PassageTerms
        What `count_terms` gives.
    numbers : sequence of int
        Numbers of themes to try; those that the corpus is too small for are left out.
    seed : int
        The first seed; the others follow it.
    shown : int, optional
        Themes to show when no number is stable; by default the first that was tried.
    shuffles : int
        Shuffled texts of each kind.
    seeds : int
        Seeds.
    subsamples : int
        Of 80 % of the passages, for every text and number of themes.
    n_jobs : int
        Processes; the figures do not depend on it.
    progress : callable, optional
        Called after each text with how many are done and how many there are.

    Returns
    -------
    ThemeNumber
        The verdict and its tables.

    References
    ----------
    D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics? Stability analysis for topic models,
    in: Machine Learning and Knowledge Discovery in Databases, LNCS 8724, 498-513.
    """
    tried = sorted({number for number in numbers if number <= passages.largest})
    if not tried:
        empty = pd.DataFrame(columns=_CURVES), pd.DataFrame(columns=_SEEDS)
        return ThemeNumber(0, False, *empty, subsamples, refuse_number(passages, min(numbers)))
    tasks = [(ARTICLES, 0, seed + number) for number in range(seeds)]
    tasks += [(kind, draw, seed + draw % seeds) for kind in (WHOLE, WITHIN) for draw in range(shuffles)]
    run = Parallel(n_jobs=n_jobs, return_as="generator")
    found = []
    for result in run(delayed(_measure)(passages, *task, tried, subsamples) for task in tasks):
        found.append(result)
        if progress:
            progress(len(found), len(tasks))
    texts = dict(zip((ARTICLES, WHOLE, WITHIN), np.split(np.array(found), [seeds, seeds + shuffles]), strict=True))
    table = _judge(tried, range(seed, seed + seeds), texts)
    stable = bool(2 * table["stable"].sum() > len(table))
    chosen = Counter(table.loc[table["stable"], "k"]).most_common(1)[0][0] if stable else _nearest(tried, shown)
    return ThemeNumber(int(chosen), stable, _describe(tried, texts), table, subsamples)


def _nearest(tried: Sequence[int], shown: int | None) -> int:
    """The number to show, or the largest below it that the corpus allows."""
    allowed = [number for number in tried if shown is not None and number <= shown]
    return allowed[-1] if allowed else tried[0]


def _measure(
    passages: PassageTerms, kind: str, draw: int, seed: int, numbers: Sequence[int], subsamples: int
) -> np.ndarray:
    """Stability of one text at every number."""
    counts = passages.counts
    if kind != ARTICLES:
        groups = passages.doc_ids if kind == WITHIN else np.zeros(len(passages.doc_ids), dtype=np.int64)
        counts = shuffle_terms(passages, groups, np.random.default_rng([seed, draw, kind == WITHIN]))
    return measure_stability(weigh_terms(counts), numbers, seed, subsamples)


def _judge(numbers: Sequence[int], seeds: Sequence[int], texts: dict[str, np.ndarray]) -> pd.DataFrame:
    """The verdict of every seed; the arrays hold one row per text and one column per number."""
    gaps = [texts[ARTICLES] - texts[kind].mean(axis=0) for kind in (WHOLE, WITHIN)]
    largest = [_largest_gap(texts[kind]) for kind in (WHOLE, WITHIN)]
    above = [gap.max(axis=1) for gap in gaps]
    columns = {
        "seed": list(seeds),
        "k": np.array(numbers)[np.minimum(*gaps).argmax(axis=1)],
        "above": np.minimum(*above),
        "shuffled_whole": largest[0],
        "shuffled_within": largest[1],
        "stable": (above[0] > largest[0]) & (above[1] > largest[1]),
    }
    return pd.DataFrame(columns, columns=_SEEDS)


def _largest_gap(shuffled: np.ndarray) -> float:
    """The statistic of the shuffled text that stands out most from the mean of the others."""
    others = (shuffled.sum(axis=0) - shuffled) / (len(shuffled) - 1)
    return float((shuffled - others).max())


def _describe(numbers: Sequence[int], texts: dict[str, np.ndarray]) -> pd.DataFrame:
    """Mean and range of every kind of text at every number."""
    rows = [
        (kind, number, values.mean(), values.min(), values.max(), len(values))
        for kind, stabilities in texts.items()
        for number, values in zip(numbers, stabilities.T, strict=True)
    ]
    return pd.DataFrame(rows, columns=_CURVES)
