"""Combinations of choices count once where they differ in nothing that matters."""

import pandas as pd

from analysis.choice_effects import Choice, choices_that_matter, distinct_universes

TITLES, PATTERNS = Choice("titles", ("in", "out")), Choice("patterns", ("narrow", "wide", "widest"))


def universes(*values: float | None) -> pd.DataFrame:
    """One row per option of TITLES and PATTERNS, the second running faster; None where it is not defined."""
    rows = [(title, pattern) for title in TITLES.options for pattern in PATTERNS.options]
    table = pd.DataFrame(rows, columns=["titles", "patterns"]).assign(value=[*values], low=0.0, high=1.0)
    return table.assign(verdict=["not defined" if value is None else "cannot tell" for value in values])


def test_a_choice_matters_when_it_alters_something_with_the_others_held():
    same_rows = universes(0.1, 0.2, 0.3, 0.1, 0.2, 0.3)
    assert choices_that_matter(same_rows, [TITLES, PATTERNS]) == [PATTERNS]
    one_cell = universes(0.1, 0.1, 0.1, 0.1, 0.1, 0.4)
    assert choices_that_matter(one_cell, [TITLES, PATTERNS]) == [TITLES, PATTERNS]
    assert choices_that_matter(universes(*[0.1] * 6), [TITLES, PATTERNS]) == []


def test_intervals_and_verdicts_count_as_well_as_values():
    table = universes(*[0.1] * 6)
    for column, value in (("low", 0.05), ("high", 0.9), ("verdict", "below half")):
        other = table.assign(**{column: table[column].where(table["titles"] == "in", value)})
        assert choices_that_matter(other, [TITLES, PATTERNS]) == [TITLES]


def test_missing_ends_are_alike():
    table = universes(*[0.1] * 6).assign(low=float("nan"), high=float("nan"))
    assert choices_that_matter(table, [TITLES, PATTERNS]) == []


def test_undefined_combinations_are_left_out():
    table = universes(0.1, 0.2, 0.3, None, None, None)
    assert choices_that_matter(table, [TITLES, PATTERNS]) == [PATTERNS]
    assert distinct_universes(table, [TITLES, PATTERNS])["value"].tolist() == [0.1, 0.2, 0.3]
    nothing = distinct_universes(universes(*[None] * 6), [TITLES, PATTERNS])
    assert len(nothing) == 0
    assert "published" in nothing


def test_the_published_combination_stays_and_ties_stand_in_order_of_the_options():
    table = universes(0.3, 0.2, 0.2, 0.3, 0.2, 0.2).sample(frac=1, random_state=1)
    kept = distinct_universes(table, [TITLES, PATTERNS])
    assert kept[["titles", "patterns"]].to_numpy().tolist() == [["in", "wide"], ["in", "widest"], ["in", "narrow"]]
    assert kept["published"].tolist() == [False, False, True]
    alone = distinct_universes(universes(*[0.1] * 6), [TITLES, PATTERNS])
    assert alone[["titles", "patterns", "published"]].to_numpy().tolist() == [["in", "narrow", True]]
