"""Questions with gaps."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from chatdesk.triggers.questions.wording import MAX_TEXT, MAX_VALUE, NAMES, worded
from chatdesk.triggers.validators import validate_wording
from tests.sockets import Operator, Visitor
from tests.triggers.asking import look, make_trigger
from tests.world import World

ASKED = "Are you looking for {search_query|a reactor}?"


def test_a_known_value_stands_in_its_gap_and_an_unknown_one_leaves_the_fallback() -> None:
    assert worded(ASKED, {"search_query": "two circuits"}) == "Are you looking for two circuits?"
    assert worded(ASKED, {"search_query": "  "}) == "Are you looking for a reactor?"
    assert worded(ASKED, {}) == "Are you looking for a reactor?"


def test_what_a_visitor_searched_for_is_never_read_as_a_gap() -> None:
    assert worded(ASKED, {"search_query": "{operator_name}", "operator_name": "Marta"}) == (
        "Are you looking for {operator_name}?"
    )


def test_a_long_value_is_cut_and_the_question_stays_within_its_bounds() -> None:
    said = worded(ASKED, {"search_query": "reactor " * 40})
    assert len(said) <= len("Are you looking for ?") + MAX_VALUE
    assert said.endswith("…?")


@given(st.text(max_size=400), st.dictionaries(st.sampled_from(sorted(NAMES)), st.text()))
def test_any_text_can_be_worded(text: str, values: dict[str, str]) -> None:
    assert len(worded(text, values)) <= MAX_TEXT


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Looking for {colour|it}?", "Nothing is known by the name of {colour}"),
        ("Looking for {search_query}?", "Say what to write when it is not known: {search_query|your words}"),
        ("Looking for {search_query| }?", "Say what to write"),
        ("Looking for {search_query?", "A brace is open or closed for nothing"),
        ("Looking for {{search_query|it}}?", "A brace is open or closed for nothing"),
    ],
)
def test_a_question_that_would_reach_a_visitor_with_a_hole_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(complaint)):
        validate_wording(text)


@pytest.mark.parametrize("text", ["Two or three?", ASKED, "I'm {operator_name}. {page_title|This one}, or larger?"])
def test_a_whole_question_is_taken(text: str) -> None:
    validate_wording(text)


async def test_the_searcher_is_asked_for_what_they_searched(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await make_trigger(world.ours, text="{operator_name} here. Which {search_query|reactor} do you need?")
    searcher = await Visitor.come(world.ours, referrer="https://duckduckgo.com/?q=two+circuit+reactor")
    other = await Visitor.come(world.ours)
    await look(world.ours, searcher, other)
    assert (await searcher.expect("invitation"))["invitation"]["text"] == (
        "Marta here. Which two circuit reactor do you need?"
    )
    assert (await other.expect("invitation"))["invitation"]["text"] == "Marta here. Which reactor do you need?"
    await marta.leave()
