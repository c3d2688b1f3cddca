"""Available or away: one person's choice, however many consoles they have open."""

from tests.sockets import Operator
from tests.world import Client, World

TABS = 5
"""So many that the one that chose is done before the others have heard of it."""


async def tabs_of_marta(client: Client) -> list[Operator]:
    """Her consoles, when they all have heard of each other."""
    tabs = [await Operator.come(client.marta) for _ in range(TABS)]
    for tab in tabs:
        await quiet(tab)
    return tabs


async def quiet(socket: Operator) -> None:
    """Reads until nothing comes any more."""
    while not await socket.silent():
        await socket.next()


def last_status(socket: Operator, client: Client) -> str:
    """What this console was told last of Marta."""
    told = [frame["colleague"] for frame in socket.seen if frame["t"] == "colleague"]
    return [one["status"] for one in told if one["id"] == str(client.marta.public_id)][-1]


async def test_away_in_one_console_is_away_for_the_whole_team(world: World) -> None:
    oleg = await Operator.come(world.ours.oleg)
    tabs = await tabs_of_marta(world.ours)
    await tabs[0].send("status", value="away")
    for console in (oleg, *tabs):
        await quiet(console)
        assert last_status(console, world.ours) == "away"


async def test_available_again_from_another_console(world: World) -> None:
    oleg = await Operator.come(world.ours.oleg)
    tabs = await tabs_of_marta(world.ours)
    await tabs[0].send("status", value="away")
    await quiet(tabs[-1])
    await tabs[-1].send("status", value="available")
    for console in (oleg, *tabs):
        await quiet(console)
        assert last_status(console, world.ours) == "available"


async def test_a_console_that_opens_while_another_chooses_away_does_not_bring_available_back(world: World) -> None:
    oleg, first = await Operator.come(world.ours.oleg), await Operator.come(world.ours.marta)
    await quiet(first)
    await first.send("status", value="away")
    late = await Operator.come(world.ours.marta)
    for console in (oleg, first, late):
        await quiet(console)
    assert last_status(oleg, world.ours) == "away"
    assert last_status(late, world.ours) == "away"
