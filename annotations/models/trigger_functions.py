"""What every trigger calls, without a way back where a setting is missing.

django-pgtrigger's function and django-pghistory's ask for settings that may not be there, catch the
error, and set a savepoint for it each time: a quarter of what it takes to insert a row that has a
history, and as much again when the transaction ends. These ask whether it is there.

Migrations that make triggers bring theirs again, so these are put in their place after each.
"""

from typing import Any

from django.db import connections

FUNCTIONS = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name name)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN trigger_name = ANY(
        coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{}')::text[]);
END $$;

CREATE OR REPLACE FUNCTION _pgh_attach_context()
RETURNS pghistory_context.id%TYPE LANGUAGE plpgsql AS $$
DECLARE
    _pgh_context_id uuid := nullif(current_setting('pghistory.context_id', true), '');
    _pgh_context_metadata jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF _pgh_context_id IS NULL OR _pgh_context_metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
    VALUES (_pgh_context_id, _pgh_context_metadata, now(), now())
    ON CONFLICT (id) DO UPDATE
        SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE pghistory_context.metadata <> EXCLUDED.metadata;
    RETURN _pgh_context_id;
END $$;
"""


def put_in_place(using: str, plan: Any = (), **signal: Any) -> None:
    """For `post_migrate`, where something was migrated."""
    if plan:
        with connections[using].cursor() as cursor:
            cursor.execute(FUNCTIONS)
