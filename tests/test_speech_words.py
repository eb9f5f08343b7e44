"""Where an unclosed quotation ends: before the words that say who spoke."""

import pytest

from analysis.speech_words import SAID_NEXT, speech_end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We leave, said the mayor.", "“We leave,"),
        ("“We leave, the mayor, Jane Roe, told reporters.", "“We leave,"),
        ("“Who pays? she asked.", "“Who pays?"),
        ("“We leave, – Roe added.", "“We leave,"),
        ("“We leave, all of us.", "“We leave, all of us."),
        ("“We leave. It was, and nobody said so.", "“We leave. It was, and nobody said so."),
    ],
)
def test_speech_ends_before_who_spoke(text, said):
    assert text[: speech_end(text, 0, len(text))] == said


def test_who_spoke_may_stand_after_the_closing_mark():
    assert SAID_NEXT.match(" the mayor said")
    assert SAID_NEXT.match(", said Jane Roe")
    assert not SAID_NEXT.match(" was shot in 1939")
