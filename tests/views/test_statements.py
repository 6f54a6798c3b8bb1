from datetime import date

import pytest
from django.urls import reverse

from annotations.actions.acts import redo, undo
from annotations.actions.appearing import appear_in_copies
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.people import Capacity, Named
from annotations.actions.restating import restate
from annotations.actions.spans import delete_annotation
from annotations.actions.translations import link_counterparts
from annotations.models import Attribution, Capture, Coding
from tests.actions.conftest import NOW, WINTER
from tests.domain.stories.wire import WIRE, cut
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.factories.revisions import revise_to
from tests.factories.stories import add_copies, make_story
from tests.factories.translations import make_pair
from tests.helpers.page import parse, update_page, words_of
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of

SAID = "“Nobody signs in winter,”"
SOFTER = WINTER.replace("Nobody signs", "Somebody signs")
LONGER = f"{WINTER}\n\nSnow is expected."
DETAIL, VERIFY = "statement-detail", "statement-verify"
PAGES = [DETAIL, VERIFY, "statement-bibtex", "statement-ris"]


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def row(cast):
    source = make_source("Example Herald")
    article = make_article(
        WINTER, source, byline="Ben Ostrow", canonical_url="https://herald.test/winter"
    )
    return add_article(cast.project, article)


@pytest.fixture
def said(cast, row, quill):
    create_attribution(
        project_article=row,
        by=cast.owner,
        at=NOW,
        places=Places(
            [place_of(row, SAID)], cue=place_of(row, "says"), mention=place_of(row, "Ada Quill")
        ),
        facts=Facts("direct", Named("speaker_name", quill), stance="critical", note="Said twice."),
    )
    return Attribution.objects.get()


def at(said, name=DETAIL):
    return reverse(name, args=[said.pk])


def section(page, name):
    return words_of(page.get_element_by_id(name))


def test_the_page_has_the_words_the_facts_and_where_they_come_from(as_, cast, row, said):
    page = parse(as_(cast.owner).get(at(said)).content)

    assert words_of(page.xpath("//blockquote")[0]) == SAID
    assert words_of(page.xpath("//h1")[0]) == "Ada Quill"
    assert [words_of(one) for one in page.xpath("//mark")] == [SAID, "says", "Ada Quill"]
    facts = section(page, "facts")
    for wanted in ("Direct", "Critical", "Said twice.", "Example Herald", "3 March 2026", "me"):
        assert wanted in facts
    provenance = section(page, "provenance")
    start = WINTER.index(SAID)
    capture = Capture.objects.get(article=row.article)
    for wanted in (capture.sha256, "text/plain", "plain 1", f"[{start}, {start + len(SAID)})"):
        assert wanted in provenance
    assert page.xpath(f"//a[@href='/articles/{row.pk}/revisions/1/']")


def test_it_is_cited_as_houses_want_it(as_, cast, said):
    page = parse(as_(cast.owner).get(at(said)).content)

    note = page.get_element_by_id("chicago-note")
    assert words_of(note) == (
        "Ada Quill, quoted in Ben Ostrow, “Winter comes to the harbour,” Example Herald, "
        "March 3, 2026, https://herald.test/winter."
    )
    assert words_of(note.xpath("i")[0]) == "Example Herald"
    assert (
        words_of(page.get_element_by_id("apa-in-text")) == "(Ada Quill, as cited in Ostrow, 2026)"
    )
    assert words_of(page.get_element_by_id("record")) == f"http://testserver{at(said)}"


def test_a_byline_keeps_the_order_that_the_register_has(as_, cast, row, said):
    make_actor("Wei Lanying", family_first=True)
    row.article.byline = "Wei Lanying"
    row.article.save()
    page = parse(as_(cast.owner).get(at(said)).content)

    assert words_of(page.get_element_by_id("chicago-bibliography")).startswith("Wei Lanying. “")


def test_records_are_downloaded(as_, cast, said):
    client = as_(cast.reader)
    bib, ris = (client.get(at(said, name)) for name in ("statement-bibtex", "statement-ris"))

    assert bib["Content-Disposition"] == 'attachment; filename="statement.bib"'
    assert f"@article{{ostrow2026winter-{said.pk.hex[-6:]},".encode() in bib.content
    assert b"urldate = {2026-03-03}" in bib.content
    assert ris["Content-Disposition"] == 'attachment; filename="statement.ris"'
    assert ris.content.startswith(b"TY  - NEWS\r\nAU  - Ostrow, Ben\r\n")


def test_the_capacity_as_of_the_day_is_shown_where_another_was_chosen(as_, cast, row, quill):
    then = make_affiliation(quill, "Envoy", None, date(2020, 1, 1), date(2022, 1, 1))
    make_affiliation(quill, "Professor", None, date(2022, 1, 1))
    create_attribution(
        project_article=row,
        by=cast.owner,
        at=NOW,
        places=Places([place_of(row, SAID)]),
        facts=Facts("direct", Named("speaker_name", quill), Capacity(then)),
    )
    facts = section(parse(as_(cast.owner).get(at(Attribution.objects.get())).content), "facts")

    assert "Envoy not held on that day" in facts
    assert "As of 3 March 2026 Professor" in facts


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("", None),
        ("the professor", "Capacity as printed the professor"),
        ("a former envoy", "Capacity as printed a former envoy not what the register has"),
    ],
)
def test_the_capacity_as_printed_is_shown_beside_the_register(
    as_, cast, row, quill, printed, shown
):
    post = make_affiliation(quill, "Professor", None, date(2022, 1, 1))
    create_attribution(
        project_article=row,
        by=cast.owner,
        at=NOW,
        places=Places([place_of(row, SAID)]),
        facts=Facts("direct", Named("speaker_name", quill), Capacity(post), printed=printed),
    )
    facts = section(parse(as_(cast.owner).get(at(Attribution.objects.get())).content), "facts")

    assert shown in facts if shown else "Capacity as printed" not in facts
    assert ("not what the register has" in facts) == (printed == "a former envoy")


def test_what_is_compared_agrees(as_, cast, said, row):
    page = parse(as_(cast.owner).get(at(said, VERIFY)).content)

    # The text of the factory is not what an extractor gives, so that it cannot be made anew.
    assert "Verified." in section(page, "verified")


def test_a_changed_word_does_not_match(as_, cast, said):
    said.spans.filter(role="cue").update(words="asks")
    page = parse(as_(cast.owner).get(at(said, VERIFY)).content)

    assert "Does not match." in section(page, "verified")
    assert "its words are not there" in section(page, "verified")


def test_the_swap_equals_the_fresh_page(as_, cast, said):
    client = as_(cast.owner)
    page = parse(client.get(at(said)).content)
    fragment = client.get(at(said, VERIFY), headers={"HX-Request": "true"})
    update_page(page, fragment.content, "verified")
    fresh = parse(client.get(at(said, VERIFY)).content)

    assert section(page, "verified") == section(fresh, "verified")
    assert words_of(page.get_element_by_id("main")) == words_of(fresh.get_element_by_id("main"))


def test_its_history_says_who_did_what(as_, cast, row, said):
    restate(project_article=row, number=said.number, stance="reject", by=cast.owner, at=NOW)
    history = section(parse(as_(cast.owner).get(at(said)).content), "history")

    assert "Created" in history
    assert "Changed: stance" in history
    assert history.count(cast.owner.shown_name) == 2


def test_undo_and_redo_keep_the_address(as_, cast, row, said):
    client, here = as_(cast.owner), {"project_article": row, "by": cast.owner, "at": NOW}
    undo(**here)
    gone = client.get(at(said))
    redo(**here)

    assert gone.status_code == 410
    assert client.get(at(said)).status_code == 200


def test_a_deleted_one_says_so_with_what_was_there(as_, cast, row, said):
    delete_annotation(project_article=row, number=said.number, by=cast.owner, at=NOW)
    response = as_(cast.reader).get(at(said))

    assert response.status_code == 410
    page = parse(response.content)
    assert words_of(page.xpath("//blockquote")[0]) == SAID
    assert f"{cast.owner.shown_name} took it out" in words_of(page)
    assert as_(cast.second).get(at(said)).status_code == 404
    assert as_(cast.stranger).get(at(said)).status_code == 404


def test_one_that_was_carried_on_stays_as_it_was_and_leads_to_the_current(as_, cast, row, said):
    revise_to(row.article, LONGER)
    now = Attribution.objects.get(coding__is_current=True)
    client = as_(cast.owner)
    old, new = (parse(client.get(at(one)).content) for one in (said, now))

    assert old.xpath(f"//p[@id='earlier']/a[@href='{at(now)}']")
    assert words_of(old.xpath("//blockquote")[0]) == SAID
    assert not new.xpath("//*[@id='earlier']")
    assert "The outlet changed the text (revision 2): Same" in section(new, "history")
    assert "Created" in section(new, "history")


def test_one_that_the_newest_text_does_not_say_is_of_its_revision(as_, cast, row, said):
    revise_to(row.article, SOFTER)
    page = parse(as_(cast.owner).get(at(said)).content)

    assert "nobody has said yet" in section(page, "earlier")
    assert not page.xpath("//p[@id='earlier']/a")


def test_an_address_follows_a_number_that_got_another_statement(as_, cast, row, said):
    revise_to(row.article, LONGER)
    now = Attribution.objects.get(coding__is_current=True)
    address = at(said)
    said.delete()

    assert as_(cast.owner).get(address).url == at(now)


def test_reprints_are_listed(as_, cast, quill):
    rows = add_copies(cast.project, [WIRE, cut(5), cut(6)])
    make_story(*(row.article for row in rows))
    words = "“We have not failed, we have run out of time,”"
    said = make_attribution(make_coding(rows[0], cast.owner), words, speaker=quill)
    client = as_(cast.owner)
    none = queries_of(lambda: client.get(at(said)))
    appear_in_copies(project_article=rows[0].pk)
    many = queries_of(lambda: client.get(at(said)))
    page = parse(client.get(at(said)).content)

    assert "In 2 reprints" in section(page, "elsewhere")
    assert_same_count(none, many, at_most=30)


def test_its_counterpart_in_a_translation_is_linked_from_both(as_, cast):
    pair = make_pair(cast.project_article, cast.owner)
    original = Attribution.objects.filter(coding=pair.coding).order_by("number")[0]
    translated = Attribution.objects.get(coding=pair.other)
    link_counterparts(
        coding=pair.coding,
        number=original.number,
        other=pair.other,
        other_number=translated.number,
        by=cast.owner,
        at=NOW,
    )
    client = as_(cast.owner)

    for one, other in ((original, translated), (translated, original)):
        page = parse(client.get(at(one)).content)
        assert page.get_element_by_id("elsewhere").xpath(f".//a[@href='{at(other)}']")


@pytest.mark.parametrize("name", PAGES)
def test_who_may(as_, cast, said, name):
    address = at(said, name)

    assert as_(cast.reader).get(address).status_code == 200
    assert as_(cast.stranger).get(address).status_code == 404
    # Analysts work blind.
    assert as_(cast.second).get(address).status_code == 404
    assert as_(cast.owner).post(address).status_code == 405
    response = as_(None).get(address)
    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_a_suggestion_has_no_page(as_, cast, row, quill):
    machine = make_attribution(make_coding(row, None), SAID, speaker=quill)

    assert as_(cast.owner).get(at(machine)).status_code == 404


def test_an_address_that_never_was(as_, cast):
    never = Attribution(coding=Coding(), number=1)

    assert as_(cast.owner).get(at(never)).status_code == 404


def test_what_is_agreed_says_so_wherever_it_is_listed(cast, as_):
    quill = make_actor("Ada Quillfeather")
    own = make_coding(cast.project_article, cast.owner, "done")
    make_attribution(own, "shared work", speaker=quill)
    gold = make_coding(cast.project_article, None, "done", kind="gold")
    said = make_attribution(gold, "shared work", speaker=quill)
    client = as_(cast.reader)

    person = reverse("actor-detail", args=[quill.pk])
    for address in (f"/statements/{said.pk}/", person):
        assert "badge agreed" in client.get(address).content.decode(), address
    everyone = client.get(f"{person}?everyone=on").content.decode()
    assert everyone.count('class="statement"') == 2
    # Whoever only reads is shown what counts.
    bench = client.get(f"/articles/{cast.project_article.pk}/").content.decode()
    assert f"coding={own.pk}" in bench
