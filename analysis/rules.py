"""A rule of reading: what it looks for, where it fires and where it must not."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One rule that judges a mention by the words around it.

    Attributes
    ----------
    name : str
        In plain words, as tables show it.
    pattern : str
        A regular expression. Rules of opposition are matched against the words of a sentence in lower case; rules of
        attribution against its text, marks included and whatever the case, from a verb or phrase on.
    example : str
        Text in which it fires; the mention stands in ⟦ ⟧.
    counter_example : str
        Text in which it must not.
    means : str
        What follows for the mention, in one word, where a module's rules differ in that.
    """

    name: str
    pattern: str
    example: str
    counter_example: str
    means: str = ""
