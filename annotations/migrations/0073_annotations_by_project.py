"""A page of what a project's container holds reads as many rows of the tables as it shows.

By hand, since Django would check all foreign keys again, row by row, to drop an index.
"""

import django.db.models.deletion
from django.db import migrations, models

# Table, the index that goes, the one that comes, and what it is of.
CHANGED = [
    (
        "annotations_span",
        "annotations_span_project_id_0e5463ea",
        "span_in_project",
        "project_id, role, id",
    ),
    (
        "annotations_attribution",
        "annotations_attribution_project_id_fa5f200e",
        "attribution_in_project",
        "project_id, id",
    ),
]


def changed(table: str, gone: str, made: str, columns: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        [f'CREATE INDEX "{made}" ON "{table}" ({columns})', f'DROP INDEX "{gone}"'],
        [f'CREATE INDEX "{gone}" ON "{table}" (project_id)', f'DROP INDEX "{made}"'],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0072_fewer_indexes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[changed(*one) for one in CHANGED],
            state_operations=[
                migrations.AlterField(
                    model_name="attribution",
                    name="project",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                migrations.AlterField(
                    model_name="span",
                    name="project",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                migrations.AddIndex(
                    model_name="attribution",
                    index=models.Index(fields=["project", "id"], name="attribution_in_project"),
                ),
                migrations.AddIndex(
                    model_name="span",
                    index=models.Index(fields=["project", "role", "id"], name="span_in_project"),
                ),
            ],
        ),
    ]
