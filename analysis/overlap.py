"""Say how much of a document or passage stands word for word in another, from the runs that the two share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.reuse import reused_tokens, verbatim_runs
from analysis.tokens import Tokens, passage_numbers

OVERLAP_COLUMNS = ("verbatim_a", "verbatim_b", "longest_run", "passage_words")
_SUBSTANTIAL = 20  # tokens of a passage that is no mere phrase


class Overlap(NamedTuple):
    """What two documents have word for word.

    Attributes
    ----------
    documents : DataFrame
        a, b, verbatim_a, verbatim_b, longest_run, passage_words (share of a passage, the largest).
    in_document : DataFrame
        Share of a passage that stands in another document: passage, document, tokens, share, ordered by passage.
    in_passage : DataFrame
        Tokens of a passage that stand in another passage: passage, other, tokens, ordered by passage.
    """

    documents: pd.DataFrame
    in_document: pd.DataFrame
    in_passage: pd.DataFrame


def find_overlap(tokens: Tokens, compared: pd.DataFrame, rank: np.ndarray) -> Overlap:
    """Look up runs of the same tokens, in either direction.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    compared : DataFrame
        The passages that are compared: number (in the corpus), document (number), tokens.
    rank : array of int
        Per document its place in order of date.

    Returns
    -------
    Overlap
        What documents and passages have word for word.
    """
    runs, documents, passages = verbatim_runs(tokens, rank), tokens.documents, passage_numbers(tokens)[0]
    whole = reused_tokens(runs, documents, documents)
    ends = [documents[runs[name]] for name in ("start_a", "start_b")]
    whole["longest_run"] = runs["length"].groupby(ends).max().to_numpy()
    whole = whole.reset_index()
    for side in "ab":
        whole[f"verbatim_{side}"] = whole[f"tokens_{side}"] / tokens.counts[whole[side]]
    turned = whole.rename(columns={"a": "b", "b": "a", "verbatim_a": "verbatim_b", "verbatim_b": "verbatim_a"})
    in_document = pd.concat(
        [
            _name_columns(reused_tokens(runs, passages, documents), "passage", "document", "tokens_a"),
            _name_columns(reused_tokens(runs, documents, passages), "document", "passage", "tokens_b"),
        ]
    )
    in_passage = reused_tokens(runs, passages, passages)
    in_passage = pd.concat(
        [
            _name_columns(in_passage, "passage", "other", "tokens_a"),
            _name_columns(in_passage, "other", "passage", "tokens_b"),
        ]
    )
    size = compared.set_index("number")["tokens"]
    in_document = in_document[in_document["passage"].isin(size.index)]
    in_document = in_document.assign(share=in_document["tokens"] / in_document["passage"].map(size))
    in_document = in_document.sort_values("passage", kind="stable", ignore_index=True)
    in_passage = in_passage.sort_values("passage", kind="stable", ignore_index=True)
    home = compared.set_index("number")["document"]
    long = in_document[in_document["passage"].map(size) >= _SUBSTANTIAL]
    largest = long["share"].groupby([long["passage"].map(home), long["document"]]).max()
    table = pd.concat([whole, turned], ignore_index=True)[["a", "b", *OVERLAP_COLUMNS[:-1]]]
    keys = [pd.MultiIndex.from_frame(table[list(pair)]) for pair in ("ab", "ba")]
    words = np.maximum(*(largest.reindex(key).fillna(0).to_numpy() for key in keys))
    return Overlap(table.assign(passage_words=words), in_document, in_passage)


def _name_columns(reused: pd.DataFrame, a: str, b: str, tokens: str) -> pd.DataFrame:
    """One direction of a table of reused tokens."""
    return reused[tokens].rename("tokens").rename_axis([a, b]).reset_index()


def find_copied(
    overlap: Overlap, numbers_a: np.ndarray, numbers_b: np.ndarray, a: int
) -> tuple[np.ndarray, np.ndarray]:
    """Per passage of the later document, how much of it stands in the earlier one, and where most of it."""
    here = _of_passages(overlap.in_document, numbers_b)
    here = here[here["document"] == a].set_index("passage")["share"]
    words = here.reindex(numbers_b).fillna(0).to_numpy()
    place_a, place_b = (pd.Index(numbers) for numbers in (numbers_a, numbers_b))
    own = _of_passages(overlap.in_passage, numbers_b)
    own = own[own["passage"].isin(place_b) & own["other"].isin(place_a)]
    common = np.zeros((len(numbers_b), max(len(numbers_a), 1)))
    common[place_b.get_indexer(own["passage"]), place_a.get_indexer(own["other"])] = own["tokens"]
    return words, common.argmax(axis=1)


def _of_passages(table: pd.DataFrame, numbers: np.ndarray) -> pd.DataFrame:
    """The stretch of a table ordered by passage that holds some passages of one document."""
    ends = (numbers.min(), numbers.max() + 1) if len(numbers) else (0, 0)
    return table.iloc[slice(*np.searchsorted(table["passage"].to_numpy(), ends))]
