"""The demo shop's log-in, and what its server signs for the chat."""

import re

import jwt
import pytest

from demo.shop.settings import DEMO_IDENTITY_SECRET, DEMO_SITE_KEY
from tests.demo.client import Answer, Client


def token_of(answer: Answer) -> str:
    """What stands in the page for the chat; empty if nothing does."""
    return next(iter(answer.values("data-chat-identity")), "")


@pytest.mark.parametrize("root", ["/", "/ru/"])
def test_a_customer_logs_in_and_out(shop: Client, root: str) -> None:
    page = f"{root}account/"
    assert "data-nobody-logged-in" in shop.get(page).body
    inside = shop.send(page, {"customer": "ilse"})
    assert (inside.status, inside.headers["Location"]) == (303, page)
    cookie = re.match(r"customer=\w+", inside.headers["Set-Cookie"])[0]
    assert "HttpOnly" in inside.headers["Set-Cookie"]
    answer = shop.get(page, Cookie=cookie)
    assert "Ilse Molen" in answer.body
    assert "data-nobody-logged-in" not in answer.body
    assert "Max-Age=0" in shop.send(page, {"customer": ""}).headers["Set-Cookie"]


def test_every_page_carries_what_the_server_has_signed(shop: Client) -> None:
    for path in ("/", "/ru/matches/", "/nothing-here"):
        token = token_of(shop.get(path, Cookie="customer=bram"))
        claims = jwt.decode(token, DEMO_IDENTITY_SECRET, algorithms=["HS256"], audience=DEMO_SITE_KEY)
        assert (claims["sub"], claims["name"], claims["exp"] - claims["iat"]) == ("4712", "Bram Kok", 300)


@pytest.mark.parametrize(
    "cookie", ["", "customer=", "customer=nobody", "other=ilse", 'customer="', "=;;;", "x" * 5_000]
)
def test_nobody_else_is_vouched_for(shop: Client, cookie: str) -> None:
    assert token_of(shop.get("/", Cookie=cookie)) == ""


def test_the_neighbours_have_no_customers(shop: Client) -> None:
    for path in ("/linen/", "/bikes/"):
        assert token_of(shop.get(path, Cookie="customer=ilse")) == ""


@pytest.mark.parametrize("path", ["/linen/account/", "/account/nowhere/"])
def test_there_is_no_log_in_elsewhere(shop: Client, path: str) -> None:
    answer = shop.send(path, {"customer": "ilse"})
    assert answer.status == 404
    assert "Set-Cookie" not in answer.headers
