"""What a draft would have done, alone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chatdesk.triggers.engine.conditions import on_page, read
from chatdesk.triggers.engine.decision import Rule
from chatdesk.triggers.engine.replay import LAST_PAGE_SECONDS, Outcome, PastPage, PastVisit, invited_at

UTC = ZoneInfo("UTC")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def page(seconds: float, url: str) -> PastPage:
    return PastPage(at(seconds), {"page_url": url, "seconds_on_page": 0.0, "seconds_on_site": seconds})


VISIT = PastVisit([page(0, "/"), page(10, "/reactors/7"), page(50, "/cart")])


@pytest.mark.parametrize(
    ("part", "seconds", "moment"),
    [
        ("", 5, at(5)),
        ("/reactors", 20, at(30)),
        ("", 20, at(30)),
        ("/reactors", 40, None),
        ("/cart", 20, at(70)),
        ("/cart", LAST_PAGE_SECONDS, None),
        ("/nowhere", 0, None),
    ],
)
def test_the_draft_speaks_when_it_would_have_been_true(part: str, seconds: int, moment: datetime | None) -> None:
    assert invited_at(VISIT, Rule(0, read(on_page(part, seconds=seconds))), UTC) == moment


def test_nobody_is_invited_into_a_conversation() -> None:
    talking = PastVisit(VISIT.pages, talk_at=at(20))
    assert invited_at(talking, Rule(0, read(on_page("/reactors", seconds=20))), UTC) is None
    assert invited_at(talking, Rule(0, read(on_page("/reactors", seconds=5))), UTC) == at(15)


def test_what_nobody_recorded_could_have_been_anything() -> None:
    tree = {"group": "all", "of": [{"fact": "operators_available", "op": "at_least", "value": 1}]}
    assert invited_at(VISIT, Rule(0, read(tree)), UTC) == at(0)


def test_what_would_have_been_is_counted() -> None:
    later, earlier = (at(40), "Greeting"), (at(1), "At once")
    visits = [VISIT, PastVisit(VISIT.pages, invited=[later]), PastVisit(VISIT.pages, invited=[earlier]), PastVisit([])]
    outcome = Outcome()
    for one in visits:
        outcome.add(one, Rule(0, read(on_page("/reactors", seconds=20))), ZoneInfo("Europe/Moscow"))
    assert (outcome.visits, outcome.invited, outcome.newly) == (4, 3, 1)
    assert outcome.displaced == {"Greeting": 1}
    assert outcome.hours[15] == sum(outcome.hours) == 3
