"""Every state of the chat: what it shows, and that axe-core finds nothing wrong with it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.widget.conftest import SMALL_PHONE, Come, phone, violations
from tests.browser.widget.server import INVITATION, MARTA, OLEG, Server
from tests.browsing import ShopWindow

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DAY = 86_400

State = Callable[[ShopWindow, Server], Awaitable[None]]


def two_days(server: Server) -> None:
    """Both sides, on two days."""
    server.has("operator", "Will two circuits do, or do you need three?", seconds=DAY + 900)
    server.has("visitor", "Not sure. It's for a village, about 900 homes", seconds=DAY + 800)
    server.has("visitor", "and one very large greenhouse", seconds=DAY + 780)
    server.has("operator", "This is the one I'd look at: www.reactor-and-match.example/hearth-2", seconds=400)
    server.has("visitor", "Does it fit through a gate 2.4 m wide?", seconds=200)
    server.talk(read_by_operator=3, read_by_visitor=5)


async def open_greeting(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.log).to_contain_text("Marta")
    await expect(window.page.locator("chat-desk .st")).to_have_text("Online")


async def open_nobody_chosen(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.log).to_contain_text("Whoever is free first answers")


async def invitation(window: ShopWindow, server: Server) -> None:
    await expect(window.page.locator("chat-desk .inv")).to_contain_text("Will two circuits do")
    await expect(window.page.locator("chat-desk .chip")).to_have_count(3)
    assert server.frames("invitation") == [{"t": "invitation", "id": "question", "what": "shown"}]


async def invitation_in_the_window(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.page.locator("chat-desk .win .chip")).to_have_count(3)


async def conversation(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.page.locator("chat-desk .day")).to_have_text(["Yesterday", "Today"])
    await expect(window.log.locator(".g.me").nth(0)).to_contain_text("Read")
    await expect(window.log.locator(".g.me").nth(1)).to_contain_text("Sent")
    link = window.log.get_by_role("link")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    await expect(link).to_have_attribute("target", "_blank")


async def typing(window: ShopWindow, server: Server) -> None:
    await window.open()
    server.push({"t": "typing", "person": MARTA, "on": True})
    await expect(window.page.locator("chat-desk .st")).to_have_text("Typing…")
    await expect(window.page.locator("chat-desk .dots")).to_contain_text("Marta is typing")


async def scrolled_up(window: ShopWindow, server: Server) -> None:
    await window.open()
    await expect(window.log.locator(".m")).not_to_have_count(0)
    for line in range(12):
        server.say(f"Line {line}")
    await expect(window.log).to_contain_text("Line 11")
    await window.log.evaluate("log => log.scrollTop = 0")
    await window.page.evaluate(FRAME)
    server.say("It does: 2.1 m with the mirrors folded.")
    await expect(window.page.locator("chat-desk .jump")).to_have_text("1 new message")


async def transfer(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.page.locator("chat-desk h2")).to_have_text("Oleg")
    await expect(window.log).to_contain_text("Oleg is here now and can read everything above.")


async def waiting(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.log).to_contain_text("Your message is here.")


async def away(window: ShopWindow, _: Server) -> None:
    await window.open()
    await expect(window.page.locator("chat-desk .st")).to_have_text("Away")
    await expect(window.log).to_contain_text("Nobody is here right now.")


async def lost(window: ShopWindow, server: Server) -> None:
    await window.open()
    await expect(window.log.locator(".g.me")).to_have_count(2)
    await server.cut()
    await expect(window.page.locator("chat-desk .strip")).to_contain_text("No connection.")
    await window.say("50 m, and the changing rooms")
    await expect(window.log).to_contain_text("waits for the connection")


async def back(window: ShopWindow, server: Server) -> None:
    await lost(window, server)
    server.refuses = False
    await window.page.evaluate("dispatchEvent(new Event('online'))")
    await expect(window.page.locator("chat-desk .strip")).to_contain_text("Back online. Everything is sent.")
    assert [frame["text"] for frame in server.frames("message")] == ["50 m, and the changing rooms"]


async def not_sent(window: ShopWindow, server: Server) -> None:
    await window.open()
    server.acknowledges = False
    await window.say("A swimming pool")
    refused = (await server.sent("message"))["client_id"]
    server.push({"t": "error", "code": "bad_text", "message": "No.", "client_id": refused})
    await expect(window.log.get_by_role("button", name="Try again")).to_be_visible()


async def menu(window: ShopWindow, _: Server) -> None:
    await window.open()
    await window.page.get_by_role("button", name="More").click()
    await expect(window.page.get_by_role("menuitemcheckbox", name="Sound")).to_be_focused()


async def end_asked(window: ShopWindow, server: Server) -> None:
    await menu(window, server)
    await window.page.get_by_role("menuitem", name="End the conversation").click()
    await expect(window.page.get_by_role("button", name="Keep talking")).to_be_focused()


async def ended(window: ShopWindow, server: Server) -> None:
    await end_asked(window, server)
    await window.page.get_by_role("button", name="End it").click()
    await expect(window.log).to_contain_text("You ended the conversation at")
    await expect(window.field).to_have_attribute("placeholder", "Write again, I’ll see it")


async def rated(window: ShopWindow, server: Server) -> None:
    await ended(window, server)
    await window.log.get_by_text("Partly").click()
    await window.log.get_by_label("Why? One line is enough").fill("The price")
    await window.log.get_by_role("button", name="Send").click()
    await expect(window.log).to_contain_text("Thank you. I’ll read it.")
    assert server.frames("rate") == [{"t": "rate", "value": "partly", "comment": "The price"}]


async def unread(window: ShopWindow, _: Server) -> None:
    await expect(window.page.locator("chat-desk .badge")).to_have_text("2")
    await expect(window.launcher).to_have_accessible_name("Open chat, 2 new messages")
    await expect(window.page.locator("chat-desk .inv")).to_contain_text("And it folds.")


def answered(server: Server) -> None:
    server.has("visitor", "Does it fit?")
    server.has("operator", "It does.")
    server.has("operator", "And it folds.")


def handed_over(server: Server) -> None:
    server.has("operator", "I'll pass you to Oleg.")
    server.has("system", "Oleg", kind="joined", person=OLEG)
    server.has("operator", "How far is it?", person=OLEG)
    server.talk(operator=OLEG)


def unanswered(server: Server) -> None:
    server.has("visitor", "Does it fit?", seconds=20)
    server.talk(state="waiting", operator=None)
    server.welcome["availability"] = {"online": True, "several": True}


def nobody(server: Server) -> None:
    server.welcome["availability"] = {"online": False}


def several(server: Server) -> None:
    server.welcome["availability"] = {"online": True, "several": True}


def invites(server: Server) -> None:
    server.welcome["invitation"] = INVITATION


def empty(_: Server) -> None:
    """Nothing was said."""


STATES = [
    (empty, open_greeting),
    (several, open_nobody_chosen),
    (invites, invitation),
    (invites, invitation_in_the_window),
    (two_days, conversation),
    (two_days, typing),
    (two_days, scrolled_up),
    (handed_over, transfer),
    (unanswered, waiting),
    (nobody, away),
    (two_days, lost),
    (two_days, back),
    (two_days, not_sent),
    (two_days, menu),
    (two_days, end_asked),
    (two_days, ended),
    (two_days, rated),
    (answered, unread),
]


@pytest.mark.parametrize(("prepare", "reach"), STATES, ids=[reach.__name__ for _, reach in STATES])
async def test_the_state_is_what_it_says_and_accessible(
    come: Come, server: Server, prepare: Callable[[Server], None], reach: State
) -> None:
    prepare(server)
    window = await come()
    await reach(window, server)
    assert await violations(window.page) == []
    assert window.complaints == []


@pytest.mark.parametrize("options", [phone(), phone(**SMALL_PHONE)], ids=["390x844", "360x640"])
async def test_on_a_phone_the_sheet_leaves_a_tenth_of_the_page_and_its_close_button_in_reach(
    come: Come, server: Server, options: dict[str, Any]
) -> None:
    two_days(server)
    window = await come(**options)
    await window.open()
    visible = options["viewport"]["height"]
    for height in (visible, round(visible * 0.6)):
        await window.page.evaluate(KEYBOARD, height)
        await window.page.evaluate(FRAME)
        sheet = await window.page.evaluate(SHEET)
        assert sheet["height"] <= height * 0.9 + 0.5
        assert round(sheet["close"]["width"], 2) >= 44
        assert round(sheet["close"]["height"], 2) >= 44
        assert 0 <= sheet["close"]["top"] <= height - 44
    assert await violations(window.page) == []


FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
KEYBOARD = """height => {
  Object.defineProperty(visualViewport, "height", { get: () => height, configurable: true });
  visualViewport.dispatchEvent(new Event("resize"));
}"""
SHEET = """() => {
  const root = document.querySelector("chat-desk").shadowRoot;
  const sheet = root.querySelector(".win").getBoundingClientRect();
  const close = root.querySelector("[aria-label='Close chat']").getBoundingClientRect();
  return { height: sheet.height, close };
}"""
