"""Pieces of a source, put together again, are the source."""

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import CorpusError
from analysis.partitions import Source, cut_source, read_partition

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
    columns = {} if name == "folder" else {"byline": "by", "group": "outlet"}
    partitions = cut_source(Source(write(tmp_path / name), megabytes=megabytes, **columns))
    batches = [read_partition(partition) for partition in partitions]
    assert (len(partitions) > 1) == (megabytes < 1)
    assert joined(batches, "doc_ids") == [row["doc_id"] for row in ROWS]
    assert joined(batches, "texts") == TEXTS
    if columns:
        assert joined(batches, "bylines") == [row["by"] for row in ROWS]
        assert joined(batches, "groups") == [row["outlet"] for row in ROWS]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from('a",\n\r é'), max_size=8), min_size=1, max_size=12), st.integers(1, 40))
def test_a_csv_is_cut_between_records_only(tmp_path, texts, size):
    rows = [{"doc_id": f"d{n}", "text": text} for n, text in enumerate(texts)]
    source = Source(write(tmp_path / "b.csv", rows), megabytes=size / 1e6)
    batches = [read_partition(partition) for partition in cut_source(source)]
    assert joined(batches, "texts") == texts


def test_a_folder_with_a_catalogue_gives_its_names_bylines_and_groups(small):
    source = small("One.", "Two.").settings.corpus_path
    (batch,) = map(read_partition, cut_source(Source(source, group="label")))
    assert batch == (["0", "1"], ["One.", "Two."], ["", ""], ["Label 0", "Label 1"])


def test_a_name_may_be_a_number_and_a_text_missing(tmp_path):
    rows = [{"doc_id": 7, "text": "One."}, {"doc_id": 8, "text": None}]
    for name in ("a.jsonl", "a.parquet", "a.csv"):
        (batch,) = map(read_partition, cut_source(Source(write(tmp_path / name, rows))))
        assert (batch.doc_ids, batch.texts) == (["7", "8"], ["One.", ""])


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"none\.csv: not there"):
        cut_source(Source(tmp_path / "none.csv"))
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(CorpusError, match=r"empty\.jsonl: holds no document"):
        cut_source(Source(tmp_path / "empty.jsonl"))
    for name in ("a.parquet", "a.jsonl", "a.csv"):
        (partition,) = cut_source(Source(write(tmp_path / name), text="body", megabytes=25))
        with pytest.raises(CorpusError, match=rf"{name}.*body"):
            read_partition(partition)
    (tmp_path / "torn.jsonl").write_text('{"doc_id": "a", "text": "b"}\n{"doc_id": "c", "te', encoding="utf-8")
    (partition,) = cut_source(Source(tmp_path / "torn.jsonl"))
    with pytest.raises(CorpusError, match=r"torn\.jsonl"):
        read_partition(partition)
