"""The words of a stretch of text, and what their endings tell of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis import word_classes as data

_WORD = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|St|Gen|Lt|Col|Sen|Rep|Gov|Rev|Sgt|Capt|Maj)\."
    r"|[^\W_]\.(?:[^\W_]\.)+"
    r"|[^\W_]+(?:[-‐‑'’.&][^\W_]+)*(?:(?<=s)['’](?= [a-z]))?"
    r"|[^\w\s]"
)


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


def read_words(text: str, start: int, stop: int) -> list[Word]:
    """Cut a stretch of a text into words and marks.

    Examples
    --------
    >>> [word.text for word in read_words("Mr. Roe's “plan”.", 0, 17)]
    ['Mr.', "Roe's", '“', 'plan', '”', '.']
    """
    return [Word(match[0], *match.span()) for match in _WORD.finditer(text, start, stop)]


def is_plural(word: Word) -> bool:
    """Whether a word that is no name looks like a plural."""
    lower = re.sub(r"['’]s?$", "", word.lower)
    if lower in data.PLURALS or lower.endswith("men"):
        return True
    return lower.endswith("s") and lower[-2:-1] not in {*"uisao"} and lower not in data.SINGULAR_S and len(lower) > 3


def is_adverb(word: Word) -> bool:
    """Whether a word looks like an adverb."""
    return word.lower in data.ADVERBS or (word.lower.endswith("ly") and word.lower not in data.NO_ADVERBS)
