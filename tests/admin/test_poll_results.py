"""What visitors answered to a poll: figures, own words, a file; of the own client alone."""

import csv
import io
import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from chatdesk.polls.models import PollAnswer
from chatdesk.triggers.models import Trigger
from chatdesk.visitors.models import Visitor
from tenants.scope import tenant_scope
from tests.admin.addresses import page_of
from tests.polls.samples import EASY, MISSING, POLL, WHY

TOWN, STOVE = "Heating a town", "Lighting the stove"


@pytest.fixture
def rule(world) -> Trigger:
    return make_rule(world.ours)


def make_rule(client) -> Trigger:
    with tenant_scope(client.id):
        return Trigger.objects.create(site=client.site, name="Why", action="poll", text="May I?", poll=POLL)


def answer(
    client, rule: Trigger, question: str, *values: str, kind: str = "one", days: int = 0, name: str = ""
) -> None:
    with tenant_scope(client.id):
        visitor = Visitor.objects.create(site=client.site, token_hash=secrets.token_bytes(32), visits=1, name=name)
        place = [one["text"] for one in POLL["questions"]].index(question) + 1 if question in str(POLL) else 1
        made = PollAnswer.objects.create(
            visitor=visitor,
            rule=rule.id,
            poll=rule.name,
            question=question,
            place=place,
            kind=kind,
            values=list(values),
        )
        PollAnswer.objects.filter(id=made.id).update(at=timezone.now() - timedelta(days=days))


def page_of_results(rule: Trigger) -> str:
    return page_of(Trigger, "change", rule.pk).replace("/change/", "/poll/")


def read(browser, rule: Trigger, **asked: object):
    return browser.get(page_of_results(rule), asked)


def figures(answer) -> dict[str, list[tuple[str, int, int]]]:
    results = answer.context["results"]
    return {one.question: [(line.answer, line.people, round(line.share)) for line in one.lines] for one in results}


def test_every_answer_is_counted_with_its_share_and_words_stand_below(world, rule, sign_in) -> None:
    for value in (TOWN, STOVE, STOVE, STOVE):
        answer(world.ours, rule, WHY, value)
    answer(world.ours, rule, EASY, "5", kind="scale")
    answer(world.ours, rule, EASY, "2", kind="scale")
    answer(world.ours, rule, MISSING, "A bigger match", kind="text")
    answer(world.ours, rule, MISSING, kind="text")
    page = read(sign_in(world.ours.admin.user), rule)
    found = figures(page)
    assert found[WHY] == [(TOWN, 1, 25), (STOVE, 3, 75), ("Just looking", 0, 0)]
    assert found[EASY] == [("1", 0, 0), ("2", 1, 50), ("3", 0, 0), ("4", 0, 0), ("5", 1, 50)]
    text = page.content.decode()
    for words in ("Answered by 4 visitors.", "On average 3.5.", "A bigger match", "Passed over: 1."):
        assert words in text
    assert '<progress max="100" value="75"' in text


def test_questions_of_before_stand_below_those_of_now(world, rule, sign_in) -> None:
    answer(world.ours, rule, "What did we ask last year?", "Something", kind="many")
    page = read(sign_in(world.ours.admin.user), rule)
    assert list(figures(page)) == [WHY, EASY, MISSING, "What did we ask last year?"]
    assert "Not asked any more, or now in other words." in page.content.decode()


def test_a_period_leaves_out_what_was_before_and_after(world, rule, sign_in) -> None:
    for days, value in ((40, TOWN), (10, STOVE), (0, "Just looking")):
        answer(world.ours, rule, WHY, value, days=days)
    browser = sign_in(world.ours.admin.user)
    day = timezone.localdate()
    assert [people for _, people, _ in figures(read(browser, rule))[WHY]] == [0, 1, 1]
    assert [people for _, people, _ in figures(read(browser, rule, since="", until=""))[WHY]] == [1, 1, 1]
    until = read(browser, rule, since="", until=(day - timedelta(days=2)).isoformat())
    assert [people for _, people, _ in figures(until)[WHY]] == [1, 1, 0]


@pytest.mark.parametrize(
    "asked", [{"since": "yesterday"}, {"since": "2026-02-30"}, {"until": "9999-12-31"}, {"page": "x"}]
)
def test_what_is_no_day_or_page_does_no_harm(asked, world, rule, sign_in) -> None:
    answer(world.ours, rule, WHY, TOWN)
    assert read(sign_in(world.ours.admin.user), rule, **asked).status_code == 200


def test_a_period_that_ends_before_it_begins_is_said(world, rule, sign_in) -> None:
    page = read(sign_in(world.ours.admin.user), rule, since="2026-05-02", until="2026-05-01")
    assert "It ends before it begins." in page.content.decode()


def test_own_words_come_in_pages_the_newest_first(world, rule, sign_in) -> None:
    for number in range(51):
        answer(world.ours, rule, MISSING, f"words-{number}-", kind="text")
    browser = sign_in(world.ours.admin.user)
    first, second = (read(browser, rule, page=page).content.decode() for page in (1, 2))
    assert "words-50-" in first
    assert "words-0-" not in first
    assert "words-0-" in second


def test_the_file_has_every_answer_and_no_formula(world, rule, sign_in) -> None:
    answer(world.ours, rule, WHY, TOWN, name="=HYPERLINK(1)")
    answer(world.ours, rule, MISSING, "=1+1", kind="text")
    file = read(sign_in(world.ours.admin.user), rule, csv="1")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="why.csv"'
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0] == ["answered_at", "visitor", "question", "kind", "answer"]
    assert [row[2:] for row in rows[1:]] == [[MISSING, "text", "'=1+1"], [WHY, "one", TOWN]]
    assert rows[2][1] == "'=HYPERLINK(1)"


def test_words_of_visitors_are_text(world, rule, sign_in) -> None:
    answer(world.ours, rule, MISSING, "<script>alert(1)</script>", kind="text")
    assert "<script>alert(1)" not in read(sign_in(world.ours.admin.user), rule).content.decode()


@pytest.mark.parametrize("stranger", ["sister", "foreign"])
def test_a_strangers_poll_is_not_there(stranger, world, sign_in) -> None:
    theirs = getattr(world, stranger)
    rule = make_rule(theirs)
    answer(theirs, rule, WHY, TOWN)
    assert read(sign_in(world.ours.admin.user), rule).status_code == 404
    assert read(sign_in(world.ours.admin.user), rule, csv="1").status_code == 404


def test_answers_of_a_stranger_to_a_rule_of_the_same_number_do_not_count(world, rule, sign_in) -> None:
    answer(world.sister, rule, WHY, TOWN)
    assert figures(read(sign_in(world.ours.admin.user), rule))[WHY][0] == (TOWN, 0, 0)


def test_who_is_not_signed_in_sees_nothing(rule, client) -> None:
    assert client.get(page_of_results(rule)).status_code in (302, 403, 404)


def test_the_rules_page_leads_there(world, rule, sign_in) -> None:
    page = sign_in(world.ours.admin.user).get(page_of(Trigger, "change", rule.pk)).content.decode()
    assert page_of_results(rule) in page
