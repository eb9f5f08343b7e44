"""Mentions judged by readers: a sheet to fill in, what was filled in, and how far two readings agree."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.patterns import SettingsError, shown
from analysis.rates import share_interval

CODES: Mapping[str, Sequence[str]] = {
    "meant": ("yes", "no"),
    "quotation": ("none", "direct", "fragment"),
    "attribution": ("none", "named", "unnamed group"),
    "opposed": ("yes", "no"),
    "refused": ("yes", "no"),
}
_KEY = ["doc_id", "line", "column", "frame"]
_SHOWN = ["label", "left", "node", "right", "whole"]
_FREE = ["source", "note"]
_ASKED = {
    "meant": "Does the word name the frame as it is meant, and nothing else?",
    "quotation": "Does it stand in quotation marks, or in speech that a dash introduces? Fragment: at most four words.",
    "attribution": "Is somebody reported to say it: a person, body or state by name, or an unnamed group?",
    "opposed": "Do the words name the thing as what must not or shall not be?",
    "refused": "Is what the word names said to be refused, denied or not given?",
    "source": "Who is reported to say it, in the text's words?",
    "note": "Anything doubtful.",
}


class CodingError(SettingsError):
    """A coding sheet that cannot be used; the message names file, line, what was found and what is allowed."""


def coding_sheet(judged: pd.DataFrame) -> pd.DataFrame:
    """Set out mentions for a reader to judge, without what the rules say of them.

    Parameters
    ----------
    judged : DataFrame
        What `classify_mentions` returns, with `label`.

    Returns
    -------
    DataFrame
        One row per mention: doc_id, line, column, frame; label, left, node, right, whole; and, empty, the codes
        (meant, quotation, attribution, opposed, refused), source and note.
    """
    return judged[[*_KEY, *_SHOWN]].assign(**dict.fromkeys([*CODES, *_FREE], ""))


def sheet_page(sheet: pd.DataFrame) -> str:
    """Set a coding sheet as an HTML page to read beside the CSV, with every question and its codes."""
    cells = sheet.astype(str).map(html.escape)
    questions = "".join(
        f"<li><b>{name}</b>: {html.escape(asked)} {' / '.join(CODES.get(name, ()))}</li>"
        for name, asked in _ASKED.items()
    )
    rows = "".join(
        f"<tr><td>{number}</td><td>{row.label}, line {row.line}</td><td>{row.frame}</td>"
        f'<td class="left">{row.left}</td><td><b>{row.node}</b></td><td>{row.right}</td></tr>'
        f'<tr class="whole"><td></td><td colspan="5">{row.whole}</td></tr>'
        for number, row in enumerate(cells.itertuples(), start=1)
    )
    style = (
        "body{font:16px/1.4 serif;max-width:60em;margin:2em auto}td{padding:.2em .5em;vertical-align:top}"
        ".left{text-align:right}.whole td{color:#555;border-bottom:1px solid #ccc}"
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mentions to judge</title>'
        f"<style>{style}</style></head><body><h1>Mentions to judge</h1><p>Fill in the columns of the CSV beside this "
        f"page, without looking at what the rules say.</p><ul>{questions}</ul><table>{rows}</table></body></html>\n"
    )


def read_coding(file: Path | str, judged: pd.DataFrame) -> pd.DataFrame:
    """Read a coding sheet that a reader filled in.

    Parameters
    ----------
    file : Path or str
        The CSV.
    judged : DataFrame
        The mentions as they are now.

    Returns
    -------
    DataFrame
        One row per mention, in the order of `judged`: doc_id, line, column, frame, the codes and source, empty
        where the reader left them so, or where the sheet has not the mention. What is no mention now is left out.

    Raises
    ------
    CodingError
        When the file is missing or no CSV, lacks a column, holds another code, or a mention twice.
    """
    file = Path(file)
    try:
        table = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        msg = f"{file}: no such file; `workbook coding` writes one to fill in"
        raise CodingError(msg) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        msg = f"{file}: cannot be read as UTF-8 CSV: {error}"
        raise CodingError(msg) from None
    if missing := [name for name in (*_KEY, *CODES, "source") if name not in table]:
        msg = f"{file}: columns missing: {', '.join(missing)}; keep those of the sheet that `workbook coding` writes"
        raise CodingError(msg)
    for name, allowed in CODES.items():
        codes = table[name].str.strip().str.lower()
        if len(wrong := table.index[~codes.isin(["", *allowed])]):
            found = shown(table.loc[wrong[0], name])
            msg = f"{file} line {wrong[0] + 2}: {name}: found {found}; allowed: {', '.join(allowed)}, or empty"
            raise CodingError(msg)
        table[name] = codes
    for name in _KEY:
        table[name] = table[name].str.strip()
    if len(twice := table.index[table.duplicated(_KEY)]):
        msg = f"{file} line {twice[0] + 2}: a mention that stands above; keep one of them"
        raise CodingError(msg)
    read = judged[_KEY].astype(str).merge(table[[*_KEY, *CODES, "source"]], on=_KEY, how="left")
    return read.fillna("")


def codes_of_rules(judged: pd.DataFrame) -> pd.DataFrame:
    """The codes that the rules give, as a reader would write them; `meant` is yes for every mention."""
    codes = (
        judged[_KEY].astype(str).assign(meant="yes", quotation=judged["quotation"], attribution=judged["attribution"])
    )
    words = {name: judged[name].map({True: "yes", False: "no"}) for name in ("opposed", "refused")}
    return codes.assign(**words, source=judged["source"]).reset_index(drop=True)


def agreement(one: pd.DataFrame, other: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Say how far two codings of the same mentions agree.

    Parameters
    ----------
    one, other : DataFrame
        What `read_coding` or `codes_of_rules` returns.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        One row per code: code, agree, mentions (that both have judged), share, low, high (see `share_interval`), kappa
        (Cohen's; not a number where both give one and the same code throughout).

    References
    ----------
    J. Cohen (1960), A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20, 37-46.

    Examples
    --------
    >>> one = pd.DataFrame({name: codes[:1] * 2 for name, codes in CODES.items()})
    >>> agreement(one, one.assign(opposed=["yes", "no"]))[["code", "agree", "mentions", "kappa"]].iloc[3].tolist()
    ['opposed', 1, 2, 0.0]
    """
    from sklearn.metrics import cohen_kappa_score  # takes long to load

    rows = []
    for name in CODES:
        both = (one[name] != "").to_numpy() & (other[name] != "").to_numpy()
        a, b = one.loc[both, name].to_numpy(), other.loc[both, name].to_numpy()
        several = len({*a, *b}) > 1
        rows.append((name, int((a == b).sum()), int(both.sum()), cohen_kappa_score(a, b) if several else np.nan))
    table = pd.DataFrame(rows, columns=["code", "agree", "mentions", "kappa"])
    table["share"], table["low"], table["high"] = share_interval(table["agree"], table["mentions"], confidence)
    return table[["code", "agree", "mentions", "share", "low", "high", "kappa"]]
