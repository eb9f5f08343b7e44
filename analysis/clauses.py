"""Where the subject of a verb stands, and where its clause ends: what every reporting verb and phrase needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis import attribution_rules as data
from analysis.speakers import Speaker, Word, is_adverb, is_plural

QUOTES = frozenset("\"“”„‟«»'‘’‚‛‹›`")
MARKS = frozenset(",.;:!?()[]–—―-…") | QUOTES
DASHES = frozenset("–—―-")
PATTERNS = {rule.name: re.compile(rule.pattern, re.I) for rule in data.RULES}
NATIONAL = re.compile(data.NATIONAL, re.I)
CONTRAST = frozenset("but while whereas although though yet".split())
_AFTER_PARTICIPLE = data.PREPOSITIONS | {"if", "whether", "why", "how", "what", "when"}  # asked about, pressed on
DESCRIBES = frozenset("who whom which whose where when as after before while speaking citing adding a an".split())
_SILENT = frozenset("refused refuses declined declines".split())  # "warned that ..., but refused to say"


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


class Subject(NamedTuple):
    """Where the speaker of a verb stands: words `first` to `last`, both included."""

    first: int
    last: int
    beside: tuple[Word, ...]
    how: str  # left, inverted, relative, shared


def main_subject(words: Sequence[Word], before: int) -> Subject | None:
    """The subject that starts the clause around a place."""
    first = 0
    for place in range(before - 1, -1, -1):
        if words[place].text in {";", ":"} | QUOTES or (
            words[place].lower in CONTRAST and place and words[place - 1].text == ","
        ):
            first = place + 1
            break
    while first < before and (words[first].text in MARKS or words[first].lower in {"and", "but", "then", "so"}):
        first += 1
    comma = next((place for place in range(first, before) if words[place].text == ","), None)
    after = words[comma + 1] if comma and comma + 1 < len(words) else None  # what is read may end with its comma
    opens = after and (after.capital or after.lower in data.DETERMINERS | {"he", "she", "it", "they"})
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
    while last + 1 < before and not (bounds(words, last + 1) or looks_finite(words[last + 1])):
        last += 1
    if first > last or first >= before:
        return None
    beside: tuple[Word, ...] = ()
    if last + 1 < before and words[last + 1].text == ",":
        stop = next((place for place in range(last + 2, before) if words[place].text == ","), last + 2)
        beside = tuple(words[last + 2 : stop])
    return Subject(first, last, beside, "shared")


def phrase_before(words: Sequence[Word], last: int, how: str) -> Subject | None:
    """The noun phrase that ends with a word; a relative clause inside it is left out."""
    first = last
    while first >= 0 and not bounds(words, first):
        first -= 1
    if first >= 1 and words[first].lower in {"who", "which"} and words[first - 1].text != ",":
        led = opens_phrase(words[first + 1]) or words[first - 1].lower in data.PREPOSITIONS
        if first < last and led:  # a week in which the ministry said
            return Subject(first + 1, last, (), how)
        return phrase_before(words, first - 1, how)
    if first == last or (first >= 0 and words[first].lower == "nor"):
        return None
    return Subject(first + 1, last, (), how)


def opens_phrase(word: Word) -> bool:
    """Whether a word starts a noun phrase for certain: a name, an article or a pronoun."""
    return word.capital or word.lower in data.DETERMINERS | {"he", "she", "it", "they"}


def subject_beyond_commas(words: Sequence[Word], comma: int) -> Subject | None:
    """The subject left of an apposition, a relative clause or another aside before the verb."""
    chosen: tuple[int, int] | None = None
    beside: list[Word] = []
    for first, last in _segments(words, comma - 1):
        opening = words[first].lower
        finite = any(looks_finite(word) for word in words[first + 1 : last + 1])
        if (
            opening in DESCRIBES | data.PREPOSITIONS | data.ADVERBS
            or opening.isdigit()
            or (opening.endswith("ing") and last > first)
            or (opening.endswith("ed") and last > first and words[first + 1].lower in _AFTER_PARTICIPLE)
        ):
            if chosen:
                break
            continue
        if finite:
            break
        if chosen and _is_name(words, chosen) == _is_name(words, (first, last)):
            break
        if chosen:  # the mayor, Jane Roe
            beside = list(words[chosen[0] : chosen[1] + 1])
            chosen = (first, last)
            break
        chosen = (first, last)
    if chosen is None:
        return None
    last = chosen[1]
    return Subject(chosen[0], last, tuple(beside), "left")


def stands_after_name(words: Sequence[Word], comma: int) -> bool:
    """Whether a name stands between this comma and one before it: "the founder, Ada Berg, recalled"."""
    segments = _segments(words, comma - 1)
    first, last = segments[0] if len(segments) > 1 else (0, -1)
    return first <= last and words[first - 1].text == "," and _is_name(words, (first, last))


def _is_name(words: Sequence[Word], stretch: tuple[int, int]) -> bool:
    """Whether a stretch is a name and nothing else."""
    own = words[stretch[0] : stretch[1] + 1]
    return all(word.capital or word.lower in data.NAMES_SMALL or "-" in word.text for word in own) and own[-1].capital


def subject_after(words: Sequence[Word], after: int) -> Subject | None:
    """The speaker after the verb: said the mayor, Jane Roe."""
    first = after
    while first < len(words) and is_adverb(words[first]):
        first += 1
    if (
        first >= len(words)
        or words[first].text in MARKS
        or words[first].lower in data.BOUNDARIES | {"so", "to", "it", "there"}
    ):
        return None
    if words[first].lower in data.PREPOSITIONS and not any(word.capital for word in words[first + 2 : first + 12]):
        return None
    last = first
    ends = {"when", "who", "while", "as", "after", "before", "and", "that"}
    while (
        last + 1 < len(words)
        and words[last + 1].text not in MARKS - {"-"}
        and not (words[last + 1].lower in ends and bounds(words, last + 1))
    ):
        last += 1
    if any(word.lower in data.FINITE for word in words[first : last + 1]):
        return None
    if last + 1 < len(words) and words[last + 1].lower in {"and", "that"}:
        return None
    beside: tuple[Word, ...] = ()
    if last + 2 < len(words) and words[last + 1].text == ",":
        stop = last + 2
        while stop < len(words) and words[stop].text not in MARKS:
            stop += 1
        aside = words[last + 2 : stop]
        if (
            aside
            and (aside[0].capital or aside[0].lower in {"the", "a", "an", "who"})
            and not any(word.lower in data.FINITE for word in aside[:1])
        ):
            beside = tuple(aside)
    return Subject(first, last, beside, "inverted")


def _segments(words: Sequence[Word], last: int) -> list[tuple[int, int]]:
    """What stands between commas left of a place, nearest first, as far as its clause goes."""
    segments, stop = [], last + 1
    for place in range(last, -2, -1):
        edge = place < 0 or words[place].text in {";", ":", "…"} | QUOTES
        if edge or words[place].text in {",", "(", ")"} | DASHES:
            if place + 1 < stop:
                segments.append((place + 1, stop - 1))
            stop = place
        if edge:
            break
    return segments


def bounds(words: Sequence[Word], place: int) -> bool:
    """Whether a noun phrase cannot reach over this word."""
    word = words[place]
    if word.lower == "and" and 0 < place < len(words) - 1:
        left, right = words[place - 1], words[place + 1]
        return not ((left.capital and right.capital) or (is_plural(left) and is_plural(right)))
    return word.text in MARKS or word.lower in data.BOUNDARIES


def looks_finite(word: Word) -> bool:
    """Whether a word looks like a verb that ends a subject."""
    lower = word.lower
    return not word.capital and (
        lower in data.FINITE | data.VERB_FORMS | data.PASTS or (lower.endswith("ed") and len(lower) > 4)
    )


def rest_of(sentence: Sentence, mark: int) -> tuple[tuple[int, int], ...]:
    """From a mark to the end of the sentence."""
    return ((sentence.words[mark].start, sentence.stop),) if mark < len(sentence.words) else ()


def clause_end(sentence: Sentence, place: int, relative: bool) -> int:
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
        if following.lower in CONTRAST:
            if {later.lower for later in words[number + 2 : number + 3]} & _SILENT:
                return word.start
            near = {later.lower for later in words[number + 2 : number + 8]}
            if not near & {"would", "had", "could", "might"} and "that" not in {
                later.lower for later in words[number + 2 : number + 3]
            }:
                return word.start
    return sentence.stop
