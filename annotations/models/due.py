"""Triggers that note which articles search has to read again."""

import pgtrigger


def due(column: str, operation: pgtrigger.Operation, only_if: str = "TRUE") -> pgtrigger.Trigger:
    """Notes the articles that `column` names, one statement for all rows."""
    is_update = str(operation) == "UPDATE"
    new = "fresh"
    joined = f"{new} JOIN stale USING (id)" if is_update else new
    return pgtrigger.Trigger(
        name=f"findable_{str(operation).lower()}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new=new, old="stale" if is_update else None),
        func=f"""
            INSERT INTO annotations_findabledue (article)
            SELECT DISTINCT {new}.{column} FROM {joined} WHERE {only_if}
            ORDER BY 1 ON CONFLICT DO NOTHING;
            RETURN NULL;
        """,
    )
