from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0069_phrases"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="coding", name="coding_last_touched"),
        migrations.AddField(
            model_name="coding",
            name="changed_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "changed_at", template="(%(expressions)s AT TIME ZONE 'UTC')::date"
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(fields=["analyst", "-changed_on"], name="coding_last_touched"),
        ),
        # Room for the next version of a row beside it, or it would move to another page, and every
        # index with it.
        migrations.RunSQL(
            "ALTER TABLE annotations_coding SET (fillfactor = 80)",
            "ALTER TABLE annotations_coding RESET (fillfactor)",
        ),
    ]
