"""Decisions of adjudication, in a project that was restored."""

import io
from contextlib import suppress

import pytest
from django.db import transaction

from annotations.actions.gold import begin_adjudication
from annotations.actions.rulings import merge_unanimous, reject_place, take_version
from annotations.exchange.whole_project import project_file, restore_file
from annotations.models import Project, Ruling, User
from annotations.models.adjudications import adjudication_of
from tests.actions.conftest import NOW
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution
from tests.factories.projects import make_tag
from tests.factories.users import make_user


@pytest.fixture
def decided(cast) -> Project:
    """One unanimous place, one taken, one rejected; and one that a coder changed since."""
    mine, theirs = make_done(cast.project_article, cast.owner, cast.second)
    tag, quill = make_tag(cast.project.codebook), make_actor("Ada Quill")
    for coding in (mine, theirs):
        make_attribution(coding, "Envoys meet again", tag, speaker=quill)
    make_attribution(mine, "shared work", tag, speaker=quill, target=make_actor("Selin Marsh"))
    make_attribution(theirs, "shared work", stance="critical")
    make_attribution(mine, "Nobody knows", tag)
    changed = make_attribution(theirs, "what comes next", tag)
    acting = {"project_article": cast.project_article, "by": cast.curator, "at": NOW}
    begin_adjudication(**acting)
    merge_unanimous(**acting)
    reason = cast.project.rejection_reasons.first()
    for at in (1, 2, 3):
        place = adjudication_of(cast.project_article.pk).matters[at].key
        if at == 2:
            reject_place(**acting, place=place, reason=reason)
        else:
            take_version(**acting, place=place, coder=1 if at == 1 else 2)
    changed.stance = "reject"
    changed.save()
    return cast.project


def standing(project):
    """Each place: how it stands, and what was decided."""
    [row] = project.project_articles.all()
    found = adjudication_of(row.pk).matters
    return [(one.state.value, one.ruling and one.ruling.finding, one.content) for one in found]


EXPECTED = ["decided", "decided", "decided", "changed"]


def test_they_stand_beside_those_they_were_copied_from(cast, decided):
    before = standing(decided)
    assert [state for state, *_ in before] == EXPECTED

    data = b"".join(project_file(decided))
    made = restore_file(io.BytesIO(data), name="Again", by=cast.admin, at=NOW)

    assert standing(made.project) == before


class GoBack(Exception):
    """Everything since the savepoint is undone."""


def test_they_stand_where_people_actors_and_tags_have_other_keys(db, request):
    data = b""
    before = []
    with suppress(GoBack), transaction.atomic():
        decided = request.getfixturevalue("decided")
        before = standing(decided)
        data = b"".join(project_file(decided))
        raise GoBack
    owner, admin = make_user("owner"), make_user("elsewhere")
    quill = make_actor("Ada Quill")

    made = restore_file(io.BytesIO(data), by=admin, at=NOW).project

    assert standing(made) == before
    assert [state for state, *_ in before] == EXPECTED
    assert made.codings.filter(analyst=owner, attributions__speaker=quill).exists()
    members = [one for each in Ruling.objects.values_list("members", flat=True) for one in each]
    coders = {member.rpartition("-")[0] for member in members}
    assert coders == {str(owner.pk), str(User.objects.get(username="second").pk)}
