"""Clean text, one small function per defect, and keep a ledger of every change.

A rule reads a text and returns the edits it would make. `clean_text` applies the rules in the order of
`RULES` and keeps, for every character that stays, its place in the raw text; what lies between two
characters that stay is one row of the ledger. So the ledger turns raw text into clean text and back, and
any place in the clean text leads to its place in the raw file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
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


_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_COMBINED = re.compile("[^\u0300-\u036f\\s][\u0300-\u036f]+")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACE = re.compile(r"(?m)^[^\S\n]+|[^\S\n]+$|[^\S\n]{2,}|[^\S\n ]")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^\n.!?…]+[.!?…]*[\"”’»)]*")
_WORD = re.compile(r"[^\W_]+")

_BYLINE = re.compile(r"(?:(?:written|reported|words) )?by (.{2,80})", re.IGNORECASE)
_NAME_PARTICLES = frozenset("al and at bin da de del der di for in la le of the van von".split())
_BOILERPLATE = tuple(
    (re.compile(pattern, re.IGNORECASE), evidence)
    for pattern, evidence in (
        (r"(?:photo|image|picture|video|illustration|credit)s?(?: credit| by)?\s*[:©].*", "photo credit"),
        (
            r".*\((?:[^()]*[ /])?(?:getty(?: images)?|reuters|afp|ap(?: photo)?|epa|tass|shutterstock)\)",
            "caption with a photo agency",
        ),
        (r"leave a (?:reply|comment)|post a comment|comments?(?: \(\d+\))?", "comment form"),
        (r"your email address will not be published\b.*", "comment form"),
        (r"about the author", "author box"),
        (r"what you need to know:?", "heading of a standfirst"),
        (r"read (?:more|also|next)\b.{0,120}", "link to another article"),
        (
            r"(?:share (?:this|on)|follow us|subscribe to|sign up (?:for|to))\b.{0,120}",
            "share or newsletter bar",
        ),
    )
)
_CLOSERS = frozenset(("comment form", "author box"))
_REPEAT_MINIMUM_WORDS = 8


def odd_characters(text: str) -> Iterator[Edit]:
    """Take out zero-width and control characters; write a letter and its accents as one character."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "", f"invisible: {_name_characters(match[0])}")
    for match in _COMBINED.finditer(text):
        if (composed := unicodedata.normalize("NFC", match[0])) != match[0]:
            yield Edit(*match.span(), composed, "letter and accent are one character in Unicode NFC")


def odd_spaces(text: str) -> Iterator[Edit]:
    """Write one ordinary space for any other or repeated space, and one line feed for any line end."""
    for match in _LINE_END.finditer(text):
        yield Edit(*match.span(), "\n", "another line end")
    lined = _LINE_END.sub(lambda end: "\n" * len(end[0]), text)
    for match in _ODD_SPACE.finditer(lined):
        neighbours = (lined[match.start() - 1 : match.start()], lined[match.end() : match.end() + 1])
        at_edge = "" in neighbours or "\n" in neighbours
        kind = "space at a line's edge" if at_edge else "odd space"
        yield Edit(*match.span(), "" if at_edge else " ", f"{kind}: {_name_characters(match[0])}")


def _name_characters(text: str) -> str:
    """The first few characters by number, since they cannot be seen."""
    return " ".join(f"U+{ord(character):04X}" for character in text[:4]) + (" …" if len(text) > 4 else "")


def boilerplate(text: str) -> Iterator[Edit]:
    """Take out lines that belong to the page and not to the article."""
    lines = list(_LINE.finditer(text))
    closing = ""
    for number, line in enumerate(lines):
        evidence = closing or _boilerplate_evidence(line[0])
        if evidence:
            yield Edit(*line.span(), "", evidence)
        if evidence in _CLOSERS and all(len(rest[0]) <= 80 for rest in lines[number:]):
            closing = evidence


def _boilerplate_evidence(line: str) -> str:
    """What kind of boilerplate a line is, or nothing."""
    line = line.strip()
    byline = _BYLINE.fullmatch(line)
    if byline and all(word[0].isupper() or word in _NAME_PARTICLES for word in byline[1].split()):
        return "byline"
    return next((evidence for pattern, evidence in _BOILERPLATE if pattern.fullmatch(line)), "")


def repeated_sentences(text: str) -> Iterator[Edit]:
    """Take out a sentence that the text says twice, as a pull quote does.

    Sentences of eight words or more are equal when their words are. The one in the longest line stays,
    the last of equals, since a standfirst comes before the sentence it repeats.
    """
    places: dict[tuple[str, ...], list[tuple[int, re.Match[str]]]] = {}
    for line in _LINE.finditer(text):
        for sentence in _SENTENCE.finditer(text, *line.span()):
            words = tuple(_WORD.findall(sentence[0].lower()))
            if len(words) >= _REPEAT_MINIMUM_WORDS:
                places.setdefault(words, []).append((len(line[0]), sentence))
    repeats = []
    for same in places.values():
        kept = max(range(len(same)), key=lambda i: (same[i][0], i))
        repeats += [sentence for i, (_, sentence) in enumerate(same) if i != kept]
    for sentence in sorted(repeats, key=lambda repeat: repeat.start()):
        yield Edit(*sentence.span(), "", "the same words stand elsewhere in the text")


RULES: dict[str, Callable[[str], Iterable[Edit]]] = {
    rule.__name__: rule for rule in (odd_characters, boilerplate, repeated_sentences, odd_spaces)
}


def clean_text(text: str, rules: Iterable[str] = tuple(RULES)) -> tuple[str, pd.DataFrame]:
    r"""Clean one text.

    Parameters
    ----------
    text : str
        The raw text.
    rules : iterable of str
        Names from `RULES`; they are applied in the order of `RULES`.

    Returns
    -------
    clean : str
        The clean text.
    ledger : DataFrame
        One row per change, in the order of the text: rule, line (from 1) and offset (characters, from
        0) in the raw text, before, after, evidence.

    Examples
    --------
    >>> clean, ledger = clean_text("By Ann Lee\n\nTalks  failed.")
    >>> clean
    '\n\nTalks failed.'
    >>> ledger[["rule", "line", "before", "evidence"]].values.tolist()
    [['boilerplate', 1, 'By Ann Lee', 'byline'], ['odd_spaces', 3, '  ', 'odd space: U+0020 U+0020']]
    """
    wanted = set(rules)
    current, origin = text, np.arange(len(text))
    notes: list[tuple[int, str, str]] = []
    for name, rule in RULES.items():
        if name in wanted and (edits := sorted(rule(current))):
            notes += [(_raw_start(origin, edit), name, edit.evidence) for edit in edits]
            current, origin = _apply(current, origin, edits)
    return current, _build_ledger(text, current, origin, notes)


def clean_documents(documents: pd.DataFrame, rules: Iterable[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Clean every document.

    Parameters
    ----------
    documents : DataFrame
        Documents with `doc_id` and `text`.
    rules : iterable of str
        Names from `RULES`.

    Returns
    -------
    documents : DataFrame
        The same rows, `text` cleaned.
    ledger : DataFrame
        One row per change: doc_id, rule, line, offset, before, after, evidence (see `clean_text`).
    """
    rules = tuple(rules)
    cleaned = [clean_text(text, rules) for text in documents["text"]]
    ledgers = [
        ledger.assign(doc_id=doc_id)
        for doc_id, (_, ledger) in zip(documents["doc_id"], cleaned, strict=True)
        if len(ledger)
    ]
    ledger = pd.concat(ledgers, ignore_index=True) if ledgers else pd.DataFrame(columns=list(LEDGER_COLUMNS))
    return documents.assign(text=[text for text, _ in cleaned]), ledger[list(LEDGER_COLUMNS)]


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


def _apply(text: str, origin: np.ndarray, edits: list[Edit]) -> tuple[str, np.ndarray]:
    """Apply edits in order; what an edit puts in has origin -1."""
    pieces, origins, place = [], [], 0
    for start, stop, after, _ in edits:
        pieces += [text[place:start], after]
        origins += [origin[place:start], np.full(len(after), -1)]
        place = stop
    return "".join([*pieces, text[place:]]), np.concatenate([*origins, origin[place:]])


def _raw_start(origin: np.ndarray, edit: Edit) -> int:
    """A raw place that only this edit's row of the ledger can hold."""
    inside = origin[edit.start : edit.stop]
    if (kept := inside[inside >= 0]).size:
        return int(kept[0])
    before = origin[: edit.start]
    return int(before[before >= 0][-1]) + 1 if (before >= 0).any() else 0


def _build_ledger(raw: str, clean: str, origin: np.ndarray, notes: list[tuple[int, str, str]]) -> pd.DataFrame:
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
