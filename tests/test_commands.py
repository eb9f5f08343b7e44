"""The command runs the notebooks, or says in one line why not and writes nothing."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.commands import main
from analysis.execution import execute_notebook

pytestmark = pytest.mark.slow  # all together more than a few seconds


def write_notebook(folder: Path, name: str, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    path = folder / f"{name}.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), encoding="utf-8")
    return path


@pytest.fixture
def bare(copy, monkeypatch):
    """A copy of the project with one small notebook of its own, entered."""
    for path in (copy / "notebooks").glob("*.ipynb"):
        path.unlink()
    write_notebook(copy / "notebooks", "00_one", "1 + 1", "print('a')\nprint('b')")
    monkeypatch.chdir(copy)
    monkeypatch.setattr("analysis.commands._OWN_NOTEBOOKS", copy / "notebooks")
    return copy


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_run_executes_in_place_and_says_what_it_wrote(bare):
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0, result.output
    assert "5 documents, 53 mentions; 1 notebook" in result.output
    assert "[1/1] notebooks/00_one.ipynb" in result.output
    assert "figures/README.md" in result.output
    notebook = nbformat.read(bare / "notebooks" / "00_one.ipynb", as_version=4)
    assert notebook.cells[0].outputs[0].data["text/plain"] == "2"
    assert [output.text for output in notebook.cells[1].outputs] == ["a\nb\n"]


def test_a_pattern_that_is_found_nowhere_is_noted_with_its_part(bare):
    settings = bare / "workbook.toml"
    idle = '["ultimatum*", "ultimtaum"]\nexclude = ["last ultimtaum"]'
    text = settings.read_text(encoding="utf-8").replace('["ultimatum*"]', idle)
    settings.write_text(text.replace('"demand*"', '"demnad*"'), encoding="utf-8")
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if line.startswith("note")] == [
        "note: frames.ultimatum.patterns: 'ultimtaum' is found nowhere: absent from the articles, or mistyped",
        "note: frames.ultimatum.exclude: 'last ultimtaum' takes nothing away: absent from the articles, no part of a "
        "mention, or mistyped",
        "note: frames.ultimatum.wide: 'demnad*' would add nothing: absent from the articles, counted already, or "
        "mistyped",
    ]


def test_executed_notebooks_are_the_same_bytes_every_time(bare):
    path = bare / "notebooks" / "00_one.ipynb"
    first = execute_notebook(path, bare / "figures")
    path.write_bytes(first)
    assert execute_notebook(path, bare / "figures") == first
    assert not any(word in first for word in (b"iopub", sys.version.split()[0].encode()))


ONCE = """import os, analysis, analysis.workbook
analysis.workbook.count_large = None  # what counts anew fails
".workbook-new-" in os.environ["WORKBOOK_COUNTS"]
len(analysis.open_workbook().unit_judged)"""


@pytest.mark.parametrize("out", [[], ["--out", "made"]], ids=["in place", "into a folder"])
def test_a_corpus_too_large_for_memory_is_counted_once_for_all_notebooks(bare, out):
    """In two rounds, each piece of which is told; the counts lie where the next run clears up."""
    settings = bare / "workbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('path = "seeds"', 'path = "seeds"\nmemory_mb = 0.02'), encoding="utf-8")
    for name in ("00_one", "01_two"):
        write_notebook(bare / "notebooks", name, *ONCE.splitlines())
    result = CliRunner().invoke(main, ["run", *out])
    assert result.exit_code == 0, result.output
    for name in ("00_one", "01_two"):
        notebook = nbformat.read(bare.joinpath(*out[1:], "notebooks", f"{name}.ipynb"), as_version=4)
        assert [cell.outputs[0].data["text/plain"] for cell in notebook.cells[2:]] == ["True", "53"]
    told = [line for line in result.stderr.splitlines() if line.startswith("counting: piece")]
    assert len(told) == int(told[0].split()[4].strip(",")) > 2
    assert told[0].endswith(" left")
    assert not list(bare.rglob(".workbook-new-*"))


def test_a_failing_notebook_is_named_and_nothing_is_written(bare):
    write_notebook(bare / "notebooks", "01_two", "1 / 0")
    before = snapshot(bare)
    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 1
    assert "notebooks/01_two.ipynb: ZeroDivisionError: division by zero; nothing was written" in result.output
    assert snapshot(bare) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("command", [["run"], ["run", "--out", "made"]])
def test_a_disk_that_is_full_while_a_notebook_runs_is_named_and_nothing_is_written(bare, command):
    write_notebook(bare / "notebooks", "00_one", "file = open('/dev/full', 'wb', 0)", "file.write(b'1')")
    before = snapshot(bare)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        f"workbook: {bare.joinpath(*command[2:])}: cannot be written to (No space left on device); make room or give "
        "another folder with --out"
    )
    assert "Traceback" not in result.output
    assert snapshot(bare) == before


DRAWS = """import analysis, pandas
from matplotlib.figure import Figure
analysis.show("00_drawn", Figure((2, 1)), pandas.DataFrame({"n": [1]}), "A caption.", "An alt text.")"""


def test_figures_are_written_when_every_notebook_has_run(bare):
    write_notebook(bare / "notebooks", "00_one", DRAWS)
    environment = dict(os.environ)
    assert CliRunner().invoke(main, []).exit_code == 0
    figures = {path.name for path in (bare / "figures").iterdir()}
    assert figures == {"README.md", *(f"00_drawn.{ending}" for ending in ("svg", "pdf", "png", "csv", "md"))}

    write_notebook(bare / "notebooks", "00_one", DRAWS.replace("A caption.", "Another caption."))
    write_notebook(bare / "notebooks", "01_two", "1 / 0")
    before = snapshot(bare)
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.output
    assert snapshot(bare) == before
    assert dict(os.environ) == environment


@pytest.mark.parametrize(
    "content", ["", "not JSON", "[]", '{"cells": []}', '{"nbformat": 4, "cells": [1]}', "\ufeff{}"]
)
def test_a_file_that_is_no_notebook_is_named_and_nothing_is_written(bare, content):
    (bare / "notebooks" / "00_one.ipynb").write_text(content, encoding="utf-8")
    before = snapshot(bare)
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("workbook: notebooks/00_one.ipynb: cannot be read as a notebook (")
    assert snapshot(bare) == before


def test_figures_of_this_run_replace_those_of_the_last(bare):
    figures = bare / "figures"
    figures.mkdir()
    own = ["10_photo of me.png", "99_my_notes.md", "notes.txt"]
    for name in ("03_gone.svg", "03_gone.md", "04_table.csv", *own):
        (figures / name).write_text("x", encoding="utf-8")
    listed = "[SVG](03_gone.svg) · [CSV](03_gone.csv)\n- [04_table.csv](04_table.csv)\n"
    (figures / "README.md").write_text(f"# Figures\n\nWritten by `workbook`. {listed}", encoding="utf-8")
    assert CliRunner().invoke(main, []).exit_code == 0
    assert sorted(path.name for path in figures.iterdir()) == [*own[:2], "README.md", own[2]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda root: (root / "seeds" / "catalogue.csv").write_text("id\n"), "catalogue.csv: columns missing"),
        (lambda root: (root / "seeds").rename(root / "elsewhere"), "seeds: no such folder"),
        (lambda root: (root / "seeds" / "extra.txt").write_text("x"), "extra.txt: not in catalogue.csv"),
        (lambda root: (root / "workbook.toml").write_text("[corpse]"), "corpse: unknown key"),
        (lambda root: (root / "workbook.toml").unlink(), "workbook.toml: not found"),
        (lambda root: (root / "notebooks" / "00_one.ipynb").unlink(), "no notebook NN_name.ipynb there"),
    ],
)
def test_bad_input_is_one_clear_error_and_writes_nothing(bare, change, message):
    change(bare)
    before = snapshot(bare)
    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    assert snapshot(bare) == before


def test_coding_writes_a_sheet_and_reads_it_back(bare):
    result = CliRunner().invoke(main, ["coding"])
    assert result.exit_code == 0, result.output
    assert "53 mentions in" in result.output
    sheet = bare / "coding" / "mentions.csv"
    assert len(sheet.read_text(encoding="utf-8-sig").splitlines()) >= 54
    assert (bare / "coding" / "mentions.html").is_file()
    empty = CliRunner().invoke(main, ["coding", str(sheet)])
    assert empty.exit_code == 2
    assert "judges none of the 53 mentions" in empty.output
    table = pd.read_csv(sheet, dtype=str, keep_default_na=False, encoding="utf-8-sig").assign(
        opposed="no", refused="no"
    )
    for number, opposed in enumerate(("no", "yes")):
        table.assign(opposed=opposed).to_csv(bare / f"{number}.csv", index=False)
    compared = CliRunner().invoke(main, ["coding", str(bare / "0.csv"), str(bare / "1.csv")])
    judged, agreed, counts, differences = compared.output.split("\n\n")
    assert judged == "Both judged 53 of 53 mentions."
    rows = {line.split()[0]: line.split()[1:] for line in agreed.splitlines()[1:]}
    assert rows["meant"][:2] == ["0", "0"]  # two readers may also agree on that; here neither said
    assert rows["opposed"][:3] == ["0", "53", "0"]
    assert rows["refused"][:3] == ["53", "53", "1.00"]
    assert "precision" not in compared.output
    assert ["guarantees", "opposed", "32", "0", "32", "0"] in [line.split() for line in counts.splitlines()]
    assert sum(line.split()[-3:] == ["opposed", "no", "yes"] for line in differences.splitlines()) == 53
    assert differences.endswith("They differ in 53 codes.\n")
    same = CliRunner().invoke(main, ["coding", str(bare / "0.csv"), str(bare / "0.csv")])
    assert same.output.endswith("They differ nowhere.\n")


def test_coding_tells_precision_from_agreement_and_lists_every_difference(bare):
    """A reader who says no to all: nothing that the rules find is right, and more differences than a table shows."""
    assert CliRunner().invoke(main, ["coding"]).exit_code == 0
    table = pd.read_csv(bare / "coding" / "mentions.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    read = table.assign(meant="no", quotation="direct", attribution="unnamed group", opposed="yes", refused="yes")
    read.assign(source="nobody at all").to_csv(bare / "no.csv", index=False)
    output = CliRunner().invoke(main, ["coding", str(bare / "no.csv")]).output
    _, scored, agreed, counts, differences = output.split("\n\n")
    assert ["meant", "precision", "0", "53", "0"] in [line.split()[:5] for line in scored.splitlines()]
    assert "meant" not in agreed
    assert {line.split()[1] for line in scored.splitlines()[1:-1]} == {"precision", "recall"}
    assert ["ultimatum", "refused", "2", "0", "2", "0"] in [line.split() for line in counts.splitlines()]
    listed = [line for line in differences.splitlines() if " meant " in line]
    assert len(listed) == 53
    n_codes = int(differences.splitlines()[-1].split()[3])
    assert n_codes > 200
    assert (
        sum(
            "direct" in line or "nobody at all" in line or line.split()[-1] in {"yes", "no", "group"}
            for line in differences.splitlines()
        )
        == n_codes
    )


def test_coding_keeps_what_a_reader_wrote(bare):
    """A sheet without codes is written anew; one with a code stays, and so does its page."""
    sheet = bare / "coding" / "mentions.csv"
    assert CliRunner().invoke(main, ["coding"]).exit_code == 0
    assert CliRunner().invoke(main, ["coding"]).exit_code == 0
    table = pd.read_csv(sheet, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table.loc[:14, "opposed"] = "no"
    table.to_csv(sheet, index=False, sep=";")
    sheet.with_suffix(".html").write_text("my notes", encoding="utf-8")
    before = snapshot(bare)
    refused = CliRunner().invoke(main, ["coding"])
    assert refused.exit_code == 2
    assert "rename or move it" in refused.output
    assert len(refused.output.splitlines()) == 1
    assert snapshot(bare) == before
    compared = CliRunner().invoke(main, ["coding", str(sheet)])
    assert "The reader judged 15 of 53 mentions." in compared.output
    sheet.rename(sheet.with_name("mine.csv"))
    assert CliRunner().invoke(main, ["coding"]).exit_code == 0
    assert sheet.is_file()


def test_the_module_is_the_command(bare):
    environment = {**os.environ, "PYTHONPATH": str(bare)}
    command = [sys.executable, "-m", "analysis", "--help"]
    run = subprocess.run(command, cwd=bare, env=environment, capture_output=True, text=True, check=True)
    assert "run" in run.stdout


def test_report_is_built_from_notebooks_that_were_run(bare):
    refused = CliRunner().invoke(main, ["report"])
    assert refused.exit_code == 2
    assert "notebooks/00_one.ipynb: not run from top to bottom; run `workbook` first" in refused.output
    assert not (bare / "report.html").exists()
    write_notebook(bare / "notebooks", "00_one", DRAWS)
    assert CliRunner().invoke(main, []).exit_code == 0
    built = CliRunner().invoke(main, ["report"])
    assert built.exit_code == 0, built.output
    assert "report.html: " in built.output
    page = (bare / "report.html").read_bytes()
    assert b'aria-label="An alt text."' in page
    assert CliRunner().invoke(main, ["report"]).exit_code == 0
    assert (bare / "report.html").read_bytes() == page


@pytest.fixture
def other(tmp_path):
    """Another corpus: one table, with settings made by `workbook new`."""
    folder = tmp_path / "mine"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    settings = folder / "workbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('path = "articles" ', 'path = "a.csv" ', 1), encoding="utf-8")
    (folder / "a.csv").write_text("text,date\nA job is work.,2024-05-02\nThe wages fell.,2024-05\n", encoding="utf-8")
    return folder


def test_new_writes_settings_that_can_be_used_and_overwrites_nothing(other):
    written = snapshot(other)
    again = CliRunner().invoke(main, ["new", str(other)])
    assert again.exit_code == 2
    assert "workbook.toml: is there already, and stays as it is" in again.stderr
    assert snapshot(other) == written


def test_check_says_what_would_be_read_and_writes_nothing(other):
    before = snapshot(other)
    result = CliRunner().invoke(main, ["check", "--config", str(other)])
    assert result.exit_code == 0, result.output
    assert "a.csv: 2 documents, 7 tokens, 2024-05-01 to 2024-05-31" in result.stdout
    assert "mentions: work 2 and pay 1" in result.stdout
    assert snapshot(other) == before


def test_check_names_columns_to_group_many_articles_by(other):
    rows = "".join(f"2024-05-0{n % 9 + 1},{'Post' if n % 2 else 'Herald'},Pay and work.\n" for n in range(41))
    (other / "a.csv").write_text(f"date,outlet,text\n{rows}", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--config", str(other)])
    assert result.stdout.endswith(
        "note: 41 documents are too many to have a row each; group under [corpus] would set these beside each other: "
        "outlet (2 values)\n"
    )


def own_notebooks(monkeypatch, folder: Path, *sources: str) -> Path:
    """Put a small notebook in place of the workbook's own."""
    folder.mkdir()
    monkeypatch.setattr("analysis.commands._OWN_NOTEBOOKS", folder)
    return write_notebook(folder, "00_one", *sources)


OPENS = "import analysis\nworkbook = analysis.open_workbook()\nlen(workbook.documents)"


def test_another_corpus_is_run_into_a_folder_of_its_own(other, tmp_path, monkeypatch):
    template = own_notebooks(monkeypatch, tmp_path / "notebooks", OPENS, DRAWS)
    before = template.read_bytes()
    result = CliRunner().invoke(main, ["run", "--config", str(other / "workbook.toml")])
    assert result.exit_code == 0, result.output
    notebook = nbformat.read(other / "out" / "notebooks" / "00_one.ipynb", as_version=4)
    assert notebook.cells[0].outputs[0].data["text/plain"] == "2"
    assert {"00_drawn.svg", "README.md"} <= {path.name for path in (other / "out" / "figures").iterdir()}
    assert template.read_bytes() == before
    first = snapshot(other)
    monkeypatch.chdir(other)  # there the command needs no options
    assert "0 files changed" in CliRunner().invoke(main, []).stdout
    assert snapshot(other) == first
    away = CliRunner().invoke(main, ["run", "--out", str(tmp_path / "away")])
    assert away.exit_code == 0, away.output
    assert (tmp_path / "away" / "notebooks" / "00_one.ipynb").is_file()
    assert snapshot(other) == first


STARTS = """import sys
if "ipykernel_launcher" in sys.orig_argv:
    import os, pathlib, time
    pathlib.Path({pid!r}).write_text(str(os.getpid()))
    time.sleep(3600)"""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent otherwise")
@pytest.mark.parametrize("when", ["starts", "runs"])
def test_ctrl_c_ends_the_run_and_its_kernel_and_writes_nothing(bare, when):
    """The kernel writes its number to a file, and is then busy for an hour."""
    busy = "import os, time, pathlib\npathlib.Path('../pid').write_text(str(os.getpid()))\ntime.sleep(3600)"
    write_notebook(bare / "notebooks", "00_one", busy)
    if when == "starts":
        (bare / "sitecustomize.py").write_text(STARTS.format(pid=str(bare / "pid")))
    before = snapshot(bare)
    environment = {**os.environ, "PYTHONPATH": str(bare)}
    command = [sys.executable, "-m", "analysis", "run"]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what runs in the background may be deaf to Ctrl-C
    run = subprocess.Popen(command, cwd=bare, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
    try:
        assert wait_for(lambda: (bare / "pid").is_file() and (bare / "pid").read_text(encoding="utf-8"))
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=60)
    finally:
        run.kill()
    kernel = int((bare / "pid").read_text(encoding="utf-8"))
    (bare / "pid").unlink()
    assert run.returncode == 130, told
    assert told == "workbook: stopped; nothing was written\n"
    assert wait_for(lambda: not is_running(kernel))
    after = {name: content for name, content in snapshot(bare).items() if "__pycache__" not in name}
    assert after == before


BUSY = """import os, time, pathlib
pathlib.Path(r'{root}/pid').write_text(str(os.getpid()))
while pathlib.Path(r'{root}/wait').exists(): time.sleep(0.02)"""


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
@pytest.mark.parametrize("sources", [[BUSY, DRAWS], [DRAWS, BUSY]], ids=["before a figure", "after it"])
def test_a_run_that_is_killed_leaves_nothing_that_the_next_one_minds(bare, sources):
    """Its kernel ends too, and the next run writes what an undisturbed one does and clears up."""
    write_notebook(bare / "notebooks", "00_one", *(source.replace("{root}", str(bare)) for source in sources))
    original = snapshot(bare)
    assert CliRunner().invoke(main, []).exit_code == 0
    (bare / "pid").unlink()
    wanted = snapshot(bare)
    shutil.rmtree(bare / "figures")
    for name, content in original.items():
        (bare / name).write_bytes(content)
    (bare / "wait").touch()
    environment = {**os.environ, "PYTHONPATH": str(bare), "PYTHONDONTWRITEBYTECODE": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-m", "analysis"], cwd=bare, env=environment, **quiet) as run:
        assert wait_for(lambda: (bare / "pid").is_file() and (bare / "pid").read_text(encoding="utf-8"))
        run.kill()
    assert wait_for(lambda: not is_running(int((bare / "pid").read_text(encoding="utf-8"))))
    (bare / "wait").unlink()
    (bare / "pid").unlink()
    left = {name: content for name, content in snapshot(bare).items() if not name.startswith(".workbook-new-")}
    assert left == original
    assert CliRunner().invoke(main, []).exit_code == 0
    (bare / "pid").unlink()
    assert snapshot(bare) == wanted


def wait_for(condition, seconds: float = 60) -> bool:
    """Whether a condition comes true in a generous time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(condition())


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_sheet_for_coding_another_corpus_is_written_beside_its_settings(other):
    result = CliRunner().invoke(main, ["coding", "--config", str(other)])
    assert result.exit_code == 0, result.output
    sheet = pd.read_csv(other / "coding" / "mentions.csv")
    assert sheet["node"].tolist() == ["job", "work", "wages"]


def test_on_a_terminal_the_last_line_takes_the_place_of_how_far_the_run_had_come(bare, capsys, monkeypatch):
    """Which is longer, and stands at the left edge."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    (bare / "workbook.toml").write_text("[corpse]", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["run", "--config", "workbook.toml"])
    told = capsys.readouterr().err
    assert told.startswith("\rworkbook: ")
    assert told.endswith("\n")
    assert len(told.splitlines()[-1]) >= 79
