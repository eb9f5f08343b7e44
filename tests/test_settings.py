"""Settings are read whole or refused with one clear line."""

import shutil
from pathlib import Path

import pytest

from analysis.settings import SettingsError, find_settings, load_settings

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "workbook.toml").read_text(encoding="utf-8")


def refusal(tmp_path: Path, old: str, new: str) -> str:
    """The message for the committed settings with one change."""
    assert old in GOOD
    file = tmp_path / "workbook.toml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    return str(caught.value)


def test_committed_settings_are_read():
    settings = load_settings(ROOT / "workbook.toml")
    assert list(settings.frames) == ["expansion", "guarantees", "ultimatum"]
    assert settings.frames["expansion"].patterns == ["*expan*"]
    assert settings.corpus_path == ROOT / "seeds"
    assert settings.events[0].label.startswith("Geneva")


def test_settings_saved_with_a_byte_order_mark_are_read(tmp_path):
    file = tmp_path / "workbook.toml"
    file.write_text(GOOD, encoding="utf-8-sig")
    assert load_settings(file).frames == load_settings(ROOT / "workbook.toml").frames


def test_every_frame_says_why():
    assert all(len(frame.why.split()) > 3 for frame in load_settings(ROOT / "workbook.toml").frames.values())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("per = 1000", "pre = 1000", ["statistics.pre", "unknown key", "allowed here", "per"]),
        ("[themes]", "[theme]", ["theme: unknown key", "themes"]),
        ('patterns = ["ultimatum*"]', "patterns = []", ["frames.ultimatum.patterns", "[]"]),
        ('patterns = ["ultimatum*"]', 'patterns = [" "]', ["frames.ultimatum.patterns.entry 1", "' '"]),
        ('patterns = ["ultimatum*"]', 'patterns = "ultimatum*"', ["frames.ultimatum.patterns", "list"]),
        (
            'patterns = ["ultimatum*"]',
            'pattern = ["ultimatum*"]',
            ["frames.ultimatum.pattern: unknown key", "patterns"],
        ),
        ("per = 1000", 'per = "1000"', ["statistics.per", "'1000'", "a whole number"]),
        ("confidence = 0.95", "confidence = 95", ["statistics.confidence: found 95", "write 0.95"]),
        ("confidence = 0.95", "confidence = 2.0e9", ["statistics.confidence", "less than 1"]),
        ("[corpus]", '[corpus]\ndictionary = "a.yml"', ["corpus.dictionary: unknown key", "in the first line"]),
        ("boilerplate = true", 'boilerplate = "yes"', ["cleaning.boilerplate", "'yes'", "true or false"]),
        ("date = 2022-01-10", 'date = "10 January"', ["events.entry 1.date", "'10 January'", "2022-01-10"]),
        ("[corpus]", "[corpus", ["line 3: found '[corpus'", "a bracket is not closed"]),
        ('path = "seeds" ', 'path = "seeds ', ["line 4: found 'path = \"seeds", "a quotation mark is not closed"]),
        ("width_in = 6.3", "width_in = [6.3\n# ", ["at its end", "a bracket is not closed"]),
        ('["guarante*"]', '{ "a" = "b",\n"c" = "d" }', ["found 'patterns = {", "stands in one line"]),
        ('path = "seeds" ', "path = “seeds” ", ["line 4", "quotation marks are straight"]),
        ('path = "seeds" ', "path = seeds ", ["line 4", 'text stands in quotation marks, as in "text"']),
        ('path = "seeds" ', 'path = "C:\\seeds" ', ["line 4", "write / for each \\"]),
        ("confidence = 0.95", "confidence = 0,95", ["found 'confidence = 0,95", "a point and no comma, as 6.3"]),
        ("per = 1000", "per = 1,000", ["found 'per = 1,000", "as 6.3 or 1000"]),
        ("mojibake = true", "mojibake = Yes", ["found 'mojibake = Yes", "true or false, in small letters"]),
        ("mojibake = true", "mojibake true", ["found 'mojibake true", "a key, = and a value"]),
        ("[themes]", "[statistics]", ["found '[statistics]'", "stands twice"]),
        ("k = [3, 4, 5, 6]", "k = 4", ["themes.k: found 4", "a list, as [5, 10]"]),
        ("k = [3, 4, 5, 6]", "k = [3, 4, 3]", ["themes.k", "found 3 twice"]),
        ("k = [3, 4, 5, 6]", "k = [1, 4]", ["themes.k.entry 1: found 1", "greater than or equal to 2"]),
        ("k = [3, 4, 5, 6]", "k = []", ["themes.k: found []", "at least one"]),
        ("k = [3, 4, 5, 6]", 'k = [4, "5"]', ["themes.k.entry 2: found '5'", "a whole number"]),
        ("number = 4", "number = 7", ["themes: number: found 7", "one of k, 3, 4, 5, 6"]),
        ("per = 1000", "per = 1000 %", ["found 'per = 1000 %", "not valid TOML: Expected newline"]),
        ("minimum_counts = [5, 10]", "minimum_counts = 5", ["statistics.minimum_counts", "a list, as [5, 10]"]),
        ("[corpus]", "events = 3\n[corpus]", ["stands twice"]),
        ("width_in = 6.3", 'width_in = "6.3"', ["figures.width_in", "a number, without quotation marks"]),
        ('["guarante*"]', '["guarante(e|es)"]', ["frames.guarantees.patterns.entry 1", "* for any letters"]),
        ('["guarante*"]', '["a", "b", "a"]', ["frames.guarantees.patterns", "'a' twice"]),
        ('["guarante*"]', "[3]", ["frames.guarantees.patterns.entry 1", "3", "text"]),
        ('["guarante*"]', "{}", ["frames.guarantees.patterns", "{}", "at least one"]),
        ('["guarante*"]', '{ "a|b" = "c" }', ["frames.guarantees.patterns.a|b", "'a|b'", "* for any letters"]),
        ('["guarante*"]', '{ "a" = " " }', ["frames.guarantees.patterns.a", "' '", "at least one letter"]),
        ('["guarante*"]', '["a"]\nexclude = ["a"]', ["frames.guarantees", "'a' in patterns and in exclude"]),
        ('["guarante*"]', '["a"]\nexclude = "b"', ["frames.guarantees.exclude", "'b'", "a list", "reason"]),
        ('["guarante*"]', '["pledge*"]', ["frames.guarantees", "'pledge*' in patterns and in wide"]),
        (
            "[frames.ultimatum.wide]",
            "wide = ['a']\n[frames.x.wide]",
            ["frames.ultimatum.wide", "a table", "reason"],
        ),
        ("[frames.ultimatum]", "[frames.wide]\nlist = 1\n[frames.ultimatum]", ["frames.wide.list: unknown key", "why"]),
        ("[corpus]", "dictionary = 3\n[corpus]", ["dictionary", "beside frames", "one of them"]),
    ],
)
def test_bad_setting_is_named(tmp_path, old, new, named):
    message = refusal(tmp_path, old, new)
    assert all(part in message for part in ["workbook.toml", *named]), message


def test_no_frames_is_refused(tmp_path):
    file = tmp_path / "workbook.toml"
    file.write_text('[corpus]\npath = "seeds"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="frames: missing"):
        load_settings(file)


def test_patterns_may_have_a_reason_each(tmp_path):
    file = tmp_path / "workbook.toml"
    table = '{ "guarante*" = "as Moscow has it" }\nexclude = ["guarantor*"]'
    file.write_text(GOOD.replace('["guarante*"]', table), encoding="utf-8")
    frame = load_settings(file).frames["guarantees"]
    assert frame.reasons() == {"guarante*": "as Moscow has it"}
    assert frame.reasons("exclude") == {"guarantor*": frame.why}
    assert list(frame.reasons("wide")) == ["promise*", "pledge*", "commitment*"]


def frame_of(tmp_path: Path, lines: str) -> str | dict[str, dict[str, str]]:
    """What a frame of these lines holds, or the message that refuses it."""
    file = tmp_path / "workbook.toml"
    file.write_text(f'[corpus]\npath = "seeds"\n[frames.strike]\n{lines}\n', encoding="utf-8")
    try:
        frame = load_settings(file).frames["strike"]
    except SettingsError as error:
        return str(error)
    return {part: frame.reasons(part) for part in ("patterns", "exclude", "wide")}


def test_a_frame_needs_no_why_where_every_pattern_has_its_own(tmp_path):
    """And where one has none, the message names the key and both ways out."""
    table = 'patterns = { "strike*" = "the word" }'
    assert frame_of(tmp_path, table) == {"patterns": {"strike*": "the word"}, "exclude": {}, "wide": {}}
    excluded = f'{table}\nexclude = {{ "air strike*" = "a raid" }}\nwide = {{ "walkout*" = "broader" }}'
    assert frame_of(tmp_path, excluded) == {
        "patterns": {"strike*": "the word"},
        "exclude": {"air strike*": "a raid"},
        "wide": {"walkout*": "broader"},
    }
    advice = 'a table with a reason for each, { "a*" = "…" }'
    missing = "workbook.toml: frames.strike: found no why; add it, or make"
    assert frame_of(tmp_path, 'patterns = ["strike*"]') == f"{missing} patterns {advice}"
    assert frame_of(tmp_path, f'{table}\nexclude = ["air strike*"]') == f"{missing} exclude {advice}"
    empty = frame_of(tmp_path, f'{table}\nwhy = ""')
    assert empty == "workbook.toml: frames.strike.why: found ''; at least one letter is needed"


def test_frames_may_stand_in_a_dictionary_file(tmp_path):
    (tmp_path / "my.yml").write_text("ultimatum: [ultimatum*]\ngrowth: {'*expan*': it grows}\n", encoding="utf-8")
    file = tmp_path / "workbook.toml"
    file.write_text('dictionary = "my.yml"\n[corpus]\npath = "seeds"\n', encoding="utf-8")
    settings = load_settings(file)
    assert list(settings.frames) == ["ultimatum", "growth"]
    assert settings.frames["ultimatum"].reasons() == {"ultimatum*": "as my.yml has it"}
    assert settings.frames["growth"].reasons() == {"*expan*": "it grows"}


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ('"my.yml"', ["my.yml: line 2", "frame 'b'", "found nothing"]),
        ('"none.yml"', ["none.yml", "no such file"]),
        ('"my.csv"', ["my.csv", ".yml, .yaml or .dic"]),
        ("3", ["workbook.toml: dictionary: found 3", "in quotation marks"]),
        ('" "', ["workbook.toml: dictionary: found ' '"]),
    ],
)
def test_a_dictionary_file_that_cannot_be_used_is_named(tmp_path, value, named):
    (tmp_path / "my.yml").write_text("a: [b]\nb:\n", encoding="utf-8")
    file = tmp_path / "workbook.toml"
    file.write_text(f'dictionary = {value}\n[corpus]\npath = "seeds"\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    message = str(caught.value)
    assert all(part in message for part in named), message
    assert "\n" not in message


def test_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match="no such file"):
        load_settings(tmp_path / "workbook.toml")


def test_settings_are_found_upwards(tmp_path, monkeypatch):
    shutil.copy(ROOT / "workbook.toml", tmp_path)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_settings() == tmp_path / "workbook.toml"


def test_no_settings_anywhere_is_said(tmp_path):
    with pytest.raises(SettingsError, match="not found in"):
        find_settings(tmp_path)


def test_the_number_of_themes_shown_is_the_first_tried_unless_set(tmp_path):
    file = tmp_path / "workbook.toml"
    file.write_text(GOOD.replace("number = 4 ", "# ").replace("k = [3, 4, 5, 6]", "k = [5, 4]"), encoding="utf-8")
    assert load_settings(file).themes.shown == 5
    assert load_settings(ROOT / "workbook.toml").themes.shown == 4
