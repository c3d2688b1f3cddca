"""Others' ids in the bodies of forms: references, keys of inlines, owners that nobody asked for."""

import pytest

from tests.isolation import calls, errands, forms
from tests.isolation.browser import Answer, Browser, Call, difference
from tests.isolation.furnished import Marked, fingerprint, make_marked
from tests.isolation.ids import LABELS
from tests.isolation.people import REACH


@pytest.fixture
def marked(database: None) -> Marked:
    """A world of its own: what these forms save is ours to alter."""
    return make_marked()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("person", ["client admin", "agency owner"])
def test_no_form_takes_a_strangers_row(marked: Marked, person: str) -> None:
    beyond = set("ABCNS") - REACH[person]
    before = fingerprint(marked, beyond)
    browser, findings, tried = Browser.of(marked, person), [], 0
    for path in pages(marked, person):
        for call in forms.tampered(browser, path, marked.foreign):
            tried += 1
            answer = browser.send(call)
            findings += problems(browser, call, answer, person)
    assert not findings, "\n".join(findings)
    assert tried > 20
    assert fingerprint(marked, beyond) == before
    assert [table for table in errands.copied(marked) if "CANARY_B" in table] == []


def test_the_same_forms_are_taken_when_nobody_tampers_with_them(marked: Marked) -> None:
    browser = Browser.of(marked, "client admin")
    taken = []
    for path in pages(marked, "client admin"):
        page = browser.send(Call("GET", path))
        if page.status == 200 and page.context is not None and "adminform" in page.context:
            sent = browser.send(Call("POST", path, data=forms.filled(page.context)))
            taken += [path] if sent.status == 302 else []
    assert len(taken) >= 5, taken


def pages(marked: Marked, person: str) -> list[str]:
    """Own rows to change and pages to add one."""
    owner = calls.home(marked, person)
    changes = [f"admin/{page}/{owner.rows[label]}/change/" for page, label in LABELS.items()]
    return changes + [f"admin/{page}/add/?client={owner.client.id}" for page in LABELS]


def problems(browser: Browser, call: Call, answer: Answer, person: str) -> list[str]:
    """What is wrong with the answer to a tampered form."""
    found = []
    if answer.status >= 500:
        found.append(f"{call}: {answer.status}")
    if answer.letters - REACH[person]:
        found.append(f"{call}: shows {answer.letters}")
    if call.twin is not None:
        told_apart = difference(answer.like(call.number), browser.send(call.twin).like(call.twin.number))
        found += [f"{call}: differs from a row that does not exist: {told_apart}"] if told_apart else []
    return found
