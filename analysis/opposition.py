"""Whether the words around a mention oppose what it names, or say that it is refused."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.negation_rules import RULES as NEGATION
from analysis.opposing_rules import RULES as OPPOSING
from analysis.opposition_words import SEPARATED, spell_out
from analysis.refusing_rules import RULES as REFUSING
from analysis.undoing_rules import RULES as UNDOING

PASSED = UNDOING
JUDGED = NEGATION + OPPOSING + REFUSING

_WINDOW = 60  # words on either side
_REACH = 1200  # characters on either side that are looked at, so that a sentence of any length takes no longer
_PART = re.compile(r"[^\W_]+(?:['’ʼ＇.&/‐‑-]+[^\W_]+)*|[$€£%]|[,;:?!()–—…]|\.{3}")
_PLAIN = str.maketrans(
    {**dict.fromkeys("’ʼ＇", "'"), "‐": "-", "‑": "-", "—": "–", "(": ";", ")": ";", "…": ";", "–": ";"}
)
_CAPITALS = frozenset({"US", "IT", "WHO", "May"})  # words of their own, not "us", "it", "who" and "may"
_SPOKEN = tuple(
    (re.compile(rf" (?:{short}) "), f" {long} ")
    for short, long in (
        (r"won't", "will not"),
        (r"shan't", "shall not"),
        (r"can't|cannot", "can not"),
        (r"ain't", "is not"),
        (r"let's", "let us"),
        (r"(\w+)n't", r"\1 not"),
        (r"(\w+)'ll", r"\1 will"),
        (r"(\w+)'d", r"\1 would"),
        (r"(\w+)'re", r"\1 are"),
        (r"(\w+)'ve", r"\1 have"),
        (r"i'm", "i am"),
        (r"(it|he|she|that|there|what|who)'s", r"\1 is"),
    )
)


_WORD = re.compile(r"([\w'&$%£€./-]+) ")
_SEPARATORS = tuple((re.compile(spell_out(names)), separator) for names, separator in SEPARATED.items())


class Judgement(NamedTuple):
    """What is said with a mention.

    Attributes
    ----------
    opposed : bool
        The words name the thing as what must not or shall not be.
    refused : bool
        What the word names is said to be refused, denied or not given.
    rules : tuple of str
        Names of the rules that fired; first those that have words read past ("on a condition").
    """

    opposed: bool
    refused: bool
    rules: tuple[str, ...]


def judge_sentence(sentence: str, start: int, stop: int) -> Judgement:
    """Judge a mention by the words of its sentence.

    Parameters
    ----------
    sentence : str
        The sentence in which the mention stands.
    start, stop : int
        Where it stands in it, in characters from 0. A mention is widened to whole words.

    Returns
    -------
    Judgement
        Whether it is opposed, whether it is refused, and the rules that said so. Words about a condition, a question
        or a double negation are read past first, and what is left is judged by the other rules.

    Examples
    --------
    >>> sentence = "The United States refused to give guarantees of non-expansion."
    >>> judge_sentence(sentence, 34, 44)
    Judgement(opposed=False, refused=True, rules=('refuse to give',))
    """
    words = _read_words(sentence, start, stop)
    passed = []
    for rule in PASSED:
        shorter = _compile(rule.pattern).sub(_keep_node, words)
        if shorter != words:
            words = re.sub(r"(\s)\s+", r"\1", shorter)
            passed.append(rule.name)
    fired = [rule for rule in JUDGED if _compile(rule.pattern).search(words)]
    meanings = {rule.means for rule in fired}
    names = [rule.name for rule in fired]
    return Judgement(
        "opposed" in meanings or "both" in meanings, "refused" in meanings or "both" in meanings, (*passed, *names)
    )


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern that begins with a word and ends with one, whatever parts its words."""
    start = "" if pattern.startswith("^") else "(?<= )"
    return re.compile(f"{start}(?:{spell_out(pattern)})(?= |(?<= ))".replace(" ", r"\s"))


def _keep_node(match: re.Match[str]) -> str:
    """Words that are read past leave a mark that no rule can cross, and the mention if they hold it."""
    node = re.search("⟦[^⟧]*⟧", match[0])
    return f"; {node[0]} ;" if node else ";"


def _read_words(sentence: str, start: int, stop: int) -> str:
    """The words around the mention in lower case, parted by single spaces; the mention stands in ⟦ ⟧."""
    start, stop = _widen(sentence, start, stop)
    left = _PART.findall(sentence[max(start - _REACH, 0) : start])[-_WINDOW:]
    right = _PART.findall(sentence[stop : stop + _REACH])[:_WINDOW]
    node = " ".join(_PART.findall(sentence[start:stop])) or "-"
    return f" {_spell(left)}⟦{node.translate(_PLAIN).lower()}⟧ {_spell(right)}"


def _spell(parts: list[str]) -> str:
    words = (
        " " + "  ".join(".".join(part) if part in _CAPITALS else part for part in parts).translate(_PLAIN).lower() + " "
    )
    for short, long in _SPOKEN:
        words = short.sub(long, words)
    return _WORD.sub(_part_word, re.sub(" +", " ", words).lstrip())


def _part_word(match: re.Match[str]) -> str:
    return match[1] + _separate(match[1])


@lru_cache(maxsize=100_000)
def _separate(word: str) -> str:
    """What is put between a word and the next."""
    return next((separator for words, separator in _SEPARATORS if words.fullmatch(word)), "\t")


def _widen(sentence: str, start: int, stop: int) -> tuple[int, int]:
    """Widen a stretch of text to whole words with their hyphens."""
    start, stop = max(0, min(start, len(sentence))), max(0, min(stop, len(sentence)))
    head = re.search(r"[^\W_](?:[^\W_]|[-‐‑])*\Z", sentence[max(start - 40, 0) : start])
    tail = re.match(r"(?:[^\W_]|[-‐‑](?=[^\W_]))*", sentence[stop : stop + 40])
    return start - len(head[0] if head else ""), stop + len(tail[0] if tail else "")
