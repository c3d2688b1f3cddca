"""The list of visitors outlives whatever fells the work behind it."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from chatdesk.realtime import groups
from chatdesk.realtime.publish import publish_order
from chatdesk.triggers.selectors.listing import Listed, listed
from chatdesk.visitors.herald import ORDER
from operators import feed
from tests.operators.test_visitors import gone, opened, told
from tests.sockets import Operator, Visitor
from tests.triggers.asking import visit_of
from tests.world import ORIGIN, World


class Fault(Exception):
    """Something that nobody foresaw."""


async def test_a_read_that_falls_once_is_made_up_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    await opened(marta)
    falls = iter([True, False])

    def fall(ids: Sequence[int]) -> list[Listed]:
        if next(falls, False):
            raise Fault
        return listed(ids)

    monkeypatch.setattr(feed, "listed", fall)
    other = await Visitor.come(world.ours)
    await visitor.send("page", page={"url": f"{ORIGIN}/delivery", "title": "Delivery"})
    await told(marta, visitor, pages=2)
    await other.leave()
    assert await gone(marta) == [other.welcome["visitor"]]


async def test_a_visitor_who_fells_every_read_takes_nobody_else_along(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    marta = await Operator.come(world.ours.marta)
    bad, good = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await opened(marta)
    evil = (await visit_of(world.ours, bad)).visitor_id

    def fall(ids: Sequence[int]) -> list[Listed]:
        if evil in ids:
            raise Fault
        return listed(ids)

    monkeypatch.setattr(feed, "listed", fall)
    for page in range(2, 4):
        for visitor in (bad, good):
            await visitor.send("page", page={"url": f"{ORIGIN}/{page}", "title": "x"})
        await told(marta, good, pages=page)


async def test_an_order_that_cannot_be_read_does_not_end_the_listening(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await opened(marta)
    await publish_order([groups.stir(world.ours.id)], ORDER, came=["nonsense"])
    visitor = await Visitor.come(world.ours)
    await told(marta, visitor)
    await visitor.send("page", page={"url": f"{ORIGIN}/delivery", "title": "Delivery"})
    await told(marta, visitor, pages=2)


async def test_a_list_that_nobody_has_open_any_more_begins_nothing_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    marta = await Operator.come(world.ours.marta)
    await opened(marta)
    fell = threading.Event()

    def fall(ids: Sequence[int]) -> list[Listed]:
        fell.set()
        raise Fault

    monkeypatch.setattr(feed, "listed", fall)
    await Visitor.come(world.ours)
    assert await asyncio.to_thread(fell.wait, 30)
    await marta.send("visitors", on=False)
    await marta.send("sync", conversation="x", since=0)
    await marta.expect("error")
    monkeypatch.undo()
    visitor = await Visitor.come(world.ours)
    assert visitor.welcome["visitor"] in await opened(marta)
