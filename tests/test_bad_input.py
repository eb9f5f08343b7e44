"""Whatever is wrong with what a user gives, one line says what and where, and nothing is written.

Or the run goes on, with a note. No input shows a traceback, unless --debug asks for it.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.__main__ import main
from analysis.corpus import load_documents
from analysis.pack import to_safe_csv

FRAME = '[frames.talks]\npatterns = ["talks"]\nwhy = "what is counted"\n'
TEXT = "The talks on the port went on for many hours in the town, and nobody there knew when they would come to an end."


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def settings(path: str, more: str = "", frames: str = FRAME) -> str:
    return f'[corpus]\npath = "{path}"\n{more}\n{frames}'


def invoke(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--config", str(folder / "workbook.toml")])


def article(content: str | bytes) -> Callable[[Path], None]:
    """A corpus of one sound article and another one."""

    def make(folder: Path) -> None:
        write(folder, "workbook.toml", settings("in"))
        write(folder, "in/good.txt", TEXT)
        write(folder, "in/odd.txt", content)

    return make


def table(name: str, content: str | bytes, more: str = "") -> Callable[[Path], None]:
    """A corpus in a table."""

    def make(folder: Path) -> None:
        write(folder, "workbook.toml", settings(name, more))
        write(folder, name, content)

    return make


def setting(content: str) -> Callable[[Path], None]:
    """Settings beside one sound article."""

    def make(folder: Path) -> None:
        write(folder, "in/good.txt", TEXT)
        write(folder, "workbook.toml", content)

    return make


def link(target: str) -> Callable[[Path], None]:
    """A corpus with a link among its articles."""

    def make(folder: Path) -> None:
        article("x")(folder)
        (folder / "in" / "odd.txt").unlink()
        (folder / "in" / "odd.txt").symlink_to(target)

    return make


def folder_of(*names: str, path: str = "in") -> Callable[[Path], None]:
    """A corpus folder with files of these names."""

    def make(folder: Path) -> None:
        (folder / "in").mkdir()
        for name in names:
            write(folder, f"in/{name}", TEXT)
        write(folder, "workbook.toml", settings(path))

    return make


def catalogue(row: str) -> Callable[[Path], None]:
    """A folder whose catalogue has one row."""
    header = "doc_id,file,label,title,byline,outlet,translated,date_earliest,date_latest,date_basis,sha256"

    def make(folder: Path) -> None:
        folder_of("a.txt")(folder)
        write(folder, "in/catalogue.csv", f"{header}\n{row}\n")

    return make


def directory(folder: Path) -> None:
    article("x")(folder)
    (folder / "in" / "odd.txt").unlink()
    (folder / "in" / "odd.txt").mkdir()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)

REFUSED = {
    "no settings": (lambda _: None, "workbook.toml: no such file"),
    "settings are a folder": (
        lambda folder: (folder / "workbook.toml" / "workbook.toml").mkdir(parents=True),
        "workbook.toml: cannot be read (Is a directory)",
    ),
    "settings no UTF-8": (
        lambda folder: write(folder, "workbook.toml", "[corpus]\npath = 'é'".encode("latin-1")),
        "workbook.toml: byte 17 is not UTF-8",
    ),
    "unknown key": (setting(settings("in", "txt = 'a'")), "corpus.txt: unknown key; allowed here: byline, date"),
    "corpus is no table": (setting('corpus = "in"\n' + FRAME), "corpus: found 'in'; a table, headed [corpus]"),
    "no frames": (setting('[corpus]\npath = "in"'), "frames: missing"),
    "path of the wrong type": (setting("[corpus]\npath = 3\n" + FRAME), "corpus.path: found 3; text, in quotation"),
    "two kinds of date": (
        setting(settings("in", 'date = "a"\ndate_latest = "b"')),
        "date: found 'a' beside date_earliest or date_latest",
    ),
    "column for articles": (setting(settings("in", 'text = "body"')), "text = 'body' in workbook.toml names a column"),
    "pattern of everything": (setting(settings("in", frames=FRAME.replace('talks"]', '*"]'))), "a pattern is words"),
    "pattern is a regular expression": (
        setting(settings("in", frames=FRAME.replace('talks"]', 'talk(s|ing)"]'))),
        "frames.talks.patterns.entry 1: found 'talk(s|ing)'; a pattern is words",
    ),
    "pattern of nothing": (setting(settings("in", frames=FRAME.replace('talks"]', '"]'))), "found ''; a pattern is"),
    "empty folder": (folder_of(), "in: no .txt file in it; put the articles there"),
    "no folder": (folder_of(path="on"), "on: no such folder"),
    "no file": (folder_of(path="in/a.csv"), "in/a.csv: no such file"),
    "no file of that pattern": (folder_of("a.txt", path="in/*.csv"), "in/*.csv: no file has such a name"),
    "folder of tables": (folder_of("a.csv"), 'to read a table, name its file: path = "in/a.csv"'),
    "folder of folders": (folder_of("b/a.txt"), 'to read folders inside it: path = "in/**/*.txt"'),
    "another kind of file": (folder_of("a.docx", path="in/a.docx"), "a.docx: .docx cannot be read; save it as .txt"),
    "two kinds of files": (folder_of("a.csv", "b.txt", path="in/*"), "b.txt: another kind than a.csv"),
    "no word anywhere": (table("a.csv", "text\n...\n - \n"), "a.csv: no word in any document"),
    "UTF-16": (article("talks".encode("utf-16")), "odd.txt: found UTF-16; save the file as UTF-8"),
    "UTF-16 without a mark": (article("talks".encode("utf-16-le")), "odd.txt: line 1: byte 1 is 0"),
    "Latin-1": (article("One.\ncafé".encode("latin-1")), "odd.txt: line 2: byte 8 is not UTF-8 (found 0xE9)"),
    "UTF-8 and Latin-1 mixed": (article("é ".encode() + b"\xe9"), "odd.txt: line 1: byte 3 is not UTF-8"),
    "broken UTF-8": (article("talks €".encode()[:-1]), "odd.txt: line 1: byte 6 is not UTF-8"),
    "NUL byte": (article("one\ntal\0ks"), "odd.txt: line 2: byte 7 is 0"),
    "binary named .txt": (article(PNG), "odd.txt: line 3: byte 8 is 0, so this is no UTF-8 text"),
    "folder named .txt": (directory, "odd.txt: cannot be read (Is a directory)"),
    "link that leads nowhere": (link("gone.txt"), "odd.txt: cannot be read (No such file or directory)"),
    "link in a circle": (link("odd.txt"), "odd.txt: cannot be read (Too many levels of symbolic links)"),
    "catalogue leads out of the folder": (catalogue("a,../a.txt,A,,,,no,,,,"), "file '../a.txt' is not a bare"),
    "catalogue without the article": (
        catalogue("a,a.txt,A,,,,no,,,,\nb,b.txt,B,,,,no,,,,"),
        "b.txt: missing, though catalogue.csv",
    ),
    "catalogue with another hash": (catalogue("a,a.txt,A,,,,no,,,,00"), "a.txt: not the file that catalogue.csv was"),
    "catalogue with ragged rows": (catalogue("a,a.txt"), "catalogue.csv line 2: 2 values; wanted 11"),
    "empty CSV": (table("a.csv", ""), "a.csv: is empty; the first row names the columns"),
    "CSV of a header": (table("a.csv", "text\n"), "a.csv: no rows; a corpus needs at least one article"),
    "ragged CSV": (table("a.csv", 'id,text\n1,"a\nb"\n2,b,c\n'), "a.csv line 4: 3 values; wanted 2"),
    "CSV with a quotation mark open": (table("a.csv", 'id,text\n1,"a\n2,b\n'), "a.csv line 2: cannot be read as CSV"),
    "CSV with semicolons": (table("a.csv", "id;text\n1;a\n"), "a.csv: columns are parted by ';'"),
    "column twice": (table("a.csv", "text,text\na,b\n"), "a.csv: column 'text' stands twice"),
    "no column of text": (table("a.csv", "id,body\n1,a\n"), '[corpus] text = "…"; its columns: id, body'),
    "named column is missing": (
        table("a.csv", "id,body\n1,a\n", 'text = "boddy"'),
        "a.csv: no column 'boddy', which workbook.toml names for text; its columns: id, body",
    ),
    "id twice": (table("a.csv", "id,text\n1,a\n1,b\n"), "a.csv row 3: id '1' stands in a.csv row 2 too"),
    "id is empty": (table("a.csv", "id,text\n1,a\n,b\n"), "a.csv row 3: id is empty"),
    "id of all": (table("a.csv", "id,text\nall,a\n"), "a.csv row 2: id 'all' stands for all articles"),
    "date in words": (table("a.csv", "date,text\n2 May,a\n"), "a.csv row 2: date '2 May' is not ISO"),
    "day that is none": (table("a.csv", "date,text\n2023-02-29,a\n"), "a.csv row 2: date '2023-02-29' is not ISO"),
    "dates the wrong way round": (
        table("a.csv", "date_earliest,date_latest,text\n2024-05-02,2024-05-01,a\n"),
        "a.csv row 2: date_earliest 2024-05-02 is after date_latest 2024-05-01",
    ),
    "translated in other words": (table("a.csv", "translated,text\noui,a\n"), "translated 'oui'; allowed: yes, no"),
    "CSV in Latin-1": (table("a.csv", "text\ncafé\n".encode("latin-1")), "a.csv: line 2: byte 8 is not UTF-8"),
    "JSON Lines cut off": (
        table("a.jsonl", '{"text": "a"}\n{"text": "b'),
        "a.jsonl line 2: not JSON (Unterminated string starting at at character 10); wanted one object a line",
    ),
    "JSON array": (table("a.jsonl", '["a", "b"]'), 'a.jsonl line 1: found \'["a", "b"]\'; wanted one object a line'),
    "lone surrogate": (table("a.jsonl", '{"text": "\\ud83d!"}'), "a.jsonl line 1: found half a character (\\ud83d)"),
    "text is a number": (table("a.jsonl", '{"text": 3}'), "a.jsonl row 1: text is '3'; wanted text"),
    "JSON nested too deep": (table("a.jsonl", "[" * 100_000), "a.jsonl line 1: not JSON (too deep)"),
    "Parquet cut off": (table("a.parquet", b"PAR1" + bytes(30)), "a.parquet: cannot be read as Parquet"),
    "CSV named .parquet": (table("a.parquet", "text\na\n"), "a.parquet: cannot be read as Parquet"),
    "empty Parquet": (table("a.parquet", b""), "a.parquet: cannot be read as Parquet"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("command", ["check", "run"])
def test_bad_input_is_refused_in_one_line(tmp_path, command, name):
    make, told = REFUSED[name]
    make(tmp_path)
    before = snapshot(tmp_path)
    result = invoke(tmp_path, command)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("workbook: ")
    assert snapshot(tmp_path) == before
    assert not (tmp_path / "out").exists()


SHORT = "fewer than 20 tokens"
NOTED = {
    "empty file": (article(""), "1 document (odd): no word, so that nothing can be counted there"),
    "only spaces": (article(" \n\t \n"), "1 document (odd): no word"),
    "only punctuation": (article("... -- !?\n***"), "1 document (odd): no word"),
    "one word": (article("Talks."), f"1 document (odd): {SHORT}"),
    "the same text twice": (article(TEXT), "1 document (odd): the same text as another document"),
    "letters lost before": (article("The tal\ufffds."), "1 document (odd): holds \ufffd"),
    "byte order mark": (article("\ufefftalks"), SHORT),
    "zero-width marks": (article("ta\u200bl\u200dks\u2060"), SHORT),
    "right-to-left marks": (article("\u202etalks\u202c \u200fשלום"), SHORT),
    "Windows line ends": (article("talks\r\n\r\ntalks\r\n"), SHORT),
    "old Mac line ends": (article("talks\rtalks"), SHORT),
    "formula in a cell": (table("a.csv", 'text,side\ntalks,"=HYPERLINK(""x"")"\n'), SHORT),
    "script in a cell": (table("a.csv", "text,label\ntalks,<script>alert(1)</script>\n"), SHORT),
    "missing text": (table("a.jsonl", '{"text": "talks"}\n{"text": null}\n{"side": "x"}'), "2 documents (2 and 3): no"),
    "no date": (table("a.csv", "text,date\ntalks,2024\ntalks on,\n"), "1 document (2): no date"),
    "label twice": (table("a.csv", "text,label\ntalks,A\ntalks on,A\n"), "2 documents (A and A (2)): fewer"),
    "id with a path": (table("a.csv", "text,id\ntalks,../../a\n"), "1 document (../../a): fewer"),
    "pattern that finds nothing": (
        setting(settings("in", frames=FRAME.replace('talks"]', 'tlaks"]'))),
        "frames.talks.patterns: 'tlaks' is found nowhere",
    ),
}


@pytest.mark.parametrize("name", NOTED)
def test_odd_input_is_noted_and_read(tmp_path, name):
    make, told = NOTED[name]
    make(tmp_path)
    before = snapshot(tmp_path)
    result = invoke(tmp_path, "check")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert any(told in line for line in result.stdout.splitlines() if line.startswith("note: ")), result.stdout
    assert snapshot(tmp_path) == before


def test_the_table_is_long_enough():
    assert len(REFUSED) + len(NOTED) >= 40


def test_a_fault_can_be_looked_into(tmp_path):
    """With --debug the error itself is shown, for those who look for where it arose."""
    article(b"\xff")(tmp_path)
    result = invoke(tmp_path, "check", "--debug")
    assert result.exit_code == 1
    assert type(result.exception).__name__ == "CorpusError"


def test_marks_that_are_not_seen_do_not_hide_a_mention(tmp_path):
    table("a.jsonl", json.dumps({"text": "\ufeffta\u200blks, \u202etalks\u202c"}))(tmp_path)
    assert "mentions: talks 2" in invoke(tmp_path, "check").stdout


def test_many_short_documents_are_read(tmp_path):
    table("a.csv", "text\n" + "talks\n" * 20_000)(tmp_path)
    result = invoke(tmp_path, "check")
    assert "20,000 documents, 20,000 tokens" in result.stdout
    assert "mentions: talks 20,000" in result.stdout


def test_one_long_line_is_read(tmp_path):
    article("talks and " * 200_000)(tmp_path)
    assert "mentions: talks 200,001" in invoke(tmp_path, "check").stdout


def test_a_formula_does_not_reach_a_spreadsheet(tmp_path):
    table("a.csv", 'text,side\ntalks,"=HYPERLINK(""x"")"\n')(tmp_path)
    documents = load_documents(tmp_path / "a.csv")
    assert documents["side"].tolist() == ['=HYPERLINK("x")']
    assert b"\"'=HYPERLINK(" in to_safe_csv(documents)


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("in", "the output folder lies in the corpus folder"),
        ("in/out", "the output folder lies in the corpus folder"),
        ("workbook.toml", "is a file, not a folder"),
    ],
)
def test_an_output_folder_that_cannot_be_is_refused(tmp_path, out, told):
    article(TEXT)(tmp_path)
    before = snapshot(tmp_path)
    result = invoke(tmp_path, "run", "--out", str(tmp_path / out))
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert snapshot(tmp_path) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="all folders can be written to")
def test_an_output_folder_without_rights_is_refused(tmp_path):
    article(TEXT)(tmp_path)
    (tmp_path / "locked").mkdir(mode=0o500)
    result = invoke(tmp_path, "run", "--out", str(tmp_path / "locked" / "out"))
    assert result.exit_code == 2
    assert "cannot be written to (Permission denied)" in result.stderr
