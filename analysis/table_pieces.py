"""Where a table's file can be cut, and how a piece of it is read: as the whole is read, only faster.

Arrow reads a piece. What it refuses is read again as `table_files` reads a whole file, which finds the place of a
fault, or knows how to name what Arrow does not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.json as pajson
import pyarrow.parquet as pq

from analysis.reading import CorpusError, decode, file_size
from analysis.table_files import DELIMITERS, Table, parquet_fault, parse_csv, parse_lines

_BLOCK = 1 << 24  # bytes that are looked at together
_QUOTE, _LINE_FEED = b'"', b"\n"
_FIRST_LINES = 1000  # of JSON Lines, which tell its columns


def column_names(path: Path) -> list[str]:
    """Names of a table's columns; of JSON Lines, those of its first thousand lines."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _metadata(path).schema.to_arrow_schema().names
    if suffix in DELIMITERS:
        return list(parse_csv(path, decode(path, _header(path))).columns)
    with path.open("rb") as file:
        lines = b"".join(islice(file, _FIRST_LINES))
    return list(parse_lines(path, decode(path, lines)).columns)


def table_size(path: Path) -> int:
    """Bytes of a table: of its file, or of what stands in a Parquet file."""
    if path.suffix.lower() != ".parquet":
        return file_size(path)
    metadata = _metadata(path)
    return sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))


def piece_edges(path: Path, wanted: int) -> list[int]:
    """Where to cut a table so that pieces are as large as wanted, in bytes, or only just larger.

    Parameters
    ----------
    path : Path
        The file.
    wanted : int
        Bytes of a piece.

    Returns
    -------
    list of int
        Row groups of Parquet, or bytes at which lines of JSON Lines or records of CSV start, and the end; fewer
        than two when there are no rows.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        metadata = _metadata(path)
        return size_edges([metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups)], wanted)
    return list(_record_edges(path, wanted) if suffix in DELIMITERS else _line_edges(path, wanted))


def read_piece(path: Path, start: int, stop: int, names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of a piece of a table.

    Parameters
    ----------
    path : Path
        The file.
    start, stop : int
        Two neighbours of what `piece_edges` gives.
    names : sequence of str
        The columns; one that is not there has no values, which are None.

    Returns
    -------
    dict of str to list
        Values as `table_files` gives them.

    Raises
    ------
    CorpusError
        When the piece is not what the file's name says.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        try:
            with pq.ParquetFile(path) as file:
                return file.read_row_groups(range(start, stop), columns=list(names)).to_pydict()
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise parquet_fault(path, error) from None
    with path.open("rb") as file:
        file.seek(start)
        content = file.read(stop - start)
    header = _header(path) if suffix in DELIMITERS else b""
    try:
        if 0 in content:
            raise pa.ArrowInvalid
        return _parse_csv(path, header, content, names) if header else _parse_json(content, names)
    except pa.ArrowInvalid:
        return _read_slowly(path, header, content, start, names)


def size_edges(sizes: list[int], wanted: int) -> list[int]:
    """Where to cut a row of things so that each piece is as large as wanted, or only just larger."""
    edges, held = [0], 0
    for number, size in enumerate(sizes, start=1):
        held += size
        if held >= wanted or number == len(sizes):
            edges.append(number)
            held = 0
    return edges


def _metadata(path: Path) -> pq.FileMetaData:
    """What a Parquet file says of itself."""
    try:
        return pq.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise parquet_fault(path, error) from None


def _header(path: Path) -> bytes:
    """The first record of a CSV file."""
    with path.open("rb") as file:
        header = file.readline()
        while header.count(_QUOTE) % 2 and (line := file.readline()):
            header += line
    return header


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
    last, place, quotes = len(_header(path)), 0, 0
    yield last
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            data = np.frombuffer(block, dtype=np.uint8)
            ends = np.flatnonzero(data == ord(_LINE_FEED))
            before = np.searchsorted(np.flatnonzero(data == ord(_QUOTE)), ends) + quotes
            starts = place + ends[before % 2 == 0] + 1
            while len(starts := starts[starts >= last + wanted]):
                last = int(starts[0])
                yield last
            place += len(block)
            quotes += block.count(_QUOTE)
    if place > last:
        yield place


def _parse_json(content: bytes, names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of lines of JSON: all of text, or, as names often are, of whole numbers."""
    read = pajson.ReadOptions(block_size=len(content) + 1, use_threads=False)
    for kind in (pa.string(), None):
        schema = pa.schema([(name, kind) for name in names]) if kind else None
        unknown = "ignore" if kind else "infer"
        parse = pajson.ParseOptions(explicit_schema=schema, unexpected_field_behavior=unknown)
        try:
            table = pajson.read_json(io.BytesIO(content), read_options=read, parse_options=parse)
        except pa.ArrowInvalid:
            if not kind:
                raise
            continue
        there = [name for name in names if name in table.column_names]
        kinds = [table.schema.field(name).type for name in there]
        if not all(map(_is_plain, kinds)):  # two numbers of one column may be written in two ways
            raise pa.ArrowInvalid
        return {name: table[name].to_pylist() if name in there else [None] * len(table) for name in names}
    raise pa.ArrowInvalid


def _is_plain(kind: pa.DataType) -> bool:
    """Whether a value of a kind can be written in one way only."""
    return pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_null(kind)


def _parse_csv(path: Path, header: bytes, content: bytes, names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of records of CSV."""
    own = list(parse_csv(path, decode(path, header)).columns)
    wanted = [name for name in names if name in own]
    read = pacsv.ReadOptions(block_size=len(content) + 1, use_threads=False, column_names=own)
    parse = pacsv.ParseOptions(newlines_in_values=True, delimiter=DELIMITERS[path.suffix.lower()])
    types = pacsv.ConvertOptions(column_types=dict.fromkeys(own, pa.string()), include_columns=wanted)
    columns = pacsv.read_csv(io.BytesIO(content), read, parse, types).to_pydict() if content.strip() else {}
    length = len(next(iter(columns.values()), ()))
    return {name: columns.get(name, [None] * length) for name in names}


def _read_slowly(path: Path, header: bytes, content: bytes, start: int, names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of a piece, read as a whole file is; a fault is named with its line and byte in the file."""

    def parse(lines: int, start: int) -> Table:
        text = decode(path, content, lines, start)
        if not header:
            return parse_lines(path, text, lines)
        return parse_csv(path, decode(path, header) + text, lines - header.count(_LINE_FEED))

    try:
        table = parse(0, 0)
    except CorpusError:
        table = parse(_count_lines(path, start), start)
    return {name: table.columns.get(name, [None] * len(table.rows)) for name in names}


def _count_lines(path: Path, stop: int) -> int:
    """How many lines end before a byte of a file."""
    with path.open("rb") as file:
        blocks = (file.read(min(_BLOCK, stop - place)) for place in range(0, stop, _BLOCK))
        return sum(block.count(_LINE_FEED) for block in blocks)
