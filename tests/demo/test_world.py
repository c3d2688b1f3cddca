"""The demo world: made once, by the product's own services, complete enough to try everything."""

import pytest
from django.contrib.auth import authenticate

from chatdesk.conversations.models import Conversation
from chatdesk.transcripts.models import Transcript
from chatdesk.triggers.models import Trigger
from demo.addresses import follow_ports, shop_domain
from demo.people import PASSWORD, logins
from demo.shop.settings import DEMO_SITES
from demo.world import exists, load
from tenants.access import site_by_key
from tenants.models import Face, Site
from tenants.scope import tenant_scope


@pytest.fixture(scope="module")
def demo(database: None) -> None:
    if not exists():
        load()


def test_every_site_of_the_shop_has_its_key(demo) -> None:
    for site in DEMO_SITES:
        assert site_by_key(site.key).name == site.name
        assert site_by_key(site.key).domains == (shop_domain(),)


def test_everybody_can_sign_in(demo) -> None:
    assert len({login.email for login in logins()}) == len(logins()) == 12
    for login in logins()[:3]:
        assert authenticate(None, email=login.email, password=PASSWORD).email == login.email


def test_the_reactor_shop_has_a_past(demo) -> None:
    with tenant_scope(site_by_key(DEMO_SITES[0].key).tenant_id):
        states = sorted(Conversation.objects.values_list("state", flat=True))
        assert states == ["ended", "idle", "idle"]
        assert Transcript.objects.filter(conversation__state="idle").count() == 2
        assert Trigger.objects.filter(
            conditions__of__0__value="/reactors", branches__2__words__0="What is a circuit?"
        ).exists()
        assert Face.objects.count() == 5
        for talk in Conversation.objects.filter(state="idle"):
            assert talk.opened_at < talk.first_answer_at < talk.last_at
            assert talk.chat_at is not None


def test_the_sites_follow_the_ports_of_another_start(demo, settings) -> None:
    before, settings.SHOP_URL = settings.SHOP_URL, "http://localhost:9102"
    follow_ports()
    access = site_by_key(DEMO_SITES[0].key)
    with tenant_scope(access.tenant_id):
        assert Site.objects.get(id=access.id).domains == ["localhost:9102"]
    settings.SHOP_URL = before
    follow_ports()
