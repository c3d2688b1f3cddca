"""From the first word, which a trigger speaks, to the last, which lands in the client's CRM."""

import asyncio
import json
from collections.abc import Callable

import pytest
from playwright.async_api import expect
from pytest_httpserver import HTTPServer
from standardwebhooks import Webhook
from werkzeug import Request, Response

from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.questions.branches import expecting
from crm_sync.models import Connection
from tenants.scope import tenant_scope
from tests.browsing import Stage
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

QUESTION = "Will two circuits do, or do you need three?"


@pytest.fixture
def trigger(client_on_stage: Client) -> Trigger:
    """A rule for the pages of reactors, after one second."""
    with tenant_scope(client_on_stage.id):
        return Trigger.objects.create(
            site=client_on_stage.site,
            name="Reactor searchers",
            conditions=on_page("/reactors", seconds=1),
            text=QUESTION,
            branches=expecting("Two", "Three"),
        )


@pytest.fixture
def crm(client_on_stage: Client, httpserver: HTTPServer) -> Connection:
    """The client's CRM: a receiver on this machine."""
    with tenant_scope(client_on_stage.id):
        return Connection.objects.create(name="CRM", url=httpserver.url_for("/chats"))


async def test_a22_a23_an_invitation_disturbs_nobody_until_its_answer_opens_the_talk(
    trigger: Trigger, stage: Stage
) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/reactors/")
    invitation = visitor.page.locator("chat-desk .inv")
    await expect(invitation).to_contain_text(QUESTION)
    await expect(invitation).to_contain_text("Marta")
    await expect(marta.page.locator("li.row")).to_have_count(0)

    await invitation.get_by_role("button", name="Two").click()
    row = marta.row("Two")
    await expect(row).to_be_visible()
    await marta.take("Two")
    log = marta.page.locator("[role=log]")
    await expect(log).to_contain_text(QUESTION)
    await expect(log).to_contain_text("Reactor searchers")
    await marta.say("Then Hearth-2 is yours.")
    await expect(visitor.log).to_contain_text("Then Hearth-2 is yours.")
    await expect(visitor.log).to_contain_text(QUESTION)


async def test_a07_e45_a_dismissed_invitation_stays_away_for_the_rest_of_the_visit(
    trigger: Trigger, stage: Stage
) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/reactors/")
    invitation = visitor.page.locator("chat-desk .inv")
    await expect(invitation).to_contain_text(QUESTION)
    await invitation.get_by_role("button", name="Dismiss").click()
    await expect(invitation).to_have_count(0)
    await visitor.page.goto(stage.address("/reactors/"))
    later = await stage.visitor("/reactors/")
    await expect(later.page.locator("chat-desk .inv")).to_contain_text(QUESTION)
    await expect(invitation).to_have_count(0)


async def test_the_end_of_a_talk_reaches_the_crm_signed(crm: Connection, httpserver: HTTPServer, stage: Stage) -> None:
    received: asyncio.Queue[Request] = asyncio.Queue()
    httpserver.expect_request("/chats", method="POST").respond_with_handler(keeping(received))
    marta = await stage.operator("marta")
    visitor = await stage.visitor("/reactors/")
    await visitor.open()
    await visitor.say("Do you deliver to Leeds?")
    await marta.take("Do you deliver to Leeds?")
    await marta.say("By barge.")
    await expect(visitor.log).to_contain_text("By barge.")
    await visitor.page.locator("chat-desk .hd").get_by_role("button", name="More").click()
    await visitor.page.get_by_role("menuitem", name="End the conversation").click()
    await visitor.page.get_by_role("button", name="End it").click()

    request = await asyncio.wait_for(received.get(), 15)
    payload = Webhook(crm.secret).verify(request.get_data(), dict(request.headers))
    texts = json.dumps(payload)
    assert "Do you deliver to Leeds?" in texts
    assert "By barge." in texts
    assert "/reactors" in texts
    await expect(visitor.page.get_by_text("Did I help?")).to_be_visible()


def keeping(received: "asyncio.Queue[Request]") -> Callable[[Request], Response]:
    """Answers 200 and hands the request to the test's loop."""
    loop = asyncio.get_running_loop()

    def keep(request: Request) -> Response:
        request.get_data(cache=True)
        loop.call_soon_threadsafe(received.put_nowait, request)
        return Response("ok")

    return keep
