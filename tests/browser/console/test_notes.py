"""The note on a visitor that everybody keeps to, as operators write and see it (E06)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = pytest.mark.browser
Come = Callable[..., Guest]


def watched(desk: Desk) -> Locator:
    """The drawer about the only visitor."""
    line = desk.page.locator("[data-visitor]")
    expect(line).to_have_count(1)
    line.focus()
    desk.press("w")
    drawer = desk.page.locator(".drawer")
    expect(drawer.locator(".path li")).to_have_count(1)
    return drawer


def write(drawer: Locator, text: str, *, names: tuple[str, str, str, str]) -> None:
    """A note that bars the visitor."""
    add, words, bar, save = names
    drawer.get_by_role("button", name=add).click()
    drawer.get_by_label(words).fill(text)
    drawer.get_by_label(bar).check()
    drawer.get_by_role("button", name=save).click()


ENGLISH = ("Add: Do not offer", "What they do not want to hear of", "Do not invite this visitor", "Save")
RUSSIAN = ("Добавить: Не предлагать", "О чём посетитель не хочет слышать", "Не приглашать этого", "Сохранить")


def test_a_note_stands_on_the_card_marks_the_row_and_forbids_invitations(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    guest = come(title="Hearth-2")
    drawer = watched(desk)
    write(drawer, "payment in instalments", names=ENGLISH)
    expect(drawer.locator(".veto")).to_contain_text("payment in instalments")
    expect(drawer.locator(".veto")).to_contain_text("Marta")
    expect(desk.page.locator("[data-visitor]")).to_contain_text("Do not invite")
    drawer.get_by_role("button", name="Invite I").click()
    expect(drawer.get_by_role("alert")).to_contain_text("A note says: do not invite this visitor.")
    guest.says("Does it fit?")
    other = open_desk(world.ours.oleg)
    other.page.locator(".row [data-row]").click()
    expect(other.page.locator(".pane--panel .veto")).to_contain_text("payment in instalments")


@pytest.mark.parametrize(
    ("width", "language", "scheme", "names"),
    [(1440, "en", "light", ENGLISH), (390, "en", "dark", ENGLISH), (390, "ru", "light", RUSSIAN)],
)
def test_the_note_and_its_form_keep_to_the_rules_of_access(
    world: World, open_desk: OpenDesk, come: Come, width: int, language: str, scheme: str, names: tuple[str, ...]
) -> None:
    desk = open_desk(world.ours.marta, width=width, language=language, color_scheme=scheme, place="#visitors")
    come(title="Hearth-2")
    drawer = watched(desk)
    drawer.get_by_role("button", name=names[0]).click()
    assert (desk.violations(), desk.overflowing()) == ([], [])
    drawer.get_by_role("button", name=names[0]).click()
    write(drawer, "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente", names=names)
    expect(drawer.locator(".veto")).to_be_visible()
    assert (desk.violations(), desk.overflowing()) == ([], [])
