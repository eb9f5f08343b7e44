"""Tables fit to read: formatted for display, while the tables themselves keep their numbers."""

from __future__ import annotations

import html
import zlib
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from pandas.io.formats.style import Styler

from analysis.comparisons import LARGEST_RATIO
from analysis.wording import format_interval, format_number, format_p, plural

_MOST_COLUMNS = 6
_MOST_ROWS = 200
_INTERVALS = {"interval": ("low", "high"), "bootstrap": ("boot_low", "boot_high")}
_P_VALUES = ("p", "p_holm", "p_once", "p_once_holm", "p_bh", "p_bh_all", "smallest_p")
_HEADINGS = {
    "count": "mentions",
    "mentions": "mentions in all",
    "share": "share, 0 to 1",
    "p_holm": "p, adjusted",
    "p_bh": "p, adjusted",
    "p_bh_all": "p, adjusted over all articles",
    "p_once": "p, counted once",
    "p_once_holm": "p, counted once, adjusted",
    "smallest_p": "smallest p",
    "smallest_expected": "smallest expected count",
    "detectable": "detectable ratio",
    "log_odds_z": "log-odds z",
    "log2_ratio": "log2 of the ratio",
    "doc_id": "article id",
    "label": "article",
    "doc_a": "first article's id",
    "doc_b": "second article's id",
    "label_a": "first article",
    "label_b": "second article",
    "frame_a": "first frame",
    "frame_b": "second frame",
    "form_a": "first form",
    "form_b": "second form",
    "count_a": "mentions of the first",
    "count_b": "mentions of the second",
    "share_a": "share of the first, 0 to 1",
    "share_b": "share of the second, 0 to 1",
    "verbatim_a": "word for word, first, 0 to 1",
    "verbatim_b": "word for word, second, 0 to 1",
    "longest_run": "longest run, tokens",
    "text_a": "earlier text",
    "text_b": "later text",
    "count_target": "count in the article",
    "count_reference": "count in the others",
    "token_target": "as token, in the article",
    "token_reference": "as token, in the others",
    "dp": "DP",
    "dp_norm": "DP, largest 1",
    "juilland_d": "Juilland's D",
    "carroll_d2": "Carroll's D2",
    "rosengren_s": "Rosengren's S",
    "date_earliest": "earliest day",
    "date_latest": "latest day",
    "date_basis": "words that say so",
    "node": "mention",
    "minimum": "minimum count, tokens",
    "types": "types looked at",
    "remain": "types that remain",
    "which": "which they are",
    "observed": "observed count",
    "expected": "expected count",
    "log_dice": "logDice",
    "cosine": "cosine, 0 to 1",
    "universes": "combinations",
    "by_option": "in how many, by option",
    "k": "number of themes",
    "whole": "sentence",
    "stability": "agreement of refits, 0 to 1",
    "to_clear": "line to clear",
    "as_far": "shuffled texts that stand out as far",
    "other": "its match",
    "common": "terms in common, of ten",
    "found": "found again",
    "times": "fits that find it, of five",
    "largest": "share of weight there, 0 to 1",
    "held": "share of passages there, 0 to 1",
    "shared_weight": "share of weight in shared text, 0 to 1",
    "information": "bits shared with article",
    "chance": "bits by chance",
    "npmi": "NPMI",
    "npmi_lda": "NPMI of its match",
    "u_mass": "u_mass",
    "u_mass_lda": "u_mass of its match",
}  # other columns are headed by their names
_WIDEST = 100  # characters of a cell, where there is no HTML
_ONE_LINE = 16  # characters: a column without a longer cell is never broken into lines
# JupyterLab and exported pages set what stands between two dollar signs as a formula, unless it has these classes
_AS_TEXT = '<div class="mathjax_ignore tex2jax_ignore">{}</div>'


class Table:
    """A table for display: formatted text under the names of its columns, with a note of what is counted.

    Parameters
    ----------
    frame : DataFrame
        Text to show; the index is not shown.
    left : list of str
        Columns set flush left; the others hold numbers and are set flush right.
    note : str
        What is counted, per what, after which filters.
    """

    def __init__(self, frame: pd.DataFrame, left: list[str], note: str = "") -> None:
        self.frame, self.left, self.note = frame, left, note

    def __repr__(self) -> str:
        return self.frame.to_string(index=False, max_colwidth=_WIDEST) + (f"\n{self.note}" if self.note else "")

    def _repr_html_(self) -> str:
        # named after its columns: the same table is the same HTML, and a changed number changes its own line only
        name = f"{zlib.crc32(' '.join([*self.frame, '|', *self.left]).encode()):08x}"
        styler = Styler(self.frame, uuid=name, cell_ids=False)
        looks = [{"selector": "td", "props": "white-space: nowrap"}]  # numbers, intervals and dates stay whole
        for name in self.left:
            long = max(map(len, self.frame[name]), default=0) > _ONE_LINE
            props = "text-align: left" + ("; white-space: normal" if long else "")
            looks.append({"selector": f".col{self.frame.columns.get_loc(name)}", "props": props})
        table = styler.format(escape="html").hide(axis="index").set_table_styles(looks).to_html()
        page = _AS_TEXT.format(table + (f"<p><small>{html.escape(self.note)}</small></p>" if self.note else ""))
        return page.replace(" %", "\u00a0%")  # a line ends before no %


class Concordance:
    """Mentions under each other for display, each in the middle of the words around it.

    Parameters
    ----------
    lines : DataFrame
        What `concordance` returns, with `label`.
    note : str
        What is shown.
    """

    def __init__(self, lines: pd.DataFrame, note: str = "") -> None:
        self.lines, self.note = lines, note

    def __repr__(self) -> str:
        parts = [
            f"{frame}\n" + "\n".join(f"{row.left:>60} [{row.node}] {row.right}" for row in own.itertuples())
            for frame, own in self.lines.groupby("frame", sort=True)
        ]
        return "\n".join([*parts, self.note])

    def _repr_html_(self) -> str:
        safe = self.lines.astype(str).map(html.escape)
        rows = []
        for frame, own in safe.groupby("frame", sort=True):
            rows.append(f'<tr><th colspan="5" style="text-align: left">{frame}</th></tr>')
            rows += [
                f'<tr><td style="text-align: left">{row.label}</td><td>{row.line}</td>'
                f'<td style="text-align: right">{row.left}</td>'
                f'<td style="text-align: center"><b>{row.node}</b></td><td style="text-align: left">'
                f"<details><summary>{row.right or '·'}</summary>{row.whole}</details></td></tr>"
                for row in own.itertuples()
            ]
        heads = "".join(f"<th>{head}</th>" for head in ("article", "line", "before", "mention", "after"))
        note = f"<p><small>{html.escape(self.note)}</small></p>" if self.note else ""
        body = "\n".join(rows)
        return _AS_TEXT.format(f"<table><thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>{note}")


def present(
    table: pd.DataFrame,
    columns: Iterable[str] = (),
    note: str = "",
    units: Mapping[str, str] | None = None,
    unit: str = "article",
) -> Table:
    """Make a table fit to read: three significant digits, intervals in one column, at most 200 rows.

    Parameters
    ----------
    table : DataFrame
        Numbers and text. Columns `low` and `high` become `interval`, `boot_low` and `boot_high` become `bootstrap`;
        columns whose names are no words get a heading of words.
    columns : iterable of str
        The columns to show, in order; by default all. At most six.
    note : str
        Set under the table.
    units : mapping of str to str, optional
        Headings that depend on the settings, by column: `settings.statistics.units`.
    unit : str
        What a row under `label` is, where it is not an article but a group of them, as "outlet".

    Returns
    -------
    Table
        For display only; the table itself keeps its numbers.

    Raises
    ------
    ValueError
        When more than six columns would be shown.
    """
    table = table.copy()
    for name, (low, high) in _INTERVALS.items():
        if {low, high} <= set(table):
            table.insert(table.columns.get_loc(low), name, list(map(format_interval, table[low], table[high])))
            table = table.drop(columns=[low, high])
    table = table[list(columns) or list(table)]
    if "whole" in table and not pd.api.types.is_numeric_dtype(table["whole"]):
        table = table.rename(columns={"whole": "sentence"})  # of a mention; of themes it is a number of another meaning
    if table.shape[1] > _MOST_COLUMNS:
        msg = f"columns: {table.shape[1]} to show; at most {_MOST_COLUMNS}, name those wanted"
        raise ValueError(msg)
    if len(table) > _MOST_ROWS:
        note = f"The first {_MOST_ROWS} of {len(table):,} rows. {note}".strip()
        table = table.head(_MOST_ROWS)
    numeric = [name for name in table if pd.api.types.is_numeric_dtype(table[name]) or name in _INTERVALS]
    heads = {
        name: _head(name, units or {}).replace("articles", plural(unit)).replace("article", unit) for name in table
    }
    text = pd.DataFrame({head: [_cell(name, value) for value in table[name]] for name, head in heads.items()})
    note = note if len(text) else f"No rows. {note}".strip()
    return Table(text, [head for name, head in heads.items() if name not in numeric], note)


def _head(name: str, units: Mapping[str, str]) -> str:
    """A heading in words."""
    return units.get(name) or _HEADINGS.get(name, name.replace("_", " "))


def _cell(name: object, value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)) or value is pd.NaT:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, str) and value.isspace():
        return "␣" * len(value)
    if isinstance(value, (float, np.floating)) and name in _P_VALUES:
        return format_p(float(value)).removeprefix("p = ").removeprefix("p ").replace("< ", "<")
    if name == "seed":  # a name, not a quantity
        return str(value)
    if name == "detectable" and value == np.inf:
        return f"none below {LARGEST_RATIO:g}"
    if isinstance(value, (int, float, np.number)):
        return format_number(value)  # type: ignore[arg-type]
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
