"""Whom a phrase of the text names as a speaker: a person, a body, a group without names, or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis import attribution_rules as data

_WORD = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|St|Gen|Lt|Col|Sen|Rep|Gov|Rev|Sgt|Capt|Maj)\."
    r"|[^\W_]\.(?:[^\W_]\.)+"
    r"|[^\W_]+(?:[-‐‑'’.&][^\W_]+)*(?:(?<=s)['’](?= [a-z]))?"
    r"|[^\w\s]"
)
_DEMONYM = re.compile(data.DEMONYM, re.I)
_NO_FIRST_NAMES = (data.PREPOSITIONS | data.BOUNDARIES | data.DETERMINERS | data.ADVERBS | data.FINITE | data.TIMES) | (
    data.VERB_FORMS | data.PASTS | frozenset(["soviet", "greater"])
)
_ORIGIN = re.compile(r"[A-Z]\w*(?:[ai]an|ish|ese|aqi|aeli)")
_NATIONAL = re.compile(data.NATIONAL)
LONGEST_PHRASE = 40  # words: what names a speaker is no longer
_PRONOUNS = {"he": "person", "she": "person", "they": "group", "it": "body"}


class Word(NamedTuple):
    """A word or a mark of a sentence, and where it stands in the document."""

    text: str
    start: int
    stop: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital."""
        return self.text[0].isupper()


class Speaker(NamedTuple):
    """Who speaks.

    Attributes
    ----------
    attribution : "named" or "unnamed group"
    source : str
        In the text's words; "unresolved" when only a pronoun or a passive stands there.
    refers : "", "person", "generic", "group", "body", "former" or "latter"
        What a pronoun, or a phrase like "the diplomat", looks back for.
    """

    attribution: Literal["named", "unnamed group"]
    source: str
    refers: str = ""


UNRESOLVED = "unresolved"
NOBODY = Speaker("unnamed group", UNRESOLVED)


def read_words(text: str, start: int, stop: int) -> list[Word]:
    """Cut a stretch of a text into words and marks.

    Examples
    --------
    >>> [word.text for word in read_words("Mr. Roe's “plan”.", 0, 17)]
    ['Mr.', "Roe's", '“', 'plan', '”', '.']
    """
    return [Word(match[0], *match.span()) for match in _WORD.finditer(text, start, stop)]


def find_speaker(text: str, words: Sequence[Word], beside: Sequence[Word] = ()) -> Speaker | None:
    """Say whom a phrase names.

    Parameters
    ----------
    text : str
        The document's text.
    words : sequence of Word
        The phrase, such as the subject of "said".
    beside : sequence of Word
        What stands between commas next to it; a name there is taken.

    Returns
    -------
    Speaker or None
        None when nobody speaks ("nobody", "none of them"), and when the phrase names no one or is too long to.

    Examples
    --------
    >>> text = "Foreign Minister Jane Roe"
    >>> find_speaker(text, read_words(text, 0, len(text))).source
    'Jane Roe'
    >>> text = "three people familiar with the matter"
    >>> find_speaker(text, read_words(text, 0, len(text)))[:2]
    ('unnamed group', 'people familiar with the matter')
    """
    if len(words) > LONGEST_PHRASE:
        return None
    words = _trim(words)
    if (
        not words
        or words[0].lower in data.NOBODIES
        or [word.lower for word in words[:2]] in (["no", "one"], ["not", "one"])
    ):
        return None
    first = words[0].lower
    if first in _PRONOUNS and len(words) <= 2:
        return Speaker("unnamed group" if first == "they" else "named", UNRESOLVED, _PRONOUNS[first])
    if first in {"we", "you", "i"} and len(words) == 1:
        return None
    pair = [word.lower for word in words if word.lower != "the"]
    if pair in (["former"], ["latter"]):
        return Speaker("named", UNRESOLVED, pair[0])
    core = _core(words)
    name = _name(words, core) or _name_beside(beside)
    if name and not _is_plural_of_body(core, name):
        return Speaker("named", _cut(text, name))
    return _unnamed_or_body(text, words, core)


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
        found.append((phrase[0].start, _kind(run, phrase[0].lower in data.DETERMINERS), _cut(text, _untitled(run))))
    return [candidate for candidate in found if candidate[1]]


def is_plural(word: Word) -> bool:
    """Whether a word that is no name looks like a plural."""
    lower = re.sub(r"['’]s?$", "", word.lower)
    if lower in data.PLURALS or lower.endswith("men"):
        return True
    return lower.endswith("s") and lower[-2:-1] not in {*"uisao"} and lower not in data.SINGULAR_S and len(lower) > 3


def is_adverb(word: Word) -> bool:
    """Whether a word looks like an adverb."""
    return word.lower in data.ADVERBS or (word.lower.endswith("ly") and word.lower not in data.NO_ADVERBS)


def _trim(words: Sequence[Word]) -> list[Word]:
    """Leave out what stands before the noun phrase: adverbs, "on Tuesday", a phrase before the last determiner."""
    kept = [word for word in words if word.text not in {'"', "'", "“", "”", "‘", "’"}]
    fronting = bool(kept) and kept[0].lower in data.PREPOSITIONS | data.TIMES | {
        "after",
        "before",
        "since",
        "until",
        "as",
    }
    while kept and (is_adverb(kept[0]) or kept[0].lower in data.BOUNDARIES):
        kept = kept[1:]
    start = 0
    for place in range(1, len(kept)):
        before, word = kept[place - 1].lower, kept[place].lower
        fronted = word in data.DETERMINERS - {"one", "no"} and not (
            before in data.PREPOSITIONS | data.DETERMINERS | {"and", "or", "than", "such", "close", "nearly"}
            or before in data.TITLES
        )
        if fronted and fronting:
            start = place
    kept = kept[start:]
    if kept and kept[0].lower in data.PREPOSITIONS:
        rest = kept[1:]
        while rest and (
            rest[0].capital
            or rest[0].lower in data.TIMES
            or rest[0].text.isdigit()
            or rest[0].lower in data.DETERMINERS
        ):
            rest = rest[1:]
        kept = rest or kept[1:]
    return kept


def _core(words: Sequence[Word]) -> list[Word]:
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


def _runs(words: Sequence[Word]) -> list[tuple[int, int]]:
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


def _untitled(run: Sequence[Word]) -> list[Word]:
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


def _name(words: Sequence[Word], core: Sequence[Word]) -> list[Word]:
    """The name that a noun phrase ends in, or that its core does."""
    if len(words) >= 3 and any(word.lower in {"named", "called"} for word in words):
        runs = _runs(words)
        return list(words[runs[-1][0] : runs[-1][1]]) if runs else []
    runs = _runs(words)
    if not runs:
        return []
    start, stop = runs[-1]
    last = list(words[start:stop])
    if stop == len(words) and len(words) > len(core) and start > 0:  # "head of diplomacy Jane Roe"
        plain = words[start - 1].lower not in data.PREPOSITIONS | data.DETERMINERS | {"and"}
        name = _untitled(last)
        if len(name) >= 2 and (plain or len(name) < len(last)) and name[0].lower not in data.ORGANISATION | data.PLACES:
            return name
    start, stop = next(((a, b) for a, b in reversed(_runs(core)) if b == len(core)), (0, 0))
    if stop == 0:
        return []
    run = list(core[start:stop])
    if start and core[start - 1].lower == "and":  # two names
        return [word for word in core if word.lower not in {"the", "both"}]
    first_only = (
        len(run) == 1
        and start == 0
        and (is_plural(run[0]) or run[0].lower in data.UNNAMED | data.PLURALS | data.QUANTIFIERS)
    )
    if first_only or (len(run) == 1 and _DEMONYM.match(run[0].text)):
        return []
    return _untitled(run)


def _name_beside(beside: Sequence[Word]) -> list[Word]:
    """A name that stands alone between commas, with its titles."""
    runs = _runs(beside)
    if not runs:
        return []
    start, stop = runs[0]
    if start > 0 or beside[0].lower in data.DETERMINERS:
        return []
    rest = [word for word in beside[stop:] if word.text.isalnum()]
    name = _untitled(beside[start:stop])
    return [] if name[0].lower in data.TIMES or (rest and rest[0].lower in data.FINITE) else name


def _is_plural_of_body(core: Sequence[Word], name: Sequence[Word]) -> bool:
    """Whether a name only stands before a plural: Kremlin officials."""
    return bool(core) and core[-1].start > name[-1].start and is_plural(core[-1])


def _unnamed_or_body(text: str, words: Sequence[Word], core: Sequence[Word]) -> Speaker | None:
    """A phrase without a name of a person: a body, an office, or somebody unnamed."""
    quantified = words[0].lower in data.QUANTIFIERS
    indefinite = words[0].lower in {"a", "an", "one", "another"} or quantified
    stripped = list(words)
    while len(stripped) > 1 and (stripped[0].lower in data.DETERMINERS or stripped[0].lower in data.QUANTIFIERS):
        stripped = stripped[1:]
    if stripped[0].lower == "of" and len(stripped) > 1:
        stripped = list(words)
    source = _cut(text, stripped)
    head = re.sub(r"['’]s?$", "", core[-1].lower)
    if not any(character.isalpha() for character in source) or head in data.TIMES:
        return None
    if head.startswith("spokes") and any(word.capital or word.lower in data.ORGANISATION for word in words[1:]):
        return Speaker("named", source)
    if (
        quantified
        or head in data.PLURALS
        or (is_plural(core[-1]) and not head.endswith("ss"))
        or _DEMONYM.match(core[-1].text)
    ):
        return Speaker("unnamed group", source)
    if head in data.ORGANISATION | data.DOCUMENTS:
        return Speaker("named", source)
    if indefinite or head in data.UNNAMED:
        return Speaker("unnamed group", source, "generic" if head in data.GENERIC and not indefinite else "")
    return Speaker("named", source, "generic" if head in data.GENERIC else "")


def _cut(text: str, words: Sequence[Word]) -> str:
    """The text of some words, without a possessive ending."""
    return re.sub(r"['’]s?$", "", text[words[0].start : words[-1].stop]).rstrip(".") if words else ""


def _noun_phrases(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Names, and phrases of a determiner and up to four lower-case words that end in an office, body or plural."""
    runs = _runs(words)
    taken = {place for start, stop in runs for place in range(start, stop)}
    no_names = data.DETERMINERS | data.PREPOSITIONS | data.BOUNDARIES | data.ADVERBS | _PRONOUNS.keys()
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
    core = _core(read_words(source, 0, len(source)))
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
    return len(own) > 1 and not own.isupper() and lower not in known and not _DEMONYM.match(own) and not is_plural(word)


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
        return "group" if _DEMONYM.match(run[-1].text) or (is_plural(run[-1]) and len(run) == 1) else "body"
    if last in data.ORGANISATION:
        return "body"
    if last in data.CROWDS:
        return "group"
    if last in data.BEARERS:
        return ""
    if last in data.OFFICE | data.UNNAMED:
        return "person"
    return "group" if is_plural(run[-1]) else ""
