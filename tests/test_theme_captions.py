"""What is said of themes is what their tables hold; the verdict comes first."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.captions import describe
from analysis.prose import say
from analysis.theme_captions import describe_stability
from analysis.theme_figures import draw_stability, draw_theme_shares, draw_theme_terms
from analysis.theme_models import count_terms
from analysis.theme_number import choose_number
from analysis.theme_prose import say_seeds, say_verdict, state_verdict
from analysis.themes import fit_themes
from analysis.tokens import tokenize
from analysis.wording import format_number, format_percent


@pytest.fixture(scope="module")
def found(workbook):
    """The verdict on the five articles, which is no."""
    return workbook.theme_number


@pytest.fixture(scope="module")
def stable(found):
    """The same with three of five seeds for five themes."""
    seeds = found.seeds.assign(
        stable=[True, True, True, False, False], above=0.3, shuffled_whole=0.2, shuffled_within=0.1
    )
    return replace(found, stable=True, number=5, seeds=seeds)


def test_the_headline_says_no_and_gives_the_figures_of_shuffled_text(found):
    sentence = say("theme_verdict", found)
    assert sentence.startswith("No stable themes: with 3, 4, 5 or 6 themes, the articles do not stand out")
    assert f"({say_seeds(found)})" in sentence
    assert (
        f"one of 38 shuffled texts stands out by {format_number(float(found.seeds['shuffled_within'].max()))}"
        in sentence
    )
    at = found.curves[found.curves["k"] == 4]["stability"].tolist()
    assert all(format_number(value) in sentence for value in at)
    assert sentence.endswith("a way to read the corpus, and no finding about it.")


def test_the_headline_gives_no_negative_distance(found):
    below = replace(found, seeds=found.seeds.assign(above=[-0.01, 0.02, -0.05, 0.1, 0.0]))
    assert "they do not even exceed the mean of shuffled text under every seed" in state_verdict(below)
    above = replace(found, seeds=found.seeds.assign(above=[0.12, 0.09, 0.1, 0.1, 0.1]))
    assert "from the mean of shuffled text by 0.0900 to 0.120, depending on the seed" in state_verdict(above)


def test_the_headline_says_yes_with_the_share_of_seeds(stable):
    sentence = state_verdict(stable)
    assert sentence.startswith("5 themes, more stable than in every shuffled text (3 of 5 seeds agree)")
    assert "by 0.300, depending on the seed, and none of 38 shuffled texts does so by more than 0.200" in sentence
    assert say_verdict(stable) == "5 themes, more stable than shuffled text"


def test_seeds_that_agree_are_those_of_the_verdict(found, stable):
    assert say_seeds(stable) == "3 of 5 seeds agree"
    mixed = replace(found, seeds=found.seeds.assign(stable=[True, False, False, False, False]))
    assert say_seeds(mixed) == "4 of 5 seeds agree"
    assert say_seeds(replace(found, seeds=found.seeds.assign(stable=False))) == "all 5 seeds agree"


def test_what_was_done_counts_the_fits(found):
    """Five seeds and 38 shuffled texts, four numbers of themes, ten subsamples and all passages."""
    assert f"{(5 + 38) * 4 * 11:,} fits in all" in say("theme_method", found)


def test_every_title_bears_the_verdict(workbook, found, stable):
    documents, themes = workbook.by_date, workbook.themes
    for verdict, head in ((found, "No stable themes"), (stable, "5 themes, more stable than shuffled text")):
        words = [describe(name, themes, verdict, documents) for name in ("theme_terms", "theme_shares")]
        words.append(describe("stability", verdict, documents))
        assert all(one.title.startswith(head) for one in words)
        assert all(say_seeds(verdict) in one.caption for one in words)


def test_alt_texts_give_every_value(workbook, found):
    alt = describe("stability", found, workbook.by_date).alt
    for row in found.curves.itertuples():
        values = [format_number(value) for value in (row.stability, row.low, row.high)]
        assert "{} themes {} ({} to {})".format(row.k, *values) in alt
    alt = describe("theme_shares", workbook.themes, found, workbook.by_date).alt
    for row in workbook.themes.prevalence.itertuples():
        interval = f"{format_percent(row.low)} to {format_percent(row.high)}"
        assert f"{row.theme} {format_percent(row.share)} ({interval})" in alt


def test_a_share_without_interval_has_none_in_the_alt_text(workbook, found):
    themes = workbook.themes
    bare = replace(themes, prevalence=themes.prevalence.assign(low=float("nan"), high=float("nan")))
    alt = describe("theme_shares", bare, found, workbook.by_date).alt
    assert "(" not in alt
    assert "nan" not in alt


def test_themes_are_named_with_their_standing(workbook, found):
    sentence = say("themes", workbook.themes, found)
    assert sentence.startswith(f"{len(workbook.themes.names)} themes (not stable, so a way to read and not a finding)")
    assert all(f"“{name}”" in sentence for name in workbook.themes.names)


def test_too_small_a_corpus_has_no_themes_and_every_sentence_and_chart_says_why(workbook):
    passages = count_terms(tokenize(["talks " * 30], ["000"]))
    none, themes = choose_number(passages, [4], seed=1), fit_themes(passages, 4, seed=1)
    documents = workbook.by_date
    assert say("theme_doubts", pd.DataFrame(), documents, 0) == "There are no themes to note anything of."
    assert say("themes", themes, none) == f"No themes: {themes.refusal}."
    assert describe_stability(none, documents)[1] == none.refusal
    words = describe("theme_shares", themes, none, documents, shared=workbook.shared)
    assert "set a smaller k or a smaller minimum_tokens under [themes]" in words.subtitle
    assert words.source.startswith("Source: 5 articles")
    assert "share text" not in words.caption
    assert not draw_theme_terms(themes.terms, describe("theme_terms", themes, none, documents)).patches
    assert not draw_theme_shares(themes.prevalence, documents, words).patches
    assert not draw_stability(none.curves, none.number, describe("stability", none, documents)).lines


def test_which_themes_outlive_every_article_is_said():
    rows = [("a", "x", True), ("a", "y", True), ("b", "x", True), ("b", "y", False)]
    table = pd.DataFrame(rows, columns=["theme", "doc_id", "found"])
    assert say("theme_left_out", table) == "1 of 2 themes is found again whichever of 2 articles is left out: “a”."
    none = table.assign(found=False)
    assert say("theme_left_out", none) == "None of 2 themes is found again whichever of 2 articles is left out."


def test_where_a_frame_is_mentioned_most_is_said_with_its_interval():
    columns = ["theme", "frame", "count", "rate", "low", "high"]
    rows = [("a", "jobs", 9, 9.0, 4.0, 17.0), ("b", "jobs", 1, 1.0, 0.1, 3.0), ("a", "tax", 0, 0.0, 0.0, 3.0)]
    sentence = say("theme_frames", pd.DataFrame(rows, columns=columns), 1000)
    assert "Jobs has its highest rate in “a” (9.00 per 1,000 tokens, 4.00 to 17.0; clear of all others)" in sentence
    assert "tax is not mentioned in the passages of any theme" in sentence
    wide = pd.DataFrame(rows[:2], columns=columns).assign(high=[17.0, 5.0])
    assert "its interval overlaps others'" in say("theme_frames", wide, 1000)
