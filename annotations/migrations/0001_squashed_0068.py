"""All tables at once, as the 68 migrations that this replaces leave them.

Django renders every related model anew after each operation, of which they have a thousand: most of
a minute for a new database. Here a table comes with its columns, indexes and constraints, in an
order in which each finds those that it refers to, and triggers come last. docs/adr/0030 says how it
was made and how it was compared.
"""

import datetime
import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.db.models.manager
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

import annotations.domain.identifiers
import annotations.models.codebooks
import annotations.models.folding
import annotations.models.webhooks
from annotations.models.findables import PLAIN_WORDS

# What people write about annotations, in whatever language: word by word.
NOTES = """
    CREATE INDEX comment_words ON annotations_comment USING gin (
        to_tsvector('simple'::regconfig, annotations_plain_words(text)));
    CREATE INDEX span_note_words ON annotations_span USING gin (
        to_tsvector('simple'::regconfig, annotations_plain_words(note))) WHERE note <> '';
    CREATE INDEX attribution_note_words ON annotations_attribution USING gin (
        to_tsvector('simple'::regconfig, annotations_plain_words(note))) WHERE note <> '';
"""
NO_NOTES = "DROP INDEX comment_words, span_note_words, attribution_note_words"


class CreateTables(Operation):
    """Many tables, rendered once and together: by itself, each would render all before it anew."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        # What nobody has rendered need not be kept up to date either.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, editor, from_state, to_state)

    def database_backwards(self, app_label, editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, editor, from_state, to_state)

    def describe(self):
        return "Create all tables"


class InstallTriggers(Operation):
    """The triggers that the tables' options name; AddTrigger would render all models for each."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, editor, from_state, to_state):
        for (app, _), model in to_state.models.items():
            if app == app_label:
                for trigger in model.options.get("triggers", ()):
                    editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label, editor, from_state, to_state):
        """Nothing to do: they go with their tables."""

    def describe(self):
        return "Install all triggers"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("annotations", "0001_initial"),
        ("annotations", "0002_suggestions"),
        ("annotations", "0003_tags_leave_digits"),
        ("annotations", "0004_runs"),
        ("annotations", "0005_comments"),
        ("annotations", "0006_topics"),
        ("annotations", "0007_article_oldest"),
        ("annotations", "0008_flags"),
        ("annotations", "0009_showing_suggestions"),
        ("annotations", "0010_learned_models"),
        ("annotations", "0011_sections"),
        ("annotations", "0012_http_facts"),
        ("annotations", "0013_reading_positions"),
        ("annotations", "0014_feeds"),
        ("annotations", "0015_translations"),
        ("annotations", "0016_stories"),
        ("annotations", "0017_carries"),
        ("annotations", "0018_rights"),
        ("annotations", "0019_watches"),
        ("annotations", "0020_suggestions_off"),
        ("annotations", "0021_appearances"),
        ("annotations", "0022_imports"),
        ("annotations", "0023_actor_moves"),
        ("annotations", "0024_names"),
        ("annotations", "0025_titles_of_captures"),
        ("annotations", "0026_import_failures"),
        ("annotations", "0027_register_imports"),
        ("annotations", "0028_sounds"),
        ("annotations", "0029_relays"),
        ("annotations", "0030_links"),
        ("annotations", "0031_name_words"),
        ("annotations", "0032_project_settings"),
        ("annotations", "0033_gold_counts"),
        ("annotations", "0034_trail_of_distinctions"),
        ("annotations", "0035_adjudication"),
        ("annotations", "0036_assignments"),
        ("annotations", "0037_codebook_fields"),
        ("annotations", "0038_people_who_leave"),
        ("annotations", "0039_guideline_images"),
        ("annotations", "0040_tag_moves"),
        ("annotations", "0041_mentions"),
        ("annotations", "0042_register_indexes"),
        ("annotations", "0043_presences"),
        ("annotations", "0044_codebook_versions"),
        ("annotations", "0045_crosswalks"),
        ("annotations", "0046_project_template"),
        ("annotations", "0047_digests_and_feeds"),
        ("annotations", "0048_stance_needs_target"),
        ("annotations", "0049_codings_in_their_project"),
        ("annotations", "0050_additions_and_takings_out"),
        ("annotations", "0051_link_acts"),
        ("annotations", "0052_api_tokens"),
        ("annotations", "0053_register_takings_back"),
        ("annotations", "0054_findable_words"),
        ("annotations", "0055_actor_pictures"),
        ("annotations", "0056_sorted_by_hand"),
        ("annotations", "0057_register_files_as_jobs"),
        ("annotations", "0058_webhooks"),
        ("annotations", "0059_saved_searches"),
        ("annotations", "0060_restorations"),
        ("annotations", "0061_additions_by_the_worker"),
        ("annotations", "0062_imports_of_annotations"),
        ("annotations", "0063_saved_search_rounds"),
        ("annotations", "0064_what_goes_of_an_import"),
        ("annotations", "0065_history_of_many_rows_at_once"),
        ("annotations", "0066_bulk_acts"),
        ("annotations", "0067_retrievals"),
        ("annotations", "0068_webhook_tests"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(PLAIN_WORDS, "DROP FUNCTION annotations_plain_words(text)"),
        migrations.CreateModel(
            name="Actor",
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
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("country", "Country"),
                            ("unnamed", "Unnamed"),
                        ],
                        default="person",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166 code of two letters",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Tells namesakes apart",
                        max_length=500,
                        verbose_name="description",
                    ),
                ),
                (
                    "family_first",
                    models.BooleanField(
                        default=False,
                        help_text="As in Li Wen: sorted and called by the first word",
                        verbose_name="family name first",
                    ),
                ),
                (
                    "sorted_as",
                    models.CharField(
                        blank=True,
                        help_text="Where the name does not say it, such as: García Soler, Ana",
                        max_length=220,
                        verbose_name="sorted as, by hand",
                    ),
                ),
                (
                    "sounds",
                    models.CharField(
                        blank=True, editable=False, max_length=800, verbose_name="sounds like"
                    ),
                ),
                (
                    "sort_name",
                    models.CharField(
                        blank=True, editable=False, max_length=220, verbose_name="sorted as"
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "wikidata",
                    models.CharField(
                        blank=True,
                        help_text="The number of its item, such as Q42",
                        max_length=20,
                        verbose_name="Wikidata",
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Female"), ("male", "Male"), ("other", "Other")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "actor",
                "verbose_name_plural": "actors",
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Lower("name"),
                        models.F("id"),
                        name="actor_called",
                    ),
                    models.Index(
                        annotations.models.folding.Folded("sort_name"),
                        models.F("id"),
                        name="actor_in_alphabet",
                    ),
                    models.Index(models.F("sounds"), models.F("id"), name="actor_sounds"),
                    models.Index(
                        models.F("wikidata"),
                        condition=models.Q(("wikidata", ""), _negated=True),
                        name="actor_of_wikidata",
                    ),
                    models.Index(
                        models.F("country"),
                        condition=models.Q(("country", ""), _negated=True),
                        name="actor_of_country",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="actor_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wikidata", ""), ("wikidata__regex", "^Q[1-9][0-9]*$"), _connector="OR"
                        ),
                        name="actor_wikidata_item",
                        violation_error_message="A Wikidata item is a Q and a number, such as Q42.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["", "female", "male", "other"])),
                        name="actor_gender_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="worded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE one uuid;",
                            func="\n            FOR one IN SELECT DISTINCT unnest(ARRAY[OLD.id, NEW.id]) LOOP\n                CONTINUE WHEN one IS NULL;\n                INSERT INTO annotations_nameword AS known (actor, word, is_whole, weight)\n                SELECT one, key.word, bool_or(key.place = 1), coalesce(\n                    (SELECT max(weight) FROM annotations_nameword WHERE actor = one), 0)\n                FROM (\n                    SELECT keys FROM annotations_actor WHERE id = one UNION ALL\n                    SELECT keys FROM annotations_actorname WHERE actor_id = one\n                ) AS named, unnest(named.keys) WITH ORDINALITY AS key(word, place)\n                GROUP BY key.word\n                ON CONFLICT (actor, word) DO UPDATE SET is_whole = EXCLUDED.is_whole\n                WHERE known.is_whole <> EXCLUDED.is_whole;\n                DELETE FROM annotations_nameword WHERE actor = one AND word NOT IN (\n                    SELECT unnest(keys) FROM annotations_actor WHERE id = one UNION ALL\n                    SELECT unnest(keys) FROM annotations_actorname WHERE actor_id = one\n                );\n            END LOOP;\n            RETURN NULL;\n        ",
                            hash="ca5211366cf2a1c7153c81d5a0af82507fe08a09",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_worded_a8cdf",
                            table="annotations_actor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_actorevent" ("country", "created_at", "description", "family_first", "gender", "id", "keys", "kind", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_name", "sorted_as", "sounds", "wikidata") SELECT new_values."country", new_values."created_at", new_values."description", new_values."family_first", new_values."gender", new_values."id", new_values."keys", new_values."kind", new_values."name", new_values."notes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sort_name", new_values."sorted_as", new_values."sounds", new_values."wikidata" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bdde9f1a2b963859e3f4f55ffbbd29f31ef09fc0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_749b6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_actor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_actorevent" ("country", "created_at", "description", "family_first", "gender", "id", "keys", "kind", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_name", "sorted_as", "sounds", "wikidata") VALUES (NEW."country", NEW."created_at", NEW."description", NEW."family_first", NEW."gender", NEW."id", NEW."keys", NEW."kind", NEW."name", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sort_name", NEW."sorted_as", NEW."sounds", NEW."wikidata"); RETURN NULL;',
                            hash="63081e6e0fadf1ced503f8934ad33fef91421f97",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_293c0",
                            table="annotations_actor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_actorevent" ("country", "created_at", "description", "family_first", "gender", "id", "keys", "kind", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_name", "sorted_as", "sounds", "wikidata") VALUES (OLD."country", OLD."created_at", OLD."description", OLD."family_first", OLD."gender", OLD."id", OLD."keys", OLD."kind", OLD."name", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sort_name", OLD."sorted_as", OLD."sounds", OLD."wikidata"); RETURN NULL;',
                            hash="d9c12d20d4847b51f3094e19436cf4ede6f87df2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81d56",
                            table="annotations_actor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Codebook",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "stance_needs_target",
                    models.BooleanField(default=False, verbose_name="a stance only with a target"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "codebook",
                "verbose_name_plural": "codebooks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="codebook_named"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_codebookevent" ("created_at", "description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance_needs_target") SELECT new_values."created_at", new_values."description", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stance_needs_target" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="09cae94853c42a66a25461fbbe6fd330d0297690",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_61315",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_codebook",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_codebookevent" ("created_at", "description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance_needs_target") VALUES (NEW."created_at", NEW."description", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stance_needs_target"); RETURN NULL;',
                            hash="f084636e2b0bb2f3afaa52ed534fe9eeb8037bb7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9a934",
                            table="annotations_codebook",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_codebookevent" ("created_at", "description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance_needs_target") VALUES (OLD."created_at", OLD."description", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stance_needs_target"); RETURN NULL;',
                            hash="db8e95e6c3bac1dbddea70712b9fc64a6af503f5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_99df7",
                            table="annotations_codebook",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindableDue",
            fields=[
                ("article", models.UUIDField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "article to be made findable",
                "verbose_name_plural": "articles to be made findable",
            },
        ),
        migrations.CreateModel(
            name="NameWord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "actor",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("actor", models.UUIDField()),
                ("word", models.TextField(db_collation="C")),
                ("is_whole", models.BooleanField()),
                ("weight", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "word of a name",
                "verbose_name_plural": "words of names",
                "indexes": [
                    models.Index(models.F("word"), name="name_word"),
                    models.Index(
                        django.db.models.functions.text.Left("word", 1),
                        models.OrderBy(models.F("weight"), descending=True),
                        models.F("word"),
                        models.F("actor"),
                        name="name_word_by_1",
                    ),
                    models.Index(
                        django.db.models.functions.text.Left("word", 3),
                        models.OrderBy(models.F("weight"), descending=True),
                        models.F("word"),
                        models.F("actor"),
                        name="name_word_by_3",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("is_whole", True)),
                        fields=["word"],
                        name="name_word_inside",
                        opclasses=["gin_trgm_ops"],
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("newspaper", "Newspaper"),
                            ("agency", "News agency"),
                            ("broadcaster", "Broadcaster"),
                            ("ministry", "Ministry or government"),
                            ("think_tank", "Think tank"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166 code of two letters",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="ISO 639 code, such as fr",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "other_languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        help_text="ISO 639 codes, parted by commas, such as en,ar",
                        size=None,
                        verbose_name="other languages",
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=200, verbose_name="owner")),
                (
                    "control",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("independent", "Independent editors"),
                            ("public", "Publicly funded, independent editors"),
                            ("party", "A party or a movement"),
                            ("interests", "A company or an interest group"),
                            ("state", "The state"),
                        ],
                        help_text="Who has the last word on what is printed, as far as it is known",
                        max_length=20,
                        verbose_name="control",
                    ),
                ),
                ("homepage", models.URLField(blank=True, verbose_name="home page")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "rights_notes",
                    models.TextField(
                        blank=True,
                        help_text="What may be kept, quoted and passed on",
                        verbose_name="notes on rights",
                    ),
                ),
                (
                    "may_leave",
                    models.CharField(
                        choices=[
                            ("all", "All of the text"),
                            ("excerpts", "Excerpts of some words"),
                            ("offsets", "Only where passages stand, and hashes of their words"),
                        ],
                        default="all",
                        help_text="How much of its articles' text exports and hand-outs may contain",
                        max_length=10,
                        verbose_name="what may leave",
                    ),
                ),
                (
                    "excerpt_words",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Of one passage, with what stands around it; 0 unless excerpts may leave",
                        verbose_name="words of an excerpt",
                    ),
                ),
                (
                    "trust_notes",
                    models.TextField(
                        blank=True,
                        help_text="What is known of its reliability, and from whom",
                        verbose_name="notes on trust",
                    ),
                ),
                (
                    "is_reviewed",
                    models.BooleanField(
                        default=True,
                        help_text="Off where an analyst named the source during intake and no admin has looked.",
                        verbose_name="reviewed",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="source_name_once",
                        violation_error_message="There is a source with this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="source_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excerpt_words__gt", 0), ("may_leave", "excerpts")),
                            models.Q(
                                models.Q(("may_leave", "excerpts"), _negated=True),
                                ("excerpt_words", 0),
                            ),
                            _connector="OR",
                        ),
                        name="source_excerpts_have_words",
                        violation_error_message="Say how many words an excerpt has, if excerpts may leave, and only then.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_sourceevent" ("control", "country", "created_at", "excerpt_words", "homepage", "id", "is_reviewed", "kind", "language", "may_leave", "name", "notes", "other_languages", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_notes", "trust_notes") SELECT new_values."control", new_values."country", new_values."created_at", new_values."excerpt_words", new_values."homepage", new_values."id", new_values."is_reviewed", new_values."kind", new_values."language", new_values."may_leave", new_values."name", new_values."notes", new_values."other_languages", new_values."owner", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rights_notes", new_values."trust_notes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a27ff12b64c538d85409536f9026d99627306fd3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_92b4d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_sourceevent" ("control", "country", "created_at", "excerpt_words", "homepage", "id", "is_reviewed", "kind", "language", "may_leave", "name", "notes", "other_languages", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_notes", "trust_notes") VALUES (NEW."control", NEW."country", NEW."created_at", NEW."excerpt_words", NEW."homepage", NEW."id", NEW."is_reviewed", NEW."kind", NEW."language", NEW."may_leave", NEW."name", NEW."notes", NEW."other_languages", NEW."owner", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rights_notes", NEW."trust_notes"); RETURN NULL;',
                            hash="a612a24caa481e0464ec87495c1f14da5a97de33",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ece59",
                            table="annotations_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_sourceevent" ("control", "country", "created_at", "excerpt_words", "homepage", "id", "is_reviewed", "kind", "language", "may_leave", "name", "notes", "other_languages", "owner", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rights_notes", "trust_notes") VALUES (OLD."control", OLD."country", OLD."created_at", OLD."excerpt_words", OLD."homepage", OLD."id", OLD."is_reviewed", OLD."kind", OLD."language", OLD."may_leave", OLD."name", OLD."notes", OLD."other_languages", OLD."owner", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rights_notes", OLD."trust_notes"); RETURN NULL;',
                            hash="6a6ca2b2fe50fe983f93c93466d62c76aae32107",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2b329",
                            table="annotations_source",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
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
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "theme",
                    models.CharField(
                        choices=[("auto", "As the system"), ("light", "Light"), ("dark", "Dark")],
                        default="auto",
                        max_length=5,
                        verbose_name="theme",
                    ),
                ),
                (
                    "text_size",
                    models.CharField(
                        choices=[
                            ("smallest", "Smallest"),
                            ("small", "Small"),
                            ("normal", "Normal"),
                            ("large", "Large"),
                            ("largest", "Largest"),
                        ],
                        default="normal",
                        max_length=8,
                        verbose_name="size of the text",
                    ),
                ),
                (
                    "text_width",
                    models.CharField(
                        choices=[("narrow", "Narrow"), ("normal", "Normal"), ("wide", "Wide")],
                        default="normal",
                        max_length=8,
                        verbose_name="width of the text",
                    ),
                ),
                (
                    "line_height",
                    models.CharField(
                        choices=[("close", "Close"), ("normal", "Normal"), ("open", "Open")],
                        default="normal",
                        max_length=8,
                        verbose_name="line height",
                    ),
                ),
                (
                    "text_font",
                    models.CharField(
                        choices=[("serif", "Serif"), ("sans", "Sans")],
                        default="serif",
                        max_length=8,
                        verbose_name="font of the text",
                    ),
                ),
                (
                    "shows_all_marks",
                    models.BooleanField(
                        default=False, verbose_name="show every mark to assistive technology"
                    ),
                ),
                (
                    "own_keys",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="own keys"
                    ),
                ),
                (
                    "suggestions_from",
                    models.FloatField(default=0.6, editable=False, verbose_name="suggestions from"),
                ),
                (
                    "shows_suggestions",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="shows suggestions"
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC",
                        help_text="Such as Europe/Vienna. Times are shown in it.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("daily", "Every day"),
                            ("weekly", "Every Monday"),
                        ],
                        default="never",
                        editable=False,
                        max_length=6,
                        verbose_name="mail about what waits",
                    ),
                ),
                (
                    "feed_token",
                    models.CharField(editable=False, max_length=43, null=True, unique=True),
                ),
                ("left_at", models.DateTimeField(editable=False, null=True, verbose_name="left")),
                ("pseudonym", models.PositiveIntegerField(editable=False, null=True, unique=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at__isnull", True), ("is_active", False), _connector="OR"
                        ),
                        name="user_who_left_is_inactive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pseudonym__isnull", True),
                            models.Q(
                                ("email", ""),
                                ("first_name", ""),
                                ("last_name", ""),
                                ("left_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="user_forgotten_has_no_names",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suggestions_from__gte", 0.3), ("suggestions_from__lte", 0.95)
                        ),
                        name="user_suggestions_from",
                    ),
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="ActorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.actor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("country", "Country"),
                            ("unnamed", "Unnamed"),
                        ],
                        default="person",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166 code of two letters",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Tells namesakes apart",
                        max_length=500,
                        verbose_name="description",
                    ),
                ),
                (
                    "family_first",
                    models.BooleanField(
                        default=False,
                        help_text="As in Li Wen: sorted and called by the first word",
                        verbose_name="family name first",
                    ),
                ),
                (
                    "sorted_as",
                    models.CharField(
                        blank=True,
                        help_text="Where the name does not say it, such as: García Soler, Ana",
                        max_length=220,
                        verbose_name="sorted as, by hand",
                    ),
                ),
                (
                    "sounds",
                    models.CharField(
                        blank=True, editable=False, max_length=800, verbose_name="sounds like"
                    ),
                ),
                (
                    "sort_name",
                    models.CharField(
                        blank=True, editable=False, max_length=220, verbose_name="sorted as"
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "wikidata",
                    models.CharField(
                        blank=True,
                        help_text="The number of its item, such as Q42",
                        max_length=20,
                        verbose_name="Wikidata",
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Female"), ("male", "Male"), ("other", "Other")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1e8d3deaadb09d23dae39a5dfb33224d59b9d5f5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b5d1a",
                            table="annotations_actorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorMove",
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
                        choices=[("merge", "Merged"), ("split", "Split")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("from_actor", models.UUIDField(db_index=True)),
                ("from_name", models.CharField(max_length=200)),
                ("to_actor", models.UUIDField(db_index=True)),
                ("to_name", models.CharField(max_length=200)),
                ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                ("removed", models.JSONField(default=list)),
                ("made", models.JSONField(default=list)),
                ("changed", models.JSONField(default=list)),
                (
                    "projects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "move between actors",
                "verbose_name_plural": "moves between actors",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["projects"], name="actor_move_in_projects"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_actor", models.F("to_actor")), _negated=True),
                        name="actor_move_goes_somewhere",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "merge"), ("undone_at__isnull", True)),
                        fields=("from_actor",),
                        name="actor_merged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="actor_move_undone_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorName",
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
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="annotations.actor",
                        verbose_name="actor",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="A code such as ar or zh-hant",
                        max_length=35,
                        verbose_name="language",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full", "Full name"),
                            ("short", "Short name"),
                            ("native", "In its own script"),
                            ("transliteration", "Transliteration"),
                            ("nickname", "Nickname"),
                            ("former", "Former name"),
                        ],
                        default="full",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "sounds",
                    models.CharField(
                        blank=True, editable=False, max_length=800, verbose_name="sounds like"
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Lower("name"),
                        models.F("actor"),
                        name="actor_called_also",
                    ),
                    models.Index(models.F("sounds"), models.F("actor"), name="actor_name_sounds"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("actor"),
                        django.db.models.functions.text.Lower("name"),
                        name="actor_name_once",
                        violation_error_message="This name is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="actor_name_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "full",
                                    "short",
                                    "native",
                                    "transliteration",
                                    "nickname",
                                    "former",
                                ],
                            )
                        ),
                        name="actor_name_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("language", ""),
                            ("language__regex", "^[a-z]{2,3}(-[a-z0-9]{2,8})*$"),
                            _connector="OR",
                        ),
                        name="actor_name_language_code",
                        violation_error_message="A language is a code such as fr, ar or zh-hant.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="worded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE one uuid;",
                            func="\n            FOR one IN SELECT DISTINCT unnest(ARRAY[OLD.actor_id, NEW.actor_id]) LOOP\n                CONTINUE WHEN one IS NULL;\n                INSERT INTO annotations_nameword AS known (actor, word, is_whole, weight)\n                SELECT one, key.word, bool_or(key.place = 1), coalesce(\n                    (SELECT max(weight) FROM annotations_nameword WHERE actor = one), 0)\n                FROM (\n                    SELECT keys FROM annotations_actor WHERE id = one UNION ALL\n                    SELECT keys FROM annotations_actorname WHERE actor_id = one\n                ) AS named, unnest(named.keys) WITH ORDINALITY AS key(word, place)\n                GROUP BY key.word\n                ON CONFLICT (actor, word) DO UPDATE SET is_whole = EXCLUDED.is_whole\n                WHERE known.is_whole <> EXCLUDED.is_whole;\n                DELETE FROM annotations_nameword WHERE actor = one AND word NOT IN (\n                    SELECT unnest(keys) FROM annotations_actor WHERE id = one UNION ALL\n                    SELECT unnest(keys) FROM annotations_actorname WHERE actor_id = one\n                );\n            END LOOP;\n            RETURN NULL;\n        ",
                            hash="928320f8da17c00e45fdc8038a0c06ac8039bfea",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_worded_040b7",
                            table="annotations_actorname",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_actornameevent" ("actor_id", "id", "keys", "kind", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sounds") SELECT new_values."actor_id", new_values."id", new_values."keys", new_values."kind", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sounds" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6c61021b9c2d7ecb9ff53b2c2e782eb0955718ba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1e78d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_actorname",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_actornameevent" ("actor_id", "id", "keys", "kind", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sounds") VALUES (NEW."actor_id", NEW."id", NEW."keys", NEW."kind", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sounds"); RETURN NULL;',
                            hash="9bc3ed649acb1ad379ee57b21bf6ec36e11c2adb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_47569",
                            table="annotations_actorname",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_actornameevent" ("actor_id", "id", "keys", "kind", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sounds") VALUES (OLD."actor_id", OLD."id", OLD."keys", OLD."kind", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sounds"); RETURN NULL;',
                            hash="00abe8f8114b810a5016e20580fdfe900504aaae",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_67af8",
                            table="annotations_actorname",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorPicture",
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
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="annotations.actor",
                    ),
                ),
                ("alt", models.CharField(max_length=300, verbose_name="what it shows")),
                ("credit", models.CharField(max_length=300, verbose_name="credit")),
                ("media_type", models.CharField(max_length=50)),
                ("data", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("actor",),
                        name="actor_picture_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alt", ""), _negated=True),
                            models.Q(("credit", ""), _negated=True),
                        ),
                        name="actor_picture_described",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__range", (1, 524288))), name="actor_picture_small"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("height__gt", 0),
                            ("width__gt", 0),
                            (
                                "width__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(4000000), "/", models.F("height")
                                ),
                            ),
                        ),
                        name="actor_picture_of_few_pixels",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliations",
                        to="annotations.actor",
                        verbose_name="person",
                    ),
                ),
                ("post", models.CharField(max_length=200, verbose_name="post")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="annotations.actor",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "represents",
                    models.CharField(
                        blank=True,
                        help_text="The country for which an ambassador or delegate speaks",
                        max_length=2,
                        verbose_name="represents",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("government", "Government"),
                            ("opposition", "Opposition"),
                            ("military", "Military"),
                            ("diplomacy", "Diplomacy"),
                            ("academia", "Academia"),
                            ("think_tank", "Think tank"),
                            ("business", "Business"),
                            ("press", "Press"),
                            ("civil_society", "Civil society"),
                            ("international_body", "International body"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="From the first day to the day after the last; empty means unknown.",
                        verbose_name="held",
                    ),
                ),
            ],
            options={
                "verbose_name": "affiliation",
                "verbose_name_plural": "affiliations",
                "indexes": [
                    models.Index(
                        models.F("represents"),
                        condition=models.Q(("represents", ""), _negated=True),
                        name="affiliation_for_country",
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            (django.db.models.functions.text.Lower("post"), "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "organisation",
                                    models.Value(uuid.UUID("00000000-0000-0000-0000-000000000000")),
                                ),
                                "=",
                            ),
                            ("valid", "&&"),
                        ],
                        name="affiliation_post_held_once",
                        violation_error_message="This person already held this post at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="affiliation_lasts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("post", ""), _negated=True),
                        name="affiliation_post_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("represents", ""), ("represents__regex", "^[A-Z]{2}$"), _connector="OR"
                        ),
                        name="affiliation_represents_country",
                        violation_error_message="A country is a code of two letters, such as FR.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="person_at_organisation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF (SELECT kind FROM annotations_actor WHERE id = NEW.person_id)\n                        NOT IN ('person', 'unnamed') THEN\n                        RAISE EXCEPTION 'only a person can hold a post' USING ERRCODE = '23514';\n                    END IF;\n                    IF NEW.organisation_id IS NOT NULL AND\n                       (SELECT kind FROM annotations_actor WHERE id = NEW.organisation_id)\n                        NOT IN ('organisation', 'country') THEN\n                        RAISE EXCEPTION 'a post is held at an organisation or a country'\n                            USING ERRCODE = '23514';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="04c8517fd4f9ce2c50cb85f81ebac7ed0d031730",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_person_at_organisation_b9dee",
                            table="annotations_affiliation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_affiliationevent" ("id", "kind", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "represents", "valid") SELECT new_values."id", new_values."kind", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post", new_values."represents", new_values."valid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="da41073257d41b91f236b85fd64f05dd6e7e970c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5c715",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_affiliation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_affiliationevent" ("id", "kind", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "represents", "valid") VALUES (NEW."id", NEW."kind", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."represents", NEW."valid"); RETURN NULL;',
                            hash="7af78935cc907aa0d2b9a9e426c296ffd50a0742",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7c62d",
                            table="annotations_affiliation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_affiliationevent" ("id", "kind", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "represents", "valid") VALUES (OLD."id", OLD."kind", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."represents", OLD."valid"); RETURN NULL;',
                            hash="6d6a52af5b0f543d4c5f8b64a6f573e1d5638330",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e0f9f",
                            table="annotations_affiliation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("prefix", models.CharField(max_length=16)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("write", "Read and write"),
                            ("admin", "Read, write, and keep registers and projects"),
                        ],
                        default="read",
                        max_length=5,
                        verbose_name="may",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True, verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("minute", models.BigIntegerField(default=0)),
                ("used", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "token",
                "verbose_name_plural": "tokens",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="token_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at__isnull", True),
                            ("expires_at__gt", models.F("created_at")),
                            _connector="OR",
                        ),
                        name="token_expires_after_it_was_made",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_apitokenevent" ("created_at", "expires_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scope", "user_id") SELECT new_values."created_at", new_values."expires_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."revoked_at", new_values."scope", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="98e9bce0d53c161732419929e404e53b995224ba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_05d28",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_apitoken",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."scope" IS DISTINCT FROM (NEW."scope"))',
                            func='INSERT INTO "annotations_apitokenevent" ("created_at", "expires_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scope", "user_id") VALUES (NEW."created_at", NEW."expires_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."revoked_at", NEW."scope", NEW."user_id"); RETURN NULL;',
                            hash="310c2b5b83ad62978b71d8380cacb915a1df8fa1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5499",
                            table="annotations_apitoken",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_apitokenevent" ("created_at", "expires_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scope", "user_id") VALUES (OLD."created_at", OLD."expires_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."revoked_at", OLD."scope", OLD."user_id"); RETURN NULL;',
                            hash="4b70b5cdc75b1c29c0e97089238ddf996c97d834",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d0196",
                            table="annotations_apitoken",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="annotations.source",
                        verbose_name="source",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("byline", models.CharField(blank=True, max_length=300, verbose_name="byline")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                (
                    "canonical_url",
                    models.URLField(blank=True, max_length=2000, verbose_name="address"),
                ),
                ("section", models.CharField(blank=True, max_length=100, verbose_name="section")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="taken in")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "indexes": [
                    models.Index(
                        fields=["source", "-published_on", "id"], name="article_of_source"
                    ),
                    models.Index(
                        models.OrderBy(
                            django.db.models.functions.comparison.Coalesce(
                                "published_on", datetime.date(1, 1, 1)
                            ),
                            descending=True,
                        ),
                        models.OrderBy(models.F("id"), descending=True),
                        name="article_newest",
                    ),
                    models.Index(
                        django.db.models.functions.comparison.Coalesce(
                            "published_on", datetime.date(9999, 12, 31)
                        ),
                        models.F("id"),
                        name="article_oldest",
                    ),
                    models.Index(
                        django.db.models.functions.text.Lower("title"),
                        models.F("id"),
                        name="article_in_alphabet",
                    ),
                    models.Index(models.F("language"), name="article_language"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                        ),
                        name="article_title_letters",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("canonical_url", ""), _negated=True),
                        fields=("canonical_url",),
                        name="article_url_once",
                        violation_error_message="The article of this address is here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="article_titled"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="findable_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            INSERT INTO annotations_findabledue (article)\n            SELECT DISTINCT fresh.id FROM fresh JOIN stale USING (id) WHERE (fresh.title, fresh.language, fresh.published_on, fresh.source_id) IS DISTINCT FROM (stale.title, stale.language, stale.published_on, stale.source_id)\n            ORDER BY 1 ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ",
                            hash="2cea119616894bbb1080ef0f19079bdd3bc5b3cc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_findable_update_bf957",
                            referencing="REFERENCING OLD TABLE AS stale  NEW TABLE AS fresh ",
                            table="annotations_article",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_articleevent" ("byline", "canonical_url", "created_at", "created_by_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_on", "section", "source_id", "title") SELECT new_values."byline", new_values."canonical_url", new_values."created_at", new_values."created_by_id", new_values."id", new_values."language", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_at", new_values."published_on", new_values."section", new_values."source_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5629895a9db153e1199c89a18a5c11656c9422ee",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4b82c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_article",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_articleevent" ("byline", "canonical_url", "created_at", "created_by_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_on", "section", "source_id", "title") VALUES (NEW."byline", NEW."canonical_url", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_on", NEW."section", NEW."source_id", NEW."title"); RETURN NULL;',
                            hash="9b6e9fdc26bdb918a085756bda3d0a3383629961",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af6e5",
                            table="annotations_article",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_articleevent" ("byline", "canonical_url", "created_at", "created_by_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_on", "section", "source_id", "title") VALUES (OLD."byline", OLD."canonical_url", OLD."created_at", OLD."created_by_id", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_on", OLD."section", OLD."source_id", OLD."title"); RETURN NULL;',
                            hash="dc666768930882961ac6e0da73a1515162ddde2d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_209a8",
                            table="annotations_article",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodebookEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.codebook",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "stance_needs_target",
                    models.BooleanField(default=False, verbose_name="a stance only with a target"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2866da623792d0ade56e3b171a606cf0a309c720",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c995",
                            table="annotations_codebookevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CodebookVersion",
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
                    "codebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="annotations.codebook",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("edited", "Edited"),
                            ("merged", "Merged or split"),
                            ("imported", "Taken in from a file"),
                            ("restored", "Brought back from an earlier version"),
                        ],
                        default="edited",
                        max_length=8,
                    ),
                ),
                ("tree", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a codebook",
                "verbose_name_plural": "versions of codebooks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("codebook", "number"), name="version_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("period", models.DateField()),
                ("things", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "digest",
                "verbose_name_plural": "digests",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "period"), name="one_digest_for_a_period"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Distinct",
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
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.actor",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.actor",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "two different actors",
                "verbose_name_plural": "two different actors",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="distinct_in_order"
                    ),
                    models.UniqueConstraint(fields=("one", "other"), name="distinct_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_distinctevent" ("at", "by_id", "id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."one_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ebbb39c5c5d4b2f74b41412eb713186cb10216f1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a2624",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_distinct",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_distinctevent" ("at", "by_id", "id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="3cc70189386d605de0a14dd9fc5970152ab0e492",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89122",
                            table="annotations_distinct",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_distinctevent" ("at", "by_id", "id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."one_id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="70046fdec5c5b6d05e1523d081ee201c26aebd4d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bed8a",
                            table="annotations_distinct",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("guidelines", models.TextField(blank=True, verbose_name="guidelines")),
                (
                    "codebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="annotations.codebook",
                        verbose_name="codebook",
                    ),
                ),
                (
                    "has_suggestions",
                    models.BooleanField(default=True, editable=False, verbose_name="suggestions"),
                ),
                (
                    "analysts_per_article",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="analysts an article needs"
                    ),
                ),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="deadline")),
                (
                    "hides_machine",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="the machine's coding is hidden"
                    ),
                ),
                (
                    "measures_time",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="time is measured"
                    ),
                ),
                (
                    "is_template",
                    models.BooleanField(default=False, editable=False, verbose_name="template"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="project_name_once",
                        violation_error_message="There is a project with this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="project_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("analysts_per_article__range", (1, 9))),
                        name="project_needs_some_analysts",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_projectevent" ("analysts_per_article", "archived_at", "codebook_id", "created_at", "description", "due_on", "guidelines", "has_suggestions", "hides_machine", "id", "is_template", "measures_time", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."analysts_per_article", new_values."archived_at", new_values."codebook_id", new_values."created_at", new_values."description", new_values."due_on", new_values."guidelines", new_values."has_suggestions", new_values."hides_machine", new_values."id", new_values."is_template", new_values."measures_time", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="122cd3d1579c949d2cb807282d3883ed2ea3ba49",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_68b0c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_project",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_projectevent" ("analysts_per_article", "archived_at", "codebook_id", "created_at", "description", "due_on", "guidelines", "has_suggestions", "hides_machine", "id", "is_template", "measures_time", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."analysts_per_article", NEW."archived_at", NEW."codebook_id", NEW."created_at", NEW."description", NEW."due_on", NEW."guidelines", NEW."has_suggestions", NEW."hides_machine", NEW."id", NEW."is_template", NEW."measures_time", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="0954b14ed58457d7ef3aa698b6a81db6ad0b10d2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8e8be",
                            table="annotations_project",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_projectevent" ("analysts_per_article", "archived_at", "codebook_id", "created_at", "description", "due_on", "guidelines", "has_suggestions", "hides_machine", "id", "is_template", "measures_time", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."analysts_per_article", OLD."archived_at", OLD."codebook_id", OLD."created_at", OLD."description", OLD."due_on", OLD."guidelines", OLD."has_suggestions", OLD."hides_machine", OLD."id", OLD."is_template", OLD."measures_time", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="33b7a0bf3f1c28897c6c11854369a46daec13051",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e1e0e",
                            table="annotations_project",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
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
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="register_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filename", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("planned_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("is_discarded", models.BooleanField(default=False)),
                ("is_renewed", models.BooleanField(default=False)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("mark", models.CharField(blank=True, max_length=60)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("planned", models.PositiveIntegerField(default=0)),
                ("position", models.PositiveIntegerField(default=0)),
                ("ignored", models.JSONField(default=dict)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("params", models.JSONField(default=dict)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "import into the register",
                "verbose_name_plural": "imports into the register",
                "indexes": [
                    models.Index(fields=["owner", "-uploaded_at"], name="register_import_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_at", None), ("planned_at__isnull", False), _connector="OR"
                        ),
                        name="register_import_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_at", None), ("read_at__isnull", False), _connector="OR"
                        ),
                        name="register_import_read",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at", None), ("failure", "")),
                            models.Q(("failed_at__isnull", False), ("finished_at", None)),
                            _connector="OR",
                        ),
                        name="register_import_failed_is_unfinished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", models.F("rows"))),
                        name="register_import_within",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_discarded", False),
                            models.Q(("finished_at__isnull", False), ("started_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="register_import_discarded_unstarted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("fingerprint", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "reply of the API",
                "verbose_name_plural": "replies of the API",
                "indexes": [models.Index(fields=["at"], name="reply_kept_since")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="one_reply_for_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.source",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("newspaper", "Newspaper"),
                            ("agency", "News agency"),
                            ("broadcaster", "Broadcaster"),
                            ("ministry", "Ministry or government"),
                            ("think_tank", "Think tank"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166 code of two letters",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="ISO 639 code, such as fr",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "other_languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        help_text="ISO 639 codes, parted by commas, such as en,ar",
                        size=None,
                        verbose_name="other languages",
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=200, verbose_name="owner")),
                (
                    "control",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("independent", "Independent editors"),
                            ("public", "Publicly funded, independent editors"),
                            ("party", "A party or a movement"),
                            ("interests", "A company or an interest group"),
                            ("state", "The state"),
                        ],
                        help_text="Who has the last word on what is printed, as far as it is known",
                        max_length=20,
                        verbose_name="control",
                    ),
                ),
                ("homepage", models.URLField(blank=True, verbose_name="home page")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "rights_notes",
                    models.TextField(
                        blank=True,
                        help_text="What may be kept, quoted and passed on",
                        verbose_name="notes on rights",
                    ),
                ),
                (
                    "may_leave",
                    models.CharField(
                        choices=[
                            ("all", "All of the text"),
                            ("excerpts", "Excerpts of some words"),
                            ("offsets", "Only where passages stand, and hashes of their words"),
                        ],
                        default="all",
                        help_text="How much of its articles' text exports and hand-outs may contain",
                        max_length=10,
                        verbose_name="what may leave",
                    ),
                ),
                (
                    "excerpt_words",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Of one passage, with what stands around it; 0 unless excerpts may leave",
                        verbose_name="words of an excerpt",
                    ),
                ),
                (
                    "trust_notes",
                    models.TextField(
                        blank=True,
                        help_text="What is known of its reliability, and from whom",
                        verbose_name="notes on trust",
                    ),
                ),
                (
                    "is_reviewed",
                    models.BooleanField(
                        default=True,
                        help_text="Off where an analyst named the source during intake and no admin has looked.",
                        verbose_name="reviewed",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="80a25c7e302256eb90160567cf8f6f931fa8321e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_521b1",
                            table="annotations_sourceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryMove",
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
                    "from_story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.story",
                    ),
                ),
                (
                    "to_story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.story",
                    ),
                ),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "move between stories",
                "verbose_name_plural": "moves between stories",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_story", models.F("to_story")), _negated=True),
                        name="story_move_goes_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("articles__len__gt", 0)), name="story_move_of_articles"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="story_move_undone_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
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
                    "codebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="annotations.codebook",
                        verbose_name="codebook",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="annotations.tag",
                        verbose_name="parent",
                    ),
                ),
                (
                    "key",
                    models.SlugField(allow_unicode=True, max_length=60, verbose_name="short name"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("teal", "Teal"),
                            ("blue", "Blue"),
                            ("indigo", "Indigo"),
                            ("violet", "Violet"),
                            ("plum", "Plum"),
                            ("rose", "Rose"),
                            ("red", "Red"),
                            ("orange", "Orange"),
                            ("amber", "Amber"),
                            ("olive", "Olive"),
                            ("green", "Green"),
                            ("grey", "Grey"),
                        ],
                        default="grey",
                        max_length=8,
                        verbose_name="colour",
                    ),
                ),
                (
                    "shortcut",
                    models.CharField(
                        blank=True,
                        help_text="One letter to press; a capital one with Shift",
                        max_length=1,
                        verbose_name="key",
                    ),
                ),
                ("definition", models.TextField(blank=True, verbose_name="definition")),
                ("example", models.TextField(blank=True, verbose_name="example")),
                ("when_not", models.TextField(blank=True, verbose_name="when not to use it")),
                (
                    "is_topic",
                    models.BooleanField(
                        default=False,
                        help_text="It says what is spoken about, and so do the tags below it. A statement inherits the topics of the one before.",
                        verbose_name="topic",
                    ),
                ),
                (
                    "applies_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("passage", "Passages"),
                                ("statement", "Statements"),
                                ("article", "The article as a whole"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=annotations.models.codebooks.annotations_bear_it,
                        help_text="What can bear it. For nothing: a heading that tags stand below.",
                        size=None,
                        verbose_name="for",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(
                        default=False,
                        help_text="Who is done is asked where it is missing; a tag below it will do.",
                        verbose_name="required",
                    ),
                ),
                (
                    "is_single",
                    models.BooleanField(
                        default=False,
                        help_text="Of the tags right below it, an annotation bears one at most.",
                        verbose_name="only one of those below",
                    ),
                ),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("target", "Only where it is said about whom"),
                            ("stance", "Only where a stance is given"),
                            ("speaker", "Only where the speaker is named"),
                        ],
                        help_text="With one, it is for statements only.",
                        max_length=7,
                        verbose_name="condition",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retired"),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("codebook", "key"),
                        name="tag_key_once",
                        violation_error_message="This codebook has a tag with this short name already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("shortcut", ""), _negated=True), ("retired_at__isnull", True)
                        ),
                        fields=("codebook", "shortcut"),
                        name="tag_shortcut_once",
                        violation_error_message="Another tag of this codebook has this key.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="tag_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applies_to__contained_by", ["passage", "statement", "article"])
                        ),
                        name="tag_applies_to_bearers",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="tree",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."parent_id" IS NOT NULL)',
                            func="\n                    IF (SELECT codebook_id FROM annotations_tag WHERE id = NEW.parent_id)\n                        IS DISTINCT FROM NEW.codebook_id THEN\n                        RAISE EXCEPTION 'a tag and its parent belong to one codebook'\n                            USING ERRCODE = '23514';\n                    END IF;\n                    IF EXISTS (\n                        WITH RECURSIVE above(id, parent_id) AS (\n                            SELECT id, parent_id FROM annotations_tag WHERE id = NEW.parent_id\n                            UNION\n                            SELECT tag.id, tag.parent_id\n                            FROM annotations_tag tag JOIN above ON tag.id = above.parent_id\n                        )\n                        SELECT 1 FROM above WHERE id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'a tag cannot stand below itself' USING ERRCODE = '23514';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="eb86b9be959f5194b11811a14ec44f9284b6df5d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_tree_b39de",
                            table="annotations_tag",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_tagevent" ("applies_to", "codebook_id", "colour", "condition", "definition", "example", "id", "is_required", "is_single", "is_topic", "key", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_at", "shortcut", "when_not") SELECT new_values."applies_to", new_values."codebook_id", new_values."colour", new_values."condition", new_values."definition", new_values."example", new_values."id", new_values."is_required", new_values."is_single", new_values."is_topic", new_values."key", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."retired_at", new_values."shortcut", new_values."when_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="90d46dd96432006e206c2883a2f54ad30baa147b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4c5d8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_tag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_tagevent" ("applies_to", "codebook_id", "colour", "condition", "definition", "example", "id", "is_required", "is_single", "is_topic", "key", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_at", "shortcut", "when_not") VALUES (NEW."applies_to", NEW."codebook_id", NEW."colour", NEW."condition", NEW."definition", NEW."example", NEW."id", NEW."is_required", NEW."is_single", NEW."is_topic", NEW."key", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."retired_at", NEW."shortcut", NEW."when_not"); RETURN NULL;',
                            hash="f8f3520f8ea9dff0e421123fe5afe6a9b83d280c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0257e",
                            table="annotations_tag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_tagevent" ("applies_to", "codebook_id", "colour", "condition", "definition", "example", "id", "is_required", "is_single", "is_topic", "key", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_at", "shortcut", "when_not") VALUES (OLD."applies_to", OLD."codebook_id", OLD."colour", OLD."condition", OLD."definition", OLD."example", OLD."id", OLD."is_required", OLD."is_single", OLD."is_topic", OLD."key", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."retired_at", OLD."shortcut", OLD."when_not"); RETURN NULL;',
                            hash="e87f7cc6b973639eb004728b7b7c102031785eec",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4acf",
                            table="annotations_tag",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.actorname",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="actor",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="A code such as ar or zh-hant",
                        max_length=35,
                        verbose_name="language",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full", "Full name"),
                            ("short", "Short name"),
                            ("native", "In its own script"),
                            ("transliteration", "Transliteration"),
                            ("nickname", "Nickname"),
                            ("former", "Former name"),
                        ],
                        default="full",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "sounds",
                    models.CharField(
                        blank=True, editable=False, max_length=800, verbose_name="sounds like"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4a4ed937fe0329ce8c53f5a4d8625aa9b237ff9e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_94fba",
                            table="annotations_actornameevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Addition",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="additions",
                        to="annotations.project",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "rows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "waiting",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("total", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "addition of articles",
                "verbose_name_plural": "additions of articles",
                "indexes": [models.Index(fields=["project", "-id"], name="addition_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total__gt", 0),
                            (
                                "total__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("rows__len"), "+", models.F("waiting__len")
                                ),
                            ),
                        ),
                        name="addition_of_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AffiliationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.affiliation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="person",
                    ),
                ),
                ("post", models.CharField(max_length=200, verbose_name="post")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "represents",
                    models.CharField(
                        blank=True,
                        help_text="The country for which an ambassador or delegate speaks",
                        max_length=2,
                        verbose_name="represents",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("government", "Government"),
                            ("opposition", "Opposition"),
                            ("military", "Military"),
                            ("diplomacy", "Diplomacy"),
                            ("academia", "Academia"),
                            ("think_tank", "Think tank"),
                            ("business", "Business"),
                            ("press", "Press"),
                            ("civil_society", "Civil society"),
                            ("international_body", "International body"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="From the first day to the day after the last; empty means unknown.",
                        verbose_name="held",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8bec6128fc3118619bc055cbac27c83bdac47d4c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f8570",
                            table="annotations_affiliationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiTokenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.apitoken",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("prefix", models.CharField(max_length=16)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("write", "Read and write"),
                            ("admin", "Read, write, and keep registers and projects"),
                        ],
                        default="read",
                        max_length=5,
                        verbose_name="may",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True, verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="29c786934c0c368386daa8ca62059b8f8363499b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fb703",
                            table="annotations_apitokenevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.article",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.source",
                        verbose_name="source",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("byline", models.CharField(blank=True, max_length=300, verbose_name="byline")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                (
                    "canonical_url",
                    models.URLField(blank=True, max_length=2000, verbose_name="address"),
                ),
                ("section", models.CharField(blank=True, max_length=100, verbose_name="section")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="taken in")),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d8ec43187b52e731eeb23ebce1fddd2de4a2284d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_73c8b",
                            table="annotations_articleevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
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
                (
                    "tag",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.tag",
                    ),
                ),
                ("tag_name", models.CharField(blank=True, max_length=120)),
                (
                    "takes_back",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings_back",
                        to="annotations.bulkact",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("dealt", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("left", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "bulk act",
                "verbose_name_plural": "bulk acts",
                "indexes": [models.Index(fields=["project", "-id"], name="bulk_act_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dealt__lte", models.F("total")), ("done__lte", models.F("dealt"))
                        ),
                        name="bulk_act_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "back"), ("takes_back__isnull", False)),
                            models.Q(
                                models.Q(("kind", "back"), _negated=True),
                                ("takes_back__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="bulk_act_takes_back_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None), ("failed_at", None), _connector="OR"
                        ),
                        name="bulk_act_ends_one_way",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("takes_back",),
                        name="bulk_act_back_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capture",
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
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captures",
                        to="annotations.article",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.source",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("media_type", models.CharField(max_length=100)),
                ("filename", models.CharField(blank=True, max_length=255)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("size", models.PositiveIntegerField()),
                ("compressed", models.BinaryField()),
                ("http", models.JSONField(blank=True, default=dict)),
                ("captured_at", models.DateTimeField()),
                (
                    "captured_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "capture",
                "verbose_name_plural": "captures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="capture_not_empty"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="written_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bf6931271a249018bafbef319118f6afbc9b5a16",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_written_once_aacc6",
                            table="annotations_capture",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CodedImport",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coded_imports",
                        to="annotations.project",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coded_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filename", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("form", models.CharField(max_length=40)),
                ("terms", models.JSONField(default=dict)),
                ("coders", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("is_cancelled", models.BooleanField(default=False)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("position", models.PositiveIntegerField(default=0)),
                ("noted", models.PositiveIntegerField(default=0)),
                ("reached", models.PositiveBigIntegerField(default=0)),
                ("planned", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "import of annotations",
                "verbose_name_plural": "imports of annotations",
                "indexes": [
                    models.Index(fields=["project", "-uploaded_at"], name="coded_import_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_cancelled", False), ("finished_at__isnull", False), _connector="OR"
                        ),
                        name="coded_import_cancelled_is_finished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at", None), ("failure", "")),
                            models.Q(("failed_at__isnull", False), ("finished_at", None)),
                            _connector="OR",
                        ),
                        name="coded_import_failed_is_unfinished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("position", 0), ("started_at__isnull", False), _connector="OR"
                        ),
                        name="coded_import_started",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.distinct",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f955fde45981855f9e131d261a82114d9e74bd17",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a29db",
                            table="annotations_distinctevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="annotations.source",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="annotations.project",
                        verbose_name="project",
                    ),
                ),
                ("address", models.URLField(max_length=2000, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rss", "RSS"),
                            ("atom", "Atom"),
                            ("json", "JSON Feed"),
                            ("sitemap", "Sitemap of news"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("is_paused", models.BooleanField(default=False)),
                ("removed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "feed",
                "verbose_name_plural": "feeds",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "address"),
                        name="feed_once",
                        violation_error_message="This project has this feed already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_feedevent" ("address", "created_at", "id", "is_paused", "kind", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "sections", "source_id", "title", "words") SELECT new_values."address", new_values."created_at", new_values."id", new_values."is_paused", new_values."kind", new_values."languages", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."removed_at", new_values."sections", new_values."source_id", new_values."title", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="282f8e4e3d6060bd820025b72e9885d54773a8ba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4f79c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_feed",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_feedevent" ("address", "created_at", "id", "is_paused", "kind", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "sections", "source_id", "title", "words") VALUES (NEW."address", NEW."created_at", NEW."id", NEW."is_paused", NEW."kind", NEW."languages", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."removed_at", NEW."sections", NEW."source_id", NEW."title", NEW."words"); RETURN NULL;',
                            hash="196fbaf01fe0a1ea141424cf057dff34de4b8cda",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ec30b",
                            table="annotations_feed",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_feedevent" ("address", "created_at", "id", "is_paused", "kind", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "sections", "source_id", "title", "words") VALUES (OLD."address", OLD."created_at", OLD."id", OLD."is_paused", OLD."kind", OLD."languages", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."removed_at", OLD."sections", OLD."source_id", OLD."title", OLD."words"); RETURN NULL;',
                            hash="f1bb155578d426315c256c3cfa74c90ad46c01fe",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_de2d8",
                            table="annotations_feed",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Findable",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article",
                        "place",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findables",
                        to="annotations.article",
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.source",
                    ),
                ),
                ("revision", models.UUIDField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=8)),
                ("day", models.DateField()),
                ("configuration", models.CharField(max_length=20)),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name": "findable passage",
                "verbose_name_plural": "findable passages",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="findable_words"
                    ),
                    models.Index(
                        models.OrderBy(models.F("day"), descending=True),
                        models.OrderBy(models.F("article"), descending=True),
                        models.F("place"),
                        name="findable_newest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "value",
                        "article",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("value", models.IntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "fingerprint",
                "verbose_name_plural": "fingerprints",
            },
        ),
        migrations.CreateModel(
            name="GuidelineImage",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guideline_images",
                        to="annotations.project",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("alt", models.CharField(max_length=300, verbose_name="description")),
                ("media_type", models.CharField(max_length=50)),
                ("data", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "image of guidelines",
                "verbose_name_plural": "images of guidelines",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("project"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("removed_at__isnull", True)),
                        name="guideline_image_named_once",
                        violation_error_message="There is an image with this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), _negated=True),
                        name="guideline_image_described",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__range", (1, 1048576))),
                        name="guideline_image_small",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="annotations.project",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filename", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("layout", models.JSONField()),
                ("meanings", models.JSONField(default=dict)),
                (
                    "source_name",
                    models.CharField(blank=True, max_length=200, verbose_name="source"),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("is_cancelled", models.BooleanField(default=False)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("position", models.PositiveIntegerField(default=0)),
                ("reached", models.PositiveBigIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("existing", models.PositiveIntegerField(default=0)),
                ("added", models.PositiveIntegerField(default=0)),
                ("revised", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "indexes": [models.Index(fields=["project", "-uploaded_at"], name="import_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "position",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("created"), "+", models.F("existing")
                                            ),
                                            "+",
                                            models.F("added"),
                                        ),
                                        "+",
                                        models.F("revised"),
                                    ),
                                    "+",
                                    models.F("refused"),
                                ),
                            )
                        ),
                        name="import_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_cancelled", False), ("finished_at__isnull", False), _connector="OR"
                        ),
                        name="import_cancelled_is_finished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at__isnull", True), ("failure", "")),
                            models.Q(
                                ("failed_at__isnull", False),
                                ("finished_at__isnull", True),
                                ("started_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="import_failed_is_unfinished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("position", 0), ("started_at__isnull", False), _connector="OR"
                        ),
                        name="import_started",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearnedModel",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="learned_models",
                        to="annotations.project",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("engine", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("training", "Learning"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="training",
                        max_length=8,
                    ),
                ),
                ("is_on", models.BooleanField(default=False)),
                ("weights", models.BinaryField(null=True)),
                ("figures", models.JSONField(default=dict)),
                ("articles", models.PositiveIntegerField(default=0)),
                ("finished_articles", models.PositiveIntegerField(default=0)),
                ("attributions", models.PositiveIntegerField(default=0)),
                ("rejections", models.PositiveIntegerField(default=0)),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "learned model",
                "verbose_name_plural": "learned models",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "number"), name="learned_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_on", True)),
                        fields=("project",),
                        name="one_learned_model_on",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "training")),
                        fields=("project",),
                        name="one_learning_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_on", False), ("state", "ready"), _connector="OR"),
                        name="on_when_ready",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), ("weights__isnull", False)),
                            models.Q(
                                models.Q(("state", "ready"), _negated=True),
                                ("weights__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ready_with_weights",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("state", "training")),
                            models.Q(
                                models.Q(("state", "training"), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="learning_until_finished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)), name="progress_in_hundredths"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("weights"), 8388608
                            )
                        ),
                        name="weights_bounded",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_learnedmodelevent" ("articles", "attributions", "created_at", "engine", "finished_articles", "finished_at", "id", "is_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "project_id", "rejections", "started_by_id", "state") SELECT new_values."articles", new_values."attributions", new_values."created_at", new_values."engine", new_values."finished_articles", new_values."finished_at", new_values."id", new_values."is_on", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."progress", new_values."project_id", new_values."rejections", new_values."started_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ff4746ea6655332f2e25f1156ff90068691490b5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_436a5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_learnedmodel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."is_on" IS DISTINCT FROM (NEW."is_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "annotations_learnedmodelevent" ("articles", "attributions", "created_at", "engine", "finished_articles", "finished_at", "id", "is_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "project_id", "rejections", "started_by_id", "state") VALUES (NEW."articles", NEW."attributions", NEW."created_at", NEW."engine", NEW."finished_articles", NEW."finished_at", NEW."id", NEW."is_on", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."progress", NEW."project_id", NEW."rejections", NEW."started_by_id", NEW."state"); RETURN NULL;',
                            hash="b5967d1bfdb4330d0a7121cc46bd9a297a5e6fea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3c533",
                            table="annotations_learnedmodel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_learnedmodelevent" ("articles", "attributions", "created_at", "engine", "finished_articles", "finished_at", "id", "is_on", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "project_id", "rejections", "started_by_id", "state") VALUES (OLD."articles", OLD."attributions", OLD."created_at", OLD."engine", OLD."finished_articles", OLD."finished_at", OLD."id", OLD."is_on", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."progress", OLD."project_id", OLD."rejections", OLD."started_by_id", OLD."state"); RETURN NULL;',
                            hash="bbfb52d0b1a642274e1a0619db2c26d156bff179",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0c0a1",
                            table="annotations_learnedmodel",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="annotations.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("manager", "Manager"),
                            ("curator", "Curator"),
                            ("analyst", "Analyst"),
                            ("reader", "Reader"),
                        ],
                        default="analyst",
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "user"),
                        name="member_once",
                        violation_error_message="This person is a member already.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_membershipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "user_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="38de58523a447d6aceefd656b2a22c5284b15430",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b7657",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_membershipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="f63c9f39fbf090b95fd9cc53b226786603aad544",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bee5e",
                            table="annotations_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_membershipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."role", OLD."user_id"); RETURN NULL;',
                            hash="bb4c9ac39412468e5175f34f8d851606d90752b5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4c9ac",
                            table="annotations_membership",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Moved",
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
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moved",
                        to="annotations.actormove",
                    ),
                ),
                ("model", models.CharField(max_length=100)),
                ("field", models.CharField(max_length=100)),
                ("old", models.UUIDField(db_index=True)),
                ("new", models.UUIDField(null=True)),
                (
                    "rows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "what moved",
                "verbose_name_plural": "what moved",
            },
        ),
        migrations.CreateModel(
            name="ProjectArticle",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="project_articles",
                        to="annotations.project",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_articles",
                        to="annotations.article",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "article of a project",
                "verbose_name_plural": "articles of projects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "article"), name="article_in_project_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_at__isnull", False),
                            ("opened_by__isnull", True),
                            _connector="OR",
                        ),
                        name="article_opened_by_nobody_unless_opened",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stays_in_its_project",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."article_id" IS DISTINCT FROM (NEW."article_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="180989118a504b3b298ec9ce3780542eb10c930e",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_project_ca237",
                            table="annotations_projectarticle",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_projectarticleevent" ("added_at", "added_by_id", "article_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."added_at", new_values."added_by_id", new_values."article_id", new_values."id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a912a1f46a93ad1c69bb45f9326d5d21da663e43",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_08a93",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_projectarticle",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_projectarticleevent" ("added_at", "added_by_id", "article_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."article_id", NEW."id", NEW."opened_at", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id"); RETURN NULL;',
                            hash="7772e9c5a4de58d4772416826a9536f6ed51863f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a71c1",
                            table="annotations_projectarticle",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_projectarticleevent" ("added_at", "added_by_id", "article_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."article_id", OLD."id", OLD."opened_at", OLD."opened_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id"); RETURN NULL;',
                            hash="fa01e9a9ecec501928b5a780c7d7ce63d9d13eb9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_43333",
                            table="annotations_projectarticle",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.project",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("guidelines", models.TextField(blank=True, verbose_name="guidelines")),
                (
                    "codebook",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.codebook",
                        verbose_name="codebook",
                    ),
                ),
                (
                    "has_suggestions",
                    models.BooleanField(default=True, editable=False, verbose_name="suggestions"),
                ),
                (
                    "analysts_per_article",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="analysts an article needs"
                    ),
                ),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="deadline")),
                (
                    "hides_machine",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="the machine's coding is hidden"
                    ),
                ),
                (
                    "measures_time",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="time is measured"
                    ),
                ),
                (
                    "is_template",
                    models.BooleanField(default=False, editable=False, verbose_name="template"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="43f8261cd86509b290ea16412e0f0e5c19a20626",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cd8f6",
                            table="annotations_projectevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterImportPiece",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="annotations.registerimport",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={
                "verbose_name": "piece of an import into the register",
                "verbose_name_plural": "pieces of imports into the register",
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="register_piece_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterImportRow",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="annotations.registerimport",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("part", models.CharField(max_length=40)),
                ("line", models.PositiveIntegerField()),
                ("is_post", models.BooleanField(default=False)),
                ("title", models.CharField(blank=True, max_length=420)),
                ("said", models.JSONField(null=True)),
                (
                    "plan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "New"),
                            ("change", "Changed"),
                            ("same", "As it is"),
                            ("refused", "Refused"),
                        ],
                        max_length=7,
                    ),
                ),
                ("target", models.UUIDField(null=True)),
                ("person", models.UUIDField(null=True)),
                ("organisation", models.UUIDField(null=True)),
                ("before", models.UUIDField(null=True)),
                ("changes", models.JSONField(default=list)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("params", models.JSONField(default=dict)),
                (
                    "back",
                    models.CharField(
                        blank=True,
                        choices=[("stays", "Stays"), ("goes", "Goes back"), ("done", "Is back")],
                        max_length=5,
                    ),
                ),
                (
                    "stay",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gone", "It is not in the register any more"),
                            ("changed", "It was changed since"),
                            ("used", "Statements name it"),
                            ("held", "Posts that stay name it"),
                            ("unknown", "Where the post was before is not on record"),
                        ],
                        max_length=7,
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import into the register",
                "verbose_name_plural": "rows of imports into the register",
                "indexes": [
                    models.Index(fields=["upload", "plan", "number"], name="register_row_by_plan"),
                    models.Index(
                        condition=models.Q(("back", ""), _negated=True),
                        fields=["upload", "back", "number"],
                        name="register_row_by_back",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="register_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(("plan", "refused"), ("code", ""), _connector="OR"),
                        name="register_row_refused_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("stay", ""), _negated=True), ("back", "stays")),
                            models.Q(("stay", ""), models.Q(("back", "stays"), _negated=True)),
                            _connector="OR",
                        ),
                        name="register_row_stays_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterTakingBack",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings_back",
                        to="annotations.registerimport",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("below", models.PositiveIntegerField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "taking back of an import into the register",
                "verbose_name_plural": "takings back of imports into the register",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_at", None), ("looked_at__isnull", False), _connector="OR"
                        ),
                        name="register_taking_back_looked_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", models.F("total"))),
                        name="register_taking_back_adds_up",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("upload",),
                        name="register_import_taken_back_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RejectionReason",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rejection_reasons",
                        to="annotations.project",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="reason")),
                ("position", models.PositiveSmallIntegerField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "reason to reject",
                "verbose_name_plural": "reasons to reject",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("project"),
                        django.db.models.functions.text.Lower("name"),
                        name="rejection_reason_once",
                        violation_error_message="This reason is in the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="rejection_reason_named",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_rejectionreasonevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "retired_at") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."project_id", new_values."retired_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="437452a61f637075f5235390317465fe3452a20c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_26883",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_rejectionreason",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_rejectionreasonevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "retired_at") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."project_id", NEW."retired_at"); RETURN NULL;',
                            hash="3808c6573f5930285ca20a48aec8f24072f3fea4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6586a",
                            table="annotations_rejectionreason",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_rejectionreasonevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "retired_at") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."project_id", OLD."retired_at"); RETURN NULL;',
                            hash="39ccc647d081d5e507e4153f76fba0e8aa80288c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_946fc",
                            table="annotations_rejectionreason",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Restoration",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restorations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filename", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("total", models.PositiveBigIntegerField()),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("failure", models.TextField(blank=True)),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                ("strangers", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "restoration",
                "verbose_name_plural": "restorations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", False),
                            models.Q(("failure", ""), ("project__isnull", True)),
                            _connector="OR",
                        ),
                        name="restoration_ends_with_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("project__isnull", True), ("failure", ""), _connector="OR"
                        ),
                        name="restoration_failed_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("total"))),
                        name="restoration_within",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="annotations.project",
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("is_cancelled", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "run of the machine",
                "verbose_name_plural": "runs of the machine",
                "indexes": [models.Index(fields=["project", "-started_at"], name="run_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("project",),
                        name="one_run_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_cancelled", False), ("finished_at__isnull", False), _connector="OR"
                        ),
                        name="cancelled_is_finished",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("query", models.TextField(verbose_name="search")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Articles"),
                            ("statements", "Statements"),
                            ("tagged", "Tagged passages"),
                            ("people", "People"),
                            ("notes", "Notes"),
                            ("comments", "Comments"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "often",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("daily", "Every day"),
                            ("weekly", "Every Monday"),
                        ],
                        default="daily",
                        max_length=6,
                        verbose_name="in the mail",
                    ),
                ),
                ("round", models.PositiveIntegerField(default=0)),
                ("seen_round", models.PositiveIntegerField(default=0)),
                ("told_round", models.PositiveIntegerField(default=0)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                ("news_at", models.DateTimeField(blank=True, null=True)),
                ("is_broad", models.BooleanField(default=False)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("owner", "name"),
                        name="saved_search_named_once",
                        violation_error_message="You have a search of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="saved_search_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seen_round__lte", models.F("round")),
                            ("told_round__lte", models.F("round")),
                        ),
                        name="saved_search_seen_is_found",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryArticle",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="story_article",
                        serialize=False,
                        to="annotations.article",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="story_articles",
                        to="annotations.story",
                    ),
                ),
                ("fingerprints", models.PositiveIntegerField()),
                ("gathered_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "article of a story",
                "verbose_name_plural": "articles of stories",
            },
        ),
        migrations.CreateModel(
            name="TagEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.tag",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "codebook",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.codebook",
                        verbose_name="codebook",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                        verbose_name="parent",
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        allow_unicode=True, db_index=False, max_length=60, verbose_name="short name"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("teal", "Teal"),
                            ("blue", "Blue"),
                            ("indigo", "Indigo"),
                            ("violet", "Violet"),
                            ("plum", "Plum"),
                            ("rose", "Rose"),
                            ("red", "Red"),
                            ("orange", "Orange"),
                            ("amber", "Amber"),
                            ("olive", "Olive"),
                            ("green", "Green"),
                            ("grey", "Grey"),
                        ],
                        default="grey",
                        max_length=8,
                        verbose_name="colour",
                    ),
                ),
                (
                    "shortcut",
                    models.CharField(
                        blank=True,
                        help_text="One letter to press; a capital one with Shift",
                        max_length=1,
                        verbose_name="key",
                    ),
                ),
                ("definition", models.TextField(blank=True, verbose_name="definition")),
                ("example", models.TextField(blank=True, verbose_name="example")),
                ("when_not", models.TextField(blank=True, verbose_name="when not to use it")),
                (
                    "is_topic",
                    models.BooleanField(
                        default=False,
                        help_text="It says what is spoken about, and so do the tags below it. A statement inherits the topics of the one before.",
                        verbose_name="topic",
                    ),
                ),
                (
                    "applies_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("passage", "Passages"),
                                ("statement", "Statements"),
                                ("article", "The article as a whole"),
                            ],
                            max_length=9,
                        ),
                        blank=True,
                        default=annotations.models.codebooks.annotations_bear_it,
                        help_text="What can bear it. For nothing: a heading that tags stand below.",
                        size=None,
                        verbose_name="for",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(
                        default=False,
                        help_text="Who is done is asked where it is missing; a tag below it will do.",
                        verbose_name="required",
                    ),
                ),
                (
                    "is_single",
                    models.BooleanField(
                        default=False,
                        help_text="Of the tags right below it, an annotation bears one at most.",
                        verbose_name="only one of those below",
                    ),
                ),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("target", "Only where it is said about whom"),
                            ("stance", "Only where a stance is given"),
                            ("speaker", "Only where the speaker is named"),
                        ],
                        help_text="With one, it is for statements only.",
                        max_length=7,
                        verbose_name="condition",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retired"),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2e0cc991ee52992b3e5d6e8388cfc92979c8409e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f6d7f",
                            table="annotations_tagevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TagMove",
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
                    "codebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tag_moves",
                        to="annotations.codebook",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("merge", "Merged"), ("split", "Split")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                (
                    "from_tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.tag",
                    ),
                ),
                (
                    "to_tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.tag",
                    ),
                ),
                ("is_new", models.BooleanField(default=False)),
                ("moved", models.JSONField(default=dict)),
                ("doubled", models.JSONField(default=dict)),
                (
                    "children",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "move between tags",
                "verbose_name_plural": "moves between tags",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_tag", models.F("to_tag")), _negated=True),
                        name="tag_move_goes_somewhere",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "merge"), ("undone_at__isnull", True)),
                        fields=("from_tag",),
                        name="tag_merged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="tag_move_undone_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TagWay",
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
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ways",
                        to="annotations.tag",
                    ),
                ),
                (
                    "codebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ways_here",
                        to="annotations.codebook",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ways_here",
                        to="annotations.tag",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("exact", "the same"),
                            ("broader", "broader"),
                            ("narrower", "narrower"),
                            ("none", "there is none"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "verbose_name": "way between codebooks",
                "verbose_name_plural": "ways between codebooks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tag", "codebook"), name="one_way_to_a_codebook"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("other__isnull", True), ("relation", "none")),
                            models.Q(
                                models.Q(("relation", "none"), _negated=True),
                                ("other__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="tag_way_leads_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tag", models.F("other")), _negated=True),
                        name="tag_way_leads_elsewhere",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_tagwayevent" ("codebook_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "tag_id") SELECT new_values."codebook_id", new_values."id", new_values."other_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."relation", new_values."tag_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7671439cd85e254742b3ece5519096b970576226",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14ce6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_tagway",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_tagwayevent" ("codebook_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "tag_id") VALUES (NEW."codebook_id", NEW."id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."relation", NEW."tag_id"); RETURN NULL;',
                            hash="d73e40ab5ba333ddcd1e6df7e1115b8d1a38888f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4cee0",
                            table="annotations_tagway",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_tagwayevent" ("codebook_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "tag_id") VALUES (OLD."codebook_id", OLD."id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."relation", OLD."tag_id"); RETURN NULL;',
                            hash="c4ee57868e3f13aa4980b5cfbd6f98ad79135fd9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_321f9",
                            table="annotations_tagway",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Translation",
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
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="annotations.article",
                        verbose_name="original",
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translated_from",
                        to="annotations.article",
                        verbose_name="translation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outlet", "The outlet’s own"),
                            ("official", "Official"),
                            ("ours", "Ours"),
                        ],
                        max_length=8,
                        verbose_name="whose",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "translation",
                "verbose_name_plural": "translations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("original", models.F("article")), _negated=True),
                        name="translation_of_another_article",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="original_is_no_translation",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    -- Two at once that would make a circle wait for one another here.\n                    LOCK TABLE annotations_translation IN SHARE ROW EXCLUSIVE MODE;\n                    IF EXISTS (SELECT FROM annotations_translation\n                        WHERE id <> NEW.id\n                        AND (article_id = NEW.original_id OR original_id = NEW.article_id))\n                    THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                            MESSAGE = 'an original is no translation itself';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="ff72ccc8806a0c00dbeec93af212da77797af158",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_original_is_no_translation_c8449",
                            table="annotations_translation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_translationevent" ("article_id", "id", "kind", "linked_at", "linked_by_id", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."article_id", new_values."id", new_values."kind", new_values."linked_at", new_values."linked_by_id", new_values."original_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="46dca4f3d0f70d8220ef730c80a18b31ebe30c0c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2a69f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_translation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_translationevent" ("article_id", "id", "kind", "linked_at", "linked_by_id", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."article_id", NEW."id", NEW."kind", NEW."linked_at", NEW."linked_by_id", NEW."original_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="3b33ef0d5bd5ce08663d7d739e815865489f540f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b49c5",
                            table="annotations_translation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_translationevent" ("article_id", "id", "kind", "linked_at", "linked_by_id", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."article_id", OLD."id", OLD."kind", OLD."linked_at", OLD."linked_by_id", OLD."original_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="0dda48f4ff56633f71cefa0cd78073deeb4daf67",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_80085",
                            table="annotations_translation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="watch",
                        serialize=False,
                        to="annotations.article",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.source",
                    ),
                ),
                ("url", models.URLField(max_length=2000)),
                ("looks", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField(null=True)),
                ("failure", models.JSONField(blank=True, default=dict)),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "verbose_name": "watch",
                "verbose_name_plural": "watches",
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at"],
                        name="watch_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Webhook",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="webhooks",
                        to="annotations.project",
                    ),
                ),
                ("address", models.URLField(max_length=2000, verbose_name="address")),
                (
                    "tells",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("article.added", "An article was added"),
                                ("coding.done", "An analyst is done with an article"),
                                ("gold.changed", "What was agreed has changed"),
                            ],
                            max_length=20,
                        ),
                        default=annotations.models.webhooks.every_event,
                        size=None,
                        verbose_name="of",
                    ),
                ),
                ("salt", models.CharField(editable=False, max_length=43)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("failing_since", models.DateTimeField(null=True)),
                ("disabled_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tells__len__gt", 0)), name="webhook_of_some_event"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "tells__contained_by",
                                ["article.added", "coding.done", "gold.changed"],
                            )
                        ),
                        name="webhook_of_known_events",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_webhookevent" ("address", "created_at", "created_by_id", "disabled_at", "failing_since", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "salt", "tells") SELECT new_values."address", new_values."created_at", new_values."created_by_id", new_values."disabled_at", new_values."failing_since", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."removed_at", new_values."salt", new_values."tells" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8d9377fbaf2d6009771b3e8e0f421924d85931e5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e3d84",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_webhook",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_webhookevent" ("address", "created_at", "created_by_id", "disabled_at", "failing_since", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "salt", "tells") VALUES (NEW."address", NEW."created_at", NEW."created_by_id", NEW."disabled_at", NEW."failing_since", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."removed_at", NEW."salt", NEW."tells"); RETURN NULL;',
                            hash="9bafc95cddde6cb640772630785febc3d86f629b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e08d7",
                            table="annotations_webhook",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_webhookevent" ("address", "created_at", "created_by_id", "disabled_at", "failing_since", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "removed_at", "salt", "tells") VALUES (OLD."address", OLD."created_at", OLD."created_by_id", OLD."disabled_at", OLD."failing_since", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."removed_at", OLD."salt", OLD."tells"); RETURN NULL;',
                            hash="b0c9246a88f6502a47dd3ce5949a77ab078d0f96",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_39c6f",
                            table="annotations_webhook",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "analyst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("released_at", models.DateTimeField(null=True)),
                ("act", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "indexes": [
                    models.Index(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=["analyst", "assigned_at"],
                        name="assignment_of_an_analyst",
                    ),
                    models.Index(
                        condition=models.Q(("act__isnull", False)),
                        fields=["project", "-act"],
                        name="assignment_act",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=("project_article", "analyst"),
                        name="one_live_assignment_per_analyst_and_article",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="slots",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."released_at" IS NULL)',
                            func="\n                    IF TG_OP = 'UPDATE' THEN\n                        IF OLD.released_at IS NULL THEN\n                            RETURN NEW;\n                        END IF;\n                    END IF;\n                    PERFORM 1 FROM annotations_projectarticle\n                    WHERE id = NEW.project_article_id FOR NO KEY UPDATE;\n                    IF (SELECT count(*) FROM (\n    SELECT analyst_id FROM annotations_assignment\n    WHERE project_article_id = NEW.project_article_id AND released_at IS NULL\n    UNION\n    SELECT coding.analyst_id FROM annotations_coding coding\n    WHERE coding.project_article_id = NEW.project_article_id\n        AND coding.kind = 'human' AND coding.is_current\n        AND (coding.state = 'done' OR NOT EXISTS (\n            SELECT 1 FROM annotations_assignment given\n            WHERE given.project_article_id = coding.project_article_id\n                AND given.analyst_id = coding.analyst_id))\n) other\n                            WHERE analyst_id <> NEW.analyst_id)\n                        >= (SELECT analysts_per_article FROM annotations_project\n                            WHERE id = NEW.project_id) THEN\n                        RAISE EXCEPTION 'the article has as many analysts as it needs'\n                            USING ERRCODE = '23514';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1f9fe2234ac914ce7883611242a8a94efb6cd51c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_slots_43d50",
                            table="annotations_assignment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_assignmentevent" ("act", "analyst_id", "assigned_at", "assigned_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_article_id", "project_id", "released_at") SELECT new_values."act", new_values."analyst_id", new_values."assigned_at", new_values."assigned_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_article_id", new_values."project_id", new_values."released_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0396781e9993bc4316f7bfbe8334a627853c75ec",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_faa88",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_assignmentevent" ("act", "analyst_id", "assigned_at", "assigned_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_article_id", "project_id", "released_at") VALUES (NEW."act", NEW."analyst_id", NEW."assigned_at", NEW."assigned_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_article_id", NEW."project_id", NEW."released_at"); RETURN NULL;',
                            hash="5a11716d0ca2d85e0b611bde3528ad3e1777e0ea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_908a4",
                            table="annotations_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_assignmentevent" ("act", "analyst_id", "assigned_at", "assigned_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_article_id", "project_id", "released_at") VALUES (OLD."act", OLD."analyst_id", OLD."assigned_at", OLD."assigned_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_article_id", OLD."project_id", OLD."released_at"); RETURN NULL;',
                            hash="2eafcc73d03e4e462b59aaae3978c0a8ad174315",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_35bbd",
                            table="annotations_assignment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="batches",
                        to="annotations.run",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "batch of a run",
                "verbose_name_plural": "batches of runs",
                "constraints": [
                    models.UniqueConstraint(fields=("run", "number"), name="batch_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done", 0), ("failed", 0), ("finished_at__isnull", True)),
                            models.Q(
                                (
                                    "articles__len",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("done"), "+", models.F("failed")
                                    ),
                                ),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="batch_counts_when_finished",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodedImportEntry",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="annotations.codedimport",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.CharField(blank=True, max_length=300)),
                ("key", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("coder", models.CharField(blank=True, max_length=200)),
                (
                    "project_article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
                ("coding", models.UUIDField(null=True)),
                ("is_new_article", models.BooleanField(default=False)),
                ("is_new_coding", models.BooleanField(default=False)),
                ("made", models.PositiveIntegerField(default=0)),
                ("there", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("waiting", models.JSONField(null=True)),
                (
                    "back",
                    models.CharField(
                        blank=True,
                        choices=[("stays", "Stays"), ("goes", "Goes back"), ("done", "Is back")],
                        max_length=5,
                    ),
                ),
                ("keeps", models.JSONField(default=list)),
                ("is_whole", models.BooleanField(default=False)),
                ("going", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "entry of an import of annotations",
                "verbose_name_plural": "entries of imports of annotations",
                "indexes": [
                    models.Index(fields=["upload", "coding"], name="coded_entry_of_coding")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="coded_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CodedImportLine",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="annotations.codedimport",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.CharField(blank=True, max_length=300)),
                ("why", models.CharField(max_length=500)),
                ("is_left_out", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "line that an import of annotations refused",
                "verbose_name_plural": "lines that imports of annotations refused",
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="coded_line_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CodedImportMade",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="things",
                        to="annotations.codedimport",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("link", "Links between statements"),
                            ("article", "Articles of the project"),
                            ("post", "Posts"),
                            ("actor", "Entries of the register"),
                            ("tag", "Tags"),
                            ("account", "Accounts that nobody can sign in with"),
                        ],
                        max_length=7,
                    ),
                ),
                ("target", models.UUIDField(null=True)),
                ("name", models.CharField(blank=True, max_length=420)),
                (
                    "back",
                    models.CharField(
                        blank=True,
                        choices=[("stays", "Stays"), ("goes", "Goes back"), ("done", "Is back")],
                        max_length=5,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed", "Changed since"),
                            ("said", "Commented on"),
                            ("linked", "Linked with a statement that stays"),
                            ("carried", "The text was changed since"),
                            ("ruled", "Used where it was decided what counts"),
                            ("worked", "Somebody has worked on it"),
                            ("used", "In use elsewhere"),
                            ("again", "It came in another way as well"),
                            ("account", "Accounts are never deleted"),
                            ("gone", "It is not there any more"),
                        ],
                        max_length=7,
                    ),
                ),
            ],
            options={
                "verbose_name": "thing that an import of annotations made",
                "verbose_name_plural": "things that imports of annotations made",
                "indexes": [
                    models.Index(fields=["upload", "kind", "id"], name="coded_thing_of_a_kind")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("why", ""), _negated=True), ("back", "stays")),
                            models.Q(("why", ""), models.Q(("back", "stays"), _negated=True)),
                            _connector="OR",
                        ),
                        name="coded_thing_stays_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CodedImportPiece",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="annotations.codedimport",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={
                "verbose_name": "piece of an import of annotations",
                "verbose_name_plural": "pieces of imports of annotations",
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="coded_piece_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CodedTakingBack",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings_back",
                        to="annotations.codedimport",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "taking back of an import of annotations",
                "verbose_name_plural": "takings back of imports of annotations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_at", None), ("looked_at__isnull", False), _connector="OR"
                        ),
                        name="coded_taking_back_looked_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lte", models.F("total"))),
                        name="coded_taking_back_adds_up",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("upload",),
                        name="coded_import_taken_back_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
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
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="annotations.webhook",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("article.added", "An article was added"),
                            ("coding.done", "An analyst is done with an article"),
                            ("gold.changed", "What was agreed has changed"),
                            ("test", "A test"),
                        ],
                        max_length=20,
                    ),
                ),
                ("payload", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("done", "Arrived"),
                            ("failed", "Given up"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(fields=["webhook", "-created_at"], name="delivery_of_webhook"),
                    models.Index(fields=["created_at"], name="delivery_since"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="annotations.project",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filename", models.CharField(blank=True, max_length=255)),
                ("media_type", models.CharField(max_length=100)),
                ("compressed", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("byline", models.CharField(blank=True, max_length=300, verbose_name="byline")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="date")),
                ("published_at", models.DateTimeField(null=True)),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                (
                    "source_name",
                    models.CharField(blank=True, max_length=200, verbose_name="source"),
                ),
                (
                    "canonical_url",
                    models.URLField(blank=True, max_length=2000, verbose_name="address"),
                ),
                ("http", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "saved_as",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.projectarticle",
                        verbose_name="saved as",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
                "indexes": [models.Index(fields=["owner", "created_at"], name="draft_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "owner", "sha256"), name="draft_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("saved_as__isnull", True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="draft_closed_when_saved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.feed",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.source",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                        verbose_name="project",
                    ),
                ),
                ("address", models.URLField(max_length=2000, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rss", "RSS"),
                            ("atom", "Atom"),
                            ("json", "JSON Feed"),
                            ("sitemap", "Sitemap of news"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("is_paused", models.BooleanField(default=False)),
                ("removed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="da6f948f4b4c85a1cfccb5cb61443e2bc3e7082b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_15e40",
                            table="annotations_feedevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedItem",
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
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="annotations.feed",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.source",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("url", models.URLField(max_length=2000)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("published_at", models.DateTimeField(null=True)),
                ("found_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("taken", "taken in"),
                            ("left", "left aside by the rules"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.JSONField(blank=True, default=dict)),
                (
                    "project_article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a feed",
                "verbose_name_plural": "items of feeds",
                "indexes": [
                    models.Index(
                        models.F("feed"),
                        models.OrderBy(models.F("found_at"), descending=True),
                        name="feed_item_newest",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("feed", "key"), name="feed_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("failure", {}), _negated=True),
                            _connector="OR",
                        ),
                        name="feed_item_failed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Find",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "search",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finds",
                        to="annotations.savedsearch",
                    ),
                ),
                ("key", models.UUIDField()),
                ("first", models.UUIDField()),
                ("place", models.PositiveIntegerField(default=0)),
                ("round", models.PositiveIntegerField()),
                ("found_at", models.DateTimeField()),
                ("stands", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "find of a saved search",
                "verbose_name_plural": "finds of saved searches",
                "indexes": [
                    models.Index(
                        models.F("search"),
                        models.OrderBy(models.F("round"), descending=True),
                        models.OrderBy(models.F("key"), descending=True),
                        name="find_latest_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("annotation", models.PositiveIntegerField(null=True)),
                ("put_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "flag",
                "verbose_name_plural": "flags",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reader", "project_article", "annotation"),
                        name="flagged_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportEntry",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="annotations.import",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=300)),
                ("line", models.PositiveIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "New"),
                            ("exists", "Here already"),
                            ("added", "Known, new here"),
                            ("revised", "Changed since"),
                            ("refused", "Refused"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
                ("is_added", models.BooleanField(default=False)),
                ("code", models.CharField(blank=True, max_length=20)),
                ("params", models.JSONField(default=dict)),
                ("why", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "entry of an import",
                "verbose_name_plural": "entries of imports",
                "indexes": [
                    models.Index(fields=["upload", "outcome", "number"], name="import_by_outcome")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="import_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportPiece",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="annotations.import",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={
                "verbose_name": "piece of an import",
                "verbose_name_plural": "pieces of imports",
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="import_piece_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LearnedModelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.learnedmodel",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("engine", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("training", "Learning"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="training",
                        max_length=8,
                    ),
                ),
                ("is_on", models.BooleanField(default=False)),
                ("articles", models.PositiveIntegerField(default=0)),
                ("finished_articles", models.PositiveIntegerField(default=0)),
                ("attributions", models.PositiveIntegerField(default=0)),
                ("rejections", models.PositiveIntegerField(default=0)),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c933271d32f8dfa0d8797694812d469ac845ae6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c0ea9",
                            table="annotations_learnedmodelevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.membership",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("manager", "Manager"),
                            ("curator", "Curator"),
                            ("analyst", "Analyst"),
                            ("reader", "Reader"),
                        ],
                        default="analyst",
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="24cf5ab69f03a55d83f20dad2bc72aca390c7303",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5d89e",
                            table="annotations_membershipevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Polling",
            fields=[
                (
                    "feed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="polling",
                        serialize=False,
                        to="annotations.feed",
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("polled_at", models.DateTimeField(null=True)),
                ("newest_at", models.DateTimeField(null=True)),
                ("found", models.PositiveIntegerField(default=0)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.JSONField(blank=True, default=dict)),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "verbose_name": "polling",
                "verbose_name_plural": "pollings",
                "indexes": [models.Index(fields=["due_at"], name="polling_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failure", {}), ("failures", 0)),
                            models.Q(("failures__gt", 0), models.Q(("failure", {}), _negated=True)),
                            _connector="OR",
                        ),
                        name="polling_failed_for_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "indexes": [models.Index(fields=["seen_at"], name="presence_seen")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_article", "user"), name="one_presence_at_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectArticleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.article",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="779c6da55ea80ae6c69876f6fb0e10ad96dd7952",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5bd4a",
                            table="annotations_projectarticleevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RejectionReasonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.rejectionreason",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="reason")),
                ("position", models.PositiveSmallIntegerField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="515992dd6dd01cd59ddb761f93e5e56f78c80f14",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_99c3a",
                            table="annotations_rejectionreasonevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RestorationPiece",
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
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="annotations.restoration",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={
                "verbose_name": "piece of a restoration",
                "verbose_name_plural": "pieces of restorations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("upload", "number"), name="restoration_piece_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Retrieval",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retrievals",
                        to="annotations.project",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("url", models.URLField(max_length=2000)),
                (
                    "source_name",
                    models.CharField(blank=True, max_length=200, verbose_name="source"),
                ),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("taken", "taken in"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=8)),
                ("failure", models.JSONField(blank=True, default=dict)),
                (
                    "project_article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "retrieval",
                "verbose_name_plural": "retrievals",
                "indexes": [
                    models.Index(fields=["project", "by", "state"], name="retrieval_waiting"),
                    models.Index(fields=["finished_at"], name="retrieval_over"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="retrieval_finished_or_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("failure", {}), _negated=True), ("state", "failed")),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("failure", {})),
                            _connector="OR",
                        ),
                        name="retrieval_failed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
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
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="annotations.article",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.source",
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="annotations.capture",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("text_sha256", models.CharField(max_length=64)),
                ("length", models.PositiveIntegerField()),
                ("extractor", models.CharField(max_length=100)),
                ("extractor_version", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "indexes": [models.Index(fields=["text_sha256"], name="revision_by_hash")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="revision_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "text_sha256",
                                models.Func(
                                    models.Func(
                                        models.Func(
                                            models.F("text"),
                                            models.Value("UTF8"),
                                            function="convert_to",
                                        ),
                                        function="sha256",
                                    ),
                                    models.Value("hex"),
                                    function="encode",
                                    output_field=models.CharField(),
                                ),
                            )
                        ),
                        name="revision_text_is_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("length", django.db.models.functions.text.Length("text")),
                            ("length__gt", 0),
                        ),
                        name="revision_length",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="written_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ceebf68282d6142c01fde7fe39e3024e2d89ab02",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_written_once_b22b6",
                            table="annotations_revision",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="findable_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            INSERT INTO annotations_findabledue (article)\n            SELECT DISTINCT fresh.article_id FROM fresh WHERE TRUE\n            ORDER BY 1 ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ",
                            hash="118f2f7617db397b21e2574e41e5189e0cee110c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_findable_insert_5e0a8",
                            referencing="REFERENCING NEW TABLE AS fresh ",
                            table="annotations_revision",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sittings",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "analyst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sittings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seconds", models.PositiveIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sitting",
                "verbose_name_plural": "sittings",
                "indexes": [
                    models.Index(
                        fields=["project_article", "analyst"], name="sitting_at_an_article"
                    ),
                    models.Index(fields=["project", "analyst"], name="sitting_in_a_project"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told_at__gte", models.F("began_at"))),
                        name="sitting_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TagWayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.tagway",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
                (
                    "codebook",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.codebook",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("exact", "the same"),
                            ("broader", "broader"),
                            ("narrower", "narrower"),
                            ("none", "there is none"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="61d2f2234e99bc3a46788015c95cd3e6520e699e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_84ccc",
                            table="annotations_tagwayevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TakingOut",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings_out",
                        to="annotations.import",
                    ),
                ),
                (
                    "addition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings_out",
                        to="annotations.addition",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("reached", models.UUIDField(null=True)),
                ("failure", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "taking out of articles",
                "verbose_name_plural": "takings out of articles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("addition__isnull", False), ("upload", None)),
                            models.Q(("addition", None), ("upload__isnull", False)),
                            _connector="OR",
                        ),
                        name="taking_out_of_one_deed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone__lte", models.F("position")),
                            ("position__lte", models.F("total")),
                        ),
                        name="taking_out_adds_up",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("upload",),
                        name="import_taken_back_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("addition",),
                        name="addition_taken_back_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TranslationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.translation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.article",
                        verbose_name="original",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.article",
                        verbose_name="translation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outlet", "The outlet’s own"),
                            ("official", "Official"),
                            ("ours", "Ours"),
                        ],
                        max_length=8,
                        verbose_name="whose",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="610874acb5bc140defdcb0f3d98ecaf74524ab5d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d2015",
                            table="annotations_translationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.webhook",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                ("address", models.URLField(max_length=2000, verbose_name="address")),
                (
                    "tells",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("article.added", "An article was added"),
                                ("coding.done", "An analyst is done with an article"),
                                ("gold.changed", "What was agreed has changed"),
                            ],
                            max_length=20,
                        ),
                        default=annotations.models.webhooks.every_event,
                        size=None,
                        verbose_name="of",
                    ),
                ),
                ("salt", models.CharField(editable=False, max_length=43)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("failing_since", models.DateTimeField(null=True)),
                ("disabled_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ec5463f70a55b49d04e430176ab0fea1a686642d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f5d48",
                            table="annotations_webhookevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.assignment",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "analyst",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("released_at", models.DateTimeField(null=True)),
                ("act", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f79f9b310615cf82951cfd3ea097bac13bafd234",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4d5b5",
                            table="annotations_assignmentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coding",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="annotations.revision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("human", "Analyst"), ("machine", "Machine"), ("gold", "Gold")],
                        default="human",
                        max_length=7,
                    ),
                ),
                (
                    "analyst",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="analyst",
                    ),
                ),
                ("engine", models.CharField(blank=True, max_length=60)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "In work"), ("done", "Done")],
                        default="open",
                        max_length=4,
                    ),
                ),
                ("next_number", models.PositiveIntegerField(default=1)),
                ("acts_done", models.PositiveIntegerField(default=0)),
                ("annotation_count", models.PositiveIntegerField(default=0, editable=False)),
                ("counts", models.BooleanField(default=True, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "coding",
                "verbose_name_plural": "codings",
                "indexes": [
                    models.Index(fields=["analyst", "-changed_at"], name="coding_last_touched")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True), ("kind", "human")),
                        fields=("project_article", "analyst"),
                        name="one_coding_per_analyst_and_article",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("kind", "human"), _negated=True), ("is_current", True)
                        ),
                        fields=("project_article", "kind"),
                        name="one_machine_and_one_gold_coding",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "human")),
                        fields=("project_article", "revision", "analyst"),
                        name="one_coding_per_analyst_and_revision",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "human"), _negated=True),
                        fields=("project_article", "revision", "kind"),
                        name="one_machine_and_one_gold_coding_per_revision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("analyst__isnull", False), ("kind", "human")),
                            models.Q(
                                models.Q(("kind", "human"), _negated=True),
                                ("analyst__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="coding_of_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="count_or_not",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NOT NEW.is_current OR NEW.kind = 'machine' THEN\n                    NEW.counts := FALSE;\n                ELSIF NEW.kind = 'gold' THEN\n                    NEW.counts := NEW.state = 'done';\n                ELSE\n                    PERFORM FROM annotations_projectarticle\n                        WHERE id = NEW.project_article_id FOR KEY SHARE;\n                    NEW.counts := NOT EXISTS (SELECT FROM annotations_coding\n                        WHERE project_article_id = NEW.project_article_id AND kind = 'gold' AND is_current AND state = 'done');\n                END IF;\n                RETURN NEW;\n            ",
                            hash="a273eaf3140ab882ca034efce1e263c1293a5213",
                            operation='INSERT OR UPDATE OF "state", "kind", "is_current", "project_article_id"',
                            pgid="pgtrigger_count_or_not_3390e",
                            table="annotations_coding",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="gold_counts_alone",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE place uuid;",
                            func="\n                place := CASE WHEN TG_OP = 'DELETE' THEN OLD.project_article_id\n                    ELSE NEW.project_article_id END;\n                IF (CASE WHEN TG_OP = 'DELETE' THEN OLD.kind ELSE NEW.kind END) = 'gold' THEN\n                    PERFORM FROM annotations_projectarticle WHERE id = place FOR UPDATE;\n                    UPDATE annotations_coding SET counts = NOT EXISTS (\n                            SELECT FROM annotations_coding\n                            WHERE project_article_id = place AND kind = 'gold' AND is_current AND state = 'done')\n                        WHERE project_article_id = place AND kind = 'human' AND is_current;\n                END IF;\n                RETURN NULL;\n            ",
                            hash="af9358a655c0b80c259ae04097ea2f96bb740fb5",
                            operation='INSERT OR UPDATE OF "state", "kind", "is_current", "project_article_id" OR DELETE',
                            pgid="pgtrigger_gold_counts_alone_1745b",
                            table="annotations_coding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="in_its_project",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF NEW.project_id <> (SELECT project_id FROM annotations_projectarticle\n                WHERE id = NEW.project_article_id)\n            THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                    MESSAGE = 'a coding is of the project of its article';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="1c49de09c6dd9130cd8afa1fd7d59ca90e66646e",
                            operation='INSERT OR UPDATE OF "project_id", "project_article_id"',
                            pgid="pgtrigger_in_its_project_14d71",
                            table="annotations_coding",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_codingevent" ("acts_done", "analyst_id", "annotation_count", "changed_at", "created_at", "engine", "id", "is_current", "kind", "next_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_article_id", "project_id", "revision_id", "state") SELECT new_values."acts_done", new_values."analyst_id", new_values."annotation_count", new_values."changed_at", new_values."created_at", new_values."engine", new_values."id", new_values."is_current", new_values."kind", new_values."next_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_article_id", new_values."project_id", new_values."revision_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e35be1b12ddedeb7632663348af66eb734fd4615",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2d4cc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_coding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."analyst_id" IS DISTINCT FROM (NEW."analyst_id") OR OLD."revision_id" IS DISTINCT FROM (NEW."revision_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "annotations_codingevent" ("acts_done", "analyst_id", "annotation_count", "changed_at", "created_at", "engine", "id", "is_current", "kind", "next_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_article_id", "project_id", "revision_id", "state") VALUES (NEW."acts_done", NEW."analyst_id", NEW."annotation_count", NEW."changed_at", NEW."created_at", NEW."engine", NEW."id", NEW."is_current", NEW."kind", NEW."next_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_article_id", NEW."project_id", NEW."revision_id", NEW."state"); RETURN NULL;',
                            hash="a59236fbb2853b5b5e3ee7153e7aa41599c2d306",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5a7ff",
                            table="annotations_coding",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_codingevent" ("acts_done", "analyst_id", "annotation_count", "changed_at", "created_at", "engine", "id", "is_current", "kind", "next_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_article_id", "project_id", "revision_id", "state") VALUES (OLD."acts_done", OLD."analyst_id", OLD."annotation_count", OLD."changed_at", OLD."created_at", OLD."engine", OLD."id", OLD."is_current", OLD."kind", OLD."next_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_article_id", OLD."project_id", OLD."revision_id", OLD."state"); RETURN NULL;',
                            hash="a39e239a0e0d7c0446780cffeb493be92105b5d1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26a25",
                            table="annotations_coding",
                            when="AFTER",
                        ),
                    ),
                ],
            },
            managers=[
                ("every", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Paragraph",
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paragraphs",
                        to="annotations.revision",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.source",
                    ),
                ),
                ("index", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("title", "Title"),
                            ("heading", "Heading"),
                            ("paragraph", "Paragraph"),
                            ("item", "List item"),
                            ("quote", "Block quotation"),
                        ],
                        max_length=10,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "paragraph",
                "verbose_name_plural": "paragraphs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "index"), name="paragraph_index_once"
                    ),
                    models.UniqueConstraint(
                        fields=("revision", "start"), name="paragraph_start_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"),
                                    "+",
                                    django.db.models.functions.text.Length("text"),
                                ),
                            ),
                            ("end__gt", models.F("start")),
                        ),
                        name="paragraph_as_long_as_its_text",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="written_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3feb0f19bad1761c38e7ed6f5563cbd2dc3a10b4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_written_once_2fd40",
                            table="annotations_paragraph",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingPosition",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.revision",
                    ),
                ),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("offset", models.PositiveIntegerField(default=0)),
                ("furthest", models.PositiveIntegerField(default=0)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "reading position",
                "verbose_name_plural": "reading positions",
                "indexes": [models.Index(fields=["reader", "-read_at"], name="position_read_last")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reader", "project_article"), name="one_position_for_a_reader"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="article_tags",
                        to="annotations.coding",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_tags",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag of an article",
                "verbose_name_plural": "tags of articles",
                "constraints": [
                    models.UniqueConstraint(fields=("coding", "tag"), name="article_tagged_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_articletagevent" ("coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id") SELECT new_values."coding_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tag_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bcab009df36e3ba292efb2dcd19379126112b626",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58113",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_articletag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_articletagevent" ("coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id") VALUES (NEW."coding_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tag_id"); RETURN NULL;',
                            hash="1f1fea7bf0fe86949563fed4167bcbec852c63a0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a54f1",
                            table="annotations_articletag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_articletagevent" ("coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id") VALUES (OLD."coding_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tag_id"); RETURN NULL;',
                            hash="3449ec87d00b69fc042f73a57a51716d3e3b9ac1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b5eee",
                            table="annotations_articletag",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attribution",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attributions",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("indirect", "Indirect"),
                            ("mixed", "Mixed"),
                            ("scare", "Scare quotes"),
                        ],
                        max_length=8,
                        verbose_name="mode",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="annotations.actor",
                        verbose_name="speaker",
                    ),
                ),
                (
                    "affiliation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="annotations.affiliation",
                        verbose_name="in the capacity of",
                    ),
                ),
                (
                    "printed_capacity",
                    models.CharField(blank=True, max_length=200, verbose_name="as printed"),
                ),
                (
                    "target",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targeted_by",
                        to="annotations.actor",
                        verbose_name="about",
                    ),
                ),
                (
                    "relayer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relayed",
                        to="annotations.actor",
                        verbose_name="relayed by",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reject", "Reject"),
                            ("critical", "Critical"),
                            ("neutral", "Neutral"),
                            ("supportive", "Supportive"),
                            ("endorse", "Endorse"),
                            ("mixed", "Mixed"),
                            ("unclear", "Unclear"),
                        ],
                        max_length=10,
                        verbose_name="stance",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("certain", "Certain"),
                            ("probable", "Probable"),
                            ("possible", "Possible"),
                        ],
                        default="certain",
                        max_length=8,
                        verbose_name="certainty",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "attribution",
                "verbose_name_plural": "attributions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coding", "number"), name="attribution_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relayer__isnull", True),
                            ("speaker__isnull", True),
                            models.Q(("relayer", models.F("speaker")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_relays_themselves",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE annotations_coding SET annotation_count = annotation_count + change.n\n                FROM (SELECT coding_id, count(*) AS n FROM added WHERE TRUE GROUP BY coding_id) change WHERE annotations_coding.id = change.coding_id;\n                RETURN NULL;\n            ",
                            hash="1938dcbe88f851ef41ea9b40c43aa66d60dd7bf8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_e431b",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="annotations_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE annotations_coding SET annotation_count = annotation_count + change.n\n                FROM (SELECT coding_id, -count(*) AS n FROM gone WHERE TRUE GROUP BY coding_id) change WHERE annotations_coding.id = change.coding_id;\n                RETURN NULL;\n            ",
                            hash="8dea73ddf5b2c7cb4f5a02bbac38f8247c62504a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_delete_ec0e9",
                            referencing="REFERENCING OLD TABLE AS gone ",
                            table="annotations_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE annotations_coding SET annotation_count = annotation_count + change.n\n                FROM (SELECT coding_id, sum(n) AS n FROM (SELECT coding_id, count(*) AS n FROM added WHERE TRUE GROUP BY coding_id UNION ALL SELECT coding_id, -count(*) AS n FROM gone WHERE TRUE GROUP BY coding_id) both_ GROUP BY coding_id HAVING sum(n) <> 0) change WHERE annotations_coding.id = change.coding_id;\n                RETURN NULL;\n            ",
                            hash="99038bc09208149d26a13278625e3a45e0a0ad69",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_79dcd",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS added ",
                            table="annotations_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="without_its_relays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."relayer_id" IS DISTINCT FROM (NEW."relayer_id") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id"))',
                            func="\n            IF EXISTS (SELECT FROM annotations_relay WHERE attribution_id = NEW.id\n                AND actor_id IN (NEW.speaker_id, NEW.relayer_id))\n            THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                    MESSAGE = 'nobody is in a chain twice';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="a554cb8badc7be00ed3955c319c1801c4bf00874",
                            operation="UPDATE",
                            pgid="pgtrigger_without_its_relays_47530",
                            table="annotations_attribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_attributionevent" ("affiliation_id", "certainty", "coding_id", "created_at", "id", "mode", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_capacity", "project_id", "relayer_id", "speaker_id", "stance", "target_id") SELECT new_values."affiliation_id", new_values."certainty", new_values."coding_id", new_values."created_at", new_values."id", new_values."mode", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."printed_capacity", new_values."project_id", new_values."relayer_id", new_values."speaker_id", new_values."stance", new_values."target_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d215ac489aa35d95c20cc2904139354b8a81cf65",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c16bc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_attributionevent" ("affiliation_id", "certainty", "coding_id", "created_at", "id", "mode", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_capacity", "project_id", "relayer_id", "speaker_id", "stance", "target_id") VALUES (NEW."affiliation_id", NEW."certainty", NEW."coding_id", NEW."created_at", NEW."id", NEW."mode", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."printed_capacity", NEW."project_id", NEW."relayer_id", NEW."speaker_id", NEW."stance", NEW."target_id"); RETURN NULL;',
                            hash="864e025396d662bfc19d3aab81e070d312167c1c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3579d",
                            table="annotations_attribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_attributionevent" ("affiliation_id", "certainty", "coding_id", "created_at", "id", "mode", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed_capacity", "project_id", "relayer_id", "speaker_id", "stance", "target_id") VALUES (OLD."affiliation_id", OLD."certainty", OLD."coding_id", OLD."created_at", OLD."id", OLD."mode", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."printed_capacity", OLD."project_id", OLD."relayer_id", OLD."speaker_id", OLD."stance", OLD."target_id"); RETURN NULL;',
                            hash="348f954e050814cc8c67f042ee6c17cd92325820",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d3ce4",
                            table="annotations_attribution",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.coding",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.revision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("human", "Analyst"), ("machine", "Machine"), ("gold", "Gold")],
                        default="human",
                        max_length=7,
                    ),
                ),
                (
                    "analyst",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="analyst",
                    ),
                ),
                ("engine", models.CharField(blank=True, max_length=60)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "In work"), ("done", "Done")],
                        default="open",
                        max_length=4,
                    ),
                ),
                ("next_number", models.PositiveIntegerField(default=1)),
                ("acts_done", models.PositiveIntegerField(default=0)),
                ("annotation_count", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="555bb8405e4e777cf53b269acb6a7a64c7107a24",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cb068",
                            table="annotations_codingevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Counterpart",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "other_coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("other_number", models.PositiveIntegerField()),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "counterpart",
                "verbose_name_plural": "counterparts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("coding", models.F("other_coding")), _negated=True),
                        name="counterpart_in_another_coding",
                    ),
                    models.UniqueConstraint(
                        fields=("coding", "number", "other_coding"),
                        name="one_counterpart_in_a_translation",
                    ),
                    models.UniqueConstraint(
                        fields=("other_coding", "other_number", "coding"),
                        name="one_counterpart_in_the_original",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_counterpartevent" ("coding_id", "id", "linked_at", "linked_by_id", "number", "other_coding_id", "other_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."coding_id", new_values."id", new_values."linked_at", new_values."linked_by_id", new_values."number", new_values."other_coding_id", new_values."other_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ede564a7b34530e0d7752224617e873ad430cfa2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8ab01",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_counterpart",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_counterpartevent" ("coding_id", "id", "linked_at", "linked_by_id", "number", "other_coding_id", "other_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (NEW."coding_id", NEW."id", NEW."linked_at", NEW."linked_by_id", NEW."number", NEW."other_coding_id", NEW."other_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id"); RETURN NULL;',
                            hash="48ca34d851ee160b3b7fa10afca1b4e2367aad32",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a0bf",
                            table="annotations_counterpart",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_counterpartevent" ("coding_id", "id", "linked_at", "linked_by_id", "number", "other_coding_id", "other_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (OLD."coding_id", OLD."id", OLD."linked_at", OLD."linked_by_id", OLD."number", OLD."other_coding_id", OLD."other_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id"); RETURN NULL;',
                            hash="161df7e8dbdb6a63f8c9e74c67bd55b6af0c14b8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b1fb6",
                            table="annotations_counterpart",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repeats", "repeats"),
                            ("clarifies", "clarifies"),
                            ("denies", "denies"),
                            ("contradicts", "contradicts"),
                            ("walks_back", "walks back"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "other_coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("other_number", models.PositiveIntegerField()),
                ("day", models.DateField(null=True)),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "link between statements",
                "verbose_name_plural": "links between statements",
                "indexes": [
                    models.Index(fields=["other_coding", "other_number"], name="link_from_others")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coding", "number", "other_coding", "other_number", "kind"),
                        name="link_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("coding", models.F("other_coding")),
                            ("number", models.F("other_number")),
                            _negated=True,
                        ),
                        name="link_to_another",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="links_in_no_circle",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    -- Two at once that would make a circle wait for one another here.\n                    LOCK TABLE annotations_link IN SHARE ROW EXCLUSIVE MODE;\n                    IF EXISTS (SELECT FROM annotations_coding\n                        WHERE id IN (NEW.coding_id, NEW.other_coding_id)\n                        AND project_id <> NEW.project_id)\n                    THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                            MESSAGE = 'both statements are of the project';\n                    END IF;\n                    -- Two may deny each other; to contradict is the same either way.\n                    IF NEW.kind <> 'denies' AND EXISTS (\n                        WITH RECURSIVE reached (coding_id, number) AS (\n                            SELECT NEW.other_coding_id, NEW.other_number\n                            UNION\n                            SELECT link.other_coding_id, link.other_number\n                            FROM annotations_link link\n                            JOIN reached USING (coding_id, number)\n                            WHERE link.kind = NEW.kind AND link.id <> NEW.id\n                                AND (NEW.kind <> 'contradicts'\n                                    OR link.coding_id = NEW.other_coding_id\n                                    AND link.number = NEW.other_number)\n                        )\n                        SELECT FROM reached\n                        WHERE coding_id = NEW.coding_id AND number = NEW.number)\n                    THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                            MESSAGE = 'links of this kind go back in time only';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="a719fa057034c07eb27f6a1099bdba5bbde78f41",
                            operation='INSERT OR UPDATE OF "kind", "number", "other_number"',
                            pgid="pgtrigger_links_in_no_circle_40c4c",
                            table="annotations_link",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_linkevent" ("coding_id", "day", "id", "kind", "linked_at", "linked_by_id", "number", "other_coding_id", "other_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."coding_id", new_values."day", new_values."id", new_values."kind", new_values."linked_at", new_values."linked_by_id", new_values."number", new_values."other_coding_id", new_values."other_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="170e148beabd7c8ebd0d78b40df05f02521adf92",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f2a72",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_link",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_linkevent" ("coding_id", "day", "id", "kind", "linked_at", "linked_by_id", "number", "other_coding_id", "other_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (NEW."coding_id", NEW."day", NEW."id", NEW."kind", NEW."linked_at", NEW."linked_by_id", NEW."number", NEW."other_coding_id", NEW."other_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id"); RETURN NULL;',
                            hash="462f01e7b2e37ce74b275fa626cee121277b0bb5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6032",
                            table="annotations_link",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_linkevent" ("coding_id", "day", "id", "kind", "linked_at", "linked_by_id", "number", "other_coding_id", "other_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") VALUES (OLD."coding_id", OLD."day", OLD."id", OLD."kind", OLD."linked_at", OLD."linked_by_id", OLD."number", OLD."other_coding_id", OLD."other_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id"); RETURN NULL;',
                            hash="422d8e84db3c365dff75f3856b1216f91a6fbbfb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_de4c9",
                            table="annotations_link",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="threads",
                        to="annotations.coding",
                    ),
                ),
                ("annotation", models.PositiveIntegerField()),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "thread",
                "verbose_name_plural": "threads",
                "indexes": [
                    models.Index(fields=["coding", "annotation"], name="thread_of_an_annotation")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(
                                ("resolved_at__isnull", False), ("resolved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="thread_resolved_by_somebody",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_threadevent" ("annotation", "coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "resolved_at", "resolved_by_id") SELECT new_values."annotation", new_values."coding_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."resolved_at", new_values."resolved_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a79c2d949853a5e57cce623cce8285b697cb3691",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c37a1",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_thread",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_threadevent" ("annotation", "coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "resolved_at", "resolved_by_id") VALUES (NEW."annotation", NEW."coding_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."resolved_at", NEW."resolved_by_id"); RETURN NULL;',
                            hash="1ca8c87836b0c5acf409f19a6ee9d78530ff9515",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5fab9",
                            table="annotations_thread",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_threadevent" ("annotation", "coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "resolved_at", "resolved_by_id") VALUES (OLD."annotation", OLD."coding_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."resolved_at", OLD."resolved_by_id"); RETURN NULL;',
                            hash="3c6905a7fb06d1213e48b5de71107c1d6e9644aa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_42be9",
                            table="annotations_thread",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleTagEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.articletag",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="464ea5814e412b83245f5a91db8c91dfc98a4ee3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1cdc8",
                            table="annotations_articletagevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttributionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.attribution",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("indirect", "Indirect"),
                            ("mixed", "Mixed"),
                            ("scare", "Scare quotes"),
                        ],
                        max_length=8,
                        verbose_name="mode",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="speaker",
                    ),
                ),
                (
                    "affiliation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.affiliation",
                        verbose_name="in the capacity of",
                    ),
                ),
                (
                    "printed_capacity",
                    models.CharField(blank=True, max_length=200, verbose_name="as printed"),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="about",
                    ),
                ),
                (
                    "relayer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="relayed by",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reject", "Reject"),
                            ("critical", "Critical"),
                            ("neutral", "Neutral"),
                            ("supportive", "Supportive"),
                            ("endorse", "Endorse"),
                            ("mixed", "Mixed"),
                            ("unclear", "Unclear"),
                        ],
                        max_length=10,
                        verbose_name="stance",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("certain", "Certain"),
                            ("probable", "Probable"),
                            ("possible", "Possible"),
                        ],
                        default="certain",
                        max_length=8,
                        verbose_name="certainty",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bb01ce45605d35764451c06481f7c2bce948d40b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_97404",
                            table="annotations_attributionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttributionTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attribution_tags",
                        to="annotations.attribution",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attribution_tags",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag of an attribution",
                "verbose_name_plural": "tags of attributions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attribution", "tag"), name="attribution_tagged_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_attributiontagevent" ("attribution_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id") SELECT new_values."attribution_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tag_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a12ff33995612f8fb483525e8212379fcb62e74d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d326",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_attributiontag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_attributiontagevent" ("attribution_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id") VALUES (NEW."attribution_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tag_id"); RETURN NULL;',
                            hash="bc6dc1eda13d7a012d71752df1c380ffc4d46dfc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_029cf",
                            table="annotations_attributiontag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_attributiontagevent" ("attribution_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tag_id") VALUES (OLD."attribution_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."tag_id"); RETURN NULL;',
                            hash="691a47a2dd95b0489c485f8b77d72cd58f577bb4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f2565",
                            table="annotations_attributiontag",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="annotations.thread",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                ("key", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("deleted_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "indexes": [
                    models.Index(fields=["thread", "created_at"], name="comment_in_order"),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", False)),
                        fields=["deleted_at"],
                        name="comment_deleted",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("text"), 4000
                            ),
                        ),
                        name="comment_says_something_in_short",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)),
                        fields=("author", "key"),
                        name="comment_made_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_commentevent" ("author_id", "created_at", "deleted_at", "edited_at", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "text", "thread_id") SELECT new_values."author_id", new_values."created_at", new_values."deleted_at", new_values."edited_at", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."text", new_values."thread_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3c3a57bbaf02fe5c0b6056c5fbe4f3adeb708774",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f2c6b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_comment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_commentevent" ("author_id", "created_at", "deleted_at", "edited_at", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "text", "thread_id") VALUES (NEW."author_id", NEW."created_at", NEW."deleted_at", NEW."edited_at", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."text", NEW."thread_id"); RETURN NULL;',
                            hash="bef4a765f846c21aa8a5eefb1a05f212fad57550",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6222e",
                            table="annotations_comment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_commentevent" ("author_id", "created_at", "deleted_at", "edited_at", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "text", "thread_id") VALUES (OLD."author_id", OLD."created_at", OLD."deleted_at", OLD."edited_at", OLD."id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."text", OLD."thread_id"); RETURN NULL;',
                            hash="4b2bfe37e5730596a4447d95d45f06854b5a590f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d5e0",
                            table="annotations_comment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CounterpartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.counterpart",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "other_coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("other_number", models.PositiveIntegerField()),
                (
                    "linked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="436b3a893cab3be510113f7dc1f5018adb6b4fd4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_04c7a",
                            table="annotations_counterpartevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.link",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repeats", "repeats"),
                            ("clarifies", "clarifies"),
                            ("denies", "denies"),
                            ("contradicts", "contradicts"),
                            ("walks_back", "walks back"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "other_coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("other_number", models.PositiveIntegerField()),
                ("day", models.DateField(null=True)),
                (
                    "linked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="10185ce2167a10a6455d7a2162b2faca6c438171",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_00a73",
                            table="annotations_linkevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to="annotations.thread",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "read mark",
                "verbose_name_plural": "read marks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thread", "reader"), name="one_read_mark_for_a_reader"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relay",
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
                    "attribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relays",
                        to="annotations.attribution",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relays",
                        to="annotations.actor",
                        verbose_name="relayed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "further relayer",
                "verbose_name_plural": "further relayers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attribution", "position"), name="relays_in_order"
                    ),
                    models.UniqueConstraint(fields=("attribution", "actor"), name="relays_once"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gt", 1)), name="relay_after_the_first"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="nobody_twice_in_a_chain",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    -- Whoever changes its speaker meanwhile waits here.\n                    PERFORM FROM annotations_attribution\n                        WHERE id = NEW.attribution_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM annotations_attribution\n                        WHERE id = NEW.attribution_id\n                        AND NEW.actor_id IN (speaker_id, relayer_id))\n                    THEN\n                        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                            MESSAGE = 'nobody is in a chain twice';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="1d620819d1c1147a543a52b79227e1c82c4c6056",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_nobody_twice_in_a_chain_c2805",
                            table="annotations_relay",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_relayevent" ("actor_id", "attribution_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."actor_id", new_values."attribution_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2464eed17e3af0b9a119605bf9638d9d40fa3268",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_70951",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_relay",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_relayevent" ("actor_id", "attribution_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."actor_id", NEW."attribution_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                            hash="89e089289bb657f32f07b867371a992f97ba95d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0bc14",
                            table="annotations_relay",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_relayevent" ("actor_id", "attribution_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."actor_id", OLD."attribution_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                            hash="17537240e9c76d46775efc885179c1fe3fe53cb1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0927a",
                            table="annotations_relay",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Span",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="annotations.coding",
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="annotations.attribution",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("passage", "Tagged passage"),
                            ("content", "Content"),
                            ("cue", "Cue"),
                            ("speaker", "Speaker"),
                        ],
                        default="passage",
                        max_length=7,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("lane", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "span",
                "verbose_name_plural": "spans",
                "indexes": [models.Index(fields=["coding", "start"], name="span_in_reading_order")],
                "constraints": [
                    models.UniqueConstraint(fields=("coding", "number"), name="span_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="span_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"),
                                    "+",
                                    django.db.models.functions.text.Length("words"),
                                ),
                            )
                        ),
                        name="span_as_long_as_its_words",
                    ),
                    models.CheckConstraint(condition=models.Q(("lane__lt", 4)), name="span_lane"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution__isnull", True), ("role", "passage")),
                            models.Q(
                                models.Q(("role", "passage"), _negated=True),
                                ("attribution__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="span_of_an_attribution_or_by_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role__in", ["cue", "speaker"])),
                        fields=("attribution", "role"),
                        name="one_cue_and_one_speaker",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE annotations_coding SET annotation_count = annotation_count + change.n\n                FROM (SELECT coding_id, count(*) AS n FROM added WHERE role = 'passage' GROUP BY coding_id) change WHERE annotations_coding.id = change.coding_id;\n                RETURN NULL;\n            ",
                            hash="4dd1cbbc36fd3178e24925b7a89cd4c0a60f37a0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_1e6e7",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="annotations_span",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE annotations_coding SET annotation_count = annotation_count + change.n\n                FROM (SELECT coding_id, -count(*) AS n FROM gone WHERE role = 'passage' GROUP BY coding_id) change WHERE annotations_coding.id = change.coding_id;\n                RETURN NULL;\n            ",
                            hash="6550af531f29a5a911a02afe93a4f0181d52eea9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_delete_fb27c",
                            referencing="REFERENCING OLD TABLE AS gone ",
                            table="annotations_span",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                UPDATE annotations_coding SET annotation_count = annotation_count + change.n\n                FROM (SELECT coding_id, sum(n) AS n FROM (SELECT coding_id, count(*) AS n FROM added WHERE role = 'passage' GROUP BY coding_id UNION ALL SELECT coding_id, -count(*) AS n FROM gone WHERE role = 'passage' GROUP BY coding_id) both_ GROUP BY coding_id HAVING sum(n) <> 0) change WHERE annotations_coding.id = change.coding_id;\n                RETURN NULL;\n            ",
                            hash="873f73a4db61333b5449f61c7a12d597977484c1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_90122",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS added ",
                            table="annotations_span",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_spanevent" ("attribution_id", "coding_id", "created_at", "end", "id", "lane", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "project_id", "role", "start", "suffix", "words") SELECT new_values."attribution_id", new_values."coding_id", new_values."created_at", new_values."end", new_values."id", new_values."lane", new_values."note", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."project_id", new_values."role", new_values."start", new_values."suffix", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="172330cdb62e03d11f123108be18a317becf388c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fddd5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_span",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_spanevent" ("attribution_id", "coding_id", "created_at", "end", "id", "lane", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "project_id", "role", "start", "suffix", "words") VALUES (NEW."attribution_id", NEW."coding_id", NEW."created_at", NEW."end", NEW."id", NEW."lane", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."project_id", NEW."role", NEW."start", NEW."suffix", NEW."words"); RETURN NULL;',
                            hash="c2a75ce4f0aa8edab058e7b3277cd5b3b8b35ea6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e40be",
                            table="annotations_span",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_spanevent" ("attribution_id", "coding_id", "created_at", "end", "id", "lane", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "project_id", "role", "start", "suffix", "words") VALUES (OLD."attribution_id", OLD."coding_id", OLD."created_at", OLD."end", OLD."id", OLD."lane", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefix", OLD."project_id", OLD."role", OLD."start", OLD."suffix", OLD."words"); RETURN NULL;',
                            hash="1f83943912fa9f4b79d9699a4f798dcfbaf14130",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3edb8",
                            table="annotations_span",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "attribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="suggestion",
                        serialize=False,
                        to="annotations.attribution",
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
                ("engine", models.CharField(max_length=60)),
                ("confidence", models.FloatField()),
                ("reason", models.CharField(max_length=40)),
                ("reason_values", models.JSONField(default=dict)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("affiliation", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("country", "Country"),
                            ("unnamed", "Unnamed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="relayed",
                        to="annotations.suggestion",
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="suggestion_confidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("attribution")), _negated=True),
                            _connector="OR",
                        ),
                        name="suggestion_not_relayed_by_itself",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="of_the_machine",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF EXISTS (SELECT FROM added\n                    JOIN annotations_attribution said ON said.id = added.attribution_id\n                    JOIN annotations_coding coding ON coding.id = said.coding_id\n                    WHERE coding.kind <> 'machine') THEN\n                RAISE EXCEPTION 'only the machine suggests' USING ERRCODE = '23514';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="ce3d42d79b313459ba1c8ca99862e53262670414",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_of_the_machine_c83ad",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="annotations_suggestion",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.thread",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("annotation", models.PositiveIntegerField()),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "resolved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="681b066a546615c4b5703280df474716c1e8104a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5016",
                            table="annotations_threadevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Act",
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
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acts",
                        to="annotations.coding",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("key", models.UUIDField(null=True)),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("rejected", "Rejected"),
                            ("reopened", "Reopened"),
                            ("linked", "Linked"),
                            ("unlinked", "Unlinked"),
                            ("undone", "Undone"),
                            ("redone", "Redone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("annotation", models.PositiveIntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                (
                    "suggestion",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="acts",
                        to="annotations.suggestion",
                    ),
                ),
                (
                    "was",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("edited", "Accepted with changes"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "now",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("edited", "Accepted with changes"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                ("linked", models.JSONField(null=True)),
                ("gesture", models.PositiveIntegerField(null=True)),
                ("touched", models.JSONField(default=list)),
                ("is_undone", models.BooleanField(default=False)),
                ("is_dropped", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "act",
                "verbose_name_plural": "acts",
                "indexes": [
                    models.Index(
                        condition=models.Q(("suggestion__isnull", False)),
                        fields=["suggestion"],
                        name="act_on_suggestion",
                    ),
                    models.Index(
                        condition=models.Q(("is_dropped", False), ("is_undone", True)),
                        fields=["coding", "number"],
                        name="act_to_redo",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("coding", "number"), name="act_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)),
                        fields=("coding", "key"),
                        name="act_done_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suggestion__isnull", False),
                            models.Q(("now", ""), ("was", "")),
                            _connector="OR",
                        ),
                        name="act_decides_about_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="annotations.coding",
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="annotations.attribution",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="annotations.span",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.revision",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("same", "Same"),
                            ("moved", "Moved"),
                            ("changed", "Changed"),
                            ("ambiguous", "Several places"),
                            ("gone", "Gone"),
                        ],
                        max_length=9,
                    ),
                ),
                ("places", models.JSONField(default=list)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "appearance",
                "verbose_name_plural": "appearances",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attribution", "project_article"),
                        name="statement_appears_once_in_a_copy",
                    ),
                    models.UniqueConstraint(
                        fields=("passage", "project_article"), name="passage_appears_once_in_a_copy"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution__isnull", True), ("passage__isnull", False)),
                            models.Q(("attribution__isnull", False), ("passage__isnull", True)),
                            _connector="OR",
                        ),
                        name="appearance_of_one_annotation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome__in", ("same", "moved")),
                                models.Q(("places", []), _negated=True),
                            ),
                            models.Q(
                                models.Q(("outcome__in", ("same", "moved")), _negated=True),
                                ("places", []),
                            ),
                            _connector="OR",
                        ),
                        name="appearance_has_places_where_it_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="appearance_removed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttributionTagEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.attributiontag",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "attribution",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.attribution",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9d38d05180b50afbc029caf01fc6c98ac6ab2ff3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1f14f",
                            table="annotations_attributiontagevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.comment",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.thread",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                ("key", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("deleted_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f8bff14d3e4dfda9b588bcde00ff296ee51475dc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_810ae",
                            table="annotations_commentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="annotations.coding",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="decisions",
                        to="annotations.suggestion",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("edited", "Accepted with changes"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                ("annotation", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "indexes": [models.Index(fields=["coding", "-at"], name="decided_last")],
                "constraints": [
                    models.UniqueConstraint(fields=("coding", "suggestion"), name="decided_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("annotation__isnull", True), ("verdict", "rejected")),
                            models.Q(
                                models.Q(("verdict", "rejected"), _negated=True),
                                ("annotation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accepted_as_an_annotation",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="of_this_article",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF EXISTS (SELECT FROM added\n                    JOIN annotations_coding mine ON mine.id = added.coding_id\n                    JOIN annotations_attribution said ON said.id = added.suggestion_id\n                    JOIN annotations_coding machine ON machine.id = said.coding_id\n                    WHERE mine.kind = 'machine'\n                        OR mine.project_article_id <> machine.project_article_id) THEN\n                RAISE EXCEPTION 'people decide, about suggestions for the article they annotate' USING ERRCODE = '23514';\n            END IF;\n            RETURN NULL;\n        ",
                            hash="b7312579466cf1e494b23255a07084ca28423944",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_of_this_article_d67cf",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="annotations_decision",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_decisionevent" ("annotation", "at", "coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "suggestion_id", "verdict") SELECT new_values."annotation", new_values."at", new_values."coding_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."suggestion_id", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6b8d9e879ece7f2563a6bac58968dfaf8176085f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_55943",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_decision",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_decisionevent" ("annotation", "at", "coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "suggestion_id", "verdict") VALUES (NEW."annotation", NEW."at", NEW."coding_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."suggestion_id", NEW."verdict"); RETURN NULL;',
                            hash="fae3bfe5dd175de3e1174c42e610333b5e146ebc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66945",
                            table="annotations_decision",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_decisionevent" ("annotation", "at", "coding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "suggestion_id", "verdict") VALUES (OLD."annotation", OLD."at", OLD."coding_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."project_id", OLD."suggestion_id", OLD."verdict"); RETURN NULL;',
                            hash="ba06d4035366d09103f838dcca7cce1c6c178e6f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c4644",
                            table="annotations_decision",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="annotations.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "verbose_name_plural": "mentions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("comment", "user"), name="mentioned_once_in_a_comment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RelayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.relay",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.attribution",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.actor",
                        verbose_name="relayed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6ca16966532f37cd730c33c1e106bba6330e116c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_18f76",
                            table="annotations_relayevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.span",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.attribution",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("passage", "Tagged passage"),
                            ("content", "Content"),
                            ("cue", "Cue"),
                            ("speaker", "Speaker"),
                        ],
                        default="passage",
                        max_length=7,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("lane", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dc10cd9af875ff84f8a33d2ebb68fbcd01e8e2d4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cba30",
                            table="annotations_spanevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpanTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "span",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="span_tags",
                        to="annotations.span",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="span_tags",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag of a span",
                "verbose_name_plural": "tags of spans",
                "constraints": [
                    models.UniqueConstraint(fields=("span", "tag"), name="span_tagged_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "annotations_spantagevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "span_id", "tag_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."span_id", new_values."tag_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="daa81efcfcf6a8ba9ac786181f062b9055aab2ee",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_010e0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="annotations_spantag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "annotations_spantagevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "span_id", "tag_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."span_id", NEW."tag_id"); RETURN NULL;',
                            hash="7cfc8dedfc81c33106d7314b2178ac92af42ebd2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ba8b9",
                            table="annotations_spantag",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_spantagevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "span_id", "tag_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."span_id", OLD."tag_id"); RETURN NULL;',
                            hash="e5086a47a000a852e3498644fafa07d434d380bc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b32fe",
                            table="annotations_spantag",
                            when="AFTER",
                        ),
                    ),
                ],
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
                (
                    "act",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bulk_parts",
                        to="annotations.act",
                    ),
                ),
                ("is_done", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "part of a bulk act",
                "verbose_name_plural": "parts of bulk acts",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_done", False)),
                        fields=["bulk", "project_article"],
                        name="bulk_part_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bulk", "project_article"), name="bulk_part_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Carry",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carries",
                        to="annotations.coding",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.coding",
                    ),
                ),
                ("annotation", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("same", "Same"),
                            ("moved", "Moved"),
                            ("changed", "Changed"),
                            ("ambiguous", "Several places"),
                            ("gone", "Gone"),
                        ],
                        max_length=9,
                    ),
                ),
                ("places", models.JSONField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Kept at the proposed place"),
                            ("placed", "Put elsewhere by hand"),
                            ("dropped", "Dropped"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "act",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="carries",
                        to="annotations.act",
                    ),
                ),
            ],
            options={
                "verbose_name": "carried annotation",
                "verbose_name_plural": "carried annotations",
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome__in", ("same", "moved")), _negated=True),
                        fields=["coding", "start"],
                        name="carry_for_an_answer",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("coding", "annotation"), name="carried_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act__isnull", True), ("answer", "")),
                            models.Q(
                                models.Q(("answer", ""), _negated=True), ("act__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="answered_by_an_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ("same", "moved")), _negated=True),
                            ("answer", ""),
                            _connector="OR",
                        ),
                        name="certain_needs_no_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.decision",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=annotations.domain.identifiers.uuid7,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.coding",
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.suggestion",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("edited", "Accepted with changes"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=8,
                    ),
                ),
                ("annotation", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="09d8a4704502655bc55a0bf4ea61de7cae8961c8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_75054",
                            table="annotations_decisionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annotations.project",
                    ),
                ),
                (
                    "project_article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings",
                        to="annotations.projectarticle",
                    ),
                ),
                (
                    "coding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings",
                        to="annotations.coding",
                    ),
                ),
                ("place", models.CharField(max_length=60)),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("unanimous", "Unanimous"),
                            ("taken", "Taken over"),
                            ("union", "Put together"),
                            ("edited", "Edited"),
                            ("rejected", "Rejected"),
                            ("nothing", "Nothing here"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="annotations.rejectionreason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("annotation", models.PositiveIntegerField(null=True)),
                ("members", models.JSONField()),
                ("content", models.JSONField()),
                ("seen", models.JSONField()),
                ("is_passage", models.BooleanField()),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings",
                        to="annotations.act",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ruling",
                "verbose_name_plural": "rulings",
                "indexes": [
                    models.Index(
                        fields=["project_article", "place", "-at"], name="ruling_of_a_place"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding", "rejected"), ("reason__isnull", False)),
                            models.Q(
                                models.Q(("finding", "rejected"), _negated=True),
                                ("reason__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding", "taken"), ("taken_from__isnull", False)),
                            models.Q(
                                models.Q(("finding", "taken"), _negated=True),
                                ("taken_from__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="taken_from_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("annotation__isnull", True),
                                ("finding__in", ("rejected", "nothing")),
                            ),
                            models.Q(
                                models.Q(("finding__in", ("rejected", "nothing")), _negated=True),
                                ("annotation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ruling_has_its_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpanTagEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="annotations.spantag",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "span",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.span",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2e989bf120061876ea4b07d336f048ccf0def521",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b76e5",
                            table="annotations_spantagevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        InstallTriggers(),
        migrations.RunSQL(NOTES, NO_NOTES),
    ]
    operations[3:-2] = [CreateTables(operations[3:-2])]
