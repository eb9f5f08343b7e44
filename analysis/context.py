"""Mentions in their words: the concordance, and what is said with each mention and by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product
from typing import Literal

import numpy as np
import pandas as pd

from analysis.attribution import attribute_mentions, sentence_spans
from analysis.collocation import mention_places
from analysis.opposition import judge_sentence
from analysis.quotations import classify_quotation, quotation_spans
from analysis.rates import share_interval
from analysis.tokens import Tokens, passage_at, passage_numbers

KINDS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "opposed": lambda mentions: mentions["opposed"],
    "refused": lambda mentions: mentions["refused"],
    "quoted": lambda mentions: mentions["quotation"] != "none",
    "reported": lambda mentions: (mentions["attribution"] != "none") | (mentions["quotation"] != "none"),
}
_LONGEST = 1500  # characters of a sentence
_Row = tuple[object, ...]  # what is said with one mention, in the order of `JUDGED_COLUMNS`
Known = dict[str, dict[tuple[int, int], _Row]]  # the same by text and by where it starts and stops

# other readings of a corpus hold the same sentences, and often the same texts
_judge_sentence = lru_cache(maxsize=20_000)(judge_sentence)
_quotation_spans = lru_cache(maxsize=1_000)(quotation_spans)
JUDGED_COLUMNS = ("quotation", "attribution", "source", "opposed", "refused", "rules", "whole")


def classify_mentions(
    mentions: pd.DataFrame, tokens: Tokens, documents: pd.DataFrame, known: Known | None = None
) -> pd.DataFrame:
    """Judge by rules what is said with each mention, and who is reported to say it.

    Parameters
    ----------
    mentions : DataFrame
        As `find_mentions` gives them.
    tokens : Tokens
        The tokens they were found in.
    documents : DataFrame
        The documents (`doc_id`, `text`), in the order of `tokens`.
    known : dict, optional
        What was judged before, by text and place; it is not judged again, and what is new is added.

    Returns
    -------
    DataFrame
        The mentions, and quotation ("none", "direct", or "fragment": at most four tokens in quotation marks),
        attribution ("named", "unnamed group" or "none"), source (who is reported to say it, in the text's
        words), opposed (the words name the thing as what must not or shall not be), refused (it is said to be
        refused, denied or not given), rules (names of those that fired, parted by "; "), whole (the sentence).
    """
    first, after = mention_places(tokens, mentions)
    document, known = tokens.documents[first], {} if known is None else known
    spans = list(zip(tokens.starts[first].tolist(), tokens.stops[after - 1].tolist(), strict=True))
    order = np.argsort(document, kind="stable")
    with_mention, bounds = np.unique(document[order], return_index=True)
    texts = documents["text"].iloc[with_mention].tolist()
    rows: list[_Row | None] = [None] * len(mentions)
    for number, text, own in zip(with_mention, texts, np.split(order, bounds[1:]), strict=False):
        numbers = own.tolist()
        places = [spans[mention] for mention in numbers]
        before = known.setdefault(text, {})
        new = [place for place in dict.fromkeys(places) if place not in before]
        before.update(zip(new, _judge_document(text, new, tokens, number) if new else [], strict=True))
        for mention, place in zip(numbers, places, strict=True):
            rows[mention] = before[place]
    judged = pd.DataFrame(rows, index=mentions.index, columns=list(JUDGED_COLUMNS), dtype=object)
    return mentions.assign(**judged.astype({"opposed": bool, "refused": bool}))


def _judge_document(text: str, places: list[tuple[int, int]], tokens: Tokens, number: int) -> list[_Row]:
    """What is said with the mentions of one document."""
    own = slice(tokens.doc_offsets[number], tokens.doc_offsets[number + 1])
    columns = [column[own].tolist() for column in (tokens.sentence, tokens.starts, tokens.stops)]
    sentences = _pieces(text, sentence_spans(text, *columns))
    spans = _quotation_spans(text)
    begins = np.array([begin for begin, _ in sentences])
    rows: list[_Row] = []
    for (start, stop), said in zip(places, attribute_mentions(text, places, spans, sentences), strict=True):
        begin, end = sentences[int(np.searchsorted(begins, start, side="right")) - 1]
        judged = _judge_sentence(text[begin:end], start - begin, stop - begin)
        quotation = classify_quotation(spans, start, stop, columns[1])
        rules = "; ".join([*said.rules, *judged.rules])
        whole = text[begin:end].strip()
        rows.append((quotation, said.attribution, said.source, judged.opposed, judged.refused, rules, whole))
    return rows


def _pieces(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences, those without end cut at a space, since to read one takes the square of its length."""
    pieces = []
    for start, stop in sentences:
        begin = start
        while stop - begin > _LONGEST:
            cut = text.rfind(" ", begin, begin + _LONGEST)
            cut = cut + 1 if cut > begin else begin + _LONGEST
            pieces.append((begin, cut))
            begin = cut
        pieces.append((begin, stop))
    return pieces


def count_kinds(
    judged: pd.DataFrame, once: pd.DataFrame, frames: Sequence[str], confidence: float = 0.95
) -> pd.DataFrame:
    """Count the mentions of each frame that are opposed, refused, quoted and reported.

    Parameters
    ----------
    judged : DataFrame
        What `classify_mentions` returns.
    once : DataFrame
        The same with shared passages in the earliest document only.
    frames : sequence of str
        The frames, in the order of the rows.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        Two rows per frame and kind: frame, kind (of `KINDS`), counted ("as published" or "once"), count, mentions
        (of the frame), share, low, high (with its exact interval, see `share_interval`).
    """
    rows = []
    for frame, (kind, is_kind) in product(frames, KINDS.items()):
        for counted, table in (("as published", judged), ("once", once)):
            own = table[table["frame"] == frame]
            rows.append((frame, kind, counted, int(is_kind(own).sum()), len(own)))
    counts = pd.DataFrame(rows, columns=["frame", "kind", "counted", "count", "mentions"])
    counts["share"], counts["low"], counts["high"] = share_interval(counts["count"], counts["mentions"], confidence)
    return counts


def count_sources(judged: pd.DataFrame) -> pd.DataFrame:
    """Count who is reported to say the mentions of each frame.

    Returns
    -------
    DataFrame
        One row per frame, attribution and source, the commonest first: frame, attribution, source, count, opposed
        (how many of them). A name that is the end of one other, longer source counts with that, and a source with
        a capital with the same without one.
    """
    reported = judged[judged["attribution"] != "none"]
    for read in (_lower_forms, _full_names):
        reported = reported.assign(source=reported["source"].replace(read(reported["source"])))
    table = reported.groupby(["frame", "attribution", "source"])["opposed"].agg(["size", "sum"]).reset_index()
    table = table.rename(columns={"size": "count", "sum": "opposed"})
    order = ["frame", "count", "source", "attribution"]
    return table.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def _lower_forms(sources: pd.Series) -> dict[str, str]:
    """From a source that starts a sentence to the same within one: from "Tenants in Oakham" to "tenants in Oakham"."""
    lower = {source: source[:1].lower() + source[1:] for source in set(sources)}
    return {source: other for source, other in lower.items() if other != source and other in lower}


def _full_names(sources: pd.Series) -> dict[str, str]:
    """From one word to the source of two words that ends with it, where there is but one: from "Roe" to "Jane Roe".

    Longer sources are not looked at, nor whether the two words name a person: "House" goes to "White House".
    """
    names = [name for name in set(sources) if len(name.split()) == 2]
    full = {name: [longer for longer in names if longer.split()[1] == name] for name in set(sources)}
    return {name: longer[0] for name, longer in full.items() if len(longer) == 1}


def count_rules(judged: pd.DataFrame) -> pd.DataFrame:
    """Count how often each rule fired.

    Returns
    -------
    DataFrame
        One row per rule, the commonest first: rule, count, node and whole (of the first mention it fired for).
    """
    fired = judged.assign(rule=judged["rules"].str.split("; ")).explode("rule")
    fired = fired[fired["rule"].fillna("") != ""]
    table = fired.groupby("rule", sort=False).agg(
        count=("rule", "size"), node=("node", "first"), whole=("whole", "first")
    )
    return table.reset_index().sort_values(["count", "rule"], ascending=[False, True], ignore_index=True)


def draw_passages(
    mentions: pd.DataFrame, tokens: Tokens, documents: pd.DataFrame, most: int, seed: int
) -> pd.DataFrame:
    """Draw passages that mention no frame, to be read for what the patterns miss.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with doc_id and passage.
    tokens : Tokens
        The tokens they were found in.
    documents : DataFrame
        The documents (`doc_id`, `text`), in the order of `tokens`.
    most : int
        How many to draw; all where there are fewer.
    seed : int
        Of the draw.

    Returns
    -------
    DataFrame
        One row per passage, in the order of the texts: doc_id, passage (number in the document), text.
    """
    _, first = passage_numbers(tokens)
    doc_ids = np.array(tokens.doc_ids, dtype=object)[tokens.documents[first]]
    numbers = pd.MultiIndex.from_arrays([doc_ids, tokens.passage[first]])
    without = first[~numbers.isin(pd.MultiIndex.from_frame(mentions[["doc_id", "passage"]]))]
    drawn = np.sort(np.random.default_rng(seed).choice(without, min(most, len(without)), replace=False))
    document = tokens.documents[drawn]
    texts = [documents["text"].iloc[number] for number in document]
    lines = [passage_at(text, place) for text, place in zip(texts, tokens.starts[drawn].tolist(), strict=True)]
    columns = {
        "doc_id": np.array(tokens.doc_ids, dtype=object)[document],
        "passage": tokens.passage[drawn],
        "text": lines,
    }
    return pd.DataFrame(columns)


def concordance(
    mentions: pd.DataFrame,
    sort: Literal["place", "left", "right"] = "place",
    most: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Set mentions under each other, each between the words around it.

    Parameters
    ----------
    mentions : DataFrame
        As `classify_mentions` gives them.
    sort : "place", "left" or "right"
        As they come, or by the words beside the node: before it, from the last one back, or after it.
    most : int, optional
        How many of each frame to draw at random where there are more, as nobody reads on; by default all.
    seed : int
        Of the draw.

    Returns
    -------
    DataFrame
        One row per mention: doc_id, frame, line (in the raw file), left, node, right, whole (the sentence).

    Raises
    ------
    ValueError
        When the order is unknown, or `most` is below 1.

    Examples
    --------
    >>> rows = [("a", "x", 1, "by the", "plan", "of all", ""), ("a", "x", 2, "with a", "plan", "for one", "")]
    >>> mentions = pd.DataFrame(rows, columns=["doc_id", "frame", "line", "left", "node", "right", "whole"])
    >>> concordance(mentions, sort="right")["right"].tolist()
    ['for one', 'of all']
    """
    keys = {"place": None, "left": lambda text: _words(text)[::-1], "right": _words}
    if sort not in keys:
        msg = f"sort: {sort!r}; allowed: {', '.join(keys)}"
        raise ValueError(msg)
    if most is not None and most < 1:
        msg = f"most: {most}; at least 1"
        raise ValueError(msg)
    table = mentions[["doc_id", "frame", "line", "left", "node", "right", "whole"]]
    if most is not None:
        rng = np.random.default_rng(seed)
        frames = [np.flatnonzero(table["frame"] == frame) for frame in sorted(set(table["frame"]))]
        drawn = [own if len(own) <= most else rng.choice(own, most, replace=False) for own in frames]
        table = table.iloc[np.sort(np.concatenate([np.empty(0, dtype=np.int64), *drawn]))]
    if key := keys[sort]:
        order = sorted(range(len(table)), key=lambda row: (key(table[sort].iloc[row]), row))
        table = table.iloc[order]
    return table.reset_index(drop=True)


def _words(text: str) -> list[str]:
    """Words of a context for sorting, without case and marks."""
    return [word for word in ("".join(filter(str.isalnum, part)) for part in text.lower().split()) if word]


def quoted_tokens(tokens: Tokens, texts: list[str]) -> np.ndarray:
    """Which tokens stand in quotation marks, or in speech that a dash introduces (bool, one per token)."""
    quoted = np.zeros(len(tokens.ids), dtype=bool)
    for number, text in enumerate(texts):
        own = slice(tokens.doc_offsets[number], tokens.doc_offsets[number + 1])
        for start, stop, _ in _quotation_spans(text):
            first, last = np.searchsorted(tokens.starts[own], [start, stop])
            quoted[own][first:last] = True
    return quoted
