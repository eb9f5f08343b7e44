"""A sheet goes out without the rules' judgement and comes back checked."""

import csv
import re

import pandas as pd
import pytest

from analysis.coding import agreement
from analysis.coding_sheets import CODES, CodingError, codes_of_rules, coding_sheet, is_filled, read_coding, sheet_page
from analysis.pack import to_safe_csv

KEY = ["doc_id", "line", "column", "frame"]


@pytest.fixture
def filled(workbook, tmp_path):
    """A sheet filled in as the rules have it."""
    judged = workbook.labelled(workbook.judged)
    sheet = coding_sheet(judged).drop(columns=[*CODES, "source"])
    codes = codes_of_rules(judged).drop(columns=[*KEY, "node"])
    file = tmp_path / "filled.csv"
    pd.concat([sheet.reset_index(drop=True), codes], axis=1).to_csv(file, index=False)
    return file, judged


def test_the_sheet_tells_nothing_of_the_rules(workbook):
    sheet = coding_sheet(workbook.labelled(workbook.judged))
    assert len(sheet) == 53
    assert not {"rules", "negated"} & set(sheet)
    assert (sheet[[*CODES, "source", "note"]] == "").all(axis=None)


def test_the_page_shows_every_mention_and_escapes_it(workbook):
    judged = workbook.labelled(workbook.judged).assign(whole="<script>alert(1)</script>")
    page = sheet_page(coding_sheet(judged))
    assert page.count("&lt;script&gt;") == 53
    assert "<script>" not in page
    assert "http" not in page


def test_the_page_tells_how_far_to_read(workbook):
    page = sheet_page(coding_sheet(workbook.labelled(workbook.judged)))
    asked = dict(re.findall(r"<li><b>(\w+)</b>: (.*?)</li>", page))
    assert list(asked) == [*CODES, "source", "note"]
    for name in ("opposed", "refused"):
        assert "Judge by the whole passage; read the whole article if needed." in asked[name]


def test_what_was_filled_in_comes_back(filled):
    file, judged = filled
    read = read_coding(file, judged)
    assert read[[*KEY, *CODES]].to_numpy().tolist() == codes_of_rules(judged)[[*KEY, *CODES]].to_numpy().tolist()
    agreed = agreement(codes_of_rules(judged), read)
    assert (agreed["share"] == 1).all()


def test_rows_may_come_in_another_order_and_capitals(filled):
    file, judged = filled
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table["opposed"] = table["opposed"].str.upper()
    table.iloc[::-1].to_csv(file, index=False, encoding="utf-8-sig")
    assert read_coding(file, judged)["opposed"].tolist() == codes_of_rules(judged)["opposed"].tolist()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda table: table.drop(columns="opposed"), "columns missing: opposed"),
        (lambda table: table.assign(opposed="maybe"), "line 2: opposed: found 'maybe'; allowed: yes, no, or empty"),
        (lambda table: pd.concat([table.iloc[:1], table]), "line 3: a mention that stands above"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_named(filled, change, named):
    file, judged = filled
    change(pd.read_csv(file, dtype=str, keep_default_na=False)).to_csv(file, index=False)
    with pytest.raises(CodingError, match=named):
        read_coding(file, judged)


def test_mentions_that_the_sheet_has_not_are_not_judged(filled):
    file, judged = filled
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table.iloc[3:].assign(line=lambda rest: rest["line"].where(rest.index != 9, "999")).to_csv(file, index=False)
    read = read_coding(file, judged)
    assert len(read) == 53
    assert (read["opposed"] == "").sum() == 4
    assert set(agreement(codes_of_rules(judged), read)["mentions"]) == {49}


def test_a_missing_sheet_is_named(filled):
    file, judged = filled
    with pytest.raises(CodingError, match="no such file"):
        read_coding(file.with_name("none.csv"), judged)
    file.write_bytes(b"")
    with pytest.raises(CodingError, match="cannot be read as CSV: No columns"):
        read_coding(file, judged)
    with pytest.raises(CodingError, match=r"cannot be read: \w"):
        read_coding(file.parent, judged)


def resave(file, change=lambda table: table, **saved):
    """What a spreadsheet makes of a sheet: read as text, changed, saved in its own way."""
    change(pd.read_csv(file, dtype=str, keep_default_na=False)).to_csv(file, index=False, **saved)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_sheet_is_read_whichever_mark_parts_it(filled, mark, quoting):
    """A spreadsheet also ends lines in its own way and may leave rows of marks alone below."""
    file, judged = filled
    resave(file, sep=mark, quoting=quoting, lineterminator="\r\n", encoding="utf-8-sig")
    with file.open("a", encoding="utf-8", newline="") as sheet:
        sheet.write(f"{mark * 15}\r\n" * 2)
    wanted = codes_of_rules(judged)
    assert read_coding(file, judged)[list(wanted)].to_numpy().tolist() == wanted.to_numpy().tolist()


def test_ids_that_lost_their_zeros_are_led_back(filled):
    file, judged = filled
    resave(file, lambda table: table.assign(doc_id=table["doc_id"].str.lstrip("0").replace("", "0")))
    assert file.read_text(encoding="utf-8").splitlines()[1].startswith(("0,", "1,", "2,", "3,", "4,"))
    read = read_coding(file, judged)
    assert set(read["doc_id"]) == {"000", "001", "002", "003", "004"}
    assert (read[list(CODES)] != "").all(axis=None)


def test_ids_are_led_back_only_where_that_is_unambiguous(filled):
    """An id that stands is kept; one that can be two articles is refused; words are no numbers."""
    file, judged = filled
    rows = judged.head(2).assign(line=[1, 2])
    resave(file, lambda table: table.head(2).assign(doc_id=["7", "a"], line=["1", "2"]))
    known = rows.assign(doc_id=["7", "007"])
    assert (read_coding(file, known)["opposed"] != "").tolist() == [True, False]
    with pytest.raises(CodingError, match="found '7', which can be 007 or 07; write the ids in full"):
        read_coding(file, rows.assign(doc_id=["07", "007"]))
    assert (read_coding(file, rows.assign(doc_id=["07", "0a"]))["opposed"] != "").tolist() == [True, False]


def test_another_code_page_is_named_with_its_line(filled):
    """The second row, line 3 of the file, names a source with a letter that other code pages have elsewhere."""
    file, judged = filled
    resave(file, lambda table: table.iloc[:, :4].assign(source=["", "Müller", *[""] * (len(table) - 2)]))
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(CodingError) as caught:
        read_coding(file, judged)
    assert str(caught.value).endswith("line 3 holds the byte 0xfc; in the spreadsheet save it as “CSV UTF-8”")


def test_what_starts_a_formula_goes_out_and_comes_back(workbook, tmp_path):
    """Written as `workbook coding` writes sheets, with guarded cells, and filled in with true apostrophes too."""
    judged = workbook.labelled(workbook.judged)
    judged["doc_id"] = judged["doc_id"].replace({"000": "-x", "001": "=1+1", "002": "@y", "003": "+z", "004": "'tis"})
    sources = ["=A1", "+A", "-A", "@A", "'tis", "'-A", "'A'", "A"]
    sheet = coding_sheet(judged).assign(source=(sources * 7)[:53], opposed="no", note="\tdoubtful")
    file = tmp_path / "mentions.csv"
    file.write_bytes(to_safe_csv(sheet))
    cells = [cell for row in csv.reader(file.read_text(encoding="utf-8-sig").splitlines()) for cell in row]
    assert not any(cell.startswith(tuple("=+-@\t")) for cell in cells)
    read = read_coding(file, judged)
    assert read["source"].tolist() == (sources * 7)[:53]
    assert read["doc_id"].tolist() == judged["doc_id"].tolist()
    assert set(read["opposed"]) == {"no"}
    assert is_filled(file)


def test_a_sheet_is_filled_once_anything_is_written_in(workbook, tmp_path):
    """One that cannot be read may be, and is not to be overwritten."""
    file = tmp_path / "mentions.csv"
    assert not is_filled(file)
    sheet = coding_sheet(workbook.labelled(workbook.judged))
    sheet.to_csv(file, index=False)
    assert not is_filled(file)
    sheet.to_csv(file, index=False, sep=";")
    assert not is_filled(file)
    for name in ("opposed", "source", "note"):
        sheet.assign(**{name: ["", "no", *[""] * 51]}).to_csv(file, index=False, sep=";")
        assert is_filled(file)
    file.write_bytes(b"\xff\xfe")
    assert is_filled(file)
    file.write_text("a,b\n", encoding="utf-8")
    assert is_filled(file)
