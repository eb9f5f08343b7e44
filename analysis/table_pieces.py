"""Where a table's file can be cut, and how a piece of it is read: as the whole is read, only faster.

Arrow reads a piece. What it refuses is read again as `table_files` reads a whole file, which finds the place of a
fault, or knows how to name what Arrow does not.
"""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.json as pajson
import pyarrow.parquet as pq

from analysis.reading import CorpusError, decode, file_size
from analysis.table_files import DELIMITERS, Table, parquet_fault, parse_csv, parse_lines

_BLOCK = 1 << 24  # bytes that are looked at together
_QUOTE, _LINE_FEED = b'"', b"\n"


class Edge(NamedTuple):
    """Where a table can be cut, as `read_piece` takes it, and how many of its rows, empty ones too, stand before."""

    place: int
    rows: int


def column_names(path: Path) -> list[str]:
    """Names of a table's columns; of JSON Lines, those of all its lines."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _metadata(path).schema.to_arrow_schema().names
    if suffix in DELIMITERS:
        return list(parse_csv(path, decode(path, _header(path))).columns)
    names: dict[str, None] = {}
    count = place = 0
    with path.open("rb") as file:
        while lines := file.readlines(_BLOCK):
            content = b"".join(lines)
            names |= dict.fromkeys(parse_lines(path, decode(path, content, count, place), count).columns)
            count, place = count + len(lines), place + len(content)
    return list(names)


def table_size(path: Path) -> int:
    """Bytes of a table: of its file, or of what stands in a Parquet file."""
    if path.suffix.lower() != ".parquet":
        return file_size(path)
    metadata = _metadata(path)
    return sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))


def piece_edges(path: Path, wanted: int) -> list[Edge]:
    """Where to cut a table so that pieces are as large as wanted, in bytes, or only just larger.

    Parameters
    ----------
    path : Path
        The file.
    wanted : int
        Bytes of a piece.

    Returns
    -------
    list of Edge
        Row groups of Parquet, or bytes at which lines of JSON Lines or records of CSV start, and the end; fewer
        than two when there are no rows.
    """
    if path.suffix.lower() != ".parquet":
        return list(_record_edges(path, wanted))
    metadata = _metadata(path)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    before = [0, *accumulate(group.num_rows for group in groups)]
    return [Edge(place, before[place]) for place in size_edges([group.total_byte_size for group in groups], wanted)]


def read_piece(path: Path, start: int, stop: int, rows_before: int, names: Sequence[str]) -> Table:
    """A piece of a table.

    Parameters
    ----------
    path : Path
        The file.
    start, stop, rows_before : int
        Places of two neighbours of what `piece_edges` gives, and the rows of the first.
    names : sequence of str
        The columns; one that is not there has no values, which are None.

    Returns
    -------
    Table
        Values and numbers of rows as `table_files` gives them.

    Raises
    ------
    CorpusError
        When the piece is not what the file's name says.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        try:
            with pq.ParquetFile(path) as file:
                groups = file.read_row_groups(range(start, stop), columns=list(names))
                return Table(groups.to_pydict(), list(range(rows_before + 1, rows_before + 1 + len(groups))))
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise parquet_fault(path, error) from None
    with path.open("rb") as file:
        file.seek(start)
        content = file.read(stop - start)
    header = _header(path) if suffix in DELIMITERS else b""
    try:
        if 0 in content or (start and content.startswith(BOM_UTF8)):  # Arrow drops such a mark, wherever a piece starts
            raise pa.ArrowInvalid
        columns = _parse_csv(path, header, content, names) if header else _parse_json(content, names)
        length = len(next(iter(columns.values()), ()))
        return Table(columns, _number_rows(content, rows_before, length, quoted=bool(header)))
    except pa.ArrowInvalid:
        table = _read_slowly(path, header, content, start)
        columns = {name: table.columns.get(name, [None] * len(table.rows)) for name in names}
        return Table(columns, [row + rows_before - bool(header) for row in table.rows])


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


def _record_edges(path: Path, wanted: int) -> Iterator[Edge]:
    """Bytes at which lines of JSON start, or records of a CSV."""
    header = _header(path) if path.suffix.lower() in DELIMITERS else b""
    last, place, quotes, rows, whole = len(header), 0, 0, 0, True
    yield Edge(last, bool(header))
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            ends = _record_ends(block, quotes if header else None)
            starts = place + ends + 1
            while (after := int(np.searchsorted(starts, last + wanted))) < len(starts):
                last = int(starts[after])
                yield Edge(last, rows + after + 1)
            place, rows = place + len(block), rows + len(ends)
            quotes, whole = quotes + block.count(_QUOTE), block.endswith(_LINE_FEED)
    if place > last:
        yield Edge(place, rows + (not whole))


def _record_ends(content: bytes, quotes: int | None) -> np.ndarray:
    """Where records end: at line ends with an even number of quotation marks before them, where these quote."""
    data = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(data == ord(_LINE_FEED))
    if quotes is None:
        return ends
    return ends[(np.searchsorted(np.flatnonzero(data == ord(_QUOTE)), ends) + quotes) % 2 == 0]


def _number_rows(content: bytes, before: int, length: int, *, quoted: bool) -> list[int]:
    """Numbers of a piece's rows; those that are empty, which Arrow passes over, count too."""
    ends = _record_ends(content, 0 if quoted else None).tolist()
    spans = list(pairwise([-1, *ends, len(content)]))
    rows = list(range(before + 1, before + 1 + len(spans) - content.endswith(_LINE_FEED)))
    if len(rows) > length:
        blank = b"\r" if quoted else None
        filled = (bool(content[start + 1 : stop].strip(blank)) for start, stop in spans)
        rows = list(compress(rows, filled))
    if len(rows) != length:
        raise pa.ArrowInvalid
    return rows


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


def _read_slowly(path: Path, header: bytes, content: bytes, start: int) -> Table:
    """A piece of a table, read as a whole file is; a fault is named with its line and byte in the file."""

    def parse(lines: int, start: int) -> Table:
        text = decode(path, content, lines, start)
        if not header:
            return parse_lines(path, text, lines)
        return parse_csv(path, decode(path, header) + text, lines - header.count(_LINE_FEED))

    try:
        return parse(0, 0)
    except CorpusError:
        return parse(_count_lines(path, start), start)


def _count_lines(path: Path, stop: int) -> int:
    """How many lines end before a byte of a file."""
    with path.open("rb") as file:
        blocks = (file.read(min(_BLOCK, stop - place)) for place in range(0, stop, _BLOCK))
        return sum(block.count(_LINE_FEED) for block in blocks)
