"""Random trees of conditions and random facts, and what they mean said in the plainest way."""

from typing import Any

from hypothesis import strategies as st

from chatdesk.triggers.engine.catalogue.choices import WEEKDAYS
from chatdesk.triggers.engine.facts import WEEK_SECONDS

URLS = ["https://shop.example/", "https://shop.example/reactors/RBMK?utm_term=x", "https://shop.example/cart", ""]
QUERIES = ["reactor two circuits", "MATCHES", "", None]

_TEXT_OPS = ["contains", "does_not_contain", "is", "is_not", "starts_with", "fits"]
_texts = st.one_of(
    st.builds(
        lambda fact, op, value: {"fact": fact, "op": op, "value": value},
        st.sampled_from(["page_url", "search_query", "utm_campaign"]),
        st.sampled_from(_TEXT_OPS),
        st.sampled_from(["reactor", "*reactors*", "matches", "https://shop.example/", "reactor  TWO circuits"]),
    ),
    st.builds(
        lambda fact, op: {"fact": fact, "op": op},
        st.sampled_from(["search_query", "utm_campaign"]),
        st.sampled_from(["known", "unknown"]),
    ),
)
_numbers = st.builds(
    lambda fact, op, value: {"fact": fact, "op": op, "value": value},
    st.sampled_from(
        [
            "seconds_on_page",
            "seconds_on_site",
            "pages_viewed",
            "days_since_last_visit",
            "queue_length",
            "seconds_idle",
        ]
    ),
    st.sampled_from(["at_least", "less_than"]),
    st.integers(0, 60),
)
_choices = st.builds(
    lambda op, value: {"fact": "device", "op": op, "value": value},
    st.sampled_from(["one_of", "none_of"]),
    st.lists(st.sampled_from(["desktop", "phone", "tablet"]), min_size=1, unique=True),
)
_flags = st.builds(lambda op: {"fact": "contacts_known", "op": op}, st.sampled_from(["yes", "no"]))
_clock = st.builds(lambda start, end: f"{start:02}:{end:02}", st.integers(0, 23), st.integers(0, 59))
_times = st.lists(_clock, min_size=2, max_size=2, unique=True).map(
    lambda value: {"fact": "local_time", "op": "between", "value": value}
)
_days = st.builds(
    lambda op, value: {"fact": "weekday", "op": op, "value": value},
    st.sampled_from(["on", "not_on"]),
    st.lists(st.sampled_from([name for name, _label in WEEKDAYS]), min_size=1, unique=True),
)
_counts = st.builds(
    lambda op, times, within: {"fact": "events", "of": "compared", "op": op, "value": [times, within]},
    st.sampled_from(["at_least", "less_than"]),
    st.integers(1, 3),
    st.sampled_from([0, 10, 40]),
)
CONDITIONS = st.one_of(_texts, _numbers, _counts, _choices, _flags, _times, _days)


def _groups(members: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    kinds = st.sampled_from(["all", "any", "none"])
    return st.builds(lambda kind, of: {"group": kind, "of": of}, kinds, st.lists(members, min_size=1, max_size=3))


_two_deep = st.one_of(CONDITIONS, _groups(st.one_of(CONDITIONS, _groups(CONDITIONS))))
TREES = _groups(_two_deep)

FACTS = st.fixed_dictionaries(
    {
        "page_url": st.sampled_from(URLS),
        "search_query": st.sampled_from(QUERIES),
        "utm_campaign": st.sampled_from(["Matches", None]),
        "seconds_on_page": st.integers(0, 70),
        "seconds_on_site": st.integers(0, 70),
        "pages_viewed": st.integers(0, 61),
        "days_since_last_visit": st.one_of(st.none(), st.integers(0, 61)),
        "queue_length": st.integers(0, 61),
        "device": st.sampled_from(["desktop", "phone", ""]),
        "contacts_known": st.booleans(),
        "seconds_idle": st.one_of(st.none(), st.integers(0, 61)),
        "events:compared": st.lists(st.integers(0, 60), max_size=4).map(lambda ages: tuple(sorted(ages))),
        "second_of_week": st.integers(0, WEEK_SECONDS - 1),
    }
)


def meant(node: dict[str, Any], facts: dict[str, Any]) -> bool:
    """What a tree says of these facts, word by word."""
    if "group" in node:
        found = [meant(member, facts) for member in node["of"]]
        return {"all": all(found), "any": any(found), "none": not any(found)}[node["group"]]
    value, op = node.get("value"), node["op"]
    if node["fact"] == "local_time":
        start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in value)
        minute = facts["second_of_week"] // 60 % 1440
        return start <= minute < end if start < end else not end <= minute < start
    if node["fact"] == "weekday":
        day = str(int(facts["second_of_week"]) // 86400 + 1)
        return (day in value) is (op == "on")
    if node["fact"] == "events":
        counted = [age for age in facts["events:compared"] if not value[1] or age < value[1]]
        return (len(counted) >= value[0]) is (op == "at_least")
    return _meant_of(facts[node["fact"]], op, value)


def _meant_of(fact: Any, op: str, value: Any) -> bool:
    if fact is None or fact == "":
        return op in ("does_not_contain", "is_not", "unknown", "none_of", "no")
    if op in ("at_least", "less_than"):
        return (fact >= value) is (op == "at_least")
    if op in ("one_of", "none_of"):
        return (fact in value) is (op == "one_of")
    if op in ("yes", "no", "known", "unknown"):
        return {"yes": fact, "no": not fact, "known": True, "unknown": False}[op]
    if op == "fits":
        first, last = value.lower().startswith("*"), value.lower().endswith("*")
        core = value.lower().strip("*")
        return core in fact.lower() if first and last else core == fact.lower()
    one, other = " ".join(fact.lower().split()), " ".join(value.lower().split())
    found = {"contains": other in one, "is": other == one, "starts_with": one.startswith(other)}
    negated = {"does_not_contain": "contains", "is_not": "is"}
    return not found[negated[op]] if op in negated else found[op]
