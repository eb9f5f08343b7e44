"""Tables give one document a row, with its row in the file, or are refused with file, row and reason."""

import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.corpus import DOCUMENT_COLUMNS, CorpusError, load_documents, order_by_date
from analysis.pack import to_safe_csv
from analysis.table_documents import read_tables
from analysis.table_files import read_table

ROWS = [
    {"body": "The port closed.\nTalks failed.", "side": "owners", "published": "2024-05-02", "year": 2024},
    {"body": 'They said "no", twice; é.', "side": None, "published": None, "year": 2023},
    {"body": "", "side": "union", "published": "2024-04-30", "year": None},
]


def write_csv(path: Path) -> None:
    cells = [["" if value is None else str(value) for value in row.values()] for row in ROWS]
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [list(ROWS[0]), *cells]]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")


def write_jsonl(path: Path) -> None:
    path.write_text("\n\n".join(map(json.dumps, ROWS)), encoding="utf-8")


def write_parquet(path: Path) -> None:
    parquet.write_table(pa.Table.from_pylist(ROWS), path)


@pytest.mark.parametrize(
    ("name", "write", "rows"),
    [("a.csv", write_csv, [2, 3, 4]), ("a.jsonl", write_jsonl, [1, 3, 5]), ("a.parquet", write_parquet, [1, 2, 3])],
)
def test_every_format_gives_the_same_documents(tmp_path, name, write, rows):
    """A spreadsheet counts the header of a CSV as row 1; empty lines of JSON Lines count as lines."""
    write(tmp_path / name)
    documents = load_documents(tmp_path / name, {"text": "body", "date": "published"})
    assert list(documents) == [*DOCUMENT_COLUMNS, "text", "row", "side", "year"]
    assert documents["doc_id"].tolist() == documents["label"].tolist() == ["1", "2", "3"]
    assert documents["text"].tolist() == [row["body"] for row in ROWS]
    assert documents["row"].tolist() == rows
    assert set(documents["file"]) == {name}
    assert documents["side"].tolist() == ["owners", "", "union"]
    assert documents["year"].tolist() == ["2024", "2023", ""]
    assert documents["date_earliest"].equals(documents["date_latest"].rename("date_earliest"))
    assert order_by_date(documents)["doc_id"].tolist() == ["3", "1", "2"]


def write_rows(path: Path, *rows: dict) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_columns_of_the_usual_names_need_not_be_named(tmp_path):
    row = {"id": "a1", "label": "Herald", "title": "Port closed", "byline": "A. Lee", "outlet": "The Herald"}
    row |= {"translated": "yes", "date": "2024-05", "date_basis": "printed above", "text": "Talks failed."}
    documents = load_documents(write_rows(tmp_path / "a.jsonl", row))
    found = documents.iloc[0].to_dict()
    assert found == {
        **{name: row[name] for name in ("label", "title", "byline", "outlet", "translated", "date_basis", "text")},
        "doc_id": "a1",
        "file": "a.jsonl",
        "date_earliest": pd.Timestamp("2024-05-01"),
        "date_latest": pd.Timestamp("2024-05-31"),
        "row": 1,
    }


def test_a_named_column_stands_before_one_of_the_usual_name(tmp_path):
    """The other one is left out, since its name would say what it is not."""
    path = write_rows(tmp_path / "a.jsonl", {"text": "Talks failed.", "title": "internal", "headline": "Port closed"})
    documents = load_documents(path, {"title": "headline"})
    assert documents["title"].tolist() == ["Port closed"]
    assert list(documents) == [*DOCUMENT_COLUMNS, "text", "row"]


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-05-02T23:59:59+02:00", "2024-05-02", "2024-05-02"),
        ("2024-05-02 10:00", "2024-05-02", "2024-05-02"),
        (date(2024, 5, 2), "2024-05-02", "2024-05-02"),
        (datetime(2024, 5, 2, 10, 30), "2024-05-02", "2024-05-02"),
        (None, None, None),
    ],
)
def test_dates_are_days_months_or_years(tmp_path, value, earliest, latest):
    parquet.write_table(pa.Table.from_pylist([{"text": "Talks failed.", "date": value}]), tmp_path / "a.parquet")
    documents = load_documents(tmp_path / "a.parquet")
    days = [None if pd.isna(day) else str(day.date()) for day in documents.loc[0, ["date_earliest", "date_latest"]]]
    assert days == [earliest, latest]


def test_several_files_are_one_corpus(tmp_path):
    (tmp_path / "b").mkdir()
    write_rows(tmp_path / "b" / "1.jsonl", {"text": "One.", "label": "Herald"}, {"text": "Two.", "side": "x"})
    (tmp_path / "b" / "0.csv").write_text("text,label\nNought.,Herald\n", encoding="utf-8")
    documents = load_documents(tmp_path / "*" / "*.*")
    assert documents["text"].tolist() == ["Nought.", "One.", "Two."]
    assert documents["file"].tolist() == ["b/0.csv", "b/1.jsonl", "b/1.jsonl"]
    assert documents["row"].tolist() == [2, 1, 2]
    assert documents["label"].tolist() == ["Herald", "Herald (2)", "3"]
    assert documents["side"].tolist() == ["", "", "x"]


def test_articles_in_folders_bear_their_paths(tmp_path):
    for name in ("a/1.txt", "b/1.txt", "b/c/2.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Talks of {name}.", encoding="utf-8")
    documents = load_documents(tmp_path / "**" / "*.txt")
    assert documents["doc_id"].tolist() == ["a/1", "b/1", "b/c/2"]
    assert documents["file"].tolist() == ["a/1.txt", "b/1.txt", "b/c/2.txt"]


def test_a_name_with_brackets_is_a_name_where_there_is_such_a_file(tmp_path):
    write_rows(tmp_path / "a [1].jsonl", {"text": "Talks failed."})
    assert len(load_documents(tmp_path / "a [1].jsonl")) == 1


def test_ten_or_more_rows_stand_in_their_order(tmp_path):
    """Documents are ordered by their ids, which are text."""
    texts = [f"Talk {number}." for number in range(12)]
    documents = load_documents(write_rows(tmp_path / "a.jsonl", *({"text": text} for text in texts)))
    assert documents["text"].tolist() == texts
    assert documents["doc_id"].tolist()[:2] == ["01", "02"]


def test_a_cell_of_ten_megabytes_is_read(tmp_path):
    text = "word " * 2_000_000
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{text}"\n', encoding="utf-8")
    assert load_documents(tmp_path / "a.csv")["text"][0] == text


def test_values_that_are_no_text_are_told_by_row(tmp_path):
    path = write_rows(tmp_path / "a.jsonl", {"text": "a"}, {"text": 5}, {"text": ["b"]})
    with pytest.raises(CorpusError) as caught:
        load_documents(path)
    assert [line.partition("a.jsonl ")[2] for line in str(caught.value).splitlines()] == [
        "row 2: text is '5'; wanted text",
        "row 3: text is '[\"b\"]'; wanted text",
    ]


def test_rows_keep_their_place_when_a_table_is_read_alone(tmp_path):
    write_jsonl(tmp_path / "a.jsonl")
    assert read_table(tmp_path / "a.jsonl").rows == [1, 3, 5]
    documents = read_tables(tmp_path, [tmp_path / "a.jsonl"], {"text": "body"})
    assert documents["row"].tolist() == [1, 3, 5]


def test_whole_numbers_that_a_missing_one_made_decimals_are_whole(tmp_path):
    """So the ids of two files are alike, whether or not one of them misses a number."""
    table = {
        "id": [1.0, 2.5, 2.0**60],
        "year": [2024.0, None, 1999.5],
        "price": [Decimal("2.00"), Decimal("0.5"), None],
    }
    parquet.write_table(pa.table({**table, "text": ["a", "b", "c"]}), tmp_path / "a.parquet")
    documents = load_documents(tmp_path / "a.parquet").set_index("text").loc[["a", "b", "c"]]
    assert documents["doc_id"].tolist() == ["1", "2.5", "1.152921504606847e+18"]
    assert documents["year"].tolist() == ["2024", "", "1999.5"]
    assert documents["price"].tolist() == ["2", "0.50", ""]


def test_rows_of_a_csv_are_those_of_a_spreadsheet_which_counts_empty_ones(tmp_path):
    (tmp_path / "a.csv").write_text('\nid,text\n\n1,"a\n\nb"\n\n\n2,c\n', encoding="utf-8")
    documents = load_documents(tmp_path / "a.csv")
    assert documents["row"].tolist() == [4, 7]
    assert documents["text"].tolist() == ["a\n\nb", "c"]


@pytest.mark.parametrize("path", ["in [1]", "in [1]/*.txt", "in [1]/**/*.txt", "in [[]1]/a.txt", "*/a.txt"])
def test_brackets_of_a_folder_that_is_there_are_letters(tmp_path, path):
    (tmp_path / "in [1]").mkdir()
    (tmp_path / "in [1]" / "a.txt").write_text("Talks failed.", encoding="utf-8")
    assert load_documents(tmp_path / path)["text"].tolist() == ["Talks failed."]


def test_numbers_give_way_to_titles_as_names_of_rows(tmp_path):
    """Where the file gives no other name; a long title is cut between words, and the second of one name is numbered."""
    long = "Talks on security guarantees end without any result"
    rows = [{"text": "a", "title": long, "id": str(number)} for number in (7, 8)]
    rows += [{"text": "a", "title": "", "id": "9"}, {"text": "a", "title": "Port closed", "id": "a1"}]
    labels = load_documents(write_rows(tmp_path / "a.jsonl", *rows)).set_index("doc_id")["label"]
    short = "Talks on security guarantees end…"
    assert labels.to_dict() == {"7": short, "8": f"{short} (2)", "9": "9", "a1": "a1"}


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_id_or_label_starts_a_formula_once_it_is_written(tmp_path, value):
    documents = load_documents(write_rows(tmp_path / "a.jsonl", {"text": "a", "label": value, "side": value}))
    written = pd.read_csv(io.BytesIO(to_safe_csv(documents)), dtype=str, keep_default_na=False)
    assert all(cell[:1] not in tuple("=+-@\t\r") for cell in written.to_numpy().ravel())
