"""Rules to start from, alone."""

from typing import Any

import pytest
from django.utils import translation

from chatdesk.triggers.engine.conditions import read
from chatdesk.triggers.questions.branches import read as read_branches
from chatdesk.triggers.questions.ready_sets import SETS
from chatdesk.triggers.questions.tone import remarks
from chatdesk.triggers.questions.wording import worded
from chatdesk.triggers.validators import validate_wording

RULES = [pytest.param(rule, id=f"{name}-{at}") for name, ready in SETS.items() for at, rule in enumerate(ready.rules)]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_one_that_could_be_saved_and_asks_as_it_preaches(rule: Any, language: str) -> None:
    with translation.override(language):
        columns = rule.written()
        assert read(columns["conditions"]).members
        assert len(columns["name"]) <= 80
        validate_wording(columns["text"])
        assert read_branches(columns["branches"]) == columns["branches"]
        assert [one.good for one in remarks(worded(columns["text"], {}))] == [True]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_speaks_russian(rule: Any) -> None:
    with translation.override("ru"):
        columns = rule.written()
    texts = [columns["name"], columns["text"], *(branch["reply"] for branch in columns["branches"])]
    assert all(any("а" <= letter <= "я" for letter in text) for text in texts)
