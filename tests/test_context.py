"""What is said with each mention of the five articles, and how it is set out."""

import importlib.util
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding_sheets import coding_sheet, sheet_page
from analysis.context import (
    JUDGED_COLUMNS,
    classify_mentions,
    concordance,
    count_kinds,
    count_rules,
    count_sources,
    draw_passages,
    quoted_tokens,
)
from analysis.dictionaries import Dictionary
from analysis.display import Concordance, present
from analysis.frames import find_mentions
from analysis.tokens import tokenize


def judge(text: str, *patterns: str) -> pd.DataFrame:
    """The judged mentions of a text."""
    documents = pd.DataFrame({"doc_id": ["x"], "text": [text]})
    tokens = tokenize([text], ["x"])
    ledger = pd.DataFrame(columns=["doc_id", "offset", "before", "after"])
    mentions = find_mentions(tokens, Dictionary({"a": list(patterns)}), documents, ledger, [text])
    return classify_mentions(mentions, tokens, documents)


def test_what_was_judged_before_is_not_judged_again(workbook, monkeypatch):
    """Neither a place that two frames have nor a text that was read before."""
    given = workbook.mentions, workbook.tokens, workbook.documents
    known = {}
    first = classify_mentions(*given, known)
    assert first.equals(workbook.judged)
    twice = pd.concat([workbook.mentions, workbook.mentions.assign(frame="again")], ignore_index=True)
    monkeypatch.setattr("analysis.context._judge_document", None)
    again = classify_mentions(twice, *given[1:], known)
    assert again[list(JUDGED_COLUMNS)].equals(pd.concat([first, first], ignore_index=True)[list(JUDGED_COLUMNS)])


def test_a_place_is_judged_by_its_text(workbook):
    """The same places of another text are not those that were judged."""
    known = {}
    classify_mentions(workbook.mentions, workbook.tokens, workbook.documents, known)
    quoted = workbook.documents.assign(text=["“" + "x" * (len(text) - 1) for text in workbook.documents["text"]])
    other = classify_mentions(workbook.mentions, workbook.tokens, quoted, known)
    assert other["whole"].str.contains("xx").all()


def test_what_the_articles_say_with_the_words(workbook):
    """By reading: 17 of 19 mentions of expansion are opposed, both of ultimatum are quoted fragments."""
    judged = workbook.judged
    assert judged.groupby("frame")["opposed"].sum()["expansion"] == 17
    ultimatum = judged[judged["frame"] == "ultimatum"]
    assert ultimatum["quotation"].tolist() == ["fragment", "fragment"]
    assert (ultimatum["attribution"] != "none").all()
    named = judged[(judged["frame"] == "expansion") & ~judged["opposed"]]
    assert len(named) == 2
    assert named["source"].str.contains("Stoltenberg|Lukashevich|diplomat", regex=True).all()


def test_a_judged_mention_keeps_what_it_had(workbook):
    judged = workbook.judged
    assert judged[list(workbook.mentions)].equals(workbook.mentions)
    assert set(judged) - set(workbook.mentions) == set(JUDGED_COLUMNS)
    assert all(node in whole for node, whole in zip(judged["node"], judged["whole"], strict=True))


def test_every_part_is_judged_in_its_own_sentence():
    text = "He refused to give guarantees. “The guarantees are quite dead,” said Jane Roe.\nGuarantees were offered."
    judged = judge(text, "guarantee*")
    assert judged["refused"].tolist() == [True, False, False]
    assert judged["quotation"].tolist() == ["none", "direct", "none"]
    assert judged["source"].tolist()[1:] == ["Jane Roe", ""]
    assert judged["whole"].tolist() == [
        "He refused to give guarantees.",
        "“The guarantees are quite dead,” said Jane Roe.",
        "Guarantees were offered.",
    ]


def test_a_sentence_without_end_is_read_in_pieces():
    """Each mention is judged by the words around it, however far the next full stop is."""
    judged = judge("they refused to give a guarantee and so on " * 400, "guarantee")
    assert len(judged) == 400
    assert judged["refused"].mean() > 0.95
    assert judged["whole"].str.len().max() <= 1500


def test_no_mention_gives_the_columns_alone():
    judged = judge("Nothing here.", "guarantee*")
    assert len(judged) == 0
    assert set(JUDGED_COLUMNS) <= set(judged)
    assert judged[["opposed", "refused"]].dtypes.tolist() == [bool, bool]


def test_concordance_is_sorted_by_the_words_beside_the_node():
    rows = [
        ("a", "f", 1, "of The", "x", "end of", "s"),
        ("a", "f", 2, "an", "x", "“And then", "s"),
        ("a", "f", 3, "to the", "x", "", "s"),
    ]
    mentions = pd.DataFrame(rows, columns=["doc_id", "frame", "line", "left", "node", "right", "whole"])
    assert concordance(mentions)["line"].tolist() == [1, 2, 3]
    assert concordance(mentions, sort="right")["line"].tolist() == [3, 2, 1]
    assert concordance(mentions, sort="left")["line"].tolist() == [2, 1, 3]


def test_a_long_concordance_is_drawn_by_its_seed():
    columns = ("doc_id", "line", "left", "node", "right", "whole")
    mentions = pd.DataFrame({name: list(range(100)) for name in columns}).assign(frame="f")
    drawn = concordance(mentions, most=10, seed=1)
    assert len(drawn) == 10
    assert drawn["line"].is_monotonic_increasing
    assert drawn.equals(concordance(mentions, most=10, seed=1))
    assert not drawn.equals(concordance(mentions, most=10, seed=2))
    assert len(concordance(mentions, most=100)) == 100
    two = pd.concat([mentions, mentions.head(3).assign(frame="g")])
    assert concordance(two, most=10)["frame"].value_counts().to_dict() == {"f": 10, "g": 3}


@pytest.mark.parametrize(("options", "named"), [({"sort": "node"}, "sort: 'node'"), ({"most": 0}, "most: 0")])
def test_an_unknown_order_is_refused(options, named):
    with pytest.raises(ValueError, match=named):
        concordance(pd.DataFrame(), **options)


def test_quoted_tokens_are_those_between_the_marks():
    text = "He said “not now” and left.\n– We go, he said."
    tokens = tokenize([text], ["x"])
    quoted = tokens.types[tokens.ids[quoted_tokens(tokens, [text])]]
    assert quoted.tolist() == ["not", "now", "we", "go"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab .,!?\n\"“”„'’–-:;()NG x⟦é"), max_size=200))
def test_any_text_is_judged(text):
    judged = judge(text + " a guarantee", "*a*", "guarantee", "b")
    assert set(judged["quotation"]) <= {"none", "direct", "fragment"}
    assert set(judged["attribution"]) <= {"named", "unnamed group", "none"}
    assert ((judged["attribution"] == "none") == (judged["source"] == "")).all()


def test_a_surname_counts_with_the_one_full_name_that_ends_with_it():
    sources = ["Ann Lee", "Lee", "Bo Roe", "Jo Roe", "Roe", "pundits", "Pundits"]
    judged = pd.DataFrame({"frame": "f", "attribution": "named", "source": sources, "opposed": True})
    counted = count_sources(judged).set_index("source")
    assert counted["count"].to_dict() == {"Ann Lee": 2, "Bo Roe": 1, "Jo Roe": 1, "Roe": 1, "pundits": 2}
    assert counted.loc["Ann Lee", "opposed"] == 2


def test_kinds_are_counted_against_all_mentions_of_the_frame(workbook):
    kinds = count_kinds(workbook.judged, workbook.judged_once, workbook.frames)
    own = kinds[(kinds["frame"] == "expansion") & (kinds["kind"] == "opposed")].set_index("counted")
    assert own.loc["as published", ["count", "mentions"]].tolist() == [17, 19]
    assert own.loc["as published", ["low", "high"]].round(2).tolist() == [0.67, 0.99]
    assert own.loc["once", "mentions"] == 17
    quoted = kinds[(kinds["frame"] == "ultimatum") & (kinds["kind"] == "quoted")]
    assert quoted[["count", "mentions"]].to_numpy().tolist() == [[2, 2], [2, 2]]


def test_rules_are_counted_by_mention():
    judged = pd.DataFrame({"rules": ["says; not", "says", ""], "node": ["x", "y", "z"], "whole": ["X.", "Y.", "Z."]})
    table = count_rules(judged)
    assert table.to_numpy().tolist() == [["says", 2, "x", "X."], ["not", 1, "x", "X."]]


def test_passages_drawn_hold_no_mention(workbook):
    drawn = draw_passages(workbook.mentions, workbook.tokens, workbook.documents, 20, seed=1)
    assert len(drawn) == 20
    held = set(workbook.mentions[["doc_id", "passage"]].itertuples(index=False, name=None))
    assert not held & set(drawn[["doc_id", "passage"]].itertuples(index=False, name=None))
    assert not drawn["text"].str.contains("guarante|expan|ultimatum", case=False).any()
    assert drawn.equals(draw_passages(workbook.mentions, workbook.tokens, workbook.documents, 20, seed=1))
    every = draw_passages(workbook.mentions, workbook.tokens, workbook.documents, 10_000, seed=1)
    assert len(every) == len({*every[["doc_id", "passage"]].itertuples(index=False, name=None)})


LABELLED = Path(__file__).parent / "context"


@pytest.fixture(scope="module")
def bench():
    """The command that compares the rules with reading."""
    spec = importlib.util.spec_from_file_location("bench_context", LABELLED.parents[1] / "bench" / "context.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "reached"),
    [
        # labelled from the definitions alone, and read by nobody who wrote the rules
        ("blind", {"quotation": 0.99, "attribution": 0.86, "source": 0.86, "opposed": 0.90, "refused": 0.95}),
        ("second", {"opposed": 0.99, "refused": 0.98}),
        ("open", {"quotation": 1, "attribution": 1, "source": 1, "opposed": 1, "refused": 0.99}),
    ],
)
def test_the_rules_agree_with_reading_as_often_as_they_did(bench, name, reached):
    shares = bench.score(bench.read_marked(LABELLED / f"{name}.jsonl")).set_index("label")["share"]
    assert {label: share >= reached[label] for label, share in shares.items()} == dict.fromkeys(reached, True)


@pytest.mark.slow
def test_the_readme_says_how_often_the_rules_agree_with_reading(bench):
    shares = bench.score(bench.read_marked(LABELLED / "blind.jsonl")).set_index("label")
    readme = (LABELLED.parents[1] / "README.md").read_text(encoding="utf-8")
    percents = r"(\d+) % \(quoted\), (\d+) % \(reported\), (\d+) % \(opposed\) and (\d+) % \(refused\)"
    said = re.search(rf"Of (\d+) mentions in sentences .*? {percents}", readme)
    found = shares.loc[["quotation", "attribution", "opposed", "refused"], "share"]
    assert [int(number) for number in said.groups()] == [shares["of"].iloc[0], *(100 * found).round()]
    aims = {"quotation": 0.95, "attribution": 0.85, "opposed": 0.90, "refused": 0.85}
    assert all(found[label] >= aim for label, aim in aims.items())


def test_the_labelled_halves_are_large_and_share_no_text():
    texts = {name: (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() for name in ("blind", "open")}
    assert all(sum(line.count("⟦") for line in lines) >= 140 for lines in texts.values())
    assert not set(texts["blind"]) & set(texts["open"])


def test_markup_in_an_article_stays_text(small):
    """From the file to the tables that notebooks show: nothing of it is markup anywhere."""
    workbook = small("The <script>alert('guarantees')</script> of <b>expansion</b> &amp; the ultimatum.")
    judged = workbook.labelled(workbook.judged)
    assert judged["frame"].tolist() == ["guarantees", "expansion", "ultimatum"]
    shown = [
        Concordance(workbook.labelled(concordance(workbook.judged)))._repr_html_(),
        present(judged, ["frame", "left", "node", "right", "whole"])._repr_html_(),
        sheet_page(coding_sheet(judged)),
    ]
    for page in shown:
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
