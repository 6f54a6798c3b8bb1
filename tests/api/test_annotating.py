"""Annotations that programs send by the Web Annotation Protocol: understood, checked, kept."""

import pytest
from django.utils import timezone

from annotations.actions.acts import undo
from annotations.models import Article, Coding, Source
from tests.api.conftest import HERE, is_problem, path_of
from tests.factories.articles import TEXT
from tests.factories.projects import join, make_project, make_tag

pytestmark = pytest.mark.django_db
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def quote(words, **more):
    return {"type": "TextQuoteSelector", "exact": words, **more}


def about(cast, *selectors):
    return {"source": f"urn:uuid:{cast.project_article.article_id}", "selector": list(selectors)}


def annotation(target, *bodies):
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": list(bodies),
        "target": target,
    }


# Annotations that the world of these tests begins with.
THERE = 4
TAG = {"type": "TextualBody", "purpose": "tagging", "value": "Appeal"}
NOTE = {"type": "TextualBody", "value": "Look here"}
LONG = {"attache:mode": "direct", "attache:printed_capacity": "x" * 201}


def test_one_is_made_changed_and_deleted(cast, asking, container):
    body = annotation(about(cast, quote("what comes next")), TAG, NOTE)
    made = asking.ask("POST", container, body, Slug="mine", Content_Type=PROFILE)
    told = made.json()
    assert made.status_code == 201, told
    assert made["Location"] == told["id"]
    assert told["id"].startswith(f"{HERE}{container}")
    assert (made["Content-Type"], "BasicContainer" in made["Link"]) == (PROFILE, True)
    here = path_of(told["id"])
    assert asking.get(here).json() == told
    assert asking.get(here)["ETag"] == made["ETag"]
    position = told["target"][0]["selector"][1]
    assert TEXT[position["start"] : position["end"]] == "what comes next"
    assert [one["value"] for one in told["body"]] == ["appeal", "Look here"]
    assert asking.get(container).json()["total"] == THERE + 1

    new = {**told, "body": [NOTE | {"purpose": "commenting", "value": "Look again"}]}
    assert is_problem(asking.ask("PUT", here, new), 428)
    changed = asking.ask("PUT", here, new, match=made["ETag"])
    assert changed.status_code == 200, changed.content
    assert changed.json()["body"][0]["value"] == "Look again"
    assert changed["ETag"] == asking.get(here)["ETag"] != made["ETag"]
    assert is_problem(asking.ask("PUT", here, told, match=made["ETag"]), 412)
    assert is_problem(asking.ask("DELETE", here, match=made["ETag"]), 412)
    assert asking.ask("DELETE", here, match=changed["ETag"]).status_code == 204
    assert is_problem(asking.get(here), 410)
    assert is_problem(asking.ask("DELETE", here, match="*"), 410)
    assert is_problem(asking.get(f"{container}{cast.project.pk}"), 404)
    assert asking.get(container).json()["total"] == THERE


def test_what_is_deleted_can_be_undone(cast, asking, program, container, world):
    here = f"{container}{world['attributions']}"
    before = asking.get(here)
    assert asking.ask("DELETE", here, match=before["ETag"]).status_code == 204
    assert is_problem(asking.get(here), 410)
    assert is_problem(program(cast.manager).get(here), 410)
    # Who works blind never saw it.
    assert is_problem(program(cast.second).get(here), 404)
    other = make_project("Other")
    join(other, cast.owner)
    assert is_problem(asking.get(here.replace(str(cast.project.pk), str(other.pk))), 404)

    undo(project_article=cast.project_article, by=cast.owner, at=timezone.now())

    assert asking.get(here).json() == before.json()


def test_what_comes_back_as_it_was_changes_nothing(asking, container, world):
    acts = Coding.objects.get(pk=world["codings"]).acts_done
    for kind in ("spans", "attributions", "codings"):
        here = f"{container}{world[kind]}"
        seen = asking.get(here)
        again = asking.ask("PUT", here, seen.json(), match=seen["ETag"])

        assert again.status_code == 200, again.content
        assert again.content == seen.content
    assert Coding.objects.get(pk=world["codings"]).acts_done == acts


def test_a_statement_in_several_places(cast, asking, container):
    ends = [TEXT.index("Both sides"), TEXT.index("“always sticks to ‘shared work’”")]
    said = {"attache:mode": "direct", "attache:stance": "critical"}
    said["attache:speaker"] = {"attache:name": "Ada Quill", "attache:kind": "person"}
    said["attache:target"] = {"attache:name": "Norland", "attache:kind": "country"}
    body = annotation(
        [
            about(
                cast,
                quote("Both sides"),
                {"type": "TextPositionSelector", "start": ends[0], "end": ends[0] + 10},
            ),
            about(cast, quote("always sticks")),
            about(cast, quote("Ada Quill")) | {"attache:role": "speaker"},
        ],
        TAG,
    ) | {"attache:statement": said}
    made = asking.post(container, body)
    told = made.json()
    assert made.status_code == 201, told

    assert [one["attache:role"] for one in told["target"]] == ["content", "speaker", "content"]
    assert told["attache:statement"]["attache:speaker"]["attache:name"] == "Ada Quill"
    here = path_of(told["id"])
    told["attache:statement"]["attache:stance"] = "reject"
    told["target"] = [one for one in told["target"] if one["attache:role"] == "content"]
    changed = asking.ask("PUT", here, told, match=made["ETag"])
    assert changed.status_code == 200, changed.content
    assert changed.json()["attache:statement"]["attache:stance"] == "reject"
    assert len(changed.json()["target"]) == 2
    assert changed.json()["id"] == told["id"]


def test_an_article_is_tagged_as_a_whole(cast, program, container, world):
    here = Article.objects.filter(pk=cast.project_article.article_id)
    here.update(canonical_url="https://harbour.example/1")
    make_tag(cast.project.codebook, "Economy", applies_to=["article"])
    asking = program(cast.second)
    body = annotation("https://harbour.example/1?utm_source=x", TAG | {"value": "Economy"})
    made = asking.post(container, body)
    told = made.json()
    assert made.status_code == 201, told
    assert (told["target"], told["attache:role"]) == ("https://harbour.example/1", "article")
    assert is_problem(asking.post(container, body), 409)

    here = path_of(told["id"])
    assert asking.ask("DELETE", here, match=made["ETag"]).status_code == 204
    assert is_problem(asking.get(here), 410)


def test_an_address_that_is_no_iri_is_known_by_the_one_that_leaves(cast, program, container, world):
    here = Article.objects.filter(pk=cast.project_article.article_id)
    here.update(canonical_url="https://harbour.example/1?a=<b>")
    make_tag(cast.project.codebook, "Economy", applies_to=["article"])
    iri = "https://harbour.example/1?a=%3Cb%3E"

    made = program(cast.second).post(container, annotation(iri, TAG | {"value": "Economy"}))

    assert made.status_code == 201, made.content
    assert made.json()["target"] == iri


POSITION = {"type": "TextPositionSelector", "start": 0, "end": 6}


@pytest.mark.parametrize(
    ("status", "field", "target", "bodies"),
    [
        (409, None, [quote("Herald"), POSITION], [TAG]),
        (409, None, [quote("x"), POSITION | {"end": 99999}], [TAG]),
        (422, "target/selector", [POSITION], [TAG]),
        (422, "target/selector", [quote("nobody said this")], [TAG]),
        (422, "target/selector", [quote("says")], [TAG]),
        (422, "target/selector", [quote("x"), POSITION | {"start": -1}], [TAG]),
        (422, "target/selector", [], [NOTE]),
        (422, "tags", [quote("comes next")], [TAG | {"value": "Unheard of"}]),
        (422, "body", [quote("comes next")], [NOTE | {"value": "x" * 10_001}]),
        # What would be dropped without a word.
        (422, "body", [quote("comes next")], [TAG, {"type": "Image", "id": "https://x.example/"}]),
        (422, "body", [quote("comes next")], [NOTE | {"purpose": "classifying"}]),
        (422, "body", [quote("comes next")], [NOTE, [[]]]),
    ],
    ids=[
        *("differs", "outside", "wordless", "nowhere", "twice", "negative", "bare", "tag", "long"),
        *("picture", "fact", "list"),
    ],
)
def test_what_cannot_be_is_refused(cast, asking, container, status, field, target, bodies):
    response = asking.post(container, annotation(about(cast, *target), *bodies))

    assert is_problem(response, status)
    if field:
        assert response.json()["errors"][0]["field"] == field
    else:
        assert response.json()["found"]["start"] == 0
    assert asking.get(container).json()["total"] == THERE


def test_what_is_no_annotation_of_an_article_here_is_refused(cast, asking, container):
    here = about(cast, quote("comes next"))
    other = here | {"source": "https://elsewhere.example/1"}
    deep = {}
    for _ in range(100):
        deep = {"attache:x": deep}
    for body, field in (
        (annotation(other, TAG), "target/source"),
        (annotation([here, other], TAG), "target/source"),
        (annotation([here, here], TAG), "target"),
        (annotation(here) | {"type": "Thing"}, "type"),
        (annotation(here) | {"canonical": "urn:x"}, "canonical"),
        (annotation(here) | {"attache:statement": deep}, "target"),
        (annotation(here) | {"attache:statement": {"attache:mode": "loud"}}, "body"),
        (annotation(here) | {"attache:statement": {"attache:mode": 3}}, "statement/mode"),
        (annotation(here) | {"attache:statement": LONG}, "printed_capacity"),
    ):
        response = asking.post(container, body)
        assert is_problem(response, 422)
        assert response.json()["errors"][0]["field"] == field


def test_what_another_one_is_called_is_not_for_changing(asking, container, world):
    here = f"{container}{world['spans']}"
    seen = asking.get(here)
    for change in ({"id": f"{seen.json()['id']}0"}, {"canonical": "urn:x"}, {"via": "urn:x"}):
        assert is_problem(asking.ask("PUT", here, seen.json() | change, match=seen["ETag"]), 409)
    passage = seen.json() | {"attache:statement": {"attache:mode": "direct"}}
    assert is_problem(asking.ask("PUT", here, passage, match=seen["ETag"]), 409)


def test_one_key_makes_one(cast, asking, container):
    body = annotation(about(cast, quote("what comes next")), TAG)

    first = asking.post(container, body, Idempotency_Key="a1")
    again = asking.post(container, body, Idempotency_Key="a1")

    assert (first.content, first["Location"]) == (again.content, again["Location"])
    assert asking.get(container).json()["total"] == THERE + 1


def test_no_words_leave_where_only_places_may(cast, asking, container, world):
    Source.objects.update(may_leave="offsets", excerpt_words=0)
    here = f"{container}{world['attributions']}"
    seen = asking.get(here)

    assert "shared" not in asking.get(container).content.decode()
    assert asking.ask("PUT", here, seen.json(), match=seen["ETag"]).content == seen.content
    wrong = annotation(about(cast, quote("Herald"), POSITION), TAG)
    told = asking.post(container, wrong)
    assert is_problem(told, 409)
    assert "Envoys" not in told.content.decode()


def test_what_is_somebody_elses_is_not_for_writing(cast, program, container, world):
    for kind in ("spans", "attributions", "codings"):
        here = f"{container}{world[kind]}"
        asking = program(cast.manager)
        seen = asking.get(here)
        assert is_problem(asking.ask("PUT", here, seen.json(), match=seen["ETag"]), 403)
        assert is_problem(asking.ask("DELETE", here, match=seen["ETag"]), 403)
        assert is_problem(program(cast.second).get(here), 404)


def test_a_place_within_one_that_nobody_knows_is_refused_by_what_it_is(cast, asking, container):
    """Its offsets count from there: taken for those of the text they were another place."""
    within = {"type": "XPathSelector", "value": "/p[2]", "refinedBy": POSITION}

    response = asking.post(container, annotation(about(cast, within), TAG))

    assert is_problem(response, 422)
    [error] = response.json()["errors"]
    assert error["field"] == "target/selector"
    assert "XPathSelector, TextPositionSelector" in error["detail"]
