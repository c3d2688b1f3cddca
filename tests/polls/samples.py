"""A poll of three questions, as a rule keeps it."""

from typing import Any

WHY = "What brings you here today?"
EASY = "How easy was it to find?"
MISSING = "What is missing?"

POLL: dict[str, Any] = {
    "questions": [
        {"kind": "one", "text": WHY, "options": ["Heating a town", "Lighting the stove", "Just looking"]},
        {"kind": "scale", "text": EASY, "options": ["Hard", "Easy"]},
        {"kind": "text", "text": MISSING, "options": []},
    ],
    "thanks": "Thank you, that helps me.",
    "texts": {
        "ru": {
            "questions": [
                {"text": "Что вас привело?", "options": ["Отопление города", "Растопить печь", ""]},
                {"text": "", "options": []},
                {"text": "Чего не хватает?", "options": []},
            ],
            "thanks": "Спасибо!",
        }
    },
}


def question(kind: str, *options: str, text: str = "Which?") -> dict[str, Any]:
    """One question."""
    return {"kind": kind, "text": text, "options": list(options)}


def poll_of(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A poll in one language."""
    return {"questions": list(questions), "thanks": "", "texts": {}, **more}
