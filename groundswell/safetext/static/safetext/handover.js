// Is this for another door? The twin of handover.py: the same routes file, the same routes. Nothing is sent anywhere.

import { wholeWords } from './patterns.js';
import { madePlain } from './plain.js';

/** Routes of the shape of routes.json, ready for `handover`. */
export function routesFrom(data) {
  return Object.entries(data.routes).map(([code, { says, unless }]) => ({
    code, says: wholeWords(says, data.fragments), unless: wholeWords(unless, data.fragments),
  }));
}

/** The codes of the routes that these words may belong to, most pressing first. */
export function handover(text, routes, lookalikes) {
  const words = madePlain(text, lookalikes).folded;
  return routes.filter(({ says, unless }) => says.test(words) && !unless.test(words)).map(({ code }) => code);
}
