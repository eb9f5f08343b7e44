"""What stands around the figures of mentions: how many of which kind there are, and where in the texts.

Every function takes the tables that its figure shows, and gives title, subtitle, caption and alt text.
"""

from __future__ import annotations

import pandas as pd

from analysis.frame_prose import (
    say_part,
)
from analysis.mention_kinds import (
    ALL_OPPOSED,
    ALL_REPORTED,
    BARS,
    KINDS,
    MOST_ROWS,
    OWN,
    OWN_OPPOSED,
    REPORTED,
    REPORTED_OPPOSED,
    SQUARES,
    TOTALS,
    choose_marks,
    tell_kinds,
)
from analysis.rates import share_interval
from analysis.units import CORPUS, count_units, say_rows
from analysis.wording import (
    a_or_an,
    count_of,
    format_level,
    join_words,
    nothing_to_draw,
    plural,
)

LONGEST = 112  # characters of a title that take two lines at most
_FEW = 10  # articles whose mentions are listed by kind
_KIND_NAMES = {
    OWN: "not reported",
    OWN_OPPOSED: "opposed, not reported",
    REPORTED_OPPOSED: "reported and opposed",
    REPORTED: "reported",
}
_SHAPES = {  # a mark, all marks, the chart
    SQUARES: (
        "Each square is one mention",
        "one square each, those of one kind side by side in a row",
        "Chart of squares, one per mention, {rows} and a block per frame",
    ),
    BARS: (
        "Each bar is {whose} mentions of a frame",
        "as one bar per frame{and_unit}",
        "Stacked bars of mentions, {rows} and a block per frame",
    ),
    TOTALS: (
        "Each bar is all mentions of a frame",
        "as one bar per frame",
        "Stacked bars of mentions, one per frame",
    ),
}
_OPENING = 3  # lines of a text among which its title is


def describe_mentions(
    mentions: pd.DataFrame, documents: pd.DataFrame, unit: str = "article"
) -> tuple[str, str, str, str]:
    """Every mention by whose words it is and whether it is opposed: one square each, or bars of many."""
    total, where = len(mentions), count_units(documents, unit)
    if not total:
        return nothing_to_draw(f"No frame is mentioned in {where}")
    marks = choose_marks(mentions, documents)
    named = {"rows": "one row", "whose": "all articles'", "and_unit": ""}
    if unit != CORPUS:
        named = {"rows": f"a row per {unit}", "whose": f"{a_or_an(unit)}'s", "and_unit": f" and {unit}"}
    each, drawn, shape = (part.format(**named) for part in _SHAPES[marks])
    kinds = mentions.assign(kind=tell_kinds(mentions))
    counts = pd.crosstab(kinds["frame"], kinds["kind"]).reindex(columns=list(KINDS), fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    rows = "" if marks == TOTALS or unit == CORPUS or len(documents) == 1 else f"; {say_order(documents, unit)}"
    counted = join_words(f"{frame} ({n:,})" for frame, n in counts.sum(axis=1).items())
    caption = f"Every mention of {counted} in {where}, {drawn}{rows}. {_explain_kinds(counts.sum())}"
    listed = "; ".join(
        f"{frame} {row.sum():,}: {_list_kinds(row)}"
        f"{_list_documents(kinds[kinds['frame'] == frame], documents, marks, unit)}"
        for frame, row in counts.iterrows()
    )
    alt = f"{shape}, by whose words a mention is and whether it is opposed. {listed}."
    return _title_mentions(counts), f"{each}: {total:,} in {where}{rows}", caption, alt


def _explain_kinds(sums: pd.Series) -> str:
    """A sentence for each kind of mention, with its number."""
    return (
        f"Filled: nobody is reported to say it ({sums[OWN]:,}). Filled and striped: nobody is, and it names the "
        f"thing as what must not or shall not be, opposed for short ({sums[OWN_OPPOSED]:,}). Outlined: "
        f"the words are quoted or reported as others' words ({sums[REPORTED]:,}). Outlined and striped: they are "
        f"that, and opposed ({sums[REPORTED_OPPOSED]:,}). Rules judge which is which; a reader may judge otherwise."
    )


def _list_kinds(counts: pd.Series) -> str:
    """How many there are of each kind that occurs."""
    return ", ".join(f"{n:,} {_KIND_NAMES[kind]}" for kind, n in counts.items() if n)


def _list_documents(mentions: pd.DataFrame, documents: pd.DataFrame, marks: str, unit: str) -> str:
    """Where a frame's mentions stand: every article with its kinds, or with its count when there are many."""
    if marks == TOTALS or unit == CORPUS:
        return ""
    parts = []
    for row in documents.itertuples():
        own = mentions.loc[mentions["doc_id"] == row.doc_id, "kind"].value_counts().sort_index()
        few = len(documents) <= _FEW and len(own)
        parts.append(f"{row.label} {own.sum():,}{f' ({_list_kinds(own)})' if few else ''}")
    return f"; by {unit} {', '.join(parts)}"


def _title_mentions(counts: pd.DataFrame) -> str:
    """Of which frame mentions are opposed and of which reported, in counts; less where two lines do not hold it."""
    totals, n = counts.sum(axis=1), int(counts.to_numpy().sum())
    opposed, reported = (counts[kinds].sum(axis=1) for kinds in (ALL_OPPOSED, ALL_REPORTED))
    against, others = _choose_frame(opposed, totals), _choose_frame(reported, totals)
    if against is None and others is None:
        return f"{_some(n, n, ' mention')} {'is' if n == 1 else 'are'} neither others' words nor opposed"
    said = []
    if against is not None:
        some = _some(opposed[against], totals[against], " mention")
        said.append(f"{some} of {against} name{'s' if opposed[against] == 1 else ''} it as what must not be")
    if others is not None:
        again = others == against
        some = f"{_some(reported[others], totals[others], ' mention')} of {others}"
        if again:
            some = "it" if totals[others] == 1 else _some_again(int(reported[others]), int(totals[others]))
        verb = "is" if reported[others] == 1 else "are"
        said.append(f"{some} {verb} others' words")
    title = "; ".join([said[0], *(part[0].lower() + part[1:] for part in said[1:])])
    sums = f"{int(opposed.sum()):,} are opposed and {int(reported.sum()):,} others' words"
    return next((text for text in (title, said[0]) if len(text) <= LONGEST), f"Of {count_of(n, 'mention')}, {sums}")


def _choose_frame(counts: pd.Series, totals: pd.Series) -> str | None:
    """The most mentioned frame of which surely more than half are of a kind; else that with the highest share of it."""
    share, low, _ = (pd.Series(values, index=totals.index)[counts > 0] for values in share_interval(counts, totals))
    told, often = totals[low[low > 1 / 2].index], share[totals > 1]
    if not len(share):
        return None
    return str(told.idxmax() if len(told) else (often if len(often) else share).idxmax())


def _some(n: int, total: int, thing: str) -> str:
    """So many of all of a thing."""
    things = thing if total == 1 else f"{thing}s"
    if n == total:
        return {1: "The one", 2: "Both"}.get(n, f"All {n:,}") + things
    return f"{n:,} of {total:,}{things}"


def _some_again(n: int, total: int) -> str:
    """So many of what has just been counted."""
    if n == total:
        return "both" if n == 2 else f"all {n:,}"
    return f"{n:,} of these {total:,}"


def describe_positions(
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    sizes: dict[str, int],
    once: pd.DataFrame,
    confidence: float,
    unit: str = "article",
) -> tuple[str, str, str, str]:
    """Where in the articles the mentions fall; `once` are those with shared passages in the earliest article only."""
    where = count_units(documents, unit)
    if not len(mentions):
        return nothing_to_draw(f"No frame is mentioned in {where}")
    early, total = _first_half(mentions, sizes)
    parts, titled = _by_frame(early, total, confidence), _titles(documents)
    again = ""
    if len(once) < len(mentions):
        again = f"; with shared passages counted once {_say_early(*_first_half(once, sizes), confidence)}"
    title = f"Where mentions stand: {early.sum():,} of {len(mentions):,} in the first half of their article"
    many = len(documents) > MOST_ROWS
    each = "Each bar is a tenth of the text, from its first token to its last" if many else "Each mark is one mention"
    by_place = "" if many else ", by its place in the text"
    subtitle = f"{each}: {count_of(len(mentions), 'mention')} in {where}{by_place}{titled}"
    order = (
        "A bar per tenth"
        if many
        else "One row"
        if unit == CORPUS or len(documents) == 1
        else say_order(documents, unit).capitalize()
    )
    caption = (
        f"Where in each article the mentions fall, from its first token (0 %) to its last (100 %){titled}. In the "
        f"first half {_say_early(early, total, confidence)}{again}; in brackets the share and its exact "
        f"{format_level(confidence)} interval. {order}."
    )
    shape = "Bars, one row per frame, one bar per tenth" if many else f"Strips, {say_rows(unit)}, one mark per mention"
    alt = f"{shape} from 0 to 100 % of the text. In the first half: {parts}."
    return title, subtitle, caption, alt


def _first_half(mentions: pd.DataFrame, sizes: dict[str, int]) -> tuple[pd.Series, pd.Series]:
    """Mentions of each frame in the first half of their article, and in all of it."""
    article = mentions["article"] if "article" in mentions else mentions["doc_id"]
    place = (mentions["position"] + 0.5) / article.map(sizes).astype(float)
    by_frame = (place < 0.5).groupby(mentions["frame"])
    return by_frame.sum().astype(int), by_frame.size()


def _say_early(early: pd.Series, total: pd.Series, confidence: float) -> str:
    """How many mentions stand in the first half, of all frames and of each."""
    said = say_part(int(early.sum()), int(total.sum()), confidence)
    return f"{said}: {_by_frame(early, total, confidence)}" if len(total) else said


def _by_frame(early: pd.Series, total: pd.Series, confidence: float) -> str:
    return join_words(say_part(int(n), int(total[frame]), confidence, f" of {frame}") for frame, n in early.items())


def _titles(documents: pd.DataFrame) -> str:
    """Whether titles are part of the texts, to end a sentence; of groups nothing is said."""
    if "title" not in documents:
        return ""
    titled = [
        bool(row.title) and _letters(row.title) in _letters(" ".join(row.text.split("\n")[:_OPENING]))
        for row in documents.itertuples()
    ]
    if all(titled):
        return ", title included"
    return ", any title included" if any(titled) else ""


def _letters(text: str) -> str:
    """Letters and digits alone: cleaning may have changed the marks of a title in the text."""
    return "".join(filter(str.isalnum, text.casefold()))


def say_order(documents: pd.DataFrame, unit: str) -> str:
    """In which order the rows stand."""
    if unit != "article":
        return f"{plural(unit)} in order of their names, in brackets the number of articles"
    undated = int(documents["date_latest"].isna().sum())
    if undated == len(documents):
        return "articles in order of their id"
    return "articles in order of date" + (", undated ones last" if undated else "")
