"""How long the measures take: many types, many pairs of documents, texts twice and four times as long."""

from __future__ import annotations

import tempfile
import timeit
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.collocation import bigrams, collocates
from analysis.comparisons import compare_documents
from analysis.dictionary_files import read_frames
from analysis.differences import homogeneity
from analysis.dispersion import dispersion
from analysis.keyness import keyness
from analysis.opposition import judge_sentence
from analysis.ratios import rate_ratio
from analysis.tokens import Tokens

TYPES, DOCUMENTS, PARTS, TOKENS = 200_000, 1000, 5, 1_000_000
SENTENCE, DOCUMENT = 20, 1000
NODE = 20
FEW = 40
LINE = 200_000  # words


def seconds(run: Callable[..., object], *arguments: object) -> float:
    """Of the best of three calls: the least disturbed one."""
    return min(timeit.repeat(lambda: run(*arguments), number=1, repeat=3))


def draw_shares(rng: np.random.Generator) -> np.ndarray:
    """Shares by Zipf's law, shaken, so that two draws differ."""
    shares = rng.gamma(1, 1 / np.arange(1, TYPES + 1))
    return shares / shares.sum()


def draw_tokens(rng: np.random.Generator, shares: np.ndarray, count: int) -> tuple[Tokens, pd.DataFrame]:
    """Tokens of a corpus by Zipf's law, and the mentions of one of its words."""
    types = np.array([f"w{number:06d}" for number in range(TYPES)], dtype=object)
    ids = rng.choice(TYPES, count, p=shares).astype(np.int32)
    within = np.tile(np.arange(DOCUMENT), count // DOCUMENT)
    sentence = (within // SENTENCE + 1).astype(np.int32)
    tokens = Tokens(
        doc_ids=[f"d{number}" for number in range(count // DOCUMENT)],
        types=types,
        ids=ids,
        doc_offsets=np.arange(0, count + 1, DOCUMENT),
        sentence=sentence,
        passage=sentence,
        starts=within.astype(np.int32),
        stops=within.astype(np.int32),
        joined=sentence > 0,
    )
    places = np.flatnonzero(ids == NODE)
    doc_ids = [f"d{number}" for number in places // DOCUMENT]
    return tokens, pd.DataFrame({"doc_id": doc_ids, "position": places % DOCUMENT, "form": types[NODE]})


def main() -> None:
    """Print the table."""
    rng = np.random.default_rng(1)
    shares = [draw_shares(rng) for _ in range(2)]
    types = np.array([f"w{number:06d}" for number in range(TYPES)], dtype=object)
    took = seconds(keyness, *(rng.multinomial(20_000_000, side) for side in shares), types, 0)
    print(f"keyness, {TYPES:,} types: {took:.2f} s")

    tokens = rng.integers(300, 3000, DOCUMENTS)
    counts = rng.poisson(tokens / 100)
    a, b = np.triu_indices(DOCUMENTS, 1)
    took = seconds(rate_ratio, counts[a], tokens[a], counts[b], tokens[b])
    print(f"ratio of rates, {DOCUMENTS:,} documents, {len(a):,} pairs: {took:.2f} s")
    rates = pd.DataFrame({"doc_id": [f"d{number}" for number in range(DOCUMENTS)], "frame": "x", "tokens": tokens})
    took = seconds(compare_documents, rates.assign(count=counts))
    print(f"comparisons, {DOCUMENTS:,} documents, {len(a):,} pairs: {took:.2f} s")
    for size in (DOCUMENTS // 4, DOCUMENTS // 2, DOCUMENTS):
        print(f"homogeneity, {size:,} documents: {seconds(homogeneity, rng.poisson(3, size), tokens[:size], 1):.2f} s")
    few = pd.concat([rates.head(FEW).assign(frame=frame) for frame in "xyz"])
    took = seconds(compare_documents, few.assign(count=rng.poisson(few["tokens"] / 100)))
    print(f"comparisons with detectable ratios, {FEW} documents, 3 frames: {took:.2f} s")

    took = seconds(dispersion, rng.poisson(1, (TYPES, PARTS)), [DOCUMENT] * PARTS)
    print(f"dispersion, {TYPES:,} terms in {PARTS} parts: {took:.2f} s")

    first: dict[str, float] = {}
    for count in (TOKENS, 2 * TOKENS, 4 * TOKENS):
        corpus, mentions = draw_tokens(rng, shares[0], count)
        for name, took in {
            "collocates": seconds(collocates, corpus, mentions),
            "bigrams": seconds(bigrams, corpus),
        }.items():
            print(f"{name}, {count:,} tokens: {took:.2f} s, {took / first.setdefault(name, took):.1f} times the first")

    for count in (LINE, 2 * LINE, 4 * LINE):
        for name, took in {
            "mention judged in a sentence": seconds(
                judge_sentence, "refuse to give " * count, 5 * count, 5 * count + 4
            ),
            "line of a dictionary": seconds(read_line, count),
        }.items():
            print(f"{name}, {count:,} words: {took:.4f} s, {took / first.setdefault(name, took):.1f} times the first")


def read_line(count: int) -> None:
    """Read a dictionary of one word with so many numbers of its category."""
    with tempfile.NamedTemporaryFile(suffix=".dic") as file:
        file.write(b"%\n1\ta\n%\nword " + b"1 " * count)
        file.flush()
        read_frames(Path(file.name))


if __name__ == "__main__":
    main()
