"""An index that knows which content of a statement is its first.

It takes the place of the one by which the spans of a statement are found, in which all passages
stood as well. That one goes by hand, since Django would check all foreign keys again to drop it.
"""

import django.db.models.deletion
from django.db import migrations, models

from annotations.migrations._unrendered import Unrendered

GONE = "annotations_span_attribution_id_2dfe2a48"


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0083_sessions_say_whose_they_are"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="span",
            index=models.Index(
                fields=["attribution", "role", "start", "number"],
                name="span_of_statement",
                condition=models.Q(("attribution__isnull", False)),
            ),
        ),
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
