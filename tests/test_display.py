"""Tables are fit to read and safe to show."""

import numpy as np
import pandas as pd
import pytest

from analysis.display import Concordance, present

RATES = pd.DataFrame(
    {
        "label": ["<b>A</b>", "B"],
        "count": [1234, 0],
        "rate": [4.2, np.nan],
        "low": [1.0, 0.0],
        "high": [9.87654, 3.14],
        "p": [1e-9, 0.5],
    }
)


def test_numbers_are_rounded_and_intervals_joined():
    assert present(RATES).frame.to_numpy().tolist() == [
        ["<b>A</b>", "1,234", "4.20", "1.00 to 9.88", "<0.001"],
        ["B", "0", "", "0 to 3.14", "0.500"],
    ]


def test_the_table_itself_keeps_its_numbers():
    before = RATES.copy()
    present(RATES)
    pd.testing.assert_frame_equal(RATES, before)


def test_html_of_the_corpus_is_shown_as_text():
    shown = present(RATES, note="<i>note</i>")._repr_html_()
    assert "&lt;b&gt;A&lt;/b&gt;" in shown
    assert "&lt;i&gt;note" in shown
    assert "<b>" not in shown


def test_the_same_table_is_the_same_html():
    assert present(RATES)._repr_html_() == present(RATES.copy())._repr_html_()
    assert present(RATES)._repr_html_() != present(RATES.assign(count=1))._repr_html_()


def test_words_are_flush_left():
    shown = present(RATES, ["label", "count"])
    assert shown.left == ["article"]


def test_headings_are_words():
    columns = ["p_holm", "p_once", "count_a", "juilland_d", "longest_run"]
    shown = present(pd.DataFrame([[0.01, 1.0, 3, 0.5, 4]], columns=columns))
    wanted = ["p, adjusted", "p, counted once", "mentions of the first", "Juilland's D", "longest run"]
    assert list(shown.frame) == wanted


def test_an_interval_that_is_not_defined_says_so_once():
    table = pd.DataFrame({"boot_low": [np.nan, 0.5], "boot_high": [np.nan, np.inf]})
    assert present(table).frame["bootstrap"].tolist() == ["not defined", "0.500 to ∞"]


def test_seven_columns_are_refused():
    with pytest.raises(ValueError, match="7 to show; at most 6"):
        present(pd.DataFrame({str(number): [1] for number in range(7)}))


def test_dates_and_truth():
    table = pd.DataFrame({"day": [pd.Timestamp("2022-01-10"), pd.NaT], "sure": [True, False]})
    assert present(table).frame.to_numpy().tolist() == [["2022-01-10", "yes"], ["", "no"]]


def test_a_long_table_shows_its_first_rows_and_says_so():
    shown = present(pd.DataFrame({"n": range(1234)}), note="Numbers.")
    assert len(shown.frame) == 200
    assert shown.note == "The first 200 of 1,234 rows. Numbers."


def test_a_concordance_sets_its_node_in_the_middle_and_markup_as_text():
    rows = [
        ("A <b>", "f", 3, "left <i>", "node", "right", "The <script>whole</script>"),
        ("B", "e", 1, "", "n", "", ""),
    ]
    lines = pd.DataFrame(rows, columns=["label", "frame", "line", "left", "node", "right", "whole"])
    shown = Concordance(lines, "Two & more.")
    page = shown._repr_html_()
    assert "<script>" not in page
    assert "<i>" not in page
    assert "A &lt;b&gt;" in page
    assert '<td style="text-align: right">left &lt;i&gt;</td><td style="text-align: center"><b>node</b></td>' in page
    assert "<summary>right</summary>The &lt;script&gt;whole&lt;/script&gt;" in page
    assert "Two &amp; more." in page
    assert page.index(">e<") < page.index(">f<")
    assert repr(shown).splitlines()[-2].endswith("left <i> [node] right")


def test_the_sentence_of_a_mention_is_headed_so():
    """Tables of themes have numbers in a column of that name."""
    assert list(present(pd.DataFrame({"node": ["plan"], "whole": ["A plan."]})).frame) == ["mention", "sentence"]
    assert list(present(pd.DataFrame({"k": [3], "whole": [0.5]})).frame)[1] == "most of any shuffled over all"
