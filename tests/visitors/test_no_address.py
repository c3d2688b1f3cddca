"""A visitor's internet address is asked about and never stored: there is nothing to shorten after some days."""

import ipaddress
import re

from asgiref.sync import sync_to_async
from django.db import models

from chatdesk.visitors.models import ContactPoint, Visit
from tenants.scope import tenant_scope
from tests.isolation.marks import superuser
from tests.isolation.registries import own_models
from tests.sockets import Visitor, visitor_socket
from tests.world import ORIGIN, World
from widget.models import FormCapture

ADDRESS = "81.2.69.142"
"""Stands in the table of countries, and nowhere in this test's data."""


def test_no_column_is_made_for_an_address() -> None:
    named = re.compile(r"(^|_)(ip|ips|ip_?address|remote_?addr|peer)($|_)")
    fields = [field for model in own_models() for field in model._meta.concrete_fields]
    assert not [f for f in fields if isinstance(f, models.GenericIPAddressField) or named.search(f.name)]


async def test_whoever_comes_writes_and_sends_a_form_leaves_no_address_in_any_table(world: World) -> None:
    await sync_to_async(read_forms)(world)
    raw = visitor_socket(world.ours.site.key)
    raw.scope["client"] = (ADDRESS, 4711)
    visitor = Visitor(raw)
    await raw.connect()
    await visitor.send("hello", page={"url": f"{ORIGIN}/reactors", "title": "Reactors"})
    visitor.welcome = await visitor.expect("welcome")
    await visitor.say("Hello, I am anna@mill.example")
    contact = [{"kind": "email", "value": "ilse@mill.example"}]
    await visitor.send("form", client_id="form-0001", page=f"{ORIGIN}/news", fields=contact)
    await visitor.expect("form")
    await visitor.send("letter", token="nobody-made-this-one-x")
    await visitor.expect("letter")
    await visitor.send("end")
    await visitor.leave()
    assert await kept(world) == ("GB", 2)
    assert await sync_to_async(tables_with)(ADDRESS) == []


def read_forms(world: World) -> None:
    """The site takes contacts over."""
    with tenant_scope(world.ours.id):
        FormCapture.objects.create(site=world.ours.site, enabled=True)


@sync_to_async
def kept(world: World) -> tuple[str, int]:
    """The country of the address, and how many contacts."""
    with tenant_scope(world.ours.id):
        return Visit.objects.get().country, ContactPoint.objects.count()


def tables_with(address: str) -> list[str]:
    """Tables in which the address stands, as text, as a number or shortened by a byte."""
    number = str(int(ipaddress.ip_address(address)))
    wanted = [f"%{address}%", f"%{number}%", f"%{address.rpartition('.')[0]}.0%"]
    with superuser() as server:
        names = [row[0] for row in server.execute("select tablename from pg_tables where schemaname = 'public'")]
        ask = 'select 1 from "{}" t where t::text like any(%s) limit 1'
        return [name for name in names if server.execute(ask.format(name), [wanted]).fetchone()]
