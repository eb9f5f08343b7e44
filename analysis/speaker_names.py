"""The names and noun phrases of a sentence, and what they are names of: persons, bodies, groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis import attribution_rules as speech
from analysis import word_classes as data
from analysis.speaker_words import Word, is_plural, read_words

DEMONYM = re.compile(data.DEMONYM, re.I)
_NO_FIRST_NAMES = (data.PREPOSITIONS | data.BOUNDARIES | data.DETERMINERS | data.ADVERBS | data.FINITE | data.TIMES) | (
    speech.VERB_FORMS | speech.PASTS | frozenset(["soviet", "greater"])
)
_ORIGIN = re.compile(r"[A-Z]\w*(?:[ai]an|ish|ese|aqi|aeli)")
_NATIONAL = re.compile(data.NATIONAL)
PRONOUNS = {"he": "person", "she": "person", "they": "group", "it": "body"}


def find_names(text: str, words: Sequence[Word]) -> list[tuple[int, str, str]]:
    """Find what a pronoun may look back to.

    Returns
    -------
    list of tuple
        Per candidate: where it starts, "person", "body", "group" or "name", and its words. A name of one word,
        such as "Roe" or "Oslo", may be a person's or a body's.

    Examples
    --------
    >>> text = "The ministry met Jane Roe."
    >>> find_names(text, read_words(text, 0, len(text)))
    [(0, 'body', 'ministry'), (17, 'person', 'Jane Roe')]
    """
    found: list[tuple[int, str, str]] = []
    phrases = _noun_phrases(words)
    named = {stop + 1 for start, stop in phrases if words[stop : stop + 1] and words[stop].text == ","}
    beside = {start for start, stop in phrases if start in named and words[start].capital and stop - start > 1}
    for start, stop in phrases:
        if stop + 1 in beside:
            continue  # the minister, Jane Roe: the name follows
        phrase = words[start:stop]
        run = [word for word in phrase if word.lower not in data.DETERMINERS]
        if not run:
            continue
        found.append(
            (phrase[0].start, _kind(run, phrase[0].lower in data.DETERMINERS), cut_text(text, cut_titles(run)))
        )
    return [candidate for candidate in found if candidate[1]]


def find_core(words: Sequence[Word]) -> list[Word]:
    """The noun phrase up to its first preposition or relative clause."""
    stops = data.PREPOSITIONS | {
        "who",
        "which",
        "that",
        "familiar",
        "close",
        "briefed",
        "involved",
        "present",
        "speaking",
        "living",
    }
    small = {"of"}
    for place, word in enumerate(words):
        if (
            place
            and word.lower in stops
            and not (word.lower in small and words[place - 1].capital and _titled(words, place))
        ):
            return list(words[:place])
    return list(words)


def _titled(words: Sequence[Word], place: int) -> bool:
    """Whether "of" belongs to a title before a name: Secretary of State Jane Roe, House of Lords."""
    return words[place - 1].lower in data.TITLES and place + 2 < len(words) and words[place + 2].capital


def find_runs(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Stretches of capitalised words, with the small words that names hold inside."""
    runs: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        if not words[place].capital or words[place].lower in data.DETERMINERS | data.PREPOSITIONS | data.BOUNDARIES - {
            "who",
            "us",
        }:
            place += 1
            continue
        stop = place + 1
        while stop < len(words):
            small = (
                words[stop].lower in data.NAMES_SMALL - {"of", "the"}
                and stop + 1 < len(words)
                and words[stop + 1].capital
            )
            if not (words[stop].capital or small or words[stop].lower.startswith(("al-", "el-"))):
                break
            stop += 1
        runs.append((place, stop))
        place = stop
    return runs


def cut_titles(run: Sequence[Word]) -> list[Word]:
    """A name without the titles before it; titles alone stay."""
    start = 0
    while start < len(run) - 1 and (
        run[start].lower.rstrip(".") in data.TITLES or _is_national_before_title(run, start)
    ):
        start += 1
    if run[start].lower in data.TITLES | data.ORGANISATION:
        start = 0  # titles alone, or the Foreign Office
    bodies = [place for place in range(start, len(run)) if run[place].lower in data.ORGANISATION]
    if bodies and len(run) - bodies[-1] > 2 and all(word.capital for word in run[bodies[-1] + 1 :]):
        start = bodies[-1] + 1  # "Federation Jane Roe", after "President of the Russian"
    return list(run[start:] or run)


def _is_national_before_title(run: Sequence[Word], place: int) -> bool:
    """Whether a word is like "Russian" in "Russian Foreign Minister"."""
    return len(run[place].text) > 4 and bool(_NATIONAL.match(run[place].lower)) and run[place + 1].lower in data.TITLES


def cut_text(text: str, words: Sequence[Word]) -> str:
    """The text of some words, without a possessive ending."""
    return re.sub(r"['’]s?$", "", text[words[0].start : words[-1].stop]).rstrip(".") if words else ""


def _noun_phrases(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Names, and phrases of a determiner and up to four lower-case words that end in an office, body or plural."""
    runs = find_runs(words)
    taken = {place for start, stop in runs for place in range(start, stop)}
    no_names = data.DETERMINERS | data.PREPOSITIONS | data.BOUNDARIES | data.ADVERBS | PRONOUNS.keys()
    phrases = [(start, stop) for start, stop in runs if words[start].lower not in no_names]
    heads = data.OFFICE | data.ORGANISATION | data.UNNAMED
    for place, word in enumerate(words):
        if word.lower not in data.DETERMINERS:
            continue
        for stop in range(place + 2, min(place + 6, len(words) + 1)):
            last = words[stop - 1]
            if (
                not last.text[0].isalpha()
                or last.lower in data.PREPOSITIONS | data.FINITE | data.DETERMINERS
                or (stop - 1) in taken
            ):
                break
            if last.lower in heads or is_plural(last):
                phrases.append((place, stop))
                break
    return sorted(phrases)


def kind_of(source: str) -> str:
    """Whether a source is a "person", "body", "group" or a "name" that may be either; empty when none is known.

    Examples
    --------
    >>> [kind_of(source) for source in ("union", "Jane Roe", "Roe", "head of the union")]
    ['body', 'person', 'name', 'person']
    """
    core = find_core(read_words(source, 0, len(source)))
    return _kind(core, False) if core else ""


def is_full_name(words: str) -> bool:
    """Whether two words are a person's name, and not "In Oslo", "Asked Roe" or "Soviet Kyiv"."""
    first = words.split()[0]
    return kind_of(words) == "person" and first.lower() not in _NO_FIRST_NAMES and not is_origin(first)


def is_origin(source: str) -> bool:
    """Whether a source is an adjective of origin and nothing else: "Russian", of the Russian demand."""
    return " " not in source and len(source) > 4 and bool(_ORIGIN.fullmatch(source))


def _is_lone_name(word: Word) -> bool:
    """Whether one word with a capital may be a surname: not an abbreviation, a plural, a month or a body."""
    own = re.sub(r"['’]s?$", "", word.text)
    lower = own.lower()
    known = data.TIMES | data.ORGANISATION | data.PLACES | data.SINGULAR_S | data.OFFICE | data.UNNAMED | data.CROWDS
    return len(own) > 1 and not own.isupper() and lower not in known and not DEMONYM.match(own) and not is_plural(word)


def _kind(run: Sequence[Word], definite: bool) -> str:
    """Whether a noun phrase is a person, a body, a group or a lone name."""
    last = re.sub(r"['’]s?$", "", run[-1].lower)
    if len(run) == 1 and run[0].capital and not definite and _is_lone_name(run[0]):
        return "name"
    if run[0].capital and run[-1].capital:
        if last in data.TIMES:
            return ""
        organisation = any(re.sub(r"['’]s?$", "", word.lower) in data.ORGANISATION | data.PLACES for word in run)
        titled = run[0].lower.rstrip(".") in data.TITLES and len(run) > 1
        if titled or (
            len(run) > 1
            and not organisation
            and not definite
            and run[-1].text.islower() is False
            and not run[-1].text.isupper()
        ):
            return "person"
        return "group" if DEMONYM.match(run[-1].text) or (is_plural(run[-1]) and len(run) == 1) else "body"
    if last in data.ORGANISATION:
        return "body"
    if last in data.CROWDS:
        return "group"
    if last in data.BEARERS:
        return ""
    if last in data.OFFICE | data.UNNAMED:
        return "person"
    return "group" if is_plural(run[-1]) else ""
