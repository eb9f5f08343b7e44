"""What nbval does not look at: pictures, cells without a count, tagged cells, and the kernel's name."""

import copy
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FORBIDDEN = re.compile(r"^\s*(?:def|class)\s|=\s*lambda|^\s*[%!]|NBVAL_|(?<![\w.])/(?:\w+/)+\w+|[A-Z]:\\", re.MULTILINE)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def faults(notebook) -> set[str]:
    """Ways in which a notebook would slip past nbval, or breaks the house's rules for notebooks."""
    found = set()
    cells = code(notebook)
    if [cell.execution_count for cell in cells] != list(range(1, len(cells) + 1)):
        found.add("execution counts")
    if any(cell.metadata.get("tags") for cell in cells):
        found.add("tags")
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        found.add("kernel")
    if "version" in notebook.metadata.get("language_info", {}):
        found.add("python version")
    shows = [cell for cell in cells if re.search(r"^analysis\.(show|say|present)\(", cell.source, re.MULTILINE)]
    if any(not cell.outputs for cell in shows):
        found.add("outputs")
    if any(FORBIDDEN.search(cell.source) for cell in cells):
        found.add("source")
    if any(
        output.output_type == "error" or output.get("name") == "stderr" for cell in cells for output in cell.outputs
    ):
        found.add("errors")
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_notebook_slips_past_nbval(path):
    assert faults(read(path)) == set()


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("execution counts", lambda notebook: code(notebook)[2].update(execution_count=None)),
        ("execution counts", lambda notebook: code(notebook)[2].update(execution_count=9)),
        ("tags", lambda notebook: code(notebook)[2].metadata.update(tags=["nbval-skip"])),
        ("source", lambda notebook: code(notebook)[2].update(source="# NBVAL_SKIP\n1")),
        ("kernel", lambda notebook: notebook.metadata.kernelspec.update(name="other")),
        ("python version", lambda notebook: notebook.metadata.language_info.update(version="3.11.0")),
        ("outputs", lambda notebook: [cell.update(outputs=[]) for cell in code(notebook)]),
        ("source", lambda notebook: code(notebook)[2].update(source="def f():\n    return 1")),
        ("source", lambda notebook: code(notebook)[2].update(source="%pip install x")),
        ("source", lambda notebook: code(notebook)[2].update(source="!ls")),
        ("source", lambda notebook: code(notebook)[2].update(source="open('/etc/hosts/x')")),
    ],
    ids="count-missing count-wrong tag comment kernel version outputs def magic shell path".split(),
)
def test_each_hole_is_seen(fault, change):
    notebook = copy.deepcopy(read(PATHS[0]))
    change(notebook)
    assert fault in faults(notebook)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_shape(path):
    """A question as title, short cells, more prose than code, and a file that GitHub shows."""
    notebook = read(path)
    title = notebook.cells[0].source.splitlines()[0]
    lines = [len(cell.source.splitlines()) for cell in code(notebook)]
    words = sum(len(cell.source.split()) for cell in notebook.cells if cell.cell_type == "markdown")
    assert title.startswith("# ")
    assert title.endswith("?")
    assert len(lines) <= 25
    assert max(lines) <= 8
    assert statistics.median(lines) <= 3
    assert words >= 6 * sum(lines)
    assert path.stat().st_size <= 500_000


def figure_names() -> list[str]:
    """Every name given to `show`, in all notebooks."""
    sources = [cell.source for path in PATHS for cell in code(read(path))]
    return re.findall(r'analysis\.show\("(\w+)"', "\n".join(sources))


def test_every_figure_has_one_cell_and_its_files():
    names = figure_names()
    assert len(names) == len(set(names))
    files = {path.name for path in (ROOT / "figures").iterdir()}
    assert files == {f"{name}.{ending}" for name in names for ending in ("svg", "pdf", "png", "csv", "md")} | {
        "README.md"
    }


def test_figures_bear_the_number_of_their_notebook():
    for path in PATHS:
        assert all(name[:2] == path.stem[:2] for name in figure_names_of(path))


def figure_names_of(path: Path) -> list[str]:
    return re.findall(r'analysis\.show\("(\w+)"', "\n".join(cell.source for cell in code(read(path))))


def run_nbval(folder: Path, notebook: str) -> subprocess.CompletedProcess:
    """`pytest --nbval` of one notebook of a copy, with the copy's own package."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", f"notebooks/{notebook}.ipynb"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_an_unchanged_copy_is_green(copy):
    run = run_nbval(copy, "03_framing")
    assert run.returncode == 0, run.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("workbook.toml", 'patterns = ["guarante*"]', 'patterns = ["guarantees"]', "guarantees 31 times"),
        ("workbook.toml", "repeated_sentences = true", "repeated_sentences = false", "guarantees 33 times"),
        ("analysis/figures.py", "ax.plot([low, high],", "ax.plot([low, high + 0.01],", "positions"),
        (
            "analysis/figures.py",
            "tokens (thin line: all articles)",
            "words (thin line: all articles)",
            "per 1,000 words",
        ),
        ("analysis/canvas.py", '"#009E73"', '"#009E74"', "#009e74"),
        ("analysis/prose.py", "mention a frame cannot be told", "mention a frame is not known", "is not known"),
    ],
    ids=["pattern", "rule", "value", "label", "colour", "sentence"],
)
def test_a_change_turns_nbval_red_and_is_told(copy, file, old, new, told):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    run = run_nbval(copy, "03_framing")
    assert run.returncode == 1, run.stdout
    assert told in run.stdout
