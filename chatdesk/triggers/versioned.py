"""A rule has a life: a draft, versions that were live, and an end that can be taken back (A28)."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoped import TenantForeignKey, TenantModel


class RuleState(models.TextChoices):
    """What a rule is to visitors. Whether something is not published yet is said besides."""

    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")
    OFF = "off", _("off")


class Versioned(models.Model):
    """Columns of a rule that tell where in its life it is; the others are what is live, or was live last."""

    version = models.PositiveIntegerField(_("version"), default=0, db_default=0, editable=False)
    """Number of the version that is live, or was last; 0: none was published yet, or nobody counted then."""
    deleted_at = models.DateTimeField(null=True, editable=False)
    """It is off and in no list, and can be brought back."""

    class Meta:
        abstract = True

    @property
    def state(self) -> RuleState:
        """One of three; a rule that was never live and is not is a draft."""
        if getattr(self, "enabled", False):
            return RuleState.LIVE
        return RuleState.OFF if self.version else RuleState.DRAFT


class TriggerVersion(TenantModel):
    """What was done to a rule, and what it was from then on; or what is not published yet."""

    class Kind(models.TextChoices):
        """What was done."""

        DRAFT = "draft", _("draft")
        FOUND = "found", _("as it was before")
        PUBLISHED = "published", _("published")
        ON = "on", _("switched on")
        OFF = "off", _("switched off")
        MOVED = "moved", _("moved in the order")
        DELETED = "deleted", _("deleted")
        RESTORED = "restored", _("brought back after it was deleted")

    trigger = TenantForeignKey("triggers.Trigger", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    """Of the version that it is, or that it was done to."""
    kind = models.CharField(max_length=9, choices=Kind.choices)
    document = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    """All columns, as ``snapshots`` takes them; of a draft only those that differ from what is live."""
    by = models.CharField(max_length=254)
    """The person's name, or e-mail address, at that time."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "trigger"], condition=models.Q(kind="draft"), name="trigger_one_draft"
            )
        ]
        indexes = [models.Index(fields=["tenant", "trigger", "id"], name="versions_of_trigger")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"

    @property
    def is_whole(self) -> bool:
        """It holds all that the rule was, so that it can be looked at and brought back."""
        return self.kind in {self.Kind.FOUND, self.Kind.PUBLISHED, self.Kind.DELETED}
