"""The demo shop's poll."""

WHAT_KEEPS_YOU = {
    "questions": [
        {
            "kind": "one",
            "text": "What keeps you from ordering today?",
            "options": ["The price", "The delivery", "I want to compare first", "Nothing, I am just looking"],
        },
        {"kind": "scale", "text": "How easy was it to find what you need?", "options": ["Hard", "Easy"]},
        {"kind": "text", "text": "What would you like to read here?", "options": []},
    ],
    "thanks": "Thank you, that helps us.",
    "texts": {
        "ru": {
            "questions": [
                {
                    "text": "Что мешает заказать сегодня?",
                    "options": ["Цена", "Доставка", "Хочу сначала сравнить", "Ничего, просто смотрю"],
                },
                {"text": "Легко ли было найти нужное?", "options": ["Трудно", "Легко"]},
                {"text": "О чём здесь стоит написать?", "options": []},
            ],
            "thanks": "Спасибо, нам это поможет.",
        }
    },
}
