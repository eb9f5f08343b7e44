"""Labels and lines of figures are cut and broken where they lose least."""

import pandas as pd
import pytest

from analysis.display import present
from analysis.lettering import fit_labels, text_width, wrap
from analysis.wording import escape_markdown


def test_a_label_is_cut_no_more_than_needed_and_keeps_its_end():
    label = "Commentary of the week, by the newspaper's own correspondent in Vienna"
    short, whole = fit_labels([label, "Sayenko"], 6.3, [" (n = 12)", " (n = 7)"])
    assert whole == "Sayenko (n = 7)"
    assert short.endswith("… (n = 12)")
    assert label.startswith(short.removesuffix("… (n = 12)"))
    assert 0.3 * 6.3 < text_width(short) + 0.28 <= 0.35 * 6.3


@pytest.mark.parametrize("width", [3.1, 6.3])
def test_labels_that_differ_only_in_one_place_stay_different(width):
    start, end = "Commentary of the week, by the newspaper's own correspondent ", " and an editor who is not named here"
    for labels in (
        [f"{start}{place}" for place in ("in Vienna", "in Brussels", "in Geneva")],
        [f"{start}{place}{end}" for place in ("in Vienna", "in Brussels", "in Geneva")],
        [f"{place}{start}" for place in ("Vienna: ", "Brussels: ", "Geneva: ")],
        ["W" * 149 + "a", "W" * 149 + "b", "W" * 148 + "ab"],
    ):
        short = fit_labels(labels, width)
        assert len({*short}) == 3
        assert max(map(text_width, short)) + 0.28 <= 0.35 * width
        assert fit_labels([*labels, *labels], width) == [*short, *short]  # one document, one label


def test_no_number_parts_from_its_per_cent_sign():
    """In room for any number of words; in Markdown and in tables a space that does not break stands between them."""
    text = "with exact intervals at 95 % or 99 % of them"
    lines = [wrap(text, room / 10, 8.5) for room in range(4, 30)]
    assert all(" ".join(own) == text for own in lines[6:])
    assert not [line for own in lines[6:] for line in own if line.startswith("%")]
    assert "95\u00a0% of" in escape_markdown("95 % of")
    assert "at 95\u00a0%" in present(pd.DataFrame({"a": [1]}), note="at 95 %")._repr_html_()
