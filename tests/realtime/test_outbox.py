"""A socket that does not read is told to come back later."""

import asyncio

from chatdesk.realtime.outbox import MAX_BYTES, MAX_EVENTS, Outbox


class Wire:
    """A connection that takes nothing until it is opened."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.sent: list[str] = []
        self.overflows = 0
        self.outbox = Outbox(self.send, self.overflow)

    async def send(self, text: str) -> None:
        await self.open.wait()
        self.sent.append(text)

    def overflow(self) -> None:
        self.overflows += 1


async def test_everything_leaves_in_order() -> None:
    wire = Wire()
    wire.open.set()
    for number in range(MAX_EVENTS):
        wire.outbox.put(str(number))
    await wire.outbox.flush()
    assert wire.sent == [str(number) for number in range(MAX_EVENTS)]


async def test_too_many_waiting_events_overflow_once_and_nothing_follows() -> None:
    wire = Wire()
    for number in range(3 * MAX_EVENTS):
        wire.outbox.put(str(number))
    wire.open.set()
    await asyncio.sleep(0)
    assert wire.overflows == 1
    assert len(wire.sent) <= 1


async def test_too_many_waiting_bytes_overflow() -> None:
    wire = Wire()
    for _ in range(5):
        wire.outbox.put("x" * (MAX_BYTES // 3))
    assert wire.overflows == 1
