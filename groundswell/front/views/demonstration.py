"""Demonstration only."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

@login_not_required
def be_someone(request: HttpRequest) -> HttpResponse:
    return render(request, "front/be_someone.jinja", {})


@login_not_required
def mail(request: HttpRequest) -> HttpResponse:
    return render(request, "front/mail.jinja", {})


