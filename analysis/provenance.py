"""What a result rests on, so short that it can be printed under it: the corpus, the settings, the packages."""

from __future__ import annotations

import hashlib
import json
import re

import pandas as pd

from analysis.settings import Settings

_SIGNS = 16  # of a hash, enough to tell two corpora apart
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)")


def hash_corpus(documents: pd.DataFrame) -> str:
    """Give a short name to what was read: every text and everything that the catalogue says of it.

    Parameters
    ----------
    documents : DataFrame
        The documents as they stand in their files, ordered by doc_id.

    Returns
    -------
    str
        Sixteen hexadecimal digits of a SHA-256: the same for the same texts and catalogue, on every machine.

    Examples
    --------
    >>> hash_corpus(pd.DataFrame({"doc_id": ["a"], "text": ["One text."]}))
    'f4415a91f0b28494'
    """
    rows = [[str(cell) for cell in row] for row in documents.itertuples(index=False)]
    return _hash([list(documents), rows])


def hash_settings(settings: Settings) -> str:
    """Give a short name to every choice of workbook.toml, wherever the file lies and however it is laid out.

    Parameters
    ----------
    settings : Settings
        The settings.

    Returns
    -------
    str
        Sixteen hexadecimal digits of a SHA-256.
    """
    return _hash(settings.model_dump(mode="json", exclude={"file"}))


def locked_versions(lock: str) -> list[str]:
    r"""Name the packages of a lock file with their versions.

    Parameters
    ----------
    lock : str
        Lines as `name==version ; marker`.

    Returns
    -------
    list of str
        "name version" of each, in the order of the file.

    Examples
    --------
    >>> locked_versions("numpy==2.4.6\ncolorama==0.4.6 ; sys_platform == 'win32'\n")
    ['numpy 2.4.6', 'colorama 0.4.6']
    """
    return [f"{pin[1]} {pin[2]}" for line in lock.splitlines() if (pin := _PIN.match(line))]


def _hash(content: object) -> str:
    text = json.dumps(content, ensure_ascii=True, sort_keys=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_SIGNS]
