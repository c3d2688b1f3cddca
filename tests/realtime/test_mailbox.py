"""A queue with one reader."""

import asyncio

import pytest

from chatdesk.realtime.mailbox import Mailbox


async def test_items_come_out_in_their_order() -> None:
    mailbox = Mailbox[int]()
    for number in range(3):
        mailbox.put_nowait(number)
    assert [await mailbox.get() for _ in range(3)] == [0, 1, 2]
    assert mailbox.empty()


async def test_a_reader_waits_for_the_first_item() -> None:
    mailbox = Mailbox[str]()
    reader = asyncio.create_task(mailbox.get())
    await asyncio.sleep(0)
    mailbox.put_nowait("late")
    assert await reader == "late"


async def test_a_reader_who_is_cancelled_in_the_moment_of_arrival_takes_nothing() -> None:
    mailbox = Mailbox[str]()
    reader = asyncio.create_task(mailbox.get())
    await asyncio.sleep(0)
    mailbox.put_nowait("for the next one")
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert await mailbox.get() == "for the next one"
