"""A real Chromium, and JupyterLab on a copy of the repository."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "JupyterLab and the report were NOT tested in a browser"
QUIET = [
    "--no-sandbox",  # root in a container has none
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
COPIED = ("analysis", "figures", "notebooks", "seeds", "coding", "workbook.toml", "pyproject.toml", "requirements.lock")
STARTED = 60  # seconds


def pytest_terminal_summary(terminalreporter):
    """Say it loudly when there was no browser: a skipped test is easily overlooked."""
    reasons = {str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])}
    if any(MISSING in reason for reason in reasons):
        terminalreporter.write_line(f"{MISSING}: install Chromium (Debian: chromium) and playwright", red=True)


@pytest.fixture(scope="package")  # its event loop is in the way of tests that run notebooks
def browser() -> Iterator:
    """Chromium without a window, or the tests are skipped."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip(f"{MISSING}: no playwright")
    if found is None:
        pytest.skip(f"{MISSING}: none of {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")  # its event loop is in the way of tests that run notebooks
def lab(browser, tmp_path_factory) -> Iterator[tuple[str, Path]]:  # noqa: ARG001 (no browser: no server either)
    """Where JupyterLab answers, with its token, and the copy it works on, whose notebooks have no outputs."""
    folder = tmp_path_factory.mktemp("lab")
    copy, runtime = folder / "copy", folder / "runtime"
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        elif source.exists():
            shutil.copy(source, copy / name)
    for path in (copy / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    own = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA")}
    own |= {"JUPYTER_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(copy), "IPYTHONDIR": str(folder / "ipython")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0"]
    options = [f"--ServerApp.root_dir={copy}", "--IdentityProvider.token=read-me"]
    with (folder / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen([*command, *options], env=os.environ | own, cwd=copy, stdout=log, stderr=log)
    try:
        yield wait_for(runtime, folder / "log"), copy
    finally:
        server.terminate()
        server.wait(STARTED)


def wait_for(runtime: Path, log: Path) -> str:
    """The address of the server, once it has written where it is."""
    for _ in range(STARTED * 10):
        for path in runtime.glob("jpserver-*.json"):
            text = path.read_text(encoding="utf-8")
            if text.endswith("}"):
                return json.loads(text)["url"]
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start: {log.read_text(encoding='utf-8')}")
