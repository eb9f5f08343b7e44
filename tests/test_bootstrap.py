"""Ratios of rates when passages are drawn again."""

import numpy as np
import pandas as pd
import pytest

from analysis.bootstrap import bootstrap_ratios
from analysis.comparisons import compare_documents


def test_bootstrap_of_equal_passages_is_the_ratio_itself(small):
    names = ("Ann", "Bob", "Cid", "Dora", "Eve")
    once = [f"{name} said that expansion of the alliance is feared by some." for name in names]
    twice = [f"{name} wrote that expansion is denied by those who want expansion." for name in names]
    workbook = small("\n".join(once), "\n".join(twice))
    table = bootstrap_ratios(compare_documents(workbook.rates), workbook.mentions, workbook.tokens, seed=1)
    row = table[table["frame"] == "expansion"].iloc[0]
    assert row["boot_low"] == pytest.approx(row["ratio"])
    assert row["boot_high"] == pytest.approx(row["ratio"])
    assert table.loc[table["frame"] == "ultimatum", ["boot_low", "boot_high"]].isna().all(axis=None)


def bootstrap(workbook) -> pd.DataFrame:
    """The comparisons of a frame in a few short texts, with their bootstrap."""
    table = bootstrap_ratios(compare_documents(workbook.rates), workbook.mentions, workbook.tokens, seed=1)
    return table[table["frame"] == "expansion"].set_index(["doc_a", "doc_b"])[["ratio", "boot_low", "boot_high"]]


def test_bootstrap_of_fewer_than_five_passages_is_not_defined(small):
    """Four passages in the first, five in the others."""
    passages = ["Expansion is feared.", "Expansion is denied.", "Nothing is known.", "Expansion again.", "All agree."]
    table = bootstrap(small("\n".join(passages[:4]), "\n".join(passages), "\n".join(passages[::-1])))
    assert np.isfinite(table["ratio"]).all()
    assert table["boot_low"].notna().to_dict() == {("0", "1"): False, ("0", "2"): False, ("1", "2"): True}
    assert (table["boot_low"].isna() == table["boot_high"].isna()).all()
    low, high = table.loc[("1", "2"), ["boot_low", "boot_high"]]
    assert low < 1 < high


def test_an_article_without_tokens_has_no_bootstrap(small):
    passages = "Expansion is feared.\nExpansion is denied.\nNothing is known.\nExpansion again.\nAll agree."
    table = small(passages, "", passages).bootstrapped.query("frame == 'expansion'").set_index(["doc_a", "doc_b"])
    assert table.loc[[("0", "1"), ("1", "2")], ["ratio", "boot_low", "boot_high", "p"]].isna().all(axis=None)
    assert table.loc[("0", "2"), ["boot_low", "boot_high"]].notna().all()


def test_bootstrap_agrees_with_drawing_passages_one_by_one(workbook):
    mentions, tokens = workbook.mentions, workbook.tokens
    table = bootstrap_ratios(workbook.comparisons, mentions, tokens, seed=1)
    row = table[(table["frame"] == "guarantees") & (table["doc_a"] == "001") & (table["doc_b"] == "003")].iloc[0]
    rng = np.random.default_rng(7)
    drawn = {}
    for doc in ("001", "003"):
        number = tokens.doc_ids.index(doc)
        size = pd.Series(tokens.passage[tokens.documents == number]).value_counts().sort_index()
        own = mentions[(mentions["doc_id"] == doc) & (mentions["frame"] == "guarantees")]
        count = own["passage"].value_counts().reindex(size.index, fill_value=0)
        rows = rng.integers(len(size), size=(4000, len(size)))
        drawn[doc] = count.to_numpy()[rows].sum(axis=1) / size.to_numpy()[rows].sum(axis=1)
    with np.errstate(divide="ignore"):
        low, high = np.nanquantile(drawn["001"] / drawn["003"], [0.025, 0.975])
    assert row["boot_low"] == pytest.approx(low, rel=0.1)
    assert row["boot_high"] == pytest.approx(high, rel=0.1)


def test_articles_are_drawn_apart_from_each_other(small):
    """Two articles of the same passages would always have a ratio of 1 if both were drawn by the same numbers."""
    passages = ["Expansion is feared.", "Expansion is denied.", "Nothing is known.", "Expansion again.", "All agree."]
    low, high = bootstrap(small("\n".join(passages), "\n".join(passages))).loc[("0", "1"), ["boot_low", "boot_high"]]
    assert low < 0.7
    assert high > 1.4


def test_bootstrap_is_seeded(workbook):
    first, again, other = (
        bootstrap_ratios(workbook.comparisons, workbook.mentions, workbook.tokens, seed)["boot_low"]
        for seed in (1, 1, 2)
    )
    assert first.equals(again)
    assert not first.equals(other)
