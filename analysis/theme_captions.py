"""What stands around the figures of themes.

Every function takes the tables that its figure shows, and gives title, subtitle, caption and alt text.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.theme_number import ARTICLES, ThemeNumber
from analysis.theme_prose import say_seeds, say_verdict, state_verdict
from analysis.themes import MINIMUM_FOR_INTERVAL, Themes
from analysis.units import CORPUS, count_units, say_rows
from analysis.wording import (
    a_or_an,
    count_of,
    format_level,
    format_number,
    format_percent,
    join_words,
    nothing_to_draw,
    plural,
)


def describe_theme_terms(themes: Themes, found: ThemeNumber, _documents: pd.DataFrame) -> tuple[str, str, str, str]:
    """The terms of each theme."""
    if themes.refusal:
        return nothing_to_draw(f"No themes: {themes.refusal}")
    number, depth = len(themes.names), int(themes.terms["rank"].max())
    passages = count_of(len(themes.passages), "passage")
    title = _head(found, f"the terms of the {number} shown")
    subtitle = f"The {depth} terms of greatest weight per theme; {passages}, {count_of(themes.n_terms, 'term')}"
    caption = (
        f"The {depth} terms of greatest weight in each of {number} themes, fitted by non-negative matrix "
        f"factorization to the TF-IDF of {passages}; shares of the theme's weight. A theme bears its "
        f"top three terms as a name. "
        f"{_trust(found)}"
    )
    listed = "; ".join(", ".join(ranking) for ranking in themes.rankings)
    return title, subtitle, caption, f"Bars of term weights in {number} columns, one per theme. Terms: {listed}."


def describe_theme_shares(
    themes: Themes, found: ThemeNumber, documents: pd.DataFrame, unit: str = "article"
) -> tuple[str, str, str, str]:
    """The share of each theme in each article."""
    if themes.refusal:
        return nothing_to_draw(f"No themes: {themes.refusal}")
    table = documents[["doc_id", "label"]].merge(themes.shown, on="doc_id")
    passages, level = count_of(len(themes.passages), "passage"), format_level(themes.confidence)
    shown = documents[documents["doc_id"].isin(table["doc_id"])]
    what = "their shares" if found.stable else f"the {len(themes.names)} shown"
    title = f"{say_verdict(found)}: {what} in {count_units(shown, unit)}"
    number, fitted = table["doc_id"].nunique(), themes.prevalence["doc_id"].nunique()
    some, whose = "", "all" if unit == CORPUS else f"{a_or_an(unit)}'s"
    if number < fitted:
        some = f"; shown: {number} of {fitted:,} {plural(unit)}, those in which each theme is largest"
    subtitle = f"Mean share of each theme over {whose} passages, with {level} intervals; {passages}{some}"
    caption = (
        f"Mean share of each theme over {whose} passages, with a {level} bootstrap interval over passages "
        f"where there are at least {MINIMUM_FOR_INTERVAL}; n is the number of passages{some}. {_trust(found)}"
    )
    listed = "; ".join(
        f"{label}: " + ", ".join(_share(row) for row in group.itertuples())
        for label, group in table.groupby("label", sort=False)
    )
    alt = f"Grid of shares, {say_rows(unit)} and one column per theme. Share and interval: {listed}."
    return title, subtitle, caption, alt


def describe_stability(found: ThemeNumber, _documents: pd.DataFrame) -> tuple[str, str, str, str]:
    """How stable themes are at every number of them, beside shuffled text."""
    if found.refusal:
        return nothing_to_draw(f"No themes: {found.refusal}")
    curves = found.curves
    written = curves[curves["kind"] == ARTICLES]
    title = f"{say_verdict(found)}: {say_seeds(found)}"
    subtitle = (
        f"How far refits to 80 % of the passages agree with the fit to all of them, at {_range(written['k'])} themes; "
        f"{found.subsamples} refits each"
    )
    caption = (
        f"{state_verdict(found)} Agreement: mean average Jaccard index of the ten top terms of matched themes. "
        f"Shuffled texts deal the same terms out again, over all articles or within each; the bands are their ranges. "
        f"The line to clear: the mean of shuffled text, and as much as the shuffled text that stands out most exceeds "
        f"the others at any number of themes; of both kinds the higher."
    )
    listed = "; ".join(
        f"{kind}: "
        + ", ".join(
            f"{row.k} themes {format_number(float(row.stability))} "
            f"({format_number(float(row.low))} to {format_number(float(row.high))})"
            for row in group.itertuples()
        )
        for kind, group in curves.groupby("kind", sort=False)
    )
    line = curves.groupby("k")["to_clear"].max()
    clear = ", ".join(f"{k} themes {format_number(float(value))}" for k, value in line.items())
    alt = f"Curves over the number of themes, with bands. Agreement and range: {listed}. Line to clear: {clear}."
    return title, subtitle, caption, alt


def _head(found: ThemeNumber, what: str) -> str:
    """The verdict, and what the figure holds."""
    return f"{say_verdict(found)}: {what}" if not found.stable else f"{say_verdict(found)}"


def _trust(found: ThemeNumber) -> str:
    """The verdict as a sentence of a caption."""
    verdict = "more stable than in every shuffled text" if found.stable else "no more stable than shuffled text can be"
    return f"The themes are {verdict} ({say_seeds(found)})."


def _range(numbers: pd.Series) -> str:
    """The numbers of themes that were tried."""
    return join_words([str(number) for number in sorted(numbers)])


def _share(row: Any) -> str:  # noqa: ANN401 - a row of a table
    """A theme's share with its interval, where it has one."""
    interval = "" if pd.isna(row.low) else f" ({format_percent(row.low)} to {format_percent(row.high)})"
    return f"{row.theme} {format_percent(row.share)}{interval}"
