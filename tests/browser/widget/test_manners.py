"""How the chat behaves under a visitor's hands, and on a line that comes and goes."""

import pytest
from playwright.async_api import expect

from tests.browser.widget.conftest import Come
from tests.browser.widget.server import INVITATION, Server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("key", ["Enter", "Space"])
async def test_the_keyboard_opens_writes_closes_and_gets_the_focus_back(come: Come, server: Server, key: str) -> None:
    window = await come()
    await window.launcher.focus()
    await window.page.keyboard.press(key)
    await expect(window.field).to_be_focused()
    await window.page.keyboard.type("Hello")
    await window.page.keyboard.press("Shift+Enter")
    await window.page.keyboard.type("there")
    await window.page.keyboard.press("Enter")
    assert (await server.sent("message"))["text"] == "Hello\nthere"
    await expect(window.field).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.launcher).to_be_focused()


async def test_escape_closes_the_innermost_thing_first(come: Come, server: Server) -> None:
    server.has("visitor", "Hello")
    window = await come()
    await window.open()
    await window.page.get_by_role("button", name="More").click()
    await window.page.get_by_role("menuitem", name="End the conversation").click()
    await window.page.get_by_role("button", name="More").click()
    await expect(window.page.get_by_role("menu")).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(window.page.get_by_role("menu")).to_be_hidden()
    await expect(window.page.get_by_role("button", name="Keep talking")).to_be_visible()
    await window.page.get_by_role("button", name="Keep talking").focus()
    await window.page.keyboard.press("Escape")
    await expect(window.page.get_by_role("button", name="Keep talking")).to_be_hidden()
    await expect(window.field).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(window.field).to_be_hidden()
    await server.all_heard(window.page)
    assert server.frames("end") == []


async def test_arrows_walk_through_the_menu_and_tab_leaves_it(come: Come) -> None:
    window = await come()
    await window.open()
    await window.page.get_by_role("button", name="More").click()
    sound = window.page.get_by_role("menuitemcheckbox", name="Sound")
    await expect(sound).to_be_focused()
    await window.page.keyboard.press("ArrowDown")
    await expect(sound).to_be_focused()
    await window.page.keyboard.press("Space")
    await expect(sound).to_have_attribute("aria-checked", "false")
    await window.page.keyboard.press("Tab")
    await expect(window.page.get_by_role("menu")).to_be_hidden()


async def test_the_page_does_not_hear_what_is_typed_into_the_chat(come: Come) -> None:
    window = await come()
    await window.page.evaluate("""() => {
      window.heard = [];
      for (const type of ["keydown", "keyup", "keypress"]) document.addEventListener(type, (e) => heard.push(e.key));
    }""")
    await window.open()
    await window.field.press_sequentially("/n")
    assert await window.page.evaluate("heard") == []


async def test_the_preview_is_masked_and_not_sent_twice(come: Come, server: Server) -> None:
    server.has("visitor", "Hello")
    window = await come()
    await window.open()
    await window.field.press_sequentially("card 4111 1111 1111 1111")
    last = (await server.sent("preview"))["text"]
    while not last.endswith("1111") or "•" not in last:
        last = (await server.sent("preview", len(server.frames("preview")) + 1))["text"]
    assert last == "card •••• •••• •••• 1111"
    texts = [frame["text"] for frame in server.frames("preview")]
    assert all("4111 1111 1111 1111" not in text for text in texts)
    assert len(texts) == len(set(texts))


async def test_an_answered_invitation_opens_the_window_and_names_the_invitation(come: Come, server: Server) -> None:
    server.welcome["invitation"] = INVITATION
    window = await come()
    await window.page.locator("chat-desk .inv .chip", has_text="Two").click()
    assert await server.sent("message") | {"client_id": ""} == {
        "t": "message",
        "client_id": "",
        "text": "Two",
        "invitation": "question",
    }
    await expect(window.log).to_contain_text("Will two circuits do, or do you need three?")
    await expect(window.log.locator(".me")).to_contain_text("Two")


async def test_a_dismissed_invitation_is_gone_and_the_focus_of_the_page_was_never_taken(
    come: Come, server: Server
) -> None:
    server.welcome["invitation"] = INVITATION
    window = await come()
    invitation = window.page.locator("chat-desk .inv")
    await expect(invitation).to_be_visible()
    assert await window.page.evaluate("document.activeElement === document.body")
    await invitation.get_by_role("button", name="Dismiss").click()
    await expect(invitation).to_have_count(0)
    assert (await server.sent("invitation", 2))["what"] == "dismissed"
    await window.page.reload()
    await server.sent("hello", 2)
    await expect(window.launcher).to_be_visible()
    await expect(invitation).to_have_count(0)


async def test_a_second_try_of_a_refused_message_goes_under_a_new_id(come: Come, server: Server) -> None:
    window = await come()
    await window.open()
    server.acknowledges = False
    await window.say("A swimming pool")
    refused = await server.sent("message")
    server.push({"t": "error", "code": "conflict", "message": "No.", "client_id": refused["client_id"]})
    await expect(window.log).to_contain_text("Not sent.")
    server.acknowledges = True
    await window.log.get_by_role("button", name="Try again").click()
    again = await server.sent("message", 2)
    assert again["text"] == refused["text"]
    assert again["client_id"] != refused["client_id"]
    await expect(window.log.get_by_text("A swimming pool")).to_have_count(1)
    await expect(window.log.locator(".me")).to_contain_text("Sent")


async def test_a_gap_in_the_numbers_is_asked_for(come: Come, server: Server) -> None:
    server.has("operator", "One")
    window = await come()
    await window.open()
    server.has("operator", "Two, whose news is lost", seconds=0)
    server.say("Three")
    assert await server.sent("sync") == {"t": "sync", "conversation": "talk", "since": 1}
    await expect(window.log).to_contain_text("Two, whose news is lost")
    await expect(window.log.locator(".m")).to_have_count(3)


async def test_somebody_else_in_another_tab_finds_no_words_that_were_about_to_be_written_down(come: Come) -> None:
    window = await come()
    await window.open()
    await window.field.fill("My unsent words")
    await window.page.evaluate(
        """() => {
          const place = Object.keys(localStorage).find((name) => name.endsWith(".token"));
          localStorage[place.replace(/token$/, "draft")] = '"My unsent words"';
          localStorage.removeItem(place);
          dispatchEvent(new StorageEvent("storage", { key: place }));
        }"""
    )
    await expect(window.field).to_have_value("")
    await expect(window.field).to_be_visible()
    await window.page.evaluate(
        """async () => {
          while (JSON.stringify(localStorage).includes("unsent")) await new Promise(requestAnimationFrame);
        }"""
    )


async def test_who_withdraws_without_a_line_is_heard_before_they_are_forgotten(come: Come, server: Server) -> None:
    window = await come()
    await server.all_heard(window.page)
    await server.cut()
    await window.page.evaluate("ChatDesk('consent', false)")
    server.refuses = False
    await window.page.evaluate("dispatchEvent(new Event('online'))")
    assert (await server.sent("consent"))["given"] is False
    while not all(name.endswith(".consent") for name in await window.page.evaluate("Object.keys(localStorage)")):
        pass
    assert len(server.frames("consent")) == 1


async def test_what_is_typed_before_the_server_has_greeted_is_shown_to_the_operator_then(
    come: Come, server: Server
) -> None:
    window = await come(prepare=lambda page: page.clock.install())
    await server.all_heard(window.page)
    await window.open()
    await server.cut()
    await window.field.press_sequentially("It is for a village")
    await window.page.clock.run_for(500)  # the only moment at which it used to be told
    server.refuses = False
    await window.page.evaluate("dispatchEvent(new Event('online'))")
    assert (await server.sent("preview"))["text"] == "It is for a village"


async def test_b07_opening_and_closing_are_told_without_any_rule_that_asks(come: Come, server: Server) -> None:
    window = await come()
    await server.sent("hello")
    await window.open()
    assert (await server.sent("signal"))["what"] == "opened"
    await window.page.evaluate("ChatDesk('close')")
    assert (await server.sent("signal", 2))["what"] == "closed"


async def test_what_came_before_the_line_broke_is_shown_while_it_is_broken(come: Come, server: Server) -> None:
    server.has("visitor", "Does it fit?")
    server.has("operator", "Through any gate.")
    window = await come()
    await expect(window.page.locator("chat-desk .badge")).to_have_text("1")
    await server.cut()
    await window.open()
    await expect(window.log).to_contain_text("Through any gate.")
    assert window.complaints == []
