"""Corpora with themes planted in them."""

import numpy as np

from analysis.theme_models import PassageTerms, count_terms
from analysis.tokens import Tokens, tokenize


def planted_tokens(themes: int, passages: int = 16, seed: int = 0, length: int = 40) -> Tokens:
    """Documents whose passages each draw from one list of ten words; every document holds all lists."""
    rng = np.random.default_rng(seed)
    lists = [[f"{'xyzuvwrst'[number] * 3}{letter}" for letter in "abcdefghij"] for number in range(themes)]
    shares = np.geomspace(4, 1, 10)  # the first word of a list is its heaviest
    shares /= shares.sum()
    texts = [
        "\n".join(" ".join(rng.choice(words, length, p=shares)) for words in lists for _ in range(passages // 2))
        for _ in range(2)
    ]
    return tokenize(texts, ["a", "b"])


def planted(themes: int, passages: int = 16, seed: int = 0, length: int = 40) -> PassageTerms:
    """Their terms: so many passages of each theme."""
    return count_terms(planted_tokens(themes, passages, seed, length))
