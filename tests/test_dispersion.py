"""Dispersion, against printed figures, a published package and the formulas part by part."""

import math

import numpy as np
import pandas as pd
import pytest
from corpus_dispersion import CorpusWordAnalyzer
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.dispersion import dispersion, frame_dispersion
from analysis.tokens import document_term_matrix, tokenize

pytestmark = pytest.mark.slow  # all together more than a few seconds

NAMES = {"carroll_d2": "carroll_d2", "dp": "dp", "dp_norm": "dp_norm", "juilland_d": "juilland_d", "range": "range"}
NAMES["rosengren_s"] = "roschengren_s_adj"


@st.composite
def corpora(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Counts of a few terms in two to six parts, every term mentioned at least once."""
    sizes = draw(st.lists(st.integers(1, 5000), min_size=2, max_size=6))
    row = st.lists(st.integers(0, 30), min_size=len(sizes), max_size=len(sizes)).filter(any)
    return np.array(draw(st.lists(row, min_size=1, max_size=5))), np.array(sizes)


def test_as_printed():
    row = dispersion([[1, 2, 3, 4, 5]], [9, 10, 10, 10, 11]).iloc[0]
    assert row.round(6).to_dict() == {
        "range": 5,
        "dp": 0.18,
        "dp_norm": 0.219512,
        "juilland_d": 0.785150,
        "carroll_d2": 0.937921,
        "rosengren_s": 0.949816,
    }


@settings(deadline=None)
@given(corpora())
def test_against_a_published_package(corpus):
    counts, sizes = corpus
    table = dispersion(counts, sizes)
    for number, row in enumerate(counts.astype(float).tolist()):
        other = CorpusWordAnalyzer(row, sizes.astype(float).tolist(), float(sizes.sum())).calculate_all_metrics()
        wanted = [getattr(other, NAMES[name]) for name in table.columns]
        np.testing.assert_allclose(table.iloc[number].astype(float), wanted, rtol=1e-9, atol=1e-9)


def by_parts(counts: list[int], sizes: list[int]) -> list[float]:
    """The formulas as they are written, one part at a time."""
    m, total, mentions = len(sizes), sum(sizes), sum(counts)
    s = [size / total for size in sizes]
    p = [count / size for count, size in zip(counts, sizes, strict=True)]
    mean = sum(p) / m
    sd = math.sqrt(sum((rate - mean) ** 2 for rate in p) / m)
    dp = sum(abs(count / mentions - share) for count, share in zip(counts, s, strict=True)) / 2
    entropy = -sum(rate / sum(p) * math.log(rate / sum(p)) for rate in p if rate)
    return [
        sum(count > 0 for count in counts),
        dp,
        dp / (1 - min(s)),
        1 - sd / mean / math.sqrt(m - 1),
        entropy / math.log(m),
        sum(math.sqrt(share * count) for share, count in zip(s, counts, strict=True)) ** 2 / mentions,
    ]


@settings(deadline=None)
@given(corpora())
def test_against_the_formulas_part_by_part(corpus):
    counts, sizes = corpus
    wanted = [by_parts(row, sizes.tolist()) for row in counts.tolist()]
    np.testing.assert_allclose(dispersion(counts, sizes), wanted, rtol=1e-9, atol=1e-9)


@settings(deadline=None)
@given(corpora())
def test_bounds_and_order_of_parts(corpus):
    counts, sizes = corpus
    table = dispersion(counts, sizes)
    assert ((table > -1e-9) & (table <= np.maximum(1, len(sizes)) + 1e-9)).all(axis=None)
    assert (table.drop(columns="range") < 1 + 1e-9).all(axis=None)
    pd.testing.assert_frame_equal(dispersion(counts[:, ::-1], sizes[::-1]), table, rtol=1e-9, atol=1e-9)


def test_even_and_concentrated():
    even, one = dispersion([[2, 4, 6], [0, 0, 6]], [100, 200, 300]).to_numpy()
    np.testing.assert_allclose(even, [3, 0, 0, 1, 1, 1], atol=1e-12)
    np.testing.assert_allclose(one, [1, 0.5, 0.6, 0, 0, 0.5], atol=1e-12)


def test_term_without_mention():
    row = dispersion([[0, 0], [1, 2]], [10, 20]).iloc[0]
    assert row["range"] == 0
    assert row.drop("range").isna().all()


def test_one_part_cannot_be_uneven():
    row = dispersion([[3]], [100]).iloc[0]
    assert row[["range", "dp", "rosengren_s"]].tolist() == pytest.approx([1, 0, 1])
    assert row[["dp_norm", "juilland_d", "carroll_d2"]].isna().all()


def test_parts_without_tokens_are_left_out():
    counts, sizes = [[1, 0, 2], [0, 0, 3]], [10, 0, 20]
    pd.testing.assert_frame_equal(dispersion(counts, sizes), dispersion([[1, 2], [0, 3]], [10, 20]))


def test_sparse_counts_are_taken_and_left_as_they_are(workbook):
    matrix = document_term_matrix(workbook.tokens)
    wanted = dispersion(matrix.toarray().T, workbook.tokens.counts)
    pd.testing.assert_frame_equal(dispersion(matrix.T, workbook.tokens.counts), wanted)
    stored = sparse.csr_array(([2.0, 0.0, 1.0, 1.0], [0, 1, 1, 1], [0, 4]), shape=(1, 2))  # a zero, and a cell in two
    pd.testing.assert_frame_equal(dispersion(stored, [5, 5]), dispersion([[2, 2]], [5, 5]))
    assert stored.data.tolist() == [2, 0, 1, 1]


def test_no_terms():
    table = dispersion(np.empty((0, 2)), [1, 2])
    assert table.shape == (0, 6)


@pytest.mark.parametrize(
    ("counts", "sizes", "message"),
    [
        ([[1, -2]], [3, 4], "counts: found -2"),
        ([[1, float("nan")]], [3, 4], "counts: found nan"),
        ([[1, 2]], [3, -4], "sizes: found -4"),
        ([[1, 2]], [3, 4, 5], "one column and one size per part"),
        ([1, 2], [3, 4], "one row per term"),
        ([[1, 2]], [3, 0], "sizes: a part with mentions has no tokens"),
        ([[0, 0]], [0, 0], "sizes: no part has a token"),
    ],
)
def test_impossible_input_is_named(counts, sizes, message):
    with pytest.raises(ValueError, match=message):
        dispersion(counts, sizes)


def test_frames_are_spread_over_articles_and_passages(workbook):
    table = frame_dispersion(workbook.mentions, workbook.tokens, workbook.frames).set_index(["frame", "parts"])
    assert {frame for frame, _ in table.index} == {"expansion", "guarantees"}  # two mentions of ultimatum are too few
    counts = [
        (workbook.mentions.query("frame == 'guarantees'")["doc_id"] == doc).sum() for doc in workbook.tokens.doc_ids
    ]
    wanted = dispersion([counts], workbook.tokens.counts).iloc[0]
    assert table.loc[("guarantees", "articles"), "dp"] == pytest.approx(wanted["dp"])
    own = workbook.mentions.query("frame == 'expansion'")
    assert table.loc[("expansion", "passages"), "range"] == len(own[["doc_id", "passage"]].drop_duplicates())


def test_frames_with_five_mentions_are_measured_over_parts_of_their_size(small):
    """Expansion: 4 mentions in 5 tokens, 0 in 5 and 1 in 10; the first two are passages of one article."""
    text = "expansion expansion expansion expansion war\nwar war war war war"
    workbook = small(text, "expansion ultimatum ultimatum ultimatum ultimatum war war war war war")
    table = workbook.spread.set_index(["frame", "parts"])
    assert table["count"].to_dict() == {("expansion", "articles"): 5, ("expansion", "passages"): 5}
    assert table.loc[("expansion", "articles"), ["range", "dp"]].tolist() == pytest.approx([2, 0.8 - 0.5])
    assert table.loc[("expansion", "passages"), ["range", "dp"]].tolist() == pytest.approx([2, 0.8 - 0.25])


def test_articles_without_tokens_have_an_empty_table(workbook):
    mentions, empty = workbook.mentions.iloc[:0], tokenize(["", ""], ["0", "1"])
    table = frame_dispersion(mentions, empty, workbook.frames)
    assert table.empty
    assert (
        table.columns.tolist() == frame_dispersion(workbook.mentions, workbook.tokens, workbook.frames).columns.tolist()
    )
