"""Variants, languages and the control group on a rule's page; goals on theirs."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from chatdesk.conversations.models import Conversation, Message
from chatdesk.triggers.models import Goal, Invitation, Trigger
from chatdesk.visitors.models import Visit, Visitor
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.admin.test_forms import trigger_form, triggers_of

MINUTE = timedelta(minutes=1)
NO_LINES = ["", "", "", ""]
TWO_WAYS = {
    "weight": 3,
    "held_percent": 10,
    "texts-ru-text": "Два контура или три?",
    "texts-ru-branches_words": ["Два", "", "", ""],
    "texts-ru-branches_reply": ["Сколько ванных?", "", "", ""],
    "variants-B-text": "Gas or electric?",
    "variants-B-weight": 2,
    "variants-B-branches_words": ["Gas, methane", "", "", ""],
    "variants-B-branches_reply": NO_LINES,
    "variants-B-texts-ru-text": "Газ или электричество?",
    "variants-B-texts-ru-branches_words": NO_LINES,
    "variants-B-texts-ru-branches_reply": NO_LINES,
}


def add(browser, world, **changes: object):
    return browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site) | TWO_WAYS | changes)


def test_variants_are_saved_and_come_back_into_the_form(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert add(browser, world).status_code == 302
    (made,) = triggers_of(world.ours)
    assert (made.weight, made.held_percent) == (3, 10)
    assert made.texts == {
        "ru": {"text": "Два контура или три?", "branches": [{"words": ["Два"], "reply": "Сколько ванных?"}]}
    }
    assert made.variants == {
        "B": {
            "text": "Gas or electric?",
            "branches": [{"words": ["Gas", "methane"], "reply": ""}],
            "weight": 2,
            "texts": {"ru": {"text": "Газ или электричество?", "branches": []}},
        }
    }
    page = browser.get(page_of(Trigger, "change", made.pk)).content.decode()
    for words in ("Gas or electric?", "Gas, methane", "Газ или электричество?", "Сколько ванных?"):
        assert words in page


def test_a_form_without_variants_leaves_them_and_an_emptied_one_is_dropped(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    add(browser, world)
    (made,) = triggers_of(world.ours)
    page = page_of(Trigger, "change", made.pk)
    browser.post(page, trigger_form(world.ours.site))
    assert triggers_of(world.ours)[0].variants == made.variants
    emptied = {"variants-B-text": "", "variants-B-branches_words": NO_LINES, "texts-ru-text": "Два?"}
    browser.post(page, trigger_form(world.ours.site) | TWO_WAYS | emptied)
    (now,) = triggers_of(world.ours)
    assert (now.variants, now.texts["ru"]["text"]) == ({}, "Два?")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"variants-B-text": "Looking for {search_query}?"}, "Say what to write when it is not known"),
        ({"variants-B-texts-ru-text": "Ищете {colour|красный}?"}, "Nothing is known by the name of {colour}"),
        ({"texts-ru-text": "Два {"}, "A brace is open or closed for nothing."),
        ({"texts-ru-text": ""}, "Write the question that these answers are for."),
        ({"variants-B-weight": 0}, "greater than or equal to 1"),
        ({"variants-B-weight": "x"}, "Enter a whole number."),
        ({"variants-B-text": "x" * 301}, "at most 300 characters"),
        ({"variants-B-branches_words": ["x" * 41, "", "", ""]}, "Answer 1: Up to eight words"),
        ({"held_percent": 51}, "less than or equal to 50"),
        ({"weight": 0}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(change, says, world, sign_in) -> None:
    answer = add(sign_in(world.ours.admin.user), world, **change)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert triggers_of(world.ours) == []


def goal(site, **changes: object) -> dict[str, object]:
    return {"site": site.pk, "name": "Order", "page": "*/thank-you*", "days": 7} | changes


def test_a_goal_is_added_to_an_own_site(world, sign_in) -> None:
    assert sign_in(world.ours.admin.user).post(page_of(Goal, "add"), goal(world.ours.site)).status_code == 302
    with tenant_scope(world.ours.id):
        assert Goal.objects.get().page == "*/thank-you*"


@pytest.mark.parametrize(
    "change", [{"page": "*"}, {"page": ""}, {"page": " ** "}, {"days": 0}, {"days": 91}, {"name": ""}]
)
def test_a_goal_that_tells_nothing_is_refused(change, world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(page_of(Goal, "add"), goal(world.ours.site, **change))
    assert answer.context["adminform"].form.errors
    with tenant_scope(world.ours.id):
        assert not Goal.objects.exists()


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_site_gets_no_goal(stranger, world, sign_in) -> None:
    theirs = getattr(world, stranger)
    answer = sign_in(world.ours.admin.user).post(page_of(Goal, "add"), goal(theirs.site))
    assert "site" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("change", [{"event": "order"}, {"page": "", "event": ""}, {"page": "/thank-you"}])
def test_a_goal_is_a_page_or_an_event(change, world, sign_in) -> None:
    answer = sign_in(world.ours.admin.user).post(page_of(Goal, "add"), goal(world.ours.site, **change))
    assert answer.context["adminform"].form.errors


def asked(rule: Trigger, client, *, group: str, count: int) -> None:
    now = timezone.now()
    for _ in range(count):
        visitor = Visitor.objects.create(site=client.site, token_hash=secrets.token_bytes(32), visits=1)
        visit = Visit.objects.create(visitor=visitor, number=1, started_at=now, last_at=now)
        state = Invitation.State.SHOWN if group else Invitation.State.HELD
        Invitation.objects.create(
            trigger=rule, visit=visit, member=client.marta, variant=group, text="x", state=state, shown_at=now
        )


def test_a_rules_page_and_the_list_tell_what_it_brings(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    add(browser, world)
    (rule,) = triggers_of(world.ours)
    with tenant_scope(world.ours.id):
        Trigger.objects.update(counted_since=None)
        asked(rule, world.ours, group="A", count=21)
        asked(rule, world.ours, group="", count=22)
    page = browser.get(page_of(Trigger, "change", rule.pk)).content.decode()
    assert "What it brings" in page
    assert "Control group" in page
    assert "As many visitors came to a chat as without the question" in page
    assert "0.0 (−14.9 … 15.5)" in browser.get(page_of(Trigger, "changelist")).content.decode()


def answered(rule: Trigger, client, word: str) -> None:
    now = timezone.now()
    asked(rule, client, group="A", count=1)
    made = Invitation.objects.latest("id")
    talk = Conversation.objects.create(
        site=client.site, visitor=made.visit.visitor, visit=made.visit, opened_at=now, last_at=now
    )
    for seq, text in enumerate((word, "and more"), 1):
        Message.objects.create(
            conversation=talk, seq=seq, client_id=str(seq), kind=0, sender=1, body=text, created_at=now + MINUTE * seq
        )
    Invitation.objects.filter(id=made.id).update(
        state=Invitation.State.ANSWERED, conversation=talk, branches=rule.branches
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["To the second message", "everybody", "something else", "How many bathrooms?", "2 · 100 %", "2 min 0 s"],
        ),
        ("ru", ["До второго сообщения", "все", "что-то другое", "2 мин 0 с"]),
    ],
)
def test_a_rules_page_tells_the_way_to_the_second_message_for_each_answer(language, words, world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site))
    (rule,) = triggers_of(world.ours)
    with tenant_scope(world.ours.id):
        Trigger.objects.update(counted_since=None)
        for word in ("Two", "Neither"):
            answered(rule, world.ours, word)
    page = browser.get(page_of(Trigger, "change", rule.pk), headers={"accept-language": language}).content.decode()
    assert [word for word in words if word not in page] == []


def test_another_question_is_counted_from_now_on(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    add(browser, world)
    (rule,) = triggers_of(world.ours)
    page = page_of(Trigger, "change", rule.pk)
    began = rule.counted_since
    browser.post(page, trigger_form(world.ours.site) | TWO_WAYS | {"priority": 7})
    assert triggers_of(world.ours)[0].counted_since == began
    browser.post(page, trigger_form(world.ours.site) | TWO_WAYS | {"held_percent": 20})
    assert triggers_of(world.ours)[0].counted_since > began
