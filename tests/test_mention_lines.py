"""Mentions are listed in their sentences, cut at the right place."""

import pandas as pd
import pytest

from analysis.mention_kinds import name_list
from analysis.mention_lines import list_lines, split_sentence
from analysis.units import Units

DOCUMENTS = pd.DataFrame({"doc_id": ["b", "a"], "label": ["Later", "Earlier"]})


def judged(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Mentions of a document and a frame in a sentence, with no words around them."""
    table = pd.DataFrame(rows, columns=["doc_id", "frame", "whole"])
    nothing = {"left": "", "right": "", "quotation": "none", "attribution": "none", "source": ""}
    return table.assign(line=range(1, len(rows) + 1), node="plan", opposed=False, refused=False, **nothing)


def test_lines_go_by_frame_then_article_then_place_and_keep_their_numbers():
    table = judged(("a", "x", "plan 0"), ("a", "y", "plan 1"), ("b", "x", "plan 2"), ("b", "x", "plan 3"))
    lines = list_lines(table, DOCUMENTS, ["y", "x"])
    assert [(line.anchor, line.frame, line.place, line.after) for line in lines] == [
        ("mention-2", "y", "Earlier, line 2", " 1"),
        ("mention-3", "x", "Later, line 3", " 2"),
        ("mention-4", "x", "Later, line 4", " 3"),
        ("mention-1", "x", "Earlier, line 1", " 0"),
    ]


def test_lines_of_groups_stand_together_under_one_name_for_the_marks_that_count_them():
    table = judged(("a", "x", "plan 0"), ("b", "x", "plan 1"), ("c", "x", "plan 2"))
    documents = pd.DataFrame({"doc_id": ["b", "a", "c"], "label": ["Later", "Earlier", "Last"]})
    groups = pd.DataFrame({"doc_id": ["Post", "Herald"], "label": ["Post (2)", "Herald (1)"]})
    units = Units("outlet", groups, {"a": "Post", "b": "Herald", "c": "Post"})
    lines = list_lines(table, documents, ["x"], units)
    assert [(line.owner, line.article, line.list_anchor) for line in lines] == [
        ("Post (2)", "Earlier", name_list("frame", "x", "Post")),
        ("Post (2)", "Last", name_list("frame", "x", "Post")),
        ("Herald (1)", "Later", name_list("frame", "x", "Herald")),
    ]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ({}, "neither quoted nor reported"),
        ({"opposed": True, "refused": True}, "neither quoted nor reported; opposed; refused"),
        ({"quotation": "fragment"}, "quoted"),
        ({"attribution": "named", "source": "Ann Lee", "opposed": True}, "reported as words of Ann Lee; opposed"),
        ({"quotation": "direct", "attribution": "named", "source": "Lee"}, "quoted; reported as words of Lee"),
        ({"source": "Lee"}, "neither quoted nor reported"),
    ],
)
def test_a_line_says_by_whom_and_whether_opposed(codes, said):
    (line,) = list_lines(judged(("a", "x", "A plan.")).assign(**codes), DOCUMENTS, ["x"])
    assert line.said == said


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("", " A, plan B", ""),
        ("plan A, ", " B, plan C.", "plan A, "),
        ("before. plan A, plan B, ", " C. After", "plan A, plan B, "),
    ],
)
def test_a_sentence_is_cut_at_the_mention_that_stands_in_its_context(left, right, before):
    whole = "plan A, plan B, plan C."
    assert split_sentence(whole, left, "plan", right) == (before, "plan", whole[len(before) + 4 :])


def test_a_sentence_without_the_mention_is_shown_whole():
    assert split_sentence("Another sentence.", "", "plan", "") == ("", "Another sentence.", "")


def test_every_mention_of_the_corpus_is_cut_where_it_stands(workbook):
    """The first words of the context agree with the sentence wherever both hold them."""
    lines = {line.anchor: line for line in list_lines(workbook.judged, workbook.by_date, workbook.frames)}
    assert len(lines) == len(workbook.judged)
    for row in workbook.judged.itertuples():
        line = lines[f"mention-{row.Index + 1}"]
        assert line.before + line.node + line.after == row.whole
        assert line.node == row.node
        assert row.left.endswith(line.before) or line.before.endswith(row.left)
        assert row.right.startswith(line.after) or line.after.startswith(row.right)


def test_the_short_form_keeps_whole_words_near_the_mention():
    whole = f"{'far ' * 30}near plan close{' away' * 30}"
    (line,) = list_lines(judged(("a", "x", whole)), DOCUMENTS, ["x"])
    assert line.short.startswith("Earlier, line 1: …far far")
    assert " near plan close away" in line.short
    assert line.short.endswith("away…")
    assert len(line.short) < 160
