"""A corpus in pieces is the corpus that is loaded at once, whatever it is made of."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus import CorpusError, load_documents
from analysis.large import count_large
from analysis.pieces import count_on, cut_corpus, name_piece, read_documents, size_of
from analysis.settings import load_settings

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


def test_a_column_that_a_late_line_is_the_first_to_have_is_read(tmp_path):
    plain, late = json.dumps(ROWS[0]), json.dumps({**ROWS[1], "side": "left"})
    (tmp_path / "a.jsonl").write_text("\n".join([*[plain] * 1001, late]), encoding="utf-8")
    n_pieces, found = read_in_pieces(tmp_path / "a.jsonl", COLUMNS, 0.01)
    assert n_pieces > 2
    assert found["side"].tolist() == [""] * 1001 + ["left"]
    pd.testing.assert_frame_equal(found, load_documents(tmp_path / "a.jsonl", COLUMNS))


def test_a_fault_in_a_late_line_is_named_with_it(tmp_path):
    lines = [f"{json.dumps(ROWS[0])}\n"] * 1001
    (tmp_path / "a.jsonl").write_text("".join([*lines, "{broken\n"]), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"line 1002: not JSON"):
        cut_corpus(tmp_path / "a.jsonl", COLUMNS, 0.01)


CSV = 'key,body\r\nk1,One\r\n\r\n\r\nk2,"Two\n\nof ""two"""\r\n\r\nk3,Three\r\n'
LINES = '{"key": "k1", "body": "One"}\n\n \n{"key": "k2", "body": "Two\\n"}\n\n{"key": "k3", "body": "Three"}'


@pytest.mark.parametrize(("name", "content"), [("a.csv", CSV), ("a.jsonl", LINES), ("b.csv", "\ufeff" + CSV)])
@pytest.mark.parametrize("megabytes", [1e-6, 3e-5, 6e-5, 1])
def test_empty_rows_count_as_they_do_in_memory(tmp_path, monkeypatch, name, content, megabytes):
    """By hand: in the CSV k1 is row 2, below the header, and k2 row 5; of the lines k3 is the sixth."""
    monkeypatch.setattr("analysis.table_pieces._BLOCK", 7)  # quotation marks open in one block and close in another
    path, columns = tmp_path / name, {"text": "body", "id": "key"}
    path.write_text(content, encoding="utf-8", newline="")
    _, found = read_in_pieces(path, columns, megabytes)
    assert found["row"].tolist() == ([1, 4, 6] if name == "a.jsonl" else [2, 5, 7])
    pd.testing.assert_frame_equal(found, load_documents(path, columns), check_dtype=False)  # some pieces hold none
    path.write_text(content.replace("Three", "Three ").replace("k3", "k2"), encoding="utf-8", newline="")
    with pytest.raises(CorpusError) as in_memory:
        load_documents(path, columns)
    with pytest.raises(CorpusError) as in_pieces:
        count_large(settings_for(path, columns, megabytes))
    assert str(in_pieces.value) == str(in_memory.value)
    assert "row 4 too" in str(in_memory.value) or "row 5 too" in str(in_memory.value)


@pytest.mark.parametrize("megabytes", [1e-6, 2e-5, 1])
def test_a_mark_of_a_file_s_start_within_it_belongs_to_the_text_in_any_piece(tmp_path, megabytes):
    """As where two files were put one behind the other."""
    path, columns = tmp_path / "a.csv", {"text": "body", "id": "key"}
    path.write_text("body,key\nfirst,1\n\ufeffsecond,2\n", encoding="utf-8")
    _, found = read_in_pieces(path, columns, megabytes)
    assert found["text"].tolist() == load_documents(path, columns)["text"].tolist() == ["first", "\ufeffsecond"]


def settings_for(path, columns, megabytes: float):
    frame = '[frames.a]\npatterns = ["a"]\nwhy = "a"\n'
    named = "".join(f'{role} = "{name}"\n' for role, name in columns.items())
    file = path.with_name("workbook.toml")
    file.write_text(f'[corpus]\npath = "{path.name}"\nmemory_mb = {megabytes:f}\n{named}{frame}', encoding="utf-8")
    return load_settings(file)


@pytest.mark.parametrize("megabytes", [1e-6, 3e-5, 1])
def test_what_a_row_lacks_is_said_with_its_number(tmp_path, megabytes):
    """A number where a text should stand, and a day that is none, below empty rows."""
    path = tmp_path / "a.jsonl"
    for line, columns in (('{"body": 7}', {"text": "body"}), ('{"body": "a", "date": "May"}', {"text": "body"})):
        path.write_text(f"{LINES}\n\n{line}\n", encoding="utf-8")
        with pytest.raises(CorpusError, match="row 8: ") as in_memory:
            load_documents(path, columns)
        with pytest.raises(CorpusError) as in_pieces:
            count_large(settings_for(path, columns, megabytes))
        assert str(in_pieces.value) == str(in_memory.value)
