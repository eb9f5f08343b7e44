"""A corpus in pieces is the corpus that is loaded at once, whatever it is made of."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus import CorpusError, load_documents
from analysis.pieces import count_on, cut_corpus, name_piece, read_documents, size_of

ROWS = [
    {"key": f"k{number:02}", "body": f"Line one, {number}.\n\n“Line two”; {number}", "paper": "Herald"}
    for number in range(30)
]
COLUMNS = {"text": "body", "outlet": "paper"}


def read_in_pieces(path, columns, megabytes: float) -> tuple[int, pd.DataFrame]:
    pieces = cut_corpus(path, columns, megabytes)
    pieces = count_on(pieces, [len(read_documents(piece)) for piece in pieces])
    documents = pd.concat([name_piece(piece, read_documents(piece)) for piece in pieces], ignore_index=True)
    return len(pieces), documents.sort_values("doc_id", ignore_index=True)


def write(folder, kind: str) -> None:
    """The rows as a table, with several row groups in Parquet."""
    table = pd.DataFrame(ROWS)
    if kind == "csv":
        table.to_csv(folder / "a.csv", index=False)
    elif kind == "jsonl":
        (folder / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    else:
        pq.write_table(pa.Table.from_pandas(table), folder / "a.parquet", row_group_size=7)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("columns", [{**COLUMNS, "id": "key"}, COLUMNS], ids=["named", "numbered"])
def test_tables_in_pieces_are_the_tables(tmp_path, kind, columns):
    """Names, numbers of rows, labels and other columns too; documents without a name get the same numbers."""
    write(tmp_path, kind)
    path = tmp_path / f"a.{kind}"
    n_pieces, found = read_in_pieces(path, columns, 0.0003)
    assert n_pieces > 2
    pd.testing.assert_frame_equal(found, load_documents(path, columns))


def test_files_of_a_glob_are_read_one_after_the_other(tmp_path):
    for part, start in (("x", 0), ("y", 15)):
        pd.DataFrame(ROWS[start : start + 15]).to_csv(tmp_path / f"{part}.csv", index=False)
    n_pieces, found = read_in_pieces(tmp_path / "*.csv", COLUMNS, 0.0004)
    assert n_pieces > 2
    pd.testing.assert_frame_equal(found, load_documents(tmp_path / "*.csv", COLUMNS))


def test_articles_with_and_without_a_catalogue(copy):
    for path in (copy / "seeds", copy / "seeds" / "*.txt"):
        n_pieces, found = read_in_pieces(path, {}, 0.01)
        assert n_pieces > 1
        pd.testing.assert_frame_equal(found, load_documents(path))


def test_sizes_are_those_of_the_files(copy):
    files = sum(file.stat().st_size for file in (copy / "seeds").glob("*.txt"))
    assert size_of(copy / "seeds") == size_of(copy / "seeds" / "*.txt") == files


def test_the_size_of_a_parquet_file_is_that_of_its_text(tmp_path):
    pq.write_table(pa.table({"text": ["word " * 100_000]}), tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 400_000 <= size_of(tmp_path / "a.parquet")


def test_a_column_that_is_not_there_is_told_before_anything_is_counted(tmp_path):
    pd.DataFrame(ROWS).to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(CorpusError, match=r"no column 'headline', which workbook\.toml names for title"):
        cut_corpus(tmp_path / "a.csv", {**COLUMNS, "title": "headline"})


def test_a_late_column_is_read_where_the_first_line_names_it(tmp_path):
    """As the comment on memory_mb advises."""
    plain, late = json.dumps(ROWS[0]), json.dumps({**ROWS[1], "side": "left"})
    found = []
    for first in (plain, json.dumps({**ROWS[0], "side": None})):
        (tmp_path / "a.jsonl").write_text("\n".join([first, *[plain] * 1000, late]), encoding="utf-8")
        *_, last = cut_corpus(tmp_path / "a.jsonl", COLUMNS, 0.01)
        found.append(read_documents(last))
    assert "side" not in found[0]
    assert found[1]["side"].iloc[-1] == "left"


def test_a_fault_in_a_later_piece_is_named_with_its_line(tmp_path):
    """Beyond the first thousand lines, which are read for the columns."""
    lines = [f"{json.dumps(ROWS[0])}\n"] * 1001
    (tmp_path / "a.jsonl").write_text("".join([*lines, "{broken\n"]), encoding="utf-8")
    *_, last = cut_corpus(tmp_path / "a.jsonl", COLUMNS, 0.01)
    with pytest.raises(CorpusError, match=r"line 1002: not JSON"):
        read_documents(last)
