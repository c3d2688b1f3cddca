"""How far questions and the open window got: the share of greetings, silence, the second message (A26, A32, B07)."""

import secrets
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from chatdesk.conversations.models import Conversation, Message
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.questions.reached import Week
from chatdesk.triggers.selectors.week import week_of
from chatdesk.visitors.models import Visit, Visitor
from tenants.scope import tenant_scope
from tests.world import Client, World

DAY = timedelta(days=1)
NOTHING = Week(0, 0, 0, 0, 0, None)


def opened(client: Client, *words: float, days: int = 1, before: bool = False) -> Visit:
    """Somebody opened the window and wrote after so many seconds."""
    at = timezone.now() - days * DAY
    visitor = Visitor.objects.create(site=client.site, token_hash=secrets.token_bytes(32), visits=1)
    visit = Visit.objects.create(visitor=visitor, number=1, started_at=at, last_at=at, window_opened_at=at)
    if before:
        _writes(visit, client, at - DAY, [0.0])
    if words:
        _writes(visit, client, at, list(words))
    return visit


def _writes(visit: Visit, client: Client, at: datetime, seconds: list[float]) -> None:
    talk = Conversation.objects.create(site=client.site, visitor=visit.visitor, visit=visit, opened_at=at, last_at=at)
    for seq, second in enumerate(seconds, 1):
        Message.objects.create(
            conversation=talk,
            seq=seq,
            client_id=str(seq),
            kind=Message.Kind.TEXT,
            sender=Message.Sender.VISITOR,
            body="x",
            created_at=at + timedelta(seconds=second),
        )


def week(client: Client) -> Week:
    with tenant_scope(client.id):
        return week_of(client.site.id, days=7)


def test_who_opened_and_said_nothing_is_told_from_who_wrote_once_and_twice(world: World) -> None:
    with tenant_scope(world.ours.id):
        for words in ((), (5.0,), (5.0, 60.0), (5.0, 100.0, 120.0)):
            opened(world.ours, *words)
    assert week(world.ours) == Week(0, 0, 4, 3, 2, 80.0)


def test_what_was_written_before_the_opening_or_long_after_the_visit_does_not_count(world: World) -> None:
    with tenant_scope(world.ours.id):
        opened(world.ours, before=True)
        opened(world.ours, 7_200.0)
    assert week(world.ours) == Week(0, 0, 2, 0, 0, None)


def test_who_opens_after_a_long_look_and_writes_has_written(world: World) -> None:
    with tenant_scope(world.ours.id):
        visit = opened(world.ours, 5.0, 9.0)
        Visit.objects.filter(id=visit.id).update(last_at=visit.last_at - timedelta(hours=2))
    assert week(world.ours) == Week(0, 0, 1, 1, 1, 9.0)


def test_older_weeks_and_windows_that_stayed_shut_are_left_out(world: World) -> None:
    with tenant_scope(world.ours.id):
        opened(world.ours, 5.0, days=8)
        shut = opened(world.ours, 5.0)
        Visit.objects.filter(id=shut.id).update(window_opened_at=None)
    assert week(world.ours) == NOTHING


@pytest.mark.parametrize(
    ("text", "state", "counted"),
    [
        ("Hello! Two or three circuits?", "shown", (1, 1)),
        ("Чем могу помочь?", "dismissed", (1, 1)),
        ("Two or three circuits?", "answered", (1, 0)),
        ("Hello!", "sent", (0, 0)),
        ("", "shown", (0, 0)),
    ],
)
def test_greetings_are_counted_among_the_questions_that_were_seen(
    world: World, text: str, state: str, counted: tuple[int, int]
) -> None:
    with tenant_scope(world.ours.id):
        rule = Trigger.objects.create(site=world.ours.site, name="x", text=text)
        seen = None if state == "sent" else timezone.now()
        visit = opened(world.ours, days=8)
        Invitation.objects.create(
            trigger=rule, visit=visit, member=world.ours.marta, text=text, state=state, shown_at=seen
        )
    found = week(world.ours)
    assert (found.shown, found.generic) == counted


def test_another_clients_week_is_not_told(world: World) -> None:
    with tenant_scope(world.ours.id):
        opened(world.ours, 5.0)
    for other in (world.sister, world.foreign):
        with tenant_scope(other.id):
            assert week_of(world.ours.site.id, days=7) == NOTHING
