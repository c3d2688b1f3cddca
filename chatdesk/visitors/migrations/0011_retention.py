"""What remains of visits and visitors whose pages are not kept any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns, and an index by which old visitors are found."""

    dependencies = [
        ("tenants", "0007_retention"),
        ("visitors", "0010_identity_secrets"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="emptied_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="emptied"),
        ),
        migrations.AddField(
            model_name="visitor",
            name="is_team",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="visitor",
            index=models.Index(fields=["tenant", "created_at"], name="visitor_first_seen"),
        ),
    ]
