from django.db import migrations, models

HELP = "One letter to press; a capital one with Shift"


def key_field() -> models.CharField:
    return models.CharField(blank=True, help_text=HELP, max_length=1, verbose_name="key")


class Migration(migrations.Migration):
    """Digits choose speakers now: tags that had one have no key until they are given a letter."""

    dependencies = [("annotations", "0002_suggestions")]

    operations = [
        migrations.RunSQL(
            "UPDATE annotations_tag SET shortcut = '' WHERE shortcut ~ '^[0-9]$'",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("tag", "shortcut", key_field()),
        migrations.AlterField("tagevent", "shortcut", key_field()),
    ]
