"""How much of a document or passage stands in another, against counts by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis import overlap
from analysis.overlap import Overlap, find_overlap, passage_rows
from analysis.tokens import tokenize

TEXTS = ["a b c d e f\ng h i j k l m", "x x x a b c d e f y y y\nz z z z z z", "", "g h i j k l m\nh i j k l"]
PASSAGES = pd.DataFrame(
    {"start": [0, 6, 13, 25, 31, 38], "document": [0, 0, 1, 1, 3, 3], "tokens": [6, 7, 12, 6, 7, 5]}
)


def read(pairs: list, passages: pd.DataFrame = PASSAGES) -> Overlap:
    return find_overlap(tokenize(TEXTS, [*"0123"]), passages, np.array(pairs))


def test_shares_of_documents_in_either_direction():
    """Six of twelve tokens of the second document's first passage stand in the first."""
    table = read([[0, 1], [1, 0], [0, 2]]).pairs
    columns = ["a", "b", "units", "verbatim_a", "verbatim_b", "longest_run", "passage_words"]
    assert table[columns].to_numpy().tolist() == [
        [0, 1, True, 6 / 13, 6 / 18, 6, 0],  # no passage has twenty tokens
        [1, 0, True, 6 / 18, 6 / 13, 6, 0],
        [0, 2, False, 0, 0, 0, 0],
    ]


def test_shares_of_passages_and_where_they_stand():
    """Both passages of the last document repeat the second passage of the first, and one of them the other in part."""
    copies = read([[0, 1], [1, 0], [0, 3]]).copies
    assert copies[["a", "b", "row_b", "row_a", "verbatim"]].to_numpy().tolist() == [
        [0, 1, 2, 0, 0.5],
        [1, 0, 0, 2, 1],
        [0, 3, 4, 1, 1],
        [0, 3, 5, 1, 1],
    ]


def test_what_stands_in_no_passage_that_is_compared():
    copies = read([[0, 1]], PASSAGES.drop(0)).copies
    assert copies[["row_b", "row_a", "verbatim"]].to_numpy().tolist() == [[1, -1, 0.5]]


def test_a_long_passage_is_no_mere_phrase():
    words = [f"word{number}" for number in range(24)]
    tokens = tokenize([" ".join(words), " ".join([*words[:18], "x", "y", *"abcdefghij"])], ["0", "1"])
    passages = pd.DataFrame({"start": [0, 24], "document": [0, 1], "tokens": [24, 30]})
    assert find_overlap(tokens, passages, np.array([[1, 0]])).pairs["passage_words"].tolist() == [18 / 24]


@pytest.mark.parametrize("size", [1, 40, 60])
def test_pairs_may_be_read_in_any_number_of_blocks(monkeypatch, size):
    pairs = [[0, 1], [1, 3], [0, 3], [1, 0]]
    expected = read(pairs)
    monkeypatch.setattr(overlap, "_BLOCK", size)
    for table, other in zip(read(pairs), expected, strict=True):
        pd.testing.assert_frame_equal(table, other)


def test_no_pairs_have_nothing_in_common():
    assert [len(table) for table in read(np.empty((0, 2), dtype=np.int64))] == [0, 0]


def test_tokens_of_no_passage_have_no_row():
    gaps = PASSAGES.loc[[1, 3]]
    assert passage_rows(gaps, np.array([0, 5, 6, 12, 13, 24, 25, 30, 31])).tolist() == [-1, -1, 0, 0, -1, -1, 1, 1, -1]
