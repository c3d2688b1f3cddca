"""Redis and PostgreSQL go away under traffic and come back."""

import asyncio
import os
import signal

import pytest
from asgiref.sync import sync_to_async

from ground.places import Places
from ground.servers import postgres, valkey
from ground.servers.server import Server
from tests.faults.conftest import MakeLive
from tests.faults.traffic import traffic_of
from tests.world import make_world

pytestmark = [pytest.mark.serial, pytest.mark.slow]

AWAY_SECONDS = 2.0


async def test_a_killed_redis_loses_nothing(installation: MakeLive, own_redis: Server, places: Places) -> None:
    live = installation("door", "desk", REDIS_URL=own_redis.url)
    traffic = await traffic_of(live, await sync_to_async(make_world)())

    async def fault() -> None:
        os.kill(own_redis.identity.pid, signal.SIGKILL)
        await asyncio.sleep(AWAY_SECONDS)
        await asyncio.to_thread(valkey.start, places)

    await traffic.survives(fault, within=5)


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
async def test_a_postgresql_that_goes_away_loses_nothing(
    installation: MakeLive, own_postgres: Server, places: Places, farewell: signal.Signals
) -> None:
    live = installation("door", "desk")
    traffic = await traffic_of(live, await sync_to_async(make_world)())

    async def fault() -> None:
        os.kill(own_postgres.identity.pid, farewell)
        await asyncio.sleep(AWAY_SECONDS)
        await asyncio.to_thread(postgres.start, places)

    await traffic.survives(fault, within=30)
