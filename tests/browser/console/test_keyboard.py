"""The desk without a mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = pytest.mark.browser

Come = Callable[..., Guest]


def pane_with_focus(page: Page) -> str:
    """The class of the pane or bar that holds the focus."""
    found: str = page.evaluate("() => document.activeElement.closest('.pane, .bar')?.className ?? ''")
    return found


def test_a_conversation_from_the_first_to_the_last_key(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Anyone?")
    expect(desk.row(guest.conversation)).to_be_visible()
    desk.press("Alt+a")
    expect(desk.composer).to_be_focused()
    desk.page.keyboard.type("Here I am.")
    desk.press("Shift+Enter")
    desk.page.keyboard.type("What is it?")
    desk.press("Enter")
    guest.hears("Here I am.\nWhat is it?")
    expect(desk.composer).to_have_value("")
    desk.press("Escape")
    expect(desk.page.locator(f"[data-row='{guest.conversation}']")).to_be_focused()
    desk.press("r")
    expect(desk.composer).to_be_focused()


def test_letters_are_letters_inside_the_composer(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    desk_guest = come().says("Anyone?")
    expect(desk.row(desk_guest.conversation)).to_be_visible()
    desk.press("Alt+a")
    expect(desk.composer).to_be_focused()
    desk.page.keyboard.type("/jkr? 1")
    expect(desk.composer).to_have_value("/jkr? 1")
    assert desk.page.get_by_role("dialog").count() == 0


def test_what_needs_a_reply_is_walked_by_time_left(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    first, second = come().says("One"), come().says("Two")
    for guest in (first, second):
        desk.take(guest.conversation)
    desk.press("Alt+n")
    expect(desk.row(first.conversation)).to_have_class(re.compile("is-on"))
    desk.press("Alt+n")
    expect(desk.row(second.conversation)).to_have_class(re.compile("is-on"))


def test_each_list_is_one_tab_stop_with_arrows(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guests = [come().says(text) for text in ("One", "Two", "Three")]
    expect(desk.page.locator("#waiting [data-row]")).to_have_count(3)
    expect(desk.page.locator("#waiting [data-row][tabindex='0']")).to_have_count(1)
    desk.page.locator("#waiting [data-row][tabindex='0']").focus()
    desk.press("End")
    expect(desk.page.locator(f"[data-row='{guests[2].conversation}']")).to_be_focused()
    desk.press("ArrowUp")
    expect(desk.page.locator(f"[data-row='{guests[1].conversation}']")).to_be_focused()
    expect(desk.page.locator("#waiting [data-row][tabindex='0']")).to_have_count(1)
    desk.press("Enter")
    expect(desk.page.locator("#take-here")).to_be_focused()


def test_f6_walks_through_the_panes_both_ways(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Anyone?")
    desk.take(guest.conversation)
    expect(desk.page.locator(".panel__body")).to_be_visible()
    walked = []
    for _ in range(4):
        desk.press("F6")
        walked.append(re.sub("pane |pane--| is-.*", "", pane_with_focus(desk.page)).strip())
    assert walked == ["panel", "bar", "lists", "talk"]
    desk.press("Shift+F6")
    assert "pane--lists" in pane_with_focus(desk.page)


def test_a_dialog_holds_the_focus_and_gives_it_back(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Anyone?")
    desk.take(guest.conversation)
    desk.press("Alt+h")
    dialog = desk.page.get_by_role("dialog", name="Keyboard")
    expect(dialog.get_by_placeholder("Find a shortcut")).to_be_focused()
    for _ in range(5):
        desk.press("Tab")
        assert desk.page.evaluate("() => Boolean(document.activeElement.closest('[role=dialog]'))")
    dialog.get_by_placeholder("Find a shortcut").fill("aloud")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    desk.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.composer).to_be_focused()


def test_the_question_mark_opens_the_sheet_only_outside_text(world: World, open_desk: OpenDesk) -> None:
    desk = open_desk(world.ours.marta)
    desk.press("/")
    expect(desk.page.locator("#filter")).to_be_focused()
    desk.page.keyboard.type("?")
    assert desk.page.get_by_role("dialog").count() == 0
    desk.page.locator("#filter").blur()
    desk.press("Shift+Slash")
    expect(desk.page.get_by_role("dialog")).to_be_visible()


def test_the_status_is_set_from_the_keyboard(world: World, open_desk: OpenDesk) -> None:
    desk, other = open_desk(world.ours.marta), open_desk(world.ours.marta)
    status = re.compile("My status: Available")
    expect(desk.page.get_by_role("button", name=status)).to_be_visible()
    desk.press("Alt+m")
    expect(desk.page.get_by_role("menuitemradio", name="Available")).to_be_focused()
    desk.press("ArrowDown")
    desk.press("Enter")
    for one in (desk, other):
        expect(one.page.get_by_role("button", name=re.compile("My status: Away"))).to_be_visible()
    expect(desk.page.locator("main")).to_contain_text("You are away")


def test_unsent_text_is_spoken_only_when_asked_for(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Anyone?")
    desk.take(guest.conversation)
    guest.types("I would like to")
    expect(desk.spy_line).to_contain_text("I would like to")
    spoken = desk.page.locator("[role=alert].sr")
    expect(spoken).not_to_contain_text("I would like to")
    desk.press("Alt+u")
    expect(spoken).to_contain_text("types: I would like to")
