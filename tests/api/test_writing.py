"""What programs do to a project: take in, annotate, decide, say; as somebody does on the pages."""

import pytest

from annotations.models import Act, Actor, Coding, CodingState, Decision, Source, Suggestion
from tests.api.conftest import is_problem
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import TEXT
from tests.factories.projects import make_codebook, make_tag

pytestmark = pytest.mark.django_db


def place(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "words": words}


@pytest.fixture
def where(cast):
    return f"/articles/{cast.project_article.pk}"


def test_a_passage_from_first_to_last(cast, asking, where):
    tag = make_tag(cast.project.codebook, "Appeal")
    body = {"place": place("what comes next"), "tags": [str(tag.pk)], "note": "n"}

    made = asking.post(f"{where}/spans", body)
    assert made.status_code == 201
    told, here = made.json(), made["Location"].removeprefix("/api")
    assert told["place"]["words"] == "what comes next"
    assert told["suffix"] == "."
    assert asking.get(here).json() == told

    moved = {"place": place("comes next"), "tags": []}
    changed = asking.ask("PATCH", here, moved, match=made["ETag"])
    assert (changed.json()["place"]["words"], changed.json()["tags"]) == ("comes next", [])
    assert changed.json()["note"] == "n"
    assert asking.ask("DELETE", here, match=changed["ETag"]).status_code == 204
    assert is_problem(asking.get(here), 404)
    # Undo on the page knows each of these.
    assert Act.objects.filter(coding__analyst=cast.owner).count() == 4


def test_words_that_are_not_there_are_refused(asking, where):
    body = {"place": place("what comes next") | {"words": "what came next"}}

    response = asking.post(f"{where}/spans", body)

    assert is_problem(response, 409)
    assert response.json()["found"]["words"] == "what comes next"
    backwards = {"place": {"start": 9, "end": 5, "words": "x"}}
    assert is_problem(asking.post(f"{where}/spans", backwards), 422)


def test_a_statement_from_first_to_last(cast, asking, where):
    quill = make_actor("Ada Quill")
    tag = make_tag(cast.project.codebook, "Appeal")
    body = {
        "content": [place("Both sides feel they are being cornered")],
        "cue": place("says"),
        "mention": place("Ada Quill"),
        "speaker": {"id": str(quill.pk)},
        "capacity": {"post": "Professor of harbour law", "organisation": "Harbour College"},
        "target": {"name": "Norland", "kind": "country"},
        "relayers": [{"name": "The Gazette", "kind": "organisation"}],
        "stance": "critical",
        "tags": [str(tag.pk)],
    }

    made = asking.post(f"{where}/attributions", body)

    told, here = made.json(), made["Location"].removeprefix("/api")
    assert made.status_code == 201, told
    assert (told["speaker_name"], told["target_name"]) == ("Ada Quill", "Norland")
    assert (told["mode"], told["stance"]) == ("direct", "critical")
    assert told["relayers"] == [str(Actor.objects.get(name="The Gazette").pk)]
    assert told["cue"]["words"] == "says"
    post = asking.get(f"/affiliations/{told['affiliation']}").json()
    assert post["post"] == "Professor of harbour law"

    changed = asking.ask("PATCH", here, {"stance": "reject", "cue": None}, match=made["ETag"])
    again = changed.json()
    assert changed.status_code == 200, again
    different = {name for name in told if told[name] != again[name]}
    assert different == {"stance", "cue"}
    assert is_problem(asking.ask("PATCH", here, {"note": "late"}, match=made["ETag"]), 412)
    assert asking.ask("DELETE", here, match=changed["ETag"]).status_code == 204


def test_what_actions_refuse_is_a_sentence(cast, asking, where):
    make_tag(cast.project.codebook, "Appeal")
    other = make_tag(make_codebook("Other"), "Elsewhere")
    bad = {"place": place("what comes next"), "tags": [str(other.pk)]}
    refused = asking.post(f"{where}/spans", bad)
    assert is_problem(refused, 422)
    assert refused.json()["errors"][0]["field"] == "tags/0"

    coding = make_coding(cast.project_article, cast.owner, CodingState.DONE)
    done = asking.post(f"{where}/spans", {"place": place("what comes next")})
    assert is_problem(done, 409)
    assert "Reopen" in done.json()["detail"]

    seen = asking.get(f"/codings/{coding.pk}")
    opened = asking.ask("PATCH", f"/codings/{coding.pk}", {"state": "open"}, match=seen["ETag"])
    assert opened.json()["state"] == "open"
    assert asking.post(f"{where}/spans", {"place": place("what comes next")}).status_code == 201


def test_others_work_is_not_for_writing(cast, program, where):
    coding = make_coding(cast.project_article, cast.owner)
    said = make_attribution(coding, "shared work")

    answer = program(cast.manager).ask("DELETE", f"/attributions/{said.pk}", match="*")

    assert is_problem(answer, 403)


def test_suggestions_are_decided_about(cast, asking, where):
    machine = make_coding(cast.project_article, None, engine="rules 1")
    numbers = []
    for words in ("always sticks", "Nobody knows", "what comes next"):
        said = make_attribution(machine, words)
        Suggestion.objects.create(
            attribution=said, project=cast.project, engine="rules 1", confidence=0.9, reason="cue"
        )
        numbers.append(said.number)
    listed = asking.get(f"{where}/suggestions").json()["items"]
    assert [one["number"] for one in listed] == numbers

    accepted = asking.post(f"{where}/suggestions/{numbers[0]}/accept", None)
    assert accepted.status_code == 201
    assert accepted.json()["content"][0]["words"] == "always sticks"
    assert asking.post(f"{where}/suggestions/{numbers[1]}/reject", None).status_code == 204
    assert is_problem(asking.post(f"{where}/suggestions/{numbers[1]}/reject", None), 409)
    assert Decision.objects.count() == 2
    assert asking.post(f"{where}/suggestions/{numbers[1]}/reopen", None).status_code == 204
    left = asking.get(f"{where}/suggestions").json()["items"]
    assert [one["number"] for one in left] == numbers[1:]


def test_an_article_is_taken_in_and_tagged(cast, asking):
    body = {
        "title": "Talks end",
        "text": "Talks end\r\n\r\n“We are done,” said Otto Feder.",
        "source_name": "The Harbour Post",
        "published_on": "2026-03-18",
        "url": "https://harbour.example/1",
    }
    made = asking.post(f"/projects/{cast.project.pk}/articles", body)
    assert (made.status_code, made.json()["status"]) == (201, "created")
    again = asking.post(f"/projects/{cast.project.pk}/articles", body)
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    here = made["Location"].removeprefix("/api")
    assert asking.get(f"/revisions/{made.json()['revision']}").json()["text"].count("\r") == 0

    tag = make_tag(cast.project.codebook, "Economy", applies_to=["article"])
    assert asking.ask("PUT", f"{here}/tags/{tag.pk}").status_code == 204
    [coding] = asking.get(f"{here}/codings").json()["items"]
    assert coding["tags"] == [str(tag.pk)]
    assert asking.ask("DELETE", f"{here}/tags/{tag.pk}").status_code == 204
    assert Coding.objects.get(pk=coding["id"]).article_tags.count() == 0


def test_only_so_many_words_leave_as_their_source_lets(cast, asking):
    coding = make_coding(cast.project_article, cast.owner)
    said = make_attribution(coding, "Both sides feel they are being cornered", mention="Ada Quill")
    Source.objects.update(may_leave="excerpts", excerpt_words=3)
    told = asking.get(f"/attributions/{said.pk}").json()
    assert told["content"][0]["words"] == "Both sides feel…"
    Source.objects.update(may_leave="offsets", excerpt_words=0)

    told = asking.get(f"/attributions/{said.pk}").content.decode()
    text = asking.get(f"/revisions/{coding.revision_id}").json()

    assert "Both" not in told
    assert "Quill" not in told
    assert text["text"] is None
    assert text["text_sha256"] == coding.revision.text_sha256


def test_a_wrong_guess_is_not_told_the_words(cast, asking, where):
    guess = {"place": {"start": 0, "end": 6, "words": "Herald"}}
    assert asking.post(f"{where}/spans", guess).json()["found"]["words"] == "Envoys"
    Source.objects.update(may_leave="offsets", excerpt_words=0)

    told = asking.post(f"{where}/spans", guess)

    assert is_problem(told, 409)
    assert told.json()["found"] == {"start": 0, "end": 6}
    assert "Envoys" not in told.content.decode()


def test_comments_are_made_answered_and_mended(cast, asking, where):
    said = make_attribution(make_coding(cast.project_article, cast.owner), "shared work")
    body = {"coding": str(said.coding_id), "annotation": said.number, "text": "Whose?"}

    first = asking.post(f"{where}/comments", body)
    thread = first.json()["thread"]
    answer = asking.post(f"{where}/comments", {"thread": thread, "text": "Hers."})
    here = answer["Location"].removeprefix("/api")
    mended = asking.ask("PATCH", here, {"text": "His."}, match=answer["ETag"])

    assert mended.json()["text"] == "His."
    assert len(asking.get(f"{where}/comments").json()["items"]) == 2
    assert asking.ask("DELETE", here, match=mended["ETag"]).status_code == 204
    assert is_problem(asking.get(here), 404)
    for _again in range(2):
        assert asking.post(f"{here}/restore", None).json() == mended.json()
    assert is_problem(asking.post(f"{where}/comments", {"text": "Where?"}), 422)
    for _again in range(2):
        assert asking.ask("PUT", f"/threads/{thread}/resolved").status_code == 204
        [told] = asking.get(f"{where}/threads").json()["items"]
        assert told["resolved_by"] == str(cast.owner.pk)
    assert asking.ask("DELETE", f"/threads/{thread}/resolved").status_code == 204
    assert asking.get(f"/threads/{thread}").json()["resolved_at"] is None


def test_statements_are_linked_and_parted(cast, asking, where):
    coding = make_coding(cast.project_article, cast.owner)
    early, late = (make_attribution(coding, one) for one in ("shared work", "always sticks"))
    body = {"kind": "denies", "other": str(early.pk), "day": "2026-03-18"}
    made = asking.post(f"/attributions/{late.pk}/links", body)
    assert (made.status_code, made.json()["other_number"]) == (201, early.number)
    [told] = asking.get(f"/attributions/{late.pk}").json()["links"]
    assert told == made.json()
    # Said again, on another day.
    again = asking.post(f"/attributions/{late.pk}/links", body | {"day": None})
    assert (again.json()["id"], again.json()["day"]) == (told["id"], None)
    itself = asking.post(f"/attributions/{late.pk}/links", body | {"other": str(late.pk)})
    assert is_problem(itself, 422)

    here = again["Location"].removeprefix("/api")
    assert is_problem(asking.ask("DELETE", here, match=made["ETag"]), 412)
    assert asking.ask("DELETE", here, match=again["ETag"]).status_code == 204
    assert asking.get(f"/projects/{cast.project.pk}/links").json()["items"] == []
    assert Act.objects.filter(coding=coding).count() == 3


def test_the_registers_are_kept(cast, asking):
    made = asking.post("/actors", {"name": "Ada Quill", "country": "FR"})
    here = made["Location"].removeprefix("/api")
    college = asking.post("/actors", {"name": "Harbour College", "kind": "organisation"}).json()
    post = asking.post(
        f"{here}/affiliations",
        {"post": "Professor", "organisation": college["id"], "valid_from": "2020-01-01"},
    )
    assert post.status_code == 201
    told = asking.get(here)
    assert told.json()["affiliations"][0]["organisation"] == college["id"]
    assert [one["name"] for one in asking.get("/actors?q=quil").json()["items"]] == ["Ada Quill"]

    name = asking.post(f"{here}/names", {"name": "A. Quill", "kind": "short"})
    known = name["Location"].removeprefix("/api")
    mended = asking.ask("PATCH", known, {"language": "fr"}, match=name["ETag"])
    assert (mended.json()["name"], mended.json()["language"]) == ("A. Quill", "fr")
    assert is_problem(asking.post(f"{here}/names", {"name": "a. quill"}), 409)
    assert is_problem(asking.post(f"{here}/names", {"name": "Ada Quill"}), 422)
    assert asking.get(here).json()["names"] == [mended.json()]
    assert asking.ask("DELETE", known, match=mended["ETag"]).status_code == 204
    sorted_as = asking.ask("PATCH", here, {"sorted_as": "Quill, Ada"}, match="*")
    assert sorted_as.json()["sorted_as"] == "Quill, Ada"

    at = post["Location"].removeprefix("/api")
    ended = asking.ask("PATCH", at, {"valid_until": "2024-01-01"}, match=post["ETag"])
    assert (ended.json()["post"], ended.json()["valid_until"]) == ("Professor", "2024-01-01")
    assert is_problem(asking.ask("PATCH", at, {"valid_until": "1999-01-01"}, match="*"), 422)
    assert is_problem(asking.ask("DELETE", here, match=told["ETag"]), 412)
    assert asking.ask("DELETE", at, match="*").status_code == 204
    assert asking.ask("DELETE", here, match="*").status_code == 204


def test_managers_keep_their_project_and_its_tags(cast, program):
    asking = program(cast.manager)
    here = f"/projects/{cast.project.pk}"
    changed = asking.ask("PATCH", here, {"analysts_per_article": 2}, match=asking.get(here)["ETag"])
    assert changed.json()["analysts_per_article"] == 2

    book = f"/codebooks/{cast.project.codebook_id}/tags"
    parent = asking.post(book, {"name": "Trade", "is_topic": True}).json()
    made = asking.post(book, {"name": "Tariffs", "parent": parent["id"]})
    at = made["Location"].removeprefix("/api")
    assert made.json()["key"] == "tariffs"
    up = asking.ask("PATCH", at, {"parent": None, "name": "Duties"}, match=made["ETag"])
    assert (up.json()["parent"], up.json()["name"]) == (None, "Duties")
    assert asking.ask("DELETE", at, match=up["ETag"]).status_code == 204


def test_admins_begin_projects(cast, program):
    made = program(cast.admin).post("/projects", {"name": "Second study"})

    assert made.status_code == 201
    assert made.json()["my_role"] == "manager"
    assert is_problem(program(cast.admin).post("/projects", {"name": "Second study"}), 409)
