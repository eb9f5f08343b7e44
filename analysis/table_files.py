"""Read CSV, JSON Lines and Parquet files as columns of values, each row with its place in the file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from analysis.catalogue import delimiter_fault, read_rows, row_length_fault
from analysis.reading import CorpusError, file_bytes, file_text, half_character_fault, refuse

_EXACT = 2**53  # the whole numbers below are told apart by a decimal of usual size


class Table(NamedTuple):
    """Columns of a file by name, and where each row stands in it.

    In a CSV file the first row is 1 and empty rows count, as in a spreadsheet. In JSON Lines the row is the line. In
    Parquet rows count from 1.
    """

    columns: dict[str, list[Any]]
    rows: list[int]


def read_table(path: Path) -> Table:
    """Read a file of one table.

    Parameters
    ----------
    path : Path
        A .csv, .tsv, .jsonl, .ndjson or .parquet file.

    Returns
    -------
    Table
        Its columns; a value is what the file's format makes of it, and missing ones are None.

    Raises
    ------
    CorpusError
        When the file is cut off, has ragged rows, or is not what its name says.
    """
    return READERS[path.suffix.lower()](path)


def as_text(value: object) -> str:
    """A value of any column as text, empty when it is missing.

    Examples
    --------
    >>> [as_text(value) for value in ("a", None, 3, 3.0, 2.5, True, date(2024, 5, 2), ["b"])]
    ['a', '', '3', '3', '2.5', 'true', '2024-05-02', '["b"]']
    """
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float | Decimal) and -_EXACT < value < _EXACT and value == int(value):
        return str(int(value))  # a column of whole numbers of which one is missing holds decimals
    if isinstance(value, bool | int | float | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def parse_csv(path: Path, text: str, lines: int = 0) -> Table:
    """The table in a CSV or TSV file's text, before which, in messages, so many more lines stand."""
    delimiter = DELIMITERS[path.suffix.lower()]
    header, places, rows = read_rows(path, text, delimiter, lines)
    if not header:
        msg = f"{path}: is empty; the first row names the columns"
        raise CorpusError(msg)
    refuse([fault] if delimiter == "," and (fault := delimiter_fault(path, header)) else [])
    names = [name.strip() or f"column {number}" for number, name in enumerate(header, start=1)]
    refuse([f"{path}: column {name!r} stands twice; wanted once" for name in sorted(_repeated(names))])
    faults = [
        f"{path} line {place.line}: {fault}"
        for place, row in zip(places, rows, strict=True)
        if (fault := row_length_fault(header, row))
    ]
    refuse(faults)
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    values = {name: list(column) for name, column in zip(names, columns, strict=True)}
    return Table(values, [place.row for place in places])


def _repeated(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def parse_lines(path: Path, text: str, before: int = 0) -> Table:
    """The table in JSON Lines, one object a line, before which so many more lines stand; what one lacks is missing."""
    lines = text.removeprefix("\ufeff").split("\n")
    numbered = [(number, line) for number, line in enumerate(lines, start=1 + before) if line.strip()]
    entries, faults = [], []
    for row, line in numbered:
        entry, fault = _read_line(line)
        entries.append(entry)
        if fault:
            last = "; the file may be cut off" if row == numbered[-1][0] and "not JSON" in fault else ""
            faults.append(f"{path} line {row}: {fault}{last}")
    refuse(faults)
    names = dict.fromkeys(name for entry in entries for name in entry)
    rows = [row for row, _ in numbered]
    return Table({name: [entry.get(name) for entry in entries] for name in names}, rows)


def _read_line(line: str) -> tuple[dict[str, Any], str]:
    """The object of a line, and what is wrong with it: empty when nothing is."""
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        return {}, f"not JSON ({error.msg} at character {error.pos + 1}); wanted one object a line"
    except (RecursionError, ValueError) as error:  # the second: Python reads no number of thousands of digits
        reason = "too deep" if isinstance(error, RecursionError) else "a number too long"
        return {}, f"not JSON ({reason}); wanted one object a line"
    if not isinstance(entry, dict):
        return {}, f'found {line.strip()[:20]!r}; wanted one object a line, as {{"text": "…"}}'
    fault = half_character_fault(json.dumps(entry, ensure_ascii=False)) if "\\u" in line else ""
    return ({}, fault) if fault else (entry, "")


def _read_parquet(path: Path) -> Table:
    from pyarrow import ArrowException, parquet  # when first needed: it takes a tenth of a second

    try:
        file = parquet.ParquetFile(io.BytesIO(file_bytes(path)))
        names = file.schema_arrow.names
        refuse([f"{path}: column {name!r} stands twice; wanted once" for name in sorted(_repeated(names))])
        table = file.read()
        columns = {name: table[name].to_pylist() for name in names}
    except (ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:  # the last: a day after 9999
        raise parquet_fault(path, error) from None
    return Table(columns, list(range(1, len(table) + 1)))


def parquet_fault(path: Path, error: Exception) -> CorpusError:
    """What is said when a Parquet file cannot be read."""
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    return CorpusError(f"{path}: cannot be read as Parquet ({reason}); the file may be cut off: write it anew")


DELIMITERS = {".csv": ",", ".tsv": "\t"}
READERS: dict[str, Callable[[Path], Table]] = {
    **dict.fromkeys(DELIMITERS, lambda path: parse_csv(path, file_text(path))),
    **dict.fromkeys((".jsonl", ".ndjson"), lambda path: parse_lines(path, file_text(path))),
    ".parquet": _read_parquet,
}
