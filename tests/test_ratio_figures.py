"""Ratios are drawn where their tables say, and stay legible for other corpora."""

import numpy as np
import pandas as pd
import pytest
from legible import check_texts
from matplotlib.figure import Figure

from analysis.canvas import GREY, frame_marker
from analysis.captions import describe
from analysis.comparisons import choose_pairs, compare_documents
from analysis.key_types import top_types
from analysis.ratio_figures import draw_comparisons, draw_keyness

pytestmark = pytest.mark.slow  # all together more than a few seconds


def drawn(ax) -> tuple[list, list]:
    """Dots and whiskers."""
    dots = [line for line in ax.lines if line.get_marker() not in ("None", "<", ">")]
    whiskers = [line for line in ax.lines if line.get_marker() == "None" and len({*line.get_ydata()}) == 1]
    return dots, whiskers


@pytest.mark.parametrize("width", [3.6, 6.3])
def test_text_is_legible(workbook, width):
    documents = workbook.by_date
    words = describe("comparisons", workbook.comparisons, workbook.comparisons, documents, 1000, 0.95)
    ax = draw_comparisons(workbook.comparisons, documents, workbook.frames, words, width=width)
    check_texts(ax.get_figure())
    top = top_types(workbook.keyness)
    words = describe("keyness", top, workbook.remaining, workbook.set_apart, documents, 0.95)
    check_texts(draw_keyness(top, documents, words, width=width).get_figure())


def test_dots_and_whiskers_are_those_of_the_table(workbook):
    table = workbook.comparisons
    ax = draw_comparisons(table, workbook.by_date, workbook.frames)
    dots, whiskers = drawn(ax)
    finite = table[(table["ratio"] > 0) & np.isfinite(table["ratio"])]
    np.testing.assert_allclose([dot.get_xdata()[0] for dot in dots], np.log2(finite["ratio"]), rtol=1e-5, atol=1e-5)
    reach = max(ax.get_xticks())
    with np.errstate(divide="ignore"):
        ends = np.log2(table[["low", "high"]].to_numpy())
    arrows = [line for line in ax.lines if line.get_marker() in ("<", ">")]
    beyond = max(line.get_xdata()[0] for line in arrows)
    assert reach < beyond < ax.get_xlim()[1]
    ends = np.where(np.abs(ends) > reach, np.copysign(beyond, ends), ends)
    np.testing.assert_allclose([whisker.get_xdata() for whisker in whiskers], ends, rtol=1e-5, atol=1e-5)
    assert len(arrows) == (np.abs(ends) > reach).sum()


@pytest.mark.parametrize("width", [3.6, 6.3])
def test_arrows_and_dots_touch_no_label_and_no_arrow(workbook, width):
    """Arrow heads are 4 points wide; what stands beside them keeps clear of the axis."""
    ax = draw_comparisons(workbook.comparisons, workbook.by_date, workbook.frames, width=width)
    figure = ax.get_figure()
    figure.draw_without_rendering()
    left, right = (ax.transAxes.transform((edge, 0))[0] for edge in (0, 1))
    half = 2 * figure.dpi / 72
    for line in ax.lines:
        if line.get_marker() in ("<", ">"):
            tip = line.get_transform().transform(line.get_xydata())[0, 0]
            assert left < tip - half < tip + half < right
    assert all(label.get_window_extent().x1 < left for label in ax.get_yticklabels())
    dots, _ = drawn(ax)
    assert max(abs(dot.get_xdata()[0]) for dot in dots) <= max(ax.get_xticks())


def test_rows_name_their_pair_and_verdict(workbook):
    ax = draw_comparisons(workbook.comparisons, workbook.by_date, workbook.frames)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[0] == "Al Jazeera Net / Unsigned preview"
    assert len(labels) == 30
    shown = [text.get_text() for text in ax.texts]
    assert shown.count("not independent") == 3
    assert shown.count("cannot tell") == 27


def test_only_types_that_remain_are_filled(workbook):
    top = top_types(workbook.keyness)
    dots, _ = drawn(draw_keyness(top, workbook.by_date))
    filled = [dot.get_markerfacecolor() != "white" for dot in dots]
    order = [doc for doc in workbook.by_date["doc_id"] if doc in set(top["doc_id"])]
    rows = top.set_index("doc_id").loc[order]
    assert filled == (rows["p_bh"] < 0.05).tolist()
    assert 0 < sum(filled) < len(filled)


def test_top_types_are_the_highest_of_each_article_where_none_remains(workbook):
    top = top_types(workbook.keyness, level=0, most=2)
    for doc_id, group in top.groupby("doc_id"):
        own = workbook.keyness[workbook.keyness["doc_id"] == doc_id]
        assert group["log_ratio"].tolist() == own["log_ratio"].nlargest(2).tolist()


def test_of_many_pairs_those_with_the_smallest_p_are_drawn(workbook):
    chosen = choose_pairs(workbook.comparisons, 3)
    assert chosen.groupby("frame").size().tolist() == [3, 3, 3]
    for frame, group in chosen.groupby("frame"):
        own = workbook.comparisons[workbook.comparisons["frame"] == frame]
        assert group["p"].max() <= own.loc[~own.index.isin(group.index), "p"].max() or len(own) == 3
        assert sorted(group["p"]) == sorted(own["p"].nsmallest(3))


@pytest.mark.parametrize("frames", [1, 3, 5, 8, 12, 20])
def test_comparisons_of_seven_articles_fit_on_a_page(frames):
    """Nine inches high at most, however many frames; every frame keeps its own marker."""
    names = [f"frame {number}" for number in range(frames)]
    documents = pd.DataFrame({"doc_id": list("abcdefg"), "label": [f"Article {name}" for name in "abcdefg"]})
    rng = np.random.default_rng(3)
    rates = pd.DataFrame(
        [(doc, name, rng.poisson(9), 900) for name in names for doc in documents["doc_id"]],
        columns=["doc_id", "frame", "count", "tokens"],
    )
    table = compare_documents(rates)
    chosen = choose_pairs(table)
    words = describe("comparisons", chosen, table, documents, 1000, 0.95)
    ax = draw_comparisons(chosen, documents, names, words)
    assert ax.get_figure().get_size_inches()[1] <= 9
    shown = [name for name in names if name in set(chosen["frame"])]
    assert [text.get_text().strip() for text in ax.texts if text.get_weight() == "bold"] == shown
    markers = [frame_marker(names.index(name)) for name in chosen["frame"]]
    assert [dot.get_marker() for dot in drawn(ax)[0]] == markers


def test_the_axis_explains_the_signs_that_are_drawn(workbook):
    """Missing dots and arrows where there are any, and not else."""
    table = workbook.comparisons
    label = " ".join(draw_comparisons(table, workbook.by_date, workbook.frames).get_xlabel().split())
    assert label.endswith("(grey band: within 1/2 and 2; arrow: the interval goes on; no dot: a count is 0)")
    few = table[table["frame"] == "expansion"]
    label = " ".join(draw_comparisons(few, workbook.by_date, workbook.frames).get_xlabel().split())
    assert label.endswith("(grey band: within 1/2 and 2)")

    grey = draw_comparisons(few, workbook.by_date, workbook.frames, groups=workbook.shared.groups).get_xlabel()
    assert " ".join(grey.split()).endswith("(grey band: within 1/2 and 2; grey line: the two share text)")
    chain = draw_comparisons(few, workbook.by_date, workbook.frames, groups=[workbook.shared.order[:3]]).get_xlabel()
    assert " ".join(chain.split()).endswith("grey line: the two share text, or are linked by articles that do)")


def ratio_rows(*rows: tuple[float, float, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Comparisons with these ratios and intervals, and their documents."""
    documents = pd.DataFrame({"doc_id": [*"abcdefgh"], "label": [f"Article {name}" for name in "abcdefgh"]})
    table = pd.DataFrame(rows, columns=["ratio", "low", "high"]).assign(frame="x", doc_a="a", verdict="cannot tell")
    return table.assign(doc_b=list("bcdefgh")[: len(table)]), documents


def signs(ax) -> list[tuple[float, str, float]]:
    """Row, marker and place of every arrow and dot."""
    marks = [line for line in ax.lines if line.get_marker() != "None"]
    return [(line.get_ydata()[0], line.get_marker(), line.get_xdata()[0]) for line in marks]


def test_an_arrow_stands_on_the_side_on_which_the_interval_goes_on():
    """Also where all of it lies beyond the axis, where there is no dot: it would be at another ratio."""
    table, documents = ratio_rows(
        (2, 1, 4), (3, 1 / 200, 4), (2, 1, 200), (2, 1 / 200, 200), (500, 100, 900), (1 / 500, 1 / 900, 1 / 100)
    )
    ax = draw_comparisons(table, documents, ["x"])
    end = max(x for _, marker, x in signs(ax) if marker == ">")
    assert max(ax.get_xticks()) == 6 < end
    assert signs(ax) == [
        (1, "o", 1.0),
        (2, "<", -end),
        (2, "o", pytest.approx(np.log2(3), abs=1e-5)),
        (3, ">", end),
        (3, "o", 1.0),
        (4, "<", -end),
        (4, ">", end),
        (4, "o", 1.0),
        (5, ">", end),
        (6, "<", -end),
    ]
    assert [line.get_ydata()[0] for line in drawn(ax)[1]] == [1, 2, 3, 4]
    assert " ".join(ax.get_xlabel().split()).endswith("no dot: the ratio is beyond the arrow)")


def test_a_dot_beyond_the_axis_is_none_though_its_interval_begins_within():
    ax = draw_comparisons(*ratio_rows((100, 2, 900), (2, 1, 4)), ["x"])
    assert [(y, marker) for y, marker, _ in signs(ax)] == [(1, ">"), (2, "o")]
    far = pd.DataFrame(
        {"doc_id": "a", "type": ["w", "v"], "log_ratio": 8.0, "low": 1.0, "high": 9.0, "p_bh": [0.01, 0.5]}
    )
    ax = draw_keyness(far.assign(count_target=9, count_reference=1), pd.DataFrame({"doc_id": ["a"], "label": ["A"]}))
    arrows = [line for line in ax.lines if line.get_marker() == ">"]
    assert [line.get_markerfacecolor() == "white" for line in arrows] == [False, True]


@pytest.mark.parametrize("ratio", [9.0, 20.0, 60.0])
def test_the_axis_reaches_as_far_as_what_it_holds(ratio):
    """A dot at 60 stands between 1/64 and 64, not at 8 or 16."""
    ax = draw_comparisons(*ratio_rows((ratio, ratio / 1.05, ratio * 1.05)), ["x"])
    assert signs(ax) == [(1, "o", pytest.approx(np.log2(ratio), rel=1e-5))]
    assert max(ax.get_xticks()) >= np.log2(ratio)


def test_a_pair_with_an_article_without_tokens_has_no_row():
    nan = float("nan")
    ax = draw_comparisons(*ratio_rows((2, 1, 4), (nan, nan, nan), (1, 0.5, 2)), ["x"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Article a / Article b", "Article a / Article d"]
    none = draw_comparisons(*ratio_rows((nan, nan, nan)), ["x"])
    assert signs(none) == []
    assert list(none.texts) == []


def test_pairs_that_share_text_are_grey_and_hollow(workbook):
    table = workbook.comparisons
    ax = draw_comparisons(table, workbook.by_date, workbook.frames, groups=workbook.shared.groups)
    rows = {line.get_ydata()[0] for line in ax.lines if line.get_color() == GREY and line.get_marker() != "None"}
    dependent = [text.xy[1] for text in ax.texts if text.get_text() == "not independent"]
    seen = table[(table["verdict"] == "not independent") & np.isfinite(table["ratio"])]
    assert rows <= set(dependent)
    hollow = [line.get_ydata()[0] for line in drawn(ax)[0] if line.get_markerfacecolor() == "white"]
    assert len(hollow) == len(seen) == 2
    assert set(hollow) <= set(dependent)


def bracket_lines(ax) -> list:
    """Lines outside the axes."""
    return [line for line in ax.lines if line.get_transform() != ax.transData and np.isnan(line.get_xdata()).any()]


@pytest.mark.parametrize("width", [3.6, 6.3])
def test_articles_that_share_text_are_joined_among_the_types_too(workbook, width):
    top, documents, groups = top_types(workbook.keyness), workbook.by_date, workbook.shared.groups
    tables = top, workbook.remaining, workbook.set_apart, documents, 0.95
    words = describe("keyness", *tables, shared=workbook.shared)
    assert words.source.startswith("Bracket: Akopov and Sayenko share text")
    ax = draw_keyness(top, documents, words, groups=groups, width=width)
    check_texts(ax.get_figure())
    headings = {text.get_text().strip(): text.get_position()[1] for text in ax.texts if text.get_weight() == "bold"}
    (line,) = bracket_lines(ax)
    ends = {y for y in line.get_ydata() if not np.isnan(y)}
    assert sorted(ends) == pytest.approx(sorted([headings["Akopov"], headings["Sayenko"]]))
    assert bracket_lines(draw_keyness(top, documents, words, width=width)) == []
    spine = ax.transData.inverted().transform(line.get_transform().transform(line.get_xydata()[:1]))[0, 0]
    edge = ax.get_window_extent().x0 - min(label.get_window_extent().x0 for label in ax.get_yticklabels())
    assert ax.get_window_extent().x0 - ax.transData.transform((spine, 0))[0] > edge


def test_crossing_groups_are_lettered_among_the_types(workbook):
    ids = workbook.by_date["doc_id"].tolist()
    ax = draw_keyness(top_types(workbook.keyness), workbook.by_date, groups=[[ids[0], ids[2]], [ids[1], ids[3]]])
    headings = [text.get_text().strip() for text in ax.texts if text.get_weight() == "bold"]
    assert [heading[-3:] for heading in headings[:4]] == ["[A]", "[B]", "[A]", "[B]"]
    assert bracket_lines(ax) == []


def test_types_that_remain_for_being_rarer_are_filled_too():
    table = pd.DataFrame({"doc_id": "a", "type": ["more", "less", "none"], "log_ratio": [2.0, -2.0, 0.5]})
    table = table.assign(low=[1.0, -3.0, -1.0], high=[3.0, -1.0, 2.0], p_bh=[0.2, 0.01, 0.01], count_target=9)
    ax = draw_keyness(table.assign(count_reference=9), pd.DataFrame({"doc_id": ["a"], "label": ["A"]}))
    assert [dot.get_markerfacecolor() == "white" for dot in drawn(ax)[0]] == [True, False, False]


def test_nothing_to_compare_draws_an_empty_chart(workbook):
    ax = Figure().subplots()
    empty = workbook.comparisons.iloc[:0]
    assert draw_comparisons(empty, workbook.by_date, workbook.frames, ax=ax) is ax
    assert drawn(ax) == ([], [])
    draw_keyness(workbook.keyness.iloc[:0], workbook.by_date, ax=Figure().subplots())
