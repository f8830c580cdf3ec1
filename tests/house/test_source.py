"""Templates, strings and files: what a reader of the repository may rely on."""

from __future__ import annotations

import json
import re
import string
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.utils.functional import Promise

from groundswell.events.kinds import NOTICES, all_kinds
from tests.house.the_house import PACKAGE, ROOT, rooms, said, sources, templates, tracked, words_of

SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I)
INLINE = re.compile(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", re.I)
POST_FORM = re.compile(r"<form[^>]*method=[\"']?post", re.I)
OUTSIDE = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.I)
# Forms of their own: the macros themselves; passkeys and what a device keeps, which script sends.
OWN_FORMS = (
    "front/without_signal.jinja",
    "components/form/macro.jinja",
    "components/act/macro.jinja",
    "mfa/_passkey.jinja",
    "account/login.jinja",
)


def test_templates_have_no_inline_script_or_style():
    assert not [
        f"{said(path)}: {found.group()}"
        for path in templates()
        for found in (*SCRIPT.finditer(path.read_text()), *INLINE.finditer(path.read_text()))
    ]


def test_every_form_that_changes_something_carries_token_and_request_key():
    """They go through `open_form` or `act`; a form written out by hand says both."""
    wrong = []
    for path in templates():
        text = path.read_text()
        if str(path).endswith(OWN_FORMS) or not POST_FORM.search(text):
            continue
        for found in POST_FORM.finditer(text):
            form = text[found.start() : text.find("</form>", found.start())]
            if "csrfmiddlewaretoken" not in form or "request_key" not in form:
                wrong.append(f"{said(path)}: {found.group()}")
    assert not wrong


def test_pages_ask_nobody_else_for_anything():
    """No third-party request: links out are allowed, sources are not."""
    wanted = re.compile(
        r"(?:src|action)=[\"'](?:https?:)?//|<link[^>]*href=[\"'](?:https?:)?//|@import|url\((?:https?:)?//", re.I
    )
    files = [*templates(), *PACKAGE.glob("*/static/*/*.css"), *PACKAGE.glob("*/static/*/*.js")]
    assert not [f"{said(path)}: {found.group()}" for path in files for found in wanted.finditer(path.read_text())]


def kinds():
    for room in rooms():
        if find_spec(f"groundswell.{room}.kinds"):
            import_module(f"groundswell.{room}.kinds")
    return [kind for kind in all_kinds() if not kind.code.startswith("test")]


def test_every_kind_of_event_has_a_sentence_and_belongs_to_a_known_notice():
    found = kinds()
    assert found
    for kind in found:
        said_ = str(kind.sentence)
        assert said_.strip(), kind.code
        assert kind.about.strip(), f"{kind.code}: `about` says when it is recorded (docs/events.md)"
        assert len(said_) <= 140, f"{kind.code}: a sentence on a line of time is short"
        assert kind.notice == "" or kind.notice in NOTICES, kind.code
        assert isinstance(kind.sentence, Promise), f"{kind.code}: its sentence can be translated"
        names = [name for _, name, _, _ in string.Formatter().parse(said_) if name is not None]
        assert all(name.isidentifier() for name in names), kind.code


def test_strings_for_translation_are_whole():
    """`_(f"...")` and `_("a" + name)` can never be found by a translator."""
    wrong = re.compile(r"\b_?(?:gettext(?:_lazy)?|_)\(\s*(?:f[\"']|[\"'][^\"'\n]*[\"']\s*(?:\+|%|\.format))")
    assert not [f"{said(path)}: {found.group()}" for path in sources() for found in wrong.finditer(path.read_text())]


def test_locks_name_no_host():
    for name in ("production", "meaning", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert not [sign for sign in ("://", "--index-url", "--find-links") if sign in text]
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert all("==" in line for line in pinned)
        assert text.count("--hash=sha256:") >= len(pinned)


def test_the_npm_lock_names_no_host():
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:pypi|pythonhosted|npmjs|registry\.|debian\.org)[\w.-]*/",
        r"(?<![\w.])/(?:home|root|Users|work|opt/[a-z-]*pypi)/\w+",
        r"file:///",
    ],
    ids=["registry host", "machine path", "file address"],
)
def test_no_tracked_file_names(pattern):
    """Registries and the folders of one machine belong to that machine's own settings."""
    wanted = re.compile(pattern)
    own = {ROOT / "tests/house/test_source.py", *(ROOT / "commoncause/tests/cases").glob("*")}
    assert not [
        f"{said(path)}: {found.group()}"
        for path in tracked()
        if path not in own and path.suffix not in (".csv", ".xz", ".jsonl", ".woff2")
        for found in wanted.finditer(words_of(path))
    ]


def test_files_stay_small_enough_to_read():
    """Nine in ten files of ours are under 250 lines; none is a chapter."""
    long = {said(path): count for path in sources() if (count := len(path.read_text().splitlines())) > 400}
    assert not long


NOT_TYPED = {
    "by",
    "name",
    "next",
    "seat",
    "where",
    "state",
    "result",
    "why",
    "number",
    "decision",
    "day",
    "due",
    "trigger",
}


def test_letters_hold_nothing_that_somebody_typed():
    """Mail leaves the house: it says that something happened and where to read it."""
    for kind in kinds():
        if kind.straight_away:
            holes = {
                name for _text, name, *_rest in string.Formatter().parse(str(kind.letter or kind.sentence)) if name
            }
            assert holes <= NOT_TYPED, f"{kind.code} would mail {holes - NOT_TYPED}: give it a `letter`"


def test_the_locks_agree_on_every_release():
    """What is tested is what is installed: the demonstration and production must not differ by when they were compiled."""
    pinned = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.M | re.I)
    locks = [dict(pinned.findall(path.read_text())) for path in sorted((ROOT / "requirements").glob("*.txt"))]
    assert len(locks) == 4
    different = {
        name for one in locks for other in locks for name in one.keys() & other.keys() if one[name] != other[name]
    }
    assert not different


def test_one_place_says_under_which_name_a_file_is_saved():
    """`ui.downloads` knows the names that trick a header or a folder."""
    wrote = re.compile(r"Content-Disposition[\"']\]? *[=:](?! disposition\()")
    own = ROOT / "groundswell/ui/downloads.py"
    assert not [
        said(path) for path in tracked()
        if path.is_relative_to(ROOT / "groundswell") and "tests" not in path.parts and path != own and wrote.search(words_of(path))
    ]  # fmt: skip
