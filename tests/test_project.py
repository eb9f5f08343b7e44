"""The project agrees with itself: pins, imports, documentation."""

import ast
import fnmatch
import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis
from analysis.corpus import load_documents
from analysis.settings import Frame

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = [
    "interruption", "patterns", "cells", "rules", "opposition_words", "undoing_rules", "negation_rules",
    "opposing_rules", "refusing_rules", "opposition", "dictionary_files", "sections", "settings_faults", "settings",
    "reading", "pages", "catalogue", "table_files", "table_documents", "corpus_files", "articles", "corpus", "ledger",
    "joined", "defects", "boilerplate", "hyphens", "cleaning", "lexicon", "chunks", "tokens", "wording", "grouping",
    "units", "speech_words", "quotation_marks", "dash_speech", "quoted_titles", "quotations", "word_classes",
    "attribution_rules", "speaker_words", "speaker_names", "speakers", "sentences", "clauses", "report_verbs",
    "report_phrases", "reports", "antecedents", "attribution", "matching", "dictionaries", "frames", "table_pieces",
    "pieces", "partitions", "scale", "rates", "differences", "ratios", "reuse", "overlap", "alignment", "passage_units",
    "passage_pairs", "passages", "keyness", "key_types", "collocation", "dispersion", "context", "coding_sheets",
    "coding", "bootstrap", "comparisons", "large_pieces", "large", "large_files", "typography", "theme_models",
    "theme_stability", "theme_number", "theme_coherence", "themes", "theme_checks", "choice_effects", "choice_readings",
    "choice_findings", "robustness", "workbook_corpus", "workbook_context", "workbook_rates", "workbook",
    "article_prose", "frame_prose", "pair_prose", "meeting_prose", "term_prose", "theme_prose", "context_prose",
    "choice_prose", "prose", "display", "brackets", "mention_kinds", "mention_captions", "rate_captions",
    "article_captions", "term_captions", "theme_captions", "choice_captions", "captions", "lettering", "canvas",
    "calendar_figures", "mention_layout", "mention_figures", "position_figures", "choice_figures", "rate_figures",
    "ratio_figures", "passage_figures", "theme_figures", "pack", "provenance", "inline_svg", "mention_lines",
    "term_lines", "page_text", "outputs", "progress", "report", "oddities", "execution", "running", "commands",
    "__main__",
]  # fmt: skip
FILE_MODULES = {
    "dictionary_files", "settings", "reading", "table_pieces", "coding_sheets", "large_files", "pack", "report",
    "outputs", "execution", "running", "commands",
}  # fmt: skip
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


def imported(path: Path) -> set[str]:
    """Packages that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names = plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"analysis"}


@pytest.mark.parametrize("folder", ["analysis", "tests", "bench"])
def test_every_imported_package_is_required(folder):
    """The package itself runs on its own requirements, without those of developers."""
    runtime = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    required = {canonicalize_name(requirement.name) for requirement in (runtime if folder == "analysis" else direct())}
    files = list((ROOT / folder).glob("*.py"))
    names = set().union(*map(imported, files)) - {path.stem for path in files}
    installed = packages_distributions()
    homes = {name: {canonicalize_name(home) for home in installed[name]} for name in names}
    assert names
    assert {name: sorted(home) for name, home in homes.items() if not home & required} == {}


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
    if module.endswith("_figures"):
        known = {"mention_kinds", "choice_effects"}  # what captions must know too
        assert {*imported} - known - {"mention_layout"} <= {"canvas", "lettering"}


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


def test_no_public_name_is_a_module_too():
    """The module would take the name's place in the package as soon as it is loaded."""
    assert {*analysis.__all__} & {*MODULES} == set()


def test_public_functions_document_parameters_and_returns():
    for name in analysis.__all__:
        public = getattr(analysis, name)
        if callable(public) and not isinstance(public, type) and name not in {"show", "order_by_date"}:
            assert "Parameters\n" in public.__doc__, name
            assert "Returns\n" in public.__doc__, name


TABLES = {
    "workbook": [
        "documents",
        "ledger",
        "mentions",
        "rates",
        "differences",
        "pooled",
        "readings",
        "scored",
        "agreed",
        "theme_basis",
        "theme_left_out",
        "theme_models",
        "theme_frames",
        "theme_passages",
        "theme_doubts",
    ],
    "shared": ["pairs", "passages", "units"],
    "themes": ["terms", "passages", "prevalence"],
    "theme_number": ["curves", "seeds"],
}


def explained_columns() -> dict[str, str]:
    """Every column that the docstring of the package explains, and its type."""
    explained = {}
    for names, kind in re.findall(r"((?:\w+, )*\w+) \((str|int|float|bool|datetime64)\)", analysis.__doc__):
        explained |= dict.fromkeys(names.split(", "), kind)
    return explained


@pytest.mark.parametrize(("home", "table"), [(home, table) for home, tables in TABLES.items() for table in tables])
def test_every_column_is_explained_with_its_type(workbook, home, table):
    """In the docstring of the package, once for all tables."""
    columns = getattr(workbook if home == "workbook" else getattr(workbook, home), table).dtypes
    for name, dtype in columns.items():
        assert str(dtype).startswith(explained_columns()[name]), name


@pytest.mark.parametrize("name", ["keyness", "collocates", "bigrams", "dispersion"])
def test_every_column_of_a_measure_is_explained_with_its_type(workbook, name):
    """Tables that the workbook does not hold, made from its articles."""
    tokens, counts = workbook.tokens, analysis.document_term_matrix(workbook.tokens)
    arguments = {
        "keyness": (counts[[0]], counts[1:].sum(axis=0), tokens.types),
        "collocates": (tokens, workbook.mentions),
        "bigrams": (tokens,),
        "dispersion": (counts.T, tokens.counts),
    }
    home = import_module(f"analysis.{name if name in MODULES else 'collocation'}")
    table = getattr(home, name)(*arguments[name])
    assert len(table) > 0
    for column, dtype in table.dtypes.items():
        assert str(dtype).startswith(explained_columns()[column]), column


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = analysis.nonsense


def test_import_loads_nothing_heavy():
    heavy = {"pandas", "sklearn", "matplotlib", "pyarrow", "scipy"}
    check = f"import sys, analysis; print([name for name in {sorted(heavy)} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def project_files(root: Path) -> list[Path]:
    """Every file but what .gitignore leaves out and git's own."""
    ignored = [".git", *(line.strip("/") for line in (root / ".gitignore").read_text(encoding="utf-8").splitlines())]
    files = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)]
        files += [
            Path(folder, name) for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)
        ]
    return files


def machine_traces(root: Path) -> list[str]:
    """Files of a project that hold its own path or the address of a package registry."""
    registry = re.compile(r"https?://[^\s\"']+/(?:simple|packages)\b")
    found = []
    for path in project_files(root):
        name = path.relative_to(root).as_posix()
        if path.suffix in {".png", ".pdf"} or name.startswith("seeds/"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if f"{root}/" in text or registry.search(text):
            found.append(name)
    return sorted(found)


def test_no_file_holds_a_path_of_this_machine_or_an_address_of_a_registry():
    assert {ROOT / "README.md", ROOT / "analysis" / "pack.py", ROOT / ".ci" / "run"} <= set(project_files(ROOT))
    assert machine_traces(ROOT) == []


def test_traces_of_a_machine_are_seen(tmp_path):
    (tmp_path / ".gitignore").write_text("report.html\n.venv/\n", encoding="utf-8")
    (tmp_path / "report.html").write_text(f"{tmp_path}/a", encoding="utf-8")
    for folder in (".venv", "notebooks"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"in {tmp_path}/a", encoding="utf-8")
    (tmp_path / "b.lock").write_text("from https://" + "host.example/simple", encoding="utf-8")
    assert machine_traces(tmp_path) == ["b.lock", "notebooks/a.txt"]


def test_git_keeps_articles_byte_for_byte_and_gives_other_text_one_line_ending():
    """The last line of .gitattributes that fits a file decides."""
    lines = [line.split() for line in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()]

    def attributes(name: str) -> list[str]:
        return [rest for pattern, *rest in lines if fnmatch.fnmatch(name, pattern)][-1]

    assert attributes("seeds/000.txt") == ["-text"]
    assert attributes("analysis/pack.py") == attributes("workbook.toml") == ["text=auto", "eol=lf"]
    assert attributes("figures/00_mentions.png") == attributes("figures/00_mentions.pdf") == ["binary"]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_its_tests(module):
    """Under its own name, or among the tests of the module it was made for."""
    tested_with = {
        "sections": "settings",
        "execution": "commands",
        "progress": "commands",
        "running": "commands",
        "__main__": "interruption",
        "settings_faults": "settings",
        "reading": "corpus",
        "catalogue": "corpus",
        "corpus_files": "corpus",
        "articles": "corpus",
        "table_pieces": "partitions",
        "table_documents": "table_files",
        "ledger": "cleaning",
        "defects": "cleaning",
        "boilerplate": "cleaning",
        "lexicon": "tokens",
        "chunks": "tokens",
        "article_prose": "prose",
        "frame_prose": "prose",
        "pair_prose": "prose",
        "meeting_prose": "prose",
        "term_prose": "prose",
        "theme_prose": "theme_captions",
        "mention_captions": "captions",
        "rate_captions": "captions",
        "article_captions": "captions",
        "term_captions": "captions",
        "context_prose": "prose",
        "large_pieces": "large",
        "workbook_corpus": "workbook",
        "workbook_context": "workbook",
        "workbook_rates": "workbook",
        "attribution_rules": "attribution",
        "word_classes": "attribution",
        "speaker_words": "attribution",
        "speaker_names": "attribution",
        "speakers": "attribution",
        "clauses": "attribution",
        "report_verbs": "attribution",
        "report_phrases": "attribution",
        "reports": "attribution",
        "passage_units": "passages",
        "passage_pairs": "passages",
        "rules": "opposition",
        "grouping": "units",
    }
    module = tested_with.get(module, module)
    tests = (ROOT / "tests" / f"test_{module.strip('_')}.py").read_text(encoding="utf-8")
    assert f"from analysis.{module} import" in tests
    assert "\ndef test_" in tests


def test_the_frame_of_the_readme_is_a_frame():
    section = tomllib.loads(re.search(r"```toml\n(.*?)```", README, re.DOTALL)[1])["frames"]["jobs"]
    assert set(Frame(**section).model_dump()) == {"patterns", "exclude", "wide", "why"}


def test_the_catalogue_of_the_readme_can_be_read(tmp_path):
    (tmp_path / "catalogue.csv").write_text(re.search(r"```text\n(.*?)```", README, re.DOTALL)[1], encoding="utf-8")
    (tmp_path / "a1.txt").write_text("The port is closed.\n", encoding="utf-8")
    assert load_documents(tmp_path)["label"].tolist() == ["Herald"]


@pytest.mark.parametrize("module", MODULES)
def test_nothing_executes_what_stands_in_data(module):
    """No pickle, no evaluation, no shell, no YAML with tags, no XML but the figures' own; whatever the corpus holds."""
    nodes = list(ast.walk(tree(module)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names}
    sources = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    roots = {name.split(".")[0] for name in names | sources}
    assert not roots & {"pickle", "marshal", "shelve", "dill", "cloudpickle", "lxml", "Markup"}
    assert "xml" not in roots or module == "inline_svg"
    plain = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    assert not plain & {"eval", "exec", "compile", "__import__"}
    methods = {ast.unparse(call.func) for call in calls if isinstance(call.func, ast.Attribute)}
    assert not {name.split(".")[-1] for name in methods} & {"read_pickle", "to_pickle", "system", "popen", "eval"}
    assert not methods & {"yaml.load", "yaml.unsafe_load", "yaml.full_load", "np.load", "numpy.load", "joblib.load"}
    assert not {word.arg for call in calls for word in call.keywords} & {"shell", "allow_pickle"}
