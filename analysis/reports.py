"""Who says what in one sentence: every reporting verb and phrase, its speaker, and the words it governs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from analysis.clauses import Report, main_subject
from analysis.report_phrases import read_phrases
from analysis.report_verbs import read_verbs
from analysis.sentences import Sentence, looks_finite, opens_phrase
from analysis.speaker_words import read_words
from analysis.speakers import Speaker, find_speaker

_FRONTING = frozenset("when while after before since because although though once until if whereas".split())


def find_reports(text: str, start: int, stop: int, quoted: Callable[[int], bool]) -> list[Report]:
    """Find who says what in a sentence.

    Parameters
    ----------
    text : str
        The document's text.
    start, stop : int
        The sentence.
    quoted : callable
        Whether a character stands in a quotation.

    Returns
    -------
    list of Report
        By place.

    Examples
    --------
    >>> text = "The mayor said the ban was over."
    >>> report = find_reports(text, 0, len(text), lambda place: False)[0]
    >>> report.rule, report.speaker.source, text[slice(*report.scopes[0])]
    ('says', 'mayor', 'the ban was over.')
    """
    sentence = Sentence(text, start, stop, read_words(text, start, stop), quoted)
    found = [*read_verbs(sentence), *read_phrases(sentence)]
    return _trim_scopes(sentence, sorted(found, key=lambda report: report.place))


def first_speaker(text: str, start: int, stop: int) -> Speaker | None:
    """Say who the subject of a sentence is, for a quotation beside it that names no speaker."""
    words = read_words(text, start, stop)
    before = len(words)
    while before and words[before - 1].text in {":", ","}:  # they introduce the quotation
        before -= 1
    subject = main_subject(Sentence(text, start, stop, words, lambda _: False), before)
    return find_speaker(text, words[subject.first : subject.last + 1], subject.beside) if subject else None


def _front_ends(sentence: Sentence) -> list[int]:
    """Commas at which the clause that opens a sentence may end: "When they asked for talks, the mayor wrote"."""
    words, first = sentence.words, sentence.first_word
    if first == len(words) or words[first].lower not in _FRONTING:
        return []
    commas = [place for place in sentence.commas if first <= place < len(words) - 2]
    return [
        words[place].start
        for place in commas
        if opens_phrase(words[place + 1])
        and not sentence.quoted(words[place].start)
        and any(looks_finite(word) for word in words[place + 2 : place + 12])
    ]


def _trim_scopes(sentence: Sentence, reports: list[Report]) -> list[Report]:
    """End what one speaker says where ", and the mayor said" starts another's, and where an opening clause ends."""
    fronts = _front_ends(sentence)
    trimmed: list[Report] = []
    joined = following = sentence.stop  # where the next speaker starts after this report, and after the next one
    later = sentence.stop + 1  # where the next report stands
    for report in reversed(reports):
        if report.place < later:
            joined, later = following, report.place
        if not report.trailing:
            number = bisect_right(fronts, report.place)
            front = fronts[number] if number < len(fronts) and not report.whole else sentence.stop
            end = min(joined, front)
            report = report._replace(scopes=tuple((a, min(b, end)) for a, b in report.scopes))
            if _joins(sentence, report):
                following = min(following, report.subject)
        trimmed.append(report._replace(scopes=tuple((a, b) for a, b in report.scopes if a < b)))
    return trimmed[::-1]


def _joins(sentence: Sentence, report: Report) -> bool:
    """Whether a report has a speaker of its own after "and" or "but"."""
    before = sentence.place_at(report.subject) - 1
    joins = before >= 0 and sentence.words[before].lower in {"and", "but", "while"}
    return joins and not report.speaker.refers
