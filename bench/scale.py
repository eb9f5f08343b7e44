"""Time of tokens, mentions, cleaning and reading on a large corpus, beside what each is to be measured against.

Each ratio is of a pair of runs one after the other in this process, in seconds of processor time; the median of 7.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from large_corpus import write_corpus
from sklearn.feature_extraction.text import CountVectorizer

from analysis import lexicon
from analysis.cleaning import RULES, clean_texts
from analysis.dictionaries import Dictionary
from analysis.frames import count_mentions
from analysis.partitions import Source, cut_source, read_partition
from analysis.tokens import document_term_matrix, tokenize

MEGABYTES, RUNS = 40, 7
FRAMES = {
    "expansion": ["*expan*"],
    "guarantees": ["guarante*"],
    "ultimatum": ["ultimatum*", "demand*"],
    "war": ["war", "wars", "military force"],
    "talks": ["talks", "negotiat*", "security guarantee*"],
}


def seconds(function: Callable[[], Any]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    function()
    return time.process_time() - start


def ratio(one: Callable[[], Any], other: Callable[[], Any], runs: int = RUNS) -> float:
    """Median of the time of one function over that of another."""
    return statistics.median(seconds(one) / seconds(other) for _ in range(runs))


def plainly(function: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the function gives
    """Run without the rules for possessives and capitals."""
    kept = lexicon._normalize, lexicon.FUNCTION_WORDS
    lexicon._normalize, lexicon.FUNCTION_WORDS = lambda token: (token.lower(), ""), frozenset()
    try:
        return function()
    finally:
        lexicon._normalize, lexicon.FUNCTION_WORDS = kept


def main() -> None:
    """Make the corpus and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.parquet"
        write_corpus(path, MEGABYTES)
        partitions = cut_source(Source(path))
        batches = [read_partition(partition) for partition in partitions]
        texts, doc_ids = ([value for batch in batches for value in getattr(batch, n)] for n in ("texts", "doc_ids"))
        dictionary = Dictionary(FRAMES)

        def count() -> Any:  # noqa: ANN401 - a sparse matrix
            tokens = tokenize(texts, doc_ids)
            count_mentions(tokens, dictionary)
            return tokens.types, document_term_matrix(tokens)

        vectorizer = CountVectorizer(token_pattern=lexicon._TOKEN.pattern)
        matrix = vectorizer.fit_transform(texts)
        types, own = plainly(count)
        equal = types.tolist() == vectorizer.get_feature_names_out().tolist() and (own != matrix).nnz == 0
        tokens = tokenize(texts, doc_ids)
        rows = [
            ("vocabulary and matrix as scikit-learn's", "equal", "equal" if equal else "differ"),
            (
                "times as fast as scikit-learn",
                "≥ 2.5",
                ratio(lambda: vectorizer.fit_transform(texts), lambda: plainly(count)),
            ),
            ("with rules, over without", "≤ 1.15", ratio(count, lambda: plainly(count))),
            ("over splitting at spaces", "≤ 2.5", ratio(count, lambda: [text.split() for text in texts])),
            (
                "mentions over tokens",
                "≤ 0.10",
                ratio(lambda: count_mentions(tokens, dictionary), lambda: tokenize(texts, doc_ids)),
            ),
            (
                "cleaning over tokens",
                "≤ 1",
                ratio(lambda: clean_texts(texts, RULES, {}, [""] * len(texts)), lambda: tokenize(texts, doc_ids)),
            ),
            ("reading Parquet over counting", "≤ 0.15", ratio(lambda: list(map(read_partition, partitions)), count)),
        ]
    for what, target, found in rows:
        print(f"{what:42} {target:>8} {found if isinstance(found, str) else format(found, '.2f'):>8}")


if __name__ == "__main__":
    main()
