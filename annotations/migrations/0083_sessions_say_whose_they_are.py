"""Sessions say whose they are. Who is signed in stays so, and Django's own table is left empty."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations, models

BEFORE = "django_session"
OPEN = "SELECT session_key, session_data, expire_date FROM django_session WHERE expire_date > now()"


def take_over(apps, schema_editor):
    line = schema_editor.connection
    if BEFORE not in line.introspection.table_names():
        return
    users = apps.get_model("annotations", "User").objects.values_list("pk", flat=True)
    names = {str(key): key for key in users}
    with line.cursor() as cursor:
        cursor.execute(OPEN)
        rows = cursor.fetchall()
    session = apps.get_model("annotations", "Session")
    kept = []
    for key, data, ends in rows:
        name = SessionStore().decode(data).get("_auth_user_id")
        if name is None or name in names:
            kept.append(
                session(
                    session_key=key, session_data=data, expire_date=ends, user_id=names.get(name)
                )
            )
    session.objects.bulk_create(kept, batch_size=1000)
    with line.cursor() as cursor:
        # Nothing would ever end what stays there.
        cursor.execute("DELETE FROM django_session")


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0082_gold_waits_for_codings_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True),
    ]
