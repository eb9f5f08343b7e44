"""Clean documents, and keep a ledger of every change.

A rule reads a text and returns the edits it would make. `clean_text` applies the rules in the order of
`RULES` and keeps, for every character that stays, its place in the raw text; what lies between two
characters that stay is one row of the ledger. So the ledger turns raw text into clean text and back, and
any place in the clean text leads to its place in the raw file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.boilerplate import BYLINE, CAPTION, CREDIT, boilerplate, joined_boilerplate
from analysis.defects import (
    doubled_punctuation,
    foreign_brackets,
    foreign_text,
    joined_repeated_sentences,
    missing_spaces,
    mojibake,
    odd_characters,
    odd_spaces,
    repeated_sentences,
    screen_doubled_punctuation,
    screen_foreign_text,
    screen_missing_spaces,
    screen_mojibake,
    screen_odd_characters,
    screen_odd_spaces,
)
from analysis.hyphens import broken_words, count_words, joined_broken_words
from analysis.joined import (
    Joined,
    edit_joined,
    encode,
    join_texts,
    lines_at,
    place_edits,
    read_part,
    split_texts,
    words_at,
)
from analysis.ledger import EDIT, LEDGER_COLUMNS, apply_edits, build_ledger, find_changes, lengths
from analysis.reading import CorpusError, half_character_fault

RULES: dict[str, Callable[..., np.ndarray]] = {
    rule.__name__: rule
    for rule in (
        mojibake,
        odd_characters,
        boilerplate,
        foreign_text,
        repeated_sentences,
        broken_words,
        missing_spaces,
        doubled_punctuation,
        odd_spaces,
    )
}
_TOGETHER = 8_000_000  # characters
_SCREENS = {
    "mojibake": (screen_mojibake, lines_at),
    "odd_characters": (screen_odd_characters, words_at),
    "foreign_text": (screen_foreign_text, lines_at),
    "missing_spaces": (screen_missing_spaces, lines_at),
    "doubled_punctuation": (screen_doubled_punctuation, words_at),
    "odd_spaces": (screen_odd_spaces, words_at),
}


def clean_text(
    text: str,
    rules: Iterable[str] = tuple(RULES),
    words: Mapping[str, int] | None = None,
    byline: str = "",
    stay: Collection[str] = (),
) -> tuple[str, pd.DataFrame]:
    r"""Clean one text.

    Parameters
    ----------
    text : str
        The raw text.
    rules : iterable of str
        Names from `RULES`; they are applied in the order of `RULES`.
    words : mapping of str to int, optional
        Words of the corpus with their counts, as evidence for broken words; by default those of the text.
    byline : str
        The author's name, where it is known.
    stay : collection of str
        Kinds of lines that `boilerplate` leaves in.

    Returns
    -------
    clean : str
        The clean text.
    ledger : DataFrame
        One row per change, in the order of the text: rule, line (from 1) and offset (characters, from
        0) in the raw text, before, after, evidence.

    Raises
    ------
    CorpusError
        When a surrogate stands alone in the text, which no file of a corpus may hold either.

    Examples
    --------
    >>> clean, ledger = clean_text("By Ann Lee\n\nTalks  failed.")
    >>> clean
    '\n\nTalks failed.'
    >>> ledger[["rule", "line", "before", "evidence"]].values.tolist()
    [['boilerplate', 1, 'By Ann Lee', 'byline'], ['odd_spaces', 3, '  ', 'odd space: U+0020 U+0020']]
    """
    if fault := half_character_fault(text):
        msg = f"text: {fault}"
        raise CorpusError(msg)
    wanted = set(rules)
    current = text
    steps: list[tuple[str, np.ndarray, np.ndarray]] = []
    for name, rule in RULES.items():
        if name not in wanted:
            continue
        if name == "boilerplate":
            edits = rule(current, byline, stay)
        elif name == "broken_words":
            edits = rule(current, count_words([current]) if words is None else words)
        else:
            edits = rule(current)
        if len(edits):
            edits = edits[np.lexsort((edits["stop"], edits["start"]))]
            steps.append((name, edits, lengths(edits["after"])))
            current = apply_edits(current, edits)
    return current, build_ledger(text, current, steps)


def clean_texts(
    texts: Sequence[str],
    rules: Iterable[str],
    words: Mapping[str, int],
    bylines: Sequence[str],
    stay: Collection[str] = (),
) -> list[str]:
    """Clean many texts, without a ledger.

    Parameters
    ----------
    texts : sequence of str
        The raw texts.
    rules : iterable of str
        Names from `RULES`.
    words : mapping of str to int
        Words of the corpus with their counts (see `clean_text`).
    bylines : sequence of str
        Their authors' names, empty where unknown.
    stay : collection of str
        Kinds of lines that `boilerplate` leaves in.

    Returns
    -------
    list of str
        What `clean_text` makes of each.

    Examples
    --------
    >>> clean_texts(["Talks  failed.", "By Ann Lee"], RULES, {}, ["", ""])
    ['Talks failed.', '']
    """
    return [text for _, clean, _ in _clean_together(texts, rules, words, bylines, stay) for text in split_texts(clean)]


def _clean_together(
    texts: Sequence[str],
    rules: Iterable[str],
    words: Mapping[str, int],
    bylines: Sequence[str],
    stay: Collection[str],
) -> Iterator[tuple[Joined, Joined, list[tuple[str, np.ndarray]]]]:
    """Clean many texts, joined so many at a time: as they were and are, and the edits of each rule that made any."""
    wanted = set(rules)
    sizes = np.cumsum([len(text) for text in texts])
    edges = np.flatnonzero(np.diff(sizes // _TOGETHER, prepend=-1, append=-1)).tolist()
    for start, stop in pairwise(edges):
        raw = joined = join_texts(texts[start:stop])
        made = []
        for name in RULES:
            if name in wanted and len(edits := _find_edits(name, joined, words, bylines[start:stop], stay)):
                made.append((name, edits))
                joined = edit_joined(joined, edits)
        yield raw, joined, made


def _find_edits(
    name: str, joined: Joined, words: Mapping[str, int], bylines: Sequence[str], stay: Collection[str]
) -> np.ndarray:
    """The edits of a rule in joined texts, found in the lines or words where its screen suspects any."""
    if name == "boilerplate":
        return joined_boilerplate(joined, bylines, stay)
    if name == "broken_words":
        return joined_broken_words(joined, words)
    if name == "repeated_sentences":
        return joined_repeated_sentences(joined)
    screen, around = _SCREENS[name]
    places = screen(joined)
    if not len(places):
        return np.empty(0, dtype=EDIT)
    part = read_part(joined, around(joined, places))
    return place_edits(part, foreign_brackets(part.text) if name == "foreign_text" else RULES[name](part.text))


def clean_documents(
    documents: pd.DataFrame,
    rules: Iterable[str],
    stay: Collection[str] = (),
    words: Mapping[str, int] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Clean every document.

    Parameters
    ----------
    documents : DataFrame
        Documents with `doc_id`, `byline` and `text`.
    rules : iterable of str
        Names from `RULES`.
    stay : collection of str
        Kinds of lines that `boilerplate` leaves in.
    words : mapping of str to int, optional
        Words of the corpus with their counts, where these are not all of its documents.

    Returns
    -------
    documents : DataFrame
        The same rows, `text` cleaned; `byline` from the text where the catalogue has none; and `captions`,
        the captions and photo credits that were taken out, parted by a vertical line.
    ledger : DataFrame
        One row per change: doc_id, rule, line, offset, before, after, evidence (see `clean_text`).
    """
    rules = tuple(rules)
    if words is None:
        words = count_words(documents["text"]) if "broken_words" in rules else {}
    doc_ids, texts, bylines = (documents[name].tolist() for name in ("doc_id", "text", "byline"))
    cleaned: list[str] = []
    ledgers = []
    for raw, clean, made in _clean_together(texts, rules, words, bylines, stay):
        if made:
            ledgers.append(_joined_ledger(raw, clean, made, doc_ids[len(cleaned) :]))
        cleaned += split_texts(clean)
    ledger = pd.concat(ledgers, ignore_index=True) if ledgers else pd.DataFrame(columns=list(LEDGER_COLUMNS))
    bylines, captions = _taken_out(ledger, BYLINE), _taken_out(ledger, CAPTION, CREDIT)
    documents = documents.assign(
        text=cleaned,
        byline=[
            known or bylines.get(doc_id, "")
            for known, doc_id in zip(documents["byline"], documents["doc_id"], strict=True)
        ],
        captions=[captions.get(doc_id, "") for doc_id in documents["doc_id"]],
    )
    return documents, ledger[list(LEDGER_COLUMNS)]


def _joined_ledger(
    raw: Joined, clean: Joined, made: list[tuple[str, np.ndarray]], doc_ids: Sequence[str]
) -> pd.DataFrame:
    """One row per change of joined texts, as `clean_text` has them of each by itself."""
    steps = [(name, edits, lengths(list(map(encode, edits["after"])))) for name, edits in made]
    changes = find_changes(len(raw.content), len(clean.content), steps)
    before, after = (
        [joined.content[start:stop].decode("utf-8", "surrogatepass") for start, stop in zip(*spans, strict=True)]
        for joined, *spans in (
            (raw, changes.raw_starts.tolist(), changes.raw_stops.tolist()),
            (clean, changes.starts.tolist(), changes.stops.tolist()),
        )
    )
    numbers = raw.text_numbers(changes.raw_starts)
    lines, characters = raw.count_from(raw.borders()[numbers] + 1, changes.raw_starts)
    ledger = pd.DataFrame(
        {
            "doc_id": np.array(doc_ids, dtype=object)[numbers],
            "rule": changes.rules,
            "line": lines + 1,
            "offset": characters,
            "before": before,
            "after": after,
            "evidence": changes.evidence,
        }
    )
    return ledger[ledger["before"] != ledger["after"]]


def _taken_out(ledger: pd.DataFrame, *kinds: str) -> dict[str, str]:
    """Lines of a kind that were taken out of each document, in their order."""
    rows = ledger[(ledger["rule"] == "boilerplate") & ledger["evidence"].isin(kinds)]
    return rows["before"].str.strip().groupby(rows["doc_id"]).agg(" | ".join).to_dict() if len(rows) else {}
