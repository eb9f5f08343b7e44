"""How long the search for shared passages takes beside the tokens, what memory it needs, and what it finds.

Articles of made-up words by Zipf's law; one in twenty repeats a passage of an earlier one word for word, and one in
fifty repeats one with every thirtieth word replaced, on average.
Usage: python bench/shared.py [ARTICLES ...]
"""

from __future__ import annotations

import resource
import sys
import time
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.overlap import find_overlap
from analysis.passage_pairs import SAME_WORDS, SHARE
from analysis.passage_units import read_passages
from analysis.passages import shared_passages
from analysis.tokens import Tokens, tokenize_documents

ARTICLES, WORDS = 5000, 60_000
PLANTED, EDITED, REPLACED = 0.05, 0.02, 1 / 30  # shares of articles, and of an edited passage's words
LETTERS = np.array([*"abcdefghijklmnopqrstuvwxyz"])
FEWEST, SHORTEST, LONGEST = 20, 200, 1200  # words of a passage that counts as planted, of articles


class Corpus(NamedTuple):
    """Articles, and which of them hold a passage of which earlier one, word for word or edited."""

    documents: pd.DataFrame
    planted: set[tuple[int, int]]
    edited: set[tuple[int, int]]


def write_corpus(n_articles: int, seed: int = 1) -> Corpus:
    """Articles of 200 to 1,200 words in passages of 20 to 90."""
    rng = np.random.default_rng(seed)
    words = np.array(["".join(rng.choice(LETTERS, rng.integers(2, 11))) for _ in range(WORDS)])
    shares = 1 / np.arange(1, WORDS + 1)
    articles: list[list[str]] = []
    corpus = Corpus(pd.DataFrame(), set(), set())
    for number in range(n_articles):
        drawn = words[rng.choice(WORDS, rng.integers(SHORTEST, LONGEST), p=shares / shares.sum())]
        cuts = np.cumsum(rng.integers(FEWEST, 90, len(drawn) // FEWEST))
        passages = [" ".join(part) for part in np.split(drawn, cuts[cuts < len(drawn)])]
        kind = rng.random()
        if number and kind < PLANTED + EDITED:
            source = int(rng.integers(number))
            long = [passage for passage in articles[source] if passage.count(" ") >= FEWEST]
            copy = np.array(long[rng.integers(len(long))].split(" "), dtype=object)
            if kind >= PLANTED:
                replaced = rng.random(len(copy)) < REPLACED
                copy[replaced] = rng.choice(words, replaced.sum())
            passages.insert(int(rng.integers(len(passages) + 1)), " ".join(copy))
            (corpus.planted if kind < PLANTED else corpus.edited).add((source, number))
        articles.append(passages)
    days = pd.date_range("2001-01-01", periods=n_articles, freq="h")
    texts = ["\n".join(passages) for passages in articles]
    table = pd.DataFrame({"doc_id": [f"{number}" for number in range(n_articles)], "text": texts, "title": ""})
    return corpus._replace(documents=table.assign(label=table["doc_id"], date_earliest=pd.NaT, date_latest=days))


def measure(n_articles: int) -> None:
    """Print the figures for so many articles."""
    corpus = write_corpus(n_articles)
    start = time.process_time()
    tokens = tokenize_documents(corpus.documents)
    cut, before = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    shared = shared_passages(tokens, corpus.documents, seed=1)
    searched, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = shared.pairs.loc[shared.pairs["verdict"] == SHARE, ["doc_a", "doc_b"]].astype(int)
    found = {*pairs.itertuples(index=False, name=None)}
    right = corpus.planted | corpus.edited
    others = {pair for pair in found - right if joined(pair, right)}
    edited = nearly_the_same(tokens, corpus)
    print(f"{len(corpus.documents):,} articles, {len(tokens.ids):,} tokens: cut in {cut:.2f} s")
    print(f"shared passages: {searched:.2f} s, {searched / cut:.2f} times the tokens")
    print(f"recall {len(found & corpus.planted)} of {len(corpus.planted)} passages word for word", end=", ")
    print(f"{len(found & edited)} of {len(edited)} of nine tokens in ten the same")
    print(f"precision {len(found & right) + len(others)} of {len(found)} ({len(others)} copied from one article)")
    print(f"peak memory {peak / 1e6:.2f} GB, {before / 1e6:.2f} GB before the search")


def joined(pair: tuple[int, int], right: set[tuple[int, int]]) -> bool:
    """Whether two articles have a copy of the same passage, or a copy of a copy."""
    near = [{other for link in right if end in link for other in link} - {end} for end in pair]
    return bool(near[0] & near[1])


def nearly_the_same(tokens: Tokens, corpus: Corpus) -> set[tuple[int, int]]:
    """The edited passages that still stand in the source as nearly as the search asks for."""
    table = find_overlap(tokens, read_passages(tokens, corpus.documents), np.array(sorted(corpus.edited))).pairs
    near = table.loc[table["passage_words"] >= SAME_WORDS, ["a", "b"]]
    return {*near.itertuples(index=False, name=None)}


def main() -> None:
    """Print the figures for each number of articles."""
    for n_articles in sys.argv[1:] or [ARTICLES]:
        measure(int(n_articles))


if __name__ == "__main__":
    main()
