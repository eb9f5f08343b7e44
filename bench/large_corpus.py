"""A large corpus made from the five articles: their lines in another order, with rare words of a Zipfian tail.

    python bench/large_corpus.py FILE.parquet [MEGABYTES]      (or FILE.jsonl)

The articles hold some 1,600 types, and a real corpus never stops bringing new ones. So one chunk in eight gives
its letters to one of 200,000 made-up words, drawn with a chance that falls with their rank, and keeps its
punctuation and its capital letter.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice, product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SEEDS = Path(__file__).parents[1] / "seeds"
RARE_TYPES = 200_000
REPLACED = 0.125  # of all chunks
LINES = 18  # of a document, on average: an article of 7,000 characters
GROUP = 25_000_000  # bytes of text in a row group, as large as a partition
SCHEMA = pa.schema({"doc_id": pa.string(), "outlet": pa.string(), "text": pa.string()})
_SYLLABLES = [a + b for a, b in product("bcdfghklmnprstvz", ["a", "e", "i", "o", "u", "an", "er", "on"])]
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def rare_words(number: int = RARE_TYPES) -> np.ndarray:
    """Made-up words, each once: three syllables or four."""
    words = map("".join, product(_SYLLABLES, repeat=3))
    chosen = np.array(list(islice(words, 500_000)), dtype=object)
    return np.random.default_rng(0).permutation(chosen)[:number]


def make_texts(megabytes: float, seed: int = 1) -> Iterator[str]:
    """Documents of about the articles' length, until they hold so many million bytes."""
    rng = np.random.default_rng(seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    lines = [line.split(" ") for text in texts for line in text.splitlines()]
    words, chances = rare_words(), 1 / np.arange(20, RARE_TYPES + 20)
    edges = np.cumsum(chances) / chances.sum()
    made = 0
    while made < megabytes * 1e6:
        chosen = rng.integers(len(lines), size=rng.integers(LINES // 2, 2 * LINES))
        chunks = [chunk for line in chosen for chunk in [*lines[line], "\n"]]
        places = np.flatnonzero(rng.random(len(chunks)) < REPLACED)
        for place, rare in zip(places, words[np.searchsorted(edges, rng.random(len(places)))], strict=True):
            chunks[place] = _LETTERS.sub(lambda found, rare=rare: _like(found[0], rare), chunks[place], count=1)
        text = " ".join(chunks).replace(" \n ", "\n").rstrip(" ")
        made += len(text.encode())
        yield text


def _like(old: str, new: str) -> str:
    """A word with the capitals of another."""
    return new.capitalize() if old[0].isupper() else new


def write_corpus(path: Path, megabytes: float) -> None:
    """Write documents (doc_id, outlet, text), to Parquet in row groups of a partition's size or to JSON Lines."""
    number = 0
    texts = make_texts(megabytes)
    with _writer(path) as write:
        while group := list(_take(texts, GROUP)):
            names = [f"d{number + place:07d}" for place in range(len(group))]
            outlets = [f"outlet {(number + place) % 7}" for place in range(len(group))]
            write(pa.table([names, outlets, group], schema=SCHEMA))
            number += len(group)


@contextmanager
def _writer(path: Path) -> Iterator[Callable[[pa.Table], None]]:
    """What adds rows to a file of the kind that its name says."""
    if path.suffix == ".parquet":
        with pq.ParquetWriter(path, SCHEMA) as writer:
            yield writer.write_table
    else:
        with path.open("w", encoding="utf-8") as file:
            yield lambda table: file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_pylist())


def _take(texts: Iterator[str], size: int) -> Iterator[str]:
    """Texts until they hold so many bytes."""
    taken = 0
    while taken < size and (text := next(texts, None)) is not None:
        taken += len(text.encode())
        yield text


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 40)
