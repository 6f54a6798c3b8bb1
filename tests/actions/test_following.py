"""What is new to a saved search: nothing is missed, and nothing is new twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.actions import following
from annotations.actions.feed_tokens import renew_feed_token
from annotations.actions.following import EVERY, Looked, follow, follow_searches
from annotations.actions.indexing import index_due
from annotations.actions.saved_searches import (
    ask_otherwise,
    change_search,
    delete_search,
    forget_deleted_searches,
    move_search,
    restore_search,
    save_search,
    see_search,
)
from annotations.models import (
    Article,
    Attribution,
    Coding,
    CodingKind,
    CodingState,
    Find,
    SavedSearch,
    SearchKind,
)
from annotations.queries.finds import entries_of, latest_of
from annotations.web.saved_searches import look
from tests.actions.conftest import NOW, WINTER
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article
from tests.factories.revisions import revise_to

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 3, 1, tzinfo=UTC)


def save(owner, query="q=grain", kind=SearchKind.TEXT, name="Grain"):
    return save_search(by=owner, at=THEN, name=name, query=query, kind=kind, look=look)


def new_of(saved, at=THEN + timedelta(hours=1)):
    """How much is new after the worker has looked again."""
    index_due()
    follow(search=saved.pk, look=look, at=at)
    return SavedSearch.objects.with_new().get(pk=saved.pk).new


def see(saved):
    saved.refresh_from_db()
    see_search(saved=saved, by=saved.owner, until=saved.round)


def take_in(cast, text="Grain is short.", **fields):
    return add_article(cast.project, make_article(text, kinds=(), **fields))


def test_what_is_there_when_it_is_saved_is_not_new(cast):
    take_in(cast, title="Harvest")
    index_due()
    saved = save(cast.owner)

    assert new_of(saved) == 0
    assert saved.finds.count() == 1


def test_what_comes_later_is_new_until_it_is_seen(cast):
    saved = save(cast.owner)
    take_in(cast, title="Harvest")
    assert new_of(saved) == 1

    see(saved)

    assert new_of(saved) == 0


def test_what_was_made_before_and_is_findable_after_is_not_missed(cast):
    """As where a transaction with an earlier time is committed later, or the worker is late."""
    before = take_in(cast, title="Harvest")
    saved = save(cast.owner)
    before.added_at = THEN - timedelta(days=400)
    before.save(update_fields=["added_at"])

    assert new_of(saved) == 1


def test_what_is_found_between_the_page_and_the_button_stays_new(cast):
    saved = save(cast.owner)
    take_in(cast, title="First")
    assert new_of(saved) == 1
    saved.refresh_from_db()
    shown = saved.round
    take_in(cast, title="Second")
    assert new_of(saved) == 2

    see_search(saved=saved, by=cast.owner, until=shown)

    assert SavedSearch.objects.with_new().get().new == 1


def test_the_same_is_not_new_twice(cast):
    saved = save(cast.owner)
    row = take_in(cast, title="Harvest")
    assert new_of(saved) == 1
    see(saved)

    # Read anew, gone and back, and with more that matches.
    Article.objects.filter(pk=row.article_id).update(title="Another title")
    assert new_of(saved) == 0
    revise_to(row.article, "Nothing is short.")
    assert new_of(saved) == 0
    assert not saved.finds.get().stands
    revise_to(row.article, "Said first.\n\nGrain is short.\n\nGrain, grain.")
    assert new_of(saved) == 0
    [find] = saved.finds.all()
    assert find.stands
    assert find.place == 2


def test_a_statement_is_new_when_it_is_attributed_however_late(cast):
    minister = make_actor("Mira Holt")
    said = make_attribution(make_coding(cast.project_article, cast.owner), "Nobody knows")
    saved = save(cast.owner, f"kind=statements&speaker={minister.pk}", SearchKind.STATEMENTS)
    assert new_of(saved) == 0

    Attribution.objects.filter(pk=said.pk).update(speaker=minister)
    assert new_of(saved) == 1
    see(saved)
    Attribution.objects.filter(pk=said.pk).update(stance="critical")

    assert new_of(saved) == 0


def test_a_statement_that_is_agreed_is_not_new_once_more(cast):
    minister = make_actor("Mira Holt")
    saved = save(cast.manager, f"kind=statements&speaker={minister.pk}", SearchKind.STATEMENTS)
    own = make_coding(cast.project_article, cast.owner, CodingState.DONE)
    first = make_attribution(own, "Nobody knows", speaker=minister)
    assert new_of(saved) == 1
    see(saved)

    gold = make_coding(cast.project_article, None, CodingState.DONE, kind=CodingKind.GOLD)
    make_attribution(gold, "Nobody knows", speaker=minister)
    Coding.objects.filter(pk=own.pk).update(changed_at=NOW)

    assert new_of(saved) == 0
    [stands] = saved.finds.filter(stands=True)
    assert stands.first == first.pk


def test_a_statement_that_only_the_agreed_coding_has_is_new(cast):
    minister = make_actor("Mira Holt")
    saved = save(cast.manager, f"kind=statements&speaker={minister.pk}", SearchKind.STATEMENTS)
    own = make_coding(cast.project_article, cast.owner, CodingState.DONE)
    make_attribution(own, "Nobody knows")
    assert new_of(saved) == 0

    gold = make_coding(cast.project_article, None, CodingState.DONE, kind=CodingKind.GOLD)
    make_attribution(gold, "Nobody knows", speaker=minister)

    assert new_of(saved) == 1


def test_what_is_carried_to_a_new_text_is_not_new(winter):
    winter.mark("Nobody signs")
    index_due()
    query = f"kind=tagged&project={winter.project_article.project_id}"
    saved = save(winter.by, query, SearchKind.TAGGED)
    assert saved.finds.count() == 1

    revise_to(winter.project_article.article, f"Updated at noon.\n\n{WINTER}")

    assert new_of(saved) == 0
    assert saved.finds.count() == 2


@pytest.mark.parametrize("kind", ["tagged", "notes", "comments", "people"])
def test_every_kind_has_news(cast, kind):
    coding = make_coding(cast.project_article, cast.owner)
    index_due()
    saved = save(cast.owner, f"kind={kind}&q=nobody", SearchKind(kind))
    assert new_of(saved) == 0

    passage = make_passage(coding, "Nobody knows", note="Nobody else noted it")
    make_comment(make_thread(coding, passage.number), cast.owner, "Nobody asked")
    make_actor("Nobody Nemo")

    assert new_of(saved) == 1
    [entry] = entries_of(saved, latest_of(saved), cast.owner)
    assert "obody" in f"{entry.title} {entry.said}"
    see(saved)
    assert new_of(saved) == 0


def test_news_of_people_and_comments_are_what_the_search_finds_with_its_filters(cast):
    coding = make_coding(cast.project_article, cast.owner)
    passage = make_passage(coding, "Nobody knows")
    kept = {
        "people": [
            save(cast.owner, f"kind=people&q=nobody&{one}", SearchKind.PEOPLE, name=one)
            for one in ("speaker_kind=organisation", "country=NO")
        ],
        "comments": [
            save(
                cast.owner,
                f"kind=comments&q=asked&coder={user.pk}",
                SearchKind.COMMENTS,
                name=user.username,
            )
            for user in (cast.owner, cast.manager)
        ],
    }
    make_actor("Nobody Nemo", country="SE")
    make_actor("Nobody House", "organisation", country="NO")
    make_comment(make_thread(coding, passage.number), cast.owner, "Nobody asked")

    assert [new_of(one) for one in kept["people"]] == [1, 1]
    assert [new_of(one) for one in kept["comments"]] == [1, 0]


def test_a_stranger_finds_nothing_and_who_leaves_is_told_nothing(cast):
    theirs = save(cast.stranger)
    saved = save(cast.owner)
    take_in(cast, title="Harvest")

    assert new_of(theirs) == 0
    assert new_of(saved) == 1
    cast.project.memberships.filter(user=cast.owner).delete()
    assert entries_of(saved, latest_of(saved), cast.owner) == []
    assert new_of(saved) == 0


def test_a_search_that_finds_too_much_says_so_and_begins_again_when_it_does_not(cast, monkeypatch):
    monkeypatch.setattr(following, "MOST", 1)
    first, second = take_in(cast, title="First"), take_in(cast, title="Second")
    index_due()
    saved = save(cast.owner)
    saved.refresh_from_db()
    assert saved.is_broad
    assert not saved.finds.exists()

    second.delete()
    assert new_of(saved) == 0
    saved.refresh_from_db()
    assert not saved.is_broad
    assert saved.finds.get().key == first.article_id


def test_another_question_begins_anew(cast):
    saved = save(cast.owner)
    take_in(cast, title="Harvest")
    take_in(cast, "Wheat is dear.", title="Prices")
    assert new_of(saved) == 1

    ask_otherwise(
        saved=saved, by=cast.owner, at=NOW, query="q=wheat", kind=SearchKind.TEXT, look=look
    )

    assert new_of(saved) == 0
    assert [entry.title for entry in entries_of(saved, latest_of(saved), cast.owner)] == ["Prices"]


def test_each_is_looked_for_after_a_while_and_one_that_fails_holds_none_up(cast, caplog):
    saved, other = save(cast.owner), save(cast.owner, name="Other")
    asked = []

    def failing(search):
        asked.append(search.pk)
        if search == saved:
            raise RuntimeError("cannot be asked")
        return Looked([])

    assert follow_searches(look=failing, at=THEN + EVERY / 2) == 0
    assert follow_searches(look=failing, at=THEN + EVERY) == 2
    assert set(asked) == {saved.pk, other.pk}
    assert "cannot be asked" in caplog.text
    other.refresh_from_db()
    assert other.looked_at == THEN + EVERY


def test_deleted_ones_rest_and_come_back_with_what_came_meanwhile(cast):
    saved = save(cast.owner)
    delete_search(saved=saved, by=cast.owner, at=THEN)
    assert follow_searches(look=look, at=THEN + EVERY) == 0
    take_in(cast, title="Harvest")

    restore_search(saved=saved, by=cast.owner)

    assert new_of(saved) == 1


def test_what_is_set_meanwhile_takes_back_nothing_that_was_found(cast):
    saved = save(cast.owner)
    loaded = SavedSearch.objects.get(pk=saved.pk)
    take_in(cast, title="Harvest")
    assert new_of(saved) == 1

    change_search(saved=loaded, by=cast.owner, name="Corn")

    assert new_of(saved) == 1


def test_after_a_day_a_deleted_one_is_forgotten(cast):
    saved = save(cast.owner)
    delete_search(saved=saved, by=cast.owner, at=THEN)

    assert forget_deleted_searches(at=THEN + timedelta(hours=23)) == 0
    assert forget_deleted_searches(at=THEN + timedelta(hours=24)) == 1


def test_they_stand_in_the_order_that_their_owner_gives_them(cast):
    rows = [save(cast.owner, name=name) for name in "abc"]

    move_search(saved=rows[2], by=cast.owner, is_up=True)
    move_search(saved=rows[0], by=cast.owner, is_up=True)

    assert [one.name for one in SavedSearch.objects.of(cast.owner).in_order()] == ["a", "c", "b"]


def test_nobody_has_seen_what_was_not_found(cast):
    saved = save(cast.owner)
    with pytest.raises(IntegrityError, match="saved_search_seen_is_found"), transaction.atomic():
        SavedSearch.objects.filter(pk=saved.pk).update(seen_round=1)
    take_in(cast, title="Harvest")
    index_due()
    follow(search=saved.pk, look=look, at=NOW)
    find = saved.finds.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Find.objects.create(
            search=saved, key=find.key, first=find.key, round=1, found_at=NOW, stands=True
        )


def test_the_address_of_a_feed_is_renewed(cast):
    former = renew_feed_token(user=cast.owner, by=cast.owner)
    assert renew_feed_token(user=cast.owner, by=cast.owner) != former
