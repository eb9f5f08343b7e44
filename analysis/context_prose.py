"""Findings about what is said with the words, in words."""

from __future__ import annotations

import pandas as pd

from analysis.wording import all_of, as_shown, count_of, format_level, format_p, format_percent, join_words

_PHRASES = {
    "opposed": "Named as what must not or shall not be",
    "refused": "Said to be refused, denied or not given",
    "quoted": "Quoted",
    "reported": "Quoted, or reported as somebody's words",
}
_LISTED = 5
_ALIKE = 0.9  # share of a frame's mentions; with fewer judged alike a count is to be quoted with care
_NO_READING = (
    "No reader has judged these mentions yet, so how often the rules are right here is not known: “workbook coding” "
    "writes a sheet to fill in; saved as coding/reading.csv, it is compared here."
)


def state_kind(kinds: pd.DataFrame, kind: str, confidence: float, part: str = "corpus") -> str:
    """How many mentions of each frame are of a kind."""
    own = kinds[kinds["kind"] == kind]
    once = own[own["counted"] == "once"].set_index("frame")
    parts = [
        f"{row.n:,} of {row.mentions:,} mentions of {row.frame} ({_share(row)}{_once(row, once.loc[row.frame])})"
        for row in own[own["counted"] == "as published"].rename(columns={"count": "n"}).itertuples()
        if row.mentions
    ]
    if not parts:
        return "No frame is mentioned, so nothing is said with one."
    level = format_level(confidence)
    shown = (
        f"; counted once{as_shown(part)}" if as_shown(part) and any("counted once" in part_ for part_ in parts) else ""
    )
    return f"{_PHRASES[kind]}: {join_words(parts)}; in brackets the share and its exact {level} interval{shown}."


def _share(row: object) -> str:
    return f"{format_percent(row.share)}, {format_percent(row.low)} to {format_percent(row.high)}"  # type: ignore[attr-defined]


def _once(row: object, once: pd.Series) -> str:
    """The same with shared passages counted once, where that differs."""
    same = (once["count"], once["mentions"]) == (row.n, row.mentions)  # type: ignore[attr-defined]
    return "" if same else f"; counted once {once['count']:,} of {once['mentions']:,}"


def state_sources(sources: pd.DataFrame) -> str:
    """Who is most often reported to say the words."""
    sums = sources.groupby(["source", "attribution"])["count"].sum().reset_index()
    sums = sums.sort_values(["count", "source"], ascending=[False, True])
    if not len(sums):
        return "Of no mention does the text say whose words it is."
    named = [f"“{row.source}” ({row.n})" for row in sums.rename(columns={"count": "n"}).head(_LISTED).itertuples()]
    total = int(sums["count"].sum())
    unnamed = int(sums.loc[sums["attribution"] != "named", "count"].sum())
    return (
        f"Of {count_of(total, 'mention')} the text says whose words they are, most often those of {join_words(named)}; "
        f"{unnamed} of them of unnamed people. Names are the text's own, so that one speaker may stand under several."
    )


def state_readings(readings: pd.DataFrame, n_mentions: int) -> str:
    """Which counts of the rules a reader bears out, and which are to be quoted with care."""
    if not len(readings):
        return _NO_READING
    differ = readings["by_rules"] + readings["by_reader"] - 2 * readings["by_both"]
    table = readings.assign(alike=1 - differ / readings["mentions"])
    doubted = table[table["alike"] < _ALIKE].sort_values("alike", kind="stable")
    firm = table[table["alike"] >= _ALIKE].sort_values("by_both", ascending=False, kind="stable")
    said = [_judged_of(readings.groupby("kind")["mentions"].sum(), n_mentions)]
    if len(doubted):
        listed = join_words(map(_say_counts, doubted.itertuples()))
        said.append(f"Quote with care {listed}: rules and reader judge fewer than nine in ten of these alike.")
    if len(firm):
        first = _say_counts(next(firm.itertuples()))
        which = "The other counts rest" if len(doubted) else "Every count rests"
        said.append(f"{which} on nine in ten mentions judged alike, or more; first of all {first}.")
    return " ".join(said)


def _judged_of(judged: pd.Series, n_mentions: int) -> str:
    """How many mentions the reader judged; not every one of them need have every code."""
    most = int(judged.max())
    if judged.min() < most:
        return (
            f"One reader judged up to {most} of {count_of(n_mentions, 'mention')} too, not each of them in every way."
        )
    judged_all = all_of(most, "mention") if most == n_mentions else f"{most} of {n_mentions} mentions"
    return f"One reader judged {judged_all} too."


def _say_counts(row: object) -> str:
    """What rules and reader count of one frame and kind."""
    of, rules, reader, both = row.mentions, row.by_rules, row.by_reader, row.by_both  # type: ignore[attr-defined]
    counts = f"{rules} of {of} by the rules, {reader} by the reader, {both} by both"
    return f"how many mentions of {row.frame} are {row.kind} ({counts})"  # type: ignore[attr-defined]


def state_reader(reader: pd.DataFrame, disagreed: pd.DataFrame, readings: pd.DataFrame, confidence: float) -> str:
    """Whose codes the rules are compared with, and whether one of the two says yes more readily."""
    if not len(readings):
        return _NO_READING
    key = ["doc_id", "line", "column", "frame"]
    doubtful = reader.loc[reader["note"].str.contains("doubtful", case=False), key].astype(str)
    differ = disagreed[key].astype(str).drop_duplicates()
    said = [
        "The reader's codes stand in coding/reading.csv: one reading, by somebody whom the file does not name, and not "
        "the judgement of several readers who worked apart.",
        f"Rules and reader differ, in some code, on {count_of(len(differ), 'mention')} of {len(reader)}.",
    ]
    if len(doubtful):
        among = len(differ.merge(doubtful, on=key))
        said.append(f"The reader noted {count_of(len(doubtful), 'mention')} as doubtful, {among} of them among these.")
    return " ".join([*said, _say_leaning(readings.dropna(subset=["p_holm"]), confidence)])


def _say_leaning(tested: pd.DataFrame, confidence: float) -> str:
    """Whether rules and reader, where they differ, lean to one side more than by chance."""
    if not len(tested):
        return "They count the same mentions as opposed, refused, quoted and reported."
    level, tests = format_level(1 - confidence), count_of(len(tested), "test")
    told = tested[tested["p_holm"] < 1 - confidence]
    if not len(told):
        least = tested.sort_values("p_holm", kind="stable").iloc[0]
        return (
            f"Whether one of the two says yes more readily than the other cannot be told at {level}: the smallest "
            f"p-value, adjusted for {tests}, is that of {least['frame']} {least['kind']} ({format_p(least['p_holm'])})."
        )
    listed = [
        f"{'rules' if row.by_rules > row.by_reader else 'reader'} to {row.frame} {row.kind} ({format_p(row.p_holm)})"
        for row in told.itertuples()
    ]
    return f"More readily says yes, told at {level} with p-values adjusted for {tests}: {'; '.join(listed)}."


def state_agreement(agreed: pd.DataFrame, scored: pd.DataFrame) -> str:
    """How far the rules agree with a reader, code by code, and how many of the mentions found are meant."""
    if not len(agreed):
        return _NO_READING
    said = []
    for row in scored[scored["kind"] == "meant"].rename(columns={"count": "right"}).itertuples():
        precision = f"precision {format_percent(row.low)} to {format_percent(row.high)}"
        said.append(
            f"By the reader {row.right} of {count_of(row.of, 'mention')} that the patterns find name their frame as it "
            f"is meant ({precision}); what they miss the reader was not shown."
        )
    parts = [
        f"{row.code} in {row.agree} of {row.mentions} ({format_percent(row.low)} to {format_percent(row.high)}"
        + ("" if pd.isna(row.kappa) else f", kappa {row.kappa:.2f}")
        + ")"
        for row in agreed.itertuples()
    ]
    return " ".join([*said, f"The rules agree with the reader on {join_words(parts)}."])
