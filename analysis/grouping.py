"""What documents can be grouped by: a column, or the month or year of their dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import pandas as pd

from analysis.corpus import CorpusError

MOST_UNITS = 40  # rows that a reader can compare; of fewer documents each has its own
NOT_GIVEN, NOT_KNOWN = "not given", "not known"
_NO_GROUP = frozenset({"text", "row", "captions", "doc_id", "label"})
_DATES = ("date_earliest", "date_latest")
_PERIODS = {"month": "%Y-%m", "year": "%Y"}


def name_column(group: str, columns: Mapping[str, str]) -> str:
    """What the column to group by is called among documents, which its file may call something else."""
    roles = {name: role for role, name in columns.items()}
    return roles.get(group, group)


def read_groups(documents: pd.DataFrame, group: str, columns: Mapping[str, str]) -> pd.Series:
    """The group of every document."""
    name = name_column(group, columns)
    if name in documents and name not in _NO_GROUP:
        column = documents[name]
        dates = pd.api.types.is_datetime64_any_dtype(column)
        values = column.dt.strftime("%Y-%m-%d").fillna("") if dates else column.astype(str).str.strip()
        return values.where(values != "", NOT_GIVEN)
    if group in _PERIODS:
        first, last = (documents[name].dt.strftime(_PERIODS[group]) for name in _DATES)
        return first.where(first == last, NOT_KNOWN)
    allowed = _list_columns(documents)
    near = [f"did you mean {name!r}? " for name in get_close_matches(group, allowed, 1)]
    msg = f"[corpus] group = {group!r} in workbook.toml: no such column; {''.join(near)}allowed: {', '.join(allowed)}"
    raise CorpusError(msg)


def _list_columns(documents: pd.DataFrame) -> list[str]:
    """What documents can be grouped by, whether that makes groups of use or not."""
    own = [str(column) for column in documents if column not in {*_NO_GROUP, *_DATES}]
    return own + [name for name in _PERIODS if name not in own]


def suggest_groups(documents: pd.DataFrame) -> dict[str, int]:
    """Say what documents could be grouped by.

    Parameters
    ----------
    documents : DataFrame
        The documents.

    Returns
    -------
    dict of str to int
        Columns, "month" and "year" that would make 2 to 40 groups of more than one document on average, with their
        number.
    """
    numbers = {name: read_groups(documents, name, {}).nunique() for name in _list_columns(documents)}
    return {name: n for name, n in numbers.items() if 1 < n <= min(MOST_UNITS, len(documents) // 2)}


def check_groups(values: pd.Series, group: str) -> None:
    """Refuse more groups than can be shown, and the name of all documents together."""
    if (n_groups := values.nunique()) > MOST_UNITS:
        msg = (
            f"[corpus] group = {group!r} in workbook.toml: {n_groups:,} groups, and tables and figures hold "
            f"{MOST_UNITS} at most; name a column with fewer values, or take the line out"
        )
        raise CorpusError(msg)
    if (values == "all").any():
        msg = (
            f"[corpus] group = {group!r} in workbook.toml: a group is called 'all', as all articles together; rename it"
        )
        raise CorpusError(msg)


def list_alike(names: Sequence[str]) -> list[list[str]]:
    """Names of groups that differ in nothing but capitals and spaces, and are meant as one as often as not.

    Examples
    --------
    >>> list_alike(["Post", "The  Ledger", "the ledger"])
    [['The  Ledger', 'the ledger']]
    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(" ".join(name.casefold().split()), []).append(name)
    return [alike for alike in by_key.values() if len(alike) > 1]
