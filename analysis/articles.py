"""The articles of a corpus that lie in files of their own: which there are, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from analysis.catalogue import CATALOGUE, DOCUMENT_COLUMNS, check_bytes, read_catalogue
from analysis.corpus_files import ARTICLES, corpus_files
from analysis.pages import PAGES, read_page, text_of
from analysis.reading import CorpusError, file_bytes, file_text, looking_at

_READ_FROM_PAGE = "as the page says"


class Article(NamedTuple):
    """A file that holds one article, and what a catalogue says of it: nothing where there is none."""

    doc_id: str
    file: Path
    name: str  # from the folder of the corpus on
    catalogued: Mapping[str, str] | None


def list_articles(path: Path, columns: Mapping[str, str]) -> list[Article]:
    """The articles of a corpus.

    Parameters
    ----------
    path : Path
        A folder, a file, or a glob of files.
    columns : mapping of str to str
        Names of a table's columns, which are refused where there is none.

    Returns
    -------
    list of Article
        In order of doc_id; empty when the files are tables.

    Raises
    ------
    CorpusError
        When there is nothing to read, when files and catalogue disagree, or when two files have one name.
    """
    with looking_at(path):
        has_catalogue = path.is_dir() and (path / CATALOGUE).exists()
    if has_catalogue:
        rows = read_catalogue(path).to_dict("records")
        articles = [Article(row["doc_id"], path / row["file"], row["file"], row) for row in rows]
    else:
        root, files = corpus_files(path)
        if files[0].suffix.lower() not in ARTICLES:
            return []
        names = [file.relative_to(root) for file in files]
        articles = [
            Article(name.with_suffix("").as_posix(), file, name.as_posix(), None)
            for file, name in zip(files, names, strict=True)
        ]
        _check_names(root, articles)
    for role, name in columns.items():
        msg = f"{path}: {role} = {name!r} in workbook.toml names a column, but these are articles; take it out"
        raise CorpusError(msg)
    return sorted(articles, key=lambda article: article.doc_id)


def read_article(article: Article) -> dict[str, str]:
    """What is known of an article, and its text.

    Parameters
    ----------
    article : Article
        As `list_articles` gives it.

    Returns
    -------
    dict of str to str
        The columns of documents, those that a catalogue has besides, and text.

    Raises
    ------
    CorpusError
        When the file cannot be read, or is not the one that the catalogue was made for.
    """
    if article.catalogued is not None:
        content = file_bytes(article.file)
        check_bytes(article.file, content, article.catalogued["sha256"])
        known = {name: value for name, value in article.catalogued.items() if name != "sha256"}
        return {**known, "text": text_of(article.file, content)}
    document = dict.fromkeys([*DOCUMENT_COLUMNS, "text"], "")
    document |= {"doc_id": article.doc_id, "file": article.name, "label": article.doc_id, "translated": "unknown"}
    if article.file.suffix.lower() not in PAGES:
        return {**document, "text": file_text(article.file)}
    page = read_page(article.file, file_bytes(article.file))
    day = page.pop("date")
    return {**document, **page, "date_earliest": day, "date_latest": day, "date_basis": _READ_FROM_PAGE if day else ""}


def _check_names(root: Path, articles: list[Article]) -> None:
    """Refuse articles whose files differ in their endings only, and the name of all articles together."""
    files: dict[str, str] = {}
    for doc_id, _, name, _ in articles:
        if doc_id in files:
            fault = f"{files[doc_id]} and {name} have one name; a document needs a name of its own: rename one of them"
        elif doc_id == "all":
            fault = f"{name}: 'all' stands for all articles together; rename the file"
        else:
            files[doc_id] = name
            continue
        msg = f"{root}: {fault}"
        raise CorpusError(msg)
