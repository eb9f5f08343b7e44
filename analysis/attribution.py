"""Who is reported to say what a mention stands in.

A sentence is read when a mention stands in it or in a quotation beside it, once; "he said" looks back over a few
sentences only, so that a document is never read from end to end for one mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Literal, NamedTuple

import numpy as np

from analysis.antecedents import LOOK_BACK, ReadDocument, is_persons, resolve_speaker
from analysis.clauses import Report
from analysis.quotation_marks import Span, span_at
from analysis.reports import first_speaker
from analysis.speaker_names import is_origin
from analysis.word_classes import PREPOSITIONS


class Attribution(NamedTuple):
    """Who is reported to say a mention.

    Attributes
    ----------
    attribution : "named", "unnamed group" or "none"
    source : str
        In the text's words; "unresolved" when the text does not say who; empty for none.
    rules : tuple of str
        Names of the rules that fired.
    """

    attribution: Literal["named", "unnamed group", "none"]
    source: str
    rules: tuple[str, ...]


NONE = Attribution("none", "", ())
_PARTICIPLE = re.compile(r"\w+(?:ing|ed)")
_ADVERBIAL = PREPOSITIONS - {"for"}  # "for the mayor" is a point of view
_GAP = 80  # characters, most of them line breaks, between "she said:" and what she said


def sentence_spans(
    text: str, sentence: Sequence[int], starts: Sequence[int], stops: Sequence[int]
) -> list[tuple[int, int]]:
    """Where the sentences of a document stand, marks included.

    Parameters
    ----------
    text : str
        The document's text.
    sentence, starts, stops : sequence of int
        Its tokens' columns in `Tokens`.

    Returns
    -------
    list of (int, int)
        Start and stop of every sentence, in characters.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> text = "“We go.” He left."
    >>> tokens = tokenize([text], ["a"])
    >>> [text[start:stop] for start, stop in sentence_spans(text, tokens.sentence, tokens.starts, tokens.stops)]
    ['“We go.”', 'He left.']
    """
    number = np.asarray(sentence)
    if not len(number):
        return []
    firsts = np.flatnonzero(np.concatenate([[True], number[1:] != number[:-1]])).tolist()
    begins, ends = [_line_start(text, int(starts[0]))], []
    for first in firsts[1:]:
        before, after = int(stops[first - 1]), int(starts[first])
        gap = text[before:after]
        cut = gap.find("\n") if "\n" in gap else gap.find(" ")
        ends.append(before + cut if cut >= 0 else before)
        lead = max(gap.rfind("\n"), ends[-1] - before)
        begins.append(before + lead + 1 if gap[lead : lead + 1].isspace() else after)
    ends.append(len(text) if "\n" not in text[int(stops[-1]) :] else text.index("\n", int(stops[-1])))
    return [(begin, max(begin, end)) for begin, end in zip(begins, ends, strict=True)]


def attribute_mentions(
    text: str, mentions: Sequence[tuple[int, int]], spans: Sequence[Span], sentences: Sequence[tuple[int, int]]
) -> list[Attribution]:
    """Say who is reported to say each mention of a document.

    Parameters
    ----------
    text : str
        The document's text.
    mentions : sequence of (int, int)
        Where each starts and stops, in characters.
    spans : sequence of Span
        The quotations of the document.
    sentences : sequence of (int, int)
        As `sentence_spans` gives them.

    Returns
    -------
    list of Attribution
        One per mention.

    Examples
    --------
    >>> from analysis.quotations import quotation_spans
    >>> text = "The ban stays, the mayor, Jane Roe, told reporters."
    >>> attribute_mentions(text, [(4, 7)], quotation_spans(text), [(0, len(text))])
    [Attribution(attribution='named', source='Jane Roe', rules=('says',))]
    """
    document = ReadDocument(text, spans, sentences)
    speaker_of = cache(partial(_quotation_speaker, document))
    return [_attribute(document, speaker_of, start, stop) for start, stop in mentions]


def _attribute(
    document: ReadDocument, speaker_of: Callable[[Span], Attribution | None], start: int, stop: int
) -> Attribution:
    """Who is reported to say one mention."""
    if not document.sentences:
        return NONE
    number = document.number(start)
    span = span_at(document.spans, start, stop)
    if span and span.kind == "title":  # nobody speaks a title
        span = None
    governing = [report for report in document.reports(number) if any(a <= start < b for a, b in report.scopes)]
    outside = [report for report in governing if not document.quoted(report.place)]
    if outside or not span:
        return _answer(document, number, _outermost(outside))
    return speaker_of(span) or _answer(document, number, _outermost(governing))


def _outermost(reports: list[Report]) -> Report | None:
    """Of several that govern a mention: the one that closes the sentence, else the first."""
    reports = [report for report in reports if not is_origin(report.speaker.source)] or reports
    trailing = [report for report in reports if report.trailing]
    return trailing[-1] if trailing else reports[0] if reports else None


def _quotation_speaker(document: ReadDocument, span: Span) -> Attribution | None:
    """Who speaks a quotation, by the words beside it or, where it is speech, by those before it."""
    beside = _beside_quotation(document, span)
    if beside:
        return _answer(document, *beside)
    return _running_quotation(document, span) if _is_speech(document, span) else None


def _is_speech(document: ReadDocument, span: Span) -> bool:
    """Whether a quotation is a sentence of its own or more, not some words of the article's."""
    words = document.text[span.start : span.stop].strip("\"“”„‟«»'‘’ –—-")
    return span.kind == "dash" or (words.count(" ") >= 3 and words[:1].isupper())


def _beside_quotation(document: ReadDocument, span: Span) -> tuple[int, Report] | None:
    """The report in the sentence where a quotation ends or starts, or right after or before it."""
    first, last = document.number(span.start), document.number(span.stop - 1)
    for report in document.reports(last):
        if report.place >= span.stop and (report.trailing or report.whole) and not document.quoted(report.place):
            return last, report
    for report in document.reports(last + 1):
        if report.whole and document.sentences[last + 1][0] - span.stop <= 2 and not document.quoted(report.place):
            return last + 1, report
    for report in reversed(document.reports(first)):
        if (
            report.place < span.start
            and any(a <= span.start < b for a, b in report.scopes)
            and not document.quoted(report.place)
        ):
            return first, report
    lead = document.text[document.sentences[first][0] : span.start].rstrip()
    if lead.endswith((":", ",")) or (
        first and not lead and document.text[max(span.start - _GAP, 0) : span.start].rstrip()[-1:] == ":"
    ):
        number = first if lead else first - 1
        speaker = first_speaker(document.text, *_before(document, number, span.start))
        if speaker and not _is_adverbial(lead):
            begin = document.sentences[number][0]
            return number, Report("speaker before the quotation", speaker, begin, begin, ())
    return None


def _is_adverbial(lead: str) -> bool:
    """Whether all that stands before a quotation is one phrase of time, place or manner and a comma: “In the end, ”."""
    words = lead.rstrip(",").split()
    if len(words) < 2 or not lead.endswith(",") or "," in lead[:-1]:
        return False
    participle = bool(_PARTICIPLE.fullmatch(words[0])) and words[1][0].islower()  # and no first name
    return words[0].lower() in _ADVERBIAL or participle


def _before(document: ReadDocument, number: int, place: int) -> tuple[int, int]:
    """A sentence as far as a place."""
    start, stop = document.sentences[number]
    return start, min(stop, place)


def _running_quotation(document: ReadDocument, span: Span) -> Attribution | None:
    """The speaker of the sentence beside a quotation that names none."""
    first = document.number(span.start)
    lead = document.text[document.sentences[first][0] : span.start].rstrip()
    within = any(letter.isalpha() for letter in lead) and not lead.endswith((":", ",", *"\"”»’'"))
    for number in range(
        first if document.sentences[first][0] < span.start else first - 1, max(first - LOOK_BACK, -1), -1
    ):
        start, stop = document.sentences[number]
        if document.quoted(start) and document.quoted(stop - 1) and number != first:
            continue
        outside = [
            report
            for report in document.reports(number)
            if not document.quoted(report.place) and report.place < span.start
        ]
        if outside:
            return _answer(document, number, outside[-1])._replace(rules=("speaker goes on",))
        if within or "\n" in document.text[stop : span.start]:  # the words of what its own sentence names
            return None
        names = [
            name
            for _, kind, name in document.names_before(number, min(stop, span.start))
            if kind == "person" or (kind == "name" and is_persons(document, name) is True)
        ]
        if names:
            return Attribution("named", names[0], ("speaker beside the quotation",))
    return None


def _answer(document: ReadDocument, number: int, report: Report | None) -> Attribution:
    """What a report says of a mention, its pronoun resolved."""
    if report is None:
        return NONE
    speaker = resolve_speaker(document, number, report)
    return Attribution(speaker.attribution, speaker.source, (report.rule,))


def _line_start(text: str, place: int) -> int:
    """Where the line of a character starts, without spaces."""
    start = text.rfind("\n", 0, place) + 1
    return start + len(text[start:place]) - len(text[start:place].lstrip())
