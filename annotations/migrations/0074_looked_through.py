"""What was done to many results at once says how much of them was looked through."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0073_annotations_by_project"),
    ]

    operations = [
        migrations.AddField(
            model_name="addition",
            name="looked_through",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="bulkact",
            name="looked_through",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
