"""How far two codings of the same mentions agree, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from analysis.coding_sheets import CODES, KEY
from analysis.differences import adjust_p
from analysis.rates import share_interval

KIND_CODES: Mapping[str, Sequence[str]] = {  # a mention is of a kind when one of these says so
    "opposed": ("opposed",),
    "refused": ("refused",),
    "quoted": ("quotation",),
    "reported": ("quotation", "attribution"),
}
_NOT_SO = ("", "no", "none")
_COMPARED = (*CODES, "source")


def agreement(one: pd.DataFrame, other: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Say how far two codings of the same mentions agree.

    Sources agree when all words of one stand in the other ("Ryabkov" in "Sergei Ryabkov"), or when both are empty
    where an attribution was judged: readers cut the same name shorter or longer.

    Parameters
    ----------
    one, other : DataFrame
        What `read_coding` or `codes_of_rules` returns.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        One row per code, and one for source: code, agree, mentions (that both have judged), share, low, high (see
        `share_interval`), kappa (Cohen's; not a number for source, and where both give one and the same code
        throughout).

    References
    ----------
    J. Cohen (1960), A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20, 37-46.

    Examples
    --------
    >>> one = pd.DataFrame({name: codes[:1] * 2 for name, codes in CODES.items()}).assign(source=["", "Ann Lee"])
    >>> other = one.assign(opposed=["yes", "no"], source=["", "Lee"])
    >>> agreement(one, other)[["code", "agree", "mentions", "kappa"]].iloc[[3, 5]].to_numpy().tolist()
    [['opposed', 1, 2, 0.0], ['source', 2, 2, nan]]
    """
    from sklearn.metrics import cohen_kappa_score  # takes long to load

    rows = []
    for name in _COMPARED:
        both, alike = _compare(one, other, name)
        a, b = one.loc[both, name].to_numpy(), other.loc[both, name].to_numpy()
        several = name in CODES and len({*a, *b}) > 1
        rows.append((name, int(alike.sum()), int(both.sum()), cohen_kappa_score(a, b) if several else np.nan))
    table = pd.DataFrame(rows, columns=["code", "agree", "mentions", "kappa"])
    table["share"], table["low"], table["high"] = share_interval(table["agree"], table["mentions"], confidence)
    return table[["code", "agree", "mentions", "share", "low", "high", "kappa"]]


def compare_counts(one: pd.DataFrame, other: pd.DataFrame, frames: Iterable[str]) -> pd.DataFrame:
    """Count the mentions of each frame that are opposed, refused, quoted and reported by two codings, side by side.

    Parameters
    ----------
    one, other : DataFrame
        What `read_coding` or `codes_of_rules` returns.
    frames : iterable of str
        The frames, in the order of the rows.

    Returns
    -------
    DataFrame
        One row per frame and kind: frame, kind, mentions (of the frame, that both have judged); by_one, by_other,
        by_both (how many of them are of the kind by either and by both); p (chance of so one-sided a split of those on
        which they differ, by McNemar's exact test; not a number where they differ on none), p_holm (adjusted for all
        rows with a p).

    References
    ----------
    Q. McNemar (1947), Note on the sampling error of the difference between correlated proportions or percentages,
    Psychometrika 12, 153-157.

    Examples
    --------
    >>> one = pd.DataFrame({name: codes[:1] * 2 for name, codes in CODES.items()}).assign(frame="growth")
    >>> counts = compare_counts(one, one.assign(opposed=["yes", "no"]), ["growth"])
    >>> counts[["kind", "mentions", "by_one", "by_other", "by_both"]].head(2)
          kind  mentions  by_one  by_other  by_both
    0  opposed         2       2         1        1
    1  refused         2       2         2        2
    """
    rows = []
    for frame, (kind, names) in product(frames, KIND_CODES.items()):
        own = (one["frame"] == frame).to_numpy()
        a, b = _tell(one[own], other[own], names)
        alone = int((a & ~b).sum()), int((b & ~a).sum())
        p = stats.binomtest(alone[0], sum(alone)).pvalue if any(alone) else np.nan
        rows.append((frame, kind, len(a), int(a.sum()), int(b.sum()), int((a & b).sum()), p))
    columns = ["frame", "kind", "mentions", "by_one", "by_other", "by_both", "p"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(p_holm=adjust_p(table["p"]))


def precision_recall(rules: pd.DataFrame, reader: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Say how often the rules are right when they say yes, and how much of what the reader says yes to they find.

    Parameters
    ----------
    rules, reader : DataFrame
        What `codes_of_rules` and `read_coding` return.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        Rows for "meant" (does a mention name its frame?) and every kind of mention: kind; measure ("precision": of
        those that are so by the rules, how many are by the reader; "recall": of those that are so by the reader, how
        many are by the rules); count, of, share, low, high (see `share_interval`). There is no recall of "meant",
        since the reader sees only what the patterns find.

    Examples
    --------
    >>> rules = pd.DataFrame({name: codes[:1] * 2 for name, codes in CODES.items()})
    >>> precision_recall(rules, rules.assign(opposed=["yes", "no"]))[["kind", "measure", "count", "of"]].head(3)
          kind    measure  count  of
    0    meant  precision      2   2
    1  opposed  precision      1   2
    2  opposed     recall      1   1
    """
    rows = []
    for kind, names in {"meant": ("meant",), **KIND_CODES}.items():
        a, b = _tell(rules, reader, names)
        right = int((a & b).sum())
        rows.append((kind, "precision", right, int(a.sum())))
        rows += [] if kind == "meant" else [(kind, "recall", right, int(b.sum()))]
    table = pd.DataFrame(rows, columns=["kind", "measure", "count", "of"])
    table["share"], table["low"], table["high"] = share_interval(table["count"], table["of"], confidence)
    return table


def _tell(one: pd.DataFrame, other: pd.DataFrame, names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Of the mentions that both have judged, which are so by either: those of which any code says it."""
    tables = [codes[list(names)] for codes in (one, other)]
    both = np.logical_and(*((table != "").all(axis=1).to_numpy() for table in tables))
    a, b = ((~table.isin(_NOT_SO)).any(axis=1).to_numpy()[both] for table in tables)
    return a, b


def list_differences(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """List the mentions that two codings judge differently, to be read again.

    Parameters
    ----------
    one, other : DataFrame
        What `read_coding` or `codes_of_rules` returns.

    Returns
    -------
    DataFrame
        One row per mention and code on which they differ (see `agreement`), in the order of the mentions: doc_id,
        line, column, frame, node, code, one, other (what each gives; empty for a source that is nobody).

    Examples
    --------
    >>> one = pd.DataFrame({name: codes[:1] for name, codes in CODES.items()}).assign(source="")
    >>> one = one.assign(doc_id="a", line="7", column="1", frame="growth", node="expansion")
    >>> list_differences(one, one.assign(opposed="no"))[["line", "node", "code", "one", "other"]]
       line       node     code  one other
    0     7  expansion  opposed  yes    no
    """
    tables = []
    for name in _COMPARED:
        both, alike = _compare(one, other, name)
        differ = both & ~alike
        table = one.loc[differ, [*KEY, "node"]].assign(code=name)
        table = table.assign(one=one.loc[differ, name], other=other.loc[differ, name])
        tables.append(table.astype({"line": int, "column": int}))
    return pd.concat(tables).sort_index(kind="stable").reset_index(drop=True)


def _compare(one: pd.DataFrame, other: pd.DataFrame, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Which mentions both have judged, and on which of them they agree."""
    both = _is_judged(one, name) & _is_judged(other, name)
    pairs = zip(one[name], other[name], strict=True)
    alike = [_same_source(a, b) if name == "source" else a == b for a, b in pairs]
    return both, both & np.array(alike, dtype=bool)


def _is_judged(codes: pd.DataFrame, name: str) -> np.ndarray:
    """Whether a mention has a code; a source stays empty where nobody says it, so that its attribution tells."""
    asked = ["attribution", "source"] if name == "source" else [name]
    return (codes[asked] != "").any(axis=1).to_numpy()


def _same_source(one: str, other: str) -> bool:
    """Whether the words of one source stand in the other, next to each other, or neither names anybody."""
    a, b = (" ".join(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return a == b or (bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))
