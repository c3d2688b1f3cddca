"""What an invitation has because of polls."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CarriesPoll(models.Model):
    """An invitation that may be a poll."""

    poll = models.JSONField(_("poll"), default=dict)
    """As ``polls.questions.asked`` makes it; empty: none."""
    begun_at = models.DateTimeField(_("poll begun"), null=True)
    """The visitor answered a question of the poll."""
    finished_at = models.DateTimeField(_("poll finished"), null=True)

    class Meta:
        abstract = True
