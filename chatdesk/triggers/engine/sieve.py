"""Leaves out at once all rules of a site that are for another page. Pure.

A site may have hundreds of rules, and most of them want a part of an address that the page does not have: to ask each
rule by itself cost a page view more than to record it.
"""

from collections.abc import Iterable

from chatdesk.triggers.engine.conditions import Condition, Group, Joined
from chatdesk.triggers.engine.decision import Rule
from chatdesk.triggers.engine.facts import Facts
from chatdesk.triggers.engine.operators import folded


class Sieve:
    """Of the rules of a site, in their order."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._wanted = tuple((*_part_of(rule.tree), rule) for rule in rules)
        self._names = {name for name, _part, _rule in self._wanted if name}

    def left(self, facts: Facts) -> list[Rule]:
        """The rules that could be true; never without one that could."""
        texts = {name: folded(str(facts[name] or "")) for name in self._names if name in facts}
        return [rule for name, part, rule in self._wanted if name not in texts or part in texts[name]]


def _part_of(tree: Group) -> tuple[str, str]:
    """The fact and the part of its text without which the tree is false; empty if there is no such one."""
    if tree.joined is Joined.ALL:
        for node in tree.members:
            if isinstance(node, Condition) and node.gates and node.operator.name == "contains":
                return node.name, folded(str(node.value))
    return "", ""
