"""How a server's applications end with it."""

import asyncio
import logging
import os
import sys
from collections.abc import Iterable
from typing import NoReturn

ASK_AGAIN_SECONDS = 1.0
TIMES = 5


async def end(applications: Iterable["asyncio.Future[object]"]) -> int:
    """Cancels them until they are done, at most TIMES; returns how many are not.

    Once is not enough: in Python 3.11 ``asyncio.wait_for``, which the database driver uses, forgets a cancellation
    that comes in the moment of an answer.
    """
    waiting = {application for application in applications if not application.done()}
    for _ in range(TIMES):
        if not waiting:
            break
        for application in waiting:
            application.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=ASK_AGAIN_SECONDS)
    return len(waiting)


def leave_process() -> NoReturn:
    """Ends the process at once, whatever its threads do.

    A thread that serves a request waits for the event loop; after the loop's end it would wait for ever, and Python
    waits for its threads.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
