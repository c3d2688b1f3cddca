"""What the operator knows of who comes, and when rules speak to them, in real browsers (A27, B12–B16, C02, D12–D14)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db.models import F
from playwright.async_api import expect

from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import PageView, Visit
from tenants.scope import tenant_scope
from tests.browsing import ConsoleWindow, ShopWindow, Stage
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

KNOWN = "Object.keys(localStorage).some((name) => name.endsWith('.token'))"
QUESTION = "Two or three circuits?"
ELSEWHERE = "history.pushState({}, '', '/reactors/' + location.search); document.title = 'Reactors of a router'"


@pytest.fixture
def conditions(client_on_stage: Client, request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """One question when all of these are true."""
    with tenant_scope(client_on_stage.id):
        Trigger.objects.create(
            site=client_on_stage.site,
            name="asks",
            conditions={"group": "all", "of": request.param},
            text=QUESTION,
        )
    return list(request.param)


async def at_the_desk(stage: Stage) -> ConsoleWindow:
    """Somebody in whose name can be asked."""
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    return marta


async def asked(window: ShopWindow) -> None:
    """The question stands on the page."""
    await expect(window.page.locator("chat-desk .inv")).to_contain_text(QUESTION)


async def viewed(window: ShopWindow, client: Client, count: int) -> None:
    """So many pages are recorded, and the browser knows whose they are."""
    while await pages(client) < count or not await window.page.evaluate(KNOWN):
        await window.page.wait_for_timeout(50)


@sync_to_async
def pages(client: Client) -> int:
    """How many were recorded."""
    with tenant_scope(client.id):
        return PageView.objects.count()


def when(fact: str, op: str, value: Any) -> list[dict[str, Any]]:
    """One condition."""
    return [{"fact": fact, "op": op, "value": value}]


async def test_b12_b13_b15_b16_the_card_shows_how_they_came_the_way_and_the_page_of_a_router_as_it_turns(
    stage: Stage,
) -> None:
    marta = await at_the_desk(stage)
    visitor = await stage.visitor(
        "/", query="&utm_source=yandex&utm_medium=cpc&utm_campaign=autumn&utm_term=reactor+two+circuits"
    )
    await visitor.open()
    await visitor.say("Will two do?")
    await marta.take("Will two do?")
    card = marta.page.locator(".panel__body")
    await expect(card.locator("dd", has_text="reactor two circuits")).to_be_visible()
    await expect(card).to_contain_text("autumn")
    await expect(card.locator("dt", has_text="Landed on")).to_have_count(1)
    await visitor.page.evaluate(ELSEWHERE)
    await expect(card.locator(".now a")).to_have_text("Reactors of a router")
    await expect(card.locator("ol.path li")).to_have_count(2)
    await expect(card.locator("ol.path li.now")).to_contain_text("Reactors of a router")
    assert visitor.complaints == []


@sync_to_async
def an_hour_later(client: Client) -> None:
    """Whatever was, was an hour ago."""
    earlier = F("last_at") - timedelta(hours=1)
    with tenant_scope(client.id):
        Visit.objects.update(last_at=earlier, started_at=F("started_at") - timedelta(hours=1))


async def test_b14_who_comes_back_has_a_visit_before(stage: Stage) -> None:
    marta = await at_the_desk(stage)
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("Will two do?")
    await marta.take("Will two do?")
    card = marta.page.locator(".panel__body")
    await expect(card).to_contain_text("First visit")
    await visitor.page.goto("about:blank")
    await expect(card).to_contain_text("Not on the site")
    await an_hour_later(stage.client)
    await visitor.page.goto(stage.address("/delivery/"))
    await expect(card.locator("ol.visits li .v")).to_have_count(2)


@pytest.mark.parametrize("conditions", [when("page_url", "contains", "/reactors/")], indirect=True)
async def test_a27_c06_a_page_of_a_router_is_asked_about_without_loading_it(
    conditions: list[dict[str, Any]], stage: Stage
) -> None:
    await at_the_desk(stage)
    visitor = await stage.visitor("/delivery/")
    loaded: list[str] = []
    visitor.page.on("framenavigated", lambda frame: loaded.append(frame.url))
    await expect(visitor.launcher).to_be_visible()
    await expect(visitor.page.locator("chat-desk .inv")).to_have_count(0)
    await visitor.page.evaluate(ELSEWHERE)
    await asked(visitor)
    assert visitor.complaints == []


@pytest.mark.parametrize("conditions", [when("seconds_on_site", "at_least", 2)], indirect=True)
async def test_d12_some_time_after_the_arrival_whatever_the_source(
    conditions: list[dict[str, Any]], stage: Stage
) -> None:
    await at_the_desk(stage)
    direct, by_ad = await asyncio.gather(stage.visitor("/"), stage.visitor("/delivery/", query="&gclid=x"))
    await asked(direct)
    await asked(by_ad)


@pytest.mark.parametrize("conditions", [when("pages_viewed", "at_least", 3)], indirect=True)
async def test_d13_not_before_so_many_pages(conditions: list[dict[str, Any]], stage: Stage) -> None:
    await at_the_desk(stage)
    visitor = await stage.visitor("/")
    await viewed(visitor, stage.client, 1)
    await visitor.page.goto(stage.address("/delivery/"))
    await viewed(visitor, stage.client, 2)
    await expect(visitor.page.locator("chat-desk .inv")).to_have_count(0)
    await visitor.page.goto(stage.address("/reactors/"))
    await asked(visitor)


SOURCES: list[tuple[str, list[dict[str, Any]], dict[str, Any], dict[str, Any]]] = [
    ("an ad's campaign", when("utm_campaign", "is", "autumn"), {"query": "&utm_campaign=autumn"}, {}),
    ("a click on an ad", when("source_kind", "one_of", ["ad"]), {"query": "&gclid=x"}, {}),
    (
        "an article elsewhere",
        when("referrer", "contains", "news.example/boilers"),
        {},
        {"referer": "https://news.example/boilers/7"},
    ),
    (
        "words at a search engine",
        when("search_query", "contains", "reactor"),
        {},
        {"referer": "https://yandex.ru/search/?text=buy+a+reactor"},
    ),
]


@pytest.mark.parametrize(
    ("conditions", "address", "opening"),
    [source[1:] for source in SOURCES],
    ids=[source[0] for source in SOURCES],
    indirect=["conditions"],
)
async def test_d14_a27_who_came_from_there_is_asked_and_nobody_else(
    conditions: list[dict[str, Any]], address: dict[str, Any], opening: dict[str, Any], stage: Stage
) -> None:
    await at_the_desk(stage)
    other = await stage.visitor("/", query="&utm_campaign=spring")
    visitor = await stage.visitor("/", query="&widget=off")
    await visitor.page.goto(stage.address("/", **address), **opening)
    await asked(visitor)
    await expect(other.launcher).to_be_visible()
    await expect(other.page.locator("chat-desk .inv")).to_have_count(0)


async def test_e12_d53_a_page_that_the_operator_sends_is_opened_with_the_talk_beside_it(stage: Stage) -> None:
    marta = await at_the_desk(stage)
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("Which one has two circuits?")
    await marta.take("Which one has two circuits?")
    await marta.say(f"This one: {stage.address('/reactors/')}")
    await visitor.log.get_by_role("link").click()
    await expect(visitor.page).to_have_url(stage.address("/reactors/"))
    await expect(visitor.log).to_contain_text("Which one has two circuits?")
    await expect(marta.page.locator(".panel__body p.now")).to_contain_text("/reactors/")
    assert len(visitor.context.pages) == 1
