"""Joined texts are edited as each would be by itself, and a screen never misses what its rule would change."""

import re
from itertools import product

import numpy as np
import pytest
from dirty import PIECES
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.boilerplate import KINDS
from analysis.cleaning import RULES, clean_text, clean_texts
from analysis.defects import screen_mojibake
from analysis.joined import BORDER, edit_joined, join_texts, lines_at, place_edits, read_part, split_texts, words_at
from analysis.ledger import EDIT

pytestmark = pytest.mark.slow
TEXTS = st.lists(PIECES, max_size=5)


@settings(max_examples=200, deadline=None)
@given(
    TEXTS,
    st.sets(st.sampled_from(sorted(RULES))) | st.just(set(RULES)),
    st.dictionaries(st.sampled_from(["because", "smirnovak", "smir-novak", "cafés", "be-cause"]), st.integers(1, 3)),
    st.sampled_from(["", "Ann Lee", "x", "“A", "Éa Lee"]),
    st.sets(st.sampled_from(sorted(KINDS))),
)
def test_many_texts_are_cleaned_as_each_by_itself(texts, rules, words, byline, stay):
    bylines = [byline if number % 2 else "" for number in range(len(texts))]
    wanted = [clean_text(text, rules, words, own, stay)[0] for text, own in zip(texts, bylines, strict=True)]
    assert clean_texts(texts, rules, words, bylines, stay) == wanted


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_screen_misses_nothing(name, texts):
    wanted = [clean_text(text, [name], {"because": 2})[0] for text in texts]
    assert clean_texts(texts, [name], {"because": 2}, [""] * len(texts)) == wanted


@pytest.mark.parametrize("other", ["\u212aurds", "kurds", "KURDS"])
def test_sentences_that_differ_only_in_how_a_letter_is_written_are_repeats(other):
    """The sign for kelvin is k in small letters."""
    sentence = "The {} explained in detail the essence of the proposals."
    text = f"{sentence.format('Kurds')}\nIt failed.\n{sentence.format(other)}"
    wanted = f"\nIt failed.\n{sentence.format(other)}"
    assert clean_texts([text, "x"], ["repeated_sentences"], {}, ["", ""]) == [wanted, "x"]


def test_articles_are_cleaned_together_as_each_by_itself(workbook):
    texts, bylines = workbook.raw_documents["text"].tolist(), workbook.raw_documents["byline"].tolist()
    for rules in [[name] for name in RULES] + [list(RULES)]:
        wanted = [clean_text(text, rules, {}, byline)[0] for text, byline in zip(texts, bylines, strict=True)]
        assert clean_texts(texts, rules, {}, bylines) == wanted
        assert wanted != texts or rules == ["mojibake"] or rules == ["odd_characters"]


EDITS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 9), st.sampled_from(["", "x", " ", "é,", "\ud83d", "𐐀"]))
)


@given(TEXTS, EDITS)
def test_marks_and_texts_are_the_same_whether_joined_before_an_edit_or_after(texts, wanted):
    """Edits inside a text, at characters; each of a text's own, so that none reaches over a border."""
    joined = join_texts(texts)
    firsts = np.flatnonzero((joined.data & 0xC0 != 0x80) & (joined.data != 0xFF))
    rows, edited, used = [], [list(text) for text in texts], 0
    numbers = joined.text_numbers(firsts)
    for start, length, after in sorted(wanted):
        if used <= start and start + length <= len(firsts) and start < len(firsts):
            own = np.flatnonzero(numbers == numbers[start])
            stop = min(start + length, own[-1])
            rows.append((firsts[start], firsts[stop], after, ""))
            for place in range(start, stop):
                edited[numbers[start]][place - own[0]] = ""
            edited[numbers[start]][start - own[0]] = after + edited[numbers[start]][start - own[0]]
            used = stop + 1
    found, fresh = edit_joined(joined, np.array(rows, dtype=EDIT)), join_texts(map("".join, edited))
    assert found.content == fresh.content
    assert found.marks.tolist() == fresh.marks.tolist()
    assert found.codes.tolist() == fresh.codes.tolist()


@given(TEXTS)
def test_marks_are_all_but_plain_characters_and_texts_come_back(texts):
    joined = join_texts(texts)
    assert split_texts(joined) == texts
    found = [min(ord(character), 0x10000) for text in texts for character in re.findall("[^A-Za-z0-9 ]", text)]
    assert joined.codes[joined.codes != BORDER].tolist() == found


@given(TEXTS.filter(any), st.data())
def test_lines_and_words_hold_their_places(texts, data):
    joined = join_texts(texts)
    inside = np.flatnonzero(joined.data != 0xFF)
    places = np.array(sorted(data.draw(st.sets(st.sampled_from(inside.tolist()), max_size=8))), dtype=np.int64)
    for spans, parted_by in (
        (lines_at(joined, places), b"\n\xff"),
        (words_at(joined, places), bytes(range(33)) + b"\xff"),
    ):
        for place in places[~np.isin(joined.data[places], list(parted_by))]:
            [(start, stop)] = spans[(spans[:, 0] <= place) & (place < spans[:, 1])]
            assert joined.data[start - 1] in parted_by
            assert joined.data[stop] in parted_by
        assert (spans[1:, 0] > spans[:-1, 1]).all()


@pytest.mark.parametrize("length", [1, 63, 64, 65, 66, 200])
def test_words_of_any_length_are_found_from_their_middle(length):
    joined = join_texts([f"of {'a' * length}-{'b' * length}\n\x01 c", "d"])
    [(start, stop)] = words_at(joined, np.array([4 + length]))
    assert joined.content[start:stop].decode() == f"{'a' * length}-{'b' * length}"


def test_what_is_edited_beyond_a_stretch_is_cut_off():
    joined = join_texts(["a", "é\r", "b"])
    part = read_part(joined, lines_at(joined, np.array([4, 7])))
    [edit] = place_edits(part, np.array([(1, 3, "\n", "")], dtype=EDIT))
    assert split_texts(edit_joined(joined, np.array([edit], dtype=EDIT))) == ["a", "é\n", "b"]


MOJIBAKE = re.findall(
    "[" + "".join(MOJIBAKE_CATEGORIES.values()) + "ÂÃÎÐØÙ€œŒŠšŸž†ø]", "".join(map(chr, [*range(0x80, 0xFFFF)]))
)


def assert_screen_passes(texts: list[str]) -> None:
    """Texts that ftfy calls bad, all of them."""
    joined = join_texts(texts)
    assert set(joined.text_numbers(screen_mojibake(joined)).tolist()) == set(range(len(texts)))


@pytest.mark.parametrize("around", ["a{}a", "a{} ", " {} ", "{} ", ".{} ", "1{}1", "”a{}", "{}a“", "A{}.", "{}."])
def test_what_ftfy_calls_bad_passes_the_screen(around):
    """Every character of the first plane alone among ASCII."""
    characters = [chr(code) for code in range(0x80, 0xD800)] + [chr(code) for code in range(0xE000, 0x10000)]
    assert_screen_passes([text for character in characters if is_bad(text := around.format(character))])


def test_every_pair_that_ftfy_calls_bad_passes_the_screen():
    assert_screen_passes([text for text in map("".join, product(MOJIBAKE, repeat=2)) if is_bad(text)])


@settings(max_examples=1000)
@given(st.text(st.sampled_from(MOJIBAKE) | st.sampled_from("aA. ВГРСΒΓΞΟ“”‘’°µЂ€âà"), max_size=6))
def test_what_ftfy_calls_bad_in_longer_texts_passes_the_screen(text):
    assert_screen_passes([text] if is_bad(text) else [])


def test_no_other_characters_have_a_small_letter_of_ascii():
    """What the sum of a sentence rests on."""
    found = [code for code in range(0x80, 0x110000) if re.search("[ -~]", chr(code).lower())]
    assert found == [0x130, 0x212A]
