"""What goes out to a spreadsheet comes back as it was."""

import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.cells import free_cell, guard_cell


@given(st.text("=+-@\t\n'a ", max_size=6))
def test_every_cell_comes_back(text):
    guarded = guard_cell(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\n"))
    assert free_cell(guarded) == text


@given(st.text(max_size=9))
def test_only_the_ends_of_lines_are_changed(text):
    assert free_cell(guard_cell(text)) == re.sub("\r\n|\r", "\n", text)


def test_apostrophes_of_the_text_stay():
    for text in ("'tis", "'", "''", "'Non-expansion'", "it's"):
        assert guard_cell(text) == free_cell(text) == text
    assert guard_cell("'-1") == "''-1"


def test_what_a_reader_typed_without_an_apostrophe_stays():
    assert [free_cell(text) for text in ("-1", "=A", "@x", "")] == ["-1", "=A", "@x", ""]


def test_numbers_are_left_alone():
    assert guard_cell(-1) == -1
    assert guard_cell(None) is None
