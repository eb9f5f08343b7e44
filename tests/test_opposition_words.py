"""Classes of words that the rules name."""

import re

from analysis.opposition import JUDGED, PASSED
from analysis.opposition_words import SEPARATED, WORDS, spell_out

RULES = PASSED + JUDGED


def test_every_class_of_words_is_named_by_a_rule_or_a_class():
    patterns = " ".join([*(rule.pattern for rule in RULES), *WORDS.values(), *SEPARATED])
    assert {*re.findall(r"<(\w+)>", patterns)} == {*WORDS}


def test_the_patterns_stay_small():
    """What is spelt out is compiled at first use, which takes about a second for each million characters."""
    assert sum(len(spell_out(rule.pattern)) for rule in RULES) < 550_000


def test_classes_are_spelt_out_to_the_end():
    assert not any(re.search(r"<\w+>", spell_out(rule.pattern)) for rule in RULES)


def test_a_class_in_a_class_is_spelt_out_too():
    assert re.fullmatch(spell_out("<aux>"), "shall")
    assert not re.fullmatch(spell_out("<aux>"), "shallow")
