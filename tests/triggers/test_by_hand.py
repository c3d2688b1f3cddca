"""An operator invites a visitor of the list with words of their own (A24): both sockets and the worker's task."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.conversations.models import Conversation
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.selectors.history import past_visits
from chatdesk.triggers.selectors.outcomes import outcomes
from chatdesk.visitors.models import Visit
from tenants.models import Department, Member, Site
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, invitations, lines, look, make_trigger, minutes_pass, visit_of
from tests.triggers.test_invitations import answer, move
from tests.world import ORIGIN, Client, World, make_member

State = Invitation.State
WORDS = "How many rods does it take?"


@pytest.fixture
async def marta(world: World) -> AsyncIterator[Operator]:
    """Marta, at her desk for the whole test."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


async def invite(operator: Operator, visitor: Visitor, text: str = WORDS) -> dict[str, Any]:
    """The answer to an invitation by hand."""
    client_id = uuid.uuid4().hex
    await operator.send("invite", visitor=visitor.welcome["visitor"], client_id=client_id, text=text)
    while True:
        frame = await operator.next()
        if frame.get("client_id") == client_id:
            return frame


async def invited(operator: Operator, visitor: Visitor, text: str = WORDS) -> dict[str, Any]:
    """The bubble that came."""
    assert (await invite(operator, visitor, text))["t"] == "invited"
    return (await visitor.expect("invitation"))["invitation"]


async def refused(operator: Operator, visitor: Visitor, text: str = WORDS) -> str:
    """Why nobody was invited."""
    frame = await invite(operator, visitor, text)
    assert frame["t"] == "error"
    return frame["code"]


async def test_the_visitor_reads_the_operators_words_in_the_operators_name(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    card = await invited(marta, visitor, f"  {WORDS} 4111 1111 1111 1111\r\n")
    assert card["text"] == f"{WORDS} •••• 1111"
    assert card["person"]["name"] == "Marta"
    assert "answers" not in card


async def test_another_tab_that_opens_later_shows_it_as_well(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    card = await invited(marta, visitor)
    tab = await Visitor.come(world.ours, token=visitor.token)
    assert tab.welcome["invitation"]["id"] == card["id"]


async def test_nobody_is_alerted_before_the_answer_which_is_for_who_asked(world: World, marta: Operator) -> None:
    oleg = await Operator.come(world.ours.oleg)
    visitor = await Visitor.come(world.ours)
    card = await invited(oleg, visitor)
    assert await hears(marta) <= {"on_site", "colleague"}
    assert await lines(world.ours) == []
    await answer(visitor, card["id"], "Twelve")
    assert (await marta.expect("row"))["row"]["last_text"] == "Twelve"
    assert await lines(world.ours) == [(1, "", WORDS), (0, "", "Twelve")]
    assert await meant_for(world.ours) == world.ours.oleg.id
    await oleg.leave()


@sync_to_async
def meant_for(client: Client) -> int | None:
    """Who is first in line for the only conversation."""
    with tenant_scope(client.id):
        return Conversation.objects.get().last_operator_id


async def test_the_card_names_who_invited(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    card = await invited(marta, visitor)
    talk = (await answer(visitor, card["id"]))["conversation"]
    await marta.send("open", conversation=talk)
    assert (await marta.expect("opened"))["card"]["invited_by"] == "Marta"


async def test_one_invitation_at_a_time_by_hand_and_by_rules(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await invited(marta, visitor)
    assert await refused(marta, visitor) == "invitation_open"
    await make_trigger(world.ours)
    await look(world.ours, visitor)
    other = await Visitor.come(world.ours)
    await look(world.ours, other)
    await other.expect("invitation")
    assert await refused(marta, other) == "invitation_open"
    assert len(await invitations(world.ours)) == 2


async def test_two_consoles_that_invite_at_once_reach_the_visitor_once(world: World, marta: Operator) -> None:
    oleg, visitor = await Operator.come(world.ours.oleg), await Visitor.come(world.ours)
    answers = await asyncio.gather(*(invite(one, visitor) for one in (marta, oleg)))
    assert sorted(frame["t"] for frame in answers) == ["error", "invited"]
    assert len(await invitations(world.ours)) == 1
    await oleg.leave()


async def test_rules_keep_their_pause_after_it_and_count_it(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await invited(marta, visitor)
    for name in ("first", "second"):
        await make_trigger(world.ours, name=name)
    for page in range(4):
        await move(world, visitor, f"{ORIGIN}/{page}")
    await look(world.ours, visitor)
    assert len(await invitations(world.ours)) == 1, "the pause"
    await minutes_pass(world.ours, 3)
    await look(world.ours, visitor)
    assert len(await invitations(world.ours)) == 2
    for page in range(4, 8):
        await move(world, visitor, f"{ORIGIN}/{page}")
    await minutes_pass(world.ours, 3)
    await look(world.ours, visitor)
    assert len(await invitations(world.ours)) == 2, "the most in a visit"


async def test_it_is_withdrawn_when_its_operator_goes_on_a_site_without_rules(world: World, marta: Operator) -> None:
    oleg, visitor = await Operator.come(world.ours.oleg), await Visitor.come(world.ours)
    await invited(oleg, visitor)
    await oleg.leave()
    await look(world.ours, visitor)
    assert (await visitor.expect("invitation")).get("invitation") is None
    assert [one.state for one in await invitations(world.ours)] == [State.WITHDRAWN]


async def test_who_is_in_a_conversation_is_not_invited(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    assert await refused(marta, visitor) == "visitor_talks"


async def test_who_closed_an_invitation_is_left_alone_in_this_visit(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    card = await invited(marta, visitor)
    await visitor.send("invitation", id=card["id"], what="dismissed")
    await visitor.expect("invitation")
    assert await refused(marta, visitor) == "invitation_declined"


async def test_who_has_left_is_not_invited(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.leave()
    assert await refused(marta, visitor) == "visitor_gone"


async def test_who_withdrew_consent_is_not_invited(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await sync_to_async(withdraw)(world.ours)
    assert await refused(marta, visitor) == "no_consent"


def withdraw(client: Client) -> None:
    with tenant_scope(client.id):
        Visit.objects.update(consent=Visit.Consent.WITHDRAWN)


async def test_who_is_away_invites_nobody(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await marta.send("status", value="away")
    await marta.expect("colleague")
    assert await refused(marta, visitor) == "you_are_away"


@pytest.mark.parametrize(
    ("text", "code"),
    [("  \n ", "bad_text"), ("a\0b", "bad_text"), ("\u0007", "bad_text"), ("x" * 301, "too_long")],
)
async def test_a_text_that_cannot_be_asked_is_refused(world: World, marta: Operator, text: str, code: str) -> None:
    visitor = await Visitor.come(world.ours)
    assert await refused(marta, visitor, text) == code
    assert await invitations(world.ours) == []


async def test_a_visit_is_invited_by_hand_three_times_at_most(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    for number in range(3):
        await invited(marta, visitor)
        for page in range(4):
            await move(world, visitor, f"{ORIGIN}/{number}/{page}")
    assert await refused(marta, visitor) == "invited_enough"


async def test_an_operator_invites_ten_visitors_a_minute_at_most_in_all_consoles(world: World, marta: Operator) -> None:
    other, visitor = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await sync_to_async(invited_before)(world.ours, await visit_of(world.ours, other), 10)
    again = await Operator.come(world.ours.marta)
    frame = await invite(again, visitor)
    assert (frame["code"], frame["retry_after"]) == ("too_fast", 60)
    await minutes_pass(world.ours, 2)
    assert (await invite(again, await Visitor.come(world.ours)))["t"] == "invited"
    await again.leave()


def invited_before(client: Client, visit: Visit, count: int) -> None:
    """So many were invited by Marta a moment ago."""
    with tenant_scope(client.id):
        for _ in range(count):
            Invitation.objects.create(visit=visit, member=client.marta, text="x", variant="")


async def test_the_control_group_of_a_rule_is_left_alone(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    visit, trigger = await visit_of(world.ours, visitor), await make_trigger(world.ours)
    await sync_to_async(hold)(world.ours, visit, trigger)
    assert await refused(marta, visitor) == "control_group"


def hold(client: Client, visit: Visit, trigger: Trigger) -> None:
    with tenant_scope(client.id):
        Invitation.objects.create(visit=visit, trigger=trigger, member=client.marta, variant="", state=State.HELD)


async def test_a_conversation_begun_by_hand_is_no_rules_merit(world: World, marta: Operator) -> None:
    trigger, visitor = await make_trigger(world.ours), await Visitor.come(world.ours)
    await look(world.ours, visitor)
    await visitor.expect("invitation")
    for page in range(4):
        await move(world, visitor, f"{ORIGIN}/{page}")
    card = await invited(marta, visitor)
    await answer(visitor, card["id"], "Call +44 20 7946 0000")
    await visitor.say("Please")
    found = await sync_to_async(figures)(world.ours, trigger)
    assert (found.people, found.chats, found.contacts, found.answered) == (1, 0, 0, 0)


def figures(client: Client, trigger: Trigger) -> Any:
    with tenant_scope(client.id):
        (found,) = outcomes([trigger.id])[trigger.id].values()
        return found


async def test_the_time_machine_knows_that_no_rule_asked(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await invited(marta, visitor)
    visit = await visit_of(world.ours, visitor)
    assert await sync_to_async(rules_that_asked)(world.ours, visit.id) == []


def rules_that_asked(client: Client, visit_id: int) -> list[Any]:
    with tenant_scope(client.id):
        (past,) = past_visits([visit_id], [])
        return list(past.invited)


@pytest.mark.parametrize("person", ["marta", "supervisor", "admin"])
async def test_nobody_invites_another_clients_visitor(world: World, person: str) -> None:
    operator = await Operator.come(getattr(world.ours, person))
    for client in (world.sister, world.foreign):
        visitor = await Visitor.come(client)
        assert await refused(operator, visitor) == "not_found"
        assert "invitation" not in await hears(visitor)
        assert await invitations(client) == []
    await operator.leave()


async def test_a_visitor_of_a_site_that_is_not_in_the_seat_is_not_found(world: World, marta: Operator) -> None:
    vera = await Operator.come(await sync_to_async(elsewhere)(world.ours))
    visitor = await Visitor.come(world.ours)
    assert await refused(vera, visitor) == "not_found"
    supervisor = await Operator.come(world.ours.supervisor)
    assert (await invite(supervisor, visitor))["t"] == "invited"
    await vera.leave()
    await supervisor.leave()


def elsewhere(client: Client) -> Member:
    """Our site answers with sales; a new member answers for service alone."""
    with tenant_scope(client.id):
        service = Department.objects.create(name="Service")
        Site.objects.filter(id=client.site.id).update(department=client.department)
        return make_member("vera", Member.Role.OPERATOR, department=service)


@pytest.mark.parametrize("visitor_id", ["no-uuid", str(uuid.UUID(int=7))])
async def test_a_visitor_who_does_not_exist_is_not_found(world: World, marta: Operator, visitor_id: str) -> None:
    await marta.send("invite", visitor=visitor_id, client_id=uuid.uuid4().hex, text=WORDS)
    assert (await marta.expect("error"))["code"] == "not_found"


async def test_invitations_without_end_are_refused(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    for _ in range(40):
        await marta.send("invite", visitor=visitor.welcome["visitor"], client_id=uuid.uuid4().hex, text=WORDS)
    await marta.expect("error", code="too_fast")
    assert len(await invitations(world.ours)) == 1


async def test_the_list_tells_that_somebody_was_invited(world: World, marta: Operator) -> None:
    visitor = await Visitor.come(world.ours)
    await marta.send("visitors", on=True)
    await marta.expect("visitors")
    await invited(marta, visitor)
    while True:
        for line in (await marta.expect("visitors")).get("lines", []):
            if line.get("state") == "invited":
                return
