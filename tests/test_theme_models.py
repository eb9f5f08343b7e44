"""What theme models read: passages that are long enough, terms that recur, weights as scikit-learn has them."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.theme_models import count_terms, fit_lda, fit_nmf, refuse_number, sample_passages, top_terms, weigh_terms
from analysis.tokens import tokenize

TEXTS = ["talks talks arms\nthe arms of 2022 were gas\ngas", "talks gas price\nprice gas gas"]


def test_short_passages_stop_words_and_rare_terms_are_left_out():
    """By hand: the third passage has one token; the, of, were and 2022 are no terms; arms, gas, price, talks recur."""
    found = count_terms(tokenize(TEXTS, ["a", "b"]), minimum_tokens=2)
    assert found.terms.tolist() == ["arms", "gas", "price", "talks"]
    assert found.counts.toarray().tolist() == [[1, 0, 0, 2], [1, 1, 0, 0], [0, 1, 1, 1], [0, 2, 1, 0]]
    assert list(found.doc_ids) == ["a", "a", "b", "b"]
    assert found.passage.tolist() == [1, 2, 1, 2]
    assert found.tokens.tolist() == [3, 6, 3, 3]


def test_terms_must_stand_in_passages_that_are_long_enough():
    """Arms stands in two passages, but only one of them is read."""
    found = count_terms(tokenize(["talks arms gas\ntalks gas price\narms"], ["a"]), minimum_tokens=2)
    assert found.terms.tolist() == ["gas", "talks"]


def test_weights_are_those_of_scikit_learn():
    passages = count_terms(tokenize(TEXTS, ["a", "b"]), minimum_tokens=2)
    lines = ["talks talks arms", "arms gas", "talks gas price", "price gas gas"]
    np.testing.assert_allclose(weigh_terms(passages.counts), TfidfVectorizer().fit_transform(lines).toarray())


@pytest.mark.parametrize("form", [np.asarray, sparse.csr_array])
def test_fits_are_those_of_scikit_learn(form):
    weights = np.random.default_rng(1).random((40, 30))
    model = NMF(3, init="nndsvda", random_state=5, max_iter=2000, tol=1e-4)
    expected = model.fit_transform(weights)
    fit = fit_nmf(form(weights), 3, seed=5)
    sums = model.components_.sum(axis=1)
    np.testing.assert_allclose(fit.weights, expected * sums, atol=1e-5)
    np.testing.assert_allclose(fit.components, model.components_ / sums[:, None], atol=1e-6)


def test_weights_are_what_themes_add_to_passages():
    """However the model parts a product into its two sides: terms add up to one, passages to what the model gives."""
    weights = np.random.default_rng(1).random((40, 30))
    fit = fit_nmf(weights, 3, seed=5)
    np.testing.assert_allclose(fit.components.sum(axis=1), 1)
    np.testing.assert_allclose(fit.weights.sum(axis=1), (fit.weights @ fit.components).sum(axis=1))
    np.testing.assert_allclose(fit.weights.sum(axis=1), weights.sum(axis=1), rtol=0.3)


def test_the_less_perplexed_fit_is_the_more_likely_one():
    """Passages of two lists of words: two themes fit better than one, as scikit-learn measures it too."""
    counts = sparse.csr_array(np.kron(np.eye(2, dtype=np.int64), np.ones((10, 8), dtype=np.int64)))
    one, two = (fit_lda(counts, number, seed=1).perplexity for number in (1, 2))
    model = LatentDirichletAllocation(2, random_state=1, n_jobs=1, learning_method="batch", max_iter=30).fit(counts)
    assert two == pytest.approx(model.perplexity(counts), rel=1e-3)
    assert two < one - 1


def test_the_other_model_is_that_of_scikit_learn():
    counts = sparse.csr_array(np.random.default_rng(1).poisson(1, (30, 20)))
    model = LatentDirichletAllocation(2, random_state=5, n_jobs=1, learning_method="batch", max_iter=30)
    model.fit(counts)
    np.testing.assert_array_equal(fit_lda(counts, 2, seed=5).components, model.components_)


def test_many_passages_are_fitted_batch_by_batch(monkeypatch):
    """Three lists of words, one per third of the passages: each theme holds one list."""
    monkeypatch.setattr("analysis.theme_models.MANY_PASSAGES", 100)
    rng = np.random.default_rng(1)
    weights = np.zeros((300, 30))
    for part in range(3):
        weights[part::3, part * 10 : part * 10 + 10] = rng.random((100, 10))
    fit = fit_nmf(sparse.csr_array(weights), 3, seed=1)
    assert sorted(sorted(top // 10) for top in top_terms(fit.components)) == [[part] * 10 for part in range(3)]


def test_equal_weights_are_ranked_by_the_alphabet():
    """Sums in another order differ in the last digits, and must not change the order of terms."""
    assert top_terms(np.array([[0.1 + 0.2, 0.3, 0.5]]), 3).tolist() == [[2, 0, 1]]
    assert top_terms(np.array([[0.3, 0.1 + 0.2, 0.5]]), 3).tolist() == [[2, 0, 1]]


def test_a_corpus_too_small_is_refused_in_words():
    passages = count_terms(tokenize(["talks " * 30], ["000"]))
    assert refuse_number(passages, 4).startswith(
        "4 themes need 20 passages and 40 terms; the corpus has 1 different passage of"
    )
    assert passages.largest == 0


def test_passages_that_are_all_alike_are_too_few():
    """Forty times the same passage of thirty terms; more than one theme would be named by the alphabet."""
    words = " ".join(f"{stem}{letter}" for stem in ("talks", "arms", "gas") for letter in "abcdefghij")
    passages = count_terms(tokenize(["\n".join([words] * 40)], ["a"]))
    assert passages.counts.shape == (40, 30)
    assert passages.different == 1
    assert "the corpus has 1 different passage of" in refuse_number(passages, 2)
    assert passages.keep(np.arange(0)).different == 0


def test_of_many_passages_a_seeded_sample_is_fitted_and_says_so():
    passages = count_terms(tokenize(["\n".join(["talks arms gas"] * 9)], ["a"]), minimum_tokens=2)
    drawn = sample_passages(passages, 4, seed=1)
    assert sample_passages(passages, 9, seed=1) is passages
    assert (drawn.counts.shape, drawn.drawn_from, len(drawn.passage)) == ((4, 3), 9, 4)
    assert drawn.passage.tolist() == sorted({*drawn.passage.tolist()})
    assert drawn.passage.tolist() == sample_passages(passages, 4, seed=1).passage.tolist()
