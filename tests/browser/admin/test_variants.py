"""Two ways to ask and the order of rules, in a real browser: by keyboard, by mouse and on a phone."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from playwright.async_api import Browser, Page, expect

from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.browser.widget.conftest import AXE
from tests.browsing import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

Open = Callable[..., Any]


@pytest_asyncio.fixture(loop_scope="session")
async def admin(prepared_stage: Callable[[Browser], Stage], chromium: Browser) -> AsyncIterator[Open]:
    """Opens a page of the rules' admin as our client's admin; nothing may be complained of."""
    stage = prepared_stage(chromium)
    complaints: list[str] = []

    async def opened(place: str = "", **options: Any) -> Page:
        page = (await stage.operator("admin", **options)).page
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(f"{stage.live.desk}/admin/triggers/trigger/{place}")
        return page

    yield opened
    await stage.leave()
    assert complaints == []


@pytest.fixture
def rules(client_on_stage: Any) -> list[Trigger]:
    """Three of one site, the first with a second variant."""
    two = {"B": {"text": "Gas or electric?", "branches": [], "weight": 2, "texts": {}}}
    with tenant_scope(client_on_stage.id):
        made = [Trigger.objects.create(site=client_on_stage.site, name=name, text="Two?") for name in ("Cart", "Bath")]
        return [Trigger.objects.create(site=client_on_stage.site, name="Gas", text="Two?", variants=two), *made]


@sync_to_async
def stored(client: Any) -> list[Trigger]:
    """All the client's rules in their order."""
    with tenant_scope(client.id):
        return list(Trigger.objects.all())


async def test_a_second_way_to_ask_is_written_by_keyboard_with_its_own_preview_and_tone(
    admin: Open, rules: list[Trigger], client_on_stage: Any
) -> None:
    page = await admin(f"{rules[1].id}/change/")
    part = page.locator("details.builder__part", has_text="Variant B")
    await part.locator("> summary").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("HELLO, {search_query}?")
    await expect(part.locator("[data-asked-remarks]").first).to_contain_text("greets")
    await page.locator("[name=_publish]").click()
    await expect(page.locator("#id_variants-B-text_error")).to_contain_text("Say what to write when it is not known")
    field = page.locator("#id_variants-B-text")
    await expect(field).to_be_visible()
    await field.fill("Is {search_query|the boiler} for heating alone?")
    await expect(part.locator("[data-asked-question]").first).to_have_text("Is the boiler for heating alone?")
    await page.locator("#id_held_percent").fill("10")
    await page.locator("[name=_publish]").press("Enter")
    await page.wait_for_url("**/trigger/")
    (saved,) = [rule for rule in await stored(client_on_stage) if rule.id == rules[1].id]
    assert saved.held_percent == 10
    assert list(saved.ways) == ["A", "B"]


async def test_opened_and_saved_a_rule_stays_as_it_was(admin: Open, rules: list[Trigger], client_on_stage: Any) -> None:
    page = await admin(f"{rules[0].id}/change/")
    await page.locator("[name=_save]").click()
    await page.wait_for_url("**/trigger/")
    (saved,) = [rule for rule in await stored(client_on_stage) if rule.id == rules[0].id]
    assert (saved.ways, saved.conditions) == (rules[0].ways, rules[0].conditions)


def handle(page: Page, rule: Trigger) -> Any:
    """What a line of the list is dragged by."""
    return page.locator(f"[data-order='{rule.id}'] .order__handle")


async def test_rules_are_put_in_order_by_keyboard_and_by_dragging(
    admin: Open, rules: list[Trigger], client_on_stage: Any
) -> None:
    page = await admin()
    up = page.get_by_role("button", name="Move “Gas” up")
    await up.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_have_text("“Gas” is now number 2 of its site.")
    await expect(up).to_be_focused()
    assert [rule.name for rule in await stored(client_on_stage)] == ["Cart", "Gas", "Bath"]
    await handle(page, rules[2]).drag_to(handle(page, rules[1]))
    await expect(page.get_by_role("status")).to_have_text("“Bath” is now number 1 of its site.")
    assert [(rule.name, rule.priority) for rule in await stored(client_on_stage)] == [
        ("Bath", 10),
        ("Cart", 20),
        ("Gas", 30),
    ]
    await expect(page.locator("tbody .field-priority")).to_have_text(["10", "20", "30"])


async def test_in_another_order_the_list_offers_no_moves(admin: Open, rules: list[Trigger]) -> None:
    page = await admin("?o=2")
    await expect(page.locator("[data-order]").first).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_variants_and_the_list_fit_the_screen_and_axe_finds_nothing(
    admin: Open, rules: list[Trigger], width: int, scheme: str
) -> None:
    for place, part in ((f"{rules[0].id}/change/", ".builder__parts"), ("", ".order")):
        page = await admin(place, viewport={"width": width, "height": 844}, color_scheme=scheme)
        await expect(page.locator(f"{part}:visible").first).to_be_visible()
        wide = f"[...document.querySelectorAll('{part}, {part} *')]"
        assert await page.evaluate(f"{wide}.every(one => one.getBoundingClientRect().right <= innerWidth)")
        await page.evaluate(AXE.read_text())
        found = await page.evaluate(f"axe.run({{include: ['{part}']}})")
        assert [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found["violations"]] == []
