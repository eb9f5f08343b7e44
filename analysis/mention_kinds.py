"""Whose words a mention is and whether it is opposed: the four kinds that charts and captions tell apart."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd

OWN, OWN_OPPOSED, REPORTED_OPPOSED, REPORTED = KINDS = (0, 1, 2, 3)  # neighbours share a cue: each is one stretch
ALL_OPPOSED, ALL_REPORTED = [OWN_OPPOSED, REPORTED_OPPOSED], [REPORTED_OPPOSED, REPORTED]
SQUARES, BARS, TOTALS = "a square per mention", "a bar per article", "a bar per frame"
MOST_ROWS = 40
"""Documents that a chart has a row for; of more it shows sums, or some."""
_MOST_MENTIONS = 400
_MOST_ROWS, _HEAD = 46, 6  # on a page, and rows whose room a heading takes
_ABREAST = 3  # frames side by side


def tell_kinds(mentions: pd.DataFrame) -> pd.Series:
    """Give the kind of every mention.

    Parameters
    ----------
    mentions : DataFrame
        `opposed` (bool); `quotation` and `attribution`, "none" where nobody is reported to say it.

    Returns
    -------
    Series of int
        0 neither quoted nor reported, 1 the same and opposed, 2 quoted or reported as others' words and opposed,
        3 quoted or reported as others' words.

    Examples
    --------
    >>> mentions = pd.DataFrame({"opposed": [False, True, True, False], "quotation": ["none"] * 3 + ["fragment"]})
    >>> tell_kinds(mentions.assign(attribution=["none", "none", "named", "none"])).tolist()
    [0, 1, 2, 3]
    """
    opposed = mentions["opposed"].to_numpy(dtype=bool)
    reported = ((mentions["quotation"] != "none") | (mentions["attribution"] != "none")).to_numpy(dtype=bool)
    own_or_not = np.where(opposed, OWN_OPPOSED, OWN), np.where(opposed, REPORTED_OPPOSED, REPORTED)
    return pd.Series(np.where(reported, own_or_not[1], own_or_not[0]), index=mentions.index, dtype=int)


def name_list(kind: str, counted: str, doc_id: str) -> str:
    """Name the list of what is counted in a document, a frame's mentions or a type's tokens, to which its mark leads.

    Parameters
    ----------
    kind, counted, doc_id : str
        "frame" or "type", its name, and the document.

    Returns
    -------
    str
        A name for HTML and SVG, whatever the two are called.

    Examples
    --------
    >>> name_list("frame", "expansion", "000") != name_list("type", "expansion", "000")
    True
    """
    return f"lines-of-{zlib.crc32(f'{kind} {counted} {doc_id}'.encode()):08x}"


def choose_marks(mentions: pd.DataFrame, documents: pd.DataFrame) -> str:
    """Choose what a page has room for: a square per mention, a bar per article, or a bar per frame.

    Parameters
    ----------
    mentions : DataFrame
        Mentions with `frame`.
    documents : DataFrame
        One row per document.

    Returns
    -------
    str
        `SQUARES`; `BARS` from 401 mentions on; `TOTALS` when a page does not hold the documents under each other,
        once for every three frames that are mentioned: from 41, 18 or 10 documents on with up to 3, 6 or 9 frames.

    Examples
    --------
    >>> mentions = pd.DataFrame({"frame": ["a", "b", "c", "d"]})
    >>> [choose_marks(mentions, pd.DataFrame(index=range(n))) for n in (17, 18)]
    ['a square per mention', 'a bar per frame']
    """
    bands = max(1, -(-mentions["frame"].nunique() // _ABREAST))
    if (len(documents) + _HEAD) * bands > _MOST_ROWS:
        return TOTALS
    return BARS if len(mentions) > _MOST_MENTIONS else SQUARES
