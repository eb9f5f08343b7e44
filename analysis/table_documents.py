"""Make documents of tables that have one in each row."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue import DOCUMENT_COLUMNS, OWN_COLUMNS, TRANSLATED
from analysis.reading import CorpusError, in_one_line, name_fault, refuse
from analysis.table_files import Table, as_text, read_table

ROLES = ("text", "id", *DOCUMENT_COLUMNS[2:], "date")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_LABEL = 36  # characters of a title that name a row
_TRANSLATED = {"": "unknown", "true": "yes", "false": "no", **{word: word for word in TRANSLATED}}


def read_tables(root: Path, files: list[Path], columns: Mapping[str, str]) -> pd.DataFrame:
    """The documents of tables, under one another.

    Parameters
    ----------
    root : Path
        The folder that names of files start from.
    files : list of Path
        The tables.
    columns : mapping of str to str
        What a column holds (text, id, label, …) to its name, where that is another.

    Returns
    -------
    DataFrame
        The columns of documents, all text; then `row`, and what other columns there are.

    Raises
    ------
    CorpusError
        When a table cannot be read, has no text, or holds a value that is not allowed.
    """
    tables = [documents_of(root, file, read_table(file), columns) for file in files]
    documents = pd.concat(tables, ignore_index=True)
    if not len(documents):
        msg = f"{files[0]}: no rows; a corpus needs at least one article"
        raise CorpusError(msg)
    return name_documents(root, documents)


def name_documents(root: Path, documents: pd.DataFrame, before: int = 0, total: int = 0) -> pd.DataFrame:
    """Documents of tables with a name and a label each.

    Parameters
    ----------
    root : Path
        The folder that names of files start from.
    documents : DataFrame
        What `documents_of` gives, of one table or several.
    before, total : int
        Of a piece of a corpus: how many documents stand before it, and how many there are; by default it is all.

    Returns
    -------
    DataFrame
        The same rows, with doc_id: their own, or else numbers in the order of the files; and label: their own, or
        else the doc_id, or for a number the start of the title.
    """
    if "id" not in documents:
        documents["id"] = running_numbers(total or len(documents))[before : before + len(documents)]
    documents = documents.rename(columns={"id": "doc_id"})
    # of several files, one may lack a column that another has
    text_columns = [name for name in documents if name != "row"]
    documents[text_columns] = documents[text_columns].fillna("")
    refuse(_id_faults(root, documents))
    labels = documents["label"].map(in_one_line)
    own = documents["doc_id"].where(~documents["doc_id"].str.isdigit() | (documents["title"] == ""), documents["title"])
    documents["label"] = distinct(labels.where(labels != "", own.map(_shorten)))
    return documents


def documents_of(root: Path, file: Path, table: Table, columns: Mapping[str, str]) -> pd.DataFrame:
    """The documents of one table."""
    homes = find_homes(file, list(table.columns), columns)
    values = {role: list(map(as_text, table.columns[name])) for role, name in homes.items()}
    check_texts(file, homes["text"], table.columns[homes["text"]], table.rows)
    empty = [""] * len(table.rows)
    roles = {role: values.get(role, empty) for role in DOCUMENT_COLUMNS[2:]}
    if "date" in values:
        roles["date_earliest"] = roles["date_latest"] = values["date"]
    faults = [
        f"{file} row {row}: {fault}"
        for row, *cells in zip(table.rows, *(roles[role] for role in _CHECKED), strict=True)
        for fault in _value_faults(*cells)
    ]
    refuse(faults)
    documents = pd.DataFrame({**roles, "text": values["text"], "row": table.rows})
    documents["translated"] = [_TRANSLATED[value.lower()] for value in roles["translated"]]
    for column, last in (("date_earliest", False), ("date_latest", True)):
        documents[column] = [_day(value, last) for value in roles[column]]
    documents["file"] = file.relative_to(root).as_posix()
    if "id" in values:
        documents["id"] = values["id"]
    others = [name for name in table.columns if name not in {*OWN_COLUMNS, *ROLES, *homes.values()}]
    documents = documents.assign(**{name: list(map(as_text, table.columns[name])) for name in others})
    return documents.astype({name: int if name == "row" else str for name in documents})  # though there be no rows


_CHECKED = ("translated", "date_earliest", "date_latest")


def find_homes(file: Path, names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: the one that the settings name, else the one of that name, if there is one."""
    there = ", ".join(map(in_one_line, names)) or "none"
    refuse(
        [
            f"{file}: no column {name!r}, which workbook.toml names for {role}; "
            f"{_other_case(role, name, names) or f'its columns: {there}'}"
            for role, name in columns.items()
            if name not in names
        ]
    )
    homes = {role: columns.get(role, role) for role in ROLES if columns.get(role, role) in names}
    if "id" not in homes and "doc_id" in names:
        homes["id"] = "doc_id"
    if "date" not in columns and {"date_earliest", "date_latest"} & set(homes):
        homes.pop("date", None)
    if "text" not in homes:
        which = f'say in workbook.toml which one holds the articles: [corpus] text = "…"; its columns: {there}'
        msg = f"{file}: no column 'text'; {_other_case('text', 'text', names) or which}"
        raise CorpusError(msg)
    return homes


def _other_case(role: str, name: str, columns: Sequence[str]) -> str:
    """Advice where a column has the name in other letters, as Text for text: empty where none has.

    Examples
    --------
    >>> print(_other_case("text", "text", ["ID", "TEXT"]))
    there is a column 'TEXT'; write [corpus] text = "TEXT" in workbook.toml
    """
    found = next((other for other in columns if other.strip().lower() == name.strip().lower()), None)
    return f'there is a column {found!r}; write [corpus] {role} = "{found}" in workbook.toml' if found else ""


def check_texts(file: Path, name: str, values: Sequence[Any], rows: Sequence[int]) -> None:
    """Refuse a column of texts that holds something else."""
    refuse(
        [
            f"{file} row {row}: {name} is {as_text(value)[:30]!r}; wanted text"
            for row, value in zip(rows, values, strict=True)
            if not isinstance(value, str) and as_text(value)
        ]
    )


def _value_faults(translated: str, earliest: str, latest: str) -> Iterator[str]:
    """What is not allowed in a row."""
    if translated.lower() not in _TRANSLATED:
        yield f"translated {translated!r}; allowed: {', '.join(TRANSLATED)}"
    wrong = [value for value in dict.fromkeys((earliest, latest)) if value and not _day(value, last=False)]
    iso = "ISO (YYYY-MM-DD, YYYY-MM or YYYY); in a spreadsheet, give the column the format yyyy-mm-dd and save it anew"
    yield from (f"date {value!r} is not {iso}" for value in wrong)
    if not wrong and earliest and latest and _day(earliest, last=False) > _day(latest, last=True):
        yield f"date_earliest {earliest} is after date_latest {latest}; check both"


def _day(value: str, last: bool) -> str:
    """The first or last day of a date, a month or a year; empty when it is none.

    Examples
    --------
    >>> _day("2024-02", last=True), _day("2024", last=False), _day("2024-05-02T09:30:00Z", last=True)
    ('2024-02-29', '2024-01-01', '2024-05-02')
    >>> _day("2 May", last=True)
    ''
    """
    if not (found := _DAY.fullmatch(value.strip())):
        return ""
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    if not (1678 <= year <= 2261 and 1 <= month <= 12):  # what datetime64 can hold
        return ""
    days = calendar.monthrange(year, month)[1]
    day = int(found[3] or (days if last else 1))
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= days else ""


def running_numbers(count: int) -> list[str]:
    """Names for documents without any, in the order of the files: 01, 02, …"""
    width = len(str(count))
    return [f"{number:0{width}}" for number in range(1, count + 1)]


def _id_faults(root: Path, documents: pd.DataFrame) -> list[str]:
    """Names that are missing, stand twice, or mean something else."""
    faults, seen = [], {"all": ""}
    for doc_id, file, row in documents[["doc_id", "file", "row"]].itertuples(index=False):
        fault = ""
        if not doc_id.strip():
            fault = "id is empty; every document needs one, or take the column out"
        elif wrong := name_fault(doc_id):
            fault = f"id {wrong}; write another"
        elif doc_id == "all":
            fault = "id 'all' stands for all articles together; choose another"
        elif doc_id in seen:
            fault = f"id {doc_id!r} stands in {seen[doc_id]} too; wanted once"
        if fault:
            faults.append(f"{root / file} row {row}: {fault}")
        seen.setdefault(doc_id, f"{file} row {row}")
    return faults


def _shorten(title: str) -> str:
    """A title as the name of a row, cut between words.

    Examples
    --------
    >>> _shorten("Talks on security guarantees end without any result")
    'Talks on security guarantees end…'
    """
    title = in_one_line(title)
    return title if len(title) <= _LABEL else f"{title[:_LABEL].rpartition(' ')[0] or title[:_LABEL]}…"


def distinct(labels: pd.Series) -> list[str]:
    """Labels, each its own: where one stands twice, the later ones bear a number.

    Examples
    --------
    >>> distinct(pd.Series(["Herald", "Post", "Herald"]))
    ['Herald', 'Post', 'Herald (2)']
    """
    taken, made = set(labels), []
    counts: dict[str, int] = {}
    for label in labels:
        number = counts[label] = counts.get(label, 0) + 1
        name = label
        while number > 1 and (name := f"{label} ({number})") in taken:
            number += 1
        counts[label] = number
        taken.add(name)
        made.append(name)
    return made
