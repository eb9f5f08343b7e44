"""What is odd in a corpus is said in a line each."""

from pathlib import Path

from analysis.oddities import describe_corpus, list_oddities
from analysis.settings import load_settings
from analysis.workbook import Workbook

FRAME = '[frames.talks]\npatterns = ["talks", "summit*"]\nwhy = "what is counted"\n'
LONG = "The talks went on for many hours in the old harbour town and nobody knew when they would come to an end."


def open_table(folder: Path, *rows: str) -> Workbook:
    (folder / "a.csv").write_text("\n".join(["id,date,side,text", *rows]), encoding="utf-8")
    (folder / "workbook.toml").write_text(f'[corpus]\npath = "a.csv"\n{FRAME}', encoding="utf-8")
    return Workbook(load_settings(folder / "workbook.toml"))


def oddities(workbook: Workbook) -> list[str]:
    return list_oddities(workbook.raw_documents, workbook.tokens, workbook.patterns)


def test_each_oddity_names_its_documents(tmp_path):
    rows = [f"a,2024-05-01,x,{LONG}", f"b,,x,{LONG}", "c,2024-05-03,y,Talks failed.", "d,2024,y, - ", "e,2024,,�a"]
    assert oddities(open_table(tmp_path, *rows)) == [
        "1 document (d): no word, so that nothing can be counted there",
        "2 documents (c and e): fewer than 20 tokens, where a single mention makes a high rate",
        "1 document (b = a): the same text as another document, letter by letter",
        "1 document (e): holds �, the mark of letters that were lost before the file was saved",
        "1 document (b): no date, so last in order",
        "frames.talks.patterns: 'summit*' is found nowhere: absent from the articles, or mistyped",
    ]


def test_signs_that_figures_cannot_show_are_one_note(tmp_path):
    """Of words and of names; accents and Cyrillic letters are there."""
    rows = [f"会谈{number},2024,x,{LONG} 和平 Переговоры café\u200b {number}" for number in range(2)]
    assert oddities(open_table(tmp_path, *rows))[0] == (
        "figures show a box for 4 characters (会, 和, 平 and 谈) that their font, DejaVu Sans, lacks"
    )
    more = [f"会谈新闻,2024,x,{LONG} 和平 Переговоры", f"b,2024,x,{LONG} a"]
    assert "6 characters (会, 和, 平, 新, 谈 and 1 more)" in oddities(open_table(tmp_path, *more))[0]


def test_of_many_documents_five_are_named(tmp_path):
    lines = oddities(open_table(tmp_path, *(f"{number},2024,x,Summit talks." for number in range(1, 10))))
    assert lines[0].startswith("9 documents (1, 2, 3, 4, 5 and 4 more): fewer than 20 tokens")
    assert lines[1].startswith("8 documents (2 = 1, 3 = 1, 4 = 1, 5 = 1, 6 = 1 and 3 more): the same text")


def test_without_any_date_one_line_says_what_follows(tmp_path):
    lines = oddities(open_table(tmp_path, f"a,,x,{LONG} Summit."))
    assert lines == ["no document has a date: the order is that of their ids, and nothing is said of time"]


def test_a_plain_corpus_is_not_odd(workbook):
    assert oddities(workbook) == []


def test_what_was_read_is_described_with_its_own_columns(tmp_path):
    workbook = open_table(tmp_path, "a,2024-05,x,Talks failed.", "b,2023-04-02,y,Talks went on.")
    described = describe_corpus(workbook.raw_documents, workbook.tokens, ["side"])
    assert described == "2 documents, 5 tokens, 2023-04-02 to 2024-05-31; other columns: side (2 values)"


def test_a_column_that_only_a_capital_keeps_from_use_is_named(tmp_path):
    (tmp_path / "a.csv").write_text(f"ID,Date,Outlet,outlet,Side,text\nb,2024,Post,Herald,x,{LONG}\n", encoding="utf-8")
    (tmp_path / "workbook.toml").write_text(f'[corpus]\npath = "a.csv"\n{FRAME}', encoding="utf-8")
    lines = oddities(Workbook(load_settings(tmp_path / "workbook.toml")))
    assert [line for line in lines if line.startswith("column")] == [
        "column 'ID' is not used as id; to have it used write [corpus] id = \"ID\"",
        "column 'Date' is not used as date; to have it used write [corpus] date = \"Date\"",
    ]
    named = f'[corpus]\npath = "a.csv"\nid = "ID"\ndate = "Date"\n{FRAME}'
    (tmp_path / "workbook.toml").write_text(named, encoding="utf-8")
    workbook = Workbook(load_settings(tmp_path / "workbook.toml"))
    assert workbook.documents["doc_id"].tolist() == ["b"]
    assert not any(line.startswith("column") for line in oddities(workbook))
