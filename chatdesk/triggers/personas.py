"""In whose name a rule asks: who is at the desk and would get the conversation (A22, B21, D15, D51). Needs a scope."""

from functools import cache

from chatdesk.conversations.selectors import (
    available_members,
    candidates,
    free_member,
    last_operator_of,
    members,
    routed_of,
)
from chatdesk.triggers.engine.decision import Rule
from chatdesk.visitors.models import Visit
from tenants.models import Member


def somebody() -> str:
    """A name in which a question could be asked, for a preview; empty while the client has no team."""
    team = members().filter(active=True).order_by("id")
    found = team.filter(role=Member.Role.OPERATOR).first() or team.first()
    return found.name if found else ""


class Crew:
    """Who is at the desk, asked once for all visits that are looked at together."""

    def __init__(self) -> None:
        self.people = cache(available_members)
        self.seats = cache(lambda department_id: candidates(self.people(department_id)))


class Personas:
    """Of one visit; whoever was found for one rule is found at once for others that ask for the same people."""

    def __init__(self, visit: Visit, crew: Crew) -> None:
        self._visit = visit
        self._crew = crew
        self._found: dict[tuple[int | None, int | None, bool], Member | None] = {}

    def of(self, rule: Rule) -> Member | None:
        """The member that the rule asks for, else its department's, else the site's if the rule takes anybody."""
        key = (rule.member, rule.department, rule.or_anybody)
        if key not in self._found:
            self._found[key] = self._find(*key)
        return self._found[key]

    def _find(self, member: int | None, department: int | None, or_anybody: bool) -> Member | None:
        found = free_member(member) if member is not None else None
        if found is None and department is not None:
            found = self._routed(department)
        if found is None and (or_anybody or (member is None and department is None)):
            found = self._routed(self._visit.visitor.site.department_id)
        return found

    def _routed(self, department: int | None) -> Member | None:
        """The one whom this visitor knows, else the one with the fewest conversations."""
        seats = self._crew.seats(department)
        if not seats:
            return None
        people = self._crew.people(department)
        return routed_of(people, seats, last_operator=last_operator_of(self._visit.visitor_id))
