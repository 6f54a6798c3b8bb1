"""One entry of the register that stands for two, taken apart; what is ticked stays while one turns
the pages and looks for the other one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.splitting import split_actor
from annotations.forms.merging import SoughtForm, SplitForm
from annotations.queries.merging import could_be, statements_to_split
from annotations.queries.speaking import with_details
from annotations.views.merging import load_actor
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.refusals import blame

SIZE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def actor_split(request: Request, pk: UUID) -> HttpResponse:
    """Choose what belongs to somebody else; `q` says whom to offer, `turn` which page is next."""
    actor = load_actor(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    search = SoughtForm(asked if "q" in asked else request.GET)
    rows = statements_to_split(actor, request.user)
    looks_on = "turn" in asked or "find" in asked
    typed = search.value("q") or ""
    # Whoever was chosen was chosen among those who were offered, whatever was typed since.
    others = could_be(actor, typed if looks_on else asked.get("offered", typed))
    form = SplitForm(rows, actor.affiliations.all(), others, request.POST or None)
    if request.method == "POST" and looks_on:
        form = form.as_it_is()
    elif request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            move = split_actor(
                actor=actor,
                statements=[said.pk for said in data["statements"]],
                posts=[post.pk for post in data["posts"]],
                to=data["to"],
                name=data["name"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("This is where they are now. Undo is below."))
            return redirect("actor-detail", move.to_actor)
    mark = asked.get("turn") or asked.get("page", "")
    page = page_of(with_details(rows), [Key("id", descending=True)], mark, SIZE)
    here = {str(said.pk) for said in page.rows}
    context = {
        "actor": actor,
        "form": form,
        "search": search,
        "page": page,
        "mark": mark,
        "offered": typed if looks_on else asked.get("offered", typed),
        "ticked_elsewhere": [key for key in form.ticked("statements") if key not in here],
        "posts": actor.affiliations.select_related("organisation").in_order(),
    }
    return render(request, "merging/split.html", context, status=422 if form.errors else 200)
