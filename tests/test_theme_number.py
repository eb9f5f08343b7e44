"""The number of themes: the planted one is chosen, shuffled text has none, and one seed is one verdict."""

from dataclasses import replace

import numpy as np
import pytest
from planted import planted

from analysis.prose import say
from analysis.theme_models import count_terms
from analysis.theme_number import ARTICLES, WHOLE, WITHIN, _judge, choose_number
from analysis.theme_stability import shuffle_terms, stability
from analysis.tokens import tokenize

pytestmark = pytest.mark.slow  # many fits


@pytest.mark.parametrize("number", [3, 5, 8])
def test_the_planted_number_is_chosen(number):
    found = choose_number(planted(number), [2, 3, 4, 5, 6, 8], seed=1, shuffles=9, seeds=3, subsamples=5)
    assert found.stable
    assert found.number == number
    assert found.agree == 3
    curve = found.curves.set_index(["kind", "k"])["stability"]
    assert curve[ARTICLES, number] > 0.9
    assert curve[WHOLE, number] < curve[ARTICLES, number] - 0.3


@pytest.mark.parametrize("within", [False, True])
def test_shuffled_corpora_have_no_stable_themes(within):
    """The small version of bench/themes.py: each would be stable by chance once in forty times."""
    passages = planted(4)
    groups = passages.doc_ids if within else np.zeros(len(passages.doc_ids))
    verdicts = [
        choose_number(
            replace(passages, counts=shuffle_terms(passages, groups, np.random.default_rng(number))),
            [3, 5],
            seed=10 * number,
            seeds=3,
            subsamples=4,
        ).stable
        for number in range(6)
    ]
    assert sum(verdicts) <= 1


def test_an_article_alone_is_no_theme():
    """Each of four articles has words of its own at random: only shuffling within articles sees through that."""
    rng = np.random.default_rng(1)
    texts = [
        "\n".join(" ".join(rng.choice([f"{name}{letter}" for letter in "abcdefghijkl"], 25)) for _ in range(12))
        for name in "xyzu"
    ]
    found = choose_number(count_terms(tokenize(texts, list("abcd"))), [3, 4], seed=1, seeds=3, subsamples=5)
    assert not found.stable
    assert (found.seeds["above"] < found.seeds["shuffled_within"] + 0.2).all()
    assert found.curves.set_index(["kind", "k"])["stability"][WITHIN, 4] > 0.6


def test_the_curve_of_the_text_as_written_is_its_stability():
    passages = planted(3)
    found = choose_number(passages, [3], seed=4, shuffles=2, seeds=2, subsamples=4)
    written = found.curves[found.curves["kind"] == ARTICLES].iloc[0]
    each = [stability(passages, 3, seed, subsamples=4) for seed in (4, 5)]
    assert written["stability"] == pytest.approx(np.mean(each))
    assert [written["low"], written["high"]] == pytest.approx(sorted(each))
    assert found.seeds["seed"].tolist() == [4, 5]


def test_the_verdict_follows_from_the_largest_gaps():
    """By hand, at 3 and 4 themes, under two seeds; the means of the shuffled texts are 0.5, 0.4 and 0.5, 0.4."""
    texts = {
        ARTICLES: np.array([[0.9, 0.5], [0.6, 0.5]]),
        WHOLE: np.array([[0.4, 0.4], [0.6, 0.4], [0.5, 0.4]]),
        WITHIN: np.array([[0.5, 0.3], [0.5, 0.3], [0.5, 0.6]]),
    }
    table = _judge([3, 4], [1, 2], texts)
    assert table["k"].tolist() == [3, 3]
    assert table["above"].tolist() == pytest.approx([0.4, 0.1])
    assert table["shuffled_whole"].tolist() == pytest.approx([0.6 - 0.45] * 2)
    assert table["shuffled_within"].tolist() == pytest.approx([0.6 - 0.3] * 2)
    assert table["stable"].tolist() == [True, False]


def test_processes_change_nothing():
    passages = planted(3, passages=6)
    one, two = (choose_number(passages, [3], seed=1, shuffles=2, seeds=2, subsamples=2, n_jobs=jobs) for jobs in (1, 2))
    assert one.curves.equals(two.curves)


def test_progress_is_told():
    steps = []
    choose_number(planted(3), [3], seed=1, shuffles=2, seeds=2, subsamples=2, progress=lambda *step: steps.append(step))
    assert steps == [(n, 6) for n in range(1, 7)]


def test_without_stable_themes_the_number_of_the_settings_is_shown(workbook):
    found = choose_number(workbook.passage_terms, [3, 4, 5], seed=1, shown=4, shuffles=19, seeds=1, subsamples=1)
    assert found.number == (found.number if found.stable else 4)
    few = workbook.passage_terms.keep(np.arange(17))
    assert choose_number(few, [3, 4, 5], seed=1, shown=5, shuffles=2, seeds=1, subsamples=1).number == 3


def test_a_corpus_too_small_has_no_number_and_says_why():
    found = choose_number(count_terms(tokenize(["talks " * 30], ["000"])), [4, 6], seed=1)
    assert found.number == 0
    assert found.refusal.startswith("4 themes need 20 passages")
    assert say("theme_verdict", found) == f"No themes: {found.refusal}."
    assert say("theme_method", found) == f"Nothing was fitted: {found.refusal}."
