from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from analysis import passage_pairs, passage_units
from analysis.passage_pairs import CANNOT_TELL, NO_SIGN, SHARE
from analysis.passage_units import read_passages, weigh_passages
from analysis.passages import count_once, effective_number, shared_passages
from analysis.tokens import document_term_matrix, tokenize

pytestmark = pytest.mark.slow  # all together more than a few seconds

SUBJECTS = 12


def write(rng: np.random.Generator, subjects, size: int = 40) -> list[list[str]]:
    """A text on a topic, a passage per subject: words of the language, of the topic and of the subject."""
    return [
        [
            *(f"common{rank}" for rank in rng.zipf(1.6, size // 2) % 50),
            *(f"topic{number}" for number in rng.integers(60, size=size // 4)),
            *(f"subject{subject}word{number}" for number in rng.integers(40, size=size // 4)),
        ]
        for subject in subjects
    ]


def shuffled_words(rng: np.random.Generator, text: list[list[str]]) -> list[list[str]]:
    return [rng.permutation(words).tolist() for words in text]


def edited(rng: np.random.Generator, text: list[list[str]], share: float) -> list[list[str]]:
    """Every so manieth word replaced by another."""
    return [[f"other{rng.integers(10**6)}" if rng.random() < share else word for word in words] for words in text]


def corpus(*texts: list[list[str]], dates=None) -> tuple:
    """Tokens and documents of some texts, in the order given unless dated."""
    ids = [f"d{number}" for number in range(len(texts))]
    lines = ["\n".join(" ".join(words) + "." for words in text) for text in texts]
    dates = pd.to_datetime(dates or [f"2022-01-{day:02}" for day in range(1, len(texts) + 1)])
    documents = pd.DataFrame({"doc_id": ids, "title": "", "text": lines, "date_earliest": dates, "date_latest": dates})
    return tokenize(lines, ids), documents


def constructed(seed: int = 1) -> tuple:
    """A text, its reprint, an edited reprint, a paraphrase; and three texts on the same topic in unlike order."""
    rng = np.random.default_rng(seed)
    original = shuffled_words(rng, write(rng, range(SUBJECTS)))
    reprint = original
    light = edited(rng, original[:5] + original[6:], 0.05)
    paraphrase = shuffled_words(rng, edited(rng, original, 0.3))
    others = [shuffled_words(rng, write(rng, rng.permutation(SUBJECTS))) for _ in range(3)]
    return corpus(original, reprint, light, paraphrase, *others)


def sharing(shared) -> set[tuple[str, str]]:
    found = shared.pairs[shared.pairs["verdict"] == SHARE]
    return {*zip(found["doc_a"], found["doc_b"], strict=True)}


@pytest.mark.parametrize("seed", range(3))
def test_reprint_edited_reprint_and_paraphrase_are_found_and_nothing_else(seed):
    shared = shared_passages(*constructed(seed), seed)
    assert shared.groups == [["d0", "d1", "d2", "d3"]]
    assert sharing(shared) == {(a, b) for a in ("d0", "d1", "d2", "d3") for b in ("d0", "d1", "d2", "d3") if a < b}
    found = shared.passages.set_index(["doc_a", "doc_b"])
    kinds = found["kind"].groupby(level=[0, 1]).agg(set)
    assert kinds[("d0", "d1")] == {"same words"}
    assert kinds[("d0", "d2")] <= {"same words", "edited"}
    assert kinds[("d0", "d3")] == {"paraphrase"}
    same = found.loc[("d0", "d3")]
    assert (same["passage_a"] == same["passage_b"]).all()
    assert len(same) >= 0.75 * SUBJECTS
    assert found.loc[("d0", "d1"), "passage_a"].tolist() == [*range(1, SUBJECTS + 1)]
    assert found.loc[("d0", "d2"), "passage_a"].tolist() == [1, 2, 3, 4, 5, *range(7, SUBJECTS + 1)]


def test_an_index_of_rare_words_proposes_the_same_pairs(monkeypatch):
    """What share text is found whether every pair of documents is compared or an index proposes them."""
    tokens, documents = constructed()
    everything = shared_passages(tokens, documents, 1)
    monkeypatch.setattr(passage_pairs, "_ALL_PASSAGES", 10)
    monkeypatch.setattr(passage_pairs, "_BLOCK", 7)
    indexed = shared_passages(tokens, documents, 1)
    assert sharing(indexed) == sharing(everything)


def test_the_index_leaves_strangers_alone(monkeypatch):
    monkeypatch.setattr(passage_pairs, "_ALL_PASSAGES", 10)
    strangers = [[[f"{letter}{number}" for number in range(9)]] * 4 for letter in "abcdefghi"]
    assert shared_passages(*corpus(*strangers), 1).pairs.empty


def rare_words(common: int, spread: int):
    """Passages of nine words each; every two of them share so many words, or none."""
    shared = [f"same{number}" for number in range(common)]
    lines = [
        [*shared, *(f"line{line}word{number}" for number in range(9 - common))]
        if line < spread
        else [f"line{line}word{number}" for number in range(9)]
        for line in range(60)
    ]
    return corpus(*(lines[start : start + 2] for start in range(0, 60, 2)))


@pytest.mark.parametrize(
    ("common", "spread", "pairs"), [(3, 50, 25 * 24 // 2), (2, 50, 0), (3, 51, 0)], ids=["three", "two", "not rare"]
)
def test_the_index_asks_for_three_words_that_stand_in_fifty_passages_at_most(monkeypatch, common, spread, pairs):
    monkeypatch.setattr(passage_pairs, "_ALL_PASSAGES", 10)
    monkeypatch.setattr(passage_pairs, "_DRAWS_PER_PAIR", 1)
    assert len(shared_passages(*rare_words(common, spread), 1).pairs) == pairs


@pytest.mark.parametrize("seed", range(10))
def test_texts_on_one_topic_do_not_pass(seed):
    rng = np.random.default_rng(100 + seed)
    texts = [write(rng, rng.permutation(SUBJECTS)) for _ in range(4)]
    shared = shared_passages(*corpus(*texts), seed)
    assert shared.groups == []
    assert shared.passages.empty
    assert np.isnan(shared.cutoff)


@pytest.mark.parametrize("seed", range(20))
def test_of_the_five_articles_only_sayenko_and_akopov_share_text(workbook, seed):
    shared = shared_passages(workbook.tokens, workbook.documents, seed)
    assert sharing(shared) == {("004", "000")}
    assert len(shared.passages) >= 9
    pair = shared.pairs[shared.pairs["verdict"] == SHARE].iloc[0]
    assert pair["longest_run"] == 13
    assert pair["p_holm"] < 0.05
    assert pair["draws"] == 999
    others = shared.pairs[shared.pairs["verdict"] != SHARE]
    assert (others["ratio"] < 1.4).all()
    assert 1.6 < pair["ratio"] < 2.6


def test_aligned_articles_read_as_the_same(workbook):
    """Passages read side by side: each holds what the other says."""
    found = workbook.shared.passages
    places = {*zip(found["passage_a"], found["passage_b"], strict=True)}
    assert {(3, 7), (4, 10), (8, 11), (9, 13), (10, 14), (11, 15), (12, 16), (13, 19), (16, 21)} <= places
    first = found.iloc[0]
    assert "proposals" in first["text_a"]
    assert "proposals" in first["text_b"]


def test_one_document_has_none_to_share_with():
    tokens, documents = corpus(write(np.random.default_rng(1), range(4)))
    shared = shared_passages(tokens, documents, 1)
    assert shared.pairs.empty
    assert shared.groups == []
    assert effective_number(tokens, count_once(tokens, shared)) == 1


def test_two_documents_take_the_cutoff_from_their_own_passages():
    rng = np.random.default_rng(1)
    text = write(rng, range(SUBJECTS))
    shared = shared_passages(*corpus(text, shuffled_words(rng, edited(rng, text, 0.4))), 1)
    assert sharing(shared) == {("d0", "d1")}
    assert shared.cutoff_basis == "passages of the same article"
    assert shared.word_for_word == []  # told by their order
    apart = shared_passages(*corpus(text, write(rng, rng.permutation(SUBJECTS))), 1)
    assert apart.pairs["verdict"].tolist() == [NO_SIGN]


def test_a_short_reprint_is_found_by_its_words_alone():
    """Three passages have too few orders for a test, but half a text word for word is no chance."""
    rng = np.random.default_rng(1)
    text, other = write(rng, range(3)), write(rng, range(3, 6))
    shared = shared_passages(*corpus(text, text, other), 1)
    assert sharing(shared) == {("d0", "d1")}
    assert shared.passages["kind"].tolist() == ["same words"] * 3
    assert shared.word_for_word == [("d0", "d1")]
    assert set(shared.pairs.loc[shared.pairs["verdict"] != SHARE, "verdict"]) == {CANNOT_TELL}


def test_empty_documents_and_short_lines_are_no_passages():
    tokens, documents = corpus([["one", "two"], ["word"] * 9], [], [["one", "two"]])
    shared = shared_passages(tokens, documents, 1)
    assert shared.units["tokens"].tolist() == [9, 2]  # short ones only where there are no others
    assert sharing(shared) == set()


def test_a_title_is_no_passage():
    words = [f"word{number}" for number in range(12)]
    tokens, documents = corpus([words, words[::-1]])
    documents["title"] = " ".join(words).upper()
    assert shared_passages(tokens, documents, 1).units["passage"].tolist() == [2]


@pytest.mark.parametrize(("place", "left"), [(3, [1, 2, 4]), (4, [1, 2, 3, 4])])
def test_a_title_stands_among_the_first_three_passages(place, left):
    """Further down the same words are text."""
    lines = [[f"line{line}word{number}" for number in range(12)] for line in range(4)]
    tokens, documents = corpus(lines)
    documents["title"] = " ".join(lines[place - 1])
    assert shared_passages(tokens, documents, 1).units["passage"].tolist() == left


def test_the_cutoff_is_taken_from_two_thousand_pairs_at_most():
    """72 articles of one passage make 2,556 pairs, of which one is a reprint."""
    lines = [[[f"line{line}word{number}" for number in range(9)]] for line in range(71)]
    tokens, documents = corpus(*lines, lines[0], dates=["2022-01-01"] * 72)
    shared = shared_passages(tokens, documents, 1)
    assert sharing(shared) == {("d0", "d71")}
    assert shared.cutoff_basis == "2,000 pairs of articles not known to share text"


def test_shared_text_counts_in_the_earliest_document_only():
    """The earliest by date, wherever it stands in the corpus; undated ones count as the latest."""
    rng = np.random.default_rng(1)
    text = write(rng, range(3))
    more = write(rng, range(3, 5))
    tokens, documents = corpus(text, text + more, text, dates=["2022-01-09", "2022-01-03", None])
    shared = shared_passages(tokens, documents, 1)
    once = count_once(tokens, shared)
    assert shared.order == ["d1", "d0", "d2"]
    assert once.counts.tolist() == [0, 200, 0]
    assert effective_number(tokens, once) == 1
    assert once.types[once.ids].tolist() == tokens.types[tokens.ids[120:320]].tolist()
    assert once.sizes == {"d0": 0, "d1": 200, "d2": 0}


def test_half_a_text_shared_is_half_a_document():
    rng = np.random.default_rng(1)
    text, more = write(rng, range(4)), write(rng, range(4, 8))
    tokens, documents = corpus(text, text + more)
    shared = shared_passages(tokens, documents, 1)
    assert shared.pairs[["share_a", "share_b"]].to_numpy().tolist() == [[1.0, 0.5]]
    assert effective_number(tokens, count_once(tokens, shared)) == 1.5


def test_nothing_shared_leaves_the_tokens_as_they_are():
    rng = np.random.default_rng(1)
    tokens, documents = corpus(*(write(rng, rng.permutation(SUBJECTS)) for _ in range(3)))
    once = count_once(tokens, shared_passages(tokens, documents, 1))
    assert (once.ids == tokens.ids).all()
    assert effective_number(tokens, once) == 3


def test_half_a_passage_in_other_places_and_orders_counts_once():
    """A reprint whose halves changed places, and one whose passages were split, leave nothing of their own."""
    rng = np.random.default_rng(1)
    text, other = write(rng, range(8)), write(rng, range(8, 16))
    swapped = text[4:] + text[:4]
    split = [half for words in text for half in (words[:20], words[20:])]
    for repeat in (swapped, split):
        tokens, documents = corpus(text, repeat, other)
        shared = shared_passages(tokens, documents, 1)
        assert sharing(shared) == {("d0", "d1")}
        assert shared.pairs["share_b"].max() == 1
        assert count_once(tokens, shared).counts.tolist() == [320, 0, 320]


def test_a_quotation_in_a_long_passage_takes_nothing_away():
    rng = np.random.default_rng(1)
    brief, long = write(rng, [0], 20), [[*write(rng, [1], 400)[0]]]
    long[0][100:112] = brief[0][:12]
    tokens, documents = corpus(brief, long, write(rng, range(2, 6)))
    once = count_once(tokens, shared_passages(tokens, documents, 1))
    assert once.counts.tolist() == tokens.counts.tolist()


def test_whole_passages_word_for_word_are_shared_text():
    rng = np.random.default_rng(1)
    one, other = write(rng, range(20)), write(rng, range(20, 40))
    other[7], other[2] = one[3], one[12]
    shared = shared_passages(*corpus(one, other, write(rng, range(40, 50))), 1)
    assert sharing(shared) == {("d0", "d1")}
    found = shared.passages[["passage_a", "passage_b", "kind"]].to_numpy().tolist()
    assert found == [[13, 3, "same words"], [4, 8, "same words"]]


def test_many_reprints_cost_little_and_count_once():
    rng = np.random.default_rng(1)
    story, others = write(rng, range(6)), [write(rng, range(10 * n, 10 * n + 3)) for n in range(1, 6)]
    tokens, documents = corpus(*[story] * 230, *others, dates=[None] * 235)
    shared = shared_passages(tokens, documents, 1)
    once = count_once(tokens, shared)
    assert effective_number(tokens, once) == 6
    assert [len(group) for group in shared.groups] == [230]


def test_a_stricter_level_takes_more_draws(workbook):
    shared = shared_passages(workbook.tokens, workbook.documents, 1, level=0.005)
    assert sharing(shared) == {("004", "000")}
    pair = shared.pairs[shared.pairs["verdict"] == SHARE].iloc[0]
    assert pair["draws"] == 4000
    assert pair["smallest_p"] == pytest.approx(1 / 4001)
    assert CANNOT_TELL not in set(shared.pairs["verdict"])


def test_random_orders_are_bounded(workbook, monkeypatch):
    """At this level the ten pairs want 4,000 each: the one that shares text and stands seventh gets what is left."""
    monkeypatch.setattr(passage_pairs, "_SCREEN_RATIO", 0.01)  # so that no pair stops at its screen
    every = shared_passages(workbook.tokens, workbook.documents, 1, level=0.005).pairs
    pair = every["verdict"] == SHARE
    assert every.loc[pair, "draws"].tolist() == [4000]
    assert (every.loc[~pair & (every["p"] > 0.03), "draws"] == 999).all()  # 20 of 999 are as high: no more of them
    monkeypatch.setattr(passage_pairs, "_MOST_DRAWS", 4000)
    left = shared_passages(workbook.tokens, workbook.documents, 1, level=0.005).pairs
    assert left.loc[pair, ["draws", "smallest_p", "verdict"]].to_numpy().tolist() == [[999, 0.001, CANNOT_TELL]]


def test_pairs_that_share_most_come_first(workbook):
    own = workbook.shared
    assert own.by_share.iloc[0][["doc_a", "doc_b", "verdict"]].tolist() == ["004", "000", SHARE]
    assert own.by_share.iloc[1:]["doc_a"].tolist() == own.pairs.loc[own.pairs["verdict"] != SHARE, "doc_a"].tolist()
    more = replace(own, pairs=own.pairs.assign(verdict=SHARE, share_a=[0, *range(9)], share_b=0.5))
    assert more.by_share["share_a"].tolist() == [*range(8, -1, -1), 0]
    assert list(own.by_share) == list(own.pairs)


def test_the_score_and_its_p_by_hand():
    """Three passages on either side with the same words: of six orders only the observed one scores three pairs."""
    words = [[f"{letter}{number}" for number in range(10)] for letter in "abc"]
    turned = [line[::-1] for line in words]
    shared = shared_passages(*corpus(words, turned), 1)
    pair = shared.pairs.iloc[0]
    assert pair["score"] == pytest.approx(3)
    assert pair["shuffled"] == pytest.approx((3 + 2 * 2 + 2 * 2 + 1) / 6, abs=0.08)
    assert pair["p"] == pytest.approx(1 / 6, abs=0.04)
    assert pair["smallest_p"] == pytest.approx(1 / 6)
    assert pair["verdict"] == CANNOT_TELL


def test_p_values_are_adjusted_for_the_pairs_tested(workbook):
    pairs = workbook.shared.pairs
    tested = pairs["p"].notna().sum()
    smallest = pairs.loc[pairs["p"].idxmin()]
    assert smallest["p_holm"] == pytest.approx(min(1, tested * smallest["p"]))


def test_order_alone_passes_too():
    """What the test shows is one order, not copying: texts on one chronology may pass, and the notebook says so."""
    passed = 0
    for seed in range(6):
        rng = np.random.default_rng(seed)
        texts = [write(rng, range(SUBJECTS)) for _ in range(2)]
        passed += bool(sharing(shared_passages(*corpus(*texts), seed)))
    assert passed > 0


def test_pairs_grow_with_the_number_of_documents_and_not_with_its_square():
    """2,000 articles: 50 stories of 25 words, each printed in 40 articles above ten words of their own."""
    stories = [[f"story{story}word{number}" for number in range(25)] for story in range(50)]
    texts = [[stories[n % 50], [f"article{n}word{number}" for number in range(10)]] for n in range(2000)]
    tokens, documents = corpus(*texts, dates=[None] * 2000)
    shared = shared_passages(tokens, documents, 1)
    assert len(shared.pairs) == 50 * 39  # of all prints of a story with the first, 780 each would be all pairs
    assert len(shared.passages) == 50 * 39
    assert len(shared.units) == 4000
    assert {len(group) for group in shared.groups} == {40}
    assert len(shared.groups) == 50
    assert shared.pairs.loc[0, ["doc_a", "doc_b"]].tolist() == list(shared.closest)
    assert effective_number(tokens, count_once(tokens, shared)) == pytest.approx(50 + 1950 * 10 / 35)


def test_cosines_are_those_of_tfidf_by_scikit_learn():
    """Every passage is compared when the documents have no titles and no short lines; the last one is in no pair."""
    rng = np.random.default_rng(1)
    tokens, documents = corpus(*(write(rng, rng.permutation(SUBJECTS)[: 3 + n]) for n in range(4)), [], [])
    table = read_passages(tokens, documents)
    units = weigh_passages(tokens, table, pd.DataFrame({"a": [0, 1, 2], "b": [1, 2, 4]}))
    weights = TfidfTransformer().fit_transform(document_term_matrix(tokens, "passage"))
    expected = (weights @ weights.T).toarray()
    rows = [slice(0, 3), slice(3, 7), slice(7, 12)]
    for a, b in ((0, 1), (1, 2), (2, 0), (1, 1)):
        assert units.rows(a) == rows[a]
        assert units.cosines(a, b) == pytest.approx(expected[rows[a], rows[b]])
    assert units.cosines(0, 4).shape == (3, 0)
    assert units.cosines(4, 0).shape == (0, 3)
    assert units.cosine_of(np.array([0, 4]), np.array([4, 9])) == pytest.approx(expected[[0, 4], [4, 9]])
    assert units.weights[12:].nnz == 0


def test_a_sample_of_the_passages_tells_how_common_a_type_is(monkeypatch):
    tokens, documents = constructed()
    everything = shared_passages(tokens, documents, 1)
    monkeypatch.setattr(passage_units, "_COUNTED", 20)
    monkeypatch.setattr(passage_units, "_BLOCK", 3)
    sampled = shared_passages(tokens, documents, 1)
    assert sharing(sampled) == sharing(everything)
    assert not sampled.pairs["score"].equals(everything.pairs["score"])
