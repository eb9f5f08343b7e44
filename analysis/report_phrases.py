"""Reporting phrases: according to, in the view of, the demand of, by, and those that name nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from analysis import attribution_rules as speech
from analysis import word_classes as data
from analysis.clauses import Report, clause_end, phrase_before
from analysis.sentences import CONTRAST, MARKS, QUOTES, Sentence, bounds, looks_finite
from analysis.speaker_words import Word, read_words
from analysis.speakers import LONGEST_PHRASE, NOBODY, Speaker, find_speaker

_PATTERNS = {rule.name: re.compile(rule.pattern, re.I) for rule in speech.RULES}
_NATIONAL = re.compile(data.NATIONAL, re.I)
_AFTER_SOURCE = data.FINITE | {"that"}
_AFTER_AGENT = data.FINITE | frozenset("as for to on over about against in at".split())
_LEADING = (data.PREPOSITIONS - {"of"}) | data.FINITE
_BEFORE_AGENT = MARKS - QUOTES
_COLON = re.compile(r"(?P<source>[^\W\d_][^:“”\"„«.,;!?]{1,40}): (?=\S)")
_LAST_COLON = re.compile(r"[^.:;!?“”\"]{8,}: (?P<source>[^\W\d_][^:.“”\"!?,]{1,30})$")


def read_phrases(sentence: Sentence) -> list[Report]:
    """Every reporting phrase of a sentence that has a speaker, or says that nobody is named."""
    readers = (_afters, _views, _borne, _owned, _nobodies, _agents, _colons)
    return [report for read in readers for report in read(sentence)]


def _afters(sentence: Sentence) -> list[Report]:
    """Phrases with the speaker after them: according to the bank."""
    reports: list[Report] = []
    for rule in speech.AFTER:
        pattern, reach = _PATTERNS[rule.name], (sentence.text, sentence.start, sentence.stop)
        first = pattern.match(*reach)
        for match in pattern.finditer(*reach) if rule.name != "for" else [first] if first else []:
            words = _words_from(sentence, match.end())
            stop = next(
                (place for place, word in enumerate(words) if word.text in MARKS or word.lower in _AFTER_SOURCE),
                len(words),
            )
            if words[stop:] and words[stop].lower == "that":  # figures that the operator published
                stop += 1 + next(
                    (place for place, word in enumerate(words[stop + 1 :]) if word.text in {".", ";"}), len(words)
                )
            speaker, end = _source_after(sentence.text, words[:stop], words[stop : stop + 10])
            if speaker is None or not words:
                continue
            end = max(end, words[: max(stop, 1)][-1].stop)
            reports.append(_around(sentence, rule.name, speaker, match.start(), end))
    return reports


def _words_from(sentence: Sentence, start: int) -> list[Word]:
    """The words after a place, as far as a speaker may stand from it."""
    first = sentence.place_at(start)
    return list(sentence.words[first : first + 2 * LONGEST_PHRASE])


def _source_after(text: str, words: Sequence[Word], following: Sequence[Word]) -> tuple[Speaker | None, int]:
    """The speaker in a phrase like "figures that the operator, Volta, published"; where the phrase ends."""
    published = next(
        (place for place, word in enumerate(words) if word.lower in {"published", "released", "issued", "compiled"}),
        None,
    )
    inner = next(
        (place for place, word in enumerate(words) if word.lower == "that" and words[0].lower in data.DOCUMENTS),
        None,
    )
    if inner is not None and published and published > inner:
        segment = list(words[inner + 1 : published])
        comma = next((place for place, word in enumerate(segment) if word.text == ","), len(segment))
        return find_speaker(text, segment[:comma], [word for word in segment[comma + 1 :] if word.text != ","]), words[
            published
        ].stop
    maker = next((place for place, word in enumerate(words) if place and word.lower in {"by", "from"}), None)
    if maker is not None and words[maker - 1].lower not in {"seen", "obtained", "reviewed", "heard"}:
        return find_speaker(text, words[maker + 1 :]), words[-1].stop
    beside: list[Word] = []
    if following and following[0].text == ",":
        stop = next((place for place, word in enumerate(following[1:], 1) if word.text in MARKS), 0)
        beside = list(following[1:stop])
        if (
            not beside
            or not beside[0].capital
            or not words
            or words[0].lower not in data.DETERMINERS
            or words[-1].capital
        ):
            beside = []
    return find_speaker(text, words, beside), beside[-1].stop if beside else 0


def _around(sentence: Sentence, rule: str, speaker: Speaker, start: int, stop: int) -> Report:
    """A phrase that governs its clause on both sides of it."""
    before = sentence.place_at(start)
    first = sentence.start
    contrast = any(word.lower in CONTRAST for word in sentence.words[max(before - 2, 0) : before])
    if contrast or bisect_left(sentence.semicolons, before):
        first = start
    after = sentence.place_at(stop)
    end = clause_end(sentence, after, False) if first == start or not before else sentence.stop
    trailing = after >= len(sentence.words) - 1
    return Report(rule, speaker, start, start, ((first, start), (stop, end)), trailing)


def _views(sentence: Sentence) -> list[Report]:
    """In someone's view."""
    reports: list[Report] = []
    for match in _PATTERNS[speech.VIEWS.name].finditer(sentence.text, sentence.start, sentence.stop):
        speaker = _owner(sentence.text, read_words(sentence.text, *match.span("source")))
        if speaker:
            reports.append(_around(sentence, speech.VIEWS.name, speaker, *match.span()))
    return reports


def _borne(sentence: Sentence) -> list[Report]:
    """The words on a placard: nobody who bears them is named."""
    reports: list[Report] = []
    for match in _PATTERNS[speech.BORNE.name].finditer(sentence.text, sentence.start, sentence.stop):
        speaker = Speaker("unnamed group", match["source"])
        place = match.start("source")
        reports.append(Report(speech.BORNE.name, speaker, place, place, ((match.end(), sentence.stop),)))
    return reports


def _owner(text: str, words: Sequence[Word]) -> Speaker | None:
    """The speaker that a possessive names."""
    if words and words[-1].lower in {"his", "her", "its", "their"}:
        return find_speaker(
            text, [words[-1]._replace(text={"his": "he", "her": "she", "its": "it", "their": "they"}[words[-1].lower])]
        )
    return find_speaker(text, words)


def _owned(sentence: Sentence) -> list[Report]:
    """Someone's claim that, someone's call for."""
    reports, words = [], sentence.words
    for rule in speech.OWNED:
        for match in _PATTERNS[rule.name].finditer(sentence.text, sentence.start, sentence.stop):
            noun = sentence.place_at(match.start())
            owner = next((place for place in range(noun - 1, max(noun - 4, -1), -1) if _owns(words, place)), None)
            if owner is None or any(word.text in MARKS - QUOTES for word in words[owner + 1 : noun]):
                continue
            subject = phrase_before(sentence, owner, "left")
            national = not words[owner].lower.endswith(("s", "’", "'", "its", "his", "her", "their"))
            phrase = words[owner : owner + 1] if national else words[subject.first : owner + 1] if subject else []
            last = _after_preposition(phrase)
            speaker = _owner(sentence.text, phrase[last:])
            if speaker:
                that = match[0].endswith("that")
                end = sentence.stop if that else _noun_end(sentence, match.end())
                reports.append(Report(rule.name, speaker, match.start(), words[owner].start, ((match.end(), end),)))
    return reports


def _after_preposition(phrase: Sequence[Word]) -> int:
    """Where a phrase goes on after its last preposition or auxiliary: "talks with" of "talks with Jane Roe's"."""
    return max((place + 1 for place, word in enumerate(phrase) if word.lower in _LEADING), default=0)


def _owns(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a possessive, or a nation's adjective with an article before it."""
    word = words[place]
    if word.lower in {"his", "her", "its", "their"} or word.lower.endswith(("'s", "’s", "s'", "s’")):
        return True
    return word.capital and bool(_NATIONAL.match(word.lower)) and len(word.text) > 4 and not word.lower.endswith("ch")


def _noun_end(sentence: Sentence, start: int) -> int:
    """Where the words that complete a noun end: at the verb of the sentence or a comma."""
    place = sentence.next_in(sentence.noun_ends, sentence.place_at(start))
    return sentence.words[place].start if place < len(sentence.words) else sentence.stop


def _nobodies(sentence: Sentence) -> list[Report]:
    """Passives that name nobody."""
    reports: list[Report] = []
    for rule in speech.NOBODY:
        for match in _PATTERNS[rule.name].finditer(sentence.text, sentence.start, sentence.stop):
            after = sentence.place_at(match.end())
            scope = (sentence.start if rule.name == "is said to" else match.end(), clause_end(sentence, after, False))
            reports.append(Report(rule.name, NOBODY, match.start(), match.start(), (scope,)))
    return reports


def _agents(sentence: Sentence) -> list[Report]:
    """Something proposed by someone."""
    reports, reach = [], (sentence.text, sentence.start, sentence.stop)
    matches = [(rule, match) for rule in speech.AGENTS for match in _PATTERNS[rule.name].finditer(*reach)]
    for rule, match in matches:
        verb = match[0].split()[0].lower()
        if (
            rule is speech.AGENT
            and not verb.endswith("ed")
            and verb not in {"said", "told", "put", "written", "forecast"}
        ):
            continue
        words = _words_from(sentence, match.end())
        stop = next((place for place, word in enumerate(words) if _ends_agent(words, place)), len(words))
        speaker = find_speaker(sentence.text, words[:stop])
        if speaker is None or not stop:
            continue
        before = sentence.place_at(match.start())
        first = _agent_scope(sentence, before)
        scopes = [(first, match.start())]
        if words[stop:] and words[stop].lower in {"as", "that", "of", "for", "to", "on", "over", "about", "against"}:
            scopes.append((words[stop].stop, clause_end(sentence, before, False)))
        reports.append(Report(rule.name, speaker, match.start(), match.end(), tuple(scopes)))
    return reports


def _ends_agent(words: Sequence[Word], place: int) -> bool:
    """Whether the speaker after "by" ends before this word."""
    lower = words[place].lower
    if lower == "of":
        return place + 1 < len(words) and words[place + 1].lower.endswith("ing")
    return bounds(words, place) or lower in _AFTER_AGENT


def _agent_scope(sentence: Sentence, before: int) -> int:
    """Where the words start that someone's call or proposal names: after a mark or a conjunction."""
    for word in reversed(sentence.words[max(before - LONGEST_PHRASE, 0) : before]):
        if word.text in _BEFORE_AGENT or word.lower in data.BOUNDARIES:
            return word.stop
    return sentence.start if before <= LONGEST_PHRASE else sentence.words[before - LONGEST_PHRASE].start


def _colons(sentence: Sentence) -> list[Report]:
    """A headline's speaker before or after a colon."""
    reports: list[Report] = []
    text, start, stop = sentence.text, sentence.start, sentence.stop
    match, scope, last = _COLON.match(text, start, stop), (start, stop), _LAST_COLON.match(text, start, stop)
    if match and last and len(last["source"]) < len(match["source"]):
        match, scope = last, (start, last.start("source"))
    elif match and (not text[start:stop].rstrip().endswith((".", "…")) or text[match.end()] in QUOTES):
        scope = (match.end(), stop)
    else:
        match = last
    if not match:
        return []
    words = read_words(text, *match.span("source"))
    if len(words) <= 6 and words[0].lower not in data.LABELS and not any(looks_finite(word) for word in words):
        speaker = find_speaker(text, words)
        reports += (
            [Report("name and colon", speaker, match.start("source"), match.start("source"), (scope,))]
            if speaker
            else []
        )
    return reports
