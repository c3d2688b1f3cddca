"""An operator's console in real Chromium, as a person uses it."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, expect

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OVERFLOWING = """() => [...document.querySelectorAll("body, .app *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".sr, .skip"))
    .map((one) => one.outerHTML.slice(0, 120))"""


class Desk:
    """One tab of one operator."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, said: ConsoleMessage) -> None:
        if "Security Policy" in said.text:
            self.complaints.append(said.text)

    def open(self, place: str = "") -> "Desk":
        """Loads the console and waits for its lists."""
        self.page.goto(f"{self.address}/desk/{place}")
        expect(self.page.get_by_role("heading", level=2).first).to_be_visible()
        return self

    def row(self, conversation: str) -> Locator:
        """The line of a conversation in the lists."""
        return self.page.locator(".row", has=self.page.locator(f"[data-row='{conversation}']"))

    def choose(self, conversation: str) -> None:
        """Clicks the line."""
        self.row(conversation).locator("[data-row]").click()

    def take(self, conversation: str) -> None:
        """Takes from the lists and waits for the composer."""
        self.row(conversation).get_by_role("button", name=re.compile("Take|Взять")).click()
        expect(self.composer).to_be_focused()

    @property
    def composer(self) -> Locator:
        """Where the operator writes."""
        return self.page.locator("#composer")

    @property
    def log(self) -> Locator:
        """The messages."""
        return self.page.get_by_role("log")

    @property
    def spy_line(self) -> Locator:
        """What the visitor does right now."""
        return self.page.locator(".live")

    @property
    def notice(self) -> Locator:
        """The line under the bar."""
        return self.page.locator(".notice")

    @property
    def toast(self) -> Locator:
        """The sentence at the foot."""
        return self.page.locator(".toast")

    def write(self, text: str) -> None:
        """Writes and sends with Enter."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def press(self, keys: str) -> None:
        """Presses keys wherever the focus is."""
        self.page.keyboard.press(keys)

    def violations(self) -> list[str]:
        """What axe finds, one line each."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]

    def overflowing(self) -> list[str]:
        """Elements that leave the screen at the right."""
        found: list[str] = self.page.evaluate(OVERFLOWING)
        return found
