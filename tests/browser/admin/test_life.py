"""A rule is drafted, tried on the past, published and brought back, in a real browser."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import expect

from chatdesk.triggers.models import Trigger
from chatdesk.triggers.selectors.rules import rule_sets
from tenants.scope import tenant_scope
from tests.browser.admin.test_builder import Editor, Open, edit, rule, some_visits
from tests.browser.widget.conftest import AXE

__all__ = ["edit", "rule"]

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@sync_to_async
def met(editor: Editor) -> list[str]:
    """The questions that visitors of the site would be asked at the next look."""
    client = editor.stage.client
    with tenant_scope(client.id):
        known = rule_sets().get(client.site.id)
        return [Trigger.objects.get(id=one.id).text for one in known.rules] if known else []


async def press(editor: Editor, name: str) -> None:
    """A button of the page, by the keyboard; the page that answers is there."""
    async with editor.page.expect_event("load"):
        await editor.page.locator(f"[name={name}]").press("Enter")


async def test_a_draft_is_written_tried_published_and_an_old_version_brought_back(edit: Open, rule: Trigger) -> None:
    await sync_to_async(some_visits)(rule)
    editor = await edit(rule)
    page = editor.page
    await page.locator("#id_text").fill("Gas or electric?")
    await editor.at("1:value").fill("7")
    await press(editor, "_continue")
    await expect(page.get_by_text("with changes not published").first).to_be_visible()
    assert await met(editor) == ["Two or three?"]
    await page.get_by_role("button", name="Run time machine").press("Enter")
    await expect(page.locator("[data-invited]")).to_have_text("3")
    await page.locator("[name=_publish]").press("Enter")
    await page.wait_for_url("**/trigger/")
    assert await met(editor) == ["Gas or electric?"]
    await page.goto(f"{editor.stage.live.desk}/admin/triggers/trigger/{rule.id}/history/")
    await expect(page.locator("ins", has_text="Gas or electric?").first).to_be_visible()
    await page.get_by_role("button", name="Bring version 1 back as a draft").press("Enter")
    await expect(page.locator("#id_text")).to_have_value("Two or three?")
    assert await met(editor) == ["Gas or electric?"]
    await page.locator("[name=_publish]").press("Enter")
    await page.wait_for_url("**/trigger/")
    assert await met(editor) == ["Two or three?"]
    assert editor.complaints == []


async def test_a_draft_is_thrown_away_and_the_rule_switched_off(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule)
    await editor.page.locator("#id_text").fill("Gas or electric?")
    await press(editor, "_continue")
    await press(editor, "_discard")
    await expect(editor.page.locator("#id_text")).to_have_value("Two or three?")
    await press(editor, "_off")
    await expect(editor.page.locator("[name=_on]")).to_be_visible()
    assert await met(editor) == []


async def test_hours_that_never_come_are_refused_and_others_read_back(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule)
    page = editor.page
    await page.locator("#id_from_time").fill("22:00")
    await expect(page.locator("[data-times]")).to_have_text("Until: Write both hours, or none.")
    await press(editor, "_publish")
    await expect(page.locator("#id_until_time_error, .field-until_time .errorlist").first).to_contain_text("both hours")
    await page.locator("#id_until_time").fill("02:00")
    await page.get_by_label("Sunday").uncheck()
    await expect(page.locator("[data-times]")).to_contain_text("Monday–Saturday, 22:00–02:00 of the next day")
    await page.locator("[name=_publish]").press("Enter")
    await page.wait_for_url("**/trigger/")
    assert [saved.weekdays for saved in await editor.saved()] == ["123456"]


async def test_lines_tell_their_visits_and_the_bubble_is_seen_on_a_phone(edit: Open, rule: Trigger) -> None:
    await sync_to_async(some_visits)(rule)
    editor = await edit(rule)
    page = editor.page
    await page.get_by_role("button", name="Count the visits of each line").press("Enter")
    await expect(page.locator(".builder__count")).to_have_text(["visits: 4", "visits: 4", "visits: 3"])
    await editor.at("1:value").fill("7")
    await expect(page.locator(".builder__count")).to_have_count(0)
    await page.get_by_role("button", name="Phone").first.press("Enter")
    await expect(page.locator("[data-beside] .builder__stage--phone [data-question]")).to_have_text("Two or three?")
    assert editor.complaints == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_state_and_history_fit_the_screen_and_axe_finds_nothing(
    edit: Open, rule: Trigger, width: int, scheme: str
) -> None:
    editor = await edit(rule, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page: Any = editor.page
    await page.locator("#id_text").fill("Gas or electric?")
    await press(editor, "_publish")
    await page.goto(f"{editor.stage.live.desk}/admin/triggers/trigger/{rule.id}/change/")
    await page.locator("#id_text").fill("Two or four?")
    await press(editor, "_continue")
    await axe(page, ".life", ".life__row")
    await page.goto(f"{editor.stage.live.desk}/admin/triggers/trigger/{rule.id}/history/")
    await axe(page, ".why")


async def axe(page: Any, *parts: str) -> None:
    """Nothing is wider than the window, and axe finds nothing."""
    await page.evaluate(AXE.read_text())
    for part in parts:
        fits = "one => one.getBoundingClientRect().right <= innerWidth"
        assert await page.evaluate(f"[...document.querySelectorAll('{part}, {part} *')].every({fits})")
        found = await page.evaluate(f"axe.run({{include: ['{part}']}})")
        assert [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found["violations"]] == []
