// The page that this device shows when the page asked for cannot be had: the boxes used here before, ready to type in.
import * as notes from './notes.js';
import { start as startForm } from './form.js';
import { here, say } from './page.js';

export async function start(element) {
  const asked = location.pathname + location.search;
  const notice = element.dataset.notice.split(' ').some((path) => location.pathname.startsWith(path));
  const forms = await notes.formsOf(here() ?? '').catch(() => []);
  const mine = forms.filter((form) => form.page === asked);
  element.querySelector('[data-when="notice"]').hidden = !notice;
  element.querySelector('[data-when="other"]').hidden = notice;
  if (notice) noticeBox(element.querySelector('[data-when="notice"] form'), asked, mine[0] || home(forms, asked));
  const numbers = forms.filter((form) => form.kind === 'reading' && (notice ? false : !mine.length || form.page === asked));
  numberBoxes(element.querySelector('[data-numbers]'), numbers);
  element.hidden = false;
}

// The bare address of the box means the place used last on this device.
const home = (forms, asked) => (asked === '/notice/' ? forms.find((form) => form.kind === 'notice') : undefined);

function noticeBox(form, asked, known) {
  form.setAttribute('action', known?.path || asked);
  form.dataset.outboxAbout = known?.title || '';
  for (const [name, value] of known?.fields || []) hide(form, name, value);
  const place = form.querySelector('[data-place]');
  place.textContent = known?.title || '';
  place.hidden = !known?.title;
  startForm(form);
}

function numberBoxes(section, forms) {
  section.hidden = !forms.length;
  for (const known of forms) {
    const form = say('number');
    const input = form.querySelector('input.nhsuk-input');
    form.setAttribute('action', known.path);
    form.dataset.outboxAbout = known.title;
    form.querySelector('label').textContent = known.label;
    form.querySelector('label').htmlFor = input.id = `number-${section.children.length}`;
    input.name = known.name;
    for (const [name, value] of known.fields) hide(form, name, value);
    section.append(form);
    startForm(form);
  }
}

function hide(form, name, value) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'hidden', name, value });
  form.append(input);
}
