"""The page on which a letter's recipients become links."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from chatdesk.letters.forms import RecipientsForm
from chatdesk.letters.models import Letter
from chatdesk.letters.recipients import written
from chatdesk.letters.services import make_links
from tenants.admin.scoped import TenantScopedAdmin
from tenants.scope import tenant_scope


class LetterPages(TenantScopedAdmin):
    """Beside the pages of every admin."""

    def get_urls(self) -> list[URLPattern]:
        """With the page of recipients."""
        view = self.admin_site.admin_view(self.recipients_view)
        return [path("<object_id>/recipients/", view, name="letters_letter_recipients"), *super().get_urls()]

    def recipients_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """POST ``file`` or ``text`` makes a link for each recipient and answers with them as CSV, this once.

        404 for a letter that is not there or has one link for everybody.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        letter = self.get_object(request, object_id)
        if letter is None or letter.kind != Letter.Kind.PERSONAL:
            raise Http404
        with tenant_scope(letter.tenant_id):
            form = RecipientsForm(request.POST or None, request.FILES or None)
            if request.method == "POST" and form.is_valid():
                return self._made(request, letter, form)
            context = {"title": _("Links for recipients"), "letter": letter, "form": form, "opts": self.opts}
            return self.render_page(request, "admin/letters/recipients.html", context).render()

    def _made(self, request: HttpRequest, letter: Letter, form: RecipientsForm) -> HttpResponse:
        chosen = form.cleaned_data["recipients"]
        links = make_links(letter=letter, recipients=chosen)
        self.log_change(request, letter, [{"added": {"name": str(_("links")), "object": str(len(links))}}])
        answer = HttpResponse(written(zip(chosen, links, strict=True)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{slugify(letter.name) or "letter"}.csv"'
        return answer
