"""The page condition, alone."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatdesk.triggers.engine.globs import fits

SHOP = "https://shop.example"
GLOBS = st.text(alphabet="ab/*?.[", max_size=12)
ADDRESSES = st.text(alphabet="ab/?.[", max_size=16)


@pytest.mark.parametrize(
    ("glob", "url"),
    [
        ("*", f"{SHOP}/"),
        ("*", ""),
        ("*/reactors/*", f"{SHOP}/reactors/hearth-2"),
        ("*/reactors/*", f"{SHOP}/reactors/"),
        ("https://shop.example/*", f"{SHOP}/cart"),
        ("*/Reactors/*", f"{SHOP}/reactors/Hearth-2"),
        ("*a*b*c*", "aXbXc"),
        ("*?page=2", f"{SHOP}/list?page=2"),
        ("**/cart", f"{SHOP}/cart"),
    ],
)
def test_a_fits_its_pattern(glob: str, url: str) -> None:
    assert fits(glob, url)


@pytest.mark.parametrize(
    ("glob", "url"),
    [
        ("", f"{SHOP}/"),
        ("/reactors", f"{SHOP}/reactors"),
        ("*/reactors", f"{SHOP}/reactors/hearth-2"),
        ("https://shop.example/", f"{SHOP}/cart"),
        ("*/reactor?/*", f"{SHOP}/reactors/1"),
        ("*[a-z]*", f"{SHOP}/reactors"),
        ("*ab*ba", "aba"),
        ("ab*ba", "aba"),
        ("*a*a", "a"),
        ("*.*", f"{SHOP}".replace(".", "-")),
    ],
)
def test_another_page_does_not(glob: str, url: str) -> None:
    assert not fits(glob, url)


@given(GLOBS, ADDRESSES)
def test_it_agrees_with_a_regular_expression(glob: str, url: str) -> None:
    expression = ".*".join(map(re.escape, glob.split("*")))
    assert fits(glob, url) == bool(re.fullmatch(expression, url, re.DOTALL))


def test_a_pattern_made_to_be_slow_is_not() -> None:
    started = time.perf_counter()
    fits("*a" * 150 + "*b", "a" * 2_048)
    assert time.perf_counter() - started < 0.05
