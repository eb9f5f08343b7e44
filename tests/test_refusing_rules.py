"""What is refused or not given: each rule fires where it should and nowhere else."""

import pytest
from judged import MEANINGS, judge

from analysis.refusing_rules import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_fires_on_its_example_and_not_on_its_counter_example(rule):
    assert rule.name in judge(rule.example).rules
    assert rule.name not in judge(rule.counter_example).rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_means_what_its_example_says(rule):
    opposed, refused = MEANINGS[rule.means]
    judged = judge(rule.example)
    assert judged.opposed >= opposed
    assert judged.refused >= refused


def test_all_mean_that_it_is_refused():
    assert {rule.means for rule in RULES} == {"refused", "both"}
