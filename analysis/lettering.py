"""How wide texts of a figure are, and how they are cut and broken to fit."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

FONT = "DejaVu Sans"  # ships with Matplotlib: the same on every machine
MARGIN = 0.12  # inches
_LABELS = 0.35  # of the figure's width, at most, for the labels of rows
_UNPARTED = re.compile(r"\s+(?!%)")  # where a line may end
_COUNT = re.compile(r" \([\d,]+( of [\d,]+)?\)$")  # of a group's articles, at the end of its label
_HINTING = 1.06  # letters fitted to pixels run wider than their outlines


@contextmanager
def boxes_for_unknown() -> Iterator[None]:
    """Draw a box for a sign that the font lacks without a warning for each, which a notebook would keep."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from font")
        yield


def unknown_signs(texts: Iterable[str]) -> list[str]:
    """Signs for which figures show a box, since the house's font lacks them.

    Examples
    --------
    >>> unknown_signs(["café", "Переговоры", "会谈", "谈"])
    ['会', '谈']
    """
    known = get_font(findfont(FontProperties(family=FONT))).get_charmap()
    return sorted(sign for sign in set("".join(texts)) if sign.isprintable() and ord(sign) not in known)


def text_width(text: str, size: float = 8.5, weight: str = "normal") -> float:
    """Inches a text takes at most in the house's font."""
    font = FontProperties(family=FONT, weight=weight, size=size)
    width = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] / 72
    return float(width) * _HINTING


def wrap(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """Lines that fit into so many inches; a word too long for that is broken, and no number parts from its %."""
    lines: list[str] = []
    for word in (part for whole in _UNPARTED.split(text.strip()) for part in _break(whole, room, size, weight)):
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _break(word: str, room: float, size: float, weight: str) -> list[str]:
    """A word in parts that fit into so many inches."""
    parts = []
    while text_width(word, size, weight) > room and len(word) > 1:
        fits = bisect_right(range(2, len(word)), room, key=lambda n: text_width(word[:n], size, weight)) + 1
        parts.append(word[:fits])
        word = word[fits:]
    return [*parts, word]


def fit_labels(
    labels: Sequence[str] | pd.Series, width: float, ends: Sequence[str] | pd.Series | None = None
) -> list[str]:
    """Cut long labels with "…", so that they leave most of a figure's width to its chart and stay distinct.

    Parameters
    ----------
    labels : sequence of str
        The labels.
    width : float
        Inches of the figure; labels get about a third of it.
    ends : sequence of str, optional
        What follows each label and is never cut.

    Returns
    -------
    list of str
        Every label, or its start, with its end behind it; a count in brackets at its end is never cut either. Labels
        of one start keep the words that set them apart, and bear a number where these are cut alike too.

    Examples
    --------
    >>> fit_labels(["Sayenko", "The daily commentary by our correspondent"], 6.3, [" (n = 7)", " (n = 12)"])
    ['Sayenko (n = 7)', 'The daily comment… (n = 12)']
    >>> fit_labels(["The commentary of Monday", "The commentary of Friday"], 3.1)
    ['Th…Monday', 'The…Friday']
    >>> fit_labels(["The daily commentary of the north (7 of 15)", "Sayenko"], 6.3)
    ['The daily comment… (7 of 15)', 'Sayenko']
    """
    whole = [_COUNT.sub("", label) for label in labels]
    counts = [label[len(name) :] for label, name in zip(labels, whole, strict=True)]
    ends = [count + end for count, end in zip(counts, [""] * len(counts) if ends is None else ends, strict=True)]
    rooms = [_LABELS * width - label_width([]) - text_width(end) for end in ends]
    short, inside = [_shorten(label, room) for label, room in zip(whole, rooms, strict=True)], {}
    for row in _confused(whole, short):
        alike = [whole[other] for other in _confused(whole, short) if short[other] == short[row]]
        inside[row] = _shorten_inside(whole[row], alike, rooms[row])
    short = [inside.get(row, label) for row, label in enumerate(short)]
    numbered = list(dict.fromkeys(whole[row] for row in _confused(whole, short)))
    for row in _confused(whole, short):
        number = f" {numbered.index(whole[row]) + 1}"
        short[row] = _shorten(whole[row], rooms[row] - text_width(number)) + number
    return [label + end for label, end in zip(short, ends, strict=True)]


def _confused(whole: Sequence[str], short: Sequence[str]) -> list[int]:
    """Rows whose label, cut, is that of another label too."""
    meant: dict[str, set[str]] = {}
    for label, cut in zip(whole, short, strict=True):
        meant.setdefault(cut, set()).add(label)
    return [row for row, cut in enumerate(short) if len(meant[cut]) > 1]


def _shorten(text: str, room: float) -> str:
    """A text, or as much of its start as fits into so many inches with an ellipsis; its first letter at least."""
    if text_width(text) <= room:
        return text
    fits = bisect_right(range(1, len(text)), room, key=lambda n: text_width(f"{text[:n]}…"))
    return f"{text[: max(fits, 1)].rstrip()}…"


def _shorten_inside(text: str, alike: Sequence[str], room: float) -> str:
    """An ellipsis and the words from where texts of one start differ, and of the start what there is room for."""
    pairs = enumerate(zip(min(alike), max(alike), strict=False))
    differ = next((place for place, (one, other) in pairs if one != other), len(min(alike)))
    end = text[text.rfind(" ", 0, differ) + 1 :]
    fits = bisect_right(range(1, len(text) - len(end)), room, key=lambda n: text_width(f"{text[:n]}…{end}"))
    return _shorten(f"{text[:fits].rstrip()}…{end}", room)


def label_width(labels: Sequence[str] | pd.Series) -> float:
    """Inches that the longest label takes, with its margins."""
    return MARGIN + 0.16 + max(map(text_width, labels), default=0.0)
