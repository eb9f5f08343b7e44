"""Which rows of a chart belong together, and how the chart says so: by brackets, or by letters where those cross."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

_MOST_LANES = 3  # brackets side by side
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def bracket_rows(doc_ids: Sequence[str] | pd.Series, groups: Sequence[Sequence[str]]) -> list[list[int]]:
    """Row numbers of the documents of each group; groups with fewer than two of the documents fall away.

    Parameters
    ----------
    doc_ids : sequence of str
        The documents, in the order of the rows.
    groups : sequence of sequence of str
        doc_ids of documents that share text.

    Returns
    -------
    list of list of int
        Row numbers from 0, ascending; the group that begins first comes first.

    Examples
    --------
    >>> bracket_rows(["a", "b", "c"], [["c", "a"], ["b", "elsewhere"]])
    [[0, 2]]
    """
    place = {doc_id: row for row, doc_id in enumerate(doc_ids)}
    rows = [sorted(place[doc_id] for doc_id in group if doc_id in place) for group in groups]
    return sorted(group for group in rows if len(group) > 1)


def find_lanes(rows: Sequence[Sequence[int]]) -> list[int]:
    """A lane per group, so that no bracket lies on another.

    Parameters
    ----------
    rows : sequence of sequence of int
        What `bracket_rows` returns.

    Returns
    -------
    list of int
        Numbers from 0, one per group.

    Examples
    --------
    >>> find_lanes([[0, 2], [1, 3], [4, 5]])
    [0, 1, 0]
    """
    ends: list[int] = []
    lanes = []
    for group in rows:
        lane = next((number for number, end in enumerate(ends) if end < group[0]), len(ends))
        ends[lane : lane + 1] = [group[-1]]
        lanes.append(lane)
    return lanes


def letter_rows(rows: Sequence[Sequence[int]]) -> dict[int, str]:
    """A letter for every row of a group, when brackets would cross or need more than three lanes.

    Parameters
    ----------
    rows : sequence of sequence of int
        What `bracket_rows` returns.

    Returns
    -------
    dict of int to str
        Letter by row number; rows of one group have one letter. Empty when brackets will do.

    Examples
    --------
    >>> letter_rows([[0, 2], [1, 3]])
    {0: 'A', 2: 'A', 1: 'B', 3: 'B'}
    >>> letter_rows([[0, 3], [1, 2], [4, 5]])
    {}
    """
    lanes = find_lanes(rows)
    placed = [*zip(lanes, rows, strict=True)]
    # an arm reaches to the right, where it meets every bracket of a higher lane that spans its row
    crossing = any(
        lane < other and group[0] < row < group[-1] for lane, arms in placed for row in arms for other, group in placed
    )
    if not crossing and max(lanes, default=0) < _MOST_LANES:
        return {}
    return {row: _letter(number) for number, group in enumerate(rows) for row in group}


def _letter(number: int) -> str:
    """A, B, … Z, A2, B2, …"""
    turn, place = divmod(number, len(_ALPHABET))
    return _ALPHABET[place] + (f"{turn + 1}" if turn else "")
