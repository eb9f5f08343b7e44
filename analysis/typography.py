"""Show what a comparison of words makes of typography when each apostrophe counts as a letter of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.keyness import signed_g2
from analysis.tokens import Tokens

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")
_APOSTROPHE = re.compile("['’]")
_RANKS = 10
_COLUMNS = ("doc_id", "type", "rank", "count_target", "count_reference", "token", "token_target", "token_reference")


def apostrophe_keywords(texts: Sequence[str], tokens: Tokens) -> pd.DataFrame:
    """Find words that would set a document apart only by the form of their apostrophe.

    Words are counted as they are typed: "alliance's", "alliance’s" and "alliance" are three. Those with an
    apostrophe that are then among a document's ten highest in log-likelihood against the others, and stand there at
    least twice, are listed beside the counts of the token that they are in this package, which cuts off a
    possessive 's. With one form of apostrophe in all texts there are none.

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
    counters = [Counter(_WORD.findall(text.lower())) for text in texts]
    types = sorted(set().union(*counters))
    counts = np.array([[counter[name] for name in types] for counter in counters]).reshape(len(counters), len(types))
    whole = dict(zip(tokens.types, range(len(tokens.types)), strict=True))
    by_token = np.zeros((len(counters), len(tokens.types)), dtype=np.int64)
    np.add.at(by_token, (tokens.documents, tokens.ids), 1)
    rows: list[tuple[str, str, int, int, int, str, int, int]] = []
    if not all(any(mark in text for text in texts) for mark in "'’"):
        return pd.DataFrame(rows, columns=list(_COLUMNS))  # one form of apostrophe tells no document apart
    for document, doc_id in enumerate(tokens.doc_ids):
        target, reference = counts[document], counts.sum(axis=0) - counts[document]
        signed = signed_g2(target, target.sum(), target + reference, counts.sum())
        for rank, place in enumerate(np.lexsort((types, -signed))[:_RANKS], start=1):
            if _APOSTROPHE.search(types[place]) and signed[place] > 0 and target[place] > 1:
                token = _APOSTROPHE.split(types[place])[0]
                column = by_token[:, whole[token]] if token in whole else np.zeros(len(counters), dtype=np.int64)
                own = int(column[document])
                found = (types[place], rank, int(target[place]), int(reference[place]))
                rows.append((doc_id, *found, token, own, int(column.sum()) - own))
    return pd.DataFrame(rows, columns=list(_COLUMNS))
