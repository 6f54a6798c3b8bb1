"""A comment as it is shown: whom it calls stands out, with their name."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.domain.mentions import pieces
from annotations.models import Comment, User

register = template.Library()


@register.simple_tag
def called(comment: Comment, reader: User) -> SafeString:
    """The text of a comment that was loaded `with_called()`."""
    people = {one["login"]: one for one in comment.called}
    parts = [
        format_html(
            '<b class="mention{}" title="{}">{}</b>',
            " me" if people[login]["id"] == str(reader.pk) else "",
            people[login]["name"] or login,
            words,
        )
        if login
        else words
        for words, login in pieces(comment.text, people.keys())
    ]
    return format_html_join("", "{}", ((part,) for part in parts))
