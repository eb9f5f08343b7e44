"""Counts that a run hands to its notebooks are those that it made, and are read without running anything."""

import os
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from analysis.large import LargeCorpus, count_large
from analysis.large_files import COUNTS_VARIABLE, hand_down, handed_down, load_large, save_large
from analysis.settings import load_settings
from analysis.workbook import Workbook


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    texts = [f"“We need guarantees no. {number},” Ryabkov said.\nThe ex-pansion went on." for number in range(44)]
    table = pd.DataFrame({"outlet": ["Post", "Herald"] * 22, "date": "2024-05-02", "side": None, "text": texts})
    table.to_csv(folder / "a.csv", index=False)
    frames = (
        "[frames.expansion]\npatterns = ['expan*']\nwhy = 'a'\n[frames.guarantees]\npatterns = ['guarante*']\nwhy = 'a'"
    )
    (folder / "workbook.toml").write_text(f'[corpus]\npath = "a.csv"\ngroup = "outlet"\nmemory_mb = 0.001\n{frames}\n')
    return load_settings(folder / "workbook.toml")


@pytest.fixture(scope="module")
def counted(settings) -> LargeCorpus:
    return count_large(settings)


def test_what_is_read_is_what_was_written(settings, counted, tmp_path):
    save_large(counted, settings, tmp_path / "counts")
    found = load_large(tmp_path / "counts")
    for field in fields(LargeCorpus):
        before, after = getattr(counted, field.name), getattr(found, field.name)
        if isinstance(before, pd.DataFrame):
            pd.testing.assert_frame_equal(after, before)
        elif field.name == "terms":
            assert (before != after).nnz == 0
        elif field.name == "types":
            assert np.array_equal(before, after)
        elif field.name != "units":
            assert after == before
    assert (found.units.noun, found.units.names) == (counted.units.noun, counted.units.names)
    assert found.units.of == {doc_id: counted.units.of[doc_id] for doc_id in counted.sample["doc_id"]}


def test_a_workbook_takes_what_is_handed_down_and_gives_the_same_tables(settings, counted, tmp_path, monkeypatch):
    alone = Workbook(settings)
    monkeypatch.setattr("analysis.workbook_corpus.count_large", lambda *_, **__: pytest.fail("counted again"))
    alone.__dict__["large"] = counted
    with hand_down(counted, settings, tmp_path / "counts"):
        told = Workbook(settings)
        for name in ("rates", "rates_once", "kinds", "keyness", "documents", "unit_judged", "sources", "bootstrapped"):
            pd.testing.assert_frame_equal(getattr(told, name), getattr(alone, name))
    assert COUNTS_VARIABLE not in os.environ
    assert handed_down(settings) is None


def test_nothing_is_handed_down_of_a_corpus_in_memory(settings, tmp_path):
    with hand_down(None, settings, tmp_path / "counts"):
        assert COUNTS_VARIABLE not in os.environ
    assert not (tmp_path / "counts").exists()


@pytest.mark.parametrize(("section", "choice"), [("statistics", {"seed": 7}), ("corpus", {"path": "b.csv"})])
def test_counts_of_another_corpus_or_other_settings_are_not_taken(settings, counted, tmp_path, section, choice):
    own = getattr(settings, section).model_copy(update=choice)
    other = settings.model_copy(update={section: own})
    moved = settings.model_copy(update={"file": tmp_path / "workbook.toml"})  # another a.csv, the same choices
    with hand_down(counted, settings, tmp_path / "counts"):
        assert handed_down(settings) is not None
        assert handed_down(other) is None
        assert handed_down(moved) is None
