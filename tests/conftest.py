"""What several test modules share."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis.settings import load_settings
from analysis.workbook import Workbook, open_workbook

ROOT = Path(__file__).parents[1]
COPIED = ("analysis", "notebooks", "seeds", "workbook.toml", "pyproject.toml")


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    """The five articles under the committed settings."""
    return open_workbook(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what a user may change, to change it."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


@pytest.fixture
def small(tmp_path: Path):
    """Make a workbook of a few short texts, with the committed frames."""

    def make(*texts: str) -> Workbook:
        seeds = tmp_path / "seeds"
        seeds.mkdir()
        rows = []
        for number, text in enumerate(texts):
            content = text.encode()
            (seeds / f"{number}.txt").write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            rows.append([f"{number}", f"{number}.txt", f"Label {number}", "", "", "", "unknown", "", "", "", digest])
        columns = (ROOT / "seeds" / "catalogue.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        pd.DataFrame(rows, columns=columns).to_csv(seeds / "catalogue.csv", index=False)
        shutil.copy(ROOT / "workbook.toml", tmp_path / "workbook.toml")
        return Workbook(load_settings(tmp_path / "workbook.toml"))

    return make


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder, and a test that runs as somebody who may not read and write everything, even where root runs it."""
    if os.name != "posix":
        pytest.skip("rights of files are others here")
    folder, nobody = Path(tempfile.mkdtemp()), 65534
    folder.chmod(0o777)
    is_root = hasattr(os, "setresuid") and os.geteuid() == 0
    if not is_root and os.geteuid() == 0:
        pytest.skip("root may do everything")
    if is_root:
        os.setresuid(nobody, nobody, 0)
    try:
        if not os.access(ROOT / "analysis", os.R_OK | os.X_OK):
            pytest.skip("nobody else may read the project")
        yield folder
    finally:
        if is_root:
            os.setresuid(0, 0, 0)
        shutil.rmtree(folder, ignore_errors=True)
