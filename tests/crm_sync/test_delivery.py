"""A finished conversation reaches the client's system: through sockets, the outbox, the task and a real receiver."""

import json

import pytest
from asgiref.sync import sync_to_async
from pytest_httpserver import HTTPServer
from standardwebhooks import Webhook, WebhookVerificationError
from werkzeug import Request, Response

from crm_sync.models import Connection, OutboxEntry
from crm_sync.services.outbox import replay
from crm_sync.services.relay import claim
from tenants.access import tenants_with_work
from tenants.scope import tenant_scope
from tests.crm_sync.sending import HOOK, attempts, connect, end, entries, finished, lease, run, wait
from tests.world import Client, World

State = OutboxEntry.State


def collect(receiver: HTTPServer, *statuses: int, headers: dict[str, str] | None = None) -> list[Request]:
    """What arrives; the receiver answers with one status after the other, the last one for ever."""
    seen: list[Request] = []

    def answer(request: Request) -> Response:
        seen.append(request)
        return Response(status=statuses[min(len(seen), len(statuses)) - 1], headers=headers)

    receiver.expect_request(HOOK, method="POST").respond_with_handler(answer)
    return seen


def texts(request: Request) -> list[str]:
    """What the visitor said, as it was delivered."""
    return [m["text"] for m in json.loads(request.data)["data"]["messages"] if m["by"] == "visitor"]


async def test_a_finished_conversation_arrives_signed(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    connection = await connect(world.ours, receiver)
    await finished(world.ours, text="Which circuit?")
    await run(world.ours)
    (request,) = seen
    event = Webhook(connection.secret).verify(request.data, dict(request.headers))
    assert event["type"] == "conversation.finished"
    assert event["data"]["conversation"]["state"] == "ended"
    assert texts(request) == ["Which circuit?"]
    (entry,) = await entries(world.ours)
    assert (entry.state, entry.attempts, entry.delivered_at is not None) == (State.DELIVERED, 1, True)
    assert request.headers["webhook-id"] == request.headers["Idempotency-Key"] == str(entry.key)
    assert await attempts(world.ours) == [(200, "")]


async def test_another_secret_does_not_fit_the_signature(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    await connect(world.ours, receiver)
    other = await connect(world.sister, receiver)
    await finished(world.ours)
    await run(world.ours)
    with pytest.raises(WebhookVerificationError):
        Webhook(other.secret).verify(seen[0].data, dict(seen[0].headers))


async def test_the_relay_is_woken_by_the_commit(world: World, receiver: HTTPServer, woken: list[int]) -> None:
    await connect(world.ours, receiver)
    await finished(world.ours)
    await finished(world.sister)
    assert woken == [world.ours.id]


async def test_every_connection_gets_its_own_and_a_disabled_one_nothing(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    await connect(world.ours, receiver)
    await connect(world.ours, receiver, name="Other")
    await connect(world.ours, receiver, name="Off", enabled=False)
    await finished(world.ours)
    await run(world.ours)
    assert len({request.headers["webhook-id"] for request in seen}) == 2


async def test_another_clients_conversations_go_nowhere_near(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    await connect(world.ours, receiver)
    await connect(world.sister, receiver)
    await finished(world.sister)
    await run(world.ours)
    assert seen == []
    assert await entries(world.ours) == []


async def test_without_the_setting_a_local_receiver_gets_nothing(world: World, httpserver: HTTPServer) -> None:
    seen = collect(httpserver, 200)
    await connect(world.ours, httpserver)
    await finished(world.ours)
    await run(world.ours)
    assert seen == []
    assert await attempts(world.ours) == [(None, "The address must begin with https://.")]


@pytest.mark.parametrize("status", [301, 400, 401, 404, 408, 429, 500, 503])
async def test_a_failure_is_tried_again_with_the_same_key(world: World, receiver: HTTPServer, status: int) -> None:
    seen = collect(receiver, status, 204)
    await connect(world.ours, receiver)
    await finished(world.ours)
    await run(world.ours)
    await run(world.ours)
    assert len(seen) == 1
    await wait(world.ours, minutes=1)
    await run(world.ours)
    assert len({request.headers["webhook-id"] for request in seen}) == 1
    assert [code for code, _ in await attempts(world.ours)] == [status, 204]
    assert (await entries(world.ours))[0].state == State.DELIVERED


async def test_a_body_is_the_same_at_every_attempt(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 500, 200)
    await connect(world.ours, receiver)
    await finished(world.ours)
    await run(world.ours)
    await wait(world.ours, minutes=1)
    await run(world.ours)
    assert seen[0].data == seen[1].data


async def test_a_receiver_that_asks_for_time_gets_it(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 429, 200, headers={"Retry-After": "1800"})
    await connect(world.ours, receiver)
    await finished(world.ours)
    await run(world.ours)
    await wait(world.ours, minutes=29)
    await run(world.ours)
    assert len(seen) == 1
    await wait(world.ours, minutes=2)
    await run(world.ours)
    assert len(seen) == 2


async def test_a_broken_receiver_is_not_hammered_with_the_next_deliveries(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 500)
    await connect(world.ours, receiver)
    for _ in range(3):
        await finished(world.ours)
    await run(world.ours)
    assert len(seen) == 1


async def test_one_broken_receiver_does_not_hold_up_another(world: World, receiver: HTTPServer) -> None:
    collect(receiver, 200)
    await connect(world.ours, receiver, name="A", path="/nowhere")
    await connect(world.ours, receiver, name="B")
    await finished(world.ours)
    await run(world.ours)
    states = {entry.connection.name: entry.state for entry in await entries(world.ours)}
    assert states == {"A": State.PENDING, "B": State.DELIVERED}


async def test_what_a_receiver_hears_of_one_conversation_comes_in_order(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 500, 200)
    await connect(world.ours, receiver)
    visitor = await finished(world.ours, text="First")
    await run(world.ours)
    await end(visitor, "Second")
    await sync_to_async(rest_no_more)(world.ours)
    await run(world.ours)
    assert len(seen) == 1, "the second must wait for the first"
    await wait(world.ours, minutes=1)
    await run(world.ours)
    revisions = [json.loads(request.data)["data"]["conversation"]["revision"] for request in seen]
    assert revisions == [1, 1, 2]


def rest_no_more(client: Client) -> None:
    with tenant_scope(client.id):
        Connection.objects.update(rests_until=None)


async def test_after_three_days_it_is_given_up_and_can_be_replayed(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 500, 500, 200)
    await connect(world.ours, receiver)
    await finished(world.ours)
    await run(world.ours)
    await wait(world.ours, hours=72)
    await run(world.ours)
    assert [entry.state for entry in await entries(world.ours)] == [State.DEAD]
    await wait(world.ours, hours=72)
    await run(world.ours)
    assert len(seen) == 2

    assert await sync_to_async(replay_all)(world.ours) == 1
    await run(world.ours)
    (entry,) = await entries(world.ours)
    assert (entry.state, entry.attempts) == (State.DELIVERED, 1)
    assert len({request.headers["webhook-id"] for request in seen}) == 1


def replay_all(client: Client) -> int:
    with tenant_scope(client.id):
        return replay(OutboxEntry.objects.all())


async def test_gone_stops_the_connection(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 410)
    await connect(world.ours, receiver)
    await finished(world.ours)
    await run(world.ours)
    (entry,) = await entries(world.ours)
    assert (entry.state, entry.connection.enabled) == (State.DEAD, False)
    await finished(world.ours)
    await run(world.ours)
    assert len(seen) == 1


async def test_a_delivery_that_a_worker_holds_is_left_to_it(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    await connect(world.ours, receiver)
    await finished(world.ours)
    await lease(world.ours, seconds=30)
    await run(world.ours)
    assert seen == []


async def test_a_killed_workers_delivery_is_sent_again_with_its_key(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    await connect(world.ours, receiver)
    await finished(world.ours)
    taken = await sync_to_async(claim)(tenant_id=world.ours.id)
    assert taken is not None
    assert await sync_to_async(claim)(tenant_id=world.ours.id) is None
    await wait(world.ours, seconds=61)
    await run(world.ours)
    assert [request.headers["webhook-id"] for request in seen] == [taken.key]


async def test_the_sweeper_finds_what_is_due_and_nothing_else(world: World, receiver: HTTPServer) -> None:
    await connect(world.ours, receiver)
    await connect(world.sister, receiver)
    await connect(world.foreign, receiver)
    for client in (world.ours, world.sister):
        await finished(client)
    await lease(world.sister, seconds=30)
    found = set(await sync_to_async(tenants_with_work)("lookup_deliveries_due"))
    assert found & {world.ours.id, world.sister.id, world.foreign.id} == {world.ours.id}


async def test_a_late_rating_is_delivered_under_a_new_key(world: World, receiver: HTTPServer) -> None:
    seen = collect(receiver, 200)
    await connect(world.ours, receiver)
    visitor = await finished(world.ours)
    await run(world.ours)
    await visitor.send("rate", value="yes", comment="")
    await visitor.expect("conversation")
    await run(world.ours)
    first, second = (json.loads(request.data)["data"] for request in seen)
    assert (first["rating"], second["rating"]) == (None, {"value": "yes", "comment": ""})
    assert len({request.headers["webhook-id"] for request in seen}) == 2
