"""Figures of shared text hold what their tables hold, and stay legible for other corpora."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from legible import check_texts
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle

from analysis.captions import describe
from analysis.passage_figures import KIND_COLOURS, choose_documents, draw_alignment, draw_similarity

pytestmark = pytest.mark.slow  # all together more than a few seconds


@pytest.fixture(scope="session")
def alignment(workbook):
    shared, documents = workbook.shared, workbook.by_date
    words = describe("alignment", shared, documents)
    return draw_alignment(shared.units, shared.passages, shared.closest, documents, words)


@pytest.fixture(scope="session")
def similarity(workbook):
    documents = workbook.by_date
    return draw_similarity(
        workbook.shared.pairs, documents, describe("similarity", workbook.shared, documents, documents)
    )


@pytest.mark.parametrize("width", [3.1, 6.3])
def test_text_is_legible(workbook, width):
    shared, documents = workbook.shared, workbook.by_date
    words = describe("alignment", shared, documents)
    ax = draw_alignment(shared.units, shared.passages, shared.closest, documents, words, width=width)
    check_texts(ax.get_figure())
    assert ax.get_figure().get_size_inches()[0] == width
    words = describe("similarity", shared, documents, documents)
    check_texts(draw_similarity(shared.pairs, documents, words, width=width).get_figure())


def test_a_block_per_passage_as_high_as_it_is_long(alignment, workbook):
    shared = workbook.shared
    blocks = [patch for patch in alignment.patches if isinstance(patch, Rectangle)]
    for doc_id, x in (("004", 0), ("000", 1)):
        tokens = shared.units.loc[shared.units["doc_id"] == doc_id, "tokens"].to_numpy()
        columns = sorted({block.get_x() for block in blocks if block.get_height() != pytest.approx(0.12)})
        heights = np.array([block.get_height() for block in blocks if block.get_x() == columns[x]]) + 0.03  # gap
        assert len(heights) == len(tokens)
        np.testing.assert_allclose(heights / heights.sum(), tokens / tokens.sum(), rtol=1e-4)


def brightness(colour: str) -> float:
    """Relative luminance, as the guidelines for accessible web content define it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return float(np.dot(parts, [0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_kinds_differ_in_grey_too_and_numbers_stand_out_from_them(alignment, workbook):
    same, changed, paraphrase = KIND_COLOURS.values()
    assert min(contrast(same, changed), contrast(changed, paraphrase)) > 2
    shown = [text for text in alignment.texts if text.get_text()[:2] == "0."]
    for text, kind in zip(shown, workbook.shared.passages["kind"], strict=True):
        assert contrast(to_hex(text.get_color()), KIND_COLOURS[kind]) >= 4.5


def test_a_ribbon_per_shared_passage_with_its_cosine(alignment, workbook):
    passages = workbook.shared.passages
    ribbons = [patch for patch in alignment.patches if isinstance(patch, PathPatch)]
    assert len(ribbons) == len(passages)
    assert [to_hex(ribbon.get_facecolor()) for ribbon in ribbons] == [KIND_COLOURS[kind] for kind in passages["kind"]]
    assert all(ribbon.get_alpha() is None for ribbon in ribbons)  # where two cross, there is no third shade
    shown = [text.get_text() for text in alignment.texts]
    assert [text for text in shown if text[:2] == "0."] == [f"{cosine:.2f}" for cosine in passages["cosine"]]
    blocks = [block for block in alignment.patches if isinstance(block, Rectangle)]
    for ribbon in ribbons:  # the end on the right, where every passage has one ribbon, is of its block's kind
        y = ribbon.get_path().vertices[3, 1]
        nearest = min(blocks, key=lambda block: abs(block.get_y() - y) + 9 * (block.get_x() < 3))
        assert abs(nearest.get_y() - y) < 1e-4
        assert to_hex(nearest.get_facecolor()) == to_hex(ribbon.get_facecolor())


def test_ribbons_of_one_passage_share_its_block_out(alignment, workbook):
    """Passage 8 of the left article has two ribbons, which start one below the other."""
    passages = workbook.shared.passages
    ribbons = [patch.get_path().vertices for patch in alignment.patches if isinstance(patch, PathPatch)]
    starts = [(points[0, 1], points[-2, 1]) for points in ribbons]
    first, second = (starts[row] for row in np.flatnonzero(passages["passage_a"] == 8))
    assert first[1] == pytest.approx(second[0])
    assert first[1] - first[0] == pytest.approx(second[1] - second[0], rel=1e-4)
    assert all(above[1] <= below[0] + 1e-4 for above, below in pairwise(starts))


def test_shared_passages_begin_with_their_words(alignment, workbook):
    shown = [text.get_text().replace("\n", " ") for text in alignment.texts]
    for row in workbook.shared.passages.itertuples():
        assert any(text.startswith(f"{row.passage_a} {row.text_a[:8]}") for text in shown)
        assert any(text.startswith(f"{row.passage_b} {row.text_b[:8]}") for text in shown)


def test_the_matrix_holds_every_ratio_and_darkens_what_shares_text(similarity, workbook):
    pairs = workbook.shared.pairs
    assert sorted(text.get_text() for text in similarity.texts) == sorted(f"{ratio:.2f}" for ratio in pairs["ratio"])
    dark = [cell for cell in similarity.patches if to_hex(cell.get_facecolor()) == KIND_COLOURS["same words"]]
    assert len(similarity.patches) == 10
    assert len(dark) == 1
    row = similarity.get_yticklabels()[int(dark[0].get_y())].get_text()
    column = similarity.get_xticklabels()[int(dark[0].get_x())].get_text()
    assert {row, column} == {"Akopov", "Sayenko"}


def made_up(n: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A made-up corpus of n documents in which every pair was compared, some cannot tell."""
    documents = pd.DataFrame(
        {"doc_id": [f"d{i}" for i in range(n)], "label": [f"Article number {i}" for i in range(n)]}
    )
    rows = [
        (f"d{i}", f"d{j}", np.nan if i == 1 else 1 + (i + j) / n, "cannot tell" if i == 1 else "no sign of it")
        for i in range(n)
        for j in range(i + 1, n)
    ]
    return documents, pd.DataFrame(rows, columns=["doc_a", "doc_b", "ratio", "verdict"])


@pytest.mark.parametrize("n", [1, 2, 5, 12, 25])
@pytest.mark.parametrize("width", [3.1, 6.3])
def test_other_corpora_are_legible_too(n, width):
    documents, pairs = made_up(n)
    ax = draw_similarity(pairs, documents, width=width)
    check_texts(ax.get_figure())
    assert sum(bool(cell.get_hatch()) for cell in ax.patches) == max(n - 2, 0)


def test_pairs_that_are_word_for_word_are_framed_and_numbers_keep_off_the_hatching():
    documents, pairs = made_up(5)
    pairs = pairs.assign(ratio=1.25)
    pairs.loc[pairs["doc_b"] == "d4", "verdict"] = "share text"
    ax = draw_similarity(pairs, documents, word_for_word=[("d0", "d4"), ("d2", "d4")])
    check_texts(ax.get_figure())
    frames = [patch for patch in ax.patches if not patch.get_fill()]
    assert [(int(frame.get_x()), int(frame.get_y())) for frame in frames] == [(0, 3), (2, 3)]
    assert {to_hex(frame.get_edgecolor()) for frame in frames} == {"#ffffff"}
    hatched = {(int(cell.get_x()), int(cell.get_y())) for cell in ax.patches if cell.get_hatch()}
    backed = {tuple(int(part) for part in text.get_position()) for text in ax.texts if text.get_bbox_patch()}
    assert hatched == backed
    assert hatched == {(1, 1), (1, 2)}


@pytest.mark.parametrize(("n", "label"), [(5, "A"), (25, "A"), (25, "By the newspaper's own correspondent in Oslo")])
def test_a_frame_keeps_off_the_edge_of_its_cell(n, label):
    """Two points at least, or the frame would run into the white between cells; and some of the cell is left in it."""
    documents, pairs = made_up(n)
    pairs = pairs.assign(verdict="share text")
    ax = draw_similarity(pairs, documents.assign(label=label), word_for_word=[("d0", "d1")])
    figure = ax.get_figure()
    points = 72 * figure.get_size_inches()[0] * ax.get_position().width / (n - 1)
    frame = next(patch for patch in ax.patches if not patch.get_fill())
    assert frame.get_x() * points >= 2
    assert frame.get_x() + frame.get_width() / 2 == pytest.approx(0.5)
    assert frame.get_width() > 0.3


@pytest.mark.parametrize("width", [3.1, 6.3])
def test_long_labels_are_told_apart(workbook, width):
    place = ["Vienna", "Rome", "Paris", "Oslo", "Bonn"]
    documents = workbook.by_date.assign(label=[f"By the newspaper's own correspondent in {name}" for name in place])
    shared = workbook.shared
    matrix = draw_similarity(shared.pairs, documents, width=width)
    check_texts(matrix.get_figure())
    assert len({label.get_text() for label in matrix.get_xticklabels()}) == 4
    columns = draw_alignment(shared.units, shared.passages, shared.closest, documents, width=width)
    check_texts(columns.get_figure())
    shown = {text.get_text().replace("\n", " ") for text in columns.texts}
    assert {f"By the newspaper's own correspondent in {name}" for name in ("Paris", "Bonn")} <= shown


def test_of_many_documents_those_that_share_text_are_shown():
    documents, _ = made_up(40)
    assert choose_documents(documents, [["d3", "d39"]])["doc_id"].tolist() == ["d3", "d39"]
    assert choose_documents(documents, [documents["doc_id"].tolist()]).shape[0] == 25
    assert len(choose_documents(documents[:25], [])) == 25
    assert choose_documents(documents, [])["doc_id"].tolist() == documents["doc_id"].tolist()[:25]


def test_long_documents_stay_on_a_page():
    units = pd.DataFrame({"doc_id": ["a"] * 600 + ["b"] * 90, "passage": [*range(1, 601), *range(1, 91)], "tokens": 60})
    numbers = np.arange(5, 85)
    passages = pd.DataFrame({"doc_a": "a", "passage_a": numbers, "doc_b": "b", "passage_b": numbers, "cosine": 0.5})
    passages = passages.assign(kind="paraphrase", text_a="What one says of it", text_b="What the other says of it")
    documents = pd.DataFrame({"doc_id": ["a", "b"], "label": ["A label that is rather long for a column", "B"]})
    figure = draw_alignment(units, passages, ("a", "b"), documents).get_figure()
    assert figure.get_size_inches()[1] < 9
    check_texts(figure)


def test_no_pair_draws_an_empty_chart_and_other_axes_are_taken(workbook, small):
    alone = small("Talks about expansion failed.")
    shared = alone.shared
    ax = Figure().subplots()
    assert draw_alignment(shared.units, shared.passages, shared.closest, alone.by_date, ax=ax) is ax
    assert not [patch for patch in ax.patches if isinstance(patch, PathPatch)]
    assert draw_similarity(workbook.shared.pairs, workbook.by_date, ax=Figure().subplots()).patches
