"""What themes rest on, against corpora in which it is known."""

import numpy as np
import pandas as pd
import pytest
from planted import planted

from analysis.prose import say
from analysis.theme_checks import (
    compare_models,
    leave_one_out,
    list_doubts,
    match_fit,
    theme_basis,
    theme_frames,
    typical_passages,
)
from analysis.theme_models import Fit, count_terms
from analysis.themes import fit_themes
from analysis.tokens import tokenize

NO_SHARED = pd.DataFrame(columns=["doc_a", "passage_a", "doc_b", "passage_b"])


@pytest.fixture(scope="module")
def lopsided():
    """Three documents: two with two lists of words, the third with a list of its own besides."""
    rng = np.random.default_rng(1)
    lists = [[f"{stem}{letter}" for letter in "abcdefghij"] for stem in ("talks", "arms", "gas")]
    parts = (lists[:2], lists[:2], lists)
    texts = ["\n".join(" ".join(rng.choice(words, 25)) for words in own for _ in range(8)) for own in parts]
    return count_terms(tokenize(texts, ["a", "b", "c"]))


@pytest.fixture(scope="module")
def themes(lopsided):
    return fit_themes(lopsided, 3, seed=1)


def named(names, stem):
    return next(name for name in names if name.startswith(stem))


def test_refits_keep_the_names_of_the_themes_shown(themes, lopsided):
    """The same model with its themes in reverse order."""
    order = {term: place for place, term in enumerate(lopsided.terms)}
    components = np.zeros((3, len(order)))
    for row, ranking in enumerate(reversed(themes.rankings)):
        components[row, [order[term] for term in ranking]] = np.arange(10, 0, -1)
    table = match_fit(themes, lopsided.terms, Fit(np.zeros((1, 3)), components))
    assert table["theme"].tolist() == table["other"].tolist() == themes.names
    assert table["agreement"].tolist() == [1, 1, 1]
    assert table["common"].tolist() == [10, 10, 10]


def test_a_theme_of_one_document_is_lost_without_it(themes, lopsided):
    table = leave_one_out(themes, lopsided, seed=1).set_index(["theme", "doc_id"])["found"]
    gas = named(themes.names, "gas")
    assert not table[gas, "c"]
    assert table.drop((gas, "c")).all()


def test_what_a_theme_rests_on(themes):
    """By hand: gas is in c alone; the information of eight of 56 passages, all in c, is from its definition."""
    shared = pd.DataFrame([("a", number, "b", number) for number in range(1, 9)], columns=NO_SHARED.columns)
    basis = theme_basis(themes, shared).set_index("theme")
    gas, talks = (named(themes.names, stem) for stem in ("gas", "talks"))
    assert basis.loc[gas, "doc_id"] == "c"
    assert basis.loc[gas, "largest"] > 0.97
    assert basis.loc[gas, "shared_weight"] == pytest.approx(0, abs=0.02)
    assert basis.loc[talks, "shared_weight"] == pytest.approx(2 / 3, abs=0.03)  # the first eight passages of a and b
    assert basis.loc[talks, "largest"] == pytest.approx(1 / 3, abs=0.05)
    p, q = 8 / 56, 24 / 56  # of gas, and of c
    entropy = -p * np.log2(p) - (1 - p) * np.log2(1 - p)
    inside = -(p / q) * np.log2(p / q) - (1 - p / q) * np.log2(1 - p / q)
    assert basis.loc[gas, "information"] == pytest.approx(entropy - q * inside)
    assert 0 < basis.loc[gas, "chance"] < basis.loc[gas, "information"]
    assert set(basis["passages"]) == {24, 8}
    assert basis.loc[gas, "held"] == pytest.approx(24 / 56)


@pytest.mark.parametrize(
    ("largest", "held", "doubted"),
    [(0.51, 0.2, True), (0.5, 0.2, False), (0.7, 0.5, False), (0.76, 0.5, True), (0.9, 0.7, False)],
)
def test_a_theme_rests_on_an_article_that_holds_more_of_it_than_of_the_passages(largest, held, doubted):
    basis = pd.DataFrame({"theme": ["gas"], "doc_id": ["a"], "largest": largest, "held": held, "shared_weight": 0.5})
    doubts = list_doubts(basis, pd.DataFrame({"theme": [], "doc_id": [], "found": []}), 30)
    assert doubts["doubt"].tolist() == ["one article"] * doubted


def test_a_single_article_is_said_once():
    rng = np.random.default_rng(1)
    lists = [[f"{stem}{letter}" for letter in "abcdefghij"] for stem in ("talks", "arms", "gas")]
    passages = count_terms(tokenize(["\n".join(" ".join(rng.choice(own, 25)) for own in lists * 10)], ["a"]))
    themes = fit_themes(passages, 3, seed=1)
    doubts = list_doubts(theme_basis(themes, NO_SHARED), leave_one_out(themes, passages, seed=1), 30)
    assert doubts[["doubt", "doc_id"]].to_numpy().tolist() == [["only article", "a"]]
    note = say("theme_doubts", doubts, pd.DataFrame({"doc_id": ["a"], "label": ["Herald"]}), 30)
    assert note.startswith("Note: All passages are from one article, Herald")


def test_doubts_are_listed_and_said(themes, lopsided):
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "label": ["Herald", "Times", "Post"]})
    shared = pd.DataFrame([("a", number, "b", number) for number in range(1, 9)], columns=NO_SHARED.columns)
    gas, talks = (named(themes.names, stem) for stem in ("gas", "talks"))
    doubts = list_doubts(theme_basis(themes, shared), leave_one_out(themes, lopsided, seed=1), 29)
    assert doubts[["doubt", "theme"]].to_numpy().tolist() == [
        ["few passages", ""],
        ["one article", gas],
        ["lost without", gas],
        ["shared text", talks],
    ]
    note = say("theme_doubts", doubts, documents, 29)
    assert note.startswith("Note: There are only 29 passages, fewer than 30")
    assert f"“{gas}” rests on one article: 100 % of its weight is in Post, which holds 43 % of the passages" in note
    assert f"“{gas}” hangs on single articles: it is not found again without Post" in note
    assert f"“{talks}” rests on text that articles share" in note


def test_a_theme_that_hangs_on_many_articles_names_five():
    letters = [*"abcdefgh"]
    doubts = pd.DataFrame({"doubt": "lost without", "theme": "gas", "doc_id": letters})
    documents = pd.DataFrame({"doc_id": letters, "label": [letter.upper() for letter in letters]})
    head = "Note: “gas” hangs on single articles: it is not found again when any one of "
    assert say("theme_doubts", doubts, documents, 30) == f"{head}A, B, C, D, E or 3 more is left out."
    assert say("theme_doubts", doubts.head(2), documents, 30) == f"{head}A or B is left out."


def test_no_doubt_is_said_too():
    passages = planted(3)
    themes = fit_themes(passages, 3, seed=1)
    basis = theme_basis(themes, NO_SHARED).assign(largest=0.5)
    doubts = list_doubts(basis, leave_one_out(themes, passages, seed=1), 36)
    assert not len(doubts)
    assert say("theme_doubts", doubts, pd.DataFrame({"doc_id": [], "label": []}), 36).startswith("Notes: no theme")


def test_both_models_find_planted_themes(themes, lopsided):
    table = compare_models(themes, lopsided, seed=1)
    assert table["found"].all()
    assert (table["npmi"] > 0.3).all()
    assert table["times"].between(4, 5).all()  # a fit may end beside the lists that were planted
    assert set(table["fits"]) == {5}


def test_the_best_of_several_fits_is_shown(themes, lopsided, monkeypatch):
    """Three fits by hand: the second has the least perplexity; only the first and it have all terms of gas."""
    order = {term: place for place, term in enumerate(lopsided.terms)}
    gas = named(themes.names, "gas")

    def fit_by_hand(_counts, _number, seed):
        components = np.zeros((3, len(order)))
        for row, ranking in enumerate(themes.rankings):
            components[row, [order[term] for term in ranking]] = np.arange(10, 0, -1)
        if seed == 9:
            components[themes.names.index(gas)] = np.roll(components[themes.names.index(gas)], len(order) // 2)
        if seed == 8:
            components[0] = components[0][::-1] * 0 + (np.arange(len(order)) == order[themes.rankings[0][9]])
        return Fit(np.zeros((1, 3)), components, {7: 30.0, 8: 20.0, 9: 25.0}[seed])

    monkeypatch.setattr("analysis.theme_checks.fit_lda", fit_by_hand)
    table = compare_models(themes, lopsided, seed=7, seeds=3).set_index("theme")
    assert table.loc[themes.names[0], "other"].startswith(themes.rankings[0][9])
    assert table.loc[gas, "times"] == 2
    assert set(table["fits"]) == {3}


def test_frames_are_counted_in_the_passages_of_a_theme(themes):
    """One mention in the first passage of a, two in the first of gas in c; every passage has 25 tokens."""
    gas, talks = (named(themes.names, stem) for stem in ("gas", "talks"))
    own = themes.passages
    first = own[own["theme"] == gas].iloc[0]
    mentions = pd.DataFrame(
        [
            ("a", 1, "expansion", "talksa"),
            *[(first["doc_id"], first["passage"], "expansion", "the gasb")] * 2,
            ("a", 99, "expansion", "other"),
        ],
        columns=["doc_id", "passage", "frame", "form"],
    )
    table = theme_frames(themes, mentions, ["expansion", "ultimatum"]).set_index(["theme", "frame"])
    assert table.loc[(gas, "expansion"), ["count", "tokens", "rate"]].tolist() == [2, 200, 10.0]
    assert table.loc[(talks, "expansion"), ["count", "tokens"]].tolist() == [1, 600]
    assert table["own"].to_dict() == {
        **dict.fromkeys(table.index, ""), (gas, "expansion"): "gasb", (talks, "expansion"): "talksa",
    }  # fmt: skip
    assert table.loc[(gas, "ultimatum"), "high"] == pytest.approx(-np.log(0.025) / 200 * 1000)  # exact, of none


def test_typical_passages_stand_where_they_are_said_to(workbook):
    """The line of the raw file starts as the passage does, since cleaning touches no first words here."""
    table = workbook.theme_passages
    assert table.groupby("theme").size().tolist() == [3] * len(workbook.themes.names)
    raw = workbook.raw_documents.set_index("doc_id")["text"]
    for row in table.itertuples():
        line = raw[row.doc_id].split("\n")[row.line - 1]
        assert row.text.split()[:3] == line.split()[:3]
        assert row.text in workbook.documents.set_index("doc_id")["text"][row.doc_id].split("\n")


def test_typical_passages_hold_the_terms_of_their_theme(workbook):
    rankings = dict(zip(workbook.themes.names, workbook.themes.rankings, strict=True))
    for row in workbook.theme_passages.itertuples():
        assert sum(term in row.text.lower() for term in rankings[row.theme]) >= 3


def test_no_themes_have_empty_tables():
    passages = count_terms(tokenize(["talks " * 30], ["000"]))
    none = fit_themes(passages, 3, seed=1)
    basis, left_out = theme_basis(none, NO_SHARED), leave_one_out(none, passages, seed=1)
    mentions = pd.DataFrame({"doc_id": ["000"], "passage": [1], "frame": ["x"], "form": ["x"]})
    empty = pd.DataFrame(columns=["doc_id", "text"])
    tables = [
        basis,
        left_out,
        compare_models(none, passages, seed=1),
        theme_frames(none, mentions, ["x"]),
        typical_passages(none, tokenize(["talks"], ["000"]), empty, pd.DataFrame({"doc_id": []}), empty),
    ]
    assert [len(table) for table in tables] == [0] * 5
    assert say("theme_left_out", left_out).startswith("Too few passages")
    assert say("theme_basis", basis, empty).startswith("There are no themes")
    assert say("theme_models", tables[2]) == "There are no themes to compare."
    assert say("theme_frames", tables[3], 1000) == "There are no themes to set beside frames."
    assert list_doubts(basis, left_out, 0)["doubt"].tolist() == ["few passages"]


def test_of_many_documents_only_those_that_hold_most_are_left_out(themes, lopsided):
    """Gas is in c alone, so that c holds more of a theme than a or b of any."""
    assert set(leave_one_out(themes, lopsided, seed=1, most=1)["doc_id"]) == {"c"}
    assert set(leave_one_out(themes, lopsided, seed=1, most=2)["doc_id"]) == {"a", "b", "c"}
