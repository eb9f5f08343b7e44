"""Tokens of types that a chart counts, each in the words around it: the lines to which its marks lead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.frames import words_around
from analysis.ledger import raw_places
from analysis.mention_kinds import name_list
from analysis.mention_lines import Line
from analysis.tokens import Tokens


def list_term_lines(
    terms: pd.DataFrame, tokens: Tokens, documents: pd.DataFrame, ledger: pd.DataFrame, raw_texts: Sequence[str]
) -> list[Line]:
    """List the tokens of types in some documents, each with the words around it.

    Parameters
    ----------
    terms : DataFrame
        `doc_id` and `type`, in the order of the lines.
    tokens : Tokens
        Tokens of the clean texts.
    documents : DataFrame
        The clean documents (`doc_id`, `label`, `text`), in the order of `tokens`.
    ledger : DataFrame
        The ledger that made them.
    raw_texts : sequence of str
        The same documents' raw texts.

    Returns
    -------
    list of Line
        One per token; the type stands for the frame, and nothing is said of speakers.
    """
    place_of = {doc_id: place for place, doc_id in enumerate(tokens.doc_ids)}
    changes = dict(iter(ledger[ledger["doc_id"].isin(terms["doc_id"])].groupby("doc_id")))
    lines = []
    for row in terms.itertuples():
        place = place_of[row.doc_id]
        document, first = documents.iloc[place], tokens.doc_offsets[place]
        own = tokens.ids[first : tokens.doc_offsets[place + 1]]
        found = first + np.flatnonzero(tokens.types[own] == row.type)
        raw = raw_places(changes.get(row.doc_id, ledger.iloc[:0]), raw_texts[place], tokens.starts[found])
        for token, line in zip(found.tolist(), raw[:, 0].tolist(), strict=True):
            around = words_around(document["text"], int(tokens.starts[token]), int(tokens.stops[token]))
            label, list_anchor = document["label"], name_list("type", row.type, row.doc_id)
            lines.append(Line(f"token-{token}", row.type, label, label, list_anchor, line, *around, said=""))
    return lines
