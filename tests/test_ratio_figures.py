"""Ratios are drawn where their tables say, and stay legible for other corpora."""

import numpy as np
import pandas as pd
import pytest
from legible import check_texts
from matplotlib.figure import Figure

from analysis.canvas import frame_marker
from analysis.captions import describe
from analysis.comparisons import choose_pairs, compare_documents
from analysis.keyness import top_types
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
    assert label.endswith("(grey: within 1/2 and 2; arrow: the interval goes on; no dot: a count is 0)")
    few = table[table["frame"] == "expansion"]
    label = " ".join(draw_comparisons(few, workbook.by_date, workbook.frames).get_xlabel().split())
    assert label.endswith("(grey: within 1/2 and 2)")


def test_nothing_to_compare_draws_an_empty_chart(workbook):
    ax = Figure().subplots()
    empty = workbook.comparisons.iloc[:0]
    assert draw_comparisons(empty, workbook.by_date, workbook.frames, ax=ax) is ax
    assert drawn(ax) == ([], [])
    draw_keyness(workbook.keyness.iloc[:0], workbook.by_date, ax=Figure().subplots())
