"""No page shows an analyst what another one annotated or said, before the article is opened."""

import io
import zipfile

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from annotations.actions.machine import suggest_quotations
from annotations.actions.opening import open_articles
from annotations.models import Coding, Link, Project, Suggestion
from tests.factories.actors import make_actor
from tests.factories.annotations import TOUCHED, make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article, make_tag
from tests.factories.stories import make_appearance
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db
NOTE, SAID, WHO = "ZEBRA-NOTE", "ZEBRA-COMMENT", "Zebedee Quay"
# Who belongs to a project is no secret; what they annotated is.
WITH_NAMES = {"project-detail", "member-list"}
TEXT = "Winter comes\n\n“Nobody signs in winter,” says Ada Quill.\n\n“It will thaw,” Quill said."


@pytest.fixture
def other(cast):
    """What the second analyst did, with all that can hang on it: done, as the first one is."""
    Project.objects.filter(pk=cast.project.pk).update(analysts_per_article=2)
    cast.second.name = WHO
    cast.second.save()
    tag = make_tag(cast.project.codebook)
    coding = make_coding(cast.project_article, cast.second, "done")
    make_passage(coding, "Nobody knows", tag, note=NOTE)
    fields = {"speaker": make_actor("Ada Quill"), "target": make_actor("The minister")}
    said = [
        make_attribution(coding, words, tag, cue="says", stance="critical", note=NOTE, **fields)
        for words in ("“Both sides feel they are being cornered,”", "what comes next")
    ]
    for number in (said[0].number, 1):
        make_comment(make_thread(coding, number), cast.curator, SAID)
    make_appearance(said[0], add_article(cast.project, make_article()))
    ends = {"coding": coding, "other_coding": coding}
    Link.objects.create(
        project=cast.project,
        **ends,
        number=said[1].number,
        other_number=said[0].number,
        kind="repeats",
        linked_by=cast.second,
        linked_at=TOUCHED,
    )
    make_coding(cast.project_article, cast.owner, "done")
    return coding


def pages(coding):
    """(name, address) of each page that can be asked for of these rows."""
    known = {
        "articles": [row.pk for row in coding.project.project_articles.all()],
        "projects": [coding.project_id],
        "actors": [said.speaker_id for said in coding.attributions.all()[:1]],
        "sources": [coding.project_article.article.source_id],
        "statements": [said.pk for said in coding.attributions.all()],
    }
    for name, keys, head in routes(get_resolver().url_patterns):
        if keys and (head not in known or keys - {"pk", "number"}):
            continue
        for pk in known[head] if "pk" in keys else [None]:
            for number in (1, 2) if "number" in keys else [None]:
                values = {"pk": pk, "number": number}
                address = reverse(name, kwargs={key: values[key] for key in keys})
                yield name, address
                if head in ("articles", "projects"):
                    yield name, f"{address}?coding={coding.pk}&comments={number or 1}"


def routes(patterns, path=""):
    for one in patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLResolver):
            if not here.startswith("admin"):
                yield from routes(one.url_patterns, here)
        elif one.name:
            yield one.name, set(one.pattern.converters) | converters_in(here), here.split("/")[0]


def converters_in(path):
    return {part.split(":")[1].rstrip(">") for part in path.split("/") if part.startswith("<")}


def words_of(body):
    """Of a page, or of all that is packed into a file."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def showing(client, coding):
    """The names of the pages that show something of the coding, and what."""
    words = {
        NOTE,
        SAID,
        WHO,
        coding.pk.hex,
        str(coding.pk),
        *(str(said.pk) for said in coding.attributions.all()),
    }
    found = {}
    asked = 0
    for name, address in pages(coding):
        response = client.get(address)
        if response.status_code == 302:
            # What only htmx asks for leads others to its page.
            response = client.get(address, htmx=True)
        if response.status_code != 200:
            continue
        asked += 1
        chunks = response.streaming_content if response.streaming else [response.content]
        page = words_of(b"".join(chunks))
        # A page may repeat what was asked for.
        page = page.replace(f"coding={coding.pk}", "")
        if seen := {word for word in words if word in page}:
            found[name] = seen
    assert asked > 60
    return found


def test_nothing_is_seen_before_and_all_of_it_after(as_, cast, other):
    client = as_(cast.owner)

    before = showing(client, other)
    open_articles(project=cast.project, by=cast.manager, at=TOUCHED)
    after = showing(client, other)

    assert before == {name: {WHO} for name in before}
    assert before.keys() == WITH_NAMES
    assert {"workbench", "annotation-list", "statement-detail", "comment-list"} <= after.keys()
    assert {NOTE, SAID, WHO} <= after["workbench"]
    assert NOTE in after["annotation-list"]


def test_an_opened_coding_is_read_beside_ones_own_and_not_changed(as_, cast, other):
    open_articles(project=cast.project, by=cast.manager, at=TOUCHED)
    bench = reverse("workbench", args=[cast.project_article.pk])
    client = as_(cast.owner)

    (tab,) = parse(client.get(bench).content).xpath(f"//nav//a[contains(., '{WHO}')]")
    page = parse(client.get(f"{bench}{tab.get('href').split('/')[-1]}").content)

    assert page.get_element_by_id("workbench").get("data-editable") == "false"
    assert page.xpath(f"//*[contains(text(), '{NOTE}')]")


def hide(cast, *states):
    """A project that hides the machine's coding; the first analyst's own is in these states."""
    Project.objects.filter(pk=cast.project.pk).update(hides_machine=True)
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=TOUCHED)
    for state in states:
        make_coding(row, cast.owner, state)
    return row, Suggestion.objects.order_by("attribution__number").first().attribution.number


@pytest.mark.parametrize("states", [[], ["open"]])
def test_where_the_machine_is_hidden_nothing_of_it_can_be_seen_or_decided(as_, cast, states):
    row, number = hide(cast, *states)
    machine = Coding.objects.get(kind="machine")
    bench = reverse("workbench", args=[row.pk])
    client = as_(cast.owner)

    page = parse(client.get(bench).content)

    assert not page.xpath("//*[contains(@class, 'suggestion')]")
    assert not page.xpath("//*[@id='suggestions-menu' or @id='suggestion-tools']")
    assert client.get(f"{bench}?coding={machine.pk}").status_code == 404
    assert client.get(f"{bench}suggestions/{number}/").status_code == 404
    assert client.get(f"{bench}suggestions/{number}/why/").status_code == 404
    data = {"key": "00000000-0000-4000-8000-000000000001"}
    assert client.post(f"{bench}suggestions/{number}/accept/", data, htmx=True).status_code == 409
    assert not Coding.objects.filter(kind="human", annotation_count__gt=0).exists()


def test_who_is_done_sees_the_machines_coding_and_curators_always_do(as_, cast):
    row, number = hide(cast, "done")
    machine = Coding.objects.get(kind="machine")
    bench = reverse("workbench", args=[row.pk])

    assert as_(cast.owner).get(f"{bench}?coding={machine.pk}").status_code == 200
    page = parse(as_(cast.curator).get(bench).content)
    assert page.get_element_by_id(f"card-s{number}") is not None
