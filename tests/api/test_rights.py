"""Every address of the API: who gets in, and who may write. A new one is in the table by itself."""

import re
from datetime import date

import pytest

from annotations.api.service import API
from annotations.models import CodingState
from tests.api.conftest import ids_of, is_problem
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import make_tag
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
OPERATIONS = sorted(
    (re.sub(r"\{\w+:(\w+)\}", r"{\1}", path), method)
    for router in API._get_bound_routers()
    for path, view in router.path_operations.items()
    for operation in view.operations
    for method in operation.methods
)
READS = [path for path, method in OPERATIONS if method == "GET"]
WRITES = [one for one in OPERATIONS if one[1] != "GET"]
# What all who sign in may read: the registers, which are shared, and lists of one's own.
SHARED = {"me", "sources", "actors", "actor-moves", "actor-pictures", "names", "affiliations"}
# What is somebody's own, or looks among what somebody may see.
LISTS_OF_ONES_OWN = {
    "/projects",
    "/codebooks",
    "/flags",
    "/restorations",
    "/searches",
    "/search/attributions",
    "/search/comments",
    "/search/notes",
    "/search/spans",
    "/search/text",
}
# What is for whoever works in any project, or keeps the site.
KEPT = {"likely-duplicates", "register", "register-imports"}
ADMINS = {"/feeds", "/feeds/{pk}", "/feeds/{pk}/polling", "/sources/{pk}/feeds"}
# Readers of a project may read all of it but this: who annotates is asked for a yes or no, and what
# an analyst was given is between them and the managers; so is what is on its way in or out.
NOT_FOR_READERS = {
    "/articles/{pk}/suggestions",
    "/assignments/{pk}",
    "/imports/{pk}",
    "/imports/{pk}/refused",
    "/projects/{pk}/imports",
    "/projects/{pk}/retrievals",
    "/retrievals/{pk}",
    "/deliveries/{pk}",
    "/projects/{pk}/webhooks",
    "/webhooks/{pk}",
    "/webhooks/{pk}/deliveries",
    "/tags/{pk}/bearers",
    "/codebooks/{pk}/crosswalks/{to}",
    "/projects/{pk}/deeds",
    "/projects/{pk}/file",
    "/projects/{pk}/bulk-acts",
    "/bulk-acts/{pk}",
    "/bulk-acts/{pk}/back",
    "/projects/{pk}/additions",
    "/additions/{pk}",
    "/additions/{pk}/back",
    "/imports/{pk}/back",
    "/projects/{pk}/annotation-imports",
    "/annotation-imports/{pk}",
    "/annotation-imports/{pk}/back",
    "/annotation-imports/{pk}/coders",
    "/annotation-imports/{pk}/entries",
    "/annotation-imports/{pk}/refused",
    "/projects/{pk}/carries",
    *ADMINS,
}
# What everybody keeps for themselves, readers too.
KEPT_BY_EVERYBODY = {"/searches", "/articles/{pk}/flag"}
# What nobody else sees.
OF_OWNER = {
    "/restorations/{pk}",
    "/searches/{pk}",
    "/searches/{pk}/seen",
    "/searches/{pk}/restore",
    "/carries/{pk}",
    "/carries/{pk}/keep",
    "/carries/{pk}/drop",
}
# Where words have to be asked for.
SOUGHT = {"/search/text", "/search/comments", "/search/notes"}
# Where a file comes in, in a form.
UPLOADS = {
    "/projects/{pk}/articles/file",
    "/projects/{pk}/imports",
    "/projects/{pk}/annotation-imports",
    "/projects/{pk}/guideline-images",
    "/codebooks/{pk}/file",
    "/register-imports",
    "/restorations",
    "/actors/{pk}/pictures",
}
ONE = "00000000-0000-7000-8000-000000000000"
PLACE = {"start": 0, "end": 6, "words": "Envoys"}
BODIES = {
    ("/sources", "POST"): {"name": "New"},
    ("/sources/{pk}/feeds", "POST"): {"project": ONE, "address": "https://quay.test/new.xml"},
    ("/projects", "POST"): {"name": "New"},
    ("/projects/{pk}/copy", "POST"): {"name": "New"},
    ("/projects/{pk}/members", "POST"): {"who": "stranger"},
    ("/members/{pk}", "PATCH"): {"role": "reader"},
    ("/projects/{pk}/assignments", "POST"): {"articles": [ONE], "analysts": [ONE]},
    ("/projects/{pk}/assignments/fill", "POST"): {"analysts": [ONE]},
    ("/projects/{pk}/articles", "POST"): {"title": "T", "text": "T\n\nText.", "source_name": "S"},
    ("/projects/{pk}/retrievals", "POST"): {"url": "https://quay.test/news/1"},
    ("/searches/{pk}/seen", "PUT"): {"round": 0},
    ("/projects/{pk}/webhooks", "POST"): {"address": "https://hook.example/in"},
    ("/articles/{pk}/places/{place}/rulings", "POST"): {"finding": "nothing"},
    ("/projects/{pk}/rejection-reasons", "POST"): {"name": "New"},
    ("/rejection-reasons/{pk}", "PATCH"): {"name": "New"},
    ("/projects/{pk}/bulk-acts", "POST"): {"query": "q=x", "act": "tag"},
    ("/projects/{pk}/bulk-acts/preview", "POST"): {"query": "q=x", "act": "tag"},
    ("/projects/{pk}/additions", "POST"): {"query": "q=x"},
    ("/projects/{pk}/additions/preview", "POST"): {"query": "q=x"},
    ("/projects/{pk}/guideline-images", "POST"): {"alt": "A mark"},
    ("/codebooks/{pk}/crosswalks/{to}", "PUT"): {"ways": []},
    ("/actors/{pk}/merge", "POST"): {"into": ONE},
    ("/articles/{pk}/translations", "POST"): {"other": ONE, "role": "original"},
    ("/articles/{pk}/translations/{translation}/counterparts/{number}", "PUT"): {"other_number": 1},
    ("/articles/{pk}/copies", "POST"): {"other": ONE},
    ("/articles/{pk}/copies/split", "POST"): {"articles": [ONE]},
    ("/codebooks", "POST"): {"name": "New"},
    ("/codebooks/{pk}/versions", "POST"): {"name": "New"},
    ("/codebooks/{pk}/tags", "POST"): {"name": "New"},
    ("/tags/{pk}/merge", "POST"): {"into": ONE},
    ("/actors/{pk}/pictures", "POST"): {"alt": "She", "credit": "He"},
    ("/actors", "POST"): {"name": "New"},
    ("/actors/{pk}/names", "POST"): {"name": "New"},
    ("/names/{pk}", "PATCH"): {"name": "New"},
    ("/attributions/{pk}/links", "POST"): {"kind": "denies", "other": ONE},
    ("/actors/{pk}/affiliations", "POST"): {"post": "Envoy"},
    ("/articles/{pk}/spans", "POST"): {"place": PLACE},
    ("/articles/{pk}/attributions", "POST"): {"content": [PLACE]},
    ("/articles/{pk}/comments", "POST"): {"text": "Why?"},
    ("/projects/{pk}/annotations/", "POST"): {"target": "https://example.org/1"},
    ("/projects/{pk}/annotations/{annotation}", "PUT"): {"target": "https://example.org/1"},
    ("/codings/{pk}", "PATCH"): {"state": "done"},
    ("/comments/{pk}", "PATCH"): {"text": "So."},
}


def at(path, world):
    kind = path.split("/")[1]
    asked = "?q=envoys" if path in SOUGHT else ""
    return path.format(**ids_of(world, kind)) + asked


def is_kept(path):
    return path.split("/")[1] in KEPT


def is_shared(path):
    return path.split("/")[1] in SHARED


# One set-up for all addresses: making the cast takes longer than asking.
def test_nobody_gets_nothing(world, program):
    for path, method in OPERATIONS:
        assert is_problem(program(None).ask(method, at(path, world), {}), 401), path


def test_other_methods_are_refused(cast, world, program):
    asking = program(cast.admin)
    for path in {path for path, _ in OPERATIONS}:
        allowed = {method for one, method in OPERATIONS if one == path}
        for method in METHODS - allowed:
            response = asking.ask(method, at(path, world), {})
            assert is_problem(response, 405), path
            assert set(response["Allow"].split(", ")) - {"HEAD", "OPTIONS"} == allowed


def test_members_read_and_strangers_do_not(cast, world, program):
    admin, stranger, reader = (
        program(one, "read") for one in (cast.admin, cast.stranger, cast.reader)
    )
    for path in set(READS) - OF_OWNER:
        where = at(path, world)
        assert admin.get(where).status_code == 200, path
        answer = stranger.get(where)
        if path in ADMINS or is_kept(path):
            assert is_problem(answer, 403), path
        elif is_shared(path):
            assert answer.status_code == 200, path
        elif path in LISTS_OF_ONES_OWN:
            assert answer.json()["items"] == [], path
        else:
            assert is_problem(answer, 404), path
        wanted = 403 if path in NOT_FOR_READERS or is_kept(path) else 200
        assert reader.get(where).status_code == wanted, path


def test_who_may_not_write_is_told_so(cast, world, program):
    owner, reader, stranger = (
        program(cast.owner, "read"),
        program(cast.reader),
        program(cast.stranger),
    )
    for path, method in WRITES:
        if path in KEPT_BY_EVERYBODY:
            continue
        where, body = at(path, world), BODIES.get((path, method), {})
        ask = "send" if path in UPLOADS and method == "POST" else "ask"
        assert is_problem(getattr(owner, ask)(method, where, body, "*"), 403), path
        wanted = 404 if path in OF_OWNER else 403
        assert is_problem(getattr(reader, ask)(method, where, body, "*"), wanted), path
        is_known = is_shared(path) or is_kept(path) or path in LISTS_OF_ONES_OWN
        is_known = is_known or path.startswith("/feeds")
        wanted = 403 if is_known else 404
        assert is_problem(getattr(stranger, ask)(method, where, body, "*"), wanted), path


def test_asks_no_more_for_many(cast, world, program):
    """One row, and then three of everything that hangs on the project."""
    asking = program(cast.admin, "read")
    paths = [path for path in READS if path not in {"/me", "/projects/{pk}/agreement"}]
    few = {path: queries_of(lambda: asking.get(at(path, world))) for path in paths}  # noqa: B023
    for name, analyst in (("next", cast.second), ("third", cast.curator)):
        coding = make_coding(cast.project_article, analyst, CodingState.DONE)
        tag = make_tag(cast.project.codebook, name)
        quill = make_actor(f"Ada {name}")
        make_affiliation(quill, "Envoy", None, date(2020, 1, 1))
        quill.names.create(name=f"A. {name}")
        for words in ("what comes next", "Nobody knows"):
            make_passage(coding, words, tag)
            said = make_attribution(coding, words, tag, speaker=quill, target=make_actor(words))
        make_comment(make_thread(coding, said.number), analyst)

    for path in paths:
        many = queries_of(lambda: asking.get(at(path, world)))  # noqa: B023
        assert_same_count(few[path], many, 14)


def test_who_works_blind_sees_nothing_of_others(cast, world, program):
    second = program(cast.second, "read")
    for path in (
        "/codings/{pk}",
        "/codings/{pk}/spans",
        "/codings/{pk}/attributions",
        "/spans/{pk}",
        "/attributions/{pk}",
        "/comments/{pk}",
        "/threads/{pk}",
        "/links/{pk}",
    ):
        assert is_problem(second.get(at(path, world)), 404), path
    assert second.get(f"/projects/{cast.project.pk}/links").json()["items"] == []
    for listed in ("spans", "attributions"):
        rows = second.get(f"/projects/{cast.project.pk}/{listed}").json()["items"]
        assert [row for row in rows if row["by"] == str(cast.owner.pk)] == []
    assert second.get(f"/articles/{cast.project_article.pk}/comments").json()["items"] == []
