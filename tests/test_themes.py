"""Themes are found where they were planted, the same every time, or the corpus is refused."""

import numpy as np
import pytest

from analysis.captions import describe
from analysis.prose import say
from analysis.theme_figures import draw_theme_shares, draw_theme_terms
from analysis.themes import fit_themes
from analysis.tokens import tokenize

PLANTED = [[f"{stem}{letter}" for letter in "abcdefghij"] for stem in ("talks", "missiles", "gas")]


def planted(seed: int = 0):
    """Two documents of passages that each draw from one list of words, the third list in the second only."""
    rng = np.random.default_rng(seed)
    texts = [
        "\n".join(" ".join(rng.choice(words, 25)) for words in lists for _ in range(12))
        for lists in (PLANTED[:2], PLANTED[1:])
    ]
    return tokenize(texts, ["a", "b"])


def test_planted_themes_are_found():
    themes = fit_themes(planted(), 3, seed=1, depth=10)
    found = {frozenset(group["term"]) for _, group in themes.terms.groupby("theme")}
    assert found == {frozenset(words) for words in PLANTED}


def test_prevalence_by_document():
    """Half of a document's passages were drawn from each of its two lists."""
    themes = fit_themes(planted(), 3, seed=1)
    gas = next(name for name in themes.terms["theme"].unique() if "gas" in name)
    shares = themes.prevalence.set_index(["doc_id", "theme"])
    assert shares.loc[("a", gas), "share"] == pytest.approx(0, abs=0.02)
    assert shares.loc[("b", gas), "share"] == pytest.approx(0.5, abs=0.05)
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()
    assert set(shares["passages"]) == {24}


def test_shares_of_a_passage_add_up_to_one():
    passages = fit_themes(planted(), 3, seed=1).passages
    np.testing.assert_allclose(passages.drop(columns=["doc_id", "passage"]).sum(axis=1), 1)


def test_themes_stand_in_order_of_prevalence(workbook):
    themes = workbook.themes
    shares = themes.passages.drop(columns=["doc_id", "passage"]).mean()
    assert shares.is_monotonic_decreasing
    assert list(shares.index) == list(themes.terms["theme"].unique())


def test_the_same_seed_gives_the_same_themes(workbook):
    settings = workbook.settings
    again = fit_themes(workbook.tokens, settings.themes.number, settings.statistics.seed)
    assert again.terms.equals(workbook.themes.terms)


def test_short_passages_and_stop_words_are_left_out(workbook):
    assert workbook.themes.passages["passage"].size == sum(
        (np.bincount(workbook.tokens.passage[a:b]) >= 20).sum()
        for a, b in zip(workbook.tokens.doc_offsets, workbook.tokens.doc_offsets[1:], strict=False)
    )
    assert not {"the", "of", "10"} & set(workbook.themes.terms["term"])


def test_too_small_a_corpus_has_no_themes_and_says_why(workbook):
    themes = fit_themes(tokenize(["talks " * 30], ["000"]), 4, seed=1)
    assert themes.refusal.startswith("4 themes need 20 passages and 40 terms; the corpus has 1 passages")
    assert say("themes", themes) == f"No themes: {themes.refusal}."
    documents = workbook.by_date
    assert not draw_theme_terms(themes.terms, describe("theme_terms", themes, documents)).patches
    assert not draw_theme_shares(themes.prevalence, documents, describe("theme_shares", themes, documents)).patches


def test_few_passages_have_no_interval():
    """Four passages in the first document, of which no bootstrap can be drawn."""
    words = [word for words in PLANTED for word in words] + [f"w{number}" for number in range(30)]
    rng = np.random.default_rng(0)
    texts = ["\n".join(" ".join(rng.choice(words, 40)) for _ in range(n)) for n in (4, 20)]
    shares = fit_themes(tokenize(texts, ["a", "b"]), 3, seed=1).prevalence.set_index("doc_id")
    assert shares.loc["a", ["low", "high"]].isna().all(axis=None)
    assert shares.loc["b", ["low", "high"]].notna().all(axis=None)


def test_wider_confidence_gives_wider_intervals(workbook):
    wide = fit_themes(workbook.tokens, 4, seed=1, confidence=0.99).prevalence
    narrow = fit_themes(workbook.tokens, 4, seed=1, confidence=0.8).prevalence
    assert ((wide["high"] - wide["low"]) >= (narrow["high"] - narrow["low"])).all()
