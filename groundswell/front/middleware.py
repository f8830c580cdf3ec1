"""Health addresses answer before anything else: no session, no host check, no redirect to https."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def health(get_response: GetResponse) -> GetResponse:
    """`/health/live`: the process answers. `/health/ready`: the database answers and its tables are there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/health/live":
            return JsonResponse({"live": True})
        if request.path == "/health/ready":
            ready = _database_answers()
            return JsonResponse({"ready": ready}, status=200 if ready else 503)
        return get_response(request)

    return middleware


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM places_place LIMIT 1")
    except Exception:  # whatever is wrong, the answer is the same
        return False
    return True
