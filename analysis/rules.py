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
        A regular expression, lower case, matched against words of the sentence.
    example : str
        Text in which it fires; the mention stands in ⟦ ⟧.
    counter_example : str
        Text in which it must not.
    """

    name: str
    pattern: str
    example: str
    counter_example: str
