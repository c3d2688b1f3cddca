"""Who is on the sites, as an operator sees it in the console."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.console.conftest import OpenDesk
from tests.browser.console.desk import Desk
from tests.browser.console.guest import Guest
from tests.world import World

pytestmark = pytest.mark.browser
Come = Callable[..., Guest]

ROSTER = """document.querySelector("link[rel=modulepreload][href*='roster']").href"""
"""The module that takes the list's frames."""
MANY = """(count) => {
    const at = new Date().toISOString();
    const url = (n) => `https://shop.example/boilers/${n}`;
    const lines = Array.from({ length: count }, (_, n) => ({
        id: `many-${n}`, name: `Guest ${n}`, site: "shop", page: { url: url(n), title: `Boiler ${n}` }, pages: 1,
        came: new Date(Date.now() - n * 1000).toISOString(), on_page: n, on_site: n, visit: 1,
        source: { kind: "direct" }, device: {},
    }));
    return { t: "visitors", at, lines, first: true };
}"""


TOUCHED = """async ([module, at, id]) => {
    const { lines, told } = await import(module);
    const before = lines.peek().get(id), now = Date.now();
    const rows = new Set();
    const note = (records) => {
        for (const { target } of records) {
            const touched = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
            rows.add(touched.closest("[data-visitor]")?.dataset.visitor ?? "the table");
        }
    };
    const everything = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(note).observe(document.querySelector(".vis__room"), everything);
    const url = "https://shop.example/moved";
    told({ t: "visitors", at: new Date(now).toISOString(), lines: [{
        id, name: `Guest ${at}`, site: "shop", page: { url, title: "Moved" }, pages: 2, came: before.came,
        on_page: 0, on_site: before.on_site + (now - before.readAt) / 1000, visit: 1,
        source: { kind: "direct" }, device: {},
    }] });
    // Rendering is done in microtasks: no timer, so no second of the clocks, comes between.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return [...rows];
}"""
"""Which rows of the table a change of one line touches."""


def line(desk: Desk, text: str) -> Locator:
    """The row of a visitor whose cells hold the text."""
    return desk.page.locator("[data-visitor]", has_text=text)


def test_visitors_come_move_and_leave_before_the_operators_eyes(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    expect(desk.page.get_by_text("Nobody is on the sites now")).to_be_visible()
    guest = come(title="Hearth-2")
    expect(line(desk, "Hearth-2")).to_contain_text("Not invited")
    guest.send("page", page={"url": "https://shop.example/delivery", "title": "Delivery"})
    expect(line(desk, "Delivery")).to_contain_text("2 ·")
    guest.says("Does it fit?")
    expect(line(desk, "Delivery")).to_contain_text("In conversation")
    guest.wire.close()
    expect(line(desk, "Delivery")).to_have_count(0, timeout=15_000)
    assert desk.complaints == []


def test_the_list_is_narrowed_by_text_and_by_facets(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    come(title="Matches").says("Do they burn?")
    expect(desk.page.locator("[data-visitor]")).to_have_count(2)
    desk.page.get_by_role("button", name=re.compile("^In conversation")).click()
    expect(desk.page.locator("[data-visitor]")).to_have_count(1)
    expect(line(desk, "Matches")).to_be_visible()
    desk.page.get_by_label("Page, query, city, name").fill("cedar")
    expect(desk.page.get_by_text("Nobody fits", exact=True)).to_be_visible()
    desk.page.get_by_role("button", name="Show everybody").click()
    expect(desk.page.locator("[data-visitor]")).to_have_count(2)


def test_a_head_of_the_table_sorts_turns_round_and_lets_go(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    for title in ("Beech", "Ash", "Cedar"):
        come(title=title)
        expect(line(desk, title)).to_be_visible()
    head = desk.page.get_by_role("columnheader", name="On page now")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(desk.page.locator("[data-visitor] .vis__page .cut")).to_have_text(["Ash", "Beech", "Cedar"])
    head.get_by_role("button").click()
    expect(desk.page.locator("[data-visitor] .vis__page .cut")).to_have_text(["Cedar", "Beech", "Ash"])
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "none")


def test_a_list_that_somebody_points_at_lets_newcomers_wait(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    line(desk, "Hearth-2").hover()
    come(title="Matches")
    newcomers = desk.page.get_by_role("button", name="1 new · show")
    expect(newcomers).to_be_visible()
    expect(line(desk, "Matches")).to_have_count(0)
    newcomers.click()
    expect(line(desk, "Matches")).to_be_visible()


def test_with_the_keyboard_alone_to_the_whole_visit_and_back(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Matches")
    expect(line(desk, "Matches")).to_be_visible()
    guest = come(title="Hearth-2")
    expect(line(desk, "Hearth-2")).to_be_visible()
    desk.press("j")
    expect(line(desk, "Hearth-2")).to_be_focused()
    desk.press("ArrowDown")
    expect(line(desk, "Matches")).to_be_focused()
    desk.press("k")
    desk.press("w")
    drawer = desk.page.locator(".drawer")
    expect(drawer.get_by_role("link", name="Hearth-2")).to_be_visible()
    guest.send("page", page={"url": "https://shop.example/delivery", "title": "Delivery"})
    expect(drawer.locator(".path li")).to_have_count(2)
    with pytest.raises(TimeoutError):  # who is watched notices nothing
        guest.wire.recv(0.2)
    desk.press("y")
    expect(drawer.get_by_text("This site has no live rules.")).to_be_visible()
    desk.press("Escape")
    expect(line(desk, "Delivery")).to_be_focused()
    desk.press("/")
    expect(desk.page.locator("#find-visitor")).to_be_focused()


def test_of_five_thousand_only_the_rows_in_sight_exist(world: World, open_desk: OpenDesk, come: Come) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    expect(line(desk, "Hearth-2")).to_be_visible()
    desk.page.evaluate(f"async () => (await import({ROSTER})).told(({MANY})(5000))")
    expect(desk.page.get_by_role("grid")).to_have_attribute("aria-rowcount", "5001")
    assert desk.page.locator("[data-visitor]").count() < 100
    desk.page.locator(".vis__body").evaluate("(box) => { box.scrollTop = box.scrollHeight }")
    expect(line(desk, "Boiler 4999")).to_be_visible()
    assert desk.page.locator("[data-visitor]").count() < 100


def test_a_change_of_one_of_five_thousand_touches_no_more_than_the_rows_in_sight(
    world: World, open_desk: OpenDesk, come: Come
) -> None:
    desk = open_desk(world.ours.marta, place="#visitors")
    come(title="Hearth-2")
    expect(line(desk, "Hearth-2")).to_be_visible()
    module = desk.page.evaluate(ROSTER)
    desk.page.evaluate(f"async () => (await import({ROSTER})).told(({MANY})(5000))")
    expect(line(desk, "Boiler 3").first).to_be_visible()
    touched = desk.page.evaluate(TOUCHED, [module, 3, "many-3"])
    assert "many-3" in touched
    assert len(touched) < 100
    expect(line(desk, "Moved")).to_be_visible()
    assert len(desk.page.evaluate(TOUCHED, [module, 4_000, "many-4000"])) < 100


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark")])
def test_list_and_drawer_keep_to_the_screen_and_to_the_rules_of_access(
    world: World, open_desk: OpenDesk, come: Come, width: int, language: str, scheme: str
) -> None:
    come(title="Which boiler for 140 square metres and two floors?")
    desk = open_desk(world.ours.marta, width=width, language=language, color_scheme=scheme, place="#visitors")
    expect(line(desk, "Which boiler")).to_be_visible()
    assert (desk.violations(), desk.overflowing()) == ([], [])
    line(desk, "Which boiler").click()
    expect(desk.page.locator(".drawer .path li")).to_have_count(1)
    assert (desk.violations(), desk.overflowing()) == ([], [])
