"""Every change is in the ledger, and the ledger leads both ways."""

import re

import numpy as np
import pandas as pd
import pytest
from dirty import HOSTILE, LONG, PIECES
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.boilerplate import BYLINE, CAPTION, CREDIT, KINDS, boilerplate
from analysis.cleaning import RULES, clean_documents, clean_text, clean_texts
from analysis.hyphens import count_words
from analysis.ledger import (
    EDIT,
    apply_edits,
    apply_ledger,
    find_all,
    keep_all,
    keep_rest,
    lengths,
    raw_offsets,
    undo_ledger,
)
from analysis.reading import CorpusError

pytestmark = pytest.mark.slow  # all together more than a few seconds


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sets(st.sampled_from(sorted(RULES))))
def test_ledger_leads_from_raw_to_clean_and_back(text, rules):
    clean, ledger = clean_text(text, rules)
    assert apply_ledger(text, ledger) == clean
    assert undo_ledger(clean, ledger) == text
    assert set(ledger["rule"]) <= rules


def slow_places(raw, ledger):
    """Per character of the clean text, its place in the raw one; what was put in has the place of its change."""
    places, place = [], 0
    for row in ledger.itertuples():
        places += [*range(place, row.offset), *[row.offset] * len(row.after)]
        place = row.offset + len(row.before)
    return places + list(range(place, len(raw)))


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_places_lead_back_to_the_raw_text(text):
    clean, ledger = clean_text(text)
    assert raw_offsets(ledger, np.arange(len(clean))).tolist() == slow_places(text, ledger)


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_clean_text_stays_as_it_is(text):
    once, _ = clean_text(text, ["odd_characters", "odd_spaces"])
    assert clean_text(once, ["odd_spaces"])[0] == once


def test_line_and_offset_are_those_of_the_raw_text():
    raw = "A b.\r\n\r\nPhoto: Reuters / X\r\nC  d."
    _, ledger = clean_text(raw)
    for row in ledger.itertuples():
        assert raw[row.offset : row.offset + len(row.before)] == row.before
        assert row.line == raw[: row.offset].count("\n") + 1


@pytest.mark.parametrize(
    "line",
    [
        "By Sergey Sayenko",
        "Written by The Frontier Post",
        "By Ann Lee and Juan de la Cruz",
        "Photo: REUTERS / Denis Balibouse",
        "Image credit: Ann Lee",
        "Talks in Geneva on Monday (Getty Images)",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "About the author",
        "Read more: Why the talks failed",
        "Share this article",
        "Sign up for our newsletter",
        "We use cookies to improve your experience.",
        "Published: 12 January 2022, 10:15",
        "Enter your email address to subscribe",
        "Advertisement",
        "© Reuters",
        "Related articles",
    ],
)
def test_boilerplate_lines_go(line):
    clean, ledger = clean_text(f"The talks failed.\n{line}\n{LONG}")
    assert clean == f"The talks failed.\n\n{LONG}"
    assert ledger["before"].tolist() == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By the way, the talks failed.",
        "By January the talks had failed.",
        "Photographs of the meeting were published.",
        "Leave a reply to the question open, he said.",
        "Comments by the minister (reported by Reuters) were sharp.",
        "Share prices fell after the talks.",
        "Non-expansion of NATO",
        "Moscow and Washington will talk again - but not soon.",
        "Published figures show that 12 talks failed.",
        "The Kremlin said (as reported by the AP) that it would not.",
        "See you next year, said the minister.",
        "Talks will go on, Lavrov said (TASS)",
        "Follow us into the next war, the general said.",
        "By January",
    ],
)
def test_sentences_stay(line):
    assert clean_text(f"The talks failed.\n{line}\nThey will go on.")[0].count(line) == 1


def test_author_box_goes_to_the_end_only_when_its_lines_are_short():
    assert clean_text("It failed.\nAbout the author\nThe Post")[0].strip() == "It failed."
    assert LONG in clean_text(f"It failed.\nAbout the author\n{LONG}")[0]


def test_repeated_sentence_stays_once_and_the_last_of_equals():
    sentence = "The minister explained in detail the essence of the proposals."
    clean, ledger = clean_text(f"{sentence}\nBy and large it failed.\n{sentence}")
    assert clean == f"\nBy and large it failed.\n{sentence}"
    assert ledger["rule"].tolist() == ["repeated_sentences"]


def test_repeated_sentence_stays_where_its_passage_is_longer():
    sentence = "The minister explained in detail the essence of the proposals."
    clean, _ = clean_text(f"He came. {sentence} He left.\nMore.\n{sentence}")
    assert clean == f"He came. {sentence} He left.\nMore.\n"


def test_short_sentences_may_be_repeated():
    text = "How to convince? Nobody knew.\nHow to convince? Nobody asked."
    assert clean_text(text)[0] == text


def test_quotation_marks_stay_as_they_are():
    text = "“No,” he said, ‘never’, \"not\" and 'nor'."
    assert clean_text(text)[0] == text


def test_letters_and_accents_become_one_character():
    clean, ledger = clean_text("cafe\u0301\u200b s")
    assert clean == "café s"
    assert set(ledger["rule"]) == {"odd_characters"}


def test_a_rule_switched_off_does_nothing():
    assert clean_text("By Ann Lee\nIt  failed.", ["odd_spaces"])[0] == "By Ann Lee\nIt failed."


def test_five_articles(workbook):
    """Counted by reading the raw files, apart from the edges of lines in 000."""
    found = workbook.ledger.groupby(["doc_id", "rule"]).size().to_dict()
    assert found == {
        ("000", "boilerplate"): 2,
        ("000", "repeated_sentences"): 1,
        ("000", "odd_spaces"): 5,
        ("002", "boilerplate"): 4,
        ("002", "doubled_punctuation"): 1,
        ("003", "boilerplate"): 5,
        ("003", "doubled_punctuation"): 4,
        ("003", "foreign_text"): 1,
        ("003", "missing_spaces"): 5,
        ("004", "boilerplate"): 4,
        ("004", "broken_words"): 14,
    }


def test_bylines_and_captions_are_not_lost(workbook):
    documents = workbook.documents.set_index("doc_id")
    assert documents.loc["000", "byline"] == "Sergey Sayenko"
    assert documents.loc["003", "captions"].startswith(
        "Photo: RIA Novosti / Alexey Vitvitsky | Sergey Ryabkov | Deputy"
    )
    assert documents.loc["002", "captions"].endswith("(Getty Images)")
    assert "Vitvitsky" not in documents.loc["003", "text"]


def test_a_byline_that_the_catalogue_does_not_know_is_taken_from_the_text(small):
    assert small("By Ann Lee\nThe talks failed.").documents["byline"].tolist() == ["By Ann Lee"]


@pytest.mark.parametrize(
    ("piece", "wanted", "evidence"),
    [
        ("a-", "a-", ""),
        ("be-cause-", "be-cause-", ""),
        ("Rus-sian ", "Russian ", "“Russian” (Zipf 5.0), “sian” (2.7)"),
        ('"', '"', ""),
        ("“", "“", ""),
        ("”", "”", ""),
        ("«»", "«»", ""),
        ("“a ”", "“a”", "space before ”"),
        ("a  ", "a ", "odd space: U+0020 U+0020"),
        ("a\u00a0", "a ", "odd space: U+00A0"),
        ("a \u00a0", "a ", "odd space: U+0020 U+00A0"),
        ("Photo:", "Photo:", ""),
        ("a..", "a.", "doubled: .."),
        ("ab.Cd", "ab. Cd", "no space after ."),
        ("(", "(", ""),
        ("[x", "[x", ""),
        ("(ж)a", "a", "in brackets, and in another script than the text"),
        ("e\u0301", "é", "letter and accent are one character in Unicode NFC"),
        ("\r", "\n", "another line end"),
        ("â€™", "’", "decoded by the wrong code page (ftfy)"),
    ],
)
def test_a_long_line_of_one_piece_is_the_piece_cleaned_many_times(piece, wanted, evidence):
    """Between two bars, so that no piece stands at the edge of the line."""
    raw = f"x|{piece * 200}|x"
    clean, ledger = clean_text(raw)
    assert clean == f"x|{wanted * 200}|x"
    assert set(ledger["evidence"]) == {evidence} - {""}
    assert apply_ledger(raw, ledger) == clean
    assert undo_ledger(clean, ledger) == raw


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=100, deadline=None)
@given(text=HOSTILE)
def test_edits_of_a_rule_are_in_order_apart_and_change_something(name, text):
    """So a rule makes at most two edits per character: one on it, and one before it."""
    arguments = {"broken_words": [{}]}.get(name, [])
    edits = np.sort(RULES[name](text, *arguments)[["start", "stop"]])
    assert (edits["start"] <= edits["stop"]).all()
    assert (edits["stop"][:-1] <= edits["start"][1:]).all()
    assert len(np.unique(edits)) == len(edits)


@given(HOSTILE, st.sampled_from(["[^a]", " ?[.]+", "a|(?=b)", "(?<=-)a"]))
def test_matches_are_found_where_they_are(text, pattern):
    starts, found = find_all(pattern, text)
    matches = list(re.finditer(pattern, text))
    assert starts.tolist() == [match.start() for match in matches]
    assert found == [match[0] for match in matches]


def slow_edits(text, edits):
    """What edits make of a text, one at a time from the last."""
    for start, stop, after, _ in reversed(edits):
        text = text[:start] + after + text[stop:]
    return text


@given(HOSTILE, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.sampled_from(["", "x", "é\0"]))))
def test_edits_are_applied_as_if_one_at_a_time(text, wanted):
    rows, place = [], 0
    for start, length, after in sorted(wanted):
        if place <= start <= start + length <= len(text):
            rows.append((start, start + length, after, ""))
            place = start + length
    edits = np.array(rows, dtype=EDIT)
    clean, kept = apply_edits(text, edits), keep_rest(keep_all(len(text)), edits, lengths(edits["after"]))
    assert clean == slow_edits(text, rows)
    stretches = list(zip(*(column.tolist() for column in kept), strict=True))
    assert [clean[place : place + size] for place, _, size in stretches] == [
        text[raw : raw + size] for _, raw, size in stretches
    ]
    assert sum(kept.sizes) == len(clean) - sum(map(len, edits["after"]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("”“a ”b", "”“a” b"),
        ("“a\n ”b", "“a\n ”b"),
        ("“„a ”b ”c ”d", "“„a” b” c ”d"),
        ("”\n”\n“a ”", "”\n”\n“a”"),
        ("“a ”", "“a”"),
    ],
)
def test_a_mark_closes_only_what_its_line_has_opened(text, wanted):
    assert rule("missing_spaces", text) == wanted


def test_an_invisible_character_under_accents_still_goes():
    assert rule("odd_characters", "a\u200b\u0301\u0323") == "a\u0301\u0323"


def rule(name: str, text: str) -> str:
    return clean_text(text, [name])[0]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Moscow- The talks failed.", "The talks failed."),
        ("GENEVA (Reuters) - The talks failed.", "The talks failed."),
        ("WASHINGTON — The talks failed.", "The talks failed."),
        ("Moscow and Washington talked.", "Moscow and Washington talked."),
        ("NATO-Russia talks failed.", "NATO-Russia talks failed."),
    ],
)
def test_datelines(line, wanted):
    assert rule("boilerplate", line) == wanted


def test_a_caption_stands_above_its_credit():
    text = f"{LONG}\n\nAnn Lee\n\nMinister Ann Lee before the talks.\n\nPhoto: Reuters\n\n{LONG}"
    assert rule("boilerplate", text).split() == (LONG + " " + LONG).split()


@pytest.mark.parametrize("between", ["", "Minister Ann Lee before the talks.\n"])
def test_a_title_above_a_credit_is_no_caption(between):
    text = f"\nTalks failed\n\n{between}Photo: Reuters\n{LONG}"
    assert rule("boilerplate", text).strip() == f"Talks failed\n\n{between}\n{LONG}"


def test_a_caption_between_title_and_credit_goes():
    text = f"Talks failed\nThe port at dawn\nPhoto: Reuters\n{LONG}"
    assert rule("boilerplate", text) == f"Talks failed\n\n\n{LONG}"


def test_where_all_kinds_stay_nothing_goes():
    """A dateline neither, nor what stands below an author box."""
    lines = ["Moscow- It failed.", "By Ann Lee", LONG, "The port", "Photo: Reuters", "About the author", "Ann Lee"]
    assert len(boilerplate("\n".join(lines))) == 6
    assert len(boilerplate("\n".join(lines), stay=KINDS)) == 0


def test_a_paragraph_above_a_credit_is_no_caption():
    paragraph = f"{LONG} {LONG}"
    assert paragraph in rule("boilerplate", f"{paragraph}\nPhoto: Reuters")


def test_captions_and_bylines_can_stay_without_other_page_matter():
    """Below what closes an article all is page matter."""
    around = "By Ann Lee", "The port at dawn", "Photo: Reuters"
    text = "\n".join([*around, "Share this", LONG, "About the author", *around])
    clean = clean_text(text, ["boilerplate"], stay=(BYLINE, CAPTION, CREDIT))[0]
    assert clean.split("\n") == [*around, "", LONG, "", "", "", ""]
    assert clean_text(text, ["boilerplate"], stay=(CREDIT,))[0].split("\n")[:3] == ["", "", "Photo: Reuters"]
    documents = pd.DataFrame({"doc_id": ["a"], "byline": [""], "text": [text]})
    cleaned, ledger = clean_documents(documents, ["boilerplate"], (BYLINE, CAPTION, CREDIT))
    assert cleaned["text"].tolist() == [clean]
    assert ledger["before"].tolist() == ["Share this", "About the author", *around]


def test_the_author_s_name_alone_goes_when_the_catalogue_knows_it():
    assert clean_text("Ann Lee\nIt failed.", ["boilerplate"], byline="Ann Lee")[0] == "\nIt failed."
    assert clean_text("Ann Lee\nIt failed.", ["boilerplate"])[0] == "Ann Lee\nIt failed."


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("mojibake", "donâ€™t say cafÃ©", "don’t say café"),
        ("mojibake", "“curly” and ‘these’ stay", "“curly” and ‘these’ stay"),
        ("foreign_text", "estimates [глав делегаций] of him", "estimates of him"),
        ("foreign_text", "the group (known as NATO) and [sic]", "the group (known as NATO) and [sic]"),
        ("foreign_text", "Переговоры [talks] начались", "Переговоры [talks] начались"),
        ("missing_spaces", "They left.Negotiations failed.", "They left. Negotiations failed."),
        (
            "missing_spaces",
            "U.S.A. and example.com and 3.5 and e.g.That",
            "U.S.A. and example.com and 3.5 and e.g.That",
        ),
        ("missing_spaces", "“We will, ”said he", "“We will,” said he"),
        ("missing_spaces", "“of security ”.", "“of security”."),
        ("missing_spaces", "han sade ”nej” och gick", "han sade ”nej” och gick"),
        ("doubled_punctuation", "guarantees.. zeroing in, , no,, yes;;", "guarantees. zeroing in, , no, yes;"),
        ("doubled_punctuation", "right now.… and wait... more", "right now… and wait... more"),
        ("doubled_punctuation", "unchanged., he said", "unchanged, he said"),
        ("doubled_punctuation", "Acme Co., Ltd and Inc., too", "Acme Co., Ltd and Inc., too"),
        ("doubled_punctuation", "on “Moscow.”. Then", "on “Moscow.” Then"),
    ],
)
def test_one_defect_at_a_time(name, text, wanted):
    assert rule(name, text) == wanted


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4), st.sets(st.sampled_from(sorted(RULES))))
def test_documents_are_cleaned_as_each_text_by_itself(texts, rules):
    documents = pd.DataFrame({"doc_id": [*map(str, range(len(texts)))], "byline": "", "text": texts}, dtype=object)
    cleaned, ledger = clean_documents(documents, rules)
    words = count_words(texts)
    for doc_id, text, found in zip(documents["doc_id"], texts, cleaned["text"], strict=True):
        wanted, own = clean_text(text, rules, words)
        assert found == wanted
        assert ledger[ledger["doc_id"] == doc_id].drop(columns="doc_id").to_numpy().tolist() == own.to_numpy().tolist()


def test_a_ledger_knows_its_documents_however_few_are_cleaned_together(monkeypatch):
    texts = ["Talks  failed.", "War.", "By Ann Lee\nTalks..", "Peace  talks é  went on."]
    documents = pd.DataFrame({"doc_id": list("abcd"), "byline": "", "text": texts}, dtype=object)
    together = clean_documents(documents, RULES)
    monkeypatch.setattr("analysis.cleaning._TOGETHER", 10)
    apart = clean_documents(documents, RULES)
    assert apart[0].equals(together[0])
    assert apart[1].equals(together[1])
    assert apart[1][["doc_id", "line", "offset"]].to_numpy().tolist() == [
        ["a", 1, 5], ["c", 1, 0], ["c", 2, 16], ["d", 1, 5], ["d", 1, 14],
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Talks \ud83d failed.", "\udc00  \udc00", "By Ann \ud83d"])
def test_half_a_character_is_refused_as_in_a_file(text):
    """Whether a rule changes it or not."""
    half = f"\\u{ord(max(text)):04x}"
    with pytest.raises(CorpusError, match=rf"^text: found half a character \({re.escape(half)}\)"):
        clean_text(text)
    assert clean_text("A whole one: \U0001f600")[0] == "A whole one: \U0001f600"


def test_a_row_of_the_ledger_bears_the_rule_that_left_a_space_over():
    """The first saying of a sentence goes, and then the space after it, which now stands at a line's edge."""
    said = "Nine words are enough for a sentence to repeat."
    clean, ledger = clean_text(f"{said} {said}\nBy  the way.", RULES)
    assert clean == f"{said}\nBy the way."
    assert ledger[["rule", "before"]].to_numpy().tolist() == [
        ["repeated_sentences", f"{said} "], ["odd_spaces", "  "],
    ]  # fmt: skip


def test_a_comment_form_closes_its_article_whatever_the_next_one_holds():
    texts = ["Talks failed.\nLeave a Reply\nx", f"{'The talks went on for another day. ' * 20}"]
    together = clean_texts(texts, RULES, {}, ["", ""])
    assert together == [clean_text(text, RULES)[0] for text in texts]
    assert together[0].strip() == "Talks failed."
