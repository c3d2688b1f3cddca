"""What a rule does on the visitor's screen, as columns of it (D05, D11)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.triggers.questions.links import MAX_LINK
from chatdesk.triggers.validators import validate_link, validate_poll


class Acting(models.Model):
    """A bubble, or something else; a banner also leads somewhere, a poll has questions."""

    class Action(models.TextChoices):
        """What happens on the visitor's screen."""

        BUBBLE = "bubble", gettext_lazy("asks in a bubble above the launcher")
        WINDOW = "window", gettext_lazy("opens the chat window with the question")
        BANNER = "banner", gettext_lazy("shows a banner with a link")
        GLOW = "glow", gettext_lazy("lets the launcher glow for a moment")
        POLL = "poll", gettext_lazy("asks a poll of one to three questions")

    class Opens(models.TextChoices):
        """Where a banner's page appears."""

        HERE = "here", gettext_lazy("in the same tab")
        APART = "apart", gettext_lazy("in a new tab")

    class Place(models.TextChoices):
        """Where a banner stands."""

        BESIDE = "beside", gettext_lazy("above the launcher, and in the window once it is open")
        WINDOW = "window", gettext_lazy("in the chat window alone")

    action = models.CharField(
        gettext_lazy("what it does"),
        max_length=6,
        choices=Action.choices,
        default=Action.BUBBLE,
    )
    banner_link = models.CharField(
        gettext_lazy("banner leads to"),
        max_length=MAX_LINK,
        blank=True,
        validators=[validate_link],
        help_text=gettext_lazy(
            "/sale for a page of the site, or a whole address. If it belongs to another site, the banner says which."
        ),
    )
    banner_opens = models.CharField(
        gettext_lazy("the page opens"), max_length=5, choices=Opens.choices, default=Opens.HERE
    )
    banner_place = models.CharField(
        gettext_lazy("the banner stands"), max_length=6, choices=Place.choices, default=Place.BESIDE
    )

    poll = models.JSONField(gettext_lazy("poll"), default=dict, blank=True, validators=[validate_poll])
    """As ``polls.questions.read`` takes it. Counts only with ``Action.POLL``."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A banner leads somewhere, a poll has questions; raises ValidationError beside its field."""
        super().clean()
        if self.action == self.Action.BANNER and not self.banner_link:
            raise ValidationError({"banner_link": _("Write where the banner leads.")})
        if self.action == self.Action.POLL and not self.poll:
            raise ValidationError({"poll": _("Write at least one question of the poll.")})
