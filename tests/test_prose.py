"""Sentences follow their tables."""

import numpy as np
import pandas as pd
import pytest

from analysis.prose import FINDINGS, Sentence, format_number, format_p, format_percent, join_words, say


def differences(*ps: float) -> pd.DataFrame:
    return pd.DataFrame({"frame": ["guarantees", "expansion"][: len(ps)], "p": ps, "p_holm": ps})


def test_cannot_tell_is_said_when_no_test_is_small():
    sentence = say("differences", differences(0.9, 0.051), 0.95)
    assert "cannot be told" in sentence
    assert "for guarantees in 90 % (p = 0.900)" in sentence


def test_a_difference_is_said_with_its_frame_alone():
    sentence = say("differences", differences(0.0001, 0.5), 0.95)
    assert sentence.startswith("The articles differ in how often they mention guarantees:")
    assert "adjusted for 2 tests: guarantees p < 0.001" in sentence


def test_the_level_of_a_difference_is_that_of_the_intervals():
    assert "cannot be told" in say("differences", differences(0.03, 0.5), 0.99)
    assert "articles differ" in say("differences", differences(0.03, 0.5), 0.95)


def test_nothing_to_compare_is_said():
    assert "cannot be asked" in say("differences", differences(float("nan")), 0.95)


def test_negated_counts_and_interval():
    mentions = pd.DataFrame(
        {
            "frame": ["expansion"] * 19,
            "form": ["non-expansion"] * 8 + ["expansion"] * 11,
            "negated": [True] * 8 + [False] * 11,
        }
    )
    sentence = say("negated", mentions, 0.95)
    assert "as in “non-expansion”: 8 of 19 mentions of expansion (42 %, 95 % interval 20 % to 67 %)" in sentence
    assert "No mention is negated" in say("negated", mentions[~mentions["negated"]], 0.95)


def test_frames_sentence_holds_counts_rates_and_intervals(workbook):
    sentence = say("frames", workbook.rates, 1000, 0.95)
    assert "In 5 articles and" in sentence
    for row in workbook.rates[workbook.rates["doc_id"] == "all"].itertuples():
        assert f"{format_number(row.rate)} per 1,000 tokens" in sentence
        assert f"{format_number(row.low)} to {format_number(row.high)}" in sentence


def test_spread(workbook):
    assert "expansion in all 5, guarantees in all 5, ultimatum in 2 of 5." in say("spread", workbook.rates)


def test_cleaning_says_which_frame_changed(workbook):
    sentence = say("cleaning", workbook.ledger, workbook.token_changes, workbook.mention_changes)
    assert "guarantees goes from 33 mentions to 32; the other frames keep theirs" in sentence
    assert f"made {len(workbook.ledger)} changes by {workbook.ledger['rule'].nunique()} rules" in sentence
    same = workbook.mention_changes.assign(raw=workbook.mention_changes["clean"])
    assert "no frame gains or loses a mention" in say("cleaning", workbook.ledger, workbook.token_changes, same)


def test_themes_sentence_starts_with_the_warning(workbook):
    assert say("themes", workbook.themes).startswith("Not yet tested for stability")


def test_corpus_sentence(workbook):
    sentence = say("corpus", workbook.documents, workbook.tokens)
    assert "5 articles" in sentence
    assert "between 1 December 2021 and 23 January 2022" in sentence
    assert "Translated, by the catalogue: 1 yes, 4 unknown." in sentence
    undated = workbook.documents.assign(date_earliest=pd.NaT, date_latest=pd.NaT)
    assert "between" not in say("corpus", undated, workbook.tokens)


def test_a_corpus_without_note_says_where_to_write_one(workbook):
    settings = workbook.settings
    bare = settings.model_copy(update={"corpus": settings.corpus.model_copy(update={"note": " "})})
    assert "[corpus] note" in say("note", bare)


def test_unknown_finding_lists_the_known_ones():
    with pytest.raises(ValueError, match="'nonsense' is not known; allowed: note, corpus") as caught:
        say("nonsense")
    assert all(name in str(caught.value) for name in FINDINGS)


def test_markdown_and_html_are_set_as_they_stand():
    shown = Sentence("*expan* <script>a_b</script>")._repr_markdown_()
    assert shown == r"\*expan\* &lt;script&gt;a\_b&lt;/script&gt;"
    assert Sentence("from $3 to $4")._repr_markdown_() == r"from \$3 to \$4"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0, "0"),
        (np.int64(1234567), "1,234,567"),
        (0.0, "0"),
        (99.96, "100"),
        (999.4, "999"),
        (999.9, "1,000"),
        (-999.9, "-1,000"),
        (1e-5, "1.00e-05"),
        (-4.2, "-4.20"),
        (np.inf, "not defined"),
    ],
)
def test_numbers(value, wanted):
    assert format_number(value) == wanted


def test_small_words():
    assert (format_p(0.00099), format_p(1.0)) == ("p < 0.001", "p = 1.00")
    assert [format_p(p) for p in (0.001, 0.00456, 0.0123, 0.25)] == [
        "p = 0.00100",
        "p = 0.00456",
        "p = 0.0123",
        "p = 0.250",
    ]
    assert (format_percent(0.0), format_percent(1.0), format_percent(0.995)) == ("0 %", "100 %", ">99 %")
    assert join_words(["a"]) == "a"
