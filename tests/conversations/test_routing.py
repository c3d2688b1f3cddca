"""Who should answer."""

from chatdesk.conversations.routing import Candidate, choose


def test_the_operator_of_the_last_talk_comes_first() -> None:
    people = [Candidate(1, open=0, capacity=8), Candidate(2, open=5, capacity=8)]
    assert choose(people, last_operator=2) == people[1]


def test_the_one_with_the_fewest_conversations_is_next() -> None:
    people = [Candidate(1, open=3, capacity=8), Candidate(2, open=1, capacity=8)]
    assert choose(people) == people[1]


def test_supervisors_step_in_after_operators() -> None:
    people = [Candidate(1, open=0, capacity=8, leads=True), Candidate(2, open=4, capacity=8)]
    assert choose(people) == people[1]


def test_a_full_operator_gets_nothing_even_after_the_last_talk() -> None:
    assert choose([Candidate(1, open=8, capacity=8)], last_operator=1) is None


def test_without_anybody_there_is_silence() -> None:
    assert choose([]) is None
