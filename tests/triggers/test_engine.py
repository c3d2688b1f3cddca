"""Which rule speaks, alone."""

from hypothesis import given
from hypothesis import strategies as st

from chatdesk.triggers.conditions import page_fits
from chatdesk.triggers.engine import MOST_PER_VISIT, Rule, Situation, earliest, seconds_until_another, speaker

RULES = st.lists(
    st.builds(
        Rule,
        id=st.integers(1, 9),
        page_glob=st.sampled_from(["*", "*/reactors/*", "*/cart", "*nowhere*"]),
        seconds_on_page=st.integers(0, 90),
    ),
    unique_by=lambda rule: rule.id,
    max_size=6,
)
SITUATIONS = st.builds(
    Situation,
    page_url=st.sampled_from(["https://shop.example/", "https://shop.example/reactors/1", "https://shop.example/cart"]),
    seconds_on_page=st.floats(0, 120),
    asked=st.frozensets(st.integers(1, 9), max_size=3),
    talking=st.booleans(),
    on_screen=st.booleans(),
    declined=st.booleans(),
)


@given(RULES, SITUATIONS)
def test_who_speaks_is_true_new_and_first(rules: list[Rule], situation: Situation) -> None:
    chosen = speaker(rules, situation)
    true = [
        rule
        for rule in rules
        if page_fits(rule.page_glob, situation.page_url)
        and rule.seconds_on_page <= situation.seconds_on_page
        and rule.id not in situation.asked
    ]
    assert chosen == (true[0] if true and not situation.quiet else None)


@given(RULES, SITUATIONS)
def test_nobody_speaks_to_a_visitor_who_talks_declined_or_was_asked_enough(
    rules: list[Rule], situation: Situation
) -> None:
    enough = len(situation.asked) >= MOST_PER_VISIT
    if situation.talking or situation.on_screen or situation.declined or enough:
        assert speaker(rules, situation) is None
        assert seconds_until_another(rules, situation) is None


@given(RULES, SITUATIONS)
def test_a_visit_is_looked_at_again_exactly_when_another_rule_becomes_true(
    rules: list[Rule], situation: Situation
) -> None:
    wait = seconds_until_another(rules, situation)
    if wait is None:
        return
    moment = situation.seconds_on_page + wait
    became = [rule for rule in rules if abs(rule.seconds_on_page - moment) < 1e-6]
    assert wait > 0
    assert any(rule.id not in situation.asked and page_fits(rule.page_glob, situation.page_url) for rule in became)


@given(RULES, SITUATIONS)
def test_no_rule_is_true_before_the_earliest_moment(rules: list[Rule], situation: Situation) -> None:
    moment = earliest(rules, situation.page_url)
    if moment is None or situation.seconds_on_page < moment:
        assert speaker(rules, situation) is None


def test_a_page_without_a_rule_is_never_looked_at() -> None:
    assert earliest([Rule(1, "*/cart", 5)], "https://shop.example/") is None
