"""From the question to the second message, for each expected answer (A30, A31, A32)."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from chatdesk.conversations.models import Conversation, Message
from chatdesk.triggers.engine.comparing import Outcome
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.questions.branches import Branch, branch_of
from chatdesk.triggers.questions.second_messages import Answer, Step, duration, ways
from chatdesk.triggers.selectors.outcomes import answers
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.scope import tenant_scope
from tests.world import Client, World

BRANCHES = [{"words": ["Two", "both"], "reply": "Is a river near?"}, {"words": ["Three"], "reply": ""}]
ASKED = timezone.now() - timedelta(days=3)
KINDS = {"v": Message.Sender.VISITOR, "o": Message.Sender.OPERATOR}


@pytest.fixture
def rule(world: World) -> Trigger:
    with tenant_scope(world.ours.id):
        return Trigger.objects.create(site=world.ours.site, name="Circuits", text="Two?", branches=BRANCHES)


def talk(rule: Trigger, client: Client, *lines: tuple[str, str, float], before: tuple[str, ...] = ()) -> Visit:
    """Somebody answers the rule's question; lines are who, what and how many seconds after the question."""
    visitor = Visitor.objects.create(site=client.site, token_hash=secrets.token_bytes(32), visits=1)
    visit = Visit.objects.create(visitor=visitor, number=1, started_at=ASKED, last_at=ASKED)
    conversation = Conversation.objects.create(
        site=client.site, visitor=visitor, visit=visit, opened_at=ASKED, last_at=ASKED
    )
    made = Invitation.objects.create(
        trigger=rule,
        visit=visit,
        member=client.marta,
        conversation=conversation,
        text="Two?",
        branches=BRANCHES,
        state=Invitation.State.ANSWERED,
        shown_at=ASKED,
    )
    Invitation.objects.filter(id=made.id).update(created_at=ASKED)
    earlier = [("v", text, -60.0, Message.Kind.TEXT) for text in before]
    question = ("o", "Two?", 5.0, Message.Kind.INVITATION)
    later = [(*line, Message.Kind.TEXT) for line in lines]
    for seq, (who, text, seconds, kind) in enumerate([*earlier, question, *later], 1):
        Message.objects.create(
            conversation=conversation,
            seq=seq,
            client_id=str(seq),
            kind=kind,
            sender=KINDS[who],
            body=text,
            created_at=ASKED + timedelta(seconds=seconds),
        )
    return visit


def test_the_time_runs_from_the_question_to_the_second_message_by_branch(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        talk(rule, world.ours, ("v", "Two", 5), ("o", "Is a river near?", 9), ("v", "Yes", 80), ("v", "Wide", 90))
        talk(rule, world.ours, ("v", "I'd say three", 30), ("o", "Sodium?", 40))
        talk(rule, world.ours, ("v", "twofold", 6), ("v", "sorry", 7))
        found = answers(rule.id)
    assert sorted(found, key=lambda one: (one.branch is None, one.branch)) == [
        Answer("A", 0, 80.0),
        Answer("A", 1, None),
        Answer("A", None, 7.0),
    ]


def test_what_was_said_before_the_question_is_neither_answer_nor_second_message(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        talk(rule, world.ours, ("v", "both", 5), before=("Three", "Hello"))
        assert answers(rule.id) == [Answer("A", 0, None)]


def test_the_team_and_what_was_before_a_change_are_left_out(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        visit = talk(rule, world.ours, ("v", "Two", 5))
        PageView.objects.create(visit=visit, url="https://shop.example/?chatdesk_staff=1", at=ASKED)
        assert answers(rule.id) == []
        talk(rule, world.ours, ("v", "Two", 5))
        assert len(answers(rule.id)) == 1
        Trigger.objects.filter(id=rule.id).update(counted_since=timezone.now())
        assert answers(rule.id) == []


def test_another_client_sees_nothing_of_it(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        talk(rule, world.ours, ("v", "Two", 5))
    for other in (world.sister, world.foreign):
        with tenant_scope(other.id):
            assert answers(rule.id) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two", 0),
        ("  BOTH!", 0),
        ("not three, two", 0),
        ("three", 1),
        ("twofold", None),
        ("network", None),
        ("22three3", None),
        ("", None),
        ("two-three", 0),
    ],
)
def test_an_answer_is_found_as_a_word_of_its_own(text: str, place: int | None) -> None:
    assert branch_of(BRANCHES, text) == place


@pytest.mark.parametrize(
    ("expected", "text", "fits"),
    [
        ("контур*", "Двумя Контурами", True),
        ("*circuit", "a microcircuit, then", True),
        ("* m2", "about 120 m2", True),
        ("circuit*", "microcircuits", False),
        ("two*", "tw o", False),
        ("* m2", "m2", False),
        ("ab*ba", "aba", False),
    ],
)
def test_a_star_stands_for_the_rest_of_a_word_or_for_all_of_it(expected: str, text: str, fits: bool) -> None:
    branches = [Branch(words=["chip", expected], reply="")]
    assert (branch_of(branches, text) == 0) is fits


def test_each_answer_has_its_line_and_what_nobody_expected_comes_last() -> None:
    given = [Answer("A", 0, 60.0), Answer("A", 0, 100.0), Answer("A", 0, None), Answer("A", None, None)]
    (way,) = ways(given, {"A": BRANCHES}, {"A": Outcome(people=20, shown=16)})
    assert way.together == Step("", "", "4 · 25 %", "2 · 50 %", "1 min 20 s")
    assert way.steps == [
        Step("Two", "Is a river near?", "3", "2 · 67 %", "1 min 20 s"),
        Step("Three", "", "0", "0", ""),
        Step("", "", "1", "0 · 0 %", ""),
    ]


def test_a_variant_that_is_there_no_more_has_no_lines() -> None:
    assert ways([Answer("B", 0, 1.0)], {"A": BRANCHES}, {"A": Outcome()}) == []
    (way,) = ways([Answer("B", 0, 1.0)], {}, {"B": Outcome(shown=1)})
    assert [step.answer for step in way.steps] == [""]


@pytest.mark.parametrize(
    ("seconds", "english", "russian"),
    [
        (0.4, "0 s", "0 с"),
        (59.4, "59 s", "59 с"),
        (80, "1 min 20 s", "1 мин 20 с"),
        (3_600, "1 h 0 min", "1 ч 0 мин"),
        (200_000, "55 h 33 min", "55 ч 33 мин"),
    ],
)
def test_a_time_is_said_in_two_units(seconds: float, english: str, russian: str) -> None:
    assert duration(seconds) == english
    with translation.override("ru"):
        assert duration(seconds) == russian
