"""Test where marks stand in the chart of positions."""

import numpy as np

from analysis.position_figures import draw_positions

FRAMES = ["expansion", "guarantees", "ultimatum"]


def test_positions_are_shares_of_the_text(workbook):
    ax = draw_positions(workbook.mentions, workbook.by_date, workbook.tokens.sizes, FRAMES)
    drawn = [x for line in ax.lines for x in line.get_xdata()][: len(workbook.mentions)]
    first = workbook.mentions[(workbook.mentions["doc_id"] == "002") & (workbook.mentions["frame"] == "expansion")]
    np.testing.assert_allclose(drawn[:3], (first["position"] + 0.5) / workbook.tokens.sizes["002"] * 100, rtol=1e-5)
    assert ax.get_xlim() == (0, 100)
