"""What each of the two rounds over a large corpus does with a piece of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.cleaning import clean_documents
from analysis.context import classify_mentions, count_rules
from analysis.frames import count_patterns, find_mentions
from analysis.grouping import MOST_UNITS
from analysis.pieces import Piece, name_piece, read_documents
from analysis.scale import Job, PartCounts, count_tokens, text_words
from analysis.tokens import tokenize_documents

KEPT = (
    "doc_id", "frame", "form", "negated", "passage", "quotation", "attribution", "source", "opposed", "refused",
)  # fmt: skip
_WORDS = ("doc_id", "quotation", "attribution", "source", "unit")  # of these, what is text takes less room so
_LEFT_OUT = ("title", "byline", "date_basis")  # of documents of a large piece, which have no row of their own


class Scan(NamedTuple):
    """What the first round finds in a piece; `letter` is a letter or digit of it, if there is one."""

    documents: pd.DataFrame
    sizes: np.ndarray
    words: Any
    hyphenated: set[str]
    letter: str


class Part(NamedTuple):
    """What the second round counts in a piece."""

    counts: PartCounts | None
    judged: pd.DataFrame
    rules: pd.DataFrame
    patterns: pd.DataFrame
    sample: pd.DataFrame


def scan_piece(piece: Piece, rules: Sequence[str], grouped_by: str) -> Scan:
    """Documents of a piece without their texts, but with what they are grouped by; sizes of texts, and words."""
    documents = read_documents(piece)
    texts = documents["text"].tolist()
    found = text_words(texts, documents["byline"].tolist(), rules) if "broken_words" in rules else ({}, set())
    sizes = np.array([len(text.encode("utf-8", "surrogatepass")) for text in texts], dtype=np.int64)
    letter = next((sign for text in texts for sign in text if sign.isalnum()), "")
    left_out = [name for name in _LEFT_OUT if len(documents) > MOST_UNITS and name != grouped_by]
    slim = documents.assign(**dict.fromkeys(["text", *left_out], ""))
    return Scan(slim, sizes, *found, letter)


def count_piece(piece: Piece, job: Job, named: np.ndarray, kept: np.ndarray) -> Part:
    """Clean, count and judge a piece, and keep its part of the sample."""
    raw = name_piece(piece, read_documents(piece))
    documents, ledger = clean_documents(raw, job.rules, words=job.words)
    tokens = tokenize_documents(documents)
    mentions = find_mentions(tokens, job.dictionary, documents, ledger, raw["text"].tolist())
    judged = classify_mentions(mentions, tokens, documents)
    units = dict(zip(tokens.doc_ids, named, strict=True))
    return Part(
        count_tokens(tokens, named.tolist(), job.dictionary),
        judged[list(KEPT)].assign(unit=judged["doc_id"].map(units)).astype(dict.fromkeys(_WORDS, str)),
        count_rules(judged),
        count_patterns(tokens, job.dictionary),
        raw[kept],
    )
