"""Dictionaries: frames, the patterns that count for each, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from analysis.dictionary_files import read_frames, write_liwc, write_yaml
from analysis.lexicon import CONTRACTIONS, TO_PLAIN
from analysis.matching import match_types
from analysis.patterns import PARTS, SettingsError, parts_fault, pattern_fault, shown
from analysis.settings import Frame


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
        for frame, parts in self.frames().items():
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
        patterns = {frame: {**parts["patterns"], **parts.get("wide", {})} for frame, parts in self.frames().items()}
        return Dictionary(patterns, self.exclude)

    def to_yaml(self) -> str:
        """Write the dictionary as YAML; `read_dictionary` makes the same of it."""
        return write_yaml(self.frames())

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
        return write_liwc(self.frames())

    def frames(self) -> dict[str, dict[str, dict[str, str]]]:
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
