"""New passwords: by a mail that works once, or by the old one; other sessions end."""

from django.core import mail

from tenants.signals import membership_changed
from tests.accounts.test_login import sign_in
from tests.world import PASSWORD

NEW = {"password1": "a river of matches", "password2": "a river of matches"}
RESET = "/accounts/password/reset/"


def link_in(message, settings) -> str:
    link = next(word for word in message.body.split() if "/password/reset/key/" in word)
    assert link.startswith(settings.DESK_URL)
    return link.removeprefix(settings.DESK_URL)


def test_a_link_sets_a_password_once(browser, world, settings) -> None:
    browser.post(RESET, {"email": world.owner.email})
    link = link_in(mail.outbox[0], settings)
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], NEW)
    world.owner.refresh_from_db()
    assert world.owner.check_password(NEW["password1"])
    assert "account/password_reset_from_key.html" in [t.name for t in browser.get(link, follow=True).templates]
    assert browser.get(link, follow=True).context["token_fail"]


def test_the_mails_link_does_not_follow_the_host_header(browser, world, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser.post(RESET, {"email": world.owner.email}, headers={"Host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body


def test_an_unknown_address_gets_the_same_page_and_no_mail(browser_at, world) -> None:
    answers = [browser_at().post(RESET, {"email": email}) for email in (world.owner.email, "nobody@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, f"{RESET}done/")] * 2
    assert [message.to for message in mail.outbox] == [[world.owner.email]]


def test_weak_passwords_are_refused(browser, world, settings) -> None:
    browser.post(RESET, {"email": world.owner.email})
    page = browser.get(link_in(mail.outbox[0], settings), follow=True).redirect_chain[-1][0]
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
