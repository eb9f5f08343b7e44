"""Every option leaves the tokens and the mentions that a reader would count, in two articles made by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis import choice_readings
from analysis.choice_readings import CHOICES, distinct_choices, read_universes, sample_documents
from analysis.settings import load_settings

SHARED = (  # 23 tokens with one mention
    "Nobody who lives beside the old port believes that lorries will ever again stand in line there from dawn to dusk "
    "in winter."
)
TWICE = "The port will be closed for a month in summer."  # 10 tokens with one mention
A = (
    "Port plans\n"  # the title: 2 tokens with one mention
    "By Ann Lee\n"  # a byline: 3 tokens
    "The port of Lisbon at dawn\n"  # a caption above its credit: 6 tokens with one mention
    "Photo: Reuters\n"  # 2 tokens
    "Share this port page\n"  # other page matter: 4 tokens with one mention
    "The mayor said “the port is ours” on Monday morning.\n"  # 10 tokens, 4 of them quoted with the one mention
    "A non-port harbour is no plan for the port of Lisbon.\n"  # 11 tokens, two mentions; harbour is a wide one
    f"{SHARED}\n"
)
B = f"Ships wait outside for a week and more.\n{TWICE}\n{SHARED}\n{TWICE}\n"  # first 8 tokens without a mention
TOML = """
[corpus]
path = "seeds"
note = "Two articles made by hand."
{cleaning}
[frames.port]
patterns = ["port*"]
why = "the port"
{wide}
"""
WIDE = '[frames.port.wide]\n"harbour*" = "another word for it"\n'
PUBLISHED = ([5, 2], [2 + 10 + 11 + 23, 8 + 23 + 10])
COLUMNS = "doc_id,file,label,title,byline,outlet,translated,date_earliest,date_latest,date_basis,sha256"


@pytest.fixture
def settings(tmp_path):
    """Settings of a folder, with or without some lines."""

    def write(cleaning: str = "", wide: str = WIDE):
        (tmp_path / "workbook.toml").write_text(TOML.format(cleaning=cleaning, wide=wide), encoding="utf-8")
        return load_settings(tmp_path / "workbook.toml")

    return write


@pytest.fixture(scope="module")
def documents() -> pd.DataFrame:
    """The two articles, a the earlier one."""
    rows = [("a", "Port plans", "Ann Lee", "2024-05-01", A), ("b", "", "", "2024-05-03", B)]
    table = pd.DataFrame(rows, columns=["doc_id", "title", "byline", "date_latest", "text"])
    dates = pd.to_datetime(table["date_latest"])
    return table.assign(date_latest=dates, date_earliest=dates)


def read(documents: pd.DataFrame, settings, **chosen: str) -> tuple[list[int], list[int]]:
    """Mentions and tokens of either article under the first option of every choice but those given."""
    options = {choice.name: (chosen.get(choice.name, choice.options[0]),) for choice in CHOICES}
    [(said, universe)] = read_universes(documents, settings, options)
    assert said == {name: own for name, (own,) in options.items()}
    mentions = universe.mentions["doc_id"].value_counts().reindex(universe.doc_ids, fill_value=0)
    return mentions.tolist(), universe.tokens.tolist()


def change(mentions: tuple[int, int], tokens: tuple[int, int]) -> tuple[list[int], list[int]]:
    """The published counts and what is added to them, in the first article and the second."""
    return tuple(np.add(was, more).tolist() for was, more in zip(PUBLISHED, (mentions, tokens), strict=True))


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ({}, change((0, 0), (0, 0))),
        ({"titles_and_captions": "all out"}, change((-1, 0), (-2, 0))),
        # the bar to share the page stays out
        ({"titles_and_captions": "titles and captions in"}, change((1, 0), (3 + 6 + 2, 0))),
        ({"shared_passages": "once, in the earlier"}, change((0, -1), (0, -23))),
        ({"shared_passages": "once, in the later"}, change((-1, 0), (-23, 0))),
        ({"patterns": "wide"}, change((1, 0), (0, 0))),
        ({"prefix": "non- set apart"}, change((-1, 0), (0, 0))),
        ({"quoted_text": "out"}, change((-1, 0), (-4, 0))),
        ({"text": "raw"}, change((0, 1), (0, 10))),  # the sentence that is said twice
        ({"text": "raw", "titles_and_captions": "titles and captions in"}, change((1, 1), (3 + 6 + 2, 10))),
        ({"text": "raw", "shared_passages": "once, in the earlier"}, change((0, 0), (0, 10 - 23))),
        ({"titles_and_captions": "all out", "quoted_text": "out", "patterns": "wide"}, change((-1, 0), (-2 - 4, 0))),
    ],
)
def test_an_option_leaves_what_a_reader_would_count(documents, settings, chosen, wanted):
    assert read(documents, settings(), **chosen) == wanted


def test_captions_are_in_anyway_where_page_matter_is_not_taken_out(documents, settings):
    """Then the bar to share the page is in too."""
    off = settings("[cleaning]\nboilerplate = false")
    kept = change((2, 0), (3 + 6 + 2 + 4, 0))
    assert read(documents, off) == kept
    assert read(documents, off, titles_and_captions="titles and captions in") == kept
    assert read(documents, off, text="raw")[1] == change((2, 1), (3 + 6 + 2 + 4, 10))[1]


def test_all_out_leaves_captions_out_where_other_page_matter_stays_in(documents, settings):
    """Title, byline, caption and credit go; the bar to share the page stays, with its 4 tokens and one mention."""
    off, out = settings("[cleaning]\nboilerplate = false"), {CHOICES[1].name: "all out"}
    assert read(documents, off, **out) == change((1 - 1, 0), (4 - 2, 0))
    raw = read(documents, off, text="raw", **out)
    assert raw == change((1 - 1, 1), (4 - 2, 10))
    closed = documents.assign(text=[f"{A}About the author\nAnn Lee knows ports\n", B])  # 3 and 4 tokens, one mention
    assert read(closed, off, **out) == change((1 - 1 + 1, 0), (4 - 2 + 7, 0))


def test_shared_passages_may_be_found_elsewhere(documents, settings, monkeypatch):
    """As the workbook has found them already; then nobody looks again."""
    found = choice_readings.shared_passages
    kept = []
    monkeypatch.setattr(choice_readings, "shared_passages", lambda *given: kept.append(found(*given)) or kept[0])
    options = {choice.name: choice.options[:1] for choice in CHOICES} | {"shared_passages": CHOICES[2].options}
    first = read_universes(documents, settings(), options)
    again = read_universes(documents, settings(), options, kept[0])
    assert len(kept) == 1
    assert [universe.tokens.tolist() for _, universe in again] == [universe.tokens.tolist() for _, universe in first]


def test_nobody_looks_for_shared_passages_when_they_count_as_published(documents, settings, monkeypatch):
    monkeypatch.setattr(choice_readings, "shared_passages", None)
    assert read(documents, settings()) == PUBLISHED


def options_of(settings) -> dict[str, tuple[str, ...]]:
    return {choice.name: choice.options for choice in distinct_choices(settings)}


def test_options_that_read_the_same_text_are_tried_once(settings):
    every = {choice.name: choice.options for choice in CHOICES}
    assert options_of(settings()) == every
    page = options_of(settings("[cleaning]\nboilerplate = false"))
    assert page == {**every, "titles_and_captions": ("titles in", "all out")}
    narrow = options_of(settings(wide=""))
    assert narrow == {name: own for name, own in every.items() if name != "patterns"}
    rules = [name for name, _ in settings().cleaning if name != "boilerplate"]
    unmended = options_of(settings("[cleaning]\n" + "".join(f"{name} = false\n" for name in rules)))
    assert unmended == {name: own for name, own in every.items() if name != "text"}


def test_a_text_without_mentions_or_tokens_can_be_read(documents, settings):
    for text in ("", "Nothing is said of it here.", "…"):
        changed = documents.assign(text=[text, text])
        for patterns in ("narrow", "wide"):
            chosen = {"patterns": patterns, "shared_passages": "once, in the later", "quoted_text": "out"}
            mentions, _ = read(changed, settings(), **chosen)
            assert mentions == [0, 0]
    only_wide = documents.assign(text="A harbour is no plan at all for the town, said Ann Lee.")
    assert read(only_wide, settings())[0] == [0, 0]
    assert read(only_wide, settings(), patterns="wide")[0] == [1, 1]


def numbered(*sizes: int) -> pd.DataFrame:
    """Documents of so many words."""
    return pd.DataFrame({"doc_id": [*map(str, range(len(sizes)))], "text": ["word " * size for size in sizes]})


def test_a_small_corpus_is_its_own_sample():
    documents = numbered(3, 4, 5)
    assert sample_documents(documents, 1, words=12).equals(documents)


def test_a_sample_holds_as_many_words_as_can_be_read_in_the_order_of_the_corpus():
    documents = numbered(*[7] * 100)
    sample = sample_documents(documents, 1, words=140)
    assert len(sample) == 20
    assert sample["doc_id"].astype(int).is_monotonic_increasing
    assert sample.equals(sample_documents(documents, 1, words=140))
    assert not sample.equals(sample_documents(documents, 2, words=140))
    assert len(sample_documents(documents, 1, words=139)) == 19
    assert len(sample_documents(numbered(500, 500, 500), 1, words=140)) == 2  # one article has nothing to differ from


def test_every_document_is_as_likely_to_be_drawn():
    """Of 4 of 8 documents each is in half of 2,000 samples; 3.5 standard errors are 0.04."""
    drawn = pd.concat([sample_documents(numbered(*[5] * 8), seed, words=20) for seed in range(2000)])
    shares = drawn["doc_id"].value_counts() / 2000
    assert len(shares) == 8
    assert shares.between(0.46, 0.54).all()
