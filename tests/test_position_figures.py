"""Test where marks stand in the chart of positions."""

import numpy as np
import pandas as pd

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
