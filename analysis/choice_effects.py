"""Which choices alter a finding at all, so that combinations that differ in nothing else count once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

UNDEFINED = "not defined"
_DIGITS = 12


class Choice(NamedTuple):
    """A choice that an analyst could make otherwise.

    Attributes
    ----------
    name : str
        Its name, and its column in the tables of combinations.
    options : tuple of str
        What can be chosen; the first is what the other notebooks use.
    why : str
        Why somebody could choose otherwise.
    """

    name: str
    options: tuple[str, ...]
    why: str = ""

    @property
    def words(self) -> str:
        """Its name, for readers."""
        return self.name.replace("_", " ")


def choices_that_matter(universes: pd.DataFrame, choices: Sequence[Choice]) -> list[Choice]:
    """Give the choices that alter a finding where all others stay as they are.

    Parameters
    ----------
    universes : DataFrame
        One row per combination of choices: a column per choice, value, low, high, verdict.
    choices : sequence of Choice
        All of them.

    Returns
    -------
    list of Choice
        Those that alter it, in the same order. Combinations in which the finding is not defined are not looked at.

    Examples
    --------
    >>> choices = [Choice(name, ("in", "out"), "why") for name in ("titles", "captions")]
    >>> rows = [("in", "in", 0.9), ("in", "out", 0.9), ("out", "in", 0.4), ("out", "out", 0.4)]
    >>> universes = pd.DataFrame(rows, columns=["titles", "captions", "value"])
    >>> [choice.name for choice in choices_that_matter(universes.assign(low=0, high=1, verdict="cannot tell"), choices)]
    ['titles']
    """
    own = universes[universes["verdict"] != UNDEFINED]
    names = [choice.name for choice in choices]
    numbers = own[["value", "low", "high"]].astype(float).round(_DIGITS).fillna(-np.inf)  # what is missing is alike
    results = pd.Series([*zip(*(numbers[name] for name in numbers), own["verdict"], strict=True)], index=own.index)
    matter = []
    for choice in choices:
        others = [own[name] for name in names if name != choice.name]
        kinds = results.groupby(others).nunique() if others else pd.Series([results.nunique()])
        if kinds.gt(1).any():
            matter.append(choice)
    return matter


def distinct_universes(universes: pd.DataFrame, choices: Sequence[Choice]) -> pd.DataFrame:
    """Leave one combination of those that differ only in choices that alter nothing.

    Parameters
    ----------
    universes, choices
        As in `choices_that_matter`.

    Returns
    -------
    DataFrame
        The rows that are left, without those in which the finding is not defined, in order of value, then of the
        options; published (bool): the first option of every choice that matters.

    Examples
    --------
    >>> choices = [Choice("titles", ("in", "out"), "why")]
    >>> universes = pd.DataFrame({"titles": ["in", "out"], "value": [0.9, 0.4], "low": 0, "high": 1, "verdict": "x"})
    >>> distinct_universes(universes, choices)[["titles", "value", "published"]].values.tolist()
    [['out', 0.4, False], ['in', 0.9, True]]
    """
    matter = choices_that_matter(universes, choices)
    places = {choice.name: universes[choice.name].map(choice.options.index) for choice in choices}
    own = universes.assign(**{f"place of {name}": place for name, place in places.items()})
    own = own[own["verdict"] != UNDEFINED].sort_values([f"place of {choice.name}" for choice in choices], kind="stable")
    own = own.drop_duplicates([choice.name for choice in matter]) if matter else own.head(1)
    own = own.sort_values("value", kind="stable", ignore_index=True)
    first = own[[f"place of {choice.name}" for choice in matter]].eq(0).all(axis=1)
    return own[list(universes.columns)].assign(published=first.to_numpy(dtype=bool))
