"""A rule opens the window, shows a banner, lets the launcher glow: from the rule to the counted click (D05, D11)."""

from collections.abc import Awaitable, Callable

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import expect

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Invitation, Trigger
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.browsing import PHONE, Stage
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

QUESTION = "Two or three circuits?"
IPHONE = {
    "user_agent": (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.1 Mobile/15E148 Safari/604.1"
    ),
    "viewport": PHONE,
    "has_touch": True,
    "is_mobile": True,
}
DEVICES: dict[str, dict[str, object]] = {"desktop": {}, "phone": IPHONE}
BOTH = pytest.mark.parametrize("device", DEVICES)
Rule = Callable[..., Awaitable[None]]


@pytest.fixture
def rule(client_on_stage: Client) -> Rule:
    """Writes the site's one rule, and what the site lets rules do."""

    @sync_to_async
    def write(action: str, *, site: dict[str, bool] | None = None, **fields: object) -> None:
        with tenant_scope(client_on_stage.id):
            Site.objects.filter(id=client_on_stage.site.id).update(**(site or {}))
            written = {"name": "Circuits", "text": QUESTION, "conditions": on_page("", seconds=1)} | fields
            Trigger.objects.create(site=client_on_stage.site, action=action, **written)

    return write


@sync_to_async
def became(client: Client) -> list[tuple[str, str]]:
    """What was done, and what came of it."""
    with tenant_scope(client.id):
        return [(one.action, one.state) for one in Invitation.objects.order_by("id")]


async def becomes(stage: Stage, *wanted: tuple[str, str]) -> None:
    """Waits until the database says so."""
    page = stage.contexts[0].pages[0]
    for _ in range(50):
        if await became(stage.client) == list(wanted):
            return
        await page.wait_for_timeout(100)
    assert await became(stage.client) == list(wanted)


async def marta_is_there(stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()


async def test_a_site_that_allows_it_opens_the_window_and_a_closed_one_stays_closed(rule: Rule, stage: Stage) -> None:
    await rule("window", site={"rules_open_window": True})
    await marta_is_there(stage)
    visitor = await stage.visitor()
    await expect(visitor.log).to_contain_text(QUESTION)
    await becomes(stage, ("window", "shown"))
    assert await visitor.page.evaluate("document.activeElement === document.body && scrollY === 0")
    await visitor.page.get_by_role("button", name="Close chat").click()
    await becomes(stage, ("window", "dismissed"))
    await visitor.page.goto(stage.address("/"))
    await expect(visitor.launcher).to_be_visible()
    await expect(visitor.field).to_be_hidden()


@pytest.mark.parametrize(
    ("site", "device"),
    [({}, "desktop"), ({"rules_open_window": True}, "phone"), ({"rules_open_on_phones": True}, "phone")],
)
async def test_elsewhere_the_same_rule_asks_in_a_bubble(
    rule: Rule, stage: Stage, site: dict[str, bool], device: str
) -> None:
    await rule("window", site={"rules_open_window": False, "rules_open_on_phones": False} | site)
    await marta_is_there(stage)
    visitor = await stage.visitor(**DEVICES[device])
    await expect(visitor.page.locator("chat-desk .inv")).to_contain_text(QUESTION)
    await expect(visitor.field).to_be_hidden()
    await becomes(stage, ("bubble", "shown"))


async def test_a_phone_whose_site_chose_both_gets_the_window(rule: Rule, stage: Stage) -> None:
    await rule("window", site={"rules_open_window": True, "rules_open_on_phones": True})
    await marta_is_there(stage)
    visitor = await stage.visitor(**IPHONE)
    await expect(visitor.log).to_contain_text(QUESTION)
    await becomes(stage, ("window", "shown"))


@BOTH
async def test_a_banners_click_leads_to_its_page_and_is_counted(rule: Rule, stage: Stage, device: str) -> None:
    link = stage.address("/ru/")
    await rule("banner", text="Third pallet of matches free until Sunday", banner_link=link)
    await marta_is_there(stage)
    visitor = await stage.visitor(**DEVICES[device])
    banner = visitor.page.locator("chat-desk .ad")
    await expect(banner).to_have_text("Third pallet of matches free until Sunday")  # the shop's own: no other site
    await becomes(stage, ("banner", "shown"))
    await banner.click()
    await visitor.page.wait_for_url(link)
    await becomes(stage, ("banner", "clicked"))
    await expect(visitor.launcher).to_be_visible()
    await expect(banner).to_have_count(0)


@BOTH
async def test_the_launcher_glows_and_what_is_written_then_reaches_the_desk(
    rule: Rule, stage: Stage, device: str
) -> None:
    await rule("glow", text="")
    await marta_is_there(stage)
    visitor = await stage.visitor(**DEVICES[device])
    await expect(visitor.page.locator("chat-desk .launch[data-glow]")).to_be_visible()
    await becomes(stage, ("glow", "shown"))
    await visitor.open()
    await becomes(stage, ("glow", "clicked"))
    await visitor.say("Two circuits, please")
    await becomes(stage, ("glow", "answered"))


async def test_of_two_tabs_one_is_told_and_a_dismissal_counts_in_both(rule: Rule, stage: Stage) -> None:
    await rule("banner", banner_link="/")
    await marta_is_there(stage)
    visitor = await stage.visitor()
    banner = visitor.page.locator("chat-desk .ad")
    await expect(banner).to_be_visible()
    other = await stage.tab(visitor.context)
    await expect(other.page.locator("chat-desk .ad")).to_be_visible()
    await other.page.locator("chat-desk .inv").get_by_role("button", name="Dismiss").click()
    await expect(banner).to_have_count(0)
    await becomes(stage, ("banner", "dismissed"))
