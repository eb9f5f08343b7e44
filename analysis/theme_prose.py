"""Findings about themes, in words: whether they are more than noise, and what they rest on."""

from __future__ import annotations

import pandas as pd

from analysis.theme_checks import FEW_PASSAGES
from analysis.theme_number import ARTICLES, WHOLE, WITHIN, ThemeNumber
from analysis.themes import Themes
from analysis.wording import all_of, count_of, format_number, format_percent, join_words


def say_verdict(found: ThemeNumber) -> str:
    """Whether themes are more stable than shuffled text, as the title of a figure."""
    if found.refusal:
        return "No themes"
    themes = count_of(found.number, "theme")
    return f"{themes}, more stable than shuffled text" if found.stable else "No stable themes"


def say_seeds(found: ThemeNumber) -> str:
    """How many seeds share the verdict."""
    seeds = len(found.seeds)
    return f"{all_of(seeds, 'seed')} agree" if found.agree == seeds else f"{found.agree} of {seeds} seeds agree"


def state_verdict(found: ThemeNumber) -> str:
    """The headline: stable or not, with the figures of shuffled text and the share of seeds."""
    if found.refusal:
        return f"No themes: {found.refusal}."
    curves = found.curves.set_index(["kind", "k"])
    written = format_number(float(curves.loc[(ARTICLES, found.number), "stability"]))
    means = sorted(format_number(float(curves.loc[(kind, found.number), "stability"])) for kind in (WHOLE, WITHIN))
    figures = (
        f"At {found.number} themes, refits to 80 % of the passages agree with the fit to all of them at {written} on "
        f"average (1: the same terms in the same order); shuffled text reaches {join_words(dict.fromkeys(means))} on "
        f"average."
    )
    ends = found.seeds["above"].min(), found.seeds["above"].max()
    above = dict.fromkeys(format_number(float(value)) for value in ends)
    most = format_number(float(found.seeds[["shuffled_whole", "shuffled_within"]].to_numpy().max()))
    texts = int(curves.loc[[WHOLE, WITHIN], "draws"].groupby(level=0).first().sum())
    stand = f"they stand out from the mean of shuffled text by {join_words(above, 'to')}, depending on the seed"
    if ends[0] < 0:
        stand = "they do not even exceed the mean of shuffled text under every seed"
    numbers = join_words([str(number) for number in sorted(found.curves["k"].unique())], "or")
    if not found.stable:
        return (
            f"No stable themes: with {numbers} themes, the articles do not stand out from every shuffled text "
            f"({say_seeds(found)}): {stand}, and one of {texts} shuffled texts stands out by {most}. {figures} The "
            f"themes shown are a way to read the corpus, and no finding about it."
        )
    return (
        f"{count_of(found.number, 'theme')}, more stable than in every shuffled text ({say_seeds(found)}): of "
        f"{numbers} themes, the articles stand out most at this number; {stand}, and none of {texts} shuffled texts "
        f"does so by more than {most}. {figures}"
    )


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
        f"{fits:,} fits in all. The shuffled texts are the same for all seeds."
    )


def state_themes(themes: Themes, found: ThemeNumber) -> str:
    """Which themes are shown, and whether they may be trusted."""
    if themes.refusal:
        return f"No themes: {themes.refusal}."
    trust = "more stable than shuffled text" if found.stable else "not stable, so a way to read and not a finding"
    names = join_words(f"“{name}”" for name in themes.names)
    return (
        f"{count_of(len(themes.names), 'theme')} ({trust}), fitted to {count_of(len(themes.passages), 'passage')} "
        f"and {count_of(themes.n_terms, 'term')}: {names}, in order of their mean share of a passage."
    )


def state_doubts(doubts: pd.DataFrame, documents: pd.DataFrame, passages: int) -> str:
    """What a reader must know before using themes: few passages, one article, shared text."""
    if not passages:
        return "There are no themes to note anything of."
    labels = documents.set_index("doc_id")["label"]
    sentences = []
    for row in doubts.itertuples():
        if row.doubt == "few passages":
            sentences.append(
                f"There are only {count_of(passages, 'passage')}, fewer than {FEW_PASSAGES}: too few for themes to "
                f"be more than a first look"
            )
        elif row.doubt == "one article":
            share = format_percent(row.share)
            sentences.append(f"“{row.theme}” rests on one article: {share} of its weight is in {labels[row.doc_id]}")
        elif row.doubt == "shared text":
            share = format_percent(row.share)
            sentences.append(f"“{row.theme}” rests on text that articles share: {share} of its weight is in it")
    lost = doubts[doubts["doubt"] == "lost without"]
    for theme, rows in lost.groupby("theme", sort=False):
        names = join_words([labels[doc_id] for doc_id in rows["doc_id"]], "or without")
        sentences.append(f"“{theme}” hangs on single articles: it is not found again without {names}")
    if not sentences:
        return "Notes: no theme rests on a single article or on text that articles share, and passages are not few."
    return f"Note: {'. '.join(sentences)}."


def state_left_out(left_out: pd.DataFrame) -> str:
    """Which themes are found again whichever article is left out."""
    if not len(left_out):
        return "Too few passages are left without an article to fit the themes again."
    found = left_out.groupby("theme", sort=False)["found"].all()
    articles = left_out["doc_id"].nunique()
    held = [f"“{theme}”" for theme in found.index[found]]
    head = f"{len(held)} of {count_of(len(found), 'theme')}" if held else f"None of {count_of(len(found), 'theme')}"
    verb = "is" if len(held) < 2 else "are"
    named = f": {join_words(held)}" if 0 < len(held) < len(found) else ""
    return f"{head} {verb} found again whichever of {count_of(articles, 'article')} is left out{named}."


def state_models(models: pd.DataFrame) -> str:
    """Which themes both models find."""
    if not len(models):
        return "There are no themes to compare."
    both = [f"“{theme}”" for theme in models.loc[models["found"], "theme"]]
    total = count_of(len(models), "theme")
    if not both:
        return f"The other model finds none of {total} again."
    named = f": {join_words(both)}" if len(both) < len(models) else ""
    return f"The other model finds {len(both)} of {total} again{named}."


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
    return f"{_start('; '.join(told))}." if told else "There are no themes to set beside frames."
