// A box with suggestions: the listbox form of the ARIA combobox. Without this script the form itself asks "Which of these?".
const WAIT = 150;

let made = 0;

export function start(element) {
  const input = element.querySelector('input:not([type="hidden"])');
  const [key, chosenFor] = element.querySelectorAll('input[type="hidden"]');
  if (!input || !chosenFor) return;
  const id = `${input.id}-list-${(made += 1)}`;
  const list = listbox(id, element.dataset.suggestions);
  const status = document.createElement('div');
  status.className = 'nhsuk-u-visually-hidden';
  status.setAttribute('role', 'status');
  input.after(list, status);
  Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-expanded': 'false', autocapitalize: 'off',
  }).forEach(([name, value]) => input.setAttribute(name, value));

  let active = -1;
  let timer;
  let asking;

  const options = () => [...list.children];

  function show(open) {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) point(-1);
  }

  function point(index) {
    active = index;
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function stop() {
    clearTimeout(timer);
    asking?.abort();
    show(false);
  }

  function choose(option) {
    input.value = option.dataset.text;
    key.value = option.dataset.key;
    chosenFor.value = option.dataset.text;
    stop();
    status.textContent = option.dataset.text;
  }

  function offer(html) {
    const part = new DOMParser().parseFromString(html, 'text/html').querySelector('ul');
    if (!part) return;
    list.replaceChildren(...part.querySelectorAll('[role="option"]'));
    options().forEach((option, at) => { option.id = `${id}-${at}`; });
    point(-1);
    show(list.children.length > 0 && document.activeElement === input);
    status.textContent = part.dataset.said;
  }

  async function ask() {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < Number(element.dataset.fewest)) return stop();
    asking = new AbortController();
    try {
      const answer = await fetch(`${element.dataset.address}&q=${encodeURIComponent(text)}`, { signal: asking.signal });
      if (answer.ok) offer(await answer.text());
    } catch {
      // No signal, or a newer question took over: sending the form still works.
    }
    return undefined;
  }

  input.addEventListener('input', () => {
    key.value = '';
    chosenFor.value = '';
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  input.addEventListener('keydown', (event) => {
    const last = list.children.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) return last >= 0 && !key.value ? show(true) : ask();
      const down = event.key === 'ArrowDown';
      point(down ? (active >= last ? 0 : active + 1) : (active <= 0 ? last : active - 1));
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      stop();
    } else if (event.key === 'Tab') {
      stop();
    }
    return undefined;
  });

  input.addEventListener('blur', stop);
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // keeps the focus in the box
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) choose(option);
  });
}

function listbox(id, name) {
  const list = document.createElement('ul');
  list.id = id;
  list.className = 'app-finder__list';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', name);
  return list;
}
