"""What undoes opposition and refusal: each rule fires where it should and nowhere else."""

import pytest
from judged import judge

from analysis.undoing_rules import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_fires_on_its_example_and_not_on_its_counter_example(rule):
    assert rule.name in judge(rule.example).rules
    assert rule.name not in judge(rule.counter_example).rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_read_past_is_neither_opposed_nor_refused(rule):
    assert rule.means == "neither"
    assert judge(rule.example)[:2] == (False, False)
