"""A goal may be an event; counting begins anew with another question."""

from django.db import migrations, models

import chatdesk.triggers.validators


class Migration(migrations.Migration):
    """What was asked until now counts from its beginning."""

    dependencies = [
        ("triggers", "0008_variants"),
    ]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="event",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Instead of a page: what the site calls it in ChatDesk('track', 'order').",
                max_length=200,
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="counted_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="goal",
            name="page",
            field=models.CharField(
                blank=True,
                help_text="The address of the page that is seen then; * stands for anything: */thank-you*",
                max_length=300,
                validators=[chatdesk.triggers.validators.validate_goal_page],
                verbose_name="page",
            ),
        ),
    ]
