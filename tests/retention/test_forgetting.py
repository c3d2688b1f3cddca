"""What a site has kept for long enough is forgotten: nothing younger, nobody who talked, nothing of another client."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync

from chatdesk.letters.models import LetterLink, LetterOpening
from chatdesk.realtime import presence
from chatdesk.retention.services import clients, visits
from chatdesk.retention.tasks import find_outdated, forget
from chatdesk.visitors.models import ContactPoint, Event, PageView, Visit, Visitor
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.isolation.marks import superuser
from tests.retention.keeping import (
    OLD,
    VERY_OLD,
    Died,
    all_of,
    contact,
    days_ago,
    deletions,
    letter,
    talks,
    visitor,
)
from tests.world import Client, World

TRAIL = (Visit, PageView, Event)


@pytest.fixture
def ours(world: World) -> Client:
    """Our client."""
    return world.ours


def of(client: Client, *models: type[Any]) -> dict[str, int]:
    """How many rows the client has."""
    with tenant_scope(client.id):
        return all_of(*models)


def test_old_visits_go_with_their_pages_and_doings_and_younger_ones_stay(ours: Client) -> None:
    with tenant_scope(ours.id):
        who = visitor(ours, OLD, 366, 364, 1)
        contact(who)
    forget(ours.id)
    with tenant_scope(ours.id):
        assert list(Visit.objects.order_by("number").values_list("number", flat=True)) == [3, 4]
        assert all_of(PageView, Event) == {"PageView": 4, "Event": 2}
        who.refresh_from_db()
        assert (who.visits, ContactPoint.objects.count()) == (4, 1)
        assert who.seen_at is not None
        assert abs((who.seen_at - days_ago(366)).total_seconds()) < 60


def test_who_was_not_seen_for_long_is_forgotten_with_their_contacts(ours: Client) -> None:
    with tenant_scope(ours.id):
        contact(visitor(ours, VERY_OLD))
        kept = [visitor(ours, VERY_OLD, 729), visitor(ours, OLD)]
    forget(ours.id)
    with tenant_scope(ours.id):
        assert list(Visitor.objects.order_by("id")) == kept
        assert all_of(ContactPoint, *TRAIL) == {"ContactPoint": 0, "Visit": 0, "PageView": 0, "Event": 0}


def test_who_talked_stays_with_all_their_visits(ours: Client) -> None:
    with tenant_scope(ours.id):
        who = visitor(ours, VERY_OLD, OLD)
        contact(who)
        talks(ours, who)
    before = of(ours, Visitor, ContactPoint, *TRAIL)
    forget(ours.id)
    assert of(ours, Visitor, ContactPoint, *TRAIL) == before


def test_who_is_on_the_site_now_stays_as_they_are(ours: Client) -> None:
    with tenant_scope(ours.id):
        who = visitor(ours, VERY_OLD)
    entry = presence.entry(who.pk, "socket")
    async_to_sync(presence.hold)(presence.VISITORS, ours.id, [entry])
    forget(ours.id)
    assert of(ours, Visitor, Visit) == {"Visitor": 1, "Visit": 1}
    async_to_sync(presence.release)(presence.VISITORS, ours.id, [entry])
    forget(ours.id)
    assert of(ours, Visitor, Visit) == {"Visitor": 0, "Visit": 0}


def test_nothing_of_another_client_goes(world: World) -> None:
    for client in (world.ours, world.sister, world.foreign):
        with tenant_scope(client.id):
            visitor(client, VERY_OLD)
            letter(client, over=VERY_OLD, recipients=1)
    forget(world.ours.id)
    assert of(world.ours, Visitor, LetterLink) == {"Visitor": 0, "LetterLink": 0}
    for client in (world.sister, world.foreign):
        assert of(client, Visitor, LetterLink, *TRAIL) == {
            "Visitor": 1, "LetterLink": 1, "Visit": 1, "PageView": 2, "Event": 1
        }  # fmt: skip


def test_every_site_has_its_own_days(ours: Client) -> None:
    with tenant_scope(ours.id):
        short = Site.objects.create(name="Short", domains=["short.example"], keep_visits_days=7, keep_visitors_days=30)
        gone = visitor(Client(**{**vars(ours), "site": short}), 31)
        emptied = visitor(Client(**{**vars(ours), "site": short}), 8)
        kept = visitor(ours, 31)
    forget(ours.id)
    with tenant_scope(ours.id):
        assert set(Visitor.objects.all()) == {emptied, kept}
        assert set(Visit.objects.values_list("visitor_id", flat=True)) == {kept.pk}
    assert gone.pk


def test_the_tick_wakes_only_who_keeps_something_for_too_long(world: World, queued: list[tuple[Any, ...]]) -> None:
    with tenant_scope(world.ours.id):
        visitor(world.ours, OLD)
    with tenant_scope(world.sister.id):
        visitor(world.sister, 364)
        talks(world.sister, visitor(world.sister, VERY_OLD))
        letter(world.sister, over=700, recipients=1)
    with tenant_scope(world.foreign.id):
        letter(world.foreign, over=VERY_OLD, recipients=1)
    find_outdated()
    woken = {args[0] for name, args, _ in queued if name == "chatdesk.retention.tasks.forget"}
    everybody = {world.ours.id, world.sister.id, world.foreign.id}
    assert woken & everybody == {world.ours.id, world.foreign.id}
    for client in (world.ours, world.foreign):
        forget(client.id)
    queued.clear()
    find_outdated()
    assert not {args[0] for _, args, _ in queued} & everybody


def test_a_worker_that_is_killed_midway_has_done_what_it_did_and_the_next_one_goes_on(
    ours: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "AT_ONCE", 3)
    with tenant_scope(ours.id):
        for _ in range(10):
            visitor(ours, VERY_OLD)
        kept = visitor(ours, 1)
    left = of(ours, *TRAIL)
    for moment in range(2, 9):
        with deletions(until=moment), pytest.raises(Died):
            forget(ours.id)
        now = of(ours, *TRAIL)
        # Whole steps or nothing: no visit without its pages, no page without its visit.
        assert (now["PageView"], now["Event"]) == (2 * now["Visit"], now["Visit"])
        assert now["Visit"] <= left["Visit"]
        left = now
    assert left["Visit"] < 11
    forget(ours.id)
    forget(ours.id)
    with tenant_scope(ours.id):
        assert list(Visitor.objects.all()) == [kept]
        assert all_of(*TRAIL) == {"Visit": 1, "PageView": 2, "Event": 1}


def test_ten_thousand_rows_go_in_bounded_statements(ours: Client) -> None:
    with tenant_scope(ours.id):
        busy = visitor(ours, OLD)
        visit = Visit.objects.get()
        PageView.objects.bulk_create(PageView(visit=visit, url="x", at=visit.last_at) for _ in range(5_000))
        at = days_ago(OLD)
        crowd = Visitor.objects.bulk_create(
            Visitor(site=ours.site, token_hash=number.to_bytes(32), visits=1) for number in range(2_000)
        )
        made = Visit.objects.bulk_create(Visit(visitor=one, number=1, started_at=at, last_at=at) for one in crowd)
        PageView.objects.bulk_create(PageView(visit=one, url="x", at=at) for one in made for _ in range(2))
    with deletions() as counted:
        assert not clients.forget_outdated(tenant_id=ours.id, seconds=600)
    assert sum(counted) > 11_000
    assert max(counted) <= visits.ROWS_AT_ONCE
    assert of(ours, *TRAIL) == {"Visit": 0, "PageView": 0, "Event": 0}
    assert of(ours, Visitor)["Visitor"] == len(crowd) + 1
    assert busy.pk


def test_a_task_that_runs_out_of_time_leaves_the_rest_to_the_next(
    ours: Client, queued: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with tenant_scope(ours.id):
        visitor(ours, OLD)
        visitor(ours, OLD)
    monkeypatch.setattr(visits, "AT_ONCE", 1)
    assert clients.forget_outdated(tenant_id=ours.id, seconds=-1)
    assert of(ours, Visit) == {"Visit": 1}
    monkeypatch.setattr("chatdesk.retention.tasks.SECONDS", -1)
    forget(ours.id)
    assert of(ours, Visit) == {"Visit": 0}
    assert [(name, args) for name, args, _ in queued] == [("chatdesk.retention.tasks.forget", (ours.id,))]
    forget(ours.id)
    assert len(queued) == 1


def test_two_workers_take_different_rows(ours: Client) -> None:
    with tenant_scope(ours.id):
        held, free = visitor(ours, VERY_OLD), visitor(ours, VERY_OLD)
    with superuser() as other, other.transaction():
        other.execute("select from visitors_visitor where id = %s for update", [held.pk])
        forget(ours.id)
        with tenant_scope(ours.id):
            assert list(Visitor.objects.all()) == [held]
    forget(ours.id)
    assert of(ours, Visitor) == {"Visitor": 0}
    assert free.pk


def test_recipients_are_forgotten_long_after_the_links_have_run_out_unless_they_talked(ours: Client) -> None:
    with tenant_scope(ours.id):
        letter(ours, over=729, recipients=2)
        over = letter(ours, over=VERY_OLD, recipients=3)
        first, second, third = LetterLink.objects.filter(letter=over).order_by("id")
        talked = visitor(ours, VERY_OLD)
        talks(ours, talked)
        LetterOpening.objects.create(visit=Visit.objects.get(visitor=talked), letter=over, link=first)
        LetterLink.objects.filter(id=second.id).update(opened_at=days_ago(10))
    forget(ours.id)
    with tenant_scope(ours.id):
        assert LetterLink.objects.filter(letter=over).count() == 2
        assert not LetterLink.objects.filter(id=third.id).exists()
        assert LetterLink.objects.count() == 4


def test_a_stranger_wakes_nobody_and_an_empty_client_is_left_as_it_is(ours: Client) -> None:
    with deletions() as counted:
        forget(ours.id)
    assert sum(counted) == 0
