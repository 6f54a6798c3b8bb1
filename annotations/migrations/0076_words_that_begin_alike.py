"""The words that stand in some passage, by themselves. Takes a minute for a million passages."""

from django.db import migrations, models

FILL = """
    INSERT INTO annotations_lexeme (lexeme)
    SELECT word FROM ts_stat('SELECT words FROM annotations_findable')
    WHERE left(word, 1) <> '='
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0075_passages_know_projects_and_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lexeme",
            fields=[
                ("lexeme", models.TextField(db_collation="C", primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "word that can be looked up",
                "verbose_name_plural": "words that can be looked up",
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
