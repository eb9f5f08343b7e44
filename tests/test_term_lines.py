"""Tokens of a type are listed where they stand, in the raw file's lines."""

import pandas as pd

from analysis.mention_kinds import name_list
from analysis.term_lines import list_term_lines


def test_every_token_of_a_type_in_its_article_is_a_line(small):
    book = small("By Ann Lee\n\nThe US told us.\n\nUS  aid", "US again.")
    terms = pd.DataFrame({"doc_id": ["0", "0"], "type": ["US", "us"]})
    raw_texts = book.raw_documents["text"].tolist()
    lines = list_term_lines(terms, book.tokens, book.documents, book.ledger, raw_texts)
    assert [(line.frame, line.place, line.before, line.node, line.after) for line in lines] == [
        ("US", "Label 0, line 3", "The ", "US", " told us."),
        ("US", "Label 0, line 5", "", "US", " aid"),
        ("us", "Label 0, line 3", "The US told ", "us", "."),
    ]
    assert {line.list_anchor for line in lines[:2]} == {name_list("type", "US", "0")}
    assert len({line.anchor for line in lines}) == 3


def test_lines_are_as_many_as_the_type_has_tokens(workbook):
    counted = workbook.keyness[workbook.keyness["count_target"] > 0].head(50)
    raw_texts = workbook.raw_documents["text"].tolist()
    for row in counted.itertuples():
        terms = pd.DataFrame({"doc_id": [row.doc_id], "type": [row.type]})
        lines = list_term_lines(terms, workbook.tokens, workbook.documents, workbook.ledger, raw_texts)
        assert len(lines) == row.count_target
