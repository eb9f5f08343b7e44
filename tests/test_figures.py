"""Figures hold what their tables hold, and nothing in them overlaps or is cut off."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from legible import check_on_canvas, check_texts, texts
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.canvas import FRAME_COLOURS, fit_labels, text_width
from analysis.captions import describe
from analysis.figures import (
    draw_calendar,
    draw_mentions,
    draw_positions,
    draw_rates,
    draw_theme_shares,
    draw_theme_terms,
)
from analysis.themes import fit_themes

pytestmark = pytest.mark.slow  # all together more than a few seconds

FRAMES = ["expansion", "guarantees", "ultimatum"]


@pytest.fixture(scope="session")
def drawn(workbook):
    """Every figure of the five articles."""
    documents, mentions, themes = workbook.by_date, workbook.mentions, workbook.themes
    sizes = workbook.tokens.sizes
    rates = (workbook.rates, workbook.differences, documents, 1000, 0.95)
    return {
        "mentions": draw_mentions(mentions, documents, FRAMES, describe("mentions", mentions, documents)),
        "calendar": draw_calendar(documents, workbook.events, describe("calendar", documents, workbook.events)),
        "rates": draw_rates(workbook.rates, documents, FRAMES, describe("rates", *rates)),
        "positions": draw_positions(
            mentions, documents, sizes, FRAMES, describe("positions", mentions, documents, sizes)
        ),
        "theme_terms": draw_theme_terms(themes.terms, describe("theme_terms", themes, documents)),
        "theme_shares": draw_theme_shares(themes.prevalence, documents, describe("theme_shares", themes, documents)),
    }


@pytest.mark.parametrize("name", ["mentions", "calendar", "rates", "positions", "theme_terms", "theme_shares"])
def test_no_text_overlaps_leaves_the_canvas_or_is_small(drawn, name):
    check_texts(drawn[name].get_figure())


@pytest.mark.parametrize("name", ["mentions", "calendar", "rates", "positions", "theme_terms", "theme_shares"])
def test_every_figure_is_as_wide_as_the_text(drawn, name):
    assert drawn[name].get_figure().get_size_inches()[0] == 6.3


def test_one_square_per_mention_hatched_when_negated(drawn, workbook):
    squares = [patch for patch in drawn["mentions"].patches if isinstance(patch, Rectangle)][:-2]  # without the key
    assert len(squares) == len(workbook.mentions)
    assert sum(bool(square.get_hatch()) for square in squares) == workbook.mentions["negated"].sum()
    edges = [mpl.colors.to_hex(square.get_edgecolor()).upper() for square in squares]
    assert [edges.count(colour) for colour in FRAME_COLOURS[:3]] == [19, 32, 2]


def test_rows_bear_the_labels_of_their_articles_in_order(drawn, workbook):
    labels = workbook.by_date["label"].tolist()
    named = {name: [text.get_text() for text in ax.get_yticklabels()] for name, ax in drawn.items()}
    assert named["calendar"] == named["positions"] == labels
    assert named["rates"] == labels * 3
    assert [text.partition(" (n = ")[0] for text in named["theme_shares"]] == labels
    squares = [text for text in drawn["mentions"].texts if text.get_text() in labels]
    squares.sort(key=lambda text: text.get_position()[1])
    assert [text.get_text() for text in squares] == labels * (len(squares) // 5)


def test_counts_stand_at_the_end_of_rows(drawn):
    shown = [text.get_text() for text in drawn["mentions"].texts]
    assert [int(text) for text in shown if text.isdigit()] == [3, 3, 4, 4, 5, 8, 7, 3, 8, 6, 1, 1, 0, 0, 0]


def test_rates_and_whiskers_are_those_of_the_table(drawn, workbook):
    """Rows are frames by date of the article; a line has its dot or its whisker."""
    lines = drawn["rates"].lines
    dots = [line.get_xdata()[0] for line in lines if line.get_marker() != "None"]
    whiskers = [
        tuple(line.get_xdata()) for line in lines if line.get_marker() == "None" and len(set(line.get_ydata())) == 1
    ]
    table = workbook.rates.set_index(["frame", "doc_id"])
    rows = [table.loc[(frame, doc)] for frame in FRAMES for doc in workbook.by_date["doc_id"]]
    np.testing.assert_allclose(dots, [row["rate"] for row in rows], rtol=1e-5)
    np.testing.assert_allclose(whiskers, [(row["low"], row["high"]) for row in rows], rtol=1e-5)
    assert drawn["rates"].get_xlim()[0] == 0


def test_a_rate_of_zero_has_a_hollow_dot(drawn):
    dots = [line for line in drawn["rates"].lines if line.get_marker() != "None"]
    hollow = [line for line in dots if line.get_markerfacecolor() == "white"]
    assert [line.get_xdata()[0] for line in hollow] == [0, 0, 0]


def test_positions_are_shares_of_the_text(drawn, workbook):
    marks = [x for line in drawn["positions"].lines for x in line.get_xdata()][: len(workbook.mentions)]
    first = workbook.mentions[(workbook.mentions["doc_id"] == "002") & (workbook.mentions["frame"] == "expansion")]
    np.testing.assert_allclose(marks[:3], (first["position"] + 0.5) / workbook.tokens.sizes["002"] * 100, rtol=1e-5)
    assert drawn["positions"].get_xlim() == (0, 100)


def test_calendar_bars_last_as_long_as_the_dates(drawn, workbook):
    days = (workbook.by_date["date_latest"] - workbook.by_date["date_earliest"]).dt.days + 1
    assert [bar.get_width() for bar in drawn["calendar"].patches] == days.tolist()


def test_undated_articles_are_said_to_be_undated(workbook):
    documents = workbook.by_date.assign(date_earliest=pd.NaT, date_latest=pd.NaT)
    ax = draw_calendar(documents, workbook.events)
    assert [text.get_text() for text in ax.texts].count("undated") == 5


def test_theme_bars_start_at_zero_of_their_column(drawn, workbook):
    bars = drawn["theme_terms"].patches
    assert [bar.get_x() for bar in bars] == [column for column in range(4) for _ in range(8)]
    lengths = np.array([bar.get_width() for bar in bars])
    np.testing.assert_allclose(
        lengths / lengths.max(), workbook.themes.terms["weight"] / workbook.themes.terms["weight"].max(), rtol=1e-4
    )


def test_theme_shares_are_written_in_their_cells(drawn, workbook):
    shown = [text.get_text() for text in drawn["theme_shares"].texts]
    for row in workbook.themes.prevalence.itertuples():
        assert f"{row.share:.0%}".replace("%", " %") in shown


def test_a_chart_can_be_drawn_into_other_axes(workbook):
    ax = Figure().subplots()
    assert draw_rates(workbook.rates, workbook.by_date, FRAMES, ax=ax) is ax
    assert ax.lines


def test_the_user_s_own_style_changes_nothing(workbook):
    plain = draw_rates(workbook.rates, workbook.by_date, FRAMES)
    with mpl.rc_context({"font.size": 20, "lines.linewidth": 9, "axes.facecolor": "red"}):
        styled = draw_rates(workbook.rates, workbook.by_date, FRAMES)
    assert styled.get_facecolor() == plain.get_facecolor()
    assert styled.lines[1].get_linewidth() == plain.lines[1].get_linewidth()


def test_no_mention_draws_an_empty_chart(workbook):
    ax = draw_mentions(workbook.mentions.iloc[:0], workbook.by_date, FRAMES)
    assert len(ax.patches) == 0
    assert {text.get_text() for text in ax.texts} >= {"expansion 0", "0"}


def made_up(n_documents: int, n_frames: int, most: int):
    """A made-up corpus of a given size: documents and mentions."""
    rng = np.random.default_rng(1)
    names = [
        "expansion",
        "guarantees",
        "ultimatum",
        "missile deployment",
        "neutral status",
        "sanctions relief",
        "gas",
        "red lines",
    ]
    documents = pd.DataFrame(
        {"doc_id": range(n_documents), "label": [f"Article number {n}" for n in range(n_documents)]}
    )
    documents = documents.assign(date_earliest=pd.NaT, date_latest=pd.Timestamp("2022-01-10"))
    rows = [
        (doc, frame, bool(rng.random() < 0.2), "non-x", int(rng.integers(0, 900)))
        for doc in documents["doc_id"]
        for frame in names[:n_frames]
        for _ in range(rng.integers(0, most))
    ]
    return documents, pd.DataFrame(rows, columns=["doc_id", "frame", "negated", "form", "position"]), names[:n_frames]


@pytest.mark.parametrize(
    ("n_documents", "n_frames", "most"), [(1, 1, 3), (2, 8, 9), (5, 5, 9), (5, 8, 9), (12, 3, 25), (4, 2, 90)]
)
def test_other_corpora_are_legible_too(n_documents, n_frames, most):
    documents, mentions, frames = made_up(n_documents, n_frames, most)
    sizes = dict.fromkeys(documents["doc_id"], 900)
    check_texts(draw_mentions(mentions, documents, frames, describe("mentions", mentions, documents)).get_figure())
    words = describe("positions", mentions, documents, sizes)
    check_texts(draw_positions(mentions, documents, sizes, frames, words).get_figure())


def test_long_event_labels_are_wrapped(workbook):
    days = pd.to_datetime(["2021-12-20", "2022-01-02", "2022-01-12", "2022-01-20"])
    events = pd.DataFrame(
        {"date": days, "label": ["An event with a label much longer than there is room for beside it"] * 4}
    )
    check_texts(draw_calendar(workbook.by_date, events, describe("calendar", workbook.by_date, events)).get_figure())


LONG_LABELS = {"words": "A label of many words that goes on and on " * 4, "one word": "W" * 150}


@pytest.mark.parametrize("width", [3.1, 6.3])
@pytest.mark.parametrize("label", LONG_LABELS.values(), ids=LONG_LABELS)
def test_long_labels_leave_room_and_no_text_leaves_the_canvas(workbook, label, width):
    documents = workbook.by_date.assign(label=[f"§{number} {label}"[:150] for number in range(5)])
    mentions, rates, themes, sizes = workbook.mentions, workbook.rates, workbook.themes, workbook.tokens.sizes
    tests = (rates, workbook.differences, documents, 1000, 0.95)
    words = {
        "mentions": describe("mentions", mentions, documents),
        "calendar": describe("calendar", documents, workbook.events),
        "rates": describe("rates", *tests),
        "positions": describe("positions", mentions, documents, sizes),
        "terms": describe("theme_terms", themes, documents),
        "shares": describe("theme_shares", themes, documents),
    }
    charts = [
        draw_mentions(mentions, documents, FRAMES, words["mentions"], width=width),
        draw_calendar(documents, workbook.events, words["calendar"], width=width),
        draw_rates(rates, documents, FRAMES, words["rates"], width=width),
        draw_positions(mentions, documents, sizes, FRAMES, words["positions"], width=width),
        draw_theme_terms(themes.terms, words["terms"], width=width),
        draw_theme_shares(themes.prevalence, documents, words["shares"], width=width),
    ]
    for chart in charts:
        figure = chart.get_figure()
        for text in texts(figure):
            check_on_canvas(text, figure)
        shown = [text for text in chart.texts + chart.get_yticklabels() if text.get_text()[:1] == "§"]
        assert all("…" in text.get_text() for text in shown)
        assert all(text.get_window_extent().width <= 0.35 * figure.bbox.width for text in shown)
        assert bool(shown) == (chart is not charts[4])  # rows of terms are no articles


def test_a_label_is_cut_no_more_than_needed_and_keeps_its_end():
    label = "Commentary of the week, by the newspaper's own correspondent in Vienna"
    short, whole = fit_labels([label, "Sayenko"], 6.3, [" (n = 12)", " (n = 7)"])
    assert whole == "Sayenko (n = 7)"
    assert short.endswith("… (n = 12)")
    assert label.startswith(short.removesuffix("… (n = 12)"))
    assert 0.3 * 6.3 < text_width(short) + 0.28 <= 0.35 * 6.3


def test_eight_themes_stand_in_two_bands(workbook):
    themes = fit_themes(workbook.tokens, 8, seed=1)
    documents = workbook.by_date
    check_texts(draw_theme_terms(themes.terms, describe("theme_terms", themes, documents)).get_figure())
    check_texts(
        draw_theme_shares(themes.prevalence, documents, describe("theme_shares", themes, documents)).get_figure()
    )


def test_a_dollar_sign_in_a_label_is_a_dollar_sign(workbook):
    documents = workbook.by_date.assign(label=["$a_1$", "<b>", "*x*", "$\\frac{$", "e"])
    ax = draw_rates(workbook.rates, documents, FRAMES)
    ax.get_figure().draw_without_rendering()
    assert "$a_1$" in [label.get_text() for label in ax.get_yticklabels()]


@pytest.fixture(scope="session")
def bracketed(workbook):
    """Every figure with a row per article, and brackets on two pairs of them."""
    documents, mentions, sizes = workbook.by_date, workbook.mentions, workbook.tokens.sizes
    groups = [["004", "000"], ["002", "001", "003"]]
    return {
        "mentions": draw_mentions(mentions, documents, FRAMES, groups=groups),
        "calendar": draw_calendar(documents, workbook.events, groups=groups),
        "rates": draw_rates(workbook.rates, documents, FRAMES, groups=groups),
        "positions": draw_positions(mentions, documents, sizes, FRAMES, groups=groups),
        "theme_shares": draw_theme_shares(workbook.themes.prevalence, documents, groups=groups),
    }


@pytest.mark.parametrize("name", ["mentions", "calendar", "rates", "positions", "theme_shares"])
def test_brackets_join_the_rows_of_a_group_and_touch_no_text(bracketed, drawn, name):
    ax = bracketed[name]
    figure = ax.get_figure()
    check_texts(figure)
    brackets = [line for line in ax.lines if np.isnan(line.get_xdata()).any()]
    assert len(brackets) == {"mentions": 4, "rates": 6}.get(name, 2)  # one per group and band of rows
    assert not any(np.isnan(line.get_xdata()).any() for line in drawn[name].lines)
    labels = {text.get_text().partition(" (n")[0]: text for text in texts(figure)}
    arms = {
        tuple(sorted({round(y, 3) for y in line.get_transform().transform(line.get_xydata())[:, 1] if y == y}))
        for line in brackets
    }
    rows = {label: round(text.get_transform().transform(text.get_position())[1], 3) for label, text in labels.items()}
    for group in (("Sayenko", "Akopov"), ("Izvestia", "Unsigned preview", "Al Jazeera Net")):
        assert any(len(arm) == len(group) for arm in arms)
        if name not in ("rates",):
            assert tuple(sorted(rows[label] for label in group)) in arms or name == "mentions"
    for line in brackets:
        path = line.get_transform().transform(line.get_xydata())
        assert path[np.isfinite(path[:, 0]), 0].min() >= 0
        for text in labels.values():
            box = text.get_window_extent()
            inside = (path[:, 0] > box.x0) & (path[:, 0] < box.x1) & (path[:, 1] > box.y0) & (path[:, 1] < box.y1)
            assert not inside.any(), text
    spines = [line.get_xdata()[0] for line in brackets[:2]]
    assert spines[0] != spines[1]  # they overlap in height, so they stand side by side


def test_brackets_that_do_not_meet_stand_in_one_lane(workbook):
    ax = draw_positions(
        workbook.mentions,
        workbook.by_date,
        workbook.tokens.sizes,
        FRAMES,
        groups=[["002", "001"], ["003", "000"], ["missing", "004"]],
    )
    brackets = [line for line in ax.lines if np.isnan(line.get_xdata()).any()]
    assert len({line.get_xdata()[0] for line in brackets}) == 1
    assert len(brackets) == 2
