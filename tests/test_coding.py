"""A sheet goes out without the rules' judgement, comes back checked, and two readings are compared."""

import csv

import pandas as pd
import pytest
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score, precision_score, recall_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

from analysis.coding import agreement, compare_counts, list_differences, precision_recall
from analysis.coding_sheets import CODES


def alike(number):
    """Codes of so many mentions, all alike, and nobody who says them."""
    codes = pd.DataFrame({name: codes[:1] * number for name, codes in CODES.items()}).assign(source="")
    places = {"doc_id": "a", "line": [str(9 + n) for n in range(number)], "column": "1", "frame": "f", "node": "x"}
    return codes.assign(**places)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("", "", True),
        ("Sergei Ryabkov", "Ryabkov", True),
        ("ryabkov", "Sergei Ryabkov", True),
        ("Moscow", "Moscow’s foreign ministry", True),
        ("Moscow", "", False),
        ("", "Moscow", False),
        ("US", "Russia", False),
        ("Sergei Lavrov", "Sergei Ryabkov", False),
        ("Ann Lee", "Ann and Bob Lee", False),
        ("?", "Moscow", False),
    ],
)
def test_sources_agree_when_one_stands_in_the_other(one, other, agree):
    codings = [alike(1).assign(source=source) for source in (one, other)]
    row = agreement(*codings).set_index("code").loc["source"]
    assert row[["agree", "mentions"]].tolist() == [int(agree), 1]
    assert pd.isna(row["kappa"])
    assert list_differences(*codings)["code"].tolist() == ([] if agree else ["source"])


def test_a_source_is_judged_where_its_attribution_is():
    """Three mentions: nobody says it, not judged, and a source without the code beside it."""
    read = alike(3).assign(attribution=["none", "", ""], source=["", "", "Ann"])
    row = agreement(alike(3).assign(source=["", "", "Ann"]), read).set_index("code").loc["source"]
    assert row[["agree", "mentions"]].tolist() == [2, 2]


def test_differences_are_listed_in_the_order_of_the_mentions():
    """Lines 9 to 12: what only one has judged is no difference, nor is a longer source."""
    one = alike(4).assign(source=["Ann Lee", "", "", "Bob"])
    other = one.assign(
        source=["Lee", "", "", "Eve"], opposed=["yes", "no", "", "yes"], meant=["yes", "no", "yes", "yes"]
    )
    listed = list_differences(one, other)
    assert listed[["line", "code", "one", "other"]].to_numpy().tolist() == [
        [10, "meant", "yes", "no"],
        [10, "opposed", "yes", "no"],
        [12, "source", "Bob", "Eve"],
    ]
    assert list_differences(one, one).empty


def test_agreement_by_hand():
    """Of four mentions both judge three: two alike; kappa from the table of both, by scikit-learn."""
    one = alike(4).assign(opposed=["yes", "yes", "no", "no"])
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
    assert "meant" not in agreed.index
    assert workbook.scored.loc[0, ["kind", "measure", "count", "of"]].tolist() == ["meant", "precision", 53, 53]
    assert (agreed["share"].drop("source") > 0.8).all()
    assert agreed.loc["source", "share"] > 0.7


def test_the_differences_of_the_workbook_are_those_that_agreement_counts(workbook):
    agreed, listed = workbook.agreed.set_index("code"), workbook.disagreed
    counts = listed["code"].value_counts().reindex(agreed.index, fill_value=0)
    assert counts.tolist() == (agreed["mentions"] - agreed["agree"]).tolist()
    row = listed[(listed["code"] == "opposed")].iloc[0]
    assert row[["doc_id", "line", "node", "rules", "reader"]].tolist() == ["002", 44, "guarantees", "yes", "no"]


def test_without_a_reader_there_is_neither_agreement_nor_difference(small):
    workbook = small("The guarantees were refused.")
    assert len(workbook.judged) == 1
    assert workbook.agreed.empty
    assert workbook.disagreed.empty
    assert workbook.scored.empty
    assert workbook.readings.empty


def test_counts_of_two_codings_by_hand():
    """Of ten mentions nine are judged by both; four are opposed by one alone, none by the other alone."""
    one = alike(10).assign(opposed=["yes"] * 6 + ["no"] * 4, quotation=["direct"] + ["none"] * 9)
    other = one.assign(opposed=["yes", "yes", "no", "no", "no", "no", "no", "no", "no", ""], quotation="none")
    other = other.assign(attribution=["none", "named"] + ["none"] * 8)
    counts = compare_counts(one, other, ["f", "g"]).set_index(["frame", "kind"])
    columns = ["mentions", "by_one", "by_other", "by_both"]
    assert counts.loc[("f", "opposed"), columns].tolist() == [9, 6, 2, 2]
    assert counts.loc[("f", "quoted"), columns].tolist() == [10, 1, 0, 0]
    assert counts.loc[("f", "reported"), columns].tolist() == [10, 1, 1, 0]
    assert counts.loc[("g", "opposed"), columns].tolist() == [0, 0, 0, 0]
    assert counts.loc[("f", "opposed"), "p"] == pytest.approx(2 * 0.5**4)
    assert counts.loc[("f", "opposed"), "p"] == pytest.approx(mcnemar([[2, 4], [0, 3]], exact=True).pvalue)
    tested = counts["p"].dropna()
    assert counts["p_holm"].dropna().tolist() == pytest.approx(multipletests(tested, method="holm")[1])


def test_precision_and_recall_against_scikit_learn():
    one = alike(8).assign(opposed=["yes"] * 5 + ["no"] * 3, meant="yes")
    other = one.assign(opposed=["yes", "yes", "no", "no", "no", "yes", "no", "no"], meant=["no"] + ["yes"] * 7)
    scored = precision_recall(one, other).set_index(["kind", "measure"])
    truth, said = other["opposed"] == "yes", one["opposed"] == "yes"
    assert scored.loc[("opposed", "precision"), "share"] == pytest.approx(precision_score(truth, said))
    assert scored.loc[("opposed", "recall"), "share"] == pytest.approx(recall_score(truth, said))
    assert scored.loc[("opposed", "recall"), ["count", "of"]].tolist() == [2, 3]
    assert scored.loc[("meant", "precision"), ["count", "of"]].tolist() == [7, 8]
    assert ("meant", "recall") not in scored.index
    low, high = binomtest(2, 5).proportion_ci(method="exact")
    assert scored.loc[("opposed", "precision"), ["low", "high"]].tolist() == pytest.approx([low, high])


def test_the_counts_of_the_workbook_are_those_of_the_sheet_and_of_the_rules(workbook):
    """Counted again from the file with the standard library, and from the tables of the rules."""
    with workbook.reading.open(encoding="utf-8", newline="") as file:
        sheet = list(csv.DictReader(file))
    counts = workbook.readings.set_index(["frame", "kind"])
    published = workbook.kinds[workbook.kinds["counted"] == "as published"].set_index(["frame", "kind"])
    assert counts["by_rules"].to_dict() == published["count"].to_dict()
    for frame in workbook.frames:
        own = [row for row in sheet if row["frame"] == frame]
        reported = sum(row["quotation"] != "none" or row["attribution"] != "none" for row in own)
        assert counts.loc[(frame, "reported"), "by_reader"] == reported
        assert counts.loc[(frame, "refused"), "by_reader"] == sum(row["refused"] == "yes" for row in own)
        assert counts.loc[(frame, "reported"), "mentions"] == len(own)
