"""A dictionary says what counts for each frame, and refuses what could match nothing."""

import pytest

from analysis.dictionaries import Dictionary
from analysis.patterns import SettingsError


def test_dictionary_from_settings(workbook):
    dictionary = Dictionary.from_settings(workbook.settings.frames)
    assert {frame: list(patterns) for frame, patterns in dictionary.patterns.items()} == {
        "expansion": ["*expan*"],
        "guarantees": ["guarante*"],
        "ultimatum": ["ultimatum*"],
    }
    assert dictionary.exclude == {}
    assert list(dictionary.wide["ultimatum"]) == ["demand*", "precondition*"]


def test_every_pattern_of_the_committed_settings_has_a_reason(workbook):
    dictionary = Dictionary.from_settings(workbook.settings.frames)
    for part in (dictionary.patterns, dictionary.wide):
        assert all(len(reason.split()) > 3 for patterns in part.values() for reason in patterns.values())


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [("alliance's", "alliance"), ("the alliance’s offer", "the alliance offer"), ("*NATO'S", "*NATO")],
)
def test_a_possessive_that_no_token_has_is_refused(pattern, instead):
    with pytest.raises(SettingsError) as caught:
        Dictionary({"bloc": ["alliance*", pattern]})
    assert f"frames.bloc.patterns: found {pattern!r}" in str(caught.value)
    assert f"write {instead!r}" in str(caught.value)


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ([{"a": []}], "frames.a.patterns: found none"),
        ([{"a": ["b"]}, {"c": ["d"]}], "frames.c.patterns: found none"),
        ([{"a": ["b|c"]}], "frames.a.patterns: found 'b|c'; a pattern is words"),
        ([{"a": ["b"]}, {"a": ["*"]}], "frames.a.exclude: found '*'; a pattern is words"),
        ([{"a": ["b"]}, {"a": ["b"]}], "frames.a: found 'b' in patterns and in exclude"),
        ([{"a": ["b"]}, {}, {"a": ["c"]}], "frames.a.wide: found 'c' without a reason"),
    ],
)
def test_a_dictionary_that_cannot_mean_anything_is_refused(parts, named):
    with pytest.raises(SettingsError) as caught:
        Dictionary(*parts)
    assert named in str(caught.value)


@pytest.mark.parametrize("pattern", ["'s", "'s gas"])
def test_a_bare_possessive_gets_no_empty_advice(pattern):
    with pytest.raises(SettingsError, match="name a word with it"):
        Dictionary({"x": [pattern]})
