"""Read a corpus under every combination of choices: which tokens and mentions each combination leaves to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.boilerplate import BYLINE, CAPTION, CREDIT, KINDS
from analysis.choice_effects import Choice
from analysis.cleaning import clean_documents
from analysis.context import Known, classify_mentions, quoted_tokens
from analysis.dictionaries import Dictionary
from analysis.frames import find_mentions
from analysis.ledger import raw_places
from analysis.passage_units import title_passages
from analysis.passages import Shared, shared_passages
from analysis.settings import Settings
from analysis.tokens import Tokens, passage_numbers, tokenize_documents

CHOICES = (
    Choice("text", ("cleaned", "raw"), "Cleaning mends broken words and drops repeats, but changes what was printed."),
    Choice(
        "titles_and_captions",
        ("titles in", "titles and captions in", "all out"),
        "Titles are the editor's words, captions and bylines the desk's; readers see them first.",
    ),
    Choice(
        "shared_passages",
        ("as published", "once, in the earlier", "once, in the later"),
        "A passage that two articles share is no second witness; which of them has it first is not always known.",
    ),
    Choice("patterns", ("narrow", "wide"), "A frame can be named in other words; see the wide patterns."),
    Choice("prefix", ("non- counted", "non- set apart"), "A non- form can be read as the frame, or as its opposite."),
    Choice("quoted_text", ("in", "out"), "What is quoted is not the article's own word."),
)
_PAGE = "boilerplate"  # the rule that takes page matter out, of raw text too
_CAPTIONS = (BYLINE, CAPTION, CREDIT)
_NO_CAPTIONS = tuple(sorted(KINDS.difference(_CAPTIONS)))
_SIDES = {"once, in the earlier": ("doc_b", "passage_b"), "once, in the later": ("doc_a", "passage_a")}  # what goes
_MOST_WORDS = 150_000  # some 170 articles: two dozen readings of them take as long as the other steps do


class Universe(NamedTuple):
    """What is left to count under one combination of choices."""

    mentions: pd.DataFrame
    tokens: np.ndarray  # per document
    doc_ids: list[str]


class _Text(NamedTuple):
    """The documents cleaned in one way, and cut into tokens."""

    documents: pd.DataFrame
    ledger: pd.DataFrame
    tokens: Tokens
    lines: pd.MultiIndex  # doc_id and line in the raw file of every passage


class _Reading(NamedTuple):
    """One way to read the corpus: its tokens, and what the choices leave out of them."""

    tokens: Tokens
    mentions: dict[str, pd.DataFrame]  # by option of `patterns`; `token` is the place of its first token
    title: np.ndarray  # bool per token, as the others
    quoted: np.ndarray
    repeated: dict[str, np.ndarray]  # by option of `shared`


def distinct_choices(settings: Settings) -> list[Choice]:
    """Give the choices whose options differ under some settings.

    Parameters
    ----------
    settings : Settings
        Cleaning rules and frames.

    Returns
    -------
    list of Choice
        Those of `CHOICES` without the options that would read the same text as another: raw where no rule mends
        anything, captions where page matter stays in anyway, wide patterns where no frame has any. A choice that
        has one option left is none.
    """
    on = {name for name, on in settings.cleaning if on}
    same = {
        "raw": not on - {_PAGE},
        "titles and captions in": _PAGE not in on,
        "wide": not any(frame.wide for frame in settings.frames.values()),
    }
    left = [
        choice._replace(options=tuple(option for option in choice.options if not same.get(option)))
        for choice in CHOICES
    ]
    return [choice for choice in left if len(choice.options) > 1]


def sample_documents(documents: pd.DataFrame, seed: int, words: int = _MOST_WORDS) -> pd.DataFrame:
    """Draw as many documents as can be read many times over.

    Parameters
    ----------
    documents : DataFrame
        Documents with `text`.
    seed : int
        Of the draw.
    words : int
        How many words they may hold together.

    Returns
    -------
    DataFrame
        All of them where they hold no more words than that; else documents in random order for as long as their
        words allow, but at least two, in their first order.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["One two.", "Three four.", "Five six."]})
    >>> len(sample_documents(documents, seed=1, words=6)), len(sample_documents(documents, seed=1, words=5))
    (3, 2)
    """
    sizes = np.array([len(text.split()) for text in documents["text"]], dtype=np.int64)
    if sizes.sum() <= words:
        return documents
    order = np.random.default_rng(seed).permutation(len(sizes))
    fits = max(int((np.cumsum(sizes[order]) <= words).sum()), 2)
    return documents.iloc[np.sort(order[:fits])].reset_index(drop=True)


def read_universes(
    raw: pd.DataFrame,
    settings: Settings,
    options: Mapping[str, Sequence[str]],
    shared: Shared | None = None,
    words: Mapping[str, int] | None = None,
) -> list[tuple[dict[str, str], Universe]]:
    """Read a corpus under every combination of options.

    Parameters
    ----------
    raw : DataFrame
        The documents as they stand in their files.
    settings : Settings
        Cleaning rules, frames, confidence and seed.
    options : mapping of str to sequence of str
        Options by choice, for each of `CHOICES`.
    shared : Shared, optional
        What `shared_passages` finds in the clean documents; by default it is asked.
    words : mapping of str to int, optional
        Words of the corpus with their counts, where these are not all of its documents (see `clean_documents`).

    Returns
    -------
    list of (dict, Universe)
        Per combination the option of every choice, and what is left to count.
    """
    readings = _read_all(raw, settings, options, shared, words)
    combinations = [dict(zip(options, chosen, strict=True)) for chosen in product(*options.values())]
    return [(chosen, _keep(readings[chosen["text"], chosen["titles_and_captions"]], chosen)) for chosen in combinations]


def _read_all(
    raw: pd.DataFrame,
    settings: Settings,
    options: Mapping[str, Sequence[str]],
    shared: Shared | None,
    words: Mapping[str, int] | None,
) -> dict[tuple[str, str], _Reading]:
    """Every reading that the choices of the text, and of what stands around it, ask for."""
    on = tuple(name for name, on in settings.cleaning if on)
    clean = cache(lambda rules, stay: _clean(raw, rules, stay, words))
    repeated = _repeated_lines(clean(on, ()), options["shared_passages"], settings, shared)
    dictionary = Dictionary.from_settings(settings.frames)
    known: Known = {}
    read = cache(lambda rules, stay: _read(clean(rules, stay), raw, dictionary, repeated, known))
    readings = {}
    for text, around in product(options["text"], options["titles_and_captions"]):
        rules = on if text == "cleaned" else tuple(name for name in on if name == _PAGE)
        readings[text, around] = read(*_leave(rules, around))
    return readings


def _leave(rules: tuple[str, ...], around: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rules, and kinds of page matter that stay: captions go with "all out" though other page matter is left in."""
    if around == "all out" and _PAGE not in rules:
        return (*rules, _PAGE), _NO_CAPTIONS
    return rules, _CAPTIONS if around == "titles and captions in" else ()


def _clean(raw: pd.DataFrame, rules: tuple[str, ...], stay: tuple[str, ...], words: Mapping[str, int] | None) -> _Text:
    """The documents cleaned by some rules."""
    documents, ledger = clean_documents(raw, rules, stay, words)
    tokens = tokenize_documents(documents)
    return _Text(documents, ledger, tokens, _passage_lines(tokens, ledger, raw))


def _read(
    text: _Text, raw: pd.DataFrame, dictionary: Dictionary, repeated: Mapping[str, pd.MultiIndex], known: Known
) -> _Reading:
    """Judged mentions of a text, and what the choices leave out of it."""
    documents, ledger, tokens, lines = text
    raw_texts, patterns = raw["text"].tolist(), {"narrow": dictionary, "wide": dictionary.widened()}
    found = {name: find_mentions(tokens, own, documents, ledger, raw_texts) for name, own in patterns.items()}
    judged = classify_mentions(pd.concat(found), tokens, documents, known)
    offsets = dict(zip(tokens.doc_ids, tokens.doc_offsets[:-1].tolist(), strict=True))
    judged = judged.assign(token=judged["doc_id"].map(offsets).astype(np.int64) + judged["position"])
    passage_of, _ = passage_numbers(tokens)
    return _Reading(
        tokens,
        {name: judged[judged.index.get_level_values(0) == name].droplevel(0) for name in patterns},
        title_passages(tokens, documents)[passage_of],
        quoted_tokens(tokens, documents["text"].tolist()),
        {name: lines.isin(index)[passage_of] for name, index in repeated.items()},
    )


def _repeated_lines(
    text: _Text, options: Sequence[str], settings: Settings, shared: Shared | None
) -> dict[str, pd.MultiIndex]:
    """Lines of raw files whose passage counts elsewhere, by where shared passages count.

    Which passages are shared is found once, in the clean text: in every reading the same lines count once.
    """
    if not set(options) & {*_SIDES}:
        return {}
    if shared is None:
        statistics = settings.statistics
        shared = shared_passages(text.tokens, text.documents, statistics.seed, 1 - statistics.confidence)
    _, first = passage_numbers(text.tokens)
    doc_ids = np.array(text.tokens.doc_ids, dtype=object)[text.tokens.documents[first]]
    passages = pd.MultiIndex.from_arrays([doc_ids, text.tokens.passage[first]])
    return {
        name: text.lines[passages.isin(pd.MultiIndex.from_frame(shared.passages[list(columns)]))]
        for name, columns in _SIDES.items()
    }


def _passage_lines(tokens: Tokens, ledger: pd.DataFrame, raw: pd.DataFrame) -> pd.MultiIndex:
    """doc_id and line in the raw file of every passage."""
    _, first = passage_numbers(tokens)
    document = tokens.documents[first]
    bounds = np.searchsorted(document, np.arange(len(tokens.doc_ids) + 1))
    ledgers = dict(iter(ledger.groupby("doc_id", sort=False)))
    lines = [np.empty(0, dtype=np.int64)]
    for doc_id, text, start, stop in zip(tokens.doc_ids, raw["text"], bounds, bounds[1:], strict=False):
        places = tokens.starts[first[start:stop]]
        lines.append(raw_places(ledgers.get(doc_id, ledger.iloc[:0]), text, places)[:, 0])
    return pd.MultiIndex.from_arrays([np.array(tokens.doc_ids, dtype=object)[document], np.concatenate(lines)])


def _keep(reading: _Reading, chosen: Mapping[str, str]) -> Universe:
    """What a combination of choices leaves of a reading."""
    keep = np.ones(len(reading.tokens.ids), dtype=bool)
    if chosen["titles_and_captions"] == "all out":
        keep &= ~reading.title
    if chosen["shared_passages"] in reading.repeated:
        keep &= ~reading.repeated[chosen["shared_passages"]]
    if chosen["quoted_text"] == "out":
        keep &= ~reading.quoted
    mentions = reading.mentions[chosen["patterns"]]
    stays = keep[mentions["token"].to_numpy(dtype=np.int64)]
    if chosen["prefix"] == "non- set apart":
        stays &= ~mentions["negated"].to_numpy(dtype=bool)
    tokens = np.bincount(reading.tokens.documents[keep], minlength=len(reading.tokens.doc_ids))
    return Universe(mentions[stays], tokens, reading.tokens.doc_ids)
