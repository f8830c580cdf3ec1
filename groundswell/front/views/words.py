"""Pages of words about the product."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render

from groundswell.people.middleware import Request


@login_not_required
def about(request: Request) -> HttpResponse:
    return render(request, "front/about.jinja", {})


@login_not_required
def accessibility(request: Request) -> HttpResponse:
    return render(request, "front/accessibility.jinja", {})


@login_not_required
def sources(request: Request) -> HttpResponse:
    return render(request, "front/sources.jinja", {})


@login_not_required
def privacy(request: Request) -> HttpResponse:
    return render(request, "front/privacy.jinja", {})
