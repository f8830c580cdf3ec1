// What might this text contain that it should not? The twin of finder.py and wording.py: the same rules file, the same spans.
// Nothing is sent anywhere.

import { namesIn } from './names.js';
import { matchesOf, patternsFrom } from './patterns.js';
import { madePlain } from './plain.js';

export { patternsFrom };

const SMALL = /[a-z]/;
const CALLED_OUT = 3; // spaces: fewer words in capitals are a code or initials
const LIKE_ANY = ['Mrs Example waited 3 hours on Ward 4, bed 2.', 'call her son on 01632 960123 about the 3/4/1950 letter'];
const WORD = /[a-z0-9]/;

/**
 * Everything in the text that may point to a patient, in order and never overlapping: kind, words, advice, mask,
 * `start` and `end` in code points as on the server, `from` and `to` in UTF-16 units for `slice`.
 */
export function findings(text, patterns) {
  const plain = withoutMasks(calm(madePlain(text, patterns.lookalikes)), patterns.masks);
  const taken = new Uint8Array(plain.clean.length);
  const found = [];
  const take = (spans) => {
    for (const [start, end, kind] of spans) {
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push([start, end, kind]);
    }
  };
  for (const rule of patterns.rules) take(spansOf(rule, plain));
  take(namesIn(plain, patterns.names, [...found]));
  take(combinationsIn(plain, patterns.combinations));
  return found.sort((one, other) => one[0] - other[0]).map((span) => finding(text, plain, span, patterns.kinds));
}

/** Every expression tried on a few words: browsers make one ready at its first use, which would hold up the first text. */
export function* warming(patterns) {
  for (const expression of expressionsOf(patterns)) {
    for (const words of LIKE_ANY) expression.test(words);
    expression.lastIndex = 0;
    yield expression;
  }
}

function* expressionsOf(value) {
  if (value instanceof RegExp) yield value;
  else if (Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype) {
    for (const part of Object.values(value)) yield* expressionsOf(part);
  }
}

/** The text with the words of one finding said another way. */
export function masked(text, { from, to, mask }) {
  return text.slice(0, from) + mask + text.slice(to);
}

function finding(text, plain, [start, end, kind], kinds) {
  const from = plain.units[start];
  const to = plain.units[end];
  const { advice, called, mask } = kinds[kind];
  return { kind, start: plain.points[start], end: plain.points[end], from, to, words: text.slice(from, to), advice, called, mask };
}

// A whole text in capitals is read in small letters: there, capitals tell no names.
function calm(plain) {
  if (SMALL.test(plain.clean) || plain.clean.split(' ').length <= CALLED_OUT) return plain;
  return { ...plain, clean: plain.folded };
}

function withoutMasks(plain, masks) {
  if (!plain.clean.includes('[')) return plain;
  const blank = (words) => words.replace(masks, (mask) => '\0'.repeat(mask.length));
  return { ...plain, clean: blank(plain.clean), folded: blank(plain.folded) };
}

function* spansOf(rule, plain) {
  for (const [start, end] of matchesOf(rule.pattern, rule.left, rule.keepsCase ? plain.clean : plain.folded)) {
    const words = (rule.keepsCase ? plain.clean : plain.folded).slice(start, end);
    if ((!rule.check || rule.check(words, rule.limits)) && !explained(rule, plain.folded, start, end)) {
      yield [start, end, rule.kind];
    }
  }
}

function explained(rule, text, start, end) {
  const before = text.slice(Math.max(0, start - rule.window), start);
  const after = text.slice(end, end + rule.window);
  if (rule.unlessBefore && rule.unlessBefore.test(before)) return true;
  if (rule.unlessAfter && rule.unlessAfter.test(after)) return true;
  const theirs = lastOf(rule.theirs, before);
  return lastOf(rule.notTheirs, before) >= Math.max(theirs, 0) || (rule.needsTheirs && theirs < 0);
}

function lastOf(words, before) {
  let last = -1;
  if (words) for (const [, end] of matchesOf(words, null, before)) last = end;
  return last;
}

function* combinationsIn(plain, rules) {
  if (!rules.anchor.test(plain.folded)) return;
  for (const [start, end] of sentencesOf(plain.folded, rules.sentence_end)) {
    const sentence = plain.folded.slice(start, end);
    if (!rules.anchor.test(sentence)) continue;
    const matches = rules.clues.map(([weight, clue]) => [weight, clue.exec(sentence)]).filter(([, match]) => match);
    if (matches.reduce((sum, [weight]) => sum + weight, 0) < rules.needed) continue;
    let first = Math.min(...matches.map(([, match]) => match.index));
    if (!WORD.test(sentence.charAt(first))) first += 1; // the sign before the first word
    yield [start + first, start + Math.max(...matches.map(([, match]) => match.index + match[0].length)), rules.kind];
  }
}

function* sentencesOf(text, ends) {
  let start = 0;
  for (const [from, to] of matchesOf(ends, null, text)) {
    yield [start, from];
    start = to;
  }
  yield [start, text.length];
}
