"""Sentences follow their tables."""

from dataclasses import replace

import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.comparisons import compare_documents, compare_frames
from analysis.differences import frame_homogeneity
from analysis.prose import FINDINGS, Sentence, say
from analysis.rates import share_interval
from analysis.wording import format_number


def differences(*ps: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"frame": ["guarantees", "expansion"][: len(ps)], "p": ps, "p_holm": ps, "p_once": ps, "p_once_holm": ps}
    )


def test_cannot_tell_is_said_when_no_test_is_small():
    sentence = say("differences", differences(0.9, 0.051), 0.95)
    assert "cannot be told at 5 %" in sentence
    assert "adjusted for 2 tests, p = 0.900 for guarantees and p = 0.0510 for expansion; the test takes the" in sentence


def test_p_values_are_adjusted_whether_or_not_anything_differs():
    for p_holm in (0.04, 0.06):
        table = differences(0.9, 0.5).assign(p_holm=[p_holm, 0.5], p_once=[0.7, 0.5], p_once_holm=[p_holm, 0.77])
        sentence = say("differences", table, 0.95)
        assert f"adjusted for 2 tests, p = {p_holm:.4f} for guarantees and p = 0.770 for expansion; as pub" in sentence
        assert f"independent of each other, p = {p_holm:.4f} for guarantees and p = 0.500 for expansion" in sentence
        assert "0.9" not in sentence
        assert "0.7 " not in sentence


@pytest.mark.parametrize(
    ("ps", "said"),
    [
        ((1, 1, 1), "p = 1.00 for all three"),
        ((1, 1), "p = 1.00 for both"),
        ((0.5, 0.25, 0.5), "p = 0.500 for both a and c and p = 0.250 for b"),
        ((0.5, 0.5, 0.5, 0.25), "p = 0.500 for a, b and c and p = 0.250 for d"),
        ((1e-5, 1e-9), "p < 0.001 for both"),
        ((0.5,), "p = 0.500 for a"),
    ],
)
def test_a_p_value_is_printed_once(ps, said):
    """That of both ways to count, in one sentence."""
    table = pd.DataFrame({"frame": list("abcd")[: len(ps)], "p": ps, "p_holm": ps, "p_once": 0.7, "p_once_holm": ps})
    sentence = say("differences", table, 0.95)
    assert sentence.count(said) == 2
    assert f"{said}; as published" in sentence


def test_a_difference_is_said_with_its_frame_alone():
    sentence = say("differences", differences(0.0001, 0.5), 0.95)
    assert sentence.startswith("The articles differ in how often they mention guarantees:")
    assert "p-values below 5 %; adjusted for 2 tests, p < 0.001 for guarantees" in sentence


def test_the_level_of_a_difference_is_that_of_the_intervals():
    assert "cannot be told at 1 %" in say("differences", differences(0.03, 0.5), 0.99)
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
    nothing = mentions.iloc[:0]
    sentence = say("negated", mentions, mentions, nothing, 0.95)
    assert "as in “non-expansion”: 8 of 19 mentions of expansion (42 %, 95 % interval 20 % to 67 %)" in sentence
    once = say("negated", mentions, mentions[1:-1], nothing, 0.95)
    assert (
        "8 of 19 mentions of expansion (42 %, 95 % interval 20 % to 67 %; counted once 7 of 17, 41 %, 18 % to 67 %)"
        in once
    )
    plain = mentions[~mentions["negated"]]
    assert say("negated", plain, plain, nothing, 0.95) == (
        "No mention that is counted is negated by the word itself (non-…)."
    )
    assert say("negated", plain, plain, mentions, 0.95) == (
        "No mention that is counted is negated by the word itself (non-…). Exclusions take 8 negated mentions away, "
        "such as “non-expansion”: 8 of expansion."
    )


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


def test_corpus_sentence(workbook):
    sentence = say("corpus", workbook.documents, workbook.tokens)
    assert "5 articles" in sentence
    assert "between 1 December 2021 and 23 January 2022" in sentence
    assert "Translated, by the catalogue: 1 yes, 4 unknown." in sentence
    rows = workbook.by_date.assign(row=1)
    assert say("corpus", rows, workbook.tokens).endswith(" Translated, by the table: 1 yes, 4 unknown.")
    unknown = say("corpus", rows.assign(translated="unknown"), workbook.tokens)
    assert unknown.endswith(" Whether any of it is translated is not known.")
    dates = workbook.documents["date_latest"].where(workbook.documents["doc_id"] != "001")
    partly = say("corpus", workbook.documents.assign(date_latest=dates), workbook.tokens)
    assert "4 of 5 are dated; these were written, as their words allow, between" in partly
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
    table = differences(0.9, 0.5).assign(p_once=[0.8, 0.5], p_once_holm=[0.85, 0.75])
    wanted = "in the earliest article only, and adjusted for 2 tests, p = 0.850 for guarantees and p = 0.750 for exp"
    assert wanted in say("differences", table, 0.95)
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


def test_a_frame_leads_over_none_that_is_not_mentioned(small):
    """One article, which is not called all articles together either."""
    alone = small("Talks about expansion failed. The expansion stopped. One guarantee was given.")
    tables = alone.leads, alone.leads_once, alone.by_date, 0.95
    assert say("leading", *tables).startswith("The article mentions expansion twice and guarantees once, ")
    assert say("leading", *tables).endswith("Which of the two leads cannot be told at 5 %.")
    none = alone.leads.assign(count_b=0)
    assert say("leading", none, none, alone.by_date, 0.95) == (
        "Of all frames only expansion is mentioned, so none that it could lead."
    )


def test_pairs_too_short_to_tell_are_said(small):
    pair = small("Talks about expansion failed.", "There are no guarantees in this short text at all.")
    sentence = say("shared", pair.shared, pair.by_date, pair.tokens, pair.tokens_once)
    assert sentence.startswith("No sign of shared text in 1 pair of articles. ")
    assert "Of 1 pair it cannot be told: too few passages for a test" in sentence


def test_nothing_left_once_is_said():
    mentions = pd.DataFrame({"frame": ["x"] * 3, "form": ["non-x"] * 3, "negated": [True] * 3})
    assert "counted once none is left" in say("negated", mentions, mentions.iloc[:0], mentions.iloc[:0], 0.95)
    table = differences(0.9, 0.5).assign(p_once=float("nan"), p_once_holm=float("nan"))
    assert "one article is left, so nothing to test" in say("differences", table, 0.95)


@pytest.mark.parametrize(("published", "once"), [(0.2, 0.02), (0.02, 0.2)])
def test_where_text_is_shared_the_verdict_is_that_of_the_test_counted_once(published, once):
    """Three reprints among five articles hide a difference, or make one; the published p stands beside it."""
    table = differences(0.001, 0.5).assign(p_holm=[published, 0.5], p_once=[0.01, 0.5], p_once_holm=[once, 0.5])
    sentence = say("differences", table, 0.95)
    told = sentence.startswith("The articles differ in how often they mention guarantees:")
    assert told == (once < 0.05)
    assert ("cannot be told at 5 %" in sentence) == (once > 0.05)
    assert (
        f"with shared passages counted once, in the earliest article only, and adjusted for 2 tests, p = {once:.3}"
        in (sentence)
    )
    assert f"as published, which takes the articles as independent of each other, p = {published:.3}" in sentence


def test_reprints_that_hide_a_difference_are_seen_through():
    """Ten mentions in each of four articles of one size, three of them reprints of the first; two in the fifth."""
    docs = list("abcde")
    published = pd.DataFrame({"doc_id": docs, "frame": "x", "count": [10, 10, 10, 10, 2], "tokens": 1000})
    once = published.assign(count=[10, 0, 0, 0, 2], tokens=[1000, 0, 0, 0, 1000])
    tests, again = (frame_homogeneity(table, seed=1) for table in (published, once))
    tests = tests.assign(p_once=again["p"], p_once_holm=again["p_holm"])
    assert tests.loc[0, "p"] == pytest.approx(stats.chi2.sf((4 * 1.6**2 + 6.4**2) / 8.4, 4))
    assert tests.loc[0, "p_once"] == pytest.approx(stats.chi2.sf(2 * 4**2 / 6, 1)) == pytest.approx(0.0209, abs=1e-4)
    assert say("differences", tests, 0.95).startswith("The articles differ in how often they mention x:")


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


def test_pairs_that_differ_where_all_together_do_not_are_said_to_be_hints(workbook):
    """Of three frames the test of all tells one; pairs differ in that one and in another."""
    pairs = workbook.comparisons.groupby("frame", sort=False).head(1).head(2).assign(verdict="differ")
    tests = workbook.differences.assign(p_once_holm=[0.001, 0.0869, 0.9], p_holm=[0.001, 0.001, 0.9])
    told, untold = pairs["frame"].unique()
    assert tests["frame"].tolist()[:2] == [told, untold]
    said = (
        f"Whether the articles as a whole differ in {untold} cannot be told (see above), so take these pairs as hints"
    )
    sentence = say("comparisons", pairs, workbook.by_date, 0.95, tests)
    assert said in sentence
    assert "not for the number of frames, and by counts as published." in sentence
    papers = say("comparisons", pairs, workbook.by_date, 0.95, tests, unit="paper")
    assert "papers as a whole differ" in papers
    assert "as published" not in papers
    for alike in ((pairs.head(1), tests), (pairs, tests.assign(p_once_holm=0.001)), (pairs,)):
        assert "hints" not in say("comparisons", alike[0], workbook.by_date, 0.95, *alike[1:])


def test_passages_below_the_cutoff_are_said_to_count_by_their_words(workbook):
    """Of the passages two are made less alike than the cut-off asks: only half of their words brings them in."""
    shared = workbook.shared
    assert "word for word" not in say("cutoff", shared)
    cosines = [shared.cutoff, 0, *shared.passages["cosine"][2:]]
    few = replace(shared, passages=shared.passages.assign(cosine=cosines))
    wanted = f"{shared.cutoff:.3f}, or when half of the later one stands word for word in the earlier article"
    assert f"{wanted} (by that alone 2 of {len(cosines)}). " in say("cutoff", few)


def test_pairs_that_are_not_compared_are_counted_too(small):
    """Four articles make six pairs; with three of these compared the sentence says so, found or not."""
    four = small(*["Each of them says the same in nine words here."] * 4)
    pairs = four.shared.pairs.head(3)

    def said(verdict: str) -> str:
        shared = replace(four.shared, pairs=pairs.assign(verdict=verdict))
        return say("shared", shared, four.by_date, four.tokens, four.tokens_once)

    head = "Of 6 pairs of articles, 3 have enough in common to be compared; "
    assert said("share text").startswith(f"{head}3 share text: ")
    assert said("no sign of it") == f"{head}no sign of shared text in any of them, so each article counts as one."


def test_comparisons_are_counted_by_verdict(workbook):
    sentence = say("comparisons", workbook.comparisons, workbook.by_date, 0.95)
    ultimatum = workbook.mentions.query("frame == 'ultimatum'")["doc_id"]
    assert ultimatum.nunique() == 2  # so three articles have none, and of their three pairs one shares text
    assert "27 end in “cannot tell” (2 of them without a test, for want of mentions on either side)" in sentence
    assert "3 get no test, since the two share text" in sentence
    assert "“Differ” means a p-value below 5 %, adjusted for 7 to 9 pairs a frame." in sentence
    least = workbook.comparisons["detectable"].min()
    assert f"below {least:.2f} with a power of 80 % (by one test at 5 %, not adjusted), so “cannot" in sentence
    differing = workbook.comparisons.assign(verdict="differ")
    told = say("comparisons", differing, workbook.by_date, 0.95)
    assert "Those that differ: expansion, Al Jazeera Net against" in told
    assert "witnesses" not in told
    assert "no pair to compare" in say("comparisons", workbook.comparisons.iloc[:0], workbook.by_date, 0.95)
    untested = workbook.comparisons.assign(p=float("nan"))
    assert "means a p-value" not in say("comparisons", untested, workbook.by_date, 0.95)


def test_what_few_mentions_allow_is_said_of_pairs_that_cannot_be_told_apart_alone():
    documents = pd.DataFrame({"doc_id": list("abc"), "label": list("ABC")})

    def rates(*counts: int) -> pd.DataFrame:
        rows = pd.DataFrame({"doc_id": [*"abc", "all"], "count": [*counts, sum(counts)], "tokens": [2000] * 3 + [6000]})
        return compare_documents(rows.assign(frame="x"))

    alike = say("comparisons", rates(300, 310, 305), documents, 0.95)
    assert "3 end in “similar”" in alike
    assert "cannot tell" not in alike
    assert "power" not in alike
    few = say("comparisons", rates(10, 12, 11), documents, 0.95)
    assert few.endswith("so “cannot tell” is what so few mentions allow.")


def test_pairs_that_differ_are_counted_by_their_texts():
    """Two copies against one article are one witness; the copies against another are one more."""
    documents = pd.DataFrame({"doc_id": list("abcd"), "label": ["Courier", "Evening News", "Agency", "Herald"]})
    rates = [
        (doc_id, "protest", n, 300) for doc_id, n in zip([*documents["doc_id"], "all"], (0, 0, 30, 31, 61), strict=True)
    ]
    table = compare_documents(pd.DataFrame(rates, columns=["doc_id", "frame", "count", "tokens"]), [["a", "b"]])
    sentence = say("comparisons", table, documents, 0.95)
    assert "4 end in “differ”" in sentence
    assert sentence.endswith(
        " 4 of the 4 are not separate witnesses, since articles on one side share text (protest, Courier and Evening "
        "News against Agency; protest, Courier and Evening News against Herald): that leaves 2, counted by their texts."
    )
    three = table[table["doc_b"] != "d"]
    assert "2 of the 2 are not separate witnesses" in say("comparisons", three, documents, 0.95)
    alone = compare_documents(pd.DataFrame(rates, columns=["doc_id", "frame", "count", "tokens"]))
    assert "witnesses" not in say("comparisons", alone, documents, 0.95)


def test_pairs_that_hang_together_by_a_third_article_are_not_said_to_share_text():
    """Of a chain of three the ends are linked by the middle alone: 3 pairs without a test; two apart make 2."""
    documents = pd.DataFrame({"doc_id": [*"abcde"], "label": [*"ABCDE"]})
    rates = pd.DataFrame({"doc_id": [*"abcde", "all"], "count": [4] * 5 + [20], "tokens": [900] * 5 + [4500]})

    def said(*groups: list[str]) -> list[str]:
        table = compare_documents(rates.assign(frame="x"), groups)
        return [say("comparisons", table, documents, 0.95), say("tested", table, 0.95)]

    chain, apart = said([*"abc"]), said([*"ab"], [*"cd"])
    assert "3 get no test, since the two share text, or are linked by articles that do." in chain[0]
    assert "no p where two articles share text, or are linked by articles that do, since" in chain[1]
    assert "2 get no test, since the two share text." in apart[0]
    assert "no p where two articles share text, since" in apart[1]


def test_intervals_that_disagree_about_equal_rates_are_named():
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "label": ["A", "B", "C"]})
    pairs = pd.DataFrame(
        {
            "frame": "x",
            "doc_a": ["a", "a", "b"],
            "doc_b": ["b", "c", "c"],
            "p": [0.1, 0.01, float("nan")],
            "low": [0.9, 1.2, 0.5],
            "high": [4.0, 5.0, 2.0],
            "boot_low": [1.1, 1.3, 1.5],
            "boot_high": [3.0, 4.0, 1.8],
        }
    )
    assert say("resampled", pairs, documents).startswith(
        "In 1 of 2 tested pairs with both intervals the two disagree on whether the rates may be equal (a ratio of "
        "1): x, A against B (exact 0.900 to 4.00, bootstrap 1.10 to 3.00)."
    )
    assert "the two agree" in say("resampled", pairs.iloc[1:], documents)
    assert "no bootstrap interval" in say("resampled", pairs.iloc[2:], documents)


def test_what_verdicts_rest_on_is_said(workbook):
    note = say("tested", workbook.comparisons, 0.95)
    assert "p is adjusted for 7 to 9 pairs a frame, and a pair differs below 5 %" in note
    assert "Intervals, at 95 %, are not adjusted" in note
    assert "No pair could be tested" in say("tested", workbook.comparisons.assign(p=float("nan")), 0.95)
    chosen = say("chosen", workbook.leads, 0.99)
    assert chosen.startswith("First: guarantees, second: expansion;")
    assert "chosen after counting" in chosen
    assert "is below 1 %." in chosen
    assert "one frame only" in say("chosen", workbook.leads.iloc[:0], 0.95)


def test_a_side_without_a_token_is_not_called_one_without_mentions():
    """All of c is shared text: with that counted once it has no token, and b has a mention."""
    rates = pd.DataFrame({"doc_id": ["a", "b", "c"], "frame": "x", "count": [4, 1, 0], "tokens": [900, 800, 0]})
    documents = rates[["doc_id"]].assign(label=rates["doc_id"])
    table = compare_documents(rates)
    assert table["p"].isna().tolist() == [False, True, True]
    said = say("comparisons", table, documents, 0.95, unit="outlet")
    assert "2 of them without a test, for want of mentions, or of tokens once shared passages are taken out)" in said
    note = say("tested", table, 0.95, unit="outlet")
    wanted = "no p where there is no mention on either side, or no token on one once shared passages are taken out. "
    assert wanted in note
    assert "token on one" not in say("tested", table.dropna(subset="p"), 0.95, unit="outlet")


def test_leading_frame_is_said_with_its_share(workbook):
    sentence = say("leading", workbook.leads, workbook.leads_once, workbook.by_date, 0.95)
    assert "guarantees 32 times and expansion 19 times, a share of 63 % (48 % to 76 %, p = 0.0919)" in sentence
    assert "leads, with shared passages counted once, cannot be told at 5 %" in sentence
    assert "in none of 5 articles" in sentence
    nothing = workbook.leads.assign(count_a=0, count_b=0, share=float("nan"))
    assert "No frame is mentioned" in say("leading", nothing, nothing, workbook.by_date, 0.95)
    assert "one frame only" in say("leading", workbook.leads.iloc[:0], workbook.leads_once, workbook.by_date, 0.95)


@pytest.mark.parametrize(("published", "once"), [([40, 20], [12, 18]), ([12, 18], [40, 20])])
def test_which_frame_leads_is_told_by_counting_shared_passages_once(published, once):
    """40 against 20 is told at 5 % (p 0.0135), 12 against 18 is not."""
    tables = []
    for counts in (published, once):
        rates = pd.DataFrame({"doc_id": ["a", "all"] * 2, "frame": ["x", "x", "y", "y"], "tokens": 900})
        rates["count"] = [counts[0], counts[0], counts[1], counts[1]]
        tables.append(compare_frames(rates, frames=["x", "y"]))
    sentence = say("leading", *tables, pd.DataFrame({"doc_id": ["a"], "label": ["A"]}), 0.95)
    told = "can be told at 5 %: x." if once == [40, 20] else "cannot be told at 5 %."
    assert f"Which of the two leads, with shared passages counted once, {told}" in sentence


def test_articles_in_which_a_frame_leads_are_named(workbook):
    told = workbook.leads.assign(verdict=workbook.leads["doc_id"].map({"000": "expansion", "002": "guarantees"}))
    table = told.fillna({"verdict": "cannot tell"})
    sentence = say("leading", table, workbook.leads_once, workbook.by_date, 0.95)
    assert "in 2 of 5 articles: Sayenko (expansion) and Al Jazeera Net (guarantees)." in sentence


def test_a_difference_from_none_is_said_by_its_counts(workbook):
    table = workbook.comparisons.query("frame == 'ultimatum'").assign(verdict="differ", count_a=10, count_b=0, low=2.5)
    assert "(10 against none, a ratio of 2.50 or more)" in say("comparisons", table, workbook.by_date, 0.95)
    table = table.assign(count_a=0, count_b=1234, high=0.25)
    assert "(none against 1,234, a ratio of 0.250 or less)" in say("comparisons", table, workbook.by_date, 0.95)


def test_pairs_that_are_not_shown_are_counted(workbook):
    table = workbook.comparisons
    assert say("shown", table, table) == "Drawn and listed: all 30 comparisons."
    assert say("shown", table.groupby("frame").head(2), table) == (
        "Drawn and listed: in each frame the 2 comparisons with the smallest p-values, so that they differ more "
        "than the rest. Not shown: 24 of 30 comparisons."
    )


def test_words_beside_mentions_are_said_as_published_and_once(workbook):
    mentions, once = workbook.mentions, workbook.mentions_once
    assert "“security” before guarantees (20 of 32; counted once 19 of 31)" in say(
        "neighbours", workbook.beside, mentions, once
    )
    assert "“security” before guarantees (20 of 32)" in say("neighbours", workbook.beside, mentions, mentions)
    assert "more than once" in say("neighbours", workbook.beside.iloc[:0], mentions, once)


def test_words_that_stand_equally_often_before_a_mention_are_all_named():
    """Three at most, then how many more; what comes after a mention counts for nothing."""
    mentions = pd.DataFrame({"frame": ["x"] * 9 + ["y"] * 7})
    rows = [("x", "after", "more", 9, 9), ("x", "before", "old", 3, 2), ("x", "before", "new", 3, 3)]
    rows += [("x", "before", "rare", 2, 2), *(("y", "before", name, 2, 2) for name in "dacb")]
    beside = pd.DataFrame(rows, columns=["frame", "side", "type", "count", "once"])
    assert say("neighbours", beside, mentions, mentions).endswith(
        ": “new” and “old” before x (3 of 9 each) and “a”, “b”, “c” and 1 more before y (2 of 7 each)."
    )
    once = say("neighbours", beside, mentions, mentions.iloc[1:])
    assert "“new” and “old” before x (3 of 9 each; counted once 3 and 2 of 8)" in once


def meetings(*rows: tuple[object, ...]) -> pd.DataFrame:
    columns = ["frame_a", "frame_b", "unit", "counted", "both", "expected", "p_holm"]
    return pd.DataFrame(rows, columns=columns)


def test_that_it_cannot_be_told_whether_frames_meet_is_said(workbook):
    sentence = say("together", workbook.together, 0.95)
    assert "cannot be told at 5 %, with p-values adjusted for 6 tests. Most often expansion and guarantees" in sentence
    assert "as published in 6, 5.03 expected, p = 1.00)." in sentence
    assert "none could meet" in say("together", workbook.together.iloc[:0], 0.95)
    lost = workbook.together.query("counted == 'as published'")
    assert "nothing to test" in say("together", lost, 0.95)


def test_frames_that_meet_and_frames_that_avoid_each_other_are_named():
    """Copied text is no evidence: what is told is told of the counts with shared passages once."""
    table = meetings(
        ("a", "b", "sentence", "as published", 9, 2.5, 0.001),
        ("a", "b", "sentence", "once", 6, 1.5, 0.02),
        ("a", "c", "sentence", "as published", 0, 5.5, 0.03),
        ("a", "c", "sentence", "once", 0, 5.5, 0.03),
        ("b", "c", "sentence", "as published", 8, 2.5, 0.004),
        ("b", "c", "sentence", "once", 4, 2.25, 0.3),
    )
    assert say("together", table, 0.95) == (
        "Frames that meet more often than if they fell independently: a and b in 6 sentences (counted once; 1.50 "
        "expected, p = 0.0200; as published in 9, 2.50 expected, p = 0.00100). Frames that avoid each other, that is "
        "meet less often than if they fell independently: a and c in 0 sentences (5.50 expected, p = 0.0300). Told at "
        "5 %, by p-values adjusted for 3 tests; of the other tests nothing can be told."
    )
    assert say("together", table, 0.99).startswith("Whether any two frames meet more or less often")


def test_keyness_is_said_at_both_minimum_counts(workbook):
    sentence = say("keyness", workbook.remaining, workbook.set_apart, workbook.by_date, 0.95)
    kept = workbook.keyness[workbook.keyness["p_bh"] < 0.05]
    assert f"{kept['type'].nunique()} of 187 types with at least 5 tokens set an article apart at a false" in sentence
    assert "types with at least 10 tokens" in sentence
    first = sentence.partition(" types with at least 10")[0]
    assert all(f"“{name}”" in first for name in kept["type"])
    assert "Unsigned preview has more “biden” and less “of”" in first
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
    assert sentence.startswith("With shared passages counted once, none of 165 types with at least 5 tokens sets an ")
    assert sentence.endswith("As published it is 1 type, twice in all.")
    alone = workbook.remaining.query("minimum == 5 and counted == 'as published'")
    sentence = say("keyness", alone, twice, workbook.by_date, 0.95)
    assert sentence.startswith("1 of 187 types with at least 5 tokens sets an article apart (2 times: a type can set")


def test_types_that_remain_and_how_often_add_up_to_the_table():
    """Seven tests remain for six types: "a" sets two articles apart."""
    documents = pd.DataFrame({"doc_id": ["x", "y"], "label": ["X", "Y"]})
    apart = pd.DataFrame({"doc_id": [*"xxxyyyy"], "type": [*"abcadef"], "log_ratio": 1.0, "minimum": 5})
    counted = {"counted": ["as published", "as published", "once"], "remain": [3, 4, 2], "doc_id": ["x", "y", "y"]}
    remaining = pd.DataFrame({**counted, "types": 82, "remain_all": 1, "minimum": 5})
    once = pd.DataFrame({"doc_id": ["x", "y"], "type": ["a", "a"], "log_ratio": 1.0, "minimum": 5, "counted": "once"})
    both = pd.concat([apart.assign(counted="as published"), once])
    sentence = say("keyness", remaining, both, documents, 0.95)
    assert sentence.startswith(
        "With shared passages counted once, 1 of 82 types with at least 5 tokens sets an article apart (2 times: a "
        "type can set several apart) at a false discovery rate of 5 %, adjusted for the 82 tests of each article: X "
        "has more “a”; Y has more “a”."
    )
    assert sentence.endswith("As published it is 6 types, 7 times in all.")


def test_what_remains_over_all_articles_is_said(workbook):
    sentence = say("keyness", workbook.remaining, workbook.set_apart, workbook.by_date, 0.95)
    kept = multipletests(workbook.keyness["p"], 0.05, "fdr_bh")[0].sum()
    assert len(workbook.keyness) == 5 * 187
    remain = f"{kept} remains" if kept == 1 else f"{kept or 'none'} remain"
    assert f"When the 935 tests of all articles are adjusted together, {remain}." in sentence


def test_one_type_beyond_those_listed_is_one_other(workbook):
    row = workbook.set_apart.iloc[:1]
    rows = pd.concat([row.assign(type=f"w{number}", log_ratio=1.0) for number in range(6)])
    rows = pd.concat([rows, rows.assign(counted="once")])
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


def kinds_of(count: int, mentions: int, once: tuple[int, int]) -> pd.DataFrame:
    """Two rows of one frame and kind."""
    rows = [("a", "opposed", "as published", count, mentions), ("a", "opposed", "once", *once)]
    table = pd.DataFrame(rows, columns=["frame", "kind", "counted", "count", "mentions"])
    table["share"], table["low"], table["high"] = share_interval(table["count"], table["mentions"])
    return table


def test_a_kind_is_said_with_share_interval_and_counted_once():
    said = say("kind", kinds_of(17, 19, (15, 17)), "opposed", 0.95)
    assert "17 of 19 mentions of a (89 %, 67 % to 99 %; counted once 15 of 17)" in said
    assert "counted once" not in say("kind", kinds_of(17, 19, (17, 19)), "opposed", 0.95)
    assert say("kind", kinds_of(0, 0, (0, 0)), "opposed", 0.95).startswith("No frame is mentioned")


def test_sources_are_said_with_the_commonest_first():
    rows = [("f", "named", "Ann", 2, 0), ("g", "named", "Ann", 1, 0), ("f", "unnamed group", "pundits", 2, 0)]
    sources = pd.DataFrame(rows, columns=["frame", "attribution", "source", "count", "opposed"])
    assert say("sources", sources) == (
        "Of 5 mentions the text says whose words they are, most often those of “Ann” (3) and “pundits” (2); 2 of them "
        "of unnamed people. Names are the text's own, so that one speaker may stand under several."
    )
    assert say("sources", sources.iloc[:0]) == "Of no mention does the text say whose words it is."


def test_agreement_is_said_code_by_code_or_that_nobody_has_read():
    rows = [("opposed", 8, 10, 0.8, 0.44, 0.97, 0.5), ("source", 1, 2, 0.5, 0.01, 0.99, float("nan"))]
    agreed = pd.DataFrame(rows, columns=["code", "agree", "mentions", "share", "low", "high", "kappa"])
    columns = ["kind", "measure", "count", "of", "share", "low", "high"]
    scored = pd.DataFrame([("meant", "precision", 9, 10, 0.9, 0.55, 0.99)], columns=columns)
    assert say("agreement", agreed, scored) == (
        "By the reader 9 of 10 mentions that the patterns find name their frame as it is meant (precision 55 % to "
        "99 %); what they miss the reader was not shown. The rules agree with the reader on opposed in 8 of 10 (44 % "
        "to 97 %, kappa 0.50) and source in 1 of 2 (1 % to 99 %)."
    )
    assert say("agreement", agreed, scored.iloc[:0]).startswith("The rules agree with the reader on opposed in 8 of")
    assert "workbook coding" in say("agreement", agreed.iloc[:0], scored.iloc[:0])


def readings_of(*rows: tuple[str, str, int, int, int, int]) -> pd.DataFrame:
    """Rows of frame, kind, mentions, and how many by the rules, by the reader and by both; no tests."""
    columns = ["frame", "kind", "mentions", "by_rules", "by_reader", "by_both"]
    return pd.DataFrame(rows, columns=columns).assign(p=float("nan"), p_holm=float("nan"))


def test_counts_that_a_reader_does_not_bear_out_are_to_be_quoted_with_care():
    """Of ten mentions 8 and 7 are judged alike, the most doubtful first; 9 is enough."""
    rows = [("a", "opposed", 10, 5, 5, 4), ("a", "refused", 10, 6, 5, 4), ("b", "opposed", 10, 9, 8, 8)]
    rows.append(("b", "refused", 10, 1, 1, 1))
    assert say("readings", readings_of(*rows), 20) == (
        "One reader judged all 20 mentions too. Quote with care how many mentions of a are refused (6 of 10 by the "
        "rules, 5 by the reader, 4 by both) and how many mentions of a are opposed (5 of 10 by the rules, 5 by the "
        "reader, 4 by both): rules and reader judge fewer than nine in ten of these alike. The other counts rest on "
        "nine in ten mentions judged alike, or more; first of all how many mentions of b are opposed (9 of 10 by the "
        "rules, 8 by the reader, 8 by both)."
    )
    assert "Quote with care" not in say("readings", readings_of(rows[2]), 10)
    assert "The other counts" not in say("readings", readings_of(*rows[:2]), 10)
    assert "all 10 mentions too. Quote" in say("readings", readings_of(*rows[:2]), 10)
    assert "Every count rests on nine in ten" in say("readings", readings_of(rows[2]), 10)


@pytest.mark.parametrize(
    ("judged", "of", "said"),
    [
        ((15, 15), 53, "One reader judged 15 of 53 mentions too. "),
        ((53, 53), 53, "One reader judged all 53 mentions too. "),
        ((15, 3), 53, "One reader judged up to 15 of 53 mentions too, not each of them in every way. "),
        ((1, 1), 1, "One reader judged 1 mention too. "),
    ],
)
def test_readings_say_of_how_many_mentions_in_all(judged, of, said):
    """Two frames of which the reader judged so many mentions in two ways."""
    rows = [(frame, kind, n, 0, 0, 0) for kind, n in zip(("opposed", "refused"), judged, strict=True) for frame in "a"]
    assert say("readings", readings_of(*rows), of).startswith(said)


def test_that_nobody_has_read_is_said_with_what_to_do():
    none = readings_of()
    for said in (say("readings", none, 3), say("reader", none, none, none, 0.95), say("agreement", none, none)):
        assert said.startswith("No reader has judged these mentions yet")
        assert "“workbook coding” writes a sheet to fill in; saved as coding/reading.csv, it is compared here" in said


def test_the_reader_is_said_to_be_one_and_what_the_notes_doubt():
    """Three mentions, two of them doubtful, one of these among the two on which rules and reader differ."""
    key = {"doc_id": "a", "line": ["1", "2", "3"], "column": "1", "frame": "f"}
    reader = pd.DataFrame(key | {"note": ["Doubtful: a list", "", "doubtful"]})
    disagreed = reader.iloc[[0, 0, 1]].drop(columns="note").astype({"line": int, "column": int})
    readings = readings_of(("f", "opposed", 3, 2, 0, 0), ("f", "refused", 3, 0, 9, 0)).assign(p_holm=[0.4, 0.3])
    said = say("reader", reader, disagreed, readings, 0.95)
    assert "one reading, by somebody whom the file does not name" in said
    assert "differ, in some code, on 2 mentions of 3. The reader noted 2 mentions as doubtful, 1 of them among" in said
    assert (
        "cannot be told at 5 %: the smallest p-value, adjusted for 2 tests, is that of f refused (p = 0.300)." in said
    )
    told = say("reader", reader.assign(note=""), disagreed, readings.assign(p_holm=[0.01, 0.04]), 0.95)
    assert told.endswith("adjusted for 2 tests: rules to f opposed (p = 0.0100); reader to f refused (p = 0.0400).")
    assert "doubtful" not in told
    assert "They count the same mentions as opposed" in say(
        "reader", reader, disagreed, readings_of(("f", "a", 3, 1, 1, 1)), 0.95
    )


def test_one_article_and_one_day_are_said_so(small):
    workbook = small("Talks failed.")
    dated = workbook.documents.assign(date_earliest=pd.Timestamp("2023-03-10"), date_latest=pd.Timestamp("2023-03-10"))
    assert "It was written on 10 March 2023." in say("corpus", dated, workbook.tokens)


def test_cleaning_that_changes_nothing_says_so():
    nothing = pd.DataFrame({"rule": []})
    counts = pd.DataFrame({"raw": [7], "clean": [7]})
    assert say("cleaning", nothing, counts, counts) == "Cleaning found nothing to change in 7 tokens."
