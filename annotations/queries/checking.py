"""What somebody should look at again, since the register was corrected."""

from annotations.models import Actor, Attribution, User

# As many as anybody looks through at once; looking makes room for the rest.
MOST = 20


def to_check(person: Actor, user: User) -> list[Attribution]:
    """Statements in a post that the person did not hold on the article's day, the latest first.

    Correcting a post changes no statement: last year's figures stay what they were. With the post
    and the article; one query.
    """
    rows = Attribution.objects.visible_to(user).by_people().filter(speaker=person)
    found = rows.outside_their_post().select_related(
        "affiliation", "coding__project_article__article"
    )
    return list(found.order_by("-coding__project_article__article__published_on", "-id")[:MOST])
