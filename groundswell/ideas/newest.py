"""Which texts hold some words: ids of the newest that a reader may find, from the index of the database.

How much is read grows with how many texts are asked for, not with how many there are. FTS5 walks its lists from the newest
text back and stops. GIN cannot: it gathers every text that holds a word before it gives the first. So on PostgreSQL a reader's
texts stand in the index under parts of all ids: blocks ("qxorg1/12") and shelves of sixteen blocks ("qxorg1//0"), migration
0008. They are looked through part by part, newest first, until there are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

STEP, LEAP = 2, 16  # how many times as far back each look reaches as the one before
SQLITE = """
    SELECT * FROM (SELECT %s AS place, rowid AS id FROM ideas_remembered_fts
    WHERE ideas_remembered_fts MATCH %s ORDER BY rowid DESC LIMIT %s)
"""
# Blocks as far as the shelf before the last, then shelves. `far`: how many blocks back a part reaches. The first look is at
# two blocks. `id + 0`, so that PostgreSQL is never tempted to walk the table by its key instead.
POSTGRES = """
    WITH newest AS (SELECT coalesce(max(id), 0) AS id FROM ideas_remembered),
    parts AS (
        SELECT '/' || block AS part, (id >> 13) - block + 1 AS far
        FROM newest, generate_series(greatest((id >> 17) - 1, 0) << 4, id >> 13) AS block
        UNION ALL SELECT '//' || shelf, (id >> 13) - (shelf << 4) + 1 FROM newest, generate_series(0, (id >> 17) - 2) AS shelf
    ),
    looks AS (
        SELECT '{' || string_agg(reader || part, ',') || '}' AS readers FROM parts, unnest(%s::text[]) AS reader
        GROUP BY ceil(log(%s, greatest(far / 2.0, 1))) ORDER BY min(far)
    )
    SELECT asked.place - 1 AS place, held.id FROM unnest(%s::text[]) WITH ORDINALITY AS asked (words, place), LATERAL (
        SELECT found.id FROM unnest(ARRAY(SELECT readers FROM looks)) AS look (readers), LATERAL (
            SELECT id FROM ideas_remembered
            WHERE lexemes @@ to_tsquery('english', asked.words) AND readers && look.readers::text[]
            ORDER BY id + 0 DESC LIMIT %s
        ) AS found LIMIT %s
    ) AS held
"""


def holding(asked: Sequence[str], mine: Sequence[str], most: int) -> dict[int, list[int]]:
    """For each of `asked`, by its place: ids of the newest texts that hold all its words, at most `most`, newest first.

    Only what is shown to one of `mine`. A word that ends in a star is a beginning. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(*statement(asked, mine, most))
        rows = sorted(cursor.fetchall(), key=lambda row: (row[0], -row[1]))
    return {place: [pk for _, pk in found] for place, found in groupby(rows, itemgetter(0))}


def statement(asked: Sequence[str], mine: Sequence[str], most: int) -> tuple[str, list[Any]]:
    """The question of `holding`, with its parameters: rows of `place` and `id`."""
    if connection.vendor == "postgresql":
        # With a beginning, all texts that hold it are gathered anew at each look: there are fewer looks then.
        times = LEAP if any("*" in words for words in asked) else STEP
        return POSTGRES, [list(mine), times, [_on_postgres(words) for words in asked], most, most]
    params: list[Any] = [part for place, words in enumerate(asked) for part in (place, _on_sqlite(words, mine), most)]
    return " UNION ALL ".join([SQLITE] * len(asked)), params


def _on_sqlite(words: str, mine: Sequence[str]) -> str:
    asked = " AND ".join(f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in words.split())
    return f"{{title text}} : ({asked}) AND shown : ({' OR '.join(mine)})"


def _on_postgres(words: str) -> str:
    return " & ".join(f"{word[:-1]}:*" if word.endswith("*") else word for word in words.split())
