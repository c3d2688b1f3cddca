"""In whose name a rule asks, and where the answer goes (D15, D51)."""

import uuid
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.conversations.models import Conversation
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.explaining import explain
from tenants.models import Department, DepartmentMember, Member
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, look, make_trigger, minutes_pass, visit_of
from tests.world import ORIGIN, Client, World, make_member


@asynccontextmanager
async def at_the_desk(*members: Member) -> Any:
    """These people, and nobody else."""
    consoles = [await Operator.come(member) for member in members]
    yield consoles
    for console in consoles:
        await console.leave()


@pytest.fixture
def olga(world: World) -> Member:
    """Of the service, where Marta and Oleg are not."""
    with tenant_scope(world.ours.id):
        service = Department.objects.create(name="Service")
        for member in (world.ours.marta, world.ours.oleg):
            DepartmentMember.objects.create(department=world.ours.department, member=member)
        return make_member("olga", Member.Role.OPERATOR, department=service)


@sync_to_async
def service(client: Client) -> Department:
    with tenant_scope(client.id):
        return Department.objects.get(name="Service")


async def asked_by(client: Client) -> str:
    """Who asks a visitor who comes now; empty if nobody does."""
    visitor = await Visitor.come(client)
    await look(client, visitor)
    await visitor.leave()
    again = await Visitor.come(client, token=visitor.token)
    asked = again.welcome.get("invitation")
    return asked["person"]["name"] if asked else ""


async def test_a_department_asks_in_the_name_of_its_own_people(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours))
    async with at_the_desk(world.ours.marta, olga):
        assert await asked_by(world.ours) == "Olga"


async def test_while_the_department_is_away_the_rule_is_silent(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours))
    async with at_the_desk(world.ours.marta):
        assert await asked_by(world.ours) == ""


async def test_or_anybody_of_the_site_asks_where_the_client_chose_so(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours), otherwise="anybody")
    async with at_the_desk(world.ours.marta):
        assert await asked_by(world.ours) == "Marta"


async def test_an_operator_asks_before_their_department_and_is_silent_alone(world: World, olga: Member) -> None:
    await make_trigger(world.ours, member=world.ours.oleg, department=world.ours.department)
    async with at_the_desk(world.ours.marta, world.ours.oleg):
        assert await asked_by(world.ours) == "Oleg"
    async with at_the_desk(world.ours.marta):
        assert await asked_by(world.ours) == "Marta"
    async with at_the_desk(olga):
        assert await asked_by(world.ours) == ""


async def test_a_rule_whose_people_are_away_leaves_the_word_to_the_next(world: World, olga: Member) -> None:
    await make_trigger(world.ours, name="first", department=await service(world.ours), priority=1)
    await make_trigger(world.ours, name="second", text="Which fuel?", priority=2)
    async with at_the_desk(world.ours.marta):
        visitor = await Visitor.come(world.ours)
        await look(world.ours, visitor)
        assert (await visitor.expect("invitation"))["invitation"]["text"] == "Which fuel?"


async def test_the_answer_goes_to_the_department_that_asked(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours))
    async with at_the_desk(world.ours.marta, olga) as (marta, olgas_console):
        visitor = await Visitor.come(world.ours)
        await look(world.ours, visitor)
        card = (await visitor.expect("invitation"))["invitation"]
        await visitor.send("message", client_id=uuid.uuid4().hex, text="Two", invitation=card["id"])
        await visitor.expect("ack")
        assert (await olgas_console.expect("row"))["row"]["last_text"] == "Two"
        assert "row" not in await hears(marta)
    assert await departments(world.ours) == ["Service"]


async def test_why_not_says_that_nobody_is_there_in_whose_name_to_ask(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours))
    async with at_the_desk(world.ours.marta):
        visitor = await Visitor.come(world.ours)
        assert await verdicts(world.ours, visitor) == ["Nobody is at the desk in whose name it could ask."]
    async with at_the_desk(olga):
        assert await verdicts(world.ours, visitor) == ["It asks in the name of Olga, if no rule before it does."]


async def writes(client: Client, **extra: Any) -> None:
    """Somebody opens the chat without having been asked."""
    visitor = await Visitor.come(client)
    await visitor.send("message", client_id=uuid.uuid4().hex, text="Two?", **extra)
    await visitor.expect("ack")
    await visitor.leave()


async def test_d51_d15_who_writes_unasked_gets_to_the_people_of_what_they_look_at(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours), unasked=True)
    async with at_the_desk(world.ours.marta, olga):
        await writes(world.ours)
        assert await departments(world.ours) == ["Service"]


async def test_d51_a_named_operator_is_the_one_it_is_meant_for(world: World, olga: Member) -> None:
    await make_trigger(world.ours, member=world.ours.oleg, unasked=True)
    async with at_the_desk(world.ours.marta, world.ours.oleg):
        await writes(world.ours)
    assert await meant_for(world.ours) == ["Oleg"]


@pytest.mark.parametrize(
    "changes",
    [
        {"unasked": False},
        {"enabled": False},
        {"conditions": on_page("/elsewhere", seconds=0)},
        {"conditions": on_page("", seconds=3_600)},
        {"last_day": date(2020, 1, 1)},
    ],
    ids=["not chosen", "switched off", "another page", "too early", "out of its days"],
)
async def test_d51_a_rule_that_does_not_say_so_moves_nobody(
    changes: dict[str, Any], world: World, olga: Member
) -> None:
    await make_trigger(world.ours, **{"department": await service(world.ours), "unasked": True} | changes)
    async with at_the_desk(world.ours.marta, olga):
        await writes(world.ours)
    assert await departments(world.ours) == [None]


async def test_d51_while_those_people_are_away_the_site_answers(world: World, olga: Member) -> None:
    await make_trigger(world.ours, department=await service(world.ours), unasked=True)
    async with at_the_desk(world.ours.marta):
        await writes(world.ours)
    assert await departments(world.ours) == [None]


async def test_d51_another_clients_rule_moves_nobody(world: World, olga: Member) -> None:
    await make_trigger(world.sister, member=world.sister.marta, unasked=True)
    async with at_the_desk(world.ours.marta):
        await writes(world.ours)
    assert await meant_for(world.ours) == [None]


@sync_to_async
def meant_for(client: Client) -> list[str]:
    with tenant_scope(client.id):
        return list(Conversation.objects.values_list("last_operator__name", flat=True))


async def verdicts(client: Client, visitor: Visitor) -> list[str]:
    visit = await visit_of(client, visitor)
    return await sync_to_async(explained)(client, visit.id)


def explained(client: Client, visit_id: int) -> list[str]:
    with tenant_scope(client.id):
        found = explain(visit_id)
        return [rule.verdict for rule in found.rules] if found else []


@sync_to_async
def departments(client: Client) -> list[str]:
    with tenant_scope(client.id):
        return list(Conversation.objects.values_list("department__name", flat=True))


ONE_OF_THE_SERVICE = {
    "group": "all",
    "of": [{"fact": "operators_in", "of": "service", "op": "at_least", "value": 1}],
}


async def test_a_rule_may_ask_how_many_of_another_department_are_free(world: World, olga: Member) -> None:
    await make_trigger(world.ours, conditions=ONE_OF_THE_SERVICE)
    async with at_the_desk(world.ours.marta):
        assert await asked_by(world.ours) == ""
    async with at_the_desk(world.ours.marta, olga):
        assert await asked_by(world.ours) == "Marta"


async def test_of_a_department_that_is_not_there_nobody_is_free(world: World) -> None:
    await make_trigger(world.ours, conditions=ONE_OF_THE_SERVICE)
    async with at_the_desk(world.ours.marta):
        assert await asked_by(world.ours) == ""


async def test_the_first_visits_campaign_is_remembered_in_the_next(world: World) -> None:
    first = [{"fact": "first_campaign", "op": "is", "value": "matches"}]
    second = [{"fact": "visit_number", "op": "at_least", "value": 2}]
    await make_trigger(world.ours, conditions={"group": "all", "of": first + second})
    async with at_the_desk(world.ours.marta):
        visitor = await Visitor.come(world.ours, url=f"{ORIGIN}/?utm_campaign=matches")
        await visitor.leave()
        await minutes_pass(world.ours, 40)
        again = await Visitor.come(world.ours, token=visitor.token)
        await look(world.ours, again)
        await again.expect("invitation")
