-- LM9 to LM14: what the surroundings make of it. In calendar days.
-- People behind a figure are those of the same organisation: added up further above, nobody is counted twice.

CREATE TEMP TABLE t_noticed AS
SELECT c.change, c.team, c.owner, COALESCE(m.organisation, 0) AS organisation, {as_of} - c.raised AS age,
    CASE WHEN c.answered <= {as_of} THEN c.answered - c.raised ELSE {as_of} - c.raised END AS days,
    CASE WHEN c.answered <= {as_of} THEN 1 ELSE 0 END AS answered
FROM t_change c LEFT JOIN {member} m ON m.person = c.owner AND m.home = 1 AND m.gone = 0
WHERE c.raised > {since};

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_RESPONSE}, n.days, SUM(n.answered), SUM(1 - n.answered), 0, 0
FROM t_noticed n JOIN {inside} i ON i.team = n.team GROUP BY i.unit, n.days;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_SILENT}, 0, SUM(CASE WHEN n.age >= {silent} AND (n.answered = 0 OR n.days > {silent}) THEN 1 ELSE 0 END),
    SUM(CASE WHEN n.age >= {silent} THEN 1 ELSE 0 END), COUNT(*),
    COUNT(DISTINCT CASE WHEN n.organisation = i.organisation THEN n.owner END)
FROM t_noticed n JOIN {inside} i ON i.team = n.team GROUP BY i.unit;

CREATE TEMP TABLE t_asked AS
SELECT r.change, c.team, r.person, COALESCE(m.organisation, 0) AS organisation,
    CASE WHEN r.decided <= {as_of} THEN r.decided - r.asked ELSE {as_of} - r.asked END AS days,
    CASE WHEN r.decided <= {as_of} THEN 1 ELSE 0 END AS decided,
    CASE WHEN r.decided <= r.due THEN 1 ELSE 0 END AS in_time,
    CASE WHEN r.decided > {as_of} AND r.due < {as_of} THEN 1 ELSE 0 END AS past
FROM t_request r JOIN t_change c ON c.change = r.change
LEFT JOIN {member} m ON m.person = r.person AND m.home = 1 AND m.gone = 0
WHERE r.asked > {since};

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_DECISION}, r.days, SUM(r.decided), SUM(1 - r.decided), 0, 0
FROM t_asked r JOIN {inside} i ON i.team = r.team GROUP BY i.unit, r.days;

-- a of b in the clock, and c of them still open past it; d people.
INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_WITHIN}, 0, SUM(r.in_time), SUM(r.decided) + SUM(r.past), SUM(r.past),
    COUNT(DISTINCT CASE WHEN r.organisation = i.organisation THEN r.person END)
FROM t_asked r JOIN {inside} i ON i.team = r.team GROUP BY i.unit;

CREATE TEMP TABLE t_passage AS
SELECT c.change, c.team, c.owner, COALESCE(m.organisation, 0) AS organisation, c.plain,
    COALESCE(x.requests, 0) AS requests, COALESCE(x.handoffs, 0) AS handoffs, COALESCE(x.returned, 0) AS returned
FROM t_change c LEFT JOIN {member} m ON m.person = c.owner AND m.home = 1 AND m.gone = 0
LEFT JOIN (
    SELECT change, COUNT(*) AS requests, SUM(CASE WHEN level <> before THEN 1 ELSE 0 END) AS handoffs, MAX(returned) AS returned
    FROM (
        SELECT change, level, returned, COALESCE(LAG(level) OVER (PARTITION BY change ORDER BY asked, ref), 0) AS before
        FROM t_request
    ) y GROUP BY change
) x ON x.change = c.change
WHERE c.worked > {since} AND c.worked <= {as_of};

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_APPROVALS}, 0, SUM(p.requests), SUM(p.handoffs), SUM(p.returned), COUNT(*)
FROM t_passage p JOIN {inside} i ON i.team = p.team GROUP BY i.unit;

-- key: a thousandfold requests, and hand-offs; to know how much hangs on which changes these were.
INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_PASSED}, LEAST(p.requests, 999) * 1000 + LEAST(p.handoffs, 999), COUNT(*), 0, 0, 0
FROM t_passage p JOIN {inside} i ON i.team = p.team
GROUP BY i.unit, LEAST(p.requests, 999) * 1000 + LEAST(p.handoffs, 999);

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_OWN_AUTHORITY}, 0, SUM(CASE WHEN p.plain = 1 AND p.requests = 0 THEN 1 ELSE 0 END), SUM(p.plain), 0,
    COUNT(DISTINCT CASE WHEN p.organisation = i.organisation THEN p.owner END)
FROM t_passage p JOIN {inside} i ON i.team = p.team GROUP BY i.unit;

-- Lives that reach into the window, and what each waited for; days that two waits share are counted once.
CREATE TEMP TABLE t_life AS
SELECT change, team, owner, raised, LEAST(worked, {as_of}) AS ends FROM t_change
WHERE LEAST(worked, {as_of}) > {since} AND worked >= raised;

CREATE TEMP TABLE t_wait AS
SELECT l.change, l.raised AS begins, LEAST(c.answered, l.ends) AS ends
FROM t_life l JOIN t_change c ON c.change = l.change
UNION ALL
SELECT l.change, GREATEST(r.asked, l.raised), LEAST(r.decided, l.ends) FROM t_life l JOIN t_request r ON r.change = l.change
UNION ALL
SELECT l.change, GREATEST(b.since, l.raised), LEAST(b.cleared, l.ends) FROM t_life l JOIN t_blocker b ON b.change = l.change;

CREATE TEMP TABLE t_spent AS
SELECT l.change, l.team, l.owner, l.ends - l.raised AS elapsed, COALESCE(w.waited, 0) AS waited
FROM t_life l LEFT JOIN (
    SELECT change, SUM(CASE WHEN ends > GREATEST(begins, reached) THEN ends - GREATEST(begins, reached) ELSE 0 END) AS waited
    FROM (
        SELECT change, begins, ends, COALESCE(MAX(ends) OVER (
            PARTITION BY change ORDER BY begins, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reached
        FROM t_wait WHERE begins < ends
    ) y GROUP BY change
) w ON w.change = l.change;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_WAITING}, 0, SUM(s.waited), SUM(s.elapsed), COUNT(*),
    COUNT(DISTINCT CASE WHEN m.organisation = i.organisation THEN s.owner END)
FROM t_spent s JOIN {inside} i ON i.team = s.team
LEFT JOIN {member} m ON m.person = s.owner AND m.home = 1 AND m.gone = 0 GROUP BY i.unit;

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_WAITED}, 0, SUM(s.waited * s.waited), SUM(s.waited * s.elapsed), SUM(s.elapsed * s.elapsed), 0
FROM t_spent s JOIN {inside} i ON i.team = s.team GROUP BY i.unit;

-- key: a thousandfold level, and the age in days (999 for all that is older).
INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_BLOCKED}, b.level * 1000 + LEAST({as_of} - b.since, 999), COUNT(*), SUM({as_of} - b.since), 0, 0
FROM t_blocker b JOIN {inside} i ON i.team = b.team WHERE b.cleared > {as_of}
GROUP BY i.unit, b.level * 1000 + LEAST({as_of} - b.since, 999);

INSERT INTO {cell} (unit, measure, key, a, b, c, d)
SELECT i.unit, {M_REVERSAL}, 0, SUM(CASE WHEN c.reversed <= c.worked + {learned} THEN 1 ELSE 0 END), COUNT(*), 0,
    COUNT(DISTINCT CASE WHEN m.organisation = i.organisation THEN c.owner END)
FROM t_change c JOIN {inside} i ON i.team = c.team
LEFT JOIN {member} m ON m.person = c.owner AND m.home = 1 AND m.gone = 0
WHERE c.worked <= {as_of} - {learned} AND c.worked > {as_of} - {learned} - {window} GROUP BY i.unit;
