"""Who has a conversation, and how it ends."""

from typing import Any

from tests.sockets import Operator, Visitor
from tests.world import World


async def talking(world: World) -> tuple[Visitor, Operator, str]:
    """A visitor who has written and Marta who has taken the conversation."""
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Two circuits or three?")
    talk = (await marta.expect("row"))["row"]["id"]
    await marta.send("take", conversation=talk)
    await state_of(visitor, "active")
    await marta.expect("newest")  # from here on she hears what the visitor types
    return visitor, marta, talk


async def state_of(visitor: Visitor, state: str) -> dict[str, Any]:
    """Waits until the visitor sees this state."""
    while True:
        event = await visitor.expect("conversation")
        if event["conversation"]["state"] == state:
            return event["conversation"]


async def row_of(operator: Operator, **fields: Any) -> dict[str, Any]:
    """Waits for a row that looks like this."""
    while True:
        row = (await operator.expect("row"))["row"]
        if all(row.get(key) == value for key, value in fields.items()):
            return row


async def test_the_operator_sees_what_is_typed_and_it_is_never_stored(world: World) -> None:
    visitor, marta, talk = await talking(world)
    await visitor.send("preview", text="my card is 4111 1111 1111 1111")
    seen = await marta.expect("preview")
    assert (seen["conversation"], seen["text"]) == (talk, "my card is •••• 1111")
    await marta.send("sync", conversation=talk, since=0)
    assert "card" not in str((await marta.expect("messages"))["items"])


async def test_contacts_that_a_visitor_writes_stand_on_the_card_at_once_and_after_opening_again(world: World) -> None:
    visitor, marta, talk = await talking(world)
    await marta.send("open", conversation=talk)
    assert (await marta.expect("opened"))["card"].get("contacts", []) == []
    await visitor.say("old@mill.example, no: ilse@mill.example")
    (point,) = (await marta.expect("card"))["card"]["contacts"]
    assert (point["kind"], point["value"], point["seen_in"]) == ("email", "ilse@mill.example", "message")
    await visitor.say("or +44 20 7946 0000, but not 4111 1111 1111 1111")
    contacts = (await marta.expect("card"))["card"]["contacts"]
    assert [point["value"] for point in contacts] == ["ilse@mill.example", "+44 20 7946 0000"]
    await marta.send("open", conversation=talk)
    assert (await marta.expect("opened"))["card"]["contacts"] == contacts


async def test_the_visitor_sees_that_the_operator_types(world: World) -> None:
    visitor, marta, talk = await talking(world)
    await marta.send("typing", conversation=talk, on=True)
    assert (await visitor.expect("typing"))["person"]["name"] == "Marta"


async def test_who_loses_a_conversation_while_they_write_stops_writing_without_a_word(world: World) -> None:
    _, marta, talk = await talking(world)
    await marta.send("typing", conversation=talk, on=True)
    await marta.send("leave", conversation=talk)
    while (await marta.expect("row"))["row"]["state"] != "waiting":
        pass
    await marta.send("typing", conversation=talk, on=False)
    await marta.send("typing", conversation=talk, on=True)
    await marta.send("sync", conversation="x", since=0)
    await marta.expect("error", code="not_found")
    assert [frame["code"] for frame in marta.seen if frame["t"] == "error"] == ["not_yours", "not_found"]


async def test_an_operator_cannot_write_into_a_colleagues_conversation(world: World) -> None:
    _, _, talk = await talking(world)
    oleg = await Operator.come(world.ours.oleg)
    await oleg.send("message", conversation=talk, client_id="from-oleg-1", text="Let me")
    assert (await oleg.expect("error"))["code"] == "not_yours"


async def test_an_operator_cannot_leave_or_hand_over_a_colleagues_conversation(world: World) -> None:
    _, _, talk = await talking(world)
    oleg = await Operator.come(world.ours.oleg)
    await oleg.send("leave", conversation=talk)
    assert (await oleg.expect("error"))["code"] == "not_yours"
    await oleg.send("hand_over", conversation=talk, to=str(world.ours.oleg.public_id))
    assert (await oleg.expect("error"))["code"] == "not_yours"


async def test_a_conversation_that_was_left_waits_again_and_another_can_take_it(world: World) -> None:
    visitor, marta, talk = await talking(world)
    oleg = await Operator.come(world.ours.oleg)
    await marta.send("leave", conversation=talk)
    await row_of(oleg, id=talk, state="waiting")
    await oleg.send("take", conversation=talk)
    assert (await state_of(visitor, "active"))["operator"]["name"] == "Oleg"
    await oleg.say(talk, "Hello, I'm Oleg.")


async def test_a_hand_over_loses_nothing_and_tells_the_visitor_who_is_here_now(world: World) -> None:
    visitor, marta, talk = await talking(world)
    oleg = await Operator.come(world.ours.oleg)
    await marta.send("hand_over", conversation=talk, to=str(world.ours.oleg.public_id))
    line = await visitor.expect("message")
    while line["item"]["kind"] != "joined":
        line = await visitor.expect("message")
    assert line["item"]["text"] == "Oleg"
    assert (await oleg.expect("newest"))["seqs"] == {talk: line["item"]["seq"]}
    await visitor.say("Are you there?")
    assert (await oleg.expect("message", conversation=talk))["item"]["text"] == "Are you there?"
    await oleg.send("sync", conversation=talk, since=0)
    texts = [item["text"] for item in (await oleg.expect("messages"))["items"]]
    assert texts == ["Two circuits or three?", "Oleg", "Are you there?"]


async def test_nothing_can_be_handed_to_somebody_who_is_not_there(world: World) -> None:
    _, marta, talk = await talking(world)
    await marta.send("hand_over", conversation=talk, to=str(world.ours.oleg.public_id))
    assert (await marta.expect("error"))["code"] == "not_available"
    await marta.send("hand_over", conversation=talk, to=str(world.foreign.oleg.public_id))
    assert (await marta.expect("error"))["code"] == "not_found"


async def test_the_second_tick_comes_when_the_operators_window_showed_the_message(world: World) -> None:
    visitor, marta, talk = await talking(world)
    assert (await visitor.say("Read me"))["seq"] == 2
    await marta.send("read", conversation=talk, seq=2)
    while (await visitor.expect("conversation"))["conversation"].get("read_by_operator") != 2:
        pass


async def test_only_the_visitor_ends_and_a_new_word_goes_on_with_the_same_talk(world: World) -> None:
    visitor, marta, talk = await talking(world)
    await visitor.send("end")
    await state_of(visitor, "ended")
    await row_of(marta, id=talk, state="ended")
    await marta.send("message", conversation=talk, client_id="after-the-end", text="Wait")
    await marta.expect("ack", client_id="after-the-end")
    assert (await visitor.say("One more thing"))["conversation"] == talk
    assert (await row_of(marta, id=talk, state="waiting"))["last_text"] == "One more thing"


async def test_a_conversation_is_rated_after_its_end_and_not_before(world: World) -> None:
    visitor, _, _ = await talking(world)
    await visitor.send("rate", value="yes")
    assert (await visitor.expect("error"))["code"] == "out_of_order"
    await visitor.send("end")
    await state_of(visitor, "ended")
    await visitor.send("rate", value="partly", comment="It was short.")
    while (await visitor.expect("conversation"))["conversation"].get("rated") != "partly":
        pass


async def test_both_tabs_of_a_visitor_show_the_same_talk(world: World) -> None:
    one = await Visitor.come(world.ours)
    two = await Visitor.come(world.ours, token=one.token)
    ack = await one.say("From the first tab")
    assert (await two.expect("message"))["item"]["text"] == "From the first tab"
    assert (await two.say("From the second"))["conversation"] == ack["conversation"]


async def test_a_visitor_cannot_read_another_visitors_talk(world: World) -> None:
    one, two = await Visitor.come(world.ours), await Visitor.come(world.ours)
    talk = (await one.say("Secret"))["conversation"]
    await two.send("sync", conversation=talk, since=0)
    assert (await two.expect("error"))["code"] == "not_found"


async def test_a_visitor_who_came_while_nobody_was_there_hears_when_somebody_comes_and_goes(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    assert not visitor.welcome["availability"]["online"]
    marta = await Operator.come(world.ours.marta)
    assert (await visitor.expect("availability"))["availability"]["person"]["name"] == "Marta"
    await marta.send("status", value="away")
    assert not (await visitor.expect("availability"))["availability"]["online"]
