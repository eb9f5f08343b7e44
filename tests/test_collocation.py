"""Collocates and bigrams, against hand arithmetic, NLTK and a slow plain count."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from scipy import stats

from analysis.collocation import bigrams, collocates, frames_together, neighbours
from analysis.tokens import Tokens, keep_tokens, tokenize

pytestmark = pytest.mark.slow  # all together more than a few seconds

WORDS = st.sampled_from(["a", "b", "c", "d", "e.", "F", "g."])
TEXTS = st.lists(st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=4).map("\n".join), min_size=1, max_size=3)


def places(tokens: Tokens, *forms: str) -> pd.DataFrame:
    """Mentions: every place where one of the forms stands, in one sentence."""
    rows = []
    for number, doc_id in enumerate(tokens.doc_ids):
        own = slice(*tokens.doc_offsets[number : number + 2])
        words, sentence = tokens.types[tokens.ids[own]].tolist(), tokens.sentence[own]
        for form in forms:
            length = len(form.split())
            rows += [
                (doc_id, position, form)
                for position in range(len(words) - length + 1)
                if words[position : position + length] == form.split()
                and sentence[position] == sentence[position + length - 1]
            ]
    return pd.DataFrame(rows, columns=["doc_id", "position", "form"]).astype({"position": int})


def read(*texts: str) -> Tokens:
    return tokenize(texts, [f"d{number}" for number in range(len(texts))])


def nltk_measures(o: int, row: int, column: int, total: int) -> list[float]:
    """The measures mi, t, log-likelihood without its sign, and log-Dice of one 2×2 table."""
    marginals = (o, (row, column), total)
    return [
        BigramAssocMeasures.pmi(*marginals),
        BigramAssocMeasures.student_t(*marginals),
        BigramAssocMeasures.likelihood_ratio(*marginals),
        14 + math.log2(BigramAssocMeasures.dice(*marginals)),
    ]


def slow_tables(tokens: Tokens, mentions: pd.DataFrame, window: int) -> dict[str, tuple[int, int, int, int]]:
    """Observed, tokens in windows, frequency and all tokens, by walking away from every mention."""
    sentences = list(zip(tokens.documents.tolist(), tokens.sentence.tolist(), strict=True))
    nodes, near = set(), set()
    stretches = []
    for doc_id, position, form in mentions.itertuples(index=False):
        first = int(tokens.doc_offsets[tokens.doc_ids.index(doc_id)]) + position
        stretches.append((first, first + len(form.split()) - 1))
        nodes.update(range(stretches[-1][0], stretches[-1][1] + 1))
    for first, last in stretches:
        for edge, step in ((first, -1), (last, 1)):
            place = edge + step
            while 0 <= place < len(sentences) and sentences[place] == sentences[edge] and abs(place - edge) <= window:
                near.add(place)
                place += step
    near -= nodes
    words = tokens.types[tokens.ids].tolist()
    observed = Counter(words[place] for place in near)
    frequency = Counter(word for place, word in enumerate(words) if place not in nodes)
    total = len(words) - len(nodes)
    return {word: (count, len(near), frequency[word], total) for word, count in observed.items()}


def test_collocates_by_hand():
    """Windows of 2: not [the talks] NATO [on no] NATO; talks went on; NATO [left the] talks.

    The windows of the first two mentions overlap, and a sentence ends after the second.
    """
    tokens = read("Not the talks NATO on no NATO. Talks went on.", "NATO left the talks.")
    table = collocates(tokens, places(tokens, "nato"), window=2).set_index("type")
    assert table["observed"].to_dict() == {"the": 2, "talks": 1, "on": 1, "no": 1, "left": 1}
    assert table["frequency"].to_dict() == {"the": 2, "talks": 3, "on": 2, "no": 1, "left": 1}
    talks = table.loc["talks"]  # 6 of 11 tokens stand in windows, and there are 3 mentions
    assert talks["expected"] == pytest.approx(3 * 6 / 11)
    assert talks["mi"] == pytest.approx(math.log2(11 / 18))
    assert talks["t"] == pytest.approx(1 - 18 / 11)
    assert talks["log_dice"] == pytest.approx(14 + math.log2(2 / 6))
    terms = [(1, 18 / 11), (5, 48 / 11), (2, 15 / 11), (3, 40 / 11)]
    assert talks["g2"] == pytest.approx(-2 * sum(o * math.log(o / e) for o, e in terms))
    assert talks["delta_p_forward"] == pytest.approx(1 / 6 - 2 / 5)
    assert talks["delta_p_backward"] == pytest.approx(1 / 3 - 5 / 8)


def test_window_ends_with_its_sentence_and_its_text():
    tokens = read("One two. Three NATO four. Five six.\nSeven", "Eight NATO")
    assert set(collocates(tokens, places(tokens, "nato"))["type"]) == {"three", "four", "eight"}


def test_window_of_a_phrase_lies_on_both_sides_of_it():
    tokens = read("a b c security guarantees d e f")
    found = collocates(tokens, places(tokens, "security guarantees"), window=2)
    assert set(found["type"]) == {"b", "c", "d", "e"}


def test_tokens_of_any_mention_are_no_collocates():
    tokens = read("NATO expansion and NATO growth, growth of NATO expansion")
    found = collocates(tokens, places(tokens, "nato expansion", "nato")).set_index("type")
    assert found["observed"].to_dict() == {"and": 1, "growth": 2, "of": 1}


def test_no_mentions_and_everything_near_one():
    tokens = read("a b NATO c")
    none = collocates(tokens, places(tokens, "zzz"))
    assert len(none) == 0
    every = collocates(tokens, places(tokens, "nato"))
    assert every.dtypes.equals(none.dtypes)
    assert every["mi"].tolist() == [0, 0, 0]
    assert every["delta_p_forward"].isna().all()


@settings(deadline=None)
@given(TEXTS, st.integers(1, 6))
def test_collocates_against_a_slow_count_and_nltk(texts, window):
    tokens = read(*texts)
    mentions = places(tokens, "a", "b c")
    table = collocates(tokens, mentions, window).set_index("type")
    slow = slow_tables(tokens, mentions, window)
    assert table["observed"].to_dict() == {word: cells[0] for word, cells in slow.items()}
    assert table["frequency"].to_dict() == {word: cells[2] for word, cells in slow.items()}
    for word, (o, row, column, total) in slow.items():
        mi, t, g2, _ = nltk_measures(o, row, column, total)
        wanted = [row * column / total, mi, t, 14 + math.log2(2 * o / (len(mentions) + column))]
        np.testing.assert_allclose(
            table.loc[word, ["expected", "mi", "t", "log_dice"]].astype(float), wanted, rtol=1e-9
        )
        assert abs(table.loc[word, "g2"]) == pytest.approx(g2, abs=1e-9)


def slow_pairs(tokens: Tokens) -> Counter[tuple[str, str]]:
    words = tokens.types[tokens.ids].tolist()
    homes = list(zip(tokens.documents.tolist(), tokens.sentence.tolist(), strict=True))
    return Counter((words[n], words[n + 1]) for n in range(len(words) - 1) if homes[n] == homes[n + 1])


@settings(deadline=None)
@given(TEXTS, st.integers(1, 3))
def test_bigrams_against_a_slow_count_and_nltk(texts, minimum):
    tokens = read(*texts)
    pairs = slow_pairs(tokens)
    table = bigrams(tokens, minimum).set_index(["first", "second"])
    assert table["count"].to_dict() == {pair: count for pair, count in pairs.items() if count >= minimum}
    for (first, second), row in table.iterrows():
        before = sum(count for (word, _), count in pairs.items() if word == first)
        after = sum(count for (_, word), count in pairs.items() if word == second)
        wanted = nltk_measures(pairs[first, second], before, after, pairs.total())
        np.testing.assert_allclose(row[["mi", "t"]], wanted[:2], rtol=1e-9, atol=1e-12)
        assert abs(row["g2"]) == pytest.approx(wanted[2], abs=1e-9)
        assert row["log_dice"] == pytest.approx(wanted[3], rel=1e-9)


@settings(deadline=None)
@given(TEXTS)
def test_measures_agree_on_what_is_above_chance(texts):
    """And the product of both differences of shares is chi-square over all pairs."""
    table = bigrams(read(*texts), 1)
    above = table["count"] > table["expected"] * (1 + 1e-12)
    below = table["count"] < table["expected"] * (1 - 1e-12)
    for column in ("mi", "t", "g2", "delta_p_forward", "delta_p_backward"):
        assert (table.loc[above, column] > 0).all()
        assert (table.loc[below, column] < 0).all()
    both = table["delta_p_forward"] * table["delta_p_backward"]
    total = table["count"].sum()
    row = table.groupby("first")["count"].transform("sum")
    column = table.groupby("second")["count"].transform("sum")
    expected = [row * column, row * (total - column), (total - row) * column, (total - row) * (total - column)]
    whole = (row < total) & (column < total)
    chi2 = (table["count"] - table["expected"]) ** 2 * sum(total / cell[whole] for cell in expected)
    np.testing.assert_allclose(both[whole], chi2[whole] / total, rtol=1e-9, atol=1e-12)


def test_bigrams_by_hand():
    """Of 7 pairs, 3 start with "the" and 3 end with "west", 2 do both."""
    tokens = read("The West left the West. The East and a West.")
    table = bigrams(tokens)
    assert table[["first", "second", "count"]].to_numpy().tolist() == [["the", "west", 2]]
    row = table.iloc[0]
    lambda_ = math.log(2.5 * 4.5 / (1.5 * 1.5))  # 2, 1, 1 and 4, with 0.5 added to each; the total is 8
    assert row["lambda"] == pytest.approx(lambda_)
    assert row["z"] == pytest.approx(lambda_ / math.sqrt(1 / 2.5 + 1 / 1.5 + 1 / 1.5 + 1 / 4.5))
    assert row["expected"] == pytest.approx(9 / 8)
    assert row["mi"] == pytest.approx(math.log2(16 / 9))
    assert row["t"] == pytest.approx((2 - 9 / 8) / math.sqrt(2))
    assert row["log_dice"] == pytest.approx(14 + math.log2(4 / 6))
    assert row["delta_p_forward"] == row["delta_p_backward"] == pytest.approx(2 / 3 - 1 / 5)


def test_bigrams_do_not_cross_what_was_left_out():
    tokens = read("a b\nc d\na b")
    kept = keep_tokens(tokens, tokens.passage != 2)
    assert bigrams(kept, 1)[["first", "second", "count"]].to_numpy().tolist() == [["a", "b", 2]]


@pytest.mark.parametrize("texts", [(), ("",), ("a",), ("a. B", "c")])
def test_no_pairs(texts):
    table = bigrams(read(*texts))
    assert len(table) == 0
    assert table.columns.tolist()[-2:] == ["lambda", "z"]


def test_rows_are_by_strength_then_type(workbook):
    own = workbook.mentions[workbook.mentions["frame"] == "guarantees"]
    for table, names in ((collocates(workbook.tokens, own), ["type"]), (bigrams(workbook.tokens), ["first", "second"])):
        order = list(zip(-table["log_dice"], *(table[name] for name in names), strict=True))
        assert len(order) > 50
        assert order == sorted(order)


def test_guarantees_are_of_security(workbook):
    own = workbook.mentions[workbook.mentions["frame"] == "guarantees"]
    table = collocates(workbook.tokens, own).set_index("type")
    assert table["observed"].sum() <= 10 * len(own)
    assert (table["observed"] <= table["frequency"]).all()
    assert table.loc["security", "g2"] > 0


@pytest.mark.parametrize(
    ("doc_id", "position", "form"), [("d0", 1, "talks"), ("d0", 9, "talks"), ("d1", 0, "talks"), ("d0", 2, "talks on")]
)
def test_mentions_of_other_tokens_are_refused(doc_id, position, form):
    mentions = pd.DataFrame({"doc_id": [doc_id], "position": [position], "form": [form]})
    with pytest.raises(ValueError, match=f"{form!r} is not token {position} of {doc_id!r}"):
        collocates(read("On the talks"), mentions)


@pytest.mark.parametrize("position", [-1, float("nan"), 1])
def test_places_outside_their_document_are_refused(position):
    """Also where the token beyond the document's end or before its start would fit."""
    tokens = tokenize(["talks", "talks", "talks"], ["a", "b", "c"])
    mentions = pd.DataFrame({"doc_id": ["b"], "position": [position], "form": ["talks"]})
    with pytest.raises(ValueError, match="mentions: 'talks' is not token"):
        collocates(tokens, mentions)


def test_window_of_nothing_is_refused():
    with pytest.raises(ValueError, match="window: found 0"):
        collocates(read("a"), places(read("a"), "a"), window=0)


def test_frames_that_meet(small):
    workbook = small(
        "Guarantees of non-expansion were asked for. Nothing was said.\nExpansion it was.\nGuarantees and an expansion."
    )
    table = frames_together(workbook.mentions, workbook.tokens).set_index("unit")
    assert table.loc["sentence", ["count_a", "count_b", "both", "expected"]].tolist() == [3, 2, 2, 1.5]
    assert table.loc["passage", ["count_a", "count_b", "both", "expected"]].tolist() == [3, 2, 2, 2.0]
    assert table.loc["sentence", "p"] == pytest.approx(stats.fisher_exact([[2, 1], [0, 1]])[1])


def test_a_sentence_is_one_of_its_article(small):
    """The first sentences of two articles mention one frame each, so nothing meets, though both bear the number 1."""
    workbook = small("Guarantees were given. Nobody came.", "Expansion it was. All came.\nSnow fell.")
    table = frames_together(workbook.mentions, workbook.tokens).set_index("unit")
    assert table["both"].to_dict() == {"sentence": 0, "passage": 0}
    assert table["expected"].to_dict() == {"sentence": 1 / 5, "passage": 1 / 3}  # of 5 sentences and 3 passages


def test_an_article_of_one_sentence_ends_before_the_next(small):
    """Three articles of one passage each: their number is 1 all along, and yet they are three."""
    workbook = small("Guarantees of expansion.", "Guarantees of expansion.", "No word of it.")
    table = frames_together(workbook.mentions, workbook.tokens).set_index("unit")
    assert table["expected"].tolist() == [4 / 3, 4 / 3]
    assert table["p"].tolist() == pytest.approx([1 / 3, 1 / 3])  # one of three ways to place two and two in three


def test_the_exact_test_as_printed(small):
    """Of 19 sentences 10 mention the first frame, 10 the second, 3 both: Fisher's p is 0.0697785."""
    lines = ["Guarantees of expansion."] * 3 + ["Guarantees."] * 7 + ["Expansion."] * 7 + ["Nothing."] * 2
    workbook = small("\n".join(line.replace(".", f" {n}.") for n, line in enumerate(lines)))
    row = frames_together(workbook.mentions, workbook.tokens).set_index("unit").loc["sentence"]
    assert row[["count_a", "count_b", "both"]].tolist() == [10, 10, 3]
    assert round(row["p"], 7) == 0.0697785


def test_frames_that_meet_are_adjusted_for_every_test(small):
    """Guarantees and ultimatum share three of eight sentences: one table in 56; the other five tests are larger."""
    lines = ["A guarantee is an ultimatum."] * 3 + ["Trams run."] * 4 + ["They expand."]
    workbook = small("\n".join(line.replace(".", f" {n}.") for n, line in enumerate(lines)))
    table = frames_together(workbook.mentions, workbook.tokens).set_index(["frame_a", "frame_b", "unit"])
    assert len(table) == 6
    assert table.loc[("guarantees", "ultimatum", "sentence"), "p"] == pytest.approx(1 / 56)
    assert table.loc[("guarantees", "ultimatum", "sentence"), "p_holm"] == pytest.approx(6 / 56)
    assert table.loc[("expansion", "ultimatum", "sentence"), "p_holm"] == 1


def test_neighbours_stand_in_the_same_stretch(small):
    workbook = small("Security guarantees matter. Guarantees, security guarantees “of” peace; security. Guarantee it.")
    table = neighbours(workbook.mentions, workbook.tokens)
    before = table[table["side"] == "before"]
    assert before[["type", "form", "count"]].to_numpy().tolist() == [["security", "guarantees", 2]]
    after = table[table["side"] == "after"]
    assert after[["type", "count"]].to_numpy().tolist() == [["matter", 1]]  # "it" and "of" are stop words


def test_what_is_guaranteed_in_the_five_articles(workbook):
    """Counted by hand in the files: "security guarantees" 20 times, "security guarantee*" 21 times."""
    table = neighbours(workbook.raw_mentions, workbook.raw_tokens)
    own = table[(table["frame"] == "guarantees") & (table["side"] == "before") & (table["type"] == "security")]
    assert own.set_index("form")["count"].to_dict() == {"guarantees": 20, "guarantee": 1}
