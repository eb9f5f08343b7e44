"""Reporting verbs: who says, and what the verb governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis import attribution_rules as speech
from analysis import word_classes as data
from analysis.clauses import (
    DESCRIBES,
    Report,
    Subject,
    clause_end,
    main_subject,
    phrase_before,
    rest_of,
    stands_after_name,
    subject_after,
    subject_beyond_commas,
)
from analysis.rules import Rule
from analysis.sentences import CONTRAST, DASHES, MARKS, QUOTES, Sentence
from analysis.speaker_words import Word, is_adverb, is_plural
from analysis.speakers import LONGEST_PHRASE, find_speaker

_PATTERNS = [(rule, re.compile(rule.pattern, re.I)) for rule in speech.VERBS]
_NATIONAL = re.compile(data.NATIONAL, re.I)
_STARTS = frozenset(re.findall(r"[a-z]+", " ".join(rule.pattern for rule in speech.VERBS)))
_BE = frozenset("is are was were be been being".split())
_HELPERS = data.AUXILIARIES | data.ADVERBS | data.NEGATIONS
_IN_TIMES = data.TIMES | {"last", "this", "next", "the", "early", "late"}
_ANY_OF = data.QUANTIFIERS | {"all", "both", "few", "each", "that", "this", "those", "these"}
_BEFORE_NOUN = (data.DETERMINERS | data.PREPOSITIONS) - _ANY_OF
_AFTER_NOUN = data.PREPOSITIONS | MARKS | {"and", "to", "that"}
_AFTER_ASKED = data.PREPOSITIONS | {"whether", "why", "how", "what", "if"}
_PERSONS = data.OFFICE | data.UNNAMED | {"he", "she"}
_STOPS = QUOTES | DASHES | {",", "?", "!", "…", ")"}
_NO_SUBJECT = frozenset("what as how if when to".split())
_SAYS_MORE = data.FINITE | {"that", "whether", "if"}
_NO_OBJECT = data.PREPOSITIONS | data.DETERMINERS | {"and"}
_FULL_STOP = (data.PREPOSITIONS - {"of", "against", "about"}) | data.TIMES | data.ADVERBS | {"to", "so", "last"}
_NOT_RESUMED = DESCRIBES | data.PREPOSITIONS | CONTRAST | data.DETERMINERS | {"and"}
_ADJECTIVE = re.compile(r"(?:al|ic|ous|ive|ary|ed|ing|less|ful|ent|ant|ish|new|old|own|key|main|key|more|such|-\w+)$")


def read_verbs(sentence: Sentence) -> list[Report]:
    """Every reporting verb that has a speaker."""
    reports: list[Report] = []
    for place, word in enumerate(sentence.words):
        if word.lower not in _STARTS or (word.capital and place):
            continue
        matches = [(pattern.match(sentence.text, word.start, sentence.stop), rule) for rule, pattern in _PATTERNS]
        longest = max(((match.end(), -number) for number, (match, _) in enumerate(matches) if match), default=None)
        if longest:
            report = _verb(sentence, speech.VERBS[-longest[1]], place, longest[0])
            if report and reports and reports[-1].trailing and report.shared:  # "..., she said, adding that"
                report = report._replace(speaker=reports[-1].speaker, subject=reports[-1].subject)
            reports += [report] if report else []
    return reports


def _verb(sentence: Sentence, rule: Rule, verb: int, end: int) -> Report | None:
    """The report of one verb, or None when it is a noun, denied, passive or without a speaker."""
    words = sentence.words
    before, skipped = _skip_helpers(words, verb - 1)
    after = sentence.place_at(end)
    plain = rule.name in {"says", "finds that"}
    if words[verb].lower == "pressed" and before >= 0 and words[before].text == ",":  # "the mayor, pressed on it"
        return None
    asked = words[verb].lower == "asked" and (
        before < 0 or words[before].text in MARKS or words[before].lower in {"when", "if"}
    )
    if asked and after < len(words) and words[after].lower in _AFTER_ASKED:
        return None
    if (
        words[verb].lower in {"answering", "asking", "responding", "replying"}
        or _is_noun(words, verb, after, skipped)
        or (skipped & data.NEGATIONS and plain)
    ):
        return None
    subject = _subject(sentence, verb, before, after, plain)
    if subject is None:
        return None
    speaker = find_speaker(sentence.text, words[subject.first : subject.last + 1], subject.beside)
    if speaker is None:
        return None
    scopes, trailing, whole = _scopes(sentence, subject, verb, after)
    quoted = trailing and before > 0 and _after_quotation(sentence, subject, before)
    if words[verb].lower in speech.ONLY_QUOTED and not (quoted or _goes_on(sentence, subject, verb, after)):
        return None
    place = words[subject.first].start
    return Report(rule.name, speaker, words[verb].start, place, scopes, trailing, whole, subject.how == "shared")


def _goes_on(sentence: Sentence, subject: Subject, verb: int, after: int) -> bool:
    """Whether a person "went on" between commas, as speech does: "the plan, she went on, was dead"."""
    words = sentence.words
    speaks = words[verb].lower in {"went", "goes", "continued", "continues"} and after > verb
    closed = after < len(words) and words[after].text in {",", "."}
    person = words[subject.last].capital or words[subject.last].lower in _PERSONS
    aside = subject.how == "left" and subject.first > 1 and words[subject.first - 1].text == ","
    return speaks and closed and person and aside


def _after_quotation(sentence: Sentence, subject: Subject, before: int) -> bool:
    """Whether the words before a verb and its speaker are quoted."""
    place = min(subject.first - 1, before) if subject.how == "left" else before
    return any(sentence.quoted(sentence.words[near].start) for near in (place, place - 1) if near >= 0)


def _skip_helpers(words: Sequence[Word], place: int) -> tuple[int, set[str]]:
    """Go left over auxiliaries, adverbs, times and "tends to"; what was passed."""
    skipped: set[str] = set()
    while place >= 0:
        lower = words[place].lower
        both = lower in {"both", "all", "each"} and place > 0 and words[place - 1].lower not in data.BOUNDARIES | MARKS
        if both or lower in _HELPERS or (lower.endswith("ly") and not words[place].capital):
            skipped.add(lower)
            place -= 1
        elif lower == "to" and place and words[place - 1].lower in data.TENDING:
            place -= 2
        elif (lower in data.TIMES or lower.isdigit()) and place:
            start = place
            while start > 0 and (words[start].lower in _IN_TIMES or words[start].lower.isdigit()):
                start -= 1
            if words[start].lower not in {"on", "in", "at", "since"} and words[start + 1].lower != "last":
                break
            place = start - 1 if words[start].lower in {"on", "in", "at", "since"} else start
        else:
            break
    return place, skipped


def _is_noun(words: Sequence[Word], verb: int, after: int, skipped: set[str]) -> bool:
    """Whether a form of a reporting verb is a noun, an adjective or a passive here."""
    lower = words[verb].lower
    if lower in _BE | {"remains", "have", "has", "had"}:
        return False
    before = words[verb - 1].lower if verb else ""
    following = words[after].lower if after < len(words) else ""
    if before in _BEFORE_NOUN or before.endswith(("'s", "’s")) or before == "to":
        return before != "to" or verb < 2 or words[verb - 2].lower not in data.TENDING
    if _only_names(words, verb, after):
        return True
    if skipped & _BE and not lower.endswith("ing"):
        return True
    if lower.endswith("ing"):
        return False
    if lower not in speech.NOUNS or (lower == "forecast" and following in data.DETERMINERS):
        return False
    if following in data.FINITE | {"of"} or (lower == "states" and following not in {"that"} | QUOTES):
        return True
    adjective = bool(verb) and bool(_NATIONAL.match(before) if words[verb - 1].capital else _ADJECTIVE.search(before))
    if lower.endswith("s"):
        return adjective and following in _AFTER_NOUN
    near = words[max(verb - 7, 0) : verb]
    plural = any(is_plural(word) for word in near) or bool({word.lower for word in near} & {"and", *_ANY_OF})
    return not (skipped or plural or before in {"they", "we", "i", "you", "who", "police"})


def _only_names(words: Sequence[Word], verb: int, after: int) -> bool:
    """Whether "called" only gives a name: a man called Bao, a book called “Exit”."""
    named = after < len(words) and (words[after].capital or words[after].text in QUOTES)
    return (
        named
        and words[verb].lower in {"called", "dubbed", "termed"}
        and verb > 1
        and words[verb - 2].lower in {"a", "an"}
    )


def _subject(sentence: Sentence, verb: int, before: int, after: int, plain: bool) -> Subject | None:
    """Find the speaker of a verb: before it, after it, or the subject it shares with another verb."""
    words = sentence.words
    participle = words[verb].lower.endswith("ing") and (before < 0 or words[before].text in MARKS or before == verb - 1)
    mark = words[before].text if before >= 0 else ""
    if before < 0:
        return None if participle else subject_after(sentence, after)
    if mark in _STOPS:
        if participle:
            return main_subject(sentence, before)
        if (plain or words[verb].lower in {"asked", "asks", "wondered"}) and words[verb].lower not in speech.TELLING:
            inverted = None if stands_after_name(sentence, before) else subject_after(sentence, after)
            if inverted:
                return inverted
        if mark in QUOTES:
            return None
        return subject_beyond_commas(sentence, before) or (main_subject(sentence, before) if mark == "," else None)
    lower = words[before].lower
    if lower in {"who", "which", "that"}:
        if not before or (lower == "that" and words[before - 1].lower in _STARTS):
            return None
        last = before - 2 if words[before - 1].text == "," else before - 1
        return phrase_before(sentence, last, "relative")
    if lower in {"and", "but", "or", "then"}:
        return main_subject(sentence, before)
    if lower in _NO_SUBJECT or (participle and lower in data.PREPOSITIONS | {"while", "after"}):
        return main_subject(sentence, before) if participle else None
    return phrase_before(sentence, before, "left")


def _scopes(
    sentence: Sentence, subject: Subject, verb: int, after: int
) -> tuple[tuple[tuple[int, int], ...], bool, bool]:
    """The stretches that a verb governs, whether it trails them, and whether it is all of its sentence."""
    words = sentence.words
    if subject.how == "inverted":
        last = subject.last
        if subject.beside:
            last += 1 + len(subject.beside)
        before = ((sentence.start, words[verb].start),) if verb else ()
        return (*before, *_resumed(sentence, last + 1)), bool(verb), not verb
    mark = sentence.next_in(sentence.pauses, after)
    tail = words[after : min(mark, after + LONGEST_PHRASE + 1)]
    first = subject.first
    leads = words[first - 1] if first else None
    if leads and leads.lower == "as" and subject.how == "left":
        return ((sentence.start, leads.start), *rest_of(sentence, mark)), False, False
    closed = mark >= len(words) or words[mark].text not in {":"} | QUOTES
    if subject.how == "left" and closed and _is_complete(words[verb].lower, tail):
        if leads and leads.text in MARKS and sentence.first_word < first:
            joined = first > 1 and words[first - 2].lower in data.BOUNDARIES  # "and, her rivals say, without readers"
            begin = words[first].start if joined else sentence.start
            fronted = (
                is_adverb(words[0]) and first == 2 and mark < len(words)
            )  # "Unfortunately, the mayor said, the plan"
            after_aside = rest_of(sentence, mark) if fronted else _resumed(sentence, mark)
            return ((begin, words[first].start), *after_aside), not joined, False
        if leads is None or leads.text in MARKS:
            return rest_of(sentence, mark) if mark < len(words) and words[mark].text == "," else (), False, True
    if subject.how == "shared" and closed and [word.lower for word in tail] in ([], ["so"], ["as", "much"]):
        return ((sentence.start, words[verb].start),), True, False
    start = words[after].start if after < len(words) else sentence.stop
    if after < len(words) and _asks_to(sentence, verb, after):
        return ((start, min(_joined_end(sentence, after), clause_end(sentence, after, False))),), False, False
    relative = subject.how == "relative" and words[subject.last + 1].text == ","
    return ((start, clause_end(sentence, after, relative)),), False, False


def _asks_to(sentence: Sentence, verb: int, after: int) -> bool:
    """Whether somebody is asked to do something: "appealed to both sides to stop"."""
    words = sentence.words
    if not words[verb].lower.startswith(("appeal", "urge", "urging", "call", "ask", "beg", "press", "implor")):
        return False
    stop = min(sentence.next_in(sentence.marks, after), after + LONGEST_PHRASE)
    return any(word.lower == "to" for word in words[after:stop])


def _joined_end(sentence: Sentence, after: int) -> int:
    """Where ", and the bishop has" starts a sentence of its own, or the sentence ends."""
    place = sentence.next_in(sentence.joins, after)
    return sentence.words[place].start if place < len(sentence.words) else sentence.stop


def _is_complete(verb: str, tail: Sequence[Word]) -> bool:
    """Whether nothing that is said follows the verb before the next mark: "told reporters in Paris"."""
    if not tail or len(tail) > LONGEST_PHRASE:
        return not tail
    objects = [
        place for place in range(1, len(tail)) if tail[place].lower in {"the", "a", "an", "its", "his", "her", "their"}
    ]
    if verb not in speech.TELLING and any(tail[place - 1].lower not in _NO_OBJECT for place in objects):
        return False
    if any(word.lower in _SAYS_MORE for word in tail) or (
        tail[0].lower == "to" and len(tail) > 1 and tail[1].lower in _STARTS
    ):
        return False
    late = any(
        word.lower in {"of", "against", "about"} and before.lower in data.TIMES for before, word in pairwise(tail)
    )
    if late:  # warned on Thursday of
        return False
    if verb in speech.TELLING:
        return not any(word.lower in {"how", "why", "what", "to", "about", "of"} for word in tail[:4])
    if verb in speech.NEEDS_WORDS and not verb.startswith(("think", "thought", "believe", "fear", "ask")):
        return False
    return tail[0].lower in _FULL_STOP


def _resumed(sentence: Sentence, mark: int) -> tuple[tuple[int, int], ...]:
    """What a verb governs after an aside: ", said the mayor, had been planned"."""
    words = sentence.words
    if mark + 1 >= len(words):
        return ()
    following = words[mark + 1]
    if words[mark].text in {";", ":"} | QUOTES or following.text in QUOTES or sentence.quoted(following.start):
        return rest_of(sentence, mark)
    if following.lower in data.FINITE and words[mark].text in {","} | DASHES:
        return rest_of(sentence, mark)
    ends = following.lower in _NOT_RESUMED or following.lower.endswith("ing")
    contrast = following.lower in {"and", "but"} and words[mark + 2 : mark + 3]
    if contrast and words[mark + 2].lower in {"not", "that"}:  # "the plan, critics say, and not the cost"
        return rest_of(sentence, mark)
    if ends:  # a later quotation in the sentence is still the speaker's
        return rest_of(sentence, sentence.next_in(sentence.quoted_words, mark))
    return rest_of(sentence, mark)
