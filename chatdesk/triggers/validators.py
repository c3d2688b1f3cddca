"""What a rule must be before it is saved, in words that its writer can act on."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chatdesk.polls.questions import BadPoll
from chatdesk.polls.questions import read as read_poll
from chatdesk.triggers.engine.conditions import BadTree, read
from chatdesk.triggers.questions.branches import BadBranches
from chatdesk.triggers.questions.branches import read as read_branches
from chatdesk.triggers.questions.links import BadLink, read_link
from chatdesk.triggers.questions.variants import BadVariants, read_texts, read_variants
from chatdesk.triggers.questions.wording import NAMES, has_stray_brace, unknown_names, without_fallback


def validate_conditions(tree: object) -> None:
    """A tree that the engine can read; raises ValidationError with ``path``, the place in the tree."""
    try:
        read(tree)
    except BadTree as error:
        raise ValidationError(str(error.message), code="conditions", params={"path": list(error.path)}) from error


def validate_branches(branches: object) -> None:
    """Expected answers with their replies; raises ValidationError."""
    try:
        read_branches(branches)
    except BadBranches as error:
        where = _("Answer %d: ") % error.number if error.number else ""
        raise ValidationError(f"{where}{error.message}") from error


def validate_wording(text: str) -> None:
    """Every gap has a known name, and a fallback where it may stay empty; raises ValidationError."""
    unknown, bare = unknown_names(text), without_fallback(text)
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in sorted(NAMES))
        raise ValidationError(
            _("Nothing is known by the name of {%(name)s}. There are: %(known)s."),
            params={"name": unknown[0], "known": known},
        )
    if bare:
        raise ValidationError(
            _("Say what to write when it is not known: {%(name)s|your words}."), params={"name": bare[0]}
        )
    if has_stray_brace(text):
        raise ValidationError(_("A brace is open or closed for nothing."))


def validate_link(link: str) -> None:
    """Where a banner may lead; raises ValidationError."""
    try:
        read_link(link)
    except BadLink as error:
        raise ValidationError(str(error.message)) from error


def validate_texts(texts: object) -> None:
    """A question in other languages, each without a hole; raises ValidationError."""
    try:
        for one in read_texts(texts).values():
            validate_wording(one["text"])
    except BadVariants as error:
        raise ValidationError(str(error.message)) from error


def validate_variants(variants: object) -> None:
    """Further variants in all their languages, each without a hole; raises ValidationError."""
    try:
        for variant in read_variants(variants).values():
            validate_wording(variant["text"])
            validate_texts(variant["texts"])
    except BadVariants as error:
        raise ValidationError(str(error.message)) from error


def validate_poll(poll: object) -> None:
    """One to three questions with their answers; raises ValidationError."""
    try:
        read_poll(poll)
    except BadPoll as error:
        where = _("Question %d: ") % error.number if error.number else ""
        raise ValidationError(f"{where}{error.message}") from error


def validate_goal_page(glob: str) -> None:
    """A pattern that some pages fit and others don't; raises ValidationError."""
    if not glob.replace("*", "").strip():
        raise ValidationError(_("Every page would be the goal. Write the address of one."))
    if not glob.startswith(("*", "http")):
        raise ValidationError(_("Begin with a star or with the whole address: */thank-you"))
