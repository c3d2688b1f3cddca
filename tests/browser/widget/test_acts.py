"""What rules do besides asking in a bubble, on desktops and phones, and what they may not."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.widget.conftest import Come, phone, violations
from tests.browser.widget.server import INVITATION, Frame, Server
from tests.browsing import ShopWindow, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OPENING: Frame = INVITATION | {"action": "window"}
OFFER: Frame = INVITATION | {
    "text": "Third pallet of matches free until Sunday",
    "action": "banner",
    "banner": {"link": "/matches/"},
}
GLOW: Frame = {**INVITATION, "action": "glow", "text": "", "answers": []}
DEVICES: dict[str, dict[str, Any]] = {"desktop": {}, "phone": phone()}
BOTH = pytest.mark.parametrize("device", DEVICES)

FILES = """() => performance.getEntriesByType("resource").map((one) => one.name.split("/").pop())"""


def parts(window: ShopWindow) -> Any:
    """A part of the widget by its selector."""
    return lambda selector: window.page.locator(f"chat-desk {selector}")


async def told(server: Server, *wanted: str) -> None:
    """The browser tells this of the invitation, and has told nothing else so far."""
    if wanted:
        await server.sent("invitation", len(wanted))
    assert [frame["what"] for frame in server.frames("invitation")] == list(wanted)


async def place(page: Page) -> list[Any]:
    """Where the page is scrolled to, and what has its focus."""
    return await page.evaluate("[scrollY, document.activeElement === document.body]")


# The window


async def test_the_window_opens_with_the_question_and_takes_neither_focus_nor_page(come: Come, server: Server) -> None:
    window = await come()
    await window.launcher.wait_for()
    await window.page.evaluate("scrollTo(0, 300)")
    before = await place(window.page)
    server.push({"t": "invitation", "invitation": OPENING})
    await expect(window.field).to_be_visible()
    await expect(window.log).to_contain_text(OPENING["text"])
    assert await server.sent("invitation") == {"t": "invitation", "id": "question", "what": "shown"}
    assert await place(window.page) == before == [300, True]
    await expect(parts(window)(".inv")).to_have_count(0)
    await expect(parts(window)(".vh").last).to_have_text(f"Marta: {OPENING['text']}")
    assert await violations(window.page) == []
    assert window.complaints == []


async def test_a_window_that_was_closed_stays_closed(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OPENING
    window = await come()
    await window.page.get_by_role("button", name="Close chat").click()
    assert (await server.sent("invitation", 2))["what"] == "dismissed"
    await window.page.reload()
    await server.sent("hello", 2)
    await expect(window.launcher).to_be_visible()
    await expect(window.field).to_be_hidden()
    await expect(parts(window)(".inv")).to_have_count(0)
    await server.all_heard(window.page)
    await told(server, "shown", "dismissed")


async def test_what_is_written_in_it_answers_the_rule(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OPENING
    window = await come()
    await window.log.get_by_role("button", name="Two").click()
    assert (await server.sent("message"))["invitation"] == "question"
    await window.page.get_by_role("button", name="Close chat").click()
    await server.all_heard(window.page)
    await told(server, "shown")


async def test_it_waits_until_the_visitor_has_left_the_field_of_the_page(come: Come, server: Server) -> None:
    window = await come("/checkout/")
    await window.launcher.wait_for()
    field = window.page.locator("input:not([type=hidden]):not([type=radio]):not([type=checkbox])").first
    await field.focus()
    server.push({"t": "invitation", "invitation": OPENING})
    await window.page.keyboard.type("Mill Lane")
    await expect(field).to_be_focused()
    await server.all_heard(window.page)
    await told(server)
    await expect(window.field).to_be_hidden()
    await field.evaluate("(one) => one.blur()")
    await expect(window.field).to_be_visible()


async def test_on_a_narrow_page_the_question_comes_in_a_bubble(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OPENING
    window = await come(**phone())
    await expect(parts(window)(".inv")).to_contain_text(OPENING["text"])
    await expect(window.field).to_be_hidden()
    await told(server, "shown")


async def test_on_a_phone_it_opens_where_the_site_chose_that_too(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OPENING | {"narrow": True}
    window = await come(**phone())
    await expect(window.field).to_be_visible()
    assert await place(window.page) == [0, True]
    assert await violations(window.page) == []


async def test_a_second_page_does_not_open_it_again(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OPENING
    window = await come()
    await expect(window.field).to_be_visible()
    other = await window.context.new_page()
    await other.goto(window.page.url)
    await expect(other.locator("chat-desk .cmp textarea")).to_be_visible()  # open is open in every tab
    await server.all_heard(other)
    await told(server, "shown")


# The banner


@BOTH
async def test_a_banner_stands_above_the_launcher_and_its_click_is_told(
    come: Come, server: Server, stage: Stage, device: str
) -> None:
    server.welcome["invitation"] = OFFER | {"banner": {"link": stage.address("/ru/")}}
    window = await come(**DEVICES[device])
    link = parts(window)(".inv .ad")
    await expect(link).to_have_text(OFFER["text"])
    assert await violations(window.page) == []
    await told(server, "shown")
    await link.click()
    await window.page.wait_for_url("**/ru/*")
    await told(server, "shown", "clicked")
    await server.sent("hello", 2)
    await expect(window.launcher).to_be_visible()
    await expect(parts(window)(".ad")).to_have_count(0)


async def test_a_banner_of_another_site_says_so_and_may_open_a_tab_of_its_own(come: Come, server: Server) -> None:
    banner = {"link": "https://partner.example/sale", "host": "partner.example", "apart": True}
    server.welcome["invitation"] = OFFER | {"banner": banner}
    window = await come()
    await window.context.route("https://partner.example/**", lambda route: route.fulfill(body="A sale."))
    link = parts(window)(".inv .ad")
    await expect(link).to_contain_text("Leads to partner.example")
    await expect(link).to_have_attribute("rel", "noopener")
    async with window.context.expect_page() as opened:
        await link.click()
    page = await opened.value
    await page.wait_for_url("https://partner.example/sale")
    assert await page.evaluate("window.opener") is None
    await expect(parts(window)(".ad")).to_have_count(0)
    await told(server, "shown", "clicked")


@pytest.mark.parametrize("link", ["javascript:document.title='got'", "data:text/html,got", "blob:x", "http://", ""])
async def test_what_is_no_page_of_the_web_is_no_link(come: Come, server: Server, link: str) -> None:
    server.welcome["invitation"] = OFFER | {"banner": {"link": link}}
    window = await come()
    ad = parts(window)(".inv .ad")
    await expect(ad).to_have_text(OFFER["text"])
    assert await ad.evaluate("(one) => one.tagName") == "P"
    await ad.click()
    assert "got" not in await window.page.title()


@BOTH
async def test_a_banner_is_dismissed_for_good(come: Come, server: Server, device: str) -> None:
    server.welcome["invitation"] = OFFER
    window = await come(**DEVICES[device])
    await parts(window)(".inv").get_by_role("button", name="Dismiss").click()
    await expect(parts(window)(".ad")).to_have_count(0)
    assert (await server.sent("invitation", 2))["what"] == "dismissed"
    await window.page.reload()
    await server.sent("hello", 2)
    await window.open()
    await expect(parts(window)(".ad")).to_have_count(0)


@BOTH
async def test_in_the_window_the_banner_stands_above_the_talk(come: Come, server: Server, device: str) -> None:
    server.welcome["invitation"] = OFFER | {"banner": {"link": "/matches/", "inside": True}}
    window = await come(**DEVICES[device])
    await server.sent("hello")
    await expect(window.launcher).to_be_visible()
    await expect(parts(window)(".inv")).to_have_count(0)
    await server.all_heard(window.page)
    await told(server)
    await window.open()
    offer = window.page.get_by_role("complementary", name="Offer")
    await expect(offer.get_by_role("link")).to_have_text(OFFER["text"])
    await expect(window.log).not_to_contain_text(OFFER["text"])
    await told(server, "shown")
    assert await violations(window.page) == []
    await offer.get_by_role("button", name="Dismiss").click()
    await expect(offer).to_have_count(0)
    await expect(window.field).to_be_visible()
    await told(server, "shown", "dismissed")


async def test_who_writes_beside_a_banner_answers_its_rule(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OFFER
    window = await come()
    await parts(window)(".inv .ad").wait_for()
    await window.open()
    await window.say("How long is the offer good?")
    assert (await server.sent("message"))["invitation"] == "question"
    await expect(parts(window)(".ad")).to_have_count(0)


async def test_a_banner_is_gone_from_the_other_tab_and_with_its_operator(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OFFER
    window = await come()
    await parts(window)(".inv .ad").wait_for()
    await window.open()
    await expect(parts(window)(".offer")).to_be_visible()
    server.push({"t": "invitation"})
    await expect(parts(window)(".offer")).to_have_count(0)


async def test_the_keyboard_reaches_a_banner_and_escape_dismisses_it(come: Come, server: Server) -> None:
    server.welcome["invitation"] = OFFER
    window = await come()
    await parts(window)(".inv .ad").focus()
    await window.page.keyboard.press("Escape")
    await expect(parts(window)(".ad")).to_have_count(0)
    await expect(window.launcher).to_be_focused()


# The glow


@BOTH
async def test_the_launcher_glows_until_the_chat_is_opened(come: Come, server: Server, device: str) -> None:
    server.welcome["invitation"] = GLOW
    window = await come(**DEVICES[device])
    glowing = parts(window)(".launch[data-glow]")
    await expect(glowing).to_be_visible()
    await told(server, "shown")
    assert await place(window.page) == [0, True]
    await window.open()
    await expect(glowing).to_have_count(0)
    await told(server, "shown", "clicked")
    await expect(window.log).to_contain_text("I'm Marta")
    await window.say("Two circuits, please")
    assert (await server.sent("message"))["invitation"] == "question"


async def test_a_glow_ends_by_itself_and_does_not_come_back(come: Come, server: Server) -> None:
    server.welcome["invitation"] = GLOW
    window = await come(prepare=lambda page: page.clock.install())
    await window.page.clock.run_for(3_000)
    glowing = parts(window)(".launch[data-glow]")
    await expect(glowing).to_be_visible()
    await window.page.clock.run_for(12_000)
    await expect(glowing).to_have_count(0)
    await window.page.reload()
    await window.page.clock.run_for(3_000)
    await server.sent("hello", 2)
    await expect(window.launcher).to_be_visible()
    await expect(glowing).to_have_count(0)
    await server.all_heard(window.page)
    await told(server, "shown")


async def test_the_words_of_a_glow_stand_in_the_window_alone(come: Come, server: Server) -> None:
    server.welcome["invitation"] = GLOW | {"text": "Two circuits or three?"}
    window = await come()
    await parts(window)(".launch[data-glow]").wait_for()
    await expect(parts(window)(".inv")).to_have_count(0)
    await window.open()
    await expect(window.log).to_contain_text("Two circuits or three?")


async def test_where_less_motion_is_wanted_the_glow_stands_still(come: Come, server: Server) -> None:
    server.welcome["invitation"] = GLOW
    window = await come(reduced_motion="reduce")
    await parts(window)(".launch[data-glow]").wait_for()
    name = "getComputedStyle(document.querySelector('chat-desk').shadowRoot.querySelector('.launch'), '::before')"
    assert await window.page.evaluate(f"{name}.animationName") == "none"
    assert await window.page.evaluate(f"{name}.opacity") == "0.4"


async def test_a_glow_is_taken_back_with_its_operator(come: Come, server: Server) -> None:
    server.welcome["invitation"] = GLOW
    window = await come()
    glowing = parts(window)(".launch[data-glow]")
    await glowing.wait_for()
    server.push({"t": "invitation"})
    await expect(glowing).to_have_count(0)


# All of them


@pytest.mark.parametrize("card", [OPENING, OFFER, GLOW], ids=["window", "banner", "glow"])
async def test_the_file_comes_with_the_first_such_invitation_and_not_before(
    come: Come, server: Server, card: Frame
) -> None:
    window = await come()
    await server.sent("hello")
    await window.open()
    await window.page.keyboard.press("Escape")
    assert "acts.js" not in await window.page.evaluate(FILES)
    server.push({"t": "invitation", "invitation": card})
    await server.sent("invitation")
    assert "acts.js" in await window.page.evaluate(FILES)


async def test_after_one_that_was_carried_out_a_bubble_is_a_bubble_again(come: Come, server: Server) -> None:
    server.welcome["invitation"] = GLOW
    window = await come()
    await parts(window)(".launch[data-glow]").wait_for()
    server.push({"t": "invitation", "invitation": INVITATION | {"id": "second"}})
    await expect(parts(window)(".inv")).to_contain_text(INVITATION["text"])
    await expect(parts(window)(".launch[data-glow]")).to_have_count(0)
