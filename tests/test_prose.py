"""Sentences follow their tables."""

import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from analysis.prose import FINDINGS, Sentence, say
from analysis.wording import format_number


def differences(*ps: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"frame": ["guarantees", "expansion"][: len(ps)], "p": ps, "p_holm": ps, "p_once": ps, "p_once_holm": ps}
    )


def test_cannot_tell_is_said_when_no_test_is_small():
    sentence = say("differences", differences(0.9, 0.051), 0.95)
    assert "cannot be told" in sentence
    assert "or more, in 90.0 % of cases for guarantees and 5.10 % for expansion." in sentence


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


def test_the_test_is_given_again_with_shared_passages_counted_once():
    table = differences(0.9, 0.5).assign(p_once=[0.8, 0.5])
    assert "in the earliest article only, it is 80.0 % of cases for guarantees and 50.0 % for expansion." in say(
        "differences", table, 0.95
    )
    assert "counted once" not in say("differences", differences(0.9, 0.5), 0.95)


def test_shared_text_is_said_with_its_pair_and_what_is_left(workbook):
    tables = (workbook.shared, workbook.by_date, workbook.tokens, workbook.tokens_once)
    sentence = say("shared", *tables)
    pair = workbook.shared.pairs.set_index("verdict").loc["share text"]
    shares = f"{pair['share_a']:.0%} and {pair['share_b']:.0%}".replace("%", " %")
    wanted = f"Of 10 pairs of articles, 1 shares text: Akopov and Sayenko ({pair['passages']} passages, {shares} "
    assert sentence.startswith(wanted)
    left = sum(workbook.tokens_once.sizes[doc] / size for doc, size in workbook.tokens.sizes.items())
    assert f"the 5 articles hold as much as {left:.2f} articles would." in sentence
    assert f"is above {workbook.shared.cutoff:.3f}." in say("cutoff", workbook.shared)


def test_counted_once_gives_every_frame_with_its_interval(workbook):
    sentence = say("once", workbook.pooled, 1000, 0.95)
    for row in workbook.pooled[workbook.pooled["counted"] == "once"].itertuples():
        total = (workbook.mentions["frame"] == row.frame).sum()
        kept = (workbook.mentions_once["frame"] == row.frame).sum()
        assert f"{row.frame} {kept} of {total} ({format_number(row.rate)} per 1,000 tokens, " in sentence


def test_no_shared_text_is_said(small):
    alone = small("Talks about expansion failed.")
    tables = (alone.shared, alone.by_date, alone.tokens, alone.tokens_once)
    assert say("shared", *tables) == "There is one article only, so none that it could share text with."
    assert "No passage is shared" in say("once", alone.pooled, 1000, 0.95)
    assert "was not settled: no pair of articles shares text" in say("cutoff", alone.shared)


def test_pairs_too_short_to_tell_are_said(small):
    pair = small("Talks about expansion failed.", "There are no guarantees in this short text at all.")
    sentence = say("shared", pair.shared, pair.by_date, pair.tokens, pair.tokens_once)
    assert sentence.startswith("No sign of shared text in 1 pair of articles. ")
    assert "In 1 pair an article is too short to tell" in sentence


def test_nothing_left_once_is_said():
    mentions = pd.DataFrame({"frame": ["x"] * 3, "form": ["non-x"] * 3, "negated": [True] * 3})
    assert "counted once none is left" in say("negated", mentions, mentions.iloc[:0], 0.95)
    table = differences(0.9, 0.5).assign(p_once=float("nan"), p_once_holm=float("nan"))
    assert "one article left, so nothing to test" in say("differences", table, 0.95)


def test_a_difference_is_given_adjusted_again_counted_once():
    table = differences(0.001, 0.5).assign(p_once=[0.024, 0.5], p_once_holm=[0.048, 0.5])
    assert "it gives, adjusted, p = 0.0480 for guarantees" in say("differences", table, 0.95)


def test_undated_articles_that_share_text_are_said(small):
    lines = [f"{name} said that all of this would be repeated word for word in the other article." for name in "ABCD"]
    pair = small("\n".join(lines), "\n".join(lines))
    sentence = say("shared", pair.shared, pair.by_date, pair.tokens, pair.tokens_once)
    assert "the first in the catalogue counts as the earliest" in sentence
    assert "the 2 articles hold as much as 1.00 articles would." in sentence


def test_more_pairs_than_a_sentence_holds_are_counted(small):
    lines = [f"{name} said that all of this would be repeated word for word in the other article." for name in "ABCD"]
    four = small(*["\n".join(lines)] * 4)
    sentence = say("shared", four.shared, four.by_date, four.tokens, four.tokens_once)
    assert sentence.startswith("Of 6 pairs of articles, 6 share text")
    assert " and 1 more." in sentence


def test_comparisons_are_counted_by_verdict(workbook):
    sentence = say("comparisons", workbook.comparisons, workbook.by_date)
    assert "27 end in “cannot tell” and 3 get no test, since the two share text" in sentence
    least = workbook.comparisons["detectable"].min()
    assert f"below {least:.2f} with a power of 80 %" in sentence
    differing = workbook.comparisons.assign(verdict="differ")
    assert "Those that differ: expansion, Al Jazeera Net against" in say("comparisons", differing, workbook.by_date)
    assert "no pair to compare" in say("comparisons", workbook.comparisons.iloc[:0], workbook.by_date)


def test_leading_frame_is_said_with_its_share(workbook):
    sentence = say("leading", workbook.leads, workbook.leads_once, workbook.by_date, 0.95)
    assert "guarantees 32 times and expansion 19 times, a share of 63 % (48 % to 76 %, p = 0.0919)" in sentence
    assert "leads cannot be told" in sentence
    assert "in none of 5 articles" in sentence
    assert "one frame only" in say("leading", workbook.leads.iloc[:0], workbook.leads_once, workbook.by_date, 0.95)


def test_articles_in_which_a_frame_leads_are_named(workbook):
    told = workbook.leads.assign(verdict=workbook.leads["doc_id"].map({"000": "expansion", "002": "guarantees"}))
    table = told.fillna({"verdict": "cannot tell"})
    sentence = say("leading", table, workbook.leads_once, workbook.by_date, 0.95)
    assert "in 2 of 5 articles: Sayenko (expansion) and Al Jazeera Net (guarantees)." in sentence


def test_a_difference_from_none_is_said_by_its_counts(workbook):
    table = workbook.comparisons.query("frame == 'ultimatum'").assign(verdict="differ", count_a=10, count_b=0, low=2.5)
    assert "(10 against none, a ratio of 2.50 or more)" in say("comparisons", table, workbook.by_date)
    table = table.assign(count_a=0, count_b=1234, high=0.25)
    assert "(none against 1,234, a ratio of 0.250 or less)" in say("comparisons", table, workbook.by_date)


def test_pairs_that_are_not_shown_are_counted(workbook):
    table = workbook.comparisons
    assert say("shown", table, table) == "Drawn and listed: all 30 comparisons."
    assert say("shown", table.groupby("frame").head(2), table) == (
        "Drawn and listed: in each frame the 2 comparisons with the smallest p-values. Not shown: 24 of 30 comparisons."
    )


def test_frames_that_meet_and_words_beside_them_are_said(workbook):
    assert "expansion and guarantees in 5 (2.55 expected" in say("together", workbook.together)
    assert "“security” before guarantees (20 of 32)" in say("neighbours", workbook.neighbours, workbook.mentions)
    assert "No two frames meet" in say("together", workbook.together.iloc[:0])
    assert "more than once" in say("neighbours", workbook.neighbours.iloc[:0], workbook.mentions)


def test_keyness_is_said_at_both_minimum_counts(workbook):
    sentence = say("keyness", workbook.remaining, workbook.set_apart, workbook.by_date, 0.95)
    kept = workbook.keyness[workbook.keyness["p_bh"] < 0.05]
    assert f"{kept['type'].nunique()} of 187 types with at least 5 tokens set an article apart at a false" in sentence
    assert "types with at least 10 tokens" in sentence
    first = sentence.partition(" types with at least 10")[0]
    assert all(f"“{name}”" in first for name in kept["type"])
    assert "Izvestia has more “said” and less “no”" in first
    assert "apart at a false discovery rate of 5 %, adjusted for the 187 tests of each article: " in first


def test_that_no_type_remains_is_said(workbook):
    nothing = workbook.set_apart.iloc[:0]
    sentence = say("keyness", workbook.remaining, nothing, workbook.by_date, 0.95)
    assert sentence.startswith("None of 187 types with at least 5 tokens sets an article apart at a false dis")
    assert "counted once" not in sentence
    assert "no two articles" in say("keyness", workbook.remaining.iloc[:0], nothing, workbook.by_date, 0.95)


def test_a_type_that_remains_in_two_articles_is_one_type(workbook):
    twice = workbook.set_apart.query("minimum == 5 and counted == 'as published'").iloc[:2].assign(type="the")
    sentence = say("keyness", workbook.remaining.query("minimum == 5"), twice, workbook.by_date, 0.95)
    assert sentence.startswith("1 of 187 types with at least 5 tokens sets an article apart (2 times: a type can set")
    assert sentence.endswith("With shared passages counted once it is none.")


def test_types_that_remain_and_how_often_add_up_to_the_table(workbook):
    """At the larger minimum “a” sets two articles apart; counted once it does so at the smaller one too."""
    sentence = say("keyness", workbook.remaining, workbook.set_apart, workbook.by_date, 0.95)
    remain = workbook.remaining.groupby(["minimum", "counted"])["remain"].sum()
    apart = workbook.set_apart.groupby(["minimum", "counted"])["type"].nunique()
    assert f"{apart[10, 'as published']} of 82 types with at least 10 tokens set an article apart" in sentence
    assert remain[10, "as published"] > apart[10, "as published"]
    assert f"apart ({remain[10, 'as published']} times: a type can set several apart)" in sentence
    assert f"once it is {apart[5, 'once']} types, {remain[5, 'once']} times in all." in sentence


def test_what_remains_over_all_articles_is_said(workbook):
    sentence = say("keyness", workbook.remaining, workbook.set_apart, workbook.by_date, 0.95)
    kept = multipletests(workbook.keyness["p"], 0.05, "fdr_bh")[0].sum()
    assert len(workbook.keyness) == 5 * 187
    assert f"When the 935 tests of all articles are adjusted together, {kept} remain." in sentence


def test_one_type_beyond_those_listed_is_one_other(workbook):
    row = workbook.set_apart.iloc[:1]
    rows = pd.concat([row.assign(type=f"w{number}", log_ratio=1.0) for number in range(6)])
    sentence = say("keyness", workbook.remaining.query("minimum == 5"), rows, workbook.by_date, 0.95)
    assert "“w4” and 1 other." in sentence


def test_typography_is_said_by_its_highest_word(workbook):
    sentence = say("typography", workbook.typography, workbook.by_date)
    assert "“alliance's” would be number 1 of the words that set Sayenko apart: 4 there against 0 elsewhere" in sentence
    assert "“alliance” stands 4 times there and 24 times elsewhere" in sentence
    assert "No word" in say("typography", workbook.typography.iloc[:0], workbook.by_date)


def test_patterns_say_what_is_absent_added_and_taken_away():
    rows = [
        ("a", "patterns", "one", 3, ""),
        ("a", "patterns", "two", 0, ""),
        ("a", "exclude", "one off", 1, ""),
        ("a", "wide", "once", 4, "why"),
        ("a", "wide", "twice", 5, "why"),
        ("b", "patterns", "three", 1, ""),
        ("b", "wide", "thrice", 0, "why"),
    ]
    patterns = pd.DataFrame(rows, columns=["frame", "part", "pattern", "count", "why"])
    assert say("patterns", patterns, [1]) == (
        "Found nowhere, so absent or mistyped: “two” (a). The wide patterns, which are not counted, would add "
        "mentions: 9 to the 3 of a. Exclusions take mentions away: 1 from a. In 1 place the same words count for two "
        "frames."
    )
    assert say("patterns", patterns.iloc[5:6], []) == "Every pattern is found, and no words count for two frames."
