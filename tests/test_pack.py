"""Files are whole, stable and safe, and the fingerprint tells what changed."""

import csv
import io
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis.mention_figures import draw_mentions
from analysis.pack import (
    FORMATS,
    Fingerprint,
    build_index,
    fingerprint,
    list_index,
    show,
    show_table,
    to_safe_csv,
    write_if_changed,
)
from analysis.rate_figures import draw_rates

pytestmark = pytest.mark.slow  # all together more than a few seconds

ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder with a workbook.toml of its own, so that nothing is written elsewhere."""
    shutil.copy(ROOT / "workbook.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTEST_VERSION")
    return tmp_path


def draw(workbook, rates=None):
    rates = workbook.rates if rates is None else rates
    return draw_rates(rates, workbook.by_date, workbook.frames).get_figure()


def changed_lines(one: str, other: str) -> set[str]:
    """The first words of the lines in which two fingerprints differ."""
    return {a.split(":")[0] for a, b in zip(one.splitlines(), other.splitlines(), strict=True) if a != b}


def test_without_an_alt_text_there_is_a_sentence_and_no_figure(home, workbook, capsys):
    """Neither that of this run nor an earlier one of the name, which would go on standing for the corpus."""
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    capsys.readouterr()
    show("03_rates", draw(workbook), workbook.rates, "No frame is mentioned, so no figure is drawn here.", "")
    assert capsys.readouterr().out == "No frame is mentioned, so no figure is drawn here.\n"
    assert not list((home / "figures").iterdir())


def test_show_writes_every_format_and_prints_the_fingerprint(home, workbook, capsys):
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    assert sorted(path.name for path in (home / "figures").iterdir()) == sorted(
        f"03_rates.{ending}" for ending in FORMATS
    )
    assert "figures/03_rates as svg, pdf, png, csv, md" in capsys.readouterr().out


def test_a_table_is_shown_in_part_and_saved_whole(home):
    table = pd.DataFrame({"frame": ["a"], "count": [3], "low": [0.5], "high": [0.75], "why": ["=1+1"]})
    shown = show_table("03_table", table, ["frame", "count", "interval"], "All.", {"interval": "90 % interval"})
    assert shown.frame.to_numpy().tolist() == [["a", "3", "0.500 to 0.750"]]
    assert list(shown.frame) == ["frame", "mentions", "90 % interval"]
    with (home / "figures" / "03_table.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [list(table), ["a", "3", "0.5", "0.75", "'=1+1"]]
    assert shown.note.startswith("All. All columns: figures/03_table.csv (check sum ")
    hidden = show_table("03_table", table.assign(why="another"), ["frame", "count", "interval"], "All.")
    assert hidden.note != shown.note  # what is not shown is compared too


def test_a_comparison_of_a_table_writes_nothing(home, monkeypatch):
    monkeypatch.setenv("PYTEST_VERSION", pytest.__version__)
    show_table("03_table", pd.DataFrame({"count": [1]}))
    assert not (home / "figures").exists()


def test_a_comparison_shows_and_writes_nothing(home, workbook, capsys, monkeypatch):
    monkeypatch.setenv("PYTEST_VERSION", pytest.__version__)
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    assert not (home / "figures").exists()
    assert "figures/03_rates as svg, pdf, png, csv, md" in capsys.readouterr().out


def test_the_fingerprint_is_text_in_html_too():
    shown = Fingerprint("first <b>\nsecond")._repr_html_()
    assert shown.startswith("<details><summary><small>first &lt;b&gt;</small>")
    assert "second" in shown


def test_a_second_run_gives_the_same_bytes_and_writes_nothing(home, workbook, capsys):
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (home / "figures").iterdir()}
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (home / "figures").iterdir()} == first
    capsys.readouterr()


def test_files_say_nothing_of_when_or_by_what(home, workbook, capsys):
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    capsys.readouterr()
    for ending in ("svg", "pdf", "png"):
        content = (home / "figures" / f"03_rates.{ending}").read_bytes()
        assert not re.search(rb"CreationDate|tEXtSoftware|Matplotlib v|dc:date", content), ending


def test_png_is_300_dpi(home, workbook, capsys):
    """By its own header: pixels across, and pixels per metre."""
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    capsys.readouterr()
    content = (home / "figures" / "03_rates.png").read_bytes()
    assert int.from_bytes(content[16:20]) == 6.3 * 300
    place = content.index(b"pHYs") + 4
    assert int.from_bytes(content[place : place + 4]) == round(300 / 0.0254)


@pytest.mark.usefixtures("home")
def test_the_picture_in_the_notebook_carries_its_alt_text(workbook, monkeypatch):
    shown = []
    monkeypatch.setattr("analysis.pack.display", shown.append)
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    data, metadata = shown[0]._repr_mimebundle_()
    assert "image/png" in data
    assert metadata["image/png"]["alt"] == "An alt text."


def test_svg_carries_its_alt_text(home, workbook, capsys):
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "Alt <text> & more.")
    capsys.readouterr()
    tree = ET.parse(home / "figures" / "03_rates.svg")
    assert "Alt <text> & more." in "".join(tree.getroot().itertext())


def test_a_name_of_another_form_is_refused(home, workbook):
    with pytest.raises(ValueError, match=r"name: '\.\./rates'"):
        show("../rates", draw(workbook), workbook.rates, "", "")
    assert not (home / "figures").exists()


def test_fingerprint_tells_a_changed_value(workbook):
    rates = workbook.rates.copy()
    rates.loc[0, "rate"] += 0.01
    before = fingerprint("03_rates", draw(workbook), workbook.rates)
    assert changed_lines(before, fingerprint("03_rates", draw(workbook, rates), rates)) == {"data", "marks"}


def test_fingerprint_tells_a_changed_plot_of_the_same_data(workbook):
    rates = workbook.rates.copy()
    rates.loc[0, "rate"] += 0.01
    before = fingerprint("03_rates", draw(workbook), workbook.rates)
    assert changed_lines(before, fingerprint("03_rates", draw(workbook, rates), workbook.rates)) == {"marks"}


def test_fingerprint_tells_a_changed_label(workbook):
    figure = draw(workbook)
    before = fingerprint("03_rates", figure, workbook.rates)
    figure.axes[0].set_xlabel("mentions per page")
    after = fingerprint("03_rates", figure, workbook.rates)
    assert changed_lines(before, after) == {"axes", "marks"}
    assert "mentions per page" in after


def test_fingerprint_tells_a_changed_colour(workbook):
    figure = draw(workbook)
    before = fingerprint("03_rates", figure, workbook.rates)
    figure.axes[0].lines[1].set_color("#123456")
    after = fingerprint("03_rates", figure, workbook.rates)
    assert changed_lines(before, after) == {"marks", "paint"}
    assert "#123456" in after


def test_fingerprint_tells_changed_stripes(workbook):
    figure = draw_mentions(workbook.judged, workbook.by_date, workbook.frames).get_figure()
    before = fingerprint("00_mentions", figure, workbook.mentions)
    next(patch for patch in figure.axes[0].patches if isinstance(patch, PathPatch)).set_facecolor("#123456")
    assert "paint" in changed_lines(before, fingerprint("00_mentions", figure, workbook.mentions))


def test_fingerprint_tells_changed_limits(workbook):
    figure = draw(workbook)
    before = fingerprint("03_rates", figure, workbook.rates)
    figure.axes[0].set_xlim(1, 5)
    assert "axes" in changed_lines(before, fingerprint("03_rates", figure, workbook.rates))


def test_fingerprint_tells_changed_text(workbook):
    figure = draw(workbook)
    before = fingerprint("03_rates", figure, workbook.rates)
    figure.axes[0].texts[0].set_text("enlargement")
    assert changed_lines(before, fingerprint("03_rates", figure, workbook.rates)) == {"marks"}


def test_no_cell_of_a_csv_starts_a_formula():
    data = pd.DataFrame({"text": ["=1+1", "+1", "-1", "@x", "\tx", "a=1", ""], "number": [-1.0] * 7})
    assert [row[0] for row in read_back(data)][1:] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "a=1", ""]
    assert to_safe_csv(data).decode().count(",-1\n") == 7


def read_back(data: pd.DataFrame) -> list[list[str]]:
    """The cells of a table's CSV, as a program reads them that knows the byte order mark."""
    return list(csv.reader(io.StringIO(to_safe_csv(data).decode("utf-8-sig"), newline="")))


def test_no_column_of_a_csv_is_named_by_a_formula():
    assert read_back(pd.DataFrame({"=1+1": [1], "@x": [2], "plain": [3]}))[0] == ["'=1+1", "'@x", "plain"]


def test_lines_inside_a_cell_stay_inside_it():
    data = pd.DataFrame({"text": ["a\r=1+1", "a\r\n=1+1", "a\nb", "\r=1+1", "\n=1+1"], "n": range(5)})
    content = to_safe_csv(data)
    assert b"\r" not in content
    assert [len(row) for row in read_back(data)] == [2] * 6
    assert [row[0] for row in read_back(data)][1:] == ["a\n=1+1", "a\n=1+1", "a\nb", "'\n=1+1", "'\n=1+1"]


def test_a_spreadsheet_is_told_that_a_csv_is_utf8():
    content = to_safe_csv(pd.DataFrame({"text": ["“é”"]}))
    assert content == "\ufefftext\n“é”\n".encode()


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_if_changed(path, b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_if_changed(path, b"new")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.txt", b"old")]


def test_index_lists_every_figure_with_its_alt_text(home, workbook, capsys):
    show("03_rates", draw(workbook), workbook.rates, "A *caption*\nof $1 to $2.", "An [alt] text.")
    capsys.readouterr()
    page = build_index(home / "figures").decode()
    assert r"![An \[alt\] text.](03_rates.svg)" in page
    assert r"A \*caption\* of \$1 to \$2." in page
    assert all(f"(03_rates.{ending})" in page for ending in ("svg", "pdf", "png", "csv"))


def test_an_index_tells_the_files_of_its_figures_and_tables(home, workbook, capsys):
    show("03_rates", draw(workbook), workbook.rates, "A caption.", "An alt text.")
    show_table("03_table", pd.DataFrame({"count": [1]}))
    capsys.readouterr()
    assert list_index(build_index(home / "figures")) == sorted(path.name for path in (home / "figures").iterdir())


def test_fingerprint_tells_labels_that_change_places(workbook):
    figure = draw(workbook)
    before = fingerprint("03_rates", figure, workbook.rates)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    figure.axes[0].set_yticks(figure.axes[0].get_yticks(), labels[::-1])
    assert changed_lines(before, fingerprint("03_rates", figure, workbook.rates)) == {"marks"}


@pytest.mark.parametrize(
    "sign", ["\x00", "\x01", "\x1b", "\ufffe", "\uffff", "-->", "]]>", "<a href='javascript:1'>", "$x^$", "会谈"]
)
def test_signs_that_xml_cannot_hold_do_not_break_a_drawing(home, sign):
    """Words of the corpus reach a drawing as outlines, in a comment and in the description."""
    with mpl.rc_context({"text.parse_math": False}):
        drawn = Figure((2, 1))
        drawn.subplots().set_title(f"label{sign}")
    show("00_a", drawn, pd.DataFrame({"n": [1]}), "A caption.", f"alt{sign}")
    root = ET.fromstring((home / "figures" / "00_a.svg").read_bytes())
    assert {element.tag.split("}")[1] for element in root.iter()} & {"a", "script", "foreignObject"} == set()
