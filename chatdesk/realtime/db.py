"""How sockets reach the database without Django's one default thread.

``in_thread`` runs ordinary Django code in an own bounded pool of threads, a connection each; ``fetch`` runs one SQL
call on a small asynchronous pool, for the hot verbs that are SQL functions (109 µs of CPU against 893 through the ORM).
"""

import asyncio
import contextvars
import functools
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

import psycopg
from django.db import connections
from django.db.utils import InterfaceError, OperationalError
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

THREADS = 8
POOL_SIZE = 8
POOL_WAIT_SECONDS = 5.0
TRUSTED_SECONDS = 1.0
"""A connection that was used within this time is not asked whether it lives."""
LOCK_TIMEOUT = "1s"
"""A conversation's row is locked for less than a millisecond; who waits longer waits for something broken."""

DATABASE_AWAY = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    PoolTimeout,
    PoolClosed,
)
"""What a caller catches to answer "try again" instead of failing."""

P = ParamSpec("P")
R = TypeVar("R")

_last = threading.local()
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="socket-db")
_pools: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncConnectionPool]" = weakref.WeakKeyDictionary()


async def in_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Runs Django code off the event loop, in this module's threads; context variables come along."""
    context = contextvars.copy_context()
    call = functools.partial(context.run, _connected, function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_threads, call)


def _connected(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    # Django closes a connection after every request; these threads keep theirs and look at it when it has rested.
    connection = connections["default"]
    rested = time.monotonic() - getattr(_last, "use", 0.0) > TRUSTED_SECONDS
    if connection.connection is not None and (connection.errors_occurred or (rested and not connection.is_usable())):
        connection.close()
    try:
        return function(*args, **kwargs)
    except StopIteration as error:
        # A future can't carry it: whoever awaits would wait for ever.
        raise RuntimeError("An iterator ended early.") from error
    finally:
        _last.use = time.monotonic()


async def fetch(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """Runs one statement in its own transaction and returns its rows; raises one of DATABASE_AWAY if it can't.

    A connection that broke while it rested is replaced and the statement sent again: it has to bear being run twice.
    """
    pool = await _open_pool()
    try:
        return await _run(pool, sql, params)
    except psycopg.OperationalError as error:
        if error.sqlstate is not None and not error.sqlstate.startswith("57P"):
            raise
        await pool.check()
        return await _run(pool, sql, params)


async def _run(pool: AsyncConnectionPool, sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    async with pool.connection(POOL_WAIT_SECONDS) as connection:
        cursor = await connection.execute(sql, params)
        return await cursor.fetchall()


async def close() -> None:
    """Closes this event loop's pool at the end of the process."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.close()


async def _open_pool() -> AsyncConnectionPool:
    loop = asyncio.get_running_loop()
    if loop not in _pools:
        _pools[loop] = AsyncConnectionPool(
            kwargs=_connection_parameters() | {"autocommit": True},
            min_size=1,
            max_size=POOL_SIZE,
            open=False,
            configure=_configure,
            reconnect_timeout=20,
        )
    await _pools[loop].open()
    return _pools[loop]


def _connection_parameters() -> dict[str, Any]:
    parameters = connections["default"].get_connection_params()
    return {key: value for key, value in parameters.items() if key not in ("cursor_factory", "context")}


async def _configure(connection: psycopg.AsyncConnection[Any]) -> None:
    # psycopg picks int2/int4/int8 by value, which makes a new prepared statement as ids grow.
    connection.adapters.register_dumper(int, Int8Dumper)
    await connection.execute(f"set lock_timeout = '{LOCK_TIMEOUT}'")
