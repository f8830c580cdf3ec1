"""The `groundswell` command: what the people who run it type."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

EXAMPLES = """
examples:
  groundswell demo                     try it on this machine, with made-up people
  groundswell migrate && groundswell serve
                                       run it for real (docs/running.md lists the settings)
  groundswell grant pat@example.nhs.uk place_admin RP5
                                       make somebody the first administrator of an organisation
"""


def main(words: list[str] | None = None) -> int:
    """Read the command line and do it. Mistakes in settings are told in one sentence, without a trace."""
    parser = build_parser()
    chosen = parser.parse_args(words)
    if chosen.run is None:
        parser.print_help()
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.front.settings")
    if chosen.run is demo:
        os.environ["GROUNDSWELL_MODE"] = "demo"
        os.environ["GROUNDSWELL_BASE_ADDRESS"] = f"http://127.0.0.1:{chosen.port}"
    try:
        return int(chosen.run(chosen) or 0)
    except Trouble as trouble:
        return tell(str(trouble))
    except BrokenPipeError:
        return 1


class Trouble(Exception):
    """Something the operator can put right; the message says how."""


def tell(sentence: str) -> int:
    print(f"groundswell: {sentence}", file=sys.stderr)
    return 2


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundswell", description="The people who give care change how care is given.",
        formatter_class=_wide, epilog=EXAMPLES, usage="groundswell COMMAND [options]",
    )  # fmt: skip
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="")

    def command(name: str, run: Callable[[argparse.Namespace], int | None], help_: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_, description=help_)
        one.set_defaults(run=run)
        return one

    one = command("demo", demo, "try it: prepares var/, loads the demonstration, starts on this machine")
    one.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    one = command("migrate", migrate, "bring the database and the static files to this version")
    one = command("serve", serve, "start the web server")
    one.add_argument("--listen", default=os.environ.get("GROUNDSWELL_LISTEN", "127.0.0.1:8000"), metavar="HOST:PORT")
    one.add_argument("--workers", type=int, default=int(os.environ.get("GROUNDSWELL_WORKERS", "2")))
    one.add_argument("--threads", type=int, default=int(os.environ.get("GROUNDSWELL_THREADS", "1")), help="per worker")
    one.add_argument("--with-worker", action="store_true", help="run the worker beside it: enough for one ward")
    one = command("worker", worker, "send letters and do what falls due, again and again")
    one.add_argument(
        "--every", type=float, default=float(os.environ.get("GROUNDSWELL_TICK_SECONDS", "15")), metavar="S"
    )
    command("tick", tick_once, "do what is due now, once; safe to run twice (for cron)")
    command("bounce", bounce, "read one report of a letter that came back, from standard input (for the mail server)")
    one = command("load-ods", load_ods, "load organisations from ODS files; running it again changes nothing")
    one.add_argument("directory", nargs="?", help="folder with the files (left out: the copy in the package)")
    command("check", check, "is this installation sound? settings, database, migrations, security log")
    one = command("export", export, "write out everything held about somebody or something")
    one.add_argument("what", choices=["person"])
    one.add_argument("who", metavar="EMAIL")
    one.add_argument("directory", type=Path, help="a new folder")
    one = command("grant", grant, "give the first administrator of a place their role")
    one.add_argument("email")
    one.add_argument("role", help="for example place_admin")
    one.add_argument("place", help="ODS code or key of the place")
    one = command("conform", conform, "measure a part of the product against a file that says what is right")
    one.add_argument(
        "what",
        choices=["imports", "attachments", "safetext", "tried-before", "leadership"],
        help="imports: a manifest of files of readings; attachments: one of photos; safetext: labelled texts, JSON lines "
        "with text, identifiable, spans; tried-before: a folder with corpus.csv and queries.csv; "
        "leadership: a folder of golden cases of the measures",
    )
    one.add_argument("manifest", type=Path, metavar="FILE|DIRECTORY")
    one.add_argument("--words-only", action="store_true", help="tried-before: leave meaning aside")
    one.add_argument("--today", metavar="YYYY-MM-DD", help="the day the files are read on (left out: today)")
    command("secret", secret, "print a new random secret for GROUNDSWELL_SECRET_KEY")
    command("help", lambda _: parser.print_help(), "show this")
    return parser


def _wide(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=16, width=100)


def wake_django() -> None:
    """Load settings and rooms; a wrong setting is told, not thrown."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(str(error)) from None


def demo(chosen: argparse.Namespace) -> int:
    from groundswell.front import preparing, progress, serving

    listening = serving.Listening("127.0.0.1", chosen.port)
    if serving.is_taken(listening):
        raise Trouble(f"port {chosen.port} is in use. Choose another: make demo PORT={chosen.port + 1}")
    wake_django()
    bar = progress.Bar()
    try:
        preparing.migrate(print)
        preparing.load_demonstration(print, bar)
    except KeyboardInterrupt:
        return tell("stopped while preparing. Nothing is half loaded; start again when you like.")
    finally:
        bar.finish()
    return serving.House(listening).run(on_ready=lambda: print(_welcome(listening.address), flush=True))


def _welcome(address: str) -> str:
    from groundswell.front.demo.cast import CAST

    cast = "\n".join(f"    {member.name:<22}{member.title:<26}{member.tries}" for member in CAST)
    return (
        f"\nGroundswell is ready.\n\n  Open        {address}/\n  Be someone  {address}/be-someone/\n\n"
        f"  Everyone is made up. On the second page you enter as any of them:\n{cast}\n\n  Stop with Ctrl-C."
    )


def migrate(_: argparse.Namespace) -> None:
    wake_django()
    from groundswell.front import preparing

    preparing.migrate(print)
    print("The database and the static files are up to date.")


def serve(chosen: argparse.Namespace) -> int:
    wake_django()
    from django.conf import settings

    from groundswell.front import preparing, serving

    if settings.PRODUCTION and not settings.ALLOWED_HOSTS:
        raise Trouble("set GROUNDSWELL_HOSTS to the host names people use, for example groundswell.example.nhs.uk.")
    if preparing.missing_migrations() or preparing.static_is_stale():
        raise Trouble("the database or the static files are older than this version. Run `groundswell migrate` first.")
    host, _, port = chosen.listen.rpartition(":")
    listening = serving.Listening(host.strip("[]") or "127.0.0.1", int(port), chosen.workers, chosen.threads)
    if serving.is_taken(listening):
        raise Trouble(f"another program listens on {chosen.listen}.")
    print(f"Groundswell listens on {listening.address}", flush=True)
    if chosen.with_worker:
        return serving.House(listening).run(on_ready=lambda: None)
    serving.become_server(listening)
    return 0


def worker(chosen: argparse.Namespace) -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    wake_django()
    from groundswell.front import tick

    tick.keep_ticking(chosen.every, stop)


def tick_once(_: argparse.Namespace) -> None:
    wake_django()
    from django.utils import timezone

    from groundswell.front import tick

    for room, count in tick.tick(timezone.now()).items():
        print(f"{room}: {count}")


def bounce(_: argparse.Namespace) -> None:
    """Whatever it is, the mail server is told that it was taken: else it would send a report about the report."""
    wake_django()
    from django.utils import timezone

    from groundswell.post import actions, bounces

    came = bounces.read(sys.stdin.buffer.read(1_000_000))
    known = came is not None and actions.bounced(key=came.key, address=came.address, at=timezone.now())
    print("noted" if known else "not about a letter from here")


def load_ods(chosen: argparse.Namespace) -> None:
    wake_django()
    from django.core.management import CommandError, call_command

    try:
        call_command("load_ods", *([chosen.directory] if chosen.directory else []))
    except CommandError as error:
        raise Trouble(str(error)) from None


def check(_: argparse.Namespace) -> int:
    wake_django()
    from groundswell.front import soundness

    return soundness.report(print)


def export(chosen: argparse.Namespace) -> None:
    wake_django()
    from groundswell.front import taking_out

    try:
        for path in taking_out.person(chosen.who, chosen.directory):
            print(path)
    except taking_out.CannotTakeOut as error:
        raise Trouble(str(error)) from None


def grant(chosen: argparse.Namespace) -> None:
    wake_django()
    from django.utils import timezone

    from groundswell.people.actions import give_first_role
    from groundswell.people.models import RoleCode
    from groundswell.places.models import Place

    place = Place.objects.filter(key=chosen.place).first()
    if place is None:
        raise Trouble(f"no place has the code {chosen.place}. Load the organisations first: groundswell load-ods")
    if chosen.role not in RoleCode.values:
        raise Trouble(f"there is no role {chosen.role}. Choose one of: {', '.join(RoleCode.values)}")
    give_first_role(email=chosen.email, role=chosen.role, place=place, at=timezone.now())
    print(f"{chosen.email} now has the role {chosen.role} at {place}.")


def conform(chosen: argparse.Namespace) -> int:
    ways = {"safetext": conform_safetext, "tried-before": conform_tried_before, "leadership": conform_leadership}
    return ways.get(chosen.what, conform_manifest)(chosen)


def conform_tried_before(chosen: argparse.Namespace) -> int:
    """In a database of its own that is thrown away, so that nothing of an installation is read or changed."""
    with tempfile.TemporaryDirectory(prefix="groundswell-conform-") as room:
        os.environ |= {
            "GROUNDSWELL_MODE": "test", "GROUNDSWELL_HOME": room, "DATABASE_URL": f"sqlite:///{room}/conform.sqlite3"
        }  # fmt: skip
        wake_django()
        from django.core.management import call_command

        from groundswell.ideas import conform as tried_before

        call_command("migrate", verbosity=0)
        try:
            report = tried_before.run(chosen.manifest, by_words=chosen.words_only)
        except (OSError, ValueError, KeyError) as error:
            raise Trouble(f"this folder cannot be run: {error or type(error).__name__}") from None
        for line in report.lines():
            print(line)
    return 0


def conform_safetext(chosen: argparse.Namespace) -> int:
    """Needs neither settings nor a database."""
    from groundswell.safetext.score import read_cases, score, table

    try:
        result = score(read_cases(chosen.manifest))
    except (OSError, ValueError) as error:
        raise Trouble(f"these texts cannot be read: {error}") from None
    print(table(result))
    print(f"missed: {' '.join(result.missed) or 'none'}\nfalse alarms: {' '.join(result.false_alarms) or 'none'}")
    return 0


def conform_leadership(chosen: argparse.Namespace) -> int:
    """Needs neither settings nor a database."""
    from groundswell.insight import conform as leadership

    try:
        report = leadership.run(chosen.manifest)
    except OSError as error:
        raise Trouble(f"this folder cannot be run: {error}") from None
    for line in report.lines():
        print(line)
    return 0 if report.is_good else 1


def conform_manifest(chosen: argparse.Namespace) -> int:
    """Imports and attachments; needs neither settings nor a database."""
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from django.conf import settings

    from groundswell.measures.parsing import conform as imports
    from groundswell.safetext import findings, sentence
    from groundswell.talk import conform as attachments

    if not settings.configured:
        settings.configure(USE_I18N=False)
    report: imports.Report | attachments.Report
    try:
        today = date.fromisoformat(chosen.today) if chosen.today else datetime.now(ZoneInfo("Europe/London")).date()
        check = lambda note: sentence(found) if (found := findings(note)) else ""  # noqa: E731
        if chosen.what == "attachments":
            report = attachments.run(chosen.manifest)
        else:
            report = imports.run(chosen.manifest, today=today, check=check)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Trouble(f"this manifest cannot be run: {error or type(error).__name__}") from None
    for line in report.lines():
        print(line)
    return 0 if report.is_good else 1


def secret(_: argparse.Namespace) -> None:
    print(secrets.token_urlsafe(48))
