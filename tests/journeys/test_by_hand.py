"""An operator sees somebody interesting on the shop, asks, and gets the conversation (A22, A23, A24)."""

import pytest
from playwright.async_api import expect

from tests.browsing import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

QUESTION = "How many rods do you need?"


async def test_an_operator_invites_by_hand_and_has_the_conversation_when_the_visitor_answers(stage: Stage) -> None:
    marta, oleg = await stage.operator("marta"), await stage.operator("oleg")
    await expect(oleg.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/")
    await marta.page.goto(marta.page.url.split("#")[0] + "#visitors")
    row = marta.page.locator("[data-visitor]")
    await expect(row).to_have_count(1)
    await row.focus()
    await marta.page.keyboard.press("i")
    field = marta.page.get_by_label("Your question")
    await expect(field).to_be_focused()
    await field.fill("Hello, can I help you?")
    await expect(marta.page.get_by_text("This greets, it does not ask.")).to_be_visible()
    await field.fill(QUESTION)
    await expect(marta.page.get_by_text("One thought, ends with a question.")).to_be_visible()
    await field.press("Control+Enter")
    await expect(row).to_contain_text("Invited, silent")

    bubble = visitor.page.locator("chat-desk .inv")
    await expect(bubble).to_contain_text(QUESTION)
    await expect(bubble).to_contain_text("Marta")
    for console in (marta, oleg):
        await expect(console.page.locator(".offer, li.row")).to_have_count(0)

    await bubble.get_by_role("textbox").press_sequentially("Twelve")
    await bubble.get_by_role("textbox").press("Enter")
    await expect(visitor.log).to_contain_text("Twelve")
    await expect(row).to_contain_text("In conversation")
    await marta.page.goto(marta.page.url.split("#")[0] + "#")
    await marta.take("Twelve")
    await expect(marta.page.get_by_text("You invited them by hand")).to_be_visible()
    await marta.say("Of which length?")
    await expect(visitor.log).to_contain_text("Of which length?")
    assert marta.complaints == []
