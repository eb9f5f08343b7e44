"""What nbval does not look at: pictures, cells without a count, tagged cells, and the kernel's name."""

import ast
import copy
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

ROOT = Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FORBIDDEN = re.compile(
    r"NBVAL_|PYTEST_VALIDATE_|(?<![\w.<])/\w|~/|\b[A-Za-z]:[\\/]"
)  # also in comments: orders to nbval, and paths
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parse(source: str) -> ast.Module:
    """The cell as Python: magics and shell commands become calls of get_ipython, what is no Python too."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError:
        return ast.parse("get_ipython()")


def is_forbidden(node: ast.AST) -> bool:
    """Definitions belong to the package; shell commands and magics nowhere."""
    named = isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and isinstance(node.value, ast.Lambda)
    return isinstance(node, DEFINITIONS) or named or (isinstance(node, ast.Name) and node.id == "get_ipython")


def wants_output(source: str) -> bool:
    """Whether the cell ends with an expression or calls what puts something on the page."""
    body = parse(source).body
    shown = [ast.unparse(node) for node in body if isinstance(node, ast.Expr)]
    ends = bool(body) and isinstance(body[-1], ast.Expr)
    return ends or any(
        text.startswith(("analysis.show(", "analysis.show_table(", "analysis.say(", "analysis.present("))
        for text in shown
    )


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
    if any(cell.cell_type == "raw" for cell in notebook.cells):
        found.add("raw cells")
    if any(wants_output(cell.source) and not cell.outputs for cell in cells):
        found.add("outputs")
    nodes = [node for cell in cells for node in ast.walk(parse(cell.source))]
    if any(map(is_forbidden, nodes)) or any(FORBIDDEN.search(cell.source) for cell in cells):
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
        ("kernel", lambda notebook: notebook.metadata.kernelspec.update(name="other")),
        ("python version", lambda notebook: notebook.metadata.language_info.update(version="3.11.0")),
        ("outputs", lambda notebook: [cell.update(outputs=[]) for cell in code(notebook)]),
        ("outputs", lambda notebook: code(notebook)[0].update(source="import analysis\nanalysis.Workbook")),
        ("outputs", lambda notebook: code(notebook)[0].update(source="analysis.say('note', 1)\nx = 1")),
        ("raw cells", lambda notebook: notebook.cells.append(nbformat.v4.new_raw_cell("x"))),
    ],
    ids="count-missing count-wrong tag kernel version outputs expression call raw".split(),
)
def test_each_hole_is_seen(fault, change):
    notebook = copy.deepcopy(read(PATHS[0]))
    change(notebook)
    assert faults(notebook) == {fault}


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return 1",
        "async def f():\n    return 1",
        "if True:\n    class C: ...",
        "f = lambda: 1",
        "%pip install x",
        "%%time\n1",
        "!ls",
        "x = !ls",
        "x = %pwd",
        "x?",
        "get_ipython().system('ls')",
        "open('/etc/hosts/x')",
        "x = '/tmp'",
        "x = 'C:\\\\Temp'",
        "x = '~/articles'",
        "# NBVAL_SKIP\n1",
        "x = 1  # PYTEST_VALIDATE_IGNORE_OUTPUT",
        "this is no Python",
    ],
)
def test_each_forbidden_source_is_seen(source):
    notebook = copy.deepcopy(read(PATHS[0]))
    code(notebook)[2].update(source=source)
    assert "source" in faults(notebook)


@pytest.mark.parametrize("source", ["share = 1 / 2", "x = 'and/or: 3 of 4'", "x = sorted([1], key=lambda n: -n)"])
def test_plain_source_is_no_fault(source):
    notebook = copy.deepcopy(read(PATHS[0]))
    code(notebook)[2].update(source=source)
    assert faults(notebook) == set()


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


def names_given_to(function: str, *paths: Path) -> list[str]:
    """Every name of files that notebooks give to `show` or `show_table`."""
    sources = "\n".join(cell.source for path in paths for cell in code(read(path)))
    return re.findall(rf'analysis\.{function}\("(\w+)"', sources)


def test_every_figure_and_table_has_one_cell_and_its_files():
    figures, tables = (names_given_to(function, *PATHS) for function in ("show", "show_table"))
    assert len({*figures, *tables}) == len(figures) + len(tables)
    files = {path.name for path in (ROOT / "figures").iterdir()}
    drawn = {f"{name}.{ending}" for name in figures for ending in ("svg", "pdf", "png", "csv", "md")}
    assert files == drawn | {f"{name}.csv" for name in tables} | {"README.md"}


def test_files_bear_the_number_of_their_notebook():
    for path in PATHS:
        names = names_given_to("show", path) + names_given_to("show_table", path)
        assert {name[:2] for name in names} == {path.stem[:2]}


def run_nbval(folder: Path, notebook: str, figure: str) -> subprocess.CompletedProcess:
    """`pytest --nbval` of one notebook of a copy, down to a figure, with the copy's own package."""
    path = folder / "notebooks" / f"{notebook}.ipynb"
    shortened = read(path)
    last = next(place for place, cell in enumerate(shortened.cells) if f'show("{figure}"' in cell.source)
    shortened.cells = shortened.cells[: last + 1]
    nbformat.write(shortened, path)
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", f"notebooks/{notebook}.ipynb"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_an_unchanged_copy_is_green(copy):
    run = run_nbval(copy, "03_framing", "03_rates")
    assert run.returncode == 0, run.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("workbook.toml", 'patterns = ["guarante*"]', 'patterns = ["guarantees"]', "guarantees 31 times"),
        ("workbook.toml", "repeated_sentences = true", "repeated_sentences = false", "guarantees 33 times"),
        ("analysis/rate_figures.py", "ax.plot([low, high],", "ax.plot([low, high + 0.01],", "positions"),
        (
            "analysis/rate_figures.py",
            "tokens (thin line: all articles)",
            "words (thin line: all articles)",
            "per 1,000 words",
        ),
        ("analysis/canvas.py", '"#009E73"', '"#009E74"', "#009e74"),
        ("analysis/frame_prose.py", "mention a frame cannot be told", "mention a frame is not known", "is not known"),
    ],
    ids=["pattern", "rule", "value", "label", "colour", "sentence"],
)
def test_a_change_turns_nbval_red_and_is_told(copy, file, old, new, told):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    run = run_nbval(copy, "03_framing", "03_rates")
    assert run.returncode == 1, run.stdout
    assert told in run.stdout


def test_sentences_that_may_rest_on_a_sample_are_told_so():
    """Of a large corpus all but these is counted in full; each of them is told what its articles are."""
    full = {"extent", "frames", "patterns", "sources", "readings", "reader", "agreement", "chosen", "shown"}
    full |= {"note", "resampled", "weighed", "strength", "strength_in_full", "tried"}
    said = [said for path in PATHS for cell in code(read(path)) for said in re.findall(r"say\(.*", cell.source)]
    silent = {re.search(r"\w+", call[4:])[0] for call in said if "part=" not in call}
    assert len(said) > len(silent) > 0
    assert silent <= full
