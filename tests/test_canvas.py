"""In no chart does text overlap or leave the canvas, whatever the corpus; rows that belong together are joined."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from legible import check_on_canvas, check_texts, texts
from matplotlib.figure import Figure

from analysis.calendar_figures import draw_calendar
from analysis.canvas import frame_colours, frame_marker
from analysis.captions import describe
from analysis.mention_figures import draw_mentions
from analysis.position_figures import draw_positions
from analysis.rate_figures import draw_rates
from analysis.theme_figures import draw_stability, draw_theme_shares, draw_theme_terms

FRAMES = ["expansion", "guarantees", "ultimatum"]


@pytest.fixture(scope="session")
def drawn(workbook):
    """Every figure of the five articles."""
    documents, mentions, themes, found = workbook.by_date, workbook.judged, workbook.themes, workbook.theme_number
    sizes = workbook.tokens.sizes
    rates = (workbook.rates, workbook.differences, documents, 1000, 0.95, workbook.comparisons)
    return {
        "mentions": draw_mentions(mentions, documents, FRAMES, describe("mentions", mentions, documents)),
        "calendar": draw_calendar(documents, workbook.events, describe("calendar", documents, workbook.events)),
        "rates": draw_rates(workbook.rates, documents, FRAMES, describe("rates", *rates)),
        "positions": draw_positions(
            mentions, documents, sizes, FRAMES, describe("positions", mentions, documents, sizes, mentions, 0.95)
        ),
        "theme_terms": draw_theme_terms(themes.terms, describe("theme_terms", themes, found, documents)),
        "theme_shares": draw_theme_shares(
            themes.prevalence, documents, describe("theme_shares", themes, found, documents)
        ),
        "stability": draw_stability(found.curves, found.number, describe("stability", found, documents)),
    }


@pytest.mark.parametrize(
    "name", ["mentions", "calendar", "rates", "positions", "theme_terms", "theme_shares", "stability"]
)
def test_no_text_overlaps_leaves_the_canvas_or_is_small(drawn, name):
    check_texts(drawn[name].get_figure())


@pytest.mark.parametrize(
    "name", ["mentions", "calendar", "rates", "positions", "theme_terms", "theme_shares", "stability"]
)
def test_every_figure_is_as_wide_as_the_text(drawn, name):
    assert drawn[name].get_figure().get_size_inches()[0] == 6.3


def test_rows_bear_the_labels_of_their_articles_in_order(drawn, workbook):
    labels = workbook.by_date["label"].tolist()
    named = {name: [text.get_text() for text in ax.get_yticklabels()] for name, ax in drawn.items()}
    assert named["calendar"] == named["positions"] == labels
    assert named["rates"] == labels * 3
    assert [text.partition(" (n = ")[0] for text in named["theme_shares"]] == labels
    squares = [text for text in drawn["mentions"].texts if text.get_text() in labels]
    squares.sort(key=lambda text: text.get_position()[1])
    assert [text.get_text() for text in squares] == labels * (len(squares) // 5)


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
        {"doc_id": range(n_documents), "label": [f"Article number {n}" for n in range(n_documents)], "title": ""}
    )
    documents = documents.assign(date_earliest=pd.NaT, date_latest=pd.Timestamp("2022-01-10"))
    rows = [
        (doc, frame, bool(rng.random() < 0.2), "none", "named", int(rng.integers(0, 900)))
        for doc in documents["doc_id"]
        for frame in names[:n_frames]
        for _ in range(rng.integers(0, most))
    ]
    return (
        documents,
        pd.DataFrame(rows, columns=["doc_id", "frame", "opposed", "quotation", "attribution", "position"]),
        names[:n_frames],
    )


@pytest.mark.parametrize(
    ("n_documents", "n_frames", "most"),
    [(1, 1, 3), (2, 8, 9), (5, 5, 9), (5, 8, 9), (12, 3, 25), (4, 2, 90), (40, 3, 6)],
)
def test_other_corpora_are_legible_too(n_documents, n_frames, most):
    documents, mentions, frames = made_up(n_documents, n_frames, most)
    sizes = dict.fromkeys(documents["doc_id"], 900)
    check_texts(draw_mentions(mentions, documents, frames, describe("mentions", mentions, documents)).get_figure())
    words = describe("positions", mentions, documents, sizes, mentions, 0.95)
    check_texts(draw_positions(mentions, documents, sizes, frames, words).get_figure())


LONG_LABELS = {"words": "A label of many words that goes on and on " * 4, "one word": "W" * 150}


@pytest.mark.parametrize("width", [3.1, 6.3])
@pytest.mark.parametrize("label", LONG_LABELS.values(), ids=LONG_LABELS)
def test_long_labels_leave_room_and_no_text_leaves_the_canvas(workbook, label, width):
    documents = workbook.by_date.assign(label=[f"§{number} {label}"[:150] for number in range(5)])
    mentions, rates, themes, sizes = workbook.judged, workbook.rates, workbook.themes, workbook.tokens.sizes
    found = workbook.theme_number
    tests = (rates, workbook.differences, documents, 1000, 0.95, workbook.comparisons)
    words = {
        "mentions": describe("mentions", mentions, documents),
        "calendar": describe("calendar", documents, workbook.events),
        "rates": describe("rates", *tests),
        "positions": describe("positions", mentions, documents, sizes, mentions, 0.95),
        "terms": describe("theme_terms", themes, found, documents),
        "shares": describe("theme_shares", themes, found, documents),
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


def test_a_dollar_sign_in_a_label_is_a_dollar_sign(workbook):
    documents = workbook.by_date.assign(label=["$a_1$", "<b>", "*x*", "$\\frac{$", "e"])
    ax = draw_rates(workbook.rates, documents, FRAMES)
    ax.get_figure().draw_without_rendering()
    assert "$a_1$" in [label.get_text() for label in ax.get_yticklabels()]


@pytest.fixture(scope="session")
def bracketed(workbook):
    """Every figure with a row per article, and brackets on two pairs of them."""
    documents, mentions, sizes = workbook.by_date, workbook.judged, workbook.tokens.sizes
    groups = [["004", "001", "003"], ["002", "000"]]  # one within the other
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
    assert len(brackets) == {"rates": 6}.get(name, 2)  # one per group and band of rows
    assert not any(np.isnan(line.get_xdata()).any() for line in drawn[name].lines)
    labels = {text.get_text().partition(" (n")[0]: text for text in texts(figure)}
    arms = {
        tuple(sorted({round(y, 3) for y in line.get_transform().transform(line.get_xydata())[:, 1] if y == y}))
        for line in brackets
    }
    rows = {label: round(text.get_transform().transform(text.get_position())[1], 3) for label, text in labels.items()}
    for group in (("Sayenko", "Al Jazeera Net"), ("Izvestia", "Unsigned preview", "Akopov")):
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


GROUPS = {
    "pairs far apart": ([[number, number + 6] for number in range(6)], "ABCDEFABCDEF"),
    "pairs of neighbours": ([[2 * number, 2 * number + 1] for number in range(6)], ""),
    "three threaded": ([[number, number + 3, number + 6, number + 9] for number in range(3)], "ABCABCABCABC"),
}


@pytest.mark.parametrize(("groups", "letters"), GROUPS.values(), ids=GROUPS)
def test_many_groups_get_brackets_or_else_letters(groups, letters):
    documents, mentions, frames = made_up(12, 2, 6)
    ax = draw_positions(mentions, documents, dict.fromkeys(documents["doc_id"], 900), frames, groups=groups)
    check_texts(ax.get_figure())
    brackets = [line for line in ax.lines if np.isnan(line.get_xdata()).any()]
    assert len(brackets) == (0 if letters else len(groups))
    shown = [label.get_text() for label in ax.get_yticklabels()]
    wanted = [f" [{letter}]" for letter in letters] or [""] * 12
    assert shown == [f"Article number {number}{letter}" for number, letter in enumerate(wanted)]


def test_brackets_that_do_not_meet_stand_in_one_lane(workbook):
    ax = draw_positions(
        workbook.judged,
        workbook.by_date,
        workbook.tokens.sizes,
        FRAMES,
        groups=[["002", "001"], ["003", "000"], ["missing", "004"]],
    )
    brackets = [line for line in ax.lines if np.isnan(line.get_xdata()).any()]
    assert len({line.get_xdata()[0] for line in brackets}) == 1
    assert len(brackets) == 2


def test_frames_keep_their_colour_and_no_two_of_eight_have_one_colour_or_one_mark():
    frames = [f"frame {number}" for number in range(8)]
    assert len({*frame_colours(frames)}) == len({frame_marker(number) for number in range(8)}) == 8
    assert frame_colours(frames[:3]) == frame_colours(frames)[:3]
