"""The project agrees with itself: pins, imports, documentation."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = [
    "settings", "corpus", "ledger", "defects", "boilerplate", "hyphens", "cleaning", "lexicon", "tokens", "frames",
    "rates", "reuse", "alignment", "passages", "themes", "workbook", "prose", "display", "captions", "canvas",
    "figures", "passage_figures", "pack", "__main__",
]  # fmt: skip
FILE_MODULES = {"settings", "corpus", "pack", "__main__"}
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "savefig", "fdopen"}


def locked() -> dict[str, Requirement]:
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in LOCK}


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / "analysis" / f"{module}.py").read_text(encoding="utf-8"))


def direct() -> list[Requirement]:
    """Every requirement of pyproject.toml."""
    groups = [item for group in PROJECT["dependency-groups"].values() for item in group]
    return [Requirement(text) for text in [*PROJECT["project"]["dependencies"], *groups]]


def test_lock_holds_names_versions_and_markers_only():
    line = re.compile(r"[a-z0-9._-]+==[0-9][0-9a-z.+!]*(?: ; [^/]+)?")
    assert [text for text in LOCK if not line.fullmatch(text)] == []
    assert len(locked()) == len(LOCK)
    for requirement in locked().values():
        assert requirement.marker is None or isinstance(requirement.marker, Marker)


def test_lock_holds_every_requirement_within_its_range():
    for requirement in direct():
        pin = locked()[canonicalize_name(requirement.name)]
        version = next(iter(pin.specifier)).version
        assert requirement.specifier.contains(version), requirement


def test_required_packages_are_required():
    names = {requirement.name for requirement in direct()}
    assert {"jupyterlab", "pandas", "matplotlib", "scikit-learn", "nbval"} <= names


def test_environment_installs_the_lock_and_the_project():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["dependencies"] == ["python=3.12", "pip", {"pip": ["-r requirements.lock", "-e ."]}]
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.14"


def test_build_backend_is_pinned_too():
    assert {Requirement(text).name for text in PROJECT["build-system"]["requires"]} <= set(locked()) | {"flit_core"}
    assert "flit-core" in locked()


def test_readme_says_what_each_package_is_for():
    for requirement in direct():
        assert re.search(rf"^- [^:]*\b{re.escape(requirement.name)}\b[^:]*: ", README, re.MULTILINE), requirement.name


def test_readme_findings_are_those_of_the_notebook():
    """Every quoted line of the README is printed, word for word, by 00_findings."""
    notebook = nbformat.read(ROOT / "notebooks" / "00_findings.ipynb", as_version=4)
    printed = [
        output.data["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]
    quoted = re.findall(r"^> (.+)$", README, re.MULTILINE)
    assert len(quoted) >= 4
    assert [line for line in quoted if line not in printed] == []


def test_readme_is_short_and_its_links_lead_somewhere():
    assert len(README.splitlines()) <= 150
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert path.name in README


def test_modules_are_all_in_the_order():
    assert {path.stem for path in (ROOT / "analysis").glob("*.py")} == {*MODULES, "__init__"}


@pytest.mark.parametrize("module", MODULES)
def test_modules_import_from_upstream_only(module):
    imported = [
        node.module.split(".")[1]
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("analysis.")
    ]
    assert all(MODULES.index(name) < MODULES.index(module) for name in imported)
    if module == "figures":
        assert imported == ["canvas"]


@pytest.mark.parametrize("module", sorted({*MODULES} - FILE_MODULES))
def test_other_modules_neither_touch_files_nor_print(module):
    calls = [node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert names & (FILE_CALLS | {"print"}) == set()


@pytest.mark.parametrize("name", analysis.__all__)
def test_public_names_are_documented(name):
    public = getattr(analysis, name)
    assert public.__doc__
    assert len(public.__doc__.split()) > 3


def test_public_functions_document_parameters_and_returns():
    for name in analysis.__all__:
        public = getattr(analysis, name)
        if callable(public) and not isinstance(public, type) and name not in {"show", "order_by_date"}:
            assert "Parameters\n" in public.__doc__, name
            assert "Returns\n" in public.__doc__, name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = analysis.nonsense


def test_import_loads_nothing_heavy():
    heavy = {"pandas", "sklearn", "matplotlib", "pyarrow", "scipy"}
    check = f"import sys, analysis; print([name for name in {sorted(heavy)} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_no_file_holds_a_path_of_this_machine_or_an_address_of_a_registry():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".png", ".pdf"} or name.startswith("seeds/") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        assert f"{ROOT}/" not in text, name
        assert not re.search(r"https?://[^\s\"']+/(?:simple|packages)\b", text), name


def test_every_module_has_its_tests():
    untested = {
        "__init__",
        "ledger",
        "defects",
        "boilerplate",
        "lexicon",
        "canvas",
        "workbook",
        "__main__",
    }  # by test_cleaning, test_tokens and others
    for module in {*MODULES} - untested:
        assert (ROOT / "tests" / f"test_{module}.py").exists(), module
    assert importlib.import_module("analysis.workbook").open_workbook(ROOT / "notebooks").frames
