"""Which page a visitor looks at, and for how long: told by the tabs' sockets, timed by the server."""

import json
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db.models import F

from chatdesk.visitors.models import PageView, Visit
from tenants.scope import tenant_scope
from tests.sockets import Socket, Visitor, visitor_socket
from tests.triggers.asking import invitations, look, make_trigger, minutes_pass, visit_of
from tests.world import ORIGIN, Client, World


@sync_to_async
def seconds_pass(client: Client, seconds: int) -> None:
    """Everything that was told was told so much earlier."""
    ago = timedelta(seconds=seconds)
    with tenant_scope(client.id):
        times = ("started_at", "last_at", "page_at", "away_since")
        Visit.objects.update(**{name: F(name) - ago for name in times})
        PageView.objects.update(at=F("at") - ago)


@sync_to_async
def views(client: Client) -> list[tuple[str, float | None]]:
    """Every page view: the end of its address, and its seconds in front."""
    with tenant_scope(client.id):
        rows = PageView.objects.order_by("id").values_list("url", "seconds")
        return [(url.rsplit("/", 1)[1], seconds) for url, seconds in rows]


def about(*expected: tuple[str, int | None]) -> list[tuple[str, object]]:
    """These views; the test's own time comes on top of their seconds, which are tens apart."""
    return [(name, None if seconds is None else pytest.approx(seconds, abs=9)) for name, seconds in expected]


async def done(visitor: Socket) -> None:
    """Everything that was sent has been dealt with: frames are handled in order."""
    await visitor.send("sync", conversation="none", since=0)
    await visitor.expect("error", code="not_found")


async def turn(visitor: Socket, *, on: bool) -> None:
    """The tab comes to the front or goes to the background."""
    await visitor.send("front", on=on)
    await done(visitor)


async def open_page(visitor: Visitor, name: str, **fields: object) -> None:
    """Another page in the same tab."""
    await visitor.send("page", page={"url": f"{ORIGIN}/{name}", "title": name}, **fields)
    await done(visitor)


async def test_a_page_counts_as_long_as_it_is_in_front(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await seconds_pass(world.ours, 40)
    await turn(visitor, on=False)
    await seconds_pass(world.ours, 600)
    await turn(visitor, on=True)
    await seconds_pass(world.ours, 50)
    await open_page(visitor, "cart")
    assert await views(world.ours) == about(("reactors", 90), ("cart", None))


async def test_the_last_page_counts_until_its_tab_is_closed(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await open_page(visitor, "cart")
    await seconds_pass(world.ours, 30)
    await visitor.leave()
    assert await views(world.ours) == about(("reactors", 0), ("cart", 30))


async def test_the_visit_is_where_the_tab_in_front_is(world: World) -> None:
    first = await Visitor.come(world.ours)
    second = await Visitor.come(world.ours, token=first.token, url=f"{ORIGIN}/cart")
    await seconds_pass(world.ours, 100)
    await turn(first, on=False)
    visit = await visit_of(world.ours, first)
    assert (visit.page_url, visit.away_since) == (f"{ORIGIN}/cart", None)
    await turn(first, on=True)
    assert (await visit_of(world.ours, first)).page_url == f"{ORIGIN}/reactors"
    await seconds_pass(world.ours, 70)
    await turn(second, on=False)
    await seconds_pass(world.ours, 20)
    await turn(first, on=False)
    assert await views(world.ours) == about(("reactors", 90), ("cart", 100))


async def test_a_page_that_opens_in_the_background_waits_for_its_turn(world: World) -> None:
    first = await Visitor.come(world.ours)
    second = await Visitor.come(world.ours, token=first.token, url=f"{ORIGIN}/cart", hidden=True)
    await done(second)
    visit = await visit_of(world.ours, first)
    assert (visit.page_url, visit.pages, visit.away_since) == (f"{ORIGIN}/reactors", 2, None)
    await turn(first, on=False)
    await turn(second, on=True)
    assert (await visit_of(world.ours, first)).page_url == f"{ORIGIN}/cart"


async def test_a_visit_that_begins_in_the_background_has_its_page_but_no_time(world: World) -> None:
    visitor = await Visitor.come(world.ours, hidden=True)
    await seconds_pass(world.ours, 60)
    await turn(visitor, on=True)
    await seconds_pass(world.ours, 30)
    await turn(visitor, on=False)
    assert await views(world.ours) == about(("reactors", 30))


async def test_a_socket_that_comes_back_is_no_second_view_of_the_page(world: World) -> None:
    first = await Visitor.come(world.ours, view="one")
    await seconds_pass(world.ours, 20)
    await first.leave()
    again = await Visitor.come(world.ours, token=first.token, view="one")
    await seconds_pass(world.ours, 50)
    await again.leave()
    other = await Visitor.come(world.ours, token=first.token, view="two")
    await done(other)
    assert await views(world.ours) == about(("reactors", 70), ("reactors", None))
    assert (await visit_of(world.ours, other)).pages == 2


async def test_who_comes_back_to_a_tab_after_half_an_hour_begins_another_visit(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await turn(visitor, on=False)
    await minutes_pass(world.ours, 31)
    await turn(visitor, on=True)
    visit = await visit_of(world.ours, visitor)
    assert (visit.number, visit.pages, visit.away_since) == (2, 1, None)


async def test_nobody_is_asked_who_looks_at_something_else(world: World) -> None:
    await make_trigger(world.ours)
    visitor = await Visitor.come(world.ours)
    await turn(visitor, on=False)
    await look(world.ours, visitor)
    assert await invitations(world.ours) == []


@pytest.mark.parametrize(("address", "country"), [("93.158.134.3", "RU"), ("2001:4860:4860::8888", "US"), ("", "")])
async def test_a_visit_keeps_the_country_and_not_the_address(world: World, address: str, country: str) -> None:
    socket = Visitor(visitor_socket(world.ours.site.key, address=address))
    await socket.raw.connect()
    await socket.send("hello", page={"url": f"{ORIGIN}/reactors"})
    socket.welcome = await socket.expect("welcome")
    assert (await visit_of(world.ours, socket)).country == country
    assert not address or address not in await everything(world.ours)


@sync_to_async
def everything(client: Client) -> str:
    """All that is stored of visits, as text."""
    with tenant_scope(client.id):
        return json.dumps([list(Visit.objects.values()), list(PageView.objects.values())], default=str)


async def test_the_page_says_what_it_sells(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("product", name="Hearth\u0007 3")
    await done(visitor)
    assert (await visit_of(world.ours, visitor)).page_product == "Hearth 3"
    await open_page(visitor, "cart")
    assert (await visit_of(world.ours, visitor)).page_product == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"t": "front"},
        {"t": "front", "on": "yes"},
        {"t": "product", "name": "x" * 201},
        {"t": "product", "name": ""},
        {"t": "page", "page": {"url": ORIGIN}, "view": "with space"},
        {"t": "page", "page": {"url": ORIGIN}, "view": "x" * 25},
    ],
)
async def test_what_is_no_such_frame_is_refused_and_changes_nothing(world: World, wrong: dict[str, object]) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send(**wrong)  # type: ignore[arg-type]
    assert (await visitor.expect("error"))["code"] == "bad_frame"
    assert await views(world.ours) == about(("reactors", None))
