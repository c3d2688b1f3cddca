"""Rules about what visitors do and what the site tells of them: through the sockets and the worker's task."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.triggers import due
from chatdesk.triggers.tasks import evaluate, look_again
from chatdesk.visitors.models import Event, Visit
from chatdesk.visitors.models import Visitor as StoredVisitor
from chatdesk.visitors.services.deeds import MAX_EVENTS
from tenants.scope import tenant_scope
from tests.identity import asigning, tell, token
from tests.sockets import Operator, Visitor
from tests.triggers.asking import invitations, make_trigger, visit_of
from tests.world import ORIGIN, Client, World
from widget import doings


def when(fact: str, op: str, value: Any = None, **more: Any) -> dict[str, Any]:
    """A rule that asks for this alone."""
    condition = {"fact": fact, "op": op, **({} if value is None else {"value": value}), **more}
    return {"group": "all", "of": [condition]}


@pytest.fixture
async def marta(world: World) -> AsyncIterator[Operator]:
    """Somebody in whose name can be asked."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


async def done(visitor: Visitor) -> None:
    """Everything that was sent has been dealt with: frames are handled in order."""
    await visitor.send("sync", conversation="none", since=0)
    await visitor.expect("error", code="not_found")


@sync_to_async
def tick(client: Client) -> None:
    """What the worker does with what is due now."""
    for claim in due.claim():
        evaluate(claim.tenant_id, claim.visit_ids, claim.lease)


async def asked(client: Client) -> int:
    """How many questions there are once all that is due has been looked at."""
    await tick(client)
    return len(await invitations(client))


ID = {"client_id": "12345678"}
SIGNALS = [
    (when("scroll_depth", "at_least", 50), [("signal", {"what": "scroll", "value": 50})]),
    (when("exit_intent", "yes"), [("signal", {"what": "exit"})]),
    (when("seconds_idle", "at_least", 30), [("signal", {"what": "idle", "value": 30})]),
    (when("form_touched", "yes"), [("signal", {"what": "touched"})]),
    (when("form_left", "yes"), [("signal", {"what": "touched"}), ("signal", {"what": "left"})]),
    (when("clicks", "at_least", [2, 0], of="#price"), [("click", {"selector": "#price"})] * 2),
    (when("events", "at_least", [2, 60], of="compared"), [("track", {"name": "compared"})] * 2),
    (when("cart_value", "at_least", 1000), [("cart", {"value": 1200, "currency": "EUR", "items": []})]),
    (when("cart_contents", "contains", "hearth"), [("cart", {"items": [{"name": "Hearth 3"}]})]),
    (when("seconds_since_closed", "less_than", 60), [("signal", {"what": "closed"})]),
    (when("attribute", "is", "gold", of="plan"), [("attributes", {**ID, "set": {"plan": "gold"}})]),
    (when("attribute_number", "at_least", 3, of="orders"), [("attributes", {**ID, "set": {"orders": 3}})]),
    (when("attribute_days", "at_least", 9, of="since"), [("attributes", {**ID, "set": {"since": "2020-01-01"}})]),
    (when("contacts_known", "yes"), [("person", {**ID, "email": "anna@mill.example"})]),
]


@pytest.mark.parametrize(("conditions", "frames"), SIGNALS)
async def test_a_rule_about_doings_speaks_when_they_are_told_and_not_before(
    world: World, marta: Operator, conditions: dict[str, Any], frames: list[tuple[str, dict[str, Any]]]
) -> None:
    await make_trigger(world.ours, conditions=conditions)
    visitor = await Visitor.come(world.ours)
    *before, last = frames
    for t, fields in before:
        await visitor.send(t, **fields)
    await done(visitor)
    assert await asked(world.ours) == 0
    await visitor.send(last[0], **last[1])
    await done(visitor)
    assert await asked(world.ours) == 1


async def test_a_question_that_found_nobody_to_ask_it_is_asked_when_somebody_comes(world: World) -> None:
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    assert await asked(world.ours) == 0
    marta = await Operator.come(world.ours.marta)
    await visitor.expect("availability")
    await done(visitor)
    assert await asked(world.ours) == 1
    await marta.leave()


async def test_what_was_done_on_a_page_is_forgotten_on_the_next(world: World, marta: Operator) -> None:
    conditions = when("scroll_depth", "at_least", 50)
    conditions["of"].append({"fact": "page_url", "op": "contains", "value": "/cart"})
    await make_trigger(world.ours, conditions=conditions)
    visitor = await Visitor.come(world.ours)
    await visitor.send("signal", what="scroll", value=90)
    await visitor.send("page", page={"url": f"{ORIGIN}/cart"})
    await done(visitor)
    assert await asked(world.ours) == 0


@pytest.mark.parametrize(
    ("frames", "conditions"),
    [
        (["touched", "left", "sent"], when("form_left", "no")),
        (["idle", "active"], when("seconds_idle", "less_than", 1)),
        (["closed", "opened"], when("seconds_since_closed", "at_least", 0)),
    ],
)
async def test_what_is_over_counts_no_more(
    world: World, marta: Operator, frames: list[str], conditions: dict[str, Any]
) -> None:
    await make_trigger(world.ours, conditions=conditions)
    visitor = await Visitor.come(world.ours)
    for what in frames:
        await visitor.send("signal", what=what, value=5)
    await done(visitor)
    assert await asked(world.ours) == (1 if conditions["of"][0]["op"] == "no" else 0)


async def test_attributes_count_as_text_number_and_date(world: World, marta: Operator) -> None:
    of_all = [
        when("attribute", "is", "gold", of="plan")["of"][0],
        when("attribute_number", "at_least", 3, of="orders")["of"][0],
        when("attribute_days", "at_least", 30, of="since")["of"][0],
        when("attribute", "is", "true", of="staff")["of"][0],
    ]
    await make_trigger(world.ours, conditions={"group": "all", "of": of_all})
    visitor = await Visitor.come(world.ours)
    assert await asked(world.ours) == 0
    await sync_to_async(give)(world.ours, plan="Gold", orders=3, since="2024-02-29", staff=True)
    await visitor.send("page", page={"url": f"{ORIGIN}/cart"})
    await done(visitor)
    assert await asked(world.ours) == 1


def give(client: Client, **attributes: Any) -> None:
    """As the site tells them of every visitor."""
    with tenant_scope(client.id):
        StoredVisitor.objects.update(attributes=attributes)


async def test_a_browser_watches_what_the_rules_ask_for_and_nothing_else(world: World) -> None:
    plain = await Visitor.come(world.ours)
    assert "watch" not in plain.welcome
    await make_trigger(world.ours, name="a", conditions=when("scroll_depth", "at_least", 75))
    await make_trigger(world.ours, name="b", conditions=when("scroll_depth", "at_least", 25))
    await make_trigger(world.ours, name="c", conditions=when("clicks", "at_least", [1, 0], of="#price"))
    await make_trigger(world.ours, name="off", enabled=False, conditions=when("exit_intent", "yes"))
    due._cache.clear()
    visitor = await Visitor.come(world.ours)
    assert visitor.welcome["watch"] == {"scroll": [25, 75], "clicks": ["#price"]}


async def test_a_browser_tells_what_the_page_sells_where_a_question_has_a_gap_for_it(
    world: World, marta: Operator
) -> None:
    await make_trigger(world.ours, text="Shall I explain {product|this one}?")
    visitor = await Visitor.come(world.ours)
    assert visitor.welcome["watch"] == {"product": True}
    await visitor.send("product", name="Hearth 3")
    await done(visitor)
    await tick(world.ours)
    assert [one.text for one in await invitations(world.ours)] == ["Shall I explain Hearth 3?"]


async def test_who_is_there_watches_for_a_new_rule_without_reloading(world: World) -> None:
    visitor, stranger = await Visitor.come(world.ours), await Visitor.come(world.sister)
    await make_trigger(world.ours, conditions=when("exit_intent", "yes"))
    due._cache.clear()
    await sync_to_async(look_again)(world.ours.id, world.ours.site.id)
    assert (await visitor.expect("watch"))["watch"] == {"exit": True}
    assert await stranger.silent()


@pytest.mark.parametrize(
    "wrong",
    [
        {"t": "signal", "what": "jumped"},
        {"t": "signal", "what": "scroll", "value": -1},
        {"t": "signal", "what": "idle", "value": 86_401},
        {"t": "click", "selector": ""},
        {"t": "click", "selector": "x" * 201},
        {"t": "track"},
        {"t": "track", "name": "x" * 65},
        {"t": "track", "name": "x", "meta": {"k": ["list"]}},
        {"t": "track", "name": "x", "meta": {"k" * 41: 1}},
        {"t": "track", "name": "x", "meta": {str(number): 1 for number in range(21)}},
        {"t": "track", "name": "x", "meta": {"k": "v" * 201}},
        {"t": "cart", "value": "much"},
        {"t": "cart", "value": -5},
        {"t": "cart", "currency": "euro"},
        {"t": "cart", "items": [{"name": ""}]},
        {"t": "cart", "items": [{"name": "x", "colour": "red"}]},
        {"t": "cart", "items": [{"name": "x"}] * 51},
    ],
)
async def test_what_is_no_such_doing_is_refused_and_stored_nowhere(world: World, wrong: dict[str, Any]) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send(**wrong)
    assert (await visitor.expect("error"))["code"] == "bad_frame"
    assert await events(world.ours) == []
    assert (await visit_of(world.ours, visitor)).cart == {}


async def test_a_click_that_no_rule_asks_for_is_refused(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("click", selector="#secret")
    assert (await visitor.expect("error"))["code"] == "not_found"
    assert await events(world.ours) == []


async def test_an_event_without_a_name_is_refused(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("track", name="  ")
    assert (await visitor.expect("error"))["code"] == "bad_text"


async def test_events_that_come_too_fast_are_refused_and_the_socket_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doings, "BURST", 3)
    monkeypatch.setattr(doings, "PER_SECOND", 0.001)
    visitor = await Visitor.come(world.ours)
    for number in range(4):
        await visitor.send("track", name=f"event {number}")
    assert (await visitor.expect("error"))["code"] == "too_fast"
    await done(visitor)
    assert len(await events(world.ours)) == 3


async def test_a_visit_keeps_so_many_events_and_no_more(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    visit = await visit_of(world.ours, visitor)
    await sync_to_async(fill)(world.ours, visit.id)
    await visitor.send("track", name="one more")
    assert (await visitor.expect("error"))["code"] == "too_many"


def fill(client: Client, visit_id: int) -> None:
    """As many events as are kept."""
    with tenant_scope(client.id):
        visit = {"visit_id": visit_id, "kind": Event.Kind.TRACK, "name": "x", "at": "2026-01-01T00:00:00Z"}
        for _ in range(MAX_EVENTS):
            Event.objects.create(**visit)


async def test_card_numbers_in_what_the_site_tells_are_masked(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("track", name="paid 4111 1111 1111 1111", meta={"card": "4111111111111111"})
    await visitor.send("cart", items=[{"name": "4111111111111111"}])
    await done(visitor)
    stored = f"{await events(world.ours)} {(await visit_of(world.ours, visitor)).cart}"
    assert "1111" in stored
    assert "41111111" not in stored.replace(" ", "")


@sync_to_async
def events(client: Client) -> list[tuple[str, str]]:
    """Name and details of every event."""
    with tenant_scope(client.id):
        return [(name, str(meta)) for name, meta in Event.objects.order_by("id").values_list("name", "meta")]


async def test_b07_the_first_opening_of_the_window_is_kept_whatever_the_rules_ask(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    times = []
    for what in ("opened", "closed", "opened"):
        await visitor.send("signal", what=what)
        await done(visitor)
        times.append(await window_times(world.ours))
    (first, _), (second, closed), (third, reopened) = times
    assert first == second == third is not None
    assert closed > first
    assert reopened is None


@sync_to_async
def window_times(client: Client) -> tuple[Any, Any]:
    """When the window of the only visit was opened first, and closed last."""
    with tenant_scope(client.id):
        return Visit.objects.values_list("window_opened_at", "window_closed_at").get()


async def test_a_rule_for_who_is_logged_in_speaks_when_the_sites_server_says_so(world: World, marta: Operator) -> None:
    await make_trigger(world.ours, conditions=when("logged_in", "yes"))
    secret = (await asigning(world.ours)).secret
    typed, visitor = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await tell(typed, "person", external_id="4711")
    assert await asked(world.ours) == 0
    await tell(visitor, "identify", jwt=token(world.ours, secret))
    await done(visitor)
    assert await asked(world.ours) == 1


async def test_a_rule_for_who_is_not_logged_in_stays_silent_then(world: World, marta: Operator) -> None:
    secret = (await asigning(world.ours)).secret
    visitor = await Visitor.come(world.ours)
    await tell(visitor, "identify", jwt=token(world.ours, secret))
    await make_trigger(world.ours, conditions=when("logged_in", "no"))
    await sync_to_async(look_again)(world.ours.id, world.ours.site.id)
    assert await asked(world.ours) == 0


async def test_a_signed_attribute_is_one_for_rules(world: World, marta: Operator) -> None:
    await make_trigger(world.ours, conditions=when("attribute", "is", "gold", of="plan"))
    secret = (await asigning(world.ours)).secret
    visitor = await Visitor.come(world.ours)
    await tell(visitor, "identify", jwt=token(world.ours, secret, attributes={"plan": "silver"}))
    assert await asked(world.ours) == 0
    await tell(visitor, "attributes", set={"plan": "gold"})
    assert await asked(world.ours) == 0
    await tell(visitor, "identify", jwt=token(world.ours, secret, attributes={"plan": "gold"}))
    await done(visitor)
    assert await asked(world.ours) == 1
