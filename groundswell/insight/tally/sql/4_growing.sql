-- LM7: the next stage; LM8: taken up elsewhere; LM15: the second time.

CREATE TEMP TABLE t_member AS
SELECT m.team, s.participant, s.contributor, s.lead, s.mentor, CASE WHEN m.gone > 0 THEN m.gone ELSE {never} END AS gone
FROM t_stage s JOIN {member} m ON m.person = s.person AND m.home = 1 AND m.opted_out = 0
WHERE m.organisation IN (SELECT organisation FROM {touched});

CREATE TEMP TABLE t_move AS
SELECT team, 0 AS move, GREATEST({since}, participant) AS begins, contributor AS following,
    LEAST({as_of}, contributor, lead, mentor, gone) AS ends FROM t_member WHERE participant <= {as_of}
UNION ALL
SELECT team, 1, GREATEST({since}, contributor), lead, LEAST({as_of}, lead, mentor, gone) FROM t_member WHERE contributor <= {as_of}
UNION ALL
SELECT team, 2, GREATEST({since}, lead), mentor, LEAST({as_of}, mentor, gone) FROM t_member WHERE lead <= {as_of};

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_PROGRESSION}, m.move, SUM(CASE WHEN m.following = m.ends THEN 1 ELSE 0 END), SUM(m.ends - m.begins), COUNT(*), 0
FROM t_move m JOIN {inside} i ON i.team = m.team WHERE m.begins < m.ends GROUP BY i.unit, m.move;

CREATE TEMP TABLE t_spread AS
SELECT c.change, c.team, c.owner, COUNT(DISTINCT f.team) AS children
FROM t_change c LEFT JOIN {fact} f ON f.change = c.change AND f.kind = {ADOPTED} AND f.team <> c.team
    AND f.day >= c.worked AND f.day <= c.worked + {follow_up} AND f.day <= {as_of}
WHERE c.worked > {as_of} - 2 * {follow_up} AND c.worked <= {as_of} - {follow_up}
GROUP BY c.change, c.team, c.owner;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_SPREAD}, s.children, COUNT(*), 0, 0, 0
FROM t_spread s JOIN {inside} i ON i.team = s.team GROUP BY i.unit, s.children;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_SPREAD_BY}, 0, COUNT(DISTINCT CASE WHEN m.organisation = i.organisation THEN s.owner END), COUNT(*), 0, 0
FROM t_spread s JOIN {inside} i ON i.team = s.team
LEFT JOIN {member} m ON m.person = s.owner AND m.home = 1 AND m.gone = 0 GROUP BY i.unit;

CREATE TEMP TABLE t_first AS
SELECT s.person, s.noticed, m.team
FROM t_stage s JOIN {member} m ON m.person = s.person AND m.home = 1 AND m.gone = 0
WHERE m.organisation IN (SELECT organisation FROM {touched}) AND s.noticed <= {as_of} - {again} AND s.noticed > {as_of} - {again} - {window};

CREATE TEMP TABLE t_again AS
SELECT DISTINCT f.person
FROM t_first x JOIN {fact} f ON f.person = x.person AND f.day > x.noticed AND f.day <= x.noticed + {again};

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_SECOND}, 0, COUNT(g.person), COUNT(*), 0, 0
FROM t_first x JOIN {inside} i ON i.team = x.team LEFT JOIN t_again g ON g.person = x.person GROUP BY i.unit;
