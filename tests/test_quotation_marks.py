"""What stands in marks: every kind of mark, marks that do not fit, marks that are missing."""

import pytest

from analysis.quotation_marks import OpenMark, opens_like, read_marks
from analysis.quotations import quotation_spans


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


def test_a_mark_left_open_is_given_to_the_next_passage():
    text = "“We go\n“and we stay,” he said."
    spans, left_open = read_marks(text, 0, 6, None)
    assert (spans, left_open) == ([], OpenMark("“", 0))
    assert opens_like("“", text[7])
    spans, left_open = read_marks(text, 7, len(text), left_open)
    assert [text[start:stop] for start, stop, _ in spans] == ["“We go\n“and we stay,”"]
    assert left_open is None


@pytest.mark.parametrize(("mark", "first", "goes_on"), [("“", '"', True), ("‘", "'", True), ("“", "‘", False)])
def test_a_passage_goes_on_with_a_mark_of_the_same_kind(mark, first, goes_on):
    assert opens_like(mark, first) == goes_on
    assert not opens_like(mark, "")
