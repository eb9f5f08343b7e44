"""How far other choices would change findings, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.choice_effects import UNDEFINED
from analysis.choice_findings import ABOVE, BELOW, CANNOT_TELL, DIFFER, NONE
from analysis.wording import count_of, join_words

_LISTED = 5


def state_weighed(weighed: pd.DataFrame) -> str:
    """How many findings would other choices weaken or reverse, and which."""
    nothing = int((weighed["verdict"] == UNDEFINED).sum())
    weighed = weighed[weighed["verdict"] != UNDEFINED]
    if not len(weighed):
        return "There is nothing to count, so no finding that other choices could change."
    claims = weighed["verdict"].isin([ABOVE, BELOW, DIFFER])
    turned = weighed[claims & (weighed["reverses"] > 0)]
    weaker = weighed[(weighed["weakens"] > 0) & (weighed["reverses"] == 0)]
    untold, none = (weighed["verdict"] == verdict for verdict in (CANNOT_TELL, NONE))
    told = weighed[untold & (weighed["reverses"] > 0)]
    firm = len(weighed) - len(turned) - len(weaker) - len(told)
    hold = "holds" if firm == 1 else "hold"
    said = f"Of {count_of(len(weighed), 'finding')}, {firm} {hold} whichever choices are made"
    kinds = (
        (int((untold & (weighed["reverses"] == 0)).sum()), "that something cannot be told"),
        (int(none.sum()), "that there are no such mentions"),
    )
    listed = [f"{n} of them {what}" for n, what in kinds if n]
    said += f", {join_words(listed)}." if listed else "."
    groups = (
        (turned, "Reversed by some choices, and so no facts"),
        (weaker, "Not to be told with some choices"),
        (told, "Said not to be told here, but to be told with some choices"),
    )
    for table, what in groups:
        listed = [f"“{row.statement.rstrip('.')}” ({_combinations(row)})" for row in table.head(_LISTED).itertuples()]
        more = [f"{len(table) - _LISTED} more"] if len(table) > _LISTED else []
        said += f" {what}: {join_words(listed + more)}." if listed else ""
    said += f" For {nothing} more there is nothing to count." if nothing else ""
    return say_sample(weighed.iloc[0]) + said


def state_strength(row: pd.Series) -> str:
    """A finding, worded as strongly as other choices allow."""
    if not row["statement"]:
        return "There is nothing to count for this finding."
    return say_sample(row) + _say_strength(next(row.to_frame().T.itertuples()))


def state_strength_in_full(row: pd.Series) -> str:
    """The same beside counts of all articles: of a sample, which may say otherwise, only where to find it."""
    if row["statement"] and (sample := say_sample(row)):
        return f"Other choices were tried {sample[0].lower()}{sample[1:-2]}: for “{row['finding']}” see 07_robustness."
    return state_strength(row)


def say_sample(row: pd.Series) -> str:
    """On how many articles other choices were tried, where these are not all, to stand before a sentence.

    Examples
    --------
    >>> say_sample(pd.Series({"tried": 200, "articles": 3000})), say_sample(pd.Series({"tried": 5, "articles": 5}))
    ('In a seeded sample of 200 of 3,000 articles: ', '')
    """
    tried, articles = (int(row.get(name, 0)) for name in ("tried", "articles"))
    return "" if tried == articles else f"In a seeded sample of {tried:,} of {articles:,} articles: "


def _say_strength(found: Any) -> str:  # noqa: ANN401 - a row of a table
    """A finding, worded by what becomes of it."""
    by_option = f"; by {found.matters_most}: {found.by_option}" if found.by_option else ""
    holds = f"({_combinations(found)}{by_option})"
    if found.reverses and found.verdict in {ABOVE, BELOW}:
        return f"No fact, since other choices reverse it: “{found.statement.rstrip('.')}” {holds}{_others(found)}."
    if found.reverses:
        return f"{found.statement} With some other choices it can {holds}{_others(found)}."
    if found.weakens:
        return f"{found.statement} Other choices do not reverse it, but with some it cannot be told {holds}."
    return f"{found.statement} No other choice changes that ({_combinations(found)})."


def _others(found: Any) -> str:  # noqa: ANN401
    """What a finding comes to where it does not hold, to end a sentence."""
    return f": {found.otherwise}" if found.otherwise else ""


def _combinations(row: Any) -> str:  # noqa: ANN401
    """In how many combinations of choices a finding holds."""
    return f"holds in {row.holds} of {count_of(row.universes, 'combination')}"
