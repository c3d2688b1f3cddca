"""Guessing is slow: five wrong passwords from one address, ten for one account (HARDENING 4.1)."""

import pytest

from tests.accounts.test_login import sign_in


def is_in(browser) -> bool:
    return browser.get("/admin/").status_code == 200


def test_five_wrong_tries_shut_the_door_for_their_address(browser, world) -> None:
    for number in range(5):
        sign_in(browser, f"guess{number}.{world.owner.email}", "wrong")
    sign_in(browser, world.owner.email)
    assert not is_in(browser)


def test_four_wrong_tries_do_not(browser, world) -> None:
    for _ in range(4):
        sign_in(browser, world.owner.email, "wrong")
    sign_in(browser, world.owner.email)
    assert is_in(browser)


def test_ten_wrong_tries_from_everywhere_lock_the_account(browser_at, world) -> None:
    for _ in range(10):
        sign_in(browser_at(), world.owner.email, "wrong")
    browser = browser_at()
    answer = sign_in(browser, world.owner.email)
    assert answer.status_code == 200
    assert not is_in(browser)


def test_nine_wrong_tries_do_not(browser_at, world) -> None:
    for _ in range(9):
        sign_in(browser_at(), world.owner.email, "wrong")
    browser = browser_at()
    sign_in(browser, world.owner.email)
    assert is_in(browser)


def test_a_locked_account_and_an_unknown_address_are_answered_alike(browser_at, world) -> None:
    unknown = f"nobody.{world.owner.email}"
    for _ in range(11):
        answers = [sign_in(browser_at(), email, "wrong") for email in (world.owner.email, unknown)]
    errors = [answer.context["form"].errors.get_json_data() for answer in answers]
    assert errors[0] == errors[1]


def test_one_locked_account_locks_no_other(browser_at, world) -> None:
    for _ in range(10):
        sign_in(browser_at(), world.owner.email, "wrong")
    browser = browser_at()
    sign_in(browser, world.other_owner.email)
    assert is_in(browser)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-Ip", "Forwarded", "Client-Ip"])
def test_a_forged_header_is_no_other_address(header, browser, world) -> None:
    for number in range(5):
        sign_in_from = {header: f"203.0.113.{number}"}
        browser.post("/accounts/login/", {"login": f"g{number}@x.org", "password": "wrong"}, headers=sign_in_from)
    sign_in(browser, world.owner.email)
    assert not is_in(browser)


def test_reset_mails_end_after_five_an_hour(browser_at, world, mailroom) -> None:
    for _ in range(7):
        browser_at().post("/accounts/password/reset/", {"email": world.owner.email})
    assert len(mailroom.deliver()) == 5
