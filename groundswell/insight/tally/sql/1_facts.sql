-- What every measure starts from, each read from the log once.
-- What others are joined by is cast where a function makes it: SQLite gives it no type otherwise, and joins without an index.

-- A change: who raised it first and where, and the first day of what happened to it. {never} where it did not.
CREATE TEMP TABLE t_raised AS
SELECT change, MIN(day) AS day, CAST(MIN(person) AS BIGINT) AS owner, CAST(MIN(team) AS BIGINT) AS team
FROM (
    SELECT change, day, person, team, event, MIN(event) OVER (PARTITION BY change) AS first
    FROM {fact} WHERE kind IN {BEGINNINGS} AND day <= {as_of}
) x WHERE event = first GROUP BY change;

CREATE TEMP TABLE t_change AS
SELECT r.change, r.day AS raised, r.owner, r.team,
    COALESCE(MIN(CASE WHEN f.person > 0 AND f.person <> r.owner THEN f.day END), {never}) AS answered,
    COALESCE(MIN(CASE WHEN f.kind = {IMPLEMENTED} THEN f.day END), {never}) AS worked,
    COALESCE(MIN(CASE WHEN f.kind = {REVERSED} THEN f.day END), {never}) AS reversed,
    MAX(CASE WHEN f.kind = {LED} THEN f.result ELSE 0 END) AS plain
FROM {fact} f JOIN t_raised r ON r.change = f.change
WHERE f.day >= r.day AND f.day <= {as_of}
GROUP BY r.change, r.day, r.owner, r.team;

-- Who led: a seat, and an act of one's own on that day or later. `last` is the latest of them.
CREATE TEMP TABLE t_seat AS
SELECT change, person, MIN(day) AS day, MAX(level) AS managerial
FROM {fact} WHERE kind IN {SEATS} AND person > 0 AND day <= {as_of} GROUP BY change, person;

CREATE TEMP TABLE t_led AS
SELECT s.change, s.person, MIN(f.day) AS since, MAX(f.day) AS last, MAX(s.managerial) AS managerial
FROM t_seat s JOIN {fact} f ON f.change = s.change AND f.person = s.person
WHERE f.kind IN {OWN_ACTS} AND f.day >= s.day AND f.day <= {as_of}
GROUP BY s.change, s.person;

CREATE TEMP TABLE t_leads AS
SELECT change, person, managerial FROM t_led WHERE last > {since};

CREATE TEMP TABLE t_leader AS SELECT DISTINCT person FROM t_leads;

-- A person: the first day of each stage. {never} for one not reached.
CREATE TEMP TABLE t_stage AS
SELECT x.person, x.noticed, x.participant, x.contributor, x.mentor, COALESCE(l.since, {never}) AS lead
FROM (
    SELECT person,
        COALESCE(MIN(CASE WHEN kind = {RAISED} THEN day END), {never}) AS noticed,
        COALESCE(MIN(CASE WHEN kind IN {TAKES_PART} THEN day END), {never}) AS participant,
        COALESCE(MIN(CASE WHEN kind IN {CONTRIBUTES} THEN day END), {never}) AS contributor,
        COALESCE(MIN(CASE WHEN kind = {MENTORED} THEN day END), {never}) AS mentor
    FROM {fact} WHERE person > 0 AND day <= {as_of} GROUP BY person
) x LEFT JOIN (SELECT person, MIN(since) AS since FROM t_led GROUP BY person) l ON l.person = x.person;

-- A permission, from asked to decided. What was decided before it was asked for took no time.
CREATE TEMP TABLE t_request AS
SELECT ref, change, person, asked, due, level, GREATEST(decided, asked) AS decided, returned
FROM (
    SELECT ref, CAST(MIN(change) AS BIGINT) AS change,
        CAST(MIN(CASE WHEN kind = {REQUESTED} THEN person END) AS BIGINT) AS person,
        MIN(CASE WHEN kind = {REQUESTED} THEN day END) AS asked,
        MIN(CASE WHEN kind = {REQUESTED} THEN due END) AS due,
        MAX(CASE WHEN kind IN ({REQUESTED}, {CLIMBED}) THEN level ELSE 0 END) AS level,
        COALESCE(MIN(CASE WHEN kind = {DECIDED} THEN day END), {never}) AS decided,
        MAX(CASE WHEN kind = {RETURNED} THEN 1 ELSE 0 END) AS returned
    FROM {fact} WHERE kind IN ({REQUESTED}, {CLIMBED}, {DECIDED}, {RETURNED}) AND day <= {as_of} GROUP BY ref
) x WHERE asked IS NOT NULL;

-- Something in the way, from said to cleared.
CREATE TEMP TABLE t_blocker AS
SELECT ref, change, since, team, level, GREATEST(cleared, since) AS cleared
FROM (
    SELECT ref, CAST(MIN(change) AS BIGINT) AS change,
        MIN(CASE WHEN kind = {BLOCKED} THEN day END) AS since,
        CAST(MAX(CASE WHEN kind = {BLOCKED} THEN team END) AS BIGINT) AS team,
        MAX(CASE WHEN kind IN ({BLOCKED}, {CLIMBED}) THEN level ELSE 0 END) AS level,
        COALESCE(MIN(CASE WHEN kind = {UNBLOCKED} THEN day END), {never}) AS cleared
    FROM {fact} WHERE kind IN ({BLOCKED}, {CLIMBED}, {UNBLOCKED}) AND day <= {as_of} GROUP BY ref
) x WHERE since IS NOT NULL;
