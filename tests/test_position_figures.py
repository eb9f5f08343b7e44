"""Test where marks stand in the chart of positions."""

import numpy as np
import pandas as pd
import pytest

from analysis.position_figures import draw_positions

FRAMES = ["expansion", "guarantees", "ultimatum"]


def test_positions_are_shares_of_the_text(workbook):
    ax = draw_positions(workbook.mentions, workbook.by_date, workbook.tokens.sizes, FRAMES)
    drawn = [x for line in ax.lines for x in line.get_xdata()][: len(workbook.mentions)]
    first = workbook.mentions[(workbook.mentions["doc_id"] == "002") & (workbook.mentions["frame"] == "expansion")]
    np.testing.assert_allclose(drawn[:3], (first["position"] + 0.5) / workbook.tokens.sizes["002"] * 100, rtol=1e-5)
    assert ax.get_xlim() == (0, 100)


def test_marks_of_positions_are_named_in_their_order():
    rows = [("1", "b", 9), ("0", "a", 2), ("0", "a", 7), ("1", "b", 4)]
    mentions = pd.DataFrame(rows, columns=["doc_id", "frame", "position"])
    ax = draw_positions(
        mentions, pd.DataFrame({"doc_id": ["0", "1"], "label": ["first", "second"]}), {"0": 10, "1": 10}, ["a", "b"]
    )
    marks = {line.get_gid(): line.get_xdata().tolist() for line in ax.lines if line.get_gid()}
    assert marks == {"mentions-2-3": [25.0, 75.0], "mentions-1-4": [95.0, 45.0]}


def test_of_many_documents_each_frame_has_a_bar_per_tenth():
    """By hand: one mention at the very start and one at the very end of each of fifty documents."""
    ids = [f"{number:02}" for number in range(50)]
    rows = [(doc_id, "a", position) for doc_id in ids for position in (0, 99)]
    documents = pd.DataFrame({"doc_id": ids, "label": ids})
    mentions = pd.DataFrame(rows, columns=["doc_id", "frame", "position"])
    ax = draw_positions(mentions, documents, dict.fromkeys(ids, 100), ["a", "b"])
    assert [text.get_text() for text in ax.texts] == ["50", *["0"] * 8, "50", *["0"] * 10]
    heights = [abs(bar.get_height()) for bar in ax.patches]
    assert heights[0] == heights[9] == max(heights) > 0 == sum(heights[1:9]) == sum(heights[10:])
    middle = [bar.get_y() + bar.get_height() / 2 for bar in (ax.patches[0], ax.patches[9])]
    assert ax.get_yticks()[0] == pytest.approx(middle[0]) == pytest.approx(middle[1])  # names beside the highest bars
    assert ax.get_figure().get_size_inches()[1] < 10  # a row per document would not fit a page
