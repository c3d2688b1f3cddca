"""Signing secrets of sites: shown once, followed by another one, ended; nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chatdesk.transcripts.models import Transcript
from chatdesk.visitors.identity.selectors import valid_keys
from chatdesk.visitors.models import IdentitySecret
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.rows import fill
from tests.identity import signing


def secrets_of(client) -> list[IdentitySecret]:
    with tenant_scope(client.id):
        return list(IdentitySecret.objects.order_by("id"))


def keys(client) -> set[str]:
    with tenant_scope(client.id):
        return {key.kid for key in valid_keys(client.site.id)}


def make(browser, client):
    return browser.post(page_of(IdentitySecret, "add"), {"site": client.site.id})


def test_a_new_secret_is_shown_once_and_kept_nowhere_readable(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    answer = make(browser, world.ours)
    (made,) = secrets_of(world.ours)
    assert made.secret in answer.content.decode()
    assert world.ours.site.key in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    pages = [
        page_of(IdentitySecret, "change", made.pk),
        page_of(IdentitySecret, "history", made.pk),
        page_of(IdentitySecret, "changelist"),
        page_of(Site, "change", world.ours.site.pk),
    ]
    for page in pages:
        text = browser.get(page).content.decode()
        assert made.secret not in text
        assert made.kid in text


def test_it_is_encrypted_in_the_database(world) -> None:
    made = signing(world.ours)
    with tenant_scope(world.ours.id):
        (stored,) = IdentitySecret.objects.raw("select id, secret || '' as raw from visitors_identitysecret")
    assert made.secret not in stored.raw
    assert stored.raw.startswith("gAAAA")


def test_the_one_before_counts_for_a_day_and_can_be_ended_at_once(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    make(browser, world.ours)
    answer = make(browser, world.ours)
    old, new = secrets_of(world.ours)
    assert timedelta(hours=23) < old.ends_at - timezone.now() <= timedelta(hours=24)
    assert (new.ends_at, keys(world.ours)) == (None, {old.kid, new.kid})
    assert old.kid in answer.content.decode()
    chosen = {"action": "end_now", "_selected_action": old.pk}
    browser.post(page_of(IdentitySecret, "changelist"), chosen)
    assert keys(world.ours) == {new.kid}
    browser.post(page_of(IdentitySecret, "changelist"), chosen | {"_selected_action": new.pk})
    assert keys(world.ours) == set()


def test_an_ended_one_does_not_come_back_to_life(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    make(browser, world.ours)
    (first,) = secrets_of(world.ours)
    browser.post(page_of(IdentitySecret, "changelist"), {"action": "end_now", "_selected_action": first.pk})
    make(browser, world.ours)
    assert keys(world.ours) == {secrets_of(world.ours)[-1].kid}


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_nobody_makes_one_for_another_clients_site(stranger, world, sign_in) -> None:
    theirs = getattr(world, stranger)
    answer = make(sign_in(world.ours.admin.user), theirs)
    assert answer.context["adminform"].form.errors["site"]
    assert secrets_of(theirs) == secrets_of(world.ours) == []


def test_nobody_ends_a_foreign_one(world, sign_in) -> None:
    made = signing(world.foreign)
    for user in (world.ours.admin.user, world.owner):
        sign_in(user).post(page_of(IdentitySecret, "changelist"), {"action": "end_now", "_selected_action": made.pk})
    assert keys(world.foreign) == {made.kid}


def test_a_secret_can_be_neither_chosen_nor_read_nor_altered_by_a_form(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    browser.post(page_of(IdentitySecret, "add"), {"site": world.ours.site.id, "secret": "mine", "kid": "mine"})
    (made,) = secrets_of(world.ours)
    assert "mine" not in (made.secret, made.kid)
    page = page_of(IdentitySecret, "change", made.pk)
    assert browser.post(page, {"site": world.ours.site.id, "secret": "mine"}).status_code == 403
    assert browser.post(page_of(IdentitySecret, "delete", made.pk), {"post": "yes"}).status_code == 403
    assert secrets_of(world.ours)[0].secret == made.secret


def test_operators_and_supervisors_see_none(world, sign_in) -> None:
    signing(world.ours)
    for member in (world.ours.marta, world.ours.supervisor):
        answer = sign_in(member.user).get(page_of(IdentitySecret, "changelist"), follow=False)
        assert answer.status_code in (302, 403)


def test_the_record_says_what_is_verified_and_on_what_ground(world, sign_in) -> None:
    transcript = fill(world.ours, "RECORD").of[Transcript]
    visitor = {"external_id": "4711", "verified_at": "2026-11-20T12:00:00Z"}
    told = [{"name": "plan", "value": "gold", "verified": True}, {"name": "size", "value": "L", "verified": False}]
    points = [{"value": "a@mill.example", "consent": "given", "verified_at": None}]
    record = {**transcript.record, "visitor": {**visitor, "attributes": told}, "contacts": points}
    with tenant_scope(world.ours.id):
        Transcript.objects.filter(pk=transcript.pk).update(record=record)
    page = sign_in(world.ours.admin.user).get(page_of(Transcript, "change", transcript.pk)).content.decode()
    for words in ("4711 (verified)", "gold (verified)", "L (not verified)", "ground: the visitor agreed"):
        assert words in page
