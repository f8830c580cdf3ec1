// What waits on this device and what became of it, one row each: on its own page, and on the page shown without signal.
import * as notes from './notes.js';
import * as outbox from './outbox.js';
import { here, say } from './page.js';

const time = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'short', hour: '2-digit', minute: '2-digit' });

export function start(element) {
  const draw = () => rows(element).catch(() => {});
  if (!outbox.supported) return;
  outbox.onChange(draw);
  draw();
  element.addEventListener('click', async (event) => {
    const button = event.target.closest('button[data-deed]');
    if (!button) return;
    if (button.dataset.sure && !asked.has(idOf(button))) ask(button, idOf(button));
    else await deed(button).then(draw);
  });
}

// Deleting words asks once more, on the button itself.
function ask(button, id) {
  asked.add(id);
  button.textContent = button.dataset.sure;
}

const idOf = (button) => Number(button.closest('[data-item]')?.dataset.item);

async function deed(button) {
  const id = idOf(button);
  if (button.dataset.deed === 'delete') await outbox.discard(id);
  if (button.dataset.deed === 'open') await reopen(id);
  if (button.dataset.deed === 'mine') await outbox.claim(id, here());
  if (['now', 'mine'].includes(button.dataset.deed)) await outbox.send();
}

// The server has a question about these words: its own page asks it, with the words in the box.
async function reopen(id) {
  const item = (await outbox.items()).find((one) => one.id === id);
  if (!item?.content) return;
  await notes.keepDraft(item.who, item.content.path, item.content.words);
  await outbox.discard(id);
  location.assign(item.content.path);
}

const asked = new Set(); // items whose deletion waits for a second press
let drawn = '';

// Drawn again only when something changed, so that nothing is taken from under a finger or the focus.
async function rows(element) {
  const list = element.querySelector('[data-rows]');
  const items = await outbox.items();
  const done = await notes.sent(here() ?? '');
  const now = JSON.stringify([items.map((item) => [item.id, stateOf(item), item.who, item.why]), done.map((note) => note.id)]);
  if (now === drawn) return;
  drawn = now;
  element.querySelector('[data-none]').hidden = items.length + done.length > 0;
  list.replaceChildren(...items.map(waiting), ...done.map(arrived));
}

function waiting(item) {
  const row = say('row');
  row.dataset.item = item.id;
  fill(row, 'when', time.format(item.typed));
  fill(row, 'about', item.content?.title || '');
  fill(row, 'words', item.who ? item.content?.words || '' : ''); // words of nobody stay covered: others may use this device
  row.querySelector('[data-fill="state"]').replaceChildren(say(`state-${stateOf(item)}`));
  fill(row, 'why', item.why || '');
  if (asked.has(item.id)) ask(row.querySelector('[data-sure]'), item.id);
  row.querySelectorAll('[data-for]').forEach((part) => { part.hidden = !part.dataset.for.split(' ').includes(stateOf(item)); });
  return row;
}

const stateOf = (item) => (item.content ? item.state : 'locked');

function arrived(note) {
  const row = say('row-sent');
  fill(row, 'when', time.format(note.typed));
  const link = row.querySelector('a');
  link.href = note.to;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    outbox.whereabouts(note).then((to) => location.assign(to));
  });
  return row;
}

function fill(row, name, text) {
  const place = row.querySelector(`[data-fill="${name}"]`);
  place.textContent = text;
  place.hidden = !text;
}
