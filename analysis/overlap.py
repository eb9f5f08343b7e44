"""Say how much of a document or passage stands word for word in another, from the runs that the two share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.reuse import distinct, spans, verbatim_runs
from analysis.tokens import Tokens

_SUBSTANTIAL = 20  # tokens of a passage that is no mere phrase
_BLOCK = 5_000_000  # tokens of the pairs that are read at a time


class Overlap(NamedTuple):
    """What the two documents of every pair have word for word.

    Attributes
    ----------
    pairs : DataFrame
        One row per pair: a, b; units (whether both have passages to compare); verbatim_a, verbatim_b (share of either's
        tokens), longest_run (tokens), passage_words (share of a passage of 20 tokens or more, the largest).
    copies : DataFrame
        One row per passage of b that stands in a in part, in the order of pairs and passages: a, b, row_b, row_a (the
        passage that holds most of it, -1 when none does; both are rows of the passages), verbatim (share).
    """

    pairs: pd.DataFrame
    copies: pd.DataFrame


def find_overlap(tokens: Tokens, passages: pd.DataFrame, pairs: np.ndarray) -> Overlap:
    """Look up what the documents of some pairs have word for word.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    passages : DataFrame
        The passages that are compared, in the order of the text: start (first token), document (number), tokens.
    pairs : ndarray of int, pairs × 2
        Numbers of documents, a and b.

    Returns
    -------
    Overlap
        What documents and passages have word for word.
    """
    sizes = np.cumsum(tokens.counts[pairs].sum(axis=1))
    edges = np.unique(np.searchsorted(sizes, np.arange(0, sizes[-1] if len(sizes) else 0, _BLOCK)))
    blocks = [_read_pairs(tokens, passages, block) for block in np.split(pairs, edges[1:])]
    return Overlap(*(pd.concat(tables, ignore_index=True) for tables in zip(*blocks, strict=True)))


def _read_pairs(tokens: Tokens, passages: pd.DataFrame, pairs: np.ndarray) -> Overlap:
    """The same for as many pairs as fit memory."""
    runs = verbatim_runs(tokens, pairs)
    length = runs["length"].to_numpy()
    pair = np.repeat(runs["pair"].to_numpy(), length)
    token = {side: spans(runs[f"start_{side}"].to_numpy(), length) for side in "ab"}
    table = pd.DataFrame(pairs, columns=["a", "b"], dtype=np.int64)
    table["units"] = np.isin(pairs, passages["document"]).all(axis=1)
    copied = {}
    for side in "ab":
        of, place = np.divmod(distinct(pair * len(tokens.ids) + token[side]), max(len(tokens.ids), 1))
        table[f"verbatim_{side}"] = np.bincount(of, minlength=len(pairs)) / np.maximum(tokens.counts[table[side]], 1)
        copied[side] = _count_copied(of, passage_rows(passages, place), passages["tokens"].to_numpy())
    table["longest_run"] = runs.groupby("pair")["length"].max().reindex(table.index, fill_value=0)
    table["passage_words"] = np.maximum(*(_largest(copied[side], passages, len(pairs)) for side in "ab"))
    partner = _find_partners(pair, passage_rows(passages, token["a"]), passage_rows(passages, token["b"]), token["b"])
    copies = copied["b"].merge(partner, how="left", on=["pair", "row"])
    copies = copies.fillna({"row_a": -1}).astype({"row_a": np.int64})
    ends = table.loc[copies["pair"], ["a", "b"]].reset_index(drop=True)
    return Overlap(table, ends.assign(row_b=copies["row"], row_a=copies["row_a"], verbatim=copies["share"]))


def passage_rows(passages: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    """Row of the passage that a token stands in; -1 when it is none of those that are compared."""
    starts = passages["start"].to_numpy()
    row = np.searchsorted(starts, places, side="right") - 1
    inside = row >= 0
    inside[inside] = (places[inside] - starts[row[inside]]) < passages["tokens"].to_numpy()[row[inside]]
    return np.where(inside, row, -1)


def _count_copied(pair: np.ndarray, row: np.ndarray, sizes: np.ndarray) -> pd.DataFrame:
    """Share of each passage that stands in the pair's other document, from its tokens that do."""
    inside = row >= 0
    keys, words = np.unique(pair[inside] * max(len(sizes), 1) + row[inside], return_counts=True)
    pair, row = np.divmod(keys, max(len(sizes), 1))
    return pd.DataFrame({"pair": pair, "row": row, "share": words / sizes[row]})


def _largest(copied: pd.DataFrame, passages: pd.DataFrame, n_pairs: int) -> np.ndarray:
    """Per pair the largest share of a passage that is no mere phrase."""
    long = copied[passages["tokens"].to_numpy()[copied["row"]] >= _SUBSTANTIAL]
    return long.groupby("pair")["share"].max().reindex(range(n_pairs), fill_value=0).to_numpy()


def _find_partners(pair: np.ndarray, row_a: np.ndarray, row_b: np.ndarray, token_b: np.ndarray) -> pd.DataFrame:
    """Per passage of the later document, the passage of the earlier one that holds most of its tokens."""
    met = pd.DataFrame({"pair": pair, "row": row_b, "row_a": row_a, "token": token_b})
    met = met[(row_a >= 0) & (row_b >= 0)].drop_duplicates()
    words = met.groupby(["pair", "row", "row_a"], as_index=False).size()
    words = words.sort_values("size", ascending=False, kind="stable")
    return words.drop_duplicates(["pair", "row"])[["pair", "row", "row_a"]]
