"""A dictionary file is read whole or refused with one line that says what to do."""

import pytest
from growth import peak_memory
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dictionaries import Dictionary, read_dictionary
from analysis.dictionary_files import LARGEST, read_frames
from analysis.patterns import SettingsError, pattern_fault

pytestmark = pytest.mark.slow  # all together more than a few seconds

DIC = "%\n1\tanger\n2\tdeath\n%\nhate*\t1\nkill\t1\t2\nkind of\t2\n"
WORD = st.text("abcß1'-*?", min_size=1, max_size=8)
PATTERN = (
    st.lists(WORD, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda text: not pattern_fault(text) and "'" not in text)
)
LIWC_WORD = st.tuples(st.text("abcß1-", min_size=1, max_size=6), st.sampled_from(["", "*"])).map("".join)
LIWC_PATTERN = st.lists(LIWC_WORD, min_size=1, max_size=3).map(" ".join).filter(lambda text: not pattern_fault(text))
REASON = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=150).map(str.strip)
NAME = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)


def read(tmp_path, name: str, content: str | bytes) -> Dictionary:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_dictionary(file)


def refusal(tmp_path, name: str, content: str | bytes) -> str:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, name, content)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 400
    assert message.startswith(name)
    return message


def test_yaml_lists_reasons_and_parts(tmp_path):
    content = """\
ultimatum: [ultimatum*, final offer]
guarantees:
  guarante*: what is asked for
  "*binding*": in other words
expansion:
  why: the alliance grows
  patterns: ["*expan*"]
  exclude: [expanse*]
  wide: {growth: a synonym}
"""
    found = read(tmp_path, "a.yml", content)
    assert found == Dictionary(
        {
            "ultimatum": ["ultimatum*", "final offer"],
            "guarantees": {"guarante*": "what is asked for", "*binding*": "in other words"},
            "expansion": {"*expan*": "the alliance grows"},
        },
        exclude={"expansion": {"expanse*": "the alliance grows"}},
        wide={"expansion": {"growth": "a synonym"}},
    )
    assert list(found.patterns) == ["ultimatum", "guarantees", "expansion"]


def test_categories_of_frames_give_their_name_to_each(tmp_path):
    found = read(tmp_path, "a.yaml", "emotion:\n  joy: [glad*]\n  fear:\n    afraid: as they say\ntime: [now]\n")
    assert list(found.patterns) == ["emotion / joy", "emotion / fear", "time"]


def test_words_that_yaml_takes_for_something_else_are_words(tmp_path):
    assert list(read(tmp_path, "a.yml", "a: [no, yes, on, null, 1990, 2022-01-10]").patterns["a"]) == [
        "no", "yes", "on", "null", "1990", "2022-01-10",
    ]  # fmt: skip


def test_a_frame_may_have_a_pattern_named_patterns(tmp_path):
    dictionary = Dictionary({"a": {"patterns": "what recurs", "why": "what is asked"}})
    assert read(tmp_path, "a.yml", dictionary.to_yaml()) == dictionary


@pytest.mark.parametrize(
    "content", [DIC, DIC.replace("\n", "\r\n"), DIC.replace("\n", "\r"), DIC.replace("\t", " "), "\ufeff" + DIC]
)
def test_liwc(tmp_path, content):
    found = read(tmp_path, "a.dic", content)
    assert found.patterns == {"anger": {"hate*": "", "kill": ""}, "death": {"kill": "", "kind of": ""}}


def test_liwc_numbers_may_be_padded_and_words_stand_twice(tmp_path):
    found = read(tmp_path, "a.DIC", "%\n01\tdeath (a theme)\n2\tend\n%\n\nkill\t1\nkill\t2\t01\n")
    assert found.patterns == {"death (a theme)": {"kill": ""}, "end": {"kill": ""}}


def alias_bomb() -> str:
    """A billion words from ten lines."""
    lines = ["a0: &a0 [lol]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("a.yml", alias_bomb(), ["line 1", "&a0", "anchors and aliases are not allowed"]),
        ("a.yml", "a: [b]\nc: *a\n", ["line 2", "*a", "aliases are not allowed", "quotation marks"]),
        ("a.yml", "a:\n- b\n- *expan*\n", ["line 3", "alias", "quotation marks when it begins with *"]),
        ("a.yml", "a: [b]\nc: [d]\na: [e]\n", ["line 3", "'a' a second time", "line 1"]),
        ("a.yml", "a:\n  b: c\n  b: d\n", ["line 3", "'b' a second time", "line 2"]),
        ("a.yml", "a: [b, c, b]\n", ["line 1", "frame 'a'", "'b' a second time"]),
        ("a.yml", "x: {a: [b]}\nx / a: [c]\n", ["line 2", "frame 'x / a' twice"]),
        ("a.yml", "a: [b]\nc:\n", ["line 2", "frame 'c'", "found nothing", "a list of patterns"]),
        ("a.yml", "a: []\n", ["frame 'a'", "found nothing"]),
        ("a.yml", "a: {patterns: [], why: b}\n", ["frame 'a': patterns", "found nothing"]),
        ("a.yml", "a: b\n", ["line 1", "frame 'a'", "the text 'b'"]),
        ("a.yml", "a:\n- b: c\n", ["line 2", "a mapping where text is needed"]),
        ("a.yml", "a:\n  b:\n    c:\n      d: [e]\n", ["line 4", "'a / b'", "a mapping where text is needed"]),
        ("a.yml", "a: " + "[" * 1000, ["more than 5 levels"]),
        ("a.yml", "a: {patterns: [b], excluded: [c]}", ["unknown key 'excluded'", "patterns, exclude, wide, why"]),
        ("a.yml", "a: {patterns: [b], why: [c]}", ["why: found a list", "why is text"]),
        ("a.yml", "a: {patterns: [b], wide: [c], why: d}", ["wide: found patterns without a reason"]),
        ("a.yml", "a: {patterns: [b], exclude: [b]}", ["frame 'a'", "'b' in patterns and in exclude"]),
        ("a.yml", "a: [guarant(ee|or)]", ["line 1", "'guarant(ee|or)'", "* for any letters"]),
        ("a.yml", "a: ['**']", ["'**'", "a letter or digit"]),
        ("a.yml", f"a: [{'b' * 300}]", ["line 1", "bbb", "at most 200 characters"]),
        ("a.yml", "a: [mum's]", ['"mum\'s"', "write 'mum'"]),
        ("a.yml", "a: !!python/object/apply:os.system [ls]", ["line 1", "tags are not allowed"]),
        ("a.yml", "- a\n- b\n", ["line 1", "found a list", "frame: patterns"]),
        ("a.yml", "a: [b]\n---\nc: [d]\n", ["line 3", "a second document"]),
        ("a.yml", "# nothing yet\n", ["found nothing"]),
        ("a.yml", "? [a]\n: b\n", ["line 1", "found a list as a key"]),
        ("a.yml", "' ': [b]\n", ["line 1", "give the frame a name"]),
        ("a.yml", "a: [b\nc: d", ["line 2", "not valid YAML"]),
        ("a.yml", "a: [b]\nc: [\x00]\n", ["line 2", "'\\x00'"]),
        ("a.yml", "", ["the file is empty"]),
        ("a.dic", " \n", ["the file is empty"]),
        ("a.yml", "a: [b]\nc: [caf\xe9]\n".encode("latin-1"), ["line 2", "0xe9", "save the file as UTF-8"]),
        ("a.dic", DIC.encode("utf-16"), ["line 1", "not UTF-8"]),
        ("a.dic", "1\tanger\n%\nhate*\t1\n", ["line 1", r"'1\tanger'", "begins with a line %"]),
        ("a.dic", "%\n1\tanger\nhate*\t1\n", ["line 3", r"'hate*\t1'", "before the words stands a line %"]),
        ("a.dic", "%\n1\tanger\n", ["line 2", "without a second line %"]),
        ("a.dic", "%\n%\nhate\t1\n", ["line 2", "a category is its number"]),
        ("a.dic", "%\n1\tanger\n1\tdeath\n%\nhate\t1\n", ["line 3", "stands above"]),
        ("a.dic", "%\n1\tanger\n2\tanger\n%\nhate\t1\n", ["line 3", "stands above"]),
        ("a.dic", f"%\n{'9' * 5000}\tanger\n%\nhate\t1\n", ["line 2", "a category is its number"]),
        ("a.dic", DIC + "die\t1\t7\n", ["line 8", "category 7 for 'die'", "are 1, 2"]),
        ("a.dic", "%\n1\tanger\n2\tdeath\n%\nhate\t1\n", ["line 3", "category 2, 'death', has no words"]),
        ("a.dic", DIC + "die\n", ["line 8", "'die'", "the numbers of its categories"]),
        ("a.dic", DIC + "like\t(02 134)1\n", ["line 8", "the numbers of its categories"]),
        ("a.dic", DIC + "*die\t1\n", ["line 8", "'*die'", "at the end of a word only"]),
        ("a.dic", DIC + ":)\t1\n", ["line 8", "':)'", "letters, digits"]),
        ("a.dic", DIC + "%\n", ["line 8", "'%'"]),
        ("a.txt", DIC, ["'.txt'", ".yml, .yaml or .dic"]),
    ],
)  # fmt: skip
def test_bad_file_is_refused_in_one_line(tmp_path, name, content, named):
    message = refusal(tmp_path, name, content)
    assert all(part in message for part in named), message


@pytest.mark.parametrize("name", ["a.yml", "a.dic"])
def test_a_file_too_large_is_refused_before_it_is_read_to_its_end(tmp_path, name):
    """What is parsed takes several times its size."""
    (tmp_path / name).write_bytes(b"a: [" + b"b" * 10 * LARGEST)

    def refused() -> None:
        with pytest.raises(SettingsError, match=f"more than {LARGEST:,} bytes"):
            read_frames(tmp_path / name)

    assert peak_memory(refused) < 1.5 * LARGEST


def test_a_long_line_is_refused_as_a_short_one(tmp_path):
    numbers = "1 " * 900_000
    assert "line 4" in refusal(tmp_path, "a.dic", f"%\n1\ta\n%\n{numbers}x")
    assert "category 2 for 'x'" in refusal(tmp_path, "a.dic", f"%\n1\ta\n%\nx {numbers}2")
    assert "line 1" in refusal(tmp_path, "a.yml", "a: [" + "b" * 1_900_000)


def test_what_is_no_file_is_named(tmp_path):
    (tmp_path / "a.yml").mkdir()
    for name in ("a.yml", "b.yml"):
        with pytest.raises(SettingsError, match=f"{name}: no such file"):
            read_frames(tmp_path / name)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_yaml_round_trip(tmp_path_factory, data):
    names = data.draw(st.lists(NAME, min_size=1, max_size=3, unique=True))
    parts = {"patterns": {}, "exclude": {}, "wide": {}}
    for name in names:
        patterns = data.draw(st.lists(PATTERN, min_size=3, max_size=6, unique=True))
        parts["patterns"][name] = {pattern: data.draw(REASON) for pattern in patterns[:-2]}
        parts["exclude"][name] = {patterns[-1]: data.draw(REASON)} if data.draw(st.booleans()) else {}
        parts["wide"][name] = {patterns[-2]: data.draw(REASON.filter(bool))} if data.draw(st.booleans()) else {}
    dictionary = Dictionary(**parts)
    found = read(tmp_path_factory.mktemp("a"), "a.yml", dictionary.to_yaml())
    assert found == dictionary
    assert [list(own) for own in found.patterns.values()] == [list(own) for own in dictionary.patterns.values()]


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        NAME.map(lambda name: " ".join(name.split())),
        st.lists(LIWC_PATTERN, min_size=1, max_size=4, unique=True),
        min_size=1,
        max_size=3,
    )
)
def test_liwc_round_trip(tmp_path_factory, frames):
    dictionary = Dictionary(frames)
    assert read(tmp_path_factory.mktemp("a"), "a.dic", dictionary.to_liwc()) == dictionary


@pytest.mark.parametrize(
    ("dictionary", "named"),
    [
        (Dictionary({"a": ["*b"]}), "'*b' has a wild card"),
        (Dictionary({"a": ["b"]}, exclude={"a": ["c"]}), "it has exclusions"),
        (Dictionary({"a  b": ["b"]}), "single spaces"),
    ],
)
def test_what_liwc_cannot_hold_is_not_written(dictionary, named):
    with pytest.raises(SettingsError) as caught:
        dictionary.to_liwc()
    assert named in str(caught.value)
    assert "write YAML" in str(caught.value)
