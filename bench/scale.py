"""Time of tokens, mentions, cleaning and reading on a large corpus, beside what each is to be measured against.

Each ratio is of a pair of runs one after the other in this process, in seconds of processor time; the median of 7.
Of streaming, the ratios are of processes of their own (see streamed.py), the median of 3; of time, each pair in turn.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from large_corpus import GROUP, write_corpus
from sklearn.feature_extraction.text import CountVectorizer

from analysis import lexicon
from analysis.cleaning import RULES, clean_texts
from analysis.dictionaries import Dictionary
from analysis.frames import count_mentions
from analysis.large import count_large
from analysis.partitions import Source, cut_source, read_partition
from analysis.settings import load_settings
from analysis.tokens import document_term_matrix, tokenize

MEGABYTES, RUNS = 40, 7
FRAMES = {
    "expansion": ["*expan*"],
    "guarantees": ["guarante*"],
    "ultimatum": ["ultimatum*", "demand*"],
    "war": ["war", "wars", "military force"],
    "talks": ["talks", "negotiat*", "security guarantee*"],
}
FEW, MANY = 2, 8  # partitions to compare the peak of memory on
BENCH = Path(__file__).parent
_IMPORT = "import time; start = time.perf_counter(); import analysis; print(time.perf_counter() - start)"
Row = tuple[str, str, str | float]


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


def run(*arguments: str) -> list[float]:
    """The numbers that another process prints."""
    return list(map(float, subprocess.check_output([sys.executable, *arguments], text=True, cwd=BENCH.parent).split()))


def streaming() -> list[Row]:
    """Memory and time of counting by partitions, on sizes of data; while this process is still small."""
    with tempfile.TemporaryDirectory() as folder:
        files = {parts: Path(folder) / f"{parts}.parquet" for parts in (1, FEW, MANY, 10)}
        for parts, path in files.items():
            subprocess.run([sys.executable, BENCH / "large_corpus.py", path, str(parts * GROUP / 1e6)], check=True)
        found = {parts: run(str(BENCH / "streamed.py"), str(path)) for parts, path in files.items()}
    return [
        ("peak memory at 4 times the data, streamed", "≤ 1.3", found[MANY][0] / found[FEW][0]),
        ("time at 10 times the data, streamed", "≤ 10.5", found[10][1] / found[1][1]),
        ("MB cleaned and counted in a second", "", 10 * GROUP / 1e6 / found[10][1]),
        ("seconds of import analysis", "< 0.4", statistics.median(run("-c", _IMPORT)[0] for _ in range(RUNS))),
    ]


def judging() -> list[Row]:
    """Counting as the notebooks ask for it, with every mention judged; with as many mentions as in the articles."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder) / "articles.parquet", MANY)
        settings = (BENCH.parent / "workbook.toml").read_text(encoding="utf-8")
        settings = re.sub(r'^path = "seeds"', 'path = "articles.parquet"\nmemory_mb = 1', settings, flags=re.MULTILINE)
        file = Path(folder) / "workbook.toml"
        file.write_text(settings, encoding="utf-8")
        needed = seconds(lambda: count_large(load_settings(file)))
    return [("MB judged in a second", "", MANY / needed)]


def counting() -> list[Row]:
    """Tokens, mentions, matrix, cleaning and reading, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path, lines = Path(folder) / "corpus.parquet", Path(folder) / "corpus.jsonl"
        write_corpus(path, MEGABYTES)
        write_corpus(lines, MEGABYTES)
        partitions = cut_source(Source(path))
        line_partitions = cut_source(Source(lines))
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
        return [
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
            (
                "reading JSON Lines over counting",
                "≤ 0.15",
                ratio(lambda: list(map(read_partition, line_partitions)), count),
            ),
        ]


def main() -> None:
    """Make the corpora and print the table."""
    for what, target, found in [*streaming(), *judging(), *counting()]:
        print(f"{what:42} {target:>8} {found if isinstance(found, str) else format(found, '.2f'):>8}")


if __name__ == "__main__":
    main()
