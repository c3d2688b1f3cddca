"""The main job, in real browsers: a visitor of a client's site and an operator of that client talk."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import expect

from tenants.scope import tenant_scope
from tests.browsing import ConsoleWindow, Stage
from tests.world import Client
from widget.models import Appearance

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_visitor_asks_the_operator_sees_the_preview_takes_answers_and_the_visitor_reads(stage: Stage) -> None:
    marta = await stage.operator("marta")
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("Will two circuits do?")
    await expect(marta.page.get_by_text("Will two circuits do?").first).to_be_visible()

    await marta.take("Will two circuits do?")
    await visitor.field.press_sequentially("It is for a village")
    await expect(marta.page.locator(".live")).to_contain_text("It is for a village")

    await marta.say("Two are enough for a village.")
    await expect(visitor.log).to_contain_text("Two are enough for a village.")
    await expect(visitor.page.locator("chat-desk .hd")).to_contain_text("Marta")
    assert visitor.complaints == []
    assert marta.complaints == []


async def test_where_the_preview_is_off_the_operator_sees_that_somebody_types_and_no_word_leaves_the_browser(
    stage: Stage,
) -> None:
    await sync_to_async(switch_preview_off)(stage.client)
    marta = await stage.operator("marta")
    visitor = await stage.visitor("/")
    sent: list[str] = []
    await visitor.open()
    await visitor.say("Will two circuits do?")
    await marta.take("Will two circuits do?")
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda text: sent.append(str(text))))
    await visitor.page.reload()
    await visitor.field.press_sequentially("It is a secret")
    await expect(marta.page.locator(".live")).to_contain_text("Typing…")
    assert "secret" not in "".join(sent)
    await visitor.field.fill("")
    await expect(marta.page.locator(".live")).not_to_contain_text("Typing…")


def switch_preview_off(client: Client) -> None:
    """In the site's settings."""
    with tenant_scope(client.id):
        Appearance.objects.filter(site=client.site).update(preview=False)


async def test_the_same_talk_is_in_both_tabs_of_the_visitor_and_of_the_operator(stage: Stage) -> None:
    marta, marta_too = await stage.operator("marta"), await stage.operator("marta")
    visitor = await stage.visitor("/")
    await visitor.open()
    other_tab = await stage.tab(visitor.context, "/")
    await visitor.say("In the first tab")
    await expect(other_tab.log).to_contain_text("In the first tab")

    await marta.take("In the first tab")
    await marta.say("From one console")
    await marta_too.open("From one console")
    await marta_too.say("From the other console")
    for tab in (visitor, other_tab):
        await expect(tab.log).to_contain_text("From one console")
        await expect(tab.log).to_contain_text("From the other console")


async def test_a_reload_in_the_middle_of_a_sentence_loses_neither_the_sentence_nor_the_talk(stage: Stage) -> None:
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("I have a question")
    await expect(visitor.log).to_contain_text("I have a question")
    await visitor.field.press_sequentially("and it is about")
    await visitor.page.reload()
    await expect(visitor.field).to_have_value("and it is about")
    await expect(visitor.log).to_contain_text("I have a question")


async def test_what_is_sent_without_a_connection_is_kept_over_a_reload_and_delivered_once(stage: Stage) -> None:
    marta = await stage.operator("marta")
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("Before the break")
    await expect(marta.page.get_by_text("Before the break").first).to_be_visible()
    await marta.take("Before the break")
    await visitor.context.set_offline(True)
    await visitor.say("During the break")
    await visitor.context.set_offline(False)
    await visitor.page.reload()
    await expect(marta.page.locator("[role=log]")).to_contain_text("During the break")
    await expect(marta.page.locator("[role=log]").get_by_text("During the break")).to_have_count(1)
    await expect(visitor.log.get_by_text("During the break")).to_have_count(1)


async def test_two_operators_click_take_and_the_second_is_told_who_was_faster(stage: Stage) -> None:
    marta, oleg = await stage.operator("marta"), await stage.operator("oleg")
    visitor = await stage.visitor("/")
    await visitor.open()
    await visitor.say("Who is faster?")
    takes = [operator.row("Who is faster?").get_by_role("button", name="Take") for operator in (marta, oleg)]
    handles = [await take.element_handle() for take in takes]
    await asyncio.gather(*(handle.evaluate("button => button.click()") for handle in handles))
    winner = 0 if await has_taken(marta) else 1
    loser = (marta, oleg)[1 - winner]
    name = ("Marta", "Oleg")[winner]
    await expect(loser.page.locator(".toast")).to_contain_text(f"{name} took it")
    await expect((marta, oleg)[winner].composer).to_be_visible()


async def has_taken(operator: ConsoleWindow) -> bool:
    """Waits until it is decided: the operator has the conversation, or is told who was faster."""
    await operator.composer.or_(operator.page.locator(".toast")).first.wait_for()
    return await operator.composer.count() == 1
