"""Frames as dictionaries of patterns, and every place where one matches."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.dictionaries import (
    PARTS,
    SettingsError,
    parts_fault,
    pattern_fault,
    read_frames,
    shown,
    write_liwc,
    write_yaml,
)
from analysis.ledger import raw_offsets
from analysis.lexicon import CONTRACTIONS, TO_PLAIN
from analysis.matching import Finder, match_types
from analysis.settings import Frame
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
    patterns : mapping of str to mapping of str to str
        Frame to its patterns and the reason of each; a list of patterns is taken as without reasons. A
        pattern is a word or, with spaces, a phrase; `*` stands for any characters of a word and `?` for
        one, alone for any word. Case is ignored, and a word's hyphen parts match too.
    exclude : mapping of str to mapping of str to str, optional
        The same; a stretch of text that one of these matches is taken away from the frame.
    wide : mapping of str to mapping of str to str, optional
        The same, but with a reason each; what a broader reading would count too. Not matched: see `widened`.

    Raises
    ------
    SettingsError
        When a pattern is none, or ends a word with a possessive 's, which no token has; when a frame has
        no patterns; when a pattern stands in two parts of one frame.

    Examples
    --------
    >>> dictionary = Dictionary({"growth": ["*expan*"]}, exclude={"growth": {"expanse*": "a wide space"}})
    >>> dictionary.patterns
    {'growth': {'*expan*': ''}}
    >>> print(dictionary.to_yaml())
    growth:
      patterns:
      - '*expan*'
      exclude:
        expanse*: a wide space
    <BLANKLINE>
    """

    patterns: Mapping[str, Collection[str]]
    exclude: Mapping[str, Collection[str]] = field(default_factory=dict)
    wide: Mapping[str, Collection[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in PARTS:
            frames = {frame: _with_reasons(patterns) for frame, patterns in getattr(self, part).items()}
            object.__setattr__(self, part, {frame: own for frame, own in frames.items() if own or part == "patterns"})
            for frame, patterns in frames.items():
                if (frame not in self.patterns) or not self.patterns[frame]:
                    msg = f"frames.{frame}.patterns: found none; give the frame at least one pattern"
                    raise SettingsError(msg)
                for pattern, reason in patterns.items():
                    _check(pattern, f"frames.{frame}.{part}")
                    if part == "wide" and not reason:
                        msg = f"frames.{frame}.wide: found {pattern!r} without a reason; give it one"
                        raise SettingsError(msg)
        for frame, parts in self._frames().items():
            if fault := parts_fault(parts):
                msg = f"frames.{frame}: {'; '.join(fault)}"
                raise SettingsError(msg)

    @classmethod
    def from_settings(cls, frames: Mapping[str, Frame]) -> Dictionary:
        """Take the patterns of the settings' frames."""
        return cls(*({name: frame.reasons(part) for name, frame in frames.items()} for part in PARTS))

    def widened(self) -> Dictionary:
        """The same with the wide patterns among the patterns.

        Examples
        --------
        >>> Dictionary({"a": ["demand*"]}, wide={"a": {"condition*": "in other words"}}).widened().patterns
        {'a': {'demand*': '', 'condition*': 'in other words'}}
        """
        patterns = {frame: {**parts["patterns"], **parts.get("wide", {})} for frame, parts in self._frames().items()}
        return Dictionary(patterns, self.exclude)

    def to_yaml(self) -> str:
        """Write the dictionary as YAML; `read_dictionary` makes the same of it."""
        return write_yaml(self._frames())

    def to_liwc(self) -> str:
        """Write the patterns as LIWC's .dic.

        Reasons and wide lists have no place there and are left out; where one word is in several frames,
        the order of patterns inside a frame may change.

        Raises
        ------
        SettingsError
            When a frame has exclusions, or a wild card elsewhere than at the end of a word.

        Examples
        --------
        >>> print(Dictionary({"anger": ["hate*", "kill"], "death": ["kill"]}).to_liwc().expandtabs(8))
        %
        1       anger
        2       death
        %
        hate*   1
        kill    1       2
        <BLANKLINE>
        """
        return write_liwc(self._frames())

    def _frames(self) -> dict[str, dict[str, dict[str, str]]]:
        """Frame to part to pattern to reason."""
        return {
            frame: {part: getattr(self, part)[frame] for part in PARTS if frame in getattr(self, part)}
            for frame in self.patterns
        }


def read_dictionary(path: Path | str) -> Dictionary:
    """Read a dictionary from a YAML or LIWC file, chosen by its ending.

    In YAML (.yml, .yaml) a frame is a list of patterns, or lines `pattern: reason`, or the keys patterns,
    exclude, wide and why; a category of frames gives each the name "category / frame". All is read as text,
    so that no quotation marks are needed but around patterns that begin with `*`. In LIWC's format (.dic)
    each category is a frame.

    Parameters
    ----------
    path : Path or str
        A .yml, .yaml or .dic file in UTF-8.

    Returns
    -------
    Dictionary
        Its frames.

    Raises
    ------
    SettingsError
        When the file cannot be used: too long, not UTF-8, empty, a key twice, YAML's aliases and tags, a
        frame without patterns, an unknown category; the message names file, line and what is allowed.
    """
    file = Path(path)
    frames = read_frames(file)
    try:
        return Dictionary(*({name: parts[part] for name, parts in frames.items() if part in parts} for part in PARTS))
    except SettingsError as error:
        msg = f"{file.name}: {error}"
        raise SettingsError(msg) from None


def _with_reasons(patterns: Collection[str]) -> dict[str, str]:
    """Patterns to reasons, empty when there are none."""
    return dict(patterns) if isinstance(patterns, Mapping) else dict.fromkeys(patterns, "")


def _check(pattern: str, key: str) -> None:
    """Refuse what is no pattern, and a possessive that would match nothing."""
    msg = f"{key}: found {shown(pattern)}; "
    if fault := pattern_fault(pattern):
        raise SettingsError(msg + fault)
    if (possible := " ".join(map(_without_possessive, pattern.split()))) != " ".join(pattern.split()):
        advice = f"write {possible!r}" if all(map(_without_possessive, pattern.split())) else "name a word with it"
        msg += f"a possessive 's is cut off every word of the articles, so that this matches nothing; {advice}"
        raise SettingsError(msg)


def _without_possessive(word: str) -> str:
    """A word of a pattern as tokens have it: without 's, unless it can stand for he's, it's and the like."""
    stem, apostrophe, ending = word.translate(TO_PLAIN).rpartition("'")
    if not apostrophe or ending.lower() != "s" or match_types(stem.lower(), np.array(sorted(CONTRACTIONS))).any():
        return word
    return stem


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
    places = _find_places(tokens, dictionary)
    first, last = places["first"].to_numpy(), places["last"].to_numpy()
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


def _find_places(tokens: Tokens, dictionary: Dictionary) -> pd.DataFrame:
    """First and last token, frame and pattern of every mention, by place and frame."""
    finder = Finder(tokens)
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


def _context(text: str, start: int, stop: int) -> tuple[str, str, str]:
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
