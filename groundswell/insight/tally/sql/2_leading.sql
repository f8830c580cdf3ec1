-- LM1: who of a team led; LM2: by staff group; LM3: how the changes are shared among them.

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT m.team, {M_LED}, 0, COUNT(DISTINCT m.person), COUNT(DISTINCT CASE WHEN m.manager = 0 THEN m.person END), 0, 0
FROM t_leader l JOIN {member} m ON m.person = l.person
WHERE m.gone = 0 AND m.organisation IN (SELECT organisation FROM {touched}) GROUP BY m.team;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_GROUPS}, m.grp, COUNT(DISTINCT m.person), 0, 0, 0
FROM t_leader l JOIN {member} m ON m.person = l.person AND m.home = 1 AND m.gone = 0 JOIN {inside} i ON i.team = m.team
GROUP BY i.unit, m.grp;

-- A change weighs {weight}, so that up to ten leads share it without a rest. Changes and leads of a team are but numbered.
CREATE TEMP TABLE t_weight AS
SELECT m.team, l.change, l.person, {weight} {div} l.leads AS weight
FROM (SELECT change, person, COUNT(*) OVER (PARTITION BY change) AS leads FROM t_leads) l
JOIN {member} m ON m.person = l.person AND m.home = 1 AND m.gone = 0
WHERE m.organisation IN (SELECT organisation FROM {touched});

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT w.team, {M_WEIGHTS}, DENSE_RANK() OVER (PARTITION BY w.team ORDER BY w.change) * {MANY}
    + DENSE_RANK() OVER (PARTITION BY w.team ORDER BY w.person), w.weight, 0, 0, 0
FROM t_weight w JOIN (
    SELECT team, COUNT(DISTINCT change) AS changes, COUNT(DISTINCT person) AS leads FROM t_weight GROUP BY team
) n ON n.team = w.team WHERE n.leads >= {fewest_leads} AND n.changes >= {fewest_led};
