"""Load the documents of a corpus: a folder of articles, or tables with an article in each row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.catalogue import CATALOGUE, DOCUMENT_COLUMNS, read_catalogued
from analysis.corpus_files import corpus_files
from analysis.pages import PAGES, read_page
from analysis.reading import CorpusError, file_bytes, file_text
from analysis.table_documents import read_tables
from analysis.table_files import READERS

__all__ = ["DOCUMENT_COLUMNS", "CorpusError", "load_documents", "order_by_date"]

_READ_FROM_PAGE = "as the page says"


def load_documents(path: Path | str, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Load the documents of a corpus.

    Parameters
    ----------
    path : Path or str
        A folder, a file, or a glob of files (`*` for any letters, `**` for any folders):

        - A folder of .txt files with a catalogue.csv. Its catalogue has one row per file and the columns
          `doc_id, file, label, title, byline, outlet, translated, date_earliest, date_latest, date_basis, sha256`.
          All but doc_id, file, label and translated (yes, no or unknown) may be empty; without sha256 a file's
          bytes are not checked. Other columns are kept as they are.
        - A folder of .txt files without one, or web pages (.html, which takes the package trafilatura). A
          document's name is that of its file.
        - A CSV, JSON Lines or Parquet file with one row per document, the text in a column `text`. Columns named
          id, label, title, byline, outlet, translated, date, date_earliest, date_latest and date_basis are used as
          in a catalogue; none has to be there. Other columns are kept, as text.
    columns : mapping of str to str, optional
        For tables whose columns have other names: {"text": "body"} says that the text stands in body.

    Returns
    -------
    DataFrame
        One row per document, ordered by doc_id: `doc_id, file, label, title, byline, outlet, translated,
        date_earliest, date_latest, date_basis` (str; the two dates are `datetime64`, missing where nothing is
        said), then `text` as it stands in the file, then `row`, the row of a table's file, then other columns.

    Raises
    ------
    CorpusError
        When there is nothing to read, when a file is not what its name says, when files and catalogue disagree,
        or when a value is not allowed. The message names file and line, what was found and what to do.
    """
    path = Path(path)
    try:
        documents = _read_documents(path, columns or {})
    except OSError as error:  # a folder without rights, a name that is too long
        msg = f"{error.filename or path}: cannot be read ({error.strerror}); mend it, or name another one"
        raise CorpusError(msg) from None
    _check_words(path, documents["text"])
    for column in ("date_earliest", "date_latest"):
        documents[column] = pd.to_datetime(documents[column].replace("", None), format="%Y-%m-%d")
    others = sorted(set(documents) - {*DOCUMENT_COLUMNS, "text", "row"}, key=list(documents).index)
    own = [*DOCUMENT_COLUMNS, "text", *(["row"] if "row" in documents else [])]
    return documents.sort_values("doc_id", ignore_index=True)[[*own, *others]]


def order_by_date(documents: pd.DataFrame) -> pd.DataFrame:
    """Order documents by their latest date, then their earliest, then doc_id; unknown dates come last."""
    return documents.sort_values(["date_latest", "date_earliest", "doc_id"], ignore_index=True)


def _read_documents(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    """The documents as their files have them, all columns text."""
    if path.is_dir() and (path / CATALOGUE).exists():
        _refuse_columns(path, columns)
        return read_catalogued(path)
    root, files = corpus_files(path)
    if files[0].suffix.lower() in READERS:
        return read_tables(root, files, columns)
    _refuse_columns(path, columns)
    documents = pd.DataFrame([_read_article(root, file) for file in files], dtype=str)
    _check_names(root, documents)
    return documents


def _refuse_columns(path: Path, columns: Mapping[str, str]) -> None:
    """Refuse names of columns where there are none."""
    if columns:
        (role, name), *_ = columns.items()
        msg = f"{path}: {role} = {name!r} in workbook.toml names a column, but these are articles; take it out"
        raise CorpusError(msg)


def _check_names(root: Path, documents: pd.DataFrame) -> None:
    """Refuse articles whose files differ in their endings only, and the name of all articles together."""
    names = documents["doc_id"]
    for name in names[names.duplicated()].head(1):
        files = documents.loc[names == name, "file"].tolist()
        msg = f"{root}: {' and '.join(files)} have one name; a document needs a name of its own: rename one of them"
        raise CorpusError(msg)
    for file in documents.loc[names == "all", "file"]:
        msg = f"{root}: {file}: 'all' stands for all articles together; rename the file"
        raise CorpusError(msg)


def _check_words(path: Path, texts: pd.Series) -> None:
    """Refuse a corpus in which nothing can be counted."""
    if not any(any(map(str.isalnum, text)) for text in texts):
        msg = f"{path}: no word in any document; there is nothing to count"
        raise CorpusError(msg)


def _read_article(root: Path, file: Path) -> dict[str, str]:
    """A document from a file of its own, named after it."""
    name = file.relative_to(root)
    document = dict.fromkeys([*DOCUMENT_COLUMNS, "text"], "")
    document |= {"doc_id": name.with_suffix("").as_posix(), "file": name.as_posix(), "translated": "unknown"}
    document["label"] = document["doc_id"]
    if file.suffix.lower() not in PAGES:
        return {**document, "text": file_text(file)}
    page = read_page(file, file_bytes(file))
    day = page.pop("date")
    return {**document, **page, "date_earliest": day, "date_latest": day, "date_basis": _READ_FROM_PAGE if day else ""}
