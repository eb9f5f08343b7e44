"""A sentence in words, and where its marks, verbs and clauses stand.

Each list of places is made once for a sentence and then looked up, so that reading a sentence takes a time in
proportion to its length, whatever number of verbs it has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis import attribution_rules as speech
from analysis import word_classes as data
from analysis.speaker_words import Word, is_plural

QUOTES = frozenset("\"“”„‟«»'‘’‚‛‹›`")
MARKS = frozenset(",.;:!?()[]–—―-…") | QUOTES
DASHES = frozenset("–—―-")
CONTRAST = frozenset("but while whereas although though yet".split())
_STARTS_CLAUSE = frozenset({";", ":"}) | QUOTES
_PARTS = frozenset({",", ";", ":", "…", "(", ")"}) | QUOTES | DASHES
_FINITE = data.FINITE | speech.VERB_FORMS | speech.PASTS
_OPENING = data.DETERMINERS | {"he", "she", "it", "they"}
_SILENT = frozenset("refused refuses declined declines".split())  # "warned that ..., but refused to say"
_ASKED = frozenset("asked pressed questioned".split())


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a document, in words.

    Attributes
    ----------
    text : str
        The document's text.
    start, stop : int
        Where the sentence stands in it.
    words : sequence of Word
        Its words and marks.
    quoted : callable
        Whether a character of the document stands in a quotation.
    """

    text: str
    start: int
    stop: int
    words: Sequence[Word]
    quoted: Callable[[int], bool]

    def place_at(self, character: int) -> int:
        """The first word that starts at a character or after it."""
        return bisect_left(self.words, character, key=lambda word: word.start)

    def next_in(self, places: Sequence[int], place: int) -> int:
        """The first of some places that is not before this one; the number of words where there is none."""
        found = bisect_left(places, place)
        return places[found] if found < len(places) else len(self.words)

    def _where(self, fits: Callable[[int, Word], bool]) -> list[int]:
        """The places of the words for which something holds."""
        return [place for place, word in enumerate(self.words) if fits(place, word)]

    @cached_property
    def first_word(self) -> int:
        """The first word that is no mark."""
        return next((place for place, word in enumerate(self.words) if word.text.isalnum()), len(self.words))

    @cached_property
    def marks(self) -> list[int]:
        """All marks."""
        return self._where(lambda _, word: word.text in MARKS)

    @cached_property
    def pauses(self) -> list[int]:
        """All marks but hyphens."""
        return [place for place in self.marks if self.words[place].text != "-"]

    @cached_property
    def commas(self) -> list[int]:
        """Commas."""
        return [place for place in self.marks if self.words[place].text == ","]

    @cached_property
    def parts(self) -> list[int]:
        """Marks between which a clause, or an aside in it, stands."""
        return [place for place in self.marks if self.words[place].text in _PARTS]

    @cached_property
    def boundaries(self) -> list[int]:
        """What a noun phrase cannot reach over."""
        return self._where(lambda place, _: bounds(self.words, place))

    @cached_property
    def finite(self) -> list[int]:
        """What looks like a verb that ends a subject."""
        return self._where(lambda _, word: looks_finite(word))

    @cached_property
    def subject_ends(self) -> list[int]:
        """What ends the subject of a clause: a boundary or a verb."""
        return sorted({*self.boundaries, *self.finite})

    @cached_property
    def clause_starts(self) -> list[int]:
        """Marks, and ", but", after which a new clause starts."""
        words = self.words
        return self._where(
            lambda place, word: (
                word.text in _STARTS_CLAUSE or (word.lower in CONTRAST and place > 0 and words[place - 1].text == ",")
            )
        )

    @cached_property
    def semicolons(self) -> list[int]:
        """Semicolons."""
        return [place for place in self.marks if self.words[place].text == ";"]

    @cached_property
    def quoted_words(self) -> list[int]:
        """Words in a quotation."""
        return self._where(lambda _, word: self.quoted(word.start))

    @cached_property
    def noun_ends(self) -> list[int]:
        """Where the words that complete a noun end: at an auxiliary or a mark."""
        ends = {",", ";", ":"} | DASHES
        return self._where(lambda _, word: word.text in ends or word.lower in data.FINITE)

    @cached_property
    def clause_ends(self) -> list[int]:
        """Where what is said ends: a semicolon, a contrast, "when asked"."""
        return self._where(lambda place, word: self._ends_clause(place, word))

    @cached_property
    def relative_ends(self) -> list[int]:
        """The same inside a relative clause, which a comma ends too."""
        outside = [place for place in self.commas if not self.quoted(self.words[place].start)]
        return sorted({*self.clause_ends, *(place for place in outside if place < len(self.words) - 1)})

    @cached_property
    def joins(self) -> list[int]:
        """Commas after which ", and the bishop has" starts a sentence of its own."""
        return [place for place in self.commas if self._joins(place)]

    def _ends_clause(self, place: int, word: Word) -> bool:
        """Whether what is said ends before this word."""
        words = self.words
        if place >= len(words) - 1 or (word.text not in {",", ";"} and word.lower not in {"when", "if"}):
            return False
        following = words[place + 1].lower
        if word.text not in {",", ";"}:
            return following in _ASKED
        if self.quoted(word.start):
            return False
        if word.text == ";":
            return True
        near = [later.lower for later in words[place + 2 : place + 8]]
        silent = near[:1] and near[0] in _SILENT
        goes_on = {"would", "had", "could", "might"} & {*near} or near[:1] == ["that"]
        return following in CONTRAST and bool(silent or not goes_on)

    def _joins(self, place: int) -> bool:
        """Whether a sentence of its own follows a comma."""
        words = self.words
        if place >= len(words) - 4 or words[place + 1].lower not in {"and", "so"} or not opens_phrase(words[place + 2]):
            return False
        rest = words[place + 3 : place + 8]
        stop = next((number for number, word in enumerate(rest) if word.text in MARKS), len(rest))
        return not self.quoted(words[place].start) and any(looks_finite(word) for word in rest[:stop])


def opens_phrase(word: Word) -> bool:
    """Whether a word starts a noun phrase for certain: a name, an article or a pronoun."""
    return word.capital or word.lower in _OPENING


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
    return not word.capital and (lower in _FINITE or (lower.endswith("ed") and len(lower) > 4))
