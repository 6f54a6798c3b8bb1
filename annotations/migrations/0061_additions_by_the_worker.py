import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import F

COUNT = "UPDATE annotations_addition SET total = cardinality(rows)"


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0060_restorations"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="addition", name="addition_of_something"),
        migrations.AlterField(
            model_name="addition",
            name="rows",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="addition",
            name="waiting",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="addition",
            name="total",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="addition",
            constraint=models.CheckConstraint(
                condition=models.Q(total__gt=0, total__gte=F("rows__len") + F("waiting__len")),
                name="addition_of_something",
            ),
        ),
    ]
