"""Every place where a pattern of a frame matches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.dictionaries import Dictionary
from analysis.ledger import raw_places
from analysis.matching import Finder
from analysis.patterns import PARTS
from analysis.tokens import Tokens

MENTION_COLUMNS = (
    "doc_id",
    "frame",
    "pattern",
    "form",
    "negated",
    "passage",
    "sentence",
    "position",
    "line",
    "column",
    "left",
    "node",
    "right",
)
_CONTEXT = 60


def find_mentions(
    tokens: Tokens,
    dictionary: Dictionary,
    documents: pd.DataFrame,
    ledger: pd.DataFrame,
    raw_texts: Sequence[str],
) -> pd.DataFrame:
    """Find every mention of every frame.

    Within a frame the longest match counts first, and a stretch of text counts once. A phrase matches
    across spaces and quotation marks, never across a sentence's end or other punctuation.

    Parameters
    ----------
    tokens : Tokens
        Tokens of the clean texts.
    dictionary : Dictionary
        The frames.
    documents : DataFrame
        The clean documents (`doc_id`, `text`), in the order of `tokens`.
    ledger : DataFrame
        The ledger that made them.
    raw_texts : sequence of str
        The same documents' raw texts.

    Returns
    -------
    DataFrame
        One row per mention, by document, place and frame: doc_id, frame, pattern (the one that matched),
        form (the types it matched), negated (the form starts with non-), passage and sentence (numbers in
        the document, from 1), position (token number in the document, from 0), line and column (in the
        raw file, from 1), left, node and right (the words around and in it, as the clean text has them).
    """
    places = _find_places(_finder(tokens, dictionary), dictionary)
    first, last = places["first"].to_numpy(), places["last"].to_numpy()
    document = tokens.documents[first]
    texts = documents["text"].tolist()
    starts, stops = tokens.starts[first], tokens.stops[last]
    spans = zip(document, starts, stops, strict=True)
    contexts = [words_around(texts[d], start, stop) for d, start, stop in spans]
    line_column = _raw_lines(documents["doc_id"].tolist(), ledger, raw_texts, document, starts)
    forms = pd.Series(
        [" ".join(tokens.types[tokens.ids[a : b + 1]]) for a, b in zip(first, last, strict=True)], dtype=str
    )
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].to_numpy()[document],
            "frame": places["frame"],
            "pattern": places["pattern"],
            "form": forms,
            "negated": forms.str.startswith("non-"),
            "passage": tokens.passage[first],
            "sentence": tokens.sentence[first],
            "position": first - tokens.doc_offsets[document],
            "line": line_column[:, 0],
            "column": line_column[:, 1],
            "left": [left for left, _, _ in contexts],
            "node": [node for _, node, _ in contexts],
            "right": [right for _, _, right in contexts],
        },
        columns=list(MENTION_COLUMNS),
    )


def count_mentions(tokens: Tokens, dictionary: Dictionary) -> np.ndarray:
    """Count the mentions of every frame in every document, as `find_mentions` finds them.

    Parameters
    ----------
    tokens : Tokens
        Where to look.
    dictionary : Dictionary
        The frames.

    Returns
    -------
    ndarray of int64, documents × frames
        The counts, frames in the order of the dictionary.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> count_mentions(tokenize(["Guarantees? No guarantee.", "Talks."], ["a", "b"]), Dictionary({"a": ["guarante*"]}))
    array([[2],
           [0]])
    """
    finder = _finder(tokens, dictionary)
    counts = np.zeros((len(tokens.doc_ids), len(dictionary.patterns)), dtype=np.int64)
    for column, (frame, patterns) in enumerate(dictionary.patterns.items()):
        first = finder.find(list(patterns), list(dictionary.exclude.get(frame, ()))).first
        document = np.searchsorted(tokens.doc_offsets, first, side="right") - 1
        counts[:, column] = np.bincount(document, minlength=len(counts))
    return counts


def count_patterns(tokens: Tokens, dictionary: Dictionary) -> pd.DataFrame:
    """Say what each pattern of a dictionary finds, those that do not count included.

    Parameters
    ----------
    tokens : Tokens
        Where to look.
    dictionary : Dictionary
        The frames.

    Returns
    -------
    DataFrame
        One row per pattern, in the order of the dictionary: frame, part (patterns, exclude or wide), pattern,
        count (mentions that it gives; for exclude by how many it lowers them, for wide by how many it would raise
        them, each after those above it), why.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> tokens = tokenize(["Guarantees, promises, and a money-back guarantee."], ["a"])
    >>> parts = {"exclude": {"a": ["money-back guarantee*"]}, "wide": {"a": {"promise*": "the same, weaker"}}}
    >>> count_patterns(tokens, Dictionary({"a": ["guarante*"]}, **parts))[["part", "pattern", "count"]]
           part                pattern  count
    0  patterns              guarante*      1
    1   exclude  money-back guarantee*      1
    2      wide               promise*      1
    """
    finder = _finder(tokens, dictionary)
    found = _find_places(finder, dictionary).groupby(["frame", "pattern"]).size()
    rows = []
    for frame, parts in dictionary.frames().items():
        patterns, exclude, wide = (list(parts.get(part, ())) for part in PARTS)
        steps = [(patterns, exclude[: n + 1]) for n in range(-1, len(exclude))]
        steps += [(patterns + wide[: n + 1], exclude) for n in range(len(wide))]
        totals = [len(finder.find(*step).first) for step in steps]
        counts = [int(found.get((frame, pattern), 0)) for pattern in patterns]
        counts += [abs(after - before) for before, after in pairwise(totals)]
        named = [(part, *entry) for part in PARTS for entry in parts.get(part, {}).items()]
        rows += [(frame, part, pattern, n, why) for (part, pattern, why), n in zip(named, counts, strict=True)]
    return pd.DataFrame(rows, columns=["frame", "part", "pattern", "count", "why"])


def frame_overlaps(mentions: pd.DataFrame) -> pd.DataFrame:
    """Say which stretches of text two frames claim.

    Parameters
    ----------
    mentions : DataFrame
        As `find_mentions` gives them.

    Returns
    -------
    DataFrame
        One row per pair of mentions that share a word: doc_id, passage, frame_a and form_a (the mention that
        starts first, or the frame that comes first in the alphabet), frame_b and form_b, line (in the raw
        file, of the first word they share).
    """
    table = mentions.sort_values(["doc_id", "position", "frame"], kind="stable", ignore_index=True)
    first = table["position"].to_numpy(dtype=np.int64)
    last = first + table["form"].str.count(" ").to_numpy(dtype=np.int64)
    document = pd.factorize(table["doc_id"])[0]
    pairs = []
    for step in range(1, len(table)):
        a = np.flatnonzero((document[step:] == document[:-step]) & (first[step:] <= last[:-step]))
        if not len(a):
            break
        pairs.append(np.column_stack([a, a + step]))
    a, b = np.concatenate([np.empty((0, 2), dtype=np.int64), *pairs]).T
    order = np.lexsort([b, a])
    one, other = (table.iloc[rows[order]].reset_index(drop=True) for rows in (a, b))
    return pd.DataFrame(
        {
            "doc_id": one["doc_id"],
            "passage": one["passage"],
            "frame_a": one["frame"],
            "form_a": one["form"],
            "frame_b": other["frame"],
            "form_b": other["form"],
            "line": other["line"],
        }
    )


def _finder(tokens: Tokens, dictionary: Dictionary) -> Finder:
    """What finds the patterns of a dictionary, those of all its parts."""
    parts = (part for frame in dictionary.frames().values() for part in frame.values())
    return Finder(tokens, [pattern for part in parts for pattern in part])


def _find_places(finder: Finder, dictionary: Dictionary) -> pd.DataFrame:
    """First and last token, frame and pattern of every mention, by place and frame."""
    columns: dict[str, list[Any]] = {"first": [], "last": [], "frame": [], "pattern": []}
    for frame, own in dictionary.patterns.items():
        patterns = list(own)
        matches = finder.find(patterns, list(dictionary.exclude.get(frame, ())))
        columns["first"] += matches.first.tolist()
        columns["last"] += matches.last.tolist()
        columns["frame"] += [frame] * len(matches.first)
        columns["pattern"] += [patterns[order] for order in matches.order]
    places = pd.DataFrame(columns).astype({"first": np.int64, "last": np.int64, "frame": str, "pattern": str})
    return places.sort_values(["first", "frame"], ignore_index=True)


def _raw_lines(
    doc_ids: Sequence[str], ledger: pd.DataFrame, raw_texts: Sequence[str], document: np.ndarray, starts: np.ndarray
) -> np.ndarray:
    """Line and column in the raw file of places in clean texts, which stand in the order of the documents."""
    # to look through the ledger once per document takes the square, and to take rows of Arrow text nearly so
    ledger = ledger.astype({"before": object, "after": object})[["doc_id", "offset", "before", "after"]]
    rows = ledger.groupby("doc_id", sort=False).indices
    ledger = ledger.drop(columns="doc_id")
    with_mention, bounds = np.unique(document, return_index=True)
    unchanged = ledger.iloc[:0]  # made once, since tables are slow to make
    raw = [
        raw_places(ledger.iloc[rows[doc_ids[number]]] if doc_ids[number] in rows else unchanged, raw_texts[number], own)
        for number, own in zip(with_mention, np.split(starts, bounds[1:]), strict=False)
    ]
    return np.concatenate([*raw, np.empty((0, 2), dtype=np.int64)])


def words_around(text: str, start: int, stop: int) -> tuple[str, str, str]:
    """The words left of, in and right of a place, inside its passage and cut at spaces."""
    far_left, far_right = max(start - _CONTEXT - 1, 0), stop + _CONTEXT + 1  # no further, however long the line
    begin = max(text.rfind("\n", far_left, start) + 1, far_left)
    end = text.find("\n", stop, far_right)
    end = min(far_right, len(text)) if end < 0 else end
    left, right = text[begin:start], text[stop:end]
    if len(left) > _CONTEXT:
        left = left[-_CONTEXT:].partition(" ")[2]
    if len(right) > _CONTEXT:
        right = right[:_CONTEXT].rpartition(" ")[0]
    return left, text[start:stop], right
