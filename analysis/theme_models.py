"""Turn passages into the matrices that theme models read, and fit the models with scikit-learn."""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import sklearn
from scipy import sparse
from sklearn.decomposition import NMF, LatentDirichletAllocation, MiniBatchNMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfTransformer
from threadpoolctl import ThreadpoolController

from analysis.tokens import Tokens, document_term_matrix, passage_numbers

MINIMUM_TOKENS, MINIMUM_PASSAGES = 20, 2
DEPTH = 10  # terms that stand for a theme when themes are compared
FEWEST_PASSAGES, FEWEST_TERMS = 5, 10  # for each theme; with fewer a model has nothing to part
MANY_PASSAGES = 20_000  # beyond these NMF is fitted batch by batch
TOLERANCE = 1e-4  # a fit ends when the change of a round is below this share of the first round's
_ROUNDS, _LDA_ROUNDS, _BATCH_ROUNDS = 2000, 30, 200
_BATCH = 4096  # passages
_LDA_BATCH, _LDA_FEW_ROUNDS = 500, 5  # passages; rounds where there are more
_DENSE_CELLS = 1_000_000  # a smaller matrix is faster without its zeros left out
_DIGITS = 9  # of weights, so that sums in another order rank terms the same


@dataclass(frozen=True, eq=False)
class PassageTerms:
    """What a theme model reads: how often every term stands in every passage that is long enough.

    Attributes
    ----------
    counts : csr_array of int64, passages × terms
    terms : ndarray of str (object), in the order of the alphabet
    doc_ids : ndarray of str (object)
        Per passage, its document.
    passage : ndarray of int32
        Per passage, its number in the document, from 1.
    tokens : ndarray of int64
        Per passage, its tokens, those that are no terms included.
    minimum_tokens : int
        Shorter passages were left out.
    drawn_from : int
        How many passages there are, where these are a sample; 0 where they are all.
    """

    counts: sparse.csr_array
    terms: np.ndarray
    doc_ids: np.ndarray
    passage: np.ndarray
    tokens: np.ndarray
    minimum_tokens: int = MINIMUM_TOKENS
    drawn_from: int = 0

    @property
    def largest(self) -> int:
        """The largest number of themes that a model may be asked for."""
        return min(self.different // FEWEST_PASSAGES, self.counts.shape[1] // FEWEST_TERMS)

    @cached_property
    def different(self) -> int:
        """Passages that differ in their terms: repeats give a model nothing to part."""
        rows = zip(self.counts.indptr[:-1], self.counts.indptr[1:], strict=True)
        return len({(self.counts.indices[a:b].tobytes(), self.counts.data[a:b].tobytes()) for a, b in rows})

    def keep(self, passages: np.ndarray) -> PassageTerms:
        """The same terms in some of the passages."""
        return replace(
            self,
            counts=self.counts[passages],
            doc_ids=self.doc_ids[passages],
            passage=self.passage[passages],
            tokens=self.tokens[passages],
        )


class Fit(NamedTuple):
    """A fitted model: `weights` passages × themes, `components` themes × terms, `perplexity` where it has one."""

    weights: np.ndarray
    components: np.ndarray
    perplexity: float = float("nan")


def count_terms(
    tokens: Tokens, minimum_tokens: int = MINIMUM_TOKENS, minimum_passages: int = MINIMUM_PASSAGES
) -> PassageTerms:
    r"""Count the terms of every passage that is long enough.

    Parameters
    ----------
    tokens : Tokens
        The corpus; text that documents share is best counted once.
    minimum_tokens : int
        Shorter passages are left out.
    minimum_passages : int
        Terms in fewer passages are left out, as are English stop words and tokens without a letter.

    Returns
    -------
    PassageTerms
        The counts.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> found = count_terms(tokenize(["The talks on arms\nthe arms talks of 2022"], ["a"]), minimum_tokens=4)
    >>> found.terms.tolist(), found.counts.toarray().tolist()
    (['arms', 'talks'], [[1, 1], [1, 1]])
    """
    counts = document_term_matrix(tokens, "passage")
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    kept = np.flatnonzero(sizes >= minimum_tokens)
    counts = counts[kept]
    content = [name not in ENGLISH_STOP_WORDS and any(map(str.isalpha, name)) for name in tokens.types]
    common = np.bincount(counts.indices, minlength=len(tokens.types)) >= minimum_passages
    terms = np.flatnonzero(np.array(content, dtype=bool) & common)
    first = passage_numbers(tokens)[1][kept]
    doc_ids = np.array(tokens.doc_ids, dtype=object)[tokens.documents[first]]
    return PassageTerms(
        counts[:, terms], tokens.types[terms], doc_ids, tokens.passage[first], sizes[kept], minimum_tokens
    )


def sample_passages(
    passages: PassageTerms, most: int, seed: int, minimum_passages: int = MINIMUM_PASSAGES
) -> PassageTerms:
    """Draw as many passages as can be fitted some thousand times, or keep all of no more than that.

    Parameters
    ----------
    passages : PassageTerms
        What `count_terms` gives.
    most : int
        Passages to draw.
    seed : int
        Of the draw.
    minimum_passages : int
        Fewest passages of the sample in which a term must stand.

    Returns
    -------
    PassageTerms
        The sample, in the order of the text, with the terms that stand in so many of its passages; `drawn_from` says
        how many passages there were.
    """
    total = len(passages.doc_ids)
    if total <= most:
        return passages
    part = passages.keep(np.sort(np.random.default_rng(seed).choice(total, most, replace=False)))
    common = np.bincount(part.counts.indices, minlength=part.counts.shape[1]) >= minimum_passages
    return replace(part, counts=part.counts[:, common], terms=part.terms[common], drawn_from=total)


def refuse_number(passages: PassageTerms, number: int) -> str:
    """Why a corpus is too small for so many themes, and what to do; nothing where it is not."""
    if number <= passages.largest:
        return ""
    held, terms = passages.different, passages.counts.shape[1]
    return (
        f"{number} themes need {FEWEST_PASSAGES * number} passages and {FEWEST_TERMS * number} terms; the corpus has "
        f"{_some(held, 'different passage')} of at least {passages.minimum_tokens} tokens, and "
        f"{_some(terms, 'term')} in them (stop words and terms of too few passages are left out); set a "
        f"smaller k, minimum_tokens or minimum_passages under [themes]"
    )


def _some(number: int, thing: str) -> str:
    """How many of a thing."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def weigh_terms(counts: sparse.csr_array) -> sparse.csr_array | np.ndarray:
    """TF-IDF of passages, each of length one; a small matrix with its zeros written out."""
    weights = TfidfTransformer().fit_transform(counts)
    small = weights.shape[0] * weights.shape[1] <= _DENSE_CELLS
    return np.asarray(weights.todense()) if small else weights


def fit_nmf(weights: sparse.csr_array | np.ndarray, number: int, seed: int, tolerance: float = TOLERANCE) -> Fit:
    """Fit non-negative matrix factorization, batch by batch where there are more than 20,000 passages.

    Parameters
    ----------
    weights : matrix, passages × terms
        TF-IDF.
    number : int
        Themes.
    seed : int
        Of the initialization (NNDSVD with the zeros filled by the mean).
    tolerance : float
        The fit ends when the change of a round is below this share of the first round's.

    Returns
    -------
    Fit
        What each theme adds to the TF-IDF of each passage, and each term's share of its theme (adding up to 1).

    References
    ----------
    C. Boutsidis and E. Gallopoulos (2008), SVD based initialization: a head start for nonnegative matrix
    factorization, Pattern Recognition 41, 1350-1362.
    """
    common = {"init": "nndsvda", "random_state": seed, "tol": tolerance}
    if weights.shape[0] > MANY_PASSAGES:
        model = MiniBatchNMF(number, max_iter=_BATCH_ROUNDS, batch_size=_BATCH, **common)
    else:
        model = NMF(number, max_iter=_ROUNDS, **common)
    # the matrix was made here: looking through it for what it cannot hold would cost a third of a small fit
    unchecked = sklearn.config_context(assume_finite=True, skip_parameter_validation=True)
    with one_thread(), unchecked, warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a fit cut short shows in its stability
        fitted = model.fit_transform(weights)
    return _scale(fitted, model.components_)


def _scale(weights: np.ndarray, components: np.ndarray) -> Fit:
    """Terms as shares of their theme: the model leaves open how much of a product stands on which side."""
    sums = components.sum(axis=1)
    return Fit(weights * sums, components / np.where(sums > 0, sums, 1)[:, None])


def one_thread() -> AbstractContextManager[object]:
    """One thread for products of small matrices: more are slower, and their sums differ in the last digits."""
    return _controller().limit(limits=1)


@cache
def _controller() -> ThreadpoolController:
    """Looking for the libraries that use threads takes longer than a small fit."""
    return ThreadpoolController()


def fit_lda(counts: sparse.csr_array, number: int, seed: int) -> Fit:
    """Fit latent Dirichlet allocation to counts, in one process, since two give other numbers than one.

    More than 500 passages are fitted batch by batch (Hoffman et al. 2010).

    Parameters
    ----------
    counts : csr_array of int, passages × terms
        Counts.
    number : int
        Themes.
    seed : int
        Of the initialization.

    Returns
    -------
    Fit
        Shares of themes in passages, weights of terms in themes, and the perplexity (lower fits better).

    References
    ----------
    D. M. Blei, A. Y. Ng and M. I. Jordan (2003), Latent Dirichlet allocation, Journal of Machine Learning
    Research 3, 993-1022. M. D. Hoffman, D. M. Blei and F. Bach (2010), Online learning for latent Dirichlet
    allocation, Advances in Neural Information Processing Systems 23.
    """
    many = counts.shape[0] > _LDA_BATCH
    model = LatentDirichletAllocation(
        number,
        random_state=seed,
        n_jobs=1,
        learning_method="online" if many else "batch",  # which learns from each batch, and so in fewer rounds
        max_iter=_LDA_FEW_ROUNDS if many else _LDA_ROUNDS,
        batch_size=_LDA_BATCH,
    )
    return Fit(model.fit_transform(counts), model.components_, float(model.bound_))


def top_terms(components: np.ndarray, depth: int = DEPTH) -> np.ndarray:
    """Places of the heaviest terms of every theme, heaviest first; ties go to the term that comes first.

    Examples
    --------
    >>> top_terms(np.array([[0.0, 3.0, 1.0, 3.0]]), depth=2).tolist()
    [[1, 3]]
    """
    return np.argsort(-components.round(_DIGITS), axis=1, kind="stable")[:, :depth]
