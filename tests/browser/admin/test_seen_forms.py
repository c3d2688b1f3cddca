"""Forms seen lately, on a site's page in a real browser: lines come into the fields by choosing."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from playwright.async_api import Browser, Page, expect

from chatdesk.realtime.frames.from_visitor import FormFieldSeen
from tenants.scope import tenant_scope
from tests.browser.widget.conftest import AXE
from tests.browsing import PHONE, Stage
from widget.models import FormCapture
from widget.services import note_form

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

Open = Callable[..., Any]
FIO, EMAIL, PIN = '[name="fio"]', '[name="email"]', '[name="pin"]'


@pytest.fixture
def capture(client_on_stage: Any) -> FormCapture:
    """Switched on, with one form that was seen and one line that somebody wrote."""
    with tenant_scope(client_on_stage.id):
        made = [
            FormFieldSeen(selector=name, kind=kind) for name, kind in ((FIO, ""), (EMAIL, "email"), (PIN, "secret"))
        ]
        note_form(site_id=client_on_stage.site.pk, selector="#order", page="https://shop.example/order", fields=made)
        return FormCapture.objects.create(site=client_on_stage.site, enabled=True, fields=f"{EMAIL} = nothing")


@pytest_asyncio.fixture(loop_scope="session")
async def admin(
    prepared_stage: Callable[[Browser], Stage], chromium: Browser, client_on_stage: Any
) -> AsyncIterator[Open]:
    """Opens the site's page as our client's admin; nothing may be complained of."""
    stage = prepared_stage(chromium)
    complaints: list[str] = []

    async def opened(**options: Any) -> Page:
        page = (await stage.operator("admin", **options)).page
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(f"{stage.live.desk}/admin/tenants/site/{client_on_stage.site.pk}/change/")
        return page

    yield opened
    await stage.leave()
    assert complaints == []


async def test_a_field_is_chosen_and_a_form_left_out_without_typing(
    admin: Open, capture: FormCapture, client_on_stage: Any
) -> None:
    page = await admin()
    area = page.locator("textarea[name=form_capture-0-fields]")
    await expect(page.get_by_label(f"Read {EMAIL} as")).to_have_value("nothing")
    await page.get_by_label(f"Read {FIO} as").select_option("name")
    await page.get_by_label(f"Read {EMAIL} as").select_option("")
    await expect(area).to_have_value(f"{FIO} = name")
    await expect(page.get_by_label(f"Read {PIN} as")).to_have_count(0)
    only, besides = (page.get_by_role("button", name=name) for name in ("Only this form", "Not this form"))
    await only.click()
    await besides.click()
    await expect(only).to_have_attribute("aria-pressed", "false")
    await expect(besides).to_have_attribute("aria-pressed", "true")
    await page.locator("[name=_save]").click()
    await page.wait_for_url("**/admin/tenants/site/")
    kept = await stored(client_on_stage)
    assert (kept.only, kept.besides, kept.fields) == ("", "#order", f"{FIO} = name")


async def test_the_list_fits_a_phone_and_everybody(admin: Open, capture: FormCapture) -> None:
    page = await admin(viewport=PHONE)
    await page.locator(".seen").first.scroll_into_view_if_needed()
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert await page.evaluate(wide) is False
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run('.seen').then(({violations}) => violations.map(({id}) => id))")
    assert found == []


@sync_to_async
def stored(client: Any) -> FormCapture:
    """As it was saved."""
    with tenant_scope(client.id):
        return FormCapture.objects.get()
