"""Who opened the chat and left without a word can be counted (B07)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visitors", "0008_page_without_product")]

    operations = [
        migrations.AddField(model_name="visit", name="window_opened_at", field=models.DateTimeField(null=True)),
    ]
