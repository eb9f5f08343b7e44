"""Show what a comparison of words makes of typography when each apostrophe counts as a letter of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.keyness import signed_g2
from analysis.tokens import Tokens, document_term_matrix

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")
_APOSTROPHE = re.compile("['’]")
_RANKS = 10
_COLUMNS = ("doc_id", "type", "rank", "count_target", "count_reference", "token", "token_target", "token_reference")


def apostrophe_keywords(texts: Sequence[str], tokens: Tokens) -> pd.DataFrame:
    """Find words that would set a document apart only by the form of their apostrophe.

    Words are counted as they are typed: "alliance's", "alliance’s" and "alliance" are three. Those with an
    apostrophe that are then among a document's ten highest in log-likelihood against the others, and stand there at
    least twice, are listed beside the counts of the token that they are in this package, which cuts off a
    possessive 's and leaves a contraction whole. With one form of apostrophe in all texts there are none.

    Parameters
    ----------
    texts : sequence of str
        Texts of the documents.
    tokens : Tokens
        Tokens of the same texts.

    Returns
    -------
    DataFrame
        One row per document and such word: doc_id, type (as typed), rank (by log-likelihood, from 1), count_target,
        count_reference (in the document, in the others); token, token_target, token_reference (the same word as
        a token, whatever its apostrophe).
    """
    counters = [Counter(map(str.lower, _WORD.findall(text))) for text in texts]
    types = sorted(set().union(*counters))
    marked = np.array([bool(_APOSTROPHE.search(name)) for name in types], dtype=bool)
    rows: list[tuple[str, str, int, int, int, str, int, int]] = []
    if len({mark for name in types for mark in _APOSTROPHE.findall(name)}) < 2:
        return pd.DataFrame(rows, columns=list(_COLUMNS))  # one form of apostrophe tells no document apart
    counts, by_token = _count_types(counters, types), document_term_matrix(tokens).tocsc()
    sizes, sums, sums_by_token = counts.sum(axis=1), counts.sum(axis=0), by_token.sum(axis=0)
    for document, doc_id in enumerate(tokens.doc_ids):
        stored = slice(*counts.indptr[document : document + 2])
        own, target = counts.indices[stored], counts.data[stored]  # types that do not stand here are not high
        signed = signed_g2(target, sizes[document], sums[own], sizes.sum())
        for rank, place in enumerate(np.lexsort((own, -signed))[:_RANKS], start=1):
            if marked[own[place]] and signed[place] > 0 and target[place] > 1:
                word, count = types[own[place]], int(target[place])
                token = _token_of(word, texts[document], tokens, document)
                here = int(by_token[document, token])
                found = (word, rank, count, int(sums[own[place]]) - count)
                rows.append((doc_id, *found, tokens.types[token], here, int(sums_by_token[token]) - here))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _count_types(counters: Sequence[Counter[str]], types: Sequence[str]) -> sparse.csr_array:
    """Every type in every document; only counts above zero are stored, a row's types in order."""
    place = dict(zip(types, range(len(types)), strict=True))
    columns = [place[name] for counter in counters for name in counter]
    values = [count for counter in counters for count in counter.values()]
    offsets = np.cumsum([0, *map(len, counters)])
    matrix = sparse.csr_array((values, columns, offsets), shape=(len(counters), len(types)), dtype=np.int64)
    matrix.sort_indices()
    return matrix


def _token_of(word: str, text: str, tokens: Tokens, document: int) -> int:
    """The id of the token that a word is where it first stands: a possessive has lost its 's, a contraction has not."""
    start = next(match.start() for match in _WORD.finditer(text) if match[0].lower() == word)
    first, last = tokens.doc_offsets[document : document + 2]
    return int(tokens.ids[first + np.searchsorted(tokens.starts[first:last], start, side="right") - 1])
