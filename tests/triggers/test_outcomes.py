"""What became of those who were asked and those who were not: counted in the database, said in words."""

import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from chatdesk.conversations.models import Conversation, Message
from chatdesk.triggers.engine.allotment import HELD
from chatdesk.triggers.engine.comparing import Outcome, compare, in_short, measures
from chatdesk.triggers.models import Goal, Invitation, Trigger
from chatdesk.triggers.selectors.outcomes import goals_of, outcomes
from chatdesk.visitors.models import ContactPoint, Event, PageView, Visit, Visitor
from tenants.scope import tenant_scope
from tests.world import Client, World

State = Invitation.State
MOMENT = timezone.now() - timedelta(days=20)
MEASURES = measures([(1, "Order")])


def days(number: float):
    return MOMENT + timedelta(days=number)


@pytest.fixture
def rule(world: World) -> Trigger:
    with tenant_scope(world.ours.id):
        return Trigger.objects.create(site=world.ours.site, name="Cart", text="Two?", held_percent=10)


def person(rule: Trigger, client: Client, group: str, *, state: str = State.SHOWN, number: int = 1) -> Visitor:
    """A visitor whose moment came twenty days ago."""
    visitor = Visitor.objects.create(site=client.site, token_hash=secrets.token_bytes(32), visits=number)
    visit = Visit.objects.create(visitor=visitor, number=number, started_at=MOMENT, last_at=days(30))
    state = State.HELD if group == HELD else state
    invite(rule, client, visit, group, state)
    return visitor


def invite(rule: Trigger, client: Client, visit: Visit, group: str, state: str) -> None:
    shown = None if state in (State.HELD, State.SENT) else MOMENT
    made = Invitation.objects.create(
        trigger=rule, visit=visit, member=client.marta, variant=group, text="x", state=state, shown_at=shown
    )
    Invitation.objects.filter(id=made.id).update(created_at=MOMENT)


def writes(client: Client, visitor: Visitor, at, *, text: str = "Hello", chat: bool = False) -> None:
    visit = Visit.objects.get(visitor=visitor)
    talk = Conversation.objects.create(
        site=client.site, visitor=visitor, visit=visit, opened_at=at, last_at=at, chat_at=at if chat else None
    )
    Message.objects.create(
        conversation=talk, seq=1, client_id="x", kind=0, sender=Message.Sender.VISITOR, body=text, created_at=at
    )


def sees(visitor: Visitor, url: str, at) -> None:
    PageView.objects.create(visit=Visit.objects.get(visitor=visitor), url=url, at=at)


def counted(rule: Trigger) -> dict[str, Outcome]:
    return dict(outcomes([rule.id], goals_of([rule.site_id])).get(rule.id, {}))


def test_every_group_is_counted_by_what_its_visitors_saw_and_did(world: World, rule: Trigger) -> None:
    ours = world.ours
    with tenant_scope(ours.id):
        for state in (State.SENT, State.SHOWN, State.DISMISSED, State.ANSWERED):
            person(rule, ours, "A", state=state)
        person(rule, ours, "B")
        person(rule, ours, HELD)
        found = counted(rule)
    seen = {name: (one.people, one.shown, one.dismissed, one.answered) for name, one in found.items()}
    assert seen == {"A": (4, 3, 1, 1), "B": (1, 1, 0, 0), HELD: (1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("at", "count"),
    [(days(-1), 0), (days(0.01), 1), (days(6.9), 1), (days(7.1), 0)],
    ids=["before", "at", "in", "late"],
)
def test_chats_and_contacts_count_within_seven_days_asked_or_not(world: World, rule: Trigger, at, count: int) -> None:
    with tenant_scope(world.ours.id):
        for group in ("A", HELD):
            visitor = person(rule, world.ours, group)
            writes(world.ours, visitor, at, text="anna@example.org", chat=True)
            writes(world.ours, visitor, at, text="or +44 20 7946 0000", chat=True)
        found = counted(rule)
    assert {(one.chats, one.contacts) for one in found.values()} == {(count, count)}


def leaves(visitor: Visitor, at, **changes: Any) -> None:
    """A contact, in a form of the site if nothing else is said."""
    given = {"kind": "email", "value": "a@mill.example", "normal": "a@mill.example", "origin": "form"}
    ContactPoint.objects.create(visitor=visitor, **given | {"first_at": at, "last_at": at} | changes)


@pytest.mark.parametrize(
    ("at", "changes", "count"),
    [
        (days(1), {}, 1),
        (days(1), {"kind": "phone", "origin": "operator"}, 1),
        (days(1), {"doubt": "typo"}, 1),
        (days(-1), {"last_at": days(2)}, 1),
        (days(-1), {}, 0),
        (days(7.1), {}, 0),
        (days(1), {"kind": "name"}, 0),
        (days(1), {"doubt": "fake"}, 0),
        (days(1), {"doubt": "syntax"}, 0),
        (days(1), {"origin": "identify"}, 0),
    ],
)
def test_a_contact_from_a_form_counts_like_one_in_a_message(
    world: World, rule: Trigger, at, changes: dict[str, Any], count: int
) -> None:
    with tenant_scope(world.ours.id):
        for group in ("A", HELD):
            visitor = person(rule, world.ours, group)
            leaves(visitor, at, **changes)
            if count:
                writes(world.ours, visitor, days(1), text="anna@example.org")
        assert {one.contacts for one in counted(rule).values()} == {count}


@pytest.mark.parametrize("text", ["room 12345678", "4111 1111 1111 1111", "@", "2 @ 3"])
def test_what_is_no_contact_is_not_counted(world: World, rule: Trigger, text: str) -> None:
    with tenant_scope(world.ours.id):
        writes(world.ours, person(rule, world.ours, "A"), days(1), text=text)
        assert counted(rule)["A"].contacts == 0


@pytest.mark.parametrize(
    ("goal", "url", "at", "count"),
    [
        ({"page": "*/thank-you*"}, "https://shop.example/Thank-You?x=1", days(1), 1),
        ({"page": "*/thank-you"}, "https://shop.example/thank-you/more", days(1), 0),
        ({"page": "*/100%_off*"}, "https://shop.example/100%_off", days(1), 1),
        ({"page": "*/100%_off*"}, "https://shop.example/100000off", days(1), 0),
        ({"page": "*a\\b*"}, "https://shop.example/a\\b", days(1), 1),
        ({"page": "*/thank-you*", "days": 2}, "https://shop.example/thank-you", days(3), 0),
        ({"page": "*/thank-you*"}, "https://shop.example/thank-you", days(-1), 0),
        ({"event": "order"}, "https://shop.example/order", days(1), 0),
    ],
)
def test_a_page_is_a_goal_when_it_fits_and_is_seen_in_time(
    world: World, rule: Trigger, goal: dict[str, Any], url: str, at, count: int
) -> None:
    with tenant_scope(world.ours.id):
        wanted = Goal.objects.create(site=world.ours.site, name="Order", **goal)
        sees(person(rule, world.ours, "A"), url, at)
        assert counted(rule)["A"].goals.get(wanted.id, 0) == count


@pytest.mark.parametrize(
    ("name", "kind", "count"), [("order", "track", 1), ("Order", "track", 0), ("order", "click", 0)]
)
def test_an_event_is_a_goal_when_the_site_tells_it(
    world: World, rule: Trigger, name: str, kind: str, count: int
) -> None:
    with tenant_scope(world.ours.id):
        wanted = Goal.objects.create(site=world.ours.site, name="Order", event="order")
        visit = Visit.objects.get(visitor=person(rule, world.ours, "A"))
        for _ in range(2):
            Event.objects.create(visit=visit, kind=kind, name=name, at=days(1))
        assert counted(rule)["A"].goals.get(wanted.id, 0) == count


def test_a_visitor_who_was_asked_twice_counts_once_as_the_first_time(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        visitor = person(rule, world.ours, "A", state=State.DISMISSED)
        again = Visit.objects.create(visitor=visitor, number=2, started_at=days(1), last_at=days(1))
        invite(rule, world.ours, again, "B", State.ANSWERED)
        found = counted(rule)
    assert {name: (one.people, one.dismissed) for name, one in found.items()} == {"A": (1, 1)}


@pytest.mark.parametrize(
    ("url", "people"),
    [
        ("https://shop.example/?chatdesk_staff=1", 0),
        ("https://shop.example/?a=1&chatdesk_staff=", 0),
        ("https://shop.example/chatdesk_staff=1", 1),
        ("https://shop.example/?not_chatdesk_staff=1", 1),
    ],
)
def test_the_team_is_left_out(world: World, rule: Trigger, url: str, people: int) -> None:
    with tenant_scope(world.ours.id):
        sees(person(rule, world.ours, "A"), url, days(-5))
        assert sum(one.people for one in counted(rule).values()) == people


def test_what_was_before_the_question_changed_does_not_count(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        person(rule, world.ours, "A")
        Trigger.objects.filter(id=rule.id).update(counted_since=days(1))
        assert counted(rule) == {}


def test_a_strangers_rules_are_not_counted(world: World, rule: Trigger) -> None:
    with tenant_scope(world.ours.id):
        person(rule, world.ours, "A")
    with tenant_scope(world.sister.id):
        assert outcomes([rule.id]) == {}


def test_many_rules_cost_as_many_statements_as_one(
    world: World, rule: Trigger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with tenant_scope(world.ours.id):
        Goal.objects.create(site=world.ours.site, name="Order", event="order")
        goals = goals_of([rule.site_id])
        rules = [rule, *(Trigger.objects.create(site=world.ours.site, name=str(n), text="x") for n in range(5))]
        for one in rules:
            person(one, world.ours, "A")
        with django_assert_num_queries(4):
            assert len(outcomes([one.id for one in rules], goals)) == 6


def said(asked: tuple[int, int], held: tuple[int, int], language: str = "en") -> str:
    """Of the goal; first how many reached it."""
    found = {name: Outcome(people=of, goals={1: hits}) for name, (hits, of) in (("A", asked), (HELD, held))}
    with translation.override(language):
        return compare(found, measures([(1, "Order")])).findings[0].text


def test_the_difference_is_said_in_plain_words() -> None:
    assert said((52, 1_000), (31, 1_000)) == (
        "2.1 points more visitors reached “Order” than without the question: between 0.3 and 3.9. Enough to tell."
    )
    assert said((31, 1_000), (52, 1_000)) == (
        "2.1 points fewer visitors reached “Order” than without the question: between 0.3 and 3.9. Enough to tell."
    )
    assert said((30, 1_000), (20, 1_000)) == (
        "1.0 points more visitors reached “Order” than without the question: between −0.4 and 2.4. "
        "Too few visitors yet to tell: about 1,700 more needed."
    )
    assert said((19, 19), (0, 500)) == "Nothing can be said before each group has 20 visitors."
    assert said((20, 100), (20, 100)).startswith("As many visitors reached “Order” as without the question")


def test_the_difference_is_said_in_russian() -> None:
    assert said((52, 1_000), (31, 1_000), "ru") == (
        "На 2,1 пункта больше посетителей достигли цели «Order», чем без вопроса: от 0,3 до 3,9. "
        "Этого довольно, чтобы судить."
    )


def test_in_short_all_variants_stand_beside_the_control_group() -> None:
    found = {"A": Outcome(500, goals={1: 30}), "B": Outcome(500, goals={1: 22}), HELD: Outcome(1_000, goals={1: 31})}
    assert in_short(found, MEASURES[0]) == "+2.1 (0.3 … 3.9)"
    assert in_short({"A": Outcome(500)}, MEASURES[0]) == ""
    assert in_short({"A": Outcome(500), HELD: Outcome(3)}, MEASURES[0]) == "…"
