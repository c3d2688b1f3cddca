"""``kill -9`` of the product's own processes under traffic: nothing acknowledged is lost, nothing is shown twice."""

import pytest

from tests.faults.conftest import MakeLive
from tests.faults.traffic import traffic_of
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.mark.serial
@pytest.mark.parametrize("name", ["door", "desk"])
async def test_a_killed_server_loses_nothing(installation: MakeLive, world: World, name: str) -> None:
    live = installation("door", "desk")
    traffic = await traffic_of(live, world)

    async def fault() -> None:
        live.kill(name)
        await live.start_soon(name)

    await traffic.survives(fault, within=5)


@pytest.mark.serial
@pytest.mark.parametrize("name", ["door", "desk"])
async def test_a_server_that_is_asked_to_end_says_that_it_goes_and_loses_nothing(
    installation: MakeLive, world: World, name: str
) -> None:
    live = installation("door", "desk")
    traffic = await traffic_of(live, world)

    async def fault() -> None:
        await live.end(name)
        await live.start_soon(name)

    await traffic.survives(fault, within=5)
    people = traffic.visitors if name == "door" else traffic.operators
    assert all(1012 in person.ledger.closed for person in people)


async def test_half_of_all_events_lost_loses_no_message(installation: MakeLive, world: World) -> None:
    live = installation("door", "desk", DJANGO_SETTINGS_MODULE="tests.faults.settings")
    traffic = await traffic_of(live, world)

    async def fault() -> None:
        """Nothing more: the layer is broken all the time."""

    await traffic.survives(fault, within=30)
