"""What is said about an annotation, and up to what somebody has read it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models.comments import LONGEST


class CommentForm(forms.Form):
    """`key` names the comment (a UUID), so that it is made once however often it is sent."""

    text = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": _("Write something first."),
            "max_length": _("This is too long: a comment has at most %(limit_value)s characters."),
        },
    )
    key = forms.UUIDField(required=False)

    @property
    def sentence(self) -> str:
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class ReadForm(forms.Form):
    """`last` is the last comment that the reader was shown."""

    last = forms.UUIDField()
