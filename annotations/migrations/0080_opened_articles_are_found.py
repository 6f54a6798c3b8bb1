"""Which articles of a project are opened is found without reading all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0079_counted_with_the_act"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="projectarticle",
            index=models.Index(
                condition=models.Q(("opened_at__isnull", False)),
                fields=["project"],
                name="opened_article",
            ),
        ),
    ]
