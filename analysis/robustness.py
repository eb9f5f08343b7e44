"""Whether other choices that an analyst could defend would change a finding: every combination of them, tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.choice_effects import UNDEFINED, Choice, choices_that_matter, distinct_universes
from analysis.choice_findings import (
    ABOVE,
    BELOW,
    CANNOT_TELL,
    DIFFER,
    NONE,
    Estimate,
    Finding,
    settle,
    usual_findings,
)
from analysis.choice_readings import CHOICES, distinct_choices, read_universes, sample_documents
from analysis.corpus import load_documents
from analysis.hyphens import count_words
from analysis.passages import Shared
from analysis.settings import Settings
from analysis.units import Units


def multiverse(
    settings: Settings,
    choices: Sequence[Choice] | None = None,
    findings: Sequence[Finding] | None = None,
    shared: Shared | None = None,
    units: Units | None = None,
    documents: pd.DataFrame | None = None,
    words: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Evaluate findings under every combination of choices.

    Parameters
    ----------
    settings : Settings
        Corpus, cleaning rules, frames, confidence and seed.
    choices : sequence of Choice, optional
        Some of `CHOICES` with some of their options; what is left out stays at its first option. By default those
        whose options differ under these settings (see `distinct_choices`).
    findings : sequence of Finding, optional
        By default `usual_findings` of the settings' frames.
    shared : Shared, optional
        What `shared_passages` found in all clean documents; by default it is asked for the documents that are read.
    units : Units, optional
        What may differ in the usual findings, where it is not documents but groups of them.
    documents : DataFrame, optional
        The documents as they stand in their files; by default they are loaded.
    words : mapping of str to int, optional
        Words of the corpus with their counts, where it has more documents than these.

    Returns
    -------
    DataFrame
        One row per finding and combination: finding, frame, share_of (what its value is a share of), a column
        per choice with its option; value (share, or p-value), low and high (its interval; of a p-value none), verdict
        (above half, below half, none, cannot tell, differ, not defined), statement (the finding in words, under these
        choices). Of a large corpus they are those of a sample (see `sample_documents`).

    Raises
    ------
    ValueError
        When a choice or an option is unknown.

    References
    ----------
    S. Steegen, F. Tuerlinckx, A. Gelman and W. Vanpaemel (2016), Increasing transparency through a multiverse
    analysis, Perspectives on Psychological Science 11, 702-712.
    """
    options = _options(distinct_choices(settings) if choices is None else choices)
    if documents is None:
        documents = load_documents(settings.corpus_path, settings.corpus.columns)
    words = count_words(documents["text"]) if words is None else words  # a sample is cleaned as the whole is
    documents = sample_documents(documents, settings.statistics.seed)
    universes = read_universes(documents, settings, options, shared, words)
    findings = usual_findings(universes[0][1].mentions, settings, units) if findings is None else findings
    published = {choice.name: choice.options[0] for choice in CHOICES}
    rows = []
    for finding in findings:
        estimates = [
            finding.measure(universe)
            if all(chosen[name] == published[name] for name in finding.undefined)
            else Estimate(np.nan, np.nan, np.nan, UNDEFINED)
            for chosen, universe in universes
        ]
        for (chosen, _), estimate in zip(universes, settle(finding, estimates), strict=True):
            statement = finding.statements.get(estimate.verdict, "")
            rows.append(
                {
                    "finding": finding.name,
                    "frame": finding.frame,
                    "share_of": finding.share_of,
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
        One row per finding: finding, frame, statement (under the first option of every choice; it starts with "As
        published" where shared passages counted once would alone make it another), verdict (there),
        universes (combinations that count), holds (the same verdict), weakens (it cannot be told), reverses (another
        verdict), undefined (apart from those counted), lowest and highest (the ends that intervals reach, or values
        where there are none), matters_most (the choice between whose options the share of combinations in
        which the finding holds differs most, and of several the one whose mean values do; empty when none
        matters), apart (how far these mean values lie apart), otherwise (what it comes to in the combinations in
        which it does not hold), by_option (in how many it holds with each option).
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
                "statement": _say_first(own, choices),
                "verdict": first["verdict"],
                "universes": len(counted),
                "holds": int(same.sum()),
                "weakens": int(weaker.sum()),
                "reverses": int((~same & ~weaker).sum()),
                "undefined": len(own) - len(defined),
                "lowest": counted["low"].fillna(counted["value"]).min(),
                "highest": counted["high"].fillna(counted["value"]).max(),
                "matters_most": matter[most].words if most else "",
                "apart": spans[most][1] if most else 0.0,
                "otherwise": _say_others(counted[~same]),
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
    rank = own["verdict"].map({ABOVE: 0, DIFFER: 0, BELOW: 1, CANNOT_TELL: 2, NONE: 3}).fillna(4)
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
    rows = [(choice.words, " / ".join(choice.options), choice.why) for choice in choices]
    return pd.DataFrame(rows, columns=["choice", "options", "why"])


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


def _say_first(own: pd.DataFrame, choices: Sequence[Choice]) -> str:
    """The finding as published, said to be so where it is another, as in other notebooks, once shared passages are."""
    first, others = own.iloc[0], [choice.name for choice in choices if choice.name != "shared_passages"]
    alike = own[(own[others] == first[others]).all(axis=1) & (own["verdict"] != UNDEFINED)]
    statement = str(first["statement"])
    if not statement or (alike["verdict"] == first["verdict"]).all():
        return statement
    return f"As published, {statement[0].lower()}{statement[1:]}"


def _span(values: pd.Series, options: pd.Series) -> float:
    """How far the mean values of a choice's options lie apart."""
    means = values.groupby(options).mean()
    return round(float(means.max() - means.min()), 12)


def _say_others(others: pd.DataFrame) -> str:
    """In how many combinations a finding comes to what else."""
    counts = others["statement"].value_counts()
    return ", ".join(f"in {n:,} “{statement.rstrip('.')}”" for statement, n in counts.items())


def _say_options(same: pd.Series, counted: pd.DataFrame, choice: Choice) -> str:
    """In how many combinations with each option of a choice a finding holds."""
    sums = same.groupby(counted[choice.name]).agg(["sum", "size"])
    shown = [option for option in choice.options if option in sums.index]
    return ", ".join(f"{option} {sums.loc[option, 'sum']} of {sums.loc[option, 'size']}" for option in shown)
