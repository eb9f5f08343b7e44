"""How evenly terms are spread over the parts of a corpus."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse, special

from analysis.collocation import mention_places
from analysis.tokens import Tokens, passage_numbers

MINIMUM_MENTIONS = 5


def dispersion(counts: ArrayLike | sparse.sparray, sizes: ArrayLike) -> pd.DataFrame:
    """Measure how evenly every term is spread over the parts of a corpus.

    Parts are documents or passages. Those without tokens are left out; those without a mention count.

    Parameters
    ----------
    counts : array of int or sparse array, terms × parts
        Mentions of every term in every part.
    sizes : array of int, length parts
        Tokens per part.

    Returns
    -------
    DataFrame
        One row per term, in the order given. With s a part's share of the tokens, v its share of the mentions,
        p its rate (mentions over tokens) and m the number of parts:

        - range: parts with a mention.
        - dp: half the sum of abs(v - s), 0 when even (Gries 2008); dp_norm: dp over its maximum 1 - min(s)
          (Lijffijt and Gries 2012).
        - juilland_d: 1 - sd(p) / mean(p) / sqrt(m - 1), population sd, 1 when even (Juilland et al. 1970).
        - carroll_d2: entropy of p / sum(p) over log(m), 1 when even (Carroll 1970).
        - rosengren_s: squared sum of sqrt(s × mentions) over mentions, 1 when even (Rosengren 1971).

        A term without a mention has range 0 and else not a number. With one part, which cannot be uneven, dp is 0,
        rosengren_s 1 and dp_norm, juilland_d and carroll_d2 are not a number.

    Raises
    ------
    ValueError
        When counts or sizes are negative or not numbers, when they do not fit each other, when a part without
        tokens has a mention or no part has a token.

    References
    ----------
    S. Th. Gries (2008), Dispersions and adjusted frequencies in corpora, Int. J. Corpus Linguist. 13, 403-437.
    J. Lijffijt and S. Th. Gries (2012), Correction to "Dispersions and adjusted frequencies in corpora", Int. J.
    Corpus Linguist. 17, 147-149.
    A. Juilland, D. Brodin and C. Davidovitch (1970), Frequency Dictionary of French Words.
    J. B. Carroll (1970), An alternative to Juilland's usage coefficient, Computer Studies 3, 61-65.
    I. Rosengren (1971), The quantitative concept of language and its relation to the structure of frequency
    dictionaries, Études de linguistique appliquée 1, 103-127.

    Examples
    --------
    >>> table = dispersion([[1, 2, 3, 4, 5]], [9, 10, 10, 10, 11])
    >>> table.round(6).to_dict("records")[0]["juilland_d"]
    0.78515
    """
    matrix, size = _read(counts, sizes)
    parts, terms = len(size), matrix.shape[0]
    # only mentions need a place: what parts without one add follows from the sums
    term, part, count = np.repeat(np.arange(terms), np.diff(matrix.indptr)), matrix.indices, matrix.data

    def add(values: np.ndarray) -> np.ndarray:
        return np.bincount(term, values, minlength=terms)

    mentions, present = add(count), np.bincount(term, minlength=terms)
    share = size / size.sum()
    rate = count / size[part]
    with np.errstate(divide="ignore", invalid="ignore"):
        dp = add(np.maximum(count / mentions[term] - share[part], 0))  # half of abs: the other half is below 0
        mean = add(rate) / parts
        variance = (add((rate - mean[term]) ** 2) + (parts - present) * mean**2) / parts
        entropy = add(special.entr(rate / (mean[term] * parts)))
        even = add(np.sqrt(share[part] * count)) ** 2
        table = pd.DataFrame(
            {
                "range": present,
                "dp": dp,
                "dp_norm": dp / (1 - share.min()),
                "juilland_d": 1 - np.sqrt(variance) / mean / np.sqrt(parts - 1),
                "carroll_d2": entropy / np.log(parts),
                "rosengren_s": even / mentions,
            }
        )
    table.loc[present == 0, table.columns[1:]] = np.nan
    return table


def frame_dispersion(mentions: pd.DataFrame, tokens: Tokens, frames: Sequence[str]) -> pd.DataFrame:
    """Measure how evenly frames are spread over documents, and over passages.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with doc_id, frame and position.
    tokens : Tokens
        The tokens they were found in.
    frames : sequence of str
        The frames, in the order wanted.

    Returns
    -------
    DataFrame
        Two rows per frame with at least five mentions: frame, parts ("articles" or "passages"), count (mentions), and
        the columns of `dispersion`; none when there are no tokens at all.
    """
    counts = mentions["frame"].value_counts()
    kept = [frame for frame in frames if counts.get(frame, 0) >= MINIMUM_MENTIONS]
    first, passage_of = mention_places(tokens, mentions)[0], passage_numbers(tokens)[0]
    units = {"articles": (tokens.documents, tokens.counts), "passages": (passage_of, np.bincount(passage_of))}
    tables = []
    for name, (unit_of, sizes) in units.items():
        place = unit_of[first]
        table = [np.bincount(place[(mentions["frame"] == frame).to_numpy()], minlength=len(sizes)) for frame in kept]
        sizes = sizes if kept else np.ones(1)  # no frame to measure, and perhaps no part with a token
        measured = dispersion(np.array(table).reshape(len(kept), len(sizes)), sizes)
        measured.insert(0, "frame", kept)
        measured.insert(1, "parts", name)
        measured.insert(2, "count", [int(counts[frame]) for frame in kept])
        tables.append(measured)
    order = {frame: number for number, frame in enumerate(kept)}
    return pd.concat(tables).sort_values("frame", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def _read(counts: ArrayLike | sparse.sparray, sizes: ArrayLike) -> tuple[sparse.csr_array, np.ndarray]:
    """Mentions and sizes of the parts that have tokens; no zeros are stored."""
    matrix, size = sparse.csr_array(counts, dtype=float, copy=True), np.asarray(sizes, dtype=float)
    if matrix.ndim != 2 or size.shape != matrix.shape[1:]:
        msg = f"counts {matrix.shape}, sizes {size.shape}: one row per term, one column and one size per part"
        raise ValueError(msg)
    for name, values in (("counts", matrix.data), ("sizes", size)):
        wrong = ~np.isfinite(values) | (values < 0)
        if wrong.any():
            msg = f"{name}: found {values[wrong][0]}; 0 or more"
            raise ValueError(msg)
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    if (size[matrix.indices] == 0).any():
        msg = "sizes: a part with mentions has no tokens"
        raise ValueError(msg)
    if not size.any():
        msg = "sizes: no part has a token"
        raise ValueError(msg)
    return matrix[:, size > 0], size[size > 0]
