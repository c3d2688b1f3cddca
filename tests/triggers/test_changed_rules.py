"""A rule that is changed while visitors are on a page."""

from asgiref.sync import sync_to_async

from chatdesk.celery import app
from chatdesk.triggers import due
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.queued import Mailroom
from tests.sockets import Operator, Visitor
from tests.triggers.asking import invitations, look, make_trigger
from tests.world import World


async def run(mailroom: Mailroom) -> list[str]:
    """What waits for the workers, done."""
    names = [name for name, _args, _options in mailroom.queued]
    for name, args, _options in list(mailroom.queued):
        await sync_to_async(app.tasks[name])(*args)
    mailroom.queued.clear()
    return names


async def test_who_is_on_the_page_already_is_looked_at_under_the_new_rule(world: World, mailroom: Mailroom) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    stranger = await Visitor.come(world.sister)
    assert due.claim() == []
    await make_trigger(world.ours)
    assert await run(mailroom) == ["chatdesk.triggers.tasks.look_again"] * 2
    (claim,) = due.claim()
    assert claim.tenant_id == world.ours.id
    assert len(claim.visit_ids) == 1
    for person in (marta, visitor, stranger):
        await person.leave()


async def test_a_changed_rule_counts_at_the_next_look(world: World, mailroom: Mailroom) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    trigger = await make_trigger(world.ours, conditions=on_page("/cart", seconds=0))
    await look(world.ours, visitor)
    assert await invitations(world.ours) == []
    await sync_to_async(change)(world, trigger)
    await look(world.ours, visitor)
    assert len(await invitations(world.ours)) == 1
    await marta.leave()


def change(world: World, trigger: Trigger) -> None:
    """Without ``save``, as bulk actions do."""
    with tenant_scope(world.ours.id):
        Trigger.objects.filter(id=trigger.id).update(conditions=on_page("/reactors", seconds=0))


async def test_a_rule_that_cannot_be_read_silences_no_other(world: World, mailroom: Mailroom) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    await make_trigger(world.ours, name="from the future", priority=1, conditions={"group": "most", "of": []})
    await make_trigger(world.ours)
    await look(world.ours, visitor)
    assert len(await invitations(world.ours)) == 1
    await marta.leave()
