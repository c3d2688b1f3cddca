"""Gives the installation its first epoch."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def first_epoch(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the one row."""
    apps.get_model("realtime", "Epoch").objects.using(schema_editor.connection.alias).create()


class Migration(migrations.Migration):
    """One row in realtime_epoch."""

    dependencies = [("realtime", "0001_initial")]
    operations = [migrations.RunPython(first_epoch, migrations.RunPython.noop)]
