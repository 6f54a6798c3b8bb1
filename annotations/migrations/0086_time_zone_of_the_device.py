"""Whoever chose no time zone sees that of their device; until now all of them had UTC."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0085_one_index_of_statements"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="time_zone",
            field=models.CharField(
                blank=True,
                help_text="Such as Europe/Vienna; without one, times are in that of the device.",
                max_length=64,
                verbose_name="time zone",
            ),
        ),
        migrations.RunSQL(
            "UPDATE annotations_user SET time_zone = '' WHERE time_zone = 'UTC'",
            "UPDATE annotations_user SET time_zone = 'UTC' WHERE time_zone = ''",
        ),
    ]
