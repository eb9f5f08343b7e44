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
FEWEST_SHUFFLES = 3  # of each kind; one may be left out, and the others still have a mean to stand out from
_CURVES = ["kind", "k", "stability", "low", "high", "draws", "to_clear"]
_SEEDS = ["seed", "k", "stability", "to_clear", "margin", "as_far", "moved", "stable"]


@dataclass(frozen=True, eq=False)
class ThemeNumber:
    """How stable themes are at every number of them, beside shuffled text, and the number that follows.

    Attributes
    ----------
    number : int
        Themes to show: the chosen number, or the one of the settings when no number is stable; 0 when the
        corpus is too small for any.
    stable : bool
        Whether more than half of the seeds find themes that are more stable than in all shuffled texts, and so does
        their mean at the number that is shown.
    curves : DataFrame
        One row per kind of text ("as written", "shuffled over all articles", "shuffled within each article")
        and k (number of themes): stability (mean, 0 to 1), low and high (range over the draws), draws (seeds,
        or shuffled texts), to_clear (what stability must exceed at k to stand out more than every text shuffled in
        that way; missing for the text as written).
    seeds : DataFrame
        One row per seed: seed; k (the number at which the text as written comes nearest to the higher line of
        both kinds, or exceeds it most); its stability there; to_clear; margin (stability less to_clear); as_far
        (shuffled texts of both kinds that stand out as far); moved (by how much to_clear falls when the shuffled
        text of each kind that stands out most is left out); stable (margin is above 0).
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

    @property
    def otherwise(self) -> int:
        """Seeds stable if the line were lower, or higher, by as much as one shuffled text of each kind moves it."""
        moved = self.seeds["moved"] * (-1 if self.stable else 1)
        return int((self.seeds["margin"] + moved > 0).sum())

    @property
    def near(self) -> bool:
        """Whether seeds disagree, or so small a change of the line turns the verdict."""
        turned = bool(2 * self.otherwise > len(self.seeds)) != self.stable
        return turned or self.agree < len(self.seeds)


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
    that number; for a shuffled text the mean is that of the others of its kind. Themes are stable when at one number
    of them the text as written stands out more than every shuffled text of both kinds stands out anywhere.

    Were the text as written shuffled too, it would stand out most among 19 others and itself once in twenty times:
    with 19 texts this is a test at 5 %, and with 99 at 1 %, which is stricter. Both kinds must be exceeded, so that the
    two tests need no correction. But the line is the largest of a few random draws and differs from one set of them
    to another: `near` says whether the one text of each kind that stands out most decides, or the seed does.

    The verdict is repeated under several seeds, from which subsamples and fits start; the shuffled texts are drawn
    once and serve all seeds, so that the seeds show how much the verdict hangs on subsamples and fits, and not on
    which texts were drawn.

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
        Shuffled texts of each kind, at least three.
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

    Raises
    ------
    ValueError
        When there are fewer than three shuffles.

    References
    ----------
    D. Greene, D. O'Callaghan and P. Cunningham (2014), How many topics? Stability analysis for topic models,
    in: Machine Learning and Knowledge Discovery in Databases, LNCS 8724, 498-513.
    """
    if shuffles < FEWEST_SHUFFLES:
        msg = f"shuffles: {shuffles}; at least {FEWEST_SHUFFLES}"
        raise ValueError(msg)
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
    most = Counter(table.loc[table["stable"], "k"]).most_common(1) if 2 * table["stable"].sum() > len(table) else []
    best = [tried.index(number) for number, _ in most]
    mean, line = texts[ARTICLES].mean(axis=0), np.max([_line(texts[kind]) for kind in (WHOLE, WITHIN)], axis=0)
    stable = bool((mean > line)[best].any())
    chosen = most[0][0] if stable else _nearest(tried, shown)
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
    written, shuffled = texts[ARTICLES], [texts[kind] for kind in (WHOLE, WITHIN)]
    line = np.max([_line(kind) for kind in shuffled], axis=0)
    lower = np.max([_line(np.delete(kind, _reach(kind).argmax(), axis=0)) for kind in shuffled], axis=0)
    best = (written - line).argmax(axis=1)
    found = written[np.arange(len(written)), best]
    ahead = [(found - kind.mean(axis=0)[best])[:, None] for kind in shuffled]
    columns = {
        "seed": list(seeds),
        "k": np.array(numbers)[best],
        "stability": found,
        "to_clear": line[best],
        "margin": found - line[best],
        "as_far": np.sum([(_reach(kind) >= least).sum(axis=1) for kind, least in zip(shuffled, ahead, strict=True)], 0),
        "moved": (line - lower)[best],
        "stable": found > line[best],
    }
    return pd.DataFrame(columns, columns=_SEEDS)


def _line(shuffled: np.ndarray) -> np.ndarray:
    """What stability must exceed at every number to stand out more than every text of one kind does anywhere."""
    return shuffled.mean(axis=0) + _reach(shuffled).max()


def _reach(shuffled: np.ndarray) -> np.ndarray:
    """How far every shuffled text stands out from the mean of the others, at the number where it does most."""
    others = (shuffled.sum(axis=0) - shuffled) / (len(shuffled) - 1)
    return (shuffled - others).max(axis=1)


def _describe(numbers: Sequence[int], texts: dict[str, np.ndarray]) -> pd.DataFrame:
    """Mean, range and line of every kind of text at every number."""
    rows = [
        (kind, number, values.mean(), values.min(), values.max(), len(values), line)
        for kind, stabilities in texts.items()
        for number, values, line in zip(
            numbers, stabilities.T, _line(stabilities) if kind != ARTICLES else [np.nan] * len(numbers), strict=True
        )
    ]
    return pd.DataFrame(rows, columns=_CURVES)
