"""Load the documents of a corpus: a folder of articles, or tables with an article in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.articles import list_articles, read_article
from analysis.catalogue import DOCUMENT_COLUMNS
from analysis.corpus_files import corpus_files
from analysis.reading import CorpusError
from analysis.table_documents import read_tables

__all__ = ["DOCUMENT_COLUMNS", "CorpusError", "load_documents", "order_by_date"]


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
    documents = _read_documents(path, columns or {})
    check_words(path, documents["text"])
    return in_form(documents).sort_values("doc_id", ignore_index=True)


def in_form(documents: pd.DataFrame) -> pd.DataFrame:
    """Documents with their dates as dates and their columns in order, as `load_documents` gives them."""
    dates = {
        column: pd.to_datetime(documents[column].replace("", None), format="%Y-%m-%d")
        for column in ("date_earliest", "date_latest")
    }
    others = sorted(set(documents) - {*DOCUMENT_COLUMNS, "text", "row"}, key=list(documents).index)
    own = [*DOCUMENT_COLUMNS, "text", *(["row"] if "row" in documents else [])]
    return documents.assign(**dates)[[*own, *others]]


def order_by_date(documents: pd.DataFrame) -> pd.DataFrame:
    """Order documents by their latest date, then their earliest, then doc_id; unknown dates come last."""
    return documents.sort_values(["date_latest", "date_earliest", "doc_id"], ignore_index=True)


def _read_documents(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    """The documents as their files have them, all columns text."""
    if articles := list_articles(path, columns):
        return pd.DataFrame([read_article(article) for article in articles], dtype=str)
    return read_tables(*corpus_files(path), columns)


def check_words(path: Path, texts: Iterable[str]) -> None:
    """Refuse a corpus in which nothing can be counted."""
    if not any(any(map(str.isalnum, text)) for text in texts):
        msg = f"{path}: no word in any document; there is nothing to count"
        raise CorpusError(msg)
