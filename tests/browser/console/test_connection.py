"""A connection that is lost, a session that ends: nothing that was written is lost or said twice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.guest import Guest
from tests.live import Live
from tests.world import World

pytestmark = pytest.mark.browser

Come = Callable[..., Guest]


def test_without_a_connection_work_goes_on_and_goes_out_by_itself(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    desk = open_desk(world.ours.marta)
    guest, other = come().says("Are you there?"), come().says("And me?")
    desk.take(guest.conversation)
    desk.context.set_offline(True)
    expect(desk.notice).to_contain_text(
        re.compile(
            r"No connection since \d\d:\d\d:\d\d\. .* Clocks run on; what you write is kept and goes out by itself\."
        )
    )
    expect(desk.row(other.conversation).get_by_role("button", name=re.compile("Take"))).to_be_disabled()
    desk.write("First.")
    desk.write("Second.")
    expect(desk.log.get_by_text("waits for the connection")).to_have_count(2)
    desk.context.set_offline(False)
    expect(desk.notice).to_contain_text("Connected again. 2 messages went out.")
    guest.hears("First.")
    guest.hears("Second.")
    expect(desk.log.get_by_text("First.")).to_have_count(1)


def test_a_message_that_waits_can_be_taken_back(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Are you there?")
    desk.take(guest.conversation)
    desk.context.set_offline(True)
    desk.write("Too hasty.")
    desk.log.get_by_role("button", name="take back").click()
    expect(desk.composer).to_have_value("Too hasty.")
    expect(desk.composer).to_be_focused()
    desk.context.set_offline(False)
    desk.write("Considered.")
    guest.hears("Considered.")


def test_what_waits_survives_a_reload_and_goes_out_once(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Are you there?")
    desk.take(guest.conversation)
    desk.page.route("**/desk/ticket", lambda route: route.abort())
    desk.page.evaluate("() => dispatchEvent(new Event('offline'))")
    desk.write("Written before the reload.")
    desk.page.unroute("**/desk/ticket")
    desk.page.reload()
    guest.hears("Written before the reload.")
    expect(desk.log.get_by_text("Written before the reload.")).to_have_count(1)
    expect(desk.log).to_contain_text("Stored")


def test_what_came_meanwhile_is_there_after_the_connection(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("One")
    desk.take(guest.conversation)
    desk.context.set_offline(True)
    expect(desk.notice).to_be_visible()
    guest.says("Two").says("Three")
    desk.context.set_offline(False)
    expect(desk.log.locator(".bub")).to_contain_text(["One", "Two", "Three"])


def test_a_signed_out_desk_says_so_and_keeps_the_text(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Are you there?")
    desk.take(guest.conversation)
    desk.composer.fill("half a sen")
    desk.context.clear_cookies()
    desk.page.evaluate("() => dispatchEvent(new Event('offline'))")
    expect(desk.notice).to_contain_text("You are signed out. What you wrote is kept in this browser.")
    link = desk.notice.get_by_role("link", name="Sign in again")
    expect(link).to_have_attribute("href", "/accounts/login/?next=%2Fdesk%2F")
    expect(desk.composer).to_have_value("half a sen")


def test_after_the_desk_was_killed_everything_comes_back(
    world: World, live: Live, open_desk: OpenDesk, come: Come
) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Are you there?")
    desk.take(guest.conversation)
    live.kill("desk")
    try:
        expect(desk.notice).to_contain_text("No connection since")
        desk.write("Written while the desk was gone.")
    finally:
        live.start("desk")
    expect(desk.notice).to_contain_text("Connected again. 1 message went out.")
    guest.hears("Written while the desk was gone.")
    assert desk.complaints == []
