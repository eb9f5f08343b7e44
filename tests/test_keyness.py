"""Keyness, against printed figures, second implementations and what swapping the sides must do."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats
from statsmodels.stats.multitest import multipletests

import analysis.keyness
from analysis.key_types import as_ratios, count_remaining, remaining_types, top_types
from analysis.keyness import PRIOR_TOKENS, document_keyness, keyness, keyness_of_counts, signed_g2
from analysis.ratios import rate_ratio
from analysis.tokens import document_term_matrix

COUNTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=12).filter(
    lambda pairs: all(sum(side) > 0 for side in zip(*pairs, strict=True))
)


def compare(pairs: list[tuple[int, int]], **options: float) -> pd.DataFrame:
    types = [f"w{number:02d}" for number in range(len(pairs))]
    return keyness(*np.array(pairs).T, types, **options)


def drawn() -> pd.DataFrame:
    """A table of every kind of type: rare and common, on one side only, with small and large expectations."""
    rng = np.random.default_rng(1)
    shares = rng.dirichlet(np.full(400, 0.2), size=2)
    return compare(list(zip(rng.multinomial(9000, shares[0]), rng.multinomial(4000, shares[1]), strict=True)))


def tables(table: pd.DataFrame) -> list[np.ndarray]:
    """The 2×2 table of every row of `drawn`."""
    return [
        np.array([[a, b], [9000 - a, 4000 - b]])
        for a, b in zip(table["count_target"], table["count_reference"], strict=True)
    ]


def test_as_printed():
    """Two types, 3 against 7 and 7 against 2."""
    table = keyness([3, 7], [7, 2], ["a", "b"]).set_index("type")
    assert table["g2"].round(6).to_dict() == {"a": -4.534939, "b": 4.534939}
    assert table["chi2"].round(6).to_dict() == {"a": -4.337160, "b": 4.337160}
    assert table["chi2_yates"].round(6).to_dict() == {"a": -2.632438, "b": 2.632438}


def test_bic_as_printed():
    """8 of 823 tokens against 3 of 1173."""
    row = keyness([8, 815], [3, 1170], ["expansion", "other"]).set_index("type").loc["expansion"]
    assert round(row["g2"], 4) == 4.4986
    assert round(row["bic"], 2) == -3.10
    assert round(2 ** row["log_ratio"], 4) == 3.8007
    assert (round(2 ** row["low"], 4), round(2 ** row["high"], 4)) == (0.9122, 22.2434)
    assert round(row["p"], 4) == 0.0710
    assert (round(row["rate_target"], 2), round(row["rate_reference"], 2)) == (9.72, 2.56)


@pytest.mark.parametrize(
    ("column", "measure", "corrected"),
    [("g2", "log-likelihood", False), ("chi2", "pearson", False), ("chi2_yates", "pearson", True)],
)
def test_statistics_against_scipy(column, measure, corrected):
    table = drawn()
    other = [stats.chi2_contingency(cells, correction=corrected, lambda_=measure) for cells in tables(table)]
    np.testing.assert_allclose(table[column].abs(), [test.statistic for test in other], rtol=1e-9, atol=1e-9)
    above = [cells[0, 0] > test.expected_freq[0, 0] for cells, test in zip(tables(table), other, strict=True)]
    some = (table[column] != 0).to_numpy()  # the correction can leave nothing
    np.testing.assert_array_equal((table[column] > 0)[some], np.array(above)[some])


def test_p_is_that_of_the_interval_however_large_the_counts():
    """8 of 1,000 against 2 of 1,000, 5 expected: the log-likelihood has p 0.0495, but the interval holds 1."""
    row = keyness([8, 992], [2, 998], ["a", "b"]).set_index("type").loc["a"]
    assert row["p"] == pytest.approx(2 * (1 + 10 + 45) / 2**10)
    assert row["low"] < 0 < row["high"]
    assert stats.chi2.sf(row["g2"], 1) < 0.05
    table = drawn()
    wanted = [2 * min(half(*cells[0]), half(*cells[0][::-1], share=4 / 13)) for cells in tables(table)]
    np.testing.assert_allclose(table["p"], np.minimum(wanted, 1), rtol=1e-7)


def half(a: int, b: int, share: float = 9 / 13) -> float:
    """Chance of so many or more on the first side."""
    return float(stats.binom.sf(a - 1, a + b, share))


def test_adjusted_p_against_statsmodels():
    """The family is the rows, not the types."""
    table = drawn()
    assert 20 < len(table) < 400
    np.testing.assert_allclose(table["p_bh"], multipletests(table["p"], method="fdr_bh")[1], rtol=1e-9)


def monroe(counts: list[tuple[int, int]]) -> list[float]:
    """Log-odds-ratios over their standard deviations, word by word as the article writes them."""
    n_i, n_j = (sum(side) for side in zip(*counts, strict=True))
    zetas = []
    for y_i, y_j in counts:
        alpha = 500 * (y_i + y_j) / (n_i + n_j)
        delta_i = math.log((y_i + alpha) / (n_i + 500 - y_i - alpha))
        delta_j = math.log((y_j + alpha) / (n_j + 500 - y_j - alpha))
        zetas.append((delta_i - delta_j) / math.sqrt(1 / (y_i + alpha) + 1 / (y_j + alpha)))
    return zetas


def test_log_odds_against_the_formula_word_by_word():
    assert PRIOR_TOKENS == 500
    counts = [(3, 7), (0, 12), (40, 1), (9, 0), (200, 300)]
    table = compare(counts).sort_values("type")
    np.testing.assert_allclose(table["log_odds_z"], monroe(counts), rtol=1e-9)


def test_log_ratio_puts_half_a_mention_in_place_of_none():
    table = compare([(8, 0), (0, 5), (92, 45)], minimum_count=1).set_index("type")
    assert table.loc["w00", "log_ratio"] == pytest.approx(math.log2((8 / 100) / (0.5 / 50)))
    assert table.loc["w01", "log_ratio"] == pytest.approx(math.log2((0.5 / 100) / (5 / 50)))
    assert table.loc["w02", "log_ratio"] == pytest.approx(math.log2((92 / 100) / (45 / 50)))
    assert (table.loc["w00", "high"], table.loc["w01", "low"]) == (np.inf, -np.inf)
    assert np.isfinite([table.loc["w00", "low"], table.loc["w01", "high"]]).all()


@settings(deadline=None)
@given(COUNTS)
def test_swapped_sides_flip_every_sign(counts):
    there = compare(counts, minimum_count=0).sort_values("type", ignore_index=True)
    back = compare([(b, a) for a, b in counts], minimum_count=0).sort_values("type", ignore_index=True)
    for column in ("log_ratio", "g2", "chi2", "log_odds_z"):
        np.testing.assert_allclose(there[column], -back[column], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(there["low"], -back["high"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(there[["bic", "p", "p_bh"]], back[["bic", "p", "p_bh"]], rtol=1e-9, atol=1e-9)


@settings(deadline=None)
@given(COUNTS, st.integers(0, 20))
def test_rows_are_the_types_that_clear_the_minimum(counts, minimum):
    table = compare(counts, minimum_count=minimum)
    wanted = {f"w{n:02d}": pair for n, pair in enumerate(counts) if sum(pair) >= max(minimum, 1)}
    assert dict(zip(table["type"], zip(table["count_target"], table["count_reference"], strict=True), strict=True)) == (
        wanted
    )
    order = list(zip(-table["log_ratio"], table["type"], strict=True))
    assert order == sorted(order)


@settings(deadline=None)
@given(COUNTS)
def test_interval_holds_the_log_ratio_and_no_difference_when_exact_p_says_so(counts):
    table = compare(counts, minimum_count=0)
    assert (table["low"] <= table["log_ratio"] + 1e-12).all()
    assert (table["log_ratio"] <= table["high"] + 1e-12).all()
    n_a, n_b = (sum(side) for side in zip(*counts, strict=True))
    exact = rate_ratio(table["count_target"], n_a, table["count_reference"], n_b).p
    for p in (exact, table["p"]):
        assert ((p < 0.05) == ((table["low"] > 0) | (table["high"] < 0))).all()


def test_rare_types_count_as_tokens_but_have_no_row():
    table = compare([(10, 10), (1, 0), (89, 90)], minimum_count=5)
    assert table["type"].tolist() == ["w00", "w02"]
    assert table["rate_target"].tolist() == [100, 890]


def test_no_type_clears_the_minimum():
    table = compare([(1, 1), (2, 1)])
    assert len(table) == 0
    assert table.dtypes.equals(drawn().dtypes)


def test_one_type_alone_does_not_differ():
    row = keyness([30], [50], ["the"]).iloc[0]
    assert (row["log_ratio"], row["g2"], row["chi2"], row["p"]) == (0, 0, 0, 1)
    assert np.isnan(row["log_odds_z"])


def test_sparse_rows_are_taken_as_they_are(workbook):
    """Rows of a document-term matrix, and any sparse array of one row."""
    matrix = document_term_matrix(workbook.tokens)
    types = workbook.tokens.types
    wanted = keyness(matrix.toarray()[0], matrix.toarray()[1:].sum(axis=0), types)
    pd.testing.assert_frame_equal(keyness(matrix[[0]], matrix[1:].sum(axis=0), types), wanted)
    pd.testing.assert_frame_equal(keyness(matrix[0], sparse.csr_matrix(matrix[1:].sum(axis=0)), types), wanted)
    assert wanted["count_target"].dtype == wanted["count_reference"].dtype == np.int64


def test_confidence_and_per_are_taken():
    counts = [(8, 3), (815, 1170)]
    wide, narrow = compare(counts, confidence=0.99, per=100), compare(counts, confidence=0.5)
    assert (wide["low"] < narrow["low"]).all()
    assert (wide["high"] > narrow["high"]).all()
    np.testing.assert_allclose(wide["rate_target"] * 10, narrow["rate_target"])


@pytest.mark.parametrize(
    ("target", "reference", "message"),
    [
        ([1, float("nan")], [1, 2], "target: found nan"),
        ([1, 2], [1, -2], "reference: found -2"),
        ([1, 2], [1, 2.5], "reference: found 2.5"),
        ([1, 2, 3], [1, 2], "target: 3 counts of 2 types"),
        ([1, 2], [1], "reference: 1 counts of 2 types"),
        ([0, 0], [1, 2], "target: no tokens"),
        ([0, 1], [0, 0], "reference: no tokens"),
    ],
)
def test_impossible_counts_are_named(target, reference, message):
    with pytest.raises(ValueError, match=message):
        keyness(target, reference, ["a", "b"])


def test_g2_of_many_tables_at_once():
    """Sums may be one for all tables; empty cells add nothing."""
    np.testing.assert_allclose(signed_g2([0, 5], 5, [5, 5], 10), [-20 * math.log(2), 20 * math.log(2)])


def test_every_document_is_compared_with_all_the_others(workbook):
    table = document_keyness(workbook.tokens, 5)
    matrix = document_term_matrix(workbook.tokens).toarray()
    own = keyness(matrix[2], matrix.sum(axis=0) - matrix[2], workbook.tokens.types, 5)
    found = table[table["doc_id"] == "002"].drop(columns=["doc_id", "types", "p_bh_all"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(found, own, check_dtype=False)
    counted = count_remaining(table, 0.05).set_index("doc_id")
    assert counted.loc["002", "types"] == len(own)
    assert counted.loc["002", "remain"] == (own["p_bh"] < 0.05).sum()


@pytest.mark.parametrize("minimum", [3, 10])
def test_p_values_are_adjusted_over_all_documents_too(workbook, minimum):
    table = document_keyness(workbook.tokens, minimum)
    wanted = multipletests(table["p"], 0.05, "fdr_bh")
    np.testing.assert_allclose(table["p_bh_all"], wanted[1], rtol=1e-9)
    counted = count_remaining(table, 0.05)
    assert counted["remain_all"].sum() == wanted[0].sum() > 0


def test_rows_that_nobody_asks_for_can_be_left_out(workbook):
    """What is counted, drawn and listed is the same; p-values are adjusted for all types, as before."""
    whole, few = (document_keyness(workbook.tokens, 5, 0.8, most=most) for most in (None, 4))
    assert len(whole) == 5 * 187
    kept = whole["p_bh"] < 1 - 0.8
    assert 5 < kept.sum() == len(few) - 5 * 4
    columns = ["doc_id", "type"]
    pd.testing.assert_frame_equal(few, whole.merge(few[columns], on=columns), check_exact=False, rtol=1e-12)
    for choose in (count_remaining, remaining_types, top_types):
        pd.testing.assert_frame_equal(choose(few, 1 - 0.8), choose(whole, 1 - 0.8), check_exact=False, rtol=1e-12)


def test_types_that_a_document_lacks_fill_no_rows():
    """Of ten tokens against 90 the absent type has 0.5 / 10 over 6 / 90 and would rank above what is there."""
    counts = sparse.csr_array([[0, 10, 0], [6, 84, 0], [0, 0, 10]])
    few = keyness_of_counts(counts[:2], ["short", "long"], np.array(["absent", "there", "x"]), 5, 0.99, most=4)
    assert few.loc[few["doc_id"] == "short", "type"].tolist() == ["there"]
    assert few.loc[few["doc_id"] == "long", "type"].tolist() == ["absent", "there"]
    rare = keyness_of_counts(
        sparse.csr_array([[4, 0], [0, 9]]), ["a", "b"], np.array(["few", "many"]), 5, 0.9999, most=4
    )
    assert count_remaining(rare, 0.0001)["types"].tolist() == [1, 1]  # the test counts, though there is none to show


def test_one_document_has_no_others(small):
    workbook = small("Talks about expansion failed.")
    assert document_keyness(workbook.tokens).empty
    assert (workbook.remaining.empty, workbook.set_apart.empty, as_ratios(top_types(workbook.keyness)).empty) == (
        True,
        True,
        True,
    )


def test_only_rows_that_are_kept_are_measured(workbook, monkeypatch):
    """The interval of a type that nobody sees costs most of the time of a large corpus."""
    measured, compare_all = [], analysis.keyness._compare
    monkeypatch.setattr(analysis.keyness, "_compare", lambda a, *rest: measured.append(len(a)) or compare_all(a, *rest))
    table = document_keyness(workbook.tokens, most=4)
    assert sum(measured) <= len(table) + 1
