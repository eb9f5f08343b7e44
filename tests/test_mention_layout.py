"""Test where blocks, rows and the key of the mention chart stand."""

import numpy as np
import pytest

from analysis.mention_kinds import KINDS
from analysis.mention_layout import BETWEEN, lay_bars, lay_key, lay_squares, lay_totals, sum_kinds


def counts(*rows: int) -> np.ndarray:
    """Mentions of the first kind in each document."""
    return np.array([[n, *[0] * (len(KINDS) - 1)] for n in rows])


def test_squares_are_as_large_as_allowed_where_there_is_room():
    grid = lay_squares({"expansion": counts(3, 2)}, 5.0)
    assert grid.unit == 0.21
    assert [[block.frame for block in band.blocks] for band in grid.bands] == [["expansion"]]


def test_a_row_too_long_for_a_line_is_as_high_as_its_lines():
    grid = lay_squares({"expansion": counts(90, 1)}, 3.0)
    (band,) = grid.bands
    lines = -(-90 // grid.per_line)
    assert lines > 1
    assert band.rows[0] == pytest.approx(lines * grid.unit + grid.unit - 0.115)
    assert grid.per_line * grid.unit <= 3.0


def test_blocks_of_a_band_do_not_overlap():
    longest = {"expansion": 9, "guarantees": 12, "ultimatum": 1}
    grid = lay_squares({frame: counts(n, 1) for frame, n in longest.items()}, 5.0)
    assert {block.frame for band in grid.bands for block in band.blocks} == {*longest}
    for band in grid.bands:
        starts = [block.start for block in band.blocks]
        ends = [block.start + min(longest[block.frame], grid.per_line) * grid.unit for block in band.blocks]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))


def test_bars_share_one_scale_that_the_longest_fills():
    grid = lay_bars({"expansion": counts(1000, 10), "guarantees": counts(500, 0)}, 6.0)
    column = (6.0 + 0.3) / 2 - 0.3
    assert 0 < 1000 * grid.unit < column


def test_totals_stand_below_each_other_over_the_whole_room():
    grid = lay_totals({"expansion": counts(60), "guarantees": counts(30)}, 6.0)
    assert grid.unit == 6.0 / 60
    assert len(grid.bands) == 2
    assert grid.height == sum(band.head + sum(band.rows) + BETWEEN for band in grid.bands)


def test_the_key_names_the_kinds_that_occur_and_the_frames_that_do_not():
    key = lay_key({"expansion": counts(2)}, ["ultimatum"], 5.0)
    assert [item.kind for item in key] == [0, None]
    assert key[1].lines == ["Not mentioned: ultimatum"]


def test_opposed_and_reported_are_summed_over_kinds():
    assert sum_kinds(np.array([[1, 2, 4, 8]])) == ["6 opposed", "12 reported"]
