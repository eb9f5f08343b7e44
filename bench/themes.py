"""Themes: how often shuffled text is called stable, and what a large corpus costs.

`python bench/themes.py shuffled 100` shuffles the articles of the workbook so many times, in turn over all articles and
within each, and prints in how many the verdict is that there are no stable themes. `large` fits 20,000 passages,
`cores` times the stability curve on one process and more. Without a word all three run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfTransformer
from threadpoolctl import threadpool_limits

from analysis.theme_models import PassageTerms, count_terms
from analysis.theme_number import choose_number
from analysis.theme_stability import shuffle_terms
from analysis.themes import fit_themes
from analysis.workbook import open_workbook

ROOT = Path(__file__).parents[1]
PASSAGES, TERMS, THEMES, DOCUMENTS = 20_000, 20_000, 20, 200
LENGTH = 40  # terms of a passage


def show_progress(done: int, total: int) -> None:
    """A bar on stderr, rewritten in place."""
    width = 40
    filled = width * done // total
    end = "\n" if done == total else ""
    print(f"\r{'█' * filled}{'·' * (width - filled)} {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)


def count_false(total: int) -> None:
    """Print in how many shuffled corpora no theme is stable."""
    passages = count_terms(open_workbook(ROOT).tokens_once)
    groups = (np.zeros(len(passages.doc_ids), dtype=np.int64), passages.doc_ids)
    none = 0
    for number in range(total):
        counts = shuffle_terms(passages, groups[number % 2], np.random.default_rng([7, number]))
        verdict = choose_number(replace(passages, counts=counts), [3, 4, 5, 6], seed=1000 + 10 * number)
        none += not verdict.stable
        print(f"{none} of {number + 1} shuffled corpora: no stable themes", flush=True)


def make_passages(seed: int = 1) -> PassageTerms:
    """Passages that draw half of their terms from one of twenty lists, the rest by Zipf's law."""
    rng = np.random.default_rng(seed)
    shares = 1 / np.arange(1, TERMS + 1)
    common = rng.choice(TERMS, (PASSAGES, LENGTH // 2), p=shares / shares.sum())
    own = rng.integers(TERMS // THEMES, size=(PASSAGES, LENGTH // 2)) ** 2 // (TERMS // THEMES)
    own = own * THEMES + rng.integers(THEMES, size=(PASSAGES, 1))
    rows = np.repeat(np.arange(PASSAGES), LENGTH)
    columns = np.column_stack([common, own]).ravel()
    ones = np.ones(len(rows), dtype=np.int64)
    counts = sparse.coo_array((ones, (rows, columns)), shape=(PASSAGES, TERMS)).tocsr()
    counts.sum_duplicates()
    terms = np.array([f"w{number:05d}" for number in range(TERMS)], dtype=object)
    doc_ids = np.array([f"d{number * DOCUMENTS // PASSAGES:03d}" for number in range(PASSAGES)], dtype=object)
    passage = np.arange(PASSAGES, dtype=np.int32) % (PASSAGES // DOCUMENTS) + 1
    return PassageTerms(counts, terms, doc_ids, passage, np.full(PASSAGES, LENGTH))


def fit_bare(passages: PassageTerms) -> None:
    """What plain scikit-learn calls do."""
    NMF(THEMES, init="nndsvda", random_state=1, max_iter=2000).fit_transform(
        TfidfTransformer().fit_transform(passages.counts)
    )


def measure(name: str) -> None:
    """Print wall time and peak memory of one way to fit, in a process of its own."""
    passages = make_passages()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    if name == "themes":
        fit_themes(passages, THEMES, seed=1)
    else:
        with threadpool_limits(1 if name == "single" else None):
            fit_bare(passages)
    took = time.perf_counter() - start
    print(took, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def compare_with_bare(rounds: int = 3) -> None:
    """Print wall time and peak memory beside those of plain scikit-learn calls; the best of a few rounds each."""
    best = {}
    for name in ("bare", "single", "themes") * rounds:
        command = [sys.executable, __file__, "measure", name]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        took, _, peak = map(float, run.stdout.split())
        best[name] = min(best.get(name, (np.inf, np.inf)), (took, peak))
    print(f"{PASSAGES:,} passages, {TERMS:,} terms, {THEMES} themes, best of {rounds}:")
    words = {"bare": "scikit-learn alone", "single": "scikit-learn, 1 thread", "themes": "fit_themes"}
    for name, (took, peak) in best.items():
        ratio, more = best["themes"][0] / took, best["themes"][1] / peak
        print(f"  {words[name]:24}{took:6.1f} s {peak / 1024:6.0f} MiB at its peak; fit_themes takes", end=" ")
        print(f"{ratio:.2f} times as long, {more:.2f} times the memory")


def time_cores() -> None:
    """Print how long the stability curve of 2,000 passages takes on one process and more."""
    passages = make_passages().keep(np.arange(0, PASSAGES, 10))
    first = 0.0
    for cores in sorted({1, 2, os.cpu_count() or 1}):
        start = time.perf_counter()
        choose_number(
            passages, [3, 4, 5, 6], seed=1, shuffles=8, seeds=2, subsamples=5, n_jobs=cores, progress=show_progress
        )
        took = time.perf_counter() - start
        first = first or took
        print(f"stability curve, {passages.counts.shape[0]:,} passages, {cores} processes: {took:.1f} s,", end=" ")
        print(f"{first / took:.2f} times as fast as one")


def main(what: str = "all", argument: str = "") -> None:
    """Run one part, or all."""
    if what == "measure":
        measure(argument)
    if what in ("large", "all"):
        compare_with_bare()
    if what in ("cores", "all"):
        time_cores()
    if what in ("shuffled", "all"):
        count_false(int(argument or 20))


if __name__ == "__main__":
    main(*sys.argv[1:])
