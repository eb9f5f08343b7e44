"""Charts of themes hold their tables, and themes keep their colours."""

import numpy as np
import pytest
from legible import check_texts
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon

from analysis.captions import describe
from analysis.theme_figures import THEME_COLOURS, _lightness, draw_stability, draw_theme_shares, draw_theme_terms
from analysis.themes import fit_themes

pytestmark = pytest.mark.slow  # all together more than a few seconds


@pytest.fixture(scope="module")
def drawn(workbook):
    """The charts of the five articles."""
    themes, found = workbook.themes, workbook.theme_number
    return {
        "theme_terms": draw_theme_terms(themes.terms),
        "theme_shares": draw_theme_shares(themes.prevalence, workbook.by_date),
        "stability": draw_stability(found.curves, found.number),
    }


def test_theme_bars_start_at_zero_of_their_column(drawn, workbook):
    bars = drawn["theme_terms"].patches
    number = len(workbook.themes.names)
    assert [bar.get_x() for bar in bars] == [column for column in range(number) for _ in range(10)]
    lengths = np.array([bar.get_width() for bar in bars])
    np.testing.assert_allclose(
        lengths / lengths.max(), workbook.themes.terms["weight"] / workbook.themes.terms["weight"].max(), rtol=1e-4
    )


def test_theme_shares_are_written_in_their_cells(drawn, workbook):
    shown = [text.get_text() for text in drawn["theme_shares"].texts]
    for row in workbook.themes.prevalence.itertuples():
        assert f"{row.share:.0%}".replace("%", " %") in shown


def test_a_theme_has_one_colour_in_every_chart(drawn, workbook):
    for number, name in enumerate(workbook.themes.names):
        heads = [
            text
            for chart in ("theme_terms", "theme_shares")
            for text in drawn[chart].texts
            if text.get_text() == name.replace(" · ", "\n")
        ]
        assert [to_hex(text.get_color()) for text in heads] == [THEME_COLOURS[number]] * 2
    bars = [to_hex(bar.get_facecolor()) for bar in drawn["theme_terms"].patches]
    assert bars == [colour for colour in THEME_COLOURS[: len(workbook.themes.names)] for _ in range(10)]


def test_a_cell_is_the_darker_the_larger_its_share_and_its_letters_stand_out(workbook):
    """Contrast of letters and cell is at least 3 to 1, as WCAG asks of large or bold text; most have 4.5."""
    ax = draw_theme_shares(workbook.themes.prevalence, workbook.by_date)
    percents = [text for text in ax.texts if text.get_text().endswith("%")]
    ratios = []
    for patch, text in zip(ax.patches, percents, strict=True):
        pair = sorted(_lightness(to_hex(paint)) for paint in (patch.get_facecolor(), text.get_color()))
        ratios.append((pair[1] + 0.05) / (pair[0] + 0.05))
    assert min(ratios) >= 3.9
    shares = [float(text.get_text().split()[0]) for text in percents]
    light = [_lightness(to_hex(patch.get_facecolor())) for patch in ax.patches]
    for one, a in zip(shares, light, strict=True):  # of every colour: what is clearly more is darker in grey too
        assert all(a < b for other, b in zip(shares, light, strict=True) if one > other + 1)
    first = [patch for patch in ax.patches if patch.get_x() == 0]
    light = [_lightness(to_hex(patch.get_facecolor())) for patch in first]
    name = workbook.themes.names[0]
    shares = workbook.themes.prevalence.set_index(["doc_id", "theme"])["share"]
    expected = [shares[doc_id, name] for doc_id in workbook.by_date["doc_id"]]
    assert np.argsort(light).tolist() == np.argsort(expected)[::-1].tolist()


def test_curves_hold_means_and_bands_hold_ranges(drawn, workbook):
    curves = workbook.theme_number.curves
    ax = drawn["stability"]
    lines = [line.get_ydata().tolist() for line in ax.lines]
    bands = [patch.get_xy() for patch in ax.patches if isinstance(patch, Polygon)]
    for number, (_, own) in enumerate(curves.groupby("kind", sort=False)):
        assert any(len(y) == len(own) and np.allclose(y, own["stability"], rtol=1e-5) for y in lines)
        if number:
            edges = {round(y, 4) for y in [*own["low"], *own["high"]]}
            assert any({round(y, 4) for y in band[:, 1]} == edges for band in bands)
    to_clear = curves.groupby("k")["to_clear"].max().tolist()
    assert any(len(y) == len(to_clear) and np.allclose(y, to_clear, rtol=1e-5) for y in lines)
    assert ax.get_ylim() == (0, 1)
    assert [tick.get_text() for tick in ax.get_xticklabels() if tick.get_fontweight() == "bold"] == [
        str(workbook.theme_number.number)
    ]


@pytest.mark.parametrize("width", [5.0, 6.3])
def test_no_text_of_the_curves_overlaps_or_leaves_the_canvas(workbook, width):
    found = workbook.theme_number
    words = describe("stability", found, workbook.by_date)
    figure = draw_stability(found.curves, found.number, words, width=width).get_figure()
    check_texts(figure)
    assert figure.get_size_inches()[0] == width


def test_one_number_of_themes_has_strokes_instead_of_bands(workbook):
    curves = workbook.theme_number.curves
    check_texts(draw_stability(curves[curves["k"] == 4], 4).get_figure())


def test_eight_themes_stand_in_two_bands(workbook):
    themes, found, documents = fit_themes(workbook.passage_terms, 8, seed=1), workbook.theme_number, workbook.by_date
    check_texts(draw_theme_terms(themes.terms, describe("theme_terms", themes, found, documents)).get_figure())
    words = describe("theme_shares", themes, found, documents)
    check_texts(draw_theme_shares(themes.prevalence, documents, words).get_figure())
