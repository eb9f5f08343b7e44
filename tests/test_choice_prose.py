"""What other choices do to findings is said as the tables have it."""

import pandas as pd
import pytest

from analysis.choice_prose import say_sample, state_strength, state_weighed
from analysis.prose import say


def weighed_of(*verdicts: tuple[str, int, int, int]) -> pd.DataFrame:
    """One row per finding: verdict, holds, weakens, reverses."""
    columns = ["verdict", "holds", "weakens", "reverses"]
    table = pd.DataFrame(verdicts, columns=columns)
    return table.assign(
        finding=[f"f{n}" for n in table.index],
        statement=[f"It is {n}." for n in table.index],
        universes=table[columns[1:]].sum(axis=1),
        matters_most="x",
        otherwise=["", "in 1 “It cannot be told”", "in 2 “It is not”", "in 1 “It is not”"][: len(table)],
        by_option=["", "in 2 of 2, out 1 of 2", "", ""][: len(table)],
    )


def test_a_finding_is_worded_as_strongly_as_other_choices_allow():
    weighed = weighed_of(
        ("above half", 4, 0, 0), ("above half", 3, 1, 0), ("above half", 2, 1, 1), ("cannot tell", 3, 0, 1)
    )
    said = [say("strength", row) for _, row in weighed.iterrows()]
    assert said == [
        "It is 0. No other choice changes that (holds in 4 of 4 combinations).",
        "It is 1. Other choices do not reverse it, but with some it cannot be told (holds in 3 of 4 combinations; by "
        "x: in 2 of 2, out 1 of 2).",
        "No fact, since other choices reverse it: “It is 2” (holds in 2 of 4 combinations): in 2 “It is not”.",
        "It is 3. With some other choices it can (holds in 3 of 4 combinations): in 1 “It is not”.",
    ]
    assert say("weighed", weighed) == (
        "Of 4 findings, 1 holds whichever choices are made. Reversed by some choices, and so no facts: “It is 2” "
        "(holds in 2 of 4 combinations). Not to be told with some choices: “It is 1” (holds in 3 of 4 combinations). "
        "Said not to be told here, but to be told with some choices: “It is 3” (holds in 3 of 4 combinations)."
    )
    assert say("strength", pd.Series({"statement": ""})).startswith("There is nothing to count")


def test_what_has_nothing_to_count_holds_nowhere():
    weighed = weighed_of(
        ("above half", 4, 0, 0), ("not defined", 0, 0, 0), ("above half", 2, 0, 0), ("cannot tell", 1, 0, 0)
    )
    assert say("weighed", weighed) == (
        "Of 3 findings, 3 hold whichever choices are made, 1 of them that something cannot be told. For 1 more there "
        "is nothing to count."
    )
    assert say("weighed", weighed.iloc[1:2]).startswith("There is nothing to count")


@pytest.mark.parametrize("verdict", ["above half", "below half"])
def test_a_share_that_turns_round_is_no_fact(verdict):
    [row] = [row for _, row in weighed_of((verdict, 2, 0, 2)).iterrows()]
    assert state_strength(row) == ("No fact, since other choices reverse it: “It is 0” (holds in 2 of 4 combinations).")


def test_a_difference_that_is_told_is_a_claim():
    """And not one of those that say what cannot be told."""
    weighed = weighed_of(("differ", 4, 0, 0), ("below half", 4, 0, 0), ("cannot tell", 4, 0, 0), ("differ", 3, 1, 0))
    assert state_weighed(weighed) == (
        "Of 4 findings, 3 hold whichever choices are made, 1 of them that something cannot be told. Not to be told "
        "with some choices: “It is 3” (holds in 3 of 4 combinations)."
    )


def test_what_was_tried_on_a_sample_is_said_to_be():
    weighed = weighed_of(("differ", 4, 0, 0)).assign(tried=200, articles=3000)
    said = "In a seeded sample of 200 of 3,000 articles: "
    assert say_sample(weighed.iloc[0]) == say("tried", weighed.iloc[0]) == said
    assert say("weighed", weighed).startswith(f"{said}Of 1 finding, 1 holds")
    assert say("strength", weighed.iloc[0]).startswith(f"{said}It is 0. No other choice")
    assert say("strength_in_full", weighed.iloc[0]) == (
        "Other choices were tried in a seeded sample of 200 of 3,000 articles: for “f0” see 07_robustness."
    )
    for whole in (weighed.assign(tried=3000), weighed.drop(columns=["tried", "articles"])):
        assert say_sample(whole.iloc[0]) == ""
        assert say("strength_in_full", whole.iloc[0]) == say("strength", whole.iloc[0])
        assert "sample" not in say("weighed", whole) + say("strength", whole.iloc[0])
