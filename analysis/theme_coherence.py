"""How often the top terms of a theme stand in the same passages.

Both measures look at pairs of top terms and ask in how many passages each term and the pair stand; how often they
stand in a passage does not matter. The values are means over the pairs of a theme.

Denominators are never zero. A term that stands in no passage has no pairs. A pair that never meets has an NPMI of -1,
its limit. A pair that meets in every passage has 0, since two terms that stand everywhere say nothing about each other.
u_mass adds one to the passages of every pair, as its authors do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.theme_models import PassageTerms


def coherence(passages: PassageTerms, rankings: Sequence[Sequence[str]], added: float = 1.0) -> pd.DataFrame:
    r"""Measure the coherence of themes by the passages in which their top terms meet.

    Parameters
    ----------
    passages : PassageTerms
        What `count_terms` gives; a passage is the unit of text.
    rankings : sequence of sequence of str
        Top terms of every theme, heaviest first.
    added : float
        What u_mass adds to the number of passages in which a pair meets.

    Returns
    -------
    DataFrame
        One row per theme, in the order given: pairs (of top terms); u_mass (mean log of the share of a heavier
        term's passages in which a lighter one stands too; up to about 0, higher is more coherent); npmi (mean
        normalized pointwise mutual information, -1 to 1; 0 where terms meet as often as by chance).

    Raises
    ------
    ValueError
        When fewer than two terms of a theme stand in any passage.

    References
    ----------
    D. Mimno, H. M. Wallach, E. Talley, M. Leenders and A. McCallum (2011), Optimizing semantic coherence in topic
    models, EMNLP, 262-272, eq. 1. G. Bouma (2009), Normalized (pointwise) mutual information in collocation
    extraction, GSCL, 31-40.

    Examples
    --------
    >>> from analysis.theme_models import count_terms
    >>> from analysis.tokens import tokenize
    >>> passages = count_terms(tokenize(["talks arms\ntalks arms gas\ngas price\nprice"], ["a"]), 1, 1)
    >>> coherence(passages, [["talks", "arms"], ["talks", "price"]]).round(3).values.tolist()
    [[1.0, 0.405, 1.0], [1.0, -0.693, -1.0]]
    """
    place = {term: number for number, term in enumerate(passages.terms)}
    rows = [
        _measure(passages.counts, [place[term] for term in ranking if term in place], added) for ranking in rankings
    ]
    return pd.DataFrame(rows, columns=["pairs", "u_mass", "npmi"])


def _measure(counts: sparse.csr_array, columns: Sequence[int], added: float) -> tuple[int, float, float]:
    """Pairs, u_mass and NPMI of one theme."""
    stands = counts[:, list(columns)].toarray() > 0
    stands = stands[:, stands.any(axis=0)]
    meets = stands.T.astype(np.float64) @ stands
    heavier, lighter = np.triu_indices(len(meets), 1)
    if not len(heavier):
        msg = f"{len(meets)} terms of a theme stand in a passage; coherence needs at least 2"
        raise ValueError(msg)
    total, both, alone = len(stands), meets[heavier, lighter], np.diag(meets)
    u_mass = np.log((both + added) / alone[heavier])
    npmi = np.where(both == 0, -1.0, 0.0)
    some = (both > 0) & (both < total)
    share = both[some] / total
    npmi[some] = np.log(share * total**2 / (alone[heavier] * alone[lighter])[some]) / -np.log(share)
    return len(heavier), float(u_mass.mean()), float(npmi.mean())
