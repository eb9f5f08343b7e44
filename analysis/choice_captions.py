"""What stands around the figure of a finding under every combination of choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from analysis.choice_effects import Choice, choices_that_matter, distinct_universes
from analysis.choice_findings import NONE
from analysis.choice_prose import say_sample
from analysis.wording import count_of, format_level, format_number, format_percent, join_words, nothing_to_draw

_CANNOT_TELL = "cannot tell"
_THING = "combination"  # of choices


def describe_universes(
    universes: pd.DataFrame, weighed: pd.Series, choices: Sequence[Choice], _documents: pd.DataFrame, confidence: float
) -> tuple[str, str, str, str]:
    """One finding under every combination of choices; `weighed` is its row of what `weigh_findings` returns."""
    shown, matter = distinct_universes(universes, choices), choices_that_matter(universes, choices)
    statement = str(weighed["statement"]).rstrip(".")
    if not statement or not shown["published"].any():
        return nothing_to_draw("There is nothing to count for this finding under the choices as published")
    first, test = shown[shown["published"]].iloc[0], bool(shown["low"].isna().all())
    if first["verdict"] == NONE:
        return nothing_to_draw(statement)
    sample = say_sample(weighed)
    say: Callable[[float], str] = format_number if test else format_percent
    measure = "a p-value" if test else f"a share with its exact {format_level(confidence)} interval"
    reach = "p-values" if test else "intervals"
    span = f"from {say(float(weighed['lowest']))} to {say(float(weighed['highest']))}"
    counted = f"{_say_verdicts(weighed, first['verdict'])} The {reach} reach {span}."
    caption = (
        f"{sample}{statement}: the same finding under other choices that could be defended. {counted} "
        f"{_say_most(weighed, reach)}Above, each mark is {measure}; below it, strokes show the options behind it, of "
        f"each choice first the one as published. {_say_rest(choices, matter)}In how many {_THING}s a finding holds is "
        f"no probability that it is true: they are choices, not draws."
    )
    published = say(float(first["value"]))
    if reach == "intervals":
        published += f" ({say(float(first['low']))} to {say(float(first['high']))})"
    alt = (
        f"Marks for {count_of(len(shown), _THING)}, in order of their value, above strokes for the options behind "
        f"each. As published: {published}. {counted}{_list_options(shown, matter, first['verdict'])}"
    )
    subtitle = f"{sample}{count_of(len(shown), _THING)} of choices, a mark each: {measure.removeprefix('a ')}"
    return _title(statement, weighed, first["verdict"], f"{reach} reach {span}"), subtitle, caption, alt


def _title(statement: str, weighed: pd.Series, verdict: str, span: str) -> str:
    """The finding, and in how many combinations it holds; where nothing can be told, how far its values reach."""
    n, holds = int(weighed["universes"]), int(weighed["holds"])
    if n == 1:
        return f"{statement}: no other choice alters it"
    if verdict == _CANNOT_TELL and holds == n:
        return f"{statement}: {span}"
    if verdict == _CANNOT_TELL:
        return f"{statement} in {holds:,} of {n:,} {_THING}s; in the others it can"
    return f"{statement}: holds in {f'all {n:,}' if holds == n else f'{holds:,} of {n:,}'} {_THING}s"


def _say_verdicts(weighed: pd.Series, verdict: str) -> str:
    """In how many combinations the finding holds, and what becomes of it in the others."""
    n, holds, weakens, reverses = (int(weighed[name]) for name in ("universes", "holds", "weakens", "reverses"))
    others = [f"cannot be told in {weakens:,}"] if weakens else []
    change = "can be told" if verdict == _CANNOT_TELL else "turns into its opposite"
    others += [f"{change} in {reverses:,}"] if reverses else []
    held = f"all {n:,}" if holds == n > 1 else f"{holds:,} of {n:,}"
    counts = join_words([f"holds in {held} {_THING}s" if n > 1 else "holds whatever is chosen", *others])
    undefined = int(weighed["undefined"])
    return f"It {counts}{f'; in {undefined:,} more it is not defined' if undefined else ''}."


def _say_most(weighed: pd.Series, reach: str) -> str:
    """Which choice matters most, and how much."""
    if not weighed["matters_most"]:
        return ""
    apart = float(weighed["apart"])
    far = f"{format_number(100 * apart)} percentage points" if reach == "intervals" else f"{format_number(apart)}"
    return (
        f"The choice of “{weighed['matters_most']}” matters most: it holds with {weighed['by_option']}; mean values of "
        f"the options lie {far} apart. "
    )


def _say_rest(choices: Sequence[Choice], matter: Sequence[Choice]) -> str:
    """Which choices have no rows."""
    rest = [f"“{choice.words}”" for choice in choices if choice not in matter]
    return (
        f"Not shown, since {'it alters' if len(rest) == 1 else 'they alter'} nothing: {join_words(rest)}. "
        if rest
        else ""
    )


def _list_options(shown: pd.DataFrame, matter: Sequence[Choice], verdict: str) -> str:
    """In how many combinations with each option the verdict is that as published."""
    same = shown["verdict"] == verdict
    parts = []
    for choice in matter:
        sums = same.groupby(shown[choice.name]).agg(["sum", "size"])
        counts = [
            f"{option} {sums['sum'][option]:,} of {sums['size'][option]:,}"
            for option in choice.options
            if option in sums.index
        ]
        parts.append(f"{choice.words}: {', '.join(counts)}")
    return f" The same verdict with each option: {'; '.join(parts)}." if parts else ""
