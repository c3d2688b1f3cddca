"""Who comes by a search is asked what fits it, and the next question is one key away (A23, A27, A29, A30)."""

import pytest
from playwright.async_api import expect

from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.browsing import Stage
from tests.world import Client

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BRANCHES = [
    {"words": ["Two", "both"], "reply": "Is a river within 5 km?"},
    {"words": ["Three"], "reply": "Sodium or water in the middle?"},
]
SEARCHERS = {
    "group": "all",
    "of": [
        {"fact": "utm_term", "op": "contains", "value": "reactor"},
        {"fact": "seconds_on_page", "op": "at_least", "value": 1},
    ],
}
MATCHES = {
    "group": "all",
    "of": [
        {"fact": "utm_term", "op": "contains", "value": "matches"},
        {"fact": "seconds_on_page", "op": "at_least", "value": 1},
    ],
}


@pytest.fixture
def rules(client_on_stage: Client) -> None:
    """One question for each interest."""
    with tenant_scope(client_on_stage.id):
        for name, conditions, text in (
            ("Reactor searchers", SEARCHERS, "Two or three circuits?"),
            ("Matches buyers", MATCHES, "For the kitchen or for a hearth?"),
        ):
            Trigger.objects.create(
                site=client_on_stage.site, name=name, conditions=conditions, text=text, branches=BRANCHES
            )


async def test_a21_a22_a23_a29_a30_each_interest_gets_its_own_question_and_the_follow_up_is_one_key(
    rules: None, stage: Stage
) -> None:
    marta = await stage.operator("marta")
    await expect(marta.page.get_by_text("Available")).to_be_visible()
    other = await stage.visitor("/", query="&utm_term=long+matches")
    await expect(other.page.locator("chat-desk .inv")).to_contain_text("For the kitchen or for a hearth?")
    visitor = await stage.visitor("/", query="&utm_term=reactor+two+circuits")
    invitation = visitor.page.locator("chat-desk .inv")
    await expect(invitation).to_contain_text("Two or three circuits?")
    await expect(marta.page.locator("li.row")).to_have_count(0)

    await invitation.get_by_role("button", name="Two").click()
    await marta.take("Two")
    prepared = marta.page.get_by_role("group", name="Prepared by Reactor searchers")
    await expect(prepared.locator(".is-match")).to_contain_text("Is a river within 5 km?")
    await expect(prepared.locator(".is-match")).to_contain_text("fits what they type")
    await marta.page.keyboard.press("Alt+1")
    await expect(marta.composer).to_have_value("Is a river within 5 km?")
    await marta.composer.press("Enter")
    await expect(visitor.log).to_contain_text("Is a river within 5 km?")

    await visitor.field.press_sequentially("or better three")
    await expect(prepared.locator(".is-match")).to_contain_text("Sodium or water in the middle?")
    await marta.composer.fill("My own words")
    await marta.page.keyboard.press("Alt+2")
    await expect(marta.composer).to_have_value("Sodium or water in the middle?")
    await marta.page.get_by_role("button", name="Undo").click()
    await expect(marta.composer).to_have_value("My own words")
    await marta.page.keyboard.press("Alt+Shift+2")
    await expect(visitor.log).to_contain_text("Sodium or water in the middle?")
    await expect(marta.composer).to_have_value("My own words")
    await prepared.get_by_role("button", name="Hide").click()
    await expect(prepared).to_have_count(0)
