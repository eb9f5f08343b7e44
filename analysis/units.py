"""What tables and figures have a row for: every document, or, of many, every group of them.

Whatever counts per document reads tokens and mentions under the names of documents. Of groups it reads the same under
the names of groups: the documents of a group are put one behind the other, and count as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus import order_by_date
from analysis.grouping import MOST_UNITS, NOT_GIVEN, NOT_KNOWN, check_groups, read_groups
from analysis.tokens import Tokens
from analysis.wording import count_of

ARTICLE, CORPUS = "article", "corpus"
_GROUP = "group"  # what a unit is called where the column to group by has one of these names


@dataclass(frozen=True, eq=False)
class Units:
    """What tables and figures have a row for.

    Attributes
    ----------
    noun : str
        What one is called: "article", or of groups what they are groups by, as "outlet" ("group" where that is
        called article or corpus).
    table : DataFrame
        One row per unit, in the order of tables and figures: doc_id (its name), label, date_earliest, date_latest (of
        all its documents), articles (how many it has), and of documents their other columns. The label of a group
        ends with the number of its documents.
    of : dict of str to str
        From the doc_id of every document to the name of its unit.
    asked : str
        What the settings name to group by, whether there are enough documents for it or not.
    """

    noun: str
    table: pd.DataFrame
    of: Mapping[str, str]
    asked: str = ""

    @property
    def grouped(self) -> bool:
        """Whether they are groups."""
        return self.noun != ARTICLE

    @property
    def names(self) -> list[str]:
        """Their names, in order."""
        return self.table["doc_id"].tolist()

    def rename(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of documents under the names of their units; the document's own goes to `article`."""
        if not self.grouped:
            return table
        named = table.assign(doc_id=table["doc_id"].map(self.of).to_numpy(dtype=object))
        named.insert(1, "article", table["doc_id"])
        return named


class Extent(NamedTuple):
    """How much of a corpus is counted, and how much is looked at.

    Attributes
    ----------
    units : Units
        What tables and figures have a row for.
    articles : int
        How many documents the corpus has.
    sampled : int
        How many are looked at, where the corpus is too large for memory; else 0.
    bytes, sampled_bytes : int
        Of the texts of a large corpus, and of those in its sample.
    """

    units: Units
    articles: int
    sampled: int = 0
    bytes: int = 0
    sampled_bytes: int = 0


def find_units(documents: pd.DataFrame, group: str | None = None, columns: Mapping[str, str] | None = None) -> Units:
    """Say what tables and figures have a row for.

    Parameters
    ----------
    documents : DataFrame
        The documents.
    group : str, optional
        The column to group by, or "month" or "year" where there is no such column.
    columns : mapping of str to str, optional
        What columns of a table hold, as `load_documents` is given it: a column may be called by either name.

    Returns
    -------
    Units
        The groups, in order of their names, where there are more than 40 documents and a column to group by; else the
        documents, in order of date.

    Raises
    ------
    CorpusError
        When there is no such column, or more than 40 groups; or when one is called "all", as all documents together.
    """
    values = None if group is None else read_groups(documents, group, columns or {})
    if values is None or len(documents) <= MOST_UNITS:
        own = order_by_date(documents)
        return Units(ARTICLE, own.assign(articles=1), {name: name for name in own["doc_id"]}, group or "")
    noun = str(group).replace("_", " ").strip()
    noun = _GROUP if noun in {ARTICLE, CORPUS} else noun
    check_groups(values, str(group))
    before = ""
    while not {*(before + values)}.isdisjoint(documents["doc_id"]):
        before += f"{noun} "  # two things of one name could not be told apart
    table = _list_groups(documents, values, before)
    return Units(noun, table, dict(zip(documents["doc_id"], before + values, strict=True)), str(group))


def count_units(table: pd.DataFrame, unit: str) -> str:
    """Write how many rows tables have; where that is one for the whole corpus, how many articles it counts.

    Examples
    --------
    >>> table = pd.DataFrame({"articles": [7, 5]})
    >>> count_units(table, "outlet"), count_units(table.head(1), CORPUS)
    ('2 outlets', 'all 7 articles together')
    """
    if unit == CORPUS:
        return f"all {count_of(int(table['articles'].sum()), 'article')} together"
    return count_of(len(table), unit)


def name_units(table: pd.DataFrame, unit: str) -> pd.Series:
    """The names that sentences give the rows of tables, by doc_id; those of groups without their number of articles.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["Herald"], "label": ["Herald (20)"]})
    >>> name_units(table, "outlet")["Herald"], name_units(table, CORPUS)["Herald"]
    ('Herald', 'Herald (20)')
    """
    labels = table.set_index("doc_id")["label"]
    return labels if unit in {ARTICLE, CORPUS} else labels.index.to_series()


def say_rows(unit: str) -> str:
    """Write what a chart has a row for.

    Examples
    --------
    >>> say_rows("outlet"), say_rows(CORPUS)
    ('one row per outlet', 'one row')
    """
    return "one row" if unit == CORPUS else f"one row per {unit}"


def merge_documents(tokens: Tokens, units: Units) -> Tokens:
    """Put the documents of every unit one behind the other.

    Parameters
    ----------
    tokens : Tokens
        Tokens of the documents.
    units : Units
        The units.

    Returns
    -------
    Tokens
        The same tokens, a document being a unit. Sentences and passages are numbered through a unit; `starts` and
        `stops` stay places in the texts of documents.
    """
    if not units.grouped:
        return tokens
    unit, order = _places(tokens, units)
    sizes = tokens.counts[order]
    ends = np.cumsum(sizes)
    take = np.repeat(tokens.doc_offsets[:-1][order] - (ends - sizes), sizes) + np.arange(len(tokens.ids))
    columns = {name: getattr(tokens, name)[take] for name in ("ids", "starts", "stops", "joined")}
    for name in ("sentence", "passage"):
        numbers = getattr(tokens, name)
        highest = np.array([numbers[a:b].max(initial=0) for a, b in _spans(tokens)], dtype=np.int64)
        shift = _sum_before(highest[order], unit[order])
        columns[name] = (numbers[take] + np.repeat(shift, sizes)).astype(np.int32)
    held = np.bincount(unit, weights=tokens.counts, minlength=len(units.names)).astype(np.int64)
    return replace(tokens, doc_ids=units.names, doc_offsets=np.concatenate([[0], np.cumsum(held)]), **columns)


def merge_mentions(mentions: pd.DataFrame, tokens: Tokens, units: Units) -> pd.DataFrame:
    """Name mentions after the units that `merge_documents` makes of tokens.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with doc_id and position.
    tokens : Tokens
        The tokens of documents that they were found in.
    units : Units
        The units.

    Returns
    -------
    DataFrame
        The mentions, doc_id the unit and position the token's number in it.
    """
    if not units.grouped:
        return mentions
    unit, order = _places(tokens, units)
    doc_ids, before = np.array(tokens.doc_ids, dtype=object)[order], _sum_before(tokens.counts[order], unit[order])
    shift = dict(zip(doc_ids, before, strict=True))
    position = mentions["position"] + mentions["doc_id"].map(shift).astype(np.int64)
    return units.rename(mentions.assign(position=position))


def number_documents(merged: Tokens, tokens: Tokens, units: Units) -> Tokens:
    """Give the documents of every unit for its passages, so that whole documents are drawn where passages would be."""
    if not units.grouped:
        return merged
    unit, order = _places(tokens, units)
    numbers = _sum_before(np.ones(len(order), dtype=np.int64), unit[order]) + 1
    return replace(merged, passage=np.repeat(numbers, tokens.counts[order]).astype(np.int32))


def _places(tokens: Tokens, units: Units) -> tuple[np.ndarray, np.ndarray]:
    """Per document the number of its unit, and the documents in order of their units."""
    place = {name: number for number, name in enumerate(units.names)}
    unit = np.array([place[units.of[doc_id]] for doc_id in tokens.doc_ids], dtype=np.int64)
    return unit, np.argsort(unit, kind="stable")


def _spans(tokens: Tokens) -> list[tuple[int, int]]:
    """First token of every document, and the one after its last."""
    return list(zip(tokens.doc_offsets[:-1].tolist(), tokens.doc_offsets[1:].tolist(), strict=True))


def _sum_before(values: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """The sum of the values that stand before each in its unit; units stand one behind the other."""
    before = np.cumsum(values) - values
    firsts = np.flatnonzero(np.diff(unit, prepend=-1))
    return before - np.repeat(before[firsts], np.diff(firsts, append=len(unit)))


def _list_groups(documents: pd.DataFrame, values: pd.Series, before: str = "") -> pd.DataFrame:
    """One row per group, in order of its name, those of no name last; and what is set before every name."""
    own = documents.assign(doc_id=values).groupby("doc_id", sort=True)
    table = own.agg(date_earliest=("date_earliest", "min"), date_latest=("date_latest", "max"))
    table = (
        table.assign(articles=own.size())
        .reset_index()
        .sort_values("doc_id", key=_nameless, kind="stable", ignore_index=True)
    )
    table["doc_id"] = before + table["doc_id"]
    table.insert(1, "label", [f"{name} ({n:,})" for name, n in zip(table["doc_id"], table["articles"], strict=True)])
    return table


def count_seen(table: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    """Say of groups how many of their documents are looked at, where these are a sample.

    Parameters
    ----------
    table : DataFrame
        The groups (see `Units`).
    units : sequence of str
        The group of every document of the sample.

    Returns
    -------
    DataFrame
        The same rows; articles counts those of the sample, in_all all of them, and labels end with both.
    """
    seen = table["doc_id"].map(pd.Series(units, dtype=object).value_counts()).fillna(0).astype(int)
    label = [
        label.removesuffix(f"({n:,})") + f"({part:,} of {n:,})"
        for label, n, part in zip(table["label"], table["articles"], seen, strict=True)
    ]
    return table.assign(label=label, articles=seen, in_all=table["articles"])


def _nameless(names: pd.Series) -> pd.Series:
    return names.isin([NOT_GIVEN, NOT_KNOWN])


def one_unit(documents: pd.DataFrame) -> Units:
    """All documents as one unit, for a corpus of too many to have a row each and too large to look into."""
    values = pd.Series(CORPUS, index=documents.index)
    table = _list_groups(documents, values).assign(label=f"all articles ({len(documents):,})")
    return Units(CORPUS, table, dict.fromkeys(documents["doc_id"], CORPUS))
