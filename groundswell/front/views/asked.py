"""What waits for me."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

def asked_of_you(request: HttpRequest) -> HttpResponse:
    return render(request, "front/asked_of_you.jinja", {})


