"""How large invitations and the window are is the client's choice, on computers and on phones (C10)."""

import pytest
from playwright.async_api import Locator

from tenants.scope import tenant_scope
from tests.browser.widget.conftest import Come, phone
from tests.browser.widget.server import INVITATION, Server
from tests.browsing import PHONE
from tests.world import Client
from widget.models import Appearance

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def sized(client_on_stage: Client) -> None:
    """A site whose chat is smaller on phones and larger on computers."""
    sizes = {
        "invitation_width": 280,
        "invitation_width_phone": 300,
        "window_width": 440,
        "window_height": 420,
        "window_height_phone": 60,
    }
    with tenant_scope(client_on_stage.id):
        Appearance.objects.filter(site=client_on_stage.site).update(**sizes)


async def size(part: Locator) -> tuple[int, int]:
    box = await part.bounding_box()
    assert box
    return round(box["width"]), round(box["height"])


def much_was_said(server: Server) -> None:
    for number in range(40):
        server.has("visitor", f"Line {number}")


async def test_a_computers_sizes(sized: None, come: Come, server: Server) -> None:
    server.welcome["invitation"] = INVITATION
    window = await come()
    assert (await size(window.page.locator("chat-desk .inv")))[0] == 280
    much_was_said(server)
    other = await come()
    await other.open()
    await other.log.get_by_text("Line 39").wait_for()
    assert await size(other.page.locator("chat-desk .win")) == (440, 420)


async def test_a_phones_sizes(sized: None, come: Come, server: Server) -> None:
    server.welcome["invitation"] = INVITATION
    window = await come(**phone())
    assert (await size(window.page.locator("chat-desk .inv")))[0] == 300
    much_was_said(server)
    other = await come(**phone())
    await other.open()
    await other.log.get_by_text("Line 39").wait_for()
    assert await size(other.page.locator("chat-desk .win")) == (PHONE["width"], round(PHONE["height"] * 0.6))
