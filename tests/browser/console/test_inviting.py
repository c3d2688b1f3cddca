"""The drawer in which an operator invites by hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = pytest.mark.browser
Come = Callable[..., Guest]


def drawer_on(desk: Desk, title: str = "") -> Locator:
    """Opens the drawer for the only visitor, or the one on a page, by keys."""
    line = desk.page.locator("[data-visitor]", has_text=title)
    expect(line).to_have_count(1)
    line.focus()
    desk.press("i")
    expect(desk.page.locator("#ask")).to_be_focused()
    return desk.page.locator(".drawer")


def test_what_is_written_stays_with_the_visitor_until_it_is_sent(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    drawer = drawer_on(desk)
    expect(drawer.get_by_role("button", name="Invite Ctrl Enter")).to_be_disabled()
    desk.page.locator("#ask").fill("Beech or ash?")
    desk.press("Escape")
    expect(desk.page.locator("[data-visitor]")).to_be_focused()
    desk.press("i")
    expect(desk.page.locator("#ask")).to_have_value("Beech or ash?")
    drawer.get_by_role("button", name="Invite Ctrl Enter").click()
    expect(desk.toast).to_contain_text("is invited")
    expect(drawer).to_have_count(0)


def test_a_refusal_is_said_beside_the_text_which_stays(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    for words in ("Beech or ash?", "Oak?"):
        drawer = drawer_on(desk)
        desk.page.locator("#ask").fill(words)
        desk.press("Control+Enter")
        if words == "Beech or ash?":
            expect(drawer).to_have_count(0)
    expect(drawer.get_by_role("alert")).to_contain_text("An invitation waits for their answer.")
    expect(desk.page.locator("#ask")).to_have_value("Oak?")


def test_what_was_asked_lately_is_one_click_away(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    come(title="Matches")
    drawer = drawer_on(desk, "Hearth-2")
    desk.page.locator("#ask").fill("Beech or ash?")
    desk.press("Control+Enter")
    expect(drawer).to_have_count(0)
    expect(desk.page.locator("[data-visitor]", has_text="Hearth-2")).to_contain_text("Invited, silent")
    drawer = drawer_on(desk, "Matches")
    drawer.get_by_role("button", name="Use: Beech or ash?").click()
    expect(desk.page.locator("#ask")).to_have_value("Beech or ash?")
    expect(desk.page.locator("#ask")).to_be_focused()


def test_who_is_away_is_told_so_and_cannot_send(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    desk.press("Alt+m")
    desk.page.get_by_role("menuitemradio", name="Away").click()
    expect(desk.page.get_by_role("button", name="My status: Away")).to_be_focused()
    drawer = drawer_on(desk)
    desk.page.locator("#ask").fill("Beech or ash?")
    expect(drawer.get_by_role("alert")).to_contain_text("You are away")
    expect(drawer.get_by_role("button", name="Invite Ctrl Enter")).to_be_disabled()


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark")])
def test_the_drawer_keeps_to_the_screen_and_to_the_rules_of_access(
    world: World, open_desk: OpenDesk, come: Come, width: int, language: str, scheme: str
) -> None:
    desk = open_desk(world.ours.marta, width=width, language=language, color_scheme=scheme, place="#visitors")
    come(title="Which boiler for 140 square metres and two floors?")
    drawer = drawer_on(desk)
    desk.page.locator("#ask").fill("HELLO WORLD! Can I help you? Donaudampfschifffahrtsgesellschaftskapitänswitwe?")
    expect(drawer.locator("#ask-tone li").first).to_be_visible()
    assert (desk.violations(), desk.overflowing()) == ([], [])
