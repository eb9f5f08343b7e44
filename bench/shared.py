"""How long the search for shared passages takes beside the tokens, and how many planted passages it finds.

Articles of made-up words by Zipf's law; one in twenty repeats a passage of an earlier one word for word.
Usage: python bench/shared.py [ARTICLES]
"""

from __future__ import annotations

import sys
import time
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.passage_pairs import SHARE
from analysis.passages import shared_passages
from analysis.tokens import tokenize_documents

ARTICLES, WORDS, PLANTED = 5000, 60_000, 0.05
LETTERS = np.array([*"abcdefghijklmnopqrstuvwxyz"])
FEWEST, SHORTEST, LONGEST = 20, 200, 1200  # words of a passage that counts as planted, of articles


class Corpus(NamedTuple):
    """Articles, and which of them hold a passage of which earlier one."""

    documents: pd.DataFrame
    planted: set[tuple[int, int]]


def write_corpus(n_articles: int, seed: int = 1) -> Corpus:
    """Articles of 200 to 1,200 words in passages of 20 to 90."""
    rng = np.random.default_rng(seed)
    words = np.array(["".join(rng.choice(LETTERS, rng.integers(2, 11))) for _ in range(WORDS)])
    shares = 1 / np.arange(1, WORDS + 1)
    articles: list[list[str]] = []
    planted = set()
    for number in range(n_articles):
        drawn = words[rng.choice(WORDS, rng.integers(SHORTEST, LONGEST), p=shares / shares.sum())]
        cuts = np.cumsum(rng.integers(FEWEST, 90, len(drawn) // FEWEST))
        passages = [" ".join(part) for part in np.split(drawn, cuts[cuts < len(drawn)])]
        if number and rng.random() < PLANTED:
            source = int(rng.integers(number))
            long = [passage for passage in articles[source] if passage.count(" ") >= FEWEST]
            passages.insert(int(rng.integers(len(passages) + 1)), long[rng.integers(len(long))])
            planted.add((source, number))
        articles.append(passages)
    days = pd.date_range("2001-01-01", periods=n_articles, freq="h")
    texts = ["\n".join(passages) for passages in articles]
    table = pd.DataFrame({"doc_id": [f"{number}" for number in range(n_articles)], "text": texts, "title": ""})
    return Corpus(table.assign(label=table["doc_id"], date_earliest=pd.NaT, date_latest=days), planted)


def main() -> None:
    """Print the figures."""
    corpus = write_corpus(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
    start = time.process_time()
    tokens = tokenize_documents(corpus.documents)
    cut = time.process_time() - start
    start = time.process_time()
    shared = shared_passages(tokens, corpus.documents, seed=1)
    searched = time.process_time() - start
    pairs = shared.pairs.loc[shared.pairs["verdict"] == SHARE, ["doc_a", "doc_b"]].astype(int)
    found = {*pairs.itertuples(index=False, name=None)}
    hits = len(found & corpus.planted)
    print(f"{len(corpus.documents):,} articles, {len(tokens.ids):,} tokens: cut in {cut:.1f} s")
    print(f"shared passages: {searched:.1f} s, {searched / cut:.2f} times the tokens")
    print(f"recall {hits} of {len(corpus.planted)}, precision {hits} of {len(found)}")


if __name__ == "__main__":
    main()
