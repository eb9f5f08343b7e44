"""Which files a corpus is made of."""

from __future__ import annotations

import glob
from pathlib import Path

from analysis.pages import PAGES
from analysis.reading import CorpusError, looking_at, name_fault, refuse
from analysis.table_files import READERS

ARTICLES = frozenset({".txt", *PAGES})


def corpus_files(path: Path) -> tuple[Path, list[Path]]:
    """The files of a corpus without a catalogue, and the folder that their names start from.

    Parameters
    ----------
    path : Path
        A folder, a file, or a glob of files.

    Returns
    -------
    root : Path
    files : list of Path
        In order of their names, all articles or all tables.

    Raises
    ------
    CorpusError
        When there is nothing to read, or files of two kinds.
    """
    with looking_at(path):
        root, files = _find_files(path)
    names = [str(file.relative_to(root)) for file in files]
    refuse([f"{root}: a file's name {fault}; rename the file" for fault in map(name_fault, names) if fault])
    return root, files


def _find_files(path: Path) -> tuple[Path, list[Path]]:
    """The files, whatever their names."""
    if path.is_dir():
        return path, _files_of_folder(path)
    if path.exists():
        return path.parent, _of_one_kind([path])
    root = next(parent for parent in path.parents if parent.is_dir())  # letters, whatever brackets its name holds
    pattern = str(path.relative_to(root))
    if not glob.has_magic(pattern):
        advice = "[corpus] path in workbook.toml names a folder of .txt files, or a CSV, JSON Lines or Parquet file"
        msg = f"{path}: no such {'file' if path.suffix else 'folder'}; {advice}"
        raise CorpusError(msg)
    found = sorted(root.glob(pattern))
    files = [file for file in found if not file.is_dir() and not file.name.startswith(".")]
    if not files:
        msg = f"{path}: no file has such a name; [corpus] path in workbook.toml names folders and files"
        raise CorpusError(msg)
    return root, _of_one_kind(files)


def _files_of_folder(folder: Path) -> list[Path]:
    """The articles of a folder; what other programs hide in it is passed over."""
    visible = [file for file in sorted(folder.iterdir()) if not file.name.startswith(".")]
    if articles := [file for file in visible if file.suffix.lower() in ARTICLES]:
        return articles
    table = next((file for file in visible if file.suffix.lower() in READERS), None)
    deeper = next(folder.glob("*/*.txt"), None)
    advice = "put the articles there, one file each"
    if table:
        advice = f'to read a table, name its file: path = "{folder.name}/{table.name}"'
    elif deeper:
        advice = f'to read folders inside it: path = "{folder.name}/**/*.txt"'
    msg = f"{folder}: no .txt file in it; {advice}"
    raise CorpusError(msg)


def _of_one_kind(files: list[Path]) -> list[Path]:
    """The files, unless some cannot be read or articles stand among tables."""
    known = {*ARTICLES, *READERS}
    refuse(
        [
            f"{file}: {file.suffix or 'a name without an ending'} cannot be read; save it as .txt, or as a table "
            f"(.csv, .tsv, .jsonl, .parquet)"
            for file in files
            if file.suffix.lower() not in known
        ]
    )
    first = files[0]
    refuse(
        [
            f"{file}: another kind than {first.name}; a corpus is articles or tables: name one kind, as *{first.suffix}"
            for file in files
            if (file.suffix.lower() in READERS) != (first.suffix.lower() in READERS)
        ]
    )
    return files
