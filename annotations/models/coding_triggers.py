"""What the database keeps of codings by itself: which count, and when articles were touched."""

import pgtrigger


def counting() -> list[pgtrigger.Trigger]:
    """Triggers that keep `counts`, so that no query has to look for a gold coding beside each.

    A coding that comes while the gold one is being finished waits for it: both hold the article's
    row, and look afterwards. Codings are held before it, in their order, as those have theirs who
    write in them and touch the article.
    """
    decides = ("state", "kind", "is_current", "project_article_id")
    gold = "kind = 'gold' AND is_current AND state = 'done'"
    people = "project_article_id = place AND kind = 'human' AND is_current"
    return [
        pgtrigger.Trigger(
            name="count_or_not",
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(*decides),
            when=pgtrigger.Before,
            func=f"""
                IF NOT NEW.is_current OR NEW.kind = 'machine' THEN
                    NEW.counts := FALSE;
                ELSIF NEW.kind = 'gold' THEN
                    NEW.counts := NEW.state = 'done';
                ELSE
                    PERFORM FROM annotations_projectarticle
                        WHERE id = NEW.project_article_id FOR KEY SHARE;
                    NEW.counts := NOT EXISTS (SELECT FROM annotations_coding
                        WHERE project_article_id = NEW.project_article_id AND {gold});
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="gold_counts_alone",
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(*decides) | pgtrigger.Delete,
            when=pgtrigger.After,
            declare=[("place", "uuid")],
            func=f"""
                place := CASE WHEN TG_OP = 'DELETE' THEN OLD.project_article_id
                    ELSE NEW.project_article_id END;
                IF (CASE WHEN TG_OP = 'DELETE' THEN OLD.kind ELSE NEW.kind END) = 'gold' THEN
                    PERFORM FROM annotations_coding WHERE {people} ORDER BY id FOR NO KEY UPDATE;
                    PERFORM FROM annotations_projectarticle WHERE id = place FOR UPDATE;
                    UPDATE annotations_coding SET counts = NOT EXISTS (
                            SELECT FROM annotations_coding
                            WHERE project_article_id = place AND {gold})
                        WHERE {people};
                END IF;
                RETURN NULL;
            """,
        ),
    ]


def in_its_project() -> pgtrigger.Trigger:
    """What people may see of codings is asked of their project: it is that of their article."""
    return pgtrigger.Trigger(
        name="in_its_project",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("project_id", "project_article_id"),
        when=pgtrigger.Before,
        func="""
            IF NEW.project_id <> (SELECT project_id FROM annotations_projectarticle
                WHERE id = NEW.project_article_id)
            THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation',
                    MESSAGE = 'a coding is of the project of its article';
            END IF;
            RETURN NEW;
        """,
    )


def touching() -> list[pgtrigger.Trigger]:
    """Triggers that keep `touched_on` of articles, so that an index has those last worked on.

    It is a day, as `changed_on` is: of a day's writes only the first changes it. What makes it
    earlier holds the article's row alone, what makes it later holds it with others, so neither
    misses what the other has not committed yet.
    """
    table, counts = "annotations_projectarticle", "is_current AND kind <> 'machine'"
    latest = f"""(SELECT max(changed_on) FROM annotations_coding
        WHERE project_article_id = place.id AND {counts})"""
    decides = ("changed_at", "is_current", "kind", "project_article_id")
    changed = " OR ".join(
        f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ("changed_on", *decides[1:])
    )
    return [
        pgtrigger.Trigger(
            name="touch_insert",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="added"),
            func=f"""
                UPDATE {table} place SET touched_on = later.day
                FROM (
                    SELECT id, day FROM {table} JOIN (
                        SELECT project_article_id, max(changed_on) AS day FROM added
                        WHERE {counts} GROUP BY project_article_id
                    ) found ON id = project_article_id AND touched_on < day
                    ORDER BY id FOR NO KEY UPDATE OF {table}
                ) later
                WHERE place.id = later.id AND place.touched_on < later.day;
                RETURN NULL;
            """,
        ),
        pgtrigger.Trigger(
            name="touch_update",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf(*decides),
            condition=pgtrigger.Condition(
                f"((OLD.kind <> 'machine' OR NEW.kind <> 'machine') AND ({changed}))"
            ),
            func=f"""
                IF NEW.is_current AND NEW.kind <> 'machine' THEN
                    PERFORM FROM {table} WHERE id = NEW.project_article_id FOR KEY SHARE;
                    UPDATE {table} SET touched_on = NEW.changed_on
                        WHERE id = NEW.project_article_id AND touched_on < NEW.changed_on;
                END IF;
                IF OLD.is_current AND OLD.kind <> 'machine' AND NOT (
                    NEW.is_current AND NEW.kind <> 'machine' AND NEW.changed_on >= OLD.changed_on
                    AND NEW.project_article_id = OLD.project_article_id)
                THEN
                    PERFORM FROM {table} WHERE id = OLD.project_article_id FOR UPDATE;
                    UPDATE {table} place SET touched_on = coalesce({latest}, 'epoch')
                        WHERE id = OLD.project_article_id AND touched_on <= OLD.changed_on;
                END IF;
                RETURN NULL;
            """,
        ),
        pgtrigger.Trigger(
            name="touch_delete",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="gone"),
            func=f"""
                PERFORM FROM {table}
                    WHERE id IN (SELECT project_article_id FROM gone WHERE {counts})
                    ORDER BY id FOR UPDATE;
                UPDATE {table} place SET touched_on = coalesce({latest}, 'epoch')
                    WHERE id IN (SELECT project_article_id FROM gone WHERE {counts})
                        AND touched_on <> coalesce({latest}, 'epoch');
                RETURN NULL;
            """,
        ),
    ]
