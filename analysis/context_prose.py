"""Findings about what is said with the words, in words, and how far other choices would change any finding."""

from __future__ import annotations

import pandas as pd

from analysis.choice_effects import UNDEFINED
from analysis.robustness import ABOVE, BELOW, DIFFER
from analysis.wording import all_of, count_of, format_level, format_percent, join_words

_PHRASES = {
    "opposed": "Named as what must not or shall not be",
    "refused": "Said to be refused, denied or not given",
    "quoted": "Quoted",
    "reported": "Quoted, or reported as somebody's words",
}
_LISTED = 5


def state_kind(kinds: pd.DataFrame, kind: str, confidence: float) -> str:
    """How many mentions of each frame are of a kind."""
    own = kinds[kinds["kind"] == kind]
    once = own[own["counted"] == "once"].set_index("frame")
    parts = [
        f"{row.n} of {row.mentions} mentions of {row.frame} ({_share(row)}{_once(row, once.loc[row.frame])})"
        for row in own[own["counted"] == "as published"].rename(columns={"count": "n"}).itertuples()
        if row.mentions
    ]
    if not parts:
        return "No frame is mentioned, so nothing is said with one."
    level = format_level(confidence)
    return f"{_PHRASES[kind]}: {join_words(parts)}; in brackets the share and its exact {level} interval."


def _share(row: object) -> str:
    return f"{format_percent(row.share)}, {format_percent(row.low)} to {format_percent(row.high)}"  # type: ignore[attr-defined]


def _once(row: object, once: pd.Series) -> str:
    """The same with shared passages counted once, where that differs."""
    same = (once["count"], once["mentions"]) == (row.n, row.mentions)  # type: ignore[attr-defined]
    return "" if same else f"; counted once {once['count']} of {once['mentions']}"


def state_sources(sources: pd.DataFrame) -> str:
    """Who is most often reported to say the words."""
    sums = sources.groupby(["source", "attribution"])["count"].sum().reset_index()
    sums = sums.sort_values(["count", "source"], ascending=[False, True])
    if not len(sums):
        return "Of no mention does the text say whose words it is."
    named = [f"{row.source} ({row.n})" for row in sums.rename(columns={"count": "n"}).head(_LISTED).itertuples()]
    total = int(sums["count"].sum())
    unnamed = int(sums.loc[sums["attribution"] != "named", "count"].sum())
    return (
        f"Of {count_of(total, 'mention')} the text says whose words they are, most often those of {join_words(named)}; "
        f"{unnamed} of them of unnamed people."
    )


def state_agreement(agreed: pd.DataFrame, n_mentions: int | None = None) -> str:
    """How far the rules agree with a reader, and of how many mentions in all the reader judged some."""
    if not len(agreed):
        return (
            "No reader has judged these mentions yet, so how often the rules are right here is not known: “workbook "
            "coding” writes a sheet to fill in."
        )
    parts = {
        row.code: f"{row.agree} of {row.mentions} ({format_percent(row.low)} to {format_percent(row.high)}"
        + ("" if pd.isna(row.kappa) else f", kappa {row.kappa:.2f}")
        + ")"
        for row in agreed.itertuples()
    }
    meant = parts.pop("meant", "")
    said = [] if n_mentions is None else [_judged_of(agreed["mentions"], n_mentions)]
    said += [f"Read one by one, {meant} mentions name their frame as it is meant."] if meant else []
    if parts:
        said.append(f"The rules agree with the reader on {join_words(f'{code} in {n}' for code, n in parts.items())}.")
    return " ".join(said)


def _judged_of(judged: pd.Series, n_mentions: int) -> str:
    """How many mentions a reader judged; not every one of them need have every code."""
    most = int(judged.max())
    if judged.min() < most:
        return f"A reader judged up to {most} of {count_of(n_mentions, 'mention')}, not each of them in every way."
    return f"A reader judged {all_of(most, 'mention') if most == n_mentions else f'{most} of {n_mentions} mentions'}."


def state_weighed(weighed: pd.DataFrame) -> str:
    """How many findings would other choices weaken or reverse, and which."""
    nothing = int((weighed["verdict"] == UNDEFINED).sum())
    weighed = weighed[weighed["verdict"] != UNDEFINED]
    if not len(weighed):
        return "There is nothing to count, so no finding that other choices could change."
    claims = weighed["verdict"].isin([ABOVE, BELOW, DIFFER])
    turned = weighed[claims & (weighed["reverses"] > 0)]
    weaker = weighed[(weighed["weakens"] > 0) & (weighed["reverses"] == 0)]
    told = weighed[~claims & (weighed["reverses"] > 0)]
    firm = len(weighed) - len(turned) - len(weaker) - len(told)
    hold = "holds" if firm == 1 else "hold"
    said = f"Of {count_of(len(weighed), 'finding')}, {firm} {hold} whichever choices are made"
    open_ones = int((~claims & (weighed["reverses"] == 0)).sum())
    said += f", {open_ones} of them that something cannot be told." if open_ones else "."
    groups = (
        (turned, "Reversed by some choices, and so no facts"),
        (weaker, "Not to be told with some choices"),
        (told, "Said not to be told here, but to be told with some choices"),
    )
    for table, what in groups:
        listed = [f"“{row.statement.rstrip('.')}” ({_combinations(row)})" for row in table.head(_LISTED).itertuples()]
        more = [f"{len(table) - _LISTED} more"] if len(table) > _LISTED else []
        said += f" {what}: {join_words(listed + more)}." if listed else ""
    said += f" For {nothing} more there is nothing to count." if nothing else ""
    return said


def state_strength(row: pd.Series) -> str:
    """A finding, worded as strongly as other choices allow."""
    if not row["statement"]:
        return "There is no such finding in this corpus, or nothing to count for it."
    found = next(row.to_frame().T.itertuples())
    by_option = f"; by {found.matters_most}: {found.by_option}" if found.by_option else ""
    holds = f"({_combinations(found)}{by_option})"
    if found.reverses and found.verdict in {ABOVE, BELOW}:
        return f"No fact, since other choices reverse it: “{found.statement.rstrip('.')}” {holds}."
    if found.reverses:
        return f"{found.statement} With some other choices it can {holds}."
    if found.weakens:
        return f"{found.statement} Other choices do not reverse it, but with some it cannot be told {holds}."
    return f"{found.statement} No other choice changes that {holds}."


def _combinations(row: object) -> str:
    """In how many combinations of choices a finding holds."""
    return f"holds in {row.holds} of {count_of(row.universes, 'combination')}"  # type: ignore[attr-defined]
