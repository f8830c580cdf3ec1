// A form whose words must not be lost: kept on this device first, then sent. Without this module it is an ordinary form.
import * as notes from './notes.js';
import * as outbox from './outbox.js';
import { here, say, tryLater } from './page.js';

const CALM = 600; // milliseconds without typing before a draft is kept

// `stays` is for a page with several such forms, where none may carry away what is typed in the others: it says what happens
// when this one has arrived, when it is kept here, and when the server found an error in it.
export function start(form, stays = null) {
  if (!outbox.supported) return;
  const box = form.querySelector('textarea');
  const path = form.getAttribute('action') || location.pathname + location.search;
  const input = box || form.elements.namedItem('value');
  const one = { form, path, box, input, kind: form.dataset.outbox, status: statusAfter(form), stays };
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    take(one);
  });
  if (box) keepDrafts(one);
  if (document.body.dataset.person !== undefined) outbox.prepare(here()).then(() => remember(one)).catch(() => {});
}

function statusAfter(form) {
  const status = document.createElement('div');
  status.className = 'app-outbox__status';
  status.setAttribute('role', 'status');
  form.after(status);
  return status;
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === 'string'
    && !['csrfmiddlewaretoken', 'request_key'].includes(name));
}

async function keepDrafts({ form, box, path }) {
  let timer;
  const who = here() ?? '';
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => notes.keepDraft(who, path, box.value).catch(() => {}), CALM);
  };
  box.addEventListener('input', later);
  if (box.value) return box.value === box.defaultValue ? undefined : later(); // typed before this module was there
  if (form.dataset.outboxLeaves === 'nothing') return undefined;
  const words = await notes.draftOf(who, path).catch(() => null);
  if (!words || box.value) return undefined;
  box.value = words;
  return box.dispatchEvent(new Event('input', { bubbles: true }));
}

// So that the same box can be offered on this device when the page itself cannot be had.
function remember({ form, path, kind, input }) {
  if (form.querySelector('.nhsuk-date-input')) return; // the day in it would be an old one
  const fields = fieldsOf(form).filter(([name]) => name !== input.name);
  const page = location.pathname + location.search;
  notes.rememberForm(here(), {
    page, path, kind, fields, name: input.name, title: form.dataset.outboxAbout || '',
    label: input.labels?.[0]?.textContent.trim() || '',
  }).catch(() => {});
}

async function take({ form, path, kind, box, input, status, stays }) {
  if (!input.value.trim() && !form.elements.namedItem('gap')?.checked) return navigator.onLine && !stays ? form.submit() : tell(status, 'empty');
  const buttons = form.querySelectorAll('button');
  buttons.forEach((button) => { button.disabled = true; });
  tell(status, 'sending');
  const who = here() ?? '';
  const words = input.value;
  let id;
  try {
    id = await outbox.add({ who, kind, path, title: form.dataset.outboxAbout || '', words, fields: fieldsOf(form) });
  } catch {
    buttons.forEach((button) => { button.disabled = false; });
    return navigator.onLine ? form.submit() : tell(status, 'full');
  }
  localStorage.setItem('outbox', '1');
  const became = (await outbox.send())[id] || { state: 'waiting' };
  if (became.to) {
    await notes.dropDraft(who, path, words);
    await outbox.seen(id); // the next page shows it
    if (stays) return stays.arrived(words);
    if (became.to === location.pathname + location.search) location.reload();
    else location.assign(became.to);
    return undefined;
  }
  if (became.state === 'sign-in' || became.status === 422) {
    await outbox.discard(id); // the page itself asks next, with the words in it; the draft stays until they are sent
    if (stays && became.status === 422) {
      buttons.forEach((button) => { button.disabled = false; });
      return stays.wrong(status);
    }
    return form.submit();
  }
  await notes.dropDraft(who, path, words);
  form.reset();
  if (box) box.value = '';
  buttons.forEach((button) => { button.disabled = false; });
  kept(form, status, became, Boolean(box));
  return stays?.kept(words);
}

function tell(status, what) {
  status.replaceChildren(say(what));
}

// Said plainly what is known: kept here, or kept here and perhaps arrived already.
function kept(form, status, became, whole) {
  tryLater();
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register('outbox')).catch(() => {});
  navigator.storage?.persist?.().catch(() => {});
  if (!whole) return tell(status, `short-${became.state}`);
  const panel = say(`kept-${became.state}`);
  form.hidden = true;
  status.replaceChildren(panel);
  panel.querySelector('[data-again]')?.addEventListener('click', () => {
    status.replaceChildren();
    form.hidden = false;
    form.querySelector('textarea').focus();
  });
  const heading = panel.querySelector('h1, h2');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  return undefined;
}
