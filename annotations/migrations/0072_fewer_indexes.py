"""Indexes that cost every write and serve no question.

Each of the first is the beginning of another one of its table, which answers the same. The others
are of history, which is asked by what it is about, by its coding and by what a tag or a place
belongs to, and by nothing else.

By hand, since Django would check all foreign keys again, row by row, to drop an index.
"""

import django.db.models.deletion
from django.db import migrations, models

from annotations.migrations._unrendered import Unrendered

# Table, column, and the digest in the name that Django gave the index.
GONE = [
    ("act", "coding_id", "d86ae2f5"),
    ("attribution", "coding_id", "c183c875"),
    ("attributiontag", "attribution_id", "5dd9649c"),
    ("paragraph", "revision_id", "fe93699b"),
    ("span", "coding_id", "4bebac00"),
    ("spantag", "span_id", "288878cd"),
    ("attributionevent", "affiliation_id", "9d53d107"),
    ("attributionevent", "project_id", "6659100f"),
    ("attributionevent", "relayer_id", "d7fe73b5"),
    ("attributionevent", "speaker_id", "a69671f8"),
    ("attributionevent", "target_id", "d5b39aa9"),
    ("attributiontagevent", "tag_id", "3c557a6a"),
    ("spanevent", "attribution_id", "9368a6e5"),
    ("spanevent", "project_id", "eb3ada28"),
    ("spantagevent", "tag_id", "c4352010"),
]


def dropped(table: str, column: str, digest: str) -> migrations.RunSQL:
    table = f"annotations_{table}"
    name = f"{table}_{column}_{digest}"
    return migrations.RunSQL(
        f'DROP INDEX "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")'
    )


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0071_saved_searches_in_the_newest"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[dropped(*one) for one in GONE],
            state_operations=[
                Unrendered(),
                migrations.AlterField(
                    model_name="act",
                    name="coding",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acts",
                        to="annotations.coding",
                    ),
                ),
                migrations.AlterField(
                    model_name="attribution",
                    name="coding",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attributions",
                        to="annotations.coding",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributionevent",
                    name="affiliation",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.affiliation",
                        verbose_name="in the capacity of",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributionevent",
                    name="project",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributionevent",
                    name="relayer",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="relayed by",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributionevent",
                    name="speaker",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="speaker",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributionevent",
                    name="target",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="about",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributiontag",
                    name="attribution",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attribution_tags",
                        to="annotations.attribution",
                    ),
                ),
                migrations.AlterField(
                    model_name="attributiontagevent",
                    name="tag",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
                migrations.AlterField(
                    model_name="paragraph",
                    name="revision",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paragraphs",
                        to="annotations.revision",
                    ),
                ),
                migrations.AlterField(
                    model_name="span",
                    name="coding",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="annotations.coding",
                    ),
                ),
                migrations.AlterField(
                    model_name="spanevent",
                    name="attribution",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.attribution",
                    ),
                ),
                migrations.AlterField(
                    model_name="spanevent",
                    name="project",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                migrations.AlterField(
                    model_name="spantag",
                    name="span",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="span_tags",
                        to="annotations.span",
                    ),
                ),
                migrations.AlterField(
                    model_name="spantagevent",
                    name="tag",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
            ],
        ),
    ]
