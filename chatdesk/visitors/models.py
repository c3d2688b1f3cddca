"""Who comes: Visitor, Visit, PageView, Event, ContactPoint; and the secrets with which sites vouch for them."""

import secrets
import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import JSONField, Value
from django.utils.translation import gettext_lazy as _

from chatdesk.visitors.noted import Noted
from chatdesk.visitors.sources import TrafficSource, traffic_source
from tenants.models import Member, Site
from tenants.scoped import TenantForeignKey, TenantModel
from tenants.secrets import SecretField


class Visitor(Noted, TenantModel):
    """A browser that came to a site. Anonymous until they say who they are (D33)."""

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.BinaryField(max_length=32, editable=False)
    """SHA-256 of the visitor's 256-bit secret, which only their browser holds."""
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    speaks = models.CharField(max_length=2, blank=True, default="", db_default="", editable=False)
    """What the chat's window spoke on the page that was opened last; empty: the browser has not told."""
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
    """Names of the attributes that the site's server has signed. The rest anybody could have typed."""
    seen_at = models.DateTimeField(null=True, editable=False)
    """End of the last visit that is not kept any more (retention)."""
    is_team = models.BooleanField(default=False, db_default=False, editable=False)
    """A page that gave a browser of the client's team away is not kept any more."""
    created_at = models.DateTimeField(_("first seen"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        constraints = [models.UniqueConstraint(fields=["tenant", "token_hash"], name="visitor_token")]
        indexes = [models.Index(fields=["tenant", "created_at"], name="visitor_first_seen")]

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
        WITHDRAWN = "withdrawn", _("the visitor objected or withdrew")

    visitor = TenantForeignKey(Visitor, on_delete=models.CASCADE, related_name="+", verbose_name=_("visitor"))
    number = models.PositiveIntegerField(_("number"))
    """1 for the first visit of this visitor."""
    started_at = models.DateTimeField(_("arrived"))
    last_at = models.DateTimeField(_("last seen"))
    landing_url = models.CharField(_("landing page"), max_length=2048, blank=True)
    referrer = models.CharField(_("referrer"), max_length=2048, blank=True)
    user_agent = models.CharField(max_length=512, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, default="", db_default="")
    """Two letters of ISO 3166, of the address that the visit came from; the address itself is not kept."""
    city = models.CharField(_("city"), max_length=80, blank=True, default="", db_default="")
    pages = models.PositiveIntegerField(_("pages"), default=0)
    page_url = models.CharField(_("page"), max_length=2048, blank=True)
    page_title = models.CharField(_("page title"), max_length=300, blank=True)
    page_product = models.CharField(max_length=200, blank=True, default="", db_default="")
    """What the page itself says that it sells."""
    page_at = models.DateTimeField(null=True)
    """When the current page was opened, later by as long as it stood in the background."""
    page_view = models.BigIntegerField(null=True)
    """Id of the current page's row; no reference, as that row needs this one first."""
    front = models.CharField(max_length=32, blank=True, default="", db_default="")
    """Mark of the tab that came to the front last."""
    away_since = models.DateTimeField(null=True)
    """When the last tab of the visit went to the background; null while one is in front."""
    away = models.FloatField(default=0, db_default=0)
    """Seconds in the background before that."""
    window_opened_at = models.DateTimeField(null=True)
    """When the chat window was opened first; null if it never was."""
    window_closed_at = models.DateTimeField(null=True)
    """When the chat window was closed last; null if it was not, or is open."""
    cart = models.JSONField(default=dict, blank=True, db_default=Value({}, JSONField()))
    """As the site told it: ``value``, ``currency`` and ``items``."""
    letter = models.CharField(_("letter"), max_length=80, blank=True, db_default="", default="")
    """The name of the letter whose link was followed in this visit (D17)."""
    uninvitable = models.BooleanField(default=False)
    """A dismissed invitation ends invitations for this visit (A07)."""
    consent = models.CharField(
        _("consent"), max_length=9, choices=Consent.choices, default=Consent.SITE, db_default=Consent.SITE
    )
    consent_at = models.DateTimeField(_("consent told"), null=True, blank=True)
    """When the visitor agreed or withdrew; none where nobody was asked."""
    emptied_at = models.DateTimeField(_("emptied"), null=True, blank=True, editable=False)
    """When all but its dates was forgotten (retention): questions or letters are counted by it."""

    class Meta(TenantModel.Meta):
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [models.UniqueConstraint(fields=["tenant", "visitor", "number"], name="visit_number")]
        indexes = [models.Index(fields=["tenant", "-last_at"], name="visit_recent")]

    def __str__(self) -> str:
        return f"{self.visitor_id} #{self.number}"

    @property
    def logged_in(self) -> bool:
        """The site's server vouched for the visitor in this visit (D16)."""
        vouched_at = self.visitor.verified_at
        return vouched_at is not None and vouched_at >= self.started_at

    def seconds_in_front(self, start: datetime, now: datetime) -> float:
        """From ``start``, which is later by what the visitor was away before, until now or until they went away."""
        return max(0.0, ((self.away_since or now) - start).total_seconds())

    @property
    def source(self) -> TrafficSource:
        """How the visitor came this time."""
        return traffic_source(self.referrer, self.landing_url, self.letter)


class PageView(TenantModel):
    """One page of a visit."""

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="+", verbose_name=_("visit"))
    url = models.CharField(_("address"), max_length=2048)
    title = models.CharField(_("title"), max_length=300, blank=True)
    product = models.CharField(_("product"), max_length=200, blank=True, default="", db_default="")
    key = models.CharField(max_length=24, blank=True, default="", db_default="")
    """What the browser calls it, so that a socket that comes back is no second view."""
    at = models.DateTimeField(_("opened"))
    seconds = models.FloatField(_("seconds"), null=True)
    """In the foreground, as far as the page has told; null while it stands there for the first time."""
    signals = models.JSONField(default=dict, db_default=Value({}, JSONField()))
    """What the visitor did on it, as ``signals`` reads it."""

    class Meta(TenantModel.Meta):
        verbose_name = _("page view")
        verbose_name_plural = _("page views")
        indexes = [models.Index(fields=["tenant", "visit", "at"], name="page_view_of_visit")]

    def __str__(self) -> str:
        return self.url


class Event(TenantModel):
    """Something that a visitor did, as the site or a watched element told."""

    class Kind(models.TextChoices):
        """Who told."""

        TRACK = "track", _("told by the site")
        CLICK = "click", _("a click on a watched element")

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="+", verbose_name=_("visit"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=200)
    """Of the event, or the selector of the element."""
    meta = models.JSONField(_("details"), default=dict, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta(TenantModel.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["tenant", "visit", "at"], name="event_of_visit")]

    def __str__(self) -> str:
        return self.name


class ContactPoint(TenantModel):
    """A name, an address or a number that a visitor left somewhere, once for each value (D25, A39)."""

    class Kind(models.TextChoices):
        """What the value is."""

        NAME = "name", _("name")
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")

    class Origin(models.TextChoices):
        """Where it was seen first."""

        FORM = "form", _("a form of the site")
        MESSAGE = "message", _("a message")
        IDENTIFY = "identify", _("told by the site")
        OPERATOR = "operator", _("written by an operator")

    class Doubt(models.TextChoices):
        """Why nobody may be behind it."""

        SYNTAX = "syntax", _("there can be no such one")
        DISPOSABLE = "disposable", _("a throw-away mailbox")
        TYPO = "typo", _("mistyped")
        FAKE = "fake", _("made up")

    visitor = TenantForeignKey(Visitor, on_delete=models.CASCADE, related_name="+", verbose_name=_("visitor"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    value = models.CharField(_("value"), max_length=254)
    """As it was given first."""
    normal = models.CharField(_("normalised"), max_length=254)
    """E.164, lower case, single spaces: what makes two of them the same."""
    origin = models.CharField(_("seen in"), max_length=8, choices=Origin.choices)
    page = models.CharField(_("page"), max_length=2048, blank=True)
    """The form's, when it was sent last."""
    form = models.CharField(_("form"), max_length=80, blank=True)
    conversation = models.UUIDField(_("conversation"), null=True, blank=True)
    """Public id of the one in which it was written; conversations live above this package."""
    consent = models.CharField(_("consent"), max_length=9, choices=Visit.Consent.choices, blank=True)
    """On what ground it was taken; empty for what an operator wrote."""
    doubt = models.CharField(_("doubt"), max_length=10, choices=Doubt.choices, blank=True)
    suggestion = models.CharField(_("probably meant"), max_length=254, blank=True)
    first_at = models.DateTimeField(_("first seen"))
    last_at = models.DateTimeField(_("last seen"))
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    """When the site's server last signed that it is theirs; none: anybody could have typed it."""
    chosen_at = models.DateTimeField(_("chosen"), null=True, blank=True)
    """When an operator said that this one is right: it stands before what is only seen."""
    chosen_by = TenantForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chosen by")
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "visitor", "kind", "normal"], name="contact_point_once")
        ]

    def __str__(self) -> str:
        return self.value


def new_secret() -> str:
    """256 random bits, as text that any language's libraries take for a key."""
    return secrets.token_urlsafe(32)


def new_kid() -> str:
    """The name of a secret, which is none itself."""
    return secrets.token_hex(4)


class IdentitySecret(TenantModel):
    """A secret with which a site's server signs who is logged in (D16)."""

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    kid = models.CharField(_("key id"), max_length=8, default=new_kid, editable=False)
    secret = SecretField(_("signing secret"), default=new_secret, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    ends_at = models.DateTimeField(_("valid until"), null=True, blank=True, editable=False)
    """None: it is the site's present one."""

    class Meta(TenantModel.Meta):
        verbose_name = _("signing secret of a site")
        verbose_name_plural = _("signing secrets of sites")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "site", "kid"], name="identity_secret_kid"),
            models.UniqueConstraint(
                fields=["tenant", "site"], name="identity_secret_one", condition=models.Q(ends_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.kid
