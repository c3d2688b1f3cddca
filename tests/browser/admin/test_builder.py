"""The rule builder in a real browser, by keyboard and on a phone."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.utils import timezone
from playwright.async_api import Browser, Page, expect

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.scope import tenant_scope
from tests.browser.widget.conftest import AXE
from tests.browsing import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

QUERY = {"fact": "search_query", "op": "contains", "value": "reactor"}
TREE = {"group": "all", "of": [*on_page("/cart", seconds=5)["of"], {"group": "any", "of": [QUERY]}]}


class Editor:
    """The page of a rule."""

    def __init__(self, stage: Stage, page: Page) -> None:
        self.stage = stage
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def at(self, key: str) -> Any:
        """A control of the builder by its place and name."""
        return self.page.locator(f'[data-key="{key}"]')

    @property
    def sentence(self) -> Any:
        """The rule in words."""
        return self.page.locator("[data-sentence]")

    async def tree(self) -> Any:
        """What the form would send."""
        return json.loads(await self.page.locator("#id_conditions").input_value())

    @sync_to_async
    def saved(self) -> list[Trigger]:
        """All the client's rules."""
        with tenant_scope(self.stage.client.id):
            return list(Trigger.objects.order_by("id"))


Open = Callable[..., Any]


@pytest_asyncio.fixture(loop_scope="session")
async def edit(prepared_stage: Callable[[Browser], Stage], chromium: Browser) -> AsyncIterator[Open]:
    """Opens a rule of our client in the admin, or the page for a new one."""
    stage = prepared_stage(chromium)

    async def opened(trigger: Trigger | None = None, **options: Any) -> Editor:
        window = await stage.operator("admin", **options)
        editor = Editor(stage, window.page)
        place = f"{trigger.id}/change" if trigger else "add"
        await window.page.goto(f"{stage.live.desk}/admin/triggers/trigger/{place}/")
        await expect(window.page.locator(".builder__line").first).to_be_visible()
        return editor

    yield opened
    await stage.leave()


@pytest.fixture
def rule(client_on_stage: Any) -> Trigger:
    """A rule with a group in a group."""
    with tenant_scope(client_on_stage.id):
        return Trigger.objects.create(site=client_on_stage.site, name="Cart", text="Two or three?", conditions=TREE)


async def test_a_rule_is_written_by_menus_and_keyboard_alone(edit: Open) -> None:
    editor = await edit()
    keys = editor.page.keyboard
    await editor.page.locator("#id_site").select_option(label=editor.stage.client.site.name)
    await editor.page.locator("#id_name").fill("Searchers")
    await editor.at(":addgroup").focus()
    await keys.press("Enter")
    await expect(editor.at("1,0:fact")).to_be_focused()
    await keys.type("Search query")
    await keys.press("Tab")
    await keys.press("Tab")
    await expect(editor.at("1,0:value")).to_be_focused()
    await keys.type("double circuit")
    await expect(editor.sentence).to_contain_text("searched for something that contains “double circuit”")
    await editor.page.locator("#id_text").fill("Two circuits or three?")
    await expect(editor.page.locator("[data-question]")).to_have_text("Two circuits or three?")
    await expect(editor.page.locator("[data-remarks]")).to_contain_text("One thought")
    await editor.page.locator("[name=_save]").focus()
    await keys.press("Enter")
    await editor.page.wait_for_url("**/trigger/")
    (made,) = await editor.saved()
    assert made.conditions["of"][1] == {
        "group": "any",
        "of": [{"fact": "search_query", "op": "contains", "value": "double circuit"}],
    }
    assert editor.complaints == []


async def test_lines_move_in_and_out_of_groups_and_what_is_removed_comes_back(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule)
    await editor.at("1:down").focus()
    await editor.page.keyboard.press("Enter")
    assert (await editor.tree())["of"][1]["of"] == [TREE["of"][1], QUERY]
    await expect(editor.at("1,0:down")).to_be_focused()
    await editor.at("1,0:up").press("Enter")
    assert await editor.tree() == TREE
    await editor.at("2,0:remove").press("Enter")
    assert await editor.tree() == {"group": "all", "of": TREE["of"][:2]}
    await editor.page.get_by_role("button", name="Undo").press("Enter")
    assert await editor.tree() == TREE


async def test_every_kind_of_value_has_its_field(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule)
    await editor.at("0:fact").select_option("local_time")
    assert (await editor.tree())["of"][0] == {"fact": "local_time", "op": "between", "value": ["09:00", "18:00"]}
    await expect(editor.at("0:value")).to_have_value("09:00")
    await editor.at("0:fact").select_option("device")
    await editor.at("0:value").press("Enter")
    await editor.page.get_by_label("a phone").check()
    await expect(editor.sentence).to_contain_text("uses a computer or a phone")
    await editor.at("0:fact").select_option("contacts_known")
    await expect(editor.sentence).to_contain_text("has left contacts")
    assert "value" not in (await editor.tree())["of"][0]


async def test_an_unfinished_line_is_marked_and_explained(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule)
    await editor.at("2,0:value").fill("")
    await expect(editor.sentence).to_have_text("Write what to compare with.")
    await expect(editor.page.locator(".builder__line--wrong [data-key='2,0:value']")).to_be_visible()
    await expect(editor.at("2,0:value")).to_have_accessible_description("Write what to compare with.")
    await editor.page.locator("[name=_save]").click()
    await expect(editor.page.get_by_text("Write what to compare with.").first).to_be_visible()
    await expect(editor.page.locator(".builder__line--wrong [data-key='2,0:value']")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_builder_fits_the_screen_and_axe_finds_nothing(
    edit: Open, rule: Trigger, width: int, scheme: str
) -> None:
    editor = await edit(rule, viewport={"width": width, "height": 844}, color_scheme=scheme)
    await expect(editor.sentence).to_contain_text("When a visitor")
    wide = "[...document.querySelectorAll('.builder, .builder *, .builder__beside, .builder__beside *')]"
    assert await editor.page.evaluate(f"{wide}.every(one => one.getBoundingClientRect().right <= innerWidth)")
    await editor.page.evaluate(AXE.read_text())
    for part in (".builder", ".builder__beside"):
        found = await editor.page.evaluate(f"axe.run({{include: ['{part}']}})")
        assert [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found["violations"]] == []
    assert editor.complaints == []


async def test_the_builder_speaks_russian(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule, locale="ru-RU")
    await expect(editor.at(":group")).to_contain_text("Все условия")
    await expect(editor.sentence).to_contain_text("Когда посетитель находится на странице")


async def test_the_time_machine_tells_what_the_draft_would_have_done(edit: Open, rule: Trigger) -> None:
    await sync_to_async(some_visits)(rule)
    editor = await edit(rule)
    await editor.page.get_by_role("button", name="Run time machine").press("Enter")
    await expect(editor.page.locator("[data-invited]")).to_have_text("3")
    await expect(editor.page.locator("[data-facts]")).to_contain_text("of them never invited")
    await expect(editor.page.locator("[data-small]")).to_contain_text("Replayed 4 visits")
    await editor.page.get_by_text("See them one by one").press("Enter")
    await expect(editor.page.locator("[data-rows] li")).to_have_count(3)
    await expect(editor.page.locator("[data-rows] li").first).to_contain_text("/cart")
    await editor.at("1:value").fill("7")
    await expect(editor.page.get_by_text("The conditions have changed since.")).to_be_visible()
    assert editor.complaints == []


def some_visits(rule: Trigger) -> None:
    """Three searchers who stood before their cart, and one who did not search."""
    with tenant_scope(rule.tenant_id):
        now = timezone.now()
        for number in range(4):
            visitor = Visitor.objects.create(site=rule.site, token_hash=bytes([number]) * 32, visits=1)
            times = {"started_at": now, "last_at": now, "page_at": now}
            referrer = "https://yandex.ru/search/?text=reactor" if number else ""
            visit = Visit.objects.create(visitor=visitor, number=1, referrer=referrer, **times)
            PageView.objects.create(visit=visit, url="https://shop.example/cart", at=now)


@pytest.mark.parametrize("width", [390, 1440])
async def test_each_action_shows_its_own_fields_and_picture(edit: Open, rule: Trigger, width: int) -> None:
    editor = await edit(rule, viewport={"width": width, "height": 844})
    page, link = editor.page, editor.page.locator("#id_banner_link")
    poll = page.locator(".field-poll")
    await expect(link).to_be_hidden()
    await expect(poll).to_be_hidden()
    await page.locator("#id_action").select_option("poll")
    await expect(poll).to_be_visible()
    await page.locator("#id_action").select_option("window")
    await expect(poll).to_be_hidden()
    await expect(page.locator("[data-figure=window]")).to_contain_text("Two or three?")
    await expect(page.locator("[data-note]")).to_contain_text("This site lets no rule open the window")
    await expect(editor.sentence).to_contain_text("The chat window opens by itself and asks.")
    await page.locator("#id_action").select_option("glow")
    await expect(page.locator("[data-figure=glow]")).to_contain_text("For twelve seconds")
    await expect(page.locator("[data-note]")).to_be_hidden()
    await page.locator("#id_action").select_option("banner")
    await link.fill("javascript:alert(1)")
    await expect(page.locator("[data-note]")).to_contain_text("Begin with https:// or")
    await link.fill("https://partner.example/sale")
    await expect(page.locator("[data-note]")).to_contain_text("It leads to another site, partner.example")
    await page.locator("#id_text").fill("Third pallet of matches free until Sunday")
    await expect(page.locator("[data-figure=banner]")).to_contain_text("Third pallet of matches")
    await expect(page.locator("[data-remarks]").first).to_contain_text("One thought.")
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run({include: ['.field-action']})")
    assert [one["id"] for one in found["violations"]] == []
    await page.locator("[name=_publish]").click()
    await page.wait_for_url("**/trigger/")
    (saved,) = await editor.saved()
    assert (saved.action, saved.banner_link) == ("banner", "https://partner.example/sale")
    assert editor.complaints == []


async def test_a_banner_without_a_link_is_sent_back_with_its_field_in_sight(edit: Open, rule: Trigger) -> None:
    editor = await edit(rule)
    await editor.page.locator("#id_action").select_option("banner")
    await editor.page.locator("[name=_save]").click()
    await expect(editor.page.get_by_text("Write where the banner leads.")).to_be_visible()
    await expect(editor.page.locator("#id_banner_link")).to_be_visible()


async def test_each_action_says_what_the_visitor_sees_and_the_limits_are_read_back(edit: Open) -> None:
    editor = await edit()
    meanings = editor.page.locator("[data-meaning]")
    await expect(meanings).to_have_count(5)
    for action in Trigger.Action.values:
        await editor.page.select_option("#id_action", action)
        await expect(editor.page.locator("[data-meaning]:visible")).to_have_count(1)
        await expect(editor.page.locator(f'[data-meaning="{action}"]')).to_be_visible()
    limits = editor.page.locator("[data-limits]")
    await expect(limits).to_contain_text("once a visit.")
    await editor.page.select_option("#id_repeat", "visitor")
    await expect(limits).to_contain_text("only once.")
    await editor.page.fill("#id_most_waiting", "3")
    await expect(limits).to_contain_text("while more than 3 visitors wait.")
    assert editor.complaints == []
