"""Kinds of mentions are told by two cues, and charts chosen by size."""

import pandas as pd
import pytest

from analysis.mention_kinds import BARS, SQUARES, TOTALS, choose_marks, tell_kinds


def test_whatever_is_quoted_or_attributed_is_reported():
    """By hand: three ways of quoting by three of attributing, opposed or not."""
    wanted = {("none", "none"): (0, 1)}
    for quotation in ("none", "direct", "fragment"):
        for attribution in ("none", "named", "unnamed group"):
            mentions = pd.DataFrame({"opposed": [False, True], "quotation": quotation, "attribution": attribution})
            assert tuple(tell_kinds(mentions)) == wanted.get((quotation, attribution), (3, 2))


def test_no_mention_has_no_kind():
    columns = {"opposed": pd.Series(dtype=bool), "quotation": pd.Series(dtype=str), "attribution": pd.Series(dtype=str)}
    assert len(tell_kinds(pd.DataFrame(columns))) == 0


@pytest.mark.parametrize(
    ("n_mentions", "n_frames", "n_documents", "wanted"),
    [
        (400, 3, 40, SQUARES),
        (401, 3, 40, BARS),
        (400, 3, 41, TOTALS),
        (4, 4, 17, SQUARES),
        (4, 4, 18, TOTALS),
        (9, 9, 9, SQUARES),
        (9, 9, 10, TOTALS),
        (0, 1, 40, SQUARES),
    ],
)
def test_marks_follow_the_numbers_of_mentions_frames_and_articles(n_mentions, n_frames, n_documents, wanted):
    frames = [f"{number % n_frames}" for number in range(n_mentions)]
    mentions = pd.DataFrame({"frame": pd.Series(frames, dtype=str)})
    assert choose_marks(mentions, pd.DataFrame(index=range(n_documents))) == wanted
