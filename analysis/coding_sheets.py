"""The sheet on which a reader judges mentions: how it goes out, and how it comes back checked."""

from __future__ import annotations

import html
import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.cells import free_cell
from analysis.patterns import SettingsError, shown

CODES: Mapping[str, Sequence[str]] = {
    "meant": ("yes", "no"),
    "quotation": ("none", "direct", "fragment"),
    "attribution": ("none", "named", "unnamed group"),
    "opposed": ("yes", "no"),
    "refused": ("yes", "no"),
}
KEY = ["doc_id", "line", "column", "frame"]
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
    return judged[[*KEY, *_SHOWN]].assign(**dict.fromkeys([*CODES, *_FREE], ""))


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
    if missing := [name for name in (*KEY, *CODES, "source") if name not in table]:
        msg = f"{file}: columns missing: {', '.join(missing)}; keep those of the sheet that `workbook coding` writes"
        raise CodingError(msg)
    for name, allowed in CODES.items():
        codes = table[name].str.strip().str.lower()
        if len(wrong := table.index[~codes.isin(["", *allowed])]):
            found = shown(table.loc[wrong[0], name])
            msg = f"{file} line {wrong[0] + 2}: {name}: found {found}; allowed: {', '.join(allowed)}, or empty"
            raise CodingError(msg)
        table[name] = codes
    for name in (*KEY, "source"):
        table[name] = table[name].str.strip()
    table["doc_id"] = _restore_ids(file, table["doc_id"], judged["doc_id"])
    if len(twice := table.index[table.duplicated(KEY)]):
        msg = f"{file} line {twice[0] + 2}: a mention that stands above; keep one of them"
        raise CodingError(msg)
    table = table if "note" in table else table.assign(note="")
    read = judged[[*KEY, "node"]].astype(str).merge(table[[*KEY, *CODES, *_FREE]], on=KEY, how="left")
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
    own = judged[[*KEY, "node"]].astype(str)
    codes = own.assign(meant="yes", quotation=judged["quotation"], attribution=judged["attribution"])
    words = {name: judged[name].map({True: "yes", False: "no"}) for name in ("opposed", "refused")}
    return codes.assign(**words, source=judged["source"]).reset_index(drop=True)
