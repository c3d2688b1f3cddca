"""Gives the installation its first epoch."""

from django.db import migrations


def first_epoch(apps, schema_editor):
    """Makes the one row."""
    apps.get_model("realtime", "Epoch").objects.using(schema_editor.connection.alias).create()


class Migration(migrations.Migration):
    """One row in realtime_epoch."""

    dependencies = [("realtime", "0001_initial")]
    operations = [migrations.RunPython(first_epoch, migrations.RunPython.noop)]
