"""A corpus of any kind, read a piece at a time with all that is known of its documents.

What `load_documents` reads at once, this reads in pieces of some files, or of some rows of a table. The pieces one
behind the other are the same documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.articles import Article, list_articles, read_article
from analysis.corpus import CorpusError, in_form
from analysis.corpus_files import corpus_files
from analysis.reading import file_size
from analysis.table_documents import documents_of, find_homes, name_documents
from analysis.table_pieces import column_names, piece_edges, read_piece, size_edges, table_size

PIECE_MB = 25.0


class Piece(NamedTuple):
    """Some documents of a corpus.

    Attributes
    ----------
    root : Path
        The folder that names of files start from.
    articles : tuple of Article
        Articles in files of their own; none when the piece is of a table.
    file : Path
        The table.
    start, stop : int
        Where the piece stands in it, as `piece_edges` gives it.
    names : tuple of str
        Its columns.
    columns : mapping of str to str
        What they hold, as in `load_documents`.
    rows_before : int
        How many rows of the table stand before the piece, its header and empty ones too.
    before, total : int
        How many documents of the corpus do, and how many it has in all: known when all pieces have been gone through
        once.
    """

    root: Path
    articles: tuple[Article, ...] = ()
    file: Path = Path()
    start: int = 0
    stop: int = 0
    names: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}
    rows_before: int = 0
    before: int = 0
    total: int = 0


def size_of(path: Path) -> int:
    """Bytes of a corpus: of its files, or of what stands in a Parquet file."""
    articles = list_articles(path, {})
    return sum(file_size(one.file) for one in articles) if articles else sum(map(table_size, corpus_files(path)[1]))


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
        When there is nothing to read, a catalogue does not fit its files, or a table lacks a column.
    """
    wanted = max(1, int(megabytes * 1e6))
    if articles := list_articles(path, columns):
        edges = size_edges([file_size(one.file) for one in articles], wanted)
        return [Piece(path, tuple(articles[slice(*span)])) for span in pairwise(edges)]
    root, files = corpus_files(path)
    pieces = [
        Piece(root, (), file, start.place, stop.place, names, columns, start.rows)
        for file in files
        for names in [_check_columns(file, columns)]
        for start, stop in pairwise(piece_edges(file, wanted))
    ]
    if not pieces:
        msg = f"{files[0]}: no rows; a corpus needs at least one article"
        raise CorpusError(msg)
    return pieces


def _check_columns(file: Path, columns: Mapping[str, str]) -> tuple[str, ...]:
    """Names of a table's columns, which have what the settings name."""
    names = tuple(column_names(file))
    find_homes(file, names, columns)
    return names


def read_documents(piece: Piece) -> pd.DataFrame:
    """Read the documents of a piece.

    Parameters
    ----------
    piece : Piece
        As `cut_corpus` gives it.

    Returns
    -------
    DataFrame
        One row per document, all columns text; those of a table have no names yet.

    Raises
    ------
    CorpusError
        As `load_documents`.
    """
    if piece.articles:
        return pd.DataFrame(list(map(read_article, piece.articles)), dtype=str)
    table = read_piece(piece.file, piece.start, piece.stop, piece.rows_before, piece.names)
    return documents_of(piece.root, piece.file, table, piece.columns)


def name_piece(piece: Piece, documents: pd.DataFrame) -> pd.DataFrame:
    """Documents of a piece as `load_documents` gives them; `before` and `total` of the piece must be known."""
    if not piece.articles:
        documents = name_documents(piece.root, documents, piece.before, piece.total)
    return in_form(documents)


def count_on(pieces: Sequence[Piece], sizes: Sequence[int]) -> list[Piece]:
    """Pieces that know what stands before them, from the number of documents in each."""
    before = [0, *accumulate(sizes)]
    return [piece._replace(before=start, total=before[-1]) for piece, start in zip(pieces, before, strict=False)]
