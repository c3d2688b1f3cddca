"""D06: a poll of one to three questions, asked by a rule; through the visitor's socket and the worker's task."""

import uuid
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from chatdesk.conversations.models import Message
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.polling.services import OPEN_FOR
from chatdesk.triggers.selectors.outcomes import outcomes
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.polls.samples import EASY, MISSING, WHY, poll_of, question
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, invitations, lines, look, make_trigger, minutes_pass
from tests.triggers.polling import LEAD, be_asked, give, kept, make_poll
from tests.world import Client, World
from widget import doings

State = Invitation.State


@pytest.fixture(autouse=True)
async def marta(world: World) -> AsyncIterator[Operator]:
    """Marta, at her desk for the whole test."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


@pytest.fixture
def client(world: World) -> Client:
    """Ours."""
    return world.ours


async def the_invitation(client: Client) -> Invitation:
    """The only one."""
    (only,) = await invitations(client)
    return only


async def test_the_poll_comes_with_the_first_line_in_the_name_of_somebody_who_is_there(client: Client) -> None:
    await make_poll(client)
    _, card = await be_asked(client)
    assert (card["text"], card["person"]["name"]) == (LEAD, "Marta")
    assert card["poll"]["questions"][0] == {
        "kind": "one",
        "text": WHY,
        "options": ["Heating a town", "Lighting the stove", "Just looking"],
    }
    assert card["poll"]["thanks"] == "Thank you, that helps me."
    assert "answers" not in card


async def test_everybody_is_asked_in_their_language_and_counted_in_one(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client, language="ru-RU")
    assert card["poll"]["questions"][0]["options"] == ["Отопление города", "Растопить печь", "Just looking"]
    assert (await give(visitor, card["id"], 1, 2))["t"] == "poll"
    assert await kept(client) == {WHY: ["Lighting the stove"]}


async def test_nobody_at_the_desk_is_alerted_by_answers(client: Client, marta: Operator) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 2)
    assert await hears(marta) <= {"on_site", "colleague"}
    assert await lines(client) == []


async def test_a_poll_that_is_answered_to_its_end_leaves_the_screens(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    await give(visitor, card["id"], 2, 4)
    begun = await the_invitation(client)
    assert begun.begun_at
    assert (begun.state, begun.finished_at) == (State.SHOWN, None)
    await give(visitor, card["id"], 3, text="A bigger match. My card is 4111 1111 1111 1111")
    await visitor.expect("invitation")
    finished = await the_invitation(client)
    assert finished.finished_at
    assert finished.state == State.ANSWERED
    hidden = ["A bigger match. My card is •••• 1111"]
    assert await kept(client) == {WHY: ["Heating a town"], EASY: ["4"], MISSING: hidden}


async def test_a_question_for_words_may_be_passed_over(client: Client) -> None:
    await make_poll(client, poll=poll_of(question("text", text=MISSING)))
    visitor, card = await be_asked(client)
    assert (await give(visitor, card["id"], 1))["t"] == "poll"
    assert await kept(client) == {MISSING: []}
    assert (await the_invitation(client)).finished_at


async def test_what_was_answered_of_a_dismissed_poll_is_kept(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    await visitor.send("invitation", id=card["id"], what="dismissed")
    await visitor.expect("invitation")
    assert await kept(client) == {WHY: ["Heating a town"]}
    left = await the_invitation(client)
    assert (left.state, left.finished_at) == (State.DISMISSED, None)


async def test_a_dismissed_poll_ends_invitations_for_the_visit(client: Client) -> None:
    await make_poll(client, priority=1)
    await make_trigger(client)
    visitor, card = await be_asked(client)
    await visitor.send("invitation", id=card["id"], what="dismissed")
    await visitor.expect("invitation")
    await minutes_pass(client, 5)
    await look(client, visitor)
    assert "invitation" not in await hears(visitor)


async def test_a_page_later_the_poll_goes_on_where_it_was(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    again = await Visitor.come(client, token=visitor.token)
    assert again.welcome["invitation"]["id"] == card["id"]
    assert again.welcome["invitation"]["poll"]["done"] == [1]


async def test_the_same_answer_sent_again_is_no_other_one(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    client_id = uuid.uuid4().hex
    first = await give(visitor, card["id"], 1, 1, client_id=client_id)
    assert await give(visitor, card["id"], 1, 1, client_id=client_id) == first
    assert await kept(client) == {WHY: ["Heating a town"]}


async def test_another_answer_to_the_same_question_is_refused(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    assert (await give(visitor, card["id"], 1, 2))["code"] == "conflict"
    assert await kept(client) == {WHY: ["Heating a town"]}


@pytest.mark.parametrize(
    ("number", "chosen", "more", "code"),
    [
        (1, [4], {}, "bad_frame"),
        (1, [], {}, "bad_frame"),
        (1, [1, 2], {}, "bad_frame"),
        (1, [1], {"text": "and"}, "bad_frame"),
        (1, [7], {}, "bad_frame"),
        (1, [0], {}, "bad_frame"),
        (2, [6], {}, "bad_frame"),
        (3, [1], {}, "bad_frame"),
        (3, [], {"text": "x" * 501}, "bad_frame"),
        (4, [1], {}, "bad_frame"),
        (0, [1], {}, "bad_frame"),
        (1, [1], {"invitation": "x"}, "not_found"),
        (1, [1], {"invitation": str(uuid.uuid4())}, "not_found"),
        (1, ["1"], {}, "bad_frame"),
        (1, [1], {"rule": 1}, "bad_frame"),
    ],
)
async def test_a_bad_answer_is_refused(client: Client, number: int, chosen: list, more: dict, code: str) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    assert (await give(visitor, more.pop("invitation", card["id"]), number, *chosen, **more))["code"] == code
    assert await kept(client) == {}


async def test_a_question_that_the_poll_does_not_have_is_refused(client: Client) -> None:
    await make_poll(client, poll=poll_of(question("one", "Two", "Three")))
    visitor, card = await be_asked(client)
    assert (await give(visitor, card["id"], 2, 1))["code"] == "not_found"


async def test_answers_that_come_too_fast_are_refused(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    codes = [(await give(visitor, card["id"], 1, 1)).get("code") for _ in range(25)]
    assert set(codes[: doings.BURST]) == {None}
    assert set(codes[doings.BURST :]) >= {"too_fast"}


async def test_a_poll_that_was_shown_to_somebody_else_takes_no_answer(client: Client) -> None:
    await make_poll(client)
    _, card = await be_asked(client)
    stranger = await Visitor.come(client)
    assert (await give(stranger, card["id"], 1, 1))["code"] == "not_found"
    assert await kept(client) == {}


async def test_another_clients_poll_takes_no_answer(world: World) -> None:
    await make_poll(world.ours)
    _, card = await be_asked(world.ours)
    stranger = await Visitor.come(world.sister)
    assert (await give(stranger, card["id"], 1, 1))["code"] == "not_found"
    assert await kept(world.ours) == await kept(world.sister) == {}


async def test_an_invitation_without_a_poll_takes_no_answer(client: Client) -> None:
    await make_trigger(client)
    visitor, card = await be_asked(client)
    assert (await give(visitor, card["id"], 1, 1))["code"] == "not_found"


async def test_the_control_group_sees_no_poll_and_answers_none(client: Client) -> None:
    await make_poll(client, held_percent=50)
    held = None
    while held is None:
        visitor = await Visitor.come(client)
        await look(client, visitor)
        latest = (await invitations(client))[-1]
        held = latest if latest.state == State.HELD else None
    assert latest.poll == {}
    assert (await give(visitor, str(latest.public_id), 1, 1))["code"] == "not_found"


async def test_a_poll_of_the_day_before_yesterday_is_over(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await age(client)
    assert (await give(visitor, card["id"], 1, 1))["code"] == "not_found"


@sync_to_async
def age(client: Client) -> None:
    with tenant_scope(client.id):
        Invitation.objects.update(created_at=timezone.now() - 2 * OPEN_FOR)


async def test_who_has_withdrawn_their_consent_is_not_written_down(client: Client) -> None:
    await need_consent(client)
    await make_poll(client)
    visitor, card = await be_asked(client, consent="given")
    await visitor.send("consent", given=False)
    assert (await give(visitor, card["id"], 1, 1))["code"] == "no_consent"
    assert await kept(client) == {}


@sync_to_async
def need_consent(client: Client) -> None:
    with tenant_scope(client.id):
        Site.objects.update(consent=Site.Consent.AFTER)


async def test_who_has_answered_a_question_is_never_asked_that_poll_again(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    await minutes_pass(client, 60)
    again = await Visitor.come(client, token=visitor.token)
    await look(client, again)
    assert "invitation" not in await hears(again)


async def test_who_did_not_answer_is_asked_as_often_as_the_rule_says(client: Client) -> None:
    await make_poll(client)
    visitor, _ = await be_asked(client)
    await minutes_pass(client, 60)
    again = await Visitor.come(client, token=visitor.token)
    await look(client, again)
    assert (await again.expect("invitation"))["invitation"]["text"] == LEAD


async def test_a_poll_that_is_being_answered_stays_when_its_operator_goes(client: Client, marta: Operator) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    await marta.leave()
    await look(client, visitor)
    assert (await the_invitation(client)).state == State.SHOWN


async def test_whoever_writes_after_the_poll_comes_with_its_answers(client: Client, marta: Operator) -> None:
    await make_poll(client, poll=poll_of(question("many", "Two", "Three", text=WHY)))
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 2, 1)
    await visitor.send("message", client_id=uuid.uuid4().hex, text="And four?", invitation=card["id"])
    row = await marta.expect("row")
    await marta.send("open", conversation=row["row"]["id"])
    opened = await marta.expect("opened")
    told = opened["card"]["polls"]
    assert [(one["poll"], one["question"], one["answer"]) for one in told] == [("why", WHY, "Two, Three")]
    assert [(kind, body) for kind, _, body in await lines(client)] == [
        (Message.Kind.INVITATION, LEAD),
        (Message.Kind.TEXT, "And four?"),
    ]
    assert (await the_invitation(client)).conversation_id


async def test_whoever_writes_instead_of_going_on_keeps_what_they_answered(client: Client) -> None:
    await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    await visitor.send("message", client_id=uuid.uuid4().hex, text="Rather this", invitation=card["id"])
    await visitor.expect("ack")
    asked = await the_invitation(client)
    assert (asked.state, asked.finished_at) == (State.ANSWERED, None)
    assert asked.conversation_id
    assert await kept(client) == {WHY: ["Heating a town"]}


async def test_another_rule_may_ask_for_an_answer(client: Client) -> None:
    await make_poll(client, poll=poll_of(question("one", "A town", "A stove", text=WHY)), priority=1)
    town = {"fact": "poll_answer", "of": WHY.upper(), "op": "is", "value": "a town"}
    await make_trigger(client, conditions={"group": "all", "of": [town]}, text="How many people?")
    visitor, card = await be_asked(client)
    await minutes_pass(client, 5)
    await give(visitor, card["id"], 1, 1)
    await look(client, visitor)
    assert (await visitor.expect("invitation", invitation=None)) is not None
    await look(client, visitor)
    assert [one.text for one in await invitations(client)][-1] == "How many people?"


async def test_another_rule_may_ask_how_many_polls_were_answered(client: Client) -> None:
    await make_poll(client, poll=poll_of(question("one", "A town", "A stove", text=WHY)), priority=1)
    some = {"fact": "polls_answered", "op": "at_least", "value": 1}
    await make_trigger(client, conditions={"group": "all", "of": [some]}, text="Thank you. Shall I reckon?")
    visitor, card = await be_asked(client)
    await minutes_pass(client, 5)
    await look(client, visitor)
    assert len(await invitations(client)) == 1
    await give(visitor, card["id"], 1, 1)
    await look(client, visitor)
    assert len(await invitations(client)) == 2


async def test_each_variant_and_the_control_group_are_counted(client: Client) -> None:
    rule = await make_poll(client)
    visitor, card = await be_asked(client)
    await give(visitor, card["id"], 1, 1)
    other, other_card = await be_asked(client)
    for number, chosen in ((1, [1]), (2, [5])):
        await give(other, other_card["id"], number, *chosen)
    await give(other, other_card["id"], 3)
    third, third_card = await be_asked(client)
    await third.send("invitation", id=third_card["id"], what="dismissed")
    await third.expect("invitation")
    found = (await figures(client, rule.id))["A"]
    assert (found.people, found.shown, found.dismissed, found.begun, found.finished) == (3, 3, 1, 2, 1)


@sync_to_async
def figures(client: Client, rule: int) -> dict:
    with tenant_scope(client.id):
        return dict(outcomes([rule])[rule])
