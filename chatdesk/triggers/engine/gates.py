"""What nothing changes while a visitor stays on a page is asked once, by a plain yes or no. Pure.

Most rules of a site are for another page than the one that was opened, and one such question says so: a page view is
looked at by hundreds of rules, so that these are the innermost loops of the product.
"""

from collections.abc import Callable, Sequence

from chatdesk.triggers.engine.facts import Facts

Gate = Callable[[Facts], bool]
Gates = tuple[Gate, Gate]
"""Whether a node could be false, and whether it could be true; a fact that is missing altogether could be anything."""

_MISSING = object()


def of_comparison(name: str, test: Callable[[object], bool], *, unknown: bool) -> Gates:
    """Of a comparison with the fact of this name, which is answered by ``unknown`` if the fact is known to be none."""

    def could_hold(facts: Facts) -> bool:
        seen = facts.get(name, _MISSING)
        if seen is _MISSING:
            return True
        return unknown if seen is None or seen == "" else test(seen)

    def could_fail(facts: Facts) -> bool:
        return name not in facts or not could_hold(facts)

    return could_fail, could_hold


def all_of(gates: Sequence[Gate]) -> Gate:
    """Whether all of them let pass."""

    def passes(facts: Facts) -> bool:
        for gate in gates:  # noqa: SIM110 - a generator costs more than the questions
            if not gate(facts):
                return False
        return True

    return passes


def any_of(gates: Sequence[Gate]) -> Gate:
    """Whether any of them lets pass."""

    def passes(facts: Facts) -> bool:
        for gate in gates:  # noqa: SIM110 - a generator costs more than the questions
            if gate(facts):
                return True
        return False

    return passes
