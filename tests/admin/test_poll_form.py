"""A rule's poll in its form: what is written comes back, what is wrong is said beside its field."""

from typing import Any

import pytest

from chatdesk.triggers.models import Trigger
from tests.admin.addresses import page_of
from tests.admin.test_forms import trigger_form, triggers_of
from tests.polls.samples import EASY, MISSING, POLL, WHY

WRITTEN = {
    "action": "poll",
    "poll-1-text": WHY,
    "poll-1-kind": "one",
    "poll-1-options": "Heating a town\r\n  Lighting the stove \r\nJust looking\r\n",
    "poll-2-text": EASY,
    "poll-2-kind": "scale",
    "poll-2-options": "Hard\nEasy",
    "poll-3-text": MISSING,
    "poll-3-kind": "text",
    "poll-3-options": "",
    "poll-thanks": "Thank you, that helps me.",
    "poll-ru-1-text": "Что вас привело?",
    "poll-ru-1-options": "Отопление города\nРастопить печь\nПросто смотрю",
    "poll-ru-3-text": "Чего не хватает?",
    "poll-ru-thanks": "Спасибо!",
}
EMPTY = {f"poll-{number}-{part}": "" for number in (1, 2, 3) for part in ("text", "options")}
NOTHING = {name: "" for name in WRITTEN if name.startswith("poll-") and "kind" not in name}


def add(browser: Any, world: Any, **changes: object) -> Any:
    return browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site) | WRITTEN | changes)


def test_a_poll_is_saved_and_comes_back_into_the_form(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert add(browser, world).status_code == 302
    (made,) = triggers_of(world.ours)
    assert made.action == "poll"
    assert made.poll["questions"] == POLL["questions"]
    assert made.poll["texts"]["ru"] == {
        "questions": [
            {"text": "Что вас привело?", "options": ["Отопление города", "Растопить печь", "Просто смотрю"]},
            {"text": "", "options": []},
            {"text": "Чего не хватает?", "options": []},
        ],
        "thanks": "Спасибо!",
    }
    page = browser.get(page_of(Trigger, "change", made.pk)).content.decode()
    for words in (WHY, "Lighting the stove\nJust looking", "Растопить печь", "Спасибо!"):
        assert words in page


def test_the_second_question_may_be_left_out(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    add(browser, world, **{"poll-2-text": "", "poll-2-options": ""})
    (made,) = triggers_of(world.ours)
    assert [one["text"] for one in made.poll["questions"]] == [WHY, MISSING]
    assert [one["text"] for one in made.poll["texts"]["ru"]["questions"]] == ["Что вас привело?", "Чего не хватает?"]


def test_a_form_without_the_poll_leaves_it_and_an_emptied_one_is_dropped(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    add(browser, world)
    (made,) = triggers_of(world.ours)
    page = page_of(Trigger, "change", made.pk)
    browser.post(page, trigger_form(world.ours.site) | {"action": "poll"})
    assert triggers_of(world.ours)[0].poll == made.poll
    silent = {name: "" for name in WRITTEN if name.startswith("poll-")}
    browser.post(page, trigger_form(world.ours.site) | silent | {"action": "bubble"})
    assert triggers_of(world.ours)[0].poll == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"poll-1-options": "Two"}, "Write two to six answers, each on a line of its own."),
        ({"poll-1-options": ""}, "Write two to six answers, each on a line of its own."),
        ({"poll-1-options": "\n".join("abcdefg")}, "Up to six answers of up to 80 characters."),
        ({"poll-1-options": f"Two\n{'x' * 81}"}, "Up to six answers of up to 80 characters."),
        ({"poll-1-options": "Two\nTWO"}, "Every answer has words, and no two are the same."),
        ({"poll-1-options": "Two\n\nThree"}, "Every answer has words, and no two are the same."),
        ({"poll-1-text": ""}, "Write the question."),
        ({"poll-1-text": "x" * 201}, "at most 200 characters"),
        ({"poll-1-kind": "tree"}, "Select a valid choice"),
        ({"poll-2-options": "Hard"}, "Write two lines, what 1 means and what 5 means, or none."),
        ({"poll-2-text": WHY.upper()}, "Two questions are the same."),
        ({"poll-3-options": "a\nb"}, "Visitors answer this question in their own words"),
        ({"poll-thanks": "x" * 121}, "at most 120 characters"),
        ({"poll-ru-1-options": "Отопление города"}, "Write as many answers as in the first language"),
        ({"poll-ru-1-text": "x" * 201}, "at most 200 characters"),
        ({"poll-2-text": "", "poll-2-options": "", "poll-ru-2-text": "Легко?"}, "no question of this number"),
        (NOTHING, "Write at least one question of the poll."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(change, says, world, sign_in) -> None:
    answer = add(sign_in(world.ours.admin.user), world, **change)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert triggers_of(world.ours) == []


def test_a_poll_that_is_not_asked_need_not_be_written(world, sign_in) -> None:
    browser = sign_in(world.ours.admin.user)
    assert browser.post(page_of(Trigger, "add"), trigger_form(world.ours.site) | EMPTY).status_code == 302
    assert triggers_of(world.ours)[0].poll == {}
