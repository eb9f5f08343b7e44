"""A sheet goes out without the rules' judgement, comes back checked, and two readings are compared."""

import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from analysis.coding import CODES, CodingError, agreement, codes_of_rules, coding_sheet, read_coding, sheet_page

KEY = ["doc_id", "line", "column", "frame"]


@pytest.fixture
def filled(workbook, tmp_path):
    """A sheet filled in as the rules have it."""
    judged = workbook.labelled(workbook.judged)
    sheet = coding_sheet(judged).drop(columns=[*CODES, "source"])
    codes = codes_of_rules(judged).drop(columns=KEY)
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
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CodingError, match="cannot be read as UTF-8 CSV"):
        read_coding(file, judged)


def test_agreement_by_hand():
    """Of four mentions both judge three: two alike; kappa from the table of both, by scikit-learn."""
    one = pd.DataFrame({name: [codes[0]] * 4 for name, codes in CODES.items()}).assign(
        opposed=["yes", "yes", "no", "no"]
    )
    other = one.assign(opposed=["yes", "no", "no", ""])
    row = agreement(one, other).set_index("code").loc["opposed"]
    assert row[["agree", "mentions"]].tolist() == [2, 3]
    assert row["share"] == pytest.approx(2 / 3)
    assert row["kappa"] == pytest.approx(cohen_kappa_score(["yes", "yes", "no"], ["yes", "no", "no"]))
    assert row["kappa"] == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))  # observed 2/3; by chance 2/3 × 1/3 + 1/3 × 2/3


def test_the_committed_reading_fits_the_articles(workbook):
    """Every mention was judged by a reader; who reads 04_context sees how often the rules agree."""
    agreed = workbook.agreed.set_index("code")
    assert set(agreed["mentions"]) == {53}
    assert agreed.loc["meant", "agree"] == 53
    assert (agreed["share"] > 0.8).all()
