import django.contrib.postgres.indexes
from django.db import migrations, models

import annotations.models.findables
from annotations.models.findables import PAIRS


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0001_squashed_0068"),
    ]

    operations = [
        migrations.RunSQL(PAIRS, "DROP FUNCTION annotations_pairs(tsvector)"),
        # Takes minutes for a million passages; meanwhile only the worker waits, which writes there.
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GinIndex(
                annotations.models.findables.Pairs(models.F("words")), name="findable_pairs"
            ),
        ),
    ]
