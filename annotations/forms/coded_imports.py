"""Files of annotations that are taken in, and how."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from annotations.actions.coded import Terms
from annotations.forms.articles import Choices
from annotations.forms.widgets import Menu
from annotations.models import User
from annotations.queries.coded_imports import FileCoder


class _Terms(forms.Form):
    use_required_attribute = False

    coder = forms.CharField(
        label=_("Who made what the file ascribes to nobody"),
        required=False,
        max_length=150,
        help_text=_(
            "A user name. Whoever is not here gets an account that nobody can sign in with."
        ),
    )
    source_name = forms.CharField(
        label=_("Source of new articles that name none"), required=False, max_length=200
    )
    finished = forms.BooleanField(
        label=_("Codings that do not say so count as done"), required=False
    )
    new_tags = forms.BooleanField(
        label=_("Put tags that are missing into the codebook"), required=False
    )

    def _named(self) -> dict[str, Any]:
        names = ("coder", "source_name", "finished", "new_tags")
        return {name: self.cleaned_data[name] for name in names}


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given or [None]]


class CodedFileForm(_Terms):
    """What is given at first; the files themselves tell their format, unless somebody does."""

    files = FilesField(  # type: ignore[assignment]
        label=_("File, or several of one format"),
        error_messages={"required": _("Choose a file first.")},
    )
    form = forms.ChoiceField(label=_("Format"), required=False, widget=Menu)
    field_order = ("files", "form")

    def __init__(self, *args: Any, formats: Choices, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = ("", _("As the file itself tells"))
        self.fields["form"].choices = [told, *formats]  # type: ignore[attr-defined]
        self.fields["files"].help_text = help_text

    @property
    def terms(self) -> Terms:
        """Once it is valid."""
        return Terms(**self._named())


class CodedTermsForm(_Terms):
    """How a file that is kept is to be taken: its format, and who its coders are here."""

    form = forms.ChoiceField(label=_("Format"), widget=Menu)
    field_order = ("form",)

    def __init__(
        self,
        *args: Any,
        formats: Choices,
        coders: Sequence[FileCoder],
        members: Sequence[User],
        chosen: dict[str, UUID | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.coders = list(coders)
        self.fields["form"].choices = list(formats)  # type: ignore[attr-defined]
        for number, coder in enumerate(self.coders):
            known = chosen.get(coder.name) if coder.name in chosen else None
            here = known or (coder.user.pk if coder.user and coder.name not in chosen else None)
            self.fields[f"coder_{number}"] = forms.ChoiceField(
                label=coder.name,
                required=False,
                choices=_who(coder, members),
                initial=str(here or ""),
                widget=Menu,
            )

    def coder_fields(self) -> list[tuple[FileCoder, forms.BoundField]]:
        return [(coder, self[f"coder_{number}"]) for number, coder in enumerate(self.coders)]

    def term_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("form", "coder", "source_name", "finished", "new_tags")]

    @property
    def terms(self) -> Terms:
        """Once it is valid."""
        said = {
            coder.name: self.cleaned_data[f"coder_{number}"]
            for number, coder in enumerate(self.coders)
        }
        coders = {name: UUID(key) if key else None for name, key in said.items()}
        return Terms(**self._named(), coders=coders)


def _who(coder: FileCoder, members: Sequence[User]) -> list[tuple[str, Any]]:
    """Nobody who is here by that name, or somebody who is."""
    here = {str(member.pk): member.shown_name for member in members}
    if coder.user:
        here.setdefault(str(coder.user.pk), f"{coder.user.shown_name} ({coder.user.username})")
        return list(here.items())
    return [("", _("A former coder: an account that nobody signs in with")), *here.items()]
