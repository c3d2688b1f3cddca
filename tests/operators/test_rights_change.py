"""Who signs out, loses a role or is switched off hears of it on every open console."""

from collections.abc import Callable
from itertools import takewhile

import pytest
from channels.layers import get_channel_layer
from django.test import Client as Browser
from redis.client import PubSub

from chatdesk.realtime import groups
from chatdesk.realtime.layer import group_channel
from chatdesk.realtime.redis import sync_redis
from tenants.models import Member
from tenants.scope import tenant_scope
from tenants.services.members import change_role, deactivate_member
from tests.world import World

UNTIL_HERE = b"until here"


@pytest.fixture
def orders_to(request: pytest.FixtureRequest) -> Callable[[Member], Callable[[], list[str]]]:
    """Listens on a member's group; the result of calling it is what was heard so far."""

    def listen(member: Member) -> Callable[[], list[str]]:
        listener = sync_redis().pubsub()
        request.addfinalizer(listener.close)
        channel = group_channel(groups.member(member.tenant_id, member.pk))
        listener.subscribe(channel)
        assert next(listener.listen())["type"] == "subscribe"
        return lambda: _heard(listener, channel)

    return listen


def _heard(listener: PubSub, channel: str) -> list[str]:
    """What was said until now: Redis tells everything in the order in which it was published."""
    sync_redis().publish(channel, UNTIL_HERE)
    said = takewhile(lambda data: data != UNTIL_HERE, (message["data"] for message in listener.listen()))
    return [get_channel_layer().deserialize(data)["type"] for data in said]


def test_another_role_is_told_after_the_commit(world: World, orders_to) -> None:
    heard = orders_to(world.ours.marta)
    with tenant_scope(world.ours.id):
        change_role(member=world.ours.marta, role=Member.Role.SUPERVISOR)
        assert heard() == []
    assert heard() == ["membership.changed"]


def test_a_member_who_is_switched_off_is_told(world: World, orders_to) -> None:
    heard = orders_to(world.ours.marta)
    with tenant_scope(world.ours.id):
        deactivate_member(member=world.ours.marta)
    assert heard() == ["membership.changed"]


def test_signing_out_is_told_when_the_session_is_gone(world: World, orders_to) -> None:
    heard, colleague = orders_to(world.ours.marta), orders_to(world.ours.oleg)
    browser = Browser()
    browser.force_login(world.ours.marta.user)
    browser.post("/accounts/logout/")
    assert heard() == ["membership.changed"]
    assert colleague() == []


def test_the_same_role_again_is_no_news(world: World, orders_to) -> None:
    heard = orders_to(world.ours.marta)
    with tenant_scope(world.ours.id):
        change_role(member=world.ours.marta, role=world.ours.marta.role)
    assert heard() == []
