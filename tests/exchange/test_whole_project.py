"""A whole project as a file, and back."""

import contextlib
import hashlib
import io
import json
import re
import zipfile
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from annotations.actions.guidelines import add_image
from annotations.actions.restoring import CannotRestore
from annotations.exchange.whole_project import (
    BadFile,
    open_file,
    project_file,
    reading,
    restore_file,
)
from annotations.models import (
    Actor,
    Article,
    Capture,
    Coding,
    Project,
    Revision,
    Span,
    User,
)
from annotations.models.belonging import LEFT_OUT, OWNED, SHARED
from annotations.models.rows import fields_of
from tests.factories.annotations import make_coding, make_passage
from tests.factories.demo import make_demo
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PNG = b"\x89PNG\r\n\x1a\n and more"
NOW = timezone.now()


@pytest.fixture
def demo(db) -> Project:
    project = make_demo()
    admin = User.objects.get(username="admin")
    add_image(project=project, filename="fig.png", data=PNG, alt="A mark", by=admin, at=NOW)
    return project


@pytest.fixture
def admin(demo) -> User:
    return User.objects.get(username="admin")


def exported(project) -> bytes:
    return b"".join(project_file(project))


def restored(data: bytes, by: User, name="Again"):
    return restore_file(io.BytesIO(data), name=name, by=by, at=NOW)


def lines_of(data: bytes) -> dict[str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {
            name: sorted(file.read(name).decode().splitlines())
            for name in file.namelist()
            if name.startswith("tables/")
        }


def altered(data: bytes, change) -> bytes:
    """The same file after `change(name, bytes)`; None leaves the member out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def test_what_is_restored_is_exported_again_to_the_letter(demo, admin):
    first = exported(demo)
    back = restored(first, admin)
    second = exported(back.project)

    own = {each.model._meta.model_name for each in OWNED} - {"codebook", "tag"}
    before, after = lines_of(first), lines_of(second)
    keys = {
        json.loads(line)["id"]
        for name in own
        for line in before[f"tables/{name}.jsonl"]
        if "id" in json.loads(line)
    }
    keys |= {json.loads(line).get("attribution_id") for line in before["tables/suggestion.jsonl"]}

    def renamed(line: str) -> str:
        def new(key: re.Match) -> str:
            return str(UUID(int=UUID(key[0]).int ^ back.mask)) if key[0] in keys else key[0]

        return KEY.sub(new, line)

    assert len(keys) > 100
    for name, lines in before.items():
        expected = sorted(map(renamed, lines))
        if name == "tables/project.jsonl":
            expected = [expected[0].replace("Harbour talks", "Again", 1)]
        assert after[name] == expected, name


def test_words_stand_where_they_stood(demo, admin):
    back = restored(exported(demo), admin).project

    spans = Span.objects.filter(project=back).select_related("coding__revision")
    assert spans.count() == Span.objects.filter(project=demo).count() > 100
    for span in spans:
        assert span.coding.revision.text[span.start : span.end] == span.words
    for coding in Coding.every.filter(project=back):
        assert coding.annotation_count > 0 or not coding.spans.exists()


def test_nothing_of_what_is_here_is_changed_or_doubled(demo, admin):
    models = [each.model for each in SHARED]
    before = [model._base_manager.count() for model in models]
    first = exported(demo)

    restored(first, admin)

    assert [model._base_manager.count() for model in models] == before
    assert lines_of(exported(demo)) == lines_of(first)


class GoBack(Exception):
    """Everything since the savepoint is undone."""


def test_on_a_machine_that_has_nothing_of_it_all_of_it_is_there(admin_elsewhere_and_file):
    admin, data, said = admin_elsewhere_and_file

    back = restored(data, admin, name="").project

    assert back.name == "Harbour talks"
    articles = Article.objects.filter(project_articles__project=back)
    assert sorted(articles.values_list("title", flat=True)) == said["titles"]
    captures = Capture.objects.filter(article__in=articles)
    assert {hashlib.sha256(one.data).hexdigest() for one in captures} == said["hashes"]
    for span in Span.objects.filter(project=back).select_related("coding__revision"):
        assert span.coding.revision.text[span.start : span.end] == span.words
    speakers = Actor.objects.filter(attributions__project=back).distinct()
    assert sorted(speakers.values_list("name", flat=True)) == said["speakers"]


@pytest.fixture
def admin_elsewhere_and_file(db):
    """Somebody, a file of the demo, and what is in it; the demo itself was never here."""
    admin = make_user("elsewhere", is_staff=True)
    with contextlib.suppress(GoBack), transaction.atomic():
        project = make_demo()
        data = exported(project)
        captures = Capture.objects.filter(article__project_articles__project=project)
        speakers = Actor.objects.filter(attributions__project=project).distinct()
        articles = Article.objects.filter(project_articles__project=project)
        said = {
            "titles": sorted(articles.values_list("title", flat=True)),
            "hashes": {one.sha256 for one in captures},
            "speakers": sorted(speakers.values_list("name", flat=True)),
        }
        raise GoBack
    assert not Article.objects.exists()
    return admin, data, said


def test_strangers_keep_their_codings_under_accounts_that_nobody_can_use(demo, admin):
    User.objects.filter(username="analyst").update(username="Iris")
    data = exported(demo)
    User.objects.filter(username="Iris").update(username="analyst")

    back = restored(data, admin)

    assert back.strangers == ["Iris"]
    stranger = User.objects.get(username="Iris")
    assert not stranger.is_active
    assert not stranger.has_usable_password()
    assert Coding.objects.filter(project=back.project, analyst=stranger).exists()


def test_an_account_comes_without_any_power_whatever_the_file_says(demo, admin):
    def change(name, content):
        if name == "tables/user.jsonl":
            content = content.replace(
                b'"analyst"', b'"root", "is_superuser": true, "is_staff": true'
            )
        return content

    restored(signed(altered(exported(demo), change)), admin)

    root = User.objects.get(username="root")
    assert (root.is_superuser, root.is_staff, root.is_active) == (False, False, False)


def test_a_name_that_is_taken_is_refused(cast):
    with pytest.raises(CannotRestore, match="name already") as refusal:
        restored(exported(cast.project), cast.admin, name="harbour  TALKS")

    assert refusal.value.field == "name"


def test_a_text_that_is_here_in_other_words_is_not_overwritten(demo, admin):
    data = exported(demo)
    text = Revision.objects.order_by("pk").first()

    def other(name, content):
        if name == "tables/revision.jsonl":
            content = content.replace(text.text_sha256.encode(), b"0" * 64)
            content = content.replace(
                str(text.pk).encode(), str(UUID(int=text.pk.int ^ 1)).encode()
            )
        if name == "tables/paragraph.jsonl":
            content = content.replace(
                str(text.pk).encode(), str(UUID(int=text.pk.int ^ 1)).encode()
            )
        return content

    with pytest.raises(CannotRestore, match="is here with another text"):
        restored(signed(altered(data, other)), admin)
    assert Project.objects.get() == demo


def signed(data: bytes) -> bytes:
    """With the sums of what is in it, as somebody would who meant to get past them."""
    sums = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            sums[name] = hashlib.sha256(file.read(name)).hexdigest()

    def change(name, content):
        if name != "manifest.json":
            return content
        said = json.loads(content)
        for table, facts in said["tables"].items():
            facts["sha256"] = sums.get(table, "")
        return json.dumps(said)

    return altered(data, change)


@pytest.mark.parametrize(
    "line", [b"nonsense\n", b"[]\n", b'{"id": "1"}\n', b'{"id": null}\n', b"{}\n", b"\xff\n"]
)
def test_rows_that_make_no_sense_are_refused_and_leave_nothing(cast, line):
    def change(name, content):
        return content + line if name == "tables/span.jsonl" else content

    with pytest.raises((BadFile, CannotRestore)):
        restored(signed(altered(exported(cast.project), change)), cast.admin)
    assert Project.objects.get() == cast.project


BROKEN = {
    "no zip": lambda data: b"no zip",
    "cut off": lambda data: data[: len(data) // 2],
    "another zip": lambda data: altered(data, lambda name, content: None),
    "a table is gone": lambda data: altered(
        data, lambda name, content: None if "span.jsonl" in name else content
    ),
    "changed": lambda data: altered(
        data, lambda name, content: content + b"\n" if "actor.jsonl" in name else content
    ),
    "from the future": lambda data: altered(
        data, lambda name, content: content.replace(b'"version": 1', b'"version": 99')
    ),
    "something else": lambda data: altered(
        data, lambda name, content: content.replace(b"attache project", b"photo album")
    ),
    "no manifest": lambda data: altered(
        data, lambda name, content: b"[1]" if name == "manifest.json" else content
    ),
}


@pytest.mark.parametrize("how", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_not_whole_is_refused(cast, how):
    with pytest.raises(BadFile):
        open_file(io.BytesIO(how(exported(cast.project))))


def test_a_bomb_is_not_read_to_its_end(cast, monkeypatch):
    data = exported(cast.project)
    monkeypatch.setattr(reading, "MOST_BYTES", 100)

    with pytest.raises(BadFile, match="unpacks to more"):
        open_file(io.BytesIO(data))


def test_every_table_of_a_project_is_in_the_file_or_named_as_left_out():
    owned = {each.model for each in OWNED}
    written = owned | {each.model for each in SHARED}
    # What describes articles, actors and stories belongs to the house and not to a project.
    models = [
        model
        for model in apps.get_app_config("annotations").get_models()
        if not model.__name__.endswith("Event")
    ]
    hanging = {
        model.__name__
        for model in models
        if any(
            one.remote_field and one.remote_field.model in owned
            for one in model._meta.concrete_fields
        )
    }
    known = {model.__name__ for model in written} | set(LEFT_OUT)

    assert hanging - known == set()
    assert set(LEFT_OUT) <= {model.__name__ for model in models}
    assert not set(LEFT_OUT) & {model.__name__ for model in written}


def test_what_rows_refer_to_comes_before_them():
    """Keys are looked at as rows come in; those to the same table at the end."""
    order = [*(each.model for each in SHARED), *(each.model for each in OWNED)]

    for place, model in enumerate(order):
        remotes = {one.remote_field.model for one in fields_of(model) if one.remote_field}
        assert remotes <= {*order[:place], model}, model.__name__


def test_a_row_that_refers_to_nothing_is_refused_where_it_stands(cast):
    make_passage(make_coding(cast.project_article, cast.owner), "harbour")
    lost = {"coding_id": "01929292-0000-7000-8000-000000000001"}

    def change(name, content):
        if name != "tables/span.jsonl":
            return content
        rows = [json.loads(line) | lost for line in content.splitlines()]
        return b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    with pytest.raises(CannotRestore, match="contradicts what is here"):
        restored(signed(altered(exported(cast.project), change)), cast.admin)
    assert not Project.objects.filter(name="Again").exists()
