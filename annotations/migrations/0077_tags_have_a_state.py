"""The tags of a codebook have a state, so that a process knows whether it has read them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FILL = """
    INSERT INTO annotations_tagsstate (codebook, state)
    SELECT id, gen_random_uuid() FROM annotations_codebook
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0076_words_that_begin_alike"),
    ]

    operations = [
        migrations.CreateModel(
            name="TagsState",
            fields=[
                ("codebook", models.UUIDField(primary_key=True, serialize=False)),
                ("state", models.UUIDField()),
            ],
            options={
                "verbose_name": "state of tags",
                "verbose_name_plural": "states of tags",
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="state_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO annotations_tagsstate (codebook, state)\n                SELECT codebook_id, gen_random_uuid()\n                FROM (SELECT DISTINCT codebook_id FROM (SELECT codebook_id FROM added) AS every_ ORDER BY 1) AS once\n                ON CONFLICT (codebook) DO UPDATE SET state = EXCLUDED.state;\n                RETURN NULL;\n            ",
                    hash="8633e22f170fa7e537ec2eacc571c25dfba1c0d4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_state_insert_60569",
                    referencing="REFERENCING NEW TABLE AS added ",
                    table="annotations_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="state_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO annotations_tagsstate (codebook, state)\n                SELECT codebook_id, gen_random_uuid()\n                FROM (SELECT DISTINCT codebook_id FROM (SELECT codebook_id FROM added UNION SELECT codebook_id FROM gone) AS every_ ORDER BY 1) AS once\n                ON CONFLICT (codebook) DO UPDATE SET state = EXCLUDED.state;\n                RETURN NULL;\n            ",
                    hash="fa16f0f9d2cc6ea7872e85183fd070398a0de81a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_state_update_fa26f",
                    referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS added ",
                    table="annotations_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="state_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO annotations_tagsstate (codebook, state)\n                SELECT codebook_id, gen_random_uuid()\n                FROM (SELECT DISTINCT codebook_id FROM (SELECT codebook_id FROM gone) AS every_ ORDER BY 1) AS once\n                ON CONFLICT (codebook) DO UPDATE SET state = EXCLUDED.state;\n                RETURN NULL;\n            ",
                    hash="4421873a881391193fb9c9cf67f1aded39368e1d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_state_delete_b5f18",
                    referencing="REFERENCING OLD TABLE AS gone ",
                    table="annotations_tag",
                    when="AFTER",
                ),
            ),
        ),
    ]
