"""What stands near the mentions of a frame, words and other frames, and which words follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from scipy import sparse, stats
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.differences import adjust_p
from analysis.keyness import signed_g2
from analysis.tokens import Tokens

_ADDED = 0.5


def collocates(tokens: Tokens, mentions: pd.DataFrame, window: int = 5) -> pd.DataFrame:
    """Count what stands near the mentions of a frame.

    A window is `window` tokens on either side of a mention, as far as its sentence goes. A token counts once,
    in however many windows it stands. Tokens of the mentions themselves are neither inside nor outside: the
    measures compare the tokens in windows with all others, and a type's frequency leaves mentions out.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    mentions : DataFrame
        Mentions of one frame in these tokens (`doc_id`, `position`, `form`), as `find_mentions` gives them.
    window : int
        Tokens on either side.

    Returns
    -------
    DataFrame
        One row per type in a window, by log_dice from high to low, then type: type, observed (its tokens in
        windows), frequency (its tokens outside mentions), and

        - expected: frequency times the share of tokens that stand in windows.
        - mi: log2 of observed over expected (Church and Hanks 1990); t: (observed - expected) / sqrt(observed)
          (Church et al. 1991).
        - log_dice: 14 + log2(2 observed / (number of mentions + frequency)) (Rychlý 2008); it can pass 14 where a
          type stands near mentions more often than there are mentions.
        - g2: log-likelihood ratio over four cells (Dunning 1993), with a minus below expectation.
        - delta_p_forward: share of the type among tokens in windows, less its share among others;
          delta_p_backward: share of the type's tokens that stand in windows, less that share of other types
          (Gries 2013). Not a number where there are no others.

    Raises
    ------
    ValueError
        When window is below 1, or a mention is not where it should be in the tokens.

    References
    ----------
    K. W. Church and P. Hanks (1990), Word association norms, mutual information, and lexicography, Comput.
    Linguist. 16, 22-29.
    K. Church, W. Gale, P. Hanks and D. Hindle (1991), Using statistics in lexical analysis, in Lexical
    Acquisition, 115-164.
    T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Comput. Linguist. 19, 61-74.
    P. Rychlý (2008), A lexicographer-friendly association score, in Proceedings of RASLAN 2008, 6-9.
    S. Th. Gries (2013), 50-something years of work on collocations, Int. J. Corpus Linguist. 18, 137-166.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> tokens = tokenize(["The talks on expansion failed. Talks failed."], ["a"])
    >>> mentions = pd.DataFrame({"doc_id": ["a"], "position": [3], "form": ["expansion"]})
    >>> collocates(tokens, mentions, window=2)[["type", "observed", "frequency", "expected"]].values.tolist()
    [['on', 1, 1, 0.5], ['failed', 1, 2, 1.0], ['talks', 1, 2, 1.0]]
    """
    if window < 1:
        msg = f"window: found {window}; 1 or more tokens on either side"
        raise ValueError(msg)
    first, stop = mention_places(tokens, mentions)
    bounds = np.append(_sentence_starts(tokens), len(tokens.ids))
    sentence = np.searchsorted(bounds, first, side="right") - 1
    begin = np.maximum(first - window, bounds[sentence])
    end = np.minimum(stop + window, bounds[sentence + 1])
    mentioned = _covered(first, stop, len(tokens.ids))
    near = _covered(begin, end, len(tokens.ids)) & ~mentioned
    observed, frequency = (np.bincount(tokens.ids[part], minlength=len(tokens.types)) for part in (near, ~mentioned))
    found = np.flatnonzero(observed)
    table = pd.DataFrame({"type": tokens.types[found], "observed": observed[found], "frequency": frequency[found]})
    measures = _associate(
        table["observed"], near.sum(), table["frequency"], (~mentioned).sum(), node_frequency=len(mentions)
    )
    return _rank(pd.concat([table.astype({"type": "str"}), measures], axis="columns"))


def frame_collocates(tokens: Tokens, mentions: pd.DataFrame, frames: Sequence[str], most: int = 8) -> pd.DataFrame:
    """Give the words that keep closest company with each frame.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    mentions : DataFrame
        Mentions in these tokens, as `find_mentions` gives them.
    frames : sequence of str
        The frames, in the order of the rows.
    most : int
        Words per frame.

    Returns
    -------
    DataFrame
        One row per frame and type, by log_dice from high to low: frame and the columns of `collocates`. Stop words,
        and types that stand near mentions only once, are left out.
    """
    tables = [collocates(tokens, mentions[mentions["frame"] == frame]).assign(frame=frame) for frame in frames]
    table = pd.concat(tables, ignore_index=True)
    table = table[(table["observed"] > 1) & ~table["type"].isin(ENGLISH_STOP_WORDS)]
    table = table.groupby("frame", sort=False).head(most).reset_index(drop=True)
    return table[["frame", *(name for name in table if name != "frame")]]


def bigrams(tokens: Tokens, minimum_count: int = 2) -> pd.DataFrame:
    """Count which types follow each other within a sentence.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    minimum_count : int
        Rarer pairs have no row.

    Returns
    -------
    DataFrame
        One row per pair of types, by log_dice from high to low, then types: first, second, count, and

        - expected, mi, t, log_dice, g2: as in `collocates`, over all pairs of neighbours; a type's frequency is
          that in the first place, or in the second.
        - delta_p_forward: share of the second type after the first, less its share after others;
          delta_p_backward: share of the first type before the second, less its share before others.
        - lambda: natural log of the odds ratio with 0.5 added to each of the four cells; z: lambda over its
          standard error, sqrt of the sum of 1 / cell (Blaheta and Johnson 2001).

    References
    ----------
    D. Blaheta and M. Johnson (2001), Unsupervised learning of multi-word verbs, in Proceedings of the ACL/EACL
    2001 Workshop on Collocation, 54-60; the others as in `collocates`.

    Examples
    --------
    >>> from analysis.tokens import tokenize
    >>> tokens = tokenize(["The West. Not the West but the East."], ["a"])
    >>> bigrams(tokens)[["first", "second", "count", "expected"]].round(2).values.tolist()
    [['the', 'west', 2, 1.0]]
    """
    same_sentence = np.ones(max(len(tokens.ids) - 1, 0), dtype=bool)
    same_sentence[_sentence_starts(tokens)[1:] - 1] = False
    left, right = tokens.ids[:-1][same_sentence], tokens.ids[1:][same_sentence]
    types, total = len(tokens.types), len(left)
    pairs = sparse.coo_array((np.ones(total, dtype=np.int64), (left, right)), shape=(types, types)).tocsr().tocoo()
    often = pairs.data >= minimum_count
    (first, second), count = (place[often] for place in pairs.coords), pairs.data[often]
    table = pd.DataFrame({"first": tokens.types[first], "second": tokens.types[second], "count": count})
    row = np.bincount(left, minlength=types)[first]
    column = np.bincount(right, minlength=types)[second]
    cells = np.stack([count, row - count, column - count, total - row - column + count]) + _ADDED
    log_odds = np.log(cells[0]) - np.log(cells[1]) - np.log(cells[2]) + np.log(cells[3])
    measures = _associate(count, row, column, total, node_frequency=row).assign(
        **{"lambda": log_odds, "z": log_odds / np.sqrt((1 / cells).sum(axis=0))}
    )
    return _rank(pd.concat([table.astype({"first": "str", "second": "str"}), measures], axis="columns"))


def frames_together(mentions: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Count the sentences and passages in which two frames meet.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with doc_id, frame, passage and sentence.
    tokens : Tokens
        The tokens they were found in.

    Returns
    -------
    DataFrame
        One row per two frames and unit: frame_a, frame_b, unit ("sentence" or "passage"), count_a, count_b (units that
        mention either), both (units that mention both), expected (if they fell independently), p (Fisher's
        exact test, both sides), p_holm (adjusted for all rows).

    References
    ----------
    R. A. Fisher (1935), The logic of inductive inference, J. R. Stat. Soc. 98, 39-82. S. Holm (1979), A simple
    sequentially rejective multiple test procedure, Scand. J. Statist. 6, 65-70.
    """
    rows = []
    for unit in ("sentence", "passage"):
        total = _count_units(tokens, unit)
        places = {
            frame: set(zip(group["doc_id"], group[unit], strict=True)) for frame, group in mentions.groupby("frame")
        }
        for a, b in combinations(sorted(places), 2):
            both, n_a, n_b = len(places[a] & places[b]), len(places[a]), len(places[b])
            cells = [[both, n_a - both], [n_b - both, total - n_a - n_b + both]]
            rows.append((a, b, unit, n_a, n_b, both, n_a * n_b / total, float(stats.fisher_exact(cells)[1])))
    columns = ["frame_a", "frame_b", "unit", "count_a", "count_b", "both", "expected", "p"]
    table = pd.DataFrame(rows, columns=columns)
    table["p_holm"] = adjust_p(table["p"])
    return table.sort_values(["frame_a", "frame_b"], kind="stable", ignore_index=True)


def neighbours(mentions: pd.DataFrame, tokens: Tokens) -> pd.DataFrame:
    """Count the words that stand directly before and after the mentions.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with doc_id, frame, form and position.
    tokens : Tokens
        The tokens they were found in.

    Returns
    -------
    DataFrame
        One row per frame, side, type and form: frame, side ("before" or "after"), type, form, count (mentions); the
        commonest first. A word beyond a mark of punctuation or the sentence's end is no neighbour. English stop words,
        such as "the" and "of", have no row.
    """
    first, after = mention_places(tokens, mentions)
    found = []
    for side, joint, neighbour in (("before", first, first - 1), ("after", after, after)):
        inside = joint < len(tokens.ids)
        joins = np.zeros(len(mentions), dtype=bool)
        joins[inside] = tokens.joined[joint[inside]]
        own = mentions.loc[joins, ["frame", "form"]].assign(side=side, type=tokens.types[tokens.ids[neighbour[joins]]])
        found.append(own)
    columns = ["frame", "side", "type", "form"]
    stated = pd.concat(found)
    stated = stated[~stated["type"].isin(ENGLISH_STOP_WORDS)]
    table = stated.groupby(columns).size().rename("count").reset_index()
    return table.sort_values(
        ["frame", "side", "count", "type", "form"], ascending=[True, False, False, True, True], ignore_index=True
    )


def _associate(
    observed: np.ndarray,
    row: np.ndarray,
    column: np.ndarray,
    total: int,
    node_frequency: np.ndarray | int,
) -> pd.DataFrame:
    """Measures of association of 2×2 tables, from the first cell and the sums of its row, its column and all cells."""
    o, r, c = (np.asarray(values, dtype=float) for values in (observed, row, column))
    with np.errstate(divide="ignore", invalid="ignore"):  # a row or a column may be all there is
        expected = r * c / total
        return pd.DataFrame(
            {
                "expected": expected,
                "mi": np.log2(o / expected),
                "t": (o - expected) / np.sqrt(o),
                "log_dice": 14 + np.log2(2 * o / (node_frequency + c)),
                "g2": signed_g2(o, r, c, total),
                "delta_p_forward": o / r - (c - o) / (total - r),
                "delta_p_backward": o / c - (r - o) / (total - c),
            }
        )


def _rank(table: pd.DataFrame) -> pd.DataFrame:
    """By strength; rows come in the order of their types."""
    return table.iloc[np.argsort(-table["log_dice"].to_numpy(), kind="stable")].reset_index(drop=True)


def mention_places(tokens: Tokens, mentions: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """First token of every mention and the one after its last, numbered through the corpus."""
    offsets = tokens.doc_offsets.tolist()
    bounds = dict(zip(tokens.doc_ids, pairwise(offsets), strict=True))
    first, stop = [], []
    for doc_id, position, form in zip(mentions["doc_id"], mentions["position"], mentions["form"], strict=True):
        words = form.split(" ")
        begin, end = bounds.get(doc_id, (0, 0))
        place = begin + int(position) if position >= 0 else end  # not a number is not 0 or more either
        if tokens.types[tokens.ids[place : min(place + len(words), end)]].tolist() != words:
            msg = f"mentions: {form!r} is not token {position} of {doc_id!r}; take mentions found in these tokens"
            raise ValueError(msg)
        first.append(place)
        stop.append(place + len(words))
    return np.array(first, dtype=np.int64), np.array(stop, dtype=np.int64)


def _sentence_starts(tokens: Tokens) -> np.ndarray:
    """First token of every sentence of the corpus."""
    changes = (np.diff(tokens.sentence) != 0) | (np.diff(tokens.documents) != 0)
    return np.append(np.zeros(min(len(tokens.ids), 1), dtype=np.int64), np.flatnonzero(changes) + 1)


def _covered(starts: np.ndarray, stops: np.ndarray, length: int) -> np.ndarray:
    """Which of so many tokens lie in at least one stretch."""
    steps = np.bincount(starts, minlength=length + 1) - np.bincount(stops, minlength=length + 1)
    return np.cumsum(steps)[:length] > 0


def _count_units(tokens: Tokens, unit: str) -> int:
    """Sentences or passages in all documents."""
    number = getattr(tokens, unit)
    new = np.ones(len(number), dtype=bool)
    new[1:] = (number[1:] != number[:-1]) | (tokens.documents[1:] != tokens.documents[:-1])
    return int(new.sum())
