"""D25: contacts from forms of the site, through the visitor's socket. What may not be read is refused."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import Client as Browser
from django.utils import timezone

from chatdesk.realtime.frames.from_visitor import FormFieldSeen
from chatdesk.visitors.models import ContactPoint, Visit
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.world import ORIGIN, Client, World
from widget.models import FormCapture, SeenForm
from widget.selectors import seen_forms
from widget.services import MOST_FORMS, note_form

EMAIL = [{"kind": "email", "value": "Anna@Mill.example"}]


@pytest.fixture
async def client(world: World) -> Client:
    """Ours, whose site takes contacts over."""
    await sync_to_async(allow)(world.ours)
    return world.ours


def allow(client: Client, **rules: Any) -> None:
    """Switches it on."""
    with tenant_scope(client.id):
        FormCapture.objects.create(site=client.site, enabled=True, **rules)


@sync_to_async
def points(client: Client) -> list[ContactPoint]:
    """All contacts of the client's visitors."""
    with tenant_scope(client.id):
        return list(ContactPoint.objects.order_by("id"))


async def submit(visitor: Visitor, fields: list[dict[str, str]] = EMAIL, **more: Any) -> dict[str, Any]:
    """Tells a form; the answer."""
    client_id = more.pop("client_id", uuid.uuid4().hex)
    told = {"client_id": client_id, "form": "newsletter", "page": f"{ORIGIN}/news?token=abc", "fields": fields}
    await visitor.send("form", **{**told, **more})
    while True:
        frame = await visitor.next()
        if frame["t"] in ("form", "error"):
            return frame


async def test_a_form_leaves_contacts_with_where_and_on_what_ground(client: Client) -> None:
    visitor = await Visitor.come(client)
    fields = [*EMAIL, {"kind": "phone", "value": "+44 20 7946 0018"}, {"kind": "name", "value": "Anna Berg"}]
    assert (await submit(visitor, fields))["t"] == "form"
    found = {point.kind: point for point in await points(client)}
    assert {kind: point.normal for kind, point in found.items()} == {
        "email": "anna@mill.example",
        "phone": "+442079460018",
        "name": "anna berg",
    }
    point = found["email"]
    assert (point.origin, point.form, point.page, point.consent) == ("form", "newsletter", f"{ORIGIN}/news", "site")


async def test_the_same_form_told_twice_leaves_one_contact(client: Client) -> None:
    visitor = await Visitor.come(client)
    for _ in range(2):
        assert (await submit(visitor, client_id="12345678"))["client_id"] == "12345678"
    assert len(await points(client)) == 1


async def test_the_operator_sees_them_as_they_arrive(client: Client) -> None:
    visitor, marta = await Visitor.come(client), await Operator.come(client.marta)
    await visitor.say("Hello")
    talk = (await marta.expect("row"))["row"]["id"]
    await marta.send("open", conversation=talk)
    await marta.expect("opened")
    await submit(visitor)
    (point,) = (await marta.expect("card"))["card"]["contacts"]
    assert (point["value"], point["seen_in"], point["form"]) == ("Anna@Mill.example", "form", "newsletter")


async def test_a_site_that_did_not_switch_it_on_takes_nothing(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    assert (await submit(visitor))["code"] == "not_found"
    assert await points(world.ours) == []


@pytest.mark.parametrize("consent", [Visit.Consent.CHAT, Visit.Consent.WITHDRAWN])
async def test_without_consent_nothing_is_taken(client: Client, consent: str) -> None:
    visitor = await Visitor.come(client)

    @sync_to_async
    def refuse() -> None:
        with tenant_scope(client.id):
            Visit.objects.update(consent=consent)

    await refuse()
    assert (await submit(visitor))["code"] == "not_found"
    assert await points(client) == []


@pytest.mark.parametrize(
    "fields",
    [
        [{"kind": "password", "value": "hunter2"}],
        [{"kind": "card", "value": "4111111111111111"}],
        [{"kind": "email", "value": "a" * 255}],
        [{"kind": "email", "value": ""}],
        [{"kind": "email"}],
        [{"kind": "email", "value": "a@b.example", "name": "password"}],
        [],
        EMAIL * 7,
    ],
)
async def test_other_kinds_too_long_and_too_many_fields_are_refused(
    client: Client, fields: list[dict[str, str]]
) -> None:
    visitor = await Visitor.come(client)
    assert (await submit(visitor, fields))["code"] == "bad_frame"
    assert await points(client) == []


@pytest.mark.parametrize("text", ["4111 1111 1111 1111", "no number", "1" * 33])
async def test_card_numbers_and_what_is_no_contact_are_refused(client: Client, text: str) -> None:
    visitor = await Visitor.come(client)
    assert (await submit(visitor, [{"kind": "phone", "value": text}]))["code"] == "bad_text"
    assert await points(client) == []


async def test_a_page_of_another_site_is_not_written_down(client: Client) -> None:
    visitor = await Visitor.come(client)
    await submit(visitor, page="https://elsewhere.example/form")
    assert [point.page for point in await points(client)] == [""]


async def test_an_eleventh_form_in_an_hour_is_refused(client: Client) -> None:
    visitor = await Visitor.come(client)
    answers = [await submit(visitor, [{"kind": "email", "value": f"a{n}@b.example"}]) for n in range(11)]
    assert [answer.get("code") for answer in answers] == [None] * 10 + ["too_many"]
    assert len(await points(client)) == 10


async def test_another_socket_of_the_visitor_has_no_further_forms(client: Client) -> None:
    visitor = await Visitor.come(client)
    for n in range(10):
        assert (await submit(visitor, client_id=f"form-{n:04}"))["t"] == "form"
    again = await Visitor.come(client, token=visitor.token)
    assert (await submit(again, client_id="form-0003"))["t"] == "form"
    assert (await submit(again))["code"] == "too_many"


async def test_a_contact_is_taken_while_nobody_can_count(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise ConnectionError

    visitor = await Visitor.come(client)
    monkeypatch.setattr("chatdesk.realtime.allowance.sync_redis", away)
    assert (await submit(visitor))["t"] == "form"


MADE = [{"selector": '[name="fio"]', "kind": ""}, {"selector": '[name="email"]', "kind": "email"}]


async def meets(visitor: Visitor, selector: str = "#order", **more: Any) -> list[str]:
    """Tells how a form is made; the codes of errors before that of a nameless event."""
    told = {"selector": selector, "page": f"{ORIGIN}/order?token=abc", "fields": MADE}
    await visitor.send("form_seen", **{**told, **more})
    await visitor.send("track", name=" ")
    heard: list[str] = []
    while (frame := await visitor.next()).get("code") != "bad_text":
        heard += [frame["code"]] if frame["t"] == "error" else []
    return heard


@sync_to_async
def met(client: Client) -> list[tuple[str, str, Any]]:
    """The forms that the client can choose from."""
    with tenant_scope(client.id):
        return [(form.selector, form.page, form.fields) for form in seen_forms(client.site.pk)]


async def test_a_form_that_was_sent_is_offered_to_the_client_once_as_it_is_made_now(client: Client) -> None:
    visitor = await Visitor.come(client)
    await meets(visitor, fields=[])
    await meets(visitor)
    assert await met(client) == [("#order", f"{ORIGIN}/order", MADE)]


async def test_a_form_of_a_site_whose_forms_are_not_read_is_not_noted(world: World) -> None:
    assert await meets(await Visitor.come(world.ours)) == ["not_found"]
    assert await met(world.ours) == []


async def test_without_consent_no_form_is_noted(client: Client) -> None:
    visitor = await Visitor.come(client)

    @sync_to_async
    def refuse() -> None:
        with tenant_scope(client.id):
            Visit.objects.update(consent=Visit.Consent.WITHDRAWN)

    await refuse()
    assert await meets(visitor) == ["not_found"]
    assert await met(client) == []


@pytest.mark.parametrize(
    "more",
    [
        {"page": "https://elsewhere.example/order"},
        {"selector": ""},
        {"selector": "x" * 161},
        {"fields": [{"selector": "#a", "kind": "password"}]},
        {"fields": [{"selector": "#a", "kind": "name", "value": "Anna"}]},
        {"fields": [{"selector": "#a", "kind": "name"}] * 31},
        {"fields": "all"},
    ],
    ids=["elsewhere", "no name", "long name", "kind", "a value", "many fields", "no fields"],
)
async def test_what_is_no_form_of_the_site_is_refused(client: Client, more: dict[str, Any]) -> None:
    assert len(await meets(await Visitor.come(client), **more)) == 1
    assert await met(client) == []


async def test_a_site_keeps_forty_forms_and_a_visitor_tells_thirty_an_hour(client: Client) -> None:
    for number in range(2):
        visitor = await Visitor.come(client)
        heard = [await meets(visitor, f"#form-{number}-{n}") for n in range(12)]
        assert [code for codes in heard for code in codes] == []
    await fill(client)
    await meets(await Visitor.come(client), "#newest")
    names = [selector for selector, _, _ in await met(client)]
    assert (len(names), names[0]) == (40, "#newest")


@sync_to_async
def fill(client: Client) -> None:
    """As many forms as there may be, and one that nobody sent for long."""
    with tenant_scope(client.id):
        for number in range(MOST_FORMS):
            note_form(site_id=client.site.pk, selector=f"#old-{number}", page=ORIGIN, fields=[])
        SeenForm.objects.filter(selector="#old-0").update(seen_at=timezone.now() - timedelta(days=61))


async def test_a_card_number_in_a_name_is_masked(client: Client) -> None:
    await meets(await Visitor.come(client), '[name="4111111111111111"]')
    assert [selector for selector, _, _ in await met(client)] == ['[name="•••• 1111"]']


def test_the_sites_page_offers_what_was_seen(world: World) -> None:
    allow(world.ours)
    fields = [FormFieldSeen(selector="#fio", kind=""), FormFieldSeen(selector="#pin", kind="secret")]
    with tenant_scope(world.ours.id):
        note_form(site_id=world.ours.site.pk, selector="#order<b>", page=f"{ORIGIN}/order", fields=fields)
    browser = Browser()
    browser.force_login(world.ours.admin.user)
    page = browser.get(f"/admin/tenants/site/{world.ours.site.pk}/change/").content.decode()
    assert "#order&lt;b&gt;" in page
    assert "not recognised: not read" in page
    assert "looks like a secret: never read" in page
    assert 'data-selector="#fio"' in page
    assert 'data-selector="#pin"' not in page
