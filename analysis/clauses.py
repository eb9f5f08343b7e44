"""Where the subject of a verb stands, and where its clause ends: what every reporting verb and phrase needs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from analysis import word_classes as data
from analysis.sentences import MARKS, QUOTES, Sentence, bounds, opens_phrase
from analysis.speaker_words import Word, is_adverb
from analysis.speakers import LONGEST_PHRASE, Speaker

DESCRIBES = frozenset("who whom which whose where when as after before while speaking citing adding a an".split())
_AFTER_PARTICIPLE = data.PREPOSITIONS | {"if", "whether", "why", "how", "what", "when"}  # asked about, pressed on
_ASIDE = DESCRIBES | data.PREPOSITIONS | data.ADVERBS
_FRONTED = data.PREPOSITIONS | data.BOUNDARIES | data.ADVERBS
_NO_SPEAKER = data.BOUNDARIES | {"so", "to", "it", "there"}
_AFTER_SPEAKER = frozenset("when who while as after before and that".split())
_MOST_ASIDES = 12  # between a subject and its verb
_MOST_CLAUSES = 5  # relative clauses, one in the other, after a subject


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


class Subject(NamedTuple):
    """Where the speaker of a verb stands: words `first` to `last`, both included."""

    first: int
    last: int
    beside: tuple[Word, ...]
    how: str  # left, inverted, relative, shared


def main_subject(sentence: Sentence, before: int) -> Subject | None:
    """The subject that starts the clause around a place."""
    words = sentence.words
    begun = bisect_left(sentence.clause_starts, before)
    first, comma = _clause_opening(sentence, sentence.clause_starts[begun - 1] + 1 if begun else 0)
    if comma < before:  # "On Monday, the mayor": the subject stands after the comma
        first = comma + 1
    if first >= before:
        return None
    last = min(sentence.next_in(sentence.subject_ends, first + 1), before) - 1
    if last - first >= LONGEST_PHRASE:
        return None
    beside: tuple[Word, ...] = ()
    if last + 1 < before and words[last + 1].text == ",":
        stop = sentence.next_in(sentence.commas, last + 2)
        beside = tuple(words[last + 2 : stop][:LONGEST_PHRASE]) if stop < before else ()
    return Subject(first, last, beside, "shared")


@lru_cache(maxsize=64)
def _clause_opening(sentence: Sentence, first: int) -> tuple[int, int]:
    """Where a clause starts, without "and" and marks, and the comma after the words that stand before its subject."""
    words, none = sentence.words, len(sentence.words)
    while first < none and (words[first].text in MARKS or words[first].lower in {"and", "but", "then", "so"}):
        first += 1
    comma = sentence.next_in(sentence.commas, first)
    if comma >= none - 1 or not opens_phrase(words[comma + 1]):
        return first, none
    fronted = words[first].lower in _FRONTED or is_adverb(words[first])
    participle = words[first].lower.endswith("ing") and comma > first + 1
    return first, comma if fronted or participle else none


def phrase_before(sentence: Sentence, last: int, how: str) -> Subject | None:
    """The noun phrase that ends with a word; a relative clause inside it is left out."""
    words = sentence.words
    for _ in range(_MOST_CLAUSES):
        edge = bisect_right(sentence.boundaries, last)
        first = sentence.boundaries[edge - 1] if edge else -1
        if first < 1 or words[first].lower not in {"who", "which"} or words[first - 1].text == ",":
            break
        led = first < last and (opens_phrase(words[first + 1]) or words[first - 1].lower in data.PREPOSITIONS)
        if led:  # a week in which the ministry said
            break
        last = first - 1
    if first == last or last - first > LONGEST_PHRASE or (first >= 0 and words[first].lower == "nor"):
        return None
    return Subject(first + 1, last, (), how)


def subject_beyond_commas(sentence: Sentence, comma: int) -> Subject | None:
    """The subject left of an apposition, a relative clause or another aside before the verb."""
    words = sentence.words
    chosen: tuple[int, int] | None = None
    beside: list[Word] = []
    for first, last in islice(_segments(sentence, comma - 1), _MOST_ASIDES):
        opening = words[first].lower
        if (
            opening in _ASIDE
            or opening.isdigit()
            or (opening.endswith("ing") and last > first)
            or (opening.endswith("ed") and last > first and words[first + 1].lower in _AFTER_PARTICIPLE)
        ):
            if chosen:
                break
            continue
        if sentence.next_in(sentence.finite, first + 1) <= last or last - first >= LONGEST_PHRASE:
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


def stands_after_name(sentence: Sentence, comma: int) -> bool:
    """Whether a name stands between this comma and one before it: "the founder, Ada Berg, recalled"."""
    segments = list(islice(_segments(sentence, comma - 1), 2))
    first, last = segments[0] if len(segments) > 1 else (0, -1)
    if not first <= last < first + LONGEST_PHRASE:
        return False
    return sentence.words[first - 1].text == "," and _is_name(sentence.words, (first, last))


def _is_name(words: Sequence[Word], stretch: tuple[int, int]) -> bool:
    """Whether a stretch is a name and nothing else."""
    own = words[stretch[0] : stretch[1] + 1]
    return all(word.capital or word.lower in data.NAMES_SMALL or "-" in word.text for word in own) and own[-1].capital


def subject_after(sentence: Sentence, after: int) -> Subject | None:
    """The speaker after the verb: said the mayor, Jane Roe."""
    words = sentence.words
    first = after
    while first < len(words) and is_adverb(words[first]):
        first += 1
    if first >= len(words) or words[first].text in MARKS or words[first].lower in _NO_SPEAKER:
        return None
    if words[first].lower in data.PREPOSITIONS and not any(word.capital for word in words[first + 2 : first + 12]):
        return None
    most = min(sentence.next_in(sentence.pauses, first + 1), first + LONGEST_PHRASE + 1)
    end = next(
        (place for place in range(first + 1, most) if words[place].lower in _AFTER_SPEAKER and bounds(words, place)),
        most,
    )
    if end - first > LONGEST_PHRASE or any(word.lower in data.FINITE for word in words[first:end]):
        return None
    if end < len(words) and words[end].lower in {"and", "that"}:
        return None
    return Subject(first, end - 1, _aside_after(sentence, end), "inverted")


def _aside_after(sentence: Sentence, comma: int) -> tuple[Word, ...]:
    """What stands between commas after a speaker: said Jane Roe, the mayor, on Monday."""
    words = sentence.words
    if comma + 1 >= len(words) or words[comma].text != ",":
        return ()
    aside = words[comma + 1 : min(sentence.next_in(sentence.marks, comma + 1), comma + 1 + LONGEST_PHRASE)]
    opens = aside and (aside[0].capital or aside[0].lower in {"the", "a", "an", "who"})
    return tuple(aside) if opens and aside[0].lower not in data.FINITE else ()


def _segments(sentence: Sentence, last: int) -> Iterator[tuple[int, int]]:
    """What stands between commas left of a place, nearest first, as far as its clause goes."""
    stop = last + 1
    for number in range(bisect_right(sentence.parts, last) - 1, -1, -1):
        place = sentence.parts[number]
        if place + 1 < stop:
            yield place + 1, stop - 1
        stop = place
        if sentence.words[place].text in {";", ":", "…"} | QUOTES:
            return
    if stop > 0:
        yield 0, stop - 1


def clause_end(sentence: Sentence, place: int, relative: bool) -> int:
    """Where what is said ends: a semicolon, a contrast, or the comma that closes a relative clause."""
    end = sentence.next_in(sentence.relative_ends if relative else sentence.clause_ends, place)
    return sentence.words[end].start if end < len(sentence.words) else sentence.stop


def rest_of(sentence: Sentence, mark: int) -> tuple[tuple[int, int], ...]:
    """From a mark to the end of the sentence."""
    return ((sentence.words[mark].start, sentence.stop),) if mark < len(sentence.words) else ()
