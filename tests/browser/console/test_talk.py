"""The main job at the desk: see, take, talk, hand over."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = pytest.mark.browser

Come = Callable[..., Guest]

TAKE_AT = """(moment) => {
  setTimeout(() => document.querySelector(".offer .btn--go")?.click(), moment - Date.now());
}"""


def soon(desks: list[Desk]) -> float:
    """A moment (ms) for which all of them can be told to plan, however slow they are now."""
    before = time.time()
    for desk in desks:
        desk.page.evaluate("() => 0")
    return (time.time() + 0.4 + 5 * (time.time() - before)) * 1_000


def test_a_visitor_asks_is_seen_at_once_taken_and_answered(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come()
    guest.says("How many circuits has it?")
    expect(desk.page.locator(".offer")).to_contain_text("How many circuits has it?")
    expect(desk.page).to_have_title(re.compile(r"^\(1\) Guest \d+ waits$"))
    desk.take(guest.conversation)
    expect(desk.page.locator(".offer")).to_have_count(0)
    guest.types("and what does it we")
    expect(desk.spy_line).to_contain_text("and what does it we")
    desk.write("Two, and it never goes out.")
    answer = guest.hears("Two, and it never goes out.")
    expect(desk.log).to_contain_text("Stored")
    guest.reads(answer["seq"])
    expect(desk.log).to_contain_text("Seen")
    assert desk.complaints == []


def test_of_two_who_take_at_once_one_is_told_who_was_faster(world: World, open_desk: OpenDesk, come: Come) -> None:
    marta, oleg = open_desk(world.ours.marta), open_desk(world.ours.oleg)
    guest = come().says("Anyone?")
    for desk in (marta, oleg):
        expect(desk.row(guest.conversation)).to_be_visible()
    for desk in (marta, oleg):
        expect(desk.page.locator(".offer").get_by_role("button", name=re.compile("Take"))).to_be_enabled()
    # Planned in both for the same moment: one click after the other is too late as soon as the first is heard of.
    moment = soon([marta, oleg])
    for desk in (marta, oleg):
        desk.page.evaluate(TAKE_AT, moment)
    for desk, other in ((marta, "Oleg"), (oleg, "Marta")):
        expect(desk.composer.or_(desk.page.get_by_text(f"{other} has this conversation"))).to_be_visible()
    assert marta.composer.count() + oleg.composer.count() == 1


def test_the_loser_of_a_take_reads_the_winners_name(world: World, open_desk: OpenDesk, come: Come) -> None:
    marta, oleg = open_desk(world.ours.marta), open_desk(world.ours.oleg)
    guest = come().says("Anyone?")
    expect(oleg.row(guest.conversation)).to_be_visible()
    marta.take(guest.conversation)
    expect(oleg.row(guest.conversation)).to_have_count(0)  # before that, its desk does not know when Marta took it
    oleg.page.evaluate(
        """async (id) => {
            const { send } = await import("/static/operators/line.js");
            const state = await import("/static/operators/state.js");
            state.put(state.taking, id, Date.now());
            send({ t: "take", conversation: id });
        }""",
        guest.conversation,
    )
    expect(oleg.toast).to_have_text(re.compile(r"^Marta took it \d+ s before you\."))


def test_drafts_live_per_conversation_and_survive_a_reload(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    first, second = come().says("One"), come().says("Two")
    desk.take(first.conversation)
    desk.composer.fill("half a sen")
    desk.take(second.conversation)
    expect(desk.composer).to_have_value("")
    desk.choose(first.conversation)
    expect(desk.composer).to_have_value("half a sen")
    desk.page.reload()
    expect(desk.composer).to_have_value("half a sen")


def test_a_second_tab_of_the_same_operator_shows_the_same_talk(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("Hello?")
    desk.take(guest.conversation)
    desk.write("Good day.")
    guest.hears("Good day.")
    other = open_desk(world.ours.marta, place=f"#c={guest.conversation}")
    expect(other.log).to_contain_text("Good day.")
    desk.write("Said in the first tab.")
    expect(other.log.get_by_text("Said in the first tab.")).to_have_count(1)
    other.write("Said in the second tab.")
    expect(desk.log.get_by_text("Said in the second tab.")).to_have_count(1)


def test_only_the_visitor_ends_and_nothing_here_looks_like_closing(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    desk = open_desk(world.ours.marta)
    guest = come().says("That is all.")
    desk.take(guest.conversation)
    main = desk.page.locator("main")
    assert main.get_by_role("button", name=re.compile(r"\b(close|end|resolve|archive)\b", re.IGNORECASE)).count() == 0
    guest.ends()
    expect(desk.log).to_contain_text(re.compile(r"Guest \d+ ended the conversation at"))
    expect(desk.composer).to_have_count(0)


def test_a_conversation_that_was_left_waits_for_others(world: World, open_desk: OpenDesk, come: Come) -> None:
    marta, oleg = open_desk(world.ours.marta), open_desk(world.ours.oleg)
    guest = come().says("Still here?")
    marta.take(guest.conversation)
    expect(oleg.row(guest.conversation)).to_have_count(0)
    marta.press("Alt+x")
    expect(marta.toast).to_contain_text("waits for somebody else")
    expect(oleg.row(guest.conversation).get_by_role("button", name=re.compile("Take"))).to_be_visible()


def test_handing_over_gives_the_talk_to_a_colleague_who_hears_of_it(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    marta, oleg = open_desk(world.ours.marta), open_desk(world.ours.oleg)
    guest = come().says("Do you fit it, too?")
    marta.take(guest.conversation)
    marta.press("Alt+t")
    dialog = marta.page.get_by_role("dialog")
    expect(dialog.get_by_role("option", name=re.compile("Oleg"))).to_have_attribute("aria-selected", "true")
    expect(dialog.get_by_role("option", name=re.compile("Ilya"))).to_have_attribute("aria-disabled", "true")
    marta.page.evaluate("addEventListener('input', () => { window.isTypedInto = true })")
    marta.press("Enter")
    expect(marta.toast).to_contain_text("Oleg has the conversation now.")
    assert marta.page.evaluate("window.isTypedInto") is None, "the key that hands over is no word to the visitor"
    expect(oleg.page.locator(".offer")).to_contain_text("Marta handed this over to you")
    oleg.page.locator(".offer").get_by_role("button", name="Open").click()
    oleg.write("I do, on Friday.")
    guest.hears("I do, on Friday.")


def test_what_a_visitor_writes_is_only_ever_text(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta)
    hostile = "<img src=x onerror=alert(1)> javascript:alert(1) https://shop.example/a."
    guest = come(title="<script>alert(1)</script>").says(hostile)
    desk.take(guest.conversation)
    expect(desk.log).to_contain_text(hostile)
    assert desk.log.locator("img").count() == 0
    assert desk.log.locator("a").evaluate_all("links => links.map((link) => link.href)") == ["https://shop.example/a"]


def test_somebody_elses_conversation_is_not_shown(world: World, open_desk: OpenDesk, come: Come) -> None:
    theirs = come(world.sister).says("For the sister's team")
    desk = open_desk(world.ours.marta, place=f"#c={theirs.conversation}")
    expect(desk.page.locator("main")).to_contain_text("This conversation is not yours to see")
    assert "sister" not in desk.page.content()
