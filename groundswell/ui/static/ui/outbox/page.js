// The outbox on a page: who is here, what is waiting, sending again when there is signal.
import * as keys from './keys.js';
import * as outbox from './outbox.js';

const PAUSES = [5, 15, 60, 300]; // seconds between tries while the page is open

// The public id of who is signed in, '' for nobody; undefined on a page that this device kept and the server did not write.
export const here = () => document.body.dataset.person ?? localStorage.getItem('person') ?? undefined;

// A copy of one of the sentences that the page brought with it.
export function say(what) {
  const found = document.querySelector(`[data-outbox-words] [data-say="${what}"]`);
  return found ? found.content.cloneNode(true).firstElementChild : document.createElement('p');
}

let tries = 0;
let timer;

async function again() {
  clearTimeout(timer);
  const became = Object.values(await outbox.send());
  if (became.some((one) => ['waiting', 'unknown'].includes(one.state))) tryLater();
  else tries = 0;
  await count();
}

export function tryLater() {
  clearTimeout(timer);
  timer = setTimeout(again, PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000);
  tries += 1;
}

// How many of mine are waiting, in the header; nothing is shown when nothing waits.
async function count() {
  const all = await outbox.items();
  if (!all.length) localStorage.removeItem('outbox');
  const shown = document.querySelector('[data-outbox-count]');
  if (!shown) return;
  shown.hidden = !all.length;
  const link = shown.querySelector('a');
  link.textContent = (all.length === 1 ? shown.dataset.one : shown.dataset.many).replace('{n}', all.length);
}

export function arrive(person) {
  if (outbox.supported) keys.putAway(person).catch(() => {});
}

export function start() {
  if (!outbox.supported) return;
  outbox.onChange(count);
  self.addEventListener('online', () => { tries = 0; again(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) again(); });
  again();
}
