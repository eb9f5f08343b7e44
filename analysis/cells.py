"""Cells of a CSV that a spreadsheet opens as text, and the way back."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\n]")  # apostrophes before it too, or those of the text could not be told from ours
_GUARDED = re.compile(rf"'{_FORMULA.pattern}")


def guard_cell(cell: object) -> object:
    r"""Put an apostrophe before text that would start a formula.

    Parameters
    ----------
    cell : object
        A cell; only text is changed.

    Returns
    -------
    object
        The cell, which starts no formula; a line in it ends as the file's own do, so that it is quoted.

    Examples
    --------
    >>> [guard_cell(cell) for cell in ("=1+1", "a = b", "'tis", "a\r\nb", -1.5)]
    ["'=1+1", 'a = b', "'tis", 'a\nb', -1.5]
    """
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if _FORMULA.match(cell) else cell


def free_cell(cell: str) -> str:
    """Take away the apostrophe that `guard_cell` put before a cell, and no other.

    Examples
    --------
    >>> [free_cell(cell) for cell in ("'=1+1", "'tis", "-1", "''-1")]
    ['=1+1', "'tis", '-1', "'-1"]
    """
    return cell[1:] if _GUARDED.match(cell) else cell
