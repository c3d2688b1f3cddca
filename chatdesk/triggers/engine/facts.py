"""What a rule may ask about a visit: the catalogue, from which engine, builder, sentences and reference are made. Pure.

A situation's facts are a plain mapping of these names to values; a fact that is not there is not known.
"""

from collections.abc import Mapping
from typing import Any

from chatdesk.triggers.engine.catalogue.coming import COMING
from chatdesk.triggers.engine.catalogue.doing import DOING
from chatdesk.triggers.engine.catalogue.people import PEOPLE
from chatdesk.triggers.engine.kinds import Changes, Fact

Facts = Mapping[str, Any]
"""Values by the name of the fact; ``MOMENT`` is among them whenever the clock is asked."""

MOMENT = "second_of_week"
"""Seconds since Monday 00:00 by the site's clock."""
WEEK_SECONDS = 7 * 24 * 3600


FACTS: Mapping[str, Fact] = {fact.name: fact for fact in (*COMING, *DOING, *PEOPLE)}
"""By name, in the order of the builder's menu."""


def fact_of(name: str) -> Fact:
    """The fact that a name among a situation's facts belongs to: ``events:added to cart`` is one of ``events``."""
    return FACTS[name.partition(":")[0]]


def after(facts: Facts, seconds: float) -> dict[str, Any]:
    """The same visit so many seconds later, if nothing happens meanwhile."""
    later = dict(facts)
    for name, value in facts.items():
        if name == MOMENT:
            later[name] = (value + seconds) % WEEK_SECONDS
        elif fact_of(name).changes is Changes.BY_THE_SECOND and value is not None:
            later[name] = _older(value, seconds)
    return later


def _older(value: Any, seconds: float) -> Any:
    return tuple(age + seconds for age in value) if isinstance(value, tuple) else value + seconds
