"""Consent refused: no storage, no request. Given: recorded. Withdrawn: forgotten (D16 and the site's privacy)."""

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import expect

from chatdesk.visitors.models import PageView, Visit
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.browsing import ShopWindow, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STORED = """async () => ({
  local: Object.keys(localStorage).filter((key) => key.startsWith("chatdesk")),
  session: Object.keys(sessionStorage).length,
  cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
})"""
NOTHING = {"local": [], "session": 0, "cookies": "", "databases": 0}


@sync_to_async
def rule(stage: Stage, consent: str, *, signals: bool = False) -> None:
    """What the shop records."""
    with tenant_scope(stage.client.id):
        Site.objects.filter(id=stage.client.site.id).update(consent=consent, respects_signals=signals)


@sync_to_async
def recorded(stage: Stage) -> list[str]:
    """Pages of all visitors of the shop."""
    with tenant_scope(stage.client.id):
        return list(PageView.objects.order_by("id").values_list("url", flat=True))


@sync_to_async
def grounds(stage: Stage) -> list[str]:
    """On what grounds visits are there."""
    with tenant_scope(stage.client.id):
        return list(Visit.objects.order_by("id").values_list("consent", flat=True))


class Witness:
    """Everything that a visitor's browser asks of the chat's servers."""

    def __init__(self, stage: Stage, window: ShopWindow) -> None:
        self.asked: list[str] = []
        self.sockets: list[str] = []
        door = stage.live.door
        window.page.on("request", lambda one: one.url.startswith(door) and self.asked.append(one.url))
        window.page.on("websocket", lambda one: self.sockets.append(one.url))


async def come(stage: Stage, **options: object) -> tuple[ShopWindow, Witness]:
    """A visitor whose requests are watched from the first on."""
    window = await stage.visitor("/", query="&widget=off", **options)
    witness = Witness(stage, window)
    await window.page.goto(stage.address("/"))
    await window.launcher.wait_for()
    await window.page.wait_for_load_state("networkidle")
    return window, witness


async def greeted(window: ShopWindow) -> None:
    """The server knows the visitor."""
    while not any(key.endswith(".token") for key in (await window.page.evaluate(STORED))["local"]):
        await window.page.wait_for_timeout(50)


async def stored(window: ShopWindow, names: list[str]) -> None:
    """The chat keeps these things in the browser, and no others."""
    while (await window.page.evaluate(STORED))["local"] != names:
        await window.page.wait_for_timeout(50)


async def silent(window: ShopWindow, witness: Witness) -> None:
    """Nothing but the loader was asked for, nothing is stored."""
    await window.page.wait_for_load_state("networkidle")
    assert [url.rpartition("/")[0][-2:] for url in witness.asked] == ["/w"] * len(witness.asked), witness.asked
    assert witness.sockets == []
    assert await window.page.evaluate(STORED) == NOTHING
    assert await window.context.cookies() == []


async def test_consent_refused_means_no_storage_and_no_request(stage: Stage) -> None:
    await rule(stage, "after")
    window, witness = await come(stage)
    await silent(window, witness)
    await window.page.evaluate("ChatDesk('consent', false)")
    await window.launcher.hover()
    await window.page.evaluate("history.pushState(null, '', '/delivery/')")
    await silent(window, witness)
    assert len(witness.asked) == 1
    assert await recorded(stage) == []


async def test_consent_given_is_recorded_remembered_and_forgotten_when_withdrawn(stage: Stage) -> None:
    await rule(stage, "after")
    window, _ = await come(stage)
    await window.page.evaluate("ChatDesk('consent', 'analytics', true)")
    await greeted(window)
    await window.page.goto(stage.address("/contacts/"))
    await expect(window.launcher).to_be_visible()
    while len(pages := await recorded(stage)) < 2:
        await window.page.wait_for_timeout(50)
    assert "/contacts/" in pages[1]
    assert await grounds(stage) == ["given"]
    await window.page.evaluate("ChatDesk('consent', false)")
    await stored(window, [])
    while await grounds(stage) != ["withdrawn"]:
        await window.page.wait_for_timeout(50)
    await window.page.goto(stage.address("/delivery/"))
    await window.launcher.wait_for()
    await window.page.wait_for_load_state("networkidle")
    assert await window.page.evaluate(STORED) == NOTHING
    assert len(await recorded(stage)) == 2


@pytest.mark.parametrize("consent", ["after", "never"])
async def test_who_did_not_agree_can_talk_and_only_the_talk_is_kept(stage: Stage, consent: str) -> None:
    await rule(stage, consent)
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    window, witness = await come(stage)
    await window.open()
    await window.page.wait_for_load_state("networkidle")
    assert witness.sockets == []
    assert await window.page.evaluate(STORED) == NOTHING
    await window.say("Do you deliver?")
    await marta.take("Do you deliver?")
    await marta.say("We do.")
    await expect(window.log).to_contain_text("We do.")
    await window.page.goto(stage.address("/contacts/"))
    await expect(window.log).to_contain_text("We do.")
    await window.say("Thank you")
    await expect(marta.page.get_by_text("Thank you").first).to_be_visible()
    assert await recorded(stage) == []
    assert await grounds(stage) == ["chat"]


@pytest.mark.parametrize("header", ["DNT", "Sec-GPC"])
async def test_a_browser_that_asks_not_to_be_tracked_is_not_where_the_site_respects_it(
    stage: Stage, header: str
) -> None:
    await rule(stage, "always", signals=True)
    window, witness = await come(stage, extra_http_headers={header: "1"})
    await silent(window, witness)
    assert await recorded(stage) == []


async def test_who_objects_where_everybody_is_recorded_is_left_alone_from_then_on(stage: Stage) -> None:
    window, _ = await come(stage)
    await greeted(window)
    await window.page.evaluate("ChatDesk('consent', false)")
    await stored(window, [f"chatdesk.{stage.client.site.key}.consent"])
    witness = Witness(stage, window)
    before = len(await recorded(stage))
    await window.page.goto(stage.address("/contacts/"))
    await window.launcher.wait_for()
    await window.page.wait_for_load_state("networkidle")
    assert witness.sockets == []
    assert len(await recorded(stage)) == before


async def test_the_page_may_open_the_window_of_who_did_not_agree(stage: Stage) -> None:
    await rule(stage, "after")
    window, witness = await come(stage)
    await window.page.evaluate("ChatDesk('openWithText', 'About delivery')")
    await expect(window.field).to_have_value("About delivery")
    assert witness.sockets == []
    assert await window.page.evaluate(STORED) == NOTHING
