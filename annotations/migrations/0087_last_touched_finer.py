"""Codings and articles know the five minutes in which they were last touched, no longer the day.

So the list is in that order without sorting all that was done in a day.
"""

import datetime

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What the triggers keep from here on, and what they kept before.
FILL, FILL_BEFORE = (
    f"""
    UPDATE annotations_projectarticle place SET {column} = found.latest
    FROM (
        SELECT project_article_id, max({moment}) AS latest FROM annotations_coding
        WHERE is_current AND kind <> 'machine' GROUP BY project_article_id
    ) found
    WHERE place.id = found.project_article_id
    """
    for column, moment in (("touched_until", "changed_at"), ("touched_on", "changed_on"))
)


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0086_time_zone_of_the_device"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="coding",
            name="touch_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="coding",
            name="touch_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="coding",
            name="touch_delete",
        ),
        migrations.AddField(
            model_name="coding",
            name="changed_about",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "changed_at", template="date_bin('5 minutes', %(expressions)s, 'epoch')"
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="projectarticle",
            name="touched_until",
            field=models.DateTimeField(
                default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.UTC), editable=False
            ),
        ),
        migrations.RunSQL(FILL, FILL_BEFORE, elidable=True),
        migrations.RemoveIndex(
            model_name="coding",
            name="coding_last_touched",
        ),
        migrations.RemoveIndex(
            model_name="coding",
            name="coding_touched_here",
        ),
        migrations.RemoveIndex(
            model_name="projectarticle",
            name="article_last_touched",
        ),
        migrations.RemoveField(
            model_name="coding",
            name="changed_on",
        ),
        migrations.RemoveField(
            model_name="projectarticle",
            name="touched_on",
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(fields=["analyst", "-changed_about"], name="coding_touched_last"),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(
                fields=["project", "analyst", "-changed_about"], name="coding_touched_last_here"
            ),
        ),
        migrations.AddIndex(
            model_name="projectarticle",
            index=models.Index(
                fields=["project", "-touched_until", "-article"], name="article_touched_last"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coding",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                UPDATE annotations_projectarticle place SET touched_until = CASE WHEN touched_until < date_bin('5 minutes', moment, 'epoch')\n            THEN moment ELSE date_bin('5 minutes', moment, 'epoch') + interval '299.999999 seconds' END\n                FROM (\n                    SELECT id, moment FROM annotations_projectarticle JOIN (\n                        SELECT project_article_id, max(changed_at) AS moment FROM added\n                        WHERE is_current AND kind <> 'machine' GROUP BY project_article_id\n                    ) found ON id = project_article_id AND touched_until < moment\n                    ORDER BY id FOR NO KEY UPDATE OF annotations_projectarticle\n                ) later\n                WHERE place.id = later.id AND place.touched_until < later.moment;\n                RETURN NULL;\n            ",
                    hash="4ea48ec15e8e18b4df0e8eab21eb5751318c46db",
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
                    condition="WHEN ((OLD.kind <> 'machine' OR NEW.kind <> 'machine') AND (OLD.changed_at IS DISTINCT FROM NEW.changed_at OR OLD.is_current IS DISTINCT FROM NEW.is_current OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.project_article_id IS DISTINCT FROM NEW.project_article_id))",
                    func="\n                IF NEW.is_current AND NEW.kind <> 'machine' THEN\n                    IF NOT (OLD.is_current AND OLD.kind <> 'machine' AND NEW.project_article_id = OLD.project_article_id AND NEW.changed_at >= OLD.changed_at AND NEW.changed_about = OLD.changed_about) THEN\n                        PERFORM FROM annotations_projectarticle WHERE id = NEW.project_article_id FOR KEY SHARE;\n                    END IF;\n                    UPDATE annotations_projectarticle SET touched_until = CASE WHEN touched_until < date_bin('5 minutes', NEW.changed_at, 'epoch')\n            THEN NEW.changed_at ELSE date_bin('5 minutes', NEW.changed_at, 'epoch') + interval '299.999999 seconds' END\n                        WHERE id = NEW.project_article_id AND touched_until < NEW.changed_at;\n                END IF;\n                IF OLD.is_current AND OLD.kind <> 'machine' AND NOT (NEW.is_current AND NEW.kind <> 'machine' AND NEW.project_article_id = OLD.project_article_id AND NEW.changed_at >= OLD.changed_at) THEN\n                    PERFORM FROM annotations_projectarticle WHERE id = OLD.project_article_id FOR UPDATE;\n                    UPDATE annotations_projectarticle SET touched_until = coalesce(date_bin('5 minutes', latest, 'epoch') + interval '299.999999 seconds', 'epoch')\n            FROM (\n                SELECT place.id AS its, max(changed_at) AS latest\n                FROM annotations_projectarticle place LEFT JOIN annotations_coding coding\n                    ON project_article_id = place.id AND is_current AND kind <> 'machine'\n                WHERE place.id = OLD.project_article_id GROUP BY place.id\n            ) found\n            WHERE id = its AND (latest IS NULL OR\n                touched_until NOT IN (latest, date_bin('5 minutes', latest, 'epoch') + interval '299.999999 seconds'));\n                END IF;\n                RETURN NULL;\n            ",
                    hash="fda2e1976f8adc59f4f2741e1ce1223b8d206962",
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
                    func="\n                PERFORM FROM annotations_projectarticle\n                    WHERE id IN (SELECT project_article_id FROM gone WHERE is_current AND kind <> 'machine')\n                    ORDER BY id FOR UPDATE;\n                UPDATE annotations_projectarticle SET touched_until = coalesce(date_bin('5 minutes', latest, 'epoch') + interval '299.999999 seconds', 'epoch')\n            FROM (\n                SELECT place.id AS its, max(changed_at) AS latest\n                FROM annotations_projectarticle place LEFT JOIN annotations_coding coding\n                    ON project_article_id = place.id AND is_current AND kind <> 'machine'\n                WHERE place.id IN (SELECT project_article_id FROM gone WHERE is_current AND kind <> 'machine') GROUP BY place.id\n            ) found\n            WHERE id = its AND (latest IS NULL OR\n                touched_until NOT IN (latest, date_bin('5 minutes', latest, 'epoch') + interval '299.999999 seconds'));\n                RETURN NULL;\n            ",
                    hash="49c6c45761134856f94736ef8fd5c04cc8750469",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_delete_85863",
                    referencing="REFERENCING OLD TABLE AS gone ",
                    table="annotations_coding",
                    when="AFTER",
                ),
            ),
        ),
    ]
