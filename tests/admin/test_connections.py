"""Connections to other systems: the secret goes in, never out; deliveries start again."""

from crm_sync.models import Connection, OutboxEntry
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.rows import fill

FORM = {"name": "Order book", "url": "https://crm.example/hook", "enabled": "on"}


def connection_of(client) -> Connection:
    with tenant_scope(client.id):
        return Connection.objects.get()


def test_a_new_secret_is_shown_once_and_kept_nowhere_readable(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    answer = browser.post(page_of(Connection, "add"), FORM)
    made = connection_of(world.ours)
    assert made.secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    for page in (page_of(Connection, "change", made.pk), page_of(Connection, "changelist"), "/admin/"):
        assert made.secret not in browser.get(page).content.decode()


def test_only_the_end_of_a_secret_is_shown(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    browser.post(page_of(Connection, "add"), FORM)
    made = connection_of(world.ours)
    assert f"whsec_…{made.secret[-4:]}" in browser.get(page_of(Connection, "change", made.pk)).content.decode()


def test_a_secret_stays_unless_it_is_renewed(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    browser.post(page_of(Connection, "add"), FORM)
    first = connection_of(world.ours)
    browser.post(page_of(Connection, "change", first.pk), FORM | {"name": "Other", "secret": "whsec_mine"})
    assert connection_of(world.ours).secret == first.secret
    answer = browser.post(page_of(Connection, "change", first.pk), FORM | {"renew": "on"})
    renewed = connection_of(world.ours).secret
    assert renewed != first.secret
    assert renewed in answer.content.decode()


def test_a_delivery_starts_again(world, sign_in) -> None:
    entry = fill(world.ours, "REPLAY").of[OutboxEntry]
    with tenant_scope(world.ours.id):
        OutboxEntry.objects.filter(pk=entry.pk).update(state=OutboxEntry.State.DEAD, attempts=9)
    chosen = {"action": "send_again", "_selected_action": entry.pk}
    sign_in(world.ours.admin.user).post(page_of(OutboxEntry, "changelist"), chosen)
    with tenant_scope(world.ours.id):
        again = OutboxEntry.objects.get(pk=entry.pk)
    assert (again.state, again.attempts, again.key) == (OutboxEntry.State.PENDING, 0, entry.key)


def test_a_foreign_delivery_does_not(world, sign_in) -> None:
    entry = fill(world.foreign, "REPLAY").of[OutboxEntry]
    with tenant_scope(world.foreign.id):
        OutboxEntry.objects.filter(pk=entry.pk).update(state=OutboxEntry.State.DEAD)
    chosen = {"action": "send_again", "_selected_action": entry.pk}
    for user in (world.ours.admin.user, world.owner):
        sign_in(user).post(page_of(OutboxEntry, "changelist"), chosen)
    with tenant_scope(world.foreign.id):
        assert OutboxEntry.objects.get(pk=entry.pk).state == OutboxEntry.State.DEAD
