"""Which conversations somebody has just parted from: the desk's lists ask for it at every welcome."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("conversations", "0003_lookup_silent")]
    operations = [
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["tenant", "member", "-left_at"], name="participants_parted"),
        ),
    ]
