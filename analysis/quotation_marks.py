"""The marks that open and close quotations: which fit each other, and what a missing one costs.

A mark is read by what stands next to it: an apostrophe, an elision, feet or inches open nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis.speech_words import speech_end

_MARK = re.compile(r"``|''|[\"“”„‟«»'‘’‚‛‹›`]")
_DOUBLE = frozenset(['"', "“", "”", "„", "‟", "«", "»", "``", "''"])
_CLOSES = {  # the mark that opened, and those that may close it
    **dict.fromkeys(['"', "“", "‟", "”", "``"], frozenset(['"', "“", "”", "‟", "''"])),
    "„": frozenset(['"', "“", "”", "‟", "''"]),
    "''": frozenset(["''", '"']),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "‹": frozenset("›"),
    "›": frozenset("‹"),
    **dict.fromkeys("'‘‛`", frozenset(["'", "’", '"', "”", "“"])),
    "‚": frozenset(["‘", "’", "'", '"', "”", "“"]),
    "’": frozenset(["’", '"', "”"]),
}
_ELISION = re.compile(
    r"(?:\d0s|\d\d(?!\d| ?%| per ?cent)|[nN](?=['’ ])|(?:tis|twas|em|til|cause|bout|cos|kay)\b)", re.I
)


class Span(NamedTuple):
    """A stretch of quoted text, marks included: what stands in marks, what a dash introduces, or a title in marks."""

    start: int
    stop: int
    kind: Literal["marks", "dash", "title"]


class OpenMark(NamedTuple):
    """A quotation mark that waits for its partner."""

    mark: str
    start: int


def span_at(spans: Sequence[Span], start: int, stop: int) -> Span | None:
    """Find the span that a stretch of text stands in, or None.

    Parameters
    ----------
    spans : sequence of Span
        As `quotation_spans` gives them.
    start, stop : int
        The stretch.

    Returns
    -------
    Span or None
        The last span that shares a character with it.
    """
    place = bisect_left(spans, (stop,)) - 1
    return spans[place] if place >= 0 and spans[place].stop > start else None


def read_marks(text: str, start: int, stop: int, carried: OpenMark | None) -> tuple[list[Span], OpenMark | None]:
    """Pair the marks of one passage.

    Parameters
    ----------
    text : str
        Text of a document.
    start, stop : int
        The passage.
    carried : OpenMark or None
        The mark that the passage before it left open, when the quotation goes on.

    Returns
    -------
    list of Span, OpenMark or None
        The quotations that end in the passage, and the mark that is still open at its end.

    Examples
    --------
    >>> spans, left_open = read_marks("They said “no” and “maybe.", 0, 26, None)
    >>> spans, left_open.start
    ([Span(start=10, stop=14, kind='marks')], 19)
    """
    marks = [(match[0], match.start(), match.end()) for match in _MARK.finditer(text, start, stop)]
    marks = [mark for mark in marks if not _is_no_mark(text, *mark)]
    closers = _next_closes(text, marks, start, stop)
    spans: list[Span] = []
    stack = [carried] if carried else []
    for (mark, begin, end), closed_later in zip(marks, closers, strict=True):
        if carried and begin == start:
            continue  # the mark that says the quotation goes on
        before, after = _solid(text, begin - 1, start, stop), _leads(text, end, start, stop)
        depth = _closed_depth(stack, mark, before, after)
        if depth is not None and not (closed_later and _measures_or_owns(text, mark, begin, end)):
            if depth == 0:
                spans.append(Span(stack[0].start, end, "marks"))
            del stack[depth:]
        elif _may_open(mark, before, after, closed_later or begin == start or (mark == "‘" and bool(stack))):
            if [opened.mark for opened in stack] == [mark]:  # the first was never closed
                opened = stack.pop()
                spans.append(Span(opened.start, speech_end(text, max(opened.start, start), begin), "marks"))
            stack.append(OpenMark(mark, begin))
        elif not stack and mark in _DOUBLE and text[begin - 1 : begin] in {*".,!?…"}:
            spans.append(Span(_orphan_start(text, spans[-1].stop if spans else None, start, begin), end, "marks"))
    return spans, stack[0] if stack else None


def _closed_depth(stack: list[OpenMark], mark: str, before: bool, after: bool) -> int | None:
    """Which open mark this one closes, as its place in the stack, or None."""
    fits = [depth for depth, opened in enumerate(stack) if mark in _CLOSES.get(opened.mark, ())]
    if not fits:
        return None
    if after and not before:  # looks like an opening mark
        wrong = len(stack) == 2 and stack[1].mark not in _DOUBLE and mark in {"“", '"'}  # ‘what you want “is
        return 1 if wrong else fits[-1] if mark in {"”", "»", "''"} and mark != stack[-1].mark else None
    alike = [depth for depth in fits if (stack[depth].mark in _DOUBLE) == (mark in _DOUBLE)]
    return (alike or fits)[-1]


def _measures_or_owns(text: str, mark: str, begin: int, end: int) -> bool:
    """Whether a mark that could close may be inches (12" pipes) or the end of a possessive (the boys' plan)."""
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    return goes_on and (text[begin - 1] in "sSxz" if mark in {"'", "’"} else mark == '"' and text[begin - 1].isdigit())


def _may_open(mark: str, before: bool, after: bool, closed_later: bool) -> bool:
    """Whether a mark that closes nothing opens a quotation."""
    if mark in {"“", "„", "‟", "«", "``"}:
        return after or not before
    if mark in {'"', "»", "”", "''"}:
        return not before and (after or (mark == '"' and closed_later))
    return mark not in {"’", "›"} and not before and after and closed_later


def _is_no_mark(text: str, mark: str, begin: int, end: int) -> bool:
    """Whether a mark is an apostrophe inside or before a word, or counts feet or inches."""
    before, after = text[max(begin - 1, 0) : begin], text[end : end + 1]
    if mark in "'‘’" and before.isalnum() and after.isalnum():
        return True
    if mark == '"' and before.isdigit() and re.search(r"\d['’] ?\d+$", text[max(begin - 8, 0) : begin]):
        return True
    return mark in "'‘’" and not before.isalnum() and bool(_ELISION.match(text, end))


def _solid(text: str, place: int, start: int, stop: int) -> bool:
    """Whether the character beside a mark belongs to words on that side: `place` is before or after the mark."""
    ahead = text[place + 1 : place + 2] if start <= place < stop else ""
    if not start <= place < stop or text[place].isspace() or text[place] in "([{–—―/":
        return False
    if _MARK.match(text[place]):
        return ahead.isalnum() or (place > start and not text[place - 1].isspace() and not ahead.isspace())
    return text[place] not in "-" or ahead.isalnum()


def _leads(text: str, end: int, start: int, stop: int) -> bool:
    """Whether words start right after a mark."""
    closing = text[end : end + 1] in ".,;:!?)]}" and text[end : end + 3] != "..."
    return _solid(text, end, start, stop) and not closing


def _next_closes(text: str, marks: list[tuple[str, int, int]], start: int, stop: int) -> list[bool]:
    """Per mark, whether the next mark of its kind (for a single one, of any kind) looks like a closing one."""
    found, single, double = [], False, False
    for mark, begin, end in reversed(marks):
        found.append(double if mark in _DOUBLE else single or double)
        opens = mark not in "”’" and not _solid(text, begin - 1, start, stop) and _leads(text, end, start, stop)
        if mark in _DOUBLE:
            double = not opens
        else:
            single = not opens
    return found[::-1]


def _orphan_start(text: str, after: int | None, start: int, begin: int) -> int:
    """Where a quotation without an opening mark starts: with its passage, or its sentence after another quotation."""
    match = re.compile(r"[.!?…]\s+(?=\S)").search(text, after, begin) if after is not None else None
    return start if after is None else match.end() if match else begin


def opens_like(mark: str, first: str) -> bool:
    """Whether a passage that starts with this character goes on with a quotation that the mark opened."""
    return first != "" and first in ('"“„‟«»' if mark in _DOUBLE else "'‘‚‹`")
