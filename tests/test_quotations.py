"""What is quoted, whatever the text, and whether it is a fragment."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotations import classify_quotation, quotation_spans, span_at
from analysis.tokens import tokenize

WORDS = st.sampled_from(
    ["the", "boys'", "it's", "“", "”", '"', "'", "‘", "’", "„", "«", "»", "–", "- ", "\n", " ", ", said Jane Roe", ". ",
     "12\"", "'90s", "We", "left", "?", "…", "``", "''", "\n“", '\n"', "\n– "]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=40).map("".join), st.lists(WORDS, max_size=40).map(" ".join))
OPENING = set("\"“„‟«»'‘‚‛‹`”")


def classify(text: str) -> str:
    start, stop = text.index("⟦"), text.index("⟧") - 1
    text = text.replace("⟦", "").replace("⟧", "")
    return classify_quotation(quotation_spans(text), start, stop, tokenize([text], ["a"]).starts.tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ⟦pause⟧, he said.", "none"),
        ("“A” ⟦pause⟧, he said.", "none"),
        ("It is “a ⟦ceasefire⟧ with cars”.", "fragment"),
        ("It is “a ⟦ceasefire⟧ with the car”.", "direct"),
        ("It is “Moscow’s ⟦non-expansion⟧ plan”.", "fragment"),
        ("– A ⟦pause⟧, said the envoy.", "direct"),
        ("– A pause, said the envoy of the ⟦pause⟧.", "none"),
        ("The film 'Gone with the ⟦Wind⟧ of May' opened.", "fragment"),
        ("She said 'gone with the ⟦wind⟧ of May' and left.", "direct"),
    ],
)
def test_a_fragment_has_at_most_four_tokens_or_is_a_title(text, expected):
    assert classify(text) == expected


@given(TEXTS)
def test_spans_are_ordered_and_lie_in_the_text(text):
    spans = quotation_spans(text)
    assert all(0 <= span.start < span.stop <= len(text) for span in spans)
    assert all(a.stop <= b.start for a, b in pairwise(spans))
    assert all(span_at(spans, span.start, span.start + 1) == span for span in spans)


@given(TEXTS)
def test_a_span_crosses_a_line_only_before_a_mark(text):
    for span in quotation_spans(text):
        for line in text[span.start : span.stop].split("\n")[1:]:
            assert not line.strip() or line.lstrip()[0] in OPENING


@given(st.lists(st.sampled_from(["We go", "“We stay", "they left”", "it's 12\" wide", "'tis", "– he left"])), st.text())
def test_a_passage_without_a_mark_is_not_quoted(lines, last):
    text = "\n".join([*lines, "It rained all day.", re.sub(r"\s", " ", last)])
    place = text.rindex("It rained")
    assert span_at(quotation_spans(text), place, place + 18) is None
