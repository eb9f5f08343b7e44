"""Charts of rates hold their table."""

import numpy as np
import pytest

from analysis.rate_figures import draw_rates

FRAMES = ["expansion", "guarantees", "ultimatum"]


@pytest.fixture(scope="module")
def drawn(workbook):
    """The chart of the five articles."""
    return {"rates": draw_rates(workbook.rates, workbook.by_date, FRAMES)}


def test_rates_and_whiskers_are_those_of_the_table(drawn, workbook):
    """Rows are frames by date of the article; a line has its dot or its whisker."""
    lines = drawn["rates"].lines
    dots = [line.get_xdata()[0] for line in lines if line.get_marker() != "None"]
    whiskers = [
        tuple(line.get_xdata()) for line in lines if line.get_marker() == "None" and len(set(line.get_ydata())) == 1
    ]
    table = workbook.rates.set_index(["frame", "doc_id"])
    rows = [table.loc[(frame, doc)] for frame in FRAMES for doc in workbook.by_date["doc_id"]]
    np.testing.assert_allclose(dots, [row["rate"] for row in rows], rtol=1e-5)
    np.testing.assert_allclose(whiskers, [(row["low"], row["high"]) for row in rows], rtol=1e-5)
    assert drawn["rates"].get_xlim()[0] == 0


def test_a_rate_of_zero_has_a_hollow_dot(drawn):
    dots = [line for line in drawn["rates"].lines if line.get_marker() != "None"]
    hollow = [line for line in dots if line.get_markerfacecolor() == "white"]
    assert [line.get_xdata()[0] for line in hollow] == [0, 0, 0]
