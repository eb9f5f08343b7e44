"""Where a corpus can be cut, and how a piece of it is read.

A piece is about 25 MB: row groups of a Parquet file, a span of whole lines of a JSON Lines file, a span of whole
records of a CSV file, or some articles in files of their own. Reading one needs no other, and gives the documents
that loading the whole corpus would.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from analysis.articles import Article, list_articles, read_article
from analysis.corpus_files import corpus_files
from analysis.reading import CorpusError, file_size
from analysis.table_documents import check_texts, find_homes
from analysis.table_files import as_text
from analysis.table_pieces import column_names, piece_edges, read_piece, size_edges


class Source(NamedTuple):
    """Documents that are read a piece at a time.

    Attributes
    ----------
    path : Path or str
        What `[corpus] path` in the settings may name: a folder of articles, with a catalogue.csv or without, one
        CSV, JSON Lines or Parquet file, or a glob of files.
    columns : mapping of str to str, optional
        For tables whose columns have other names, as for `load_documents`: {"text": "body"}.
    group : str
        The column whose values the terms are counted by, such as outlet; with "" all are counted together.
    megabytes : float
        Size of a piece in a million bytes.
    """

    path: Path | str
    columns: Mapping[str, str] | None = None
    group: str = ""
    megabytes: float = 25


class Partition(NamedTuple):
    """A piece of a source: of a table from start to stop, with the columns that hold what is read, or articles."""

    group: str
    file: Path | None
    start: int
    stop: int
    homes: Mapping[str, str]
    articles: tuple[Article, ...] = ()


class Batch(NamedTuple):
    """The documents of a partition, as columns; a table without a column of names gives empty ones."""

    doc_ids: list[str]
    texts: list[str]
    bylines: list[str]
    groups: list[str]


def cut_source(source: Source) -> list[Partition]:
    """Say where a source is cut.

    Parameters
    ----------
    source : Source
        The documents.

    Returns
    -------
    list of Partition
        Its pieces, in order. A row group of Parquet is never cut, nor a document.

    Raises
    ------
    CorpusError
        When there is nothing to read at the path, no document, or no column of that name.
    """
    path, columns, size = Path(source.path), source.columns or {}, max(1, int(source.megabytes * 1e6))
    if articles := list_articles(path, columns):
        edges = size_edges([file_size(article.file) for article in articles], size)
        return [Partition(source.group, None, *span, {}, tuple(articles[slice(*span)])) for span in pairwise(edges)]
    _, files = corpus_files(path)
    partitions = [
        Partition(source.group, file, *span, homes)
        for file in files
        for homes in [_find_columns(file, columns, source.group)]
        for span in pairwise(piece_edges(file, size))
    ]
    if not partitions:
        msg = f"{files[0]}: no rows; a corpus needs at least one article"
        raise CorpusError(msg)
    return partitions


def read_partition(partition: Partition) -> Batch:
    """Read the documents of a partition.

    Parameters
    ----------
    partition : Partition
        As `cut_source` gives it.

    Returns
    -------
    Batch
        Names, texts, bylines and groups; what is missing is empty.

    Raises
    ------
    CorpusError
        When it cannot be read, or holds a value that is not allowed.
    """
    group, file, start, stop, homes, articles = partition
    if file is None:
        documents = [read_article(article) for article in articles]
        if group and group not in documents[0]:
            msg = f"{articles[0].file}: no column {group!r} to group by; there are: {', '.join(documents[0])}"
            raise CorpusError(msg)
        names = ("doc_id", "text", "byline", group)
        return Batch(*([document.get(name, "") for document in documents] for name in names))
    columns = read_piece(file, start, stop, list(dict.fromkeys(homes.values())))
    texts = columns[homes["text"]]
    check_texts(file, homes["text"], texts, range(1, len(texts) + 1))
    blank = [None] * len(texts)
    roles = ("id", "text", "byline", "group")
    return Batch(*(list(map(as_text, columns.get(homes.get(role, ""), blank))) for role in roles))


def _find_columns(file: Path, columns: Mapping[str, str], group: str) -> dict[str, str]:
    """The columns of a table that are read, by what they hold."""
    names = column_names(file)
    homes = find_homes(file, names, columns)
    wanted: dict[str, str] = {role: homes[role] for role in ("id", "text", "byline") if role in homes}
    if not group:
        return wanted
    home = homes.get("id" if group == "doc_id" else group, group)
    if home not in names:
        msg = f"{file}: no column {home!r} to group by; its columns: {', '.join(names)}"
        raise CorpusError(msg)
    return {**wanted, "group": home}
