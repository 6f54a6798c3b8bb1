"""The pictures of guidelines: sent to members as what they are, kept by managers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.actions.guidelines import add_image, put_back_image, remove_image
from annotations.actions.keeping import Refused
from annotations.forms.guidelines import ImageForm
from annotations.views.guidelines import page
from annotations.web.guards import acting, reading
from annotations.web.http import Request
from annotations.web.pictures import picture_response
from annotations.web.projects import load_managed, load_project
from annotations.web.refusals import blame


@reading
def image_detail(request: Request, pk: UUID, image: UUID) -> HttpResponse:
    project = load_project(request, pk)
    found = get_object_or_404(project.guideline_images, pk=image)
    return picture_response(bytes(found.data), found.media_type)


@acting
def image_create(request: Request, pk: UUID) -> HttpResponse:
    project = load_managed(request, pk)
    form = ImageForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            image = add_image(
                project=project,
                filename=file.name,
                data=file.read(),
                alt=form.cleaned_data["alt"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            blame(form, refusal)
        else:
            # No words of gettext: it is what Markdown has.
            code = format_html("<code>![]({})</code>", image.name)
            sentence = _("The image is there. Put %(code)s where it belongs.")
            messages.success(request, format_html(sentence.replace("%(code)s", "{}"), code))
            return redirect("guidelines-update", pk)
    return page(request, project, image=form, status=422)


@acting
def image_remove(request: Request, pk: UUID, image: UUID) -> HttpResponse:
    project = load_managed(request, pk)
    found = get_object_or_404(project.guideline_images.without_bytes(), pk=image)
    remove_image(image=found, by=request.user, at=timezone.now())
    # The form stands on the page that comes next.
    undo = '{} <button class="button small" type="submit" form="put-back-{}">{}</button>'
    sentence = _("“%(name)s” is removed.") % {"name": found.name}
    messages.success(request, format_html(undo, sentence, found.pk, _("Undo")))
    return redirect("guidelines-update", pk)


@acting
def image_put_back(request: Request, pk: UUID, image: UUID) -> HttpResponse:
    project = load_managed(request, pk)
    found = get_object_or_404(project.guideline_images, pk=image)
    try:
        put_back_image(image=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidelines-update", pk)
