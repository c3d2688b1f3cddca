"""What rules and letters brought stays when the visits that told it are forgotten."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.utils import timezone

from chatdesk.letters.models import Letter, LetterOpening
from chatdesk.letters.selectors import with_counts
from chatdesk.polls.models import PollAnswer
from chatdesk.polls.questions import asked as asked_poll
from chatdesk.polls.questions import read as read_poll
from chatdesk.retention.tasks import forget
from chatdesk.triggers.engine.allotment import HELD
from chatdesk.triggers.engine.comparing import COUNTS, KEPT_COUNTS, Outcome
from chatdesk.triggers.models import Goal, Invitation, Tally, Trigger
from chatdesk.triggers.selectors.history import past_visit_ids
from chatdesk.triggers.selectors.outcomes import STAFF_MARK, goals_of, outcomes
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.models import Site
from tenants.scope import tenant_scope
from tests.polls.samples import EASY, POLL, WHY
from tests.retention.keeping import OLD, SHOP, VERY_OLD, days_ago, letter, talks, visitor
from tests.world import Client, World

State = Invitation.State


@pytest.fixture
def ours(world: World) -> Client:
    """Our client."""
    return world.ours


@pytest.fixture
def rule(ours: Client) -> Trigger:
    """With a control group and a goal."""
    with tenant_scope(ours.id):
        Goal.objects.create(site=ours.site, name="Order", page="*/thank-you")
        return Trigger.objects.create(site=ours.site, name="Cart", text="Two?", held_percent=10)


def asked(client: Client, rule: Trigger, who: Visitor, group: str = "A", *, state: str = State.SHOWN) -> Visit:
    """The rule had its moment with them in their first visit."""
    visit = Visit.objects.filter(visitor=who).earliest("number")
    shown = visit.last_at if state != State.HELD else None
    made = Invitation.objects.create(
        trigger=rule, visit=visit, member=client.marta, variant=group, text="Ilse?", state=state, shown_at=shown
    )
    Invitation.objects.filter(id=made.id).update(created_at=visit.last_at)
    return visit


def bought(visit: Visit, *, later: int = 1) -> None:
    """They saw the page of the goal so many seconds later."""
    at = visit.last_at + timedelta(seconds=later)
    PageView.objects.create(visit=visit, url=f"{SHOP}/thank-you", at=at)
    Visit.objects.filter(id=visit.pk).update(last_at=at)


def figures(rule: Trigger) -> dict[str, tuple[int, int, int, int]]:
    """Of each group: people, shown, dismissed, reached the goal."""
    (goal,) = goals_of([rule.site_id])
    found = outcomes([rule.id], [goal]).get(rule.id, {})
    return {name: (one.people, one.shown, one.dismissed, one.goals.get(goal.id, 0)) for name, one in found.items()}


@pytest.mark.parametrize("age", [OLD, VERY_OLD], ids=["visits gone", "visitors gone"])
def test_what_a_rule_brought_is_the_same_before_and_after(ours: Client, rule: Trigger, age: int) -> None:
    with tenant_scope(ours.id):
        bought(asked(ours, rule, visitor(ours, age)))
        asked(ours, rule, visitor(ours, age), state=State.DISMISSED)
        bought(asked(ours, rule, visitor(ours, age), HELD, state=State.HELD))
        bought(asked(ours, rule, visitor(ours, 5)))
        before = figures(rule)
    assert before == {"A": (3, 3, 1, 2), HELD: (1, 0, 0, 1)}
    for _ in range(2):
        forget(ours.id)
        with tenant_scope(ours.id):
            assert figures(rule) == before
    with tenant_scope(ours.id):
        assert PageView.objects.filter(url=f"{SHOP}/thank-you").count() == 1
        assert Visitor.objects.count() == (4 if age == OLD else 1)


def polled(client: Client, rule: Trigger, who: Visitor, *answers: str) -> Visit:
    """The rule asked its poll in their first visit, and they answered the first questions of it."""
    visit = asked(client, rule, who)
    poll = read_poll(POLL)
    assert poll is not None
    at = visit.last_at
    done = {"poll": {**asked_poll(poll, "en")}, "action": "poll", "begun_at": at}
    Invitation.objects.filter(visit=visit).update(**done, finished_at=at if len(answers) > 1 else None)
    for place, (question, answer) in enumerate(zip((WHY, EASY), answers, strict=False), 1):
        kind = "one" if place == 1 else "scale"
        PollAnswer.objects.create(
            visitor=who, rule=rule.pk, poll=rule.name, question=question, place=place, kind=kind, values=[answer]
        )
    PollAnswer.objects.filter(visitor=who).update(at=at)
    return visit


def poll_figures(rule: Trigger) -> tuple[int, int]:
    """Who began the rule's poll and who answered it to its end."""
    found = outcomes([rule.pk], goals_of([rule.site_id]))[rule.pk]["A"]
    return found.begun, found.finished


@pytest.mark.parametrize(("age", "kept"), [(OLD, 4), (VERY_OLD, 1)], ids=["visits gone", "visitors gone"])
def test_what_a_poll_brought_stays_as_sums_and_answers_go_with_their_visitor(
    ours: Client, rule: Trigger, age: int, kept: int
) -> None:
    with tenant_scope(ours.id):
        polled(ours, rule, visitor(ours, age), "Heating a town", "4")
        polled(ours, rule, visitor(ours, age), "Just looking")
        polled(ours, rule, visitor(ours, 5), "Just looking")
        assert poll_figures(rule) == (3, 1)
    for _ in range(2):
        forget(ours.id)
        with tenant_scope(ours.id):
            assert poll_figures(rule) == (3, 1)
            assert PollAnswer.objects.count() == kept
            assert Invitation.objects.exclude(poll={}).count() == 1


def test_answers_of_who_talked_stay_with_the_conversation(ours: Client, rule: Trigger) -> None:
    with tenant_scope(ours.id):
        who = visitor(ours, VERY_OLD)
        polled(ours, rule, who, "Heating a town")
        talks(ours, who)
    forget(ours.id)
    with tenant_scope(ours.id):
        assert PollAnswer.objects.get().values == ["Heating a town"]


def test_what_remains_of_a_visit_are_its_dates(ours: Client, rule: Trigger) -> None:
    with tenant_scope(ours.id):
        asked(ours, rule, visitor(ours, OLD))
    forget(ours.id)
    with tenant_scope(ours.id):
        visit, invitation = Visit.objects.get(), Invitation.objects.get()
        told = (visit.landing_url, visit.referrer, visit.user_agent, visit.country, visit.city, visit.page_url)
        assert (*told, visit.page_title, visit.cart, visit.page_at) == ("", "", "", "", "", "", "", {}, None)
        assert (invitation.text, invitation.branches) == ("", [])
        assert visit.emptied_at is not None
        assert past_visit_ids(ours.site.pk, days=1000) == []


def test_who_comes_back_and_is_asked_again_is_not_counted_twice(ours: Client, rule: Trigger) -> None:
    with tenant_scope(ours.id):
        who = visitor(ours, OLD, 3)
        asked(ours, rule, who)
        again = Visit.objects.get(visitor=who, number=2)
        Invitation.objects.create(trigger=rule, visit=again, member=ours.marta, text="x", variant="A")
        before = figures(rule)
    assert before == {"A": (1, 1, 0, 0)}
    forget(ours.id)
    with tenant_scope(ours.id):
        assert figures(rule) == before


def test_the_team_is_left_out_also_when_the_page_that_gave_it_away_is_gone(ours: Client, rule: Trigger) -> None:
    with tenant_scope(ours.id):
        who = visitor(ours, OLD, OLD - 1, 3)
        first = Visit.objects.get(visitor=who, number=1)
        PageView.objects.filter(visit=first).update(url=f"{SHOP}/?{STAFF_MARK}=1")
        Invitation.objects.create(
            trigger=rule, visit=Visit.objects.get(visitor=who, number=3), member=ours.marta, text="x", variant="A"
        )
        asked(ours, rule, visitor(ours, OLD))
    forget(ours.id)
    with tenant_scope(ours.id):
        assert figures(rule) == {"A": (1, 1, 0, 0)}


def test_another_question_begins_another_tally(ours: Client, rule: Trigger) -> None:
    with tenant_scope(ours.id):
        asked(ours, rule, visitor(ours, OLD))
    forget(ours.id)
    with tenant_scope(ours.id):
        assert figures(rule) == {"A": (1, 1, 0, 0)}
        Trigger.objects.filter(id=rule.id).update(counted_since=days_ago(OLD - 10))
        assert figures(rule) == {}
        asked(ours, rule, visitor(ours, OLD - 20))
        asked(ours, rule, visitor(ours, OLD - 20))
    forget(ours.id)
    with tenant_scope(ours.id):
        assert figures(rule) == {"A": (2, 2, 0, 0)}
        assert Tally.objects.get().people == 2


@pytest.mark.parametrize("age", [OLD, VERY_OLD], ids=["visits gone", "visitors gone"])
def test_a_letter_goes_on_to_say_how_many_opened_it(ours: Client, age: int) -> None:
    with tenant_scope(ours.id):
        sent = letter(ours, over=1)
        for who in (visitor(ours, age, age - 1), visitor(ours, age), visitor(ours, 2)):
            for visit in Visit.objects.filter(visitor=who):
                LetterOpening.objects.create(visit=visit, letter=sent)
    for _ in range(2):
        forget(ours.id)
        with tenant_scope(ours.id):
            assert with_counts(Letter.objects.filter(id=sent.id)).get().opened == 3


def test_days_since_the_visit_before_are_still_known(ours: Client) -> None:
    with tenant_scope(ours.id):
        Site.objects.filter(id=ours.site.pk).update(keep_visits_days=7)
        who = visitor(ours, 10, 1)
    forget(ours.id)
    with tenant_scope(ours.id):
        who.refresh_from_db()
        assert Visit.objects.get().number == 2
        assert who.seen_at is not None
        assert (timezone.now() - who.seen_at).days == 10


def test_a_tally_holds_every_count_but_that_of_those_who_wrote_and_are_kept() -> None:
    columns = {field.name for field in Tally._meta.fields if field.get_internal_type() == "PositiveIntegerField"}
    assert columns == set(KEPT_COUNTS)
    assert {field.name for field in fields(Outcome)} == {*COUNTS, "goals"}
    assert set(COUNTS) - columns == {"chats"}
