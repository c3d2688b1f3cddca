"""D06: a rule asks a poll, the visitor answers and writes, the operator knows the answers."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from playwright.async_api import expect

from chatdesk.polls.models import PollAnswer
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.browsing import PHONE, Stage
from tests.polls.samples import EASY, POLL, WHY
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE_CONTEXT = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture
def rule(client_on_stage: Client) -> Trigger:
    """Asks the poll after a second on any page."""
    with tenant_scope(client_on_stage.id):
        return Trigger.objects.create(
            site=client_on_stage.site,
            name="Why here",
            action=Trigger.Action.POLL,
            text="May I ask you three things?",
            conditions=on_page("", seconds=1),
            poll=POLL,
        )


@sync_to_async
def answers(client: Client) -> list[list[str]]:
    with tenant_scope(client.id):
        return list(PollAnswer.objects.order_by("id").values_list("values", flat=True))


async def answered(stage: Stage, wanted: list[list[str]]) -> None:
    """Waits until these answers are stored: the page goes on without waiting for the server."""
    async with asyncio.timeout(10):
        while (found := await answers(stage.client)) != wanted:
            assert len(found) <= len(wanted), found


async def test_d06_a_visitor_answers_and_writes_and_the_operator_knows_the_answers(rule: Trigger, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor()
    poll = visitor.page.locator("chat-desk .poll")
    await expect(poll.locator("legend")).to_have_text(WHY)
    await expect(marta.page.locator("li.row")).to_have_count(0)
    await poll.get_by_role("button", name="Lighting the stove").click()
    await expect(poll.locator("legend")).to_have_text(EASY)
    await visitor.page.reload()
    await expect(poll.locator("legend")).to_have_text(EASY)
    await poll.get_by_role("button", name="4", exact=True).click()
    await poll.get_by_role("textbox").fill("A longer match, card 4111 1111 1111 1111")
    await poll.get_by_role("button", name="Send").click()
    await expect(poll).to_contain_text("Thank you, that helps me.")
    await poll.get_by_role("textbox", name="Ask me something").fill("How long is the longest?")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.log).to_contain_text("How long is the longest?")
    await marta.open("How long is the longest?")
    told = marta.page.locator(".polled")
    for words in (WHY, "Lighting the stove", "4", "A longer match, card •••• 1111"):
        await expect(told).to_contain_text(words)
    await answered(stage, [["Lighting the stove"], ["4"], ["A longer match, card •••• 1111"]])
    assert visitor.complaints == []


@pytest.mark.parametrize(
    ("path", "locale", "why", "step"),
    [("/ru/", "en-GB", "Что вас привело?", "Вопрос 1 из 3"), ("/", "ru-RU", WHY, "Question 1 of 3")],
    ids=["russian page", "english page"],
)
async def test_d06_the_questions_and_the_words_around_them_speak_as_the_window_whatever_the_browser_speaks(
    rule: Trigger, stage: Stage, path: str, locale: str, why: str, step: str
) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor(path, locale=locale)
    poll = visitor.page.locator("chat-desk .poll")
    await expect(poll.locator("legend")).to_have_text(why)
    await expect(poll).to_contain_text(step)


async def test_d06_a_dismissed_poll_stays_away_and_what_was_answered_is_kept(rule: Trigger, stage: Stage) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    visitor = await stage.visitor("/ru/", **PHONE_CONTEXT)
    poll = visitor.page.locator("chat-desk .poll")
    await expect(poll.locator("legend")).to_have_text("Что вас привело?")
    await poll.get_by_role("button", name="Растопить печь").tap()
    await expect(poll.locator("legend")).to_have_text(EASY)
    await visitor.page.get_by_role("button", name="Скрыть").tap()
    await expect(poll).to_have_count(0)
    await visitor.page.goto(stage.address("/reactors/"))
    await expect(visitor.launcher).to_be_visible()
    await expect(poll).to_have_count(0)
    await answered(stage, [["Lighting the stove"]])
