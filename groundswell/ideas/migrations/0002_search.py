"""Full-text search kept in step by the database itself: FTS5 with triggers on SQLite, a stored tsvector on PostgreSQL."""

from django.db import migrations

from groundswell.ui.new_database import AS_WELL

SQLITE = """
CREATE VIRTUAL TABLE ideas_remembered_fts USING fts5(
    title, text, shown, content='ideas_remembered', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2', prefix='2 3');
CREATE TRIGGER ideas_remembered_ai AFTER INSERT ON ideas_remembered BEGIN
    INSERT INTO ideas_remembered_fts(rowid, title, text, shown) VALUES (new.id, new.title, new.text, new.shown); END;
CREATE TRIGGER ideas_remembered_ad AFTER DELETE ON ideas_remembered BEGIN
    INSERT INTO ideas_remembered_fts(ideas_remembered_fts, rowid, title, text, shown)
    VALUES ('delete', old.id, old.title, old.text, old.shown); END;
CREATE TRIGGER ideas_remembered_au AFTER UPDATE OF title, text, shown ON ideas_remembered BEGIN
    INSERT INTO ideas_remembered_fts(ideas_remembered_fts, rowid, title, text, shown)
    VALUES ('delete', old.id, old.title, old.text, old.shown);
    INSERT INTO ideas_remembered_fts(rowid, title, text, shown) VALUES (new.id, new.title, new.text, new.shown); END;
"""
SQLITE_BACK = """
DROP TRIGGER ideas_remembered_ai; DROP TRIGGER ideas_remembered_ad; DROP TRIGGER ideas_remembered_au;
DROP TABLE ideas_remembered_fts;
"""
POSTGRES = """
ALTER TABLE ideas_remembered ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'B')
    || setweight(to_tsvector('simple', shown), 'D')) STORED;
CREATE INDEX ideas_remembered_lexemes ON ideas_remembered USING gin (lexemes);
CREATE INDEX ideas_remembered_at ON ideas_remembered (at DESC);
"""
POSTGRES_BACK = "DROP INDEX ideas_remembered_at; ALTER TABLE ideas_remembered DROP COLUMN lexemes;"


def run(sqlite: str, postgres: str):
    def step(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        if vendor == "sqlite":
            # Django's own script splitter cuts triggers in two; the driver's does not.
            schema_editor.connection.ensure_connection()
            for statement in _statements(sqlite):
                schema_editor.execute(statement, params=None)
        else:
            schema_editor.execute(postgres, params=None)

    return step


def _statements(script: str) -> list[str]:
    """Split at the ends of statements, a trigger's being `END;`."""
    found, part = [], ""
    for piece in script.split(";"):
        part += piece
        if "BEGIN" in part and not part.rstrip().endswith("END"):
            part += ";"
            continue
        if part.strip():
            found.append(part.strip())
        part = ""
    return found


class Migration(migrations.Migration):
    dependencies = [("ideas", "0001_initial")]
    operations = [migrations.RunPython(run(SQLITE, POSTGRES), run(SQLITE_BACK, POSTGRES_BACK), hints=AS_WELL)]
