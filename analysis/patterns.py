"""What a pattern may be, and the three parts of a frame that hold patterns."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal

LONGEST = 200  # characters of a pattern
PARTS: tuple[Literal["patterns", "exclude", "wide"], ...] = ("patterns", "exclude", "wide")

_PATTERN = re.compile(r"[ \u00a0]*[\w*?'’-]+(?:[ \u00a0]+[\w*?'’-]+)*[ \u00a0]*")
_PATTERN_HELP = (
    "a pattern is words of letters, digits, - and ', with * for any letters and ? for one; "
    f"it has a letter or digit and at most {LONGEST} characters"
)


class SettingsError(ValueError):
    """A setting that cannot be used; the message names file, key, what was found and what is allowed."""


def pattern_fault(pattern: str) -> str:
    """What is wrong with a pattern as it is written: empty when nothing is.

    Examples
    --------
    >>> pattern_fault("security guarantee*")
    ''
    >>> pattern_fault("guarant(ee|or)").split(";")[0]
    "a pattern is words of letters, digits, - and ', with * for any letters and ? for one"
    """
    fits = len(pattern) <= LONGEST and _PATTERN.fullmatch(pattern) and any(map(str.isalnum, pattern))
    return "" if fits else _PATTERN_HELP


def parts_fault(parts: Mapping[str, Collection[str]]) -> tuple[str, str] | None:
    """What is found and what is allowed, where a pattern stands in two parts of one frame."""
    for part, others in (("exclude", ("patterns",)), ("wide", ("patterns", "exclude"))):
        for other in others:
            for pattern in parts.get(part, ()):
                if pattern in parts.get(other, ()):
                    return f"found {shown(pattern)} in {other} and in {part}", "take it out of one of them"
    return None


def shown(value: object) -> str:
    """A value as messages quote it: whole when short, else its beginning."""
    text = repr(value if not isinstance(value, str) else value[:61])
    return text if len(text) <= 64 else f"{text[:60]}…"
