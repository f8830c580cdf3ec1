"""Imports and foreign keys go down; doors of other rooms stay closed."""

from __future__ import annotations

import ast
import sys

import grimp
import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.house.the_house import FLOOR, PACKAGE, PRIVATE, ROOT, rooms, said, sources


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("groundswell", cache_dir=None)


def test_the_import_contracts_hold():
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


def test_every_room_has_a_floor():
    assert set(rooms()) <= set(FLOOR)


def test_foreign_keys_go_down():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if (room := room_of(model)) in FLOOR
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and (other := room_of(field.related_model)) in FLOOR
        if other != room and FLOOR[other] >= FLOOR[room]
    ]
    assert not upward


def room_of(model: type) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "groundswell" else ""


def test_views_forms_and_presenters_of_another_room_are_private(graph):
    entered = []
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            mine, theirs = importer.split("."), imported.split(".")
            if len(theirs) > 2 and mine[1:2] != theirs[1:2] and theirs[2] in PRIVATE and theirs[1] != "ui":
                entered.append(f"{importer} -> {imported}")
    # Tests of a room may mount the addresses of the rooms they stand on.
    assert not [line for line in entered if ".tests." not in line.split(" -> ")[0]]


def test_insight_never_knows_people(graph):
    """The promise "we never rank people" is a missing arrow. It holds before the room is built."""
    insight = [module for module in graph.modules if module.startswith("groundswell.insight")]
    known = {other for module in insight for other in graph.find_modules_directly_imported_by(module)}
    assert not [other for other in known if other.startswith("groundswell.people")]


@pytest.mark.parametrize(
    "folder", [PACKAGE / "safetext", ROOT / "commoncause" / "src" / "commoncause"], ids=lambda p: p.name
)
def test_the_plain_packages_need_only_the_standard_library(folder):
    allowed = sys.stdlib_module_names | {folder.name, "groundswell"}
    strange = []
    for path in folder.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            strange += [f"{said(path)}: {name}" for name in names if name.split(".")[0] not in allowed]
            strange += [
                f"{said(path)}: {name}" for name in names if name.startswith("groundswell.") and "safetext" not in name
            ]
    assert not strange


def test_pages_reach_records_only_through_questions_and_verbs():
    """Views, presenters and templates touch no manager and save nothing."""
    wrong = []
    for path in sources():
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1 and parts[1].removesuffix(".py") in ("views", "presenters"):
            tree = ast.parse(path.read_text())
            wrong += [f"{said(path)}:{node.lineno} .{node.attr}" for node in ast.walk(tree) if touches_records(node)]
    assert not wrong


def touches_records(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in (
        "objects", "_default_manager", "save", "delete", "bulk_create", "bulk_update", "filter", "exclude", "raw",
    )  # fmt: skip


CLOCKS = ("timezone.now", "datetime.now", "datetime.utcnow", "date.today", "timezone.localdate", "time.time")
TIMELESS = {"models", "rules", "queries", "actions", "presenters", "kinds"}
# What somebody may see is asked on every page without saying when; at a given time it takes `at`.
SEES_NOW = {"groundswell/people/queries/seeing.py", "groundswell/ideas/queries/ideas.py"}


def test_rules_verbs_and_questions_read_no_clock():
    """Time is read in views and jobs and handed in everywhere else, so that a test can say the date."""
    wrong = []
    for path in sources():
        parts = {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts[1:]}
        if not parts & TIMELESS or said(path) in SEES_NOW:
            continue
        tree = ast.parse(path.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS]
        wrong += [f"{said(path)}:{call.lineno} {ast.unparse(call)}" for call in calls]
    assert not wrong
