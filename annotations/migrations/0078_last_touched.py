"""An article of a project knows the day on which somebody last worked on it, for an index.

By hand where Django would check all foreign keys again, row by row, to drop an index: each of these
is the beginning of another one of its table.
"""

import datetime

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from annotations.migrations._unrendered import Unrendered

# What the triggers keep from here on.
FILL = """
    UPDATE annotations_projectarticle place SET touched_on = found.day
    FROM (
        SELECT project_article_id, max(changed_on) AS day FROM annotations_coding
        WHERE is_current AND kind <> 'machine' GROUP BY project_article_id
    ) found
    WHERE place.id = found.project_article_id
"""
# Table, column, and the digest in the name that Django gave the index.
GONE = [
    ("coding", "analyst_id", "4dda1bad"),
    ("coding", "project_id", "49156d2c"),
    ("projectarticle", "project_id", "b7c76142"),
]


def dropped(table: str, column: str, digest: str) -> migrations.RunSQL:
    table = f"annotations_{table}"
    name = f"{table}_{column}_{digest}"
    return migrations.RunSQL(
        f'DROP INDEX "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")'
    )


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0077_tags_have_a_state"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="projectarticle",
            name="update_update",
        ),
        migrations.AddField(
            model_name="projectarticle",
            name="touched_on",
            field=models.DateField(default=datetime.date(1970, 1, 1), editable=False),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(
                fields=["project", "analyst", "-changed_on"], name="coding_touched_here"
            ),
        ),
        migrations.AddIndex(
            model_name="projectarticle",
            index=models.Index(
                fields=["project", "-touched_on", "-article"], name="article_last_touched"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[dropped(*one) for one in GONE],
            state_operations=[
                Unrendered(),
                migrations.AlterField(
                    model_name="coding",
                    name="analyst",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="analyst",
                    ),
                ),
                migrations.AlterField(
                    model_name="coding",
                    name="project",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="annotations.project",
                    ),
                ),
                migrations.AlterField(
                    model_name="projectarticle",
                    name="project",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="project_articles",
                        to="annotations.project",
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coding",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                UPDATE annotations_projectarticle place SET touched_on = later.day\n                FROM (\n                    SELECT id, day FROM annotations_projectarticle JOIN (\n                        SELECT project_article_id, max(changed_on) AS day FROM added\n                        WHERE is_current AND kind <> 'machine' GROUP BY project_article_id\n                    ) found ON id = project_article_id AND touched_on < day\n                    ORDER BY id FOR NO KEY UPDATE OF annotations_projectarticle\n                ) later\n                WHERE place.id = later.id AND place.touched_on < later.day;\n                RETURN NULL;\n            ",
                    hash="bfb056712df26c5572e5150158f5291f34212d65",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_insert_9f3fa",
                    referencing="REFERENCING NEW TABLE AS added ",
                    table="annotations_coding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coding",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN ((OLD.kind <> 'machine' OR NEW.kind <> 'machine') AND (OLD.changed_on IS DISTINCT FROM NEW.changed_on OR OLD.is_current IS DISTINCT FROM NEW.is_current OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.project_article_id IS DISTINCT FROM NEW.project_article_id))",
                    func="\n                IF NEW.is_current AND NEW.kind <> 'machine' THEN\n                    PERFORM FROM annotations_projectarticle WHERE id = NEW.project_article_id FOR KEY SHARE;\n                    UPDATE annotations_projectarticle SET touched_on = NEW.changed_on\n                        WHERE id = NEW.project_article_id AND touched_on < NEW.changed_on;\n                END IF;\n                IF OLD.is_current AND OLD.kind <> 'machine' AND NOT (\n                    NEW.is_current AND NEW.kind <> 'machine' AND NEW.changed_on >= OLD.changed_on\n                    AND NEW.project_article_id = OLD.project_article_id)\n                THEN\n                    PERFORM FROM annotations_projectarticle WHERE id = OLD.project_article_id FOR UPDATE;\n                    UPDATE annotations_projectarticle place SET touched_on = coalesce((SELECT max(changed_on) FROM annotations_coding\n        WHERE project_article_id = place.id AND is_current AND kind <> 'machine'), 'epoch')\n                        WHERE id = OLD.project_article_id AND touched_on <= OLD.changed_on;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="7c537a1f8aa37c841bec9b52f258444b8628689f",
                    operation='UPDATE OF "changed_at", "is_current", "kind", "project_article_id"',
                    pgid="pgtrigger_touch_update_5d7ca",
                    table="annotations_coding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coding",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                PERFORM FROM annotations_projectarticle\n                    WHERE id IN (SELECT project_article_id FROM gone WHERE is_current AND kind <> 'machine')\n                    ORDER BY id FOR UPDATE;\n                UPDATE annotations_projectarticle place SET touched_on = coalesce((SELECT max(changed_on) FROM annotations_coding\n        WHERE project_article_id = place.id AND is_current AND kind <> 'machine'), 'epoch')\n                    WHERE id IN (SELECT project_article_id FROM gone WHERE is_current AND kind <> 'machine')\n                        AND touched_on <> coalesce((SELECT max(changed_on) FROM annotations_coding\n        WHERE project_article_id = place.id AND is_current AND kind <> 'machine'), 'epoch');\n                RETURN NULL;\n            ",
                    hash="6883f2587e3f6ddf8f951777798e2e6bf36acf7b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_delete_85863",
                    referencing="REFERENCING OLD TABLE AS gone ",
                    table="annotations_coding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectarticle",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id"))',
                    func='INSERT INTO "annotations_projectarticleevent" ("added_at", "added_by_id", "article_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."article_id", NEW."id", NEW."opened_at", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id"); RETURN NULL;',
                    hash="eee3f78f0c4983dc8dff4b817fd3ce77df33bc8d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a71c1",
                    table="annotations_projectarticle",
                    when="AFTER",
                ),
            ),
        ),
    ]
