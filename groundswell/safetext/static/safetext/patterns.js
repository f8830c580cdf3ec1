// rules.json made ready to run. The twin of patterns.py. Nothing here looks behind: Safari before 16.4 cannot read that,
// so what may not stand before a match (`left`) is tried on the text in front of it.

import { CHECKS } from './checks.js';
import { lookalikesFrom } from './plain.js';

const FRAGMENT = /\{\{([a-z_]+)\}\}/g;
const UP_TO_HERE = '(?![\\s\\S])';
const NO_LETTER_OR_DIGIT = ['[A-Za-z0-9À-ÖØ-öø-ɏ]'];
const LONGEST_LEFT = 2;

/** Rules of the shape of rules.json, ready for `findings`; `shapes` are those of an organisation's own numbers. */
export function patternsFrom(data, shapes = []) {
  const fragments = spelledOut(data.fragments);
  const spell = (pattern) => pattern.replace(FRAGMENT, (_, name) => `(?:${fragments[name]})`);
  const clues = (list, before, after) => list.map(([weight, ...rest]) => [
    weight,
    new RegExp(`${before}(?:${spell(rest[rest.length - 1])})${after}`),
    rest.length > 1 ? rest[0] : 'any', // for which names it counts
  ]);
  const masks = Object.values(data.kinds).map((kind) => kind.mask.replace(/[[\]()*+?.\\^$|]/g, '\\$&'));
  return {
    kinds: data.kinds,
    rules: [...data.rules, ...shapes.map((shape) => ownNumber(data.own_number, shape))].map((entry) => rule(entry, spell)),
    names: namesFrom(data, spell, clues),
    combinations: {
      ...data.combinations,
      sentence_end: new RegExp(data.combinations.sentence_end, 'g'),
      anchor: new RegExp(spell(data.combinations.anchor)),
      clues: clues(data.combinations.clues, '', ''),
    },
    lookalikes: lookalikesFrom(data.lookalikes),
    masks: new RegExp(masks.join('|'), 'g'),
  };
}

/** Start and end of every match that has nothing of `left` before it; of group 1 where there is one: it ends the match. */
export function* matchesOf(pattern, left, text) {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (left && left.test(text.slice(Math.max(0, match.index - LONGEST_LEFT), match.index))) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    const next = pattern.lastIndex; // the caller may use the same pattern in between
    const end = match.index + match[0].length;
    yield [end - (match.length > 1 ? match[1] : match[0]).length, end];
    pattern.lastIndex = next;
  }
}

/** The pattern, with its fragments put in, as whole words anywhere in a text in small letters. */
export function wholeWords(pattern, fragments, flags = '') {
  const ready = spelledOut(fragments);
  return new RegExp(`(?:^|[^a-z0-9])(?:${pattern.replace(FRAGMENT, (_, name) => `(?:${ready[name]})`)})(?![a-z0-9])`, flags);
}

// A is a letter, 9 a digit, everything else as it is, in a text in small letters. The server has looked that it is sound.
function ownNumber(entry, shape) {
  const pattern = [...shape].map((sign) => {
    if (sign === 'A') return '[a-z]';
    if (sign === '9') return '[0-9]';
    return ' ./-'.includes(sign) ? `[${sign}]` : sign.toLowerCase();
  });
  return { ...entry, pattern: pattern.join('') + entry.after };
}

function rule(entry, spell) {
  const [check, ...limits] = entry.check || [];
  const whole = (name) => entry[name] && new RegExp(`(?:^|[^a-z0-9])(?:${spell(entry[name])})(?![a-z0-9])`, 'g');
  return {
    kind: entry.kind,
    keepsCase: Boolean(entry.keeps_case),
    pattern: new RegExp(spell(entry.pattern), 'g'),
    left: leftOf(entry.left, spell),
    check: CHECKS[check],
    limits,
    theirs: whole('theirs'),
    notTheirs: whole('not_theirs'),
    needsTheirs: Boolean(entry.needs_theirs),
    window: entry.window || 40,
    unlessBefore: entry.unless_before && new RegExp(`(?:${spell(entry.unless_before)})${UP_TO_HERE}`),
    unlessAfter: entry.unless_after && new RegExp(`^(?:${spell(entry.unless_after)})`),
  };
}

function namesFrom(data, spell, clues) {
  const names = data.names;
  return {
    ...names,
    run: new RegExp(spell(names.run), 'g'),
    part: new RegExp(spell(names.part), 'g'),
    sentence_end: new RegExp(data.combinations.sentence_end),
    around: clues(names.around, '', ''),
    small: new RegExp(spell(names.small), 'g'),
    small_ending: new RegExp(spell(names.small_ending)),
    small_cue: new RegExp(`(?:${spell(names.small_cue)})${UP_TO_HERE}`),
    surname_first: new RegExp(spell(names.surname_first), 'g'),
    left: leftOf(NO_LETTER_OR_DIGIT, spell),
    joined: new RegExp(`^(?:${spell(names.joined)})$`),
    ending: new RegExp(spell(names.ending)),
    before: clues(names.before, '', UP_TO_HERE),
    after: clues(names.after, '^', ''),
    words: Object.fromEntries(Object.entries(data.words).map(([name, words]) => [name, new Set(words.split(' '))])),
  };
}

function leftOf(list, spell) {
  return list && list.length ? new RegExp(`(?:${list.map(spell).join('|')})${UP_TO_HERE}`) : null;
}

function spelledOut(fragments) {
  const ready = {};
  const spell = (name) => {
    if (!(name in ready)) ready[name] = fragments[name].replace(FRAGMENT, (_, inner) => `(?:${spell(inner)})`);
    return ready[name];
  };
  Object.keys(fragments).forEach(spell);
  return ready;
}
