"""A tree of conditions takes the place of page and seconds."""

import django.core.validators
from django.db import migrations, models

import chatdesk.triggers.models
import chatdesk.triggers.validators

TO_TREES = """
alter table triggers_trigger no force row level security;
update triggers_trigger set conditions = jsonb_build_object('group', 'all', 'of',
    case when page_glob = '*' then '[]'::jsonb
        else jsonb_build_array(jsonb_build_object('fact', 'page_url', 'op', 'fits', 'value', page_glob)) end
    || jsonb_build_array(jsonb_build_object('fact', 'seconds_on_page', 'op', 'at_least', 'value', seconds_on_page)));
alter table triggers_trigger force row level security;
"""


class Migration(migrations.Migration):
    """Every rule keeps its meaning."""

    dependencies = [("triggers", "0004_wording")]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="conditions",
            field=models.JSONField(
                default=chatdesk.triggers.models.on_every_page,
                validators=[chatdesk.triggers.validators.validate_conditions],
                verbose_name="conditions",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="repeat",
            field=models.CharField(
                choices=[
                    ("visit", "once a visit"),
                    ("visitor", "once a visitor"),
                    ("days", "once in so many days"),
                ],
                default="visit",
                max_length=7,
                verbose_name="asks",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="repeat_days",
            field=models.PositiveSmallIntegerField(
                default=30,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ],
                verbose_name="days",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="most_waiting",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: asks however many wait.",
                null=True,
                verbose_name="silent while more visitors wait than",
            ),
        ),
        migrations.RunSQL(TO_TREES, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="trigger", name="page_glob"),
        migrations.RemoveField(model_name="trigger", name="seconds_on_page"),
    ]
