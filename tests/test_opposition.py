"""Whether the words around a mention oppose or refuse what it names."""

import json
from pathlib import Path

import pytest
from growth import peak_memory
from hypothesis import given, settings
from hypothesis import strategies as st
from judged import judge, mean, read_labelled, sentences_of

import analysis
from analysis.opposition import JUDGED, PASSED, judge_sentence

TESTS = Path(__file__).parent
LABELLED_ARTICLES = [TESTS / "context" / name for name in ("open.jsonl", "second.jsonl")]
LABELLED = read_labelled(TESTS / "data" / "opposition.txt")
# Labelled from the definitions. Conflicts and disputes were written before the rules were read: on first contact the
# rules were right in both respects on 119 of 136 and 89 of 113, and were then mended on them; one sentence was left out
# and one labelled anew since. Reports were written by the same hand after it had read the rules, which were right on 80
# of its 97 before they were mended; its mistakes were never looked at.
OWN_SENTENCES = [TESTS / "data" / f"opposition_{name}.txt" for name in ("conflicts", "disputes", "reports")]
RULES = PASSED + JUDGED


def test_rules_have_names_of_their_own_and_a_meaning():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.means for rule in PASSED} == {"neither"}
    assert {rule.means for rule in JUDGED} == {"opposed", "refused", "both"}


@pytest.mark.parametrize(("meaning", "text"), LABELLED, ids=[text for _, text in LABELLED])
def test_sentences_are_judged_as_they_read(meaning, text):
    assert mean(text) == meaning


@pytest.mark.parametrize("path", OWN_SENTENCES, ids=lambda path: path.stem)
def test_most_sentences_of_a_file_are_judged_as_they_read(path):
    labelled = read_labelled(path)
    right = sum(mean(text) == meaning for meaning, text in labelled)
    assert right / len(labelled) >= (0.85 if path.stem.endswith("reports") else 0.97)


@pytest.mark.parametrize("path", LABELLED_ARTICLES, ids=lambda path: path.stem)
def test_labelled_articles_are_judged_as_they_were_read(path):
    if not path.exists():
        pytest.skip("the labelled articles are not there")
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [
        (label, judge_sentence(*place))
        for entry in entries
        for label, place in zip(entry["mentions"], sentences_of(entry["text"]), strict=True)
    ]
    assert sum(label["opposed"] == judged.opposed for label, judged in pairs) / len(pairs) >= 0.95
    assert sum(label["refused"] == judged.refused for label, judged in pairs) / len(pairs) >= 0.95


def test_the_five_articles_are_judged_as_they_read():
    """By reading, two mentions of expansion are not opposed: one official defends it, another blames it."""
    workbook = analysis.open_workbook()
    tokens, texts = workbook.tokens, dict(zip(workbook.documents.doc_id, workbook.documents.text, strict=True))
    opposed: dict[str, list[bool]] = {}
    refused = []
    for mention in workbook.mentions.itertuples():
        text, document = texts[mention.doc_id], tokens.doc_ids.index(mention.doc_id)
        own = slice(tokens.doc_offsets[document], tokens.doc_offsets[document + 1])
        starts, sentences = tokens.starts[own], tokens.sentence[own]
        first, after = starts[sentences == mention.sentence][0], starts[sentences > mention.sentence]
        place = int(starts[mention.position] - first)
        judged = judge_sentence(text[first : after[0] if len(after) else None], place, place + len(mention.node))
        opposed.setdefault(mention.frame, []).append(judged.opposed)
        refused.append(judged.refused)
    assert (sum(opposed["expansion"]), len(opposed["expansion"])) == (17, 19)
    assert sum(opposed["ultimatum"]) == 0
    # "refuses to grant", "refused to give", "won't be given any" and "excluded some of these guarantees"
    assert [number for number, is_refused in enumerate(refused) if is_refused] == [0, 5, 9, 33]


@pytest.mark.parametrize(
    "sentence",
    [
        "They want guarantees of {}.",
        "“They want guarantees of {}”, he said.",
        "They want guarantees of 'non‑{}'.",
    ],
)
def test_a_mention_is_widened_to_the_prefix_and_its_hyphen(sentence):
    sentence = sentence.format("expansion" if "non" in sentence else "non-expansion")
    start = sentence.index("expansion")
    assert judge_sentence(sentence, start, start + len("expansion"))[:2] == (True, False)


@pytest.mark.parametrize("apostrophe", "'’ʼ＇")
def test_contractions_are_read_with_every_apostrophe(apostrophe):
    assert judge(f"NATO won{apostrophe}t ⟦expand⟧.").opposed
    assert judge(f"They didn{apostrophe}t give ⟦guarantees⟧.").refused
    assert judge(f"There{apostrophe}ll be no ⟦war⟧.").opposed


def test_quotation_marks_do_not_part_what_belongs_together():
    assert judge("Paris has ruled “out” the ‘⟦expansion⟧’ of the base.").opposed
    assert judge('She would "never, ever" support ⟦partition⟧.').opposed


def test_names_in_capitals_are_not_pronouns():
    assert judge("The US refused to give the IT ministry ⟦guarantees⟧.").refused


def test_a_mention_of_several_words_is_judged_as_one():
    assert judge("Washington refused to give ⟦security guarantees⟧.") == (False, True, ("refuse to give",))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.integers(-5, 250), st.integers(-5, 250))
def test_any_text_and_any_place_can_be_judged(sentence, start, stop):
    judged = judge_sentence(sentence, start, stop)
    assert {*judged.rules} <= {rule.name for rule in RULES}


SMALL_WORDS = "the of and no not never to , refuse plan give rule out demand for that want expansion will be if ; ?"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SMALL_WORDS.split()), min_size=100, max_size=200), st.integers(0, 400))
def test_every_order_of_small_words_can_be_judged(words, start):
    judge_sentence(" ".join(words), start, start + 3)


HOSTILE = ["no ", "not ", "refuse to ", "without a ", "end to the war and ", "demand ", "guarantees ", "will not stop "]


@pytest.mark.parametrize("words", ["and the plan to give no guarantees was not ruled out, ", *HOSTILE])
def test_of_a_long_sentence_no_more_is_read_than_of_a_short_one(words):
    """Also where it is made of the rules' own words: a hundred times as many give the same judgement in the room."""
    judged, peaks = [], []
    for count in (5_000 // len(words), 500_000 // len(words)):
        start = count * len(words)
        place = words * count + "war " + words * count, start, start + 3
        judged.append(judge_sentence(*place))
        peaks.append(peak_memory(judge_sentence, *place))
    assert judged[1] == judged[0]
    assert peaks[1] < 2 * peaks[0]


def test_words_far_away_do_not_count():
    far = "The minister refused to give " + "very " * 80 + "good ⟦guarantees⟧."
    assert judge(far).rules == ()
