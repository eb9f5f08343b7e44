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
from analysis.theme_prose import say_seeds, say_verdict, state_margin, state_verdict
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
    seeds = found.seeds.assign(stable=[True, True, True, False, False], margin=[0.1, 0.2, 0.04, -0.1, -0.3], k=5)
    seeds = seeds.assign(stability=seeds["margin"] + 0.6, to_clear=0.6, moved=0.05, as_far=[0, 0, 0, 4, 7])
    return replace(found, stable=True, number=5, seeds=seeds)


def test_the_headline_says_no_and_gives_the_figures_of_shuffled_text(found):
    sentence = say("theme_verdict", found)
    assert sentence.startswith("No stable themes: with 3, 4, 5 or 6 themes, the articles do not stand out")
    assert f"({say_seeds(found)})" in sentence
    at = found.curves[found.curves["k"] == 4]
    assert all(format_number(value) in sentence for value in at["stability"])
    assert f"the line to clear is {format_number(float(at['to_clear'].max()))}" in sentence
    assert sentence.endswith("a way to read the corpus, and no finding about it.")


def test_the_headline_says_yes_with_the_share_of_seeds(stable):
    sentence = state_verdict(stable)
    assert sentence.startswith(
        "5 themes, more stable than in every shuffled text (3 of 5 seeds agree, and the line is near)"
    )
    assert say_verdict(stable) == "5 themes, more stable than shuffled text"


def test_how_near_the_line_is_said_with_both_ends(stable):
    """By hand: without one text of each kind the line of a no would fall by 0.05; that of a yes would rise as much."""
    assert state_margin(stable) == (
        "The verdict is near the line: other random draws could turn it. Under the seed that does best, at 5 themes, "
        "agreement is 0.800 and the line 0.600 (0.200 above it); under the one that does worst, at 5 themes, agreement "
        "is 0.300 and the line 0.600 (0.300 below it). Depending on the seed, 0 to 7 of 38 shuffled texts stand out as "
        "far as the articles. Were the line higher by as much as the shuffled text of each kind that stands out most "
        "moves it, 2 of 5 seeds would call the themes stable."
    )
    far = replace(stable, stable=False, seeds=stable.seeds.assign(margin=-0.2, stable=False, as_far=3))
    sentence = state_margin(far)
    assert sentence.startswith("Under the seed that does best, ")
    assert "seed, 3 of 38 shuffled texts stand out as far" in sentence
    assert "Were the line drawn without the shuffled text of each kind that stands out most, 0 of 5 seeds" in sentence
    assert describe_stability(far, pd.DataFrame())[0] == "No stable themes: all 5 seeds agree"
    assert describe_stability(stable, pd.DataFrame())[0].endswith("3 of 5 seeds agree, and the line is near")


def test_seeds_that_agree_are_those_of_the_verdict(found, stable):
    assert say_seeds(stable) == "3 of 5 seeds agree, and the line is near"
    mixed = replace(found, seeds=found.seeds.assign(stable=[True, False, False, False, False]))
    assert say_seeds(mixed) == "4 of 5 seeds agree, and the line is near"
    none = found.seeds.assign(stable=False, margin=-0.3, moved=0.1)
    assert say_seeds(replace(found, seeds=none)) == "all 5 seeds agree"
    assert say_seeds(replace(found, seeds=none.assign(moved=0.4))) == "all 5 seeds agree, but the line is near"


def test_what_was_done_counts_the_fits(found):
    """Five seeds and 38 shuffled texts, four numbers of themes, ten subsamples and all passages."""
    assert f"{(5 + 38) * 4 * 11:,} fits in all" in say("theme_method", found)
    assert "would clear the line about once in 20 times at most" in say("theme_method", found)


def test_every_title_bears_the_verdict(workbook, found, stable):
    documents, themes = workbook.by_date, workbook.themes
    for verdict, head in ((found, "No stable themes"), (stable, "5 themes, more stable than shuffled text")):
        words = [describe(name, themes, verdict, documents) for name in ("theme_terms", "theme_shares")]
        words.append(describe("stability", verdict, documents))
        assert all(one.title.startswith(head) for one in words)
        assert all(say_seeds(verdict) in one.caption for one in words)
        what = "their shares" if verdict is stable else f"the {len(themes.names)} shown"
        assert words[1].title == f"{head}: {what} in 5 articles"


def test_alt_texts_give_every_value(workbook, found):
    alt = describe("stability", found, workbook.by_date).alt
    for row in found.curves.itertuples():
        values = [format_number(value) for value in (row.stability, row.low, row.high)]
        assert "{} themes {} ({} to {})".format(row.k, *values) in alt
    assert f"Line to clear: 3 themes {format_number(float(found.curves['to_clear'].max()))}, 4 themes" in alt
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
    assert describe_stability(none, documents)[2:] == (f"No themes: {none.refusal}, so no figure is drawn here.", "")
    words = describe("theme_shares", themes, none, documents, shared=workbook.shared)
    assert "set a smaller k, minimum_tokens or minimum_passages under [themes]" in words.caption
    assert (words.source, words.alt) == ("", "")
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
    columns = ["theme", "frame", "count", "rate", "low", "high", "own"]
    jobs = [("a", "jobs", 9, 9.0, 4.0, 17.0, ""), ("b", "jobs", 1, 1.0, 0.1, 3.0, "")]
    rows = [*jobs, ("a", "tax", 0, 0.0, 0.0, 3.0, "")]
    sentence = say("theme_frames", pd.DataFrame(rows, columns=columns), 1000)
    assert "Jobs has its highest rate in “a” (9.00 per 1,000 tokens, 4.00 to 17.0; clear of all others)" in sentence
    assert "tax is not mentioned in the passages of any theme" in sentence
    wide = pd.DataFrame(rows[:2], columns=columns).assign(high=[17.0, 5.0])
    assert "its interval overlaps others'" in say("theme_frames", wide, 1000)
    assert "top terms" not in sentence
    circular = say("theme_frames", pd.DataFrame(rows, columns=columns).assign(own=["jobs, job", "", ""]), 1000)
    assert "a frame are among the top terms of a theme: jobs (“jobs, job”) in “a”." in circular


def test_how_often_the_other_model_finds_a_theme_is_said():
    table = pd.DataFrame({"theme": list("abcd"), "times": [5, 2, 0, 5], "fits": 5})
    assert say("theme_models", table) == (
        "Fitted 5 times, each time from another seed, the other model finds “a” and “d” every time, “b” twice and “c” "
        "never."
    )


def test_what_the_article_tells_of_a_theme_is_said():
    columns = ["theme", "doc_id", "largest", "held", "information", "chance"]
    rows = [("a", "x", 0.7, 0.4, 0.2, 0.05), ("b", "y", 0.3, 0.3, 0.05, 0.05)]
    documents = pd.DataFrame({"doc_id": ["x", "y"], "label": ["Herald", "Times"]})
    table = pd.DataFrame(rows, columns=columns)
    assert say("theme_basis", table, documents) == (
        "“a” varies most between articles (4.00 times what chance gives; 70 % of its weight is in Herald) and “b” "
        "least (1.00 times what chance gives; 30 % of its weight is in Times)."
    )
    even = say("theme_basis", table.assign(information=[0.04, 0.01]), documents)
    assert even.startswith(
        "No theme varies between articles more than chance gives: “a” varies most between articles (0"
    )
    papers = say("theme_basis", table, documents.assign(doc_id=["x", "y"]), unit="paper")
    assert "between papers (4.00 times what chance gives; 70 % of its weight is in x) and" in papers
    assert say("theme_basis", table.assign(held=1.0), documents).startswith("There is one article")
    assert say("theme_basis", table.head(0), documents).startswith("There are no themes")
