"""The command runs the notebooks, or says in one line why not and writes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.__main__ import main
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


def test_a_failing_notebook_is_named_and_nothing_is_written(bare):
    write_notebook(bare / "notebooks", "01_two", "1 / 0")
    before = snapshot(bare)
    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 1
    assert "notebooks/01_two.ipynb: ZeroDivisionError: division by zero; nothing was written" in result.output
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
    for name in ("03_gone.svg", "notes.txt"):
        (figures / name).write_text("x", encoding="utf-8")
    assert CliRunner().invoke(main, []).exit_code == 0
    assert sorted(path.name for path in figures.iterdir()) == ["README.md", "notes.txt"]


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
    table, differences = compared.output.split("\n\n")
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines()[1:]}
    assert rows["opposed"][:3] == ["0", "53", "0"]
    assert rows["refused"][:3] == ["53", "53", "1.00"]
    assert "Both judged 53 of 53 mentions." in table
    assert sum(line.split()[-3:] == ["opposed", "no", "yes"] for line in differences.splitlines()) == 53
    same = CliRunner().invoke(main, ["coding", str(bare / "0.csv"), str(bare / "0.csv")])
    assert same.output.endswith("They differ nowhere.\n")


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
