"""The passages of a corpus that are compared with each other: neither titles nor lines too short to tell."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.tokens import Tokens, document_term_matrix, passage_at, passage_numbers

SHORTEST = 8  # tokens of a passage: headings and credits are shorter
_TITLE_WITHIN = 3  # a title is among the first passages


class Units(NamedTuple):
    """The passages that are compared."""

    table: pd.DataFrame  # number (in the corpus), document (number), passage (number in it), tokens
    weights: sparse.csr_array  # TF-IDF, a row of length 1 per passage

    def rows(self, document: int) -> slice:
        """Rows of a document's passages: they follow the order of the documents."""
        return slice(*np.searchsorted(self.table["document"].to_numpy(), [document, document + 1]).tolist())

    def cosines(self, a: int, b: int) -> np.ndarray:
        """Cosine of every passage of one document with every passage of another."""
        return (self.weights[self.rows(a)] @ self.weights[self.rows(b)].T).toarray()


def read_units(tokens: Tokens, documents: pd.DataFrame) -> Units:
    """Passages of eight tokens or more without the titles."""
    passage_of, first = passage_numbers(tokens)
    table = pd.DataFrame(
        {
            "number": np.arange(len(first)),
            "document": tokens.documents[first],
            "passage": tokens.passage[first],
            "tokens": np.bincount(passage_of, minlength=len(first)),
        }
    )
    table = table[~title_passages(tokens, documents)]
    long = table["tokens"] >= SHORTEST
    table = table[long | ~long.groupby(table["document"]).transform("any")].reset_index(drop=True)
    counts = document_term_matrix(tokens, "passage")[table["number"].to_numpy()]
    return Units(table, TfidfTransformer().fit_transform(counts) if len(table) else counts.astype(float))


def title_passages(tokens: Tokens, documents: pd.DataFrame) -> np.ndarray:
    """Which passages of the corpus are their document's title (bool, one per passage)."""
    _, first = passage_numbers(tokens)
    document, starts = tokens.documents[first], tokens.starts[first]
    texts, titles = documents["text"].tolist(), list(map(_words, documents["title"]))
    is_title = np.zeros(len(first), dtype=bool)
    for number in np.flatnonzero(tokens.passage[first] <= _TITLE_WITHIN):
        own = document[number]
        is_title[number] = bool(titles[own]) and _words(passage_at(texts[own], starts[number])) == titles[own]
    return is_title


def _words(text: str) -> list[str]:
    """Words of a line, to compare it with a title."""
    return re.findall(r"\w+", text.casefold())
