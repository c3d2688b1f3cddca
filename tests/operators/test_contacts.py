"""A39: the card's contacts are corrected by the operator who has the conversation."""

from typing import Any

import pytest

from tests.sockets import Operator, Visitor
from tests.world import World


async def talking(world: World) -> tuple[Visitor, Operator, str]:
    """Marta has a visitor's conversation open and has taken it."""
    visitor, marta = await Visitor.come(world.ours), await Operator.come(world.ours.marta)
    await visitor.say("Write to anna@gmial.com")
    talk = (await marta.expect("row"))["row"]["id"]
    await marta.send("take", conversation=talk)
    await marta.expect("row")
    await marta.send("open", conversation=talk)
    (point,) = (await marta.expect("opened"))["card"]["contacts"]
    assert (point["doubt"], point["suggestion"]) == ("typo", "anna@gmail.com")
    return visitor, marta, talk


async def contacts(operator: Operator, *, count: int) -> list[dict[str, Any]]:
    """Those of the first card that has so many: what a message brought may be told a moment later."""
    while True:
        found: list[dict[str, Any]] = (await operator.expect("card"))["card"]["contacts"]
        if len(found) == count:
            return found


async def test_an_operators_correction_stands_first_with_their_name_and_can_be_taken_back(world: World) -> None:
    _, marta, talk = await talking(world)
    await marta.send("contact", conversation=talk, kind="email", value="anna@gmail.com")
    first, second = await contacts(marta, count=2)
    assert (first["value"], first["chosen_by"], second["value"]) == ("anna@gmail.com", "Marta", "anna@gmial.com")
    assert first["chosen_at"]
    await marta.send("contact", conversation=talk, kind="email", value="")
    while [point.get("chosen_by", "") for point in await contacts(marta, count=2)] != ["", ""]:
        pass


async def test_a_name_that_an_operator_writes_stands_in_the_lists(world: World) -> None:
    _, marta, talk = await talking(world)
    await marta.send("contact", conversation=talk, kind="name", value="Anna Berg")
    while (await marta.expect("row"))["row"]["visitor"] != "Anna Berg":
        pass


@pytest.mark.parametrize("value", ["nobody", "4111111111111111@shop.example"])
async def test_what_can_be_no_contact_is_refused(world: World, value: str) -> None:
    _, marta, talk = await talking(world)
    await marta.send("contact", conversation=talk, kind="email", value=value)
    assert (await marta.expect("error"))["code"] == "bad_text"


async def test_only_who_has_the_conversation_corrects_and_nobody_of_another_client(world: World) -> None:
    _, _, talk = await talking(world)
    for member, code in ((world.ours.supervisor, "not_yours"), (world.foreign.marta, "not_found")):
        other = await Operator.come(member)
        await other.send("contact", conversation=talk, kind="email", value="x@y.example")
        assert (await other.expect("error"))["code"] == code
