"""The forms of a poll inside the form of a rule: its questions, and the same in other languages."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.polls.models import PollAnswer
from chatdesk.polls.questions import (
    LONGEST_TEXT,
    LONGEST_THANKS,
    MOST_QUESTIONS,
    BadPoll,
    Words,
    read,
    read_question,
    read_words,
)
from chatdesk.triggers.questions.variants import LANGUAGES

PLACES = range(1, MOST_QUESTIONS + 1)
FIELD = {"class": "builder__field"}
NO_WORDS: Words = {"text": "", "options": []}


class WordsForm(forms.Form):
    """A question and its answers, one to a line, in one language."""

    text = forms.CharField(
        label=gettext_lazy("Question"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.TextInput(FIELD),
    )
    options = forms.CharField(
        label=gettext_lazy("Answers, one to a line"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 4, **FIELD}),
    )

    use_required_attribute = False

    def __init__(self, data: Any = None, *, prefix: str, stored: Mapping[str, Any] | None = None) -> None:
        stored = stored or {}
        lines = "\n".join(stored.get("options", ()))
        super().__init__(data, prefix=prefix, initial={**stored, "options": lines})

    @property
    def written(self) -> dict[str, Any]:
        """As a poll keeps it, not looked at yet."""
        lines = [line.strip() for line in self.cleaned_data.get("options", "").splitlines()]
        return {"text": self.cleaned_data.get("text", ""), "options": lines if any(lines) else []}

    @property
    def is_filled(self) -> bool:
        """Something is in it."""
        return bool(self["text"].value() or self["options"].value())


class QuestionForm(WordsForm):
    """A question as it is written first."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Answered with"),
        choices=PollAnswer.Kind.choices,
        initial=PollAnswer.Kind.ONE,
        required=False,
        widget=forms.Select(FIELD),
    )

    field_order = ["text", "kind", "options"]

    @property
    def written(self) -> dict[str, Any]:
        """With its kind."""
        return super().written | {"kind": self.cleaned_data.get("kind") or PollAnswer.Kind.ONE.value}


class ThanksForm(forms.Form):
    """What stands there after the last answer."""

    thanks = forms.CharField(
        label=gettext_lazy("Thanks after the last answer"),
        required=False,
        max_length=LONGEST_THANKS,
        widget=forms.TextInput(FIELD),
    )


class Sheet:
    """All forms of one poll, as they were sent or as they are stored."""

    def __init__(self, name: str, *, data: Any = None, stored: Mapping[str, Any] | None = None) -> None:
        stored = stored or {}
        self.questions = _forms(QuestionForm, name, data, stored)
        self.thanks = _thanks(name, data, stored)
        texts = stored.get("texts", {})
        self.languages = {
            tag: (
                _forms(WordsForm, f"{name}-{tag}", data, texts.get(tag)),
                _thanks(f"{name}-{tag}", data, texts.get(tag)),
            )
            for tag in LANGUAGES
        }

    @property
    def forms(self) -> Iterator[forms.Form]:
        """Each of them."""
        yield from (*self.questions, self.thanks)
        for words, thanks in self.languages.values():
            yield from (*words, thanks)

    def with_errors(self) -> Self:
        """Itself, looked at: every field that is wrong says so."""
        with contextlib.suppress(ValidationError):
            _ = self.document
        return self

    @cached_property
    def document(self) -> dict[str, Any]:
        """The poll; raises ValidationError if something is wrong in a form, which says what. Empty: no questions."""
        valid = [form.is_valid() for form in self.forms]
        filled = [place for place, form in enumerate(self.questions) if form.is_filled]
        questions = (
            {place: self._checked(self.questions[place], read_question) for place in filled} if all(valid) else {}
        )
        texts = {tag: self._translation(tag, questions) for tag in LANGUAGES if self._is_translated(tag)}
        if any(form.errors for form in self.forms):
            raise ValidationError(_("Something below is not right yet."))
        if not questions:
            return {}
        document = {"questions": list(questions.values()), "thanks": _said(self.thanks), "texts": texts}
        try:
            read(document)
        except BadPoll as error:
            raise ValidationError(str(error.message)) from error
        return document

    def _is_translated(self, tag: str) -> bool:
        words, thanks = self.languages[tag]
        return any(form.is_filled for form in words) or bool(thanks["thanks"].value())

    def _translation(self, tag: str, questions: Mapping[int, Any]) -> dict[str, Any]:
        words, thanks = self.languages[tag]
        for place, form in enumerate(words):
            if form.is_filled and place not in questions and not self.questions[place].errors:
                form.add_error("text", _("Above there is no question of this number."))
        read_ones = [
            self._checked(words[place], lambda number, one, first=first: read_words(number, one, first))
            for place, first in questions.items()
            if first
        ]
        return {"questions": read_ones, "thanks": _said(thanks)}

    def _checked(self, form: WordsForm, look: Any) -> Any:
        try:
            return look(0, form.written)
        except BadPoll as error:
            form.add_error(error.part, str(error.message))
            return {}


class PollWidget(forms.Widget):
    """The questions below each other, then the other languages."""

    template_name = "admin/triggers/poll.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The forms as they were sent, or as they are stored."""
        sheet = value.with_errors() if isinstance(value, Sheet) else Sheet(name, stored=value)
        titles = [_("Question {number}").format(number=place) for place in PLACES]
        languages: list[dict[str, Any]] = [
            {"title": title, "words": list(zip(titles, words, strict=True)), "thanks": thanks, "tag": tag}
            for (tag, title), (words, thanks) in zip(LANGUAGES.items(), sheet.languages.values(), strict=True)
        ]
        for language in languages:
            language["is_open"] = any(form.errors or form.is_filled for _title, form in language["words"])
        more = {"questions": zip(titles, sheet.questions, strict=True), "thanks": sheet.thanks, "languages": languages}
        return super().get_context(name, None, attrs) | more

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sheet:
        """Bound forms."""
        return Sheet(name, data=data)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without these parts leaves the poll as it is."""
        return f"{name}-1-text" not in data


class PollField(forms.Field):
    """A poll as the model keeps it."""

    widget = PollWidget

    def clean(self, value: Sheet) -> dict[str, Any]:
        """The document; raises ValidationError if something is wrong in a form, which says what."""
        return value.document

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as it is stored."""
        try:
            return bool((initial or {}) != data.document)
        except ValidationError:
            return True


def poll_field() -> PollField:
    """One to three questions."""
    return PollField(
        required=False,
        label=gettext_lazy("Questions of the poll"),
        help_text=gettext_lazy(
            "One to three, asked one at a time below the first line. Of a scale write what 1 and what 5 mean, on two "
            "lines, or nothing. What is empty in a language is read as above."
        ),
    )


def _forms(kind: type[WordsForm], name: str, data: Any, stored: Mapping[str, Any] | None) -> Sequence[Any]:
    questions = dict(enumerate((stored or {}).get("questions", ()), 1))
    return [kind(data, prefix=f"{name}-{place}", stored=questions.get(place)) for place in PLACES]


def _thanks(name: str, data: Any, stored: Mapping[str, Any] | None) -> ThanksForm:
    return ThanksForm(data, prefix=name, initial={"thanks": (stored or {}).get("thanks", "")})


def _said(form: ThanksForm) -> str:
    return str(form.cleaned_data.get("thanks", ""))
