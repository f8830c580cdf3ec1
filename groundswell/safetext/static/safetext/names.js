// Whose name is this? Runs of capitalised words, weighed by what stands around them. The twin of names.py.

import { matchesOf } from './patterns.js';

const LONGEST = 5;
const ALWAYS_TITLES = new Set(['mr', 'mrs', 'ms']);
const SETTLED = 3.5; // whatever else the sentence says
const NO_SURNAME = new Set(['and', 'or', 'men', 'xx', 'xxx', 'xxxx']);
const SMALL = /[a-zß-öø-ÿ]/;

/** Start, end and kind of each name of a patient or relative; `found` is what other rules marked. */
export function* namesIn(plain, names, found) {
  let lastEnd = -1;
  let lastStaff = false;
  const all = [...candidates(plain, names), ...smallCandidates(plain, names)];
  for (const candidate of all.sort((one, other) => one.start - other.start)) {
    const { start, end, shape } = candidate;
    let weight = candidate.weight + weigh(plain, names, candidate);
    const joined = lastEnd >= 0 && names.joined.test(plain.folded.slice(lastEnd, start));
    if (joined && lastStaff && shape !== 'titled') weight += names.staff;
    lastEnd = end;
    lastStaff = weight < 0;
    if (weight > 0 && weight < names.needed && isBeside(candidate, found, names.beside_within)) weight += names.beside;
    if (weight >= names.needed && !isAllThereIs(plain, candidate)) yield [start, end, shape === 'titled' ? names.titled_kind : names.kind];
  }
}

function* candidates(plain, names) {
  let reached = 0;
  const surnameFirst = [...matchesOf(names.surname_first, names.left, plain.clean)];
  for (const [start, end] of matchesOf(names.run, names.left, plain.clean)) {
    if (start < reached) continue;
    while (surnameFirst.length && surnameFirst[0][0] < start) surnameFirst.shift();
    if (surnameFirst.length && surnameFirst[0][0] === start) {
      const [from, to] = surnameFirst.shift();
      const written = partsOf(plain, names, from, to);
      if (written.every((part) => ['capitals', 'name', 'initial'].includes(part.sort))) {
        yield { start: from, end: to, shape: 'surname_first', weight: names.shapes.surname_first };
        reached = to;
        continue;
      }
    }
    yield* segments(partsOf(plain, names, start, end), names);
  }
}

// Names typed without capitals: words that are no English, two together or one behind a word of a patient.
function* smallCandidates(plain, names) {
  const strange = [...matchesOf(names.small, names.left, plain.clean)]
    .filter(([start, end]) => isStrange(plain.clean.slice(start, end), names));
  let reached = 0;
  for (const [place, [start, end]] of strange.entries()) {
    if (start < reached) continue;
    const [after, afterEnd] = strange[place + 1] || [-1, -1];
    if (after === end + 1 && plain.clean[end] === ' ') {
      yield { start, end: afterEnd, shape: 'small_full', weight: names.shapes.small_full };
      reached = afterEnd;
    } else if (names.small_cue.test(plain.folded.slice(Math.max(0, start - names.window), start))) {
      yield { start, end, shape: 'small_single', weight: names.shapes.small_single };
    }
  }
}

// Is it no word of English or of the NHS, nor one of those with an ending?
function isStrange(word, names) {
  if (sortOf(word, word, names) !== 'name' || names.small_ending.test(word)) return false;
  return !(word.endsWith('s') && names.words.ordinary.has(word.slice(0, -1)));
}

function partsOf(plain, names, start, end) {
  const written = plain.clean.slice(start, end);
  return [...matchesOf(names.part, null, written)].map(([from, to]) => part(plain, names, start + from, start + to));
}

function part(plain, names, start, end) {
  let word = plain.folded.slice(start, end);
  if (word.endsWith('.')) word = word.slice(0, -1);
  return { start, end, word, sort: sortOf(word, plain.clean.slice(start, end), names) };
}

function sortOf(word, written, names) {
  const { words } = names;
  if (words.titles.has(word) && written !== 'MR') return 'title';
  if (words.staff_titles.has(word)) return 'staff';
  if (words.things.has(word) || words.things_before.has(word)) return 'thing';
  if (word.length === 1 && written !== 'I') return 'initial';
  if (words.ordinary.has(word.split("'")[0]) || words.titles.has(word) || names.ending.test(word)) return 'ordinary';
  return SMALL.test(written) ? 'name' : 'capitals';
}

function* segments(parts, names) {
  let place = 0;
  while (place < parts.length) {
    const first = place;
    while (place < parts.length && parts[place].sort === 'title') place += 1;
    const begin = place;
    while (place < parts.length && place - begin < LONGEST && goesOn(parts, place, begin > first)) place += 1;
    if (place > begin) yield* candidate(parts, first, begin, place, names);
    else if (place === first) place += 1;
  }
}

function goesOn(parts, place, titled) {
  const { sort } = parts[place];
  if (['name', 'initial', 'capitals'].includes(sort)) return true;
  const surname = ['thing', 'ordinary'].includes(sort) && !NO_SURNAME.has(parts[place].word); // Mrs Ward, Mr Long
  if (!titled || !surname) return false;
  const title = parts[place - 1];
  return title.sort === 'title' && ALWAYS_TITLES.has(title.word);
}

function* candidate(parts, first, begin, end, names) {
  const shape = shapeOf(parts.slice(begin, end).map((one) => one.sort), begin > first);
  if (!shape) return;
  let weight = names.shapes[shape];
  const before = parts[first - 1];
  const after = parts[end];
  if (before && before.sort === 'staff') weight += names.staff;
  const thing = (after && after.sort === 'thing') || (before && names.words.things_before.has(before.word));
  if (thing && shape !== 'titled') weight += names.thing;
  yield { start: parts[first].start, end: parts[end - 1].end, shape, weight };
}

function shapeOf(sorts, titled) {
  const whole = sorts.filter((sort) => sort === 'name').length;
  if (titled) return sorts.every((sort) => sort === 'initial') ? 'initial_last' : 'titled';
  if (!whole) return null;
  if (whole > 1) return 'full';
  if (sorts.length === 1) return 'single';
  if (sorts[0] === 'initial') return 'initial_first';
  if (sorts[0] === 'capitals') return 'capitals_first';
  return { initial: 'initial_last', capitals: 'capitals_last' }[sorts[1]] || 'full';
}

function weigh(plain, names, { start, end, shape, weight: own }) {
  const before = plain.folded.slice(Math.max(0, start - names.window), start);
  const after = plain.folded.slice(end, end + names.window);
  const single = shape === 'single' || shape === 'small_single';
  const counts = (sort) => sort === 'any' || (sort === 'untitled' && shape !== 'titled') || (sort === 'single' && single);
  let weight = 0;
  for (const [each, clue, sort] of names.before) if (counts(sort) && clue.test(before)) weight += each;
  for (const [each, clue, sort] of names.after) if (counts(sort) && clue.test(after)) weight += each;
  const settled = shape === 'titled' || Math.abs(own + weight) >= SETTLED;
  return settled ? weight : weight + weighSentence(plain, names, start, end);
}

// What else the sentence speaks of: somebody's illness and care, or the work.
function weighSentence(plain, names, start, end) {
  const before = plain.folded.slice(Math.max(0, start - names.around_within), start);
  const after = plain.folded.slice(end, end + names.around_within);
  const sentence = `${before.split(names.sentence_end).pop()}\0${after.split(names.sentence_end)[0]}`;
  let weight = 0;
  for (const [each, clue] of names.around) if (clue.test(sentence)) weight += each;
  return weight;
}

// A label, such as the name of a village in a table: it says nothing of anybody.
function isAllThereIs({ clean }, { start, end, shape }) {
  return shape !== 'titled' && !(clean.slice(0, start) + clean.slice(end)).trim();
}

function isBeside({ start, end }, found, within) {
  const near = (gap) => gap >= 0 && gap <= within;
  return found.some(([from, to]) => near(from - end) || near(start - to));
}
