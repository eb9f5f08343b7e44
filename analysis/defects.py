"""Defects of scraped and digitised text: one small function each, from a text to the edits it needs.

Beside each stands its screen: the places of joined texts around which it could find anything. A screen may give too
many, and never too few.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
from ftfy import fix_encoding
from ftfy.badness import MOJIBAKE_CATEGORIES
from numpy.typing import ArrayLike

from analysis.joined import BORDER, IS_LETTER, Joined, lines_at, place_edits, read_each
from analysis.ledger import EDIT, characters, find_all, make_edits, replace_all

_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ACCENT = "\u0300-\u036f"
_COMBINED = f"[^{_ACCENT}\\s{_INVISIBLE}][{_ACCENT}]++"
_LINE_END = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_BREAK = "\n\r\x0b\x0c\x85\u2028\u2029"
_SPACE = rf"[^\S{_BREAK}]"
_EDGE_SPACE = rf"(?<![^{_BREAK}]){_SPACE}++|(?<!{_SPACE}){_SPACE}++(?![^{_BREAK}])"
_ODD_SPACE = rf"(?<=\S)(?:{_SPACE}{{2,}}+|[^\S {_BREAK}])(?=\S)"
# ftfy's characters but for plain punctuation and for letters that are common in Greek and Cyrillic; last, those of
# the latter that its patterns name
_MOJIBAKE_KINDS = set(MOJIBAKE_CATEGORIES) - {
    "common", "start_punctuation", "end_punctuation", "lower_common", "upper_common",
}  # fmt: skip
_MOJIBAKE = "[" + "".join(MOJIBAKE_CATEGORIES[kind] for kind in sorted(_MOJIBAKE_KINDS)) + "ЂВГРСΒΓΞΟ]"
_LINE = re.compile(r"[^\n]+")
_SENTENCE = r"[^\n.!?…]++[.!?…]*+[\"”’»)]*+"
_WORD = re.compile(r"[^\W_]+")
_BRACKETED = r"\[[^\[\]\n]{1,300}\]|\([^()\n]{1,300}\)"
_STOP = r"[.!?…]++(?=[A-Z][a-z])"
_OPENING, _CLOSING = [ord(mark) for mark in "“„«"], [ord(mark) for mark in "”»"]
_DOUBLED = (
    r",,+|;;+|::+|!!+|\?\?+"
    r"|(?<![.…])\.\.(?![.…])"  # two full stops; three are an ellipsis
    r"|\.…|…\.(?!\.)"
    r"|(?<=[a-z][a-z][a-z][a-z][a-z])\.,"  # not after an abbreviation
    r"|(?<=[.!?…][”’\"»])\."
)
_DOUBLED_AFTER = {"..": ".", ".…": "…", "….": "…", ".,": ",", ".": ""}
_REPEAT_MINIMUM_WORDS = 8
_REPEAT_MINIMUM_LENGTH = 2 * _REPEAT_MINIMUM_WORDS - 1  # a letter each and what parts them
_SAMPLE = 10_000  # characters of a text that tell its script
_NOT_LATIN = 0x250  # code of the first letter that is not
_IS_CAPITAL = np.array([chr(byte) in string.ascii_uppercase for byte in range(256)])
_NO_LETTERS = bytes(byte for byte in range(256) if not IS_LETTER[byte])


def mojibake(text: str) -> np.ndarray:
    """Read text again that was once decoded by the wrong code page (“donâ€™t”); quotation marks stay as they are."""
    edits = []
    for line in _LINE.finditer(text):
        if not line[0].isascii() and (fixed := fix_encoding(line[0])) != line[0]:
            same = _common_length(characters(line[0]), characters(fixed))
            tail = _common_length(characters(line[0][same:])[::-1], characters(fixed[same:])[::-1])
            after = fixed[same : len(fixed) - tail]
            edits.append((line.start() + same, line.end() - tail, after, "decoded by the wrong code page (ftfy)"))
    return np.array(edits, dtype=EDIT)


def screen_mojibake(joined: Joined) -> np.ndarray:
    """A character that is known from mojibake, beside another beyond ASCII; a few are suspicious alone.

    Nothing else can match `ftfy.badness.BADNESS_RE`, and without a match ftfy leaves a line as it is.
    """
    beyond, known = joined.are("[^\x00-\x7f]"), joined.are(_MOJIBAKE)
    pairs = joined.touch() & beyond[:-1] & beyond[1:] & (known[:-1] | known[1:])
    return joined.marks[np.append(pairs, False) | joined.are("[\x80-\x9fÂÃŒœ]")]


def odd_characters(text: str) -> np.ndarray:
    """Take out zero-width and control characters; write a letter and its accents as one character."""
    invisible = replace_all(f"[{_INVISIBLE}]++", text, lambda found: ("", f"invisible: {_name_characters(found)}"))
    return np.concatenate([invisible, replace_all(_COMBINED, text, _compose)])


def screen_odd_characters(joined: Joined) -> np.ndarray:
    """Characters that cannot be seen, and accents."""
    return joined.marks[joined.are(f"[{_INVISIBLE}{_ACCENT}]")]


def foreign_text(text: str) -> np.ndarray:
    """Take out brackets that hold another script than the text, left over by a translator."""
    return foreign_brackets(text) if _is_latin(text) else np.empty(0, dtype=EDIT)


def foreign_brackets(text: str) -> np.ndarray:
    """Take out brackets that hold another script than Latin, and a space before them."""
    edits = replace_all(_BRACKETED, text, _drop_foreign)
    codes = characters(f"{text}\n")  # so that what is before the first is no space
    edits["start"] -= codes[edits["start"] - 1] == ord(" ")
    return edits


def screen_foreign_text(joined: Joined) -> np.ndarray:
    """Brackets on a line with letters that are not Latin, in a text that is."""
    ends = joined.line_ends()
    letters = joined.marks[joined.are(r"[^\W\d_]") & (joined.codes >= _NOT_LATIN)]
    brackets = joined.marks[joined.are(r"[\[(]")]
    brackets = brackets[np.isin(np.searchsorted(ends, brackets), np.searchsorted(ends, letters))]
    numbers, places = np.unique(joined.text_numbers(brackets), return_inverse=True)
    others, borders = np.bincount(joined.text_numbers(letters), minlength=len(ends)), joined.borders()
    asked = zip(borders[numbers].tolist(), borders[numbers + 1].tolist(), others[numbers].tolist(), strict=True)
    is_latin = [_is_latin_text(joined.content, *text) for text in asked]
    return brackets[np.array(is_latin, dtype=bool)[places]]


def _is_latin_text(content: bytes, start: int, stop: int, others: int) -> bool:
    """Whether most letters between borders are Latin, of which so many are not: mostly the letter e alone says so."""
    if content.count(b"e", start, min(start + _SAMPLE, stop)) >= others:
        return True
    return _is_latin(content[start + 1 : stop].decode("utf-8", "surrogatepass"))


def repeated_sentences(text: str, document_starts: ArrayLike = (0,)) -> np.ndarray:
    """Take out a sentence that the text says twice, as a pull quote does.

    Sentences of eight words or more are equal when their words are. The one in the longest line stays,
    the last of equals, since a standfirst comes before the sentence it repeats. Of several documents in one text
    each is looked at for itself.
    """
    starts, sentences = find_all(_SENTENCE, text)
    line_ends = np.flatnonzero(characters(text) == ord("\n"))
    line_lengths = np.diff(line_ends, prepend=-1, append=len(text))[np.searchsorted(line_ends, starts)].tolist()
    documents = np.searchsorted(document_starts, starts, side="right").tolist()
    same: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for number, (document, sentence) in enumerate(zip(documents, sentences, strict=True)):
        if len(sentence) >= _REPEAT_MINIMUM_LENGTH:
            words = _WORD.findall(sentence.lower())
            if len(words) >= _REPEAT_MINIMUM_WORDS:
                same[document, " ".join(words)].append(number)
    repeats = []
    for numbers in (numbers for numbers in same.values() if len(numbers) > 1):
        kept = max(numbers, key=lambda number: (line_lengths[number], number))
        repeats += [number for number in numbers if number != kept]
    evidence = "the same words stand elsewhere in the text"
    rows = [(starts[number], starts[number] + len(sentences[number]), "", evidence) for number in repeats]
    return np.array(rows, dtype=EDIT)


def joined_repeated_sentences(joined: Joined) -> np.ndarray:
    """Take the same sentences out of joined texts, of which only the lines are read that can hold any."""
    part, document_starts = read_each(joined, lines_at(joined, screen_repeated_sentences(joined)))
    return place_edits(part, repeated_sentences(part.text, document_starts))


def screen_repeated_sentences(joined: Joined) -> np.ndarray:
    """Stretches between full stops whose letters are those of another in the text.

    The few whose letters are worth as much in sum are read. Only ASCII letters count; the two others that have one as
    their small letter make all of a text suspicious.
    """
    is_end = joined.are(r"[\n.!?…]") | (joined.codes == BORDER)
    ends = joined.marks[is_end]
    long = np.flatnonzero(np.diff(ends) > _REPEAT_MINIMUM_LENGTH)
    worth = np.add.reduceat(_worth(joined.data), ends, dtype=np.uint32)
    numbers = np.cumsum(joined.codes[is_end] == BORDER)[long] - 1
    suspicious = np.isin(numbers, joined.text_numbers(joined.marks[joined.are("[\u0130\u212a]")]))
    found = np.flatnonzero(suspicious | pd.Series(numbers << 32 | worth[long]).duplicated(keep=False).to_numpy())
    starts, stops = ends[long[found]] + 1, ends[long[found] + 1]
    stretches = [joined.content[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
    letters = [stretch.lower().translate(None, _NO_LETTERS) for stretch in stretches]
    keys = list(zip(numbers[found].tolist(), letters, strict=True))
    times = Counter(keys)
    chosen = [
        (odd or times[key] > 1) and len(stretch) - len(key[1]) >= _REPEAT_MINIMUM_WORDS - 1  # which part the words
        for key, stretch, odd in zip(keys, stretches, suspicious[found].tolist(), strict=True)
    ]
    return starts[np.array(chosen, dtype=bool)]


def _worth(data: np.ndarray) -> np.ndarray:
    """What each byte adds to the sum of its sentence: a letter of ASCII as much as its capital, all others nothing."""
    number = (data | np.uint8(0x20)) - np.uint8(0x60)  # in the alphabet, from 1
    number *= number <= len(string.ascii_lowercase)
    number *= np.uint8(167)  # so that sums are spread
    return number


def missing_spaces(text: str) -> np.ndarray:
    """Put a space after a full stop or a closing quotation mark that has none, and take the one before it away."""
    codes = characters(f"{text}\n")  # so that the last mark too has one after it
    stops = replace_all(_STOP, text, lambda found: (" ", f"no space after {found[:4]}"))
    before = codes[stops["start"] - 1], codes[stops["start"] - 2]
    stops = stops[np.logical_and(*(code - ord("a") < 26 for code in before))]
    stops["start"] = stops["stop"]  # the stop itself stays
    return np.concatenate([stops, _space_closing_marks(codes)])


def screen_missing_spaces(joined: Joined) -> np.ndarray:
    """Stops before a capital, and closing marks that have a space before them or a letter or digit after them."""
    before, after = joined.data[joined.marks - 1], joined.after()
    is_letter = np.append(joined.touch() & joined.are(r"[^\W_]")[1:], False) | IS_LETTER[after]
    is_closing = joined.are("[”»]") & ((before == ord(" ")) | is_letter)
    return joined.marks[joined.are("[.!?…]") & _IS_CAPITAL[after] | is_closing]


def _space_closing_marks(codes: np.ndarray) -> np.ndarray:
    """A closing mark stands next to the word before it and apart from the word after it."""
    marks = _closing_marks(codes)
    spaced = marks[codes[marks - 1] == ord(" ")]
    glued = marks[np.strings.isalnum(codes[marks + 1].view("<U1"))]
    return np.concatenate(
        [
            make_edits(spaced - 1, spaced, "", "space before " + codes[spaced].view("<U1").astype(object)),
            make_edits(glued + 1, glued + 1, " ", "no space after " + codes[glued].view("<U1").astype(object)),
        ]
    )


def _closing_marks(codes: np.ndarray) -> np.ndarray:
    """Where a mark closes a quotation of its line; one that closes none opens a quotation, as in Swedish.

    The depth of quotations goes up and down with the marks. At a mark that closes none, it is lower than
    ever before; and a line's end takes it so far down that the next line starts anew.
    """
    is_mark = codes == ord("\n")
    for mark in (*_OPENING, *_CLOSING):
        is_mark |= codes == mark  # np.isin makes wider numbers of all codes
    places = np.flatnonzero(is_mark)
    marks = codes[places]
    closing = np.isin(marks, _CLOSING)
    steps = np.where(closing, -1, np.where(marks == ord("\n"), -len(marks), 1))
    depth = np.cumsum(steps)
    lowest = np.minimum.accumulate(np.concatenate([[0], depth[:-1]]))
    return places[closing & (depth >= lowest)]


def doubled_punctuation(text: str) -> np.ndarray:
    """Write one mark of punctuation where two stand for one; three full stops stay."""
    return replace_all(_DOUBLED, text, lambda found: (_DOUBLED_AFTER.get(found, found[:1]), f"doubled: {found[:4]}"))


def screen_doubled_punctuation(joined: Joined) -> np.ndarray:
    """A mark right after its like or after a full stop, and a full stop after anything that may end a sentence."""
    one, other = joined.codes[:-1], joined.codes[1:]
    is_stop = (one == ord(".")) | (one == ord("…")) | (other == ord("."))
    pairs = joined.touch() & joined.are('[,;:!?.…”’"»]')[:-1] & joined.are("[,;:!?.…]")[1:] & ((one == other) | is_stop)
    return joined.marks[:-1][pairs]


def odd_spaces(text: str) -> np.ndarray:
    """Write one ordinary space for any other or repeated space, and one line feed for any line end."""
    return np.concatenate(
        [
            # line ends that touch are one edit, since a file of carriage returns has millions
            replace_all(f"(?:{_LINE_END})++", text, lambda found: (re.sub(_LINE_END, "\n", found), "another line end")),
            replace_all(_EDGE_SPACE, text, lambda found: ("", f"space at a line's edge: {_name_characters(found)}")),
            replace_all(_ODD_SPACE, text, lambda found: (" ", f"odd space: {_name_characters(found)}")),
        ]
    )


def screen_odd_spaces(joined: Joined) -> np.ndarray:
    """White space but for an ordinary space or line feed alone, with what stands before and after it."""
    nexts = joined.nexts()
    is_end = joined.is_end()
    beside = (joined.data[joined.marks - 1] == ord(" ")) | (joined.after() == ord(" "))
    odd = joined.are(r"[^\S\n]") | (is_end & beside)
    double = np.flatnonzero((joined.data[1:] | joined.data[:-1]) == ord(" "))  # or beside a NUL
    places = np.concatenate([joined.marks[odd] - 1, joined.marks[odd], nexts[odd], double, double + 1])
    return places[(places > 0) & (places < len(joined.data))]


def _common_length(one: np.ndarray, other: np.ndarray) -> int:
    """How many elements two arrays begin with alike."""
    shorter = min(len(one), len(other))
    differ = np.flatnonzero(one[:shorter] != other[:shorter])
    return int(differ[0]) if len(differ) else shorter


def _compose(letter: str) -> tuple[str, str]:
    """A letter with its accents as one character."""
    return unicodedata.normalize("NFC", letter), "letter and accent are one character in Unicode NFC"


def _drop_foreign(bracketed: str) -> tuple[str, str]:
    """Nothing for brackets that hold another script than Latin."""
    is_foreign = any(map(str.isalpha, bracketed)) and not _is_latin(bracketed)
    return "" if is_foreign else bracketed, "in brackets, and in another script than the text"


def _is_latin(text: str) -> bool:
    """Whether most letters are Latin."""
    codes = characters(text[:_SAMPLE])
    other = sum(map(str.isalpha, map(chr, codes[codes >= _NOT_LATIN].tolist())))
    if np.count_nonzero((codes | 0x20) - ord("a") < 26) >= other:  # which is nearly always so, and soon counted
        return True
    return sum(map(str.isalpha, map(chr, codes[codes < _NOT_LATIN].tolist()))) >= other


def _name_characters(text: str) -> str:
    """The first few characters by number, since they cannot be seen."""
    return " ".join(f"U+{ord(character):04X}" for character in text[:4]) + (" …" if len(text) > 4 else "")
