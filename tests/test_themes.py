"""Themes are found where they were planted, the same every time, or the corpus is refused."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from analysis.theme_checks import compare_models, leave_one_out
from analysis.theme_models import count_terms, weigh_terms
from analysis.theme_stability import measure_stability
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
    return count_terms(tokenize(texts, ["a", "b"]))


def test_planted_themes_are_found():
    themes = fit_themes(planted(), 3, seed=1)
    assert {frozenset(ranking) for ranking in themes.rankings} == {frozenset(words) for words in PLANTED}


def test_prevalence_by_document():
    """Half of a document's passages were drawn from each of its two lists."""
    themes = fit_themes(planted(), 3, seed=1)
    gas = next(name for name in themes.names if "gas" in name)
    shares = themes.prevalence.set_index(["doc_id", "theme"])
    assert shares.loc[("a", gas), "share"] == pytest.approx(0, abs=0.02)
    assert shares.loc[("b", gas), "share"] == pytest.approx(0.5, abs=0.05)
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()
    assert set(shares["passages"]) == {24}


def test_intervals_are_those_of_a_plain_bootstrap():
    """A passage's share is nearly 0 or 1: half of 24 passages, so the mean is binomial; its 95 % are 7 to 17 of 24."""
    themes = fit_themes(planted(), 3, seed=1)
    gas = next(name for name in themes.names if "gas" in name)
    row = themes.prevalence.set_index(["doc_id", "theme"]).loc[("b", gas)]
    assert [row["low"], row["high"]] == pytest.approx([7 / 24, 17 / 24], abs=0.06)


def test_shares_of_a_passage_add_up_to_one_and_the_largest_names_its_theme():
    themes = fit_themes(planted(), 3, seed=1)
    np.testing.assert_allclose(themes.shares.sum(axis=1), 1)
    assert themes.passages["theme"].tolist() == themes.shares.idxmax(axis=1).tolist()


def test_themes_stand_in_order_of_prevalence(workbook):
    themes = workbook.themes
    assert themes.shares.mean().is_monotonic_decreasing
    assert themes.names == list(themes.terms["theme"].unique())


def test_a_theme_is_named_by_its_top_three_terms(workbook):
    themes = workbook.themes
    assert themes.names == [" · ".join(ranking[:3]) for ranking in themes.rankings]


def test_the_same_seed_gives_the_same_themes(workbook):
    again = fit_themes(workbook.passage_terms, len(workbook.themes.names), workbook.settings.statistics.seed)
    assert again.terms.equals(workbook.themes.terms)


def test_tables_do_not_depend_on_threads(workbook):
    """To three digits, with one thread of the numerical libraries and with two."""
    passages, tables = workbook.passage_terms, []
    for threads in (1, 2):
        with threadpool_limits(threads):
            themes = fit_themes(passages, 4, seed=1)
            tables.append(
                (
                    themes.terms.round(3).to_csv(),
                    themes.prevalence.round(3).to_csv(),
                    leave_one_out(themes, passages, seed=1).round(3).to_csv(),
                    compare_models(themes, passages, seed=1).round(3).to_csv(),
                    measure_stability(weigh_terms(passages.counts), [3, 4], 1, 3).round(3).tolist(),
                )
            )
    assert tables[0] == tables[1]


def test_short_passages_and_stop_words_are_left_out(workbook):
    tokens = workbook.tokens_once
    assert len(workbook.themes.passages) == sum(
        (np.bincount(tokens.passage[a:b]) >= 20).sum()
        for a, b in zip(tokens.doc_offsets, tokens.doc_offsets[1:], strict=False)
    )
    assert not {"the", "of", "10"} & set(workbook.themes.terms["term"])


def test_text_that_articles_share_is_read_once(workbook):
    read = workbook.themes.passages[["doc_id", "passage"]]
    assert not workbook.shared.repeats(read["doc_id"], read["passage"]).any()


def test_few_passages_have_no_interval():
    """Four passages in the first document, of which no bootstrap can be drawn."""
    words = [word for words in PLANTED for word in words] + [f"w{number}" for number in range(30)]
    rng = np.random.default_rng(0)
    texts = ["\n".join(" ".join(rng.choice(words, 40)) for _ in range(n)) for n in (4, 20)]
    shares = fit_themes(count_terms(tokenize(texts, ["a", "b"])), 3, seed=1).prevalence.set_index("doc_id")
    assert shares.loc["a", ["low", "high"]].isna().all(axis=None)
    assert shares.loc["b", ["low", "high"]].notna().all(axis=None)


def test_wider_confidence_gives_wider_intervals(workbook):
    wide = fit_themes(workbook.passage_terms, 4, seed=1, confidence=0.99).prevalence
    narrow = fit_themes(workbook.passage_terms, 4, seed=1, confidence=0.8).prevalence
    assert ((wide["high"] - wide["low"]) >= (narrow["high"] - narrow["low"])).all()
