"""An address that shows a chart to whoever has it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.measures import actions, presenters, queries
from groundswell.measures.views.common import back, measure_to_change
from groundswell.people.middleware import Request


def links(request: Request, public_id: str) -> HttpResponse:
    """Who will see what, before a link is made; the links there are, and how to end them."""
    found = measure_to_change(request, public_id)
    if request.method == "POST":
        actions.make_link(measure=found, by=request.person, at=timezone.now())
        messages.success(request, _("The link is made. Whoever has it sees the chart."))
        return HttpResponseRedirect(reverse("measures:links", args=[public_id]))
    made = [(link, f"{settings.BASE_ADDRESS}{link.get_absolute_url()}") for link in queries.links_of(found)]
    return render(request, "measures/links.jinja", {"measure": found, "links": made, "back": back(found)})


@require_POST
def end(request: Request, public_id: str, key: str) -> HttpResponse:
    found = measure_to_change(request, public_id)
    link = get_object_or_404(queries.links_with_ended(found), key=key)
    actions.end_link(link=link, by=request.person, at=timezone.now())
    messages.success(request, _("Ended. The address shows nothing any more."))
    return HttpResponseRedirect(reverse("measures:links", args=[public_id]))


@login_not_required
@require_safe
def linked(request: HttpRequest, key: str) -> HttpResponse:
    """The chart, its sentence and its numbers, for whoever has the address: no notes, no names, no way further in."""
    link = queries.linked(key)
    picture = queries.chart_for_others(link.measure)
    about = {"link": link, "measure": link.measure, "picture": picture, "rows": presenters.rows_for_others(picture)}
    return render(request, "measures/linked.jinja", about)
