"""Pieces of a source, put together again, are the source."""

import csv
import json
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import CorpusError, load_documents
from analysis.partitions import Source, cut_source, read_partition
from analysis.pieces import cut_corpus

TEXTS = ["Talks, “talks”.\nA second line", 'He said "no"\r\n, twice.', "", "Глава — x" * 9, "a,b;c\td", '"'] * 3
ROWS = [{"doc_id": f"d{n:02d}", "text": text, "by": f"A {n}", "outlet": "xy"[n % 2]} for n, text in enumerate(TEXTS)]


def write(path, rows=ROWS, **options):
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, **{"row_group_size": 2, **options})
    elif path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.mkdir()
        for row in rows:
            (path / f"{row['doc_id']}.txt").write_bytes(row["text"].encode())
    return path


def joined(batches, column):
    return [value for batch in batches for value in getattr(batch, column)]


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl", "a.csv", "folder"])
@pytest.mark.parametrize("megabytes", [1e-6, 1e-4, 2e-4, 25])
def test_pieces_of_any_size_are_the_source(tmp_path, name, megabytes):
    columns = {} if name == "folder" else {"columns": {"byline": "by"}, "group": "outlet"}
    partitions = cut_source(Source(write(tmp_path / name), megabytes=megabytes, **columns))
    batches = [read_partition(partition) for partition in partitions]
    assert (len(partitions) > 1) == (megabytes < 1)
    assert joined(batches, "doc_ids") == [row["doc_id"] for row in ROWS]
    assert joined(batches, "texts") == TEXTS
    if columns:
        assert joined(batches, "bylines") == [row["by"] for row in ROWS]
        assert joined(batches, "groups") == [row["outlet"] for row in ROWS]


def test_a_source_is_cut_where_a_corpus_is(tmp_path):
    """And of a table the columns alone are read that counting needs."""
    path = write(tmp_path / "a.csv")
    partitions = cut_source(Source(path, {"byline": "by"}, "outlet", 1e-4))
    assert [partition.piece for partition in partitions] == cut_corpus(path, {"byline": "by"}, 1e-4)
    assert {*partitions[0].homes.values()} == {"doc_id", "text", "by", "outlet"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from('a",\n\r é'), max_size=8), min_size=1, max_size=12), st.integers(1, 40))
def test_a_csv_is_cut_between_records_only(tmp_path, texts, size):
    rows = [{"doc_id": f"d{n}", "text": text} for n, text in enumerate(texts)]
    source = Source(write(tmp_path / "b.csv", rows), megabytes=size / 1e6)
    with patch("analysis.table_pieces._BLOCK", 5):
        batches = [read_partition(partition) for partition in cut_source(source)]
    assert joined(batches, "texts") == texts


def test_a_folder_with_a_catalogue_gives_its_names_bylines_and_groups(small):
    source = small("One.", "Two.").settings.corpus_path
    (batch,) = map(read_partition, cut_source(Source(source, group="label")))
    assert batch == (["0", "1"], ["One.", "Two."], ["", ""], ["Label 0", "Label 1"])


def both_ways(path, columns=None, megabytes=1e-5):
    """Documents in memory and read by pieces, or what is said instead: name, text and byline of each."""
    found = []
    try:
        documents = load_documents(path, columns)
        found.append(sorted(documents[["doc_id", "text", "byline"]].itertuples(index=False, name=None)))
    except CorpusError as error:
        found.append(str(error))
    try:
        batches = [read_partition(partition) for partition in cut_source(Source(path, columns, megabytes=megabytes))]
        columns = [joined(batches, column) for column in ("doc_ids", "texts", "bylines")]
        found.append(sorted(zip(*columns, strict=True)))
    except CorpusError as error:
        found.append(str(error))
    return found


def test_a_folder_is_read_as_in_memory(tmp_path):
    """Names from the corpus's folder on, in the order of names, whatever their endings; hidden files passed over."""
    for name in ("b.txt", "a.TXT", "a/c.txt", "a/b/a.txt", ".hidden.txt", "a-z.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"\ufeffOf {name}.\r\n", encoding="utf-8", newline="")
    for path, names in (
        (tmp_path, ["a", "a-z", "b"]),
        (tmp_path / "*.txt", ["a-z", "b"]),
        (tmp_path / "**" / "*.txt", ["a-z", "a/b/a", "a/c", "b"]),
        (tmp_path / "b.txt", ["b"]),
    ):
        in_memory, by_pieces = both_ways(path)
        assert by_pieces == in_memory
        assert joined(map(read_partition, cut_source(Source(path, megabytes=1e-6))), "doc_ids") == names


@pytest.mark.parametrize("ids", [[7, 8, 10], [7, 8.5, 1e2], ["007", "8", "ä"], [True, False, "x"], None])
@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.csv", "a.tsv"])
@pytest.mark.parametrize("megabytes", [1e-6, 25])
def test_rows_are_named_as_in_memory(tmp_path, name, ids, megabytes):
    if ids == [True, False, "x"] and name == "a.parquet":
        ids = [True, False, None]
    rows = [{"text": f"Text {number}."} | ({"id": ids[number]} if ids else {}) for number in range(3)]
    if name == "a.tsv":
        lines = ["\t".join(map(str, row.values())) for row in rows]
        (tmp_path / name).write_text("\n".join(["\t".join(rows[0]), *lines]), encoding="utf-8-sig")
    else:
        write(tmp_path / name, rows, **({"row_group_size": 1} if megabytes < 1 else {}))
    in_memory, by_pieces = both_ways(tmp_path / name, megabytes=megabytes)
    if not ids:  # they get running numbers when all are there
        assert [doc_id for doc_id, *_ in in_memory] == ["1", "2", "3"]
        by_pieces = [(f"{number}", *rest) for number, (_, *rest) in enumerate(by_pieces, start=1)]
    if isinstance(in_memory, str):  # an empty name, which shows when all are there
        assert "id is empty" in in_memory
        assert sorted(doc_id for doc_id, *_ in by_pieces) == ["", "false", "true"]
    else:
        assert by_pieces == in_memory


def test_columns_have_the_names_that_the_settings_give(tmp_path):
    rows = [{"number": n, "body": f"Text {n}.", "writer": "Ann", "paper": "xy"[n]} for n in range(2)]
    columns = {"text": "body", "id": "number", "byline": "writer", "outlet": "paper"}
    for name in ("a.jsonl", "a.parquet", "a.csv"):
        in_memory, by_pieces = both_ways(write(tmp_path / name, rows), columns)
        assert by_pieces == in_memory == [("0", "Text 0.", "Ann"), ("1", "Text 1.", "Ann")]
        for group in ("outlet", "paper"):
            (batch,) = map(read_partition, cut_source(Source(tmp_path / name, columns, group)))
            assert batch.groups == ["x", "y"]
        with pytest.raises(CorpusError, match=r"no column 'side' to group by; its columns: number, body"):
            cut_source(Source(tmp_path / name, columns, "side"))


def test_a_glob_of_tables_is_read_as_in_memory(tmp_path):
    for number in range(3):
        write(tmp_path / f"{number}.csv", [{"doc_id": f"{number}{n}", "text": f"{n}"} for n in range(2)])
    in_memory, by_pieces = both_ways(tmp_path / "*.csv")
    assert by_pieces == in_memory
    assert len(by_pieces) == 6


LONG = b'{"text": "First."}\n' * 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"One.\ncaf\xe9", "a.txt: line 2: byte 8 is not UTF-8 (found 0xE9)"),
        ("a.txt", b"One.\n\0", "a.txt: line 2: byte 5 is 0"),
        ("a.txt", "One.".encode("utf-16"), "a.txt: found UTF-16"),
        ("a.jsonl", LONG + b'{"text": "caf\xe9"}', "a.jsonl: line 4: byte 70 is not UTF-8 (found 0xE9)"),
        ("a.jsonl", LONG + b'{"text": "a\0"}', "a.jsonl: line 4: byte 68 is 0"),
        ("a.jsonl", LONG + b'{"text": "cut', "a.jsonl line 4: not JSON"),
        ("a.jsonl", LONG + b'{"text": "\\ud83d"}', "a.jsonl line 4: found half a character (\\ud83d)"),
        ("a.csv", b"text,id\na,1\nb,2\nc\n", "a.csv line 4: 1 values; wanted 2"),
        ("a.csv", b"text,id\na,1\nb,2\nc\xe9,3\n", "a.csv: line 4: byte 17 is not UTF-8 (found 0xE9)"),
        ("a.csv", b"text;id\na;1\n", "a.csv: columns are parted by ';'"),
        ("a.csv", b"text,text\na,1\n", "a.csv: column 'text' stands twice"),
        ("a.csv", b"body\na\n", "a.csv: no column 'text'"),
        ("a.csv", b"text\n", "a.csv: no rows"),
        ("a.parquet", b"PAR1", "a.parquet: cannot be read as Parquet"),
        ("a.docx", b"", "a.docx: .docx cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_as_in_memory(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    in_memory, by_pieces = both_ways(tmp_path / name, megabytes=2e-5)
    assert said in in_memory
    assert by_pieces == in_memory.replace("Could not open Parquet input source '<Buffer>': ", "")


def test_nothing_to_read_is_said_as_in_memory(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "*.csv"):
        in_memory, by_pieces = both_ways(path)
        assert isinstance(in_memory, str)
        assert by_pieces == in_memory
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(CorpusError, match=r"empty\.jsonl: no column 'text'"):
        cut_source(Source(tmp_path / "empty.jsonl"))
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    in_memory, by_pieces = both_ways(tmp_path / "a.txt", {"text": "body"})
    assert "names a column, but these are articles" in in_memory
    assert by_pieces == in_memory
