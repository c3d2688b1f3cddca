"""What visitors do on a page makes rules speak: in real Chromium, through the whole installation (A27, D11)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page, expect

from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.browsing import Stage
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

Deed = Callable[[Page], Awaitable[Any]]
OUT_AT_THE_TOP = "document.dispatchEvent(new MouseEvent('mouseout', {clientY: -1, relatedTarget: null, bubbles: true}))"


async def leave_a_form(page: Page) -> None:
    """Begins to fill in a form and goes to something else."""
    await page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<form><input id=begun></form><button id=other>x</button>')"
    )
    await page.locator("#begun").fill("Ann")
    await page.locator("#other").focus()


DEEDS: list[tuple[str, dict[str, Any], Deed]] = [
    (
        "scrolls",
        {"fact": "scroll_depth", "op": "at_least", "value": 90},
        lambda page: page.evaluate("scrollTo(0, document.documentElement.scrollHeight)"),
    ),
    ("is about to leave", {"fact": "exit_intent", "op": "yes"}, lambda page: page.evaluate(OUT_AT_THE_TOP)),
    ("leaves a form", {"fact": "form_left", "op": "yes"}, leave_a_form),
    (
        "clicks",
        {"fact": "clicks", "of": "main h1", "op": "at_least", "value": [1, 0]},
        lambda page: page.locator("main h1").click(),
    ),
    (
        "does what the site tracks",
        {"fact": "events", "of": "compared", "op": "at_least", "value": [2, 60]},
        lambda page: page.evaluate("ChatDesk('track', 'compared'); ChatDesk('track', 'compared', {with: 'Hearth 2'})"),
    ),
    (
        "fills a cart",
        {"fact": "cart_value", "op": "at_least", "value": 1000},
        lambda page: page.evaluate("ChatDesk('cart', {value: 1200, currency: 'EUR', items: [{name: 'Hearth 3'}]})"),
    ),
]


WATCHED = {"scroll_depth", "exit_intent", "form_left", "clicks"}
"""Facts that the browser has to watch for."""


@pytest.fixture
def condition(client_on_stage: Client, request: pytest.FixtureRequest) -> dict[str, Any]:
    """One question when this is true."""
    with tenant_scope(client_on_stage.id):
        Trigger.objects.create(
            site=client_on_stage.site,
            name="doing",
            conditions={"group": "all", "of": [request.param]},
            text="Two or three circuits?",
        )
    return dict(request.param)


@pytest.mark.parametrize(
    ("condition", "deed"), [deed[1:] for deed in DEEDS], ids=[deed[0] for deed in DEEDS], indirect=["condition"]
)
async def test_a27_d11_a_visitor_is_asked_once_they(condition: dict[str, Any], deed: Deed, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/")
    if condition["fact"] in WATCHED:
        async with visitor.page.expect_response(lambda response: "/watch.js" in response.url) as watching:
            await visitor.page.reload()
        await visitor.page.evaluate("address => import(address).then(() => 0)", (await watching.value).url)
    await expect(visitor.page.locator("chat-desk .inv")).to_have_count(0)
    await deed(visitor.page)
    await expect(visitor.page.locator("chat-desk .inv")).to_contain_text("Two or three circuits?")
    assert visitor.complaints == []


async def test_where_no_rule_asks_for_doings_nothing_watches_them(stage: Stage) -> None:
    fetched: list[str] = []
    window = await stage.visitor("/")
    window.page.on("request", lambda request: fetched.append(request.url))
    await window.page.reload()
    await window.open()
    await window.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert any("session.js" in address for address in fetched)
    assert not any("watch.js" in address for address in fetched)
