"""The specification curve holds every combination of choices, and stays legible for many and few."""

from itertools import product
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from legible import check_texts
from matplotlib.figure import Figure

from analysis.choice_effects import Choice
from analysis.choice_figures import draw_universes

CHOICES = (
    Choice("text", ("cleaned", "raw")),
    Choice("titles_and_captions", ("titles in", "titles and captions in", "all out")),
    Choice("shared_passages", ("as published", "once, in the earlier", "once, in the later")),
    Choice("patterns", ("narrow", "wide")),
    Choice("negated", ("counted", "set apart")),
    Choice("quoted_text", ("in", "out")),
)
WORDS = SimpleNamespace(
    title="Most mentions of expansion name it as what must not be: holds in 140 of 144 combinations",
    subtitle="144 combinations of choices, a mark each: share with its exact 95 % interval",
    source="Source: 5 articles (Al Jazeera Net, Unsigned preview, Akopov, Izvestia and Sayenko).",
)


def made_up(choices=CHOICES) -> pd.DataFrame:
    """Every combination of choices with a share that each of them alters."""
    table = pd.DataFrame(
        [*product(*(choice.options for choice in choices))], columns=[choice.name for choice in choices]
    )
    middle = np.random.default_rng(1).permutation(np.linspace(0.05, 0.95, len(table)))
    low, high = np.clip(middle - 0.2, 0, 1), np.clip(middle + 0.2, 0, 1)
    verdict = np.where(low > 0.5, "above half", np.where(high < 0.5, "below half", "cannot tell"))
    return table.assign(value=middle, low=low, high=high, verdict=verdict)


def estimates(ax) -> pd.DataFrame:
    """Marks of estimates: rank, value, marker, whether it is filled, size."""
    rows = [
        (x, y, line.get_marker(), line.get_markerfacecolor() != "white", line.get_markersize())
        for line in ax.lines
        if line.get_linestyle() == "None" and line.get_transform() == ax.transData
        for x, y in line.get_xydata()
    ]
    return pd.DataFrame(rows, columns=["x", "y", "marker", "filled", "size"]).sort_values("x", ignore_index=True)


def strokes(ax) -> dict[str, set[int]]:
    """Ranks with a stroke in the row of each option; rows of names of choices have none."""
    lower = ax.get_figure().axes[-1]
    rows = [label.get_text() for label in lower.get_yticklabels()]
    found: dict[int, list[int]] = {row: [] for row in range(len(rows))}
    for line in lower.lines:
        if line.get_transform() == lower.transData:
            for x, y in line.get_xydata():
                if np.isfinite(x) and y > round(y):
                    found[round(y)].append(round(x))
    assert all(len({*ranks}) == len(ranks) for ranks in found.values())
    return {(rows[row], row): {*ranks} for row, ranks in found.items()}


def test_every_combination_is_a_mark_at_its_value_on_its_interval():
    table = made_up()
    ax = draw_universes(table, CHOICES)
    marks, ordered = estimates(ax), table.sort_values("value", ignore_index=True)
    np.testing.assert_allclose(marks["y"], ordered["value"], rtol=1e-5)
    assert marks["x"].tolist() == [*range(144)]
    shapes = {"above half": ("o", True), "below half": ("v", True), "cannot tell": ("o", False)}
    assert [*zip(marks["marker"], marks["filled"], strict=True)] == [shapes[verdict] for verdict in ordered["verdict"]]
    whiskers = np.concatenate([line.get_xydata() for line in ax.lines if np.isnan(line.get_xydata()).any()])
    whiskers = pd.DataFrame(whiskers, columns=["x", "y"]).dropna().groupby("x")["y"].agg(["min", "max"])
    np.testing.assert_allclose(whiskers, ordered[["low", "high"]], rtol=1e-5)


def test_the_published_combination_is_larger_and_named():
    table = made_up()
    ax = draw_universes(table, CHOICES)
    marks = estimates(ax)
    published = marks[marks["size"] == marks["size"].max()]
    np.testing.assert_allclose(published["y"], table["value"].iloc[:1], rtol=1e-5)
    label = next(text for text in ax.texts if text.get_text() == "as published")
    assert label.xy[0] == published["x"].iloc[0]


def test_strokes_stand_where_a_combination_takes_an_option():
    ordered = made_up().sort_values("value", ignore_index=True)
    found = strokes(draw_universes(made_up(), CHOICES))
    names = [label for choice in CHOICES for label in (choice.words, *choice.options)]
    assert [label for label, _ in found] == names
    wanted = [
        set() if option is None else {*ordered.index[ordered[choice.name] == option]}
        for choice in CHOICES
        for option in (None, *choice.options)
    ]
    assert [*found.values()] == wanted


def test_choices_that_alter_nothing_have_no_rows_and_their_combinations_one_mark():
    table = made_up()
    first = table.groupby(["shared_passages", "patterns", "negated", "quoted_text"], sort=False)
    same = table.assign(**{name: first[name].transform("first") for name in ("value", "low", "high", "verdict")})
    ax = draw_universes(same, CHOICES)
    assert len(estimates(ax)) == 24
    labels = {label for label, _ in strokes(ax)}
    assert not labels & {"text", "titles_and_captions", "raw", "all out"}
    assert {"shared passages", "patterns", "negated", "quoted text"} <= labels


def test_a_combination_without_the_finding_is_left_out():
    table = made_up()
    undefined = table["quoted_text"] == "out"
    table.loc[undefined, ["value", "low", "high"]] = np.nan
    table.loc[undefined, "verdict"] = "not defined"
    ax = draw_universes(table, CHOICES)
    assert len(estimates(ax)) == 72
    assert "quoted text" not in {label for label, _ in strokes(ax)}


def test_p_values_have_no_whiskers_and_their_own_line():
    table = made_up().assign(low=np.nan, high=np.nan)
    table["verdict"] = np.where(table["value"] < 0.1, "differ", "cannot tell")
    ax = draw_universes(table, CHOICES, level=0.1)
    assert ax.get_ylabel() == "p-value"
    assert "0.1" in [text.get_text() for text in ax.texts]
    marks = estimates(ax)
    assert (marks["marker"] == "s").tolist() == (marks["y"] < 0.1).tolist()
    check_texts(ax.get_figure())


def test_the_key_counts_the_verdicts():
    table = made_up()
    shown = [text.get_text() for text in draw_universes(table, CHOICES).texts]
    counts = table["verdict"].value_counts()
    for verdict, words in {
        "above half": "more than half",
        "below half": "less than half",
        "cannot tell": "cannot be told",
    }.items():
        assert f"{words} ({counts[verdict]})" in shown


@pytest.mark.parametrize("width", [3.1, 6.3])
@pytest.mark.parametrize("n_choices", [0, 1, 2, 6])
def test_few_and_many_combinations_are_legible_and_fit_a_page(n_choices, width):
    table = made_up(CHOICES[:n_choices]) if n_choices else made_up(CHOICES[:1]).head(1)
    figure = draw_universes(table, CHOICES[: max(n_choices, 1)], WORDS, width=width).get_figure()
    check_texts(figure)
    assert figure.get_size_inches()[0] == width
    assert figure.get_size_inches()[1] <= 9


def test_long_names_are_cut():
    choices = [Choice("a choice with a very long name that goes on", ("its first option, which is long too", "out"))]
    check_texts(draw_universes(made_up(choices), choices, WORDS, width=3.1).get_figure())


def test_a_finding_that_is_nowhere_defined_draws_an_empty_chart():
    table = made_up().assign(value=np.nan, low=np.nan, high=np.nan, verdict="not defined")
    assert len(estimates(draw_universes(table, CHOICES, WORDS))) == 0


def test_it_can_be_drawn_into_other_axes():
    ax = Figure().subplots()
    assert draw_universes(made_up(), CHOICES, ax=ax) is ax
    assert len(ax.get_figure().axes) == 2
