"""Frames as dictionaries of patterns, and every place where one matches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate

import numpy as np
import pandas as pd

from analysis.ledger import raw_offsets
from analysis.lexicon import CONTRACTIONS, FUNCTION_WORDS, TO_PLAIN
from analysis.settings import Frame, SettingsError
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


@dataclass(frozen=True)
class Dictionary:
    """Frames and their patterns, ready to match.

    Attributes
    ----------
    patterns : mapping of str to sequence of str
        Frame name to patterns. A pattern is a word or, with spaces, a phrase; `*` stands for any
        characters of a word and `?` for one. Case is ignored, and a word's hyphen parts match too.

    Raises
    ------
    SettingsError
        When a pattern ends a word with a possessive 's, which no token has.
    """

    patterns: Mapping[str, Sequence[str]]

    def __post_init__(self) -> None:
        for frame, patterns in self.patterns.items():
            for pattern in patterns:
                if (possible := " ".join(map(_without_possessive, pattern.split()))) != " ".join(pattern.split()):
                    msg = f"frames.{frame}.patterns: found {pattern!r}; a possessive 's is cut off every word of the "
                    msg += f"articles, so that this matches nothing; write {possible!r}"
                    raise SettingsError(msg)

    @classmethod
    def from_settings(cls, frames: Mapping[str, Frame]) -> Dictionary:
        """Take the patterns of the settings' frames."""
        return cls({name: tuple(frame.patterns) for name, frame in frames.items()})


def _without_possessive(word: str) -> str:
    """A word of a pattern as tokens have it: without 's, unless it can stand for he's, it's and the like."""
    stem, apostrophe, ending = word.translate(TO_PLAIN).rpartition("'")
    if not apostrophe or ending.lower() != "s" or match_types(stem.lower(), np.array(sorted(CONTRACTIONS))).any():
        return word
    return stem


def match_types(pattern: str, types: np.ndarray) -> np.ndarray:
    """Say which types a one-word pattern matches, as a whole or in a hyphen part.

    Case is ignored, except where tokens keep two types apart by it: "US" does not match us, nor "us" US.

    Parameters
    ----------
    pattern : str
        A word; `*` and `?` are wild.
    types : ndarray of str
        Types.

    Returns
    -------
    ndarray of bool
        One per type.

    Examples
    --------
    >>> match_types("expan*", np.array(["expand", "non-expansion", "span"])).tolist()
    [True, True, False]
    """
    typed = pattern.translate(TO_PLAIN).replace("[", "[[]")
    exact, folded = re.compile(translate(typed)), re.compile(translate(typed.lower()))
    other = pattern.lower() if pattern.isupper() and pattern.lower() in FUNCTION_WORDS else ""
    return np.array(
        [
            bool(exact.match(name))
            if name.isupper()
            else name != other and any(folded.match(part) for part in (name, *name.split("-")))
            for name in types
        ],
        dtype=bool,
    )


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
    places = pd.concat(
        [_find_frame(tokens, frame, patterns) for frame, patterns in dictionary.patterns.items()],
        ignore_index=True,
    )
    places = places.sort_values(["first", "frame"], ignore_index=True)
    first, last = places["first"].to_numpy(dtype=np.int64), places["last"].to_numpy(dtype=np.int64)
    document = tokens.documents[first]
    texts = documents["text"].tolist()
    starts, stops = tokens.starts[first], tokens.stops[last]
    contexts = [_context(texts[d], *span) for d, span in zip(document, zip(starts, stops, strict=True), strict=True)]
    raw = [_raw_places(d, starts[document == d], documents, ledger, raw_texts) for d in np.unique(document)]
    line_column = np.concatenate([*raw, np.empty((0, 2), dtype=np.int64)])
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


def _find_frame(tokens: Tokens, frame: str, patterns: Sequence[str]) -> pd.DataFrame:
    """First and last token of every match of one frame, overlaps resolved."""
    found = []
    for order, pattern in enumerate(patterns):
        words = pattern.split()
        first = np.flatnonzero(match_types(words[0], tokens.types)[tokens.ids])
        for step, word in enumerate(words[1:], start=1):
            first = first[first + step < len(tokens.ids)]
            fits = match_types(word, tokens.types)[tokens.ids[first + step]] & tokens.joined[first + step]
            first = first[fits]
        found.append(pd.DataFrame({"first": first, "last": first + len(words) - 1, "order": order}))
    matches = pd.concat(found, ignore_index=True)
    matches["length"] = matches["last"] - matches["first"]
    matches = matches.sort_values(["length", "first", "order"], ascending=[False, True, True])
    taken = np.zeros(len(tokens.ids), dtype=bool)
    keep = []
    for row, first_token, last_token in zip(matches.index, matches["first"], matches["last"], strict=True):
        if not taken[first_token : last_token + 1].any():
            taken[first_token : last_token + 1] = True
            keep.append(row)
    kept = matches.loc[keep]
    return kept.assign(frame=frame, pattern=[patterns[order] for order in kept["order"]])


def _context(text: str, start: int, stop: int) -> tuple[str, str, str]:
    """The words left of, in and right of a place, inside its passage and cut at spaces."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    left, right = text[begin:start], text[stop:end]
    if len(left) > _CONTEXT:
        left = left[-_CONTEXT:].partition(" ")[2]
    if len(right) > _CONTEXT:
        right = right[:_CONTEXT].rpartition(" ")[0]
    return left, text[start:stop], right


def _raw_places(
    document: int, starts: np.ndarray, documents: pd.DataFrame, ledger: pd.DataFrame, raw_texts: Sequence[str]
) -> np.ndarray:
    """Line and column in the raw file, from 1, of places in a clean text."""
    own = ledger[ledger["doc_id"] == documents["doc_id"].iloc[document]]
    offsets = raw_offsets(own, starts)
    raw = raw_texts[document]
    line_starts = np.array([0, *(match.end() for match in re.finditer("\n", raw))])
    line = np.searchsorted(line_starts, offsets, side="right")
    return np.column_stack([line, offsets - line_starts[line - 1] + 1])
