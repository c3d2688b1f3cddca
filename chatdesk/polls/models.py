"""What visitors answered: PollAnswer (D06)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatdesk.polls.questions import LONGEST_TEXT
from chatdesk.visitors.models import Visitor
from tenants.scoped import TenantForeignKey, TenantModel


class PollAnswer(TenantModel):
    """A visitor's answer to one question of a poll, in the words of those who asked.

    It names the rule that asked without a reference to it: what was answered outlives the rule, and a question that was
    written anew is another question.
    """

    class Kind(models.TextChoices):
        """How the question is answered: as ``questions.Kind``."""

        ONE = "one", _("one of several answers")
        MANY = "many", _("any of several answers")
        SCALE = "scale", _("a step from 1 to 5")
        TEXT = "text", _("own words")

    visitor = TenantForeignKey(Visitor, on_delete=models.CASCADE, related_name="+", verbose_name=_("visitor"))
    rule = models.BigIntegerField(editable=False)
    """Id of the trigger."""
    poll = models.CharField(_("poll"), max_length=80)
    """What the rule was called."""
    question = models.CharField(_("question"), max_length=LONGEST_TEXT)
    place = models.PositiveSmallIntegerField(_("number"))
    """In the poll, from one."""
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    values = models.JSONField(_("answer"), default=list)
    """The chosen options, the step of a scale, or the visitor's words, as a list of texts; empty: passed over."""
    at = models.DateTimeField(_("answered"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "visitor", "rule", "question"], name="poll_answer_once")
        ]
        indexes = [models.Index(fields=["tenant", "rule", "at"], name="poll_answer_of_rule")]

    def __str__(self) -> str:
        return self.question
