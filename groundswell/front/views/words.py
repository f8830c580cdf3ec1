"""Pages of words about the product."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "front/about.jinja", {})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/accessibility.jinja", {})


@login_not_required
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "front/sources.jinja", {})


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "front/privacy.jinja", {})


