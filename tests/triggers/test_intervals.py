"""How sure a difference is: published values and what must hold for any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatdesk.triggers.engine.intervals import Share, difference, still_needed

SHARES = st.integers(0, 5_000).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_one_share_as_newcombe_published_it(hits, of, low, high) -> None:
    """Statistics in Medicine 17 (1998), 857, table I, method 3."""
    assert Share(hits, of).interval == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_as_newcombe_published_it(one, other, low, high) -> None:
    """Statistics in Medicine 17 (1998), 873, table II, method 10."""
    found = difference(Share(*one), Share(*other))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00006)


@given(SHARES, SHARES)
def test_the_interval_holds_the_difference_and_turns_with_it(one, other) -> None:
    found, turned = difference(one, other), difference(other, one)
    assert -1 <= found.low <= found.by + 1e-12
    assert found.by - 1e-12 <= found.high <= 1
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


@given(SHARES, SHARES)
def test_nothing_is_needed_only_when_it_is_certain(one, other) -> None:
    assert (still_needed(one, other) == 0) is difference(one, other).is_certain


def test_as_many_more_visitors_as_were_said_to_be_needed_do_tell() -> None:
    one, other = Share(30, 1_000), Share(20, 1_000)
    needed = still_needed(one, other)
    assert needed
    times = 1 + needed / 2_000
    grown = [Share(round(share.hits * times), round(share.of * times)) for share in (one, other)]
    assert difference(*grown).low == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize(("one", "other"), [((0, 0), (0, 0)), ((5, 50), (5, 50)), ((1, 1), (0, 0))])
def test_without_a_difference_nobody_knows_how_many_are_needed(one, other) -> None:
    assert still_needed(Share(*one), Share(*other)) is None
