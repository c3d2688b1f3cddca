"""Checkout and the letter: accepted, sent back, refused, and never kept."""

import pytest

from tests.demo.client import Client

ORDER = {
    "name": "Ann Ember",
    "email": "ann@ember.example",
    "address": "4 Ember Quay",
    "card_number": "4111 1111 1111 1111",
    "card_code": "737",
    "password": "a very long secret",
    "order_reference": "rm-7c41-hidden",
}
LETTER = {"name": "Ann Ember", "email": "ann@ember.example", "message": "Does it fit through the gate?"}


def test_the_checkout_has_every_kind_of_field_that_a_reader_of_forms_must_tell_apart(shop: Client) -> None:
    page = shop.get("/checkout/")
    kinds = {attrs.get("name"): attrs.get("type") for tag, attrs in page.tags if tag == "input"}
    assert kinds["email"] == "email"
    assert kinds["phone"] == "tel"
    assert kinds["password"] == "password"
    assert kinds["order_reference"] == "hidden"
    assert "cc-number" in page.values("autocomplete")


@pytest.mark.parametrize("root", ["/", "/ru/"])
def test_a_full_order_is_thanked_for(shop: Client, root: str) -> None:
    answer = shop.send(f"{root}checkout/", ORDER)
    assert (answer.status, answer.headers["Location"]) == (303, f"{root}checkout/thanks/")


def test_a_letter_is_thanked_for(shop: Client) -> None:
    answer = shop.send("/contacts/", LETTER)
    assert (answer.status, answer.headers["Location"]) == (303, "/contacts/thanks/")


@pytest.mark.parametrize("missing", ["name", "email", "address", "card_number"])
def test_an_order_without_a_needed_field_comes_back_with_the_field_marked(shop: Client, missing: str) -> None:
    page = shop.send("/checkout/", {**ORDER, missing: "  "})
    assert page.status == 422
    assert page.values("aria-describedby") == [f"w-{missing}"]
    assert f"w-{missing}" in page.values("id")


@pytest.mark.parametrize("email", ["ann", "ann@", "@ember", "ann@a@b", "ann ember@b.c"])
def test_what_is_no_address_is_not_taken_for_one(shop: Client, email: str) -> None:
    assert shop.send("/checkout/", {**ORDER, "email": email}).status == 422


def test_an_order_sent_back_shows_what_was_written_but_no_secret(shop: Client) -> None:
    page = shop.send("/checkout/", {**ORDER, "email": "ann", "way": "barge"})
    assert 'value="Ann Ember"' in page.body
    assert not [secret for secret in ("4111", "737", "a very long secret") if f'value="{secret}' in page.body]
    assert [attrs.get("value") for _, attrs in page.tags if "checked" in attrs] == ["barge"]


def test_markup_in_a_field_comes_back_as_text(shop: Client) -> None:
    page = shop.send("/contacts/", {**LETTER, "email": "", "message": "</textarea><script>alert(1)</script>"})
    assert page.status == 422
    assert "<script>alert" not in page.body
    assert "&lt;/textarea&gt;&lt;script&gt;" in page.body


def test_a_field_that_is_too_long_is_refused(shop: Client) -> None:
    assert shop.send("/contacts/", {**LETTER, "message": "x" * 501}).status == 422


def test_a_form_that_is_too_large_is_refused_unread(shop: Client) -> None:
    assert shop.ask("POST", "/checkout/", headers={"Content-Length": "99999999"}).status == 413


@pytest.mark.parametrize("length", ["-5", "many", ""])
def test_a_form_without_a_length_is_refused(shop: Client, length: str) -> None:
    assert shop.ask("POST", "/checkout/", headers={"Content-Length": length}).status == 411


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join([b"a=1"] * 60)])
def test_what_is_no_form_is_refused(shop: Client, body: bytes) -> None:
    assert shop.ask("POST", "/checkout/", body=body).status == 400


@pytest.mark.parametrize("path", ["/", "/delivery/", "/linen/contacts/", "/bikes/", "/checkout/thanks/"])
def test_pages_without_a_form_take_none(shop: Client, path: str) -> None:
    assert shop.send(path, ORDER).status == 404


def test_a_quote_begins_the_letter_with_its_good(shop: Client) -> None:
    assert 'value="A quote for Hearth-2"' in shop.get("/contacts/?about=hearth-2").body
    assert "quote for" not in shop.get("/contacts/?about=hearth-9").body


def test_nothing_of_one_order_is_seen_by_the_next_visitor(shop: Client) -> None:
    shop.send("/checkout/", {**ORDER, "email": "ann"})
    assert "Ember" not in shop.get("/checkout/").body
