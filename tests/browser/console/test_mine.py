"""Many conversations of one operator: what needs them is in sight, nothing is lost."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.selectors import RESTING_ROWS
from chatdesk.conversations.services.closing import finish_silent
from tenants.scope import tenant_scope
from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.past import has_talks
from tests.world import Client, World

pytestmark = pytest.mark.browser

Come = Callable[..., Guest]
ACTIVE, IDLE, ENDED = Conversation.State.ACTIVE, Conversation.State.IDLE, Conversation.State.ENDED


def mine(desk: Desk) -> Locator:
    """The operator's own rows."""
    return desk.page.locator("#mine [data-row]")


def fold(desk: Desk) -> Locator:
    """The button below them."""
    return desk.page.locator(".rows__fold")


def listed(desk: Desk) -> list[str]:
    """Their conversations, in order."""
    found: list[str] = mine(desk).evaluate_all("rows => rows.map((row) => row.dataset.row)")
    return found


def silence(client: Client) -> None:
    """Everything open falls silent."""
    with tenant_scope(client.id):
        while finish_silent(older_than=timedelta()):
            pass


def test_twenty_rows_are_all_shown(world: World, open_desk: OpenDesk) -> None:
    has_talks(world.ours, world.ours.marta, [ACTIVE] * 20)
    desk = open_desk(world.ours.marta)
    expect(mine(desk)).to_have_count(20)
    expect(fold(desk)).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "more", "fewer"),
    [
        ("en", "14 more wait for the visitor", "Show fewer"),
        ("ru", "Ждут посетителя: ещё 14", "Показать меньше"),
    ],
)
def test_beyond_twenty_ten_that_wait_for_visitors_stay_and_the_rest_is_counted(
    world: World, open_desk: OpenDesk, language: str, more: str, fewer: str
) -> None:
    talks = has_talks(world.ours, world.ours.marta, [ACTIVE] * 24)
    desk = open_desk(world.ours.marta, language=language, height=600)
    expect(mine(desk)).to_have_count(10)
    assert listed(desk) == talks[:10]
    expect(fold(desk)).to_have_text(more)
    fold(desk).click()
    expect(mine(desk)).to_have_count(24)
    assert listed(desk) == talks
    expect(fold(desk)).to_have_text(fewer)
    fold(desk).click()
    expect(mine(desk)).to_have_count(10)
    expect(fold(desk)).to_be_in_viewport()


def test_what_needs_me_is_never_folded(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("And the gate?")
    desk.take(guest.conversation)
    has_talks(world.ours, world.ours.marta, [ACTIVE] * 24)
    desk.page.reload()
    expect(mine(desk)).to_have_count(11)
    assert listed(desk)[0] == guest.conversation
    expect(fold(desk)).to_have_text("14 more wait for the visitor")


def test_a_folded_conversation_that_is_open_keeps_its_row(world: World, open_desk: OpenDesk) -> None:
    talks = has_talks(world.ours, world.ours.marta, [ACTIVE] * 24)
    desk = open_desk(world.ours.marta, place=f"#c={talks[20]}")
    expect(mine(desk)).to_have_count(11)
    assert listed(desk) == [*talks[:10], talks[20]]


def test_the_fold_is_opened_and_walked_with_the_keyboard(world: World, open_desk: OpenDesk) -> None:
    talks = has_talks(world.ours, world.ours.marta, [ACTIVE] * 24)
    desk = open_desk(world.ours.marta)
    expect(mine(desk)).to_have_count(10)
    mine(desk).first.focus()
    desk.press("End")
    expect(desk.page.locator(f"[data-row='{talks[9]}']")).to_be_focused()
    desk.press("Tab")
    expect(fold(desk)).to_be_focused()
    expect(fold(desk)).to_have_attribute("aria-expanded", "false")
    desk.press("Enter")
    expect(desk.page.locator(f"[data-row='{talks[10]}']")).to_be_focused()
    expect(desk.page.locator("#mine [data-row][tabindex='0']")).to_have_count(1)
    desk.press("ArrowDown")
    expect(desk.page.locator(f"[data-row='{talks[11]}']")).to_be_focused()
    desk.press("ArrowUp")
    desk.press("ArrowUp")
    expect(desk.page.locator(f"[data-row='{talks[9]}']")).to_be_focused()


def test_alt_arrows_walk_through_the_rows_in_sight(world: World, open_desk: OpenDesk) -> None:
    talks = has_talks(world.ours, world.ours.marta, [ACTIVE] * 24)
    desk = open_desk(world.ours.marta, place=f"#c={talks[8]}")
    expect(desk.row(talks[8])).to_have_class(re.compile("is-on"))
    for expected in (talks[9], talks[9]):
        desk.press("Alt+ArrowDown")
        expect(desk.row(expected)).to_have_class(re.compile("is-on"))
    fold(desk).click()
    expect(desk.page.locator(f"[data-row='{talks[10]}']")).to_be_focused()
    for key, expected in (("Alt+ArrowUp", 9), ("Alt+ArrowDown", 10), ("Alt+ArrowDown", 11)):
        desk.press(key)
        expect(desk.row(talks[expected])).to_have_class(re.compile("is-on"))


def test_nothing_moves_under_the_pointer_when_the_ten_change(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("And the gate?")
    desk.take(guest.conversation)
    has_talks(world.ours, world.ours.marta, [ACTIVE] * 24)
    desk.page.reload()
    expect(mine(desk)).to_have_count(11)
    before = listed(desk)
    desk.row(before[5]).hover()
    desk.write("It fits.")
    expect(desk.row(guest.conversation)).to_contain_text("You: It fits.")
    assert listed(desk) == before


def test_the_lists_are_the_same_before_and_after_a_reload(world: World, open_desk: OpenDesk, come: Come) -> None:
    has_talks(world.ours, world.ours.marta, [ENDED, *[IDLE] * (RESTING_ROWS - 2), ENDED])
    desk = open_desk(world.ours.marta)
    guests = [come().says(text) for text in ("One", "Two", "Three")]
    for guest in guests:
        desk.take(guest.conversation)
    guests[0].ends()
    fold(desk).click()
    expect(mine(desk)).to_have_count(2 + RESTING_ROWS)
    before = set(listed(desk))
    desk.page.reload()
    fold(desk).click()
    expect(mine(desk)).to_have_count(2 + RESTING_ROWS)
    assert set(listed(desk)) == before
    assert guests[0].conversation in before


def test_a_conversation_that_fell_silent_is_opened_written_to_and_goes_on(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Still thinking.")
    desk.take(guest.conversation)
    desk.write("Take your time.")
    guest.hears("Take your time.")
    silence(world.ours)
    desk.page.reload()
    desk.choose(guest.conversation)
    desk.write("How did it go?")
    guest.hears("How did it go?")
    expect(desk.toast).to_have_count(0)
    guest.says("I take it.")
    expect(desk.row(guest.conversation).get_by_role("button", name=re.compile("Take"))).to_be_visible()


def test_an_answer_stops_the_clock_in_the_list_at_once(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("And the gate?")
    desk.take(guest.conversation)
    expect(desk.row(guest.conversation).locator(".clock")).to_be_visible()
    desk.write("It fits.")
    expect(desk.row(guest.conversation).locator(".clock")).to_have_count(0)
    guest.says("And the roof?")
    expect(desk.row(guest.conversation).locator(".clock")).to_be_visible()
