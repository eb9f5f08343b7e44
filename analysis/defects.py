"""Defects of scraped and digitised text: one small function each, from a text to the edits it needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ftfy import fix_encoding

from analysis.ledger import Edit

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_COMBINED = re.compile("[^\u0300-\u036f\\s][\u0300-\u036f]+")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACE = re.compile(r"(?m)^[^\S\n]+|[^\S\n]+$|[^\S\n]{2,}|[^\S\n ]")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^\n.!?…]+[.!?…]*[\"”’»)]*")
_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r" ?(?:\[[^\[\]\n]{1,300}\]|\([^()\n]{1,300}\))")
_MISSING_SPACE = re.compile(r"(?<=[a-z][a-z])[.!?…]+(?=[A-Z][a-z])")
_DIRECTED_MARK = re.compile("[“„«”»]")
_DOUBLED = re.compile(
    r"([,;:!?])\1+"  # ",,"
    r"|(?<![.…])\.\.(?![.…])"  # two full stops; three are an ellipsis
    r"|\.…|…\.(?!\.)"
    r"|(?<=[a-z][a-z][a-z][a-z][a-z])\.,"  # not after an abbreviation
    r"|(?<=[.!?…][”’\"»])\."
)
_DOUBLED_AFTER = {"..": ".", ".…": "…", "….": "…", ".,": ",", ".": ""}
_REPEAT_MINIMUM_WORDS = 8


def mojibake(text: str) -> Iterator[Edit]:
    """Read text again that was once decoded by the wrong code page (“donâ€™t”); quotation marks stay as they are."""
    for line in _LINE.finditer(text):
        if (fixed := fix_encoding(line[0])) != line[0]:
            same = next((i for i, (a, b) in enumerate(zip(line[0], fixed, strict=False)) if a != b), 0)
            tail = _common_tail(line[0][same:], fixed[same:])
            stop, after = line.end() - tail, fixed[same : len(fixed) - tail]
            yield Edit(line.start() + same, stop, after, "decoded by the wrong code page (ftfy)")


def odd_characters(text: str) -> Iterator[Edit]:
    """Take out zero-width and control characters; write a letter and its accents as one character."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "", f"invisible: {_name_characters(match[0])}")
    for match in _COMBINED.finditer(text):
        if (composed := unicodedata.normalize("NFC", match[0])) != match[0]:
            yield Edit(*match.span(), composed, "letter and accent are one character in Unicode NFC")


def foreign_text(text: str) -> Iterator[Edit]:
    """Take out brackets that hold another script than the text, left over by a translator."""
    if not _is_latin(text):
        return
    for match in _BRACKETED.finditer(text):
        if any(map(str.isalpha, match[0])) and not _is_latin(match[0]):
            yield Edit(*match.span(), "", "in brackets, and in another script than the text")


def repeated_sentences(text: str) -> Iterator[Edit]:
    """Take out a sentence that the text says twice, as a pull quote does.

    Sentences of eight words or more are equal when their words are. The one in the longest line stays,
    the last of equals, since a standfirst comes before the sentence it repeats.
    """
    places: dict[tuple[str, ...], list[tuple[int, re.Match[str]]]] = {}
    for line in _LINE.finditer(text):
        for sentence in _SENTENCE.finditer(text, *line.span()):
            words = tuple(_WORD.findall(sentence[0].lower()))
            if len(words) >= _REPEAT_MINIMUM_WORDS:
                places.setdefault(words, []).append((len(line[0]), sentence))
    repeats = []
    for same in places.values():
        kept = max(range(len(same)), key=lambda i: (same[i][0], i))
        repeats += [sentence for i, (_, sentence) in enumerate(same) if i != kept]
    for sentence in sorted(repeats, key=lambda repeat: repeat.start()):
        yield Edit(*sentence.span(), "", "the same words stand elsewhere in the text")


def missing_spaces(text: str) -> Iterator[Edit]:
    """Put a space after a full stop or a closing quotation mark that has none, and take the one before it away."""
    for match in _MISSING_SPACE.finditer(text):
        yield Edit(match.end(), match.end(), " ", f"no space after {match[0][:4]}")
    for line in _LINE.finditer(text):
        opened = 0
        for mark in _DIRECTED_MARK.finditer(text, *line.span()):
            if mark[0] in "“„«":
                opened += 1
            elif opened:  # else it opens a quotation, as in Swedish
                opened -= 1
                yield from _space_closing_mark(text, mark)


def _space_closing_mark(text: str, mark: re.Match[str]) -> Iterator[Edit]:
    """A closing mark stands next to the word before it and apart from the word after it."""
    if text[mark.start() - 1] == " ":
        yield Edit(mark.start() - 1, mark.start(), "", f"space before {mark[0]}")
    if text[mark.end() : mark.end() + 1].isalnum():
        yield Edit(mark.end(), mark.end(), " ", f"no space after {mark[0]}")


def doubled_punctuation(text: str) -> Iterator[Edit]:
    """Write one mark of punctuation where two stand for one; three full stops stay."""
    for match in _DOUBLED.finditer(text):
        after = _DOUBLED_AFTER.get(match[0], match[0][:1])
        yield Edit(*match.span(), after, f"doubled: {match[0][:4]}")


def odd_spaces(text: str) -> Iterator[Edit]:
    """Write one ordinary space for any other or repeated space, and one line feed for any line end."""
    for match in _LINE_END.finditer(text):
        yield Edit(*match.span(), "\n", "another line end")
    lined = _LINE_END.sub(lambda end: "\n" * len(end[0]), text)
    for match in _ODD_SPACE.finditer(lined):
        neighbours = (lined[match.start() - 1 : match.start()], lined[match.end() : match.end() + 1])
        at_edge = "" in neighbours or "\n" in neighbours
        kind = "space at a line's edge" if at_edge else "odd space"
        yield Edit(*match.span(), "" if at_edge else " ", f"{kind}: {_name_characters(match[0])}")


def _common_tail(one: str, other: str) -> int:
    """How many characters two texts end on alike."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _is_latin(text: str) -> bool:
    """Whether most letters are Latin."""
    letters = [character for character in text[:10_000] if character.isalpha()]
    return sum(character < "\u0250" for character in letters) * 2 >= len(letters)


def _name_characters(text: str) -> str:
    """The first few characters by number, since they cannot be seen."""
    return " ".join(f"U+{ord(character):04X}" for character in text[:4]) + (" …" if len(text) > 4 else "")
