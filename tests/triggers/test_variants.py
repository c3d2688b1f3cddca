"""Several ways to ask, in several languages, and those who are not asked; through sockets and the worker's task."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError

from chatdesk.triggers import services
from chatdesk.triggers.engine.allotment import HELD, group_of
from chatdesk.triggers.engine.decision import Obstacle
from chatdesk.triggers.explaining import OBSTACLES, explain
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.questions.branches import expecting
from chatdesk.triggers.questions.variants import weights
from chatdesk.visitors.models import Visitor as VisitorRow
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.triggers.asking import QUESTION, hears, invitations, look, make_trigger, minutes_pass, visit_of
from tests.world import Client, World
from widget.models import Appearance

State = Invitation.State


def wording(text: str, *answers: str) -> dict[str, Any]:
    return {"text": text, "branches": expecting(*answers)}


def variant(text: str, *answers: str, weight: int = 1, **texts: Any) -> dict[str, Any]:
    return {**wording(text, *answers), "weight": weight, "texts": texts}


@pytest.fixture
async def marta(world: World) -> AsyncIterator[Operator]:
    """Marta, at her desk for the whole test."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


@sync_to_async
def becomes_one_of(client: Client, visitor: Visitor, trigger: Trigger, group: str) -> None:
    """Gives the visitor a public id of this group; the socket has said hello already."""
    drawn = {"rule": trigger.id, "weights": weights(trigger.ways), "held_percent": trigger.held_percent}
    chosen = next(one for one in iter(uuid.uuid4, None) if group_of(one, **drawn) == group)
    with tenant_scope(client.id):
        VisitorRow.objects.filter(public_id=visitor.welcome["visitor"]).update(public_id=chosen)
    visitor.welcome["visitor"] = str(chosen)


async def comes(world: World, trigger: Trigger, group: str) -> Visitor:
    visitor = await Visitor.come(world.ours)
    await becomes_one_of(world.ours, visitor, trigger, group)
    return visitor


@pytest.mark.parametrize("group", ["A", "B"])
async def test_a_visitor_is_asked_in_the_way_of_their_group(world: World, marta: Operator, group: str) -> None:
    trigger = await make_trigger(world.ours, variants={"B": variant("Gas or electric?", "Gas", "Electric")})
    visitor = await comes(world, trigger, group)
    await look(world.ours, visitor)
    card = (await visitor.expect("invitation"))["invitation"]
    asked = {"A": (QUESTION, ["Two", "Three"]), "B": ("Gas or electric?", ["Gas", "Electric"])}
    assert (card["text"], card["answers"]) == asked[group]
    assert [one.variant for one in await invitations(world.ours)] == [group]


async def test_the_control_group_is_shown_nothing_and_written_down(world: World, marta: Operator) -> None:
    trigger = await make_trigger(world.ours, held_percent=50)
    visitor = await comes(world, trigger, HELD)
    await look(world.ours, visitor)
    assert "invitation" not in await hears(visitor)
    (held,) = await invitations(world.ours)
    assert (held.state, held.variant, held.text, held.shown_at) == (State.HELD, HELD, "", None)


async def test_with_nobody_at_the_desk_nobody_is_held_back_either(world: World) -> None:
    trigger = await make_trigger(world.ours, held_percent=50)
    visitor = await comes(world, trigger, HELD)
    await look(world.ours, visitor)
    assert await invitations(world.ours) == []


async def test_who_is_held_back_gets_no_other_rule_instead(world: World, marta: Operator) -> None:
    trigger = await make_trigger(world.ours, priority=1, held_percent=50)
    await make_trigger(world.ours, name="greeting", priority=2, text="Two?")
    visitor = await comes(world, trigger, HELD)
    for _ in range(2):
        await look(world.ours, visitor)
    await minutes_pass(world.ours, 5)
    await look(world.ours, visitor)
    assert "invitation" not in await hears(visitor)
    assert len(await invitations(world.ours)) == 1


async def test_an_unseen_question_is_over_when_an_ignored_one_would_be(world: World, marta: Operator) -> None:
    trigger = await make_trigger(world.ours, priority=1, held_percent=50)
    await make_trigger(world.ours, name="greeting", priority=2, text="Two?")
    visitor = await comes(world, trigger, HELD)
    await look(world.ours, visitor)
    await minutes_pass(world.ours, 5)
    for page in range(4):
        await visitor.send("page", page={"url": f"https://shop.example/reactors/{page}", "title": "Reactor"})
    await visitor.send("sync", conversation="none", since=0)
    await visitor.expect("error")
    await look(world.ours, visitor)
    assert (await visitor.expect("invitation"))["invitation"]["text"] == "Two?"


async def test_a_held_back_question_counts_among_those_of_the_visit(world: World, marta: Operator) -> None:
    trigger = await make_trigger(world.ours, held_percent=50)
    visitor = await comes(world, trigger, HELD)
    await look(world.ours, visitor)
    assert await sync_to_async(obstacles)(world, (await visit_of(world.ours, visitor)).id) == [
        str(OBSTACLES[Obstacle.HELD])
    ]


def obstacles(world: World, visit_id: int) -> list[str]:
    with tenant_scope(world.ours.id):
        explanation = explain(visit_id)
        assert explanation is not None
        return [rule.verdict for rule in explanation.rules]


@pytest.mark.parametrize("what", ["shown", "dismissed"])
async def test_nobody_can_act_on_a_question_that_was_held_back(world: World, marta: Operator, what: str) -> None:
    trigger = await make_trigger(world.ours, held_percent=50)
    visitor = await comes(world, trigger, HELD)
    await look(world.ours, visitor)
    (held,) = await invitations(world.ours)
    await visitor.send("invitation", id=str(held.public_id), what=what)
    await visitor.expect("error")
    again = await Visitor.come(world.ours, token=visitor.welcome.get("token"))
    assert again.welcome.get("invitation") is None
    assert [one.state for one in await invitations(world.ours)] == [State.HELD]


@pytest.mark.parametrize(
    ("spoken", "forced", "read"),
    [
        ("ru-RU", "auto", "Два контура или три?"),
        ("ru", "auto", "Два контура или три?"),
        ("RU_ru", "auto", "Два контура или три?"),
        ("be-BY", "auto", QUESTION),
        ("", "auto", QUESTION),
        ("en-GB", "ru", "Два контура или три?"),
        ("ru-RU", "en", QUESTION),
    ],
)
async def test_the_question_is_asked_in_the_language_of_the_window(
    world: World, marta: Operator, spoken: str, forced: str, read: str
) -> None:
    await sync_to_async(speak)(world, forced)
    await make_trigger(world.ours, texts={"ru": wording("Два контура или три?", "Два", "Три")})
    visitor = await Visitor.come(world.ours, language=spoken)
    await look(world.ours, visitor)
    card = (await visitor.expect("invitation"))["invitation"]
    assert card["text"] == read
    assert card["answers"] == (["Two", "Three"] if read == QUESTION else ["Два", "Три"])


@pytest.mark.parametrize(("browser", "window"), [("en-GB", "ru"), ("ru-RU", "en")])
async def test_a_page_that_speaks_another_language_than_the_browser_decides(
    world: World, marta: Operator, browser: str, window: str
) -> None:
    await make_trigger(world.ours, texts={"ru": wording("Два контура или три?", "Два", "Три")})
    visitor = await Visitor.come(world.ours, language=browser, speaks=browser[:2])
    back = await Visitor.come(world.ours, token=visitor.token, language=browser, speaks=window)
    await look(world.ours, back)
    text = (await back.expect("invitation"))["invitation"]["text"]
    assert text == ("Два контура или три?" if window == "ru" else QUESTION)


def speak(world: World, language: str) -> None:
    with tenant_scope(world.ours.id):
        Appearance.objects.filter(site=world.ours.site).update(language=language)


GOOD = variant("Two?")


@pytest.mark.parametrize(
    "variants",
    [
        [],
        {"A": GOOD},
        {"F": GOOD},
        {"B": None},
        {"B": {"text": "Two?"}},
        {"B": {**GOOD, "more": 1}},
        {"B": variant("")},
        {"B": variant("x" * 301)},
        {"B": variant("Two?", weight=0)},
        {"B": variant("Two?", weight=101)},
        {"B": {**GOOD, "weight": True}},
        {"B": {**GOOD, "weight": "2"}},
        {"B": {**GOOD, "branches": [{"words": []}]}},
        {"B": variant("Looking for {search_query}?")},
        {"B": variant("Two?", ru=wording("Ищете {search_query}?"))},
        {"B": variant("Two?", **{"ru RU": wording("Два?")})},
        {"B": {**GOOD, "texts": {1: wording("Two?")}}},
        {"B": {**GOOD, "texts": {f"a{chr(97 + n)}": wording("Two?") for n in range(21)}}},
    ],
)
def test_what_is_no_variant_is_refused(variants: Any) -> None:
    with pytest.raises(ValidationError):
        Trigger._meta.get_field("variants").run_validators(variants or [[]])


async def test_a_duplicate_has_all_variants(world: World) -> None:
    trigger = await make_trigger(world.ours, variants={"B": GOOD}, texts={"ru": wording("Два?")}, held_percent=7)
    copy = await sync_to_async(duplicated)(world, trigger)
    assert (copy.ways, copy.held_percent, copy.enabled) == (trigger.ways, 7, False)


def duplicated(world: World, trigger: Trigger) -> Trigger:
    with tenant_scope(world.ours.id):
        return services.duplicate(trigger)
