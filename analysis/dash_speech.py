"""Speech that a dash introduces: at the beginning of a passage, or after words that say who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.quotation_marks import Span, span_at
from analysis.speech_words import ATTRIBUTION, SPEAKER, SPEECH, speech_end

_SENTENCE = re.compile(r"[.!?…][\"”’»]?$")
_DASH = r"[–—―]|-(?= )"
_DASH_FIRST = re.compile(rf"(?:{_DASH})\s*(?=[^\W_])")
_DASH_AFTER = re.compile(rf"(?<=[.!?…:])\s+(?:{_DASH})\s+(?=[^\W\d_])")
_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did)"
_REST = (  # of a sentence that ends with its attribution: not ", said the mayor, is dead"
    rf"(?:[^.!?…,]|,(?! {_AUXILIARY}\b)|(?<=\b[MD][rs])\.|(?<=\bMrs)\.)*"
)
_TO_WHOM = (
    r"(?: (?:to )?(?:us|me|him|her|them|(?:the|an?|its|his|her|their|our) \w+(?: \w+)?|reporters|journalists"
    r"|lawmakers|parliament|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}))?"
    rf"(?: (?:in|on|at|to|after|before|during|with|from|by|last|this|late|earlier|yesterday|today|again)\b{_REST})?"
)
_ATTRIBUTED = re.compile(  # the end of "We leave, said Jane Roe." and of "We leave, the colonel told us in May."
    rf"(?<![\"”’»'])[,?!…–—]\s*(?:[–—-]\s+)?(?:{SPEECH} (?:(?:on|in|at) |{SPEAKER}){_REST}"
    rf"|{SPEAKER}[^.!?;:\"“”]{{0,120}}?\b{SPEECH}(?:,(?! {_AUXILIARY}\b){_REST}|{_TO_WHOM}))[.!?…]+$"
)
_INTRODUCED = re.compile(rf"\b{SPEECH}\b[^.!?;:\"“”]{{0,80}}:$")  # the end of "The colonel told reporters:"
_BACK = 300  # characters before a dash in which its attribution stands: nobody is heard from further off
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b|[!?]")


def add_dash_speech(
    text: str, near: Sequence[tuple[int, int]], passage: tuple[int, int], marks: list[Span]
) -> list[Span]:
    """Add what a dash introduces to the quotations of a passage.

    Parameters
    ----------
    text : str
        Text of a document.
    near : sequence of (int, int)
        The passage and those beside it, by which a list is told from speech.
    passage : (int, int)
        Where it starts and stops.
    marks : list of Span
        What stands in quotation marks in it.

    Returns
    -------
    list of Span
        In order. Marks inside such speech open no span of their own.

    Examples
    --------
    >>> text = "- We leave, said Jane Roe. She left. - It rained."
    >>> spans = add_dash_speech(text, [(0, len(text))], (0, len(text)), [])
    >>> [text[start:stop] for start, stop, _ in spans]
    ['- We leave,']
    """
    start, stop = passage
    firsts = [start] if _is_dash_speech(text, near, passage) else []
    for match in _DASH_AFTER.finditer(text, start, stop):
        place = match.end() - len(match[0].lstrip())
        if _takes_up_speech(text, start, match.start()) and (text[place] != "-" or text[start] == "-"):
            firsts.append(place)
    firsts = [place for place in firsts if not span_at(marks, place, place + 1)]
    spoken: list[Span] = []
    for place, following in pairwise([*firsts, stop]):
        end = speech_end(text, place, following)
        straddling = span_at(marks, place, end)
        if straddling and straddling.stop > end:
            end = straddling.start
        spoken.append(Span(place, end, "dash"))
    return sorted([*spoken, *(span for span in marks if not span_at(spoken, span.start, span.start + 1))])


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
    if ATTRIBUTION.search(text, start, stop):
        return True
    if text[start] == "-" or not _SENTENCE.search(text, start, stop):
        return False
    others = [other for other in near if other != passage]
    in_list = any(_DASH_FIRST.match(text, *other) or text[other[1] - 1] == ":" for other in others)
    return not in_list or bool(_SPOKEN.search(text, start, stop))
