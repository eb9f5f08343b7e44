"""Groups of rows get brackets that can be followed, or letters."""

import pytest

from analysis.brackets import bracket_rows, find_lanes, letter_rows


def test_groups_become_rows_in_order_and_lone_documents_fall_away():
    assert bracket_rows(["a", "b", "c", "d"], [["d", "b"], ["c", "a"], ["a"], ["b", "elsewhere"]]) == [[0, 2], [1, 3]]
    assert bracket_rows([], [["a", "b"]]) == []


def test_brackets_that_overlap_in_height_stand_side_by_side():
    assert find_lanes([[0, 1], [2, 3], [4, 5]]) == [0, 0, 0]
    assert find_lanes([[0, 9], [1, 4], [2, 3], [5, 6]]) == [0, 1, 2, 1]
    assert find_lanes([]) == []


@pytest.mark.parametrize(
    ("rows", "letters"),
    [
        ([], ""),
        ([[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11]], ""),  # six below one another
        ([[0, 5], [1, 4], [2, 3]], ""),  # three within each other
        ([[0, 7], [1, 6], [2, 5], [3, 4]], "ABCDDCBA"),  # four
        ([[0, 2], [1, 3]], "ABAB"),  # the arm of row 2 would cross the second bracket
        ([[0, 2, 4], [1, 5], [3, 6]], "ABACABC"),
        ([[number, number + 6] for number in range(6)], "ABCDEF" * 2),
        ([[number, number + 3, number + 6, number + 9] for number in range(3)], "ABC" * 4),
    ],
)
def test_letters_stand_for_brackets_that_would_cross_or_are_too_many(rows, letters):
    given = letter_rows(rows)
    assert "".join(given[row] for row in sorted(given)) == letters


def test_there_are_letters_for_any_number_of_groups():
    given = letter_rows([[number, number + 60] for number in range(60)])
    assert (given[25], given[26], given[59]) == ("Z", "A2", "H3")
    assert len(set(given.values())) == 60
