"""The ledger of changes: what turns raw text into clean text and back, and a place in one into a place in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

LEDGER_COLUMNS = ("doc_id", "rule", "line", "offset", "before", "after", "evidence")


class Edit(NamedTuple):
    """A replacement of text[start:stop] by `after`, and why."""

    start: int
    stop: int
    after: str
    evidence: str


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
    starts = _clean_starts(ledger)
    stops = starts + ledger["after"].str.len().to_numpy(dtype=np.int64)
    raw_stops = ledger["offset"].to_numpy(dtype=np.int64) + ledger["before"].str.len().to_numpy(dtype=np.int64)
    last = np.searchsorted(starts, offsets, side="right") - 1
    if not len(ledger):
        return offsets
    shifted = offsets - stops[last] + raw_stops[last]
    inside = offsets < stops[last]
    return np.where(last < 0, offsets, np.where(inside, ledger["offset"].to_numpy()[last], shifted))


def apply_edits(text: str, origin: np.ndarray, edits: list[Edit]) -> tuple[str, np.ndarray]:
    """Apply edits in order; what an edit puts in has origin -1."""
    pieces, origins, place = [], [], 0
    for start, stop, after, _ in edits:
        pieces += [text[place:start], after]
        origins += [origin[place:start], np.full(len(after), -1)]
        place = stop
    return "".join([*pieces, text[place:]]), np.concatenate([*origins, origin[place:]])


def raw_start(origin: np.ndarray, edit: Edit) -> int:
    """A raw place that only this edit's row of the ledger can hold."""
    inside = origin[edit.start : edit.stop]
    if (kept := inside[inside >= 0]).size:
        return int(kept[0])
    before = origin[: edit.start]
    return int(before[before >= 0][-1]) + 1 if (before >= 0).any() else 0


def build_ledger(raw: str, clean: str, origin: np.ndarray, notes: list[tuple[int, str, str]]) -> pd.DataFrame:
    """One row per stretch between characters that stay, if it changed, under the last rule that touched it."""
    kept = np.flatnonzero(origin >= 0)
    raw_edges = np.concatenate([[-1], origin[kept], [len(raw)]])
    clean_edges = np.concatenate([[-1], kept, [len(clean)]])
    gaps = np.flatnonzero((np.diff(raw_edges) > 1) | (np.diff(clean_edges) > 1))
    starts = raw_edges[gaps] + 1
    owner: dict[int, tuple[str, str]] = {}
    for place, rule, evidence in notes:
        owner[int(np.searchsorted(starts, place, side="right")) - 1] = (rule, evidence)
    line_ends = np.array([match.start() for match in re.finditer("\n", raw)], dtype=np.int64)
    lines = np.searchsorted(line_ends, starts) + 1
    rows = []
    for number, gap in enumerate(gaps):
        before = raw[raw_edges[gap] + 1 : raw_edges[gap + 1]]
        after = clean[clean_edges[gap] + 1 : clean_edges[gap + 1]]
        if before != after:
            rule, evidence = owner[number]
            rows.append((rule, int(lines[number]), int(starts[number]), before, after, evidence))
    return pd.DataFrame(rows, columns=list(LEDGER_COLUMNS[1:]))


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
