"""What was said in the demo's shops before today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One message; ``by`` is the operator's name, empty for the visitor."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Talk:
    """A past conversation: when, on which pages, from where, and its lines."""

    days_ago: float
    pages: tuple[tuple[str, str], ...]
    """Path below the shop, title."""
    lines: tuple[Line, ...]
    referrer: str = ""
    invited: bool = False
    """The first line is the trigger's question."""
    rating: str = ""
    """``yes``, ``partly`` or ``no``: the visitor has ended the conversation and answered whether it helped."""


REACTOR_TALKS = (
    Talk(
        days_ago=6.2,
        referrer="https://www.bing.com/search?q=two+circuit+reactor",
        pages=(
            ("", "Reactor & Match"),
            ("reactors/", "Reactors"),
            ("reactors/hearth-2/", "Hearth-2"),
        ),
        invited=True,
        lines=(
            Line("Will two circuits do, or do you need three?", by="Marta"),
            Line("Two, I think. It stands beside a bakery."),
            Line("Two is right for a bakery. How wide is the gate?", by="Marta"),
            Line("2.90 m"),
            Line("Then it goes in without taking the gate off. I'll note that for the driver.", by="Marta"),
            Line("Thank you! What does the fuel cost for a year?"),
            Line("One load lasts 18 months. I'm sending you the sheet: what's your e-mail address?", by="Marta"),
            Line("hello@oven-and-crust.example"),
        ),
    ),
    Talk(
        days_ago=3.4,
        pages=(
            ("matches/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn", "Matches"),
            ("matches/kettle/", "Kettle matches"),
        ),
        lines=(
            Line("Are 40 matches really 40?"),
            Line("I count every fortieth box myself. Last month one had 41.", by="Oleg"),
            Line("Then 12 boxes, please."),
            Line("They leave today before four.", by="Oleg"),
        ),
    ),
    Talk(
        days_ago=0.02,
        referrer="https://chatgpt.com/",
        pages=(("delivery/", "Delivery"), ("contacts/", "Contacts")),
        lines=(
            Line("Do you deliver by barge to Ghent?"),
            Line("Yes, on Thursdays when the lock is open. What is it that you need there?", by="Ilya"),
            Line("Gasket 900 for a Hearth-2, volume 7."),
            Line("In stock. Two people and a crane will do.", by="Ilya"),
        ),
        rating="yes",
    ),
)
