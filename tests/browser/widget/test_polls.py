"""D06: a poll in the visitor's browser, one question at a time; the server's words are the test's."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.widget.conftest import SMALL_PHONE, Come, phone, violations
from tests.browser.widget.server import MARTA, Server
from tests.browsing import ShopWindow
from tests.polls.samples import EASY, MISSING, WHY

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LEAD = "May I ask you three things?"
QUESTIONS: list[dict[str, Any]] = [
    {"kind": "one", "text": WHY, "options": ["Heating a town", "Lighting the stove"]},
    {"kind": "scale", "text": EASY, "options": ["Hard", "Easy"]},
    {"kind": "text", "text": MISSING},
]
MANY = {"kind": "many", "text": "What do you heat?", "options": ["A town", "A greenhouse", "A stove"]}


def poll(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As the server sends it."""
    card = {"questions": list(questions or QUESTIONS), **more}
    at = "2026-11-22T09:00:00Z"
    return {"id": "poll", "person": MARTA, "text": LEAD, "at": at, "action": "poll", "poll": card}


async def asked(come: Come, server: Server, *questions: dict[str, Any], **options: Any) -> ShopWindow:
    """A visitor who sees the first question."""
    server.welcome["invitation"] = poll(*questions)
    window = await come(**options)
    await expect(window.page.locator("chat-desk .inv legend")).to_be_visible()
    return window


def legend(window: ShopWindow) -> Any:
    return window.page.locator("chat-desk legend")


def button(window: ShopWindow, name: str) -> Any:
    return window.page.locator("chat-desk .poll").get_by_role("button", name=name, exact=True)


async def test_one_question_follows_the_other_and_every_answer_is_told_at_once(come: Come, server: Server) -> None:
    window = await asked(come, server)
    card = window.page.locator("chat-desk .inv")
    await expect(card).to_contain_text(LEAD)
    await expect(card).to_contain_text("Question 1 of 3")
    await button(window, "Lighting the stove").click()
    first = await server.sent("poll")
    assert (first["invitation"], first["question"], first["chosen"]) == ("poll", 1, [2])
    await expect(legend(window)).to_have_text(EASY)
    await button(window, "5, Easy").click()
    assert (await server.sent("poll", 2))["chosen"] == [5]
    await window.page.get_by_label("Your answer").fill("A bigger match")
    await button(window, "Send").click()
    assert (await server.sent("poll", 3))["text"] == "A bigger match"
    server.push({"t": "invitation"})
    await expect(card).to_contain_text("Thank you, that helps me.")
    assert window.complaints == []


async def test_several_answers_need_a_button_and_words_may_be_passed_over(come: Come, server: Server) -> None:
    window = await asked(come, server, MANY, QUESTIONS[2])
    await button(window, "Next").click(force=True)
    await server.all_heard(window.page)
    assert server.frames("poll") == []
    await window.page.get_by_label("A stove").check()
    await window.page.get_by_label("A town").check()
    await button(window, "Next").click()
    assert (await server.sent("poll"))["chosen"] == [1, 3]
    await button(window, "Skip").click()
    assert (await server.sent("poll", 2))["text"] == ""


async def test_the_keyboard_alone_answers_and_the_focus_goes_along(come: Come, server: Server) -> None:
    window = await asked(come, server)
    await button(window, "Heating a town").focus()
    await window.page.keyboard.press("Enter")
    await expect(window.page.locator("chat-desk fieldset")).to_be_focused()
    await window.page.keyboard.press("Tab")
    await expect(button(window, "1, Hard")).to_be_focused()
    await window.page.keyboard.press("Space")
    await window.page.keyboard.press("Tab")
    await window.page.keyboard.type("More")
    await window.page.keyboard.press("Tab")
    await window.page.keyboard.press("Enter")
    assert (await server.sent("poll", 3))["text"] == "More"
    await expect(window.page.locator("chat-desk .done")).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.page.locator("chat-desk .inv")).to_have_count(0)
    await expect(window.launcher).to_be_focused()


async def test_a_poll_takes_no_focus_and_moves_nothing(come: Come, server: Server) -> None:
    window = await asked(come, server)
    assert await window.page.evaluate("document.activeElement === document.body && scrollY === 0")


async def test_a_dismissed_poll_is_gone_for_good(come: Come, server: Server) -> None:
    window = await asked(come, server)
    await button(window, "Heating a town").click()
    await window.page.get_by_role("button", name="Dismiss").click()
    assert (await server.sent("invitation", 2))["what"] == "dismissed"
    await window.page.reload()
    await server.sent("hello", 2)
    await expect(window.launcher).to_be_visible()
    await expect(window.page.locator("chat-desk .poll")).to_have_count(0)


async def test_after_a_reload_it_goes_on_where_it_was_with_words_half_written(come: Come, server: Server) -> None:
    window = await asked(come, server)
    await button(window, "Heating a town").click()
    await button(window, "3").click()
    await window.page.get_by_label("Your answer").fill("A big")
    await window.page.reload()
    await expect(legend(window)).to_have_text(MISSING)
    await expect(window.page.get_by_label("Your answer")).to_have_value("A big")


async def test_what_the_server_knows_is_not_asked_again(come: Come, server: Server) -> None:
    server.welcome["invitation"] = poll(done=[1])
    window = await come()
    await expect(legend(window)).to_have_text(EASY)


async def test_an_answer_without_a_line_is_told_later_and_once(come: Come, server: Server) -> None:
    window = await asked(come, server)
    await server.cut()
    await button(window, "Heating a town").click()
    await expect(legend(window)).to_have_text(EASY)
    server.refuses = False
    await window.page.evaluate("dispatchEvent(new Event('online'))")
    told = await server.sent("poll")
    server.push({"t": "poll", "client_id": told["client_id"]})
    await window.page.reload()
    await server.sent("hello", 3)
    await expect(legend(window)).to_have_text(EASY)
    assert {frame["client_id"] for frame in server.frames("poll")} == {told["client_id"]}


async def test_below_the_thanks_is_the_way_into_the_talk(come: Come, server: Server) -> None:
    window = await asked(come, server, QUESTIONS[0])
    await expect(window.page.locator("chat-desk .inv")).to_contain_text("One question")
    await button(window, "Heating a town").click()
    server.push({"t": "invitation"})
    field = window.page.get_by_label("Ask me something")
    await field.fill("Two circuits?")
    await field.press("Enter")
    message = await server.sent("message")
    assert (message["text"], message["invitation"]) == ("Two circuits?", "poll")
    await expect(window.log).to_contain_text("Two circuits?")


async def test_the_thanks_leave_by_themselves_but_not_under_the_pointer(come: Come, server: Server) -> None:
    async def with_clock(page: Any) -> None:
        await page.clock.install()

    window = await asked(come, server, QUESTIONS[0], prepare=with_clock)
    await button(window, "Heating a town").click()
    server.push({"t": "invitation"})
    done = window.page.locator("chat-desk .done")
    await expect(done).to_be_visible()
    await done.hover()
    await window.page.clock.run_for(7_000)
    await expect(done).to_be_visible()
    await window.page.mouse.move(5, 5)
    await window.page.evaluate("document.querySelector('chat-desk').shadowRoot.activeElement?.blur()")
    await window.page.clock.run_for(7_000)
    await expect(done).to_have_count(0)


async def test_in_the_open_window_the_poll_stands_above_the_talk(come: Come, server: Server) -> None:
    window = await asked(come, server)
    await window.open()
    section = window.page.locator("chat-desk .win .offer")
    await expect(section.locator("legend")).to_have_text(WHY)
    await expect(window.page.locator("chat-desk .inv")).to_have_count(0)
    await section.get_by_role("button", name="Heating a town").click()
    await expect(section.locator("legend")).to_have_text(EASY)
    await window.say("Rather this")
    assert (await server.sent("message"))["invitation"] == "poll"
    await expect(section).to_have_count(0)


async def test_it_comes_into_a_window_that_is_open_already(come: Come, server: Server) -> None:
    window = await come()
    await window.open()
    server.push({"t": "invitation", "invitation": poll()})
    await expect(window.page.locator("chat-desk .win .offer legend")).to_have_text(WHY)
    await expect(window.field).to_be_focused()
    await window.page.get_by_role("button", name="Close chat").click()
    await expect(window.page.locator("chat-desk .inv legend")).to_have_text(WHY)


async def test_another_tab_goes_along(come: Come, server: Server) -> None:
    window = await asked(come, server)
    other = await window.context.new_page()
    await other.goto(window.page.url)
    await expect(other.locator("chat-desk legend")).to_have_text(WHY)
    await other.locator("chat-desk .poll").get_by_role("button", name="Heating a town").click()
    await window.page.bring_to_front()
    await expect(legend(window)).to_have_text(EASY)


async def test_texts_are_text(come: Come, server: Server) -> None:
    bad = "<img src=x onerror=alert(1)>"
    window = await asked(come, server, {"kind": "one", "text": bad, "options": [bad, "Two"]})
    await expect(legend(window)).to_have_text(bad)
    assert await window.page.locator("chat-desk .poll img").count() == 0


@pytest.mark.parametrize("options", [{}, phone(), phone(**SMALL_PHONE), {"locale": "ru-RU", "color_scheme": "dark"}])
@pytest.mark.parametrize("question", [*QUESTIONS, MANY], ids=["one", "scale", "text", "many"])
async def test_everybody_can_read_and_reach_it(
    come: Come, server: Server, question: dict[str, Any], options: dict[str, Any]
) -> None:
    window = await asked(come, server, question, **options)
    await asyncio.wait_for(window.page.evaluate("document.fonts.ready.then(() => 1)"), 5)
    assert await violations(window.page) == []
    box = await window.page.locator("chat-desk .inv").bounding_box()
    size = window.page.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
