"""Count a corpus of any size, a partition at a time.

A partition is read, cleaned, tokenized and counted by one plain function, and what comes back is added up in the
order of the partitions, so that the result is the same whatever ran them. joblib maps the function: over this
process by default, over cores with `n_jobs`, and over whatever joblib's own `parallel_config` names.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from joblib import Parallel, delayed
from scipy import sparse

from analysis.cleaning import RULES, clean_texts
from analysis.dictionaries import Dictionary
from analysis.frames import count_mentions
from analysis.hyphens import count_words, hyphenated_words, needed_words
from analysis.partitions import Partition, Source, cut_source, read_partition
from analysis.reading import CorpusError
from analysis.settings import Settings
from analysis.table_documents import running_numbers
from analysis.tokens import Tokens, document_term_matrix, tokenize

_ALL = "all"  # the group of every document where the source names none


@dataclass(frozen=True, eq=False)
class Counts:
    """What a corpus counts up to.

    Attributes
    ----------
    doc_ids : list of str, length D
        Names of the documents, sorted.
    tokens : ndarray of int64, length D
        Tokens per document.
    frames : list of str, length F
        Names of the frames.
    mentions : ndarray of int64, D × F
        Mentions per document and frame.
    groups : list of str, length G, sorted
        Names of the groups that terms are counted in, "all" where the source names no column.
    types : ndarray of str (object), length V, sorted
        The distinct tokens.
    terms : csr_array of int64, G × V
        Tokens per group and type.
    documents : ndarray of int64, length V
        Documents that hold each type.
    """

    doc_ids: list[str]
    tokens: np.ndarray
    frames: list[str]
    mentions: np.ndarray
    groups: list[str]
    types: np.ndarray
    terms: sparse.csr_array
    documents: np.ndarray

    def table(self) -> pd.DataFrame:
        """One row per frame and document: doc_id, frame, count (mentions), tokens."""
        n_frames, n_documents = len(self.frames), len(self.doc_ids)
        return pd.DataFrame(
            {
                "doc_id": np.tile(np.array(self.doc_ids, dtype=object), n_frames),
                "frame": np.repeat(np.array(self.frames, dtype=object), n_documents),
                "count": self.mentions.T.ravel(),
                "tokens": np.tile(self.tokens, n_frames),
            }
        )

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that are the same when all counts and names are."""
        names = "\0".join(["", *self.doc_ids, "", *self.frames, "", *self.groups, "", *self.types])
        arrays = (self.tokens, self.mentions, self.terms.indptr, self.terms.indices, self.terms.data, self.documents)
        digest = hashlib.sha256(names.encode("utf-8", "surrogatepass"))
        for array in arrays:
            digest.update(np.ascontiguousarray(array, dtype=np.int64).tobytes())
        return digest.hexdigest()[:16]


def count_partitions(source: Source | Path | str, settings: Settings, n_jobs: int | None = None) -> Counts:
    """Count tokens, mentions and terms of a source that need not fit into memory.

    The counts are those of the same documents in memory: the same functions clean, cut and match. Of the cleaning
    rules only `broken_words` looks at other documents. When it is on, the source is gone through twice: first for
    the words of the whole corpus, of which a partition is then given those that are evidence on its hyphens.

    Parameters
    ----------
    source : Source, Path or str
        What to read; a path alone is a source with the columns that the settings name, and no groups.
    settings : Settings
        Cleaning rules and frames.
    n_jobs : int, optional
        Partitions at a time, -1 for one per core; by default what joblib's `parallel_config` says, else one.

    Returns
    -------
    Counts
        Per document tokens and mentions, per group terms.

    Raises
    ------
    CorpusError
        When the source cannot be read.

    Notes
    -----
    On a cluster, with Dask (installed by the extra "cluster"):

        from dask.distributed import Client
        with Client("scheduler:8786"), joblib.parallel_config("dask"):
            counts = analysis.count_partitions(source, settings)

    Every worker must see the source under the same path. Ray and Spark have backends for joblib too, and go through
    the same door; they are not tested.
    """
    partitions = cut_source(source if isinstance(source, Source) else Source(source, settings.corpus.columns))
    rules = tuple(name for name, on in settings.cleaning if on)
    job = Job(rules, Dictionary.from_settings(settings.frames), {})
    if "broken_words" in rules:
        words, hyphenated = add_words(_run(collect_words, partitions, job, n_jobs))
        job = job._replace(words=needed_words(sorted(hyphenated), words))
    counts = add_counts(_run(count_partition, partitions, job, n_jobs), list(job.dictionary.patterns))
    return counts if partitions[0].piece.articles else _name_documents(counts, partitions)


def _name_documents(counts: Counts, partitions: list[Partition]) -> Counts:
    """Counts with documents in the order of their names, as a corpus in memory has them."""
    doc_ids = counts.doc_ids
    if not any("id" in partition.homes for partition in partitions):
        return replace(counts, doc_ids=running_numbers(len(doc_ids)))
    order = sorted(range(len(doc_ids)), key=doc_ids.__getitem__)
    names = [doc_ids[place] for place in order]
    twice = (a for a, b in pairwise(names) if a == b)
    fault = next((name for name in names if name in ("", _ALL)), next(twice, None))
    if fault is not None:
        msg = f"{partitions[0].piece.file}: id {fault!r} is empty, {_ALL!r}, or stands twice; a document needs its own"
        raise CorpusError(msg)
    return replace(counts, doc_ids=names, tokens=counts.tokens[order], mentions=counts.mentions[order])


class Job(NamedTuple):
    """What a partition is counted by: cleaning rules, frames, and the corpus's words that judge broken words."""

    rules: tuple[str, ...]
    dictionary: Dictionary
    words: Mapping[str, int]


class PartCounts(NamedTuple):
    """What one partition counts up to; terms have a row per group of its own."""

    doc_ids: list[str]
    tokens: np.ndarray
    mentions: np.ndarray
    groups: list[str]
    types: list[str]
    terms: sparse.csr_array
    documents: np.ndarray


def collect_words(partition: Partition, job: Job) -> tuple[Counter[str], set[str]]:
    """Words of a partition with their counts, and those with hyphens as they stand when `broken_words` is reached."""
    batch = read_partition(partition)
    found = text_words(batch.texts, batch.bylines, job.rules)
    pa.default_memory_pool().release_unused()  # or the pool of processes takes it for a leak
    return found


def text_words(texts: Sequence[str], bylines: Sequence[str], rules: Sequence[str]) -> tuple[Counter[str], set[str]]:
    """Words of texts with their counts, and those with hyphens as they stand when `broken_words` is reached."""
    names = list(RULES)
    earlier = [name for name in rules if names.index(name) < names.index("broken_words")]
    return count_words(texts), hyphenated_words(clean_texts(texts, earlier, {}, bylines))


def count_partition(partition: Partition, job: Job) -> PartCounts:
    """Read, clean, tokenize and count one partition."""
    batch = read_partition(partition)
    tokens = tokenize(clean_texts(batch.texts, job.rules, job.words, batch.bylines), batch.doc_ids)
    named = batch.groups if partition.group else [_ALL] * len(batch.texts)
    counts = count_tokens(tokens, named, job.dictionary)
    pa.default_memory_pool().release_unused()
    return counts


def count_tokens(tokens: Tokens, named: Sequence[str], dictionary: Dictionary) -> PartCounts:
    """Count the tokens of some documents, terms by the group that is named for each."""
    matrix = document_term_matrix(tokens)
    groups, rows = np.unique(np.array(named, dtype=object), return_inverse=True)
    ones = np.ones(len(named), dtype=np.int64)
    into_groups = sparse.csr_array((ones, (rows, np.arange(len(ones)))), shape=(len(groups), len(ones)))
    return PartCounts(
        tokens.doc_ids,
        tokens.counts,
        count_mentions(tokens, dictionary),
        groups.tolist(),
        tokens.types.tolist(),
        into_groups @ matrix,
        np.bincount(matrix.indices, minlength=len(tokens.types)),
    )


def _run(function: Callable[..., Any], partitions: list[Partition], job: Job, n_jobs: int | None) -> Iterator[Any]:
    """What a function gives for every partition, in their order, each as soon as it and those before it are there."""
    return Parallel(n_jobs=n_jobs, return_as="generator")(delayed(function)(part, job) for part in partitions)


def add_words(parts: Iterable[tuple[Counter[str], set[str]]]) -> tuple[Counter[str], set[str]]:
    """The words of all partitions."""
    words: Counter[str] = Counter()
    hyphenated: set[str] = set()
    for counter, found in parts:
        words.update(counter)
        hyphenated |= found
    return words, hyphenated


def add_counts(parts: Iterable[PartCounts], frames: list[str]) -> Counts:
    """The counts of all partitions, vocabularies and groups merged."""
    doc_ids: list[str] = []
    tokens, mentions = [], []
    total = _Sum()
    for part in parts:
        doc_ids += part.doc_ids
        tokens.append(part.tokens)
        mentions.append(part.mentions)
        total.add(part)
    groups, types, terms, documents = total.result()
    return Counts(doc_ids, np.concatenate(tokens), frames, np.concatenate(mentions), groups, types, terms, documents)


class _Sum:
    """Terms that are added up; what comes is only collected until it is as much as the sum, and then added at once."""

    def __init__(self) -> None:
        self._groups: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self._documents = np.zeros(0, dtype=np.int64)
        self._terms = [np.zeros(0, dtype=np.int64)] * 3  # rows, columns and counts
        self._waiting: list[list[np.ndarray]] = []

    def add(self, part: PartCounts) -> None:
        """Add the terms of a partition."""
        rows, columns = _number(part.groups, self._groups), _number(part.types, self._types)
        terms = part.terms.tocoo()
        self._waiting.append([rows[terms.row], columns[terms.col], terms.data])
        self._documents = np.pad(self._documents, (0, len(self._types) - len(self._documents)))
        self._documents[columns] += part.documents
        if sum(len(counts) for *_, counts in self._waiting) > len(self._terms[0]):
            self._add_waiting()

    def result(self) -> tuple[list[str], np.ndarray, sparse.csr_array, np.ndarray]:
        """Groups, types, terms and documents, names in order."""
        self._add_waiting()
        groups, types = sorted(self._groups), sorted(self._types)
        new_row, new_column = (
            np.argsort([numbers[name] for name in names])
            for names, numbers in ((groups, self._groups), (types, self._types))
        )
        rows, columns, counts = self._terms
        shape = (len(groups), len(types))
        terms = sparse.coo_array((counts, (new_row[rows], new_column[columns])), shape=shape).tocsr()
        terms.sort_indices()
        return groups, np.array(types, dtype=object), terms, self._documents[np.argsort(new_column)]

    def _add_waiting(self) -> None:
        """Make one sum of the sum and what waits."""
        columns = [np.concatenate(parts) for parts in zip(self._terms, *self._waiting, strict=True)]
        shape = (len(self._groups), len(self._types))
        summed = sparse.coo_array((columns[2], (columns[0], columns[1])), shape=shape).tocsr().tocoo()
        self._terms, self._waiting = [summed.row, summed.col, summed.data], []


def _number(names: list[str], numbers: dict[str, int]) -> np.ndarray:
    """The numbers of names; a new one gets the next."""
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
