"""Tables are fit to read and safe to show."""

import re
from html.parser import HTMLParser
from importlib.metadata import files

import numpy as np
import pandas as pd
import pytest

from analysis.display import Concordance, present
from analysis.pack import Fingerprint
from analysis.prose import Sentence

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


def test_headings_name_groups_in_the_right_number():
    table = pd.DataFrame({"label": ["x"], "articles": [3]})
    assert list(present(table, unit="country").frame) == ["country", "countries"]


def test_numbers_are_rounded_and_intervals_joined():
    assert present(RATES).frame.to_numpy().tolist() == [
        ["<b>A</b>", "1,234", "4.20", "1.00 to 9.88", "<0.001"],
        ["B", "0", "", "0 to 3.14", "0.500"],
    ]


def test_the_table_itself_keeps_its_numbers():
    before = RATES.copy()
    present(RATES)
    pd.testing.assert_frame_equal(RATES, before)


def test_intervals_and_short_columns_stay_on_one_line_and_long_text_breaks():
    table = RATES.assign(date="2022-01-13", text="a sentence that is longer than its column")
    page = present(table[["label", "date", "text", "low", "high"]])._repr_html_()
    broken = {look.split(" {")[0].split(".")[-1] for look in page.split("}") if "white-space: normal" in look}
    assert broken == {"col2"}
    assert re.search(r" td \{\s*white-space: nowrap", page)


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


def test_headings_name_units():
    shown = present(RATES, ["label", "count", "rate", "interval"], units={"rate": "mentions per 10 tokens"})
    assert list(shown.frame) == ["article", "mentions", "mentions per 10 tokens", "interval"]


def test_headings_are_words():
    columns = ["p_holm", "p_once", "count_a", "juilland_d", "longest_run"]
    shown = present(pd.DataFrame([[0.01, 1.0, 3, 0.5, 4]], columns=columns))
    wanted = ["p, adjusted", "p, counted once", "mentions of the first", "Juilland's D", "longest run, tokens"]
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


AS_TEXT = {"mathjax_ignore", "tex2jax_ignore"}  # JupyterLab's class, and that of exported pages
SKIPPED = {"style", "pre"}  # neither looks into these


class TypesetText(HTMLParser):
    """What is left of a page for formulas: text that no such class or tag surrounds."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self._open = "", []

    def handle_starttag(self, tag, attrs):
        """Note whether the element keeps formulas out."""
        kept = AS_TEXT.issubset((dict(attrs).get("class") or "").split()) or tag in SKIPPED
        self._open.append((tag, kept))

    def handle_endtag(self, tag):
        """Close the element; pages close all that they open."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        """Keep text that nothing shelters."""
        self.left += "" if any(kept for _, kept in self._open) else data


def typeset(page: str) -> str:
    parser = TypesetText()
    parser.feed(page)
    parser.close()
    return parser.left


def test_nothing_between_dollar_signs_becomes_a_formula():
    money = "from $3 to $4, \\(x\\) and \\begin{x}"
    columns = ["label", "frame", "line", "left", "node", "right", "whole"]
    lines = pd.DataFrame([[money, money, 3, money, money, money, money]], columns=columns)
    pages = [
        Concordance(lines, money)._repr_html_(),
        present(lines.drop(columns="line"), note=money)._repr_html_(),
        Fingerprint(f"Files\n{money}")._repr_html_(),
    ]
    assert [page.count("$3") for page in pages] == [7, 7, 1]
    assert all("$" not in typeset(page) and "\\" not in typeset(page) for page in pages)
    assert typeset(f"<p>{money}</p>") == money  # such a page would be set as formulas
    assert Sentence("from $3 to $4")._repr_markdown_() == r"from \$3 to \$4"


def test_the_class_is_the_one_that_jupyterlab_skips():
    """In the files of the JupyterLab that is installed, which bundles MathJax."""
    scripts = [file for file in files("jupyterlab") or [] if file.match("static/*.js")]
    wanted = 'ignoreHtmlClass:"mathjax_ignore"'
    assert any(wanted in file.locate().read_text(encoding="utf-8", errors="replace") for file in scripts)


def test_sentences_are_headed_as_such():
    """A column has one meaning: `whole` is the sentence of a mention."""
    assert list(present(pd.DataFrame({"rule": ["says"], "whole": ["He said so."]})).frame) == ["rule", "sentence"]
