"""What visitors came for without being asked, alone."""

from datetime import UTC, datetime

from chatdesk.triggers.engine.conditions import on_page, read
from chatdesk.triggers.engine.decision import Rule
from chatdesk.triggers.engine.demand import SHOWN, Coverage, coverage, uncovered
from chatdesk.triggers.engine.replay import PastPage, PastVisit

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
GREETING = Rule(1, read(on_page("", seconds=0)))
REACTORS = Rule(2, read(on_page("/reactors", seconds=0)))


def visit(url: str = "/", query: str | None = None) -> PastVisit:
    facts = {"page_url": f"https://shop.example{url}", "landing_page": "", "search_query": query, "utm_campaign": None}
    return PastVisit([PastPage(NOON, {**facts, "seconds_on_page": 0.0})])


def found(visits: list[PastVisit], *rules: Rule) -> list[tuple[str, str, int, int]]:
    return [(one.fact, one.value, one.visits, one.uncovered) for one in uncovered(visits, rules)]


def test_words_that_nobody_asks_about_come_first_by_their_number() -> None:
    visits = [visit(query="Two  circuits"), visit(query="two circuits"), *[visit(query="matches")] * 3]
    assert found(visits) == [
        ("search_query", "matches", 3, 3),
        ("search_query", "two circuits", 2, 2),
        ("page_url", "/", 5, 5),
    ]


def test_a_specific_rule_covers_and_a_greeting_does_not() -> None:
    visits = [visit("/reactors/7")] * 3 + [visit("/cart")] * 2
    assert found(visits, GREETING, REACTORS) == [("page_url", "/cart", 2, 2)]


def test_a_single_visit_is_no_demand() -> None:
    assert found([visit("/cart"), visit("/reactors/1")]) == []


def test_a_list_ends_where_nobody_reads_on() -> None:
    visits = [visit(f"/{number}") for number in range(SHOWN + 5)] * 2
    assert len(found(visits)) == SHOWN


def test_a_rule_for_it_begins_with_it() -> None:
    words, page = uncovered([visit("/cart?x=1", query="reactor")] * 2, [])
    assert read(words.conditions).holds({"search_query": "a reactor", "seconds_on_page": 20})
    assert read(page.conditions).holds({"page_url": "https://shop.example/cart", "seconds_on_page": 20})
    assert not read(page.conditions).holds({"page_url": "https://shop.example/", "seconds_on_page": 20})


def test_visits_without_a_page_came_for_nothing() -> None:
    assert found([PastVisit([])] * 3) == []


def test_each_visit_counts_once_by_the_best_that_it_would_have_got() -> None:
    visits = [visit("/reactors/7"), visit("/reactors/7", query="x"), visit("/cart"), PastVisit([])]
    assert coverage(visits, [GREETING, REACTORS]) == Coverage(3, specific=2, greeted=1)
    assert coverage(visits, [REACTORS]).silent == 1
    assert coverage(visits, []).silent == 3
    assert coverage([], [GREETING]) == Coverage(0, 0, 0)
