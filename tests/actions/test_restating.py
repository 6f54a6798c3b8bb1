"""One key, one fact: what else stands in the statement stays."""

from datetime import date

import pytest

from annotations.actions.acts import Gone, undo
from annotations.actions.attributions import CannotAttribute, Facts, Places, create_attribution
from annotations.actions.people import Capacity, Named
from annotations.actions.restating import restate
from annotations.actions.spans import create_passage
from annotations.models import Act, Attribution
from tests.factories.actors import make_actor, make_affiliation

QUOTE = "Both sides feel they are being cornered,"


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def said(desk, quill):
    make_affiliation(quill, "Professor")
    facts = Facts(
        mode="direct",
        speaker=Named("speaker_name", quill),
        capacity=Capacity(),
        target=Named("target_name", make_actor("Elbonia", "country")),
        relayer=Named("relayer_name", make_actor("Agency", "organisation")),
        note="Look",
        tags=[desk.tag],
    )
    create_attribution(places=Places([desk.place(QUOTE)]), facts=facts, **desk.here)
    return Attribution.objects.get()


def test_another_speaker_speaks_in_the_post_of_that_day(desk, said):
    article = desk.here["project_article"].article
    article.published_on = date(2024, 6, 1)
    article.save(update_fields=["published_on"])
    roth = make_actor("Casimir Roth")
    make_affiliation(roth, "Student", valid_until=date(2020, 1, 1))
    minister = make_affiliation(roth, "Minister", valid_from=date(2020, 1, 1))

    restate(number=said.number, speaker=roth, **desk.here)

    now = Attribution.objects.get()
    assert (now.speaker, now.affiliation, now.note) == (roth, minister, "Look")
    assert (now.target, now.relayer) == (said.target, said.relayer)
    assert [link.tag for link in now.attribution_tags.all()] == [desk.tag]
    undo(**desk.here)
    now = Attribution.objects.get()
    assert (now.speaker, now.affiliation) == (said.speaker, said.affiliation)


def test_the_same_speaker_keeps_the_post_that_was_chosen(desk, said, quill):
    other = make_affiliation(quill, "Chair of the harbour board")
    Attribution.objects.update(affiliation=other)

    restate(number=said.number, speaker=quill, stance="reject", **desk.here)

    now = Attribution.objects.get()
    assert (now.affiliation, now.stance) == (other, "reject")


def test_a_stance_is_taken_changed_and_taken_back(desk, said):
    stances = []
    for stance in ("critical", "reject", "reject"):
        restate(number=said.number, stance=stance, **desk.here)
        stances.append(Attribution.objects.get().stance)

    assert stances == ["critical", "reject", ""]
    assert Attribution.objects.get().speaker == said.speaker


def test_whoever_relays_it_cannot_say_it(desk, said):
    with pytest.raises(CannotAttribute):
        restate(number=said.number, speaker=said.relayer, **desk.here)

    assert Attribution.objects.get().speaker == said.speaker


def test_a_passage_and_what_is_gone_have_nothing_to_restate(desk):
    passage = create_passage(where=desk.place(QUOTE), tags=[], **desk.here)

    with pytest.raises(CannotAttribute):
        restate(number=passage.annotation, stance="reject", **desk.here)
    with pytest.raises(Gone):
        restate(number=99, stance="reject", **desk.here)
    assert Act.objects.count() == 1
