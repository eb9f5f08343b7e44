"""Read what counting needs of a corpus, a piece at a time: names, texts, bylines and groups.

A piece is about 25 MB: row groups of a Parquet file, a span of whole lines of a JSON Lines file, a span of whole
records of a CSV file, or some articles in files of their own. Reading one needs no other, and gives the documents
that loading the whole corpus would.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from analysis.articles import read_article
from analysis.pieces import PIECE_MB, Piece, cut_corpus
from analysis.reading import CorpusError
from analysis.table_documents import check_texts, find_homes
from analysis.table_files import as_text
from analysis.table_pieces import read_piece


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
    megabytes: float = PIECE_MB


class Partition(NamedTuple):
    """A piece of a source, the column to group by, and of a table the columns that are read, by what they hold."""

    group: str
    piece: Piece
    homes: Mapping[str, str]


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
    homes: dict[Path, dict[str, str]] = {}
    partitions = []
    for piece in cut_corpus(Path(source.path), source.columns or {}, source.megabytes):
        if piece.file not in homes:
            homes[piece.file] = {} if piece.articles else _find_columns(piece, source.group)
        partitions.append(Partition(source.group, piece, homes[piece.file]))
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
    group, piece, homes = partition
    if piece.articles:
        documents = [read_article(article) for article in piece.articles]
        if group and group not in documents[0]:
            msg = f"{piece.articles[0].file}: no column {group!r} to group by; there are: {', '.join(documents[0])}"
            raise CorpusError(msg)
        names = ("doc_id", "text", "byline", group)
        return Batch(*([document.get(name, "") for document in documents] for name in names))
    wanted = list(dict.fromkeys(homes.values()))
    columns, rows = read_piece(piece.file, piece.start, piece.stop, piece.rows_before, wanted)
    texts = columns[homes["text"]]
    check_texts(piece.file, homes["text"], texts, rows)
    blank = [None] * len(texts)
    roles = ("id", "text", "byline", "group")
    return Batch(*(list(map(as_text, columns.get(homes.get(role, ""), blank))) for role in roles))


def _find_columns(piece: Piece, group: str) -> dict[str, str]:
    """The columns of a table that are read, by what they hold."""
    file, names = piece.file, piece.names
    homes = find_homes(file, names, piece.columns)
    wanted: dict[str, str] = {role: homes[role] for role in ("id", "text", "byline") if role in homes}
    if not group:
        return wanted
    home = homes.get("id" if group == "doc_id" else group, group)
    if home not in names:
        msg = f"{file}: no column {home!r} to group by; its columns: {', '.join(names)}"
        raise CorpusError(msg)
    return {**wanted, "group": home}
