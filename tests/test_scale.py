"""Counts of partitions are the counts in memory, whoever runs them."""

import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path

import distributed
import joblib
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import scale
from analysis.corpus import CorpusError, load_documents
from analysis.partitions import Source
from analysis.scale import count_partitions
from analysis.sections import CorpusSettings
from analysis.settings import load_settings
from analysis.tokens import document_term_matrix

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
SETTINGS = load_settings(ROOT / "workbook.toml")
SIZES = [0.05, 0.2, 25]


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """Documents made of the articles' lines, with a tag of their own so that each brings new types."""
    lines = [line for path in sorted((ROOT / "seeds").glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    rng = random.Random(1)
    rows = [
        {"doc_id": f"d{n:03d}", "outlet": f"o{n % 3}", "text": "\n".join([f"Tag{n} talks.", *rng.sample(lines, 12)])}
        for n in range(200)
    ]
    path = tmp_path_factory.mktemp("large") / "large.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=10)
    return path


def replace_corpus(settings, path, columns):
    """Settings of another corpus."""
    return settings.model_copy(update={"corpus": CorpusSettings(path=str(path), **columns)})


@pytest.mark.parametrize("megabytes", [1e-6, 0.008, 0.015, 25])
def test_five_articles_count_as_in_memory(workbook, megabytes):
    source = Source(ROOT / "seeds", group="doc_id", megabytes=megabytes)
    counts = count_partitions(source, SETTINGS)
    matrix = document_term_matrix(workbook.tokens)
    assert counts.groups == counts.doc_ids == workbook.tokens.doc_ids
    assert counts.types.tolist() == workbook.tokens.types.tolist()
    assert (counts.terms.toarray() == matrix.toarray()).all()
    assert counts.documents.tolist() == np.count_nonzero(matrix.toarray(), axis=0).tolist()
    rates = workbook.rates.query("doc_id != 'all'")
    assert counts.table().to_numpy().tolist() == rates[["doc_id", "frame", "count", "tokens"]].to_numpy().tolist()


def test_words_of_another_partition_are_evidence_on_a_broken_word(small):
    """As in memory: a name that the second document writes whole, and the first with a hyphen."""
    book = small("They met Lav-\u200brotov-skii and Smirn-ovak.", "Then Lavrotovskii and Smirnovak spoke of Lav-rov.")
    assert "smirnovak" in book.tokens.types
    counts = count_partitions(Source(book.settings.corpus_path, megabytes=1e-6), book.settings)
    assert counts.types.tolist() == book.tokens.types.tolist()
    assert counts.terms.toarray()[0].tolist() == np.bincount(book.tokens.ids).tolist()


def test_groups_add_up(large):
    whole = count_partitions(large, SETTINGS)
    grouped = count_partitions(Source(large, group="outlet", megabytes=0.05), SETTINGS)
    assert (whole.groups, grouped.groups) == (["all"], ["o0", "o1", "o2"])
    assert grouped.terms.sum(axis=0).tolist() == whole.terms.sum(axis=0).tolist()
    assert whole.terms.sum() == whole.tokens.sum() == grouped.tokens.sum()
    tags = [name for name in whole.types if name.startswith("tag")]
    assert Counter(whole.documents[np.isin(whole.types, tags)].tolist()) == {1: 200}


def test_engines_and_sizes_give_the_same(large):
    found = {
        count_partitions(Source(large, megabytes=size), SETTINGS, jobs).fingerprint()
        for size in SIZES
        for jobs in (1, 2)
    }
    for size in SIZES:
        for backend in ("threading", "loky"):
            with joblib.parallel_config(backend, n_jobs=2):
                found.add(count_partitions(Source(large, megabytes=size), SETTINGS).fingerprint())
    assert len(found) == 1


def test_documents_are_named_and_ordered_as_in_memory(tmp_path):
    """By name, whatever the order of the rows; and by running numbers where no column has names."""
    path = tmp_path / "articles.csv"
    path.write_text("body,key\nTalks.,b\nTwo guarantees.,a\nAnd so on.,c\n", encoding="utf-8")
    for columns, doc_ids, tokens in (
        ({"text": "body", "id": "key"}, ["a", "b", "c"], [2, 1, 3]),
        ({"text": "body"}, ["1", "2", "3"], [1, 2, 3]),
    ):
        settings = replace_corpus(SETTINGS, path, columns)
        for source in (path, Source(path, columns, megabytes=1e-6)):
            counts = count_partitions(source, settings)
            assert (counts.doc_ids, counts.tokens.tolist()) == (doc_ids, tokens)
            assert counts.doc_ids == load_documents(path, columns)["doc_id"].tolist()
            mentions = counts.table().query("frame == 'guarantees' and count > 0")
            assert mentions[["doc_id", "tokens"]].to_numpy().tolist() == [[doc_ids[tokens.index(2)], 2]]


@pytest.mark.parametrize("names", ["aa", "a\n", ["a", "all"]])
def test_documents_that_cannot_be_told_apart_are_refused(tmp_path, names):
    rows = [{"id": name.strip(), "text": "Talks."} for name in names]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=1)
    with pytest.raises(CorpusError, match=r"a\.parquet: id '(a||all)' is empty, 'all', or stands twice"):
        count_partitions(tmp_path / "a.parquet", SETTINGS)


def test_the_fingerprint_tells_counts_apart(small):
    book = small("Guarantees and talks.", "Talks.")
    folder = book.settings.corpus_path
    (folder / "catalogue.csv").unlink()  # which vouches for the bytes
    one = count_partitions(folder, book.settings).fingerprint()
    (folder / "1.txt").write_text("Walks.", encoding="utf-8")
    assert count_partitions(folder, book.settings).fingerprint() != one


@pytest.fixture
def cluster():
    """Two worker processes of Dask on this machine."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        yield client


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("cluster")
def test_dask_gives_the_same(large):
    here = count_partitions(large, SETTINGS).fingerprint()
    for size in SIZES:
        with joblib.parallel_config("dask"):
            assert count_partitions(Source(large, megabytes=size), SETTINGS).fingerprint() == here


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills")
def test_a_worker_of_dask_that_is_killed_changes_nothing(large, cluster, monkeypatch):
    """It is killed when the first counts are there, and others are not."""
    here = count_partitions(large, SETTINGS).fingerprint()
    first = next(iter(cluster.run(os.getpid).values()))
    merge, came = scale.add_counts, []

    def kill_after_one(parts):
        for part in parts:
            if not came:
                os.kill(first, signal.SIGKILL)
            came.append(part)
            yield part

    monkeypatch.setattr(scale, "add_counts", lambda parts, frames: merge(kill_after_one(parts), frames))
    with joblib.parallel_config("dask"):
        assert count_partitions(Source(large, megabytes=0.02), SETTINGS).fingerprint() == here
    assert len(came) > 1
