"""Take the article out of a web page, when trafilatura is installed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from analysis.reading import CorpusError, decode

PAGES = frozenset({".html", ".htm"})


def text_of(path: Path, content: bytes) -> str:
    """The text of a file: of a web page its article, of any other file all that stands in it."""
    return read_page(path, content)["text"] if path.suffix.lower() in PAGES else decode(path, content)


def read_page(path: Path, content: bytes) -> dict[str, str]:
    """What a web page holds: text, title, byline, outlet and, as far as the page says, the day.

    Parameters
    ----------
    path : Path
        The file, for messages.
    content : bytes
        Its bytes; the page may be in any encoding that it names.

    Returns
    -------
    dict of str to str
        text, title, byline, outlet and date (YYYY-MM-DD), each empty where the page does not say it.

    Raises
    ------
    CorpusError
        When trafilatura is not installed, or finds no article in the page.
    """
    page = _trafilatura(path).bare_extraction(content, include_comments=False, with_metadata=True)
    if page is None or not (page.text or "").strip():
        msg = f"{path}: no article found in this page; save its text as .txt, or take it out"
        raise CorpusError(msg)
    found = {"text": page.text, "title": page.title, "byline": page.author, "outlet": page.sitename, "date": page.date}
    return {name: value or "" for name, value in found.items()}


def _trafilatura(path: Path) -> Any:  # noqa: ANN401 - a module that need not be there
    """The library that knows which part of a page is the article."""
    try:
        return import_module("trafilatura")
    except ImportError:
        msg = (
            f"{path}: a web page, which takes one more package to read: python -m pip install "
            f"'framing-workbook[html]' (or: pip install trafilatura); or save its text as .txt"
        )
        raise CorpusError(msg) from None
