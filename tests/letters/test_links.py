"""Who comes by the link of a letter is greeted, known to the desk and to the rules; who guesses gets nowhere (D17)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.letters.models import Letter, LetterLink, LetterOpening
from chatdesk.letters.recipients import Recipient
from chatdesk.letters.selectors import with_counts
from chatdesk.letters.tokens import new_token
from chatdesk.transcripts.rendering import render
from chatdesk.transcripts.selectors import source_of
from chatdesk.triggers.selectors.situations import facts_of
from chatdesk.triggers.selectors.visits import visits
from chatdesk.visitors.models import Visit
from tenants.models import Department, DepartmentMember, Site
from tenants.scope import tenant_scope
from tests.letters.writing import CONTEXT, FIRST_LINE, make_letter, tokens_of
from tests.sockets import Operator, Visitor
from tests.triggers.asking import lines
from tests.world import Client, World, make_member

ILSE = Recipient("Ilse Mill", "ilse@mill.example")
NOTHING = {"t": "letter"}
PERSONAL = Letter.Kind.PERSONAL


@pytest.fixture
async def marta(world: World) -> AsyncIterator[Operator]:
    """Marta, at her desk for the whole test."""
    console = await Operator.come(world.ours.marta)
    yield console
    await console.leave()


async def follow(visitor: Visitor, token: str) -> dict[str, Any]:
    """The browser found a link in its address."""
    await visitor.send("letter", token=token)
    return await visitor.expect("letter")


async def card_of(marta: Operator) -> dict[str, Any]:
    """What the console shows of whoever wrote last."""
    row = (await marta.expect("row"))["row"]
    await marta.send("open", conversation=row["id"])
    return (await marta.expect("opened"))["card"]


async def test_who_follows_a_link_is_greeted_by_whoever_would_answer(world: World, marta: Operator) -> None:
    letter = await make_letter(world.ours)
    shown = await follow(await Visitor.come(world.ours), letter.token)
    assert shown["text"] == FIRST_LINE
    assert shown["person"]["name"] == "Marta"


async def test_the_desk_hears_nothing_until_the_visitor_writes(world: World, marta: Operator) -> None:
    letter = await make_letter(world.ours)
    await follow(await Visitor.come(world.ours), letter.token)
    assert not [frame for frame in marta.seen if frame["t"] == "row"]
    assert await lines(world.ours) == []


async def test_the_first_line_stands_before_the_visitors_words_and_the_desk_knows_the_letter(
    world: World, marta: Operator
) -> None:
    letter = await make_letter(world.ours)
    visitor = await Visitor.come(world.ours)
    await follow(visitor, letter.token)
    assert (await visitor.say("The price of two circuits"))["seq"] == 2
    assert [(rule, body) for _, rule, body in await lines(world.ours)] == [
        ("Winter prices", FIRST_LINE),
        ("", "The price of two circuits"),
    ]
    card = await card_of(marta)
    assert card["letter"] == {"name": "Winter prices", "context": CONTEXT}
    assert (card["source"]["kind"], card["source"]["name"]) == ("email", "Winter prices")


async def test_without_a_first_line_the_visitors_words_come_first(world: World, marta: Operator) -> None:
    letter = await make_letter(world.ours, first_line="")
    visitor = await Visitor.come(world.ours)
    assert await follow(visitor, letter.token) == NOTHING
    assert (await visitor.say("Hello"))["seq"] == 1


async def test_with_nobody_at_the_desk_nobody_greets_but_the_letter_is_remembered(world: World) -> None:
    letter = await make_letter(world.ours)
    visitor = await Visitor.come(world.ours)
    assert await follow(visitor, letter.token) == NOTHING
    assert (await visitor.say("Hello"))["seq"] == 1
    assert await opened_and_answered(world.ours) == (1, 1)


async def test_a_letter_that_comes_into_a_talk_is_told_to_whoever_has_it(world: World, marta: Operator) -> None:
    letter = await make_letter(world.ours)
    visitor = await Visitor.come(world.ours)
    talk = (await visitor.say("Hello"))["conversation"]
    await marta.send("take", conversation=talk)
    await marta.send("open", conversation=talk)
    await marta.expect("opened")
    await follow(visitor, letter.token)
    assert (await marta.expect("card"))["card"]["letter"]["context"] == CONTEXT
    assert (await visitor.say("About this letter"))["seq"] == 2
    assert [body for *_, body in await lines(world.ours)] == ["Hello", "About this letter"]
    assert await opened_and_answered(world.ours) == (1, 1)


async def test_rules_know_by_which_letter_a_visit_came(world: World) -> None:
    letter = await make_letter(world.ours)
    visitor = await Visitor.come(world.ours, referrer="https://www.google.com/")
    await follow(visitor, letter.token)
    facts = await facts_of_the_visit(world.ours)
    assert (facts["campaign_link"], facts["source_kind"]) == ("Winter prices", "email")


async def test_the_record_for_other_systems_carries_the_letter_and_its_recipient(world: World) -> None:
    letter = await make_letter(world.ours, kind=PERSONAL)
    (token,) = await tokens_of(world.ours, letter, ILSE)
    visitor = await Visitor.come(world.ours)
    await follow(visitor, token)
    await visitor.say("Hello")
    assert (await record(world.ours))["visit"]["letter"] == {
        "name": "Winter prices",
        "context": CONTEXT,
        "recipient": "Ilse Mill",
        "email": "ilse@mill.example",
    }


async def test_a_link_that_works_once_works_again_in_the_same_browser_and_in_no_other(world: World) -> None:
    letter = await make_letter(world.ours, kind=PERSONAL, first_line="")
    (token,) = await tokens_of(world.ours, letter, ILSE)
    first, second = await Visitor.come(world.ours), await Visitor.come(world.ours)
    assert await follow(first, token) == NOTHING
    assert await follow(second, token) == NOTHING
    assert await letters_of_visits(world.ours) == ["Winter prices", ""]
    await first.leave()
    again = await Visitor.come(world.ours, token=first.token)
    await follow(again, token)
    assert await opened_and_answered(world.ours) == (1, 0)


async def test_a_machine_that_looks_through_letters_spends_no_link(world: World) -> None:
    letter = await make_letter(world.ours, kind=PERSONAL)
    (token,) = await tokens_of(world.ours, letter, ILSE)
    await follow(await Visitor.come(world.ours, user_agent="Googlebot/2.1"), token)
    assert await unopened_links(world.ours) == 1
    await follow(await Visitor.come(world.ours), token)
    assert await unopened_links(world.ours) == 0


@pytest.mark.parametrize("change", [{"active": False}, {"expires_at": timezone.now() - timedelta(seconds=1)}])
async def test_a_letter_whose_time_is_over_says_so_and_is_not_remembered(world: World, change: dict[str, Any]) -> None:
    letter = await make_letter(world.ours, **change)
    assert await follow(await Visitor.come(world.ours), letter.token) == {"t": "letter", "over": True}
    assert await letters_of_visits(world.ours) == [""]


@pytest.mark.parametrize("kind", list(Letter.Kind))
async def test_another_clients_link_is_worth_nothing(world: World, marta: Operator, kind: str) -> None:
    letter = await make_letter(world.sister, kind=kind)
    (token,) = await tokens_of(world.sister, letter, ILSE)
    visitor = await Visitor.come(world.ours)
    for one in (letter.token, token):
        assert await follow(visitor, one) == NOTHING
    assert await letters_of_visits(world.ours) == [""]
    assert await opened_and_answered(world.sister) == (0, 0)


async def test_a_link_of_the_clients_other_site_is_worth_nothing(world: World) -> None:
    letter = await make_letter(world.ours, site=await other_site(world.ours))
    assert await follow(await Visitor.come(world.ours), letter.token) == NOTHING
    assert await letters_of_visits(world.ours) == [""]


async def test_a_letter_with_links_for_each_recipient_has_none_for_everybody(world: World) -> None:
    letter = await make_letter(world.ours, kind=PERSONAL)
    assert await follow(await Visitor.come(world.ours), letter.token) == NOTHING
    assert await letters_of_visits(world.ours) == [""]


async def test_after_five_guesses_a_browser_is_not_heard_any_more(world: World) -> None:
    letter = await make_letter(world.ours)
    visitor = await Visitor.come(world.ours)
    for _ in range(5):
        assert await follow(visitor, new_token()) == NOTHING
    assert await follow(visitor, letter.token) == NOTHING
    assert await letters_of_visits(world.ours) == [""]
    await follow(await Visitor.come(world.ours), letter.token)
    assert await letters_of_visits(world.ours) == ["", "Winter prices"]


async def test_while_nobody_can_count_guesses_nothing_is_looked_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise ConnectionError

    letter = await make_letter(world.ours)
    visitor = await Visitor.come(world.ours)
    monkeypatch.setattr("chatdesk.realtime.allowance.sync_redis", away)
    assert await follow(visitor, letter.token) == NOTHING
    assert await letters_of_visits(world.ours) == [""]


async def test_links_that_exist_are_no_guesses(world: World) -> None:
    letter, over = await make_letter(world.ours), await make_letter(world.ours, name="Old", active=False)
    visitor = await Visitor.come(world.ours)
    for _ in range(8):
        assert (await follow(visitor, over.token))["over"]
        await follow(visitor, letter.token)
    assert await letters_of_visits(world.ours) == ["Winter prices"]


@pytest.mark.parametrize("token", ["", "x" * 65, None, 7, ["x"], "\x00"])
async def test_what_is_no_token_opens_nothing(world: World, token: object) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("letter", token=token)
    while (await visitor.next())["t"] not in ("error", "letter"):
        pass
    assert await letters_of_visits(world.ours) == [""]


async def test_a_letter_asks_for_a_department_as_long_as_somebody_of_it_is_there(world: World) -> None:
    service, olga = await department_with_olga(world.ours)
    letter = await make_letter(world.ours, department=service)
    marta, expert = await Operator.come(world.ours.marta), await Operator.come(olga)
    visitor = await Visitor.come(world.ours)
    assert (await follow(visitor, letter.token))["person"]["name"] == "Olga"
    await visitor.say("Hello")
    await expert.leave()
    late = await Visitor.come(world.ours)
    assert (await follow(late, letter.token))["person"]["name"] == "Marta"
    await late.say("Hello")
    assert await departments(world.ours) == ["Service", None]
    await marta.leave()


async def test_a_letter_asks_for_an_operator_who_is_at_the_desk(world: World, marta: Operator) -> None:
    letter = await make_letter(world.ours, member=world.ours.oleg)
    oleg = await Operator.come(world.ours.oleg)
    visitor = await Visitor.come(world.ours)
    assert (await follow(visitor, letter.token))["person"]["name"] == "Oleg"
    await oleg.leave()
    assert (await follow(await Visitor.come(world.ours), letter.token))["person"]["name"] == "Marta"


@sync_to_async
def facts_of_the_visit(client: Client) -> dict[str, Any]:
    with tenant_scope(client.id):
        (seen,) = visits(Visit.objects.values_list("id", flat=True))
        return dict(facts_of(seen, {"campaign_link", "source_kind"}))


@sync_to_async
def record(client: Client) -> dict[str, Any]:
    with tenant_scope(client.id):
        return render(source_of(Conversation.objects.get().id), revision=1)


@sync_to_async
def letters_of_visits(client: Client) -> list[str]:
    with tenant_scope(client.id):
        return list(Visit.objects.order_by("id").values_list("letter", flat=True))


@sync_to_async
def opened_and_answered(client: Client) -> tuple[int, int]:
    with tenant_scope(client.id):
        letter = with_counts(Letter.objects.all()).get()
        assert LetterOpening.objects.count() >= letter.opened
        return letter.opened, letter.answered


@sync_to_async
def unopened_links(client: Client) -> int:
    with tenant_scope(client.id):
        return LetterLink.objects.filter(opened_at=None).count()


@sync_to_async
def other_site(client: Client) -> Site:
    with tenant_scope(client.id):
        return Site.objects.create(name="Other", domains=["other.example"])


@sync_to_async
def department_with_olga(client: Client) -> tuple[Department, Any]:
    with tenant_scope(client.id):
        service = Department.objects.create(name="Service")
        DepartmentMember.objects.create(department=client.department, member=client.marta)
        return service, make_member("olga", "operator", department=service)


@sync_to_async
def departments(client: Client) -> list[str | None]:
    with tenant_scope(client.id):
        return list(Conversation.objects.order_by("id").values_list("department__name", flat=True))
