"""How large invitations and the window are, on computers and on phones."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns."""

    dependencies = [
        ("widget", "0003_form_capture"),
    ]

    operations = [
        migrations.AddField(
            model_name="appearance",
            name="invitation_width",
            field=models.PositiveSmallIntegerField(
                default=320,
                help_text="On computers and tablets; 260 to 400 pixels.",
                validators=[
                    django.core.validators.MinValueValidator(260),
                    django.core.validators.MaxValueValidator(400),
                ],
                verbose_name="width of invitations",
            ),
        ),
        migrations.AddField(
            model_name="appearance",
            name="invitation_width_phone",
            field=models.PositiveSmallIntegerField(
                default=400,
                help_text="260 to 400 pixels, and never wider than the page.",
                validators=[
                    django.core.validators.MinValueValidator(260),
                    django.core.validators.MaxValueValidator(400),
                ],
                verbose_name="width of invitations on phones",
            ),
        ),
        migrations.AddField(
            model_name="appearance",
            name="window_height",
            field=models.PositiveSmallIntegerField(
                default=600,
                help_text="To which it grows with the talk; 400 to 760 pixels.",
                validators=[
                    django.core.validators.MinValueValidator(400),
                    django.core.validators.MaxValueValidator(760),
                ],
                verbose_name="height of the window",
            ),
        ),
        migrations.AddField(
            model_name="appearance",
            name="window_height_phone",
            field=models.PositiveSmallIntegerField(
                default=90,
                help_text="Of what is seen of the page, 60 to 90; with the keyboard up it is always 90.",
                validators=[django.core.validators.MinValueValidator(60), django.core.validators.MaxValueValidator(90)],
                verbose_name="height of the window on phones, per cent",
            ),
        ),
        migrations.AddField(
            model_name="appearance",
            name="window_width",
            field=models.PositiveSmallIntegerField(
                default=376,
                help_text="On computers and tablets; 320 to 480 pixels. A phone's window is as wide as its page.",
                validators=[
                    django.core.validators.MinValueValidator(320),
                    django.core.validators.MaxValueValidator(480),
                ],
                verbose_name="width of the window",
            ),
        ),
    ]
