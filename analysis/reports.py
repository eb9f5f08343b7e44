"""Who says what in one sentence: every reporting verb and phrase, its speaker, and the words it governs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis import attribution_rules as data
from analysis.rules import Rule
from analysis.speakers import NOBODY, Speaker, Word, find_speaker, is_adverb, is_plural, read_words

_QUOTES = frozenset("\"“”„‟«»'‘’‚‛‹›`")
_MARKS = frozenset(",.;:!?()[]–—―-…") | _QUOTES
_DASHES = frozenset("–—―-")
_STARTS = frozenset(re.findall(r"[a-z]+", " ".join(rule.pattern for rule in data.VERBS)))
_BE = frozenset("is are was were be been being".split())
_PATTERNS = {rule.name: re.compile(rule.pattern, re.I) for rule in data.RULES}
_NATIONAL = re.compile(data.NATIONAL, re.I)
_ADJECTIVE = re.compile(r"(?:al|ic|ous|ive|ary|ed|ing|less|ful|ent|ant|ish|new|old|own|key|main|key|more|such|-\w+)$")
_CONTRAST = frozenset("but while whereas although though yet".split())
_DESCRIBES = frozenset("who whom which whose where when as after before while speaking citing adding a an".split())
_COLON = re.compile(r"(?P<source>[^\W\d_][^:“”\"„«.,;!?]{1,40}): (?=\S)")
_LAST_COLON = re.compile(r"[^.:;!?“”\"]{8,}: (?P<source>[^\W\d_][^:.“”\"!?,]{1,30})$")


class Report(NamedTuple):
    """One place where a sentence says who says something.

    Attributes
    ----------
    rule : str
        Name of the rule.
    speaker : Speaker
        Who says it.
    place : int
        Where the verb or phrase stands, in characters of the document.
    subject : int
        Where its speaker stands.
    scopes : tuple of (int, int)
        The stretches of text it governs.
    trailing : bool
        Whether it stands after what it governs: "..., the minister said."
    whole : bool
        Whether the sentence holds nothing but it: after a quotation, "Jane Roe asked."
    shared : bool
        Whether its speaker is the subject of another verb: ", adding that".
    """

    rule: str
    speaker: Speaker
    place: int
    subject: int
    scopes: tuple[tuple[int, int], ...]
    trailing: bool = False
    whole: bool = False
    shared: bool = False


class Sentence(NamedTuple):
    """A sentence of a document, in words."""

    text: str
    start: int
    stop: int
    words: list[Word]
    quoted: Callable[[int], bool]  # whether a character of the document stands in a quotation


class _Subject(NamedTuple):
    """Where the speaker of a verb stands: words `first` to `last`, both included."""

    first: int
    last: int
    beside: tuple[Word, ...]
    how: str  # left, inverted, relative, shared


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
    found = [*_verbs(sentence), *_afters(sentence), *_views(sentence), *_owned(sentence)]
    found += [*_nobodies(sentence), *_agents(sentence), *_colons(sentence)]
    return _trim_scopes(sentence, sorted(found, key=lambda report: report.place))


def first_speaker(text: str, start: int, stop: int) -> Speaker | None:
    """Say who the subject of a sentence is, for a quotation beside it that names no speaker."""
    words = read_words(text, start, stop)
    subject = _main_subject(words, len(words))
    return find_speaker(text, words[subject.first : subject.last + 1], subject.beside) if subject else None


def _verbs(sentence: Sentence) -> list[Report]:
    """Every reporting verb that has a speaker."""
    reports: list[Report] = []
    for place, word in enumerate(sentence.words):
        if word.lower not in _STARTS or (word.capital and place):
            continue
        matches = [(_PATTERNS[rule.name].match(sentence.text, word.start, sentence.stop), rule) for rule in data.VERBS]
        longest = max(((match.end(), -number) for number, (match, _) in enumerate(matches) if match), default=None)
        if longest:
            report = _verb(sentence, data.VERBS[-longest[1]], place, longest[0])
            if report and reports and reports[-1].trailing and report.shared:  # "..., she said, adding that"
                report = report._replace(speaker=reports[-1].speaker, subject=reports[-1].subject)
            reports += [report] if report else []
    return reports


def _verb(sentence: Sentence, rule: Rule, verb: int, end: int) -> Report | None:
    """The report of one verb, or None when it is a noun, denied, passive or without a speaker."""
    words = sentence.words
    before, skipped = _skip_helpers(words, verb - 1)
    after = next((place for place in range(verb, len(words)) if words[place].start >= end), len(words))
    plain = rule.name in {"says", "finds that"}
    asked = words[verb].lower == "asked" and (
        before < 0 or words[before].text in _MARKS or words[before].lower in {"when", "if"}
    )
    if (
        asked
        and after < len(words)
        and words[after].lower in data.PREPOSITIONS | {"whether", "why", "how", "what", "if"}
    ):
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
    scopes, trailing, whole = _scopes(sentence, subject, verb, after, rule)
    if words[verb].lower in data.ONLY_QUOTED and not (
        trailing and before > 0 and _after_quotation(sentence, subject, before)
    ):
        return None
    place = words[subject.first].start
    return Report(rule.name, speaker, words[verb].start, place, scopes, trailing, whole, subject.how == "shared")


def _after_quotation(sentence: Sentence, subject: _Subject, before: int) -> bool:
    """Whether the words before a verb and its speaker are quoted."""
    place = min(subject.first - 1, before) if subject.how == "left" else before
    return any(sentence.quoted(sentence.words[near].start) for near in (place, place - 1) if near >= 0)


def _skip_helpers(words: Sequence[Word], place: int) -> tuple[int, set[str]]:
    """Go left over auxiliaries, adverbs, times and "tends to"; what was passed."""
    skipped: set[str] = set()
    while place >= 0:
        lower = words[place].lower
        both = lower in {"both", "all", "each"} and place > 0 and words[place - 1].lower not in data.BOUNDARIES | _MARKS
        if (
            both
            or lower in data.AUXILIARIES | data.ADVERBS | data.NEGATIONS
            or (lower.endswith("ly") and not words[place].capital)
        ):
            skipped.add(lower)
            place -= 1
        elif lower == "to" and place and words[place - 1].lower in data.TENDING:
            place -= 2
        elif (lower in data.TIMES or lower.isdigit()) and place:
            start = place
            while start > 0 and (
                words[start].lower in data.TIMES | {"last", "this", "next", "the", "early", "late"}
                or words[start].lower.isdigit()
            ):
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
    pronoun_like = data.QUANTIFIERS | {"all", "both", "few", "each", "that", "this", "those", "these"}
    if (
        before in (data.DETERMINERS | data.PREPOSITIONS) - pronoun_like
        or before.endswith(("'s", "’s"))
        or before == "to"
    ):
        return before != "to" or verb < 2 or words[verb - 2].lower not in data.TENDING
    if _only_names(words, verb, after):
        return True
    if skipped & _BE and not lower.endswith("ing"):
        return True
    if lower.endswith("ing"):
        return False
    if lower not in data.NOUNS or (lower == "forecast" and following in data.DETERMINERS):
        return False
    if following in data.FINITE | {"of"} or (lower == "states" and following not in {"that"} | _QUOTES):
        return True
    adjective = bool(verb) and bool(_NATIONAL.match(before) if words[verb - 1].capital else _ADJECTIVE.search(before))
    if lower.endswith("s"):
        return adjective and following in data.PREPOSITIONS | _MARKS | {"and", "to", "that"}
    near = words[max(verb - 7, 0) : verb]
    plural = any(is_plural(word) for word in near) or bool({word.lower for word in near} & {"and", *pronoun_like})
    return not (skipped or plural or before in {"they", "we", "i", "you", "who", "police"})


def _only_names(words: Sequence[Word], verb: int, after: int) -> bool:
    """Whether "called" only gives a name: a man called Bao, a book called “Exit”."""
    named = after < len(words) and (words[after].capital or words[after].text in _QUOTES)
    return (
        named
        and words[verb].lower in {"called", "dubbed", "termed"}
        and verb > 1
        and words[verb - 2].lower in {"a", "an"}
    )


def _subject(sentence: Sentence, verb: int, before: int, after: int, plain: bool) -> _Subject | None:
    """Find the speaker of a verb: before it, after it, or the subject it shares with another verb."""
    words = sentence.words
    participle = words[verb].lower.endswith("ing") and (
        before < 0 or words[before].text in _MARKS or before == verb - 1
    )
    mark = words[before].text if before >= 0 else ""
    if before < 0:
        return None if participle else _inverted(words, after)
    if mark in _QUOTES | _DASHES | {",", "?", "!", "…", ")"}:
        if participle:
            return _main_subject(words, before)
        if (plain or words[verb].lower in {"asked", "asks", "wondered"}) and words[verb].lower not in data.TELLING:
            inverted = None if _after_name(words, before) else _inverted(words, after)
            if inverted:
                return inverted
        if mark in _QUOTES:
            return None
        return _beyond_commas(words, before) or (_main_subject(words, before) if mark == "," else None)
    lower = words[before].lower
    if lower in {"who", "which", "that"}:
        if not before or (lower == "that" and words[before - 1].lower in _STARTS):
            return None
        last = before - 2 if words[before - 1].text == "," else before - 1
        return _phrase_before(words, last, "relative")
    if lower in {"and", "but", "or", "then"}:
        return _main_subject(words, before)
    if lower in {"what", "as", "how", "if", "when", "to"} or (
        participle and lower in data.PREPOSITIONS | {"while", "after"}
    ):
        return _main_subject(words, before) if participle else None
    return _phrase_before(words, before, "left")


def _after_name(words: Sequence[Word], comma: int) -> bool:
    """Whether a name stands between this comma and one before it: "the founder, Ada Berg, recalled"."""
    segments = _segments(words, comma - 1)
    first, last = segments[0] if len(segments) > 1 else (0, -1)
    return first <= last and words[first - 1].text == "," and all(word.capital for word in words[first : last + 1])


def _phrase_before(words: Sequence[Word], last: int, how: str) -> _Subject | None:
    """The noun phrase that ends with a word; a relative clause inside it is left out."""
    first = last
    while first >= 0 and not _bounds(words, first):
        first -= 1
    if first >= 1 and words[first].lower in {"who", "which"} and words[first - 1].text != ",":
        return _phrase_before(words, first - 1, how)
    if first == last or (first >= 0 and words[first].lower == "nor"):
        return None
    return _Subject(first + 1, last, (), how)


def _bounds(words: Sequence[Word], place: int) -> bool:
    """Whether a noun phrase cannot reach over this word."""
    word = words[place]
    if word.lower == "and" and 0 < place < len(words) - 1:
        left, right = words[place - 1], words[place + 1]
        return not ((left.capital and right.capital) or (is_plural(left) and is_plural(right)))
    return word.text in _MARKS or word.lower in data.BOUNDARIES


def _segments(words: Sequence[Word], last: int) -> list[tuple[int, int]]:
    """What stands between commas left of a place, nearest first, as far as its clause goes."""
    segments, stop = [], last + 1
    for place in range(last, -2, -1):
        edge = place < 0 or words[place].text in {";", ":", "…"} | _QUOTES
        if edge or words[place].text in {",", "(", ")"} | _DASHES:
            if place + 1 < stop:
                segments.append((place + 1, stop - 1))
            stop = place
        if edge:
            break
    return segments


def _beyond_commas(words: Sequence[Word], comma: int) -> _Subject | None:
    """The subject left of an apposition, a relative clause or another aside before the verb."""
    chosen: tuple[int, int] | None = None
    beside: list[Word] = []
    for first, last in _segments(words, comma - 1):
        opening = words[first].lower
        finite = any(_looks_finite(word) for word in words[first + 1 : last + 1])
        if (
            opening in _DESCRIBES | data.PREPOSITIONS | data.ADVERBS
            or opening.isdigit()
            or (opening.endswith("ing") and last > first)
        ):
            if chosen:
                break
            continue
        if finite:
            break
        if chosen:
            beside = list(words[chosen[0] : chosen[1] + 1])
        chosen = (first, last)
    if chosen is None:
        return None
    last = chosen[1]
    return _Subject(chosen[0], last, tuple(beside), "left")


def _main_subject(words: Sequence[Word], before: int) -> _Subject | None:
    """The subject that starts the clause around a place."""
    first = 0
    for place in range(before - 1, -1, -1):
        if words[place].text in {";", ":"} | _QUOTES or (
            words[place].lower in _CONTRAST and place and words[place - 1].text == ","
        ):
            first = place + 1
            break
    while first < before and (words[first].text in _MARKS or words[first].lower in {"and", "but", "then", "so"}):
        first += 1
    comma = next((place for place in range(first, before) if words[place].text == ","), None)
    opens = comma and (
        words[comma + 1].capital or words[comma + 1].lower in data.DETERMINERS | {"he", "she", "it", "they"}
    )
    if (
        comma
        and opens
        and (
            words[first].lower in data.PREPOSITIONS | data.BOUNDARIES | data.ADVERBS
            or is_adverb(words[first])
            or (words[first].lower.endswith("ing") and comma > first + 1)
        )
    ):
        first = comma + 1
    last = first
    while last + 1 < before and not (_bounds(words, last + 1) or _looks_finite(words[last + 1])):
        last += 1
    if first > last or first >= before:
        return None
    beside: tuple[Word, ...] = ()
    if last + 1 < before and words[last + 1].text == ",":
        stop = next((place for place in range(last + 2, before) if words[place].text == ","), last + 2)
        beside = tuple(words[last + 2 : stop])
    return _Subject(first, last, beside, "shared")


def _looks_finite(word: Word) -> bool:
    """Whether a word looks like a verb that ends a subject."""
    lower = word.lower
    return not word.capital and (
        lower in data.FINITE | data.VERB_FORMS | data.PASTS or (lower.endswith("ed") and len(lower) > 4)
    )


def _inverted(words: Sequence[Word], after: int) -> _Subject | None:
    """The speaker after the verb: said the mayor, Jane Roe."""
    first = after
    while first < len(words) and is_adverb(words[first]):
        first += 1
    if (
        first >= len(words)
        or words[first].text in _MARKS
        or words[first].lower in data.BOUNDARIES | {"so", "to", "it", "there"}
    ):
        return None
    if words[first].lower in data.PREPOSITIONS and not any(word.capital for word in words[first + 2 : first + 12]):
        return None
    last = first
    ends = {"when", "who", "while", "as", "after", "before", "and", "that"}
    while (
        last + 1 < len(words)
        and words[last + 1].text not in _MARKS - {"-"}
        and not (words[last + 1].lower in ends and _bounds(words, last + 1))
    ):
        last += 1
    if any(word.lower in data.FINITE for word in words[first : last + 1]):
        return None
    if last + 1 < len(words) and words[last + 1].lower in {"and", "that"}:
        return None
    beside: tuple[Word, ...] = ()
    if last + 2 < len(words) and words[last + 1].text == ",":
        stop = last + 2
        while stop < len(words) and words[stop].text not in _MARKS:
            stop += 1
        aside = words[last + 2 : stop]
        if (
            aside
            and (aside[0].capital or aside[0].lower in {"the", "a", "an", "who"})
            and not any(word.lower in data.FINITE for word in aside[:1])
        ):
            beside = tuple(aside)
    return _Subject(first, last, beside, "inverted")


def _scopes(
    sentence: Sentence, subject: _Subject, verb: int, after: int, rule: Rule
) -> tuple[tuple[tuple[int, int], ...], bool, bool]:
    """The stretches that a verb governs, whether it trails them, and whether it is all of its sentence."""
    words = sentence.words
    if subject.how == "inverted":
        last = subject.last
        if subject.beside:
            last += 1 + len(subject.beside)
        before = ((sentence.start, words[verb].start),) if verb else ()
        return (*before, *_resumed(sentence, last + 1)), bool(verb), not verb
    mark = after
    while mark < len(words) and words[mark].text not in _MARKS - {"-"}:
        mark += 1
    tail = words[after:mark]
    first = subject.first
    leads = words[first - 1] if first else None
    if leads and leads.lower == "as" and subject.how == "left":
        return ((sentence.start, leads.start), *_rest(sentence, mark)), False, False
    closed = mark >= len(words) or words[mark].text not in {":"} | _QUOTES
    if subject.how == "left" and closed and _is_complete(words[verb].lower, tail):
        if leads and leads.text in _MARKS and any(word.text.isalnum() for word in words[:first]):
            joined = first > 1 and words[first - 2].lower in data.BOUNDARIES  # "and, her rivals say, without readers"
            begin = words[first].start if joined else sentence.start
            fronted = is_adverb(words[0]) and first == 2 and mark < len(words)  # "Unfortunately, the mayor said, the plan"
            after_aside = _rest(sentence, mark) if fronted else _resumed(sentence, mark)
            return ((begin, words[first].start), *after_aside), not joined, False
        if leads is None or leads.text in _MARKS:
            return _rest(sentence, mark) if mark < len(words) and words[mark].text == "," else (), False, True
    if subject.how == "shared" and closed and [word.lower for word in tail] in ([], ["so"], ["as", "much"]):
        return ((sentence.start, words[verb].start),), True, False
    start = words[after].start if after < len(words) else sentence.stop
    relative = subject.how == "relative" and words[subject.last + 1].text == ","
    return ((start, _clause_end(sentence, after, relative)),), False, False


def _is_complete(verb: str, tail: Sequence[Word]) -> bool:
    """Whether nothing that is said follows the verb before the next mark: "told reporters in Paris"."""
    if not tail:
        return True
    objects = [
        place for place in range(1, len(tail)) if tail[place].lower in {"the", "a", "an", "its", "his", "her", "their"}
    ]
    joins = data.PREPOSITIONS | data.DETERMINERS | {"and"}
    if verb not in data.TELLING and any(tail[place - 1].lower not in joins for place in objects):
        return False
    if (
        any(word.lower in data.FINITE | {"that", "whether", "if"} for word in tail)
        or tail[0].lower == "to"
        and len(tail) > 1
        and tail[1].lower in _STARTS
    ):
        return False
    late = any(
        word.lower in {"of", "against", "about"} and before.lower in data.TIMES for before, word in pairwise(tail)
    )
    if late:  # warned on Thursday of
        return False
    if verb in data.TELLING:
        return not any(word.lower in {"how", "why", "what", "to", "about", "of"} for word in tail[:4])
    if verb in data.NEEDS_WORDS and not verb.startswith(("think", "thought", "believe", "fear", "ask")):
        return False
    return tail[0].lower in (data.PREPOSITIONS - {"of", "against", "about"}) | data.TIMES | data.ADVERBS | {
        "to",
        "so",
        "last",
    }


def _rest(sentence: Sentence, mark: int) -> tuple[tuple[int, int], ...]:
    """From a mark to the end of the sentence."""
    return ((sentence.words[mark].start, sentence.stop),) if mark < len(sentence.words) else ()


def _resumed(sentence: Sentence, mark: int) -> tuple[tuple[int, int], ...]:
    """What a verb governs after an aside: ", said the mayor, had been planned"."""
    words = sentence.words
    if mark + 1 >= len(words):
        return ()
    following = words[mark + 1]
    if words[mark].text in {";", ":"} | _QUOTES or following.text in _QUOTES or sentence.quoted(following.start):
        return _rest(sentence, mark)
    if following.lower in data.FINITE and words[mark].text in {","} | _DASHES:
        return _rest(sentence, mark)
    ends = following.lower in _DESCRIBES | data.PREPOSITIONS | _CONTRAST | data.DETERMINERS | {
        "and"
    } or following.lower.endswith("ing")
    if ends:  # a later quotation in the sentence is still the speaker's
        later = next((word for word in words[mark:] if sentence.quoted(word.start)), None)
        return ((later.start, sentence.stop),) if later else ()
    return _rest(sentence, mark)


def _clause_end(sentence: Sentence, place: int, relative: bool) -> int:
    """Where what is said ends: a semicolon, a contrast, or the comma that closes a relative clause."""
    words = sentence.words
    for number in range(place, len(words) - 1):
        word, following = words[number], words[number + 1]
        if word.lower in {"when", "if"} and following.lower in {"asked", "pressed", "questioned"}:
            return word.start
        if sentence.quoted(word.start) or (word.text != ";" and word.text != ","):
            continue
        if word.text == ";" or relative:
            return word.start
        if following.lower in _CONTRAST:
            near = {later.lower for later in words[number + 2 : number + 8]}
            if not near & {"would", "had", "could", "might"} and "that" not in {
                later.lower for later in words[number + 2 : number + 3]
            }:
                return word.start
    return sentence.stop


def _afters(sentence: Sentence) -> list[Report]:
    """Phrases with the speaker after them: according to the bank."""
    reports: list[Report] = []
    for rule in data.AFTER:
        pattern, reach = _PATTERNS[rule.name], (sentence.text, sentence.start, sentence.stop)
        first = pattern.match(*reach)
        for match in pattern.finditer(*reach) if rule.name != "for" else [first] if first else []:
            words = read_words(sentence.text, match.end(), sentence.stop)
            stop = next(
                (
                    place
                    for place, word in enumerate(words)
                    if word.text in _MARKS or word.lower in data.FINITE | {"that"}
                ),
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


def _source_after(text: str, words: Sequence[Word], following: Sequence[Word]) -> tuple[Speaker | None, int]:
    """The speaker in a phrase like "figures that the operator, Volta, published"; where the phrase ends."""
    published = next(
        (place for place, word in enumerate(words) if word.lower in {"published", "released", "issued", "compiled"}),
        None,
    )
    inner = next(
        (place for place, word in enumerate(words) if word.lower == "that" and words[0].lower in data.DOCUMENTS), None
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
        stop = next((place for place, word in enumerate(following[1:], 1) if word.text in _MARKS), 0)
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
    before = [word for word in sentence.words if word.stop <= start]
    first = sentence.start
    for place in range(len(before) - 1, -1, -1):
        if before[place].text == ";" or (before[place].lower in _CONTRAST and place >= len(before) - 2):
            first = start
            break
    after = next((place for place, word in enumerate(sentence.words) if word.start >= stop), len(sentence.words))
    end = _clause_end(sentence, after, False) if first == start or not before else sentence.stop
    trailing = after >= len(sentence.words) - 1
    return Report(rule, speaker, start, start, ((first, start), (stop, end)), trailing)


def _views(sentence: Sentence) -> list[Report]:
    """In someone's view."""
    reports: list[Report] = []
    for match in _PATTERNS[data.VIEWS.name].finditer(sentence.text, sentence.start, sentence.stop):
        speaker = _owner(sentence.text, read_words(sentence.text, *match.span("source")))
        if speaker:
            reports.append(_around(sentence, data.VIEWS.name, speaker, *match.span()))
    return reports


def _owner(text: str, words: list[Word]) -> Speaker | None:
    """The speaker that a possessive names."""
    if words and words[-1].lower in {"his", "her", "its", "their"}:
        return find_speaker(
            text, [words[-1]._replace(text={"his": "he", "her": "she", "its": "it", "their": "they"}[words[-1].lower])]
        )
    return find_speaker(text, words)


def _owned(sentence: Sentence) -> list[Report]:
    """Someone's claim that, someone's call for."""
    reports, words = [], sentence.words
    for rule in data.OWNED:
        for match in _PATTERNS[rule.name].finditer(sentence.text, sentence.start, sentence.stop):
            noun = next((place for place, word in enumerate(words) if word.start >= match.start()), len(words))
            owner = next((place for place in range(noun - 1, max(noun - 4, -1), -1) if _owns(words, place)), None)
            if owner is None or any(word.text in _MARKS - _QUOTES for word in words[owner + 1 : noun]):
                continue
            subject = _phrase_before(words, owner, "left")
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
    return max(
        (
            place + 1
            for place, word in enumerate(phrase)
            if word.lower in data.PREPOSITIONS - {"of"} or word.lower in data.FINITE
        ),
        default=0,
    )


def _owns(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a possessive, or a nation's adjective with an article before it."""
    word = words[place]
    if word.lower in {"his", "her", "its", "their"} or word.lower.endswith(("'s", "’s", "s'", "s’")):
        return True
    return word.capital and bool(_NATIONAL.match(word.lower)) and len(word.text) > 4 and not word.lower.endswith("ch")


def _noun_end(sentence: Sentence, start: int) -> int:
    """Where the words that complete a noun end: at the verb of the sentence or a comma."""
    for word in sentence.words:
        if word.start >= start and (word.lower in data.FINITE or word.text in {",", ";", ":"} | _DASHES):
            return word.start
    return sentence.stop


def _nobodies(sentence: Sentence) -> list[Report]:
    """Passives that name nobody."""
    reports: list[Report] = []
    for rule in data.NOBODY:
        for match in _PATTERNS[rule.name].finditer(sentence.text, sentence.start, sentence.stop):
            after = next(
                (place for place, word in enumerate(sentence.words) if word.start >= match.end()), len(sentence.words)
            )
            scope = (sentence.start if rule.name == "is said to" else match.end(), _clause_end(sentence, after, False))
            reports.append(Report(rule.name, NOBODY, match.start(), match.start(), (scope,)))
    return reports


def _agents(sentence: Sentence) -> list[Report]:
    """Something proposed by someone."""
    reports, reach = [], (sentence.text, sentence.start, sentence.stop)
    matches = [(rule, match) for rule in data.AGENTS for match in _PATTERNS[rule.name].finditer(*reach)]
    for rule, match in matches:
        verb = match[0].split()[0].lower()
        if (
            rule is data.AGENT
            and not verb.endswith("ed")
            and verb not in {"said", "told", "put", "written", "forecast"}
        ):
            continue
        words = read_words(sentence.text, match.end(), sentence.stop)
        stop = next((place for place, word in enumerate(words) if _ends_agent(words, place)), len(words))
        speaker = find_speaker(sentence.text, words[:stop])
        if speaker is None or not stop:
            continue
        before = [word for word in sentence.words if word.stop <= match.start()]
        first = next(
            (word.stop for word in reversed(before) if word.text in _MARKS - _QUOTES or word.lower in data.BOUNDARIES),
            sentence.start,
        )
        scopes = [(first, match.start())]
        if words[stop:] and words[stop].lower in {"as", "that", "of", "for", "to", "on", "over", "about", "against"}:
            scopes.append((words[stop].stop, _clause_end(sentence, len(before), False)))
        reports.append(Report(rule.name, speaker, match.start(), match.end(), tuple(scopes)))
    return reports


def _ends_agent(words: Sequence[Word], place: int) -> bool:
    """Whether the speaker after "by" ends before this word."""
    lower = words[place].lower
    if lower == "of":
        return place + 1 < len(words) and words[place + 1].lower.endswith("ing")
    return _bounds(words, place) or lower in data.FINITE | {
        "as",
        "for",
        "to",
        "on",
        "over",
        "about",
        "against",
        "in",
        "at",
    }


def _colons(sentence: Sentence) -> list[Report]:
    """A headline's speaker before or after a colon."""
    reports: list[Report] = []
    text, start, stop = sentence.text, sentence.start, sentence.stop
    match, scope, last = _COLON.match(text, start, stop), (start, stop), _LAST_COLON.match(text, start, stop)
    if match and last and len(last["source"]) < len(match["source"]):
        match, scope = last, (start, last.start("source"))
    elif match and (not text[start:stop].rstrip().endswith((".", "…")) or text[match.end()] in _QUOTES):
        scope = (match.end(), stop)
    else:
        match = last
    if not match:
        return []
    words = read_words(text, *match.span("source"))
    if len(words) <= 6 and words[0].lower not in data.LABELS and not any(_looks_finite(word) for word in words):
        speaker = find_speaker(text, words)
        reports += (
            [Report("name and colon", speaker, match.start("source"), match.start("source"), (scope,))]
            if speaker
            else []
        )
    return reports


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
        ends = [cut for place, cut in cuts if place > report.place]
        scopes = (
            tuple((a, min([b, *ends])) for a, b in report.scopes) if ends and not report.trailing else report.scopes
        )
        trimmed.append(report._replace(scopes=tuple((a, b) for a, b in scopes if a < b)))
    return trimmed
