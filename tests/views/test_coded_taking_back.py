"""The page on which an import of annotations is taken back, and its place in what was done."""

import pytest
from django.urls import reverse

from annotations.actions import coded_taking_back
from annotations.actions.coded_taking_back import go_on_taking_coded_back
from annotations.models import CodedImport, CodedTakingBack, Coding, Span
from tests.actions.test_coded_taking_back import LATER, a_line, take
from tests.factories.comments import make_comment, make_thread
from tests.helpers.coded import NOW
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.test_deeds import rows_of

HTMX = {"HX-Request": "true"}


def asked(client, address):
    return queries_of(lambda: client.get(address))


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


@pytest.fixture
def upload(cast):
    return take(cast, name="talks.jsonl")


def back(upload, name="take-back"):
    return reverse(f"coded-import-{name}", args=[upload.pk])


def deeds(cast):
    return reverse("deed-list", args=[cast.project.pk])


def state(response):
    return words_of(parse(response.content).get_element_by_id("taking"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("admin", 200),
        ("owner", 403),
        ("reader", 403),
        ("stranger", 404),
        (None, 302),
    ],
)
def test_managers_take_it_back(cast, as_, upload, who, status):
    client = as_(getattr(cast, who) if who else None)
    may_act = 302 if status == 200 else status

    assert client.get(back(upload)).status_code == status
    assert client.post(back(upload)).status_code == may_act
    if status != 200:
        as_(cast.manager).post(back(upload))
        client = as_(getattr(cast, who) if who else None)
    assert client.post(back(upload, "take-back-start")).status_code == may_act
    assert Span.objects.exists() == (status != 200)


def test_the_import_says_so_only_once_it_is_being_taken_back(cast, as_, upload):
    def way():
        page = parse(as_(cast.manager).get(back(upload, "detail")).content)
        [link] = page.xpath(f"//a[@href='{back(upload)}']")
        return words_of(link)

    assert way() == "Take back…"
    as_(cast.manager).post(back(upload))
    assert way() == "Take back…"
    as_(cast.manager).post(back(upload, "take-back-start"))
    assert way().startswith("Taken back")


@pytest.mark.parametrize("name", ["detail", "take-back"])
def test_its_pages_are_among_the_projects(cast, as_, upload, name):
    page = parse(as_(cast.manager).get(back(upload, name)).content)

    here = page.xpath("//nav[@id='rail']//a[@aria-current='page']/@href")
    assert here == [reverse("project-list")]


def test_other_methods_are_sent_away(cast, as_, upload):
    client = as_(cast.manager)

    assert client.get(back(upload, "take-back-start")).status_code == 405
    assert client.delete(back(upload)).status_code == 405
    assert client.post(back(upload, "take-back-start")).status_code == 404


def test_it_is_looked_at_and_taken_back_from_what_was_done(cast, as_, upload):
    client = as_(cast.manager)
    [deed] = rows_of(client.get(deeds(cast)))
    assert deed.startswith("Annotations imported · talks.jsonl · 3 annotations From the shell")
    assert "First you see" in state(client.get(back(upload)))
    make_comment(make_thread(Coding.objects.get(), 1), cast.owner)

    seen = state(client.post(back(upload), follow=True))
    assert "2 annotations go" in seen
    assert "Commented on: 1" in seen
    assert Span.objects.count() == 3
    told = state(client.post(back(upload, "take-back-start"), follow=True))

    assert "Taken back by Manager" in told
    assert "2 annotations are gone." in told
    assert Span.objects.count() == 1
    assert "Taken back in part" in rows_of(client.get(deeds(cast)))[0]
    assert rows_of(client.get(deeds(cast), {"kind": "coded"}))
    page = client.post(back(upload, "take-back-start"), follow=True)
    assert page.status_code == 404


def test_the_part_that_asks_again_is_the_page(cast, as_, upload, monkeypatch):
    monkeypatch.setattr(coded_taking_back, "WITHOUT_WORKER", 0)
    client = as_(cast.manager)
    page = client.post(back(upload), follow=True)
    assert "being found out" in state(page)
    page = parse(page.content)

    go_on_taking_coded_back(taking=CodedTakingBack.objects.get().pk, at=LATER)
    fragment = client.get(back(upload), headers=HTMX)
    update_page(page, fragment.content, "taking")

    assert_same_page(page, parse(client.get(back(upload)).content), "taking")
    client.post(back(upload, "take-back-start"))
    assert "It is being taken back" in state(client.get(back(upload)))
    again = client.post(back(upload), follow=True)
    assert "It is being taken back already." in again.content.decode()


def test_an_archived_project_answers_in_a_sentence(cast, as_, upload):
    cast.project.archived_at = NOW
    cast.project.save()

    page = as_(cast.manager).post(back(upload), follow=True)

    assert "archived, so nothing is taken back" in page.content.decode()


def test_as_many_queries_for_many_as_for_one(cast, as_, upload):
    client = as_(cast.manager)
    given = [a_line(id="", title=f"Talks {n}", text=f"{n}. {a_line()['text']}") for n in range(4)]
    for each in given:
        del each["codings"][0]["annotations"][2]
    many = take(cast, *given)
    for one in (upload, many):
        for coding in Coding.objects.filter(pk__in=one.entries.values("coding")):
            make_comment(make_thread(coding, 1), cast.owner)
        client.post(back(one))

    assert_same_count(asked(client, back(upload)), asked(client, back(many)), at_most=25)
    few = asked(client, deeds(cast))
    given[0]["text"] = f"Yet another. {a_line()['text']}"
    take(cast, given[0], name="more.jsonl")
    assert CodedImport.objects.count() == 3
    assert_same_count(few, asked(client, deeds(cast)), at_most=25)
