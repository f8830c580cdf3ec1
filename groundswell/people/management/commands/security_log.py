"""`security_log`: does the chain hold?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from groundswell.people import queries


class Command(BaseCommand):
    help = "Check every link of the security log. Keep the printed end elsewhere: it tells of a log written anew."

    def handle(self, *args: Any, **options: Any) -> None:
        state = queries.verify_chain()
        if not state.whole:
            raise CommandError(f"The security log is broken: {state.broken}.")
        self.stdout.write(f"{state.count} notes, every link holds. End: {state.end or 'none yet'}")
