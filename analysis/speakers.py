"""Whom a phrase of the text names as a speaker: a person, a body, a group without names, or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis import word_classes as data
from analysis.speaker_names import DEMONYM, PRONOUNS, cut_text, cut_titles, find_core, find_runs
from analysis.speaker_words import Word, is_adverb, is_plural

LONGEST_PHRASE = 40  # words: what names a speaker is no longer


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
    >>> from analysis.speaker_words import read_words
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
        or _ends_in_object(words)
    ):
        return None
    first = words[0].lower
    if first in PRONOUNS and len(words) <= 2:
        return Speaker("unnamed group" if first == "they" else "named", UNRESOLVED, PRONOUNS[first])
    if first in {"we", "you", "i"} and len(words) == 1:
        return None
    pair = [word.lower for word in words if word.lower != "the"]
    if pair in (["former"], ["latter"]):
        return Speaker("named", UNRESOLVED, pair[0])
    core = find_core(words)
    if all(word.lower in data.NEGATIONS for word in core):  # "Not for the first time"
        return None
    name = _name(words, core) or _name_beside(beside)
    if name and not _is_plural_of_body(core, name):
        return Speaker("named", cut_text(text, name))
    return _unnamed_or_body(text, words, core)


def _ends_in_object(words: Sequence[Word]) -> bool:
    """Whether words end in a verb and its object, and so name nobody: "want it", but not "some of them"."""
    return len(words) > 1 and words[-1].text in data.OBJECTS and words[-2].lower not in data.PREPOSITIONS


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


def _name(words: Sequence[Word], core: Sequence[Word]) -> list[Word]:
    """The name that a noun phrase ends in, or that its core does."""
    if len(words) >= 3 and any(word.lower in {"named", "called"} for word in words):
        runs = find_runs(words)
        return list(words[runs[-1][0] : runs[-1][1]]) if runs else []
    runs = find_runs(words)
    if not runs:
        return []
    start, stop = runs[-1]
    last = list(words[start:stop])
    if stop == len(words) and len(words) > len(core) and start > 0:  # "head of diplomacy Jane Roe"
        plain = words[start - 1].lower not in data.PREPOSITIONS | data.DETERMINERS | {"and"}
        name = cut_titles(last)
        if len(name) >= 2 and (plain or len(name) < len(last)) and name[0].lower not in data.ORGANISATION | data.PLACES:
            return name
    start, stop = next(((a, b) for a, b in reversed(find_runs(core)) if b == len(core)), (0, 0))
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
    if first_only or (len(run) == 1 and DEMONYM.match(run[0].text)):
        return []
    return cut_titles(run)


def _name_beside(beside: Sequence[Word]) -> list[Word]:
    """A name that stands alone between commas, with its titles."""
    runs = find_runs(beside)
    if not runs:
        return []
    start, stop = runs[0]
    if start > 0 or beside[0].lower in data.DETERMINERS:
        return []
    rest = [word for word in beside[stop:] if word.text.isalnum()]
    name = cut_titles(beside[start:stop])
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
    source = cut_text(text, stripped)
    head = re.sub(r"['’]s?$", "", core[-1].lower)
    if not any(character.isalpha() for character in source) or head in data.TIMES:
        return None
    if head.startswith("spokes") and any(word.capital or word.lower in data.ORGANISATION for word in words[1:]):
        return Speaker("named", source)
    if (
        quantified
        or head in data.PLURALS
        or (is_plural(core[-1]) and not head.endswith("ss"))
        or DEMONYM.match(core[-1].text)
    ):
        return Speaker("unnamed group", source)
    if head in data.ORGANISATION | data.DOCUMENTS:
        return Speaker("named", source)
    if indefinite or head in data.UNNAMED:
        return Speaker("unnamed group", source, "generic" if head in data.GENERIC and not indefinite else "")
    return Speaker("named", source, "generic" if head in data.GENERIC else "")
