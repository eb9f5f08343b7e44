"""Whom a pronoun, "the diplomat" or "the latter" stands for: a few sentences are looked back over, each read once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from analysis.clauses import Report
from analysis.quotation_marks import Span, span_at
from analysis.reports import find_reports
from analysis.speaker_names import find_names, is_full_name, kind_of
from analysis.speaker_words import read_words
from analysis.speakers import UNRESOLVED, Speaker, find_speaker

LOOK_BACK = 4  # sentences in which a pronoun, or a quotation without a speaker, finds one
_WANTED = {"person": ("person",), "generic": ("person",), "group": ("group",), "body": ("body",)}
_PAIR = re.compile(r"\b(?=([A-Z]\w+) ([A-Z]\w+(?:[-‐‑'’][A-Z]\w+)*))")
_SURE = re.compile(r"\b([A-Z][\w-]{1,60}) (?:himself|herself)\b|\b(?:M[rs]s?|Dr|Prof)\.? ([A-Z][\w-]+)")
_PLACED = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross) ([A-Z][\w-]+)")
_AFTER_PREPOSITION = re.compile(r"\b(?:to|with|in|at|from|on|of|for|by) $", re.I)
_BACK = len("from ") + 1  # characters in which such a preposition stands


class ReadDocument:
    """A document as the reports in it are looked up: each of its sentences is read once, and only when asked for.

    Parameters
    ----------
    text : str
        The document's text.
    spans : sequence of Span
        Its quotations.
    sentences : sequence of (int, int)
        Where its sentences start and stop, in characters.
    """

    def __init__(self, text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int]]) -> None:
        self.text, self.spans, self.sentences = text, spans, sentences
        self._begins = [start for start, _ in sentences]
        self.reports = cache(self._reports)
        self.names = cache(self._names)

    def number(self, place: int) -> int:
        """The number of the sentence that holds a character."""
        return max(bisect_right(self._begins, place) - 1, 0)

    def quoted(self, place: int) -> bool:
        """Whether a character stands in a quotation."""
        return span_at(self.spans, place, place + 1) is not None

    def _reports(self, number: int) -> list[Report]:
        """The reports of a sentence; none before the first sentence and after the last."""
        if not 0 <= number < len(self.sentences):
            return []
        return find_reports(self.text, *self.sentences[number], self.quoted)

    def _names(self, number: int) -> list[tuple[int, str, str]]:
        """The names of a sentence, as `find_names` gives them."""
        return find_names(self.text, read_words(self.text, *self.sentences[number]))

    def names_before(self, number: int, limit: int) -> Iterator[tuple[int, str, str]]:
        """The names of a sentence that end before a place, in order."""
        for place, kind, name in self.names(number):
            if place >= limit:
                return
            if self.text.find(name, place) + len(name) <= limit:
                yield place, kind, name


def resolve_speaker(document: ReadDocument, number: int, report: Report) -> Speaker:
    """Find the speaker that "he", "they", "the diplomat" or "the latter" stands for.

    Parameters
    ----------
    document : ReadDocument
        The document.
    number : int
        The sentence of the report.
    report : Report
        The report; its speaker may be a pronoun.

    Returns
    -------
    Speaker
        The report's own unless it looks back, and where nobody is found at most a few sentences back.

    Examples
    --------
    >>> text = "Jane Roe came. She said the ban was over."
    >>> document = ReadDocument(text, [], [(0, 14), (15, 41)])
    >>> resolve_speaker(document, 1, document.reports(1)[0]).source
    'Jane Roe'
    """
    if report.speaker.refers in {"former", "latter"}:
        return _of_two(document, number, report)
    return _look_back(document, number, report, number - LOOK_BACK) if report.speaker.refers else report.speaker


def is_persons(document: ReadDocument, name: str) -> bool | None:
    """Say whether a lone name is a person's by the document, or a place's; None when the document does not say."""
    persons, places = _lone_names(document.text)
    return True if name in persons else False if name in places else None


def _look_back(document: ReadDocument, number: int, report: Report, least: int) -> Speaker:
    """Whom a pronoun means: the first that fits of the nearest sentence that has one."""
    speaker = report.speaker
    spare: Speaker | None = None
    for earlier in range(number, max(least, -1), -1):
        like = _same_pronoun(document, earlier, speaker) if earlier < number else None
        if like:
            return _look_back(document, earlier, like, least)
        limit = report.subject if earlier == number else document.sentences[earlier][1]
        spoken = [
            (other.subject, other.speaker)
            for other in document.reports(earlier)
            if other.subject < limit and not document.quoted(other.place) and _fits(document, speaker, other.speaker)
        ]
        named, opening = _first_named(document, earlier, limit, speaker, aside=earlier == number)
        spare = spare or opening
        candidates = [found for found in spoken if _may_be_generic(speaker, found[1])] + ([named] if named else [])
        if candidates:
            found = min(candidates, key=lambda found: found[0])[1]
            return spare if spare and found.attribution == "unnamed group" else found
    return spare or speaker


def _same_pronoun(document: ReadDocument, number: int, speaker: Speaker) -> Report | None:
    """The first report of a sentence whose speaker looks back for the same kind of name."""
    wanted = _WANTED[speaker.refers]
    for report in document.reports(number):
        if report.speaker.refers and _WANTED.get(report.speaker.refers) == wanted:
            return None if document.quoted(report.place) else report
    return None


def _first_named(
    document: ReadDocument, number: int, limit: int, speaker: Speaker, *, aside: bool
) -> tuple[tuple[int, Speaker] | None, Speaker | None]:
    """The first name before a place that a pronoun may mean; also a name that opens the sentence and might do."""
    wanted, opening = _WANTED[speaker.refers], None
    for place, kind, name in document.names_before(number, limit):
        if document.quoted(place) or (aside and _AFTER_PREPOSITION.search(document.text, max(place - _BACK, 0), place)):
            continue  # "speaking to Jane Roe, he"
        persons = is_persons(document, name) if kind == "name" else None
        found = None
        if kind in wanted or (kind == "name" and persons is not None and persons == ("person" in wanted)):
            found = _as_speaker(document, place, name, kind)
        elif kind == "name" and persons is None and "body" in wanted:
            found = Speaker("named", name)
        elif kind == "name" and persons is None and speaker.refers == "person":
            opening = opening or (Speaker("named", name) if place == document.sentences[number][0] else None)
        if found and _may_be_generic(speaker, found):
            return (place, found), opening
    return None, opening


def _may_be_generic(speaker: Speaker, found: Speaker) -> bool:
    """Whether "the diplomat" may mean a speaker: only one with a name."""
    return speaker.refers != "generic" or bool(re.search(r"[A-Z]", found.source))


def _as_speaker(document: ReadDocument, place: int, name: str, kind: str) -> Speaker:
    """What a pronoun looks back to, as a speaker: a nameless person is as unnamed as where it speaks itself."""
    if kind == "group":
        return Speaker("unnamed group", name)
    end = document.text.find(name, place) + len(name)
    phrase = find_speaker(document.text, read_words(document.text, place, end))
    return Speaker(phrase.attribution if phrase and kind == "person" else "named", name)


def _of_two(document: ReadDocument, number: int, report: Report) -> Speaker:
    """Whom "the former" and "the latter" mean: the last two that the sentence, or else the one before it, names."""
    for earlier in (number, number - 1):
        if earlier < 0:
            break
        limit = report.subject if earlier == number else document.sentences[earlier][1]
        found = list(document.names_before(earlier, limit))
        if len(found) >= 2:
            place, kind, name = found[-1 if report.speaker.refers == "latter" else -2]
            return _as_speaker(document, place, name, kind)
    return Speaker("named", UNRESOLVED)


@lru_cache(maxsize=8)
def _lone_names(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Last names that stand after a first name or a title or before "himself", and what stands after "in".

    Read once for a document, whatever number of pronouns it has.
    """
    pairs = {(found[1], found[2]) for found in _PAIR.finditer(text)}
    persons = {last for first, last in pairs if is_full_name(f"{first} {last}")}
    persons |= {found[1] or found[2] for found in _SURE.finditer(text)}
    return frozenset(persons), frozenset(found[1] for found in _PLACED.finditer(text))


def _fits(document: ReadDocument, pronoun: Speaker, other: Speaker) -> bool:
    """Whether an earlier speaker may be meant by a pronoun: "they" by groups, others by what is named."""
    if other.refers or other.source == UNRESOLVED:
        return False
    if pronoun.refers == "group":
        return other.attribution == "unnamed group"
    kind = kind_of(other.source)
    if kind == "name":
        persons = is_persons(document, other.source)
        return persons is None or persons == (pronoun.refers != "body")
    return other.attribution == "named" and (kind == "body") == (pronoun.refers == "body")
