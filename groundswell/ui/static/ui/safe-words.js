// Words that may point to a patient, told below their field as typing pauses. Nothing leaves the phone: the rules are a
// static file, fetched once somebody starts to type. The server checks again when the form is sent.

const WAIT = 500;
const SLICE = 8; // milliseconds
const NAMES = ['patient_name', 'name_with_title'];
const SAID = ' (staff)'; // what the rules read as somebody who works here, on the phone and on the server

// How the organisation of this page writes hospital numbers; any of its fields says so.
const ownNumbers = () => JSON.parse(document.querySelector('[data-safe-numbers]')?.dataset.safeNumbers || '[]');

let ready; // one set of rules for all fields of the page, fetched with what reads them once somebody starts to type

export function rulesOf(address) {
  ready ||= Promise.all([fetch(address).then((answer) => answer.json()), import('../safetext/safetext.js')])
    .then(([rules, safetext]) => {
      const patterns = safetext.patternsFrom(rules, ownNumbers());
      warm(safetext.warming(patterns));
      const findings = (text) => safetext.findings(text, patterns);
      return { findings, masked: safetext.masked, lookalikes: patterns.lookalikes };
    });
  ready.catch(() => { ready = undefined; }); // tried again at the next pause
  return ready;
}

// Makes the expressions ready while nothing else is to be done, some milliseconds at a time.
const whenIdle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => SLICE }), SLICE));

function warm(expressions) {
  whenIdle((idle) => {
    const until = performance.now() + Math.min(SLICE, idle.timeRemaining());
    do {
      if (expressions.next().done) return;
    } while (performance.now() < until);
    warm(expressions);
  });
}

export function start(field) {
  const { safeWords: kind, safeRules: address } = field.dataset;
  const text = JSON.parse(field.dataset.safeText);
  const mayAccept = kind === 'warn';
  const accepted = new Set();
  let undo = null; // the words before the last tap
  let rules;
  let timer;
  let latest = 0;
  let shown = '';

  const box = element('div', 'app-safe');
  box.id = `${field.id}-safe`;
  box.hidden = true;
  const told = element('div', 'nhsuk-u-visually-hidden');
  told.setAttribute('role', 'status'); // polite; only how many, the list says which
  (field.closest('.nhsuk-input-wrapper') || field).after(box, told);
  field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), box.id].filter(Boolean).join(' '));

  const look = async () => {
    latest += 1;
    const mine = latest;
    rules = await rulesOf(address).catch(() => null);
    if (!rules || mine !== latest) return;
    const found = rules.findings(field.value);
    const asked = found.filter((one) => !accepted.has(keyOf(one)));
    show(asked);
    tick(mayAccept && found.length > 0 && asked.length === 0);
  };

  // Drawn again only when something changed: leaving the field looks again, and must not take a button from under a finger.
  function show(asked) {
    const now = JSON.stringify([asked.map(({ kind, from, to }) => [kind, from, to]), undo === null, field.value]);
    if (now === shown) return;
    shown = now;
    const said = asked.length ? (asked.length === 1 ? text.one : text.many.replace('{count}', asked.length)) : '';
    if (told.textContent !== said) told.textContent = said;
    box.hidden = !asked.length && undo === null;
    const parts = asked.length ? [element('p', 'app-safe__lead', said), list(asked)] : [];
    if (undo !== null) parts.push(button(text.undo, putBack));
    box.replaceChildren(...parts);
  }

  function list(asked) {
    const items = element('ul', 'app-safe__list');
    for (const one of asked) {
      const item = element('li', 'app-safe__item');
      const quoted = element('q', 'app-safe__words', one.words.replace(/\s+/g, ' '));
      item.append(element('p', 'app-safe__advice'), element('div', 'app-safe__ways'));
      item.firstChild.append(quoted, ` ${one.advice}`);
      item.lastChild.append(...waysOf(one));
      items.append(item);
    }
    return items;
  }

  function waysOf(one) {
    const ways = [button(`${text.write} ${one.mask}`, () => write(rules.masked(field.value, one), one), one.words)];
    if (NAMES.includes(one.kind)) {
      const staff = { ...one, mask: one.words + SAID };
      ways.push(button(text.staff, () => write(rules.masked(field.value, staff), one), one.words));
    }
    if (mayAccept) ways.push(button(text.accept, () => accept(one), one.words));
    return ways;
  }

  function write(words, { from, to, words: told }) {
    if (field.value.slice(from, to) !== told) { look(); return; } // typed on since it was told
    undo = field.value;
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true })); // whoever keeps drafts sees it too
    clearTimeout(timer);
    look().then(() => backTo(from));
  }

  function accept(one) {
    accepted.add(keyOf(one));
    look().then(() => backTo(one.to));
  }

  function putBack() {
    field.value = undo;
    undo = null;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    clearTimeout(timer);
    look().then(() => backTo(field.value.length));
  }

  // The button that was tapped is gone: on to the next question, or back to the words.
  function backTo(place) {
    const next = box.querySelector('.app-safe__list button');
    if (next) return next.focus();
    field.focus();
    return field.setSelectionRange?.(place, place);
  }

  // The box "This is not about a patient": the one the server drew after it asked, or one of our own that is not seen.
  function tick(on) {
    const name = `${field.name}_not_a_patient`;
    const theirs = field.form?.querySelector(`input[type="checkbox"][name="${name}"]`);
    if (theirs) { theirs.checked = on || (theirs.checked && !accepted.size); return; }
    const ours = field.form?.querySelector(`input[type="hidden"][name="${name}"]`);
    if (on && !ours) field.after(Object.assign(document.createElement('input'), { type: 'hidden', name, value: 'on' }));
    if (!on) ours?.remove();
  }

  field.addEventListener('input', (event) => {
    if (event.isTrusted) undo = null; // typed on: there is nothing to put back that would lose nothing
    tick(false);
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  // Pressed Send before the pause was over: look now, so that what was accepted is sent as such.
  field.addEventListener('change', () => { clearTimeout(timer); look(); });
  field.addEventListener('focus', () => rulesOf(address).catch(() => {}), { once: true });
  if (field.value) look();
}

/** The same words of the same kind are asked about once, wherever they move to. */
function keyOf({ kind, words }) {
  return `${kind} ${words}`;
}

function element(name, classes, words = '') {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = words;
  return made;
}

function button(words, onTap, about = '') {
  const made = element('button', 'nhsuk-button nhsuk-button--secondary app-safe__way', words);
  made.type = 'button';
  if (about) made.append(element('span', 'nhsuk-u-visually-hidden', ` (${about})`));
  made.addEventListener('click', onTap);
  return made;
}
