"""Every state at every width, in both languages: readable by everybody, nothing leaves the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Come = Callable[..., Guest]
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 3 + "https://shop.example/" + "reactor-" * 30
WIDTHS = (1440, 1024, 390)
LANGUAGES = ("en", "ru")


def check(desk: Desk, state: str, language: str = "en") -> None:
    """The state is in order; the message names what is not. What axe looks at is the same in both languages."""
    violations = desk.violations() if language == "en" else []
    assert (state, desk.overflowing(), violations) == (state, [], [])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_at_the_desk(world: World, open_desk: OpenDesk, come: Come, width: int, language: str) -> None:
    desk = open_desk(world.ours.marta, width=width, language=language)
    check(desk, "first day", language)
    guest, other = come(title=LONG[:300]).says(LONG), come().says("And me?")
    expect(desk.row(other.conversation)).to_be_visible()
    check(desk, "offer", language)
    desk.take(guest.conversation)
    guest.types(LONG)
    expect(desk.page.locator(".live .bub")).to_be_visible()
    check(desk, "conversation", language)
    desk.press("Alt+p")
    check(desk, "visitor", language)
    desk.press("Escape")
    desk.press("Alt+t")
    check(desk, "transfer", language)
    desk.press("Escape")
    desk.press("Alt+h")
    check(desk, "keys", language)
    desk.press("Escape")
    desk.page.goto(f"{desk.address}/desk/#settings")
    check(desk, "settings", language)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_when_things_are_missing(world: World, open_desk: OpenDesk, come: Come, width: int, language: str) -> None:
    desk = open_desk(world.ours.marta, width=width, language=language, place="#c=nowhere")
    expect(desk.page.locator(".empty")).to_be_visible()
    check(desk, "no permission", language)
    desk.page.locator(".empty").get_by_role("button").click()
    guest = come().says("Anyone?")
    desk.take(guest.conversation)
    desk.context.set_offline(True)
    expect(desk.notice).to_be_visible()
    desk.write("Is kept")
    check(desk, "reconnecting", language)
    desk.context.set_offline(False)
    guest.hears("Is kept")
    guest.ends()
    expect(desk.page.locator(".ended")).to_be_visible()
    check(desk, "ended", language)
    desk.context.clear_cookies()
    desk.page.evaluate("() => dispatchEvent(new Event('offline'))")
    expect(desk.notice.get_by_role("link")).to_be_visible()
    check(desk, "signed out", language)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("density", ["comfortable", "compact"])
def test_themes_and_densities(world: World, open_desk: OpenDesk, come: Come, theme: str, density: str) -> None:
    desk = open_desk(world.ours.marta, color_scheme=theme)
    desk.page.evaluate("(density) => localStorage.setItem('desk:settings', JSON.stringify({ density }))", density)
    desk.page.reload()
    guest = come().says("Anyone?")
    desk.take(guest.conversation)
    desk.write("Yes, I am.")
    expect(desk.log).to_contain_text("Yes, I am.")
    root = desk.page.locator("html")
    expect(root).to_have_attribute("data-theme", theme)
    expect(root).to_have_attribute("data-density", density)
    check(desk, f"{theme} {density}")


def test_targets_on_a_phone_are_large_enough_for_a_thumb(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, width=390, height=844)
    guest = come().says("Anyone?")
    expect(desk.row(guest.conversation)).to_be_visible()
    small = """() => [...document.querySelectorAll("button, select, .field")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40)
        .map((one) => one.outerHTML.slice(0, 100))"""
    assert desk.page.evaluate(small) == []
    desk.take(guest.conversation)
    assert desk.page.evaluate(small) == []
