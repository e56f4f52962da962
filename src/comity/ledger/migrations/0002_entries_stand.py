from django.db import migrations

from comity.ledger import triggers


def stand(apps, schema_editor):
    triggers.protect(schema_editor.connection)


def fall(apps, schema_editor):
    triggers.unprotect(schema_editor.connection)


class Migration(migrations.Migration):
    """A later change of the entries' table must call `triggers.protect` again: SQLite makes a new table for it."""

    dependencies = [("ledger", "0001_first")]
    operations = [migrations.RunPython(stand, fall)]
