"""How a server's applications end with it."""

import asyncio
from collections.abc import Iterable

ASK_AGAIN_SECONDS = 1.0
TIMES = 5


async def end(applications: Iterable["asyncio.Future[object]"]) -> int:
    """Cancels them until they are done, at most TIMES; returns how many are not.

    Once is not enough: in Python 3.11 ``asyncio.wait_for``, which the database driver uses, forgets a cancellation
    that comes in the moment of an answer, and a server that waits for such an application never ends.
    """
    waiting = {application for application in applications if not application.done()}
    for _ in range(TIMES):
        if not waiting:
            break
        for application in waiting:
            application.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=ASK_AGAIN_SECONDS)
    return len(waiting)
