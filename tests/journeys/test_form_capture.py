"""D25: contacts from a form of the site arrive; passwords, cards, hidden and ignored fields don't."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.visitors.models import ContactPoint
from tenants.scope import tenant_scope
from tests.browsing import ShopWindow, Stage
from tests.isolation.marks import superuser
from tests.world import Client
from widget.models import FormCapture
from widget.selectors import seen_forms

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FORM = """([markup, stays]) => {
  const holder = document.createElement("form");
  holder.id = "order";
  holder.method = "post";
  holder.action = `/contacts/${location.search}`;
  holder.innerHTML = markup + '<button id="go">Send</button>';
  holder.querySelector("[name=phone2]").style.cssText = "position:absolute;left:-5000px";
  if (stays) holder.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("main").prepend(holder);
}"""
FIELDS = """
  <label>Your name <input name="who" value="Anna Berg"></label>
  <input type="email" name="email" value="anna@mill.example">
  <label>Phone <input name="tel" value="+44 20 7946 0018"></label>
  <input type="password" name="password" value="zq-secret-password">
  <input name="card_number" value="4012 8888 8888 1881">
  <input name="name" autocomplete="cc-name" value="zq-secret-holder">
  <input type="hidden" name="email2" value="zq-secret@hidden.example">
  <input name="email3" type="email" data-chat-ignore value="zq-secret@ignored.example">
  <input name="phone2" value="zq-secret 555 0100">
  <input name="pin" value="zq-secret-pin">
"""


@pytest.fixture
def reading(client_on_stage: Client) -> Client:
    """Their site takes contacts over."""
    with tenant_scope(client_on_stage.id):
        FormCapture.objects.create(site=client_on_stage.site, enabled=True)
    return client_on_stage


@sync_to_async
def contacts(client: Client) -> set[str]:
    """What is written down of the client's visitors."""
    with tenant_scope(client.id):
        return set(ContactPoint.objects.values_list("value", flat=True))


async def arrived(window: ShopWindow, client: Client, wanted: set[str]) -> set[str]:
    """Waits until as many contacts are there."""
    async with asyncio.timeout(10):
        while len(found := await contacts(client)) < len(wanted):
            await window.page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    return found


async def ready(stage: Stage, frames: list[str] | None = None, **options: Any) -> ShopWindow:
    """A visitor whose page listens to forms; ``frames`` gets all that it sends."""
    visitor = await stage.visitor("/", **options)
    if frames is not None:
        note = frames.append
        visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda text: note(str(text))))
    async with visitor.page.expect_response(lambda answer: answer.url.endswith("/forms.js")) as listening:
        await visitor.page.reload()
    # The file has come; it listens as soon as it has run.
    await visitor.page.evaluate("address => import(address).then(() => 0)", (await listening.value).url)
    return visitor


@sync_to_async
def leaks() -> list[str]:
    """Tables in which any of the secrets stands."""
    with superuser() as server:
        tables = [row[0] for row in server.execute("select tablename from pg_tables where schemaname = 'public'")]
        ask = "select 1 from {} t where t::text ilike '%zq-secret%' or t::text like '%4012%8888%1881%' limit 1"
        return [table for table in tables if server.execute(ask.format(table)).fetchone()]


@pytest.mark.parametrize("stays", [True, False], ids=["the page stays", "the browser leaves at once"])
async def test_d25_a_form_with_a_password_a_card_and_a_hidden_field_gives_the_contacts_alone(
    reading: Client, stage: Stage, stays: bool
) -> None:
    frames: list[str] = []
    visitor = await ready(stage, frames)
    await visitor.page.evaluate(FORM, [FIELDS, stays])
    await visitor.page.locator("#go").click()
    wanted = {"Anna Berg", "anna@mill.example", "+44 20 7946 0018"}
    assert await arrived(visitor, reading, wanted) == wanted
    assert "anna@mill.example" in "".join(frames)
    assert "zq-secret" not in "".join(frames)
    assert await leaks() == []
    if stays:
        await visitor.page.wait_for_function("!Object.values(sessionStorage).join().includes('anna')")
        assert visitor.complaints == []


async def test_d25_the_client_is_offered_how_the_form_is_made_and_nothing_of_what_was_in_it(
    reading: Client, stage: Stage
) -> None:
    visitor = await ready(stage)
    await visitor.page.evaluate(FORM, [FIELDS, True])
    for _ in range(2):
        await visitor.page.locator("#go").click()
    async with asyncio.timeout(10):
        while not (made := await offered(reading)):
            await visitor.page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    assert list(made) == ["#order"]
    assert made["#order"] == {
        '[name="who"]': "name",
        '[name="email"]': "email",
        '[name="tel"]': "phone",
        '[name="password"]': "secret",
        '[name="card_number"]': "secret",
        '[name="name"]': "secret",
        '[name="phone2"]': "phone",
        '[name="pin"]': "secret",
    }
    assert await leaks() == []


@sync_to_async
def offered(client: Client) -> dict[str, dict[str, str]]:
    """Forms that the client can choose from, and what their fields were taken for."""
    with tenant_scope(client.id):
        forms = seen_forms(client.site.pk)
        return {form.selector: {field["selector"]: field["kind"] for field in form.fields} for form in forms}


async def test_d25_a_site_that_did_not_switch_it_on_loads_and_sends_nothing(
    client_on_stage: Client, stage: Stage
) -> None:
    asked: list[str] = []
    visitor = await stage.visitor("/")
    visitor.page.on("request", lambda request: asked.append(request.url))
    await visitor.page.reload()
    await visitor.launcher.wait_for()
    await visitor.page.wait_for_function("ChatDesk.status && ChatDesk.status() != 'offline'")
    await visitor.page.evaluate(FORM, [FIELDS, True])
    await visitor.page.locator("#go").click()
    assert [url for url in asked if url.endswith("/session.js")]
    assert not [url for url in asked if "forms.js" in url]
    assert await visitor.page.evaluate("Object.keys(sessionStorage)") == []
    assert await contacts(client_on_stage) == set()
