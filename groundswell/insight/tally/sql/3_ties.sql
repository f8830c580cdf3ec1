-- LM4, LM5, LM6: who follows whom, across which boundaries, and which teams change things together.

-- Somebody joined, or did a step in, a change that another led. Nobody who objected is in it.
CREATE TEMP TABLE t_tie AS
SELECT DISTINCT f.person AS follower, l.person AS leader
FROM {fact} f JOIN t_leads l ON l.change = f.change
WHERE f.kind IN {FOLLOWS} AND f.day > {since} AND f.day <= {as_of} AND f.person > 0 AND f.person <> l.person;

CREATE TEMP TABLE t_tied AS
SELECT x.follower, x.leader, f.team AS f_team, l.team AS l_team, f.manager AS f_manager, l.manager AS l_manager,
    f.grp AS f_grp, l.grp AS l_grp, f.organisation AS f_organisation, l.organisation AS l_organisation,
    f.sector AS f_sector, l.sector AS l_sector
FROM t_tie x
JOIN {member} f ON f.person = x.follower AND f.home = 1 AND f.gone = 0 AND f.opted_out = 0
JOIN {member} l ON l.person = x.leader AND l.home = 1 AND l.gone = 0 AND l.opted_out = 0;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT x.team, {M_NETWORK}, 0, SUM(x.followers), MAX(x.followers), MIN(t.staff), 0
FROM (
    SELECT l_team AS team, leader, COUNT(*) AS followers FROM t_tied WHERE f_team = l_team GROUP BY l_team, leader
) x JOIN {team} t ON t.team = x.team JOIN {touched} o ON o.organisation = t.organisation
WHERE t.agreed = 1 AND t.staff BETWEEN {fewest_staff} AND {most_staff} GROUP BY x.team;

CREATE TEMP TABLE t_crossing AS
SELECT i.unit, COUNT(*) AS ties,
    SUM(CASE WHEN x.f_manager <> x.l_manager THEN 1 ELSE 0 END) AS seat,
    SUM(CASE WHEN x.f_grp <> x.l_grp THEN 1 ELSE 0 END) AS grp,
    SUM(CASE WHEN x.f_organisation <> x.l_organisation THEN 1 ELSE 0 END) AS organisation,
    SUM(CASE WHEN x.f_sector <> x.l_sector THEN 1 ELSE 0 END) AS sector
FROM t_tied x JOIN {inside} i ON i.team = x.l_team GROUP BY i.unit;

INSERT INTO {cell} (unit, measure, key, a, b, c, d) SELECT unit, {M_TIES}, {SEAT}, seat, ties - seat, 0, 0 FROM t_crossing;
INSERT INTO {cell} (unit, measure, key, a, b, c, d) SELECT unit, {M_TIES}, {GROUP}, grp, ties - grp, 0, 0 FROM t_crossing;
INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT unit, {M_TIES}, {ORGANISATION}, organisation, ties - organisation, 0, 0 FROM t_crossing;
INSERT INTO {cell} (unit, measure, key, a, b, c, d) SELECT unit, {M_TIES}, {SECTOR}, sector, ties - sector, 0, 0 FROM t_crossing;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_MATRIX}, (x.f_manager * 2 + x.f_sector) * 4 + x.l_manager * 2 + x.l_sector, COUNT(*), 0, 0, 0
FROM t_tied x JOIN {inside} i ON i.team = x.l_team
GROUP BY i.unit, (x.f_manager * 2 + x.f_sector) * 4 + x.l_manager * 2 + x.l_sector;

-- Whoever has a tie at all, to know how many would cross if nobody saw the boundary.
CREATE TEMP TABLE t_somebody AS
SELECT i.unit, m.manager, m.grp, m.sector, COUNT(*) AS people
FROM (SELECT follower AS person FROM t_tied UNION SELECT leader FROM t_tied) x
JOIN {member} m ON m.person = x.person AND m.home = 1 AND m.gone = 0 JOIN {inside} i ON i.team = m.team
GROUP BY i.unit, m.manager, m.grp, m.sector;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT unit, {M_SIDES}, manager * 2000 + sector * 1000 + grp, SUM(people), 0, 0, 0
FROM t_somebody GROUP BY unit, manager, grp, sector;

-- Above organisations these are added up, and then b is the sum of the squares of their parts.
INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT unit, {M_TIED}, 0, SUM(people), SUM(people) * SUM(people), 0, 0 FROM t_somebody GROUP BY unit;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_CO_LED}, 0, SUM(x.managers * x.others), COUNT(*), 0, 0
FROM (
    SELECT change, MAX(managerial) AS managers, MAX(1 - managerial) AS others FROM t_leads GROUP BY change
) x JOIN t_change c ON c.change = x.change JOIN {inside} i ON i.team = c.team
GROUP BY i.unit;

-- Teams that had a part in one change, both ways round.
CREATE TEMP TABLE t_part AS
SELECT DISTINCT change, team FROM {fact} WHERE kind IN {SHARES} AND team > 0 AND day > {since} AND day <= {as_of};

CREATE TEMP TABLE t_shared AS
SELECT p.change, p.team FROM t_part p JOIN (
    SELECT change FROM t_part GROUP BY change HAVING COUNT(*) > 1
) x ON x.change = p.change;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT one.team, {M_PAIRS}, other.team, COUNT(*), MAX(CASE WHEN t.organisation <> u.organisation THEN 1 ELSE 0 END), 0, 0
FROM t_shared one JOIN t_shared other ON other.change = one.change AND other.team <> one.team
JOIN {team} t ON t.team = one.team JOIN {team} u ON u.team = other.team JOIN {touched} o ON o.organisation = t.organisation
GROUP BY one.team, other.team;
