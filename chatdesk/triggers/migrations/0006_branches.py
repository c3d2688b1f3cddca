"""An expected answer has words and a prepared reply."""

from django.db import migrations, models

import chatdesk.triggers.validators

TO_BRANCHES = """
alter table {table} no force row level security;
update {table} set branches = coalesce(
    (select jsonb_agg(jsonb_build_object('words', jsonb_build_array(answer), 'reply', '') order by place)
     from unnest(answers) with ordinality as given (answer, place)), '[]'::jsonb);
alter table {table} force row level security;
"""


class Migration(migrations.Migration):
    """What was expected stays expected."""

    dependencies = [("triggers", "0005_conditions")]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="branches",
            field=models.JSONField(
                blank=True,
                default=list,
                validators=[chatdesk.triggers.validators.validate_branches],
                verbose_name="answers and prepared replies",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="branches",
            field=models.JSONField(default=list, verbose_name="answers and prepared replies"),
        ),
        migrations.RunSQL(TO_BRANCHES.format(table="triggers_trigger"), migrations.RunSQL.noop),
        migrations.RunSQL(TO_BRANCHES.format(table="triggers_invitation"), migrations.RunSQL.noop),
        migrations.RemoveField(model_name="trigger", name="answers"),
        migrations.RemoveField(model_name="invitation", name="answers"),
    ]
