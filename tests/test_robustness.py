"""Every combination of choices is tried, and a finding is weighed by what it comes to in each."""

from functools import partial
from itertools import product

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.choice_effects import Choice
from analysis.choice_findings import Estimate, Finding
from analysis.choice_readings import CHOICES
from analysis.rates import share_interval
from analysis.robustness import list_choices, multiverse, pick_finding, weigh_findings
from analysis.settings import Frame
from analysis.workbook import Workbook

pytestmark = pytest.mark.slow  # all together more than a few seconds

NAMES = [choice.name for choice in CHOICES]
PUBLISHED = {choice.name: choice.options[0] for choice in CHOICES}


def at(universes: pd.DataFrame, finding: str, **chosen: str) -> pd.Series:
    """One universe of a finding: the published choices but for those given."""
    own = universes[universes["finding"] == finding]
    for name, option in {**PUBLISHED, **chosen}.items():
        own = own[own[name] == option]
    assert len(own) == 1
    return own.iloc[0]


@pytest.fixture(scope="module")
def universes(workbook):
    return workbook.universes


def test_every_combination_has_its_row(universes):
    combinations = set(product(*(choice.options for choice in CHOICES)))
    for _, own in universes.groupby("finding"):
        assert set(own[NAMES].itertuples(index=False, name=None)) == combinations
        assert len(own) == len(combinations)


def test_setting_non_expansion_apart_leaves_9_of_11(universes):
    published = at(universes, "expansion: opposed")
    assert (published["value"], published["verdict"]) == (pytest.approx(17 / 19), "above half")
    apart = at(universes, "expansion: opposed", prefix="non- set apart")
    assert apart["value"] == pytest.approx(9 / 11)
    assert (round(apart["low"], 2), round(apart["high"], 2)) == (0.48, 0.98)
    assert apart["verdict"] == "cannot tell"


def test_published_choices_give_the_published_counts(universes):
    share, low, high = share_interval(32, 51)
    found = at(universes, "guarantees over expansion: leads")
    assert found[["value", "low", "high"]].tolist() == [pytest.approx(float(x)) for x in (share, low, high)]
    assert found["statement"] == "Which of guarantees and expansion is mentioned more often cannot be told."


def test_once_in_the_earlier_is_what_the_other_notebooks_count_once(universes, workbook):
    counts = workbook.mentions_once["frame"].value_counts()
    found = at(universes, "guarantees over expansion: leads", shared_passages="once, in the earlier")
    assert found["value"] == pytest.approx(counts["guarantees"] / (counts["guarantees"] + counts["expansion"]))


def test_raw_text_is_as_printed_but_for_page_matter(universes, workbook):
    """None of which mentions a frame, but for titles and captions."""
    counts = workbook.raw_mentions["frame"].value_counts()
    found = at(universes, "guarantees over expansion: leads", text="raw", titles_and_captions="titles and captions in")
    assert found["value"] == pytest.approx(counts["guarantees"] / (counts["guarantees"] + counts["expansion"]))


def test_quoted_text_left_out_takes_the_ultimatums_away(universes):
    assert at(universes, "ultimatum: opposed", quoted_text="out")["verdict"] == "not defined"
    assert at(universes, "ultimatum: quoted", quoted_text="out")["verdict"] == "not defined"


def test_options_can_be_left_out(workbook):
    chosen = [Choice("prefix", ("non- counted", "non- set apart"), ""), Choice("text", ("raw",), "")]
    table = multiverse(workbook.settings, chosen)
    assert table.groupby("finding").size().unique().tolist() == [2]
    assert set(table["text"]) == {"raw"}
    assert set(table["titles_and_captions"]) == {"titles in"}


@pytest.mark.parametrize(
    "choice", [Choice("font", ("big",), ""), Choice("text", ("cooked",), ""), Choice("text", (), "")]
)
def test_an_unknown_choice_is_refused(workbook, choice):
    with pytest.raises(ValueError, match=f"choices: found '{choice.name}'.*allowed: text: cleaned, raw"):
        multiverse(workbook.settings, [choice])


def test_findings_of_ones_own_are_measured(workbook):
    def measure(universe):
        return Estimate(len(universe.mentions), np.nan, np.nan, "differ")

    own = [Finding("how many", "expansion", {"differ": "Many."}, measure, undefined=("quoted_text",))]
    table = multiverse(workbook.settings, [CHOICES[0], CHOICES[-1]], own)
    assert table["value"].dropna().tolist() == [len(workbook.mentions), len(workbook.raw_mentions)]
    assert table["verdict"].tolist() == ["differ", "not defined"] * 2
    assert table["statement"].tolist() == ["Many.", ""] * 2


def universe(verdict: str, value: float, **chosen: str) -> dict:
    return {
        "finding": "f", "frame": "a", **chosen, "value": value, "low": value - 0.1, "high": value + 0.1,
        "verdict": verdict, "statement": f"It is {verdict}.",
    }  # fmt: skip


TWO = (Choice("x", ("1", "2"), ""), Choice("y", ("1", "2"), ""))


def test_universes_that_a_choice_cannot_alter_count_once():
    rows = [
        universe("above half" if x == "1" else "cannot tell", 0.9 if x == "1" else 0.55, x=x, y=y)
        for x in "12"
        for y in "12"
    ]
    weighed = weigh_findings(pd.DataFrame(rows), TWO).iloc[0]
    assert weighed[["universes", "holds", "weakens", "reverses", "undefined"]].tolist() == [2, 1, 1, 0, 0]
    assert (weighed["matters_most"], round(weighed["apart"], 3)) == ("x", 0.35)
    assert (round(weighed["lowest"], 2), round(weighed["highest"], 2)) == (0.45, 1.0)
    assert weighed["statement"] == "It is above half."


def test_a_finding_that_turns_round_is_counted_as_reversed():
    rows = [
        universe("above half", 0.9, x="1", y="1"),
        universe("below half", 0.1, x="1", y="2"),
        universe("cannot tell", 0.5, x="2", y="1"),
        universe("not defined", np.nan, x="2", y="2"),
    ]
    weighed = weigh_findings(pd.DataFrame(rows), TWO).iloc[0]
    assert weighed[["universes", "holds", "weakens", "reverses", "undefined"]].tolist() == [3, 1, 1, 1, 1]


def test_a_finding_that_nothing_alters_holds_in_one():
    rows = [universe("cannot tell", 0.5, x=x, y=y) for x in "12" for y in "12"]
    weighed = weigh_findings(pd.DataFrame(rows), TWO).iloc[0]
    assert weighed[["universes", "holds", "matters_most"]].tolist() == [1, 1, ""]


SHARED = (Choice("x", ("1", "2"), ""), Choice("shared_passages", ("as published", "once"), ""))


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        ({"shared_passages": "once", "x": "1"}, "As published, it is differ."),
        ({"shared_passages": "once", "x": "2"}, "It is differ."),  # not by shared passages alone
        ({"shared_passages": "as published", "x": "2"}, "It is differ."),
    ],
)
def test_what_only_counts_as_published_bear_out_is_said_to_be_as_published(turns, said):
    """The other notebooks go by the counts with shared passages once, and would contradict it."""
    combinations = [{"x": x, "shared_passages": counted} for x in "12" for counted in SHARED[1].options]
    rows = [
        universe("cannot tell" if chosen == turns else "differ", 0.5 if chosen == turns else 0.01, **chosen)
        for chosen in combinations
    ]
    weighed = weigh_findings(pd.DataFrame(rows), SHARED).iloc[0]
    assert (weighed["statement"], weighed["verdict"], weighed["weakens"]) == (said, "differ", 1)


def test_published_tests_are_those_of_the_other_notebooks(universes, workbook):
    """Adjusted for the number of frames, by fewer draws."""
    for row in workbook.differences.itertuples():
        found = at(universes, f"{row.frame}: articles differ")
        assert found["value"] == pytest.approx(row.p_holm, abs=0.06)
        assert found["verdict"] == "cannot tell"


def test_what_one_option_leaves_undefined_is_so_without_the_other(workbook):
    table = multiverse(workbook.settings, [Choice("quoted_text", ("out",), "")])
    own = table[table["finding"] == "expansion: quoted"]
    assert own["verdict"].tolist() == ["not defined"]


def test_what_a_value_is_a_share_of_stands_in_the_table(universes):
    said = universes.groupby("finding")["share_of"].unique().map(list)
    assert said["expansion: opposed"] == ["mentions of expansion that are opposed"]
    assert said["expansion: articles differ"] == ["p-value, adjusted"]


def test_options_that_read_the_same_are_no_two_combinations(workbook):
    """Where page matter stays in, titles with captions are titles without them."""
    rules = workbook.settings.cleaning.model_copy(update={"boilerplate": False})
    settings = workbook.settings.model_copy(update={"cleaning": rules})
    table = multiverse(settings)
    assert set(table["titles_and_captions"]) == {"titles in", "all out"}
    assert table.groupby("finding").size().unique().tolist() == [96]
    assert weigh_findings(table)["universes"].max() == 96


def test_a_sample_is_read_as_a_corpus_of_its_own(workbook, monkeypatch):
    """Here of the first two articles; the others are not looked at."""
    monkeypatch.setattr("analysis.robustness.sample_documents", lambda documents, _: documents.head(2))
    table = multiverse(workbook.settings, [Choice("quoted_text", ("in", "out"), "")])
    own = workbook.judged[workbook.judged["doc_id"].isin(workbook.raw_documents["doc_id"].head(2))]
    own = own[own["frame"] == "expansion"]
    assert at(table, "expansion: opposed")["value"] == pytest.approx(own["opposed"].mean())


def test_the_workbook_says_on_how_many_articles_choices_were_tried(small, monkeypatch):
    one = "The mayor of the town said that the expansion of the port was no longer planned, and went home."
    whole = small(one, f"{one} So it was.", f"Well, {one}")
    assert whole.weighed[["tried", "articles"]].drop_duplicates().to_numpy().tolist() == [[3, 3]]
    draw = partial(analysis.sample_documents, words=40)
    for home in ("analysis.robustness", "analysis.workbook"):
        monkeypatch.setattr(f"{home}.sample_documents", draw)
    sampled = Workbook(whole.settings)
    assert sampled.weighed[["tried", "articles"]].drop_duplicates().to_numpy().tolist() == [[2, 3]]
    assert analysis.say("weighed", sampled.weighed).startswith("In a seeded sample of 2 of 3 articles: ")


def test_choices_are_listed_as_they_are_tried():
    table = list_choices([Choice("text", ("raw",), "as printed"), Choice("quoted_text", ("in", "out"), "own words")])
    assert table.to_numpy().tolist() == [["text", "raw", "as printed"], ["quoted text", "in / out", "own words"]]
    assert list_choices()["choice"].tolist() == [choice.words for choice in CHOICES]


def picked(*rows: tuple[str, int], name: str = "opposed") -> str:
    """Which of several findings, of so many combinations each, is picked: its place."""
    names = [f"{number}: {name}" for number in range(len(rows))]
    weighed = pd.DataFrame(rows, columns=["verdict", "universes"]).assign(finding=names, statement="It is so.")
    universes = pd.DataFrame({"finding": np.repeat(names, 2)})
    combinations, row = pick_finding(universes, weighed, name)
    assert combinations["finding"].tolist() == [row["finding"]] * 2
    return row["finding"][0]


@pytest.mark.parametrize("best", ["above half", "differ"])
def test_what_is_borne_out_is_picked_first_then_what_is_not_then_what_cannot_be_told(best):
    assert picked(("not defined", 9), ("cannot tell", 9), ("below half", 9), (best, 1)) == "3"
    assert picked(("not defined", 9), ("cannot tell", 9), ("below half", 1)) == "2"
    assert picked(("not defined", 9), ("cannot tell", 1)) == "1"
    assert picked((best, 2), ("below half", 9), ("cannot tell", 9), ("not defined", 9)) == "0"


def test_of_several_the_one_that_most_combinations_alter_is_picked_and_of_equals_the_first():
    assert picked(("above half", 2), ("differ", 5), ("above half", 4)) == "1"
    assert picked(("below half", 4), ("below half", 4)) == "0"


def test_only_findings_of_the_kind_are_picked():
    weighed = pd.DataFrame(
        {"finding": ["a: opposed", "b: quoted"], "verdict": ["above half", "cannot tell"], "universes": [9, 1]}
    )
    assert pick_finding(pd.DataFrame({"finding": weighed["finding"]}), weighed, "quoted")[1]["finding"] == "b: quoted"
    combinations, row = pick_finding(pd.DataFrame({"finding": weighed["finding"]}), weighed, "leads")
    assert (len(combinations), row["statement"], row["verdict"]) == (0, "", "not defined")


def test_a_sample_is_cleaned_by_the_words_of_the_whole_corpus(small, monkeypatch):
    """A name that only an article outside of the sample writes whole is evidence inside of it."""
    book = small("They met Lavro-tovskii.", "Then they met Lavro-tovskii.", *["Lavrotovskii spoke of guarantees."] * 6)
    monkeypatch.setattr("analysis.robustness.sample_documents", lambda documents, _seed: documents.head(2))
    settings = book.settings.model_copy(update={"frames": {"name": Frame(patterns=["lavrotovskii"], why="a name")}})
    table = multiverse(settings, [CHOICES[0]])
    own = table[table["finding"] == "name: opposed"].set_index("text")["verdict"]
    assert own["cleaned"] != "not defined"
    assert own["raw"] == "not defined"
