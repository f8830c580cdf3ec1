// The outbox of this device: what was typed waits here until the server has said what became of it.
//
// An item keeps in the open only what sending needs: its own key, whose it is, how it stands. Its words are locked (keys.js).
//   waiting   no signal yet            unknown   sent, no answer came: tried again with the same key, so never stored twice
//   sign-in   its writer must sign in  whose     typed before anybody signed in, and now somebody is: they say whether it is theirs
//   look      the server has a question about it, in `why`
import * as keys from './keys.js';
import * as store from './store.js';

export const MOST = 200;
const PATIENCE = 12_000; // milliseconds until "not known yet"
const channel = 'BroadcastChannel' in self ? new BroadcastChannel('groundswell-outbox') : null;

export const supported = store.supported;

export class Full extends Error {}

const listeners = new Set();

// `tell` runs whenever something here changes, in this window or another.
export function onChange(tell) {
  listeners.add(tell);
  channel?.addEventListener('message', tell);
}

function changed() {
  channel?.postMessage('changed');
  listeners.forEach((tell) => tell());
}

// Keep what was typed. Resolves with the item's number once it is on this device's disk.
export async function add({ who, kind, ...content }) {
  if ((await store.all('items')).length >= MOST) throw new Full();
  const key = await keys.keyOf(who);
  if (!key) throw new Full();
  const item = {
    key: keys.newKey(), who, kind, typed: Date.now(), state: 'waiting', why: '',
    ...await keys.lock(key, content),
  };
  const id = await store.add('items', item);
  changed();
  return id;
}

// Have a key for `who` that can be put away again, which takes one word with the server.
export async function prepare(who) {
  if (!(await store.get('keys', who)) && who) await hello();
}

// Every item in the order typed, with its content where its key is at hand and `content: null` where it is not.
export async function items() {
  return Promise.all((await store.all('items')).map(async (item) => ({ ...item, content: await keys.opened(item) })));
}

export async function discard(...ids) {
  await store.remove('items', ...ids);
  changed();
}

// "These words are mine", said by whoever is signed in now.
export async function claim(id, who) {
  const item = (await items()).find((one) => one.id === id);
  const key = await keys.keyOf(who);
  if (!item?.content || !key) return;
  const { content, iv, locked, ...open } = item;
  await store.put('items', { ...open, who, state: 'waiting', ...await keys.lock(key, content) });
}

// Who the server says is here, with what is needed to send; null when it cannot be reached.
export async function hello() {
  try {
    const answer = await inTime((signal) => fetch('/outbox/hello/', { credentials: 'same-origin', cache: 'no-store', signal }));
    const said = answer.ok ? await answer.json() : null;
    if (!said || said.hello !== 'groundswell') return null; // a ward's or a hotel's own sign-in page answers everything
    await keys.putAway(said.person);
    if (said.person) await keys.keyOf(said.person, said.secret);
    return said;
  } catch {
    return null;
  }
}

function inTime(ask, patience = PATIENCE) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  return ask(stop.signal).finally(() => clearTimeout(timer));
}

// Send what can be sent, oldest first. Resolves with what became of each item tried: {id: {to}} or {id: {state}}.
export function send() {
  const work = () => sendAll().finally(changed);
  return navigator.locks ? navigator.locks.request('groundswell-outbox', work) : work();
}

async function sendAll() {
  const became = {};
  if (!(await store.all('items')).length) return became;
  const said = await hello();
  for (const item of await items()) {
    const answer = said ? await sendOne(item, said) : { state: item.state === 'unknown' ? 'unknown' : 'waiting' };
    became[item.id] = answer;
    if (answer.to) await delivered(item, answer.to);
    else if (answer.state !== item.state || answer.why !== item.why) await standing(item, answer);
    if (!said || answer.again) break; // what follows was typed later, and goes later
  }
  return became;
}

async function standing({ content, ...item }, { state, why = '' }) {
  await store.put('items', { ...item, state, why });
}

// What was sent is known here for a while as an address alone: the words are gone from this device. Where the way back is a
// number, which opens for a short time, the item stays locked instead, so that it can be asked for once more.
async function delivered({ content, state, why, ...item }, to) {
  const open = { name: `sent:${item.id}`, id: item.id, who: item.who, typed: item.typed, to };
  await store.put('notes', to.startsWith('/receipts/') ? { ...item, ...open } : open);
  await store.remove('items', item.id);
}

// Where to read what was sent. Asking with the same key stores nothing again, and opens a number anew.
export async function whereabouts(note) {
  const said = note.locked ? await hello() : null;
  const content = note.locked ? await keys.opened(note) : null;
  if (!said || !content || note.who !== said.person) return note.to;
  return (await sendOne({ ...note, content }, said)).to || note.to;
}

export const seen = (id) => store.remove('notes', `sent:${id}`);

async function sendOne(item, said) {
  if (item.who !== said.person) return { state: item.who ? 'sign-in' : 'whose' };
  if (!item.content) return { state: 'look', why: '' };
  let answer;
  try {
    answer = await inTime((signal) => fetch(item.content.path, {
      method: 'POST', body: new URLSearchParams(item.content.fields), credentials: 'same-origin', signal,
      headers: {
        'Groundswell-Outbox': '1', 'Groundswell-Waited': String(Math.round((Date.now() - item.typed) / 1000)),
        'Idempotency-Key': item.key, 'X-CSRFToken': said.csrf,
      },
    }));
  } catch {
    return { state: navigator.onLine ? 'unknown' : 'waiting', again: true };
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told?.to) return told;
  if (answer.status === 401) return { state: 'sign-in' };
  if (answer.status === 429) return { state: 'waiting', again: true };
  if (!told || answer.ok || answer.status >= 500) return { state: 'unknown', again: true };
  return { state: 'look', why: told.why || '', status: answer.status };
}

// Signing out: everything of `who` on this device goes, with the key that could open it.
export async function wipe(who) {
  const theirs = (row) => row.who === who;
  await store.remove('items', ...(await store.all('items')).filter(theirs).map((item) => item.id));
  await store.remove('notes', ...(await store.all('notes')).filter(theirs).map((note) => note.name));
  await keys.destroy(who);
  changed();
}
