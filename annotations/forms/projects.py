"""A project's own words, and who belongs to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.codebooks import STARTERS
from annotations.forms.widgets import Day, Menu
from annotations.models import Codebook, Project, Role, User
from annotations.models.projects import MOST_ANALYSTS


class ProjectForm(forms.Form):
    """What the members read about the project."""

    name = forms.CharField(label=_("Name"), max_length=200)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What is studied, in a few sentences."),
    )


class SettingsForm(ProjectForm):
    """All that its managers decide about a project."""

    codebook = forms.ModelChoiceField(
        label=_("Codebook"),
        queryset=Codebook.objects.order_by("name", "pk"),
        help_text=_("It can be exchanged until the first tag is used."),
        empty_label=None,
    )
    analysts_per_article = forms.IntegerField(
        label=_("Analysts an article needs"),
        min_value=1,
        max_value=MOST_ANALYSTS,
        help_text=_("How many have to be done with an article before it counts as coded."),
    )
    due_on = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=Day,
        help_text=_("When all articles are to be done."),
    )
    hides_machine = forms.BooleanField(
        label=_("Hide the machine’s coding until an analyst is done"),
        required=False,
        help_text=_("For studies that compare people with the machine: neither sways the other."),
    )
    measures_time = forms.BooleanField(
        label=_("Measure the time that an article takes"),
        required=False,
        help_text=_("Only while somebody works on it."),
    )

    is_template = forms.BooleanField(
        label=_("A template for other projects"),
        required=False,
        help_text=_("Whoever begins a project can begin with its settings and guidelines."),
    )

    @classmethod
    def of(cls, project: Project) -> "SettingsForm":
        return cls(initial={name: getattr(project, name) for name in cls.base_fields})


class SwitchForm(forms.Form):
    """`on` says how it is to be, not that it is to change: sent twice it is the same."""

    on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class NewProjectForm(ProjectForm):
    codebook = forms.ModelChoiceField(
        label=_("Codebook"),
        required=False,
        queryset=Codebook.objects.order_by("name", "pk"),
        help_text=_("The tags of the project. It can be exchanged until the first tag is used."),
        empty_label=_("A new one"),
    )
    starter = forms.ChoiceField(
        label=_("A new codebook begins with"), required=False, choices=STARTERS, widget=Menu
    )


class CopyForm(forms.Form):
    name = forms.CharField(label=_("Name of the new project"), max_length=200)
    with_members = forms.BooleanField(label=_("With its members and their roles"), required=False)


class RestoreForm(forms.Form):
    file = forms.FileField(
        label=_("File of a project"),
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose a file first.")},
    )
    name = forms.CharField(
        label=_("Name of the new project"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty for the name in the file."),
    )


class MemberForm(forms.Form):
    """Somebody who has an account, found by user name, address or name."""

    who = forms.CharField(
        label=_("User name, e-mail address or name"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.ANALYST)

    def clean_who(self) -> User:
        typed = self.cleaned_data["who"].strip()
        users = User.objects.filter(is_active=True)
        ways = ("username", "email", "name")
        tries = (list(users.filter(**{f"{way}__iexact": typed})[:2]) for way in ways)
        found = next(filter(None, tries), [])
        if len(found) != 1:
            raise forms.ValidationError(
                _("Nobody is called that here. Accounts are made by admins.")
                if not found
                else _("Several people are called so. Use the user name.")
            )
        return found[0]


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role)
