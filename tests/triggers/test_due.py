"""When a visit is looked at, in real Redis."""

import time

import pytest
from asgiref.sync import sync_to_async

from chatdesk.realtime.redis import sync_redis
from chatdesk.triggers import due
from chatdesk.triggers.engine.conditions import on_page
from tests.triggers.asking import make_trigger
from tests.world import World

PAGE = {"page_url": "https://shop.example/reactors/1", "seconds_on_page": 0.0}


def add(tenant_id: int, visit_id: int, *, seconds: float = -1) -> None:
    sync_redis().zadd(due.KEY, {f"{tenant_id}:{visit_id}": time.time() + seconds})


def settle(claim: due.Claim, **waits: float | None) -> None:
    numbered = {int(name.removeprefix("v")): wait for name, wait in waits.items()}
    due.settle_on_commit(tenant_id=claim.tenant_id, lease=claim.lease, waits=numbered)


def score(tenant_id: int, visit_id: int) -> float | None:
    return sync_redis().zscore(due.KEY, f"{tenant_id}:{visit_id}")


async def test_a_page_that_a_rule_is_for_becomes_due_at_its_earliest_moment(world: World, own_due_set: str) -> None:
    await make_trigger(world.ours, conditions=on_page("/reactors/", seconds=20))
    await make_trigger(world.ours, conditions=on_page("", seconds=40), name="later")
    before = time.time()
    await due.mark_due(tenant_id=world.ours.id, site_id=world.ours.site.id, visit_id=7, facts=PAGE)
    assert before + 19.9 < score(world.ours.id, 7) < time.time() + 20.1


async def test_a_page_that_no_rule_is_for_costs_nothing(world: World, own_due_set: str) -> None:
    await make_trigger(world.ours, conditions=on_page("/cart", seconds=0))
    await make_trigger(world.ours, name="off", enabled=False)
    await due.mark_due(tenant_id=world.ours.id, site_id=world.ours.site.id, visit_id=7, facts=PAGE)
    await due.mark_due(tenant_id=world.sister.id, site_id=world.sister.site.id, visit_id=8, facts=PAGE)
    assert not await sync_to_async(sync_redis().exists)(own_due_set)


async def test_the_rules_of_a_site_are_read_once_for_many_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await make_trigger(world.ours)
    reads = []
    read = due.rule_sets
    monkeypatch.setattr(due, "rule_sets", lambda: reads.append(1) or read())
    for visit in range(5):
        await due.mark_due(tenant_id=world.ours.id, site_id=world.ours.site.id, visit_id=visit, facts=PAGE)
    assert len(reads) == 1


def test_what_is_due_is_claimed_once_and_by_client(world: World) -> None:
    add(1, 10)
    add(1, 11)
    add(2, 20)
    add(2, 21, seconds=60)
    claimed = {claim.tenant_id: sorted(claim.visit_ids) for claim in due.claim()}
    assert claimed == {1: [10, 11], 2: [20]}
    assert due.claim() == []


def test_a_claim_is_no_bigger_than_a_batch(world: World) -> None:
    for visit in range(due.BATCH + 5):
        add(1, visit)
    assert len(due.claim()[0].visit_ids) == due.BATCH
    assert len(due.claim()[0].visit_ids) == 5


def test_a_settled_visit_is_gone_or_due_later(world: World) -> None:
    add(1, 10)
    add(1, 11)
    claim = due.claim()[0]
    settle(claim, v10=None, v11=15.0)
    assert score(1, 10) is None
    assert score(1, 11) == pytest.approx(time.time() + 15, abs=1)


def test_a_killed_workers_visits_become_due_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "LEASE_SECONDS", -1)
    add(1, 10)
    assert due.claim()[0].visit_ids == [10]
    assert due.claim()[0].visit_ids == [10]


def test_a_page_view_during_the_look_is_not_forgotten(world: World) -> None:
    add(1, 10)
    claim = due.claim()[0]
    add(1, 10, seconds=5)
    settle(claim, v10=None)
    assert score(1, 10) == pytest.approx(time.time() + 5, abs=1)


def test_a_visit_that_somebody_removed_does_not_come_back(world: World) -> None:
    add(1, 10)
    claim = due.claim()[0]
    sync_redis().delete(due.KEY)
    settle(claim, v10=3.0)
    assert score(1, 10) is None
