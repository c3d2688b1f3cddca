"""The house rules hold, and each of them sees what it should: its samples prove it."""

import pytest

from tests.architecture import python_rules, text_rules
from tests.architecture.rule import ROOT, Rule, project

RULES = [*python_rules.RULES, *text_rules.RULES]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_project_keeps_the_rule(rule: Rule) -> None:
    found = rule.violations(project())
    assert not found, f"{rule.name}, because {rule.why}:\n" + "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_rule_objects_to_its_bad_samples_and_to_no_good_one(rule: Rule) -> None:
    assert [sample for sample in rule.bad if not rule.finds_in(sample)] == []
    assert [sample for sample in rule.good if rule.finds_in(sample)] == []


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_exception_is_still_needed(rule: Rule) -> None:
    strict = Rule(rule.name, rule.why, rule.applies, rule.find, rule.good, rule.bad)
    faulty = {violation.rpartition(":")[0] for violation in strict.violations(project())}
    assert rule.allowed.keys() <= faulty


def test_the_rules_read_the_whole_project() -> None:
    paths = {source.path for source in project()}
    assert {"manage.py", "chatdesk/asgi.py", "widget/src/loader.js", "README.md"} <= paths
    assert all((ROOT / path).is_file() for path in paths)
