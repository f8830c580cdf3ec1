// Reads JSON {rules, routes, texts} from the standard input and answers what the page finds in each text.
import { readFileSync } from 'node:fs';
import { handover, routesFrom } from '../static/safetext/handover.js';
import { findings, patternsFrom, warming } from '../static/safetext/safetext.js';

const { rules, routes, texts, shapes } = JSON.parse(readFileSync(0, 'utf8'));
const patterns = patternsFrom(rules, shapes);
for (const expression of warming(patterns)) if (expression.lastIndex) throw new Error(String(expression)); // leaves no trace
const doors = routesFrom(routes);
const answers = texts.map((text) => {
  const found = findings(text, patterns);
  return {
    found: found.map((one) => [one.kind, one.start, one.end, one.words]),
    units: found.map((one) => [one.from, one.to]),
    routes: handover(text, doors, patterns.lookalikes),
  };
});
process.stdout.write(JSON.stringify(answers));
