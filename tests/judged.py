"""Judging the one mention of a text that stands in marks, as the rules' examples and the labelled sentences have it."""

import re
from pathlib import Path

from analysis.opposition import Judgement, judge_sentence
from analysis.tokens import tokenize

MEANINGS = {"opposed": (True, False), "refused": (False, True), "both": (True, True), "neither": (False, False)}


def judge(text: str) -> Judgement:
    """Judge the one mention that stands in marks, in a text of one sentence."""
    mark = re.search("⟦([^⟧]*)⟧", text)
    return judge_sentence(text.replace("⟦", "").replace("⟧", ""), mark.start(), mark.end() - 2)


def sentences_of(text: str) -> list[tuple[str, int, int]]:
    """The sentence of each marked mention and where it stands in it."""
    plain = text.replace("⟦", "").replace("⟧", "")
    tokens = tokenize([plain], ["text"])
    found = []
    for number, mark in enumerate(re.finditer("⟦([^⟧]*)⟧", text)):
        start = mark.start() - 2 * number
        token = int(tokens.stops.searchsorted(start, side="right"))
        inside = tokens.sentence == tokens.sentence[token]
        first, after = tokens.starts[inside][0], tokens.starts[tokens.sentence > tokens.sentence[token]]
        last = after[0] if len(after) else len(plain)
        found.append((plain[first:last], start - first, start - first + len(mark[1])))
    return found


def read_labelled(file: Path) -> list[tuple[str, str]]:
    """Labelled sentences of a file, each with what its one mention should be."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(meaning, text) for meaning, text in (line.split("\t") for line in lines)]


def mean(text: str) -> str:
    """What the rules make of a text's one mention: opposed, refused, both or neither."""
    [place] = sentences_of(text)
    judged = judge_sentence(*place)
    return next(name for name, meaning in MEANINGS.items() if meaning == (judged.opposed, judged.refused))
