// Numbers of the huddle: each becomes a form of its own, kept and sent by itself, so that saving one touches no other.
// Without this module they are one form, and the server gives back what was typed in the other boxes.
import { start as startForm } from './outbox/form.js';
import { newKey } from './outbox/keys.js';

export function start(all) {
  const hidden = (name) => all.elements.namedItem(name);
  const rows = [...all.querySelectorAll('[data-number]')];
  const frame = document.createElement('div');
  frame.className = all.className;
  rows.forEach((row) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', noValidate: true });
    form.setAttribute('action', all.getAttribute('action'));
    Object.assign(form.dataset, { outbox: all.dataset.outbox, outboxAbout: row.dataset.name });
    for (const [name, value] of [['csrfmiddlewaretoken', hidden('csrfmiddlewaretoken').value], ['measure', row.dataset.number]]) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    form.append(...row.childNodes);
    const box = form.querySelector('input:not([type=hidden])');
    box.name = 'value';
    form.querySelector('button').removeAttribute('name');
    row.append(form);
    startForm(form, { arrived: (words) => saved(form, words), kept: (words) => kept(form, words), wrong: (status) => ask(form, box, status) });
  });
  frame.append(...[...all.childNodes].filter((one) => !(one.type === 'hidden')));
  all.replaceWith(frame);
}

function saved(form, words) {
  form.nextElementSibling.replaceChildren(Object.assign(document.createElement('p'), {
    className: 'app-entry__saved', textContent: `${document.querySelector('[data-saved]').dataset.saved} ${words.trim()}`,
  }));
  next(form);
}

function kept(form, words) {
  form.nextElementSibling.firstElementChild.prepend(`${words.trim()}: `);
  next(form);
}

// What was said stands where the box was; the hand is in the next box.
function next(form) {
  form.querySelector('.app-entry__row').hidden = true;
  form.querySelector('.nhsuk-error-message')?.remove();
  const open = [...document.querySelectorAll('.app-entry__box')].filter((one) => !one.closest('[hidden]'));
  const after = open.find((one) => form.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  (after || open[0] || document.getElementById('due')).focus();
}

// What is wrong with it, as the page itself says it.
async function ask(form, box, status) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set('request_key', newKey());
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields, credentials: 'same-origin' }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
  const said = page?.querySelector('.app-entry__wrong');
  status.replaceChildren();
  form.querySelector('.app-entry__wrong')?.remove();
  if (said) {
    form.append(document.importNode(said, true));
    box.setAttribute('aria-describedby', said.id);
    box.setAttribute('aria-invalid', 'true');
    box.classList.add('nhsuk-input--error');
  }
  box.focus();
}
