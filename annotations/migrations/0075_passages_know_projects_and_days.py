"""Passages know their projects and days, and the indexes of words know both.

Takes minutes for a million passages; search waits meanwhile.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import annotations.models.findables
from annotations.models.findables import DAYS

FILL = """
    UPDATE annotations_findable SET projects = ARRAY(
        SELECT project_id FROM annotations_projectarticle
        WHERE article_id = annotations_findable.article_id ORDER BY project_id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0074_looked_through"),
    ]

    operations = [
        migrations.RunSQL(DAYS, "DROP FUNCTION annotations_days(date)"),
        migrations.RemoveIndex(
            model_name="findable",
            name="findable_words",
        ),
        migrations.RemoveIndex(
            model_name="findable",
            name="findable_pairs",
        ),
        migrations.AddField(
            model_name="findable",
            name="projects",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("words"),
                models.F("projects"),
                annotations.models.findables.Days(models.F("day")),
                name="findable_words",
            ),
        ),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GinIndex(
                annotations.models.findables.Pairs(models.F("words")),
                models.F("projects"),
                annotations.models.findables.Days(models.F("day")),
                name="findable_pairs",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectarticle",
            trigger=pgtrigger.compiler.Trigger(
                name="findable_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            INSERT INTO annotations_findabledue (article)\n            SELECT DISTINCT fresh.article_id FROM fresh WHERE TRUE\n            ORDER BY 1 ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ",
                    hash="4c11d364d5c978f172ca02eb424230425c3fb07c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_findable_insert_cf4f0",
                    referencing="REFERENCING NEW TABLE AS fresh ",
                    table="annotations_projectarticle",
                    when="AFTER",
                ),
            ),
        ),
    ]
