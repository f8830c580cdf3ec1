"""My page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

def me(request: HttpRequest) -> HttpResponse:
    return render(request, "front/me.jinja", {})


def notices(request: HttpRequest) -> HttpResponse:
    return render(request, "front/notices.jinja", {})


