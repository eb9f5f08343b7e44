"""The types that remain, those that are shown, and their ratios."""

import numpy as np
import pandas as pd

from analysis.key_types import as_ratios, count_remaining, remaining_types, top_types


def test_types_that_remain_are_named_rare_ones_and_seldom_ones_too(workbook):
    """As read off the whole table: those below the level, whatever their ratio, the farthest from 1 first."""
    table = workbook.keyness
    kept = remaining_types(table, 0.05)
    assert {*zip(kept["doc_id"], kept["type"], strict=True)} == {
        *zip(table.loc[table["p_bh"] < 0.05, "doc_id"], table.loc[table["p_bh"] < 0.05, "type"], strict=True)
    }
    which = count_remaining(table, 0.05).set_index("doc_id")["which"]
    assert which["001"] == "“biden”, less “of”"  # 48 times as common against a quarter; “of” has the smaller p
    assert which["000"] == ""


def types_of(doc_id: str, *rows: tuple[str, float, float]) -> pd.DataFrame:
    """Types of a document with their log_ratio and p_bh, as `document_keyness` gives them."""
    table = pd.DataFrame(rows, columns=["type", "log_ratio", "p_bh"])
    return table.assign(doc_id=doc_id, p=table["p_bh"], p_bh_all=table["p_bh"], types=len(table), count_target=1)


def test_types_are_ranked_by_effect_and_not_by_p():
    rows = ("a", 1.0, 0.001), ("b", -3.0, 0.04), ("c", 2.0, 0.02), ("d", 2.0, 0.03), ("e", 5.0, 0.2), ("f", 4.0, 0.5)
    table = types_of("x", *rows)
    assert remaining_types(table, 0.05)["type"].tolist() == ["b", "c", "d", "a"]
    assert remaining_types(table[::-1], 0.05)["type"].tolist() == ["b", "c", "d", "a"]
    assert count_remaining(table, 0.05)["which"].tolist() == ["less “b”, “c”, “d”, “a”"]
    assert top_types(table, 0.05, most=2)["type"].tolist() == ["c", "b"]
    assert top_types(table, 0.05, most=5)["type"].tolist() == ["e", "c", "d", "a", "b"]


def test_a_type_that_is_not_there_is_no_highest_ratio():
    """Ten tokens against 1,000: 0.5 for 0 would make 6 elsewhere a ratio of 8.3; one that remains as rarer stays."""
    table = types_of("x", ("there", 1.0, 0.5), ("absent", 3.1, 0.9), ("rarer", -4.0, 0.01))
    table["count_target"] = [1, 0, 0]
    assert top_types(table, 0.05)["type"].tolist() == ["there", "rarer"]
    assert top_types(table[1:2], 0.05).empty


def test_articles_of_many_are_those_with_the_most_types_that_remain():
    table = pd.concat(
        [
            types_of("none", ("a", 9.0, 0.6)),
            types_of("small p", ("a", 1.0, 0.0001), ("b", 3.0, 0.9)),
            types_of("large effect", ("a", -2.0, 0.04)),
            types_of("two", ("a", 1.0, 0.01), ("b", 0.5, 0.02)),
        ]
    )
    chosen = [set(top_types(table, 0.05, documents=number)["doc_id"]) for number in (1, 2, 3)]
    assert chosen == [{"two"}, {"two", "large effect"}, {"two", "large effect", "small p"}]


def test_more_than_ten_types_in_a_cell_are_counted():
    names = [f"w{number:02}" for number in range(13)]
    rows = {"doc_id": "a", "type": names, "log_ratio": 1.0, "p": 0.001, "p_bh": 0.001, "p_bh_all": 0.002, "types": 13}
    which = count_remaining(pd.DataFrame(rows), 0.05).loc[0, "which"]
    assert which == ", ".join([*(f"“{name}”" for name in names[:10]), "3 more"])


def test_what_remains_is_among_the_types_shown_and_fills_the_marks(workbook):
    table = workbook.keyness
    top = top_types(table, 0.05)
    assert (top["p_bh"] < 0.05).sum() == (table["p_bh"] < 0.05).sum()
    assert (top.groupby("doc_id").size() == 4).all()
    hollow = top[(top["p_bh"] >= 0.05) & (top["doc_id"] == "000")]
    assert hollow["log_ratio"].tolist() == table[table["doc_id"] == "000"]["log_ratio"].nlargest(4).tolist()


def test_of_many_articles_only_rows_with_a_type_that_remains_are_listed(workbook, monkeypatch):
    """As if five were many; by minimum, then as published before once, then in order of date."""
    whole, remain = workbook.remaining_listed, workbook.remaining["remain"]
    assert len(whole) == len(workbook.remaining) == 5 * 2 * 2
    monkeypatch.setattr("analysis.workbook_rates.MOST_UNITS", 4)
    listed = workbook.remaining_listed
    assert 0 < len(listed) == (remain > 0).sum() < len(remain)
    assert (listed["remain"] > 0).all()
    assert listed["remain"].sum() == remain.sum()
    assert listed["minimum"].is_monotonic_increasing


def test_ratios_are_those_of_the_rates(workbook):
    table = workbook.keyness
    rows = as_ratios(table)
    both = (table["count_target"] > 0) & (table["count_reference"] > 0)
    np.testing.assert_allclose(rows["ratio"][both], (table["rate_target"] / table["rate_reference"])[both])
    assert (rows["low"][both] <= rows["ratio"][both]).all()
    assert set(rows.loc[table["count_target"] == 0, "low"]) == {0}
    assert set(rows.loc[table["count_reference"] == 0, "high"]) == {np.inf}
