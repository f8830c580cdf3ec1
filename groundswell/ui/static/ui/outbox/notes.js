// Small things remembered on this device: words not sent yet, and which boxes were used here, so that they open with no signal.
import * as keys from './keys.js';
import * as store from './store.js';

const MOST_FORMS = 30;
const MOST_SENT = 20;

async function write(name, who, value) {
  const key = await keys.keyOf(who);
  if (key) await store.put('notes', { name, who, at: Date.now(), ...await keys.lock(key, value) });
}

const draft = (who, path) => `draft:${who}:${path}`;
export const keepDraft = (who, path, words) => (words.trim() ? write(draft(who, path), who, words) : dropDraft(who, path));
export const draftOf = async (who, path) => keys.opened(await store.get('notes', draft(who, path)));

// The words were sent: no draft of them stays, also not one begun before signing in.
export async function dropDraft(who, path, words = '') {
  const begun = (await store.all('notes')).filter((note) => note.name.startsWith('draft::'));
  const same = await Promise.all(begun.map(async (note) => words && await keys.opened(note) === words));
  await store.remove('notes', draft(who, path), draft('', path), ...begun.filter((_, at) => same[at]).map((note) => note.name));
}

// A box of a page: {page, path, kind, title, label, fields}, so that the same box can be offered when the page cannot be had.
export async function rememberForm(who, form) {
  await write(`form:${who}:${form.page}#${form.label}`, who, form);
  const forms = (await store.all('notes')).filter((note) => note.name.startsWith('form:')).sort((a, b) => b.at - a.at);
  await store.remove('notes', ...forms.slice(MOST_FORMS).map((note) => note.name));
}

export async function formsOf(who) {
  const mine = (await store.all('notes')).filter((note) => note.name.startsWith('form:') && (note.who === who || !note.who));
  return (await Promise.all(mine.map(keys.opened))).filter(Boolean);
}

// What was sent from here lately, newest first; older ones are let go. Counted, as the clock of a phone can be years out.
export async function sent(who) {
  const all = (await store.all('notes')).filter((note) => note.name.startsWith('sent:')).sort((a, b) => b.id - a.id);
  await store.remove('notes', ...all.slice(MOST_SENT).map((note) => note.name));
  return all.slice(0, MOST_SENT).filter((note) => note.who === who);
}
