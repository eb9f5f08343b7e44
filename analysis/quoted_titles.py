"""Titles in quotation marks: a film or a book that is named, and not something that is said."""

from __future__ import annotations

import re

from analysis.quotation_marks import Span
from analysis.speech_words import SAID_NEXT

_LONGEST = 120  # characters of a title
_WORD = re.compile(r"[^\W_]+(?:[.'’&‐‑-][^\W_]+)*")
_SMALL = frozenset(  # words that stay small in a title
    "a an the and but or nor of in on at by for with from to into onto over under up upon out off down as than vs via "
    "de del der den des di da do la le les el al und van von y et".split()
)
_LED = re.compile(  # the end of: the film, a book called, an essay titled
    r"\b(?:(?:films?|movies?|books?|novels?|songs?|albums?|operas?|plays?|poems?|paintings?|essays?|memoirs?|musicals?"
    r"|ballads?|hymns?|sitcoms?|documentary|documentaries|magazines?)(?:,? (?:called|named))?"
    r"|(?:title[ds]?|entitled|headlined|subtitled)),? $",
    re.I,
)
_BACK = 40  # characters before a mark in which the word for a work stands


def is_title(text: str, span: Span) -> bool:
    """Say whether what stands in quotation marks is the name of a work, by its capitals or the word before it.

    Parameters
    ----------
    text : str
        Text of a document.
    span : Span
        A stretch in quotation marks.

    Returns
    -------
    bool
        True where all words but the small ones have capitals, and where words with one capital follow "the film",
        "a book called" or "entitled". What ends with a full stop is a sentence, capitals throughout are shouted, and
        what stands before "she said" is speech.

    Examples
    --------
    >>> text = "The film 'Gone with the Wind' opened."
    >>> is_title(text, Span(9, 29, "marks"))
    True
    >>> text = "She said 'Gone is the wind of May' and left."
    >>> is_title(text, Span(9, 34, "marks"))
    False
    """
    if span.stop - span.start > _LONGEST:
        return False
    inner = text[span.start : span.stop].strip("\"“”„‟«»'‘’‚‛‹›` ")
    words = _WORD.findall(inner)
    if len(words) < 2 or inner.endswith((".", "…")) or inner.isupper() or not words[0][0].isupper():
        return False
    paused = inner.endswith((",", "!", "?"))
    if (paused or text[span.stop : span.stop + 1] == ",") and SAID_NEXT.match(text, span.stop):
        return False
    if not paused and _LED.search(text, max(span.start - _BACK, 0), span.start):
        return True
    large = [word for word in words if not word[0].islower()]
    plain = all(not word[0].islower() or word in _SMALL for word in words)
    return plain and len([word for word in large if len(word) > 1]) >= 2 and words[-1] in large
