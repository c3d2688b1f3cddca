"""The only outbound HTTP: guarded, without redirects, proxies or patience. Every connector sends through ``post``.

The connection goes to the address that was checked, while the Host header and the certificate's name stay those of the
target. The whole exchange is cut off after TOTAL_SECONDS, however slowly the other side drips.
"""

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import httpx

from crm_sync.guard import HTTPS, Refused, Target, resolve, target_of

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0
MAX_ANSWER_BYTES = 1024 * 1024
MOST_ADDRESSES = 2
"""Of a name with several addresses, so many are tried: often one is IPv6 and the other is not."""
USER_AGENT = "chatdesk-webhooks/1"


class NotSent(Exception):
    """There was no usable answer; the text is for the client's admin: no body, no inner address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said. ``body`` is as it came, at most MAX_ANSWER_BYTES."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Sends one POST and waits for the whole answer; raises NotSent. Not to be called while a transaction is open."""
    try:
        target = target_of(url)
        addresses = resolve(target)
    except Refused as error:
        raise NotSent(str(error.reason)) from error
    try:
        return asyncio.run(_within_time(target, addresses[:MOST_ADDRESSES], body, headers))
    except TimeoutError as error:
        raise NotSent(f"No complete answer within {TOTAL_SECONDS:.0f} seconds.") from error
    except httpx.HTTPError as error:
        raise NotSent(_explain(error)) from error


async def _within_time(target: Target, addresses: list[str], body: bytes, headers: Mapping[str, str]) -> Answer:
    *others, last = addresses
    async with asyncio.timeout(TOTAL_SECONDS):
        for address in others:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await _post(target, address, body, headers)
        return await _post(target, last, body, headers)


async def _post(target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    request = httpx.Request(
        "POST",
        httpx.URL(scheme=target.scheme, host=address, port=target.port, raw_path=target.path.encode()),
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers, "Host": _host_header(target)},
        content=body,
        extensions={"sni_hostname": target.host},
    )
    timeout = httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)
    async with httpx.AsyncClient(
        verify=_certificates(), trust_env=False, follow_redirects=False, timeout=timeout
    ) as client:
        response = await client.send(request, stream=True)
        return Answer(response.status_code, dict(response.headers), await _body(response))


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise NotSent("The answer is longer than 1 MB.")
    return bytes(body)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    standard = target.port == (HTTPS if target.scheme == "https" else 80)
    return host if standard else f"{host}:{target.port}"


def _explain(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"No connection within {CONNECT_SECONDS:.0f} seconds."
    if isinstance(error, httpx.ConnectError):
        return "The connection was refused or its certificate is not valid."
    if isinstance(error, httpx.RemoteProtocolError):
        return "The answer was not HTTP."
    return "The connection broke off."
