"""One word for who withdrew and who objected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Only the label."""

    dependencies = [
        ("visitors", "0006_contact_points"),
    ]

    operations = [
        migrations.AlterField(
            model_name="visit",
            name="consent",
            field=models.CharField(
                choices=[
                    ("site", "the site records everybody"),
                    ("given", "the visitor agreed"),
                    ("chat", "none: the visitor only wrote"),
                    ("withdrawn", "the visitor objected or withdrew"),
                ],
                db_default="site",
                default="site",
                max_length=9,
                verbose_name="consent",
            ),
        ),
        migrations.AlterField(
            model_name="contactpoint",
            name="consent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("site", "the site records everybody"),
                    ("given", "the visitor agreed"),
                    ("chat", "none: the visitor only wrote"),
                    ("withdrawn", "the visitor objected or withdrew"),
                ],
                max_length=9,
                verbose_name="consent",
            ),
        ),
    ]
