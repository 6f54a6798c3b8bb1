"""Who agrees on an article waits for those who write in it before it holds the article."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0081_what_annotations_say"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="coding",
            name="gold_counts_alone",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coding",
            trigger=pgtrigger.compiler.Trigger(
                name="gold_counts_alone",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE place uuid;",
                    func="\n                place := CASE WHEN TG_OP = 'DELETE' THEN OLD.project_article_id\n                    ELSE NEW.project_article_id END;\n                IF (CASE WHEN TG_OP = 'DELETE' THEN OLD.kind ELSE NEW.kind END) = 'gold' THEN\n                    PERFORM FROM annotations_coding WHERE project_article_id = place AND kind = 'human' AND is_current ORDER BY id FOR NO KEY UPDATE;\n                    PERFORM FROM annotations_projectarticle WHERE id = place FOR UPDATE;\n                    UPDATE annotations_coding SET counts = NOT EXISTS (\n                            SELECT FROM annotations_coding\n                            WHERE project_article_id = place AND kind = 'gold' AND is_current AND state = 'done')\n                        WHERE project_article_id = place AND kind = 'human' AND is_current;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="59a84b2a5f4a950fd1970c906ef0d31f5e14ddae",
                    operation='INSERT OR UPDATE OF "state", "kind", "is_current", "project_article_id" OR DELETE',
                    pgid="pgtrigger_gold_counts_alone_1745b",
                    table="annotations_coding",
                    when="AFTER",
                ),
            ),
        ),
    ]
