"""Visitors in real Chromium: the live product's files, and a socket that says what the test wants."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.browser.widget.server import Server
from tests.browsing import DESKTOP, PATIENCE, PHONE, ShopWindow, Stage

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
SMALL_PHONE = {"width": 360, "height": 640}

Come = Callable[..., Awaitable[ShopWindow]]


@pytest.fixture
def server() -> Server:
    """The other end of the visitor's socket."""
    return Server()


@pytest_asyncio.fixture(loop_scope="session")
async def come(stage: Stage, server: Server) -> Come:
    """``come(path, query=…, **options of the browser's context)``: a visitor whose socket the test plays."""

    async def one(
        path: str = "/", *, query: str = "", url: str = "", prepare: Any = None, **options: object
    ) -> ShopWindow:
        context = await stage.browser.new_context(**({"viewport": DESKTOP, "locale": "en-GB"} | options))
        context.set_default_timeout(PATIENCE)
        stage.contexts.append(context)
        await server.stand_before(context, stage.live)
        window = ShopWindow(context, await context.new_page())
        if prepare:
            await prepare(window.page)
        await window.page.goto(url or stage.address(path, query=query))
        return window

    return one


def phone(**size: int) -> dict[str, object]:
    """Options of a context that is a phone."""
    return {"viewport": size or PHONE, "has_touch": True, "is_mobile": True}


STILL = """async () => {
  const ends = (one) => one.effect.getComputedTiming().iterations !== Infinity;
  const roots = [document, ...[...document.querySelectorAll("chat-desk")].map((host) => host.shadowRoot)];
  await Promise.allSettled(roots.flatMap((root) => root.getAnimations()).filter(ends).map((one) => one.finished));
}"""


async def violations(page: Page) -> list[str]:
    """What axe-core finds in the widget once everything that fades in has faded in."""
    await page.evaluate(STILL)
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run({include: ['chat-desk']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
