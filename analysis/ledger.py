"""The ledger of changes: what turns raw text into clean text and back, and a place in one into a place in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Sized
from typing import NamedTuple

import numpy as np
import pandas as pd

LEDGER_COLUMNS = ("doc_id", "rule", "line", "offset", "before", "after", "evidence")

# A replacement of text[start:stop] by `after`, and why. A hostile text needs millions, so that a rule's edits are rows
# of one array and no objects.
EDIT = np.dtype([("start", np.int64), ("stop", np.int64), ("after", object), ("evidence", object)])
_TIDIES = "odd_spaces"  # takes away what other rules leave over


def characters(text: str) -> np.ndarray:
    """The characters of a text by number."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def find_all(pattern: str, text: str) -> tuple[np.ndarray, list[str]]:
    """Where a pattern without groups matches, and what: `re.split` gives both without an object per match."""
    pieces = re.split(f"({pattern})", text)
    ends = np.cumsum(lengths(pieces))
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
    return make_edits(start, start + lengths(matches)[numbers], after[numbers], evidence[numbers])


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


def apply_edits(text: str, edits: np.ndarray) -> str:
    """Apply edits in order."""
    starts, stops, after = (edits[name].tolist() for name in ("start", "stop", "after"))
    bounds = zip([0, *stops], [*starts, len(text)], [*after, ""], strict=True)
    return "".join([piece for start, stop, put in bounds for piece in (text[start:stop], put)])


class Kept(NamedTuple):
    """Stretches of a raw text that rules have left in, in order."""

    places: np.ndarray  # where each stands now
    raw: np.ndarray  # where it stands in the raw text
    sizes: np.ndarray


def keep_all(size: int) -> Kept:
    """All of a text before any rule."""
    return Kept(np.array([0]), np.array([0]), np.array([size]))


def keep_rest(kept: Kept, edits: np.ndarray, put: np.ndarray) -> Kept:
    """What edits in order leave in, where `put` is the size of what each puts in."""
    starts, stops, ends = edits["start"], edits["stop"], kept.places + kept.sizes
    places = np.unique(np.concatenate([kept.places, ends, starts, stops]))  # nothing changes between two of these
    sizes, places = np.diff(places), places[:-1]
    stretch = np.searchsorted(kept.places, places, side="right") - 1
    edited = np.searchsorted(starts, places, side="right")
    stays = (stretch >= 0) & (places < np.append(ends, 0)[stretch]) & (places >= np.append(0, stops)[edited])
    sizes, places, stretch, edited = sizes[stays], places[stays], stretch[stays], edited[stays]
    moved = np.append(0, np.cumsum(put - (stops - starts)))[edited]
    return Kept(places + moved, kept.raw[stretch] + places - kept.places[stretch], sizes)


def raw_starts(kept: Kept, edits: np.ndarray) -> np.ndarray:
    """Per edit a raw place that only its row of the ledger can hold: of what it takes out first, or else before it."""
    stretch = np.searchsorted(kept.places + kept.sizes, edits["start"], side="right")  # the first not wholly before it
    place, raw = np.append(kept.places, np.iinfo(np.int64).max)[stretch], np.append(kept.raw, 0)[stretch]
    before = np.append(0, kept.raw + kept.sizes)[stretch]
    inside = np.where(place < edits["stop"], raw, before)
    return np.where(place < edits["start"], raw + edits["start"] - place, inside)


class Changes(NamedTuple):
    """Stretches between what stays, in order: where each stood in the raw text and stands now, its rule and why."""

    raw_starts: np.ndarray
    raw_stops: np.ndarray
    starts: np.ndarray
    stops: np.ndarray
    rules: np.ndarray
    evidence: np.ndarray


def find_changes(raw_size: int, size: int, steps: Sequence[tuple[str, np.ndarray, np.ndarray]]) -> Changes:
    """Find the stretches that rules change, each under the last rule that touched it, `odd_spaces` only by itself.

    Parameters
    ----------
    raw_size, size : int
        Of the text before and after.
    steps : list of tuples
        Per rule that made edits, in the order of the rules: its name, its edits in order, and the size of what each
        puts in.

    Returns
    -------
    Changes
        Also those that end as they began.
    """
    kept, places = keep_all(raw_size), [np.empty(0, dtype=np.int64)]
    for _, edits, put in steps:
        places.append(raw_starts(kept, edits))
        kept = keep_rest(kept, edits, put)
    raw_bounds = np.append(0, kept.raw + kept.sizes), np.append(kept.raw, raw_size)
    bounds = np.append(0, kept.places + kept.sizes), np.append(kept.places, size)
    gaps = np.flatnonzero((raw_bounds[0] < raw_bounds[1]) | (bounds[0] < bounds[1]))
    starts = raw_bounds[0][gaps]
    owners = np.zeros(len(gaps), dtype=np.int64)
    rows = np.searchsorted(starts, np.concatenate(places), side="right") - 1
    names = np.repeat(np.array([name for name, *_ in steps], dtype=object), [len(edits) for _, edits, _ in steps])
    evidence = np.concatenate([np.empty(0, dtype=object), *(edits["evidence"] for _, edits, _ in steps)])
    order = np.argsort(names != _TIDIES, kind="stable")
    owners[rows[order]] = order  # of several edits in one row that which is assigned last stays
    return Changes(starts, raw_bounds[1][gaps], bounds[0][gaps], bounds[1][gaps], names[owners], evidence[owners])


def build_ledger(raw: str, clean: str, steps: Sequence[tuple[str, np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """One row per change of a text (see `find_changes`), with the columns of `LEDGER_COLUMNS` but for doc_id."""
    if not steps:
        return pd.DataFrame(columns=list(LEDGER_COLUMNS[1:]))
    changes = find_changes(len(raw), len(clean), steps)
    ledger = pd.DataFrame(
        {
            "rule": changes.rules,
            "line": np.searchsorted(np.flatnonzero(characters(raw) == ord("\n")), changes.raw_starts) + 1,
            "offset": changes.raw_starts,
            "before": _cut(raw, changes.raw_starts, changes.raw_stops),
            "after": _cut(clean, changes.starts, changes.stops),
            "evidence": changes.evidence,
        }
    )
    return ledger[ledger["before"] != ledger["after"]].reset_index(drop=True)


def lengths(pieces: Sequence[Sized] | np.ndarray) -> np.ndarray:
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
