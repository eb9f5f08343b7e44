"""Mentions judged by readers: a sheet to fill in, what was filled in, and how far two readings agree."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from analysis.cells import free_cell
from analysis.patterns import SettingsError, shown
from analysis.rates import adjust_p, share_interval

CODES: Mapping[str, Sequence[str]] = {
    "meant": ("yes", "no"),
    "quotation": ("none", "direct", "fragment"),
    "attribution": ("none", "named", "unnamed group"),
    "opposed": ("yes", "no"),
    "refused": ("yes", "no"),
}
KIND_CODES: Mapping[str, Sequence[str]] = {  # a mention is of a kind when one of these says so
    "opposed": ("opposed",),
    "refused": ("refused",),
    "quoted": ("quotation",),
    "reported": ("quotation", "attribution"),
}
_NOT_SO = ("", "no", "none")
_COMPARED = (*CODES, "source")
_KEY = ["doc_id", "line", "column", "frame"]
_SHOWN = ["label", "left", "node", "right", "whole"]
_FREE = ["source", "note"]
_WHOLE = "Judge by the whole passage; read the whole article if needed."
_ASKED = {
    "meant": "Does the word name the frame as it is meant, and nothing else?",
    "quotation": "Does it stand in quotation marks, or in speech that a dash introduces? Fragment: at most four words.",
    "attribution": "Is somebody reported to say it: a person, body or state by name, or an unnamed group?",
    "opposed": "Do the words name the thing as what must not or shall not be? That this is then rejected does not undo "
    f"it. {_WHOLE}",
    "refused": f"Is what the word names said to be refused, denied or not given? {_WHOLE}",
    "source": "Who is reported to say it, in the text's words? Empty where nobody is.",
    "note": "Anything to remember; write “doubtful” where you are in doubt.",
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
        The CSV, parted by commas, semicolons or tabs. A doc_id that a spreadsheet took for a number (000 saved as 0)
        is led back to the one article that it can be.
    judged : DataFrame
        The mentions as they are now.

    Returns
    -------
    DataFrame
        One row per mention, in the order of `judged`: doc_id, line, column, frame, node, the codes, source and note,
        empty where the reader left them so, or where the sheet has not the mention. What is no mention now is left
        out.

    Raises
    ------
    CodingError
        When the file is missing or no CSV in UTF-8, lacks a column, holds another code, a doc_id that can be two
        articles, or a mention twice.
    """
    file = Path(file)
    table = _read_sheet(file)
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
    for name in (*_KEY, "source"):
        table[name] = table[name].str.strip()
    table["doc_id"] = _restore_ids(file, table["doc_id"], judged["doc_id"])
    if len(twice := table.index[table.duplicated(_KEY)]):
        msg = f"{file} line {twice[0] + 2}: a mention that stands above; keep one of them"
        raise CodingError(msg)
    table = table if "note" in table else table.assign(note="")
    read = judged[[*_KEY, "node"]].astype(str).merge(table[[*_KEY, *CODES, *_FREE]], on=_KEY, how="left")
    return read.fillna("")


def is_filled(file: Path) -> bool:
    """Whether a reader has written into a sheet; also where it is there but cannot be read, so that it is kept."""
    if not file.exists():
        return False
    try:
        table = _read_sheet(file)
    except CodingError:
        return True
    asked = [*CODES, *_FREE]
    return not set(asked) <= set(table) or bool((table[asked].map(str.strip) != "").any(axis=None))


def _read_sheet(file: Path) -> pd.DataFrame:
    """The cells of a sheet as text, whichever mark the spreadsheet put between them."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        header = next(iter(text.strip().splitlines()), "")
        mark = max(",;\t", key=header.count)
        table = pd.read_csv(io.StringIO(text), sep=mark, dtype=str, keep_default_na=False).fillna("")
    except FileNotFoundError:
        msg = f"{file}: no such file; `workbook coding` writes one to fill in"
    except OSError as error:
        msg = f"{file}: cannot be read: {error.strerror}"
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found = f"line {line} holds the byte 0x{error.object[error.start]:02x}"
        msg = f"{file}: cannot be read as UTF-8: {found}; in the spreadsheet save it as “CSV UTF-8”"
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        msg = f"{file}: cannot be read as CSV: {str(error).strip()}"
    else:
        table = table.map(free_cell)  # our own sheets guard what would start a formula
        return table[(table != "").any(axis=1)]  # a spreadsheet may end a sheet with rows of marks alone
    raise CodingError(msg)


def _restore_ids(file: Path, found: pd.Series, known: Collection[str]) -> pd.Series:
    """Ids as the corpus has them, where a spreadsheet took them for numbers and dropped the zeros before."""
    numbers: dict[str, list[str]] = {}
    for doc_id in sorted({doc_id for doc_id in known if doc_id.isdecimal()}):
        numbers.setdefault(doc_id.lstrip("0"), []).append(doc_id)
    restored = {}
    for doc_id in set(filter(str.isdecimal, found)) - set(known):
        same = numbers.get(doc_id.lstrip("0"), [])
        if len(same) > 1:
            msg = f"{file}: doc_id: found {shown(doc_id)}, which can be {' or '.join(same)}; write the ids in full"
            raise CodingError(msg)
        restored.update(dict.fromkeys([doc_id], *same) if same else {})
    return found.replace(restored)


def codes_of_rules(judged: pd.DataFrame) -> pd.DataFrame:
    """The codes that the rules give, as a reader would write them; what the patterns find is held to be meant."""
    own = judged[[*_KEY, "node"]].astype(str)
    codes = own.assign(meant="yes", quotation=judged["quotation"], attribution=judged["attribution"])
    words = {name: judged[name].map({True: "yes", False: "no"}) for name in ("opposed", "refused")}
    return codes.assign(**words, source=judged["source"]).reset_index(drop=True)


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
        table = one.loc[differ, [*_KEY, "node"]].assign(code=name)
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
