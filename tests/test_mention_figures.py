"""Charts of mentions hold every mention, where it stands."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.patches import Rectangle

from analysis.canvas import FRAME_COLOURS
from analysis.mention_figures import draw_mentions, draw_positions

FRAMES = ["expansion", "guarantees", "ultimatum"]


@pytest.fixture(scope="module")
def drawn(workbook):
    """The charts of the five articles."""
    mentions, documents = workbook.mentions, workbook.by_date
    return {
        "mentions": draw_mentions(mentions, documents, FRAMES),
        "positions": draw_positions(mentions, documents, workbook.tokens.sizes, FRAMES),
    }


def test_one_square_per_mention_hatched_when_negated(drawn, workbook):
    squares = [patch for patch in drawn["mentions"].patches if isinstance(patch, Rectangle)][:-2]  # without the key
    assert len(squares) == len(workbook.mentions)
    assert sum(bool(square.get_hatch()) for square in squares) == workbook.mentions["negated"].sum()
    edges = [mpl.colors.to_hex(square.get_edgecolor()).upper() for square in squares]
    assert [edges.count(colour) for colour in FRAME_COLOURS[:3]] == [19, 32, 2]


def test_counts_stand_at_the_end_of_rows(drawn):
    shown = [text.get_text() for text in drawn["mentions"].texts]
    assert [int(text) for text in shown if text.isdigit()] == [3, 3, 4, 4, 5, 8, 7, 3, 8, 6, 1, 1, 0, 0, 0]


def test_positions_are_shares_of_the_text(drawn, workbook):
    marks = [x for line in drawn["positions"].lines for x in line.get_xdata()][: len(workbook.mentions)]
    first = workbook.mentions[(workbook.mentions["doc_id"] == "002") & (workbook.mentions["frame"] == "expansion")]
    np.testing.assert_allclose(marks[:3], (first["position"] + 0.5) / workbook.tokens.sizes["002"] * 100, rtol=1e-5)
    assert drawn["positions"].get_xlim() == (0, 100)


def test_no_mention_draws_an_empty_chart(workbook):
    ax = draw_mentions(workbook.mentions.iloc[:0], workbook.by_date, FRAMES)
    assert len(ax.patches) == 0
    assert {text.get_text() for text in ax.texts} >= {"expansion 0", "0"}
