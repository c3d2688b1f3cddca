"""How the chat behaves next to the page's own code: its commands, its router, its layout."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.widget.conftest import Come
from tests.browser.widget.server import INVITATION, Server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_page_may_command_before_the_script_is_there_and_an_unknown_command_warns_once(come: Come) -> None:
    async def prepare(page: object) -> None:
        await page.add_init_script(  # type: ignore[attr-defined]
            "window.ChatDesk = (...a) => (ChatDesk.q = ChatDesk.q || []).push(a); ChatDesk('open');"
            "ChatDesk('on', 'open', () => { window.opened = true })"
        )

    window = await come(prepare=prepare)
    warnings: list[str] = []
    window.page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    await expect(window.page.locator("chat-desk .st")).to_have_text("Online")
    # The file that warns comes when it is first needed: who is warned last shows that the others have been.
    async with window.page.expect_console_message(lambda message: '"swim"' in message.text):
        await window.page.evaluate("ChatDesk('fly'); ChatDesk('fly'); ChatDesk('swim'); ChatDesk.close()")
    await expect(window.field).to_be_hidden()
    assert warnings == [f'chatdesk: unknown command "{name}"' for name in ("fly", "swim")]
    assert await window.page.evaluate("[ChatDesk('status'), ChatDesk.unread()]") == ["online", 0]


async def test_a_text_of_the_page_is_put_into_the_field_and_not_sent(come: Come, server: Server) -> None:
    window = await come()
    await expect(window.launcher).to_be_visible()
    await window.page.evaluate("ChatDesk('openWithText', 'About Hearth-2: ')")
    await expect(window.field).to_have_value("About Hearth-2: ")
    await server.all_heard(window.page)
    assert server.frames("message") == []


async def test_another_language_and_the_way_out(come: Come) -> None:
    window = await come()
    await window.open()
    await window.page.evaluate("ChatDesk('setLocale', 'ru')")
    await expect(window.field).to_have_attribute("placeholder", "Напишите сообщение")
    await window.page.evaluate("ChatDesk.shutdown()")
    await expect(window.page.locator("chat-desk")).to_have_count(0)


async def test_what_arrives_for_a_language_that_was_left_is_not_shown(come: Come, server: Server) -> None:
    server.welcome["invitation"] = INVITATION
    asked: asyncio.Future[Route] = asyncio.get_running_loop().create_future()

    async def keep(page: Page) -> None:
        await page.route("**/more.en.js", lambda route: asked.set_result(route))

    window = await come(prepare=keep)
    english = await asked
    await window.page.evaluate("ChatDesk('setLocale', 'ru')")
    await window.page.evaluate("ChatDesk('open')")
    await expect(window.field).to_have_attribute("placeholder", "Напишите сообщение")
    async with window.page.expect_event("requestfinished", lambda request: request.url.endswith("/more.en.js")):
        await english.continue_()
    await window.page.evaluate("ChatDesk('close')")
    await expect(window.page.locator("chat-desk .inv")).to_have_count(1)
    await expect(window.page.locator("chat-desk .inv")).to_contain_text("На связи")


async def test_a_page_of_a_router_is_told_without_a_new_socket(come: Come, server: Server) -> None:
    window = await come()
    await server.sent("hello")
    await window.page.evaluate("history.pushState({}, '', '/delivery?x=1'); document.title = 'Delivery'")
    page = (await server.sent("page"))["page"]
    assert page["url"].endswith("/delivery?x=1")
    assert page["title"] == "Delivery"
    assert len(server.frames("hello")) == 1


async def test_the_launcher_makes_room_for_what_the_page_wants_free_and_hides_from_its_dialogs(come: Come) -> None:
    window = await come()
    before = await window.launcher.bounding_box()
    await window.page.evaluate("""() => {
      const bar = Object.assign(document.createElement("div"), { textContent: "Basket" });
      bar.dataset.chatAvoid = "";
      bar.style.cssText = "position:fixed;right:0;bottom:0;width:300px;height:60px";
      document.body.append(bar);
    }""")
    await window.page.evaluate(
        """y => new Promise((done) => {
          const launcher = document.querySelector("chat-desk").shadowRoot.querySelector(".launch");
          const look = () => (launcher.getBoundingClientRect().y < y - 40 ? done() : requestAnimationFrame(look));
          look();
        })""",
        before["y"],
    )
    await window.page.evaluate("""() => {
      const dialog = document.createElement("dialog");
      dialog.textContent = "Sizes";
      document.body.append(dialog);
      dialog.showModal();
    }""")
    await expect(window.launcher).to_be_hidden()


async def test_a_page_that_is_turned_before_the_welcome_is_told_after_it(come: Come, server: Server) -> None:
    server.greets.clear()
    window = await come()
    await server.sent("hello")
    await window.page.evaluate("ChatDesk('page', { url: 'https://shop.example/delivery', title: 'Delivery' })")
    server.greets.set()
    told = await server.sent("page")
    assert told["page"] == {"url": "https://shop.example/delivery", "title": "Delivery"}
    await window.open()
    await window.say("Hello")
    await server.sent("message")
    assert server.frames("page") == [told]
