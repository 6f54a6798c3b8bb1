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


def spell_of(moment: str) -> str:
    """SQL: when the spell (`models.projects.SPELL`) began in which this moment is."""
    return f"date_bin('5 minutes', {moment}, 'epoch')"


def touching() -> list[pgtrigger.Trigger]:
    """Triggers that keep `touched_until` of articles, so that an index has those last worked on.

    Of a spell's writes only the first two change it: the first is the latest itself, after the
    second it is the last moment of the spell, whatever comes. What makes it earlier holds the
    article's row alone, what brings a coding into a spell holds it with others, so neither misses
    what the other has not committed yet. A coding that stays in its spell keeps the article there.
    """
    table, counts = "annotations_projectarticle", "is_current AND kind <> 'machine'"

    def last_of(moment: str) -> str:
        return f"{spell_of(moment)} + interval '299.999999 seconds'"

    def later(moment: str) -> str:
        return f"""CASE WHEN touched_until < {spell_of(moment)}
            THEN {moment} ELSE {last_of(moment)} END"""

    def earlier(which: str) -> str:
        # Never the latest itself: it may be changed by somebody who keeps the article here.
        return f"""UPDATE {table} SET touched_until = coalesce({last_of("latest")}, 'epoch')
            FROM (
                SELECT place.id AS its, max(changed_at) AS latest
                FROM {table} place LEFT JOIN annotations_coding coding
                    ON project_article_id = place.id AND {counts}
                WHERE place.id {which} GROUP BY place.id
            ) found
            WHERE id = its AND (latest IS NULL OR
                touched_until NOT IN (latest, {last_of("latest")}))"""

    decides = ("changed_at", "is_current", "kind", "project_article_id")
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in decides)
    stays = "NEW.project_article_id = OLD.project_article_id AND NEW.changed_at >= OLD.changed_at"
    old, new = (f"{row}.is_current AND {row}.kind <> 'machine'" for row in ("OLD", "NEW"))
    return [
        pgtrigger.Trigger(
            name="touch_insert",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="added"),
            func=f"""
                UPDATE {table} place SET touched_until = {later("moment")}
                FROM (
                    SELECT id, moment FROM {table} JOIN (
                        SELECT project_article_id, max(changed_at) AS moment FROM added
                        WHERE {counts} GROUP BY project_article_id
                    ) found ON id = project_article_id AND touched_until < moment
                    ORDER BY id FOR NO KEY UPDATE OF {table}
                ) later
                WHERE place.id = later.id AND place.touched_until < later.moment;
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
                IF {new} THEN
                    IF NOT ({old} AND {stays} AND NEW.changed_about = OLD.changed_about) THEN
                        PERFORM FROM {table} WHERE id = NEW.project_article_id FOR KEY SHARE;
                    END IF;
                    UPDATE {table} SET touched_until = {later("NEW.changed_at")}
                        WHERE id = NEW.project_article_id AND touched_until < NEW.changed_at;
                END IF;
                IF {old} AND NOT ({new} AND {stays}) THEN
                    PERFORM FROM {table} WHERE id = OLD.project_article_id FOR UPDATE;
                    {earlier("= OLD.project_article_id")};
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
                {earlier(f"IN (SELECT project_article_id FROM gone WHERE {counts})")};
                RETURN NULL;
            """,
        ),
    ]
