"""Trees of conditions, alone."""

import math
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatdesk.triggers.engine.conditions import MAX_CONDITIONS, BadTree, read
from chatdesk.triggers.engine.facts import FACTS as CATALOGUE
from chatdesk.triggers.engine.facts import after
from chatdesk.triggers.engine.kinds import Changes
from chatdesk.triggers.engine.moments import complement, first, intersection, union
from chatdesk.triggers.engine.operators import OPERATORS
from tests.triggers.trees import FACTS, TREES, meant

HORIZON = 3 * 3600
LEAF = {"fact": "page_url", "op": "contains", "value": "reactors"}


@given(TREES, FACTS)
def test_a_tree_means_what_it_says(tree: dict[str, Any], facts: dict[str, Any]) -> None:
    assert read(tree).holds(facts) is meant(tree, facts)


@settings(max_examples=300)
@given(TREES, FACTS, st.integers(0, HORIZON))
def test_whatever_is_true_later_was_foreseen(tree: dict[str, Any], facts: dict[str, Any], seconds: int) -> None:
    moments = read(tree).could_be(True, facts)
    if meant(tree, after(facts, seconds)):
        assert any(start <= seconds < end for start, end in moments)


@given(TREES, FACTS, st.sets(st.sampled_from(["search_query", "utm_campaign", "device", "pages_viewed"])))
def test_what_nobody_told_yet_could_be_anything(tree: dict[str, Any], facts: dict[str, Any], untold: set[str]) -> None:
    told = {name: value for name, value in facts.items() if name not in untold}
    if meant(tree, facts):
        assert read(tree).could_be(True, told)[0][0] == 0


@given(TREES, FACTS)
def test_without_others_the_foreseen_moments_are_exact(tree: dict[str, Any], facts: dict[str, Any]) -> None:
    if "queue_length" in str(tree):
        return
    for start, end in read(tree).could_be(True, facts)[:4]:
        assert start > HORIZON or meant(tree, after(facts, start))
        if end < HORIZON:
            assert not meant(tree, after(facts, end))


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4).map(
    lambda spans: union([[(float(start), float(start + length))] for start, length in spans])
)


@given(SPANS, SPANS, st.integers(0, 60))
def test_sets_of_moments_behave_as_sets(one: Any, other: Any, moment: int) -> None:
    def has(moments: Any) -> bool:
        return any(start <= moment < end for start, end in moments)

    assert has(union([one, other])) is (has(one) or has(other))
    assert has(intersection([one, other])) is (has(one) and has(other))
    assert has(complement(one)) is not has(one)


@given(st.lists(SPANS, max_size=4), st.integers(0, 60))
def test_the_first_common_moment_is_that_of_the_intersection(sets: list[Any], after: int) -> None:
    left = [(max(start, after), end) for start, end in intersection(sets) if end > after]
    assert first(sets, after) == (left[0][0] if left else math.inf)


@pytest.mark.parametrize("fact", CATALOGUE.values(), ids=lambda fact: fact.name)
def test_every_fact_can_be_compared_in_some_way(fact: Any) -> None:
    assert OPERATORS[fact.kind]
    assert fact.choices or fact.kind not in ("choice", "weekday")
    assert fact.changes is not Changes.BY_THE_SECOND or any(op.times for op in OPERATORS[fact.kind].values())


def nested(depth: int) -> dict[str, Any]:
    """A condition in so many groups."""
    node: dict[str, Any] = LEAF
    for _ in range(depth):
        node = {"group": "all", "of": [node]}
    return node


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        (None, ()),
        ([], ()),
        (LEAF, ()),
        ({"group": "most", "of": [LEAF]}, ()),
        ({"group": "all"}, ()),
        ({"group": "all", "of": [LEAF], "note": "x"}, ()),
        ({"group": "all", "of": [LEAF, "x"]}, (1,)),
        ({"group": "all", "of": [LEAF, {"group": "any", "of": []}]}, (1,)),
        ({"group": "all", "of": [LEAF, {"group": "any", "of": [{**LEAF, "fact": "shoe_size"}]}]}, (1, 0)),
        ({"group": "all", "of": [{**LEAF, "op": "at_least"}]}, (0,)),
        ({"group": "all", "of": [{**LEAF, "note": "x"}]}, (0,)),
        ({"group": "all", "of": [{**LEAF, "value": "  "}]}, (0,)),
        ({"group": "all", "of": [{**LEAF, "value": "x" * 301}]}, (0,)),
        ({"group": "all", "of": [{**LEAF, "value": 7}]}, (0,)),
        ({"group": "all", "of": [{**LEAF, "op": "matches", "value": "(a"}]}, (0,)),
        ({"group": "all", "of": [{**LEAF, "op": "matches", "value": r"(a)\1"}]}, (0,)),
        ({"group": "all", "of": [{"fact": "pages_viewed", "op": "at_least", "value": -1}]}, (0,)),
        ({"group": "all", "of": [{"fact": "pages_viewed", "op": "at_least", "value": "many"}]}, (0,)),
        ({"group": "all", "of": [{"fact": "pages_viewed", "op": "at_least", "value": float("nan")}]}, (0,)),
        ({"group": "all", "of": [{"fact": "device", "op": "one_of", "value": ["toaster"]}]}, (0,)),
        ({"group": "all", "of": [{"fact": "device", "op": "one_of", "value": []}]}, (0,)),
        ({"group": "all", "of": [{"fact": "contacts_known", "op": "yes", "value": "x"}]}, (0,)),
        ({"group": "all", "of": [{"fact": "local_time", "op": "between", "value": ["9", "18"]}]}, (0,)),
        ({"group": "all", "of": [{"fact": "local_time", "op": "between", "value": ["09:00", "09:00"]}]}, (0,)),
        ({"group": "all", "of": [{"fact": "weekday", "op": "on", "value": ["8"]}]}, (0,)),
        ({"group": "all", "of": [LEAF] * (MAX_CONDITIONS + 1)}, ()),
        ({"group": "all", "of": [{"group": "any", "of": [LEAF] * 60}] * 2}, ()),
        (nested(5), (0, 0, 0, 0)),
    ],
)
def test_a_bad_tree_is_refused_at_its_place(tree: Any, path: tuple[int, ...]) -> None:
    with pytest.raises(BadTree) as refused:
        read(tree)
    assert refused.value.path == path
    assert str(refused.value.message)


def test_groups_go_four_deep() -> None:
    assert read(nested(4)).holds({"page_url": "https://shop.example/reactors"})


def test_no_pattern_is_slow_on_any_text() -> None:
    evil = read({"group": "all", "of": [{**LEAF, "op": "matches", "value": r"(a+)+$|([a-z]+)*@(x+x+)+y"}]})
    before = time.process_time()
    evil.holds({"page_url": "a" * 2_000 + "!" + "x" * 2_000})
    assert time.process_time() - before < 0.2
