"""Count a corpus that does not fit into memory, and draw a sample that does.

The corpus is gone through twice, a piece at a time: first for its documents, their sizes and its words, then to clean,
count and judge. What is kept of it are counts, a row per mention, and the documents of the sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from scipy import sparse

from analysis.corpus import check_words, in_form
from analysis.dictionaries import Dictionary
from analysis.grouping import MOST_UNITS, name_column
from analysis.hyphens import needed_words
from analysis.large_pieces import Part, Scan, count_piece, scan_piece
from analysis.pieces import PIECE_MB, Piece, count_on, cut_corpus, size_of
from analysis.scale import Counts, Job, add_counts, add_words
from analysis.settings import Settings
from analysis.table_documents import distinct, name_documents
from analysis.units import Units, find_units, one_unit

_FEWEST = 2  # documents of a sample
_BLOCKS = 500  # of a group's documents, which the bootstrap draws
_NO_TEXT = frozenset({"date_earliest", "date_latest", "row"})
Watch = Callable[[int, int], None]  # told how many pieces are done, of how many


@dataclass(frozen=True, eq=False)
class LargeCorpus:
    """What is known of a corpus that is not held in memory.

    Attributes
    ----------
    units : Units
        What tables have a row for: groups; with 40 documents at most, these; else the whole corpus as one.
    articles : int
        How many documents it has.
    bytes, sampled_bytes : int
        Of all texts, and of those in the sample.
    sample : DataFrame
        Documents of the sample as they stand in their files, as `load_documents` gives them.
    words : dict of str to int
        Words of the whole corpus that are evidence on broken words.
    names : list of str
        The units as counts have them: groups in their order, documents in that of their names.
    counts : DataFrame
        One row per frame and unit: doc_id, frame, count (mentions), tokens.
    blocks : DataFrame
        One row per frame and block of a unit's documents, with the columns of `counts`.
    types : ndarray of str (object)
        The distinct tokens.
    terms : csr_array of int64
        Tokens per unit, in the order of `names`, and type.
    judged : DataFrame
        One row per mention: what `classify_mentions` says of it, without its words, and unit.
    rules, patterns : DataFrame
        As `count_rules` and `count_patterns` give them.
    """

    units: Units
    articles: int
    bytes: int
    sampled_bytes: int
    sample: pd.DataFrame
    words: Mapping[str, int]
    names: list[str]
    counts: pd.DataFrame
    blocks: pd.DataFrame
    types: np.ndarray
    terms: sparse.csr_array
    judged: pd.DataFrame
    rules: pd.DataFrame
    patterns: pd.DataFrame


def is_large(settings: Settings) -> bool:
    """Whether a corpus is larger than its settings let it be held in memory."""
    return size_of(settings.corpus_path) > settings.corpus.memory_mb * 1e6


def count_large(settings: Settings, n_jobs: int | None = None, watch: Watch | None = None) -> LargeCorpus:
    """Count a corpus a piece at a time, and draw a sample of its documents.

    The counts are those of the same documents in memory: the same functions read, clean, cut, match and judge.

    Parameters
    ----------
    settings : Settings
        Corpus, cleaning rules, frames and seed.
    n_jobs : int, optional
        Pieces at a time, as in `count_partitions`.
    watch : function of int and int, optional
        Called after every piece with how many are done, and how many there are to do in both rounds.

    Returns
    -------
    LargeCorpus
        Counts of the whole corpus, and the sample.

    Raises
    ------
    CorpusError
        As `load_documents` and `find_units`.
    """
    corpus = settings.corpus
    rules = tuple(name for name, on in settings.cleaning if on)
    pieces = cut_corpus(settings.corpus_path, corpus.columns, min(PIECE_MB, corpus.memory_mb))
    steps = _Steps(2 * len(pieces), watch)
    scans: list[Scan] = []
    grouped_by = name_column(corpus.group or "", corpus.columns)
    scanned = [(piece, rules, grouped_by) for piece in pieces]
    words, hyphenated = add_words(
        (scan.words, scan.hyphenated) for scan in _keep(steps.run(scan_piece, scanned, n_jobs), scans, words={})
    )
    check_words(settings.corpus_path, (scan.letter for scan in scans))
    pieces = count_on(pieces, [len(scan.documents) for scan in scans])
    documents = _list_documents(pieces[0], scans)
    sizes = np.concatenate([scan.sizes for scan in scans])
    ranks = _ranks(documents["doc_id"], settings.statistics.seed)
    kept = _choose_sample(ranks, sizes, corpus.memory_mb)
    units = _choose_units(documents, corpus.group, corpus.columns)
    named = documents["doc_id"].map(units.of).to_numpy(dtype=object)
    job = Job(rules, Dictionary.from_settings(settings.frames), needed_words(sorted(hyphenated), words))
    spans = [slice(piece.before, piece.before + len(scan.documents)) for piece, scan in zip(pieces, scans, strict=True)]
    tasks = [(piece, job, named[span], kept[span]) for piece, span in zip(pieces, spans, strict=True)]
    parts: list[Part] = []
    found = _keep(steps.run(count_piece, tasks, n_jobs), parts, counts=None)
    counts = add_counts((part.counts for part in found), list(job.dictionary.patterns))
    sample = _join_sample([part.sample for part in parts], documents)
    names = units.names if units.grouped else counts.groups
    return LargeCorpus(
        units,
        len(documents),
        int(sizes.sum()),
        int(sizes[kept].sum()),
        sample,
        job.words,
        names,
        _sum_units(counts, named, names),
        _sum_blocks(counts, named, ranks),
        counts.types,
        counts.terms[[counts.groups.index(name) for name in names]],
        pd.concat([part.judged for part in parts], ignore_index=True),
        _add_rules([part.rules for part in parts]),
        _add_patterns([part.patterns for part in parts]),
    )


class _Steps:
    """Rounds over the pieces, which tell how far they have come."""

    def __init__(self, total: int, watch: Watch | None) -> None:
        self._total, self._watch, self._done = total, watch, 0

    def run(self, function: Callable[..., Any], tasks: list[tuple[Any, ...]], n_jobs: int | None) -> Iterator[Any]:
        """What a function gives for every task, in their order."""
        for found in Parallel(n_jobs=n_jobs, return_as="generator")(delayed(function)(*task) for task in tasks):
            self._done += 1
            if self._watch:
                self._watch(self._done, self._total)
            yield found


def _keep(found: Iterator[Any], kept: list[Any], **without: Any) -> Iterator[Any]:  # noqa: ANN401
    """Pass on what comes, and keep it without what is large and added up at once."""
    for one in found:
        kept.append(one._replace(**without))
        yield one


def _list_documents(piece: Piece, scans: Sequence[Scan]) -> pd.DataFrame:
    """All documents in the order of the pieces, without texts."""
    documents = pd.concat([scan.documents for scan in scans], ignore_index=True)
    return in_form(documents if piece.articles else name_documents(piece.root, documents))


def _ranks(doc_ids: pd.Series, seed: int) -> np.ndarray:
    """A number per document that depends on its name and the seed alone."""
    return np.array([_hash(f"{seed} {doc_id}") for doc_id in doc_ids], dtype=np.uint64)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _choose_sample(ranks: np.ndarray, sizes: np.ndarray, megabytes: float) -> np.ndarray:
    """Which documents are kept: those of the lowest ranks, as many as fit, but at least two (bool)."""
    order = np.argsort(ranks, kind="stable")
    fits = max(int((np.cumsum(sizes[order]) <= megabytes * 1e6).sum()), _FEWEST)
    kept = np.zeros(len(sizes), dtype=bool)
    kept[order[:fits]] = True
    return kept


def _join_sample(samples: list[pd.DataFrame], documents: pd.DataFrame) -> pd.DataFrame:
    """The documents of the sample, of all pieces; of these one may lack a column, or repeat another's label."""
    sample = pd.concat([part for part in samples if len(part)], ignore_index=True)
    lacking = [name for name in sample if name not in _NO_TEXT]
    sample[lacking] = sample[lacking].fillna("")
    sample = sample.sort_values("doc_id", ignore_index=True)
    labels = sample["doc_id"].map(dict(zip(documents["doc_id"], documents["label"], strict=True)))
    # of more than 40 documents titles are not kept, and rows of the sample that were named after theirs still are
    return sample.assign(label=distinct(labels.where(labels != sample["doc_id"], sample["label"])))


def _choose_units(documents: pd.DataFrame, group: str | None, columns: Mapping[str, str]) -> Units:
    """Groups, or with 40 documents at most these, or else all documents as one."""
    if group is None and len(documents) > MOST_UNITS:
        return one_unit(documents)
    return find_units(documents, group, columns)


def _sum_units(counts: Counts, named: np.ndarray, names: list[str]) -> pd.DataFrame:
    """Mentions per frame and unit, and tokens."""
    tables = [
        table.groupby("doc_id").sum().loc[names].reset_index().assign(frame=frame)
        for frame, table in _by_frame(counts, named)
    ]
    return pd.concat(tables, ignore_index=True)[["doc_id", "frame", "count", "tokens"]]


def _sum_blocks(counts: Counts, named: np.ndarray, ranks: np.ndarray) -> pd.DataFrame:
    """Mentions and tokens of up to 500 blocks of every unit's documents; which is in which the ranks say."""
    order = np.argsort(ranks, kind="stable")
    block = pd.Series(named[order]).groupby(named[order]).cumcount().to_numpy() % _BLOCKS
    tables = [
        table.iloc[order].groupby(["doc_id", block]).sum().reset_index("doc_id").assign(frame=frame)
        for frame, table in _by_frame(counts, named)
    ]
    return pd.concat(tables, ignore_index=True)[["doc_id", "frame", "count", "tokens"]]


def _by_frame(counts: Counts, named: np.ndarray) -> Iterator[tuple[str, pd.DataFrame]]:
    """Mentions of each frame and tokens, a row per document, which has the name of its unit."""
    for frame, mentions in zip(counts.frames, counts.mentions.T, strict=True):
        yield frame, pd.DataFrame({"doc_id": named, "count": mentions, "tokens": counts.tokens})


def _add_rules(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """How often each rule fired in all pieces, and the first mention it fired for."""
    columns = {"count": ("count", "sum"), "node": ("node", "first"), "whole": ("whole", "first")}
    table = pd.concat(tables).groupby("rule", sort=False).agg(**columns).reset_index().astype({"whole": str})
    return table.sort_values(["count", "rule"], ascending=[False, True], ignore_index=True)


def _add_patterns(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """What each pattern finds in all pieces."""
    return tables[0].assign(count=np.sum([table["count"] for table in tables], axis=0))
