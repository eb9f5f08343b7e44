"""What is quoted: every kind of mark, marks that do not fit, marks that are missing, and speech after a dash."""

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


def quoted(text: str) -> list[str]:
    return [text[span.start : span.stop] for span in quotation_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” twice.", ["“no”"]),
        ("He said ‘no’ twice.", ["‘no’"]),
        ("He said 'no' twice.", ["'no'"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("„Nie”, powiedział.", ["„Nie”"]),
        ("A « pause » or a «break».", ["« pause »", "«break»"]),
        ("A »Pause« at last.", ["»Pause«"]),
        ("A ”paus” at last.", ["”paus”"]),
        ("A ``pause'' at last.", ["``pause''"]),
        ('He spoke of "a freeze ", not of peace.', ['"a freeze "']),
        ("'The expansion is dead,\" the mayor said.", ["'The expansion is dead,\""]),
        ("‘The expansion is dead“, the mayor said.", ["‘The expansion is dead“"]),
        ("“He said ‘you can’t do what you want “is not a plan,” she said.",
         ["“He said ‘you can’t do what you want “is not a plan,”"]),
        ("“He told me ‘no’ and left,” she said.", ["“He told me ‘no’ and left,”"]),
        ("'He told me \"no\" and left,' she said.", ["'He told me \"no\" and left,'"]),
        ("\"He told me 'no,\" she said, 'and left'.", ["\"He told me 'no,\"", "'and left'"]),
        ('"We know the boys\' plan," she said. "It is good."', ['"We know the boys\' plan,"', '"It is good."']),
        ("'The boys' plan is good,' she said.", ["'The boys' plan is good,'"]),
        ("“Yes”—but “no”.", ["“Yes”", "“no”"]),
    ],
)  # fmt: skip
def test_every_kind_of_mark(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The boys' club and the girls' school don't mind.",
        "The fishermen’s wives’ choir can’t sing.",
        "Rock 'n' roll of the '90s, and '07 too.",
        "’Twas the ‘90s, give ’em that.",
        'It is 6\'4" high and the 12" pipes are new.',
        "A wall of 3' by 4' stands.",
        "The ten- to 12-year-old (O'Brien's) stood.",
        "Norway – which has stayed out – sold cod.",
        "- Wheat: down\n- Rice: unchanged",
        "The points:\n– Two plants close.\n– Three stay.",
    ],
)
def test_what_is_no_quotation(text):
    assert quoted(text) == []


def test_inches_inside_a_quotation_do_not_close_it():
    assert quoted('"The 12" pipes leak," he said.') == ['"The 12" pipes leak,"']
    assert quoted('"It was 1912" was all he said.') == ['"It was 1912"']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go.\nThe next day it rained.", ["“We go."]),
        ("“We go\n“and we stay,” he said.\nIt rained.", ["“We go\n“and we stay,”"]),
        ("“We go\n\n“and\n\n“stay,” he said.", ["“We go\n\n“and\n\n“stay,”"]),
        ('"We will not go, the spokesman told reporters.\n"Never," he said.', ['"We will not go,', '"Never,"']),
        ('"We go, said Jane Roe. "We stay," she added.', ['"We go,', '"We stay,"']),
        ('We have nothing to add," she said.', ['We have nothing to add,"']),
        ('"No," she said. We have nothing to add," she went on.', ['"No,"', 'We have nothing to add,"']),
        ("It will sit until March.” Lawyers wait.", ["It will sit until March.”"]),
        ("The closure” of the bridge.", []),
    ],
)
def test_missing_marks_cost_at_most_their_passage(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("– It can't go on. Never, said the colonel.", ["– It can't go on. Never,"]),
        ("— Who pays?\n— We do.", ["— Who pays?", "— We do."]),
        ("- We leave today, said the colonel.", ["- We leave today,"]),
        ("The war is lost, the colonel told us. – We leave today. It is over.", ["– We leave today. It is over."]),
        ("– We leave “today”, said the colonel.", ["– We leave “today”,"]),
        ("– “We leave”, said the colonel.", ["“We leave”"]),
        ("It was late. – The end of a day.", []),
    ],
)
def test_speech_after_a_dash(text, expected):
    assert quoted(text) == expected


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
    ],
)
def test_a_fragment_has_at_most_four_tokens(text, expected):
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
