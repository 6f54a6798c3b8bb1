"""The words of annotations are kept by themselves: the worker reads what is there already."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import annotations.models.sayings

DUE = """
    INSERT INTO annotations_sayingdue (coding)
    SELECT id FROM annotations_coding WHERE is_current ORDER BY created_at
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0080_opened_articles_are_found"),
    ]

    operations = [
        migrations.CreateModel(
            name="Saying",
            fields=[
                ("span", models.UUIDField(primary_key=True, serialize=False)),
                ("coding", models.UUIDField()),
                ("project", models.UUIDField()),
                ("attribution", models.UUIDField(null=True)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("source", models.UUIDField()),
                ("language", models.CharField(max_length=8)),
                ("day", models.DateField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name": "words of an annotation",
                "verbose_name_plural": "words of annotations",
            },
        ),
        migrations.CreateModel(
            name="SayingDue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("coding", models.UUIDField()),
            ],
            options={
                "verbose_name": "coding to be made findable",
                "verbose_name_plural": "codings to be made findable",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coding",
            trigger=pgtrigger.compiler.Trigger(
                name="said_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."is_current" IS DISTINCT FROM (NEW."is_current"))',
                    func="\n            INSERT INTO annotations_sayingdue (coding) VALUES (NEW.id);\n            RETURN NULL;\n        ",
                    hash="11d2ed2d7c9cbf50b94a019905d90fe9bbf1f082",
                    operation='UPDATE OF "is_current"',
                    pgid="pgtrigger_said_update_a3221",
                    table="annotations_coding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="span",
            trigger=pgtrigger.compiler.Trigger(
                name="said_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    INSERT INTO annotations_sayingdue (coding)\n                    SELECT DISTINCT coding_id FROM changed WHERE role IN ('passage', 'content');\n                    RETURN NULL;\n                ",
                    hash="eea51cd43e690d237d63de5cce5a6a792206fd99",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_said_insert_72676",
                    referencing="REFERENCING NEW TABLE AS changed ",
                    table="annotations_span",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="span",
            trigger=pgtrigger.compiler.Trigger(
                name="said_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    INSERT INTO annotations_sayingdue (coding)\n                    SELECT DISTINCT coding_id FROM changed WHERE role IN ('passage', 'content');\n                    RETURN NULL;\n                ",
                    hash="d547791d3e40fb2b50f950dcd44d9cb76a19bd91",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_said_delete_456f1",
                    referencing="REFERENCING OLD TABLE AS changed ",
                    table="annotations_span",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="span",
            trigger=pgtrigger.compiler.Trigger(
                name="said_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."attribution_id" IS DISTINCT FROM (NEW."attribution_id") OR OLD."coding_id" IS DISTINCT FROM (NEW."coding_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func="\n                INSERT INTO annotations_sayingdue (coding)\n                SELECT DISTINCT unnest(ARRAY[OLD.coding_id, NEW.coding_id]);\n                RETURN NULL;\n            ",
                    hash="60599609b5ea8ea642676095ae4162d7c49b8b59",
                    operation='UPDATE OF "coding_id", "attribution_id", "role", "start", "end"',
                    pgid="pgtrigger_said_update_b661c",
                    table="annotations_span",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="saying",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("words"),
                annotations.models.sayings.Listed(models.F("project")),
                name="saying_words",
            ),
        ),
        migrations.AddIndex(
            model_name="saying",
            index=models.Index(models.F("coding"), name="saying_of_coding"),
        ),
        migrations.RunSQL(DUE, migrations.RunSQL.noop),
    ]
