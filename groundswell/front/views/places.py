"""Places."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

def place(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "front/place.jinja", {})


def board(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "front/board.jinja", {})


