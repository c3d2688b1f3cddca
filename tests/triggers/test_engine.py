"""Which rule speaks, alone."""

import math
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatdesk.triggers.engine.conditions import on_page, read
from chatdesk.triggers.engine.decision import (
    RECHECK_SECONDS,
    Limits,
    Obstacle,
    Repeat,
    Rule,
    Situation,
    decide,
    earliest,
    verdicts,
)
from chatdesk.triggers.engine.facts import after
from chatdesk.triggers.engine.schedules import ALWAYS_OPEN, Schedule
from chatdesk.triggers.engine.sieve import Sieve
from tests.triggers.test_schedules import SCHEDULES, moments
from tests.triggers.trees import FACTS, TREES, meant

LIMITS = Limits(most_per_visit=2, pause_seconds=120)
DAY = 86_400.0
OFFICE = Schedule("12345", (time(9), time(18)))

RULES = st.lists(
    st.builds(
        lambda number, tree, repeat, waiting, schedule: (
            Rule(number, read(tree), repeat, 30, waiting, schedule=schedule),
            tree,
        ),
        st.integers(1, 6),
        TREES,
        st.sampled_from(Repeat),
        st.one_of(st.none(), st.integers(0, 60)),
        st.just(ALWAYS_OPEN) | SCHEDULES,
    ),
    unique_by=lambda pair: pair[0].id,
    max_size=5,
)
SITUATIONS = st.builds(
    Situation,
    facts=FACTS,
    now=moments(),
    asked=st.dictionaries(st.integers(1, 6), st.floats(0, 60 * DAY), max_size=3),
    asked_in_visit=st.frozensets(st.integers(1, 6), max_size=3),
    talking=st.booleans(),
    on_screen=st.booleans(),
    declined=st.booleans(),
    by_hand=st.one_of(st.just(math.inf), st.floats(0, 600)),
    by_hand_in_visit=st.integers(0, 2),
)
Pairs = list[tuple[Rule, dict[str, Any]]]


def may_speak(rule: Rule, tree: dict[str, Any], now: Situation) -> bool:
    """The limits, said in the plainest way."""
    if now.talking or now.on_screen or now.declined:
        return False
    if len(now.asked_in_visit) + now.by_hand_in_visit >= LIMITS.most_per_visit:
        return False
    latest = min([now.by_hand, *now.asked.values()])
    if latest < LIMITS.pause_seconds or rule.id in now.asked_in_visit:
        return False
    if rule.repeat is Repeat.VISITOR and rule.id in now.asked:
        return False
    if rule.repeat is Repeat.DAYS and now.asked.get(rule.id, 99 * DAY) < rule.days * DAY:
        return False
    if not rule.schedule.is_open(now.now):
        return False
    too_many = rule.most_waiting is not None and now.facts["queue_length"] > rule.most_waiting
    return not too_many and meant(tree, dict(now.facts))


def later(situation: Situation, seconds: float) -> Situation:
    """Nothing happened meanwhile."""
    asked = {rule_id: ago + seconds for rule_id, ago in situation.asked.items()}
    by_hand = situation.by_hand + seconds
    now = passed(situation.now, seconds)
    return replace(situation, now=now, facts=after(situation.facts, seconds), asked=asked, by_hand=by_hand)


def passed(now: datetime, seconds: float) -> datetime:
    """So much later, by the same clock."""
    return (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)


@given(RULES, SITUATIONS)
def test_who_speaks_is_the_first_that_is_true_and_may(pairs: Pairs, situation: Situation) -> None:
    rules = [rule for rule, _tree in pairs]
    true = [rule for rule, tree in pairs if may_speak(rule, tree, situation)]
    assert decide(rules, situation, LIMITS).speaker == (true[0] if true else None)
    assert [v.rule for v in verdicts(rules, situation, LIMITS) if v.speaks] == true


@settings(max_examples=400, deadline=None)
@given(RULES, SITUATIONS, st.integers(1, 7_200))
def test_no_moment_in_which_a_rule_could_speak_comes_before_the_foreseen_one(
    pairs: Pairs, situation: Situation, seconds: int
) -> None:
    rules = [rule for rule, _tree in pairs]
    if decide(rules, situation, LIMITS).speaker is not None:
        return
    wait = decide(rules, situation, LIMITS).wait
    soon = min(seconds, int(RECHECK_SECONDS))
    if any(may_speak(rule, tree, later(situation, soon)) for rule, tree in pairs):
        assert wait is not None
        assert wait <= soon or wait <= RECHECK_SECONDS


@given(RULES, FACTS, st.sets(st.sampled_from(["page_url", "search_query", "utm_campaign"])))
def test_no_rule_that_could_speak_is_left_out(pairs: Pairs, facts: dict[str, Any], untold: set[str]) -> None:
    told = {name: value for name, value in facts.items() if name not in untold}
    rules = [rule for rule, _tree in pairs]
    left = Sieve(rules).left(told)
    assert left == [rule for rule in rules if rule in left]
    assert all(rule in left for rule in rules if rule.could_speak(told, None))


def test_of_hundreds_of_rules_those_for_the_page_are_left() -> None:
    rules = [Rule(number, read(on_page(f"/Goods/{number:03}", seconds=5))) for number in range(300)]
    sieve = Sieve([*rules, Rule(300, read(on_page("", seconds=5)))])
    assert [rule.id for rule in sieve.left({"page_url": "https://shop.example/goods/007?a=1"})] == [7, 300]
    assert [rule.id for rule in sieve.left({"page_url": None})] == [300]
    assert len(sieve.left({})) == 301


@settings(deadline=None)
@given(RULES, FACTS, moments())
def test_the_first_look_at_a_visit_is_never_too_late(pairs: Pairs, facts: dict[str, Any], now: datetime) -> None:
    known = {name: facts[name] for name in ("page_url", "seconds_on_page", "pages_viewed", "second_of_week")}
    moment = earliest([rule for rule, _tree in pairs], known, now)
    for seconds in (0, 7, 31, 64, 1_800, 7_200, 100_000):
        later_on = passed(now, seconds)
        if any(meant(tree, after(facts, seconds)) and rule.schedule.is_open(later_on) for rule, tree in pairs):
            assert moment is not None
            assert moment <= seconds


def test_a_page_without_a_rule_is_never_looked_at() -> None:
    cart = Rule(1, read(on_page("/cart", seconds=5)))
    assert earliest([cart], {"page_url": "https://shop.example/", "seconds_on_page": 0.0}) is None


def test_a_rule_that_waits_for_a_shorter_queue_is_looked_at_again_and_again() -> None:
    rule = Rule(1, read(on_page("", seconds=5)), most_waiting=3)
    situation = Situation({"page_url": "x", "seconds_on_page": 6.0, "queue_length": 4, "second_of_week": 0})
    assert decide([rule], situation).wait == RECHECK_SECONDS


def test_the_pause_between_two_invitations_is_waited_for() -> None:
    rule = Rule(2, read(on_page("", seconds=5)))
    facts = {"page_url": "x", "seconds_on_page": 6.0, "second_of_week": 0}
    situation = Situation(facts, asked={1: 50.0}, asked_in_visit=frozenset({1}))
    assert decide([rule], situation, LIMITS).speaker is None
    assert decide([rule], situation, LIMITS).wait == 70


def test_a_rule_outside_its_hours_is_looked_at_when_they_begin() -> None:
    rule = Rule(1, read(on_page("", seconds=5)), schedule=OFFICE)
    facts = {"page_url": "x", "seconds_on_page": 0.0, "second_of_week": 0}
    night = datetime(2026, 11, 27, 8, 59, tzinfo=ZoneInfo("UTC"))
    assert decide([rule], Situation(facts, now=night)).wait == 60
    assert earliest([rule], facts, night) == 60
    over = Rule(1, read(on_page("", seconds=0)), schedule=Schedule(last=night.date() - timedelta(days=1)))
    assert decide([over], Situation(facts, now=night)).wait is None


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"talking": True}, Obstacle.TALKING),
        ({"on_screen": True}, Obstacle.ON_SCREEN),
        ({"declined": True}, Obstacle.DECLINED),
        ({"asked_in_visit": frozenset({7, 8})}, Obstacle.ENOUGH),
        ({"asked": {7: 10.0}}, Obstacle.PAUSE),
        ({"asked_in_visit": frozenset({1})}, Obstacle.ASKED),
        ({"site_full": True}, Obstacle.RATE),
        ({"now": datetime(2026, 11, 28, 12, tzinfo=ZoneInfo("UTC"))}, Obstacle.SCHEDULE),
        ({"now": datetime(2026, 11, 27, 18, tzinfo=ZoneInfo("UTC"))}, Obstacle.SCHEDULE),
        ({"now": datetime(2026, 11, 27, 12, tzinfo=ZoneInfo("UTC"))}, None),
        ({}, None),
    ],
)
def test_a_silent_rule_says_why(change: dict[str, Any], obstacle: Obstacle | None) -> None:
    rule = Rule(1, read(on_page("", seconds=0)), schedule=OFFICE)
    situation = Situation({"page_url": "x", "seconds_on_page": 1.0}, **change)
    (verdict,) = verdicts([rule], situation, LIMITS)
    assert verdict.holds
    assert verdict.obstacle is obstacle
