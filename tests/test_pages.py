"""Web pages give their article, or the command that installs what reads them."""

import sys
from types import SimpleNamespace

import pytest

from analysis.corpus import CorpusError, load_documents
from analysis.pages import read_page

FOUND = {"text": "The port closed.", "title": "Port closed", "author": "Ann Lee", "sitename": None}


@pytest.fixture
def library(monkeypatch):
    """A stand-in for trafilatura, which need not be installed; it finds what the page's bytes say."""
    found = {b"page": SimpleNamespace(**FOUND, date="2024-05-02"), b"bare": SimpleNamespace(**FOUND, date=None)}
    extract = lambda content, **_: found.get(content)  # noqa: E731
    monkeypatch.setitem(sys.modules, "trafilatura", SimpleNamespace(bare_extraction=extract))


@pytest.mark.usefixtures("library")
def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path):
    (tmp_path / "1.html").write_bytes(b"page")
    (tmp_path / "2.HTM").write_bytes(b"bare")
    (tmp_path / "3.txt").write_text("Talks failed.", encoding="utf-8")
    documents = load_documents(tmp_path)
    assert documents["text"].tolist() == ["The port closed.", "The port closed.", "Talks failed."]
    assert documents["byline"].tolist() == ["Ann Lee", "Ann Lee", ""]
    assert documents["outlet"].tolist() == ["", "", ""]
    assert documents["date_basis"].tolist() == ["as the page says", "", ""]
    assert documents["date_latest"].notna().tolist() == [True, False, False]


@pytest.mark.usefixtures("library")
def test_a_page_without_an_article_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"a\.html: no article found in this page; save its text as \.txt"):
        read_page(tmp_path / "a.html", b"")


def test_what_reads_pages_is_named_when_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "1.html").write_bytes(b"page")
    with pytest.raises(CorpusError, match=r"1\.html: .*pip install 'framing-workbook\[html\]'") as caught:
        load_documents(tmp_path)
    assert "\n" not in str(caught.value)
