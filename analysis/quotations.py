"""Which stretches of a text stand in quotation marks, or are speech that a dash introduces.

A mark is read by what stands next to it. One that is missing costs at most its own passage: a quotation ends with
its line unless the next line opens with a mark, as speech over several paragraphs does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

FRAGMENT = 4  # tokens: a quoted stretch that is no longer is a fragment

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
_SPEAKER = r"(?:(?:the|an?|one|some|many|its?|his|her|their|our) |he |she |they |[A-Z])"
_SPEECH = (
    r"(?:said|says?|told|tells?|asked|asks?|added|adds|warned|warns|insisted|insists|complained|complains|argued|argues"
    r"|explained|explains|replied|replies|answered|shouted|cried|recalled|recalls|wrote|writes|noted|notes|stressed"
    r"|stresses|emphasi[sz]e[ds]|stated|states|declared|declares|announced|announces|admitted|admits|claimed|claims"
    r"|conceded|concedes|concluded|concludes|remarked|remarks|continued|continues|promised|promises|sighed|laughed"
    r"|joked|jokes|summed up|sums up|pointed out|points out|went on|believes|thinks)"
)
_ATTRIBUTION = re.compile(  # after a comma: "said the minister", "the minister, Jane Roe, told reporters"
    rf"[,?!…](?P<tail>\s+(?:[–—-]\s+)?(?:{_SPEECH} {_SPEAKER}|{_SPEAKER}[^.!?;:\"“”]{{0,80}}?\b{_SPEECH}\b))"
)
_SENTENCE = re.compile(r"[.!?…][\"”’»]?$")
_DASH = r"[–—―]|-(?= )"
_DASH_FIRST = re.compile(rf"(?:{_DASH})\s*(?=[^\W_])")
_DASH_AFTER = re.compile(rf"(?<=[.!?…:])\s+(?:{_DASH})\s+(?=[^\W\d_])")
_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did)"
_REST = (  # of a sentence that ends with its attribution: not ", said the mayor, is dead"
    rf"(?:[^.!?…,]|,(?! {_AUXILIARY}\b)|(?<=\b[MD][rs])\.|(?<=\bMrs)\.){{0,160}}"
)
_TO_WHOM = (
    r"(?: (?:to )?(?:us|me|him|her|them|(?:the|an?|its|his|her|their|our) \w+(?: \w+)?|reporters|journalists"
    r"|lawmakers|parliament|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}))?"
    rf"(?: (?:in|on|at|to|after|before|during|with|from|by|last|this|late|earlier|yesterday|today|again)\b{_REST})?"
)
_ATTRIBUTED = re.compile(  # the end of "We leave, said Jane Roe." and of "We leave, the colonel told us in May."
    rf"(?<![\"”’»'])[,?!…–—]\s*(?:[–—-]\s+)?(?:{_SPEECH} (?:(?:on|in|at) |{_SPEAKER}){_REST}"
    rf"|{_SPEAKER}[^.!?;:\"“”]{{0,120}}?\b{_SPEECH}(?:,(?! {_AUXILIARY}\b){_REST}|{_TO_WHOM}))[.!?…]+$"
)
_INTRODUCED = re.compile(rf"\b{_SPEECH}\b[^.!?;:\"“”]{{0,80}}:$")  # the end of "The colonel told reporters:"
_BACK = 300  # characters before a dash in which its attribution stands
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b|[!?]")


class Span(NamedTuple):
    """A stretch of quoted text, marks included."""

    start: int
    stop: int
    kind: Literal["marks", "dash"]


class _Open(NamedTuple):
    """A quotation mark that waits for its partner."""

    mark: str
    start: int


def quotation_spans(text: str) -> list[Span]:
    """Find what is quoted.

    Reads straight, curly, single, low and angle marks, marks with spaces inside, pairs that do not fit each
    other, missing marks, and speech introduced by a dash. Apostrophes, elisions, feet and inches are none.

    Parameters
    ----------
    text : str
        Text of a document; its lines are its passages.

    Returns
    -------
    list of Span
        In order, without overlap, in characters of the text. Marks inside a quotation open no span of their
        own. A span goes on in the next passage only when that opens with a mark.

    Examples
    --------
    >>> text = "It’s off. “Never,” she said, of the boys' “ plan ”."
    >>> [text[start:stop] for start, stop, _ in quotation_spans(text)]
    ['“Never,”', '“ plan ”']
    >>> text = "– We are leaving, said Jane Roe."
    >>> [text[start:stop] for start, stop, _ in quotation_spans(text)]
    ['– We are leaving,']
    """
    spans: list[Span] = []
    carried = None
    passages = _passages(text)
    for number, (start, stop) in enumerate(passages):
        own, left_open = _read_marks(text, start, stop, carried)
        carried = None
        if left_open:
            following = passages[number + 1][0] if number + 1 < len(passages) else len(text)
            end = _unclosed_end(text, max(left_open.start, start), stop)
            if end == stop and _opens_like(left_open.mark, text[following : following + 1]):
                carried = left_open
            else:
                own.append(Span(left_open.start, end, "marks"))
        spans += _add_dash_speech(text, passages[max(number - 1, 0) : number + 2], (start, stop), own)
    return spans


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


def classify_quotation(
    spans: Sequence[Span], start: int, stop: int, token_starts: Sequence[int]
) -> Literal["none", "direct", "fragment"]:
    """Say whether a mention is quoted, and how.

    Parameters
    ----------
    spans : sequence of Span
        The quotations of its document.
    start, stop : int
        Where the mention stands, in characters.
    token_starts : sequence of int
        Where the tokens of the document start, in order.

    Returns
    -------
    "none", "direct" or "fragment"
        A fragment has at most four tokens. What a dash introduces is direct at any length.

    Examples
    --------
    >>> text = "They call it a “pause”."
    >>> classify_quotation(quotation_spans(text), 16, 21, [0, 5, 10, 13, 16])
    'fragment'
    """
    span = span_at(spans, start, stop)
    if span is None:
        return "none"
    tokens = bisect_left(token_starts, span.stop) - bisect_left(token_starts, span.start)
    return "fragment" if span.kind == "marks" and tokens <= FRAGMENT else "direct"


def _passages(text: str) -> list[tuple[int, int]]:
    """Start and stop of every line that holds more than spaces, without the spaces around it."""
    return [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]


def _read_marks(text: str, start: int, stop: int, carried: _Open | None) -> tuple[list[Span], _Open | None]:
    """Pair the marks of one passage; also give the mark that is still open at its end."""
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
                spans.append(Span(opened.start, _unclosed_end(text, max(opened.start, start), begin), "marks"))
            stack.append(_Open(mark, begin))
        elif not stack and mark in _DOUBLE and text[begin - 1 : begin] in {*".,!?…"}:
            spans.append(Span(_orphan_start(text, spans[-1].stop if spans else None, start, begin), end, "marks"))
    return spans, stack[0] if stack else None


def _closed_depth(stack: list[_Open], mark: str, before: bool, after: bool) -> int | None:
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


def _unclosed_end(text: str, start: int, stop: int) -> int:
    """Where a quotation without a closing mark ends: before the words that say who spoke, or at `stop`."""
    match = _ATTRIBUTION.search(text, start, stop)
    return match.start("tail") if match else stop


def _orphan_start(text: str, after: int | None, start: int, begin: int) -> int:
    """Where a quotation without an opening mark starts: with its passage, or its sentence after another quotation."""
    match = re.compile(r"[.!?…]\s+(?=\S)").search(text, after, begin) if after is not None else None
    return start if after is None else match.end() if match else begin


def _opens_like(mark: str, first: str) -> bool:
    """Whether a passage that starts with this character goes on with a quotation that the mark opened."""
    return first != "" and first in ('"“„‟«»' if mark in _DOUBLE else "'‘‚‹`")


def _add_dash_speech(
    text: str, near: Sequence[tuple[int, int]], passage: tuple[int, int], marks: list[Span]
) -> list[Span]:
    """The spans of a passage, with what a dash introduces; marks inside such speech open no span of their own."""
    start, stop = passage
    firsts = [start] if _is_dash_speech(text, near, passage) else []
    for match in _DASH_AFTER.finditer(text, start, stop):
        place = match.end() - len(match[0].lstrip())
        if _takes_up_speech(text, start, match.start()) and (text[place] != "-" or text[start] == "-"):
            firsts.append(place)
    firsts = [place for place in firsts if not span_at(marks, place, place + 1)]
    spans = list(marks)
    for place, following in pairwise([*firsts, stop]):
        end = _unclosed_end(text, place, following)
        straddling = span_at(spans, place, end)
        if straddling and straddling.stop > end:
            end = straddling.start
        spans = [span for span in spans if not place <= span.start < end]
        spans.append(Span(place, end, "dash"))
    return sorted(spans)


def _takes_up_speech(text: str, start: int, before: int) -> bool:
    """Whether what ends before a dash in mid-passage says who speaks: "We leave, said Jane Roe. – It is over."

    After any other sentence the dash is the article's own: "The mayor said no. He left. – It was late."
    """
    reach = max(start, before - _BACK)
    return bool(_ATTRIBUTED.search(text, reach, before) or _INTRODUCED.search(text, reach, before))


def _is_dash_speech(text: str, near: Sequence[tuple[int, int]], passage: tuple[int, int]) -> bool:
    """Whether a passage that starts with a dash is speech and not an item of a list."""
    start, stop = passage
    if not _DASH_FIRST.match(text, start, stop):
        return False
    if _ATTRIBUTION.search(text, start, stop):
        return True
    if text[start] == "-" or not _SENTENCE.search(text, start, stop):
        return False
    others = [other for other in near if other != passage]
    in_list = any(_DASH_FIRST.match(text, *other) or text[other[1] - 1] == ":" for other in others)
    return not in_list or bool(_SPOKEN.search(text, start, stop))
