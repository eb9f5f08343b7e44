"""A corpus of any kind, read a piece at a time.

What `load_documents` reads at once, this reads in pieces of some files, or of some rows of a table. The pieces one
behind the other are the same documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from analysis.catalogue import CATALOGUE, list_catalogued, read_listed
from analysis.corpus import CorpusError, in_form, read_articles, refuse_columns
from analysis.corpus_files import corpus_files
from analysis.partitions import Source, cut_source
from analysis.reading import file_bytes
from analysis.table_documents import documents_of, name_documents
from analysis.table_files import READERS, Table, parse_table

PIECE_MB = 25.0
_CUT = frozenset({".csv", ".jsonl", ".ndjson", ".parquet"})  # tables that can be cut; others are read whole


class Piece(NamedTuple):
    """Some documents of a corpus.

    Attributes
    ----------
    root : Path
        The folder that names of files start from.
    files : tuple of Path
        Articles, or the one table.
    listed : DataFrame or None
        What the catalogue says of the articles, where there is one.
    span : tuple of int
        Of a table, bytes or row groups from start to stop; (0, 0) is all of it.
    columns : dict of str to str
        What columns of a table hold, as in `load_documents`.
    rows_before, before, total : int
        Rows of the table that stand before the piece, documents of the corpus that do, and how many documents it has
        in all: known when all pieces have been gone through once.
    """

    root: Path
    files: tuple[Path, ...]
    listed: pd.DataFrame | None = None
    span: tuple[int, int] = (0, 0)
    columns: Mapping[str, str] = {}
    rows_before: int = 0
    before: int = 0
    total: int = 0

    @property
    def is_table(self) -> bool:
        """Whether its documents are rows of a table."""
        return self.listed is None and self.files[0].suffix.lower() in READERS


class Read(NamedTuple):
    """The documents of a piece, those of a table not yet named, and how many rows of its table it takes."""

    documents: pd.DataFrame
    rows: int


def size_of(path: Path) -> int:
    """Bytes of a corpus: of its files, or of what stands in a Parquet file."""
    if path.is_dir() and (path / CATALOGUE).exists():
        return sum(map(_size, path.glob("*.txt")))
    return sum(map(_size, corpus_files(path)[1]))


def cut_corpus(path: Path, columns: Mapping[str, str], megabytes: float = PIECE_MB) -> list[Piece]:
    """Cut a corpus into pieces.

    Parameters
    ----------
    path, columns
        As in `load_documents`.
    megabytes : float
        Size of a piece in a million bytes.

    Returns
    -------
    list of Piece
        The pieces, in order. No document is cut.

    Raises
    ------
    CorpusError
        When there is nothing to read, or a catalogue does not fit its files.
    """
    if path.is_dir() and (path / CATALOGUE).exists():
        refuse_columns(path, columns)
        listed = list_catalogued(path).sort_values("doc_id", ignore_index=True)
        files = [path / name for name in listed["file"]]
        return [Piece(path, tuple(files[a:b]), listed.iloc[a:b]) for a, b in _spans(files, megabytes)]
    root, files = corpus_files(path)
    if files[0].suffix.lower() not in READERS:
        refuse_columns(path, columns)
        return [Piece(root, tuple(files[a:b])) for a, b in _spans(files, megabytes)]
    return [Piece(root, (file,), None, span, columns) for file in files for span in _table_spans(file, megabytes)]


def read_piece(piece: Piece) -> Read:
    """Read the documents of a piece.

    Parameters
    ----------
    piece : Piece
        As `cut_corpus` gives it.

    Returns
    -------
    Read
        documents, all columns text, and rows.

    Raises
    ------
    CorpusError
        As `load_documents`; in a table that was cut, the message says from which byte on its lines are counted.
    """
    if piece.listed is not None:
        return Read(read_listed(piece.root, piece.listed), 0)
    if not piece.is_table:
        return Read(read_articles(piece.root, piece.files), 0)
    try:
        table, rows = _read_span(piece.files[0], *piece.span)
        table = table._replace(rows=[row + piece.rows_before for row in table.rows])
        return Read(documents_of(piece.root, piece.files[0], table, piece.columns), rows)
    except CorpusError as error:
        where = f" (counted from byte {piece.span[0]:,} of the file)" if piece.span[0] and not piece.rows_before else ""
        msg = f"{error}{where}"
        raise CorpusError(msg) from None


def name_piece(piece: Piece, documents: pd.DataFrame) -> pd.DataFrame:
    """Documents of a piece as `load_documents` gives them; `before` and `total` of the piece must be known."""
    if piece.is_table:
        documents = name_documents(piece.root, documents, piece.before, piece.total)
    return in_form(documents)


def count_on(pieces: Sequence[Piece], sizes: Sequence[tuple[int, int]]) -> list[Piece]:
    """Pieces that know what stands before them, from the documents and rows of each."""
    before = [0, *accumulate(n for n, _ in sizes)]
    placed, rows = [], dict.fromkeys((piece.files[0] for piece in pieces), 0)
    for piece, start, (_, n_rows) in zip(pieces, before, sizes, strict=False):
        placed.append(piece._replace(rows_before=rows[piece.files[0]], before=start, total=before[-1]))
        rows[piece.files[0]] += n_rows
    return placed


def _size(file: Path) -> int:
    """Bytes of a file, or of what stands in a Parquet file; 0 where it cannot be read, which reading it will say."""
    try:
        if file.suffix.lower() != ".parquet":
            return file.stat().st_size
        metadata = pq.read_metadata(file)
    except (OSError, ValueError):
        return 0
    return sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))


def _spans(files: Sequence[Path], megabytes: float) -> list[tuple[int, int]]:
    """Which files go together."""
    spans, start, held = [], 0, 0
    for number, file in enumerate(files, start=1):
        held += _size(file)
        if held >= megabytes * 1e6 or number == len(files):
            spans.append((start, number))
            start, held = number, 0
    return spans


def _table_spans(file: Path, megabytes: float) -> list[tuple[int, int]]:
    """Where a table is cut: small ones, and those that cannot be, are read whole."""
    if file.suffix.lower() not in _CUT or _size(file) <= megabytes * 1e6:
        return [(0, 0)]
    return [(part.start, part.stop) for part in cut_source(Source(file, megabytes=megabytes))]


def _read_span(file: Path, start: int, stop: int) -> tuple[Table, int]:
    """A piece of a table, and how many rows, or lines of JSON, it takes in the file."""
    kind = file.suffix.lower()
    if not stop:
        table = parse_table(file, file_bytes(file))
        return table, len(table.rows)
    if kind == ".parquet":
        with pq.ParquetFile(file) as opened:
            found = opened.read_row_groups(range(start, stop))
        columns = {name: found[name].to_pylist() for name in found.column_names}
        return Table(columns, list(range(1, len(found) + 1))), len(found)
    with file.open("rb") as opened:
        header = opened.readline() if start and kind == ".csv" else b""
        opened.seek(start)
        content = opened.read(stop - start)
    table = parse_table(file, header + content)
    return table, content.count(b"\n") if kind != ".csv" else len(table.rows)
