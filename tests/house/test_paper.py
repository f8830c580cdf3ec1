"""Documents that cannot drift."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from django.conf import settings

from groundswell.front import cli
from tests.house.the_house import PACKAGE, ROOT, rooms

SETTING = re.compile(r"\benv(?:_list)?\(\"([A-Z_]+)\"")
TYPED = re.compile(r"GROUNDSWELL_[A-Z_]+")
OF_THE_TESTS = {
    "GROUNDSWELL_TEST_ON_DISK",
    "GROUNDSWELL_TALLY",
    "GROUNDSWELL_REQUIRE_POSTGRES",
    "GROUNDSWELL_TEST_POSTGRES",
}


def variables() -> set[str]:
    """Every environment variable the product reads."""
    named = {f"GROUNDSWELL_{name}" for name in SETTING.findall((PACKAGE / "front/settings.py").read_text())}
    for path in (PACKAGE / "front").rglob("*.py"):
        named |= set(TYPED.findall(path.read_text()))
    return named - OF_THE_TESTS


def test_every_setting_is_explained():
    text = (ROOT / "docs/running.md").read_text()
    assert not {name for name in variables() | {"DATABASE_URL"} if f"`{name}`" not in text}
    explained = set(TYPED.findall(text))
    assert not explained - variables(), "docs/running.md explains a setting that is not there"


def test_every_command_is_explained():
    text = (ROOT / "docs/running.md").read_text()
    commands = re.findall(r"command\(\"([a-z-]+)\"", (PACKAGE / "front/cli.py").read_text())
    assert len(commands) >= 10
    assert not [name for name in commands if name != "help" and f"groundswell {name}" not in text]


def test_help_is_readable(capsys):
    assert cli.main(["help"]) == 0
    printed = capsys.readouterr().out
    assert "groundswell demo" in printed
    assert max(len(line) for line in printed.splitlines()) <= 100


@pytest.mark.parametrize("room", rooms())
def test_each_room_says_what_it_is_for(room):
    text = (PACKAGE / room / "README.md").read_text()
    assert 4 <= len(text.splitlines()) <= 60


def test_the_roadmap_covers_every_part_of_the_issue():
    text = (ROOT / "docs/roadmap.md").read_text()
    parts = [
        "The house",
        "Real places and people",
        "The way of one idea",
        "The demonstration",
        "How it looks",
        "It must show",
    ]
    assert not [part for part in parts if part not in text]
    assert {"x", " "} == set(re.findall(r"^- \[(.)\] ", text, re.M))


def test_links_between_documents_lead_somewhere():
    documents = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").rglob("*.md"),
        *PACKAGE.glob("*/README.md"),
    ]
    broken = []
    for path in documents:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text()):
            if not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken


def test_decisions_say_situation_choice_and_consequences():
    pages = sorted((ROOT / "docs/decisions").glob("0*.md"))
    assert len(pages) >= 5
    for page in pages:
        text = page.read_text()
        assert all(f"## {part}" in text for part in ("Situation", "Choice", "Consequences")), page.name
        assert len(text.split()) <= 450, page.name


def django(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "groundswell.front.settings", **environment}
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True)


def test_production_settings_pass_the_deploy_check(tmp_path):
    answer = django(
        "-W", "ignore", "-m", "django", "check", "--deploy", "--fail-level", "WARNING",
        GROUNDSWELL_SECRET_KEY="s" * 25 + "".join(map(chr, range(65, 90))), GROUNDSWELL_HOSTS="groundswell.example.nhs.uk",
        GROUNDSWELL_BASE_ADDRESS="https://groundswell.example.nhs.uk", GROUNDSWELL_HOME=str(tmp_path),
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


def test_production_refuses_to_start_without_a_secret(tmp_path):
    answer = django("-m", "groundswell", "serve", GROUNDSWELL_HOME=str(tmp_path))
    assert answer.returncode == 2
    assert answer.stderr.startswith("groundswell: Set GROUNDSWELL_SECRET_KEY")
    assert "Traceback" not in answer.stderr


def test_production_refuses_to_start_without_hosts(tmp_path):
    answer = django("-m", "groundswell", "serve", GROUNDSWELL_HOME=str(tmp_path), GROUNDSWELL_SECRET_KEY="s" * 60)
    assert answer.returncode == 2
    assert "GROUNDSWELL_HOSTS" in answer.stderr


@pytest.mark.django_db
def test_no_migration_is_missing():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_tests_never_write_where_people_keep_data():
    assert settings.TEST
    assert "memory" in str(settings.DATABASES["default"]["NAME"]) or "test" in str(
        settings.DATABASES["default"]["NAME"]
    )
