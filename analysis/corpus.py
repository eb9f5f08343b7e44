"""Load the documents of a corpus, checked against its catalogue."""

from __future__ import annotations

import csv
import hashlib
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


class CorpusError(ValueError):
    """A corpus that cannot be used; the message names file, row, what was found and what is allowed."""


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
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file, strict=True)) or [[]]
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: cannot be read as UTF-8 CSV: {error}"
        raise CorpusError(msg) from None
    wanted = [*DOCUMENT_COLUMNS, "sha256"]
    if sorted(header) != sorted(wanted):
        if len(header) == 1 and (mark := next((mark for mark in ";\t|" if mark in header[0]), "")):
            msg = f"{path}: columns are parted by {mark!r}; part them by commas (in a spreadsheet: save as CSV, comma)"
            raise CorpusError(msg)
        missing, extra = sorted(set(wanted) - set(header)), sorted(set(header) - set(wanted))
        msg = f"{path}: columns missing: {', '.join(missing) or 'none'}; not known: {', '.join(extra) or 'none'}"
        raise CorpusError(msg)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            msg = f"{path} row {number}: {len(row)} values; wanted {len(header)}, one per column"
            raise CorpusError(msg)
        _check_row(f"{path} row {number}", dict(zip(header, row, strict=True)))
    catalogue = pd.DataFrame(rows, columns=header, dtype=str)
    for column in ("doc_id", "file", "label"):
        if (repeated := catalogue[column][catalogue[column].duplicated()]).size:
            msg = f"{path} row {repeated.index[0] + 2}: {column} {repeated.iloc[0]!r} stands twice; wanted once"
            raise CorpusError(msg)
    return catalogue


def _check_row(place: str, row: dict[str, str]) -> None:
    """Refuse a row whose values are not allowed."""
    for column in ("doc_id", "file", "label"):
        if not row[column].strip():
            msg = f"{place}: {column} is empty; every document needs one"
            raise CorpusError(msg)
    if row["doc_id"] == "all":
        msg = f"{place}: doc_id 'all' stands for all articles together; choose another"
        raise CorpusError(msg)
    if Path(row["file"]).name != row["file"]:
        msg = f"{place}: file {row['file']!r} is not a bare file name; articles lie beside {CATALOGUE}"
        raise CorpusError(msg)
    if row["translated"] not in TRANSLATED:
        msg = f"{place}: translated {row['translated']!r}; allowed: {', '.join(TRANSLATED)}"
        raise CorpusError(msg)
    earliest, latest = (_parse_date(place, row[column]) for column in ("date_earliest", "date_latest"))
    if earliest and latest and earliest > latest:
        msg = f"{place}: date_earliest {earliest} is after date_latest {latest}; exchange them"
        raise CorpusError(msg)


def _parse_date(place: str, value: str) -> date | None:
    """An ISO date, or nothing for an empty value."""
    try:
        found = date.fromisoformat(value) if value else None
    except ValueError:
        found = date.min
    if found and found.isoformat() != value:
        msg = f"{place}: date {value!r} is not ISO (YYYY-MM-DD)"
        raise CorpusError(msg)
    return found


def _check_files(folder: Path, named: list[str]) -> None:
    """Refuse a folder whose .txt files are not those of the catalogue."""
    present = {path.name for path in folder.glob("*.txt")}
    if missing := sorted(set(named) - present):
        msg = f"{folder / missing[0]}: missing, though {CATALOGUE} lists it; restore it or take its row out"
        raise CorpusError(msg)
    if extra := sorted(present - set(named)):
        msg = f"{folder / extra[0]}: not in {CATALOGUE}; add a row for it or take the file out"
        raise CorpusError(msg)
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
