"""A conversation of thousands of messages: little is drawn, nothing is missing, nothing jumps."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.past import say_much
from tests.world import World

pytestmark = pytest.mark.browser

Come = Callable[..., Guest]
MANY = 1_000
VERY_MANY = 10_000
MOST_DRAWN = 300
MOST_NODES = 12 * MOST_DRAWN

LOOK = """(log) => {
    const frame = log.getBoundingClientRect();
    const lines = [...log.querySelectorAll("[data-seq]")];
    const inside = lines.find((line) => line.getBoundingClientRect().top >= frame.top);
    return {
        seqs: lines.map((line) => Number(line.dataset.seq)),
        nodes: log.querySelectorAll("*").length,
        above: log.scrollHeight - log.clientHeight + log.scrollTop,
        seq: Number(inside?.dataset.seq),
        y: inside?.getBoundingClientRect().top,
    };
}"""
SCROLL = """async (log, by) => {
    log.scrollTop += by;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""
COUNT_ASKED = """() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (text) {
        window.asked += JSON.parse(text).t === "sync" ? 1 : 0;
        return send.call(this, text);
    };
    window.asked = 0;
}"""
Y_OF = """(log, seq) => log.querySelector(`[data-seq="${seq}"]`)?.getBoundingClientRect().top"""
STANDS = """([log, seq, y]) =>
    Math.abs(log.querySelector(`[data-seq="${seq}"]`)?.getBoundingClientRect().top - y) <= 1.5"""
IN_SIGHT = """(log) => {
    const { top, bottom } = log.getBoundingClientRect();
    const isInside = (y) => y >= top && y < bottom;
    return [...log.querySelectorAll("[data-seq]")].some((line) => isInside(line.getBoundingClientRect().top));
}"""


@pytest.fixture
def talk(world: World, come: Come) -> str:
    """A conversation with much behind it."""
    guest = come().says("Message 1.")
    say_much(world.ours, guest.conversation, MANY)
    return guest.conversation


def look(desk: Desk) -> dict[str, Any]:
    """What is drawn now; it is little, in order and without a gap."""
    seen: dict[str, Any] = desk.log.evaluate(LOOK)
    assert seen["seqs"] == list(range(seen["seqs"][0], seen["seqs"][-1] + 1))
    assert len(seen["seqs"]) <= MOST_DRAWN
    assert seen["nodes"] <= MOST_NODES
    return seen


def message(desk: Desk, seq: int) -> Locator:
    """One message of the log."""
    return desk.log.locator(f"[data-seq='{seq}']")


def scroll(desk: Desk, by: int) -> None:
    """Scrolls by so many pixels and lets the page draw."""
    desk.log.evaluate(SCROLL, by)


def wait_for_room_above(desk: Desk) -> None:
    """Waits for the page from the server, without which nobody can scroll on."""
    room = "(log) => log.scrollHeight - log.clientHeight + log.scrollTop > 450"
    desk.page.wait_for_function(room, arg=desk.log.element_handle())


def reach(desk: Desk, seq: int) -> None:
    """Scrolls up until the message is drawn."""
    expect(desk.log.locator("[data-seq]").first).to_be_attached()
    for _ in range(MANY):
        seen = look(desk)
        if seen["seqs"][0] <= seq:
            break
        scroll(desk, -seen["above"])
        expect(message(desk, seen["seqs"][0] - 1)).to_be_attached()
    message(desk, seq).scroll_into_view_if_needed()


def test_of_ten_thousand_messages_few_are_drawn_and_the_last_one_is_in_sight(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    guest = come().says("Message 1.")
    say_much(world.ours, guest.conversation, VERY_MANY)
    desk = open_desk(world.ours.marta)
    desk.choose(guest.conversation)
    expect(message(desk, VERY_MANY)).to_be_in_viewport()
    reach(desk, VERY_MANY - 400)
    expect(message(desk, VERY_MANY - 400)).to_be_in_viewport()
    assert desk.complaints == []


def test_scrolling_up_brings_everything_in_order_to_the_first_word(
    world: World, open_desk: OpenDesk, talk: str
) -> None:
    desk = open_desk(world.ours.marta)
    desk.choose(talk)
    expect(message(desk, MANY)).to_be_in_viewport()
    reach(desk, 1)
    expect(message(desk, 1)).to_be_in_viewport()
    expect(desk.log.get_by_role("button", name="Show earlier messages")).to_have_count(0)
    assert desk.complaints == []


def test_the_place_stays_while_messages_are_added_above_and_let_go_below(
    world: World, open_desk: OpenDesk, talk: str
) -> None:
    desk = open_desk(world.ours.marta)
    desk.choose(talk)
    expect(message(desk, MANY)).to_be_in_viewport()
    for way in (-400, 400):
        for _ in range(25):
            before = look(desk)
            scroll(desk, way)
            assert desk.log.evaluate(Y_OF, before["seq"]) == pytest.approx(before["y"] - way, abs=1.5)
            wait_for_room_above(desk)


def test_new_words_do_not_move_who_reads_old_ones_and_one_button_leads_to_them(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    guest = come().says("Message 1.")
    say_much(world.ours, guest.conversation, MANY)
    desk = open_desk(world.ours.marta)
    desk.choose(guest.conversation)
    reach(desk, MANY - 150)
    before = look(desk)
    guest.says("Are you still there?")
    expect(desk.row(guest.conversation)).to_contain_text("Are you still there?")
    assert desk.log.evaluate(Y_OF, before["seq"]) == pytest.approx(before["y"], abs=1.5)
    expect(desk.log.get_by_text("Are you still there?")).to_have_count(0)
    desk.page.get_by_role("button", name="To the last message").click()
    expect(desk.log.get_by_text("Are you still there?")).to_be_in_viewport()
    expect(desk.page.get_by_role("button", name="To the last message")).to_have_count(0)
    expect(desk.log).to_be_focused()
    assert look(desk)["seqs"][-1] == MANY + 1


def test_own_words_are_seen_wherever_one_has_scrolled(world: World, open_desk: OpenDesk, come: Come) -> None:
    guest = come().says("Message 1.")
    desk = open_desk(world.ours.marta)
    desk.take(guest.conversation)
    say_much(world.ours, guest.conversation, MANY)
    desk.page.reload()
    expect(message(desk, MANY)).to_be_in_viewport()
    reach(desk, MANY - 150)
    desk.write("Here I am again.")
    expect(desk.log.get_by_text("Here I am again.")).to_be_in_viewport()
    guest.hears("Here I am again.")


def test_another_conversation_and_back_keeps_the_place(
    world: World, open_desk: OpenDesk, come: Come, talk: str
) -> None:
    other = come().says("A short one")
    desk = open_desk(world.ours.marta)
    desk.choose(talk)
    reach(desk, MANY - 200)
    before = look(desk)
    desk.choose(other.conversation)
    expect(desk.log).to_contain_text("A short one")
    desk.choose(talk)
    desk.page.wait_for_function(STANDS, arg=[desk.log.element_handle(), before["seq"], before["y"]])


def test_behind_the_lists_of_a_phone_nothing_is_drawn_or_asked_for(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    guest = come().says("Message 1.")
    say_much(world.ours, guest.conversation, MANY)
    desk = open_desk(world.ours.marta, width=390, height=844)
    desk.choose(guest.conversation)
    expect(message(desk, MANY)).to_be_in_viewport()
    desk.page.get_by_role("button", name="Back to lists").click()
    desk.page.evaluate(COUNT_ASKED)
    for text in ("Are you", "still", "there?"):
        guest.says(text)
        expect(desk.row(guest.conversation)).to_contain_text(text)
    assert desk.page.evaluate("() => asked") == 0
    desk.choose(guest.conversation)
    expect(message(desk, MANY + 3)).to_be_in_viewport()
    look(desk)


def test_a_window_that_grows_is_filled(world: World, open_desk: OpenDesk, talk: str) -> None:
    desk = open_desk(world.ours.marta, width=1024, height=480)
    desk.choose(talk)
    expect(message(desk, MANY)).to_be_in_viewport()
    before = look(desk)
    desk.page.set_viewport_size({"width": 1024, "height": 2_400})
    expect(message(desk, before["seqs"][0] - 1)).to_be_attached()


def test_the_scroll_bar_leads_back_down_in_one_move(world: World, open_desk: OpenDesk, talk: str) -> None:
    desk = open_desk(world.ours.marta)
    desk.choose(talk)
    reach(desk, MANY - 500)
    scroll(desk, 12_000)
    desk.page.wait_for_function(IN_SIGHT, arg=desk.log.element_handle())
    middle = look(desk)
    assert MANY - 500 < middle["seq"] < MANY - 100
    assert middle["y"] < 900
    scroll(desk, 10**7)
    expect(message(desk, MANY)).to_be_in_viewport()
    assert look(desk)["seqs"][-1] == MANY


def test_the_day_of_what_is_read_stands_at_the_upper_edge(world: World, open_desk: OpenDesk, talk: str) -> None:
    desk = open_desk(world.ours.marta)
    desk.choose(talk)
    reach(desk, MANY - 250)
    scroll(desk, -50)
    at_edge = """(log) => {
        const { top, left, width } = log.getBoundingClientRect();
        return [...document.elementsFromPoint(left + width / 2, top + 12)].find((one) => one.closest(".log__day"))
            .closest(".log__day").querySelector(".day").textContent;
    }"""
    line = desk.page.locator(f"[data-seq='{look(desk)['seq']}']")
    mark = desk.log.locator(".log__day", has=line).locator(".day")
    expect(mark).to_be_in_viewport(ratio=1)
    assert desk.log.evaluate(at_edge) == mark.text_content()
    assert re.match(r"(Today, )?\d{1,2} \w+", mark.text_content() or "")


def test_arrows_walk_past_everything_that_is_drawn(world: World, open_desk: OpenDesk, talk: str) -> None:
    desk = open_desk(world.ours.marta)
    desk.choose(talk)
    expect(message(desk, MANY)).to_be_in_viewport()
    desk.log.focus()
    focused = "(log) => Number(log.querySelector(':focus')?.dataset.seq ?? 0)"
    walked = [MANY + 1]
    while walked[-1] > MANY - 150:
        desk.press("ArrowUp")
        walked.append(desk.log.evaluate(focused))
    assert set(walked) == set(range(MANY - 150, MANY + 2))
    expect(message(desk, MANY - 150)).to_be_in_viewport()
    look(desk)
