"""The words around the specification curve follow its table."""

import pandas as pd
import pytest

from analysis.choice_captions import describe_universes
from analysis.choice_effects import Choice

CHOICES = (Choice("patterns", ("narrow", "wide")), Choice("quoted_text", ("in", "out")))
DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b"], "label": ["A", "B"]})


def universes(*rows: tuple[float, float, float, str]) -> pd.DataFrame:
    options = pd.DataFrame(
        [(a, b) for a in CHOICES[0].options for b in CHOICES[1].options], columns=["patterns", "quoted_text"]
    )
    return options.join(pd.DataFrame(rows, columns=["value", "low", "high", "verdict"]))


def weighed(**changes: object) -> pd.Series:
    row = {
        "statement": "Most mentions of expansion name it as what must not be.", "universes": 4, "holds": 3,
        "weakens": 1, "reverses": 0, "undefined": 0, "lowest": 0.3, "highest": 0.99, "matters_most": "patterns",
        "apart": 0.2, "by_option": "narrow 2 of 2, wide 1 of 2",
    }  # fmt: skip
    return pd.Series({**row, **changes})


ABOVE = [(0.9, 0.7, 0.99, "above half"), (0.8, 0.6, 0.9, "above half"), (0.75, 0.51, 0.9, "above half")]
SHARES = universes(*ABOVE, (0.6, 0.3, 0.8, "cannot tell"))


def test_the_title_counts_where_the_finding_holds():
    title, subtitle, caption, alt = describe_universes(SHARES, weighed(), CHOICES, DOCUMENTS, 0.95)
    assert title == "Most mentions of expansion name it as what must not be: holds in 3 of 4 combinations"
    assert subtitle == "4 combinations of choices, a mark each: share with its exact 95 % interval"
    assert "It holds in 3 of 4 combinations and cannot be told in 1. The intervals reach from 30 % to 99 %." in caption
    assert "“patterns” matters most: it holds with narrow 2 of 2, wide 1 of 2; mean values" in caption
    assert "of the options lie 20.0 percentage points apart." in caption
    assert "no probability" in caption
    assert "As published: 90 % (70 % to 99 %)." in alt
    assert "patterns: narrow 2 of 2, wide 1 of 2; quoted text: in 2 of 2, out 1 of 2." in alt


def test_what_was_tried_on_a_sample_starts_by_saying_so():
    row = weighed(tried=23, articles=120)
    _, subtitle, caption, _ = describe_universes(SHARES, row, CHOICES, DOCUMENTS, 0.95)
    assert subtitle.startswith("In a seeded sample of 23 of 120 articles: 4 combinations of choices")
    assert caption.startswith("In a seeded sample of 23 of 120 articles: Most mentions of expansion")


def test_all_combinations_are_said_to_be_all():
    table = universes(*ABOVE, (0.85, 0.65, 0.95, "above half"))
    title, _, caption, _ = describe_universes(table, weighed(holds=4, weakens=0), CHOICES, DOCUMENTS, 0.95)
    assert title.endswith("must not be: holds in all 4 combinations")
    assert "It holds in all 4 combinations. " in caption


def test_what_turns_round_and_what_is_undefined_is_said():
    table = universes(*ABOVE[:2], (0.1, 0.01, 0.3, "below half"), (float("nan"),) * 3 + ("not defined",))
    row = weighed(universes=3, holds=2, weakens=0, reverses=1, undefined=1)
    _, _, caption, _ = describe_universes(table, row, CHOICES, DOCUMENTS, 0.95)
    assert "It holds in 2 of 3 combinations and turns into its opposite in 1; in 1 more it is not defined." in caption


def test_a_finding_that_cannot_be_told_gives_its_range():
    table = universes(*[(0.5, 0.3, 0.7, "cannot tell")] * 3, (0.4, 0.2, 0.6, "cannot tell"))
    row = weighed(statement="Whether it is so cannot be told.", holds=4, weakens=0, lowest=0.2, highest=0.7)
    title = describe_universes(table, row, CHOICES, DOCUMENTS, 0.95)[0]
    assert title == "Whether it is so cannot be told: intervals reach from 20 % to 70 %"
    p_values = table.assign(low=float("nan"), high=float("nan"))
    title, subtitle, caption, alt = describe_universes(
        p_values, row.replace({0.2: 0.4, 0.7: 0.5}), CHOICES, DOCUMENTS, 0.95
    )
    assert title == "Whether it is so cannot be told: p-values reach from 0.400 to 0.500"
    assert subtitle.endswith("a mark each: p-value")
    assert "%" not in caption + alt


def test_what_can_be_told_with_other_choices_is_counted():
    table = universes((0.6, 0.3, 0.8, "cannot tell"), *ABOVE)
    row = weighed(statement="Whether it is so cannot be told.", holds=1, weakens=0, reverses=3)
    title, _, caption, _ = describe_universes(table, row, CHOICES, DOCUMENTS, 0.95)
    assert title == "Whether it is so cannot be told in 1 of 4 combinations; in the others it can"
    assert "holds in 1 of 4 combinations and can be told in 3." in caption


def test_choices_that_alter_nothing_are_named():
    table = universes(ABOVE[0], ABOVE[0], ABOVE[1], ABOVE[1])
    row = weighed(universes=2, holds=2, weakens=0)
    assert (
        "Not shown, since it alters nothing: “quoted text”."
        in describe_universes(table, row, CHOICES, DOCUMENTS, 0.95)[2]
    )
    row = weighed(universes=1, holds=1, weakens=0, matters_most="", apart=0.0)
    title, _, caption, _ = describe_universes(universes(*[ABOVE[0]] * 4), row, CHOICES, DOCUMENTS, 0.95)
    assert title.endswith("must not be: no other choice alters it")
    assert "It holds whatever is chosen. " in caption
    assert "they alter nothing: “patterns” and “quoted text”." in caption
    assert "matters most" not in caption


@pytest.mark.parametrize("n", [1, 4])
def test_a_finding_without_a_statement_is_not_defined(n):
    """Under the published choices, or under any."""
    nan = float("nan")
    table = universes(*[(nan, nan, nan, "not defined")] * n, *ABOVE[: 4 - n])
    row = weighed(statement="", universes=4 - n, holds=0, undefined=n, matters_most="", apart=0.0)
    _, _, caption, alt = describe_universes(table, row, CHOICES, DOCUMENTS, 0.95)
    assert caption.startswith("There is nothing to count for this finding under the choices as published, so no figure")
    assert alt == ""


def test_where_no_mention_is_of_a_kind_there_is_no_curve():
    table = universes(*[(0.0, 0.0, 0.2, "none")] * 4)
    row = weighed(statement="No mentions of tax name it as what must not be.", universes=4, holds=4)
    _, _, caption, alt = describe_universes(table, row, CHOICES, DOCUMENTS, 0.95)
    assert (caption, alt) == ("No mentions of tax name it as what must not be, so no figure is drawn here.", "")
