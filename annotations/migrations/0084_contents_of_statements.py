"""An index that knows which content of a statement is its first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0083_sessions_say_whose_they_are"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="span",
            index=models.Index(
                fields=["attribution", "role", "start", "number"],
                name="span_of_statement",
                condition=models.Q(("attribution__isnull", False)),
            ),
        ),
    ]
