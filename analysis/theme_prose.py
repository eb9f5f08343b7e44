"""Findings about themes, in words: whether they are more than noise, and what they rest on."""

from __future__ import annotations

import pandas as pd

from analysis.theme_checks import FEW_PASSAGES
from analysis.theme_number import ARTICLES, WHOLE, WITHIN, ThemeNumber
from analysis.themes import Themes
from analysis.units import CORPUS, name_units
from analysis.wording import (
    TOGETHER,
    a_or_an,
    all_of,
    count_of,
    count_times,
    format_number,
    format_percent,
    join_words,
    plural,
)

_LISTED = 5  # articles named in a sentence


def say_verdict(found: ThemeNumber) -> str:
    """Whether themes are more stable than shuffled text, as the title of a figure."""
    if found.refusal:
        return "No themes"
    themes = count_of(found.number, "theme")
    return f"{themes}, more stable than shuffled text" if found.stable else "No stable themes"


def say_seeds(found: ThemeNumber) -> str:
    """How many seeds share the verdict, and whether other random draws could turn it."""
    seeds = len(found.seeds)
    if found.agree < seeds:
        return f"{found.agree} of {seeds} seeds agree, and the line is near"
    return f"{all_of(seeds, 'seed')} agree" + (", but the line is near" if found.near else "")


def state_verdict(found: ThemeNumber) -> str:
    """The headline: stable or not, with the figures of shuffled text and the share of seeds."""
    if found.refusal:
        return f"No themes: {found.refusal}."
    numbers = join_words([str(number) for number in sorted(found.curves["k"].unique())], "or")
    curves = found.curves.set_index(["kind", "k"]).xs(found.number, level="k")
    written = format_number(float(curves.loc[ARTICLES, "stability"]))
    means = sorted(format_number(float(curves.loc[kind, "stability"])) for kind in (WHOLE, WITHIN))
    figures = (
        f"At {found.number} themes, refits to 80 % of the passages agree with the fit to all of them at {written} on "
        f"average (1: the same terms in the same order); shuffled text reaches {join_words(dict.fromkeys(means))} on "
        f"average, and the line to clear is {format_number(float(curves['to_clear'].max()))}."
    )
    if not found.stable:
        return (
            f"No stable themes: with {numbers} themes, the articles do not stand out from every shuffled text "
            f"({say_seeds(found)}). {figures} The themes shown are a way to read the corpus, and no finding about it."
        )
    return (
        f"{count_of(found.number, 'theme')}, more stable than in every shuffled text ({say_seeds(found)}): of "
        f"{numbers} themes, the articles stand out most at this number. {figures}"
    )


def state_margin(found: ThemeNumber) -> str:
    """How near the verdict is to the line, and what it hangs on."""
    if found.refusal:
        return f"There is no line: {found.refusal}."
    seeds, texts = found.seeds, int(found.curves.groupby("kind")["draws"].first()[[WHOLE, WITHIN]].sum())
    ends = [_say_distance(seeds.loc[seeds["margin"].idxmax()]), _say_distance(seeds.loc[seeds["margin"].idxmin()])]
    far = join_words([str(number) for number in sorted({seeds["as_far"].min(), seeds["as_far"].max()})], "to")
    if found.stable:
        change = "higher by as much as the shuffled text of each kind that stands out most moves it"
    else:
        change = "drawn without the shuffled text of each kind that stands out most"
    near = "The verdict is near the line: other random draws could turn it. " if found.near else ""
    return (
        f"{near}Under the seed that does best, {ends[0]}; under the one that does worst, {ends[1]}. Depending on the "
        f"seed, {far} of {count_of(texts, 'shuffled text')} stand out as far as the articles. Were the line {change}, "
        f"{found.otherwise} of {count_of(len(seeds), 'seed')} would call the themes stable."
    )


def _say_distance(row: pd.Series) -> str:
    """The margin of one seed."""
    values = (
        f"agreement is {format_number(float(row['stability']))} and the line {format_number(float(row['to_clear']))}"
    )
    side = "above" if row["margin"] > 0 else "below"
    return f"at {int(row['k'])} themes, {values} ({format_number(abs(float(row['margin'])))} {side} it)"


def _start(words: str) -> str:
    """A clause as the start of a sentence."""
    return words[0].upper() + words[1:]


def state_method(found: ThemeNumber) -> str:
    """What was fitted for the verdict."""
    if found.refusal:
        return f"Nothing was fitted: {found.refusal}."
    numbers = sorted(found.curves["k"].unique())
    texts = found.curves[found.curves["k"] == numbers[0]].set_index("kind")["draws"]
    seeds, each = int(texts[ARTICLES]), int(texts[WHOLE])
    fits = (seeds + int(texts[WHOLE]) + int(texts[WITHIN])) * len(numbers) * (found.subsamples + 1)
    return (
        f"What was done: {join_words(map(str, numbers))} themes were fitted to the articles under "
        f"{count_of(seeds, 'seed')}, and to {count_of(each, 'text')} shuffled over all articles and as many shuffled "
        f"within each article; every time to all passages and to {found.subsamples} draws of 80 % of them, "
        f"{fits:,} fits in all. The shuffled texts are the same for all seeds. "
        f"With so many of them, text without any themes would clear the line about once in {each + 1} times at most."
    )


def state_themes(themes: Themes, found: ThemeNumber) -> str:
    """Which themes are shown, and whether they may be trusted."""
    if themes.refusal:
        return f"No themes: {themes.refusal}."
    trust = "more stable than shuffled text" if found.stable else "not stable, so a way to read and not a finding"
    names = join_words(f"“{name}”" for name in themes.names)
    sample = f" (a seeded sample of {themes.drawn_from:,} passages)" if themes.drawn_from else ""
    return (
        f"{count_of(len(themes.names), 'theme')} ({trust}), fitted to {count_of(len(themes.passages), 'passage')} "
        f"and {count_of(themes.n_terms, 'term')}{sample}: {names}, in order of their mean share of a passage."
    )


def state_doubts(doubts: pd.DataFrame, documents: pd.DataFrame, passages: int, unit: str = "article") -> str:
    """What a reader must know before using themes: few passages, one article, shared text."""
    if not passages:
        return "There are no themes to note anything of."
    labels = name_units(documents, unit)
    sentences = []
    for row in doubts.itertuples():
        if row.doubt == "few passages":
            sentences.append(
                f"There are only {count_of(passages, 'passage')}, fewer than {FEW_PASSAGES}: too few for themes to "
                f"be more than a first look"
            )
        elif row.doubt == "one article":
            share, held = format_percent(row.share), format_percent(row.held)
            sentences.append(
                f"“{row.theme}” rests on one {unit}: {share} of its weight is in {labels[row.doc_id]}, which holds "
                f"{held} of the passages"
            )
        elif row.doubt == "only article" and unit != CORPUS:
            sentences.append(
                f"All passages are from one {unit}, {labels[row.doc_id]}: what they show is that {unit}'s own order"
            )
        elif row.doubt == "shared text":
            share = format_percent(row.share)
            sentences.append(f"“{row.theme}” rests on text that articles share: {share} of its weight is in it")
    lost = doubts[doubts["doubt"] == "lost without"]
    for theme, rows in lost.groupby("theme", sort=False):
        names = [labels[doc_id] for doc_id in rows["doc_id"].head(_LISTED)]
        names += [f"{len(rows) - _LISTED:,} more"] if len(rows) > _LISTED else []
        lost_without = (
            f"without {names[0]}" if len(rows) == 1 else f"when any one of {join_words(names, 'or')} is left out"
        )
        sentences.append(f"“{theme}” hangs on single {plural(unit)}: it is not found again {lost_without}")
    if not sentences:
        single = "" if unit == CORPUS else f"a single {unit} or on "
        return f"Notes: no theme rests on {single}text that articles share, and passages are not few."
    return f"Note: {'. '.join(sentences)}."


def state_left_out(left_out: pd.DataFrame, unit: str = "article") -> str:
    """Which themes are found again whichever article is left out."""
    if unit == CORPUS:
        return TOGETHER
    if not len(left_out):
        return f"Too few passages are left without {a_or_an(unit)} to fit the themes again."
    found = left_out.groupby("theme", sort=False)["found"].all()
    articles = left_out["doc_id"].nunique()
    held = [f"“{theme}”" for theme in found.index[found]]
    head = f"{len(held)} of {count_of(len(found), 'theme')}" if held else f"None of {count_of(len(found), 'theme')}"
    verb = "is" if len(held) < 2 else "are"
    named = f": {join_words(held)}" if 0 < len(held) < len(found) else ""
    return f"{head} {verb} found again whichever of {count_of(articles, unit)} is left out{named}."


def state_models(models: pd.DataFrame) -> str:
    """Which themes both models find."""
    if not len(models):
        return "There are no themes to compare."
    fits = int(models["fits"].iloc[0])
    words = {fits: "every time", 0: "never"}
    by_times = models.groupby("times")["theme"].agg(list)[::-1]
    parts = [
        f"{join_words(f'“{theme}”' for theme in own)} {words.get(times, count_times(times))}"
        for times, own in by_times.items()
    ]
    return f"Fitted {count_times(fits)}, each time from another seed, the other model finds {join_words(parts)}."


def state_theme_frames(table: pd.DataFrame, per: int) -> str:
    """In which theme's passages each frame is mentioned most, and what cannot be told."""
    told = []
    for frame, own in table.groupby("frame", sort=False):
        if not own["count"].sum():
            told.append(f"{frame} is not mentioned in the passages of any theme")
            continue
        first = own.sort_values(["rate", "theme"], ascending=[False, True], kind="stable").iloc[0]
        others = own[own["theme"] != first["theme"]]
        clear = bool((others["high"] < first["low"]).all())
        rate = f"{format_number(float(first['rate']))} per {per:,} tokens"
        interval = f"{format_number(float(first['low']))} to {format_number(float(first['high']))}"
        rest = "clear of all others" if clear else "its interval overlaps others'"
        told.append(f"{frame} has its highest rate in “{first['theme']}” ({rate}, {interval}; {rest})")
    if not told:
        return "There are no themes to set beside frames."
    return f"{_start('; '.join(told))}.{_say_own(table[table['own'] != ''])}"


def _say_own(table: pd.DataFrame) -> str:
    """Frames whose words are top terms of a theme, and so are frequent in it by construction."""
    parts = [f"{row.frame} (“{row.own}”) in “{row.theme}”" for row in table.itertuples()]
    if not parts:
        return ""
    return (
        f" Mind that words of a frame are among the top terms of a theme: {join_words(parts)}. Passages are in that "
        f"theme because they hold these words, so a high rate there is no finding."
    )


def state_basis(basis: pd.DataFrame, documents: pd.DataFrame, unit: str = "article") -> str:
    """Which theme is most, and which least, a matter of the article."""
    if not len(basis):
        return "There are no themes that could rest on anything."
    if (basis["held"] == 1).any():
        return TOGETHER if unit == CORPUS else f"There is one {unit}, which tells nothing of where a theme stands."
    labels = name_units(documents, unit)
    ratio = (basis["information"] / basis["chance"]).where(basis["chance"] > 0, 0.0)
    parts = []
    most = f"varies most between {plural(unit)}"
    for place, much in [(ratio.idxmax(), most), (ratio.idxmin(), "least")][: len(basis)]:
        row, times = basis.loc[place], format_number(float(ratio[place]))
        share, label = format_percent(row["largest"]), labels[row["doc_id"]]
        parts.append(f"“{row['theme']}” {much} ({times} times what chance gives; {share} of its weight is in {label})")
    by_chance = f"No theme varies between {plural(unit)} more than chance gives: " if ratio.max() <= 1 else ""
    return f"{by_chance}{' and '.join(parts)}."
