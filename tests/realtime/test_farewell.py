"""Applications end with their server, and none holds it for ever."""

import asyncio

import pytest

from chatdesk.realtime import farewell
from chatdesk.realtime.farewell import end


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is long for a test."""
    monkeypatch.setattr(farewell, "ASK_AGAIN_SECONDS", 0.01)


async def forgets(cancellations: int) -> None:
    """Goes on after so many cancellations, as ``wait_for`` may."""
    for _ in range(cancellations + 1):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancellations -= 1
            if cancellations < 0:
                raise


async def started(*applications: "asyncio.Task[None]") -> tuple["asyncio.Task[None]", ...]:
    """They wait for something."""
    await asyncio.sleep(0)
    return applications


async def test_who_forgets_a_cancellation_is_cancelled_again() -> None:
    applications = await started(asyncio.create_task(forgets(0)), asyncio.create_task(forgets(2)))
    assert await end(applications) == 0
    assert all(one.cancelled() for one in applications)


async def test_who_never_ends_holds_nobody() -> None:
    (stubborn,) = await started(asyncio.create_task(forgets(farewell.TIMES + 1)))
    assert await end([stubborn]) == 1
    while not stubborn.done():
        stubborn.cancel()
        await asyncio.sleep(0)


async def test_nobody_to_end_is_nothing_to_wait_for() -> None:
    assert await end([]) == 0
