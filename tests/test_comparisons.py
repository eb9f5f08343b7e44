"""Comparisons against worked figures, enumeration and simulation."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.comparisons import choose_pairs, compare_documents, compare_frames, detectable_ratio


def rates_of(**counts: list[int]) -> pd.DataFrame:
    """Counts per frame in documents of the sizes in `tokens`, as `frame_rates` gives them."""
    tokens = counts.pop("tokens")
    rows = [
        (f"d{number}", frame, count, size)
        for frame, values in counts.items()
        for number, (count, size) in enumerate(zip(values, tokens, strict=True))
    ]
    rows += [("all", frame, sum(values), sum(tokens)) for frame, values in counts.items()]
    return pd.DataFrame(rows, columns=["doc_id", "frame", "count", "tokens"])


def test_worked_pair():
    row = compare_documents(rates_of(guarantees=[8, 3], tokens=[823, 1173])).iloc[0]
    assert [f"{row[name]:.4f}" for name in ("ratio", "low", "high", "p")] == ["3.8007", "0.9122", "22.2434", "0.0710"]
    assert f"{row['bic']:.2f}" == "-3.10"
    assert row["log2_ratio"] == pytest.approx(np.log2(3.8007), abs=1e-4)
    assert row["verdict"] == "cannot tell"


def test_the_first_verdict_that_applies():
    rates = rates_of(x=[100, 1, 105, 100], tokens=[1000, 1000, 1000, 1000])
    table = compare_documents(rates, [["d1", "d2"]]).set_index(["doc_a", "doc_b"])
    assert table.loc[("d1", "d2"), "verdict"] == "not independent"
    assert np.isnan(table.loc[("d1", "d2"), "p"])
    assert table.loc[("d0", "d1"), "verdict"] == "differ"
    assert table.loc[("d0", "d2"), "verdict"] == "similar"
    few = compare_documents(rates_of(x=[3, 3], tokens=[1000, 1000]))
    assert few["verdict"].tolist() == ["cannot tell"]


def test_p_values_are_adjusted_for_the_tested_pairs_of_the_frame():
    rates = rates_of(x=[20, 4, 9], y=[1, 1, 1], tokens=[1000, 1000, 1000])
    table = compare_documents(rates, [["d1", "d2"]])
    own = table[table["frame"] == "x"]
    smallest = own["p"].min()
    assert own["p_holm"].min() == pytest.approx(2 * smallest)
    assert own["p_holm"].isna().sum() == 1


def test_the_verdict_goes_by_the_adjusted_p_and_the_level_asked_for():
    """40 against 20 has p 0.0135: below 5 % alone, above it in a family of six, above 1 % alone."""
    alone = rates_of(x=[40, 20], tokens=[1000, 1000])
    assert compare_documents(alone)["verdict"].tolist() == ["differ"]
    assert compare_documents(alone, confidence=0.99)["verdict"].tolist() == ["cannot tell"]
    family = compare_documents(rates_of(x=[40, 20, 30, 30], tokens=[1000] * 4)).iloc[0]
    assert (family["count_a"], family["count_b"]) == (40, 20)
    assert family["p"] < 0.05 < family["p_holm"] == pytest.approx(6 * family["p"])
    assert family["verdict"] == "cannot tell"


@pytest.mark.parametrize(("count", "verdict"), [(100, "similar"), (15, "cannot tell")])
def test_rates_are_similar_when_their_whole_interval_lies_within_a_half_and_two(count, verdict):
    """100 against 100: 0.751 to 1.33; 50 against 50: 0.662 to 1.51, beyond 1.5 and within 2; 15 against 15 is not."""
    assert compare_documents(rates_of(x=[count, count], tokens=[900, 900]))["verdict"].tolist() == [verdict]
    row = compare_documents(rates_of(x=[50, 50], tokens=[900, 900])).iloc[0]
    assert 1.5 < row["high"] < 2
    assert row["verdict"] == "similar"


@pytest.mark.parametrize(("documents", "told"), [(5, True), (40, True), (41, False)])
def test_the_detectable_ratio_is_given_for_forty_articles_at_most(documents, told):
    table = compare_documents(rates_of(x=[9] * documents, tokens=[900] * documents))
    assert table["detectable"].notna().all() == told
    assert table["detectable"].isna().all() != told


def test_pairs_without_a_test_are_the_last_to_be_shown():
    """Of four articles, two share text; the other five pairs come first, whatever their p."""
    table = compare_documents(rates_of(x=[9, 9, 9, 9], tokens=[900] * 4), [["d0", "d1"]])
    assert table.loc[0, "verdict"] == "not independent"
    for most in (1, 5):
        assert "not independent" not in set(choose_pairs(table, most)["verdict"])
    assert len(choose_pairs(table, 6)) == 6


def test_no_pair_of_the_five_articles_differs_and_the_pair_that_shares_text_gets_no_test(workbook):
    table = workbook.comparisons
    assert len(table) == 30
    assert set(table["verdict"]) == {"cannot tell", "not independent"}
    dependent = table[table["verdict"] == "not independent"]
    assert {*zip(dependent["doc_a"], dependent["doc_b"], strict=True)} == {("004", "000")}


@pytest.mark.parametrize("column", ["count", "tokens"])
@pytest.mark.parametrize("value", [float("nan"), -1, float("inf")])
def test_impossible_counts_are_named(column, value):
    rates = rates_of(x=[8, 3], tokens=[800, 900]).astype({"count": float, "tokens": float})
    rates.loc[1, column] = value
    with pytest.raises(ValueError, match=f"rates, column {column}: found {value}"):
        compare_documents(rates)


def test_counts_stand_beside_their_ratio():
    row = compare_documents(rates_of(x=[8, 3], tokens=[823, 1173])).iloc[0]
    assert (row["count_a"], row["count_b"]) == (8, 3)


def test_few_pairs_of_many_are_shown_and_those_that_differ_most():
    rng = np.random.default_rng(1)
    tokens = rng.integers(300, 3000, 50)
    table = compare_documents(rates_of(x=rng.poisson(tokens / 100).tolist(), tokens=tokens.tolist()))
    shown = choose_pairs(table)
    assert len(table) == 50 * 49 / 2
    assert len(shown) == 15
    assert sorted(shown["p"]) == sorted(table["p"])[:15]


@pytest.mark.parametrize(("frames", "shown", "each"), [(1, 1, 15), (3, 3, 11), (5, 5, 6), (12, 12, 2), (20, 12, 2)])
def test_pairs_of_many_frames_fill_a_page_and_no_more(frames, shown, each):
    """Seven articles make 21 pairs; 36 rows, headings counted, are as many as a page holds."""
    rng = np.random.default_rng(2)
    counts = {f"f{number:02}": rng.poisson(9, 7).tolist() for number in range(frames)}
    table = compare_documents(rates_of(**counts, tokens=[900] * 7))
    chosen = choose_pairs(table)
    assert chosen.groupby("frame").size().tolist() == [each] * shown
    smallest = table.groupby("frame")["p"].min()
    assert sorted(chosen.groupby("frame")["p"].min()) == sorted(smallest)[:shown]


def test_pairs_without_a_mention_weigh_on_no_other():
    """Of six pairs, three have a mention: Holm multiplies their smallest p by three."""
    table = compare_documents(rates_of(x=[9, 0, 0, 0], tokens=[1000, 1000, 1000, 1000]))
    none = table["count_a"] + table["count_b"] == 0
    assert none.tolist() == [False, False, False, True, True, True]
    assert table.loc[none, ["p", "p_holm"]].isna().all(axis=None)
    assert set(table.loc[none, "verdict"]) == {"cannot tell"}
    assert table.loc[~none, "p"].tolist() == pytest.approx([2 * 0.5**9] * 3)
    assert table.loc[~none, "p_holm"].tolist() == pytest.approx([6 * 0.5**9] * 3)
    assert set(table.loc[~none, "verdict"]) == {"differ"}


def test_zeros_are_defined():
    table = compare_documents(rates_of(x=[0, 0, 5], tokens=[900, 1000, 0]))
    none, one_sided = table.iloc[0], compare_documents(rates_of(x=[0, 5], tokens=[900, 1000])).iloc[0]
    assert np.isnan(none["ratio"])
    assert none["verdict"] == "cannot tell"
    assert np.isnan(none["p"])
    assert np.isnan(one_sided["log2_ratio"])
    assert one_sided["ratio"] == one_sided["low"] == 0
    assert 0 < one_sided["high"] < np.inf


@pytest.mark.filterwarnings("error")
def test_infinite_ratios_can_be_summed_up():
    """One article has all the mentions, so the ratio is 0 against one and infinite against the other."""
    table = compare_documents(rates_of(x=[0, 5, 0], tokens=[900, 1000, 800]))
    assert table["ratio"].tolist()[:1] + table["ratio"].tolist()[2:] == [0, np.inf]
    for column in table.select_dtypes("number"):
        assert not np.isnan(table[column].sum())


def power(ratio: float, count: int, tokens_a: int, tokens_b: int, level: float) -> float:
    """Chance that the exact test is significant at a level, by adding up every pair of counts."""
    rate_b = count / (ratio * tokens_a + tokens_b)
    most = int(count + 8 * np.sqrt(count) + 8)
    k = np.arange(most)
    chance_a, chance_b = stats.poisson.pmf(k, ratio * rate_b * tokens_a), stats.poisson.pmf(k, rate_b * tokens_b)
    share = tokens_a / (tokens_a + tokens_b)
    total = 0.0
    for a in k:
        for b in k:
            p = 2 * min(stats.binom.cdf(a, a + b, share), stats.binom.sf(a - 1, a + b, share))
            total += chance_a[a] * chance_b[b] * (p < level)
    return total


@pytest.mark.parametrize(
    ("count", "tokens_a", "tokens_b", "level"), [(11, 823, 1173, 0.05), (24, 1000, 1000, 0.05), (24, 1000, 900, 0.01)]
)
def test_detectable_ratio_has_the_power_and_a_smaller_one_has_not(count, tokens_a, tokens_b, level):
    found = float(detectable_ratio(np.array([count]), np.array([tokens_a]), np.array([tokens_b]), level)[0])
    either = [(tokens_a, tokens_b, level), (tokens_b, tokens_a, level)]
    assert min(power(found * 1.002, count, *case) for case in either) >= 0.8
    assert min(power(found * 0.99, count, *case) for case in either) < 0.8


def test_the_detectable_ratio_is_that_of_the_level_of_the_verdict():
    rates = rates_of(x=[14, 10], tokens=[1000, 1000])
    wanted = detectable_ratio(np.array([24]), np.array([1000]), np.array([1000]), 0.01)
    assert compare_documents(rates, confidence=0.99)["detectable"].tolist() == pytest.approx(wanted.tolist())
    assert wanted[0] > compare_documents(rates)["detectable"].iloc[0]


def test_two_mentions_could_show_no_ratio_below_fifty():
    assert detectable_ratio(np.array([2, 0]), np.array([800, 800]), np.array([1200, 1200])).tolist() == [np.inf, np.inf]


def test_which_frame_leads_by_the_exact_binomial(workbook):
    table = compare_frames(workbook.rates).set_index("doc_id")
    row = table.loc["all"]
    expected = stats.binomtest(int(row["count_a"]), int(row["count_a"] + row["count_b"]))
    interval = expected.proportion_ci(method="exact")
    assert (row["frame_a"], row["frame_b"]) == ("guarantees", "expansion")
    assert [row["low"], row["high"]] == pytest.approx([interval.low, interval.high])
    assert row["p"] == pytest.approx(expected.pvalue, rel=1e-6)
    single = table.drop(index="all")
    assert set(single["verdict"]) == {"cannot tell"}
    assert (single["p_holm"] >= single["p"]).all()


def test_leads_are_adjusted_for_the_articles_and_not_for_all_of_them_together():
    """14 against 4 has p 0.0309 alone; of two articles with a test, twice that."""
    table = compare_frames(rates_of(x=[14, 5, 0], y=[4, 5, 0], tokens=[900, 900, 900]), frames=["x", "y"])
    table = table.set_index("doc_id")
    p = 2 * sum(stats.binom.pmf(k, 18, 0.5) for k in range(5))
    assert table.loc["d0", ["p", "p_holm"]].tolist() == pytest.approx([p, 2 * p])
    assert p < 0.05 < 2 * p
    assert table.loc["d0", "verdict"] == "cannot tell"
    assert table.loc["all", "p_holm"] == table.loc["all", "p"]
    assert table.loc["d2", ["p", "p_holm"]].isna().all()
    assert compare_frames(rates_of(x=[14], y=[4], tokens=[900]))["verdict"].tolist() == ["x", "x"]
    assert set(compare_frames(rates_of(x=[14], y=[4], tokens=[900]), 0.99)["verdict"]) == {"cannot tell"}


def test_a_frame_that_leads_is_named():
    table = compare_frames(rates_of(x=[30, 2], y=[2, 30], z=[0, 1], tokens=[900, 900])).set_index("doc_id")
    assert table["verdict"].to_dict() == {"d0": "x", "d1": "y", "all": "cannot tell"}
    assert compare_frames(rates_of(x=[1, 2], tokens=[9, 9])).empty
    chosen = compare_frames(rates_of(x=[30, 2], y=[2, 30], z=[0, 1], tokens=[900, 900]), frames=["z", "y"])
    assert chosen.set_index("doc_id").loc["all", ["frame_a", "count_a", "frame_b", "count_b"]].tolist() == [
        "z",
        1,
        "y",
        32,
    ]
    nothing = compare_frames(rates_of(x=[0, 1], y=[0, 1], tokens=[9, 9])).set_index("doc_id")
    assert np.isnan(nothing.loc["d0", "p"])
    assert nothing.loc["d0", "verdict"] == "cannot tell"


def test_of_many_documents_the_longest_are_compared():
    table = compare_documents(rates_of(a=[3] * 5, tokens=[100, 600, 200, 500, 400]), most=3)
    assert list(zip(table["doc_a"], table["doc_b"], strict=True)) == [("d1", "d3"), ("d1", "d4"), ("d3", "d4")]
    assert len(compare_documents(rates_of(a=[1] * 201, tokens=[100] * 201))) == 200 * 199 / 2
