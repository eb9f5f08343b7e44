"""Mentions are where a reader finds them."""

import pytest

import analysis.frames
from analysis.cleaning import clean_documents
from analysis.corpus import load_documents
from analysis.dictionaries import Dictionary
from analysis.frames import MENTION_COLUMNS, count_patterns, find_mentions, frame_overlaps
from analysis.tokens import tokenize, tokenize_documents
from analysis.workbook import open_workbook


def find(small, text: str, **patterns: list[str]):
    """Mentions of given patterns in one text."""
    workbook = small(text)
    return find_mentions(
        workbook.tokens,
        Dictionary(patterns),
        workbook.documents,
        workbook.ledger,
        workbook.raw_documents["text"].tolist(),
    )


def counts(workbook, mentions, frame):
    return (
        mentions[mentions["frame"] == frame]["doc_id"]
        .value_counts()
        .reindex(workbook.documents["doc_id"], fill_value=0)
        .tolist()
    )


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [("guarantees", [7, 7, 8, 8, 3]), ("expansion", [5, 3, 3, 4, 4]), ("ultimatum", [0, 1, 1, 0, 0])],
)
def test_counts_before_cleaning(workbook, frame, wanted):
    """Counted by hand in the raw files."""
    assert counts(workbook, workbook.raw_mentions, frame) == wanted


def test_non_expansion_before_cleaning(workbook):
    """Counted by hand in the raw files."""
    found = workbook.raw_mentions[workbook.raw_mentions["form"] == "non-expansion"]
    assert counts(workbook, found, "expansion") == [3, 1, 1, 2, 1]
    assert found["negated"].all()


def test_repeated_sentence_counts_once_after_cleaning(workbook):
    assert counts(workbook, workbook.mentions, "guarantees") == [6, 7, 8, 8, 3]


def test_place_in_the_raw_file(workbook):
    for row in workbook.mentions.itertuples():
        text = workbook.raw_documents.set_index("doc_id")["text"][row.doc_id]
        assert text.split("\n")[row.line - 1][row.column - 1 :].startswith(row.node)


def test_columns(workbook):
    assert tuple(workbook.mentions) == MENTION_COLUMNS


def test_the_longest_match_counts_once(small):
    found = find(small, "Security guarantees and guarantees.", g=["guarante*", "security guarantee*"])
    assert found[["pattern", "form"]].values.tolist() == [
        ["security guarantee*", "security guarantees"],
        ["guarante*", "guarantees"],
    ]


def test_phrase_crosses_quotation_marks_but_no_comma_and_no_sentence(small):
    text = "military, force; military. Force; “military” force; military force"
    assert find(small, text, g=["military force"])["position"].tolist() == [4, 6]


def test_two_frames_may_share_a_word(small):
    assert find(small, "guarantees", a=["guarante*"], b=["guarantees"])["frame"].tolist() == ["a", "b"]


def test_context_stays_in_its_passage(small):
    row = find(small, "First.\nNo “expansion” now.\nLast.", g=["expan*"]).iloc[0]
    assert (row["left"], row["node"], row["right"]) == ("No “", "expansion", "” now.")
    assert (row["line"], row["column"], row["passage"], row["sentence"]) == (2, 5, 2, 2)


def test_no_mention_gives_an_empty_table(small):
    found = find(small, "Nothing.", g=["expan*"])
    assert len(found) == 0
    assert tuple(found) == MENTION_COLUMNS


def test_wide_patterns_are_counted_only_when_asked_for(workbook):
    dictionary = Dictionary.from_settings(workbook.settings.frames)
    raw = workbook.raw_documents["text"].tolist()
    found = find_mentions(workbook.tokens, dictionary.widened(), workbook.documents, workbook.ledger, raw)
    added = found[~found["pattern"].isin(["*expan*", "guarante*", "ultimatum*"])]
    assert added.groupby("frame").size().to_dict() == {"expansion": 9, "guarantees": 8, "ultimatum": 12}
    assert "accept ukraine into nato" in set(added["form"])
    narrow = found.drop(index=added.index).reset_index(drop=True)
    assert narrow.equals(workbook.mentions)
    assert all(dictionary.wide[frame] for frame in workbook.frames)


@pytest.mark.parametrize(("pattern", "count"), [("it's", 2), ("*'s", 3), ("let’s", 1)])
def test_an_s_that_is_no_possessive_is_found(small, pattern, count):
    assert len(find(small, "It’s late, so let's go: it's the alliance’s.", g=[pattern])) == count


@pytest.mark.parametrize("pattern", ["can't", "can’t"])
def test_any_apostrophe_matches_any_other(small, pattern):
    assert find(small, "They can’t, we can't, you canʼt.", g=[pattern])["form"].tolist() == ["can't"] * 3


def test_a_no_break_space_in_a_pattern_is_a_space(small, tmp_path):
    workbook = small("Security guarantees were asked for.")
    text = workbook.settings.file.read_text(encoding="utf-8")
    workbook.settings.file.write_text(text.replace('"guarante*"', '"security\u00a0guarantee*"'), encoding="utf-8")
    assert open_workbook(tmp_path).mentions["form"].tolist() == ["security guarantees"]


def test_negated_is_the_prefix_with_its_hyphen(small):
    found = find(small, "Nonsense expansion, non-expansion.", g=["nonsense expan*", "*expan*"])
    assert found[["form", "negated"]].to_numpy().tolist() == [["nonsense expansion", False], ["non-expansion", True]]


def excluded(small, text: str, patterns: list[str], exclude: list[str]) -> list[str]:
    """Forms of a frame with exclusions."""
    workbook = small(text)
    dictionary = Dictionary({"g": patterns}, exclude={"g": exclude})
    raw = workbook.raw_documents["text"].tolist()
    return find_mentions(workbook.tokens, dictionary, workbook.documents, workbook.ledger, raw)["form"].tolist()


@pytest.mark.parametrize(
    ("text", "patterns", "exclude", "forms"),
    [
        ("The expanse of expansion.", ["*expan*"], ["expanse*"], ["expansion"]),
        ("A promise; a promise of love.", ["promise*"], ["promise of love"], ["promise"]),
        (
            "No security guarantees, guarantees.",
            ["no security guarantee*", "guarante*"],
            ["security *"],
            ["guarantees"],
        ),
        ("Guarantee, love.", ["guarante*"], ["guarantee love"], ["guarantee"]),
        ("Non-expansion and expansion.", ["*expan*"], ["non-*"], ["expansion"]),
    ],
)
def test_what_is_excluded_is_taken_from_the_frame(small, text, patterns, exclude, forms):
    assert excluded(small, text, patterns, exclude) == forms


def test_what_one_frame_excludes_another_counts(small):
    workbook = small("The expanse.")
    dictionary = Dictionary({"a": ["*expan*"], "b": ["expanse"]}, exclude={"a": ["expanse"]})
    raw = workbook.raw_documents["text"].tolist()
    found = find_mentions(workbook.tokens, dictionary, workbook.documents, workbook.ledger, raw)
    assert found["frame"].tolist() == ["b"]


def test_a_phrase_crosses_spaces_but_no_line(small):
    text = "Security   guarantees, “security” guarantees and security\nguarantees. Security. Guarantees"
    assert find(small, text, g=["security guarantee*"])["position"].tolist() == [0, 2]


def test_a_star_alone_is_any_one_word(small):
    text = "They accept Ukraine into NATO, accept into NATO, accept new members into NATO."
    assert find(small, text, g=["accept* * into NATO"])["form"].tolist() == ["accept ukraine into nato"]


def test_overlaps_between_frames_are_reported(small):
    text = "A guarantee.\nSecurity guarantees of non-expansion; the expansion.\nGuarantees."
    frames = {
        "b": ["security guarantee*", "*expan*"],
        "a": ["guarante*", "guarantees of non-*"],
        "c": ["non-expansion"],
    }
    overlaps = frame_overlaps(find(small, text, **frames))
    assert overlaps.to_numpy().tolist() == [
        ["0", 2, "b", "security guarantees", "a", "guarantees of non-expansion", 2],
        ["0", 2, "a", "guarantees of non-expansion", "b", "non-expansion", 2],
        ["0", 2, "a", "guarantees of non-expansion", "c", "non-expansion", 2],
        ["0", 2, "b", "non-expansion", "c", "non-expansion", 2],
    ]
    assert list(overlaps) == ["doc_id", "passage", "frame_a", "form_a", "frame_b", "form_b", "line"]


def test_a_word_in_two_articles_is_no_overlap(workbook):
    overlaps = frame_overlaps(workbook.mentions)
    assert len(overlaps) == 0
    assert list(overlaps) == ["doc_id", "passage", "frame_a", "form_a", "frame_b", "form_b", "line"]


def test_no_frames_and_no_mentions_give_empty_tables(small):
    workbook = small("Nothing.")
    found = find_mentions(workbook.tokens, Dictionary({}), workbook.documents, workbook.ledger, ["Nothing."])
    assert len(found) == len(frame_overlaps(found)) == 0


def test_context_is_cut_alike_however_long_the_line(small):
    row = find(small, f"{'word ' * 500}expansion{' next' * 500}", g=["expan*"]).iloc[0]
    assert row["left"] == "word " * 11
    assert row["right"] == " next" * 11


def test_each_pattern_says_what_it_finds_takes_away_and_would_add():
    dictionary = Dictionary(
        {"a": {"guarante*": "the word", "absent": ""}, "b": ["promise*"]},
        exclude={"a": {"money-back guarantee*": "of goods", "guarantee slip": "paper"}},
        wide={"a": {"promise*": "weaker", "promise* of peace": "phrase"}},
    )
    text = "Guarantees and money-back guarantees. A money-back guarantee slip. Promises, a promise of peace."
    tokens = tokenize([text], ["x"])
    table = count_patterns(tokens, dictionary)
    assert table[["frame", "part", "pattern", "count"]].to_numpy().tolist() == [
        ["a", "patterns", "guarante*", 1],
        ["a", "patterns", "absent", 0],
        ["a", "exclude", "money-back guarantee*", 2],
        ["a", "exclude", "guarantee slip", 0],  # its stretch is taken by the pattern before it
        ["a", "wide", "promise*", 2],
        ["a", "wide", "promise* of peace", 0],  # the same mention, by more words
        ["b", "patterns", "promise*", 2],
    ]
    assert table["why"].tolist()[:2] == ["the word", ""]


@pytest.mark.parametrize(
    ("text", "patterns", "part", "counts"),
    [
        # the wide phrase takes the place of a mention that counts already
        ("Security guarantees and security guarantees.", ["guarante*"], {"wide": ["security guarante*"]}, [2, 0]),
        ("A guarantee of a guarantee.", ["guarantee"], {"exclude": ["guarantee of a guarantee"]}, [0, 2]),
        # what is left of the mention is still one
        ("Security guarantees.", ["security guarante*", "guarante*"], {"exclude": ["security"]}, [0, 1, 0]),
        ("One two three.", ["one"], {"wide": ["two three", "three"]}, [1, 1, 0]),
    ],
)
def test_what_a_pattern_adds_or_takes_away_is_counted_in_mentions(text, patterns, part, counts):
    parts = {name: {"a": dict.fromkeys(own, "why")} for name, own in part.items()}
    table = count_patterns(tokenize([text], ["x"]), Dictionary({"a": patterns}, **parts))
    assert table["count"].tolist() == counts


def test_an_exclusion_away_from_mentions_takes_nothing_away():
    dictionary = Dictionary({"a": ["guarantee*"]}, exclude={"a": ["goods", "guarantee slip"]})
    table = count_patterns(tokenize(["Goods, a guarantee slip and goods."], ["x"]), dictionary)
    assert table["count"].tolist() == [0, 0, 1]


def test_each_row_of_the_ledger_is_read_once_however_many_documents(tmp_path, monkeypatch):
    """To look through the whole ledger for every document would take the square of their number."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Talks  ..on  talks{number}", encoding="utf-8")
    raw = load_documents(tmp_path, {})
    documents, ledger = clean_documents(raw, ["odd_spaces"])
    seen, raw_places = [], analysis.frames.raw_places
    monkeypatch.setattr(
        analysis.frames, "raw_places", lambda own, *rest: seen.append(len(own)) or raw_places(own, *rest)
    )
    places = find_mentions(
        tokenize_documents(documents), Dictionary({"a": ["talks*"]}), documents, ledger, raw["text"].tolist()
    )
    assert sum(seen) == len(ledger) == 60
    assert places["column"].tolist() == [1, 14] * 30
