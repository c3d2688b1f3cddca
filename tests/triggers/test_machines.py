"""Crawlers and monitors that open the chat."""

from chatdesk.triggers import due
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, look, make_trigger
from tests.world import World

GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


async def welcomed(world: World, **browser: str) -> Visitor:
    """Everything that follows a hello is done: the next frame is answered."""
    visitor = await Visitor.come(world.ours, **browser)
    await visitor.send("sync", conversation="none", since=0)
    await visitor.expect("error")
    return visitor


async def test_a_machine_is_not_counted_and_never_invited(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await make_trigger(world.ours)
    machine = await welcomed(world, user_agent=GOOGLEBOT)
    assert due.claim() == []
    await look(world.ours, machine)
    assert "invitation" not in await hears(machine)
    assert (await Operator.come(world.ours.oleg)).welcome.get("on_site", 0) == 0
    await marta.leave()


async def test_a_person_on_the_same_page_is_counted_and_due(world: World) -> None:
    await make_trigger(world.ours)
    visitor = await welcomed(world)
    assert len(due.claim()) == 1
    assert (await Operator.come(world.ours.oleg)).welcome["on_site"] == 1
    await visitor.leave()


async def test_what_a_machine_writes_is_stored_all_the_same(world: World) -> None:
    machine = await Visitor.come(world.ours, user_agent=GOOGLEBOT)
    assert (await machine.say("I may be a person behind a strange browser"))["seq"] == 1
