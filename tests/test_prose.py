"""Sentences follow their tables."""

import numpy as np
import pandas as pd
import pytest

from analysis.prose import FINDINGS, Sentence, format_number, format_p, format_percent, join_words, say


def differences(*ps: float) -> pd.DataFrame:
    return pd.DataFrame({"frame": ["guarantees", "expansion"][: len(ps)], "p": ps, "p_holm": ps, "p_once": ps})


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
    sentence = say("negated", mentions, mentions, 0.95)
    assert "as in “non-expansion”: 8 of 19 mentions of expansion (42 %, 95 % interval 20 % to 67 %)" in sentence
    once = say("negated", mentions, mentions[1:-1], 0.95)
    assert (
        "8 of 19 mentions of expansion (42 %, 95 % interval 20 % to 67 %; counted once 7 of 17, 41 %, 18 % to 67 %)"
        in once
    )
    plain = mentions[~mentions["negated"]]
    assert "No mention is negated" in say("negated", plain, plain, 0.95)


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


def test_the_test_is_given_again_with_shared_passages_counted_once():
    table = differences(0.9, 0.5).assign(p_once=[0.8, 0.5])
    assert "counted once, in the earliest article only, it gives p = 0.800 for guarantees" in say(
        "differences", table, 0.95
    )
    assert "counted once" not in say("differences", differences(0.9, 0.5), 0.95)


def test_shared_text_is_said_with_its_pair_and_what_is_left(workbook):
    tables = (workbook.shared, workbook.by_date, workbook.tokens, workbook.tokens_once)
    sentence = say("shared", *tables)
    assert sentence.startswith("Of 10 pairs of articles, 1 shares text: Akopov and Sayenko (9 passages, 65 % and 45 % ")
    left = sum(workbook.tokens_once.sizes[doc] / size for doc, size in workbook.tokens.sizes.items())
    assert f"the 5 articles are worth {left:.2f} independent ones" in sentence
    assert "cosine of 0.27" in say("cutoff", workbook.shared)


def test_counted_once_gives_every_frame_with_its_interval(workbook):
    sentence = say("once", workbook.pooled, 1000, 0.95)
    assert "guarantees 31 of 32 (6.33 per 1,000 tokens, 4.30 to 8.99), expansion 17 of 19 (" in sentence


def test_no_shared_text_is_said(small):
    alone = small("Talks about expansion failed.")
    tables = (alone.shared, alone.by_date, alone.tokens, alone.tokens_once)
    assert say("shared", *tables) == "There is one article only, so none that it could share text with."
    assert "No passage is shared" in say("once", alone.pooled, 1000, 0.95)
    assert "No cut-off" in say("cutoff", alone.shared)


def test_pairs_too_short_to_tell_are_said(small):
    pair = small("Talks about expansion failed.", "There are no guarantees in this short text at all.")
    sentence = say("shared", pair.shared, pair.by_date, pair.tokens, pair.tokens_once)
    assert sentence.startswith("None of 1 pair of articles shows a sign of shared text")
    assert "In 1 pair an article is too short to tell." in sentence
