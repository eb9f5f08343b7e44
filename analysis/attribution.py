"""Who is reported to say what a mention stands in.

A sentence is read when a mention stands in it or in a quotation beside it, once; "he said" looks back over a few
sentences only, so that a document is never read from end to end for one mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import numpy as np

from analysis.clauses import Report
from analysis.quotation_marks import Span, span_at
from analysis.reports import find_reports, first_speaker
from analysis.speakers import (
    UNRESOLVED,
    Speaker,
    find_names,
    find_speaker,
    is_full_name,
    is_origin,
    kind_of,
    read_words,
)

LOOK_BACK = 4  # sentences in which a pronoun, or a quotation without a speaker, finds one
_Reports = Callable[[int], list[Report]]  # the reports of a sentence, by its number
_WANTED = {"person": ("person",), "generic": ("person",), "group": ("group",), "body": ("body",)}


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


_PAIR = re.compile(r"\b(?=([A-Z]\w+) ([A-Z]\w+(?:[-‐‑'’][A-Z]\w+)*))")
_SURE = re.compile(r"\b([A-Z][\w-]+) (?:himself|herself)\b|\b(?:M[rs]s?|Dr|Prof)\.? ([A-Z][\w-]+)")
_PLACED = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross) ([A-Z][\w-]+)")
_AFTER_PREPOSITION = re.compile(r"\b(?:to|with|in|at|from|on|of|for|by) $", re.I)
NONE = Attribution("none", "", ())


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
    document = _Document(text, list(spans), list(sentences), [start for start, _ in sentences])

    @cache
    def reports_of(number: int) -> list[Report]:
        if not 0 <= number < len(document.sentences):
            return []
        return find_reports(
            text, *document.sentences[number], lambda place: span_at(spans, place, place + 1) is not None
        )

    return [_attribute(document, reports_of, start, stop) for start, stop in mentions]


class _Document(NamedTuple):
    """A document as the reports in it are looked up."""

    text: str
    spans: list[Span]
    sentences: list[tuple[int, int]]
    begins: list[int]

    def number(self, place: int) -> int:
        """The number of the sentence that holds a character."""
        return max(bisect_right(self.begins, place) - 1, 0)

    def quoted(self, place: int) -> bool:
        """Whether a character stands in a quotation."""
        return span_at(self.spans, place, place + 1) is not None


def _attribute(document: _Document, reports_of: _Reports, start: int, stop: int) -> Attribution:
    """Who is reported to say one mention."""
    if not document.sentences:
        return NONE
    number = document.number(start)
    span = span_at(document.spans, start, stop)
    if span and span.kind == "title":  # nobody speaks a title
        span = None
    governing = [report for report in reports_of(number) if any(a <= start < b for a, b in report.scopes)]
    outside = [report for report in governing if not document.quoted(report.place)]
    if outside or not span:
        return _answer(document, reports_of, number, _outermost(outside))
    beside = _beside_quotation(document, reports_of, span)
    if beside:
        return _answer(document, reports_of, *beside)
    fallback = _running_quotation(document, reports_of, span) if _is_speech(document, span) else None
    return fallback or _answer(document, reports_of, number, _outermost(governing))


def _outermost(reports: list[Report]) -> Report | None:
    """Of several that govern a mention: the one that closes the sentence, else the first."""
    reports = [report for report in reports if not is_origin(report.speaker.source)] or reports
    trailing = [report for report in reports if report.trailing]
    return trailing[-1] if trailing else reports[0] if reports else None


def _is_speech(document: _Document, span: Span) -> bool:
    """Whether a quotation is a sentence of its own or more, not some words of the article's."""
    words = document.text[span.start : span.stop].strip("\"“”„‟«»'‘’ –—-")
    return span.kind == "dash" or (words.count(" ") >= 3 and words[:1].isupper())


def _beside_quotation(document: _Document, reports_of: _Reports, span: Span) -> tuple[int, Report] | None:
    """The report in the sentence where a quotation ends or starts, or right after or before it."""
    first, last = document.number(span.start), document.number(span.stop - 1)
    for report in reports_of(last):
        if report.place >= span.stop and (report.trailing or report.whole) and not document.quoted(report.place):
            return last, report
    for report in reports_of(last + 1):
        if report.whole and document.sentences[last + 1][0] - span.stop <= 2 and not document.quoted(report.place):
            return last + 1, report
    for report in reversed(reports_of(first)):
        if (
            report.place < span.start
            and any(a <= span.start < b for a, b in report.scopes)
            and not document.quoted(report.place)
        ):
            return first, report
    lead = document.text[document.sentences[first][0] : span.start].rstrip()
    if lead.endswith((":", ",")) or (first and not lead and document.text[: span.start].rstrip()[-1:] == ":"):
        number = first if lead else first - 1
        speaker = first_speaker(document.text, *_before(document, number, span.start))
        if speaker:
            begin = document.sentences[number][0]
            return number, Report("speaker before the quotation", speaker, begin, begin, ())
    return None


def _before(document: _Document, number: int, place: int) -> tuple[int, int]:
    """A sentence as far as a place."""
    start, stop = document.sentences[number]
    return start, min(stop, place)


def _running_quotation(document: _Document, reports_of: _Reports, span: Span) -> Attribution | None:
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
            report for report in reports_of(number) if not document.quoted(report.place) and report.place < span.start
        ]
        if outside:
            return _answer(document, reports_of, number, outside[-1])._replace(rules=("speaker goes on",))
        if within or "\n" in document.text[stop : span.start]:  # the words of what its own sentence names
            return None
        names = [
            name
            for place, kind, name in find_names(document.text, read_words(document.text, start, min(stop, span.start)))
            if kind == "person" or (kind == "name" and _is_persons(document, name) is True)
        ]
        if names:
            return Attribution("named", names[0], ("speaker beside the quotation",))
    return None


def _answer(document: _Document, reports_of: _Reports, number: int, report: Report | None) -> Attribution:
    """What a report says of a mention, its pronoun resolved."""
    if report is None:
        return NONE
    speaker = _resolve(document, reports_of, number, report, number - LOOK_BACK)
    return Attribution(speaker.attribution, speaker.source, (report.rule,))


def _resolve(document: _Document, reports_of: _Reports, number: int, report: Report, least: int) -> Speaker:
    """The speaker that "he", "they" or "the diplomat" stands for, at most a few sentences back."""
    speaker = report.speaker
    if not speaker.refers:
        return speaker
    if speaker.refers in {"former", "latter"}:
        return _of_two(document, number, report)
    spare: Speaker | None = None
    wanted = _WANTED[speaker.refers]
    for earlier in range(number, max(least, -1), -1):
        start, stop = document.sentences[earlier]
        limit = report.subject if earlier == number else stop
        same = [
            other
            for other in reports_of(earlier)
            if other.speaker.refers and _WANTED.get(other.speaker.refers) == wanted
        ]
        if earlier < number and same and not document.quoted(same[0].place):
            return _resolve(document, reports_of, earlier, same[0], least)
        spoken = [other for other in reports_of(earlier) if other.subject < limit and not document.quoted(other.place)]
        candidates = [(other.subject, other.speaker) for other in spoken if _fits(document, speaker, other.speaker)]
        for place, kind, name in find_names(document.text, read_words(document.text, start, limit)):
            aside = earlier == number and _AFTER_PREPOSITION.search(
                document.text, start, place
            )  # "speaking to Jane Roe, he"
            if aside or document.quoted(place):
                continue
            persons = _is_persons(document, name) if kind == "name" else None
            if kind in wanted or (kind == "name" and persons is not None and persons == ("person" in wanted)):
                candidates.append((place, _as_speaker(document, place, name, kind)))
            elif kind == "name" and persons is None:
                candidates += [(place, Speaker("named", name))] if "body" in wanted else []
                opens = "person" in wanted and speaker.refers == "person" and place == start
                spare = spare or (Speaker("named", name) if opens else None)
        candidates = [
            found for found in candidates if speaker.refers != "generic" or re.search(r"[A-Z]", found[1].source)
        ]
        if candidates:
            found = min(candidates, key=lambda found: found[0])[1]
            return spare if spare and found.attribution == "unnamed group" else found
    return spare or speaker


def _as_speaker(document: _Document, place: int, name: str, kind: str) -> Speaker:
    """What a pronoun looks back to, as a speaker: a nameless person is as unnamed as where it speaks itself."""
    if kind == "group":
        return Speaker("unnamed group", name)
    end = document.text.find(name, place) + len(name)
    phrase = find_speaker(document.text, read_words(document.text, place, end))
    return Speaker(phrase.attribution if phrase and kind == "person" else "named", name)


def _of_two(document: _Document, number: int, report: Report) -> Speaker:
    """Whom "the former" and "the latter" mean: the last two that the sentence, or else the one before it, names."""
    for earlier in (number, number - 1):
        if earlier < 0:
            break
        start, stop = document.sentences[earlier]
        limit = report.subject if earlier == number else stop
        found = find_names(document.text, read_words(document.text, start, limit))
        if len(found) >= 2:
            place, kind, name = found[-1 if report.speaker.refers == "latter" else -2]
            return _as_speaker(document, place, name, kind)
    return Speaker("named", UNRESOLVED)


def _is_persons(document: _Document, name: str) -> bool | None:
    """Whether a lone name is a person's by the document, or a place's; None when the document does not say."""
    persons, places = _lone_names(document.text)
    return True if name in persons else False if name in places else None


@lru_cache(maxsize=8)
def _lone_names(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Last names that stand after a first name or a title or before "himself", and what stands after "in".

    Read once for a document, whatever number of pronouns it has.
    """
    pairs = {(found[1], found[2]) for found in _PAIR.finditer(text)}
    persons = {last for first, last in pairs if is_full_name(f"{first} {last}")}
    persons |= {found[1] or found[2] for found in _SURE.finditer(text)}
    return frozenset(persons), frozenset(found[1] for found in _PLACED.finditer(text))


def _fits(document: _Document, pronoun: Speaker, other: Speaker) -> bool:
    """Whether an earlier speaker may be meant by a pronoun: "they" by groups, others by what is named."""
    if other.refers or other.source == UNRESOLVED:
        return False
    if pronoun.refers == "group":
        return other.attribution == "unnamed group"
    kind = kind_of(other.source)
    if kind == "name":
        persons = _is_persons(document, other.source)
        return persons is None or persons == (pronoun.refers != "body")
    return other.attribution == "named" and (kind == "body") == (pronoun.refers == "body")


def _line_start(text: str, place: int) -> int:
    """Where the line of a character starts, without spaces."""
    start = text.rfind("\n", 0, place) + 1
    return start + len(text[start:place]) - len(text[start:place].lstrip())
