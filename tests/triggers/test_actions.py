"""What a rule does on the screen: bubble, window, banner, glow; where it may, and how it is counted."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError

from chatdesk.triggers import services
from chatdesk.triggers.explaining import explain
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.selectors.outcomes import outcomes
from chatdesk.triggers.validators import validate_link
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, invitations, lines, look, make_trigger, minutes_pass, visit_of
from tests.world import ORIGIN, World

State = Invitation.State
ACTIONS = Trigger.Action.values
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
async def marta(world: World) -> AsyncIterator[Operator]:
    """Marta, at her desk for the whole test."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


@dataclass
class Asked:
    """A visitor, the invitation on their screen and its rule."""

    visitor: Visitor
    card: dict[str, Any]
    trigger: Trigger

    async def says(self, what: str) -> None:
        """The browser tells what became of it."""
        await self.visitor.send("invitation", id=self.card["id"], what=what)

    async def answers(self, text: str = "Two") -> None:
        """The visitor writes."""
        await self.visitor.send("message", client_id="a" * 12, text=text, invitation=self.card["id"])
        await self.visitor.expect("ack")


async def ask(world: World, action: str, *, user_agent: str = "", **fields: object) -> Asked:
    trigger = await make_trigger(world.ours, action=action, **fields)
    visitor = await Visitor.come(world.ours, user_agent=user_agent)
    await look(world.ours, visitor)
    return Asked(visitor, (await visitor.expect("invitation"))["invitation"], trigger)


@sync_to_async
def let(world: World, **settings: object) -> None:
    with tenant_scope(world.ours.id):
        Site.objects.filter(id=world.ours.site.id).update(**settings)


async def states(world: World) -> list[tuple[str, str, bool, bool]]:
    return [(one.state, one.action, bool(one.clicked_at), bool(one.closed_at)) for one in await invitations(world.ours)]


async def test_a_bubble_is_what_a_rule_shows_unless_it_says_otherwise(world: World, marta: Operator) -> None:
    asked = await ask(world, "bubble")
    assert "action" not in asked.card


@pytest.mark.parametrize("action", ["banner", "glow"])
async def test_the_frame_says_what_is_to_be_done(world: World, marta: Operator, action: str) -> None:
    asked = await ask(world, action)
    assert asked.card["action"] == action
    assert "narrow" not in asked.card


@pytest.mark.parametrize(
    ("settings", "user_agent", "action", "narrow"),
    [
        ({}, "", "bubble", False),
        ({"rules_open_on_phones": True}, "", "bubble", False),
        ({"rules_open_window": True}, "", "window", False),
        ({"rules_open_window": True}, IPHONE, "bubble", False),
        ({"rules_open_on_phones": True}, IPHONE, "bubble", False),
        ({"rules_open_window": True, "rules_open_on_phones": True}, IPHONE, "window", True),
    ],
)
async def test_the_window_opens_by_itself_only_where_the_site_lets_it(
    world: World, marta: Operator, settings: dict, user_agent: str, action: str, narrow: bool
) -> None:
    await let(world, **settings)
    asked = await ask(world, "window", user_agent=user_agent)
    assert asked.card.get("action", "bubble") == action
    assert asked.card.get("narrow", False) is narrow
    assert asked.card["text"]
    assert [one[1] for one in await states(world)] == [action]


async def test_a_later_page_and_another_tab_are_told_the_same_action(world: World, marta: Operator) -> None:
    asked = await ask(world, "glow", text="", branches=[])
    other = await Visitor.come(world.ours, token=asked.visitor.token)
    assert other.welcome["invitation"]["action"] == "glow"
    assert other.welcome["invitation"]["id"] == asked.card["id"]
    await look(world.ours, other)
    assert len(await invitations(world.ours)) == 1


@pytest.mark.parametrize("action", ACTIONS)
async def test_every_action_obeys_the_same_limits(world: World, marta: Operator, action: str) -> None:
    await let(world, rules_open_window=True, invitation_pause=0)
    asked = await ask(world, action)
    await make_trigger(world.ours, name="second", action=action)
    await look(world.ours, asked.visitor)
    assert len(await invitations(world.ours)) == 1
    await asked.says("dismissed")
    while "invitation" in await asked.visitor.expect("invitation"):
        pass
    await minutes_pass(world.ours, 5)
    await look(world.ours, asked.visitor)
    assert [one[0] for one in await states(world)] == [State.DISMISSED]


@pytest.mark.parametrize("action", ACTIONS)
async def test_machines_and_the_control_group_see_no_action(world: World, marta: Operator, action: str) -> None:
    await let(world, rules_open_window=True)
    trigger = await make_trigger(world.ours, action=action)
    machine = await Visitor.come(world.ours, user_agent=CRAWLER)
    await look(world.ours, machine)
    assert await invitations(world.ours) == []
    await hold_back(world, trigger)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    assert "invitation" not in await hears(visitor)
    assert [one[:2] for one in await states(world)] == [(State.HELD, "bubble")]


@sync_to_async
def hold_back(world: World, trigger: Trigger) -> None:
    with tenant_scope(world.ours.id):
        Trigger.objects.filter(id=trigger.id).update(held_percent=100)


@pytest.mark.parametrize("action", ACTIONS)
async def test_with_nobody_at_the_desk_nothing_is_shown(world: World, action: str) -> None:
    await make_trigger(world.ours, action=action)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    assert await invitations(world.ours) == []


@pytest.mark.parametrize("action", ACTIONS)
async def test_one_that_is_on_the_screen_goes_with_its_operator(world: World, action: str) -> None:
    await let(world, rules_open_window=True)
    console = await Operator.come(world.ours.marta)
    asked = await ask(world, action)
    await console.leave()
    await look(world.ours, asked.visitor)
    assert (await asked.visitor.expect("invitation")).get("invitation") is None
    assert [one[0] for one in await states(world)] == [State.WITHDRAWN]


async def test_a_banner_that_was_clicked_is_gone_from_every_tab_and_others_may_come(
    world: World, marta: Operator
) -> None:
    await let(world, invitation_pause=0)
    asked = await ask(world, "banner")
    await asked.says("shown")
    await asked.says("clicked")
    assert (await asked.visitor.expect("invitation")).get("invitation") is None
    assert await states(world) == [(State.CLICKED, "banner", True, True)]
    await asked.says("dismissed")
    await make_trigger(world.ours, name="second")
    await look(world.ours, asked.visitor)
    assert (await asked.visitor.expect("invitation"))["invitation"]["text"]


async def test_a_glow_that_was_clicked_waits_for_words(world: World, marta: Operator) -> None:
    asked = await ask(world, "glow", text="", branches=[])
    await asked.says("clicked")
    await asked.says("clicked")
    assert await hears(asked.visitor) <= {"availability"}
    assert await states(world) == [(State.CLICKED, "glow", True, False)]
    await asked.answers()
    assert await states(world) == [(State.ANSWERED, "glow", True, True)]
    assert [text for _kind, _rule, text in await lines(world.ours)] == ["Two"]


@pytest.mark.parametrize("action", ["glow", "banner"])
async def test_what_was_said_is_the_first_line(world: World, marta: Operator, action: str) -> None:
    asked = await ask(world, action)
    await asked.answers()
    assert [text for _kind, _rule, text in await lines(world.ours)] == [asked.card["text"], "Two"]


@pytest.mark.parametrize("action", ["bubble", "window"])
async def test_what_has_no_link_is_not_clicked(world: World, marta: Operator, action: str) -> None:
    await let(world, rules_open_window=True)
    asked = await ask(world, action)
    await asked.says("clicked")
    assert await hears(asked.visitor) <= {"availability"}
    assert await states(world) == [(State.SENT, action, False, False)]


async def test_nobody_clicks_anothers_banner(world: World, marta: Operator) -> None:
    asked = await ask(world, "banner")
    stranger = await Visitor.come(world.ours, url=f"{ORIGIN}/other")
    await stranger.send("invitation", id=asked.card["id"], what="clicked")
    await stranger.send("sync", conversation="none", since=0)
    await stranger.expect("error")
    assert await states(world) == [(State.SENT, "banner", False, False)]


async def test_clicks_are_counted_with_what_was_shown(world: World, marta: Operator) -> None:
    asked = await ask(world, "banner")
    await asked.says("clicked")
    await asked.visitor.expect("invitation")
    assert await counts(world, asked.trigger) == (1, 1, 1, 0)


@sync_to_async
def counts(world: World, trigger: Trigger) -> tuple[int, int, int, int]:
    with tenant_scope(world.ours.id):
        found = outcomes([trigger.id])[trigger.id]["A"]
    return found.people, found.shown, found.clicked, found.dismissed


@pytest.mark.parametrize(
    ("action", "settings", "user_agent", "says"),
    [
        ("bubble", {}, "", "if no rule before it does."),
        ("glow", {}, "", "The launcher glows for a moment."),
        ("window", {}, "", "In a bubble: the site does not let rules open the window."),
        ("window", {"rules_open_window": True}, IPHONE, "In a bubble: on phones the site does not let"),
        ("window", {"rules_open_window": True}, "", "The chat window opens by itself and asks."),
    ],
)
async def test_why_not_says_what_would_be_shown(
    world: World, marta: Operator, action: str, settings: dict, user_agent: str, says: str
) -> None:
    await let(world, **settings)
    await make_trigger(world.ours, action=action)
    visitor = await Visitor.come(world.ours, user_agent=user_agent)
    visit = await visit_of(world.ours, visitor)
    assert says in (await explained(world, visit.id))


@sync_to_async
def explained(world: World, visit_id: int) -> str:
    with tenant_scope(world.ours.id):
        report = explain(visit_id)
        assert report
        return report.rules[0].verdict


async def test_a_duplicate_does_the_same(world: World) -> None:
    trigger = await make_trigger(world.ours, action="glow")
    assert await action_of_duplicate(world, trigger) == "glow"


@sync_to_async
def action_of_duplicate(world: World, trigger: Trigger) -> str:
    with tenant_scope(world.ours.id):
        return services.duplicate(trigger).action


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("/sale", None),
        ("https://shop.example/sale?from=chat#top", None),
        ("https://partner.example/sale", "partner.example"),
        ("https://shop.example.partner.example/", "shop.example.partner.example"),
        ("http://shop.example:8080/", "shop.example:8080"),
    ],
)
async def test_a_banner_carries_its_link_and_names_another_site(
    world: World, marta: Operator, link: str, host: str | None
) -> None:
    await let(world, domains=["shop.example"])
    fields = {"banner_link": link, "banner_opens": "apart", "banner_place": "window"}
    trigger = await make_trigger(world.ours, action="banner", **fields)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    card = (await visitor.expect("invitation"))["invitation"]
    assert trigger.banner_link == card["banner"].pop("link") == link
    assert card["banner"] == {"apart": True, "inside": True, **({"host": host} if host else {})}


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://shop.example/x",
        "file:///etc/passwd",
        "ftp://shop.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:/\\evil.example",
        "https://shop.example@evil.example/",
        "https://shop.example:pw@evil.example/",
        "https://",
        "https://[::1",
        "https://shop.example:port/",
        "sale",
        "https://shop.example/a b",
        'https://shop.example/"><b>',
        "https://shop.example/\u202egnp.exe",
    ],
)
def test_what_is_no_page_of_the_web_is_refused(link: str) -> None:
    with pytest.raises(ValidationError):
        validate_link(link)
