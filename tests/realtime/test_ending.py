"""A socket's application that is cancelled ends, whatever its handlers do with the cancellation."""

import asyncio

import pytest

from chatdesk.realtime.frames.from_visitor import VisitorRead
from tests.sockets import Visitor
from tests.world import World
from widget.consumers import VisitorConsumer


async def test_a_handler_that_swallows_its_cancellation_does_not_keep_the_socket(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    handling, swallowed = asyncio.Event(), asyncio.Event()

    async def swallow(self: VisitorConsumer, frame: VisitorRead) -> None:
        handling.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            swallowed.set()

    monkeypatch.setattr(VisitorConsumer, "on_read", swallow)
    visitor = await Visitor.come(world.ours)
    await visitor.send("read", seq=1)
    await handling.wait()
    application = visitor.raw.future
    followed = [task for task in asyncio.all_tasks() if "FrameConsumer._follow" in repr(task)]
    assert len(followed) == 2
    for task in (application, *followed):  # all at once, as an event loop that closes does
        task.cancel()
    await swallowed.wait()
    _, left = await asyncio.wait([application], timeout=5)
    assert not left
