"""Questions come in the language of the window, which a page may choose, whatever the browser speaks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visitors", "0012_notes")]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="speaks",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=2),
        ),
    ]
