"""Say what a reader of results would want to know of a corpus beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.lettering import FONT, unknown_signs
from analysis.reading import in_one_line
from analysis.table_documents import ROLES
from analysis.tokens import Tokens
from analysis.wording import count_of, join_words

_SHORT = 20  # tokens
_NAMED = 5  # documents, or signs, by name in a line
_HOME = {"id": "doc_id", "date": "date_latest"}
_NOTHING = ("", "unknown")
_IDLE = {  # what a pattern without a count does in its part of a frame
    "patterns": "is found nowhere: absent from the articles, or mistyped",
    "exclude": "takes nothing away: absent from the articles, no part of a mention, or mistyped",
    "wide": "would add nothing: absent from the articles, counted already, or mistyped",
}


def list_oddities(documents: pd.DataFrame, tokens: Tokens, patterns: pd.DataFrame) -> list[str]:
    """List what is odd in a corpus, a line each.

    Parameters
    ----------
    documents : DataFrame
        The documents, as they stand in their files.
    tokens : Tokens
        Their tokens, in the same order.
    patterns : DataFrame
        What each pattern of the frames finds (see `count_patterns`).

    Returns
    -------
    list of str
        Documents without a word, short ones, repeated ones, those without a date, broken characters, columns that
        are passed over for a capital in their names, signs that figures cannot show, and patterns that find nothing;
        no lines when nothing is odd.
    """
    return [
        *_odd_documents(documents, tokens),
        *_unread_columns(documents),
        *_unknown_signs([*documents["label"], *documents["outlet"], *tokens.types]),
        *_idle_patterns(patterns),
    ]


def _odd_documents(documents: pd.DataFrame, tokens: Tokens) -> Iterator[str]:
    labels, sizes = documents["label"], documents["doc_id"].map(tokens.sizes)
    if (empty := sizes == 0).any():
        yield f"{_name(labels[empty])}: no word, so that nothing can be counted there"
    if (short := (sizes > 0) & (sizes < _SHORT)).any():
        yield f"{_name(labels[short])}: fewer than {_SHORT} tokens, where a single mention makes a high rate"
    if (again := documents["text"].duplicated() & ~empty).any():
        first = labels.groupby(documents["text"]).transform("first")
        yield f"{_name((labels + ' = ' + first)[again])}: the same text as another document, letter by letter"
    if (broken := documents["text"].str.contains("\ufffd", regex=False)).any():
        yield f"{_name(labels[broken])}: holds \ufffd, the mark of letters that were lost before the file was saved"
    undated = documents["date_latest"].isna()
    if undated.all():
        yield "no document has a date: the order is that of their ids, and nothing is said of time"
    elif undated.any():
        yield f"{_name(labels[undated])}: no date, so last in order"


def _unread_columns(documents: pd.DataFrame) -> Iterator[str]:
    """Columns of a table that are named as one that is used, but for capitals, where nothing else is used for it."""
    others = [name for name in documents if name.lower() in ROLES] if "row" in documents else []
    for name in others:
        role = name.lower()
        values = documents[_HOME.get(role, role)]
        made = [text.startswith(str(value).rstrip("…")) for text, value in zip(documents["title"], values, strict=True)]
        found = {"id": ~values.astype(str).str.isdigit(), "label": (values != documents["doc_id"]) & ~np.array(made)}
        if role != name and not found.get(role, values.notna() & ~values.isin(_NOTHING)).any():
            yield f'column {name!r} is not used as {role}; to have it used write [corpus] {role} = "{name}"'


def _unknown_signs(drawn: Sequence[str]) -> Iterator[str]:
    """Signs of names and words that the font of figures lacks."""
    if signs := unknown_signs(drawn):
        which = join_words(_first(signs))
        yield f"figures show a box for {count_of(len(signs), 'character')} ({which}) that their font, {FONT}, lacks"


def _name(labels: Sequence[str] | pd.Series) -> str:
    """How many documents, and which.

    Examples
    --------
    >>> _name(list("abcdefg"))
    '7 documents (a, b, c, d, e and 2 more)'
    """
    return f"{count_of(len(labels), 'document')} ({join_words(_first(list(labels)))})"


def _first(names: list[str]) -> list[str]:
    """The first five names, and how many more there are."""
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return [*names[:_NAMED], *more]


def _idle_patterns(patterns: pd.DataFrame) -> Iterator[str]:
    for row in patterns[patterns["count"] == 0].itertuples():
        yield f"frames.{row.frame}.{row.part}: {row.pattern!r} {_IDLE[row.part]}"


def describe_corpus(documents: pd.DataFrame, tokens: Tokens, others: Sequence[str]) -> str:
    """One line on what was read: documents, tokens, days, and columns beside those of every corpus.

    Parameters
    ----------
    documents : DataFrame
        The documents.
    tokens : Tokens
        Their tokens.
    others : sequence of str
        Names of columns that this corpus has beside those of every corpus.

    Returns
    -------
    str
        The line.
    """
    parts = [count_of(len(documents), "document"), count_of(len(tokens.ids), "token")]
    if documents["date_latest"].notna().any():
        parts.append(f"{documents['date_earliest'].min():%Y-%m-%d} to {documents['date_latest'].max():%Y-%m-%d}")
    columns = [f"{in_one_line(name)} ({count_of(documents[name].nunique(), 'value')})" for name in others]
    return ", ".join(parts) + (f"; other columns: {join_words(columns)}" if columns else "")
