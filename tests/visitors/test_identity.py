"""D16: who is logged in, as the site's server signs it and as its page says it, through the visitor's socket."""

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from chatdesk.visitors.models import ContactPoint, IdentitySecret, Visit
from chatdesk.visitors.models import Visitor as Row
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.identity import ANNA, asigning, claims, tell, token
from tests.sockets import Operator, Visitor
from tests.world import Client, World

SECRET = "s" * 43


@pytest.fixture
async def client(world: World) -> Client:
    """Ours, whose site signs with SECRET."""
    await asigning(world.ours, secret=SECRET)
    return world.ours


@sync_to_async
def known(client: Client) -> Row:
    """The client's latest visitor."""
    with tenant_scope(client.id):
        return Row.objects.latest("id")


@sync_to_async
def points(client: Client) -> dict[str, ContactPoint]:
    """The client's contacts by their normal value."""
    with tenant_scope(client.id):
        return {point.normal: point for point in ContactPoint.objects.all()}


async def identify(visitor: Visitor, jwt: str) -> dict[str, Any]:
    """Tells a token; the answer."""
    return await tell(visitor, "identify", jwt=jwt)


def by_hand(header: Any, payload: Any, secret: str = SECRET, digest: Any = hashlib.sha256) -> str:
    """A token of any header and payload, signed."""

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    texts = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in (header, payload)]
    signed = ".".join(map(part, texts))
    return f"{signed}.{part(hmac.new(secret.encode(), signed.encode(), digest).digest())}"


HS256 = {"alg": "HS256", "typ": "JWT"}


# What is taken


async def test_the_sites_server_says_who_it_is(client: Client) -> None:
    visitor = await Visitor.come(client)
    attributes = {"plan": "gold", "orders": 12, "since": "2024-05-01", "b2b": True}
    answer = await identify(visitor, token(client, SECRET, **ANNA, attributes=attributes))
    assert (answer["t"], answer["external_id"], answer["verified"]) == ("identity", "4711", True)
    row = await known(client)
    assert (row.external_id, row.name, row.attributes) == ("4711", "Anna Berg", attributes)
    assert row.vouched == ["b2b", "orders", "plan", "since"]
    found = await points(client)
    assert all(point.verified_at and point.origin == "identify" for point in found.values())
    assert found["anna@mill.example"].consent == "site"


async def test_what_is_signed_no_more_is_forgotten(client: Client) -> None:
    visitor = await Visitor.come(client)
    await identify(visitor, token(client, SECRET, email="old@mill.example", attributes={"plan": "gold", "b2b": True}))
    await identify(visitor, token(client, SECRET, email="new@mill.example", attributes={"plan": "silver"}))
    assert (await known(client)).attributes == {"plan": "silver"}
    found = await points(client)
    assert found["old@mill.example"].verified_at is None
    assert found["new@mill.example"].verified_at is not None


async def test_a_secret_may_be_named_and_the_one_before_counts_for_a_day(client: Client) -> None:
    new = await asigning(client)
    for secret, headers in ((SECRET, None), (new.secret, None), (new.secret, {"kid": new.kid})):
        visitor = await Visitor.come(client)
        assert (await identify(visitor, token(client, secret, headers=headers)))["t"] == "identity"
    assert (await identify(visitor, token(client, SECRET, headers={"kid": new.kid})))["code"] == "token_forged"


# What is refused: hostile tokens


async def refused(client: Client, jwt: str) -> str:
    """The code of the refusal; nothing is written, and the socket goes on."""
    visitor = await Visitor.come(client)
    answer = await identify(visitor, jwt)
    row = await known(client)
    assert (row.external_id, row.verified_at, row.attributes, row.name) == ("", None, {}, "")
    assert answer["t"] == "error", answer
    assert SECRET not in answer["message"]
    await visitor.say("Still here")
    return str(answer["code"])


async def test_a_token_without_a_signature_is_refused(client: Client) -> None:
    assert await refused(client, jwt.encode(claims(client), None, algorithm="none")) == "token_unreadable"
    assert await refused(client, by_hand({"alg": "none"}, claims(client))) == "token_unreadable"
    assert await refused(client, by_hand({"alg": "NoNe"}, claims(client))) == "token_unreadable"
    assert await refused(client, token(client, SECRET).rpartition(".")[0] + ".") == "token_forged"


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
async def test_another_algorithm_is_refused(client: Client, algorithm: str) -> None:
    assert await refused(client, jwt.encode(claims(client), SECRET, algorithm=algorithm)) == "token_unreadable"


async def test_a_header_without_its_algorithm_is_refused(client: Client) -> None:
    for header in ({}, {"alg": None}, {"alg": ["HS256"]}, {"alg": {"HS256": 1}}, {"alg": "RS256"}, [], 1):
        assert await refused(client, by_hand(header, claims(client))) == "token_unreadable"


async def test_a_key_that_the_token_brings_along_is_not_used(client: Client) -> None:
    own = "attacker" * 8
    header = {**HS256, "jwk": {"kty": "oct", "k": own}, "jku": "https://evil.example/keys"}
    assert await refused(client, by_hand(header, claims(client), own)) == "token_forged"


async def test_a_wrong_key_is_refused(client: Client) -> None:
    for secret in ("x" * 43, "", client.site.key):
        assert await refused(client, by_hand(HS256, claims(client), secret)) == "token_forged"


async def test_a_key_id_that_names_no_secret_is_refused(client: Client) -> None:
    for kid in ("00000000", "../../etc/passwd", "' or 1=1 --"):
        assert await refused(client, token(client, SECRET, headers={"kid": kid})) == "token_forged"
    for kid in (1, ["x"], {"x": 1}):
        assert await refused(client, by_hand({**HS256, "kid": kid}, claims(client))) in (
            "token_unreadable",
            "token_forged",
        )


async def test_a_changed_payload_is_refused(client: Client) -> None:
    head, _, tail = token(client, SECRET).split(".")
    _, other, _ = token(client, "x" * 43, "4712").split(".")
    assert await refused(client, f"{head}.{other}.{tail}") == "token_forged"


async def test_an_expired_token_is_refused(client: Client) -> None:
    past = int(time.time()) - 90
    assert await refused(client, token(client, SECRET, iat=past - 300, exp=past)) == "token_expired"


async def test_a_token_that_lives_too_long_is_refused(client: Client) -> None:
    now = int(time.time())
    for life in ({"exp": now + 7_200}, {"iat": now - 86_400, "exp": now + 300}, {"exp": 1e300}):
        assert await refused(client, token(client, SECRET, **life)) == "token_lifetime"


async def test_a_token_of_the_future_is_refused(client: Client) -> None:
    now = int(time.time())
    assert await refused(client, token(client, SECRET, iat=now + 600, exp=now + 700)) == "token_lifetime"
    assert await refused(client, token(client, SECRET, nbf=now + 600)) == "token_lifetime"


async def test_a_clock_that_is_half_a_minute_wrong_does_not_matter(client: Client) -> None:
    now = int(time.time())
    visitor = await Visitor.come(client)
    for at in (now + 30, now - 320):
        assert (await identify(visitor, token(client, SECRET, iat=at, exp=at + 300)))["t"] == "identity"


@pytest.mark.parametrize("claim", ["sub", "aud", "iat", "exp"])
async def test_a_token_without_a_claim_is_refused(client: Client, claim: str) -> None:
    visitor = await Visitor.come(client)
    answer = await identify(visitor, jwt.encode(claims(client) | {}, SECRET, algorithm="HS256"))
    assert answer["t"] == "identity"
    told = claims(client)
    del told[claim]
    answer = await identify(visitor, by_hand(HS256, told))
    assert (answer["code"], claim in answer["message"]) == ("token_incomplete", True)


async def test_claims_of_a_wrong_kind_are_refused(client: Client) -> None:
    wrong: list[dict[str, Any]] = [
        {"sub": 4711},
        {"sub": ""},
        {"sub": "x" * 129},
        {"sub": " 4711"},
        {"sub": "47\x0011"},
        {"sub": "\ud800"},
        {"name": "x" * 81},
        {"email": ["anna@mill.example"]},
        {"email": "x" * 255},
        {"phone": 442079460018},
        {"plan": "gold"},
        {"is_staff": True},
        {"attributes": ["plan"]},
        {"attributes": {"plan": {"deep": 1}}},
        {"attributes": {"plan": ["gold"]}},
        {"attributes": {"x" * 41: 1}},
        {"attributes": {"": 1}},
        {"attributes": {"plan": "x" * 513}},
        {"attributes": {str(number): 1 for number in range(51)}},
        {"attributes": {"n": 10**40}},
        {"jti": 5},
    ]
    visitor = await Visitor.come(client)
    for claim in wrong:
        answer = await identify(visitor, by_hand(HS256, claims(client) | claim))
        assert answer["t"] == "error", claim
        assert answer["code"] in ("token_incomplete", "token_unreadable", "token_too_large", "too_fast"), (
            claim,
            answer,
        )
        visitor = await Visitor.come(client) if answer["code"] == "too_fast" else visitor


async def test_a_blank_name_of_an_attribute_is_refused(client: Client) -> None:
    assert await refused(client, token(client, SECRET, attributes={" \u0007 ": 1})) == "bad_text"


async def test_what_is_no_token_at_all_is_refused(client: Client) -> None:
    rubbish = ["x", "a.b", "a.b.c", "....", "é.é.é", "🦊" * 10, "eyJ" * 100, "null", '{"sub":"1"}', "a.b.c.d.e"]
    visitor = await Visitor.come(client)
    for text in rubbish:
        assert (await identify(visitor, text))["code"] == "token_unreadable", text
    deep = b'{"a":' * 1_000 + b"1" + b"}" * 1_000
    digits = b'{"alg":"HS256","kid":' + b"9" * 5_000 + b"}"
    for header, payload in ((deep, claims(client)), (HS256, deep), (digits, claims(client)), (HS256, [1])):
        answer = await identify(visitor, by_hand(header, payload))
        assert answer["code"] in ("token_unreadable", "token_incomplete")
    assert (await identify(visitor, by_hand(HS256, b'{"exp":1e999}')))["t"] == "error"


async def test_a_token_that_is_too_large_is_refused(client: Client) -> None:
    attributes = {f"a{number}": "x" * 500 for number in range(20)}
    assert await refused(client, token(client, SECRET, attributes=attributes)) == "token_too_large"
    visitor = await Visitor.come(client)
    await visitor.send("identify", client_id="12345678", jwt="x" * 20_000)
    assert (await visitor.expect("error"))["code"] == "bad_frame"


async def test_a_token_of_another_site_is_refused(client: Client, world: World) -> None:
    assert await refused(client, token(world.sister, SECRET)) == "token_of_another_site"
    await asigning(world.foreign, secret="f" * 43)
    assert await refused(client, token(client, "f" * 43)) == "token_forged"
    other = await second_site(client)
    visitor = await Visitor.come(client)
    for key, secret in ((other["key"], SECRET), (client.site.key, other["secret"])):
        told = claims(client) | {"aud": key}
        answer = await identify(visitor, by_hand(HS256, told, secret))
        assert answer["code"] in ("token_of_another_site", "token_forged")


@sync_to_async
def second_site(client: Client) -> dict[str, str]:
    """Another site of the same client, with a secret of its own."""
    with tenant_scope(client.id):
        site = Site.objects.create(name="Second", domains=["shop.example"])
        secret = IdentitySecret.objects.create(site=site)
        return {"key": site.key, "secret": secret.secret}


async def test_a_site_without_a_secret_vouches_for_nobody(world: World) -> None:
    assert await refused(world.ours, token(world.ours, SECRET)) == "token_unexpected"


async def test_a_rotated_secret_counts_no_more_when_its_day_is_over(client: Client) -> None:
    await asigning(client)
    await age(client, timedelta(hours=24))
    assert await refused(client, token(client, SECRET)) == "token_forged"


@sync_to_async
def age(client: Client, by: timedelta) -> None:
    """Time has passed for the secrets that end."""
    with tenant_scope(client.id):
        for secret in IdentitySecret.objects.filter(ends_at__isnull=False):
            IdentitySecret.objects.filter(id=secret.id).update(ends_at=secret.ends_at - by)


async def test_a_browser_that_tries_and_tries_is_too_fast(client: Client) -> None:
    visitor = await Visitor.come(client)
    codes = [(await identify(visitor, "x"))["code"] for _ in range(22)]
    assert codes[:20] == ["token_unreadable"] * 20
    assert codes[-1] == "too_fast"


# Unsigned


async def test_what_the_page_says_is_kept_as_not_verified(client: Client) -> None:
    visitor = await Visitor.come(client)
    answer = await tell(visitor, "person", external_id="4711", **ANNA, attributes={"plan": "gold"})
    assert (answer["external_id"], answer.get("verified", False)) == ("4711", False)
    row = await known(client)
    assert (row.external_id, row.verified_at, row.attributes, row.vouched) == ("4711", None, {"plan": "gold"}, [])
    assert not any(point.verified_at for point in (await points(client)).values())


async def test_what_is_not_signed_never_changes_what_is(client: Client) -> None:
    visitor = await Visitor.come(client)
    await identify(visitor, token(client, SECRET, **ANNA, attributes={"plan": "gold"}))
    told = {"name": "Mallory", "email": "mallory@evil.example", "attributes": {"plan": "platinum", "size": "L"}}
    assert (await tell(visitor, "person", **told))["kept"] == ["plan"]
    assert (await tell(visitor, "attributes", set={"plan": "platinum"}))["kept"] == ["plan"]
    assert (await tell(visitor, "attributes", set={"plan": None}))["kept"] == ["plan"]
    assert (await tell(visitor, "attributes", unset=["plan"]))["kept"] == ["plan"]
    row = await known(client)
    assert (row.name, row.attributes) == ("Anna Berg", {"plan": "gold", "size": "L"})
    found = await points(client)
    assert found["anna@mill.example"].verified_at is not None
    assert found["mallory@evil.example"].verified_at is None


async def test_what_is_signed_takes_the_place_of_what_was_not(client: Client) -> None:
    visitor = await Visitor.come(client)
    await tell(visitor, "attributes", set={f"a{number}": number for number in range(50)})
    await identify(visitor, token(client, SECRET, attributes={"a1": "signed", "plan": "gold"}))
    row = await known(client)
    assert (row.attributes["a1"], row.attributes["plan"], len(row.attributes)) == ("signed", "gold", 50)


async def test_attributes_are_set_and_unset(client: Client) -> None:
    visitor = await Visitor.come(client)
    await tell(visitor, "attributes", set={"size": "L", "gift": True, "paid": 9.5, "card": "4111 1111 1111 1111"})
    await tell(visitor, "attributes", set={"size": None}, unset=["gift", "never"])
    assert (await known(client)).attributes == {"paid": 9.5, "card": "•••• 1111"}


async def test_more_attributes_than_are_kept_are_refused(client: Client) -> None:
    visitor = await Visitor.come(client)
    await tell(visitor, "attributes", set={f"a{number}": 1 for number in range(50)})
    answer = await tell(visitor, "attributes", set={"one": 1})
    assert (answer["t"], answer["code"]) == ("error", "too_many")
    assert "one" not in (await known(client)).attributes


@pytest.mark.parametrize(
    "fields",
    [
        {"set": {"": 1}},
        {"set": {"x" * 41: 1}},
        {"set": {"x": "y" * 513}},
        {"set": {"x": [1]}},
        {"set": {"x": {"y": 1}}},
        {"set": {str(number): 1 for number in range(51)}},
        {"unset": [1]},
        {"unset": "x"},
        {"vouched": ["x"]},
    ],
)
async def test_attributes_of_a_wrong_kind_are_bad_frames(client: Client, fields: dict[str, Any]) -> None:
    visitor = await Visitor.come(client)
    await visitor.send("attributes", client_id="12345678", **fields)
    assert (await visitor.expect("error"))["code"] == "bad_frame"
    assert (await known(client)).attributes == {}


# Another person, another browser


async def test_another_person_is_refused_on_the_same_visitor(client: Client) -> None:
    visitor = await Visitor.come(client)
    await identify(visitor, token(client, SECRET))
    for attempt in (identify(visitor, token(client, SECRET, "4712")), tell(visitor, "person", external_id="4712")):
        assert (await attempt)["code"] == "another_person"
    assert (await known(client)).external_id == "4711"


async def test_two_browsers_of_one_person_see_nothing_of_each_other(client: Client) -> None:
    one, other = await Visitor.come(client), await Visitor.come(client)
    await one.say("About my order")
    for browser in (one, other):
        assert (await identify(browser, token(client, SECRET)))["t"] == "identity"
    again = await Visitor.come(client, token=other.token)
    assert again.welcome.get("messages", []) == []
    assert again.welcome["visitor"] != one.welcome["visitor"]


async def test_the_operator_sees_the_earlier_talk_of_the_other_browser_only_if_both_are_verified(
    client: Client,
) -> None:
    marta = await Operator.come(client.marta)
    one, signed, typed = [await Visitor.come(client) for _ in range(3)]
    await one.say("About my order")
    await identify(one, token(client, SECRET))
    await identify(signed, token(client, SECRET))
    await tell(typed, "person", external_id="4711")
    seen = {}
    for name, browser in (("signed", signed), ("typed", typed)):
        talk = (await browser.say("Hello again"))["conversation"]
        await marta.send("open", conversation=talk)
        card = (await marta.expect("opened"))["card"]
        seen[name] = [row["last_text"] for row in card.get("earlier", [])]
    assert seen == {"signed": ["About my order"], "typed": []}


# Logging out


async def test_who_logs_out_leaves_a_secret_that_is_worth_nothing(client: Client) -> None:
    tab, other = await Visitor.come(client), None
    other = await Visitor.come(client, token=tab.token)
    await tab.say("About my order")
    await identify(tab, token(client, SECRET))
    await tab.send("logout")
    assert await tab.closed() == await other.closed() == 1012
    again = await Visitor.come(client, token=tab.token)
    assert again.welcome["visitor"] != tab.welcome["visitor"]
    assert again.welcome.get("messages", []) == []


async def test_nobody_is_logged_out_of_whom_nothing_was_told(client: Client) -> None:
    visitor = await Visitor.come(client)
    await visitor.send("logout")
    await visitor.say("Still here")
    again = await Visitor.come(client, token=visitor.token)
    assert again.welcome["visitor"] == visitor.welcome["visitor"]


# Consent


@pytest.mark.parametrize("rule", ["after", "never"])
async def test_nothing_is_taken_without_a_ground_for_it(client: Client, rule: str) -> None:
    await set_consent(client, rule)
    visitor = await Visitor.come(client, consent="chat")
    for t, fields in (
        ("identify", {"jwt": token(client, SECRET)}),
        ("person", {"external_id": "4711"}),
        ("attributes", {"set": {"plan": "gold"}}),
    ):
        assert (await tell(visitor, t, **fields))["code"] == "no_consent"
    row = await known(client)
    assert (row.external_id, row.attributes) == ("", {})


@sync_to_async
def set_consent(client: Client, rule: str) -> None:
    """The site records on another ground, asked anew by every process of this test."""
    with tenant_scope(client.id):
        Site.objects.filter(id=client.site.id).update(consent=rule)


# What operators see


async def test_the_card_says_what_is_verified_and_on_what_ground(client: Client) -> None:
    visitor, marta = await Visitor.come(client), await Operator.come(client.marta)
    talk = (await visitor.say("Hello, I am at typed@mill.example"))["conversation"]
    await marta.send("open", conversation=talk)
    await marta.expect("opened")
    await tell(visitor, "attributes", set={"size": "L"})
    await identify(visitor, token(client, SECRET, **ANNA, attributes={"plan": "gold"}))
    while True:
        card = (await marta.expect("card"))["card"]
        if (card.get("identity") or {}).get("verified_at"):
            break
    identity = card["identity"]
    assert (identity["external_id"], identity["logged_in"]) == ("4711", True)
    assert identity["attributes"] == [
        {"name": "plan", "value": "gold", "verified": True},
        {"name": "size", "value": "L"},
    ]
    signed = {one["value"]: one.get("verified", False) for one in card["contacts"]}
    assert signed == {
        "Anna Berg": True,
        "anna@mill.example": True,
        "typed@mill.example": False,
        "+442079460018": True,
    }
    assert {one["consent"] for one in card["contacts"]} == {"site"}


async def test_whoever_came_back_without_logging_in_is_known_but_not_logged_in(client: Client) -> None:
    visitor = await Visitor.come(client)
    await identify(visitor, token(client, SECRET))
    await visitor.leave()
    await end_visit(client)
    await Visitor.come(client, token=visitor.token)
    assert await logged_in(client) is False


async def test_a_page_that_stands_open_into_another_visit_stays_logged_in(client: Client) -> None:
    visitor = await Visitor.come(client)
    await identify(visitor, token(client, SECRET))
    await end_visit(client)
    await visitor.send("page", page={"url": "https://shop.example/next", "title": "Next"})
    await visitor.say("Hello")
    assert await logged_in(client) is True


@sync_to_async
def end_visit(client: Client) -> None:
    """More than half an hour passes, and the site vouched for nobody since."""
    ago = timezone.now() - timedelta(minutes=40)
    with tenant_scope(client.id):
        Visit.objects.update(last_at=ago, started_at=ago)
        Row.objects.update(verified_at=ago)


@sync_to_async
def logged_in(client: Client) -> bool:
    """In the latest visit."""
    with tenant_scope(client.id):
        return Visit.objects.select_related("visitor").latest("id").logged_in
