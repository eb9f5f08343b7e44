"""The ledger of changes: what turns raw text into clean text and back, and a place in one into a place in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Sized

import numpy as np
import pandas as pd

LEDGER_COLUMNS = ("doc_id", "rule", "line", "offset", "before", "after", "evidence")

# A replacement of text[start:stop] by `after`, and why. A hostile text needs millions, so that a rule's edits are rows
# of one array and no objects.
EDIT = np.dtype([("start", np.int64), ("stop", np.int64), ("after", object), ("evidence", object)])


def characters(text: str) -> np.ndarray:
    """The characters of a text by number."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def find_all(pattern: str, text: str) -> tuple[np.ndarray, list[str]]:
    """Where a pattern without groups matches, and what: `re.split` gives both without an object per match."""
    pieces = re.split(f"({pattern})", text)
    ends = np.cumsum(_lengths(pieces))
    return ends[:-1:2], pieces[1::2]


def replace_all(pattern: str, text: str, mend: Callable[[str], tuple[str, str]]) -> np.ndarray:
    """Edits that put for every match of a pattern what `mend` says, which is asked once per distinct match.

    Parameters
    ----------
    pattern : str
        A pattern without groups.
    text : str
        A text.
    mend : function of str
        From a match to what stands for it and why; a match that stands for itself is no edit.

    Returns
    -------
    array of EDIT
        One per match that changes.
    """
    start, found = find_all(pattern, text)
    numbers, matches = pd.factorize(np.array(found, dtype=object))
    after, evidence = np.array([mend(match) for match in matches], dtype=object).reshape(-1, 2).T
    chosen = np.flatnonzero((after != matches)[numbers])
    start, numbers = start[chosen], numbers[chosen]
    return make_edits(start, start + _lengths(matches)[numbers], after[numbers], evidence[numbers])


def make_edits(start: np.ndarray, stop: np.ndarray, after: np.ndarray | str, evidence: np.ndarray) -> np.ndarray:
    """Edits from their columns; `after` may be one for all of them."""
    edits = np.repeat(np.zeros(1, dtype=EDIT), len(start))  # np.empty puts None into each field by itself, and is slow
    edits["start"], edits["stop"], edits["after"], edits["evidence"] = start, stop, after, evidence
    return edits


def apply_ledger(raw: str, ledger: pd.DataFrame) -> str:
    """Turn a raw text into the clean one by its ledger's rows (in the order of the text)."""
    return _replace(raw, ledger["offset"], ledger["before"], ledger["after"])


def undo_ledger(clean: str, ledger: pd.DataFrame) -> str:
    """Turn a clean text back into the raw one by its ledger's rows (in the order of the text)."""
    return _replace(clean, _clean_starts(ledger), ledger["after"], ledger["before"])


def raw_offsets(ledger: pd.DataFrame, offsets: np.ndarray) -> np.ndarray:
    """Find where places of a clean text stand in its raw text.

    Parameters
    ----------
    ledger : DataFrame
        The ledger's rows for this text, in the order of the text.
    offsets : array of int
        Places in the clean text, in characters from 0.

    Returns
    -------
    array of int64
        The places in the raw text. A place inside a replacement leads to the start of what it replaced.
    """
    offsets = np.asarray(offsets, dtype=np.int64)
    if not len(ledger):
        return offsets
    starts = _clean_starts(ledger)
    stops = starts + ledger["after"].str.len().to_numpy(dtype=np.int64)
    raw_stops = ledger["offset"].to_numpy(dtype=np.int64) + ledger["before"].str.len().to_numpy(dtype=np.int64)
    last = np.searchsorted(starts, offsets, side="right") - 1
    shifted = offsets - stops[last] + raw_stops[last]
    inside = offsets < stops[last]
    return np.where(last < 0, offsets, np.where(inside, ledger["offset"].to_numpy()[last], shifted))


def raw_places(ledger: pd.DataFrame, raw_text: str, offsets: np.ndarray) -> np.ndarray:
    """Find the lines and columns at which places of a clean text stand in its raw text.

    Parameters
    ----------
    ledger : DataFrame
        The ledger's rows for this text, in the order of the text.
    raw_text : str
        The raw text.
    offsets : array of int
        Places in the clean text, in characters from 0.

    Returns
    -------
    array of int64, two columns
        Line and column in the raw text, from 1.
    """
    found = raw_offsets(ledger, offsets)
    line_starts = np.array([0, *(match.end() for match in re.finditer("\n", raw_text))])
    line = np.searchsorted(line_starts, found, side="right")
    return np.column_stack([line, found - line_starts[line - 1] + 1])


def apply_edits(text: str, origin: np.ndarray, edits: np.ndarray) -> tuple[str, np.ndarray]:
    """Apply edits in order; what an edit puts in has origin -1."""
    bounds = np.column_stack([edits["start"], edits["stop"]]).ravel()
    lengths = np.diff(bounds, prepend=0, append=len(text))  # what stays, what goes, what stays and so on
    stays = np.repeat(np.arange(len(lengths)) % 2 == 0, lengths)
    places = np.repeat(np.cumsum(lengths[:-1:2]), _lengths(edits["after"]))
    changed = np.insert(characters(text)[stays], places, characters("".join(edits["after"])))
    return changed.tobytes().decode("utf-32-le", "surrogatepass"), np.insert(origin[stays], places, -1)


def raw_starts(origin: np.ndarray, edits: np.ndarray) -> np.ndarray:
    """Per edit a raw place that only its row of the ledger can hold: of the first raw character in it, or before it."""
    kept = np.flatnonzero(origin >= 0)
    first = np.searchsorted(kept, edits["start"])
    has_kept = first < np.searchsorted(kept, edits["stop"])
    raw = np.concatenate([[-1], origin[kept]])
    return np.where(has_kept, raw[first + has_kept], raw[first] + 1)


def build_ledger(
    raw: str, clean: str, origin: np.ndarray, notes: list[tuple[str, np.ndarray, np.ndarray]]
) -> pd.DataFrame:
    """One row per stretch between characters that stay, if it changed, under the last rule that touched it.

    Parameters
    ----------
    raw, clean : str
        The text before and after.
    origin : array of int64
        Per character of the clean text its place in the raw one, or -1 for one that was put in.
    notes : list of tuples
        Per rule that made edits, in the order of the rules: its name, and per edit `raw_starts` and the evidence.

    Returns
    -------
    DataFrame
        Columns as in `LEDGER_COLUMNS`, but for doc_id.
    """
    if not notes:
        return pd.DataFrame(columns=list(LEDGER_COLUMNS[1:]))
    kept = np.flatnonzero(origin >= 0)
    raw_edges = np.concatenate([[-1], origin[kept], [len(raw)]])
    clean_edges = np.concatenate([[-1], kept, [len(clean)]])
    gaps = np.flatnonzero((np.diff(raw_edges) > 1) | (np.diff(clean_edges) > 1))
    starts = raw_edges[gaps] + 1
    names, places, evidence = zip(*notes, strict=True)
    owners = np.zeros(len(gaps), dtype=np.int64)
    rows = np.searchsorted(starts, np.concatenate(places), side="right") - 1
    owners[rows] = np.arange(len(rows))  # of several notes on one row the last stays
    ledger = pd.DataFrame(
        {
            "rule": np.repeat(np.array(names, dtype=object), _lengths(evidence))[owners],
            "line": np.searchsorted(np.flatnonzero(characters(raw) == ord("\n")), starts) + 1,
            "offset": starts,
            "before": _cut(raw, starts, raw_edges[gaps + 1]),
            "after": _cut(clean, clean_edges[gaps] + 1, clean_edges[gaps + 1]),
            "evidence": np.concatenate(evidence)[owners],
        }
    )
    return ledger[ledger["before"] != ledger["after"]].reset_index(drop=True)


def _lengths(pieces: Sequence[Sized] | np.ndarray) -> np.ndarray:
    """How long each is."""
    return np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))


def _cut(text: str, starts: np.ndarray, stops: np.ndarray) -> list[str]:
    """Stretches of a text."""
    return [text[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]


def _clean_starts(ledger: pd.DataFrame) -> np.ndarray:
    """Where each change starts in the clean text."""
    growth = ledger["after"].str.len().to_numpy(dtype=np.int64) - ledger["before"].str.len().to_numpy(dtype=np.int64)
    return ledger["offset"].to_numpy(dtype=np.int64) + np.cumsum(growth) - growth


def _replace(text: str, starts: Iterable[int], olds: Iterable[str], news: Iterable[str]) -> str:
    """Replace the olds that stand at the starts by the news."""
    pieces, place = [], 0
    for start, old, new in zip(starts, olds, news, strict=True):
        pieces += [text[place:start], new]
        place = start + len(old)
    return "".join([*pieces, text[place:]])
