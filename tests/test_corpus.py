"""Documents are loaded as they stand, or the corpus is refused with file, line and reason."""

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from analysis.corpus import DOCUMENT_COLUMNS, CorpusError, load_documents, order_by_date

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def edit(seeds: Path, row: int, column: str, value: str) -> None:
    """Change one value of the catalogue; rows count from 2, as the lines of the file do."""
    with (seeds / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 2][column] = value
    with (seeds / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_five_documents_with_their_own_text():
    documents = load_documents(SEEDS)
    assert documents["doc_id"].tolist() == ["000", "001", "002", "003", "004"]
    assert list(documents) == [*DOCUMENT_COLUMNS, "text"]
    assert [text.encode() for text in documents["text"]] == [(SEEDS / name).read_bytes() for name in documents["file"]]


def test_quoted_date_words_stand_in_the_text():
    """Every piece of a quotation in date_basis is in that article, apart from the ellipses."""
    for row in load_documents(SEEDS).itertuples():
        quotes = [part for quote in row.date_basis.split("“")[1:] for part in quote.split("”")[0].split("…")]
        pieces = [piece.strip(" :") for piece in quotes if piece.strip(" :")]
        assert pieces
        assert all(piece in row.text for piece in pieces), row.doc_id


def test_title_byline_and_outlet_stand_in_the_text():
    for row in load_documents(SEEDS).itertuples():
        assert all(value in row.text for value in (row.title, row.byline, row.outlet))


def test_order_by_date():
    assert order_by_date(load_documents(SEEDS))["doc_id"].tolist() == ["002", "001", "004", "003", "000"]


def test_unknown_dates_come_last(seeds):
    edit(seeds, 4, "date_earliest", "")
    edit(seeds, 4, "date_latest", "")
    assert order_by_date(load_documents(seeds))["doc_id"].tolist()[-1] == "002"


def test_missing_folder(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        load_documents(tmp_path / "seeds")


def test_without_a_catalogue_documents_bear_the_names_of_their_files(seeds):
    catalogued = load_documents(seeds)
    (seeds / "catalogue.csv").unlink()
    (seeds / ".DS_Store").write_bytes(b"\0")
    (seeds / "._000.txt").write_bytes(b"\0")  # what other programs hide beside files
    documents = load_documents(seeds)
    assert list(documents) == [*DOCUMENT_COLUMNS, "text"]
    assert documents["text"].tolist() == catalogued["text"].tolist()
    assert documents["file"].tolist() == catalogued["file"].tolist()
    assert documents["doc_id"].tolist() == documents["label"].tolist() == [name[:-4] for name in catalogued["file"]]
    assert set(documents["translated"]) == {"unknown"}
    assert documents["date_latest"].isna().all()


def test_changed_byte(seeds):
    path = seeds / "001_6c2bacb0460c0eda.txt"
    path.write_bytes(path.read_bytes().replace(b"Geneva", b"geneva", 1))
    with pytest.raises(
        CorpusError, match=r"001_6c2bacb0460c0eda\.txt: not the file .* sha256 is [0-9a-f]{64}, .* restore"
    ):
        load_documents(seeds)


def test_without_sha256_the_bytes_are_not_checked(seeds):
    (seeds / "001_6c2bacb0460c0eda.txt").write_text("Changed.", encoding="utf-8")
    edit(seeds, 3, "sha256", "")
    assert load_documents(seeds)["text"][1] == "Changed."


def test_semicolons_are_named(seeds):
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    with pytest.raises(CorpusError, match="parted by ';'; part them by commas"):
        load_documents(seeds)


def test_missing_article(seeds):
    (seeds / "003_6f4f15af1b571144.txt").unlink()
    with pytest.raises(CorpusError, match=r"003_6f4f15af1b571144\.txt: missing"):
        load_documents(seeds)


def test_extra_article(seeds):
    (seeds / "005.txt").write_text("More.", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"005\.txt: not in catalogue\.csv"):
        load_documents(seeds)


def test_a_renamed_article_is_named_under_both_names(seeds):
    (seeds / "003_6f4f15af1b571144.txt").rename(seeds / "003.txt")
    with pytest.raises(CorpusError, match=r"(?s)003_6f4f15af1b571144\.txt: missing.*003\.txt: not in catalogue\.csv"):
        load_documents(seeds)


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (4, "date_latest", "31/02/2022", r"line 4: date '31/02/2022' is not ISO \(YYYY-MM-DD\)"),
        (4, "date_latest", "20211231", "line 4: date '20211231' is not ISO"),
        (
            4,
            "date_latest",
            "2021-11-30",
            "line 4: date_earliest 2021-12-01 is after date_latest 2021-11-30; check both",
        ),
        (5, "translated", "maybe", "line 5: translated 'maybe'; allowed: yes, no, unknown"),
        (3, "label", " ", "line 3: label is empty"),
        (3, "doc_id", "000", "line 3: doc_id '000' stands twice"),
        (3, "file", "000_0f493255a86db84c.txt", "line 3: file '000_0f493255a86db84c.txt' stands twice"),
        (3, "label", "Akopov", "line 6: label 'Akopov' stands twice"),
        (3, "doc_id", "all", "line 3: doc_id 'all' stands for all articles"),
        (3, "file", "../001.txt", "line 3: file '../001.txt' is not a bare file name"),
    ],
)
def test_bad_value_is_named(seeds, row, column, value, message):
    edit(seeds, row, column, value)
    with pytest.raises(CorpusError, match=message):
        load_documents(seeds)


def test_a_catalogue_saved_with_a_byte_order_mark_is_read(seeds):
    wanted = load_documents(seeds)
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_documents(seeds).equals(wanted)


def test_columns_are_checked(seeds):
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("byline", "author", 1), encoding="utf-8")
    with pytest.raises(CorpusError, match="columns missing: byline; not known: author"):
        load_documents(seeds)


def test_ragged_row_is_named(seeds):
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8") + "005,x.txt\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 7: 2 values; wanted 11"):
        load_documents(seeds)


def test_a_comma_in_a_title_without_quotes_is_advised_on(seeds):
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8") + "005,x.txt,X,Peace, at last,,,no,,,,\n", encoding="utf-8")
    with pytest.raises(
        CorpusError, match="line 7: 12 values; wanted 11, one per column; put a value with a comma in do"
    ):
        load_documents(seeds)


def test_lines_are_those_of_the_file_where_a_value_goes_over_two(seeds):
    """The third article of the catalogue begins on line 4; a title of two lines puts the fourth on line 6."""
    edit(seeds, 4, "title", "Of two\nlines")
    edit(seeds, 5, "translated", "maybe")
    with pytest.raises(CorpusError, match="line 6: translated 'maybe'"):
        load_documents(seeds)


def test_empty_lines_are_passed_over(seeds):
    wanted = load_documents(seeds)
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert load_documents(seeds).equals(wanted)


def test_every_fault_is_said_in_a_line_of_its_own(seeds):
    edit(seeds, 2, "translated", "maybe")
    edit(seeds, 2, "date_latest", "soon")
    edit(seeds, 4, "label", "")
    with pytest.raises(CorpusError) as caught:
        load_documents(seeds)
    assert [line.partition("catalogue.csv ")[2] for line in str(caught.value).splitlines()] == [
        "line 2: translated 'maybe'; allowed: yes, no, unknown",
        "line 2: date 'soon' is not ISO (YYYY-MM-DD)",
        "line 4: label is empty; every document needs one",
    ]


def test_of_many_faults_ten_are_said_and_the_others_counted(seeds):
    path = seeds / "catalogue.csv"
    path.write_text(path.read_text(encoding="utf-8") + "005,x.txt\n" * 13, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_documents(seeds)
    lines = str(caught.value).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "and 3 more like these"


def test_not_utf8(seeds):
    path = seeds / "001_6c2bacb0460c0eda.txt"
    path.write_bytes(b"caf\xe9")
    edit(seeds, 3, "sha256", hashlib.sha256(b"caf\xe9").hexdigest())
    with pytest.raises(CorpusError, match="byte 3 is not UTF-8"):
        load_documents(seeds)


@pytest.mark.parametrize(
    ("names", "said"),
    [(["a.txt", "a.TXT"], "a.TXT and a.txt have one name"), (["all.txt", "b.txt"], "all.txt: 'all' stands for all")],
)
def test_articles_without_a_catalogue_have_names_of_their_own(tmp_path, names, said):
    for name in names:
        (tmp_path / name).write_text("A word.", encoding="utf-8")
    if len(list(tmp_path.iterdir())) < len(names):
        pytest.skip("the file system holds one name only")
    with pytest.raises(CorpusError, match=said):
        load_documents(tmp_path)
