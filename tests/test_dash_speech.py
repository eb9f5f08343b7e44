"""Where a dash opens speech, and where it is the article's own."""

import pytest

from analysis.dash_speech import add_dash_speech
from analysis.quotation_marks import Span
from analysis.quotations import quotation_spans


def quoted(text: str) -> list[str]:
    return [text[span.start : span.stop] for span in quotation_spans(text)]


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


SPEECH = [  # after words that say who speaks
    ("The war is lost, said Mr. Roe. – We leave.", "– We leave."),
    ("The war is lost, – said on Monday the colonel. – We leave.", "– We leave."),
    ("The war is lost – Professor Jane Roe told Izvestia. – We leave.", "– We leave."),
    ("The war is lost, the envoy said, answering why he came so late. – We leave.", "– We leave."),
    ("The war is lost, the envoy told the council in May. – We leave.", "– We leave."),
    ("The colonel told reporters: – We leave.", "– We leave."),
]
OWN = [  # the article's own voice
    "The mayor said no. He left. – The rest is the article's own words.",
    "The mayor said it was late. – The square was empty.",
    "In Paris, the mayor said it was late. – The square was empty.",
    "In Paris, the mayor told the council that it was late. – The square was empty.",
    "“It is late,” said Jane Roe. – The square was empty.",
    "“It is late”, said Jane Roe. – The square was empty.",
    "The bill, said the minister, is dead. – The house voted on Monday.",
    "The bill, the minister said, is dead. – The house voted on Monday.",
    "The bill, the minister said in May, is dead. – The house voted on Monday.",
    "Who knew? – The mayor did not.",
    "The points were: – Two plants close.",
    "The ban stays, the ministry said. - Reuters",
]


@pytest.mark.parametrize(("text", "speech"), SPEECH)
def test_a_dash_after_an_attribution_takes_speech_up(text, speech):
    assert quoted(text) == [speech]


@pytest.mark.parametrize("text", OWN)
def test_a_dash_after_any_other_sentence_is_the_articles_own(text):
    assert not [words for words in quoted(text) if words[0] in "–-"]


def test_after_dash_speech_the_articles_own_words_are_not_speech():
    assert quoted("– We leave, said Jane Roe. She left. – It was late.") == ["– We leave,"]
    assert quoted("– We leave, said Jane Roe. – Now, she added. – Go.") == ["– We leave,", "– Now,", "– Go."]


def test_a_hyphen_takes_speech_up_where_one_opened_the_passage():
    assert quoted("- We leave, said Jane Roe. - It is over.") == ["- We leave,", "- It is over."]
    assert quoted("We leave, said Jane Roe. - It is over.") == []


@pytest.mark.parametrize(("more", "spans"), [(0, 1), (260, 1), (280, 0)])
def test_an_attribution_is_looked_for_in_the_last_300_characters(more, spans):
    text = f"We leave, said Jane Roe, who was {'very ' * (more // 5)}tired. – It is over."
    assert len(quoted(text)) == spans


def test_marks_inside_speech_open_no_span_of_their_own():
    text = "– We “go”, said Jane Roe of the “plan”."
    marks = [Span(5, 9, "marks"), Span(32, 38, "marks")]
    assert add_dash_speech(text, [(0, len(text))], (0, len(text)), marks) == [Span(0, 10, "dash"), marks[1]]
