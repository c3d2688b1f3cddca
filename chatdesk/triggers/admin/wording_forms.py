"""Forms inside the form of a rule: its question in other languages, and its further variants."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.triggers.questions.branches import MOST
from chatdesk.triggers.questions.variants import FURTHER, LANGUAGES, MOST_WEIGHT
from chatdesk.triggers.questions.wording import MAX_TEXT
from chatdesk.triggers.validators import validate_branches, validate_wording


class BranchesWidget(forms.Widget):
    """A line for each expected answer: its words, and what is asked next."""

    template_name = "admin/triggers/branches.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """All lines, the filled ones first."""
        rows = [{"words": ", ".join(one["words"]), "reply": one["reply"]} for one in value or []]
        empty = {"words": "", "reply": ""}
        return super().get_context(name, None, attrs) | {"rows": [*rows, *[empty] * (MOST - len(rows))]}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        """The lines in which something stands."""
        lines = zip(data.getlist(f"{name}_words"), data.getlist(f"{name}_reply"), strict=False)
        return [_branch(words, reply) for words, reply in lines if words.strip() or reply.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without these lines leaves the branches as they are."""
        return f"{name}_words" not in data


class BranchesField(forms.Field):
    """Expected answers as the model keeps them."""

    widget = BranchesWidget

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as they are stored."""
        return (initial or []) != (data or [])


class PartsWidget(forms.Widget):
    """Small forms below each other, each of which unfolds."""

    template_name = "admin/triggers/parts.html"

    def __init__(self, form: type["WordingForm"], slots: Mapping[str, Any]) -> None:
        super().__init__()
        self.form = form
        self.slots = slots

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The forms as they were sent, or as they are stored."""
        sent = value if isinstance(value, list) else self._stored(name, value or {})
        parts = [{"title": title, "form": form} for title, form in zip(self.slots.values(), sent, strict=True)]
        return super().get_context(name, None, attrs) | {"parts": parts}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list["WordingForm"]:
        """A bound form for every slot."""
        return [self.form(data, prefix=f"{name}-{slot}") for slot in self.slots]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without these parts leaves them as they are."""
        return not any(f"{name}-{slot}-text" in data for slot in self.slots)

    def _stored(self, name: str, documents: Mapping[str, Any]) -> list["WordingForm"]:
        return [self.form(prefix=f"{name}-{slot}", initial=documents.get(slot)) for slot in self.slots]


class PartsField(forms.Field):
    """A JSON document of small forms; a slot whose question is empty is left out."""

    def __init__(self, form: type["WordingForm"], slots: Mapping[str, Any], **options: Any) -> None:
        super().__init__(required=False, widget=PartsWidget(form, slots), **options)
        self.slots = slots

    def clean(self, value: Iterable["WordingForm"]) -> dict[str, Any]:
        """The filled slots; raises ValidationError if something is wrong in one, which says what."""
        sent = dict(zip(self.slots, value, strict=True))
        if not all(form.is_valid() for form in sent.values()):
            raise ValidationError(_("Something below is not right yet."))
        return {slot: form.cleaned_data for slot, form in sent.items() if form.cleaned_data["text"]}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as they are stored."""
        try:
            return bool((initial or {}) != self.clean(data))
        except ValidationError:
            return True


class WordingForm(forms.Form):
    """A question with its answers in one language."""

    text = forms.CharField(
        label=gettext_lazy("Question"),
        required=False,
        max_length=MAX_TEXT,
        validators=[validate_wording],
        widget=forms.Textarea({"rows": 2, "class": "builder__field", "data-asks": True}),
    )
    branches = BranchesField(
        label=gettext_lazy("Answers and prepared replies"), required=False, validators=[validate_branches]
    )

    use_required_attribute = False

    @property
    def is_open(self) -> bool:
        """Something is in it."""
        return bool(self.errors or self["text"].value())

    def clean(self) -> dict[str, Any]:
        """Answers need a question; nothing is stored as None."""
        document = {**self.cleaned_data, "branches": self.cleaned_data.get("branches") or []}
        if document["branches"] and not document.get("text", "x"):
            self.add_error("text", _("Write the question that these answers are for."))
        return document


class VariantForm(WordingForm):
    """One way to ask."""

    weight = forms.IntegerField(
        label=gettext_lazy("Share"),
        min_value=1,
        max_value=MOST_WEIGHT,
        initial=1,
        required=False,
        widget=forms.NumberInput({"class": "builder__field builder__field--short"}),
    )
    texts = PartsField(WordingForm, LANGUAGES, label=gettext_lazy("In other languages"))

    field_order = ["text", "branches", "texts", "weight"]

    def clean(self) -> dict[str, Any]:
        """As a wording, of weight one if nobody says otherwise."""
        document = super().clean()
        if "weight" not in self.errors:
            document["weight"] = document.get("weight") or 1
        return document


def texts_field() -> PartsField:
    """The question in every language that the window speaks."""
    return PartsField(
        WordingForm,
        LANGUAGES,
        label=gettext_lazy("In other languages"),
        help_text=gettext_lazy(
            "Visitors read the question in the language of their window; above stands what all others read."
        ),
    )


def variants_field() -> PartsField:
    """B to E, each in all languages."""
    return PartsField(
        VariantForm,
        {name: format_lazy(gettext_lazy("Variant {name}"), name=name) for name in FURTHER},
        label=gettext_lazy("Further variants"),
        help_text=gettext_lazy(
            "Other ways to ask. A visitor always gets the same one. Empty the question to drop a variant."
        ),
    )


def _branch(words: str, reply: str) -> dict[str, Any]:
    return {"words": [word.strip() for word in words.split(",") if word.strip()], "reply": reply.strip()}
