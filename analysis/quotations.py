"""Which stretches of a text stand in quotation marks, or are speech that a dash introduces.

A mark is read by what stands next to it. One that is missing costs at most its own passage: a quotation ends with
its line unless the next line opens with a mark, as speech over several paragraphs does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from analysis.dash_speech import add_dash_speech
from analysis.quotation_marks import OpenMark, Span, opens_like, read_marks, span_at
from analysis.quoted_titles import is_title
from analysis.speech_words import speech_end

FRAGMENT = 4  # tokens: a quoted stretch that is no longer is a fragment


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
    carried: OpenMark | None = None
    passages = _passages(text)
    for number, (start, stop) in enumerate(passages):
        own, left_open = read_marks(text, start, stop, carried)
        carried = None
        if left_open:
            following = passages[number + 1][0] if number + 1 < len(passages) else len(text)
            end = speech_end(text, max(left_open.start, start), stop)
            if end == stop and opens_like(left_open.mark, text[following : following + 1]):
                carried = left_open
            else:
                own.append(Span(left_open.start, end, "marks"))
        spans += add_dash_speech(text, passages[max(number - 1, 0) : number + 2], (start, stop), own)
    return [span._replace(kind="title") if span.kind == "marks" and is_title(text, span) else span for span in spans]


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
        A fragment has at most four tokens. What a dash introduces is direct at any length; a title is a fragment
        at any length, since nobody speaks it.

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
    return "fragment" if span.kind == "title" or (span.kind == "marks" and tokens <= FRAGMENT) else "direct"


def _passages(text: str) -> list[tuple[int, int]]:
    """Start and stop of every line that holds more than spaces, without the spaces around it."""
    return [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
