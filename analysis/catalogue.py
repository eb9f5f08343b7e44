"""Read the catalogue that describes a folder of articles, each checked against the other."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.reading import CorpusError, file_text, name_fault, refuse

CATALOGUE = "catalogue.csv"
DOCUMENT_COLUMNS = (
    "doc_id",
    "file",
    "label",
    "title",
    "byline",
    "outlet",
    "translated",
    "date_earliest",
    "date_latest",
    "date_basis",
)
OWN_COLUMNS = frozenset({*DOCUMENT_COLUMNS, "text", "row", "captions"})  # no metadata may bear these names
TRANSLATED = ("yes", "no", "unknown")


def read_catalogue(folder: Path) -> pd.DataFrame:
    """One row per article of a folder, checked against the files there."""
    catalogue = _read_rows(folder / CATALOGUE)
    _check_files(folder, catalogue["file"].tolist())
    return catalogue


class Place(NamedTuple):
    """Where a row of a CSV file stands: the line on which it begins, and its number, empty rows counted too."""

    line: int
    row: int


def read_rows(
    path: Path, text: str, delimiter: str = ",", before: int = 0
) -> tuple[list[str], list[Place], list[list[str]]]:
    r"""The header of a CSV file, the rows that are not empty, and where each of them stands.

    Parameters
    ----------
    path : Path
        The file, for messages.
    text : str
        What stands in it.
    delimiter : str
        What parts its columns.
    before : int
        How many more lines of the file stand before the text.

    Returns
    -------
    header : list of str
    places : list of Place
    rows : list of list of str

    Raises
    ------
    CorpusError
        When a quotation mark is not closed, or stands where it may not.

    Examples
    --------
    >>> header, places, rows = read_rows(Path("a.csv"), 'id,text\n1,"of two\nlines"\n\n2,b\n')
    >>> [tuple(place) for place in places], rows
    ([(2, 2), (5, 4)], [['1', 'of two\nlines'], ['2', 'b']])
    """
    header: list[str] = []
    places, rows, begins = [], [], 1 + before
    usual = csv.field_size_limit(2**31 - 1)  # an article may be longer than the 128 kB of the csv module
    try:
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
        for number, row in enumerate(reader, start=1):
            if not header:
                header = row
            elif row:
                places.append(Place(begins, number))
                rows.append(row)
            begins = reader.line_num + 1 + before
    except csv.Error as error:
        first = header or [text.partition("\n")[0]]
        refuse([fault] if delimiter == "," and (fault := delimiter_fault(path, first)) else [])
        msg = (
            f"{path} line {begins}: cannot be read as CSV ({error}); close every quotation mark, and double those "
            f"inside a value"
        )
        raise CorpusError(msg) from None
    finally:
        csv.field_size_limit(usual)
    return header, places, rows


def row_length_fault(header: list[str], values: list[str]) -> str:
    """What is wrong with the number of values in a row: empty when nothing is."""
    if len(values) == len(header):
        return ""
    advice = "; put a value with a comma in double quotes" if len(values) > len(header) else ""
    return f"{len(values)} values; wanted {len(header)}, one per column{advice}"


def delimiter_fault(path: Path, header: list[str]) -> str:
    """Whether the columns of a header are parted by something else than commas: empty when not."""
    alone = len(header) == 1 and "," not in header[0]
    mark = next((mark for mark in ";\t|" if alone and mark in header[0]), "")
    advice = "part them by commas (in a spreadsheet: save as CSV, comma)"
    return f"{path}: columns are parted by {mark!r}; {advice}" if mark else ""


def _read_rows(path: Path) -> pd.DataFrame:
    """The catalogue as text columns, each value checked."""
    header, places, rows = read_rows(path, file_text(path))
    _check_header(path, header)
    faults = [
        f"{path} line {place.line}: {fault}"
        for place, row in zip(places, rows, strict=True)
        for fault in _row_faults(header, row)
    ]
    if not faults:
        catalogue = pd.DataFrame(rows, columns=header, dtype=str)
        faults = [f"{path} line {places[row].line}: {fault}" for row, fault in repetitions(catalogue)]
    refuse(faults)
    return catalogue


def _check_header(path: Path, header: list[str]) -> None:
    """Refuse a catalogue that lacks a column, or has one of a name that stands for something else."""
    refuse([fault] if (fault := delimiter_fault(path, header)) else [])
    wanted = [*DOCUMENT_COLUMNS, "sha256"]
    missing, extra = sorted(set(wanted) - set(header)), sorted(set(header) - set(wanted))
    if missing:
        msg = f"{path}: columns missing: {', '.join(missing)}; not known: {', '.join(extra) or 'none'}"
        raise CorpusError(msg)
    repeated = sorted({name for name in header if header.count(name) > 1})
    refuse([f"{path}: column {name!r} stands twice; wanted once" for name in repeated])
    reserved = sorted({"", *OWN_COLUMNS} & set(extra))
    refuse([f"{path}: column {name!r}: the workbook uses this name itself; choose another" for name in reserved])


def _row_faults(header: list[str], values: list[str]) -> Iterator[str]:
    """What is not allowed in a row."""
    if fault := row_length_fault(header, values):
        yield fault
        return
    row = dict(zip(header, values, strict=True))
    for column in ("doc_id", "file", "label"):
        if not row[column].strip():
            yield f"{column} is empty; every document needs one"
        elif fault := name_fault(row[column]):
            yield f"{column} {fault}; write another"
    if row["doc_id"] == "all":
        yield "doc_id 'all' stands for all articles together; choose another"
    if Path(row["file"]).name != row["file"]:
        yield f"file {row['file']!r} is not a bare file name; articles lie beside {CATALOGUE}"
    if row["translated"] not in TRANSLATED:
        yield f"translated {row['translated']!r}; allowed: {', '.join(TRANSLATED)}"
    dates = [row[column] for column in ("date_earliest", "date_latest") if row[column]]
    wrong = [value for value in dates if not _is_date(value)]
    yield from (f"date {value!r} is not ISO (YYYY-MM-DD)" for value in wrong)
    if not wrong and dates != sorted(dates):
        yield f"date_earliest {dates[0]} is after date_latest {dates[1]}; check both"


def _is_date(value: str) -> bool:
    """Whether a value is a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def repetitions(table: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Rows with a value that another row above them has, where each must have its own."""
    for column in ("doc_id", "file", "label"):
        for row, value in table.loc[table[column].duplicated(), column].items():
            yield int(str(row)), f"{column} {value!r} stands twice; wanted once"


def _check_files(folder: Path, named: list[str]) -> None:
    """Refuse a folder whose .txt files are not those of the catalogue."""
    present = {path.name for path in folder.glob("*.txt") if not path.name.startswith(".")}
    missing = [
        f"{folder / name}: missing, though {CATALOGUE} lists it; restore it or take its row out"
        for name in sorted(set(named) - {path.name for path in folder.iterdir()})
    ]
    extra = [
        f"{folder / name}: not in {CATALOGUE}; add a row for it or take the file out"
        for name in sorted(present - set(named))
    ]
    refuse(missing + extra)
    if not named:
        msg = f"{folder / CATALOGUE}: no rows; a corpus needs at least one article"
        raise CorpusError(msg)


def check_bytes(path: Path, content: bytes, wanted: str) -> None:
    """Refuse the bytes of an article when they are not those that its catalogue was made for."""
    found = hashlib.sha256(content).hexdigest()
    if wanted and found != wanted:
        msg = (
            f"{path}: not the file that {CATALOGUE} was made for: its sha256 is {found}, there it is {wanted}; "
            f"restore the file, put its sha256 into the catalogue, or leave that empty to have it unchecked"
        )
        raise CorpusError(msg)
