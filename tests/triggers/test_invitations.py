"""Who speaks first, to whom, and what becomes of it; through both sockets and the worker's task."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from pytest_django import DjangoAssertNumQueries

from chatdesk.conversations.models import Conversation
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.tasks import evaluate
from tenants.models import Member, Site
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.triggers.asking import QUESTION, hears, invitations, lines, look, make_trigger, minutes_pass, visit_of
from tests.world import ORIGIN, World

State = Invitation.State


@pytest.fixture
async def marta(world: World) -> AsyncIterator[Operator]:
    """Marta, at her desk for the whole test."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


@pytest.fixture
async def sister_marta(world: World) -> AsyncIterator[Operator]:
    """Her namesake at another client of the agency."""
    console = await Operator.come(world.sister.marta)
    yield console
    await console.leave()


@dataclass
class Asked:
    """A visitor who sees an invitation."""

    visitor: Visitor
    card: dict[str, Any]


@pytest.fixture
async def asked(world: World, marta: Operator) -> Asked:
    """Marta is at her desk, a visitor has been asked."""
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    return Asked(visitor, (await visitor.expect("invitation"))["invitation"])


async def answer(visitor: Visitor, invitation: str, text: str = "Two") -> dict:
    """The visitor clicks an answer."""
    client_id = uuid.uuid4().hex
    await visitor.send("message", client_id=client_id, text=text, invitation=invitation)
    return await visitor.expect("ack", client_id=client_id)


async def test_the_question_comes_in_the_name_of_a_member_who_is_there(world: World, asked: Asked) -> None:
    assert asked.card["text"] == QUESTION
    assert asked.card["answers"] == ["Two", "Three"]
    assert (asked.card["person"]["name"], asked.card["person"]["title"]) == ("Marta", "circuits")


async def test_nobody_at_the_desk_is_alerted_by_an_invitation(world: World, marta: Operator, asked: Asked) -> None:
    await asked.visitor.send("invitation", id=asked.card["id"], what="shown")
    assert await hears(marta) <= {"on_site", "colleague"}
    assert await lines(world.ours) == []


async def test_with_nobody_at_the_desk_nobody_speaks(world: World) -> None:
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    assert "invitation" not in await hears(visitor)
    assert await invitations(world.ours) == []


async def test_another_clients_rules_and_people_do_not_count(world: World, sister_marta: Operator) -> None:
    await make_trigger(world.sister)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    assert "invitation" not in await hears(visitor)


async def test_a_task_of_one_client_does_not_see_anothers_visit(
    world: World, sister_marta: Operator, marta: Operator
) -> None:
    await make_trigger(world.ours)
    await make_trigger(world.sister)
    visitor = await Visitor.come(world.ours)
    visit = await visit_of(world.ours, visitor)
    await sync_to_async(look_at)(world.sister.id, visit.id)
    assert "invitation" not in await hears(visitor)


def look_at(tenant_id: int, visit_id: int) -> None:
    evaluate(tenant_id, [visit_id], "0")


async def test_a_visitor_who_left_is_not_asked(world: World, marta: Operator) -> None:
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    visit = await visit_of(world.ours, visitor)
    await visitor.leave()
    await sync_to_async(look_at)(world.ours.id, visit.id)
    assert await invitations(world.ours) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"conditions": on_page("/cart", seconds=0)},
        {"conditions": on_page("", seconds=600)},
        {"enabled": False},
    ],
)
async def test_a_rule_that_is_not_true_does_not_speak(world: World, marta: Operator, rule: dict) -> None:
    await make_trigger(world.ours, **rule)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    assert "invitation" not in await hears(visitor)


async def test_of_two_true_rules_the_smaller_number_speaks(world: World, marta: Operator) -> None:
    await make_trigger(world.ours, name="late", priority=50, text="Second?")
    await make_trigger(world.ours, name="early", priority=10, text="First?")
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    assert (await visitor.expect("invitation"))["invitation"]["text"] == "First?"


async def test_one_invitation_at_a_time(world: World, asked: Asked) -> None:
    await make_trigger(world.ours, name="other", priority=200)
    await look(world.ours, asked.visitor)
    assert "invitation" not in await hears(asked.visitor)
    assert len(await invitations(world.ours)) == 1


async def test_the_same_visit_looked_at_twice_at_once_is_asked_once(world: World, marta: Operator) -> None:
    await make_trigger(world.ours)
    await make_trigger(world.ours, name="other", priority=200)
    visitor = await Visitor.come(world.ours)
    visit = await visit_of(world.ours, visitor)
    looks = [sync_to_async(look_at, thread_sensitive=False)(world.ours.id, visit.id) for _ in range(4)]
    await asyncio.gather(*looks)
    assert len(await invitations(world.ours)) == 1


async def test_an_open_conversation_is_not_interrupted(world: World, marta: Operator) -> None:
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await look(world.ours, visitor)
    assert await invitations(world.ours) == []


async def test_a_dismissed_invitation_ends_them_for_this_visit_in_every_tab(world: World, asked: Asked) -> None:
    await make_trigger(world.ours, name="other")
    other_tab = await Visitor.come(world.ours, token=asked.visitor.token)
    await asked.visitor.send("invitation", id=asked.card["id"], what="dismissed")
    assert (await other_tab.expect("invitation")).get("invitation") is None
    await look(world.ours, asked.visitor)
    assert [i.state for i in await invitations(world.ours)] == [State.DISMISSED]


async def test_a_visit_gets_two_invitations_at_most(world: World, asked: Asked) -> None:
    for name in ("second", "third"):
        await make_trigger(world.ours, name=name)
    for page in range(10):
        await move(world, asked.visitor, f"{ORIGIN}/{page}")
        await minutes_pass(world.ours, 3)
        await look(world.ours, asked.visitor)
    assert len(await invitations(world.ours)) == 2


async def test_between_two_invitations_two_minutes_pass(world: World, asked: Asked) -> None:
    await make_trigger(world.ours, name="second")
    for page in range(5):
        await move(world, asked.visitor, f"{ORIGIN}/{page}")
    await look(world.ours, asked.visitor)
    assert len(await invitations(world.ours)) == 1
    await minutes_pass(world.ours, 3)
    await look(world.ours, asked.visitor)
    assert len(await invitations(world.ours)) == 2


async def test_a_site_sets_its_own_pause_and_most(world: World, asked: Asked) -> None:
    await set_site(world, invitation_pause=0, invitations_per_visit=3)
    for name in ("second", "third", "fourth"):
        await make_trigger(world.ours, name=name)
    for page in range(12):
        await move(world, asked.visitor, f"{ORIGIN}/{page}")
        await look(world.ours, asked.visitor)
    assert len(await invitations(world.ours)) == 3


async def test_a_site_invites_no_more_visitors_in_a_minute_than_it_may(world: World, marta: Operator) -> None:
    await set_site(world, invitations_per_minute=2)
    await make_trigger(world.ours)
    visitors = [await Visitor.come(world.ours) for _ in range(3)]
    await look(world.ours, *visitors)
    assert len(await invitations(world.ours)) == 2
    await look(world.ours, *visitors)
    assert len(await invitations(world.ours)) == 2
    await minutes_pass(world.ours, 2)
    await look(world.ours, *visitors)
    assert len(await invitations(world.ours)) == 3


@sync_to_async
def set_site(world: World, **limits: int) -> None:
    with tenant_scope(world.ours.id):
        Site.objects.filter(id=world.ours.site.id).update(**limits)


@pytest.mark.parametrize(("repeat", "again"), [("visit", True), ("visitor", False), ("days", False)])
async def test_who_comes_back_is_asked_again_only_as_the_rule_says(
    world: World, marta: Operator, repeat: str, again: bool
) -> None:
    await make_trigger(world.ours, repeat=repeat, repeat_days=30)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    await minutes_pass(world.ours, 60)
    await visitor.leave()
    back = await Visitor.come(world.ours, token=visitor.welcome["token"])
    await look(world.ours, back)
    assert len(await invitations(world.ours)) == 1 + again


async def move(world: World, visitor: Visitor, url: str) -> None:
    """The visitor opens another page; returns when that is stored."""
    await visitor.send("page", page={"url": url, "title": ""})
    while True:
        if (await visit_of(world.ours, visitor)).page_url == url:
            return
        await asyncio.sleep(0.01)


async def test_showing_is_counted_once(world: World, asked: Asked) -> None:
    await asked.visitor.send("invitation", id=asked.card["id"], what="shown")
    first = await shown(world)
    await asked.visitor.send("invitation", id=asked.card["id"], what="shown")
    await move(world, asked.visitor, f"{ORIGIN}/after")
    assert await shown(world) == first


async def shown(world: World) -> datetime:
    """When the only invitation was shown; waits until it was."""
    while True:
        (invitation,) = await invitations(world.ours)
        if invitation.state == State.SHOWN:
            return invitation.shown_at
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("what", ["shown", "dismissed"])
@pytest.mark.parametrize("strange", ["no-uuid", str(uuid.UUID(int=7)), "foreign"])
async def test_an_invitation_to_somebody_else_does_not_exist(
    world: World, asked: Asked, what: str, strange: str
) -> None:
    stranger = await Visitor.come(world.ours)
    await stranger.send("invitation", id=asked.card["id"] if strange == "foreign" else strange, what=what)
    assert (await stranger.expect("error"))["code"] == "not_found"
    assert [i.state for i in await invitations(world.ours)] == [State.SENT]


async def test_the_answer_opens_the_conversation_with_the_invitation_as_its_first_line(
    world: World, marta: Operator, asked: Asked
) -> None:
    ack = await answer(asked.visitor, asked.card["id"])
    assert ack["seq"] == 2
    assert await lines(world.ours) == [(1, "circuits", QUESTION), (0, "", "Two")]
    assert (await marta.expect("row"))["row"]["last_text"] == "Two"
    (invitation,) = await invitations(world.ours)
    assert (invitation.state, invitation.conversation_id is not None) == (State.ANSWERED, True)


async def test_an_answered_invitation_disappears_from_the_other_tab(world: World, asked: Asked) -> None:
    other_tab = await Visitor.come(world.ours, token=asked.visitor.token)
    await answer(asked.visitor, asked.card["id"])
    assert (await other_tab.expect("invitation")).get("invitation") is None


async def test_an_answer_in_two_tabs_repeats_the_question_not(world: World, asked: Asked) -> None:
    other_tab = await Visitor.come(world.ours, token=asked.visitor.token)
    await answer(asked.visitor, asked.card["id"], "Two")
    await answer(other_tab, asked.card["id"], "Three")
    assert [text for _, _, text in await lines(world.ours)] == [QUESTION, "Two", "Three"]


async def test_an_answer_in_a_conversation_that_fell_silent_has_the_question_before_it(
    world: World, marta: Operator
) -> None:
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await set_state(world, "idle")
    await look(world.ours, visitor)
    card = (await visitor.expect("invitation"))["invitation"]
    await answer(visitor, card["id"])
    assert [text for _, _, text in await lines(world.ours)] == ["Hello", QUESTION, "Two"]


async def test_an_answer_to_a_foreign_invitation_is_kept_without_it(world: World, asked: Asked) -> None:
    stranger = await Visitor.come(world.ours)
    await answer(stranger, asked.card["id"])
    assert await lines(world.ours) == [(0, "", "Two")]
    assert [i.state for i in await invitations(world.ours)] == [State.SENT]


async def test_the_bubble_follows_over_three_pages_and_is_then_forgotten(world: World, asked: Asked) -> None:
    shown = []
    for _ in range(4):
        tab = await Visitor.come(world.ours, token=asked.visitor.token)
        shown.append((tab.welcome.get("invitation") or {}).get("id"))
    assert shown == [asked.card["id"]] * 3 + [None]


async def test_a_visitor_who_writes_without_answering_is_not_asked_again_after_a_reload(
    world: World, asked: Asked
) -> None:
    await asked.visitor.say("Something else")
    tab = await Visitor.come(world.ours, token=asked.visitor.token)
    assert tab.welcome.get("invitation") is None


async def test_an_invitation_is_withdrawn_when_its_operator_goes(world: World, marta: Operator, asked: Asked) -> None:
    await look(world.ours, asked.visitor)
    assert [i.state for i in await invitations(world.ours)] == [State.SENT]
    await marta.leave()
    await look(world.ours, asked.visitor)
    assert (await asked.visitor.expect("invitation")).get("invitation") is None
    assert [i.state for i in await invitations(world.ours)] == [State.WITHDRAWN]


async def test_a_returning_visitor_is_asked_by_the_member_they_know(world: World, marta: Operator) -> None:
    oleg = await Operator.come(world.ours.oleg)
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await set_state(world, "idle", last_operator=world.ours.oleg)
    await look(world.ours, visitor)
    assert (await visitor.expect("invitation"))["invitation"]["person"]["name"] == "Oleg"
    await oleg.leave()


async def test_the_number_of_statements_does_not_grow_with_visits_or_rules(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        await make_trigger(world.ours, name=str(number), conditions=on_page("", seconds=900), most_waiting=3)
    visitors = [await Visitor.come(world.ours) for _ in range(8)]
    ids = [(await visit_of(world.ours, visitor)).id for visitor in visitors]
    await sync_to_async(count_statements)(world.ours.id, ids, django_assert_max_num_queries)


def count_statements(tenant_id: int, visit_ids: list[int], at_most: DjangoAssertNumQueries) -> None:
    with at_most(7):
        evaluate(tenant_id, visit_ids, "0")


@sync_to_async
def set_state(world: World, state: str, **fields: Member) -> None:
    with tenant_scope(world.ours.id):
        Conversation.objects.update(state=state, **fields)
