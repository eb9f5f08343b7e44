"""Every mention in its sentence, numbered: the lines to which the marks of a chart lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

import pandas as pd

from analysis.mention_kinds import name_list
from analysis.units import Units

_NEAR = 60  # characters on either side of a mention, where there is no room for its sentence


class Line(NamedTuple):
    """A mention and its sentence."""

    anchor: str
    frame: str
    article: str  # its label
    owner: str  # label of the article, or group of them, that a mark counts
    list_anchor: str  # of the frame's mentions there
    line: int
    before: str
    node: str
    after: str
    said: str  # by whom, and whether opposed or refused

    @property
    def place(self) -> str:
        """Article and line."""
        return f"{self.article}, line {self.line}"

    @property
    def short(self) -> str:
        """The same in few words, for a mark that leads here."""
        before, after = self.before, self.after
        if len(before) > _NEAR:
            before = "…" + before[-_NEAR:].split(" ", 1)[-1]
        if len(after) > _NEAR:
            after = after[:_NEAR].rsplit(" ", 1)[0] + "…"
        return f"{self.place}: {before}{self.node}{after}"


def list_lines(
    judged: pd.DataFrame, documents: pd.DataFrame, frames: Sequence[str], units: Units | None = None
) -> list[Line]:
    """List every mention with its sentence: frames in their order, in each the articles, or groups of them, in theirs.

    Parameters
    ----------
    judged : DataFrame
        What `classify_mentions` returns, in the order of the text; the anchor is the number of the row, from 1, as
        in charts of mentions.
    documents : DataFrame
        `doc_id` and `label`, in the order of the lines.
    frames : sequence of str
        The frames, in the order of the lines.
    units : Units, optional
        What a mark counts, where it is not an article but a group of them.

    Returns
    -------
    list of Line
        One per mention.
    """
    labels = dict(zip(documents["doc_id"], documents["label"], strict=True))
    of = units.of if units else {doc_id: doc_id for doc_id in labels}
    owners = dict(zip(units.table["doc_id"], units.table["label"], strict=True)) if units else labels
    places = [{name: place for place, name in enumerate(names)} for names in (frames, owners, labels)]
    rows = sorted(
        judged.itertuples(),
        key=lambda row: (places[0][row.frame], places[1][of[row.doc_id]], places[2][row.doc_id], row.Index),
    )
    return [
        Line(
            f"mention-{row.Index + 1}",
            row.frame,
            labels[row.doc_id],
            owners[of[row.doc_id]],
            name_list("frame", row.frame, of[row.doc_id]),
            row.line,
            *split_sentence(row.whole, row.left, row.node, row.right),
            _tell_said(row.quotation, row.source if row.attribution != "none" else "", row.opposed, row.refused),
        )
        for row in rows
    ]


def split_sentence(whole: str, left: str, node: str, right: str) -> tuple[str, str, str]:
    """Cut a sentence at the mention that stands between two contexts.

    Parameters
    ----------
    whole : str
        The sentence.
    left, node, right : str
        The mention and what stands around it, which may reach beyond the sentence.

    Returns
    -------
    tuple of str
        The sentence before the mention, the mention, the sentence after it.

    Examples
    --------
    >>> split_sentence("No plan is a plan too.", "No plan is a ", "plan", " too. Or")
    ('No plan is a ', 'plan', ' too.')
    """
    starts = [start for start in range(len(whole)) if whole.startswith(node, start)]
    if not starts:
        return "", whole, ""

    def fit(start: int) -> int:
        """How many characters around agree."""
        return _agree(reversed(whole[:start]), reversed(left)) + _agree(whole[start + len(node) :], right)

    start = max(starts, key=fit)
    return whole[:start], node, whole[start + len(node) :]


def _agree(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _tell_said(quotation: str, source: str, opposed: bool, refused: bool) -> str:
    """By whom, and whether opposed or refused."""
    said = [
        *(["quoted"] if quotation != "none" else []),
        *([f"reported as words of {source}"] if source else []),
    ] or ["neither quoted nor reported"]
    return "; ".join([*said, *(["opposed"] if opposed else []), *(["refused"] if refused else [])])
