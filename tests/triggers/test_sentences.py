"""Rules read back in words."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given

from chatdesk.triggers.engine.conditions import read
from chatdesk.triggers.engine.facts import FACTS as CATALOGUE
from chatdesk.triggers.engine.operators import OPERATORS
from chatdesk.triggers.engine.sentences import parts, sentence
from tests.triggers.trees import TREES

VALUES = {"text": "match box", "number": 3, "choice": None, "weekday": None, "time": ["09:00", "18:30"], "yes_no": None}
VALUES |= {"count": [2, 60]}

SEARCHERS: dict[str, Any] = {
    "group": "all",
    "of": [
        {"fact": "page_url", "op": "contains", "value": "/boilers/"},
        {"fact": "seconds_on_page", "op": "at_least", "value": 30},
        {
            "group": "any",
            "of": [
                {"fact": "search_query", "op": "contains", "value": "double circuit"},
                {"fact": "source_kind", "op": "one_of", "value": ["ad", "social"]},
            ],
        },
        {"group": "none", "of": [{"fact": "contacts_known", "op": "yes"}]},
    ],
}


def test_a_rule_is_a_sentence() -> None:
    assert sentence(read(SEARCHERS)) == (
        "When a visitor is on a page whose address contains “/boilers/” and has been on the page for at least "
        "30 seconds and (searched for something that contains “double circuit” or came from an advertisement or "
        "a social network) and (fits none of these: has left contacts)."
    )


def test_a_rule_is_a_sentence_in_russian() -> None:
    with translation.override("ru"):
        assert sentence(read(SEARCHERS)) == (
            "Когда посетитель находится на странице, адрес которой содержит «/boilers/» и провёл на странице "
            "не меньше 30 с и (искал запрос, который содержит «double circuit» или пришёл из источника: реклама или "
            "соцсеть) и (не подходит ни под одно: оставил контакты)."
        )


def test_what_the_writer_put_in_stands_apart() -> None:
    values = [part.text for part in parts(read(SEARCHERS)) if part.is_value]
    assert values == ["“/boilers/”", "30 seconds", "“double circuit”", "an advertisement or a social network"]


def test_a_rule_without_conditions_says_so() -> None:
    assert sentence(read({"group": "all", "of": []})) == "Every visitor, on every page, at once."


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("fact", CATALOGUE.values(), ids=lambda fact: fact.name)
def test_every_comparison_can_be_said(fact: Any, language: str) -> None:
    with translation.override(language):
        for operator in OPERATORS[fact.kind].values():
            value = [name for name, _label in fact.choices][:2] or VALUES[fact.kind]
            node = {"fact": fact.name, "op": operator.name, "value": value if operator.takes_value else None}
            node |= {"of": "match box"} if fact.of else {}
            said = sentence(read({"group": "all", "of": [node]}))
            assert "{" not in said
            assert "  " not in said
            assert (language == "ru") is any("а" <= letter <= "я" for letter in said)


@given(TREES)
def test_whatever_can_be_read_can_be_said(tree: dict[str, Any]) -> None:
    said = sentence(read(tree))
    assert said.endswith(".")
    assert said.count("(") == said.count(")")
