"""Real Chromium for tests: people with windows of their own, on the live processes."""

import os
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, expect

from tests.live import Live
from tests.sockets import make_session
from tests.world import Client

# The last four keep the browser from asking for its own servers.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 10_000
"""Milliseconds for one step in a browser, also for what rules, worker and both servers must do before it is seen."""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


async def launch(playwright: Playwright) -> Browser:
    """The browser that bin/test found."""
    expect.set_options(timeout=PATIENCE)
    return await playwright.chromium.launch(executable_path=os.environ["CHATDESK_CHROMIUM"], args=list(ARGUMENTS))


async def all_told(page: Page) -> None:
    """Everything that the page has written to its console so far has arrived here: news of it comes in order, later."""
    async with page.expect_console_message(lambda message: message.text == "all told"):
        await page.evaluate("console.log('all told')")


class Window:
    """One tab, with everything that its page complained about."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context = context
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(error.stack or str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


class ShopWindow(Window):
    """A visitor's tab on a site with the widget."""

    @property
    def launcher(self) -> Locator:
        """The closed chat."""
        return self.page.locator("chat-desk .launch")

    @property
    def field(self) -> Locator:
        """Where the visitor writes."""
        return self.page.locator("chat-desk .cmp textarea")

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.locator("chat-desk .log")

    async def open(self) -> None:
        """Opens the chat's window."""
        await self.launcher.click()
        await self.field.wait_for()

    async def say(self, text: str) -> None:
        """Writes and sends."""
        await self.field.fill(text)
        await self.field.press("Enter")


class ConsoleWindow(Window):
    """An operator's console."""

    @property
    def composer(self) -> Locator:
        """Where the operator writes."""
        return self.page.locator("#composer")

    async def take(self, words: str) -> None:
        """Takes the waiting conversation with these words in the list."""
        await self.row(words).get_by_role("button", name="Take").click()
        await self.composer.wait_for()

    def row(self, words: str) -> Locator:
        """The line of the lists that shows these words."""
        return self.page.locator("li.row", has_text=words)

    async def open(self, words: str) -> None:
        """Opens a conversation of the lists."""
        await self.row(words).locator("a").click()

    async def say(self, text: str) -> None:
        """Writes and sends."""
        await self.composer.fill(text)
        await self.composer.press("Enter")


@dataclass
class Stage:
    """The live product, one client's site, and browsers for people to come."""

    browser: Browser
    live: Live
    client: Client
    sessions: dict[str, str]
    """Session keys of the client's people, by their names in the world."""
    contexts: list[BrowserContext]

    @classmethod
    def set(cls, browser: Browser, live: Live, client: Client) -> Self:
        """Prepares sessions for the client's people."""
        people = {"marta": client.marta, "oleg": client.oleg, "supervisor": client.supervisor, "admin": client.admin}
        return cls(browser, live, client, {name: make_session(member) for name, member in people.items()}, [])

    async def visitor(self, path: str = "/", *, query: str = "", **options: object) -> ShopWindow:
        """Somebody new comes to the shop, whose page carries this client's widget."""
        context = await self._context(**options)
        return await self.tab(context, path, query=query)

    async def tab(self, context: BrowserContext, path: str = "/", *, query: str = "") -> ShopWindow:
        """Another tab of the same visitor."""
        window = ShopWindow(context, await context.new_page())
        await window.page.goto(self.address(path, query=query))
        return window

    def address(self, path: str, *, query: str = "") -> str:
        """A page of the shop with this client's widget."""
        return f"{self.live.shop}{path}?site={self.client.site.key}{query}"

    async def operator(self, name: str, **options: object) -> ConsoleWindow:
        """Somebody of the client's team opens the console."""
        context = await self._context(**options)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": self.sessions[name], "url": self.live.desk}
        await context.add_cookies([cookie])
        window = ConsoleWindow(context, await context.new_page())
        await window.page.goto(f"{self.live.desk}/desk/")
        return window

    async def leave(self) -> None:
        """Everybody closes their browser."""
        for context in self.contexts:
            await context.close()

    async def _context(self, **options: object) -> BrowserContext:
        context = await self.browser.new_context(**({"viewport": DESKTOP, "user_agent": self._person()} | options))
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        return context

    def _person(self) -> str:
        """What the same browser says when it has a screen: one without is taken for a machine."""
        version = self.browser.version
        return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36"
