"""Themes: groups of terms that recur together in passages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfTransformer

from analysis.tokens import Tokens, document_term_matrix, passage_numbers

_NAMING_TERMS = 3
_MAX_ITERATIONS = 2000
_DRAWS = 2000
_PASSAGES_PER_THEME, _TERMS_PER_THEME = 5, 10
MINIMUM_FOR_INTERVAL = 5  # passages; fewer give a bootstrap too little to draw from


@dataclass(frozen=True, eq=False)
class Themes:
    """A fitted model, as tables; themes are ordered by prevalence.

    Attributes
    ----------
    terms : DataFrame
        theme (its top three terms), rank (from 1), term, weight (TF-IDF units).
    passages : DataFrame
        doc_id, passage (number in the document), then one column per theme: its share of the passage's
        weight, 0 to 1 (all 0 where the passage holds none of the model's terms).
    prevalence : DataFrame
        doc_id, theme, share (mean share over the document's passages), low and high (its interval by
        bootstrap over passages; missing with fewer than five), passages (how many).
    n_terms : int
        Terms the model was fitted on.
    confidence : float
        Of the intervals.
    refusal : str
        Why there are no themes (all tables are then empty), or nothing.
    """

    terms: pd.DataFrame
    passages: pd.DataFrame
    prevalence: pd.DataFrame
    n_terms: int
    confidence: float
    refusal: str = ""


def fit_themes(
    tokens: Tokens,
    number: int,
    seed: int,
    minimum_tokens: int = 20,
    minimum_passages: int = 2,
    confidence: float = 0.95,
    depth: int = 8,
) -> Themes:
    """Fit non-negative matrix factorization to the TF-IDF of passages.

    Parameters
    ----------
    tokens : Tokens
        The corpus.
    number : int
        Themes to fit.
    seed : int
        Of the initialization.
    minimum_tokens : int
        Shorter passages are left out.
    minimum_passages : int
        Terms in fewer passages are left out, as are English stop words and tokens without a letter.
    confidence : float
        Of the intervals.
    depth : int
        Terms listed per theme.

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
    counts = document_term_matrix(tokens, "passage")
    long_enough = np.flatnonzero(counts.sum(axis=1) >= minimum_tokens)
    counts = counts[long_enough]
    content = [name not in ENGLISH_STOP_WORDS and any(map(str.isalpha, name)) for name in tokens.types]
    terms = np.flatnonzero(np.array(content, dtype=bool) & ((counts > 0).sum(axis=0) >= minimum_passages))
    if len(long_enough) < _PASSAGES_PER_THEME * number or len(terms) < _TERMS_PER_THEME * number:
        refusal = (
            f"{number} themes need {_PASSAGES_PER_THEME * number} passages and {_TERMS_PER_THEME * number} terms; "
            f"the corpus has {len(long_enough)} passages of at least {minimum_tokens} tokens, "
            f"and {len(terms)} terms in them; set a smaller number or a smaller minimum_tokens under [themes]"
        )
        return _no_themes(refusal, confidence)
    weights = TfidfTransformer().fit_transform(counts[:, terms])
    model = NMF(number, init="nndsvda", random_state=seed, max_iter=_MAX_ITERATIONS)
    share = model.fit_transform(weights)
    total = share.sum(axis=1, keepdims=True)
    share = np.divide(share, total, out=np.zeros_like(share), where=total > 0)
    order = np.argsort(-share.mean(axis=0), kind="stable")
    term_table = _rank_terms(model.components_[order], tokens.types[terms], depth)
    names = list(dict.fromkeys(term_table["theme"]))
    first = passage_numbers(tokens)[1][long_enough]
    passages = pd.DataFrame(share[:, order], columns=names)
    passages.insert(0, "doc_id", np.array(tokens.doc_ids)[tokens.documents[first]])
    passages.insert(1, "passage", tokens.passage[first])
    return Themes(term_table, passages, _prevalence(passages, names, seed, confidence), len(terms), confidence)


def _no_themes(refusal: str, confidence: float) -> Themes:
    """Empty tables, and why."""
    terms = pd.DataFrame(columns=["theme", "rank", "term", "weight"])
    passages = pd.DataFrame(columns=["doc_id", "passage"])
    prevalence = pd.DataFrame(columns=["doc_id", "theme", "share", "low", "high", "passages"])
    return Themes(terms, passages, prevalence, 0, confidence, refusal)


def _rank_terms(components: np.ndarray, terms: np.ndarray, depth: int) -> pd.DataFrame:
    """The terms of greatest weight per theme; ties go by the alphabet."""
    rows: list[tuple[str, int, str, float]] = []
    for weights in components:
        top = np.lexsort((terms, -weights.round(9)))[:depth]
        name = " · ".join(terms[top[:_NAMING_TERMS]])
        if any(name == row[0] for row in rows):  # two themes of the same top terms
            name += f" ({len({row[0] for row in rows}) + 1})"
        rows += [(name, rank, terms[place], weights[place]) for rank, place in enumerate(top, start=1)]
    return pd.DataFrame(rows, columns=["theme", "rank", "term", "weight"])


def _prevalence(passages: pd.DataFrame, names: list[str], seed: int, confidence: float) -> pd.DataFrame:
    """Mean share of every theme in every document, passages resampled within documents for its interval."""
    rng = np.random.default_rng(seed)
    rows = []
    for doc_id, group in passages.groupby("doc_id"):
        shares = group[names].to_numpy()
        draws = rng.integers(len(shares), size=(_DRAWS, len(shares)))
        tail = (1 - confidence) / 2
        low, high = np.quantile(shares[draws].mean(axis=1), [tail, 1 - tail], axis=0)
        if len(shares) < MINIMUM_FOR_INTERVAL:
            low, high = np.full((2, len(names)), np.nan)
        rows += [(doc_id, *row, len(shares)) for row in zip(names, shares.mean(axis=0), low, high, strict=True)]
    return pd.DataFrame(rows, columns=["doc_id", "theme", "share", "low", "high", "passages"])
