"""Charts of mentions hold every mention, of the right kind, where it stands."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from legible import check_texts
from matplotlib.patches import PathPatch, Rectangle

from analysis.canvas import FRAME_COLOURS
from analysis.captions import describe
from analysis.mention_figures import draw_mentions
from analysis.mention_kinds import choose_marks

FRAMES = ["expansion", "guarantees", "ultimatum"]
NAMES = [
    "expansion",
    "guarantees",
    "ultimatum",
    "missile deployment",
    "neutral status",
    "sanctions relief",
    "gas",
    "red lines",
]
KEY = 4  # kinds explained below the chart, when all of them occur
OWN, OPPOSED, BOTH, REPORTED = "oxbr"  # as `table` spells them


def table(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Mentions: of a document and a frame, their kinds in the order of the text."""
    kinds = {OWN: (False, "none"), OPPOSED: (True, "none"), BOTH: (True, "named"), REPORTED: (False, "named")}
    listed = [(doc, frame, *kinds[kind]) for doc, frame, spelt in rows for kind in spelt]
    return pd.DataFrame(listed, columns=["doc_id", "frame", "opposed", "attribution"]).assign(quotation="none")


def articles(n: int) -> pd.DataFrame:
    documents = pd.DataFrame({"doc_id": [f"{number}" for number in range(n)]})
    dates = {"date_earliest": pd.NaT, "date_latest": pd.Timestamp("2022-01-10")}
    return documents.assign(label=[f"Article number {number}" for number in range(n)], **dates)


def made_up(n_documents: int, n_frames: int, most: int) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """A made-up corpus of a given size: mentions, documents and frames; the first article has `most` of each."""
    rng = np.random.default_rng(1)
    rows = [
        (f"{doc}", frame, "".join(rng.choice([*"oxbr"], size=most if doc == 0 else rng.integers(0, most + 1))))
        for doc in range(n_documents)
        for frame in NAMES[:n_frames]
    ]
    return table(*rows), articles(n_documents), NAMES[:n_frames]


def marks(ax, key: int = KEY) -> list[tuple[str, str, float, float, float]]:
    """What is drawn before the key: colour, kind, place and length of every square or bar."""
    squares = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    stripes = [patch for patch in ax.patches if isinstance(patch, PathPatch)]
    boxes = [stripe.get_path().get_extents() for stripe in stripes]
    found = []
    for square in squares[: len(squares) - key]:
        x, y, wide, high = square.get_x(), square.get_y(), square.get_width(), square.get_height()
        on = [
            stripe
            for stripe, box in zip(stripes, boxes, strict=True)
            if x - 1e-4 <= box.x0 and box.x1 <= x + wide + 1e-4 and y - 1e-4 <= box.y0 and box.y1 <= y + high + 1e-4
        ]
        assert len(on) <= 1
        edge, face = (mpl.colors.to_hex(paint) for paint in (square.get_edgecolor(), square.get_facecolor()))
        colour = edge if face == "#ffffff" else face
        if on:  # stripes have the colour that the square has not
            assert mpl.colors.to_hex(on[0].get_facecolor()) == ("#ffffff" if face == colour else colour)
        kind = {(True, False): OWN, (True, True): OPPOSED, (False, True): BOTH, (False, False): REPORTED}
        found.append((colour.upper(), kind[face == colour, bool(on)], x, y, wide))
    return found


def shown(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_every_mention_is_a_square_of_its_kind_and_colour():
    mentions = table(("0", "expansion", "rxob"), ("1", "expansion", "xx"), ("1", "guarantees", "oor"))
    found = marks(draw_mentions(mentions, articles(2), FRAMES))
    blue, green = FRAME_COLOURS[:2]
    assert [mark[:2] for mark in found] == [
        *((blue, kind) for kind in "oxbr"),  # sorted: the opposed stand together, and so do the reported
        *((blue, kind) for kind in "xx"),
        *((green, kind) for kind in "oor"),
    ]
    first, second = found[:4], found[4:6]
    assert len({mark[3] for mark in first if mark[1] in "ox"}) == 1  # one row
    assert [mark[2] for mark in first] == sorted(mark[2] for mark in first)
    assert max(mark[3] for mark in first) < min(mark[3] for mark in second)


def test_a_quotation_of_nobody_in_particular_is_outlined_too():
    mentions = table(("0", "expansion", "oo")).assign(quotation=["direct", "none"])
    assert [mark[1] for mark in marks(draw_mentions(mentions, articles(1), FRAMES), key=2)] == ["o", "r"]


def test_counts_stand_above_blocks_and_at_the_end_of_rows():
    mentions = table(("0", "expansion", "rxob"), ("1", "expansion", "xx"), ("1", "guarantees", "oor"))
    words = shown(draw_mentions(mentions, articles(2), FRAMES))
    assert [int(text) for text in words if text.isdigit()] == [4, 2, 0, 3]
    assert [text for text in words if text[-1].isdigit() and not text.isdigit() and "Article" not in text] == [
        "expansion 6",
        "guarantees 3",
    ]
    assert {"4 opposed · 2 reported", "0 opposed · 1 reported", "Not mentioned: ultimatum"} <= {*words}


def test_the_key_explains_the_kinds_that_occur():
    words = shown(draw_mentions(table(("0", "expansion", "oor")), articles(1), ["expansion"]))
    assert words[-2:] == ["neither quoted nor reported", "quoted, or reported as others' words"]
    assert not any("opposed:" in text for text in words)


def test_more_squares_than_a_row_holds_go_on_below_it():
    found = marks(draw_mentions(table(("0", "gas", "o" * 50)), articles(1), ["gas"]), key=1)
    places = {(mark[2], mark[3]) for mark in found}
    assert len(places) == len(found) == 50
    assert len({y for _, y in places}) > 1


@pytest.mark.parametrize(("n_documents", "most"), [(5, 120), (41, 9)], ids=["a bar per article", "a bar per frame"])
def test_bars_hold_the_counts_of_their_kinds(n_documents, most):
    mentions, documents, frames = made_up(n_documents, 2, most)
    assert choose_marks(mentions, documents) == f"a bar per {'article' if n_documents == 5 else 'frame'}"
    ax = draw_mentions(mentions, documents, frames)
    bars = pd.DataFrame(marks(ax), columns=["colour", "kind", "x", "y", "length"])
    bars = bars[bars["length"] > 0.12001] if n_documents == 41 else bars  # without the examples beside the counts
    spelt = {(False, "none"): "o", (True, "none"): "x", (True, "named"): "b", (False, "named"): "r"}
    kinds = mentions.assign(
        kind=[spelt[pair] for pair in zip(mentions["opposed"], mentions["attribution"], strict=True)]
    )
    for frame, colour in zip(frames, FRAME_COLOURS, strict=False):
        wanted = kinds[kinds["frame"] == frame]["kind"].value_counts()
        drawn = bars[bars["colour"] == colour].groupby("kind")["length"].sum()
        # an outline is drawn inside its bar: each of them is 1.2 points shorter
        drawn += (
            bars[bars["colour"] == colour]["kind"].value_counts() * pd.Series({"o": 0, "x": 0, "b": 1, "r": 1}) / 60
        )
        np.testing.assert_allclose(
            (drawn / drawn.sum())[["o", "x", "b", "r"]], (wanted / wanted.sum())[[*"oxbr"]], rtol=1e-3
        )
    if n_documents == 5:
        sizes = [int(text) for text in shown(ax) if text.isdigit()]
        assert sizes == [
            len(kinds[(kinds["doc_id"] == doc) & (kinds["frame"] == frame)])
            for frame in frames
            for doc in documents["doc_id"]
        ]
    else:
        for frame in frames:
            own = kinds[kinds["frame"] == frame]["kind"].value_counts()
            assert {f"{own[kind]}" for kind in "oxbr"} <= {*shown(ax)}


@pytest.mark.slow
@pytest.mark.parametrize("width", [3.1, 6.3])
@pytest.mark.parametrize("n_frames", [1, 2, 3, 4, 6, 8])
@pytest.mark.parametrize(("n_documents", "most"), [(1, 40), (2, 2), (5, 9), (9, 30), (17, 4), (40, 3), (40, 30)])
def test_corpora_of_every_size_are_legible_and_fit_a_page(n_documents, most, n_frames, width):
    mentions, documents, frames = made_up(n_documents, n_frames, most)
    words = describe("mentions", mentions, documents)
    figure = draw_mentions(mentions, documents, frames, words, width=width).get_figure()
    check_texts(figure)
    if width == 6.3:
        assert figure.get_size_inches()[1] <= 9


def test_one_article_with_nearly_all_mentions_fits_a_page():
    rows = [("0", "gas", "oxbr" * 60), *((f"{doc}", frame, "o") for doc in range(40) for frame in NAMES[:3])]
    ax = draw_mentions(table(*rows), articles(40), [*NAMES[:3], "gas"])
    assert ax.get_figure().get_size_inches()[1] <= 9


def test_no_mention_draws_an_empty_chart():
    ax = draw_mentions(table(), articles(2), FRAMES)
    assert len(ax.patches) == 0
    assert shown(ax) == ["Not mentioned: expansion, guarantees, ultimatum"]


def named(ax) -> list[tuple[int, str, bool, bool, float]]:
    """Every mark that bears the name of a mention: its row, colour, whether outlined, whether striped, and height."""
    stripes = {patch.get_gid() for patch in ax.patches if isinstance(patch, PathPatch) and patch.get_gid()}
    squares = [patch for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_gid()]
    return [
        (
            int(square.get_gid().removeprefix("mention-")) - 1,
            mpl.colors.to_hex(square.get_edgecolor()).upper(),
            mpl.colors.to_hex(square.get_facecolor()) == "#ffffff",
            f"{square.get_gid()}-stripes" in stripes,
            square.get_y(),
        )
        for square in squares
    ]


def check_names(ax, mentions: pd.DataFrame, frames: list[str]) -> list[int]:
    """Every named mark has the colour, kind and height of its mention; gives the rows that are named."""
    found = named(ax)
    for row, colour, outlined, striped, _ in found:
        mention = mentions.loc[row]
        assert colour == FRAME_COLOURS[frames.index(mention["frame"])]
        assert outlined == (mention["attribution"] != "none")
        assert striped == mention["opposed"]
    heights = pd.DataFrame({"y": [y for *_, y in found]}, index=[row for row, *_ in found])
    heights["doc_id"] = mentions["doc_id"]
    spans = heights.groupby("doc_id")["y"].agg(["min", "max"]).sort_values("min")
    assert spans.index.tolist() == sorted(spans.index)
    assert (spans["min"].to_numpy()[1:] > spans["max"].to_numpy()[:-1]).all()
    return [row for row, *_ in found]


def test_every_square_bears_the_name_of_its_mention():
    mentions = table(("0", "ultimatum", "xro"), ("0", "expansion", "obxr"), ("1", "expansion", "rx"))
    ax = draw_mentions(mentions, articles(3), FRAMES)
    assert sorted(check_names(ax, mentions, FRAMES)) == list(mentions.index)
    assert sum(patch.get_gid() is None for patch in ax.patches) == KEY + 2  # the key, two of it striped


def test_squares_bear_the_names_of_rows_that_were_picked_from_a_larger_table():
    mentions = table(("0", "expansion", "ox"), ("1", "expansion", "oob"), ("2", "expansion", "o"))
    picked = mentions.drop(index=[0, 3])
    ax = draw_mentions(picked, articles(2), FRAMES)
    assert sorted(check_names(ax, mentions, FRAMES)) == [1, 2, 4]


def test_a_bar_bears_the_name_of_its_first_mention():
    mentions = table(("0", "expansion", "xo" * 150), ("1", "expansion", "r" * 150))
    ax = draw_mentions(mentions, articles(2), FRAMES)
    assert sorted(check_names(ax, mentions, FRAMES)) == [0, 1, 300]


def test_totals_bear_no_names():
    mentions, documents, frames = made_up(60, 2, 3)
    assert named(draw_mentions(mentions, documents, frames)) == []
