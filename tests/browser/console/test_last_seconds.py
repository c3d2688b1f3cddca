"""The last thirty seconds of the promise are heard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = pytest.mark.browser

Come = Callable[..., Guest]

LISTEN = """
    window.heard = [];
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...when) {
        heard.push(this.frequency.value);
        return start.apply(this, when);
    };
"""
SOUNDS = """async () => {
    const { soundBlocked } = await import("/static/operators/state.js");
    await new Promise((done) => { soundBlocked.subscribe((isBlocked) => isBlocked || done()); });
    const holds = ({ held }) => held.some(({ name }) => name.startsWith("desk-sounds-"));
    while (!holds(await navigator.locks.query())) await new Promise(requestAnimationFrame);
}"""
"""The browser lets this tab sound after the first click, and no other tab of the person does."""
RISING = 587
"""Hertz of the first of the two notes that this alert has."""
TURN = """async ([id, second]) => {
    const state = await import("/static/operators/state.js");
    window.since ??= Date.parse(state.rows.value.get(id).waiting_since);
    const before = state.now.value;
    state.skew.value = since + second * 1000 - Date.now();
    await new Promise((done) => { state.now.subscribe((now) => now !== before && done()); });
}"""


def turn_clock(desk: Desk, guest: Guest, second: int) -> None:
    """The guest has waited for so many seconds, and the desk has looked at it."""
    desk.page.evaluate(TURN, [guest.conversation, second])


def take_aloud(desk: Desk, guest: Guest) -> None:
    """Takes the conversation; from now on every alert is heard."""
    desk.take(guest.conversation)
    desk.page.evaluate(SOUNDS)


def rung(desk: Desk) -> int:
    """How often the alert was played."""
    heard: list[Any] = desk.page.evaluate("() => heard")
    return heard.count(RISING)


@pytest.fixture
def desk(world: World, open_desk: OpenDesk) -> Desk:
    """A desk whose sounds are counted."""
    found = open_desk(world.ours.marta)
    found.page.add_init_script(LISTEN)
    found.page.reload()
    return found


def test_the_alert_rings_three_times(desk: Desk, come: Come) -> None:
    guest = come().says("How long does it take?")
    take_aloud(desk, guest)
    counts = []
    for second in (80, 91, 96, 106, 116, 125, 140):
        turn_clock(desk, guest, second)
        counts.append(rung(desk))
    assert counts == [0, 1, 1, 2, 3, 3, 3]


def test_an_answer_silences_it(desk: Desk, come: Come) -> None:
    guest = come().says("How long does it take?")
    take_aloud(desk, guest)
    turn_clock(desk, guest, 91)
    expect(desk.page.locator("[role=alert].sr")).to_contain_text("30 seconds left")
    assert rung(desk) == 1
    desk.write("Two days.")
    guest.hears("Two days.")
    expect(desk.row(guest.conversation).locator(".clock")).to_have_count(0)
    for second in (102, 112):
        turn_clock(desk, guest, second)
    assert rung(desk) == 1
