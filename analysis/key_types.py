"""The types that set articles apart: those that remain, those shown, and their ratios."""

from __future__ import annotations

import numpy as np
import pandas as pd

_NAMED = 10  # types in a cell of a table


def count_remaining(table: pd.DataFrame, level: float) -> pd.DataFrame:
    """Count the types that set a document apart after adjustment.

    Parameters
    ----------
    table : DataFrame
        What `document_keyness` returns.
    level : float
        What an adjusted p-value must be below.

    Returns
    -------
    DataFrame
        One row per document: doc_id, types (looked at), remain (those with p_bh below the level), remain_all (those
        with p_bh_all below it), which (those of remain, the largest differences first, ten at most; "less" before
        those that are rarer in the document than in the others).
    """
    kept = remaining_types(table, level).groupby("doc_id", sort=False)
    counts = table.groupby("doc_id", sort=False)[["types"]].first()
    counts["remain"] = kept.size().reindex(counts.index, fill_value=0)
    counts["remain_all"] = (table["p_bh_all"] < level).groupby(table["doc_id"], sort=False).sum().astype(int)
    named = {doc_id: _name_types(group) for doc_id, group in kept}
    counts["which"] = [named.get(doc_id, "") for doc_id in counts.index]
    return counts.rename_axis("doc_id").reset_index()


def remaining_types(table: pd.DataFrame, level: float) -> pd.DataFrame:
    """Keep the types that set a document apart after adjustment, commoner in it or rarer.

    Parameters
    ----------
    table, level
        As in `count_remaining`.

    Returns
    -------
    DataFrame
        Those rows, documents in their order, the log_ratio farthest from 0 first.
    """
    kept = table[table["p_bh"] < level].sort_values("type", kind="stable")
    return _in_order(kept.sort_values("log_ratio", key=np.abs, ascending=False, kind="stable"), table)


def top_types(table: pd.DataFrame, level: float = 0.05, most: int = 4, documents: int = 12) -> pd.DataFrame:
    """Choose the types that stand out most in each document: those that remain after adjustment, then by effect size.

    Parameters
    ----------
    table : DataFrame
        What `document_keyness` returns.
    level : float
        What an adjusted p-value must be below for a type to remain.
    most : int
        Rows per document. Of more types that remain, those with the log_ratio farthest from 0 are taken; of fewer,
        the rest are those with the highest log_ratio above 0 that stand in the document, or fewer.
    documents : int
        Of more documents than that, those with the most types that remain are taken; of equal ones, those with the
        log_ratio that is farthest from 0 among these.

    Returns
    -------
    DataFrame
        Those rows, documents in their order, the highest log_ratio first.
    """
    kept = remaining_types(table, level)
    effects = kept["log_ratio"].abs().groupby(kept["doc_id"]).agg(["size", "max"])
    effects = effects.reindex(table["doc_id"].unique(), fill_value=0)
    chosen = effects.sort_values(["size", "max"], ascending=False, kind="stable").index[:documents]
    table, kept = (rows[rows["doc_id"].isin(chosen)] for rows in (table, kept))
    # a short document without a rare type would seem to have more of it, by the 0.5 in place of 0
    over = table[(table["p_bh"] >= level) & (table["log_ratio"] > 0) & (table["count_target"] > 0)]
    over = over.sort_values(["log_ratio", "type"], ascending=[False, True])
    top = pd.concat([kept, over], ignore_index=True).groupby("doc_id", sort=False).head(most)
    return _in_order(top.sort_values(["log_ratio", "type"], ascending=[False, True]), table)


def as_ratios(table: pd.DataFrame) -> pd.DataFrame:
    """Turn powers of two into ratios.

    Parameters
    ----------
    table : DataFrame
        With log_ratio, low and high, as `keyness` returns them.

    Returns
    -------
    DataFrame
        The same rows with ratio (of the rates, 0.5 in place of a count of 0), and low and high as the ends of its
        interval.

    Examples
    --------
    >>> as_ratios(pd.DataFrame({"log_ratio": [2.0], "low": [-1.0], "high": [np.inf]})).to_dict("records")
    [{'low': 0.5, 'high': inf, 'ratio': 4.0}]
    """
    powers = table[["log_ratio", "low", "high"]].to_numpy(dtype=float)
    ratio, low, high = (2.0**powers).T
    return table.drop(columns="log_ratio").assign(low=low, high=high, ratio=ratio)


def _in_order(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Rows by document, as these stand in the table."""
    places = {doc_id: number for number, doc_id in enumerate(table["doc_id"].unique())}
    return rows.sort_values("doc_id", key=lambda ids: ids.map(places), kind="stable", ignore_index=True)


def _name_types(rows: pd.DataFrame) -> str:
    """Types in quotation marks, ten at most."""
    marked = zip(rows["log_ratio"].head(_NAMED), rows["type"].head(_NAMED), strict=True)
    names = [f"{'less ' if ratio < 0 else ''}“{name}”" for ratio, name in marked]
    return ", ".join([*names, *([f"{len(rows) - _NAMED:,} more"] if len(rows) > _NAMED else [])])
