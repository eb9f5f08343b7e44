"""Whatever is wrong with what a user gives, one line says what and where, and nothing is written.

Or the run goes on, with a note. No input shows a traceback, unless --debug asks for it.
"""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from analysis.commands import main
from analysis.corpus import load_documents
from analysis.outputs import hold
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


def parquet_bytes(**columns: list) -> bytes:
    """A Parquet file."""
    content, table = (
        io.BytesIO(),
        pa.Table.from_arrays([*columns.values()], names=[name.strip("_") for name in columns]),
    )
    parquet.write_table(table, content)
    return content.getvalue()


def cut_in_the_middle(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeroed_in_the_middle(content: bytes) -> bytes:
    """As a disk leaves a file that was being written: its end is there, a block before it is not."""
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


TEXTS = parquet_bytes(text=[f"{TEXT} {number}" for number in range(100)])
OFFICE = b"PK\x03\x04\x14\x00\x06\x00" + bytes(20)
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
    "settings without a corpus": (setting(FRAME), "workbook.toml: corpus: missing; add it"),
    "settings cut off": (setting('[corpus]\npath = "in'), "workbook.toml: line 2: found 'path = \"in'; a quotation"),
    "unknown table": (setting(settings("in") + "[corpse]\n"), "corpse: unknown key; allowed here: cleaning, corpus"),
    "unknown cleaning rule": (setting(settings("in") + "[cleaning]\nboiler = true\n"), "cleaning.boiler: unknown key"),
    "frame twice": (setting(settings("in") + FRAME), "that stands twice; keep one of them"),
    "patterns of the wrong type": (
        setting(settings("in", frames="[frames.talks]\npatterns = 3\n")),
        'frames.talks.patterns: found 3; a list, ["a*", "b c"]',
    ),
    "pattern counted and excluded": (
        setting(settings("in") + 'exclude = ["talks"]\n'),
        "found 'talks' in patterns and in exclude; take it out of one of them",
    ),
    "pattern longer than any word": (
        setting(settings("in", frames=FRAME.replace('talks"]', f'{"a" * 201}"]'))),
        "at most 200 characters",
    ),
    "frames beside a dictionary": (
        setting('dictionary = "my.yml"\n' + settings("in")),
        "dictionary: found it beside frames; give one of them",
    ),
    "dictionary is missing": (setting('dictionary = "my.yml"\n[corpus]\npath = "in"'), "my.yml: no such file"),
    "group of no column": (
        setting(settings("in", 'group = "paper"')),
        "group = 'paper' in workbook.toml: no such column",
    ),
    "memory of nothing": (setting(settings("in", "memory_mb = 0")), "corpus.memory_mb: found 0"),
    "rule as text": (setting(settings("in") + '[cleaning]\nodd_spaces = "yes"\n'), "found 'yes'; true or false"),
    "confidence of 95": (
        setting(settings("in") + "[statistics]\nconfidence = 95\n"),
        "statistics.confidence: found 95; a share between 0 and 1: write 0.95",
    ),
    "number of themes is not tried": (
        setting(settings("in") + "[themes]\nk = [3, 4]\nnumber = 5\n"),
        "themes: number: found 5; one of k, 3, 4",
    ),
    "event on no day": (
        setting(settings("in") + '[[events]]\ndate = "2024"\nlabel = "a"\n'),
        "events.entry 1.date: found '2024'; a date as 2022-01-10",
    ),
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
    "output in the folder of the articles": (
        lambda folder: write(folder, "a.txt", TEXT) or write(folder, "workbook.toml", settings(".")),
        "/out: the output folder lies in the corpus folder",
    ),
    "empty folder": (folder_of(), "in: no .txt file in it; put the articles there"),
    "no folder": (folder_of(path="on"), "on: no such folder"),
    "no file": (folder_of(path="in/a.csv"), "in/a.csv: no such file"),
    "no file of that pattern": (folder_of("a.txt", path="in/*.csv"), "in/*.csv: no file has such a name"),
    "folder of tables": (folder_of("a.csv"), 'to read a table, name its file: path = "in/a.csv"'),
    "folder of folders": (folder_of("b/a.txt"), 'to read folders inside it: path = "in/**/*.txt"'),
    "another kind of file": (folder_of("a.docx", path="in/a.docx"), "a.docx: .docx cannot be read; save it as .txt"),
    "two kinds of files": (folder_of("a.csv", "b.txt", path="in/*"), "b.txt: another kind than a.csv"),
    "no word anywhere": (table("a.csv", "text\n...\n - \n"), "a.csv: no word in any document"),
    "name that is no path": (folder_of(path="n" * 300), ": cannot be read (File name too long); mend it, or name"),
    "file name over two lines": (folder_of("a\nb.txt"), "'a\\nb.txt' holds '\\n', which cannot be shown in a line"),
    "file name that is no UTF-8": (folder_of(os.fsdecode(b"caf\xe9.txt")), "holds '\\udce9', which cannot be shown"),
    "UTF-16": (article("talks".encode("utf-16")), "odd.txt: found UTF-16; save the file as UTF-8"),
    "UTF-16 without a mark": (article("talks".encode("utf-16-le")), "odd.txt: line 1: byte 1 is 0"),
    "Latin-1": (article("One.\ncafé".encode("latin-1")), "odd.txt: line 2: byte 8 is not UTF-8 (found 0xE9)"),
    "UTF-8 and Latin-1 mixed": (article("é ".encode() + b"\xe9"), "odd.txt: line 1: byte 3 is not UTF-8"),
    "broken UTF-8": (article("talks €".encode()[:-1]), "odd.txt: line 1: byte 6 is not UTF-8"),
    "NUL byte": (article("one\ntal\0ks"), "odd.txt: line 2: byte 7 is 0"),
    "binary named .txt": (article(PNG), "odd.txt: line 3: byte 8 is 0, so this is no UTF-8 text"),
    "Word file named .txt": (article(OFFICE), "odd.txt: this is a Word or Excel file (or another packed file), "),
    "Excel workbook named .csv": (
        table("a.csv", OFFICE),
        "a.csv: this is an Excel workbook (or another packed file), whatever its name; save it as CSV UTF-8",
    ),
    "old Excel workbook named .csv": (table("a.csv", b"\xd0\xcf\x11\xe0" + bytes(9)), "this is an Excel workbook"),
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
    "CSV with semicolons and quotation marks": (
        table("a.csv", 'id;text\n"1";"One ""talk"", at\nnoon; a second"\n'),
        "a.csv: columns are parted by ';'; part them by commas (in a spreadsheet: save as CSV, comma)",
    ),
    "CSV with semicolons between names in quotation marks": (
        table("a.csv", '"id";"text"\n1;"a"\n'),
        "a.csv: columns are parted by ';'",
    ),
    "CSV with a semicolon before a fault": (
        table("a.csv", 'id,text\n1,"a; b" c\n'),
        "a.csv line 2: cannot be read as CSV",
    ),
    "CSV with semicolons": (table("a.csv", "id;text\n1;a\n"), "a.csv: columns are parted by ';'"),
    "column twice": (table("a.csv", "text,text\na,b\n"), "a.csv: column 'text' stands twice"),
    "no column of text": (table("a.csv", "id,body\n1,a\n"), '[corpus] text = "…"; its columns: id, body'),
    "column of text in capitals": (
        table("a.csv", "id,TEXT\n1,a\n"),
        "a.csv: no column 'text'; there is a column 'TEXT'; write [corpus] text = \"TEXT\"",
    ),
    "named column in other letters": (
        table("a.csv", "text,Date\na,2024\n", 'date = "date "'),
        "there is a column 'Date'; write [corpus] date = \"Date\"",
    ),
    "named column is missing": (
        table("a.csv", "id,body\n1,a\n", 'text = "boddy"'),
        "a.csv: no column 'boddy', which workbook.toml names for text; its columns: id, body",
    ),
    "id twice": (table("a.csv", "id,text\n1,a\n1,b\n"), "a.csv row 3: id '1' stands in a.csv row 2 too"),
    "id is empty": (table("a.csv", "id,text\n1,a\n,b\n"), "a.csv row 3: id is empty"),
    "id over two lines": (table("a.csv", 'id,text\n"a\nb",a\n'), "a.csv row 2: id 'a\\nb' holds '\\n', which cannot"),
    "id twice below an empty line": (
        table("a.csv", "id,text\n1,a\n\n1,b\n"),
        "row 4: id '1' stands in a.csv row 2 too",
    ),
    "id of all": (table("a.csv", "id,text\nall,a\n"), "a.csv row 2: id 'all' stands for all articles"),
    "date in words": (table("a.csv", "date,text\n2 May,a\n"), "a.csv row 2: date '2 May' is not ISO"),
    "date as a spreadsheet shows it": (
        table("a.csv", "date,text\n12/03/2023,a\n"),
        "a.csv row 2: date '12/03/2023' is not ISO (YYYY-MM-DD, YYYY-MM or YYYY); in a spreadsheet, give the col",
    ),
    "day that is none": (table("a.csv", "date,text\n2023-02-29,a\n"), "a.csv row 2: date '2023-02-29' is not ISO"),
    "dates the wrong way round": (
        table("a.csv", "date_earliest,date_latest,text\n2024-05-02,2024-05-01,a\n"),
        "a.csv row 2: date_earliest 2024-05-02 is after date_latest 2024-05-01",
    ),
    "translated in other words": (table("a.csv", "translated,text\noui,a\n"), "translated 'oui'; allowed: yes, no"),
    "CSV in Latin-1": (
        table("a.csv", "text\ncafé\n".encode("latin-1")),
        "save the file as UTF-8 (in Excel: CSV UTF-8)",
    ),
    "JSON Lines cut off": (
        table("a.jsonl", '{"text": "a"}\n{"text": "b'),
        "a.jsonl line 2: not JSON (Unterminated string starting at at character 10); wanted one object a line",
    ),
    "JSON array": (table("a.jsonl", '["a", "b"]'), 'a.jsonl line 1: found \'["a", "b"]\'; wanted one object a line'),
    "lone surrogate": (table("a.jsonl", '{"text": "\\ud83d!"}'), "a.jsonl line 1: found half a character (\\ud83d)"),
    "text is a number": (table("a.jsonl", '{"text": 3}'), "a.jsonl row 1: text is '3'; wanted text"),
    "text is a list": (table("a.jsonl", '{"text": ["a", "b"]}'), 'a.jsonl row 1: text is \'["a", "b"]\'; wanted text'),
    "empty JSON Lines": (table("a.jsonl", ""), "a.jsonl: no column 'text'"),
    "JSON with a number of 5,000 digits": (
        table("a.jsonl", f'{{"text": "a", "n": {"1" * 5000}}}'),
        "a.jsonl line 1: not JSON (a number too long); wanted one object a line",
    ),
    "JSON nested too deep": (table("a.jsonl", "[" * 100_000), "a.jsonl line 1: not JSON (too deep)"),
    "Parquet cut in the middle": (table("a.parquet", cut_in_the_middle(TEXTS)), "a.parquet: cannot be read as Parquet"),
    "Parquet with a hole": (table("a.parquet", zeroed_in_the_middle(TEXTS)), "a.parquet: cannot be read as Parquet"),
    "Parquet without a text": (table("a.parquet", parquet_bytes(body=["a"])), "a.parquet: no column 'text'"),
    "Parquet without rows": (table("a.parquet", parquet_bytes(text=[])), "a.parquet: no rows"),
    "Parquet with a column twice": (table("a.parquet", parquet_bytes(text=["a"], text_=["b"])), "'text' stands twice"),
    "Parquet of bytes": (
        table("a.parquet", parquet_bytes(text=[b"a"])),
        "a.parquet row 1: text is \"b'a'\"; wanted text",
    ),
    "Parquet with an id twice": (
        table("a.parquet", parquet_bytes(id=[1.0, 2.0, 1.0], text=["a", "b", "c"])),
        "a.parquet row 3: id '1' stands in a.parquet row 1 too",
    ),
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
    "the same text twice": (article(TEXT), "1 document (odd = good): the same text as another document"),
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
    "column of days in capitals": (
        table("a.csv", "text,Date\ntalks,2024\n"),
        "column 'Date' is not used as date; to have it used write [corpus] date = \"Date\"",
    ),
    "label over two lines": (table("a.csv", 'text,label\ntalks,"A\n\x1b[31mB"\n'), "1 document (A [31mB): fewer"),
    "first line is empty": (table("a.csv", "\ntext\n\ntalks\n"), SHORT),
    "folder with brackets": (
        lambda folder: write(folder, "in [1]/a.txt", "talks") or write(folder, "workbook.toml", settings("in [1]")),
        "1 document (a): fewer",
    ),
    "tables in a folder with brackets": (
        lambda folder: (
            write(folder, "in [1]/a.csv", "text\ntalks\n") or write(folder, "workbook.toml", settings("in [1]/*.csv"))
        ),
        "1 document (1): fewer",
    ),
    "label twice": (table("a.csv", "text,label\ntalks,A\ntalks on,A\n"), "2 documents (A and A (2)): fewer"),
    "id with a path": (table("a.csv", "text,id\ntalks,../../a\n"), "1 document (../../a): fewer"),
    "groups that differ in capitals": (
        table("a.csv", "text,paper\n" + "talks,The Ledger\ntalks,the ledger \ntalks,Post\n" * 20, 'group = "paper"'),
        "'The Ledger' and 'the ledger' are groups of their own; if they are meant as one, write them alike",
    ),
    "group of few documents": (
        table("a.csv", "text,paper\ntalks,A\ntalks on,B\n", 'group = "paper"'),
        "[corpus] group = 'paper' is not used: 2 documents, it takes more than 40",
    ),
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
    table("a.csv", "text\n" + "talks\n" * 10_000)(tmp_path)
    result = invoke(tmp_path, "check")
    assert "10,000 documents, 10,000 tokens" in result.stdout
    assert "mentions: talks 10,000" in result.stdout


def test_one_long_line_is_read(tmp_path):
    article("talks and " * 40_000)(tmp_path)
    assert "mentions: talks 40,001" in invoke(tmp_path, "check").stdout


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
@pytest.mark.parametrize("command", ["check", "run"])
def test_an_output_folder_that_cannot_be_is_refused(tmp_path, command, out, told):
    article(TEXT)(tmp_path)
    before = snapshot(tmp_path)
    result = invoke(tmp_path, command, "--out", str(tmp_path / out))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("path", "named"),
    [("in", "in/locked.txt"), ("in/locked.txt", "in/locked.txt"), ("shut", "shut"), ("shut/*.csv", "shut")],
)
def test_what_a_user_may_not_read_is_named(as_nobody, path, named):
    for name in ("in/good.txt", "in/locked.txt", "shut/a.csv"):
        write(as_nobody, name, TEXT)
    write(as_nobody, "workbook.toml", settings(path))
    (as_nobody / "in" / "locked.txt").chmod(0)
    (as_nobody / "shut").chmod(0)
    result = invoke(as_nobody, "check")
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert f"{as_nobody}/{named}" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_output_folder_without_rights_is_refused(as_nobody):
    article(TEXT)(as_nobody)
    (as_nobody / "locked").mkdir(mode=0o500)
    for out in ("locked", "locked/out"):
        result = invoke(as_nobody, "run", "--out", str(as_nobody / out))
        assert result.exit_code == 2
        assert "cannot be written to (Permission denied)" in result.stderr
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such lock")
def test_a_second_run_at_the_same_time_is_refused(tmp_path):
    article(TEXT)(tmp_path)
    with hold(tmp_path / "out"):
        result = invoke(tmp_path, "run")
        assert result.exit_code == 2
        assert f"{tmp_path}/out: another run is writing there; wait until it has ended" in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()
