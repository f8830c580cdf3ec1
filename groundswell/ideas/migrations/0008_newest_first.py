"""On PostgreSQL readers stand beside the words in the index, and under blocks of ids, so that newest texts come first.

A block is 8,192 ids ("qxorg1/12"), a shelf sixteen blocks ("qxorg1//0"). Positions and weights of words are not asked for any
more and not kept. New rows go straight into the index: a list of pending ones would be read whole at every look. SQLite
walks its index from the newest text back by itself.
"""

from django.db import migrations

from groundswell.ui.new_database import AS_WELL

READERS = r"regexp_replace(shown, '(\S+)', '\1/' || (id >> 13)::text || ' \1//' || (id >> 17)::text, 'g')"
FORWARD = f"""
DROP INDEX ideas_remembered_at;
ALTER TABLE ideas_remembered DROP COLUMN lexemes,
    ADD COLUMN readers text[] GENERATED ALWAYS AS (string_to_array({READERS}, ' ')) STORED;
ALTER TABLE ideas_remembered
    ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (strip(to_tsvector('english', title || ' ' || text))) STORED;
CREATE INDEX ideas_remembered_lexemes ON ideas_remembered USING gin (lexemes, readers) WITH (fastupdate = off);
"""
BACK = """
ALTER TABLE ideas_remembered DROP COLUMN readers, DROP COLUMN lexemes;
ALTER TABLE ideas_remembered ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'B')
    || setweight(to_tsvector('simple', shown), 'D')) STORED;
CREATE INDEX ideas_remembered_lexemes ON ideas_remembered USING gin (lexemes);
CREATE INDEX ideas_remembered_at ON ideas_remembered (at DESC);
"""


def run(postgres: str):
    def step(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(postgres, params=None)

    return step


class Migration(migrations.Migration):
    dependencies = [("ideas", "0007_a_name_for_one_keeper")]
    operations = [migrations.RunPython(run(FORWARD), run(BACK), hints=AS_WELL)]
