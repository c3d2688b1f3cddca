"""Signing in and out."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client as Browser

from tests.world import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(browser, email: str, password: str = PASSWORD, **more: object):
    return browser.post(LOGIN, {"login": email, "password": password} | more)


def test_an_operator_comes_to_the_console(browser, world) -> None:
    assert sign_in(browser, world.ours.marta.user.email)["Location"] == "/desk/"


def test_an_agencys_person_comes_to_the_admin(browser, world) -> None:
    assert sign_in(browser, world.owner.email)["Location"] == "/admin/"


def test_addresses_are_read_without_case(browser, world) -> None:
    assert sign_in(browser, world.ours.marta.user.email.upper()).status_code == 302


def test_passwords_are_kept_as_argon2(world) -> None:
    assert identify_hasher(world.owner.password).algorithm == "argon2"


def test_signing_in_changes_the_session(browser, world) -> None:
    browser.get(LOGIN)
    session = browser.session
    session["before"] = "planted"
    session.save()
    planted = session.session_key
    browser.cookies["sessionid"] = planted
    sign_in(browser, world.owner.email)
    assert browser.session.session_key != planted


def test_known_and_unknown_addresses_are_answered_alike(browser_at, world) -> None:
    answers = [sign_in(browser_at(), email, "wrong") for email in (world.owner.email, "nobody@example.org")]
    errors = [answer.context["form"].errors.get_json_data() for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert errors[0] == errors[1]


def test_a_closed_account_does_not_open(browser, world) -> None:
    world.owner.is_active = False
    world.owner.save()
    sign_in(browser, world.owner.email)
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0].startswith(LOGIN)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_house(target, browser, world) -> None:
    assert sign_in(browser, world.owner.email, next=target)["Location"] == "/admin/"


def test_nobody_signs_up(browser, world) -> None:
    form = {"email": "new@example.org", "password1": "a river of matches", "password2": "a river of matches"}
    page = browser.post("/accounts/signup/", form)
    assert "account/signup_closed.html" in [template.name for template in page.templates]


def test_signing_out_needs_a_post(browser, world) -> None:
    sign_in(browser, world.owner.email)
    browser.get("/accounts/logout/")
    assert browser.get("/admin/").status_code == 200
    browser.post("/accounts/logout/")
    assert browser.get("/admin/").status_code == 302


def test_forms_need_their_token(world) -> None:
    browser = Browser(enforce_csrf_checks=True)
    assert sign_in(browser, world.owner.email).status_code == 403
    assert browser.post("/accounts/logout/").status_code == 403


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"])
def test_pages_speak_russian_to_those_who_read_it(page, browser, database) -> None:
    text = browser.get(page, headers={"Accept-Language": "ru"}).content.decode()
    assert '<html lang="ru">' in text
    assert any(word in text for word in ("Вход", "пароль", "приглашению"))


@pytest.mark.parametrize("page", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/login/code/"])
def test_unused_doors_of_the_library_are_shut(page, browser, database) -> None:
    assert browser.get(page).status_code == 404
