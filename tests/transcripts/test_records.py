"""What remains of a conversation, through the visitor's socket and the worker's tasks."""

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.tasks import finish_silent
from chatdesk.transcripts.models import Transcript
from chatdesk.transcripts.services import write_transcript
from chatdesk.visitors.models import PageView, Visit
from tenants.access import tenants_with_work
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.world import ORIGIN, Client, World


@sync_to_async
def records(client: Client) -> list[dict]:
    """All records of the client, oldest first."""
    with tenant_scope(client.id):
        return list(Transcript.objects.order_by("id").values_list("record", flat=True))


@sync_to_async
def shift(client: Client, **ago: float) -> None:
    """Everything of the client's conversations happened earlier."""
    with tenant_scope(client.id):
        Conversation.objects.update(last_at=datetime.now(UTC) - timedelta(**ago))


async def settle(visitor: Visitor, state: str) -> None:
    """Waits until the visitor is told that the conversation is in this state."""
    while (await visitor.expect("conversation"))["conversation"]["state"] != state:
        pass


async def ended(visitor: Visitor) -> None:
    """The visitor ends the conversation."""
    await visitor.send("end")
    await settle(visitor, "ended")


async def test_an_ended_conversation_leaves_its_whole_text(world: World) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    await visitor.say("Does it fit through a gate?")
    row = (await marta.expect("row"))["row"]
    await marta.send("take", conversation=row["id"])
    await settle(visitor, "active")
    await marta.say(row["id"], "With the mirrors folded.")
    await ended(visitor)
    (record,) = await records(world.ours)
    spoken = [(m["by"], m["name"], m["text"]) for m in record["messages"] if m["kind"] == "text"]
    called = record["visitor"]["called"]
    assert spoken == [
        ("visitor", called, "Does it fit through a gate?"),
        ("operator", "Marta", "With the mirrors folded."),
    ]
    assert record["conversation"]["id"] == row["id"]
    assert record["conversation"]["state"] == "ended"
    assert [person["name"] for person in record["conversation"]["operators"]] == ["Marta"]
    assert [m["seq"] for m in record["messages"]] == list(range(1, len(record["messages"]) + 1))


async def test_it_knows_who_where_from_and_what_they_looked_at(world: World) -> None:
    visitor = await Visitor.come(
        world.ours, url=f"{ORIGIN}/?utm_source=mail", referrer="https://duckduckgo.com/?q=reactor", language="ru"
    )
    await visitor.send("page", page={"url": f"{ORIGIN}/reactors/hearth-2", "title": "Hearth-2"})
    await visitor.say("Write to ilse@mill.example or +44 20 7946 0000")
    await ended(visitor)
    (record,) = await records(world.ours)
    assert record["schema"] == 1
    assert record["client"] == world.ours.tenant.name
    assert record["site"] == {"key": world.ours.site.key, "name": world.ours.site.name}
    assert record["contact"] == {"name": "", "email": "ilse@mill.example", "phone": "+44 20 7946 0000"}
    source = record["visit"]["source"]
    assert (source["kind"], source["name"], source["query"]) == ("search", "DuckDuckGo", "reactor")
    assert source["campaign"] == {"source": "mail", "medium": "", "campaign": "", "term": "", "content": ""}
    assert source["landing"] == f"{ORIGIN}/?utm_source=mail"
    assert [page["url"] for page in record["visit"]["pages"]] == [
        f"{ORIGIN}/?utm_source=mail",
        f"{ORIGIN}/reactors/hearth-2",
    ]
    assert record["conversation"]["page"] == {"url": f"{ORIGIN}/reactors/hearth-2", "title": "Hearth-2"}
    assert record["visitor"]["language"] == "ru"


async def test_it_tells_times_durations_and_earlier_visits(world: World) -> None:
    visitor = await Visitor.come(world.ours, url=f"{ORIGIN}/?utm_source=fair&utm_medium=banner")
    await visitor.leave()
    await sync_to_async(age_visit)(world.ours, hours=50)
    visitor = await Visitor.come(world.ours, token=visitor.token)
    await sync_to_async(age_pages)(world.ours, seconds=90)
    await visitor.say("Hello")
    await ended(visitor)
    (record,) = await records(world.ours)
    first, second = record["visits"]
    assert (first["number"], first["seconds_since_previous"]) == (1, None)
    assert record["visit"]["source"]["kind"] == "direct"
    assert (record["visit"]["first_source"]["kind"], record["visit"]["first_source"]["name"]) == ("ad", "fair")
    assert second["seconds_since_previous"] == pytest.approx(50 * 3600, abs=120)
    assert record["visit"]["seconds_on_site"] == pytest.approx(90, abs=3)
    assert record["visit"]["pages"][0]["seconds"] == pytest.approx(90, abs=3)
    assert record["visit"]["arrived_at"] < record["conversation"]["requested_at"] <= record["messages"][0]["at"]
    assert record["visit"]["arrived_at"].endswith("Z")


def age_visit(client: Client, **ago: float) -> None:
    with tenant_scope(client.id):
        then = datetime.now(UTC) - timedelta(**ago)
        Visit.objects.update(started_at=then, last_at=then)


def age_pages(client: Client, **ago: float) -> None:
    with tenant_scope(client.id):
        visit = Visit.objects.latest("number")
        then = datetime.now(UTC) - timedelta(**ago)
        Visit.objects.filter(id=visit.id).update(started_at=then)
        PageView.objects.filter(visit=visit).update(at=then)
        Visit.objects.filter(id=visit.id).update(page_at=then)


async def test_silence_makes_a_record_once(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await sync_to_async(finish_silent)(world.ours.id)
    assert await records(world.ours) == []
    await shift(world.ours, minutes=31)
    await sync_to_async(finish_silent)(world.ours.id)
    await sync_to_async(finish_silent)(world.ours.id)
    (record,) = await records(world.ours)
    assert record["conversation"]["state"] == "idle"
    assert record["conversation"]["ended_at"] is None


async def test_only_clients_with_silent_conversations_are_woken(world: World) -> None:
    for client in (world.ours, world.sister):
        await (await Visitor.come(client)).say("Hello")
    await shift(world.sister, minutes=31)
    found = await sync_to_async(tenants_with_work)("lookup_silent", timedelta(minutes=30))
    assert world.sister.id in found
    assert world.ours.id not in found


async def test_silence_of_one_client_finishes_nothing_of_another(world: World) -> None:
    visitor = await Visitor.come(world.foreign)
    await visitor.say("Hello")
    await shift(world.foreign, minutes=31)
    await sync_to_async(finish_silent)(world.ours.id)
    assert await records(world.foreign) == []


async def test_what_follows_makes_the_next_revision(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await ended(visitor)
    await visitor.send("rate", value="yes", comment="Quick. My card: 4111 1111 1111 1111")
    await visitor.expect("conversation")
    await visitor.say("One more thing")
    await ended(visitor)
    first, rated, last = await records(world.ours)
    assert [r["conversation"]["revision"] for r in (first, rated, last)] == [1, 2, 3]
    assert first["rating"] is None
    assert rated["rating"] == {"value": "yes", "comment": "Quick. My card: •••• 1111"}
    assert last["messages"][-2]["text"] == "One more thing"


async def test_the_same_cause_twice_makes_one_record(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await ended(visitor)
    await sync_to_async(write_again)(world.ours)
    assert len(await records(world.ours)) == 1


def write_again(client: Client) -> None:
    with tenant_scope(client.id):
        write_transcript(conversation=Conversation.objects.get())


async def test_nothing_is_written_while_the_visitor_has_said_nothing(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    await sync_to_async(forget_messages)(world.ours)
    assert await sync_to_async(write_nothing)(world.ours) is None


def forget_messages(client: Client) -> None:
    with tenant_scope(client.id):
        Conversation.objects.update(visitor_messages=0)


def write_nothing(client: Client) -> Transcript | None:
    with tenant_scope(client.id):
        return write_transcript(conversation=Conversation.objects.get())


async def test_card_numbers_in_addresses_and_titles_are_hidden(world: World) -> None:
    card = "4111111111111111"
    visitor = await Visitor.come(world.ours, url=f"{ORIGIN}/pay/{card}")
    await visitor.say(f"I paid with {card}")
    await ended(visitor)
    assert card not in str(await records(world.ours))
