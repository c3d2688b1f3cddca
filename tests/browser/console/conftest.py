"""Operators in real Chromium on the running product."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect, sync_playwright
from websockets.sync.client import connect
from websockets.typing import Origin

from tenants.models import Member
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.browsing import ARGUMENTS, PATIENCE
from tests.live import Live
from tests.sockets import make_session
from tests.world import ORIGIN, Client, World

OpenDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each opens contexts of its own."""
    # Playwright's loop runs in this thread, but never while a query of the tests does.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    path = os.environ.get("CHATDESK_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_desk(chromium: Browser, live: Live) -> Iterator[OpenDesk]:
    """``open_desk(member, width=1440, language="en", **context)``: a signed-in operator in a browser of their own."""
    contexts = []

    def open_one(
        member: Member, *, width: int = 1440, height: int = 900, language: str = "en", place: str = "", **more: Any
    ) -> Desk:
        viewport = {"width": width, "height": height}
        context = chromium.new_context(
            viewport=viewport, locale=language, timezone_id="Europe/London", reduced_motion="reduce", **more
        )
        contexts.append(context)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": make_session(member), "url": live.desk}])
        return Desk(context, live.desk).open(place)

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def come(live: Live, world: World) -> Iterator[Callable[..., Guest]]:
    """``come()``: a visitor on the site of our client."""
    with ExitStack() as tabs:

        def come_one(client: Client = world.ours, **page: str) -> Guest:
            address = live.door.replace("http", "ws", 1) + f"/ws/v1/visitor?site={client.site.key}"
            return Guest.come(tabs.enter_context(connect(address, origin=Origin(ORIGIN), proxy=None)), **page)

        yield come_one
