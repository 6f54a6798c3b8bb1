import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import annotations.domain.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0065_history_of_many_rows_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkAct",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tag", "Tag given"),
                            ("untag", "Tag taken off"),
                            ("assign", "Articles assigned"),
                            ("back", "Taken back"),
                        ],
                        max_length=6,
                    ),
                ),
                ("tag_name", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("dealt", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("left", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.tag",
                    ),
                ),
                (
                    "takes_back",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings_back",
                        to="annotations.bulkact",
                    ),
                ),
            ],
            options={
                "verbose_name": "bulk act",
                "verbose_name_plural": "bulk acts",
            },
        ),
        migrations.CreateModel(
            name="BulkPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "analysts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("is_done", models.BooleanField(default=False)),
                (
                    "act",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bulk_parts",
                        to="annotations.act",
                    ),
                ),
                (
                    "bulk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="annotations.bulkact",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a bulk act",
                "verbose_name_plural": "parts of bulk acts",
            },
        ),
        migrations.AddIndex(
            model_name="bulkact",
            index=models.Index(fields=["project", "-id"], name="bulk_act_latest"),
        ),
        migrations.AddConstraint(
            model_name="bulkact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dealt__lte", models.F("total")), ("done__lte", models.F("dealt"))
                ),
                name="bulk_act_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "back"), ("takes_back__isnull", False)),
                    models.Q(
                        models.Q(("kind", "back"), _negated=True), ("takes_back__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="bulk_act_takes_back_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkact",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_at", None), ("failed_at", None), _connector="OR"),
                name="bulk_act_ends_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)),
                fields=("takes_back",),
                name="bulk_act_back_once",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkpart",
            index=models.Index(
                condition=models.Q(("is_done", False)),
                fields=["bulk", "project_article"],
                name="bulk_part_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkpart",
            constraint=models.UniqueConstraint(
                fields=("bulk", "project_article"), name="bulk_part_once"
            ),
        ),
    ]
