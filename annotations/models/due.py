"""Triggers that note which articles search has to read again."""

import pgtrigger


def due(column: str, operation: pgtrigger.Operation, only_if: str = "TRUE") -> pgtrigger.Trigger:
    """Notes the articles that `column` names, by one statement for all rows of an act.

    `only_if` is SQL over the row as it is, `fresh`, and of an update as it was, `stale`.
    """
    is_update = str(operation) == "UPDATE"
    changed = "fresh JOIN stale USING (id)" if is_update else "fresh"
    return pgtrigger.Trigger(
        name=f"findable_{str(operation).lower()}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="fresh", old="stale" if is_update else None),
        func=f"""
            INSERT INTO annotations_findabledue (article)
            SELECT DISTINCT fresh.{column} FROM {changed} WHERE {only_if}
            ORDER BY 1 ON CONFLICT DO NOTHING;
            RETURN NULL;
        """,
    )


def said() -> list[pgtrigger.Trigger]:
    """Triggers on spans that note the codings whose annotations say something else now."""
    statements = {
        pgtrigger.Insert: pgtrigger.Referencing(new="changed"),
        pgtrigger.Delete: pgtrigger.Referencing(old="changed"),
    }
    decides = ("coding_id", "attribution_id", "role", "start", "end")
    return [
        *(
            pgtrigger.Trigger(
                name=f"said_{str(operation).lower()}",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=referencing,
                func="""
                    INSERT INTO annotations_sayingdue (coding)
                    SELECT DISTINCT coding_id FROM changed WHERE role IN ('passage', 'content');
                    RETURN NULL;
                """,
            )
            for operation, referencing in statements.items()
        ),
        pgtrigger.Trigger(
            name="said_update",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf(*decides),
            condition=pgtrigger.AnyChange(*decides),
            func="""
                INSERT INTO annotations_sayingdue (coding)
                SELECT DISTINCT unnest(ARRAY[OLD.coding_id, NEW.coding_id]);
                RETURN NULL;
            """,
        ),
    ]


def said_by_current() -> pgtrigger.Trigger:
    """The same of a coding that becomes the current one, or is no longer."""
    return pgtrigger.Trigger(
        name="said_update",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("is_current"),
        condition=pgtrigger.AnyChange("is_current"),
        func="""
            INSERT INTO annotations_sayingdue (coding) VALUES (NEW.id);
            RETURN NULL;
        """,
    )
