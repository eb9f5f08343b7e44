"""Titles and captions follow their tables."""

import re
from dataclasses import replace
from itertools import combinations, product

import pandas as pd
import pytest
from scipy import stats

from analysis.captions import FIGURES, describe
from analysis.choice_effects import Choice
from analysis.comparisons import choose_pairs, compare_documents
from analysis.key_types import top_types
from analysis.lettering import wrap
from analysis.wording import format_interval, format_number, format_percent


def all_words(workbook):
    """The words of every kind of figure, for the five articles."""
    documents = workbook.by_date
    tables = {
        "mentions": (workbook.judged, documents),
        "calendar": (documents, workbook.events),
        "rates": (workbook.rates, workbook.differences, documents, 1000, 0.95, workbook.comparisons),
        "positions": (workbook.mentions, documents, workbook.tokens.sizes, workbook.mentions_once, 0.95),
        "alignment": (workbook.shared, documents),
        "similarity": (workbook.shared, documents, documents),
        "comparisons": (workbook.bootstrapped, workbook.comparisons, documents, 1000, 0.95),
        "keyness": (top_types(workbook.keyness), workbook.remaining, workbook.set_apart, documents, 0.95),
        "theme_terms": (workbook.themes, workbook.theme_number, documents),
        "theme_shares": (workbook.themes, workbook.theme_number, documents),
        "stability": (workbook.theme_number, documents),
        "universes": (*one_choice(), documents, 0.95),
    }
    return {name: describe(name, *tables[name]) for name in FIGURES}


def one_choice():
    """A finding under one choice with two options."""
    rows = [("in", 0.9, 0.7, 0.99, "above half"), ("out", 0.8, 0.4, 0.9, "cannot tell")]
    universes = pd.DataFrame(rows, columns=["titles", "value", "low", "high", "verdict"])
    counts = {"universes": 2, "holds": 1, "weakens": 1, "reverses": 0, "undefined": 0, "lowest": 0.4, "highest": 0.99}
    weighed = {
        "statement": "Most mentions are opposed.",
        **counts,
        "matters_most": "titles",
        "apart": 0.1,
        "by_option": "in 1 of 1",
    }
    return universes, pd.Series(weighed), [Choice("titles", ("in", "out"))]


def test_every_figure_has_title_caption_source_and_alt(workbook):
    for name, words in all_words(workbook).items():
        assert all(len(part) > 10 for part in words), name
        assert words.caption.endswith(words.source)
        assert words.source.startswith("Source: 5 articles")


def mentions_of(**frames: str) -> pd.DataFrame:
    """Mentions of one article: o no speaker, x opposed, r reported, b both."""
    listed = [(frame, kind in "xb", "named" if kind in "rb" else "none") for frame in frames for kind in frames[frame]]
    return pd.DataFrame(listed, columns=["frame", "opposed", "attribution"]).assign(doc_id="000", quotation="none")


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        (
            {"a": "x" * 9 + "b" * 8 + "rr", "b": "o" * 21 + "r" * 11, "c": "rr"},
            "17 of 19 mentions of a name it as what must not be; both mentions of c are others' words",
        ),
        ({"a": "xxbb"}, "All 4 mentions of a name it as what must not be; 2 of these 4 are others' words"),
        ({"a": "bbb"}, "All 3 mentions of a name it as what must not be; all 3 are others' words"),
        ({"a": "bb"}, "Both mentions of a name it as what must not be; both are others' words"),
        (
            {"talks": "r" * 30 + "o" * 15, "a": "x"},
            "The one mention of a names it as what must not be; 30 of 45 mentions of talks are others' words",
        ),
        (
            {"a": "xo", "b": "oor"},
            "1 of 2 mentions of a names it as what must not be; 1 of 3 mentions of b is others' words",
        ),
        ({"a": "x"}, "The one mention of a names it as what must not be"),
        ({"a": "b"}, "The one mention of a names it as what must not be; it is others' words"),
        ({"a": "rr", "b": "o"}, "Both mentions of a are others' words"),
        ({"a": "x", "b": "xoo"}, "1 of 3 mentions of b names it as what must not be"),  # not "the one of a"
        ({"a": "xx", "b": "x" * 30 + "o"}, "30 of 31 mentions of b name it as what must not be"),  # for certain
        ({"a": "ooo", "b": "o"}, "All 4 mentions are neither others' words nor opposed"),
        ({"a": "o"}, "The one mention is neither others' words nor opposed"),
    ],
)
def test_mentions_title_says_what_is_opposed_and_reported_in_counts(workbook, kinds, wanted):
    assert describe("mentions", mentions_of(**kinds), workbook.by_date).title == wanted


@pytest.mark.parametrize("times", [1, 2, 3, 8])
def test_mentions_title_takes_two_lines_at_most(workbook, times):
    frames = {"missile deployment " * times: "xxxo", "security guarantee " * times: "rrro"}
    title = describe("mentions", mentions_of(**frames), workbook.by_date).title
    assert len(wrap(title, 6.06, 10.5, "bold")) <= 2
    if times == 8:
        assert title == "Of 8 mentions, 3 are opposed and 3 others' words"


def test_mentions_words_count_every_kind(workbook):
    words = describe("mentions", mentions_of(a="ooxbbbr", b="rr"), workbook.by_date)
    assert words.subtitle == "Each square is one mention: 9 in 5 articles; articles in order of date"
    for kind, n in {
        "nobody is reported to say it": 2,
        "opposed for short": 1,
        "reported as others' words": 3,
        "they are that, and opposed": 3,
    }.items():
        assert f"{kind} ({n})" in words.caption
    assert "mention of a (7) and b (2)" in words.caption
    assert "a 7: 2 not reported, 1 opposed, not reported, 3 reported and opposed, 1 reported; by article" in words.alt
    assert "Sayenko 7 (2 not reported" in words.alt


def test_mentions_words_name_what_a_mark_is(workbook):
    many = mentions_of(a="o" * 401)
    assert describe("mentions", many, workbook.by_date).subtitle.startswith(
        "Each bar is an article's mentions of a frame: 401"
    )
    documents = pd.concat([workbook.by_date] * 9)
    assert describe("mentions", many, documents).subtitle == "Each bar is all mentions of a frame: 401 in 45 articles"


def test_alt_texts_give_every_interval(workbook):
    words = all_words(workbook)
    pooled = words["rates"].alt.partition("Pooled: ")[2]
    for row in workbook.rates[workbook.rates["doc_id"] == "all"].itertuples():
        assert f"{row.frame} {format_number(row.rate)} ({format_interval(row.low, row.high)})" in pooled


def test_no_mention_is_said(workbook):
    """In a sentence instead of a figure: without an alt text nothing is drawn."""
    none, documents = workbook.judged.iloc[:0], workbook.by_date
    nothing = [
        describe("mentions", none, documents, shared=workbook.shared),
        describe("positions", none, documents, workbook.tokens.sizes, none, 0.95),
    ]
    for words in nothing:
        assert words.caption == "No frame is mentioned in 5 articles, so no figure is drawn here."
        assert (words.source, words.alt) == ("", "")


def test_positions_are_counted_once_too(workbook):
    sizes, once = workbook.tokens.sizes, workbook.mentions_once
    early = sum(position + 0.5 < sizes[doc] / 2 for doc, position in zip(once["doc_id"], once["position"], strict=True))
    caption = all_words(workbook)["positions"].caption
    assert "In the first half 43 of 53 (81 %, 68 % to 91 %): 16 of 19 of expansion (84 %, 60 % to 97 %), " in caption
    interval = stats.binomtest(early, len(once)).proportion_ci(method="exact")
    low, high = (format_percent(end) for end in interval)
    wanted = f"with shared passages counted once {early} of {len(once)} ({format_percent(early / len(once))}, {low} to "
    assert f"{wanted}{high}): " in caption
    assert "0 of 2 of ultimatum (0 %, 0 % to 84 %); in brackets the share and its exact 95 % interval." in caption
    same = describe("positions", workbook.mentions, workbook.by_date, sizes, workbook.mentions, 0.95)
    assert "once" not in same.caption


def test_titles_are_spoken_of_only_where_a_text_has_one(workbook):
    """Two of the five articles have none."""
    assert "any title included" in all_words(workbook)["positions"].caption
    tables = workbook.mentions, workbook.by_date, workbook.tokens.sizes, workbook.mentions, 0.95
    titled = workbook.by_date[workbook.by_date["title"] != ""]
    assert (
        "place in the text, title included; " in describe("positions", tables[0], titled, *tables[2:]).subtitle + "; "
    )
    bare = describe("positions", tables[0], workbook.by_date.assign(title=""), *tables[2:])
    assert "title" not in bare.subtitle + bare.caption


def test_rates_title_changes_with_the_test(workbook):
    documents, rates = workbook.by_date, workbook.rates
    differ = workbook.differences.assign(p_once_holm=[0.001, 0.9, 0.9])
    published = workbook.differences.assign(p_holm=[0.001, 0.9, 0.9])
    assert "cannot be told" in describe("rates", rates, published, documents, 1000, 0.95, workbook.comparisons).title
    assert (
        "cannot be told"
        in describe("rates", rates, workbook.differences, documents, 1000, 0.95, workbook.comparisons).title
    )
    untested = workbook.differences.assign(p=float("nan"))
    assert "may mention" in describe("rates", rates, untested, documents, 1000, 0.95, workbook.comparisons).title
    plain = "The articles differ in how often they mention expansion"
    title = f"{plain}: "
    assert (
        describe("rates", rates, differ, documents, 1000, 0.95, workbook.comparisons).title == plain
    )  # two are copies
    untold = workbook.comparisons.assign(verdict="cannot tell")
    assert describe("rates", rates, differ, documents, 1000, 0.95, untold).title == (
        f"{title}which of them more often cannot be told"
    )
    told = workbook.comparisons.assign(verdict="differ", ratio=0.5)  # in order of date, each is below all later ones
    assert describe("rates", rates, differ, documents, 1000, 0.95, told).title == (
        f"{title}{documents['label'].iloc[-1]} more often than all four others"
    )
    longest = told[(told["doc_a"] != "000") & (told["doc_b"] != "000")]
    assert describe("rates", rates, differ, documents, 1000, 0.95, longest).title == plain  # one is not compared
    two = workbook.differences.assign(p_once_holm=[0.001, 0.001, 0.9])
    some = told.assign(verdict=told["verdict"].where(told["frame"] == "expansion", "cannot tell"))
    long = describe("rates", rates, two, documents, 1000, 0.95, some).title
    assert long == "The articles differ in how often they mention expansion and guarantees"  # the rest has no room


def test_the_title_of_rates_names_a_leader_whom_nobody_beats_and_only_where_it_is_one():
    """Of a, w beats two and loses to x, who beats w alone; of b, y beats all."""
    ratios = {"a": [0.5, 2, 2, 1, 1, 1], "b": [1, 0.5, 1, 0.5, 1, 2]}
    rows = [
        (frame, *pair, ratio, "cannot tell" if ratio == 1 else "differ")
        for frame, own in ratios.items()
        for pair, ratio in zip(combinations("wxyz", 2), own, strict=True)
    ]
    pairs = pd.DataFrame(rows, columns=["frame", "doc_a", "doc_b", "ratio", "verdict"])
    tests = pd.DataFrame({"frame": ["a", "b"], "p": 0.01, "p_holm": 0.01, "p_once": 0.01, "p_once_holm": 0.01})
    rates = pd.DataFrame([*product("ab", [*"wxyz", "all"])], columns=["frame", "doc_id"])
    rates = rates.assign(count=1, tokens=100, rate=10.0, low=1.0, high=50.0)
    documents = pd.DataFrame({"doc_id": [*"wxyz"], "label": [*"WXYZ"], "date_latest": pd.NaT})
    heads = [
        describe("rates", rates, some, documents, 1000, 0.95, pairs).title
        for some in (tests.head(1), tests.tail(1), tests)
    ]
    head = "The articles differ in how often they mention"
    assert heads == [
        f"{head} a: X more often than 1 of 3 others",
        f"{head} b: Y more often than all three others",
        f"{head} a and b",
    ]


def test_what_is_counted_in_full_is_laid_to_no_sample(workbook):
    tables = workbook.rates, workbook.differences, workbook.by_date, 1000, 0.95, workbook.comparisons
    assert describe("rates", *tables, part="sample").source.startswith("Source: 5 articles (")
    places = workbook.mentions, workbook.by_date, workbook.tokens.sizes, workbook.mentions_once, 0.95
    assert describe("positions", *places, part="sample").source.startswith("Source: a sample, 5 articles (")


def test_a_hollow_mark_is_explained_where_there_is_one(workbook):
    rates = workbook.rates
    tables = workbook.differences, workbook.by_date, 1000, 0.95, workbook.comparisons
    assert "intervals; hollow: no mention; " in describe("rates", rates, *tables).subtitle
    assert "hollow" not in describe("rates", rates.assign(count=1), *tables).subtitle


def test_calendar_title_counts(workbook):
    documents = workbook.by_date
    assert describe("calendar", documents, workbook.events).title == (
        "Of 5 articles, 1 can only have been written before the first event, 1 only after the last"
    )
    first, last = workbook.events["date"].min(), workbook.events["date"].max()
    on_the_day = documents.assign(date_earliest=[first] * 3 + [last] * 2, date_latest=[first] * 3 + [last] * 2)
    assert describe("calendar", on_the_day, workbook.events).title == (
        "No article can be dated entirely before the first event or after the last"
    )
    alone = describe("calendar", documents.head(1), workbook.events).title
    assert alone == "When the article can have been written"
    no_events = workbook.events.iloc[:0]
    assert describe("calendar", documents, no_events).title == "When 5 articles can have been written"
    undated = documents.assign(date_earliest=pd.NaT, date_latest=pd.NaT)
    assert (
        describe("calendar", undated, workbook.events).caption == "No article has a date, so no figure is drawn here."
    )
    some = documents.assign(date_latest=documents["date_latest"].where(documents["doc_id"] == "000"))
    assert "4 undated" in describe("calendar", some, workbook.events).subtitle


def test_dates_are_laid_to_words_only_where_these_are_quoted(workbook):
    documents = workbook.by_date
    assert "as the articles' words allow (the words are in the catalogue)" in (
        describe("calendar", documents, workbook.events).caption
    )
    plain = describe("calendar", documents.assign(date_basis=""), workbook.events)
    assert "words" not in f"{plain.subtitle} {plain.caption}"
    assert plain.caption.startswith("Earliest and latest day on which each article can have been written. Vertical")


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        (["2022-01-12"], "Of 2 articles, 1 can only have been written before the event, 1 only after it"),
        (["2022-01-01"], "Of 2 articles, 2 can only have been written after the event"),
        (["2022-02-01"], "Of 2 articles, 2 can only have been written before the event"),
        (["2022-01-10"], "Of 2 articles, 1 can only have been written after the event"),
        (["2022-01-10", "2022-01-13"], "No article can be dated entirely before the first event or after the last"),
        (["2022-01-10", "2022-01-12"], "Of 2 articles, 1 can only have been written after the last event"),
        ([], "When 2 articles were written"),
    ],
)
def test_calendar_title_with_no_event_one_and_two(events, wanted):
    days = pd.to_datetime(["2022-01-10", "2022-01-13"])
    documents = pd.DataFrame({"label": ["A", "B"], "date_earliest": days, "date_latest": days})
    table = pd.DataFrame({"date": pd.to_datetime(events), "label": "x"})
    assert describe("calendar", documents, table).title == wanted


def test_unknown_figure_lists_the_known_ones():
    with pytest.raises(ValueError, match="allowed: mentions, calendar"):
        describe("pie")


def test_the_pair_that_shares_text_is_named_under_its_bracket(workbook):
    documents, shared = workbook.by_date, workbook.shared
    words = describe("calendar", documents, workbook.events, shared=shared)
    pair = shared.pairs[shared.pairs["verdict"] == "share text"].iloc[0]
    shares = f"{pair['share_a']:.0%} and {pair['share_b']:.0%}".replace("%", " %")
    assert words.source.startswith(f"Bracket: Akopov and Sayenko share text ({shares} of their tokens). Source: ")
    alone = describe("calendar", documents[documents["doc_id"] != "000"], workbook.events, shared=shared)
    assert alone.source.startswith("Source: 4 articles")


def test_rates_caption_gives_the_test_with_shared_passages_counted_once(workbook):
    words = describe("rates", workbook.rates, workbook.differences, workbook.by_date, 1000, 0.95, workbook.comparisons)
    row = workbook.differences.set_index("frame").loc["expansion"]
    once, published = (f"p = {row[name]:.3f} for " for name in ("p_once_holm", "p_holm"))
    assert f"counted once, in the earliest article only, and adjusted for 3 tests, {once}" in words.caption
    assert f"as published, which takes the articles as independent of each other, {published}" in words.caption
    wanted = f"for all at 5 % (shared passages counted once), adjusted p: {row['p_once_holm']:.3f} (expansion)"
    assert wanted in words.subtitle
    same = workbook.differences.assign(p_once=workbook.differences["p"], p_once_holm=workbook.differences["p_holm"])
    alone = describe("rates", workbook.rates, same, workbook.by_date, 1000, 0.95, workbook.comparisons)
    assert "once" not in alone.caption + alone.subtitle
    assert f"at 5 %, adjusted p: {row['p_holm']:.3f} (expansion)" in alone.subtitle


def test_both_figures_of_rates_say_what_their_marks_and_titles_count(workbook):
    """Dots of rates are as published; verdicts, and pairs of groups, go by shared passages counted once."""
    groups = workbook.by_date.assign(articles=1)
    pairs = workbook.bootstrapped, workbook.comparisons, groups, 1000, 0.95
    rates = workbook.rates, workbook.differences, groups, 1000, 0.95, workbook.comparisons
    assert describe("rates", *rates, unit="paper").subtitle.startswith("Mentions per 1,000 tokens as published with ")
    assert " (shared passages counted once, as for the title), adjusted p" in describe("rates", *rates, unit="paper")[1]
    assert describe("comparisons", *pairs, unit="paper").subtitle.startswith(
        "Ratio of mentions per 1,000 tokens, shared passages counted once, exact 95 % intervals"
    )
    assert "once" not in describe("comparisons", *pairs).subtitle
    differ = workbook.differences.assign(p_once_holm=[0.001, 0.9, 0.9])
    assert "as published" in describe("rates", rates[0], differ, *rates[2:]).subtitle
    same = differ.assign(p_once=differ["p"], p_once_holm=differ["p_holm"])
    assert "as published" not in describe("rates", rates[0], same, *rates[2:], unit="paper").subtitle


def test_alignment_names_the_articles_and_their_passages(workbook):
    words = describe("alignment", workbook.shared, workbook.by_date)
    pair = workbook.shared.pairs.set_index("verdict").loc["share text"]
    assert words.title.startswith(f"Akopov and Sayenko share text: {pair['share_a']:.0%} and ".replace("%", " %"))
    assert "3 with 7 (0.52, paraphrase)" in words.alt


def test_similarity_counts_pairs(workbook, small):
    documents = workbook.by_date
    words = describe("similarity", workbook.shared, documents, documents)
    assert words.title == "1 of 10 pairs of articles shares text"
    assert "shown: 2 of 5 articles" in describe("similarity", workbook.shared, documents, documents.head(2)).subtitle
    alone = small("Talks about expansion failed.")
    nothing = describe("similarity", alone.shared, alone.by_date, alone.by_date)
    assert (nothing.caption, nothing.alt) == ("There is one article only, so no figure is drawn here.", "")
    assert describe("alignment", alone.shared, alone.by_date).alt == ""


def test_the_alt_text_of_many_pairs_is_bounded(workbook):
    """Of six articles twelve pairs are compared, of which ten are listed, the highest ratios first."""
    six = pd.concat([workbook.by_date, workbook.by_date.tail(1).assign(doc_id="x")])
    pairs = pd.concat([workbook.shared.pairs, workbook.shared.pairs.head(2)], ignore_index=True)
    many = replace(workbook.shared, pairs=pairs.assign(ratio=range(12)))
    words = describe("similarity", many, six, six)
    alt = words.alt
    assert alt.startswith("Matrix of 15 pairs of articles, 12 of them compared. Ratio and adjusted p-value of the 10 ")
    assert words.title == "1 of 12 compared pairs of articles shares text"
    assert "; white: not compared, for want of words in common" in words.subtitle
    assert [float(ratio) for ratio in re.findall(r" (\d+\.\d\d), p", alt)] == [*range(11, 1, -1)]


def test_three_articles_that_share_text_are_not_named_as_a_pair(small):
    texts = [
        f"{line} is what all three of the articles say here, word for word and in one order." for line in "abcdefg"
    ]
    three = small("\n".join(texts), "\n".join(texts), "\n".join(texts))
    dated = three.by_date.assign(date_earliest=pd.Timestamp("2022-01-03"), date_latest=pd.Timestamp("2022-01-03"))
    words = describe("calendar", dated, three.events, shared=three.shared)
    assert words.source.startswith(
        "Brackets join articles that share text, or are linked by articles that do. Source: 3"
    )


def test_letters_are_explained_where_brackets_would_cross(workbook):
    documents, pairs = workbook.by_date, workbook.shared.pairs
    ids = documents["doc_id"].tolist()
    crossing = pairs.apply(lambda row: {row["doc_a"], row["doc_b"]} in ({ids[0], ids[2]}, {ids[1], ids[3]}), axis=1)
    shared = replace(workbook.shared, pairs=pairs.assign(verdict=crossing.map({True: "share text", False: ""})))
    assert len(shared.groups) == 2
    words = describe("calendar", documents, workbook.events, shared=shared)
    assert words.source.startswith("Articles with the same letter share text. Source: 5 articles")
    chained = crossing | pairs.apply(lambda row: {row["doc_a"], row["doc_b"]} == {ids[2], ids[4]}, axis=1)
    shared = replace(workbook.shared, pairs=pairs.assign(verdict=chained.map({True: "share text", False: ""})))
    words = describe("calendar", documents, workbook.events, shared=shared)
    assert words.source.startswith("Articles with the same letter share text, or are linked by articles that do. ")


def test_similarity_says_what_frames_and_hatching_mean_where_there_are_any(workbook):
    shared, documents = workbook.shared, workbook.by_date
    plain = describe("similarity", shared, documents, documents)
    assert "framed" not in plain.subtitle + plain.caption
    assert "hatched" not in plain.subtitle + plain.caption
    assert "white" not in plain.subtitle + plain.alt
    short = shared.pairs["verdict"].replace("no sign of it", "cannot tell")
    reprinted = replace(shared, pairs=shared.pairs.assign(verdict=short, verbatim_a=0.5))
    words = describe("similarity", reprinted, documents, documents)
    for part in (words.subtitle, words.caption):
        assert "; framed: word for word; hatched: cannot be told" in part


def test_comparisons_say_that_nothing_can_be_told(workbook):
    words = describe("comparisons", workbook.bootstrapped, workbook.comparisons, workbook.by_date, 1000, 0.95)
    assert words.title == "No two articles can be told apart"
    assert "“differ”: p below 5 %, adjusted for 7 to 9 pairs a frame" in words.subtitle
    assert "Intervals are not adjusted" in words.caption
    untested = workbook.comparisons.assign(p=float("nan"))
    subtitle = describe("comparisons", untested, untested, workbook.by_date, 1000, 0.95).subtitle
    assert subtitle.endswith("not adjusted; no pair could be tested")
    differing = workbook.comparisons.assign(verdict="differ")
    assert (
        describe("comparisons", differing, differing, workbook.by_date, 1000, 0.95).title
        == "In 30 of 30 comparisons two articles differ"
    )


@pytest.mark.parametrize(
    ("verdicts", "tested", "title"),
    [
        (["similar", "cannot tell", "cannot tell"], [True] * 3, "No two articles can be told apart"),
        (["similar"] * 3, [True] * 3, "In 3 of 3 comparisons two articles are similar"),
        (
            ["similar", "not independent", "cannot tell"],
            [True, False, False],
            "In 1 of 3 comparisons two articles are similar; the others could not be tested",
        ),
        (["not independent"] * 3, [False] * 3, "No two articles could be tested against each other"),
        (["differ", "similar", "cannot tell"], [True] * 3, "In 1 of 3 comparisons two articles differ"),
    ],
)
def test_the_title_of_comparisons_claims_no_more_than_their_verdicts(workbook, verdicts, tested, title):
    table = workbook.comparisons.head(3).assign(verdict=verdicts)
    table["p"] = [0.5 if one else float("nan") for one in tested]
    words = describe("comparisons", table, table, workbook.by_date, 1000, 0.95)
    assert words.title == title
    assert "nan" not in " ".join(words)


def test_a_figure_of_some_comparisons_speaks_of_all(workbook):
    """Numbers are those of the whole table, and how many rows are left out is said."""
    table = workbook.comparisons.assign(verdict="differ")
    words = describe("comparisons", choose_pairs(table, 4), table, workbook.by_date, 1000, 0.95)
    assert words.title == "In 30 of 30 comparisons two articles differ"
    assert "adjusted for 7 to 9 pairs a frame" in words.subtitle
    assert "Not shown: 18 of 30 comparisons." in words.caption
    assert words.subtitle.endswith("; shown: the smallest p")
    assert "shown" not in describe("comparisons", table, table, workbook.by_date, 1000, 0.95).subtitle
    assert words.alt.count(", differ") == 12


def test_pairs_that_are_drawn_otherwise_are_explained(workbook):
    words = describe("comparisons", workbook.bootstrapped, workbook.comparisons, workbook.by_date, 1000, 0.95)
    assert "; grey where the two share text, since the interval takes them as independent)" in words.caption
    three = [["002", "004", "000"]]
    chain = compare_documents(workbook.rates, three)
    caption = describe("comparisons", chain, chain, workbook.by_date, 1000, 0.95).caption
    assert "; grey where the two share text, or are linked by articles that do, since" in caption
    plain = workbook.comparisons.query("verdict == 'cannot tell'")
    caption = describe("comparisons", plain, plain, workbook.by_date, 1000, 0.95).caption
    assert "grey" not in caption
    assert "no row" not in caption
    empty = plain.assign(low=float("nan"), high=float("nan"))
    assert (
        "; no row where an article has no tokens)"
        in describe("comparisons", empty, plain, workbook.by_date, 1000, 0.95).caption
    )


def test_no_ratio_is_infinite_times(workbook):
    alt = describe("comparisons", workbook.bootstrapped, workbook.comparisons, workbook.by_date, 1000, 0.95).alt
    assert "∞" not in alt
    assert "ultimatum, Al Jazeera Net over Akopov: 1 against none, a ratio of 0.0375 or more" in alt
    assert "ultimatum, Akopov over Izvestia: none on either side" in alt


def test_keyness_says_how_few_types_remain(workbook):
    tables = workbook.remaining, workbook.set_apart, workbook.by_date, 0.95
    kept = workbook.keyness[workbook.keyness["p_bh"] < 0.05]
    types = workbook.keyness.groupby("doc_id").size().iloc[0]
    words = describe("keyness", top_types(workbook.keyness), *tables)
    assert words.title == f"{kept['type'].nunique()} of {types} types set an article apart"
    assert "not drawn" not in words.subtitle
    assert f"at a false discovery rate of 5 %, adjusted for the {types} tests of each article; hollow" in words.subtitle
    assert "0 drawn as 0.5" in words.subtitle
    both = workbook.keyness[(workbook.keyness[["count_target", "count_reference"]] > 0).all(axis=1)]
    filled = describe("keyness", both[both["p_bh"] < 0.05], *tables)
    assert "hollow" not in filled.subtitle
    assert "drawn as" not in filled.subtitle
    left = workbook.set_apart.query("counted == 'once' and minimum == 5")["type"].nunique()
    once = workbook.remaining.query("counted == 'once' and minimum == 5")["types"].max()
    assert words.subtitle.endswith(f"; with shared passages counted once {left} of {once} types")
    published = (table[table["counted"] == "as published"] for table in tables[:2])
    assert "once" not in describe("keyness", top_types(workbook.keyness), *published, *tables[2:]).subtitle
    fewer = describe("keyness", top_types(workbook.keyness, most=1, documents=3), *tables).subtitle
    assert f"{len(kept) - 3} of them not drawn; shown: 3 of 5 articles" in fewer


def test_keyness_with_no_type_to_draw_says_why(workbook):
    """Two articles of the same words differ in none; that is not want of common types."""
    none, documents = top_types(workbook.keyness).iloc[:0], workbook.by_date
    alike = describe("keyness", none, workbook.remaining, workbook.set_apart.iloc[:0], documents, 0.95)
    assert alike.title == "No type that stands in an article is commoner there than in the others"
    rare = describe("keyness", none, workbook.remaining.iloc[:0], workbook.set_apart.iloc[:0], documents, 0.95)
    assert rare.title == "No type is common enough in two articles"


def test_the_title_of_keyness_goes_by_the_stricter_count(workbook):
    """Marks show the counts as published; what does not remain once shared passages count once is in no title."""
    apart = workbook.set_apart.query("counted == 'as published'")
    words = describe("keyness", top_types(workbook.keyness), workbook.remaining, apart, workbook.by_date, 0.95)
    assert words.title == "With shared passages counted once, none of 165 types sets an article apart"
    assert "; filled: set apart as published at a false discovery rate of 5 %" in words.subtitle
    assert words.subtitle.endswith("; as published 5 of 187 types")


def test_no_letter_is_explained_where_no_row_is_drawn(workbook):
    """Of many documents the positions show sums, in which no article has a row."""
    many = pd.concat([workbook.by_date] * 9, ignore_index=True)
    tables = workbook.mentions, many, workbook.tokens.sizes, workbook.mentions, 0.95
    assert describe("positions", *tables, shared=workbook.shared).source == "Source: 45 articles."
