"""What a visitor is not to be offered: written by operators, kept by everybody (E06)."""

import uuid
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.conversations.models import Conversation
from chatdesk.transcripts.services import write_transcript
from chatdesk.triggers.models import Invitation
from tenants.models import Department, Member, Site
from tenants.scope import tenant_scope
from tests.identity import asigning, tell, token
from tests.operators.test_visitors import asked_why, opened, told
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, invitations, look, make_trigger, minutes_pass
from tests.world import Client, World, make_member

NOTE = "payment in instalments"


async def noted(operator: Operator, visitor: Visitor, text: str = NOTE, **fields: Any) -> dict[str, Any] | None:
    """Writes a note; what the card says then."""
    public_id = visitor.welcome["visitor"]
    await operator.send("note", visitor=public_id, text=text, **fields)
    note: dict[str, Any] | None = (await operator.expect("visitor", visitor=public_id))["card"].get("note")
    return note


async def test_a_note_stands_on_the_card_with_who_wrote_it_and_stays_in_the_next_visit(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    note = await noted(marta, visitor, f" {NOTE}\x07 ")
    assert note is not None
    assert (note["text"], note["by"], note.get("do_not_invite")) == (NOTE, "Marta", None)
    await minutes_pass(world.ours, 60)
    await visitor.leave()
    back = await Visitor.come(world.ours, token=visitor.token)
    talk = (await back.say("Hello"))["conversation"]
    await marta.send("open", conversation=talk)
    card = (await marta.expect("opened"))["card"]
    assert (card["visit_number"], card["note"]["text"]) == (2, NOTE)
    assert card["visitor"] == visitor.welcome["visitor"]


async def test_whoever_follows_the_conversation_sees_a_new_note_at_once(world: World) -> None:
    marta, oleg = await Operator.come(world.ours.marta), await Operator.come(world.ours.oleg)
    visitor = await Visitor.come(world.ours)
    talk = (await visitor.say("Hello"))["conversation"]
    await oleg.send("open", conversation=talk)
    await oleg.expect("opened")
    await noted(marta, visitor)
    while (await oleg.expect("card", conversation=talk))["card"].get("note", {}).get("text") != NOTE:
        pass


async def test_an_empty_note_takes_it_back(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await noted(marta, visitor, do_not_invite=True)
    assert await noted(marta, visitor, "") is None


async def test_rules_are_silent_and_say_why_until_the_note_is_taken_back(world: World) -> None:
    await make_trigger(world.ours, name="circuits")
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await noted(marta, visitor, "", do_not_invite=True)
    await look(world.ours, visitor)
    assert await invitations(world.ours) == []
    (opinion,) = (await asked_why(marta, visitor))["opinions"]
    assert opinion["verdict"] == "An operator has noted: do not invite this visitor."
    (opinion,) = (await asked_why(marta, visitor, language="ru"))["opinions"]
    assert opinion["verdict"] == "Оператор записал: не приглашать этого посетителя."
    await noted(marta, visitor, "")
    await look(world.ours, visitor)
    await visitor.expect("invitation")


async def test_nobody_invites_them_by_hand_either(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await noted(marta, visitor, do_not_invite=True)
    client_id = uuid.uuid4().hex
    await marta.send("invite", visitor=visitor.welcome["visitor"], client_id=client_id, text="Two?")
    assert (await marta.expect("error", client_id=client_id))["code"] == "do_not_invite"
    assert "invitation" not in await hears(visitor)


async def test_an_invitation_that_is_on_the_screen_goes(world: World) -> None:
    await make_trigger(world.ours)
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await look(world.ours, visitor)
    await visitor.expect("invitation")
    await noted(marta, visitor, do_not_invite=True)
    assert (await visitor.expect("invitation")).get("invitation") is None
    assert [one.state for one in await invitations(world.ours)] == [Invitation.State.WITHDRAWN]


async def test_a_rule_can_ask_what_is_not_to_be_offered(world: World) -> None:
    about = {"fact": "do_not_offer", "op": "contains", "value": "instalments"}
    await make_trigger(world.ours, conditions={"group": "none", "of": [about]})
    marta = await Operator.come(world.ours.marta)
    spared, other = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await noted(marta, spared)
    await look(world.ours, spared, other)
    await other.expect("invitation")
    assert "invitation" not in await hears(spared)


async def test_the_list_marks_who_is_not_to_be_invited(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await opened(marta)
    await marta.send("note", visitor=visitor.welcome["visitor"], text="", do_not_invite=True)
    await told(marta, visitor, do_not_invite=True)


async def test_the_record_tells_it(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await noted(marta, visitor, do_not_invite=True)
    record = await sync_to_async(recorded)(world.ours)
    assert (record["visitor"]["do_not_offer"], record["visitor"]["do_not_invite"]) == (NOTE, True)


def recorded(client: Client) -> dict[str, Any]:
    with tenant_scope(client.id):
        transcript = write_transcript(conversation=Conversation.objects.get())
        assert transcript is not None
        found: dict[str, Any] = transcript.record
        return found


@pytest.mark.parametrize("person", ["marta", "supervisor", "admin"])
async def test_nobody_writes_on_another_clients_visitor(world: World, person: str) -> None:
    operator = await Operator.come(getattr(world.ours, person))
    for client in (world.sister, world.foreign):
        visitor = await Visitor.come(client)
        await operator.send("note", visitor=visitor.welcome["visitor"], text=NOTE)
        assert (await operator.expect("error"))["code"] == "not_found"


async def test_a_visitor_of_another_department_is_not_found_until_they_talk_to_it(world: World) -> None:
    vera = await Operator.come(await sync_to_async(elsewhere)(world.ours))
    visitor = await Visitor.come(world.ours)
    await vera.send("note", visitor=visitor.welcome["visitor"], text=NOTE)
    assert (await vera.expect("error"))["code"] == "not_found"
    await visitor.say("Hello")
    await sync_to_async(hand_to_service)(world.ours)
    note = await noted(vera, visitor)
    assert note is not None
    assert note["by"] == "Vera"


def elsewhere(client: Client) -> Member:
    with tenant_scope(client.id):
        service = Department.objects.create(name="Service")
        Site.objects.filter(id=client.site.id).update(department=client.department)
        return make_member("vera", Member.Role.OPERATOR, department=service)


def hand_to_service(client: Client) -> None:
    with tenant_scope(client.id):
        Conversation.objects.update(department=Department.objects.get(name="Service"))


@pytest.mark.parametrize(
    "fields",
    [
        {"visitor": "x", "text": "y" * 301},
        {"visitor": "", "text": NOTE},
        {"visitor": "x"},
        {"visitor": "x", "text": NOTE, "do_not_invite": "yes"},
        {"visitor": "x", "text": NOTE, "by": "Anna"},
    ],
)
async def test_a_note_of_a_wrong_shape_is_refused(world: World, fields: dict[str, Any]) -> None:
    marta = await Operator.come(world.ours.marta)
    await marta.send("note", **fields)
    assert (await marta.expect("error"))["code"] == "bad_frame"


@pytest.mark.parametrize("visitor_id", ["x", str(uuid.UUID(int=7))])
async def test_nobody_writes_on_a_visitor_who_does_not_exist(world: World, visitor_id: str) -> None:
    marta = await Operator.come(world.ours.marta)
    await marta.send("note", visitor=visitor_id, text=NOTE)
    assert (await marta.expect("error"))["code"] == "not_found"


SECRET = "s" * 43


async def logged_in(client: Client, visitor: Visitor, sub: str = "4711") -> None:
    """The site's server says who it is."""
    assert (await tell(visitor, "identify", jwt=token(client, SECRET, sub)))["verified"] is True


async def note_of(operator: Operator, client: Client, visitor: Visitor) -> dict[str, Any]:
    """What the card of a visitor who writes says to an operator."""
    talk = (await visitor.say("Hello"))["conversation"]
    await operator.send("open", conversation=talk)
    note: dict[str, Any] = (await operator.expect("opened"))["card"].get("note") or {}
    return note


async def test_a_note_holds_in_a_browser_in_which_the_person_logs_in_later(world: World) -> None:
    await asigning(world.ours, secret=SECRET)
    marta = await Operator.come(world.ours.marta)
    at_work = await Visitor.come(world.ours)
    await logged_in(world.ours, at_work)
    await noted(marta, at_work, do_not_invite=True)
    at_home = await Visitor.come(world.ours)
    await make_trigger(world.ours)
    await logged_in(world.ours, at_home)
    await look(world.ours, at_home)
    assert await invitations(world.ours) == []
    note = await note_of(marta, world.ours, at_home)
    assert (note["text"], note["do_not_invite"], note["by"]) == (NOTE, True, "Marta")


async def test_what_was_noted_in_both_browsers_before_the_login_holds_in_both(world: World) -> None:
    await asigning(world.ours, secret=SECRET)
    marta = await Operator.come(world.ours.marta)
    at_work, at_home = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await logged_in(world.ours, at_work)
    await noted(marta, at_work, "leasing", do_not_invite=True)
    await noted(marta, at_home, "matches")
    await logged_in(world.ours, at_home)
    for browser in (at_work, at_home):
        note = await note_of(marta, world.ours, browser)
        assert (note["text"], note["do_not_invite"]) == ("matches; leasing", True)


async def test_an_invitation_on_the_screen_goes_when_the_person_turns_out_not_to_want_any(world: World) -> None:
    await asigning(world.ours, secret=SECRET)
    marta = await Operator.come(world.ours.marta)
    at_work, at_home = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await logged_in(world.ours, at_work)
    await noted(marta, at_work, do_not_invite=True)
    await make_trigger(world.ours)
    await look(world.ours, at_home)
    await at_home.expect("invitation")
    await logged_in(world.ours, at_home)
    assert [one.state for one in await invitations(world.ours)] == [Invitation.State.WITHDRAWN]


async def test_a_note_taken_back_does_not_return_with_the_next_login(world: World) -> None:
    await asigning(world.ours, secret=SECRET)
    marta = await Operator.come(world.ours.marta)
    at_work, at_home = await Visitor.come(world.ours), await Visitor.come(world.ours)
    for browser in (at_work, at_home):
        await logged_in(world.ours, browser)
    await noted(marta, at_work)
    await noted(marta, at_home, "")
    await logged_in(world.ours, at_work)
    assert await note_of(marta, world.ours, at_work) == {}


async def test_another_person_and_one_whom_the_page_alone_names_get_no_note(world: World) -> None:
    await asigning(world.ours, secret=SECRET)
    marta = await Operator.come(world.ours.marta)
    at_work, other, claimed = [await Visitor.come(world.ours) for _ in range(3)]
    await logged_in(world.ours, at_work)
    await noted(marta, at_work)
    await logged_in(world.ours, other, "4712")
    await tell(claimed, "person", external_id="4711")
    for browser in (other, claimed):
        assert await note_of(marta, world.ours, browser) == {}
