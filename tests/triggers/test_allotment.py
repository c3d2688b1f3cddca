"""Who falls into which group of a rule, alone."""

import uuid
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatdesk.triggers.engine.allotment import HELD, group_of

CROWD = [uuid.UUID(int=number * 2**64 + 7) for number in range(6_000)]
NAMES = "ABCDE"
WEIGHTS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 100), min_size=1)
RULES = st.integers(1, 2**40)


def groups(rule: int, weights: dict[str, int], held: int = 0) -> list[str]:
    return [group_of(one, rule=rule, weights=weights, held_percent=held) for one in CROWD]


@given(st.uuids(), RULES, WEIGHTS, st.integers(0, 50))
def test_a_visitor_always_falls_into_the_same_group(visitor, rule, weights, held) -> None:
    first = group_of(visitor, rule=rule, weights=weights, held_percent=held)
    again = group_of(visitor, rule=rule, weights=dict(reversed(weights.items())), held_percent=held)
    assert first == again
    assert first in {HELD, *weights}


@pytest.mark.parametrize("held", [0, 1, 20, 50])
@pytest.mark.parametrize("weights", [{"A": 1}, {"A": 1, "B": 1}, {"A": 3, "B": 1}, {"A": 1, "B": 2, "C": 3, "E": 94}])
def test_shares_come_out_as_they_were_set(weights, held) -> None:
    for rule in (1, 2, 77_777):
        counted = Counter(groups(rule, weights, held))
        asked = len(CROWD) - counted[HELD]
        assert counted[HELD] / len(CROWD) == pytest.approx(held / 100, abs=0.025)
        for name, weight in weights.items():
            assert counted[name] / asked == pytest.approx(weight / sum(weights.values()), abs=0.035)


@given(st.uuids(), RULES, WEIGHTS, st.sampled_from(NAMES), st.integers(1, 100))
def test_a_new_or_heavier_variant_takes_visitors_and_moves_nobody_between_the_others(
    visitor, rule, weights, name, weight
) -> None:
    before = group_of(visitor, rule=rule, weights=weights)
    after = group_of(visitor, rule=rule, weights={**weights, name: weights.get(name, 0) + weight})
    assert after in {before, name}


@given(st.uuids(), RULES, WEIGHTS, st.integers(0, 50), st.integers(0, 50))
def test_a_larger_control_group_holds_everybody_whom_the_smaller_one_held(visitor, rule, weights, one, other) -> None:
    small, large = sorted((one, other))
    if group_of(visitor, rule=rule, weights=weights, held_percent=small) == HELD:
        assert group_of(visitor, rule=rule, weights=weights, held_percent=large) == HELD


def test_the_groups_of_two_rules_have_nothing_to_do_with_each_other() -> None:
    both = zip(groups(1, {"A": 1, "B": 1}), groups(2, {"A": 1, "B": 1}), strict=True)
    same = sum(one == other for one, other in both)
    assert same / len(CROWD) == pytest.approx(0.5, abs=0.03)
