"""How much of a document or passage stands in another, against counts by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.overlap import find_copied, find_overlap
from analysis.tokens import tokenize


@pytest.fixture
def overlap():
    """Six of twelve tokens of the second document's first passage, and nothing of its second, stand in the first."""
    tokens = tokenize(["a b c d e f\ng h i j k l m", "x x x a b c d e f y y y\nz z z z z z"], ["0", "1"])
    compared = pd.DataFrame({"number": range(4), "document": [0, 0, 1, 1], "tokens": [6, 7, 12, 6]})
    return find_overlap(tokens, compared, np.array([0, 1]))


def test_shares_of_documents_in_either_direction(overlap):
    table = overlap.documents.set_index(["a", "b"])
    assert table.loc[(0, 1), ["verbatim_a", "verbatim_b", "longest_run"]].tolist() == [6 / 13, 6 / 18, 6]
    assert table.loc[(1, 0), ["verbatim_a", "verbatim_b", "longest_run"]].tolist() == [6 / 18, 6 / 13, 6]
    assert (table["passage_words"] == 0).all()  # no passage has twenty tokens


def test_shares_of_passages_and_where_they_stand(overlap):
    words, partner = find_copied(overlap, np.array([0, 1]), np.array([2, 3]), 0)
    assert words.tolist() == [0.5, 0]
    assert partner[0] == 0
    words, partner = find_copied(overlap, np.array([2, 3]), np.array([0, 1]), 1)
    assert words.tolist() == [1, 0]
    assert partner[0] == 0
