"""All names of channel groups, one per audience, each with its client in it."""


def visitor(tenant_id: int, visitor_id: int) -> str:
    """Every tab of one visitor."""
    return f"visitor.{tenant_id}.{visitor_id}"


def visitors(tenant_id: int, department_id: int | None) -> str:
    """Visitors of the sites that a department answers for: hear whether somebody is there."""
    return f"visitors.{tenant_id}.{department_id or 0}"


def talk(tenant_id: int, conversation_id: int) -> str:
    """Operators who have or follow one conversation."""
    return f"talk.{tenant_id}.{conversation_id}"


def desk(tenant_id: int, department_id: int | None) -> str:
    """Operators who may take conversations of a department; 0: those without one."""
    return f"desk.{tenant_id}.{department_id or 0}"


def team(tenant_id: int) -> str:
    """Every operator of a client: status of colleagues."""
    return f"team.{tenant_id}"


def member(tenant_id: int, member_id: int) -> str:
    """Every console of one member."""
    return f"member.{tenant_id}.{member_id}"


def stir(tenant_id: int) -> str:
    """Consoles that list who is on the client's sites hear who came, moved or left; never a browser."""
    return f"stir.{tenant_id}"
