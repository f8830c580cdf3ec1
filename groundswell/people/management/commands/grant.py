"""`grant EMAIL ROLE PLACE`: the operator's way to the first administrator of an organisation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from groundswell.people import actions
from groundswell.people.models import RoleCode
from groundswell.places.models import Place


class Command(BaseCommand):
    help = "Give a role at a place: grant anna@example.org place_admin RP5. The security log keeps it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=RoleCode.values, metavar="role", help=", ".join(RoleCode.values))
        parser.add_argument("place", help="ODS code or the key in the place's address")

    def handle(self, *args: Any, email: str, role: str, place: str, **options: Any) -> None:
        where = Place.objects.filter(key=place).first() or Place.objects.filter(key=place.upper()).first()
        if where is None:
            raise CommandError(f"No place has the code {place}.")
        actions.give_first_role(email=email, role=role, place=where, at=timezone.now())
        self.stdout.write(f"{email}: {RoleCode(role).label}, {where}. They sign in with a code sent to that address.")
