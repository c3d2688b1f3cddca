"""New passwords: by a mail that works once, or by the old one; other sessions end."""

import logging
from smtplib import SMTPServerDisconnected

import pytest
from celery import Task
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from tenants.signals import membership_changed
from tenants.tasks import AccountMail
from tests.accounts.test_login import sign_in
from tests.world import PASSWORD

NEW = {"password1": "a river of matches", "password2": "a river of matches"}
RESET = "/accounts/password/reset/"


class MailServer:
    """Takes mail, except the next ``fails`` times."""

    fails = 0

    def refuse(self) -> None:
        """Hangs up on whoever comes too early."""
        if self.fails:
            self.fails -= 1
            raise SMTPServerDisconnected


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """What the worker talks to."""
    server, take = MailServer(), EmailBackend.send_messages

    def send_messages(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        server.refuse()
        return take(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return server


def link_in(message, settings) -> str:
    link = next(word for word in message.body.split() if "/password/reset/key/" in word)
    assert link.startswith(settings.DESK_URL)
    return link.removeprefix(settings.DESK_URL)


def test_a_link_sets_a_password_once(browser, world, settings, mailroom) -> None:
    browser.post(RESET, {"email": world.owner.email})
    (message,) = mailroom.deliver()
    link = link_in(message, settings)
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], NEW)
    world.owner.refresh_from_db()
    assert world.owner.check_password(NEW["password1"])
    assert "account/password_reset_from_key.html" in [t.name for t in browser.get(link, follow=True).templates]
    assert browser.get(link, follow=True).context["token_fail"]


def test_the_mails_link_does_not_follow_the_host_header(browser, world, settings, mailroom) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser.post(RESET, {"email": world.owner.email}, headers={"Host": "evil.example"})
    (message,) = mailroom.deliver()
    assert "evil.example" not in message.body


def test_an_unknown_address_gets_the_same_page_and_no_mail(browser_at, world, mailroom) -> None:
    answers = [browser_at().post(RESET, {"email": email}) for email in (world.owner.email, "nobody@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, f"{RESET}done/")] * 2
    assert [message.to for message in mailroom.deliver()] == [[world.owner.email]]


def test_a_known_address_costs_the_request_no_more_than_an_unknown_one(browser_at, world, mailroom) -> None:
    works = []
    for email in (world.owner.email, "nobody@example.org", world.owner.email.upper()):
        with CaptureQueriesContext(connection) as queries:
            browser_at().post(RESET, {"email": email})
        works.append(len(queries))
    assert len(set(works)) == 1
    assert mail.outbox == [], "no mail server was asked"
    assert [name for name, _ in mailroom.waiting] == ["tenants.account_mail.password_link"] * 3
    assert [message.to for message in mailroom.deliver()] == [[world.owner.email]] * 2


def test_the_mail_speaks_the_language_of_the_page(browser, world, mailroom) -> None:
    browser.post(RESET, {"email": world.owner.email}, headers={"Accept-Language": "ru"})
    (message,) = mailroom.deliver()
    assert message.subject == "Ссылка для нового пароля"


def test_a_closed_account_gets_no_mail(browser, world, mailroom) -> None:
    world.owner.is_active = False
    world.owner.save()
    browser.post(RESET, {"email": world.owner.email})
    assert mailroom.deliver() == []


def test_a_mail_that_the_server_did_not_take_is_tried_again(browser, world, mailroom, mail_server) -> None:
    mail_server.fails = 3
    browser.post(RESET, {"email": world.owner.email})
    assert [message.to for message in mailroom.deliver()] == [[world.owner.email]]


def test_the_page_is_there_though_the_mail_server_and_the_queue_are_not(browser, world, monkeypatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(Task, "apply_async", gone)
    assert browser.post(RESET, {"email": world.owner.email})["Location"] == f"{RESET}done/"


def test_no_link_is_in_the_queue_or_in_a_log(browser, world, mailroom, mail_server, caplog) -> None:
    mail_server.fails = AccountMail.max_retries + 1
    browser.post(RESET, {"email": world.owner.email})
    assert mailroom.waiting == [("tenants.account_mail.password_link", [world.owner.email, "en"])]
    with caplog.at_level(logging.DEBUG), pytest.raises(SMTPServerDisconnected):
        mailroom.deliver()
    assert "password_link" in caplog.text, "the failure is told"
    assert "/password/reset/key/" not in caplog.text


def test_weak_passwords_are_refused(browser, world, settings, mailroom) -> None:
    browser.post(RESET, {"email": world.owner.email})
    (message,) = mailroom.deliver()
    page = browser.get(link_in(message, settings), follow=True).redirect_chain[-1][0]
    for weak in ("short", "password123", world.owner.email):
        assert browser.post(page, {"password1": weak, "password2": weak}).status_code == 200
    world.owner.refresh_from_db()
    assert world.owner.check_password(PASSWORD)


def test_a_new_password_ends_the_other_sessions(browser_at, world) -> None:
    here, elsewhere = browser_at(), browser_at()
    for browser in (here, elsewhere):
        sign_in(browser, world.owner.email)
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD} | NEW)
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_a_wrong_old_password_changes_nothing(browser, world) -> None:
    sign_in(browser, world.owner.email)
    browser.post("/accounts/password/change/", {"oldpassword": "wrong"} | NEW)
    world.owner.refresh_from_db()
    assert world.owner.check_password(PASSWORD)


def test_a_new_password_is_announced_for_every_place_of_the_person(browser, world) -> None:
    heard: list[int] = []

    def hear(member_id: int, **_: object) -> None:
        heard.append(member_id)

    membership_changed.connect(hear)
    try:
        sign_in(browser, world.ours.marta.user.email)
        browser.post("/accounts/password/change/", {"oldpassword": PASSWORD} | NEW)
        browser.post("/accounts/logout/")
    finally:
        membership_changed.disconnect(hear)
    assert heard == [world.ours.marta.pk, world.ours.marta.pk]
