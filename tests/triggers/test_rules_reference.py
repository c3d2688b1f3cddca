"""The list of what a rule may ask is made from the code."""

import os

from docs.rules_reference import PAGE, page


def test_the_page_is_what_the_catalogue_says() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page())
    assert PAGE.read_text() == page(), "UPDATE_DOCS=1"
