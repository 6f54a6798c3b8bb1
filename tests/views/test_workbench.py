from tests.factories.projects import make_tag
from tests.helpers.page import assert_same_page, parse, update_page

PARTS = ("text", "cards", "history", "counts", "saved", "notice")


def test_page(cast, as_):
    tag = make_tag(cast.project.codebook, "Appeal", colour="teal")
    client = as_(cast.owner)
    url = f"/articles/{cast.project_article.pk}/"
    r = client.get(url)
    assert r.status_code == 200
    page = parse(r.content)
    text = cast.project_article.article.revisions.get().text
    start = text.index("Both sides")
    body = {"start": start, "end": start + 10, "words": "Both sides", "tags": [tag.pk]}
    r = client.post(url + "passages/", body, htmx=True)
    assert r.status_code == 200, r.content
    update_page(page, r.content)
    fresh = client.get(url)
    assert_same_page(page, parse(fresh.content), *PARTS)
