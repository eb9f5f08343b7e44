"""The number of themes: the planted one is chosen, shuffled text has none, and one seed is one verdict."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from planted import planted

from analysis.prose import say
from analysis.theme_models import count_terms
from analysis.theme_number import ARTICLES, WHOLE, WITHIN, ThemeNumber, _describe, _judge, choose_number
from analysis.theme_stability import shuffle_terms, stability
from analysis.tokens import tokenize

pytestmark = pytest.mark.slow  # many fits


@pytest.mark.parametrize("number", [3, 5, 8])
def test_the_planted_number_is_chosen(number):
    found = choose_number(planted(number), [2, 3, 4, 5, 6, 8], seed=1, shuffles=4, seeds=3, subsamples=4)
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
            seeds=1,
            subsamples=2,
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
    assert (found.seeds["margin"] < 0.2).all()
    assert found.curves.set_index(["kind", "k"])["stability"][WITHIN, 4] > 0.6


def test_the_curve_of_the_text_as_written_is_its_stability():
    passages = planted(3)
    found = choose_number(passages, [3], seed=4, shuffles=3, seeds=2, subsamples=4)
    written = found.curves[found.curves["kind"] == ARTICLES].iloc[0]
    each = [stability(passages, 3, seed, subsamples=4) for seed in (4, 5)]
    assert written["stability"] == pytest.approx(np.mean(each))
    assert [written["low"], written["high"]] == pytest.approx(sorted(each))
    assert found.seeds["seed"].tolist() == [4, 5]


def test_the_verdict_follows_from_the_line():
    """By hand, at 3 and 4 themes, under two seeds.

    The means of both kinds are 0.5 and 0.4. Of those shuffled over all, the last stands out most, at 3 themes: by 0.6
    less 0.45, the mean of the others. Of those within, the last does, at 4 themes: by 0.6 less 0.3. So the line is at
    0.65 and 0.55 for the first kind, at 0.8 and 0.7 for the second. Without these two, the most is 0.1 over means of
    0.45 and 0.4 (0.5 less 0.4, at 3 themes), and 0 over means of 0.5 and 0.3: the line is at 0.55 and 0.5.
    """
    texts = {
        ARTICLES: np.array([[0.9, 0.5], [0.6, 0.65]]),
        WHOLE: np.array([[0.4, 0.4], [0.5, 0.4], [0.6, 0.4]]),
        WITHIN: np.array([[0.5, 0.3], [0.5, 0.3], [0.5, 0.6]]),
    }
    table = _judge([3, 4], [1, 2], texts)
    assert table["seed"].tolist() == [1, 2]
    assert table["k"].tolist() == [3, 4]
    assert table["stability"].tolist() == [0.9, 0.65]
    assert table["to_clear"].tolist() == pytest.approx([0.8, 0.7])
    assert table["margin"].tolist() == pytest.approx([0.1, -0.05])
    assert table["as_far"].tolist() == [0, 1]
    assert table["moved"].tolist() == pytest.approx([0.25, 0.2])
    assert table["stable"].tolist() == [True, False]
    curves = _describe([3, 4], texts).set_index(["kind", "k"])["to_clear"]
    assert curves[WHOLE].tolist() == pytest.approx([0.65, 0.55])
    assert curves[WITHIN].tolist() == pytest.approx([0.8, 0.7])
    assert curves[ARTICLES].isna().all()


def test_both_kinds_must_be_exceeded_at_one_number():
    """At 3 themes the articles are above the line of one kind, at 4 above that of the other, nowhere above both."""
    texts = {
        ARTICLES: np.array([[0.5, 0.5]]),
        WHOLE: np.array([[0.2, 0.6], [0.3, 0.6], [0.4, 0.6]]),
        WITHIN: np.array([[0.6, 0.2], [0.6, 0.3], [0.6, 0.4]]),
    }
    table = _judge([3, 4], [1], texts)
    assert table["as_far"][0] > 0
    assert not table["stable"][0]


@pytest.mark.parametrize(
    ("stable", "margins", "moved", "otherwise", "near"),
    [
        (False, [-0.02, -0.03, -0.2], 0.05, 2, True),
        (False, [-0.02, -0.1, -0.2], 0.05, 1, False),
        (True, [0.2, 0.1, 0.3], 0.05, 3, False),
        (True, [0.2, 0.04, 0.03], 0.05, 1, True),
        (True, [0.2, 0.1, -0.3], 0.05, 2, True),
        (False, [0.01, -0.1, -0.3], 0.05, 1, True),
    ],
    ids=["one text turns no", "no", "yes", "one text turns yes", "yes by two of three", "no by two of three"],
)
def test_a_verdict_is_near_when_one_text_or_the_seed_turns_it(stable, margins, moved, otherwise, near):
    seeds = pd.DataFrame({"margin": margins, "moved": moved, "stable": [margin > 0 for margin in margins]})
    found = ThemeNumber(3, stable, pd.DataFrame(), seeds, 10)
    assert found.otherwise == otherwise
    assert found.near == near


def test_two_shuffled_texts_are_too_few():
    with pytest.raises(ValueError, match="shuffles: 2; at least 3"):
        choose_number(planted(3), [3], seed=1, shuffles=2)


def test_processes_change_nothing():
    passages = planted(3, passages=6)
    one, two = (choose_number(passages, [3], seed=1, shuffles=3, seeds=2, subsamples=2, n_jobs=jobs) for jobs in (1, 2))
    assert one.curves.equals(two.curves)


def test_progress_is_told():
    steps = []
    choose_number(planted(3), [3], seed=1, shuffles=3, seeds=2, subsamples=2, progress=lambda *step: steps.append(step))
    assert steps == [(n, 8) for n in range(1, 9)]


def test_without_stable_themes_the_number_of_the_settings_is_shown(workbook):
    """Or the largest below it that the corpus allows, or the smallest that was tried."""
    passages = workbook.passage_terms
    mixed = replace(passages, counts=shuffle_terms(passages, passages.doc_ids, np.random.default_rng(1)))
    few = mixed.keep(np.arange(20))  # enough for four
    for numbers, shown, read, expected in (
        ([3, 4, 5], 4, mixed, 4),
        ([5, 3, 4], 4, mixed, 4),
        ([3, 4, 5], 5, few, 4),
        ([4, 5, 3], 2, few, 3),
        ([4, 3], None, few, 3),
    ):
        found = choose_number(read, numbers, seed=1, shown=shown, shuffles=5, seeds=1, subsamples=1)
        assert not found.stable
        assert found.number == expected


def test_a_corpus_too_small_has_no_number_and_says_why():
    found = choose_number(count_terms(tokenize(["talks " * 30], ["000"])), [4, 6], seed=1)
    assert found.number == 0
    assert found.refusal.startswith("4 themes need 20 passages")
    assert say("theme_verdict", found) == f"No themes: {found.refusal}."
    assert say("theme_method", found) == f"Nothing was fitted: {found.refusal}."
