"""D16: a customer logs in on the shop: the operator knows what is certain; whoever comes next sees nothing of them."""

import json

import jwt
import pytest
from playwright.async_api import BrowserContext, expect

from chatdesk.triggers.models import Trigger
from demo.shop.settings import DEMO_IDENTITY_SECRET
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.browsing import ShopWindow, Stage, all_told
from tests.identity import claims, signing
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ILSE, BRAM = "Log in as Ilse Molen", "Log in as Bram Kok"


@pytest.fixture
def signed(client_on_stage: Client) -> Client:
    """The client's site has the secret with which the shop signs."""
    signing(client_on_stage, secret=DEMO_IDENTITY_SECRET)
    return client_on_stage


@pytest.fixture
def asking_consent(signed: Client) -> Client:
    """Its site records after the visitor's consent."""
    with tenant_scope(signed.id):
        Site.objects.filter(id=signed.site.id).update(consent=Site.Consent.AFTER)
    return signed


@pytest.fixture
def for_customers(signed: Client) -> Trigger:
    """A question to gold customers who are logged in."""
    gold = {"fact": "attribute", "of": "plan", "op": "is", "value": "gold"}
    conditions = {"group": "all", "of": [{"fact": "logged_in", "op": "yes"}, gold]}
    with tenant_scope(signed.id):
        return Trigger.objects.create(
            site=signed.site, name="Gold", conditions=conditions, text="The usual matches, Ilse?"
        )


async def log_in(stage: Stage, window: ShopWindow, button: str = ILSE) -> None:
    """By the shop's own page."""
    await window.page.goto(stage.address("/account/"))
    await window.page.get_by_role("button", name=button).click()
    await expect(window.page.get_by_role("button", name="Log out")).to_be_visible()


async def log_out(stage: Stage, window: ShopWindow) -> None:
    """By the shop's own page."""
    await window.page.goto(stage.address("/account/"))
    await window.page.get_by_role("button", name="Log out").click()
    await expect(window.page.get_by_role("button", name=ILSE)).to_be_visible()


async def secret_of(stage: Stage, window: ShopWindow) -> str | None:
    """By which the chat knows this browser."""
    return await window.page.evaluate(f"localStorage['chatdesk.{stage.client.site.key}.token']")


async def another_secret(stage: Stage, window: ShopWindow, before: str | None) -> None:
    """Waits until the browser is another visitor."""
    for _ in range(100):
        if (await secret_of(stage, window)) not in (None, before):
            return
        await window.page.wait_for_timeout(50)
    raise AssertionError("the browser is still the same visitor")


async def test_the_operator_knows_who_is_logged_in_and_what_only_the_page_says(signed: Client, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/")
    await log_in(stage, visitor)
    await visitor.page.evaluate("ChatDesk('setAttributes', { plan: 'platinum', size: 'L' })")
    await visitor.open()
    await visitor.say("Is my order on its way?")
    await marta.take("Is my order on its way?")
    panel = marta.page.locator(".pane--panel")
    await expect(panel).to_contain_text("Logged in, verified by the site")
    await expect(panel).to_contain_text("4711")
    await expect(panel.locator("dl.kv", has_text="plan")).to_contain_text("gold verified")
    await expect(panel.locator("dl.kv", has_text="plan")).to_contain_text("L not verified")
    await expect(panel).not_to_contain_text("platinum")
    mail = panel.locator(".contact", has_text="ilse@mill.example")
    await expect(mail).to_contain_text("verified by the site · kept as the site records everybody")
    await expect(panel.locator("h2")).to_contain_text("Ilse Molen")
    assert visitor.complaints == []


async def test_a_rule_asks_a_customer_who_has_logged_in_and_nobody_else(for_customers: Trigger, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    other = await stage.visitor("/")
    await log_in(stage, other, BRAM)
    visitor = await stage.visitor("/")
    await log_in(stage, visitor)
    await expect(visitor.page.locator("chat-desk .inv")).to_contain_text("The usual matches, Ilse?")
    await expect(other.page.locator("chat-desk .inv")).to_have_count(0)


async def test_whoever_uses_the_browser_after_a_log_out_sees_nothing_in_any_tab(signed: Client, stage: Stage) -> None:
    visitor = await stage.visitor("/")
    await log_in(stage, visitor)
    await visitor.open()
    await visitor.say("My secret order")
    await expect(visitor.log).to_contain_text("My secret order")
    other = await stage.tab(visitor.context, "/matches/")
    await expect(other.log).to_contain_text("My secret order")
    await other.field.fill("My unsent words")
    before = await secret_of(stage, visitor)
    await log_out(stage, visitor)
    await another_secret(stage, visitor, before)
    for window in (visitor, other):
        await expect(window.log).not_to_contain_text("My secret order")
        await expect(window.field).to_have_value("")
    await other.page.goto(stage.address("/reactors/"))
    await other.page.evaluate("ChatDesk('open')")
    await other.field.wait_for()
    await expect(other.log).not_to_contain_text("My secret order")
    await expect(other.field).to_have_value("")
    kept = await kept_by(other.context, stage)
    assert "My secret order" not in kept
    assert "My unsent words" not in kept


async def kept_by(context: BrowserContext, stage: Stage) -> str:
    """All that the browser stores for the shop."""
    state = await context.storage_state()
    return json.dumps([origin for origin in state["origins"] if origin["origin"] == stage.live.shop])


async def test_another_person_on_the_same_browser_begins_anew(signed: Client, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/")
    await log_in(stage, visitor)
    await visitor.open()
    await visitor.say("Ilse writes this")
    await expect(visitor.log).to_contain_text("Ilse writes this")
    before = await secret_of(stage, visitor)
    await visitor.page.context.clear_cookies()
    await log_in(stage, visitor, BRAM)
    await another_secret(stage, visitor, before)
    await expect(visitor.log).not_to_contain_text("Ilse writes this")
    await visitor.say("Bram writes that")
    await marta.take("Bram writes that")
    panel = marta.page.locator(".pane--panel")
    await expect(panel).to_contain_text("4712")
    await expect(panel).not_to_contain_text("Ilse writes this")


async def test_the_same_person_goes_on_with_the_talk_from_page_to_page(signed: Client, stage: Stage) -> None:
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("Before I log in")
    await expect(visitor.log).to_contain_text("Before I log in")
    await log_in(stage, visitor)
    await visitor.page.goto(stage.address("/matches/"))
    await expect(visitor.log).to_contain_text("Before I log in")


async def test_the_page_is_told_of_a_token_that_is_refused(signed: Client, stage: Stage) -> None:
    visitor = await stage.visitor("/")
    warned: list[str] = []
    visitor.page.on("console", lambda message: warned.append(message.text) if message.type == "warning" else None)
    forged = jwt.encode(claims(signed), "x" * 43, algorithm="HS256")
    heard = await visitor.page.evaluate(
        """forged => new Promise((done) => {
             ChatDesk("on", "identity", done);
             ChatDesk("identify", forged);
           })""",
        forged,
    )
    await all_told(visitor.page)
    assert heard["error"] == "token_forged"
    assert [text for text in warned if "token_forged" in text]


async def test_what_does_not_fit_is_left_out_and_said(signed: Client, stage: Stage) -> None:
    visitor = await stage.visitor("/")
    warned: list[str] = []
    visitor.page.on("console", lambda message: warned.append(message.text) if message.type == "warning" else None)
    heard = await visitor.page.evaluate(
        """() => new Promise((done) => {
             ChatDesk("on", "identity", done);
             ChatDesk("identify", { id: 4711, born: new Date(0), list: [1], deep: {}, nan: NaN, ["x".repeat(41)]: 1 });
           })"""
    )
    await all_told(visitor.page)
    assert heard == {"id": "4711", "verified": False, "kept": []}
    assert len([text for text in warned if "is left out" in text]) == 4


async def test_nothing_is_told_before_the_visitor_agrees(asking_consent: Client, stage: Stage) -> None:
    visitor = await stage.visitor("/")
    sent: list[str] = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda text: sent.append(str(text))))
    await log_in(stage, visitor)
    await visitor.launcher.wait_for()
    assert sent == []
    told = "new Promise((done) => { ChatDesk('on', 'identity', done); ChatDesk('consent', true); })"
    assert (await visitor.page.evaluate(told))["id"] == "4711"


async def test_a_visitor_who_is_not_logged_in_loads_nothing_for_it(signed: Client, stage: Stage) -> None:
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.page.wait_for_load_state("networkidle")
    names = await visitor.page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in names if name.endswith(("identity.js", "rarely.js"))]
