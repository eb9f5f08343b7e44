"""Load the documents of a corpus, checked against its catalogue."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

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
TRANSLATED = ("yes", "no", "unknown")
_MOST_FAULTS = 10  # in one message


class CorpusError(ValueError):
    """A corpus that cannot be used; the message names file, line, what was found and what is allowed."""


def load_documents(folder: Path | str) -> pd.DataFrame:
    """Load a folder of .txt files with its catalogue.csv.

    Parameters
    ----------
    folder : Path or str
        The folder. Its catalogue has one row per .txt file and the columns `doc_id, file, label, title,
        byline, outlet, translated, date_earliest, date_latest, date_basis, sha256`. All but doc_id, file, label
        and translated (yes, no or unknown) may be empty; without sha256 a file's bytes are not checked.

    Returns
    -------
    DataFrame
        One row per document, ordered by doc_id: the catalogue's columns (str; the two dates are
        `datetime64`, missing where the catalogue says nothing) and `text`, the file's text as it stands.

    Raises
    ------
    CorpusError
        When the folder or its catalogue is missing, when files and catalogue disagree, when a file's
        bytes are not those the catalogue was made for, or when a value is not allowed.
    """
    folder = Path(folder)
    catalogue = _read_catalogue(folder)
    _check_files(folder, catalogue["file"].tolist())
    catalogue["text"] = [_read_text(folder, row) for row in catalogue.itertuples()]
    for column in ("date_earliest", "date_latest"):
        catalogue[column] = pd.to_datetime(catalogue[column].replace("", None), format="%Y-%m-%d")
    return catalogue.sort_values("doc_id", ignore_index=True)[[*DOCUMENT_COLUMNS, "text"]]


def order_by_date(documents: pd.DataFrame) -> pd.DataFrame:
    """Order documents by their latest date, then their earliest, then doc_id; unknown dates come last."""
    return documents.sort_values(["date_latest", "date_earliest", "doc_id"], ignore_index=True)


def _read_catalogue(folder: Path) -> pd.DataFrame:
    """The catalogue as text columns, each value checked."""
    if not folder.is_dir():
        msg = f"{folder}: no such folder; [corpus] path in workbook.toml names a folder of .txt files"
        raise CorpusError(msg)
    path = folder / CATALOGUE
    if not path.is_file():
        msg = f"{path}: missing; it lists the articles, one row each"
        raise CorpusError(msg)
    header, lines, rows = _read_rows(path)
    _check_header(path, header)
    faults = [
        f"{path} line {line}: {fault}"
        for line, row in zip(lines, rows, strict=True)
        for fault in _row_faults(header, row)
    ]
    if not faults:
        catalogue = pd.DataFrame(rows, columns=header, dtype=str)
        faults = [f"{path} line {lines[row]}: {fault}" for row, fault in _repetitions(catalogue)]
    _refuse(faults)
    return catalogue


def _refuse(faults: list[str]) -> None:
    """End with all that is wrong, a line each, ten at most."""
    if faults:
        more = [f"and {len(faults) - _MOST_FAULTS} more like these"] if len(faults) > _MOST_FAULTS else []
        raise CorpusError("\n".join([*faults[:_MOST_FAULTS], *more]))


def _read_rows(path: Path) -> tuple[list[str], list[int], list[list[str]]]:
    """The header, the rows that are not empty, and the line of the file on which each of them begins."""
    header: list[str] | None = None
    lines, rows, begins = [], [], 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for row in reader:
                if header is None:
                    header = row
                elif row:
                    lines.append(begins)
                    rows.append(row)
                begins = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: cannot be read as UTF-8 CSV: {error}"
        raise CorpusError(msg) from None
    return header or [], lines, rows


def _check_header(path: Path, header: list[str]) -> None:
    """Refuse a catalogue whose columns are not those that are wanted."""
    wanted = [*DOCUMENT_COLUMNS, "sha256"]
    if sorted(header) == sorted(wanted):
        return
    if len(header) == 1 and (mark := next((mark for mark in ";\t|" if mark in header[0]), "")):
        msg = f"{path}: columns are parted by {mark!r}; part them by commas (in a spreadsheet: save as CSV, comma)"
        raise CorpusError(msg)
    missing, extra = sorted(set(wanted) - set(header)), sorted(set(header) - set(wanted))
    msg = f"{path}: columns missing: {', '.join(missing) or 'none'}; not known: {', '.join(extra) or 'none'}"
    raise CorpusError(msg)


def _row_faults(header: list[str], values: list[str]) -> Iterator[str]:
    """What is not allowed in a row."""
    if len(values) != len(header):
        advice = "; put a value with a comma in double quotes" if len(values) > len(header) else ""
        yield f"{len(values)} values; wanted {len(header)}, one per column{advice}"
        return
    row = dict(zip(header, values, strict=True))
    for column in ("doc_id", "file", "label"):
        if not row[column].strip():
            yield f"{column} is empty; every document needs one"
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


def _repetitions(catalogue: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Rows with a value that another row above them has, where each must have its own."""
    for column in ("doc_id", "file", "label"):
        for row, value in catalogue.loc[catalogue[column].duplicated(), column].items():
            yield int(str(row)), f"{column} {value!r} stands twice; wanted once"


def _check_files(folder: Path, named: list[str]) -> None:
    """Refuse a folder whose .txt files are not those of the catalogue."""
    present = {path.name for path in folder.glob("*.txt")}
    missing = [
        f"{folder / name}: missing, though {CATALOGUE} lists it; restore it or take its row out"
        for name in sorted(set(named) - present)
    ]
    extra = [
        f"{folder / name}: not in {CATALOGUE}; add a row for it or take the file out"
        for name in sorted(present - set(named))
    ]
    _refuse(missing + extra)
    if not named:
        msg = f"{folder / CATALOGUE}: no rows; a corpus needs at least one article"
        raise CorpusError(msg)


def _read_text(folder: Path, row: object) -> str:
    """The text of one document, its bytes checked against the catalogue."""
    path = folder / row.file  # type: ignore[attr-defined]
    content = path.read_bytes()
    found, wanted = hashlib.sha256(content).hexdigest(), row.sha256  # type: ignore[attr-defined]
    if wanted and found != wanted:
        msg = (
            f"{path}: not the file that {CATALOGUE} was made for: its sha256 is {found}, there it is {wanted}; "
            f"restore the file, put its sha256 into the catalogue, or leave that empty to have it unchecked"
        )
        raise CorpusError(msg)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8"
        raise CorpusError(msg) from None
