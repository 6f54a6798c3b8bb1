"""The index by which the spans of a statement were found, in which all passages stood as well, goes.

By hand, since Django would check all foreign keys again to drop it; and by itself, since who made
the new one and dropped this in one transaction would be in the way of whoever writes meanwhile.
"""

import django.db.models.deletion
from django.db import migrations, models

from annotations.migrations._unrendered import Unrendered

GONE = "annotations_span_attribution_id_2dfe2a48"


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0084_contents_of_statements"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX "{GONE}"',
                    f'CREATE INDEX "{GONE}" ON "annotations_span" ("attribution_id")',
                )
            ],
            state_operations=[
                Unrendered(),
                migrations.AlterField(
                    model_name="span",
                    name="attribution",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="annotations.attribution",
                    ),
                ),
            ],
        ),
    ]
