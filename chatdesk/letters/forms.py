"""Forms of letters: the page is one of the site's own, recipients come as a file or as text."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chatdesk.letters import recipients
from chatdesk.letters.recipients import MOST_BYTES, BadRecipients, Recipient
from chatdesk.letters.tokens import NAME
from chatdesk.visitors.addresses import origin_allowed
from tenants.admin.base import UnfoldAdminFileFieldWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget
from tenants.admin.forms import ScopedForm


class LetterForm(ScopedForm):
    """A letter; its page stands on its site's domains."""

    class Meta:
        widgets = {
            # A field for addresses would repeat what it holds as a link.
            "page": UnfoldAdminTextInputWidget({"inputmode": "url", "size": 60}),
            "context": UnfoldAdminTextareaWidget({"rows": 2}),
            "first_line": UnfoldAdminTextareaWidget({"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        """As Django's, then the page against the site."""
        found = super().clean() or {}
        site, page = found.get("site"), found.get("page", "")
        parts = urlsplit(page)
        if site and page and not origin_allowed(f"{parts.scheme}://{parts.netloc}", tuple(site.domains)):
            self.add_error("page", _("This page is not on the site's domains: the chat would not be there."))
        if f"{NAME}=" in parts.fragment:
            self.add_error("page", _("Leave the part behind # out: every link gets its own."))
        return found


class RecipientsForm(forms.Form):
    """Who gets a link."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text=_("CSV in UTF-8: a name, an e-mail address or both on each line, at most 10,000 lines."),
    )
    text = forms.CharField(
        label=_("Or write them here"),
        required=False,
        max_length=MOST_BYTES,
        widget=UnfoldAdminTextareaWidget({"rows": 6}),
        help_text=_("One on a line: Ilse Mill, ilse@mill.example"),
    )

    def clean(self) -> dict[str, Any]:
        """Reads the recipients; a line that can't be used is named."""
        found = super().clean() or {}
        if self.errors:
            return found
        file, text = found.get("file"), found.get("text", "")
        if bool(file) == bool(text.strip()):
            raise ValidationError(_("Choose a file, or write the recipients below."))
        return found | {"recipients": self._read("file", _bytes(file)) if file else self._read("text", text.encode())}

    def _read(self, field: str, data: bytes) -> list[Recipient]:
        try:
            return recipients.read(data)
        except BadRecipients as error:
            where = _("Line %d: ") % error.line if error.line else ""
            self.add_error(field, f"{where}{error.message}")
            return []


def _bytes(file: Any) -> bytes:
    """No more than one byte too many: what is longer is refused, not read."""
    data: bytes = file.read(MOST_BYTES + 1)
    return data
