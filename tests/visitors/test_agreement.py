"""Nothing is recorded without a ground: the site's rule, the visitor's word, the browser's signal."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import Client as Browser

from chatdesk.realtime.codes import ErrorCode
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.sockets import Operator, visitor_socket
from tests.sockets import Visitor as Guest
from tests.world import ORIGIN, World

GPC = (b"sec-gpc", b"1")
DNT = (b"dnt", b"1")
OTHER = {"url": f"{ORIGIN}/matches", "title": "Matches"}


def rule(world: World, consent: str, *, signals: bool = False) -> None:
    """What the site records."""
    with tenant_scope(world.ours.id):
        Site.objects.filter(id=world.ours.site.id).update(consent=consent, respects_signals=signals)


async def guest(world: World, *, header: tuple[bytes, bytes] | None = None, **hello: Any) -> Guest:
    """Says hello from a page of the shop."""
    raw = visitor_socket(world.ours.site.key, user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    raw.scope["headers"] += [header] if header else []
    guest = Guest(raw)
    await raw.connect()
    seen = {"referrer": "https://duckduckgo.com/?q=reactor", "time_zone": "Europe/Paris"}
    await guest.send("hello", page={"url": f"{ORIGIN}/reactors", "title": "Reactors"}, **seen, **hello)
    guest.welcome = await guest.expect("welcome")
    return guest


@sync_to_async
def kept(world: World) -> dict[str, Any]:
    """All that is known of the only visitor."""
    with tenant_scope(world.ours.id):
        visit, visitor = Visit.objects.get(), Visitor.objects.get()
        views = list(PageView.objects.order_by("id").values_list("url", flat=True))
        trail = (visit.landing_url, visit.referrer, visit.user_agent, visit.page_url, visitor.time_zone)
        return {"consent": visit.consent, "at": visit.consent_at, "views": views, "trail": trail, "visit": visit}


async def refused(socket: Guest) -> str:
    """The code of the next error."""
    return (await socket.expect("error"))["code"]


@pytest.mark.parametrize("consent", ["", "chat"])
@pytest.mark.parametrize("asks", [Site.Consent.AFTER, Site.Consent.NEVER])
async def test_without_consent_a_visitor_can_talk_and_leaves_no_trail(world: World, asks: str, consent: str) -> None:
    await sync_to_async(rule)(world, asks)
    visitor = await guest(world, consent=consent)
    await visitor.send("page", page=OTHER)
    assert await refused(visitor) == ErrorCode.NO_CONSENT
    await visitor.send("front", on=False)
    assert await refused(visitor) == ErrorCode.NO_CONSENT
    marta = await Operator.come(world.ours.marta)
    assert (await visitor.say("Hello"))["seq"] == 1
    assert "page" not in (await marta.expect("row"))["row"] or not (marta.seen[-1]["row"]["page"] or {}).get("url")
    await visitor.leave()
    found = await kept(world)
    assert found["consent"] == Visit.Consent.CHAT
    assert found["views"] == []
    assert found["trail"] == ("", "", "", "", "")


async def test_a_visitor_who_agreed_is_recorded_with_the_moment_of_it(world: World) -> None:
    await sync_to_async(rule)(world, Site.Consent.AFTER)
    visitor = await guest(world, consent="given")
    await visitor.send("page", page=OTHER)
    await visitor.say("Hello")
    found = await kept(world)
    assert (found["consent"], len(found["views"])) == (Visit.Consent.GIVEN, 2)
    assert found["at"] is not None


async def test_where_the_site_never_records_no_consent_helps(world: World) -> None:
    await sync_to_async(rule)(world, Site.Consent.NEVER)
    visitor = await guest(world, consent="given")
    await visitor.send("consent", given=True)
    assert await refused(visitor) == ErrorCode.NO_CONSENT
    await visitor.send("page", page=OTHER)
    assert await refused(visitor) == ErrorCode.NO_CONSENT
    assert (await kept(world))["views"] == []


async def test_who_agrees_during_a_talk_is_recorded_from_then_on(world: World) -> None:
    await sync_to_async(rule)(world, Site.Consent.AFTER)
    visitor = await guest(world, consent="chat")
    await visitor.say("Hello")
    await visitor.send("consent", given=True)
    await visitor.send("page", page=OTHER)
    await visitor.say("Again")
    found = await kept(world)
    assert (found["consent"], found["views"]) == (Visit.Consent.GIVEN, [OTHER["url"]])
    assert found["visit"].landing_url == OTHER["url"]


async def test_who_withdraws_is_not_recorded_from_then_on_and_never_invited_in_this_visit(world: World) -> None:
    await sync_to_async(rule)(world, Site.Consent.AFTER)
    visitor = await guest(world, consent="given")
    await visitor.send("consent", given=False)
    await visitor.send("page", page=OTHER)
    assert await refused(visitor) == ErrorCode.NO_CONSENT
    found = await kept(world)
    assert (found["consent"], found["views"]) == (Visit.Consent.WITHDRAWN, [f"{ORIGIN}/reactors"])
    assert found["visit"].uninvitable


async def test_who_comes_back_only_to_talk_after_agreeing_has_withdrawn(world: World) -> None:
    await sync_to_async(rule)(world, Site.Consent.AFTER)
    visitor = await guest(world, consent="given")
    await visitor.leave()
    await guest(world, consent="chat", token=visitor.token)
    assert (await kept(world))["consent"] == Visit.Consent.WITHDRAWN


@pytest.mark.parametrize("header", [GPC, DNT])
async def test_a_browsers_signal_counts_where_the_site_respects_it(world: World, header: tuple[bytes, bytes]) -> None:
    await sync_to_async(rule)(world, Site.Consent.ALWAYS, signals=True)
    await guest(world, header=header)
    assert (await kept(world))["views"] == []


async def test_a_browsers_signal_does_not_count_where_the_site_does_not_respect_it(world: World) -> None:
    await guest(world, header=GPC)
    found = await kept(world)
    assert (found["consent"], len(found["views"])) == (Visit.Consent.SITE, 1)


async def test_the_visitors_own_word_outweighs_their_browsers_signal(world: World) -> None:
    await sync_to_async(rule)(world, Site.Consent.ALWAYS, signals=True)
    await guest(world, header=GPC, consent="given")
    assert (await kept(world))["consent"] == Visit.Consent.GIVEN


async def test_who_objects_where_everybody_is_recorded_is_not(world: World) -> None:
    await guest(world, consent="chat")
    assert (await kept(world))["views"] == []


@pytest.mark.parametrize(
    ("consent", "signals", "header", "told"),
    [
        (Site.Consent.ALWAYS, False, {}, None),
        (Site.Consent.ALWAYS, False, {"Sec-GPC": "1"}, None),
        (Site.Consent.ALWAYS, True, {}, None),
        (Site.Consent.ALWAYS, True, {"Sec-GPC": "1"}, '"consent":"after"'),
        (Site.Consent.ALWAYS, True, {"DNT": "1"}, '"consent":"after"'),
        (Site.Consent.AFTER, False, {}, '"consent":"after"'),
        (Site.Consent.NEVER, True, {"DNT": "1"}, '"consent":"never"'),
    ],
)
def test_the_loader_knows_whether_to_stay_silent(
    world: World, consent: str, signals: bool, header: dict[str, str], told: str | None
) -> None:
    rule(world, consent, signals=signals)
    answer = Browser().get(f"/w/{world.ours.site.key}.js", headers=header)
    assert ('"consent":' in answer.text) == (told is not None)
    assert told is None or told in answer.text
    assert ("Sec-GPC" in answer["Vary"]) == signals
