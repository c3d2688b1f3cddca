"""How sockets reach the database without Django's one default thread.

``in_thread`` runs ordinary Django code in an own bounded pool of threads, a connection each; ``fetch`` runs one SQL
call on a small asynchronous pool, for the hot verbs that are SQL functions (109 µs of CPU against 893 through the ORM).
"""

import asyncio
import contextvars
import functools
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

import psycopg
from django.db import close_old_connections, connections
from django.db.utils import InterfaceError, OperationalError
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

THREADS = 8
POOL_SIZE = 8
POOL_WAIT_SECONDS = 5.0
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

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="socket-db")
_pools: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncConnectionPool]" = weakref.WeakKeyDictionary()


async def in_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Runs Django code off the event loop, in this module's threads; context variables come along."""
    context = contextvars.copy_context()
    call = functools.partial(context.run, _fresh, function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_threads, call)


def _fresh(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    close_old_connections()
    return function(*args, **kwargs)


async def fetch(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """Runs one statement in its own transaction and returns its rows; raises one of DATABASE_AWAY if it can't."""
    pool = await _open_pool()
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
            check=AsyncConnectionPool.check_connection,
            reconnect_timeout=20,
        )
    await _pools[loop].open()
    return _pools[loop]


def _connection_parameters() -> dict[str, Any]:
    parameters = connections["default"].get_connection_params()
    return {
        key: value for key, value in parameters.items() if key not in ("cursor_factory", "context", "prepare_threshold")
    }


async def _configure(connection: psycopg.AsyncConnection[Any]) -> None:
    # psycopg picks int2/int4/int8 by value, which makes a new prepared statement as ids grow.
    connection.adapters.register_dumper(int, Int8Dumper)
    await connection.execute(f"set lock_timeout = '{LOCK_TIMEOUT}'")
