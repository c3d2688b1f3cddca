"""How the widget looks on a site, and which forms of the site it may read."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.models import Site
from tenants.scoped import TenantForeignKey, TenantModel, TenantOneToOneField

MOST_LINES = 20
LONGEST_LINE = 200
FIELD_KINDS = ("name", "email", "phone", "nothing")

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #1f5c8a."))


class Appearance(TenantModel):
    """Look and manners of one site's widget; every field changes what a visitor sees."""

    class Side(models.TextChoices):
        """Which lower corner."""

        END = "end", _("right")
        START = "start", pgettext_lazy("corner", "left")

    class Scheme(models.TextChoices):
        """Auto follows the page, not the computer."""

        AUTO = "auto", _("as the page")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    class Launcher(models.TextChoices):
        """The closed widget."""

        ICON = "icon", _("icon")
        TEXT = "text", _("words")
        FACE = "face", _("face of who would answer")

    class Font(models.TextChoices):
        """Whose letters."""

        SYSTEM = "system", _("of the visitor's system")
        SITE = "site", _("of the page")

    class Language(models.TextChoices):
        """Auto follows the page's language."""

        AUTO = "auto", _("as the page")
        EN = "en", "English"
        RU = "ru", "Русский"

    site = TenantOneToOneField(Site, on_delete=models.CASCADE, related_name="appearance", verbose_name=_("site"))
    accent = models.CharField(_("accent"), max_length=7, default="#1f5c8a", validators=[colour])
    surface = models.CharField(_("surface"), max_length=7, default="#ffffff", validators=[colour])
    surface_dark = models.CharField(
        _("dark surface"), max_length=7, blank=True, validators=[colour], help_text=_("Empty: made from the accent.")
    )
    radius = models.PositiveSmallIntegerField(_("roundness"), default=14, validators=[MaxValueValidator(24)])
    side = models.CharField(_("corner"), max_length=5, choices=Side.choices, default=Side.END)
    scheme = models.CharField(_("scheme"), max_length=5, choices=Scheme.choices, default=Scheme.AUTO)
    launcher = models.CharField(_("launcher"), max_length=4, choices=Launcher.choices, default=Launcher.ICON)
    offset_x = models.PositiveSmallIntegerField(
        _("distance from the side"), default=20, validators=[MinValueValidator(8), MaxValueValidator(160)]
    )
    offset_y = models.PositiveSmallIntegerField(
        _("distance from the bottom"), default=20, validators=[MinValueValidator(8), MaxValueValidator(160)]
    )
    z_index = models.IntegerField(_("layer"), default=9990)
    font = models.CharField(_("font"), max_length=6, choices=Font.choices, default=Font.SYSTEM)
    size = models.PositiveSmallIntegerField(
        _("text size"), default=15, validators=[MinValueValidator(14), MaxValueValidator(18)]
    )
    invitation_width = models.PositiveSmallIntegerField(
        _("width of invitations"),
        default=320,
        validators=[MinValueValidator(260), MaxValueValidator(400)],
        help_text=_("On computers and tablets; 260 to 400 pixels."),
    )
    invitation_width_phone = models.PositiveSmallIntegerField(
        _("width of invitations on phones"),
        default=400,
        validators=[MinValueValidator(260), MaxValueValidator(400)],
        help_text=_("260 to 400 pixels, and never wider than the page."),
    )
    window_width = models.PositiveSmallIntegerField(
        _("width of the window"),
        default=376,
        validators=[MinValueValidator(320), MaxValueValidator(480)],
        help_text=_("On computers and tablets; 320 to 480 pixels. A phone's window is as wide as its page."),
    )
    window_height = models.PositiveSmallIntegerField(
        _("height of the window"),
        default=600,
        validators=[MinValueValidator(400), MaxValueValidator(760)],
        help_text=_("To which it grows with the talk; 400 to 760 pixels."),
    )
    window_height_phone = models.PositiveSmallIntegerField(
        _("height of the window on phones, per cent"),
        default=90,
        validators=[MinValueValidator(60), MaxValueValidator(90)],
        help_text=_("Of what is seen of the page, 60 to 90; with the keyboard up it is always 90."),
    )
    language = models.CharField(_("language"), max_length=4, choices=Language.choices, default=Language.AUTO)
    preview = models.BooleanField(
        _("operators see what is being typed"), default=True, help_text=_("Off: they see only that somebody types.")
    )
    hide_when_away = models.BooleanField(_("hide while nobody is available"), default=False)
    greeting_en = models.CharField(_("greeting, English"), max_length=90, blank=True)
    greeting_ru = models.CharField(_("greeting, Russian"), max_length=90, blank=True)
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    avoid = models.TextField(
        _("keep clear of"), blank=True, help_text=_("CSS selectors of things the chat must not cover, one a line.")
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")

    def __str__(self) -> str:
        return str(self.site)


def validate_lines(text: str) -> None:
    """A handful of selectors, one a line."""
    found = lines_of(text)
    if len(found) > MOST_LINES or any(len(line) > LONGEST_LINE for line in found):
        raise ValidationError(_("At most 20 lines of at most 200 characters."))


def validate_fields(text: str) -> None:
    """Lines such as ``#fio = name``."""
    validate_lines(text)
    for line in lines_of(text):
        selector, sign, kind = line.rpartition("=")
        if not (sign and selector.strip() and kind.strip() in FIELD_KINDS):
            raise ValidationError(_("Write lines such as #fio = name. Kinds: name, email, phone, nothing."))


def lines_of(text: str) -> list[str]:
    """Lines with something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class FormCapture(TenantModel):
    """Whether contacts are taken over from a site's own forms, and from which (D25)."""

    site = TenantOneToOneField(Site, on_delete=models.CASCADE, related_name="form_capture", verbose_name=_("site"))
    enabled = models.BooleanField(
        _("take over contacts from forms of the site"),
        default=False,
        help_text=_(
            "Name, e-mail and phone number, when a visitor sends a form. "
            "Never passwords, cards, codes or hidden fields."
        ),
    )
    only = models.TextField(
        _("only these forms"),
        blank=True,
        validators=[validate_lines],
        help_text=_("CSS selectors such as #newsletter or form.order, one a line. Empty: every form."),
    )
    besides = models.TextField(
        _("not these forms"), blank=True, validators=[validate_lines], help_text=_("CSS selectors, one a line.")
    )
    fields = models.TextField(
        _("fields that are not recognised"),
        blank=True,
        validators=[validate_fields],
        help_text=_(
            "One a line: a CSS selector, = and name, email, phone or nothing. For example: #fio = name. "
            "Fields that look like a secret are not read even then."
        ),
    )
    region = models.CharField(
        _("country of phone numbers"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Write two capital letters such as GB."))],
        help_text=_("Two letters such as GB or RU, for numbers without a country code. Empty: the visitor's country."),
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("contacts from forms")
        verbose_name_plural = _("contacts from forms")

    def __str__(self) -> str:
        return str(self.site)


class SeenForm(TenantModel):
    """A form of a site as a browser met it lately: how it is made, never what was in it (D25)."""

    site = TenantForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    selector = models.CharField(_("form"), max_length=160)
    """CSS, made of its id, name or address."""
    page = models.CharField(_("page"), max_length=2048, blank=True)
    fields = models.JSONField(_("fields"), default=list)
    """``[{selector, kind}]`` in the form's order; kinds as in FormFieldSeen."""
    seen_at = models.DateTimeField(_("seen"))

    class Meta(TenantModel.Meta):
        verbose_name = _("seen form")
        verbose_name_plural = _("seen forms")
        constraints = [models.UniqueConstraint(fields=["tenant", "site", "selector"], name="seen_form_once")]

    def __str__(self) -> str:
        return self.selector
