"""Host pages that are strict, broken or hostile: they never notice that the chat has a bad day."""

from collections.abc import Callable

import pytest
from playwright.async_api import Page, expect
from pytest_httpserver import HTTPServer

from tests.browser.widget.conftest import Come
from tests.browser.widget.server import MARTA, Server
from tests.browsing import Stage, all_told
from tests.live import Live
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RUBBISH = [
    "",
    "{",
    "null",
    "7",
    "[]",
    '"text"',
    '{"t":"unknown"}',
    '{"t":"constructor"}',
    '{"t":"__proto__"}',
    '{"t":"message"}',
    '{"t":"message","conversation":"talk","item":null}',
    '{"t":"messages","items":7}',
    '{"t":"welcome"}',
    '{"t":"conversation","conversation":null}',
    '{"t":"availability"}',
    '{"t":"typing","person":null,"on":true}',
    '{"t":"invitation","invitation":{}}',
    '{"t":"ack"}',
    "\x00",
]


@pytest.fixture
def serve(httpserver: HTTPServer, live: Live, client_on_stage: Client) -> Callable[[dict[str, str]], str]:
    """Serves an empty page with nothing on it but the tag; answers with its address."""

    def one(headers: dict[str, str]) -> str:
        tag = f'<script async src="{live.door}/w/{client_on_stage.site.key}.js"></script>'
        html = f"<!doctype html><title>Empty</title><body><h1>Empty</h1>{tag}</body>"
        httpserver.expect_request("/empty").respond_with_data(html, content_type="text/html", headers=headers)
        httpserver.expect_request("/favicon.ico").respond_with_data("")
        return httpserver.url_for("/empty")

    return one


async def test_a_page_with_trusted_types_and_without_inline_anything_is_content(
    stage: Stage, come: Come, serve: Callable[[dict[str, str]], str]
) -> None:
    door = stage.live.door
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {door}",
            f"connect-src {door} {door.replace('http', 'ws')}",
            f"img-src {door}",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )

    async def strict(page: Page) -> None:
        await page.add_init_script(
            "window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective))"
        )

    window = await come(url=serve({"Content-Security-Policy": policy}), prepare=strict)
    await window.open()
    await window.say("Hello")
    await expect(window.log.locator(".me")).to_contain_text("Sent")
    await window.page.get_by_role("button", name="More").click()
    await expect(window.page.get_by_role("menu")).to_be_visible()
    assert await window.page.evaluate("broken") == []
    assert window.complaints == []


async def test_rubbish_from_the_server_leaves_the_page_and_the_talk_alone(come: Come, server: Server) -> None:
    window = await come()
    await window.open()
    await server.sent("hello")
    for text in RUBBISH:
        server.push_raw(text)
    server.push_raw(b"\x00\x01")
    server.push({"t": "availability", "availability": {"online": True, "person": MARTA}})
    server.talk()
    server.say("Still here")
    await expect(window.log).to_contain_text("Still here")
    assert window.complaints == []


async def test_a_page_with_broken_built_ins_gets_no_error(come: Come, serve: Callable[[dict[str, str]], str]) -> None:
    async def break_things(page: Page) -> None:
        await page.add_init_script("""
          window.fetch = () => { throw new Error("fetch") };
          Array.prototype.inject = function () {};
          Object.prototype.extra = 1;
          Object.defineProperty(window, "localStorage", { get() { throw new Error("blocked") } });
        """)

    window = await come(url=serve({}), prepare=break_things)
    await window.open()
    await window.say("Hello")
    await expect(window.log.locator(".me")).to_contain_text("Sent")
    assert window.complaints == []


async def test_without_sockets_the_window_opens_and_keeps_what_is_written(come: Come) -> None:
    async def forbid(page: Page) -> None:
        await page.add_init_script("window.WebSocket = function () { throw new Error('no sockets') }")

    window = await come(prepare=forbid)
    await window.open()
    await window.say("Hello")
    await expect(window.page.locator("chat-desk .strip")).to_contain_text("No connection.")
    await expect(window.log).to_contain_text("waits for the connection")
    assert window.complaints == []


async def test_a_window_that_does_not_load_says_so_and_tries_again(come: Come) -> None:
    async def lose_files(page: Page) -> None:
        await page.route("**/w/a/**", lambda route: route.abort())

    window = await come(prepare=lose_files)
    errors: list[str] = []
    window.page.on("pageerror", lambda error: errors.append(str(error)))
    await window.launcher.click()
    await expect(window.page.locator("chat-desk [role=dialog]")).to_contain_text("The chat did not open")
    await window.page.unroute_all()
    await window.page.get_by_role("button", name="Try again").click()
    await expect(window.field).to_be_focused()
    assert errors == []


async def test_a_second_copy_of_the_script_does_nothing_and_says_so_once(come: Come) -> None:
    warnings: list[str] = []

    async def listen(page: Page) -> None:
        page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)

    window = await come(query="&twice=1", prepare=listen)
    await window.open()
    await expect(window.page.locator("chat-desk")).to_have_count(1)
    await all_told(window.page)
    assert [text for text in warnings if "chatdesk" in text] == ["chatdesk: loaded twice"]


async def test_what_people_write_is_text(come: Come, server: Server) -> None:
    attack = '<img src=x onerror="window.hurt = 1"><script>window.hurt = 2</script> javascript:alert(1)'
    server.has("operator", attack, person=MARTA | {"name": attack[:40], "title": attack})
    server.talk(operator=MARTA | {"name": attack[:40]})
    window = await come()
    await expect(window.page.locator("chat-desk .inv")).to_contain_text("<script>")
    await window.open()
    await window.say(attack)
    await expect(window.log.get_by_text("<script>")).to_have_count(2)
    assert await window.page.evaluate("window.hurt") is None
    assert await window.log.locator("img[src=x], script, a").count() == 0
