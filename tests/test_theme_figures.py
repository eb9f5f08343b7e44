"""Charts of themes hold their tables."""

import numpy as np
import pytest
from legible import check_texts

from analysis.captions import describe
from analysis.theme_figures import draw_theme_shares, draw_theme_terms
from analysis.themes import fit_themes

pytestmark = pytest.mark.slow  # all together more than a few seconds


@pytest.fixture(scope="module")
def drawn(workbook):
    """The charts of the five articles."""
    themes = workbook.themes
    return {
        "theme_terms": draw_theme_terms(themes.terms),
        "theme_shares": draw_theme_shares(themes.prevalence, workbook.by_date),
    }


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


def test_eight_themes_stand_in_two_bands(workbook):
    themes = fit_themes(workbook.tokens, 8, seed=1)
    documents = workbook.by_date
    check_texts(draw_theme_terms(themes.terms, describe("theme_terms", themes, documents)).get_figure())
    check_texts(
        draw_theme_shares(themes.prevalence, documents, describe("theme_shares", themes, documents)).get_figure()
    )
