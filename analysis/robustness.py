"""Whether other choices that an analyst could defend would change a finding: every combination of them, tried."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.choice_effects import UNDEFINED, Choice, choices_that_matter, distinct_universes
from analysis.cleaning import clean_documents
from analysis.context import KINDS, classify_mentions, quoted_tokens
from analysis.corpus import load_documents
from analysis.dictionaries import Dictionary
from analysis.frames import find_mentions
from analysis.ledger import raw_places
from analysis.passages import shared_passages, title_passages
from analysis.rates import adjust_p, homogeneity, share_interval
from analysis.settings import Settings
from analysis.tokens import Tokens, passage_numbers, tokenize_documents

ABOVE, BELOW, CANNOT_TELL, DIFFER = "above half", "below half", "cannot tell", "differ"
_DRAWS = 10_000  # of the test in each universe


_Marks = Callable[[pd.DataFrame], pd.Series]  # from mentions to whether each is of a kind


CHOICES = (
    Choice("text", ("cleaned", "raw"), "Cleaning mends broken words and drops repeats, but changes what was printed."),
    Choice(
        "around",
        ("titles in", "titles and captions in", "all out"),
        "Titles are the editor's words, captions and bylines the desk's; readers see them first.",
    ),
    Choice(
        "shared",
        ("as published", "once, in the earlier", "once, in the later"),
        "A passage that two articles share is no second witness; which of them has it first is not always known.",
    ),
    Choice("patterns", ("narrow", "wide"), "A frame can be named in other words; see the wide patterns."),
    Choice("prefix", ("non- counted", "non- set apart"), "A non- form can be read as the frame, or as its opposite."),
    Choice("quoted", ("in", "out"), "What is quoted is not the article's own word."),
)


class Universe(NamedTuple):
    """What is left to count under one combination of choices."""

    mentions: pd.DataFrame
    tokens: np.ndarray  # per document
    doc_ids: list[str]


class Estimate(NamedTuple):
    """What a finding comes to in one universe."""

    value: float
    low: float
    high: float
    verdict: str


class Finding(NamedTuple):
    """A finding that other choices may change.

    Attributes
    ----------
    name : str
        Of the finding, as tables show it.
    frame : str
        The frame it is about; for two frames the first.
    statements : mapping of str to str
        From the verdict to the sentence that states it.
    measure : function of Universe
        What it comes to, and the verdict.
    share_of : str
        What its value is a share of; "p-value" for a test.
    undefined : collection of str
        Names of choices in whose other options it has no meaning.
    """

    name: str
    frame: str
    statements: Mapping[str, str]
    measure: Callable[[Universe], Estimate]
    share_of: str = "share"
    undefined: Collection[str] = ()


class _Reading(NamedTuple):
    """One way to read the corpus: its tokens, and what the choices leave out of them."""

    tokens: Tokens
    mentions: dict[str, pd.DataFrame]  # by option of `patterns`; `token` is the place of its first token
    title: np.ndarray  # bool per token, as the others
    quoted: np.ndarray
    repeated: dict[str, np.ndarray]  # by option of `shared`


def multiverse(
    settings: Settings, choices: Sequence[Choice] = CHOICES, findings: Sequence[Finding] | None = None
) -> pd.DataFrame:
    """Evaluate findings under every combination of choices.

    Parameters
    ----------
    settings : Settings
        Corpus, cleaning rules, frames, confidence and seed.
    choices : sequence of Choice
        `CHOICES`, or some of them with some of their options; what is left out stays at its first option.
    findings : sequence of Finding, optional
        By default `usual_findings` of the settings' frames.

    Returns
    -------
    DataFrame
        One row per finding and combination: finding, frame, share_of (what its value is a share of), a column
        per choice with its option; value (share,
        or p-value), low and high (its interval; of a p-value none), verdict (above half, below half, cannot
        tell, differ, not defined), statement (the finding in words, under these choices).

    Raises
    ------
    ValueError
        When a choice or an option is unknown.

    References
    ----------
    S. Steegen, F. Tuerlinckx, A. Gelman and W. Vanpaemel (2016), Increasing transparency through a multiverse
    analysis, Perspectives on Psychological Science 11, 702-712.
    """
    options, published = _options(choices), {choice.name: choice.options[0] for choice in CHOICES}
    readings = _read_all(settings, options)
    universes = [dict(zip(options, chosen, strict=True)) for chosen in product(*options.values())]
    kept = [_keep(readings[chosen["text"], chosen["around"]], chosen) for chosen in universes]
    findings = usual_findings(kept[0].mentions, settings) if findings is None else findings
    rows = []
    for finding in findings:
        for chosen, universe in zip(universes, kept, strict=True):
            defined = all(chosen[name] == published[name] for name in finding.undefined)
            estimate = finding.measure(universe) if defined else Estimate(np.nan, np.nan, np.nan, UNDEFINED)
            statement = finding.statements.get(estimate.verdict, "")
            rows.append(
                {
                    "finding": finding.name,
                    "frame": finding.frame,
                    **chosen,
                    **estimate._asdict(),
                    "statement": statement,
                }
            )
    return pd.DataFrame(rows)


def weigh_findings(universes: pd.DataFrame, choices: Sequence[Choice] = CHOICES) -> pd.DataFrame:
    """Say how each finding fares under other choices.

    Combinations that differ only in choices that cannot alter a finding count once.

    Parameters
    ----------
    universes : DataFrame
        What `multiverse` returns.
    choices : sequence of Choice
        The same that it was given.

    Returns
    -------
    DataFrame
        One row per finding: finding, frame, statement (under the first option of every choice), verdict (there),
        universes (combinations that count), holds (the same verdict), weakens (it cannot be told), reverses (another
        verdict), undefined (apart from those counted), lowest and highest (the ends that intervals reach, or values
        where there are none), matters_most (the choice between whose options the share of combinations in
        which the finding holds differs most, and of several the one whose mean values do; empty when none
        matters), apart (how far these mean values lie apart), by_option (in how many it holds with each option).
    """
    rows = []
    for finding, own in universes.groupby("finding", sort=False):
        first = own.iloc[0]
        defined = own[own["verdict"] != UNDEFINED]
        counted = distinct_universes(own, choices)
        same = counted["verdict"] == first["verdict"]
        matter = {choice.name: choice for choice in choices_that_matter(own, choices)}
        spans = {name: (_span(same, counted[name]), _span(defined["value"], defined[name])) for name in matter}
        weaker = ~same & (counted["verdict"] == CANNOT_TELL)
        most = max(spans, key=lambda name: spans[name], default="")
        rows.append(
            {
                "finding": finding,
                "frame": first["frame"],
                "statement": first["statement"],
                "verdict": first["verdict"],
                "universes": len(counted),
                "holds": int(same.sum()),
                "weakens": int(weaker.sum()),
                "reverses": int((~same & ~weaker).sum()),
                "undefined": len(own) - len(defined),
                "lowest": counted["low"].fillna(counted["value"]).min(),
                "highest": counted["high"].fillna(counted["value"]).max(),
                "matters_most": most,
                "apart": spans[most][1] if most else 0.0,
                "by_option": _say_options(same, counted, matter[most]) if most else "",
            }
        )
    return pd.DataFrame(rows)


def pick_finding(universes: pd.DataFrame, weighed: pd.DataFrame, name: str) -> tuple[pd.DataFrame, pd.Series]:
    """Pick, of a kind of finding that several frames have, the one that tells most.

    Parameters
    ----------
    universes : DataFrame
        What `multiverse` returns.
    weighed : DataFrame
        What `weigh_findings` makes of it.
    name : str
        The kind: opposed, refused, quoted, reported, leads or articles differ.

    Returns
    -------
    combinations : DataFrame
        The rows of `universes` of one finding: one that most mentions bear out before one that they do not, and one
        that can be told before one that cannot; of several the one that most combinations alter.
    row : Series
        Its row of `weighed`; with an empty statement where no finding is of that kind.

    Examples
    --------
    >>> names = ["a: opposed", "b: opposed", "b: quoted"]
    >>> weighed = pd.DataFrame({"finding": names, "verdict": [CANNOT_TELL, ABOVE, ABOVE], "universes": [9, 2, 5]})
    >>> pick_finding(pd.DataFrame({"finding": names}), weighed, "opposed")[1]["finding"]
    'b: opposed'
    """
    own = weighed[weighed["finding"].str.endswith(f": {name}")]
    if not len(own):
        return universes.iloc[:0], pd.Series({**dict.fromkeys(weighed, 0), "statement": "", "verdict": UNDEFINED})
    rank = own["verdict"].map({ABOVE: 0, DIFFER: 0, BELOW: 1, CANNOT_TELL: 2}).fillna(3)
    best = own.assign(rank=rank, fewer=-own["universes"]).sort_values(["rank", "fewer"], kind="stable").index[0]
    return universes[universes["finding"] == own.loc[best, "finding"]], own.loc[best]


def list_choices(choices: Sequence[Choice] = CHOICES) -> pd.DataFrame:
    """Give the choices as a table.

    Parameters
    ----------
    choices : sequence of Choice
        By default all.

    Returns
    -------
    DataFrame
        One row per choice: choice, options (the first is what the other notebooks use), why.
    """
    rows = [(choice.name, " / ".join(choice.options), choice.why) for choice in choices]
    return pd.DataFrame(rows, columns=["choice", "options", "why"])


def usual_findings(mentions: pd.DataFrame, settings: Settings) -> list[Finding]:
    """The findings that every corpus has: what is said with each frame, which frame leads, whether articles differ.

    Parameters
    ----------
    mentions : DataFrame
        Those under the first option of every choice: frame.
    settings : Settings
        Frames, confidence and seed.

    Returns
    -------
    list of Finding
        Per frame the shares of its mentions that are opposed, refused, quoted and reported; the lead of the
        most mentioned frame over the second; per frame whether articles differ in its rate.
    """
    confidence, seed = settings.statistics.confidence, settings.statistics.seed
    shares = [
        Finding(
            f"{frame}: {name}",
            frame,
            _share_statements(frame, _PHRASES[name]),
            partial(_measure_kind, frame, marks, confidence),
            f"mentions of {frame} that are {name}",
            undefined=("quoted",) if name == "quoted" else (),
        )
        for frame in settings.frames
        for name, marks in KINDS.items()
    ]
    counts = mentions["frame"].value_counts().reindex(list(settings.frames), fill_value=0)
    first, *others = counts.sort_values(ascending=False, kind="stable").index
    leads = [_lead(first, others[0], confidence)] if others else []
    test = cache(lambda counts, tokens: float(homogeneity(counts, tokens, seed, _DRAWS)["p"]))
    differences = [
        Finding(
            f"{frame}: articles differ",
            frame,
            {
                DIFFER: f"The articles differ in how often they mention {frame}.",
                CANNOT_TELL: f"Whether the articles differ in how often they mention {frame} cannot be told.",
            },
            partial(_measure_difference, frame, tuple(settings.frames), test, confidence),
            "p-value, adjusted",
        )
        for frame in settings.frames
    ]
    return [*shares, *leads, *differences]


_PHRASES = {
    "opposed": "name it as what must not be",
    "refused": "say that it is refused",
    "quoted": "stand in quotation marks",
    "reported": "are quoted or reported as somebody's words",
}


def _share_statements(frame: str, phrase: str) -> dict[str, str]:
    return {
        ABOVE: f"Most mentions of {frame} {phrase}.",
        BELOW: f"Fewer than half of the mentions of {frame} {phrase}.",
        CANNOT_TELL: f"Whether most mentions of {frame} {phrase} cannot be told.",
    }


def _lead(first: str, second: str, confidence: float) -> Finding:
    """The finding that one frame is mentioned more often than another."""
    return Finding(
        f"{first} over {second}: leads",
        first,
        {
            ABOVE: f"Mentions of {first} outnumber those of {second}.",
            BELOW: f"Mentions of {second} outnumber those of {first}.",
            CANNOT_TELL: f"Which of {first} and {second} is mentioned more often cannot be told.",
        },
        lambda universe: _measure_share(
            universe.mentions[universe.mentions["frame"].isin([first, second])],
            lambda mentions: mentions["frame"] == first,
            confidence,
        ),
        f"{first} among mentions of both",
    )


def _of(universe: Universe, frame: str) -> pd.DataFrame:
    return universe.mentions[universe.mentions["frame"] == frame]


def _measure_kind(frame: str, marks: _Marks, confidence: float, universe: Universe) -> Estimate:
    """The share of a frame's mentions that are of a kind."""
    return _measure_share(_of(universe, frame), marks, confidence)


def _measure_share(mentions: pd.DataFrame, marks: _Marks, confidence: float) -> Estimate:
    """A share against one half."""
    share, low, high = map(float, share_interval(int(marks(mentions).sum()), len(mentions), confidence))
    verdict = ABOVE if low > 1 / 2 else BELOW if high < 1 / 2 else CANNOT_TELL
    return Estimate(share, low, high, verdict if len(mentions) else UNDEFINED)


def _measure_difference(
    frame: str,
    frames: tuple[str, ...],
    test: Callable[[tuple[int, ...], tuple[int, ...]], float],
    confidence: float,
    universe: Universe,
) -> Estimate:
    """The p-value of one rate for all documents, adjusted for the number of frames."""
    ids = universe.doc_ids
    counts = {name: _of(universe, name)["doc_id"].value_counts().reindex(ids, fill_value=0) for name in frames}
    adjusted = adjust_p([test(tuple(own), tuple(universe.tokens)) for own in counts.values()])
    p = float(adjusted[frames.index(frame)])
    verdict = UNDEFINED if np.isnan(p) else DIFFER if p < 1 - confidence else CANNOT_TELL
    return Estimate(p, np.nan, np.nan, verdict)


def _options(choices: Sequence[Choice]) -> dict[str, tuple[str, ...]]:
    """The options of every choice, in the order of `CHOICES`; refuse what is unknown."""
    given = {choice.name: choice.options for choice in choices}
    known = {choice.name: choice.options for choice in CHOICES}
    for name, options in given.items():
        if not options or not set(options) <= set(known.get(name, ())):
            allowed = "; ".join(f"{name}: {', '.join(options)}" for name, options in known.items())
            msg = f"choices: found {name!r} with {', '.join(map(repr, options)) or 'nothing'}; allowed: {allowed}"
            raise ValueError(msg)
    return {name: given.get(name, options[:1]) for name, options in known.items()}


def _read_all(settings: Settings, options: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], _Reading]:
    """Every reading that the choices of the text, and of what stands around it, ask for."""
    raw = load_documents(settings.corpus_path, settings.corpus.columns)
    dictionary = Dictionary.from_settings(settings.frames)
    on = [name for name, on in settings.cleaning if on]
    repeated = _shared_lines(raw, on, settings)
    read = cache(lambda rules: _read(raw, list(rules), dictionary, repeated))  # two options may ask for the same rules
    readings = {}
    for text, around in product(options["text"], options["around"]):
        left_in = {"boilerplate"} if around == "titles and captions in" else set()
        readings[text, around] = read(
            tuple(name for name in on if (text == "cleaned" or name == "boilerplate") and name not in left_in)
        )
    return readings


def _read(
    raw: pd.DataFrame, rules: list[str], dictionary: Dictionary, repeated: Mapping[str, pd.MultiIndex]
) -> _Reading:
    """Tokens and judged mentions of the documents, cleaned by some rules."""
    documents, ledger = clean_documents(raw, rules)
    tokens = tokenize_documents(documents)
    raw_texts = raw["text"].tolist()
    mentions = {
        patterns: classify_mentions(find_mentions(tokens, own, documents, ledger, raw_texts), tokens, documents)
        for patterns, own in (("narrow", dictionary), ("wide", dictionary.widened()))
    }
    offsets = dict(zip(tokens.doc_ids, tokens.doc_offsets[:-1].tolist(), strict=True))
    mentions = {name: own.assign(token=own["doc_id"].map(offsets) + own["position"]) for name, own in mentions.items()}
    passage_of, _ = passage_numbers(tokens)
    lines = _passage_lines(tokens, ledger, raw)
    return _Reading(
        tokens,
        mentions,
        title_passages(tokens, documents)[passage_of],
        quoted_tokens(tokens, documents["text"].tolist()),
        {name: lines.isin(index)[passage_of] for name, index in repeated.items()},
    )


def _shared_lines(raw: pd.DataFrame, rules: list[str], settings: Settings) -> dict[str, pd.MultiIndex]:
    """Lines of raw files whose passage counts elsewhere, by where shared passages count.

    Which passages are shared is found once, in the clean text: in every reading the same lines count once.
    """
    documents, ledger = clean_documents(raw, rules)
    tokens = tokenize_documents(documents)
    shared = shared_passages(tokens, documents, settings.statistics.seed, 1 - settings.statistics.confidence)
    _, first = passage_numbers(tokens)
    doc_ids = np.array(tokens.doc_ids, dtype=object)[tokens.documents[first]]
    passages = pd.MultiIndex.from_arrays([doc_ids, tokens.passage[first]])
    lines = _passage_lines(tokens, ledger, raw)
    sides = {"once, in the earlier": ["doc_b", "passage_b"], "once, in the later": ["doc_a", "passage_a"]}
    return {
        name: lines[passages.isin(pd.MultiIndex.from_frame(shared.passages[columns]))]
        for name, columns in sides.items()
    }


def _passage_lines(tokens: Tokens, ledger: pd.DataFrame, raw: pd.DataFrame) -> pd.MultiIndex:
    """doc_id and line in the raw file of every passage."""
    _, first = passage_numbers(tokens)
    document = tokens.documents[first]
    lines = [np.empty(0, dtype=np.int64)]
    for number, doc_id in enumerate(tokens.doc_ids):
        places = tokens.starts[first[document == number]]
        lines.append(raw_places(ledger[ledger["doc_id"] == doc_id], raw["text"].iloc[number], places)[:, 0])
    return pd.MultiIndex.from_arrays([np.array(tokens.doc_ids, dtype=object)[document], np.concatenate(lines)])


def _keep(reading: _Reading, chosen: Mapping[str, str]) -> Universe:
    """What a combination of choices leaves of a reading."""
    keep = np.ones(len(reading.tokens.ids), dtype=bool)
    if chosen["around"] == "all out":
        keep &= ~reading.title
    if chosen["shared"] in reading.repeated:
        keep &= ~reading.repeated[chosen["shared"]]
    if chosen["quoted"] == "out":
        keep &= ~reading.quoted
    mentions = reading.mentions[chosen["patterns"]]
    stays = keep[mentions["token"].to_numpy(dtype=np.int64)]
    if chosen["prefix"] == "non- set apart":
        stays &= ~mentions["negated"].to_numpy(dtype=bool)
    tokens = np.bincount(reading.tokens.documents[keep], minlength=len(reading.tokens.doc_ids))
    return Universe(mentions[stays], tokens, reading.tokens.doc_ids)


def _span(values: pd.Series, options: pd.Series) -> float:
    """How far the mean values of a choice's options lie apart."""
    means = values.groupby(options).mean()
    return round(float(means.max() - means.min()), 12)


def _say_options(same: pd.Series, counted: pd.DataFrame, choice: Choice) -> str:
    """In how many combinations with each option of a choice a finding holds."""
    sums = same.groupby(counted[choice.name]).agg(["sum", "size"])
    shown = [option for option in choice.options if option in sums.index]
    return ", ".join(f"{option} {sums.loc[option, 'sum']} of {sums.loc[option, 'size']}" for option in shown)
