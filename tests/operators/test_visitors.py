"""Who is on the sites: the list, its changes, and who may see it."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.triggers.engine.conditions import on_page
from tenants.models import Department, DepartmentMember, Member, Site
from tenants.scope import tenant_scope
from tests.identity import asigning, tell, token
from tests.sockets import Operator, Visitor
from tests.triggers.asking import hears, make_trigger
from tests.world import ORIGIN, Client, World, make_member

CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


async def opened(operator: Operator) -> dict[str, dict[str, Any]]:
    """Opens the list and reads all pages of it."""
    await operator.send("visitors", on=True)
    lines: dict[str, dict[str, Any]] = {}
    while True:
        page = await operator.expect("visitors")
        lines |= {line["id"]: line for line in page.get("lines", [])}
        if not page.get("more"):
            return lines


async def told(operator: Operator, visitor: Visitor, **match: Any) -> dict[str, Any]:
    """The next line of this visitor that has these fields."""
    while True:
        for line in (await operator.expect("visitors")).get("lines", []):
            if line["id"] == visitor.welcome["visitor"] and match.items() <= ({"state": ""} | line).items():
                return line


async def gone(operator: Operator) -> list[str]:
    """The next ones that have left."""
    while True:
        if left := (await operator.expect("visitors")).get("gone"):
            return left


async def test_the_list_says_where_somebody_is_and_how_they_came(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(
        world.ours,
        url=f"{ORIGIN}/reactors?utm_source=letter&utm_campaign=autumn",
        referrer="https://www.google.com/search?q=reactor",
        time_zone="Europe/Berlin",
        language="de",
    )
    line = (await opened(marta))[visitor.welcome["visitor"]]
    assert line["page"] == {"url": f"{ORIGIN}/reactors?utm_source=letter&utm_campaign=autumn", "title": "Reactors"}
    assert line["source"]["query"] == "reactor"
    assert line["source"]["campaign"]["campaign"] == "autumn"
    assert (line["pages"], line["visit"], line["site"]) == (1, 1, world.ours.site.key)
    assert (line["time_zone"], line["language"]) == ("Europe/Berlin", "de")
    assert "state" not in line
    assert "contacts" not in line


async def test_who_comes_moves_and_leaves_is_told_without_the_rest(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    assert await opened(marta) == {}
    visitor = await Visitor.come(world.ours)
    assert (await told(marta, visitor))["pages"] == 1
    await visitor.send("page", page={"url": f"{ORIGIN}/delivery", "title": "Delivery"})
    assert (await told(marta, visitor, pages=2))["page"]["title"] == "Delivery"
    other = await Visitor.come(world.ours)
    await told(marta, other)
    await visitor.leave()
    assert await gone(marta) == [visitor.welcome["visitor"]]


async def test_who_goes_to_another_page_over_a_new_socket_does_not_leave_the_list(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await opened(marta)
    await visitor.leave()
    again = await Visitor.come(world.ours, token=visitor.token, url=f"{ORIGIN}/delivery")
    assert (await told(marta, visitor, pages=2))["page"]["url"] == f"{ORIGIN}/delivery"
    await again.leave()
    assert await gone(marta) == [visitor.welcome["visitor"]]
    assert [frame for frame in marta.seen if frame.get("gone")] == marta.seen[-1:]


async def test_somebody_with_two_tabs_is_one_line_until_both_are_closed(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    first = await Visitor.come(world.ours)
    second = await Visitor.come(world.ours, token=first.token)
    assert len(await opened(marta)) == 1
    await first.leave()
    witness = await Visitor.come(world.ours)
    await told(marta, witness)
    await witness.leave()
    assert await gone(marta) == [witness.welcome["visitor"]]
    await second.leave()
    assert await gone(marta) == [first.welcome["visitor"]]


async def test_crawlers_are_not_listed(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await Visitor.come(world.ours, user_agent=CRAWLER)
    assert await opened(marta) == {}
    crawler = await Visitor.come(world.ours, user_agent=CRAWLER)
    await crawler.send("page", page={"url": f"{ORIGIN}/delivery"})
    person = await Visitor.come(world.ours)
    await told(marta, person)
    lines = [line["id"] for frame in marta.seen if frame["t"] == "visitors" for line in frame.get("lines", [])]
    assert set(lines) == {person.welcome["visitor"]}


async def test_a_console_without_the_list_hears_nothing_of_visitors(world: World) -> None:
    marta, oleg = await Operator.come(world.ours.marta), await Operator.come(world.ours.oleg)
    await opened(marta)
    await opened(oleg)
    await oleg.send("visitors", on=False)
    await oleg.send("sync", conversation="x", since=0)
    await oleg.expect("error")
    oleg.seen.clear()
    await told(marta, await Visitor.come(world.ours))
    await oleg.send("sync", conversation="x", since=0)
    await oleg.expect("error")  # what was for Oleg has come before this answer
    assert [frame for frame in oleg.seen if frame["t"] == "visitors"] == []


async def test_a_list_that_is_opened_again_begins_anew(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await opened(marta)
    await marta.send("visitors", on=False)
    await visitor.leave()
    other = await Visitor.come(world.ours)
    assert list(await opened(marta)) == [other.welcome["visitor"]]


async def test_who_talks_and_what_they_leave_is_told(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await opened(marta)
    talk = (await visitor.say("Call me: +44 20 7946 0000"))["conversation"]
    line = await told(marta, visitor, state="talking", contacts=["+44 20 7946 0000"])
    assert line["conversation"] == talk
    await visitor.send("end")
    assert "conversation" not in await told(marta, visitor, state="")


@pytest.mark.parametrize("person", ["marta", "admin"])
async def test_visitors_of_another_client_are_never_listed(world: World, person: str) -> None:
    for client in (world.sister, world.foreign):
        await Visitor.come(client)
    member: Member = getattr(world.ours, person)
    operator = await Operator.come(member)
    assert await opened(operator) == {}
    await Visitor.come(world.foreign)
    own = await Visitor.come(world.ours)
    await told(operator, own)
    lines = [line["id"] for frame in operator.seen if frame["t"] == "visitors" for line in frame.get("lines", [])]
    assert set(lines) == {own.welcome["visitor"]}


@sync_to_async
def departments(client: Client) -> Member:
    """Our site answers with sales; a new member answers for service alone."""
    with tenant_scope(client.id):
        service = Department.objects.create(name="Service")
        Site.objects.filter(id=client.site.id).update(department=client.department)
        return make_member("vera", Member.Role.OPERATOR, department=service)


async def test_members_of_another_department_see_nobody_of_the_site(world: World) -> None:
    vera = await Operator.come(await departments(world.ours))
    leader = await Operator.come(world.ours.supervisor)
    visitor = await Visitor.come(world.ours)
    assert await opened(vera) == {}
    assert list(await opened(leader)) == [visitor.welcome["visitor"]]
    await visitor.send("page", page={"url": f"{ORIGIN}/delivery"})
    await told(leader, visitor, pages=2)
    await vera.send("visitor", visitor=visitor.welcome["visitor"])
    await vera.expect("error", code="not_found")
    await visitor.leave()
    await gone(leader)
    assert [frame for frame in vera.seen if frame["t"] == "visitors"] == [
        frame for frame in vera.seen if frame.get("first")
    ]


async def test_a_member_of_the_sites_department_sees_them(world: World) -> None:
    await departments(world.ours)
    await sync_to_async(_join)(world.ours)
    oleg = await Operator.come(world.ours.oleg)
    visitor = await Visitor.come(world.ours)
    assert list(await opened(oleg)) == [visitor.welcome["visitor"]]


def _join(client: Client) -> None:
    with tenant_scope(client.id):
        DepartmentMember.objects.create(department=client.department, member=client.oleg)


async def test_lists_that_are_opened_on_and_on_are_refused(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    for _ in range(6):
        await marta.send("visitors", on=True)
    assert (await marta.expect("error", code="too_fast"))["retry_after"] > 0


async def test_the_whole_visit_of_somebody_who_never_wrote(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours, referrer="https://www.bing.com/")
    await visitor.send("page", page={"url": f"{ORIGIN}/delivery", "title": "Delivery"})
    await opened(marta)
    await told(marta, visitor, pages=2)
    visitor.seen.clear()
    await marta.send("visitor", visitor=visitor.welcome["visitor"])
    card = (await marta.expect("visitor", visitor=visitor.welcome["visitor"]))["card"]
    assert [page["title"] for page in card["pages"]] == ["Reactors", "Delivery"]
    assert (card["source"]["name"], card["here"]) == ("Bing", True)
    assert await hears(visitor) <= {"availability"}, "who is watched notices nothing"


async def test_looks_without_end_are_refused(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    for _ in range(40):
        await marta.send("visitor", visitor=visitor.welcome["visitor"])
    await marta.expect("error", code="too_fast")


async def asked_why(operator: Operator, visitor: Visitor, **more: str) -> dict[str, Any]:
    """What the rules think of the visitor."""
    await operator.send("why", visitor=visitor.welcome["visitor"], **more)
    return await operator.expect("why", visitor=visitor.welcome["visitor"])


async def test_every_rule_says_what_it_saw_and_why_it_was_silent(world: World) -> None:
    await make_trigger(world.ours, name="matches", conditions=on_page("/matches", seconds=0))
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    (opinion,) = (await asked_why(marta, visitor))["opinions"]
    assert (opinion["name"], opinion["speaks"]) == ("matches", False)
    assert opinion["verdict"] == "Its conditions are not true."
    assert f"{ORIGIN}/reactors" in [line.get("seen") for line in opinion["lines"]]


async def test_the_answer_is_worded_in_the_consoles_language(world: World) -> None:
    await make_trigger(world.ours, name="matches", conditions=on_page("/matches", seconds=0))
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    (opinion,) = (await asked_why(marta, visitor, language="ru"))["opinions"]
    assert opinion["verdict"] == "Условия не выполняются."


async def test_who_may_write_rules_is_shown_the_way_to_one_and_nobody_else(world: World) -> None:
    visitor = await Visitor.come(world.ours, url=f"{ORIGIN}/reactors?utm_campaign=autumn")
    address = (await asked_why(await Operator.come(world.ours.admin), visitor))["new_rule"]
    assert address.startswith("/admin/triggers/trigger/add/?")
    assert "autumn" in address
    for member in (world.ours.marta, world.ours.supervisor):
        assert "new_rule" not in await asked_why(await Operator.come(member), visitor)


async def sounds(operator: Operator, text: str, language: str = "en") -> list[dict[str, Any]]:
    """What is said of a question."""
    await operator.send("tone", text=text, language=language)
    return (await operator.expect("tone"))["remarks"]


async def test_how_a_question_sounds_is_said_while_it_is_written(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    assert [one["good"] for one in await sounds(marta, "Two circuits or three?")] == [True]
    assert [one["good"] for one in await sounds(marta, f"Why {world.ours.site.name}?")] == [False]
    assert (await sounds(marta, "Hello!", "ru"))[0]["text"].startswith("Это приветствие")
    assert await sounds(marta, " ") == []


async def test_questions_without_end_are_not_listened_to(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await marta.send("tone", text="x" * 301)
    await marta.expect("error", code="bad_frame")
    for _ in range(20):
        await marta.send("tone", text="Two?")
    await marta.expect("error", code="too_fast")


async def test_the_list_marks_who_is_logged_in_and_not_who_only_says_so(world: World) -> None:
    secret = (await asigning(world.ours)).secret
    marta = await Operator.come(world.ours.marta)
    typed, signed = await Visitor.come(world.ours), await Visitor.come(world.ours)
    await tell(typed, "person", external_id="4711", name="Anna Berg")
    lines = await opened(marta)
    assert "logged_in" not in lines[typed.welcome["visitor"]]
    await tell(signed, "identify", jwt=token(world.ours, secret, name="Anna Berg"))
    line = await told(marta, signed, logged_in=True)
    assert line["name"] == "Anna Berg"
