"""The pages and writes of adjudication: who may, what comes back, and how much is asked."""

import pytest

from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.rulings import merge_unanimous, nothing_here
from annotations.models import Coding, Ruling
from annotations.models.adjudications import adjudication_of
from tests.actions.test_rulings import CORNERED, NOW, SHARED
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture
def codings(cast):
    tags = [make_tag(cast.project.codebook, name) for name in ("Appeal", "Threat")]
    mine, theirs = make_done(cast.project_article, cast.owner, cast.second)
    for coding in (mine, theirs):
        make_passage(coding, "Envoys meet again", tags[0])
    quill = make_actor("Ada Quill")
    make_attribution(mine, CORNERED, tags[0], speaker=quill, stance="critical")
    make_attribution(theirs, CORNERED[:-1], tags[1], speaker=quill)
    make_attribution(theirs, SHARED, mode="mixed")
    return mine, theirs


@pytest.fixture
def gold(cast, codings):
    return begin_adjudication(project_article=cast.project_article, by=cast.curator, at=NOW)


@pytest.fixture
def base(cast):
    return f"/articles/{cast.project_article.pk}/adjudication/"


def place(cast, at):
    return adjudication_of(cast.project_article.pk).matters[at].key


def writes(cast):
    """Every write of the page, with what it sends."""
    where = f"places/{place(cast, 1)}/"
    reason = cast.project.rejection_reasons.in_order().first()
    return {
        "merge/": {},
        f"{where}take/": {"coder": 1},
        f"{where}union/": {},
        f"{where}nothing/": {},
        f"{where}keep/": {},
        f"{where}reject/": {"reason": reason.pk},
        f"{where}edit/": {"words": [CORNERED], "mode": "direct", "certainty": "certain"},
        "undo/": {},
        "redo/": {},
        "finish/": {},
        "reopen/": {},
        "begin/": {},
    }


LADDER = [
    ("manager", 200, 302),
    ("curator", 200, 302),
    ("reader", 200, 403),
    # Analysts work blind.
    ("owner", 403, 403),
    ("stranger", 404, 404),
    (None, 302, 302),
]


@pytest.mark.parametrize(("who", "reads", "writes_"), LADDER)
def test_who_may_read_and_who_may_decide(cast, as_, gold, base, who, reads, writes_):
    client = as_(getattr(cast, who) if who else None)
    place_ = f"{base}places/{place(cast, 1)}/"
    lists = f"/projects/{cast.project.pk}/adjudication/"

    for address in (base, place_, lists):
        assert client.get(address).status_code == reads, address
    for address, data in writes(cast).items():
        assert client.post(base + address, data).status_code == writes_, address
    assert (Ruling.objects.count() > 0) is (who in ("manager", "curator"))


@pytest.mark.parametrize("who", ["manager", "curator"])
def test_the_next_one_is_a_key_away(cast, as_, gold, base, who):
    client = as_(getattr(cast, who))

    assert client.get(f"/projects/{cast.project.pk}/adjudication/next/")["Location"] == base
    assert (
        as_(cast.reader).get(f"/projects/{cast.project.pk}/adjudication/next/").status_code == 403
    )


def test_wrong_methods(cast, as_, gold, base):
    client = as_(cast.curator)

    assert client.post(base).status_code == 405
    for address in writes(cast):
        if not address.endswith("edit/"):
            assert client.get(base + address).status_code == 405, address


def test_before_it_is_begun_the_page_shows_the_places_and_how_to_begin(cast, as_, codings, base):
    page = as_(cast.curator).get(base).content.decode()

    assert f'action="{base}begin/"' in page
    assert "Differing" in page
    as_(cast.curator).post(f"{base}begin/")
    # What all have is merged at once.
    assert Coding.objects.get(kind="gold").spans.get().words == "Envoys meet again"


def test_nobody_done_says_what_is_missing(cast, as_, base):
    assert "Nobody is done with this article" in as_(cast.curator).get(base).content.decode()


@pytest.mark.parametrize(
    ("which", "status"),
    [
        ("merge/", 200),
        ("take/", 200),
        ("union/", 200),
        ("nothing/", 200),
        ("reject/", 200),
        ("edit/", 200),
        ("undo/", 200),
        ("keep/", 409),
        ("redo/", 409),
    ],
)
def test_a_swap_equals_a_fresh_page(cast, as_, gold, base, which, status):
    client = as_(cast.curator)
    merge_unanimous(project_article=cast.project_article, by=cast.curator, at=NOW)
    nothing_here(
        project_article=cast.project_article, place=place(cast, 2), by=cast.curator, at=NOW
    )
    [(address, data)] = [each for each in writes(cast).items() if each[0].endswith(which)]
    page = parse(client.get(base).content)

    response = client.post(base + address, data, htmx=True)
    update_page(page, response.content)

    assert response.status_code == status
    assert_same_page(page, parse(client.get(base).content), "main")


def test_a_place_shows_who_has_what_and_where_they_differ(cast, as_, gold, base):
    page = parse(as_(cast.reader).get(base).content)
    item = page.get_element_by_id(f"place-{place(cast, 1)}")

    assert item.get("data-state") == "differing"
    rows = {words_of(row.find("th")): row for row in item.iter("tr") if row.find("td") is not None}
    assert [words_of(cell) for cell in rows["Stance"].iter("td")] == ["Critical", "–"]
    assert [cell.get("class") for cell in rows["Tags"].iter("td")] == ["differs", "differs"]
    assert [cell.get("class") for cell in rows["Speaker"].iter("td")] == [None, None]
    assert not page.xpath("//form[contains(@class, 'ruling')]")


def test_the_text_is_the_stored_text_and_has_a_lane_for_each(cast, as_, gold, base):
    page = parse(as_(cast.curator).get(base).content)
    lanes = page.get_element_by_id("lanes")

    assert lanes.text_content() == cast.project_article.article.revisions.get().text
    shared = [mark for mark in lanes.iter("mark") if mark.text_content() == SHARED]
    assert [mark.get("class").split() for mark in shared] == [["lanes", "is-missing", "lane2"]]


def test_a_refused_decision_shows_everything_as_it_is(cast, as_, gold, base):
    response = as_(cast.curator).post(f"{base}places/nobody-1/union/", htmx=True)

    assert response.status_code == 409
    assert "changed meanwhile" in response.content.decode()
    assert 'id="matters"' in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"coder": 0}, {"coder": 7}, {"coder": "me"}])
def test_a_coder_who_is_not_there_has_nothing_to_take(cast, as_, gold, base, data):
    where = f"{base}places/{place(cast, 1)}/take/"

    assert as_(cast.curator).post(where, data, htmx=True).status_code == 409
    assert not Ruling.objects.exists()


def test_an_edit_begins_with_the_union_and_says_what_the_curator_says(cast, as_, gold, base):
    client = as_(cast.curator)
    where = f"{base}places/{place(cast, 1)}/edit/"
    form = parse(client.get(where).content).get_element_by_id("ruling-edit")
    assert form.xpath(".//textarea[@name='words']")[0].text.strip() == CORNERED
    assert form.xpath(".//input[@name='speaker_name']/@value") == ["Ada Quill"]

    data = {
        "words": ["they are being cornered"],
        "speaker_name": "ada quill",
        "mode": "indirect",
        "certainty": "probable",
        "stance": "reject",
        "note": "Not in quotation marks",
    }
    response = client.post(where, data, htmx=True)

    assert response.status_code == 200
    said = Coding.objects.get(kind="gold").attributions.get()
    assert (said.mode, said.stance, said.speaker.name) == ("indirect", "reject", "Ada Quill")
    assert said.spans.get().words == "they are being cornered"
    assert Ruling.objects.get().note == "Not in quotation marks"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ["never said"]}, "does not say"),
        ({"words": [" "]}, "which words"),
        ({"speaker_name": "Nobody Known"}, "Nobody in the register"),
        ({"mode": "sung"}, "valid choice"),
    ],
)
def test_a_wrong_edit_says_why(cast, as_, gold, base, wrong, sentence):
    data = {"words": [CORNERED], "mode": "direct", "certainty": "certain"} | wrong

    response = as_(cast.curator).post(f"{base}places/{place(cast, 1)}/edit/", data, htmx=True)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Ruling.objects.exists()


def test_a_passage_is_edited_without_what_only_statements_have(cast, as_, gold, base):
    client = as_(cast.curator)
    where = f"{base}places/{place(cast, 0)}/edit/"

    assert "stance" not in client.get(where).content.decode()
    client.post(where, {"words": ["meet again"]})

    assert gold.spans.get().words == "meet again"


def test_the_history_of_a_place_has_every_decision(cast, as_, gold, base):
    client = as_(cast.curator)
    where = f"{base}places/{place(cast, 1)}/"
    reason = cast.project.rejection_reasons.in_order().first()
    client.post(f"{where}take/", {"coder": 1})
    client.post(f"{where}reject/", {"reason": reason.pk, "note": "Scare quotes"})
    client.post(f"{base}undo/")

    page = words_of(parse(as_(cast.reader).get(where).content).get_element_by_id("main"))

    assert "Rejected: Not a statement undone" in page
    assert "Scare quotes" in page
    assert "Taken over Owner" in page
    assert as_(cast.curator).get(f"{base}places/nobody-1/").status_code == 404


def test_it_is_agreed_only_when_all_is_decided(cast, as_, gold, base):
    client = as_(cast.curator)
    page = client.post(f"{base}finish/", follow=True).content.decode()
    assert "2 places are still to be decided about" in page

    for at in (1, 2):
        client.post(f"{base}places/{place(cast, at)}/nothing/")
    client.post(f"{base}finish/")

    assert Coding.objects.get(kind="gold").state == "done"
    assert client.post(f"{base}undo/", htmx=True).status_code == 409


def test_the_queue_tells_stages_and_places(cast, as_, codings):
    address = f"/projects/{cast.project.pk}/adjudication/"
    other = add_article(cast.project, make_article())
    make_done(other, cast.owner)
    page = as_(cast.manager).get(address).content.decode()
    assert "Ready" in page
    assert f"/articles/{other.pk}/adjudication/" not in page

    begin_adjudication(project_article=cast.project_article, by=cast.curator, at=NOW)
    assert (
        cast.project_article.article.title
        in as_(cast.manager).get(f"{address}?stage=open").content.decode()
    )
    assert (
        "Nothing to adjudicate" in as_(cast.manager).get(f"{address}?stage=done").content.decode()
    )


def test_three_are_asked_for(cast, as_, codings):
    cast.project.analysts_per_article = 3
    cast.project.save()

    page = as_(cast.manager).get(f"/projects/{cast.project.pk}/adjudication/").content.decode()

    assert "Nothing to adjudicate" in page


def test_as_many_queries_with_many_places_and_articles(cast, as_, gold, codings, base):
    client = as_(cast.curator)
    address = f"/projects/{cast.project.pk}/adjudication/"
    few, few_listed = (queries_of(lambda a=a: client.get(a)) for a in (base, address))
    for words in ("Envoys", "meet", "again", "sides", "feel", "Quill"):
        make_passage(codings[0], words)
    for _ in range(3):
        row = add_article(cast.project, make_article())
        for coding in make_done(row, cast.owner, cast.second):
            make_passage(coding, "Envoys")

    assert_same_count(few, queries_of(lambda: client.get(base)), at_most=22)
    assert_same_count(few_listed, queries_of(lambda: client.get(address)), at_most=15)


def test_an_agreed_article_leads_on_and_is_marked(cast, as_, gold, base):
    acting = {"project_article": cast.project_article, "by": cast.curator, "at": NOW}
    merge_unanimous(**acting)
    for at in (1, 2):
        nothing_here(**acting, place=place(cast, at))
    finish_adjudication(**acting)
    row = add_article(cast.project, make_article())
    make_done(row, cast.owner, cast.second)

    page = as_(cast.curator).get(base).content.decode()

    assert "badge agreed" in page
    assert f"/articles/{row.pk}/adjudication/" in page
