"""What stands around the figures of words that set an article apart.

The function takes the tables that its figure shows, and gives title, subtitle, caption and alt text.
"""

from __future__ import annotations

import pandas as pd

from analysis.term_prose import find_stricter, say_adjusted_over_all, say_counted_once, say_rate, say_set_apart
from analysis.units import CORPUS
from analysis.wording import (
    ALL_TOGETHER,
    a_or_an,
    as_shown,
    count_of,
    format_interval,
    format_level,
    format_number,
    nothing_to_draw,
    plural,
)


def describe_keyness(
    top: pd.DataFrame,
    remaining: pd.DataFrame,
    set_apart: pd.DataFrame,
    documents: pd.DataFrame,
    confidence: float,
    unit: str = "article",
    part: str = "corpus",
) -> tuple[str, str, str, str]:
    """The types that set an article apart; `top` are those drawn."""
    if not len(top) and len(remaining):
        return nothing_to_draw(f"No type that stands in {a_or_an(unit)} is commoner there than in the others")
    if not len(top):
        return nothing_to_draw(ALL_TOGETHER if unit == CORPUS else f"No type is common enough in two {plural(unit)}")
    names, level = documents.set_index("doc_id")["label"], format_level(confidence)
    minimum = int(remaining["minimum"].iloc[0])  # the one that the figure is drawn at
    apart, tables = (table[table["minimum"] == minimum] for table in (set_apart, remaining))
    kept, looked_at = (table[table["counted"] == "as published"] for table in (apart, tables))
    family = int(looked_at["types"].max())
    title = say_set_apart(kept["type"].tolist(), family, unit=unit)
    once, by = _say_once(apart, tables, part), ""
    if find_stricter(apart, tables) == "once":
        left = apart.loc[apart["counted"] == "once", "type"].tolist()
        found = say_set_apart(left, int(tables.loc[tables["counted"] == "once", "types"].max()), unit=unit)
        title = f"{say_counted_once(part)}, {found[0].lower()}{found[1:]}"
        once, by = f"; as published {kept['type'].nunique():,} of {family:,} types", " as published"
    subtitle = (
        f"Rate in the {unit} over that in the others, exact {level} intervals; types with {minimum} tokens or more; "
        f"filled: set apart{by} at {say_rate(confidence)}, adjusted for the {count_of(family, 'test')} of each {unit}"
        f"{_explain_marks(top, kept, len(looked_at), confidence, unit)}{once}"
    )
    caption = (
        f"In each {unit} the types that set it apart{by} at {say_rate(confidence)} after adjustment for the number of "
        f"types (filled marks), and those with the highest ratio of their rate in the {unit} to that in all others "
        f"(hollow), with exact intervals at {level}. {say_adjusted_over_all(looked_at, unit)} At the right the "
        f"counts in the {unit} and in the others: where one is 0, the ratio is drawn with 0.5 in its place. The hollow "
        f"ones were chosen for being the highest, so their intervals are too narrow."
    )
    listed = "; ".join(
        f"{names[row.doc_id]}, “{row.type}”: {format_number(2**row.log_ratio)} "
        f"({format_interval(2**row.low, 2**row.high)})"
        for row in top.itertuples()
    )
    return title, subtitle, caption, f"Dots with whiskers, one row per type under each {unit}. Ratio: {listed}."


def _say_once(apart: pd.DataFrame, tables: pd.DataFrame, part: str) -> str:
    """How many types set an article apart with shared passages counted once, where any are shared."""
    types = tables.groupby("counted")["types"].max()
    names = {counted: set(apart.loc[apart["counted"] == counted, "type"]) for counted in ("as published", "once")}
    if "once" not in types or (names["once"] == names["as published"] and types["once"] == types["as published"]):
        return ""
    left = f"{len(names['once']) or 'none'} of {types['once']:,} types"
    return f"; with shared passages counted once{as_shown(part)} {left}"


def _explain_marks(top: pd.DataFrame, kept: pd.DataFrame, articles: int, confidence: float, unit: str) -> str:
    """What a reader of the picture alone must know of its marks."""
    filled = top["p_bh"] < 1 - confidence
    drawn = top["doc_id"].nunique()
    parts = [
        (len(kept) > filled.sum(), f", {len(kept) - filled.sum():,} of them not drawn"),
        (drawn < articles, f"; shown: {drawn} of {articles:,} {plural(unit)}"),
        (
            not filled.all(),
            "; hollow: picked for the highest ratio, no evidence even where the line is clear of 1",
        ),
        (True, f"; right: count in the {unit} / in the others"),
        ((top[["count_target", "count_reference"]] == 0).any(axis=None), ", 0 drawn as 0.5"),
    ]
    return "".join(words for applies, words in parts if applies)
