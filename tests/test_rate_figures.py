"""Charts of rates hold their table."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from legible import check_texts

from analysis.rate_figures import draw_rates
from analysis.rates import rate_interval

FRAMES = ["expansion", "guarantees", "ultimatum"]


@pytest.fixture(scope="module")
def drawn(workbook):
    """The chart of the five articles."""
    return {"rates": draw_rates(workbook.rates, workbook.by_date, FRAMES)}


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


def corpus(counts: dict[str, list[int]], tokens: list[int]):
    """Rates of frames in documents 0, 1, … of these sizes, and the documents."""
    doc_ids = [str(number) for number in range(len(tokens))]
    tables = [
        pd.DataFrame({"doc_id": [*doc_ids, "all"], "count": [*own, sum(own)], "tokens": [*tokens, sum(tokens)]})
        for own in counts.values()
    ]
    rates = pd.concat([table.assign(frame=frame) for frame, table in zip(counts, tables, strict=True)])
    rates["rate"], rates["low"], rates["high"] = rate_interval(rates["count"], rates["tokens"])
    documents = pd.DataFrame({"doc_id": doc_ids, "label": [f"Article {doc_id}" for doc_id in doc_ids]})
    return rates.reset_index(drop=True), documents


def rows_of(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def dots_of(ax) -> list:
    return [line for line in ax.lines if line.get_marker() != "None"]


def test_a_rare_mention_has_a_filled_dot():
    """One in 3,000 tokens is a third of a mention per 1,000, and not none."""
    ax = draw_rates(*corpus({"x": [1, 0, 9]}, [3000, 3000, 3000]), ["x"])
    assert [line.get_markerfacecolor() == "white" for line in dots_of(ax)] == [False, True, False]


def test_the_thin_line_is_the_pooled_rate():
    """12 mentions in 3,000 tokens."""
    ax = draw_rates(*corpus({"x": [1, 2, 9]}, [500, 1500, 1000]), ["x"])
    upright = [line.get_xdata() for line in ax.lines if len(set(line.get_ydata())) == 2]
    assert [tuple(xs) for xs in upright] == [(4, 4)]


WORDS = SimpleNamespace(
    title="Whether the articles differ in these rates cannot be told",
    subtitle="Mentions per 1,000 tokens with exact 95 % intervals; test of one rate for all, adjusted: "
    "p = 0.00300 (expansion), p = 0.00300 (guarantees), p = 0.00300 (ultimatum)",
    source="Source: articles found on the web, not sampled.",
)


def test_forty_articles_are_all_drawn():
    ax = draw_rates(*corpus({"x": list(range(40))}, [1000] * 40), ["x"], WORDS)
    assert rows_of(ax) == [f"Article {number}" for number in range(40)]
    assert "highest" not in ax.get_xlabel()


@pytest.mark.parametrize("n", [41, 3000])
def test_of_more_articles_the_highest_and_lowest_rates_fill_a_page(n):
    """Each frame has its own: one rises from article to article, one falls, one is mentioned in the first alone."""
    counts = {"expansion": list(range(n)), "guarantees": list(range(n, 0, -1)), "ultimatum": [7] + [0] * (n - 1)}
    tokens = [1000] * 20 + [1100] + [1000] * (n - 21)
    ax = draw_rates(*corpus(counts, tokens), FRAMES, WORDS)
    rising = [*range(n - 1, n - 6, -1), 4, 3, 2, 1, 0]
    shown = [int(label.removeprefix("Article ")) for label in rows_of(ax)]
    assert shown[:20] == [*rising, *rising[::-1]]
    assert (shown[20], shown[29]) == (0, 20)  # of those without a mention the longest comes last
    assert len({*shown[20:]}) == 10
    dots = [line.get_xdata()[0] for line in dots_of(ax)]
    assert dots[:20] == [*rising, *range(n, n - 5, -1), 5, 4, 3, 2, 1]
    assert dots[20:] == [7] + [0] * 9
    assert f"the 5 highest and 5 lowest of {n:,} articles per frame" in ax.get_xlabel().replace("\n", " ")
    assert ax.get_figure().get_size_inches()[1] <= 9
    check_texts(ax.get_figure())


@pytest.mark.parametrize(("n_frames", "told"), [(1, "5 highest and 5"), (5, "2 highest and 2"), (8, "highest and the")])
def test_many_frames_share_the_page(n_frames, told):
    frames = [f"frame {number}" for number in range(n_frames)]
    ax = draw_rates(*corpus({frame: list(range(50)) for frame in frames}, [1000] * 50), frames, WORDS)
    assert f"{told} lowest of 50 articles" in ax.get_xlabel().replace("\n", " ")
    assert ax.get_figure().get_size_inches()[1] <= 9
    check_texts(ax.get_figure())


def test_articles_without_tokens_have_no_rate_among_many():
    rates, documents = corpus({"x": [*range(45), 0, 0]}, [1000] * 45 + [0, 0])
    assert rows_of(draw_rates(rates, documents, ["x"]))[-5:] == [f"Article {number}" for number in (4, 3, 2, 1, 0)]


def test_few_articles_with_tokens_among_many_have_one_row_each():
    rates, documents = corpus({"x": [1, 2, 3] + [0] * 40}, [1000] * 3 + [0] * 40)
    assert rows_of(draw_rates(rates, documents, ["x"])) == ["Article 2", "Article 1", "Article 0"]


def test_many_articles_without_a_token_have_no_row():
    assert rows_of(draw_rates(*corpus({"x": [0] * 41, "y": [0] * 41}, [0] * 41), ["x", "y"])) == []


def test_brackets_join_the_rows_that_are_drawn():
    """Of the first group two are among the lowest, of the second one."""
    ax = draw_rates(*corpus({"x": list(range(50))}, [1000] * 50), ["x"], groups=[["0", "2", "20"], ["21", "48"]])
    (bracket,) = [line for line in ax.lines if np.isnan(line.get_xdata()).any()]
    ys = {y for y in bracket.get_ydata() if y == y}
    assert {label for place, label in zip(ax.get_yticks(), rows_of(ax), strict=True) if place in ys} == {
        "Article 0",
        "Article 2",
    }
