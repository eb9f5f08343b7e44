"""Who says what in one sentence: every reporting verb and phrase, its speaker, and the words it governs."""

from __future__ import annotations

from collections.abc import Callable

from analysis.clauses import Report, Sentence, looks_finite, main_subject, opens_phrase
from analysis.report_phrases import read_phrases
from analysis.report_verbs import read_verbs
from analysis.speakers import Speaker, find_speaker, read_words

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
    subject = main_subject(words, len(words))
    return find_speaker(text, words[subject.first : subject.last + 1], subject.beside) if subject else None


def _front_end(sentence: Sentence, report: Report) -> list[int]:
    """Where the clause that opens a sentence ends: "When they asked for talks, the mayor wrote"."""
    words = sentence.words
    first = next((place for place, word in enumerate(words) if word.text.isalnum()), len(words))
    if first == len(words) or words[first].lower not in _FRONTING or report.trailing or report.whole:
        return []
    for place in range(first, len(words) - 2):
        comma, following = words[place], words[place + 1]
        if comma.text == "," and not sentence.quoted(comma.start) and opens_phrase(following):
            later = words[place + 2 : place + 12]
            if report.place < comma.start and any(looks_finite(word) for word in later):
                return [comma.start]
    return []


def _trim_scopes(sentence: Sentence, reports: list[Report]) -> list[Report]:
    """End what one speaker says where ", and the mayor said" starts another's."""
    cuts = []
    for report in reports:
        before = [word for word in sentence.words if word.stop <= report.subject][-1:]
        joins = (
            before and before[0].lower in {"and", "but", "while"} and not report.trailing and not report.speaker.refers
        )
        if joins:
            cuts.append((report.place, report.subject))
    trimmed = []
    for report in reports:
        ends = [cut for place, cut in cuts if place > report.place] + _front_end(sentence, report)
        scopes = (
            tuple((a, min([b, *ends])) for a, b in report.scopes) if ends and not report.trailing else report.scopes
        )
        trimmed.append(report._replace(scopes=tuple((a, b) for a, b in scopes if a < b)))
    return trimmed
