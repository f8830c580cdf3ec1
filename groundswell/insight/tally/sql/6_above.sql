-- What lies above organisations is their sum: every figure is made so that this holds.

INSERT INTO {into} (unit, measure, key, a, b, c, d)
SELECT x.unit, c.measure, c.key, SUM(c.a), SUM(c.b), SUM(c.c), SUM(c.d)
FROM {above} x JOIN {cell} c ON c.unit = x.organisation
WHERE c.measure NOT IN ({M_PAIRS}, {M_NETWORK}, {M_WEIGHTS}, {M_LED})
GROUP BY x.unit, c.measure, c.key;
