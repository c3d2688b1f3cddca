"""Who comes: Visitor, Visit, PageView."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import JSONField, Value
from django.utils.translation import gettext_lazy as _

from tenants.models import Site
from tenants.scoped import TenantForeignKey, TenantModel


class Visitor(TenantModel):
    """A browser that came to a site. Anonymous until they say who they are (D33)."""

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.BinaryField(max_length=32, editable=False)
    """SHA-256 of the visitor's 256-bit secret, which only their browser holds."""
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    visits = models.PositiveIntegerField(_("visits"), default=0)
    external_id = models.CharField(_("id on the site"), max_length=128, blank=True, db_default="")
    """What the site itself calls this person: the ``sub`` of a signed identity, or an id that nobody signed."""
    verified_at = models.DateTimeField(_("identity verified"), null=True, blank=True)
    """When the site's server last vouched for this person; none: nobody ever did."""
    attributes = models.JSONField(_("attributes"), default=dict, blank=True, db_default=Value({}, JSONField()))
    """What the site tells of them, ``{name: text, number, yes or no, ISO date}``."""
    vouched = ArrayField(
        models.CharField(max_length=80), verbose_name=_("verified"), default=list, blank=True, db_default=[]
    )
    """What of it the site's server has signed: ``name``, ``attributes.plan``. The rest anybody could have typed."""
    seen_at = models.DateTimeField(null=True, editable=False)
    """End of the last visit that is not kept any more (retention)."""
    created_at = models.DateTimeField(_("first seen"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        constraints = [models.UniqueConstraint(fields=["tenant", "token_hash"], name="visitor_token")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name, or ``Guest 4127``: the number is made of the random id and tells nothing."""
        return self.name or f"Guest {self.public_id.int % 9000 + 1000}"


class Visit(TenantModel):
    """A stay on a site; ends after 30 minutes of silence."""

    class Consent(models.TextChoices):
        """On what ground pages were recorded, or why they were not."""

        SITE = "site", _("the site records everybody")
        GIVEN = "given", _("the visitor agreed")
        CHAT = "chat", _("none: the visitor only wrote")
        WITHDRAWN = "withdrawn", _("the visitor agreed, then withdrew")

    visitor = TenantForeignKey(Visitor, on_delete=models.CASCADE, related_name="+", verbose_name=_("visitor"))
    number = models.PositiveIntegerField(_("number"))
    """1 for the first visit of this visitor."""
    started_at = models.DateTimeField(_("arrived"))
    last_at = models.DateTimeField(_("last seen"))
    landing_url = models.CharField(_("landing page"), max_length=2048, blank=True)
    referrer = models.CharField(_("referrer"), max_length=2048, blank=True)
    user_agent = models.CharField(max_length=512, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    page_url = models.CharField(_("page"), max_length=2048, blank=True)
    page_title = models.CharField(_("page title"), max_length=300, blank=True)
    page_at = models.DateTimeField(null=True)
    """When the current page was opened."""
    uninvitable = models.BooleanField(default=False)
    """A dismissed invitation ends invitations for this visit (A07)."""
    consent = models.CharField(
        _("consent"), max_length=9, choices=Consent.choices, default=Consent.SITE, db_default=Consent.SITE
    )
    consent_at = models.DateTimeField(_("consent told"), null=True, blank=True)
    """When the visitor agreed or withdrew; none where nobody was asked."""

    class Meta(TenantModel.Meta):
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [models.UniqueConstraint(fields=["tenant", "visitor", "number"], name="visit_number")]
        indexes = [models.Index(fields=["tenant", "-last_at"], name="visit_recent")]

    def __str__(self) -> str:
        return f"{self.visitor_id} #{self.number}"


class PageView(TenantModel):
    """One page of a visit; the time spent is the distance to the next one."""

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="+", verbose_name=_("visit"))
    url = models.CharField(_("address"), max_length=2048)
    title = models.CharField(_("title"), max_length=300, blank=True)
    at = models.DateTimeField(_("opened"))

    class Meta(TenantModel.Meta):
        verbose_name = _("page view")
        verbose_name_plural = _("page views")
        indexes = [models.Index(fields=["tenant", "visit", "at"], name="page_view_of_visit")]

    def __str__(self) -> str:
        return self.url
