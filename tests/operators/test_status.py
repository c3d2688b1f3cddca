"""Available or away: one person's choice, however many consoles they have open."""

import asyncio
import threading

import pytest

from operators import desk as at_desk
from tests.sockets import Operator, Visitor
from tests.world import Client, World

TABS = 5
"""So many that the one that chose is done before the others have heard of it."""


class Team:
    """Oleg, who hears of his colleague Marta, and her consoles."""

    def __init__(self, client: Client, oleg: Operator) -> None:
        self.client = client
        self.oleg = oleg
        self.tabs: list[Operator] = []

    @classmethod
    async def of(cls, client: Client) -> "Team":
        """Both are here."""
        team = cls(client, await Operator.come(client.oleg))
        for _ in range(TABS):
            team.tabs.append(await Operator.come(client.marta))
            assert await team.status_told() == "available"
            await settled(team.tabs[-1])
        return team

    async def status_told(self) -> str:
        """What Oleg is told of Marta next."""
        while True:
            colleague = (await self.oleg.expect("colleague"))["colleague"]
            if colleague["id"] == str(self.client.marta.public_id):
                return colleague["status"]

    async def statuses_until_oleg_goes(self) -> set[str]:
        """Everything that is said of Marta until Oleg's own word is back."""
        self.oleg.seen.clear()
        await self.oleg.send("status", value="away")
        while True:
            frame = await self.oleg.expect("colleague")
            if frame["colleague"]["id"] == str(self.client.oleg.public_id):
                break
        told = [one["colleague"] for one in self.oleg.seen if one["t"] == "colleague"]
        return {one["status"] for one in told if one["id"] == str(self.client.marta.public_id)}


async def test_away_in_one_console_is_away_for_the_whole_team(world: World) -> None:
    team = await Team.of(world.ours)
    await team.tabs[0].send("status", value="away")
    assert await team.status_told() == "away"
    assert await team.statuses_until_oleg_goes() <= {"away"}
    late = await Operator.come(world.ours.marta)
    assert late.welcome["me"]["status"] == "away"


async def test_available_again_from_another_console(world: World) -> None:
    team = await Team.of(world.ours)
    await team.tabs[0].send("status", value="away")
    assert await team.status_told() == "away"
    await team.tabs[-1].send("status", value="available")
    assert await team.status_told() == "available"
    assert await team.statuses_until_oleg_goes() <= {"available"}


async def test_visitors_hear_that_nobody_is_there_once_the_last_one_is_away(world: World) -> None:
    tabs = [await Operator.come(world.ours.marta) for _ in range(TABS)]
    visitor = await Visitor.come(world.ours)
    assert visitor.welcome["availability"]["online"]
    await tabs[0].send("status", value="away")
    while (await visitor.expect("availability"))["availability"]["online"]:
        pass
    assert not (await Visitor.come(world.ours)).welcome["availability"]["online"]


async def test_what_a_console_read_before_a_choice_does_not_overtake_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marta opens a second console; between its look and its word she goes away in the first."""
    oleg, first = await Operator.come(world.ours.oleg), await Operator.come(world.ours.marta)
    for console in (oleg, first):
        await settled(console)
    look, has_looked, may_tell = at_desk.standing, threading.Event(), threading.Event()

    def look_and_wait(tenant_id: int, member_id: int) -> at_desk.Standing:
        found = look(tenant_id, member_id)
        if not has_looked.is_set():
            has_looked.set()
            may_tell.wait(10)
        return found

    monkeypatch.setattr(at_desk, "standing", look_and_wait)
    second = asyncio.create_task(Operator.come(world.ours.marta))
    await asyncio.to_thread(has_looked.wait, 10)
    await first.send("status", value="away")
    team = Team(world.ours, oleg)
    while await team.status_told() != "away":
        pass
    may_tell.set()
    await second
    assert await team.status_told() == "available"
    assert await team.status_told() == "away"


async def settled(console: Operator) -> None:
    """Everything that follows a hello is done: the next frame is answered."""
    await console.send("open", conversation="none")
    await console.expect("error")
