"""The conditions of a rule: a tree of groups, read from JSON, asked about facts. Pure.

``{"group": "all", "of": [{"fact": "page_url", "op": "contains", "value": "/reactors"}, {"group": "none", "of": […]}]}``
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.engine.facts import FACTS, MOMENT, Facts
from chatdesk.triggers.engine.gates import Gate, Gates, all_of, any_of, of_comparison
from chatdesk.triggers.engine.kinds import Changes, Fact, Kind
from chatdesk.triggers.engine.moments import ALWAYS, NEVER, Moments, complement, intersection, union
from chatdesk.triggers.engine.operators import OPERATORS, Operator, Test, Times
from chatdesk.triggers.engine.values import BadValue

MAX_DEPTH = 4
MAX_CONDITIONS = 100
MAX_OF = 200

Path = tuple[int, ...]
"""Where a node stands: ``(0, 2)`` is the third member of the first member of the tree."""


class BadTree(ValueError):
    """A tree can't be used; says where, and why in words for its writer."""

    def __init__(self, path: Path, message: str | Promise) -> None:
        super().__init__(str(message))
        self.path = path
        self.message = message


class Joined(StrEnum):
    """How the members of a group count together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison."""

    fact: Fact
    operator: Operator
    value: Any
    """As it was written."""
    test: Test
    times: Times | None
    of: str = ""
    """Which event, element or attribute, of a fact that needs to be told."""
    asks_for: str = field(init=False)
    """The fact's name, with ``of`` if it has one."""
    name: str = field(init=False)
    """Of what is compared among the facts."""
    unknown: bool = field(init=False)
    """What is answered if that is not known."""
    gates: Gates | None = field(init=False, compare=False, repr=False)
    """None: the clock or other people can change the answer while the visitor stays on the page."""

    def __post_init__(self) -> None:
        asks_the_clock = self.fact.kind in (Kind.TIME, Kind.WEEKDAY)
        object.__setattr__(self, "asks_for", f"{self.fact.name}:{self.of}" if self.of else self.fact.name)
        object.__setattr__(self, "name", MOMENT if asks_the_clock else self.asks_for)
        object.__setattr__(self, "unknown", self.operator.unknown)
        stays = not self.times and self.fact.changes is not Changes.BY_OTHERS
        object.__setattr__(self, "gates", of_comparison(self.name, self.test, unknown=self.unknown) if stays else None)

    def seen(self, facts: Facts) -> Any:
        """What is compared; None if it is not known."""
        return facts.get(self.name)

    def holds(self, facts: Facts) -> bool:
        """Whether it is true now."""
        seen = facts.get(self.name)
        return self.unknown if seen is None or seen == "" else self.test(seen)

    def could_be(self, wanted: bool, facts: Facts) -> Moments:
        """All moments in which it could be ``wanted``, if the visitor stays on this page.

        A fact that is missing altogether could be anything; one that is None is known to be none.
        """
        if self.gates:
            return ALWAYS if self.gates[wanted](facts) else NEVER
        if self.times is None or self.name not in facts:
            return ALWAYS
        seen = facts[self.name]
        if seen is None:
            return ALWAYS if self.holds(facts) is wanted else NEVER
        times = self.times(seen)
        return times if wanted else complement(times)


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions and groups that count together; an empty group of any is false, the others are true."""

    joined: Joined
    members: "tuple[Condition | Group, ...]"
    by_cost: "tuple[Condition | Group, ...]" = field(init=False, compare=False, repr=False)
    """The cheapest to ask first."""
    gates: Gates | None = field(init=False, compare=False, repr=False)
    """None: the answer of some member can change while the visitor stays on the page."""
    passes: tuple[Gate, ...] = field(init=False, compare=False, repr=False)
    """On a page that one of these does not let pass it can't become true."""
    needed: "tuple[Condition | Group, ...]" = field(init=False, compare=False, repr=False)
    """On the others it is true whenever all of these are."""

    def __post_init__(self) -> None:
        by_cost = tuple(sorted(self.members, key=_cost))
        gates = _gates_of(self.joined, by_cost)
        object.__setattr__(self, "by_cost", by_cost)
        object.__setattr__(self, "gates", gates)
        passes, needed = _split(by_cost if self.joined is Joined.ALL else (self,))
        object.__setattr__(self, "passes", passes)
        object.__setattr__(self, "needed", needed)

    def holds(self, facts: Facts) -> bool:
        """Whether it is true now."""
        wanted = self.joined is Joined.ALL
        for member in self.by_cost:
            if member.holds(facts) is not wanted:
                return self.joined is Joined.ANY
        return self.joined is not Joined.ANY

    def could_be(self, wanted: bool, facts: Facts) -> Moments:
        """All moments in which it could be ``wanted``; never fewer than those in which it will be."""
        if self.gates:
            return ALWAYS if self.gates[wanted](facts) else NEVER
        of_members = wanted if self.joined is not Joined.NONE else not wanted
        sets = (member.could_be(of_members, facts) for member in self.by_cost)
        together = (self.joined is Joined.ALL) is of_members
        return intersection(sets) if together else union(sets)


def _cost(node: Condition | Group) -> int:
    return (0 if node.gates else 2) + isinstance(node, Group)


def _gates_of(joined: Joined, members: "tuple[Node, ...]") -> Gates | None:
    gates = [member.gates for member in members if member.gates]
    if len(gates) < len(members):
        return None
    could_fail, could_hold = [gate[False] for gate in gates], [gate[True] for gate in gates]
    if joined is Joined.ALL:
        return any_of(could_fail), all_of(could_hold)
    if joined is Joined.ANY:
        return all_of(could_fail), any_of(could_hold)
    return any_of(could_hold), all_of(could_fail)


def _split(members: "tuple[Node, ...]") -> "tuple[tuple[Gate, ...], tuple[Node, ...]]":
    passes = tuple(member.gates[True] for member in members if member.gates)
    return passes, tuple(member for member in members if not member.gates)


Node = Condition | Group


def read(tree: Any) -> Group:
    """The tree of a JSON document; raises BadTree."""
    root = _node(tree, ())
    if not isinstance(root, Group):
        raise BadTree((), _("The outermost is a group."))
    if sum(1 for _condition in conditions(root)) > MAX_CONDITIONS:
        raise BadTree((), _("A rule has at most %d conditions.") % MAX_CONDITIONS)
    return root


def on_page(part: str, *, seconds: int) -> dict[str, Any]:
    """The plainest useful tree: so long on a page whose address contains ``part``; on every page if that is empty."""
    page = [{"fact": "page_url", "op": "contains", "value": part}] if part else []
    return {"group": "all", "of": [*page, {"fact": "seconds_on_page", "op": "at_least", "value": seconds}]}


def conditions(node: Node, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
    """Every condition with its place, from top to bottom."""
    if isinstance(node, Condition):
        yield path, node
        return
    for number, member in enumerate(node.members):
        yield from conditions(member, (*path, number))


def _node(node: Any, path: Path) -> Node:
    if not isinstance(node, dict):
        raise BadTree(path, _("This is neither a condition nor a group."))
    return _group(node, path) if "group" in node else _condition(node, path)


def _group(node: dict[str, Any], path: Path) -> Group:
    members = node.get("of")
    if node["group"] not in list(Joined) or not isinstance(members, list) or set(node) != {"group", "of"}:
        raise BadTree(path, _("A group is all, any or none of a list."))
    if len(path) >= MAX_DEPTH:
        raise BadTree(path, _("Groups go %d deep at most.") % MAX_DEPTH)
    if len(members) > MAX_CONDITIONS:
        raise BadTree(path, _("A rule has at most %d conditions.") % MAX_CONDITIONS)
    if path and not members:
        raise BadTree(path, _("This group is empty."))
    return Group(Joined(node["group"]), tuple(_node(member, (*path, at)) for at, member in enumerate(members)))


def _condition(node: dict[str, Any], path: Path) -> Condition:
    fact = FACTS.get(str(node.get("fact")))
    if fact is None:
        raise BadTree(path, _("Nothing is known by this name."))
    operator = OPERATORS[fact.kind].get(str(node.get("op")))
    if operator is None or not set(node) <= {"fact", "op", "value", "of"}:
        raise BadTree(path, _("This can't be compared so."))
    try:
        of = _of(fact, node.get("of", ""))
        value = operator.prepare(node.get("value"))
        _check_choices(fact, value)
    except BadValue as error:
        raise BadTree(path, error.args[0]) from error
    times = operator.times(value) if operator.times and fact.changes is Changes.BY_THE_SECOND else None
    return Condition(fact, operator, node.get("value"), operator.test(value), times, of)


def _of(fact: Fact, of: Any) -> str:
    if not isinstance(of, str) or bool(of.strip()) is not bool(fact.of):
        raise BadValue(_("Write which one is meant.") if fact.of else _("Nothing more is asked here."))
    if len(of) > MAX_OF:
        raise BadValue(_("That is too long."))
    return " ".join(of.split())


def _check_choices(fact: Fact, value: Any) -> None:
    if fact.choices and not value <= {name for name, _label in fact.choices}:
        raise BadValue(_("Choose from the list."))
