"""What a browser has to watch for, because a rule of the site asks for it. Pure."""

from collections.abc import Sequence

from chatdesk.realtime.frames.pieces import Watch
from chatdesk.triggers.engine.conditions import conditions
from chatdesk.triggers.engine.decision import Rule

MAX_CLICKS = 50
MAX_STEPS = 20


def watch_of(rules: Sequence[Rule]) -> Watch:
    """All that these rules ask for; nothing else is watched and told."""
    asked = [condition for rule in rules for _path, condition in conditions(rule.tree)]
    names = {condition.fact.name for condition in asked}
    steps = {
        name: sorted({int(float(one.value)) for one in asked if one.fact.name == name})
        for name in ("scroll_depth", "seconds_idle")
    }
    return Watch(
        scroll=steps["scroll_depth"][:MAX_STEPS],
        idle=steps["seconds_idle"][:MAX_STEPS],
        exit="exit_intent" in names,
        forms=bool(names & {"form_touched", "form_left"}),
        product=any("product" in rule.gaps for rule in rules),
        clicks=sorted({one.of for one in asked if one.fact.name == "clicks"})[:MAX_CLICKS],
    )
