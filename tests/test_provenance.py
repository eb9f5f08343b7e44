"""Short names of what a result rests on change with it, and with nothing else."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.provenance import hash_corpus, hash_settings, locked_versions
from analysis.settings import load_settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = pd.DataFrame(
    {"doc_id": ["a", "b"], "label": ["A", "B"], "date_latest": [pd.Timestamp("2022-01-10"), pd.NaT], "text": ["x", "y"]}
)


def test_the_same_corpus_has_the_same_name():
    assert hash_corpus(DOCUMENTS) == hash_corpus(DOCUMENTS.copy())
    assert len(hash_corpus(DOCUMENTS)) == 16


@pytest.mark.parametrize("column", DOCUMENTS.columns)
def test_any_change_of_the_corpus_changes_its_name(column):
    changed = DOCUMENTS.astype({column: object})
    changed.loc[1, column] = pd.Timestamp("2022-01-11") if column == "date_latest" else "z"
    assert hash_corpus(changed) != hash_corpus(DOCUMENTS)


def test_text_that_moves_to_the_next_article_changes_the_name():
    one, other = (DOCUMENTS.assign(text=texts) for texts in (["xy", ""], ["x", "y"]))
    assert hash_corpus(one) != hash_corpus(other)


@pytest.fixture
def settings(tmp_path):
    """Load workbook.toml from another folder, with one replacement in it."""

    def load(old: str = "", new: str = ""):
        text = (ROOT / "workbook.toml").read_text(encoding="utf-8")
        assert old in text
        shutil.rmtree(tmp_path / "seeds", ignore_errors=True)
        (tmp_path / "seeds").mkdir()
        (tmp_path / "workbook.toml").write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return load_settings(tmp_path / "workbook.toml")

    return load


@pytest.mark.parametrize("change", [("", ""), ("# folder of .txt", "# another note, folder of .txt")])
def test_settings_have_one_name_wherever_they_lie_and_whatever_is_noted(settings, workbook, change):
    assert hash_settings(settings(*change)) == hash_settings(workbook.settings)


@pytest.mark.parametrize(
    "change", [("seed = 20220110", "seed = 1"), ('["guarante*"]', '["guarantees"]'), ("2022-01-10", "2022-01-09")]
)
def test_any_choice_changes_the_name_of_the_settings(settings, workbook, change):
    assert hash_settings(settings(*change)) != hash_settings(workbook.settings)


def test_every_line_of_the_lock_is_named():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    versions = locked_versions(lock)
    assert len(versions) == len(lock.splitlines())
    assert all(len(version.split()) == 2 for version in versions)
