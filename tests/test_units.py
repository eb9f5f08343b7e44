"""Groups of many documents count as their documents do together, and bad groupings are told in one line."""

import numpy as np
import pandas as pd
import pytest

from analysis.captions import describe
from analysis.corpus import CorpusError
from analysis.grouping import suggest_groups
from analysis.position_figures import draw_positions
from analysis.prose import say
from analysis.settings import load_settings
from analysis.tokens import document_term_matrix, passage_numbers, tokenize
from analysis.units import find_units, merge_documents, merge_mentions, number_documents
from analysis.workbook import Workbook

DAYS = pd.to_datetime(["2024-01-03", "2024-01-20", None, "2024-02-02"])


def make_documents(n: int, **columns) -> pd.DataFrame:
    """Documents a000, a001, … of four days in turn."""
    names = [f"a{number:03}" for number in range(n)]
    days = [DAYS[number % 4] for number in range(n)]
    table = pd.DataFrame({"doc_id": names, "label": names, "date_earliest": days, "date_latest": days, "text": "x"})
    return table.assign(
        **{name: [values[number % len(values)] for number in range(n)] for name, values in columns.items()}
    )


def test_forty_documents_stay_documents_and_one_more_makes_groups():
    few, many = (find_units(make_documents(n, outlet=["Post", "Herald"]), "outlet") for n in (40, 41))
    assert (few.noun, few.grouped, len(few.names), few.asked) == ("article", False, 40, "outlet")
    assert (many.noun, many.grouped, many.names) == ("outlet", True, ["Herald", "Post"])
    assert many.table["label"].tolist() == ["Herald (20)", "Post (21)"]
    assert many.table["articles"].tolist() == [20, 21]


def test_columns_are_suggested_that_make_two_to_forty_groups_of_several_articles():
    """Two outlets, one side, a desk to each article, 30 of 44 by three at most; days of two months of one year."""
    desks, thirty = [f"d{n}" for n in range(44)], [f"t{n}" for n in range(23)]
    documents = make_documents(44, outlet=["Post", "Herald"], side=["pro"], desk=desks, many=thirty)
    assert suggest_groups(documents) == {"outlet": 2, "month": 3, "year": 2}
    assert suggest_groups(make_documents(46, many=thirty))["many"] == 23


def test_a_column_mistyped_is_guessed():
    with pytest.raises(CorpusError, match=r"'outlt' in .*: no such column; did you mean 'outlet'\? allowed: "):
        find_units(make_documents(44, outlet=["Post"]), "outlt")
    with pytest.raises(CorpusError, match="no such column; allowed: "):
        find_units(make_documents(44, outlet=["Post"]), "paper")


def test_documents_stand_in_order_of_date():
    units = find_units(make_documents(4))
    assert units.names == ["a000", "a001", "a003", "a002"]
    assert units.rename(units.table) is units.table


@pytest.mark.parametrize(
    ("group", "names"), [("month", ["2024-01", "2024-02", "not known"]), ("year", ["2024", "not known"])]
)
def test_months_and_years_come_from_dates(group, names):
    assert find_units(make_documents(44), group).names == names


def test_an_article_of_two_months_is_of_none():
    documents = make_documents(44)
    documents["date_earliest"] = pd.Timestamp("2023-12-31")
    assert find_units(documents, "month").names == ["not known"]


def test_a_column_called_month_is_taken_before_dates():
    assert find_units(make_documents(44, month=["May", "June"]), "month").names == ["June", "May"]


def test_no_value_is_a_group_that_stands_last():
    assert find_units(make_documents(44, side=["", "pro", "zeal"]), "side").names == ["pro", "zeal", "not given"]


def test_a_column_of_another_name_can_be_called_by_either():
    documents = make_documents(44, outlet=["a", "b"])
    named = [find_units(documents, group, {"outlet": "source"}).names for group in ("outlet", "source")]
    assert named == [["a", "b"]] * 2


@pytest.mark.parametrize("column", ["article", "corpus"])
def test_a_column_called_as_other_units_groups_too(column):
    units = find_units(make_documents(44, **{column: ["a", "b"]}), column)
    assert (units.grouped, units.noun, units.asked, units.names) == (True, "group", column, ["a", "b"])


def test_groups_are_called_what_stands_in_the_file(tmp_path):
    """Cleaning finds bylines in texts where the file names none; documents do not move to another group by it."""
    text = "By Max Moor\nThe talks on work went on."
    rows = [f'a{number},{"Ann Lee" if number % 2 else ""},"{text}"\n' for number in range(44)]
    (tmp_path / "a.csv").write_text("id,byline,text\n" + "".join(rows), encoding="utf-8")
    frame = '[frames.work]\npatterns = ["work"]\nwhy = "a"\n'
    (tmp_path / "workbook.toml").write_text(f'[corpus]\npath = "a.csv"\ngroup = "byline"\n{frame}', encoding="utf-8")
    workbook = Workbook(load_settings(tmp_path / "workbook.toml"))
    assert "By Max Moor" in set(workbook.documents["byline"])
    assert workbook.units.table["label"].tolist() == ["Ann Lee (22)", "not given (22)"]


def test_groups_called_as_documents_are_told_from_them():
    units = find_units(make_documents(44, page_number=["a001", "a002"]), "page_number")
    assert (units.noun, units.names) == ("page number", ["page number a001", "page number a002"])


@pytest.mark.parametrize(
    ("group", "columns", "said"),
    [
        ("paper", {"outlet": ["a"]}, "group = 'paper' in workbook.toml: no such column; allowed: outlet, month, year"),
        ("text", {}, "no such column"),
        ("outlet", {"outlet": list(map(str, range(41)))}, "41 groups, .* hold 40 at most; name a column with fewer"),
        ("outlet", {"outlet": ["all", "b"]}, "a group is called 'all'"),
    ],
)
def test_a_grouping_that_cannot_be_is_refused_in_one_line(group, columns, said):
    with pytest.raises(CorpusError, match=said) as caught:
        find_units(make_documents(44, **columns), group)
    assert "\n" not in str(caught.value)


def test_an_unknown_column_is_refused_for_few_documents_too():
    with pytest.raises(CorpusError, match="no such column"):
        find_units(make_documents(3), "outlet")


def test_merged_tokens_are_those_of_the_texts_one_behind_the_other():
    """The second way: texts joined by a line end, cut into tokens anew."""
    rng = np.random.default_rng(1)
    lines = ["The talks failed. Nobody won!", "US troops, and us.", "", "A “plan” of theirs"]
    texts = ["\n".join(rng.choice(lines, size=3)) for _ in range(44)]
    documents = make_documents(44, outlet=["c", "a", "b"])
    units, tokens = find_units(documents, "outlet"), tokenize(texts, documents["doc_id"].tolist())
    merged = merge_documents(tokens, units)
    joined = [
        "\n".join(text for text, own in zip(texts, documents["outlet"], strict=True) if own == name) for name in "abc"
    ]
    wanted = tokenize(joined, list("abc"))
    assert merged.doc_ids == wanted.doc_ids
    assert merged.types[merged.ids].tolist() == wanted.types[wanted.ids].tolist()
    assert merged.doc_offsets.tolist() == wanted.doc_offsets.tolist()
    assert merged.sentence.tolist() == wanted.sentence.tolist()
    assert merged.passage.tolist() == wanted.passage.tolist()
    assert (document_term_matrix(merged) != document_term_matrix(wanted)).nnz == 0


def test_mentions_are_found_again_in_merged_tokens():
    documents = make_documents(44, outlet=["b", "a"])
    units = find_units(documents, "outlet")
    tokens = tokenize([f"word{number} plan" for number in range(44)], documents["doc_id"].tolist())
    mentions = pd.DataFrame({"doc_id": documents["doc_id"], "position": 1})
    merged, moved = merge_documents(tokens, units), merge_mentions(mentions, tokens, units)
    offsets = dict(zip(merged.doc_ids, merged.doc_offsets[:-1].tolist(), strict=True))
    places = moved["doc_id"].map(offsets) + moved["position"]
    assert set(merged.types[merged.ids[places]]) == {"plan"}
    before = merged.types[merged.ids[places - 1]].tolist()
    assert before == [f"word{number}" for number in range(44)]
    assert moved["article"].tolist() == mentions["doc_id"].tolist()


def test_whole_documents_take_the_place_of_passages():
    documents = make_documents(44, outlet=["b", "a"])
    units = find_units(documents, "outlet")
    tokens = tokenize(["One.\nTwo.\nThree."] * 44, documents["doc_id"].tolist())
    numbered = number_documents(merge_documents(tokens, units), tokens, units)
    assert len(passage_numbers(numbered)[1]) == 44
    assert numbered.passage[:66].tolist() == np.repeat(np.arange(1, 23), 3).tolist()


@pytest.fixture(scope="module")
def grouped(tmp_path_factory) -> Workbook:
    """44 articles in two outlets, of which the second says jobs twice as often; the last repeats the first."""
    return make_workbook(tmp_path_factory.mktemp("grouped"), 44)


def make_workbook(folder, n: int) -> Workbook:
    rng = np.random.default_rng(3)
    words = np.array([f"word{number}" for number in range(300)])
    texts = []
    for number in range(n):
        passages = [" ".join(rng.choice(words, size=30)) for _ in range(6)]
        for passage in range(1 + number % 2):
            passages[passage] += " jobs"
        texts.append("\n".join(passages))
    texts[-1] = texts[0]
    table = pd.DataFrame({"outlet": ["Herald", "Post"] * (n // 2), "date": "2024-05-02", "text": texts})
    table.to_csv(folder / "articles.csv", index=False)
    settings = [
        '[corpus]\npath = "articles.csv"\ngroup = "outlet"',
        "[frames.work]\npatterns = ['jobs', 'work']\nwhy = 'a'",
    ]
    (folder / "workbook.toml").write_text("\n".join([*settings, "[frames.pay]\npatterns = ['word1']\nwhy = 'a'"]))
    return Workbook(load_settings(folder / "workbook.toml"))


def test_rates_of_groups_are_sums_over_their_documents(grouped):
    """By hand: 22 articles of one mention, and 21 of two beside a copy that has one."""
    rates = grouped.rates[grouped.rates["frame"] == "work"].set_index("doc_id")
    assert rates["count"].to_dict() == {"Herald": 22, "Post": 43, "all": 65}
    assert rates["tokens"].to_dict() == {"Herald": 22 * 181, "Post": 21 * 182 + 181, "all": 43 * 181 + 21 + 181}
    once = grouped.rates_once[grouped.rates_once["frame"] == "work"].set_index("doc_id")
    assert once["count"].to_dict() == {"Herald": 22, "Post": 42, "all": 64}
    assert once.loc["Post", "tokens"] == 21 * 182


def test_groups_are_compared_with_shared_passages_counted_once(grouped):
    pairs = grouped.comparisons
    assert pairs[["doc_a", "doc_b"]].drop_duplicates().to_numpy().tolist() == [["Herald", "Post"]]
    assert pairs.loc[pairs["frame"] == "work", ["count_a", "count_b"]].to_numpy().tolist() == [[22, 42]]
    assert "not independent" not in set(pairs["verdict"])
    assert grouped.shared.groups == [["01", "44"]]


def test_the_bootstrap_of_groups_draws_whole_articles(grouped):
    """All articles of an outlet but the copy have one count and one size: drawn again they give one ratio."""
    row = grouped.bootstrapped.set_index("frame").loc["work"]
    assert row["boot_low"] == pytest.approx(row["boot_high"]) == pytest.approx(row["ratio"])
    assert row["low"] < row["boot_low"] < row["high"]


def test_words_and_dispersion_go_by_group(grouped):
    assert grouped.keyness["doc_id"].unique().tolist() == ["Herald", "Post"]
    jobs = grouped.keyness.query("type == 'jobs'").set_index("doc_id")
    assert jobs["count_target"].to_dict() == {"Herald": 22, "Post": 43}
    published = grouped.spread.query("frame == 'work' and counted == 'as published'").set_index("parts")
    assert published["range"].to_dict() == {"outlets": 2, "articles": 44, "passages": 65}


def test_sentences_speak_of_groups_and_their_size(grouped):
    table, unit = grouped.units.table, grouped.unit
    assert "All 44 articles are read in full. They are counted by outlet: Herald (22) and Post (22)" in say(
        "extent", grouped.extent
    )
    assert say("frames", grouped.rates, 1000, 0.95, unit=unit).startswith("In 2 outlets and ")
    said = say("differences", grouped.differences, 0.95, unit=unit)
    assert said.startswith("The outlets differ in how often they mention work")
    assert "which takes mentions as independent of each other, those of one article too" in said
    assert "Rows of tables and figures are outlets" in say("extent", grouped.extent)
    leads = say("leading", grouped.leads, grouped.leads_once, table, 0.95, unit=unit)
    assert leads.endswith("in 1 of 2 outlets: Post (work).")
    differ = say("comparisons", grouped.comparisons, table, 0.95, unit=unit)
    assert "Those that differ: work, Herald against Post (0.5" in differ
    assert "two outlets in one frame, shared passages counted once" in say(
        "comparisons", grouped.comparisons, table, 0.95, unit=unit
    )
    assert "draws whole articles of an outlet again" in say("resampled", grouped.bootstrapped, table, unit=unit)
    assert "Outlet by outlet, as published" in say("leading", grouped.leads, grouped.leads_once, table, 0.95, unit=unit)
    words = describe("mentions", grouped.unit_judged, table, shared=grouped.shared, unit=unit)
    assert words.source == "Source: 44 articles in 2 outlets; in brackets the number of articles of each."
    assert "outlets in order of their names, in brackets the number of articles" in words.caption


def test_places_in_groups_are_places_in_their_articles(grouped):
    tables = grouped.unit_mentions, grouped.units.table, grouped.tokens.sizes
    ax = draw_positions(*tables, grouped.frames)
    drawn = sorted(x for line in ax.lines if str(line.get_gid()).startswith("mentions") for x in line.get_xdata())
    places = (grouped.mentions["position"] + 0.5) / grouped.mentions["doc_id"].map(grouped.tokens.sizes) * 100
    assert drawn == pytest.approx(sorted(places), abs=1e-3)
    assert describe("positions", *tables, grouped.unit_mentions_once, 0.95, unit="outlet").alt.startswith(
        "Strips, one row per outlet"
    )


def test_of_forty_articles_a_group_changes_no_table(tmp_path):
    few = make_workbook(tmp_path, 40)
    assert few.unit == "article"
    assert few.rates["doc_id"].nunique() == 41
    assert "40 or fewer are not grouped, so group = “outlet” changes nothing here" in say("extent", few.extent)
    assert "no room for a row each" not in say("extent", few.extent)
    many = say("extent", few.extent._replace(articles=41))
    assert "Most figures have no room for a row each: group = “outlet” or another column" in many


def test_a_group_is_never_called_as_a_document_and_those_of_no_name_stay_last():
    named = [f"d{number:02d}" for number in range(48)] + ["B", "outlet A"]
    outlets = ["", "A", "B"] * 16 + ["A", "B"]
    documents = pd.DataFrame({"doc_id": named, "outlet": outlets, "date_earliest": pd.NaT, "date_latest": pd.NaT})
    units = find_units(documents, "outlet")
    assert units.names == ["outlet outlet A", "outlet outlet B", "outlet outlet not given"]
    assert units.table["articles"].tolist() == [17, 17, 16]
    assert {*units.of} == {*named}
