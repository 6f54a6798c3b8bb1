import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0005_comments"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="tag",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="tag",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="tag",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="tag",
            name="is_topic",
            field=models.BooleanField(
                default=False,
                help_text="It says what is spoken about, and so do the tags below it. A statement inherits the topics of the one before.",
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="tagevent",
            name="is_topic",
            field=models.BooleanField(
                default=False,
                help_text="It says what is spoken about, and so do the tags below it. A statement inherits the topics of the one before.",
                verbose_name="topic",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "annotations_tagevent" ("codebook_id", "colour", "definition", "example", "id", "is_topic", "key", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shortcut", "when_not") VALUES (NEW."codebook_id", NEW."colour", NEW."definition", NEW."example", NEW."id", NEW."is_topic", NEW."key", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."shortcut", NEW."when_not"); RETURN NULL;',
                    hash="a4470fc109abd12f21c4613f2c22e8220a2bd688",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c5d8",
                    table="annotations_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "annotations_tagevent" ("codebook_id", "colour", "definition", "example", "id", "is_topic", "key", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shortcut", "when_not") VALUES (NEW."codebook_id", NEW."colour", NEW."definition", NEW."example", NEW."id", NEW."is_topic", NEW."key", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."shortcut", NEW."when_not"); RETURN NULL;',
                    hash="091a6049c524d873e32a74e6ae6bab11fe36d9e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0257e",
                    table="annotations_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "annotations_tagevent" ("codebook_id", "colour", "definition", "example", "id", "is_topic", "key", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shortcut", "when_not") VALUES (OLD."codebook_id", OLD."colour", OLD."definition", OLD."example", OLD."id", OLD."is_topic", OLD."key", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."shortcut", OLD."when_not"); RETURN NULL;',
                    hash="d73c058d1acba4e1c468d3b86b93eddfc16b34e6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4acf",
                    table="annotations_tag",
                    when="AFTER",
                ),
            ),
        ),
        # The starter codebook as it was installed before there was this mark.
        migrations.RunSQL(
            "UPDATE annotations_tag SET is_topic = TRUE WHERE key = 'topic' AND parent_id IS NULL",
            migrations.RunSQL.noop,
        ),
    ]
