"""Where a source of documents can be cut, and how a piece of it is read.

A piece is about 25 MB: row groups of a Parquet file, a span of whole lines of a JSON Lines file, a span of whole
records of a CSV file, or some files of a folder. Reading one needs no other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.json as pajson
import pyarrow.parquet as pq

from analysis.catalogue import CATALOGUE
from analysis.corpus import CorpusError

_BLOCK = 1 << 24  # bytes that are looked at together
_QUOTE, _LINE_FEED = ord('"'), ord("\n")
_JSON = (".jsonl", ".ndjson", ".json")


class Source(NamedTuple):
    """Documents that are read a piece at a time.

    Attributes
    ----------
    path : Path or str
        A folder of .txt files, with a catalogue.csv or without, or one .parquet, .jsonl, .ndjson or .csv file.
    text, doc_id : str
        Columns of a file that hold a document's text and its name.
    byline, group : str
        Columns that hold its author and the group that its terms are counted in, such as its outlet; with "" none
        is read. The group of a file in a folder is a column of the catalogue.
    megabytes : float
        Size of a piece in a million bytes.
    """

    path: Path | str
    text: str = "text"
    doc_id: str = "doc_id"
    byline: str = ""
    group: str = ""
    megabytes: float = 25


class _File(NamedTuple):
    """A .txt file and what a catalogue says of it."""

    path: Path
    doc_id: str
    byline: str
    group: str


class Partition(NamedTuple):
    """A piece of a source: row groups of Parquet, bytes of JSON Lines or CSV, or files, from start to stop."""

    source: Source
    start: int
    stop: int
    files: tuple[_File, ...] = ()


class Batch(NamedTuple):
    """The documents of a partition, as columns."""

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
        When there is nothing of a known kind at the path, or no document.
    """
    path, size = Path(source.path), max(1, int(source.megabytes * 1e6))
    files: list[_File] = []
    if path.is_dir():
        files = _list_files(source)
        edges = _edges([file.path.stat().st_size for file in files], size)
    elif path.suffix == ".parquet" and path.is_file():
        metadata = pq.read_metadata(path)
        edges = _edges([metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups)], size)
    elif path.suffix in {*_JSON, ".csv"} and path.is_file():
        edges = list(_line_edges(path, size) if path.suffix in _JSON else _record_edges(path, size))
    else:
        msg = f"{path}: not there, or of no known kind; name a folder of .txt or a .csv, .jsonl or .parquet file"
        raise CorpusError(msg)
    if len(edges) < 2:
        msg = f"{path}: holds no document; name a source that does"
        raise CorpusError(msg)
    return [Partition(source, *span, tuple(files[slice(*span)])) for span in pairwise(edges)]


def read_partition(partition: Partition) -> Batch:
    """Read the documents of a partition.

    Parameters
    ----------
    partition : Partition
        As `cut_source` gives it.

    Returns
    -------
    Batch
        Names, texts, bylines and groups; a text that is missing is empty.

    Raises
    ------
    CorpusError
        When it cannot be read, or lacks a column.
    """
    source, start, stop, files = partition
    if files:
        return _read_files(files)
    path = Path(source.path)
    names = dict.fromkeys(filter(None, (source.doc_id, source.text, source.byline, source.group)))
    try:
        if path.suffix == ".parquet":
            with pq.ParquetFile(path) as file:
                table = file.read_row_groups(range(start, stop), columns=list(names))
        elif path.suffix in _JSON:
            table = _parse_json(_read_bytes(path, start, stop), list(names))
        else:
            table = _parse_csv(path, _read_bytes(path, start, stop), list(names))
    except (pa.ArrowInvalid, KeyError) as error:
        msg = f"{path}, from {start}: {str(error).strip()}"
        raise CorpusError(msg) from None
    if missing := [name for name in names if name not in table.column_names]:
        msg = f"{path}: no column {missing[0]!r}; it has {', '.join(table.column_names)}"
        raise CorpusError(msg)
    blank = [""] * len(table)
    columns = {name: pc.fill_null(table[name].cast(pa.large_string()), "").to_pylist() for name in names}
    byline, group = (columns.get(name, blank) for name in (source.byline, source.group))
    return Batch(columns[source.doc_id], columns[source.text], byline, group)


def _edges(sizes: list[int], wanted: int) -> list[int]:
    """Where to cut a row of things so that each piece is as large as wanted, or only just larger."""
    edges, held = [0], 0
    for number, size in enumerate(sizes, start=1):
        held += size
        if held >= wanted or number == len(sizes):
            edges.append(number)
            held = 0
    return edges


def _line_edges(path: Path, wanted: int) -> Iterator[int]:
    """Bytes at which lines start, as far apart as wanted."""
    end, place = path.stat().st_size, 0
    with path.open("rb") as file:
        while place < end:
            yield place
            file.seek(place + wanted - 1)
            file.readline()
            place = file.tell()
    yield end


def _record_edges(path: Path, wanted: int) -> Iterator[int]:
    """Bytes at which records of a CSV start: after a line end with an even number of quotation marks before it."""
    yield 0
    last, place, quotes = 0, 0, 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            data = np.frombuffer(block, dtype=np.uint8)
            ends = np.flatnonzero(data == _LINE_FEED)
            before = np.searchsorted(np.flatnonzero(data == _QUOTE), ends) + quotes
            starts = place + ends[before % 2 == 0] + 1
            while len(starts := starts[starts >= last + wanted]):
                last = int(starts[0])
                yield last
            place += len(block)
            quotes += int(np.count_nonzero(data == _QUOTE))
    if place > last:
        yield place


def _read_bytes(path: Path, start: int, stop: int) -> bytes:
    """A span of a file."""
    with path.open("rb") as file:
        file.seek(start)
        return file.read(stop - start)


def _parse_json(content: bytes, names: list[str]) -> pa.Table:
    """Columns of lines of JSON; only where one is no text, as a number for a name, are all columns read as they are."""
    read = pajson.ReadOptions(block_size=len(content) + 1, use_threads=False)
    schema = pa.schema([(name, pa.string()) for name in names])
    parse = pajson.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    try:
        table = pajson.read_json(io.BytesIO(content), read_options=read, parse_options=parse)
    except pa.ArrowInvalid:
        table = None
    if table is None or any(column.null_count == len(column) for column in table.columns):  # it may not be there at all
        table = pajson.read_json(io.BytesIO(content), read_options=read)
    return table


def _parse_csv(path: Path, content: bytes, names: list[str]) -> pa.Table:
    """Columns of records of CSV; the names of all columns stand in the file's first line."""
    with path.open("rb") as file:
        header = file.readline()
    content = content.removeprefix(header)
    types = pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), include_columns=names)
    read = pacsv.ReadOptions(block_size=len(header) + len(content) + 1, use_threads=False)
    parse = pacsv.ParseOptions(newlines_in_values=True)
    return pacsv.read_csv(io.BytesIO(header + content), read_options=read, parse_options=parse, convert_options=types)


def _list_files(source: Source) -> list[_File]:
    """The .txt files of a folder, by the names of their documents."""
    folder = Path(source.path)
    if not (folder / CATALOGUE).is_file():
        by_document = source.group == "doc_id"
        return [_File(file, file.stem, "", file.stem if by_document else "") for file in sorted(folder.glob("*.txt"))]
    names = dict.fromkeys(filter(None, ("doc_id", "file", "byline", source.group)))
    rows = _parse_csv(folder / CATALOGUE, (folder / CATALOGUE).read_bytes(), list(names)).to_pylist()
    files = [_File(folder / row["file"], row["doc_id"], row["byline"], row.get(source.group, "")) for row in rows]
    return sorted(files, key=lambda file: file.doc_id)


def _read_files(files: Sequence[_File]) -> Batch:
    """The documents of files."""
    texts = []
    for file in files:
        try:
            texts.append(file.path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError as error:
            msg = f"{file.path}: byte {error.start} is not UTF-8; save the file as UTF-8"
            raise CorpusError(msg) from None
    _, doc_ids, bylines, groups = map(list, zip(*files, strict=True))
    return Batch(doc_ids, texts, bylines, groups)
