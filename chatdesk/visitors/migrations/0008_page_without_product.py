"""What a page sells is told by itself, later: the functions that record pages know nothing of it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """The same two functions with a parameter less."""

    dependencies = [("visitors", "0007_consent_words")]
    operations = [
        migrations.RunSQL((SQL / "page_without_product.sql").read_text(), migrations.RunSQL.noop),
    ]
