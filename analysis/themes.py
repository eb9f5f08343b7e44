"""Themes: groups of terms that recur together in passages, as tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.theme_models import DEPTH, PassageTerms, fit_nmf, one_thread, refuse_number, top_terms, weigh_terms

MINIMUM_FOR_INTERVAL = 5  # passages; fewer give a bootstrap too little to draw from
_NAMING_TERMS = 3
_DRAWS = 2000
_MOST_ROWS, _LARGEST = 40, 5  # documents that a chart has rows for; of more, so many per theme


@dataclass(frozen=True, eq=False)
class Themes:
    """A fitted model, as tables; themes are ordered by prevalence.

    Attributes
    ----------
    terms : DataFrame
        theme (its top three terms), rank (from 1), term, weight (its share of the theme's weight, 0 to 1).
    passages : DataFrame
        doc_id, passage (number in the document), tokens, theme (the one of the largest share, or nothing where
        the passage holds none of the model's terms), weight (TF-IDF that all themes together add to it).
    shares : DataFrame
        One row per passage, one column per theme: its share of the passage's weight, 0 to 1 (all 0 where the
        passage holds none of the model's terms).
    prevalence : DataFrame
        doc_id, theme, share (mean share over the document's passages), low and high (its interval by
        bootstrap over passages; missing with fewer than five), passages (how many).
    n_terms : int
        Terms the model was fitted on.
    confidence : float
        Of the intervals.
    refusal : str
        Why there are no themes (all tables are then empty), or nothing.
    drawn_from : int
        How many passages there are, where the model was fitted to a sample; 0 where it was to all.
    """

    terms: pd.DataFrame
    passages: pd.DataFrame
    shares: pd.DataFrame
    prevalence: pd.DataFrame
    n_terms: int
    confidence: float
    refusal: str = ""
    drawn_from: int = 0

    @property
    def names(self) -> list[str]:
        """Names of the themes, the most prevalent first."""
        return list(self.shares)

    @property
    def shown(self) -> pd.DataFrame:
        """The prevalence in as many documents as a chart has rows for; of more, those where a theme is largest."""
        sized = self.prevalence[self.prevalence["passages"] >= MINIMUM_FOR_INTERVAL]
        if self.prevalence["doc_id"].nunique() <= _MOST_ROWS or not len(sized):
            return self.prevalence
        ordered = sized.sort_values(["share", "doc_id"], ascending=[False, True], kind="stable")
        largest = ordered.groupby("theme", sort=False).head(_LARGEST)["doc_id"]
        return self.prevalence[self.prevalence["doc_id"].isin(largest)].reset_index(drop=True)

    @property
    def rankings(self) -> list[list[str]]:
        """Top terms of every theme, in the order of the names."""
        return [group["term"].tolist() for _, group in self.terms.groupby("theme", sort=False)]


def fit_themes(
    passages: PassageTerms,
    number: int,
    seed: int,
    confidence: float = 0.95,
    depth: int = DEPTH,
    of: np.ndarray | None = None,
) -> Themes:
    """Fit non-negative matrix factorization to the TF-IDF of passages.

    Parameters
    ----------
    passages : PassageTerms
        What `count_terms` gives.
    number : int
        Themes to fit.
    seed : int
        Of the initialization and of the bootstrap.
    confidence : float
        Of the intervals.
    depth : int
        Terms listed per theme.
    of : ndarray of str (object), optional
        Per passage what prevalence is taken over, as the group of its document; by default the document.

    Returns
    -------
    Themes
        The model's tables. With fewer than five passages or ten terms per theme they are empty, and `refusal`
        says so and what to do.

    References
    ----------
    D. Greene and J. P. Cross (2017), Exploring the political agenda of the European Parliament using a
    dynamic topic modeling approach, Political Analysis 25, 77-94.
    """
    if refusal := refuse_number(passages, number):
        return _no_themes(refusal, confidence)
    fit = fit_nmf(weigh_terms(passages.counts), number, seed)
    total = fit.weights.sum(axis=1)
    shares = np.divide(fit.weights, total[:, None], out=np.zeros_like(fit.weights), where=total[:, None] > 0)
    order = np.argsort(-shares.mean(axis=0).round(9), kind="stable")
    term_table = _rank_terms(fit.components[order], passages.terms, depth)
    names = list(dict.fromkeys(term_table["theme"]))
    table = pd.DataFrame(shares[:, order], columns=names)
    columns = {
        "doc_id": passages.doc_ids,
        "passage": passages.passage,
        "tokens": passages.tokens,
        "theme": np.where(total > 0, np.array(names, dtype=object)[table.to_numpy().argmax(axis=1)], ""),
        "weight": total,
    }
    with one_thread():
        prevalence = _prevalence(table, passages.doc_ids if of is None else of, seed, confidence)
    found = pd.DataFrame(columns)
    return Themes(term_table, found, table, prevalence, len(passages.terms), confidence, drawn_from=passages.drawn_from)


def _no_themes(refusal: str, confidence: float) -> Themes:
    """Empty tables, and why."""
    terms = pd.DataFrame(columns=["theme", "rank", "term", "weight"])
    passages = pd.DataFrame(columns=["doc_id", "passage", "tokens", "theme", "weight"])
    prevalence = pd.DataFrame(columns=["doc_id", "theme", "share", "low", "high", "passages"])
    return Themes(terms, passages, pd.DataFrame(), prevalence, 0, confidence, refusal)


def _rank_terms(components: np.ndarray, terms: np.ndarray, depth: int) -> pd.DataFrame:
    """The terms of greatest weight per theme, named by the first three."""
    rows: list[tuple[str, int, str, float]] = []
    for weights, top in zip(components, top_terms(components, depth), strict=True):
        name = " · ".join(terms[top[:_NAMING_TERMS]])
        if any(name == row[0] for row in rows):  # two themes of the same top terms
            name += f" ({len({row[0] for row in rows}) + 1})"
        rows += [(name, rank, terms[place], weights[place]) for rank, place in enumerate(top, start=1)]
    return pd.DataFrame(rows, columns=["theme", "rank", "term", "weight"])


def _prevalence(shares: pd.DataFrame, doc_ids: np.ndarray, seed: int, confidence: float) -> pd.DataFrame:
    """Mean share of every theme in every document, passages resampled within documents for its interval."""
    rng, draws = np.random.default_rng(seed), dict[int, np.ndarray]()
    rows = []
    tail = (1 - confidence) / 2
    for doc_id, group in shares.groupby(doc_ids):
        own, size = group.to_numpy(), len(group)
        low, high = np.full((2, own.shape[1]), np.nan)
        if size >= MINIMUM_FOR_INTERVAL:
            if size not in draws:  # documents of one size share their draws, each of which is as good as another
                draws[size] = _draw_again(rng, size)
            low, high = np.quantile(draws[size] @ own / size, [tail, 1 - tail], axis=0)
        rows += [(doc_id, *row, size) for row in zip(shares, own.mean(axis=0), low, high, strict=True)]
    return pd.DataFrame(rows, columns=["doc_id", "theme", "share", "low", "high", "passages"])


def _draw_again(rng: np.random.Generator, size: int) -> np.ndarray:
    """How often each passage is drawn, in every draw with replacement."""
    drawn = rng.integers(size, size=(_DRAWS, size)) + np.arange(_DRAWS)[:, None] * size
    return np.bincount(drawn.ravel(), minlength=_DRAWS * size).reshape(_DRAWS, size).astype(np.float64)
